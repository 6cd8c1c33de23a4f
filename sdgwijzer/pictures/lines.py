"""The course of the years as a small picture.

Streamlit's `st.html` drops inline SVG, so it is an image with its SVG in the address, in colours
that show on a light and a dark ground.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final
from urllib.parse import quote

from sdgwijzer.texts import drawings
from sdgwijzer.views.cards import Card, Series

OWN: Final = "#1f83c2"
QUIET: Final = "#8795a1"
PEERS: Final = "#c8641b"


@dataclass(frozen=True)
class Line:
    """One line of a small picture."""

    series: Series
    colour: str
    width: float
    dash: str = ""


def sparkline(card: Card) -> str:
    """The course of the years: own line; dashed Flanders' median, dotted that of the peers."""
    if len(card.series) < 2:
        return ""
    own = Line(card.series, OWN, 2)
    beside = [Line(card.medians, QUIET, 1, "4 3"), Line(card.group_medians, PEERS, 1.6, "1.5 2.5")]
    years = f'<p class="quiet">{card.series[0][0]}-{card.series[-1][0]}</p>'
    return picture(own, beside, drawings.course_words(card.series, card.indicator)) + years


def picture(
    own: Line,
    beside: Sequence[Line],
    alt: str,
    *,
    size: tuple[int, int] = (150, 40),
    bounds: tuple[float, float] | None = None,
) -> str:
    """An image of lines over the years of the own one.

    Args:
        own: at least two points; its last one gets a dot.
        beside: thinner lines behind it.
        alt: the same in words.
        size: width and height.
        bounds: lowest and highest value of the scale; None: those of the lines.
    """
    width, height = size
    svg = quote(_svg(own, beside, width, height, bounds), safe=" /:;=,.'")
    return (
        f'<img src="data:image/svg+xml,{escape(svg, quote=True)}" width="{width}" '
        f'height="{height}" alt="{escape(alt, quote=True)}">'
    )


def _svg(
    own: Line,
    beside: Sequence[Line],
    width: int,
    height: int,
    bounds: tuple[float, float] | None,
) -> str:
    start, end = own.series[0][0], own.series[-1][0]
    lines = [
        (line, [point for point in line.series if start <= point[0] <= end])
        for line in (*beside, own)
    ]
    values = [value for _, points in lines for _, value in points]
    low, high = bounds or (min(values), max(values))
    spread = (high - low) or 1.0

    def places(points: Sequence[tuple[int, float]]) -> list[tuple[float, float]]:
        return [
            (
                4 + (width - 8) * (year - start) / max(end - start, 1),
                4 + (height - 8) * (1 - (value - low) / spread),
            )
            for year, value in points
        ]

    drawn = "".join(
        _polyline(_runs(points, places(points)), line.colour, line.dash, line.width)
        for line, points in lines
    )
    x, y = places(own.series)[-1]
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'>{drawn}"
        f"<circle cx='{x:.1f}' cy='{y:.1f}' r='3' fill='{own.colour}'/></svg>"
    )


def _runs(
    line: Sequence[tuple[int, float]], points: Sequence[tuple[float, float]]
) -> list[list[tuple[float, float]]]:
    """Cut a line where a year is missing: a gap stays a gap."""
    runs: list[list[tuple[float, float]]] = []
    for i, point in enumerate(points):
        if i and line[i][0] == line[i - 1][0] + 1:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs


def _polyline(
    runs: Sequence[Sequence[tuple[float, float]]], colour: str, dash: str, width: float
) -> str:
    lines = []
    for run in runs:
        if len(run) == 1:
            x, y = run[0]
            lines.append(f"<circle cx='{x:.1f}' cy='{y:.1f}' r='{width}' fill='{colour}'/>")
            continue
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in run)
        lines.append(
            f"<polyline points='{path}' fill='none' stroke='{colour}' stroke-width='{width}' "
            f"stroke-dasharray='{dash}'/>"
        )
    return "".join(lines)
