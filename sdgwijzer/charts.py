"""Figures to study, from their data. The only module with Plotly.

Used for the one figure a visitor studies; lists and the distribution are SVG images (`pictures/`).
"""

import textwrap
from collections.abc import Sequence
from functools import singledispatch
from html import escape
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from sdgwijzer import colours
from sdgwijzer.content import Course, Dot, Scatter, Track
from sdgwijzer.pictures.markers import HOLLOW
from sdgwijzer.pictures.shapes import of_peer
from sdgwijzer.texts import explore, indicator_page

DASHES: Final = ("dot", "dashdot", "longdash")
"""Of former municipalities, that share a colour."""

SYMBOLS: Final = {"plus": "cross", "cross": "x", "bar": "line-ns", "dash": "line-ew"}
"""Markers that have another name at Plotly."""

LINES: Final = ("bar", "dash")
"""Those that are nothing but an edge there."""

NAME_SIZE: Final = (0.024, 0.055)
"""Room of a letter (its width) and of a line, as part of a figure on a telephone."""

TITLE_WIDTH: Final = 44
"""Letters on a line of the title of an axis."""

_NO_COLOUR: Final = "rgba(0,0,0,0)"


@singledispatch
def figure(data: object) -> go.Figure:
    """A figure of this data.

    Raises:
        TypeError: nobody draws this.
    """
    raise TypeError(f"no figure for {type(data).__name__}")


@figure.register
def course(data: Course) -> go.Figure:
    """The years of one indicator: own line and margin, peers, medians, former municipalities."""
    drawn = go.Figure()
    _band(drawn, data)
    former = 0
    for track in data.tracks:
        colour, width, dash = _style(track, former)
        former += track.role == "former"
        _line(drawn, track, colour, width=width, dash=dash)
    own = next((_text(track.name) for track in data.tracks if track.role == "own"), None)
    drawn.update_traces(legendrank=1, selector={"name": own})
    _marks(drawn, data)
    _layout(drawn, data.unit)
    drawn.update_xaxes(dtick=1 if _span(data.tracks) <= 12 else 2, tickformat="d")
    return drawn


def _style(track: Track, former: int) -> tuple[str, float, str]:
    """Colour, width and dash of a line; that of a former municipality by its number."""
    if track.role == "former":
        return colours.PLOTTED["others"], 1.5, DASHES[former % len(DASHES)]
    if track.role == "peer":
        again = track.look >= len(colours.PEERS)  # then a colour comes back
        return colours.peer(track.look).plotted, 1.5, "dashdot" if again else "solid"
    return {
        "region": (colours.PLOTTED["others"], 2.0, "longdash"),
        "flanders": (colours.PLOTTED["others"], 2.0, "dash"),
        "group": (colours.PLOTTED["group"], 3.0, "dash"),
        "own": (colours.PLOTTED["own"], 4.0, "solid"),
    }[track.role]


def _band(drawn: go.Figure, data: Course) -> None:
    """The margin of chance of each year, as a light band; not where it is not known."""
    for i, run in enumerate(_runs(data.band)):
        years = [year for year, _, _ in run]
        drawn.add_scatter(
            x=[*years, *reversed(years)],
            y=[*(high for _, _, high in run), *(low for _, low, _ in reversed(run))],
            fill="toself",
            fillcolor=colours.PLOTTED["band"],
            line={"width": 0},
            hoverinfo="skip",
            name=indicator_page.BAND,
            legendgroup="band",
            showlegend=i == 0,
        )


def _runs(
    band: Sequence[tuple[int, float, float]],
) -> list[list[tuple[int, float, float]]]:
    """Years without a gap between them."""
    runs: list[list[tuple[int, float, float]]] = []
    for each in band:
        if runs and runs[-1][-1][0] == each[0] - 1:
            runs[-1].append(each)
        else:
            runs.append([each])
    return runs


def _marks(drawn: go.Figure, data: Course) -> None:
    """Where the definition changed, when the municipality merged, and the target."""
    for year in data.breaks:
        _vertical(drawn, year - 0.5, indicator_page.BREAK)
    if data.merged is not None:
        _vertical(drawn, data.merged - 0.5, indicator_page.MERGER)
    if data.target is not None:
        words, value = data.target
        drawn.add_hline(
            y=value,
            line={"color": colours.PLOTTED["target"], "width": 2, "dash": "longdash"},
            annotation_text=words,
            annotation_position="top left",
        )


def _vertical(drawn: go.Figure, at: float, words: str) -> None:
    drawn.add_vline(
        x=at,
        line={"color": colours.PLOTTED["others"], "width": 1.5, "dash": "dot"},
        annotation_text=words,
        annotation_position="top left",
        annotation_font_size=12,
    )


def _line(drawn: go.Figure, track: Track, colour: str, *, width: float, dash: str) -> None:
    """One series; years without a value are a gap in the line."""
    symbol = _symbol(colours.peer(track.look).marker if track.role == "peer" else "circle")
    drawn.add_scatter(
        x=[point.year for point in track.points],
        y=[point.value for point in track.points],
        name=_text(track.name),
        mode="lines+markers",
        connectgaps=False,
        line={"color": colour, "width": width, "dash": dash},
        marker={"size": 6 if width < 3 else 8, "symbol": symbol},
        customdata=[point.shown for point in track.points],
        hovertemplate="%{customdata} in %{x}<extra>%{fullData.name}</extra>",
    )


