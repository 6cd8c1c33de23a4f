"""The course of the years as a small picture.

Streamlit's `st.html` drops inline SVG, so it is an image with its SVG in the address, in colours
that show on a light and a dark ground.
"""

from collections.abc import Sequence
from html import escape
from typing import Final
from urllib.parse import quote

from sdgwijzer import texts
from sdgwijzer.views import Card, Series

OWN: Final = "#1f83c2"
QUIET: Final = "#8795a1"


def sparkline(card: Card) -> str:
    """The course of the years as a small picture: own line, and the median of Flanders dashed."""
    if len(card.series) < 2:
        return ""
    first, last = card.series[0], card.series[-1]
    item = card.indicator
    alt = (
        f"Verloop van {texts.quantity(first[1], item.unit, item.decimals)} in {first[0]} "
        f"tot {texts.quantity(last[1], item.unit, item.decimals)} in {last[0]}"
    )
    picture = quote(_sparkline_svg(card.series, card.medians, 150, 40), safe=" /:;=,.'")
    return (
        f'<img src="data:image/svg+xml,{escape(picture, quote=True)}" width="150" height="40" '
        f'alt="{escape(alt, quote=True)}"><p class="quiet">{first[0]}-{last[0]}</p>'
    )


def _sparkline_svg(series: Series, medians: Series, width: int, height: int) -> str:
    start, end = series[0][0], series[-1][0]
    inside = [(year, value) for year, value in medians if start <= year <= end]
    values = [value for _, value in (*series, *inside)]
    low, spread = min(values), (max(values) - min(values)) or 1.0

    def points(line: Sequence[tuple[int, float]]) -> list[tuple[float, float]]:
        return [
            (
                4 + (width - 8) * (year - start) / (end - start),
                4 + (height - 8) * (1 - (value - low) / spread),
            )
            for year, value in line
        ]

    own = points(series)
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'>"
        f"{_polyline(_runs(inside, points(inside)), QUIET, '4 3', 1)}"
        f"{_polyline(_runs(series, own), OWN, '', 2)}"
        f"<circle cx='{own[-1][0]:.1f}' cy='{own[-1][1]:.1f}' r='3' fill='{OWN}'/></svg>"
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
    runs: Sequence[Sequence[tuple[float, float]]], colour: str, dash: str, width: int
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