def _symbol(marker: str) -> str:
    """Plotly's name of a marker (`pictures.markers`)."""
    name = marker.removeprefix(HOLLOW)
    return SYMBOLS.get(name, name) + ("-open" if name != marker or name in LINES else "")


def _span(tracks: Sequence[Track]) -> int:
    """Years of the own line and of the median of Flanders together."""
    lines = [track for track in tracks if track.role in ("own", "flanders")]
    years = [point.year for track in lines for point in track.points]
    return max(years) - min(years) if years else 0


def _layout(drawn: go.Figure, unit: str) -> None:
    drawn.update_layout(
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        height=480,
        separators=",\u00a0",
        hovermode="closest",
        legend={"orientation": "h", "y": -0.15, "x": 0, "maxheight": 1.0},
        paper_bgcolor=_NO_COLOUR,
        plot_bgcolor=_NO_COLOUR,
        dragmode=False,
        modebar={
            "bgcolor": _NO_COLOUR,
            "color": colours.PLOTTED["others"],
            "activecolor": colours.PLOTTED["own"],
        },
    )
    drawn.update_yaxes(
        title=_text(unit), rangemode="tozero", automargin=True, separatethousands=True
    )
    drawn.update_xaxes(automargin=True)


@figure.register
def scatter(data: Scatter) -> go.Figure:
    """All municipalities on two indicators; own and peers are named."""
    drawn = go.Figure()
    named = [dot for role in ("own", "peer") for dot in data.dots if dot.role == role]
    spots = _spots(data.dots, named)
    for role, label, size in (
        ("other", explore.OTHERS, 7),
        ("peer", explore.PEERS, 9),
        ("own", "", 13),
    ):
        dots = [dot for dot in data.dots if dot.role == role]
        if not dots:
            continue
        colour = [_colour(dot) for dot in dots]
        symbol = [_symbol(of_peer(dot.look).marker) if role == "peer" else "circle" for dot in dots]
        drawn.add_scatter(
            x=[dot.x for dot in dots],
            y=[dot.y for dot in dots],
            name=label or _text(dots[0].name),
            mode="markers" if role == "other" else "markers+text",
            text=[_text(dot.name) if dot.name in spots else "" for dot in dots],
            textposition=[spots.get(dot.name, "top center") for dot in dots],
            textfont={"color": colour, "size": 13},
            hovertext=[_text(dot.name) for dot in dots],
            marker={
                "size": size,
                "color": colour,
                "symbol": symbol,
                "opacity": 0.6 if role == "other" else 1,
            },
            customdata=["<br>".join(dot.shown) for dot in dots],
            hovertemplate="%{hovertext}<br>%{customdata}<extra></extra>",
        )
    _layout(drawn, "")
    drawn.update_layout(legend={"y": 1.02, "yanchor": "bottom"})
    drawn.update_yaxes(title=_wrapped(data.y), rangemode="normal")
    drawn.update_xaxes(title=_wrapped(data.x))
    turned = ["reversed" if sign < 0 else True for sign in data.signs]
    drawn.update_xaxes(autorange=turned[0])
    drawn.update_yaxes(autorange=turned[1])
    return drawn


def _colour(dot: Dot) -> str:
    if dot.role == "peer":
        return of_peer(dot.look).plotted
    return colours.PLOTTED["own" if dot.role == "own" else "others"]


def _text(words: str) -> str:
    """A name as Plotly shows it: it reads tags (`<a href=…>`, `<b>`) and entities in every text."""
    return escape(words, quote=False)


def _wrapped(title: str) -> str:
    return "<br>".join(_text(line) for line in textwrap.wrap(title, TITLE_WIDTH))


def _spots(dots: Sequence[Dot], named: Sequence[Dot]) -> dict[str, str]:
    """Where the name of a dot can stand without covering a name before it; some find no room.

    Args:
        dots: all.
        named: those that ask for a name, the first ones choose first.
    """
    width, height = NAME_SIZE
    places = pd.DataFrame([(dot.x, dot.y) for dot in dots], index=[dot.name for dot in dots])
    scaled = (places - places.min()) / (places.max() - places.min()).replace(0.0, 1.0)
    taken: list[tuple[float, float, float, float]] = []  # left, bottom, right, top
    found = {}
    for dot in named:
        x, y = scaled.loc[dot.name]
        wide = width * len(dot.name)
        for spot, left, bottom in (
            ("top center", x - wide / 2, y + height / 3),
            ("bottom center", x - wide / 2, y - height * 4 / 3),
            ("middle right", x + width, y - height / 2),
            ("middle left", x - wide - width, y - height / 2),
        ):
            box = (left, bottom, left + wide, bottom + height)
            if not any(_overlap(box, other) for other in taken):
                taken.append(box)
                found[dot.name] = spot
                break
    return found


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    apart = (one[2] <= other[0], other[2] <= one[0], one[3] <= other[1], other[3] <= one[1])
    return not any(apart)
