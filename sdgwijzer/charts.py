"""Analysis → figure with a sentence that says the same. The only module with Plotly.

Used for the one figure a visitor studies; lists and the distribution are SVG images (`html/`).
"""

import textwrap
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Final

import numpy as np
import pandas as pd
import plotly.graph_objects as go

from sdgwijzer.judgement.association import Association
from sdgwijzer.judgement.summary import intervals
from sdgwijzer.model import Flag, Indicator
from sdgwijzer.texts import drawings, indicator_page, numbers, screens
from sdgwijzer.texts.words import GROUP_MEDIAN, MEDIAN_FLANDERS, OWN_TARGET, TARGET
from sdgwijzer.views.cards import Card

OWN: Final = "#1f83c2"
QUIET: Final = "#8795a1"
AIM: Final = "#a05a00"
GROUP: Final = "#00857a"
PEERS: Final = (
    "#d1651c",
    "#2f9e7e",
    "#9467bd",
    "#b8860b",
    "#c2477f",
    "#5f7d1a",
    "#7a5c3e",
    "#4e6fae",
)
"""Colours that can be told apart on a light and a dark ground; names stand beside the lines."""

DASHES: Final = ("dot", "dashdot", "longdash")
"""Of former municipalities, that share a colour."""

NAME_SIZE: Final = (0.024, 0.055)
"""Room of a letter (its width) and of a line, as part of a figure on a telephone."""

TITLE_WIDTH: Final = 44
"""Letters on a line of the title of an axis."""


@dataclass(frozen=True)
class Chart:
    """A figure and the Dutch sentence that says the same."""

    figure: go.Figure
    sentence: str


def course(
    card: Card,
    observations: pd.DataFrame,
    parts: pd.DataFrame,
    names: dict[str, str],
    merged: int | None = None,
) -> Chart:
    """The years of one indicator: own line with its margin, peers, medians, former municipalities.

    Args:
        card: the indicator for the own municipality.
        observations: table `observation` for the own municipality and its peers.
        parts: rows with part_name, year, value of the former municipalities.
        names: code → name, of those that are drawn.
        merged: the year in which the municipality merged.
    """
    figure = go.Figure()
    unit, decimals = card.indicator.unit, card.indicator.decimals
    own = observations[observations["nis_code"] == card.own.nis_code]
    _band(figure, own, card.indicator)
    for i, (name, rows) in enumerate(parts.groupby("part_name")):
        dash, former = DASHES[i % len(DASHES)], indicator_page.former(str(name))
        _line(figure, rows, former, QUIET, unit, decimals, width=1.5, dash=dash)
    others = [figure_.nis_code for figure_ in card.peers if figure_.nis_code in names]
    for i, code in enumerate(others):
        rows = observations[observations["nis_code"] == code]
        dash = "solid" if i < len(PEERS) else "dashdot"  # a colour that comes back
        colour = PEERS[i % len(PEERS)]
        _line(figure, rows, names[code], colour, unit, decimals, width=1.5, dash=dash)
    medians = pd.DataFrame(card.medians, columns=["year", "value"])
    _line(figure, medians, MEDIAN_FLANDERS, QUIET, unit, decimals, width=2, dash="dash")
    if card.group_medians:
        group = pd.DataFrame(card.group_medians, columns=["year", "value"])
        _line(figure, group, GROUP_MEDIAN, GROUP, unit, decimals, width=3, dash="dash")
    _line(figure, own, names[card.own.nis_code], OWN, unit, decimals, width=4)
    figure.update_traces(legendrank=1, selector={"name": _text(names[card.own.nis_code])})
    if len(own):
        _marks(figure, card, own, merged)
    _layout(figure, unit)
    figure.update_xaxes(dtick=1 if _span(own, medians) <= 12 else 2, tickformat="d")
    return Chart(figure, drawings.course_sentence(card, names[card.own.nis_code]))


def _band(figure: go.Figure, own: pd.DataFrame, item: Indicator) -> None:
    """The margin of chance of each year, as a light band; not where it is not known."""
    counts = [own[name].to_numpy(float) for name in ("numerator", "denominator")]
    low, high = intervals(item, *counts)
    known = ~np.isnan(low) & own["value"].notna().to_numpy()
    for run in _runs(own["year"].to_numpy(int)[known]):
        inside = np.isin(own["year"].to_numpy(int), run) & known
        years = [int(year) for year in own["year"][inside]]
        figure.add_scatter(
            x=[*years, *reversed(years)],
            y=[*high[inside], *reversed(low[inside])],
            fill="toself",
            fillcolor="rgba(31, 131, 194, 0.18)",
            line={"width": 0},
            hoverinfo="skip",
            name=indicator_page.BAND,
            legendgroup="band",
            showlegend=not any(trace.name == indicator_page.BAND for trace in figure.data),
        )


def _runs(years: Sequence[int]) -> list[list[int]]:
    """Years without a gap between them."""
    runs: list[list[int]] = []
    for year in years:
        if runs and runs[-1][-1] == year - 1:
            runs[-1].append(year)
        else:
            runs.append([year])
    return runs


def _marks(figure: go.Figure, card: Card, own: pd.DataFrame, merged: int | None) -> None:
    """Where the definition changed, when the municipality merged, and the target."""
    first, last = int(own["year"].min()), int(own["year"].max())
    for year in own.loc[own["flag"] == Flag.BREAK, "year"]:
        _vertical(figure, int(year) - 0.5, indicator_page.BREAK)
    if merged is not None and first < merged <= last:
        _vertical(figure, merged - 0.5, indicator_page.MERGER)
    if card.aim is not None:
        name = OWN_TARGET if card.aim.own else TARGET
        figure.add_hline(
            y=card.aim.value,
            line={"color": AIM, "width": 2, "dash": "longdash"},
            annotation_text=f"{name}{f' {card.aim.year}' if card.aim.year else ''}",
            annotation_position="top left",
        )


def _vertical(figure: go.Figure, at: float, words: str) -> None:
    figure.add_vline(
        x=at,
        line={"color": QUIET, "width": 1.5, "dash": "dot"},
        annotation_text=words,
        annotation_position="top left",
        annotation_font_size=12,
    )


def _line(
    figure: go.Figure,
    rows: pd.DataFrame,
    name: str,
    colour: str,
    unit: str,
    decimals: int,
    *,
    width: float,
    dash: str = "solid",
) -> None:
    """One series; years without a value are a gap in the line."""
    if rows.empty or rows["value"].notna().sum() == 0:
        return
    years = range(int(rows["year"].min()), int(rows["year"].max()) + 1)
    values = rows.set_index("year")["value"].reindex(years)
    shown = ["" if pd.isna(v) else numbers.quantity(v, unit, decimals) for v in values]
    figure.add_scatter(
        x=list(years),
        y=[None if pd.isna(v) else float(v) for v in values],
        name=_text(name),
        mode="lines+markers",
        connectgaps=False,
        line={"color": colour, "width": width, "dash": dash},
        marker={"size": 5 if width < 3 else 8},
        customdata=shown,
        hovertemplate="%{customdata} in %{x}<extra>%{fullData.name}</extra>",
    )


def _span(*frames: pd.DataFrame) -> int:
    years = [int(year) for frame in frames for year in frame["year"]]
    return max(years) - min(years) if years else 0


def _layout(figure: go.Figure, unit: str) -> None:
    figure.update_layout(
        margin={"l": 8, "r": 8, "t": 8, "b": 8},
        height=480,
        separators=",\u00a0",
        hovermode="closest",
        legend={"orientation": "h", "y": -0.15, "x": 0, "maxheight": 1.0},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        dragmode=False,
        modebar={"bgcolor": "rgba(0,0,0,0)", "color": QUIET, "activecolor": OWN},
    )
    figure.update_yaxes(
        title=_text(unit), rangemode="tozero", automargin=True, separatethousands=True
    )
    figure.update_xaxes(automargin=True)


def scatter(
    both: pd.DataFrame,
    x: tuple[Indicator, int | None],
    y: tuple[Indicator, int | None],
    own: str,
    peers: Sequence[str],
    found: Association | None,
) -> Chart:
    """All municipalities on two indicators; own and peers are named.

    Args:
        both: columns x, y, name by code; no gaps.
        x: indicator and year of the horizontal axis.
        y: of the vertical axis.
        own: code of the own municipality.
        peers: codes of the others that are named.
        found: how they go together.
    """
    figure = go.Figure()
    spots = _spots(both, [code for code in (own, *peers) if code in both.index])
    groups = (
        (~both.index.isin([own, *peers]), QUIET, screens.OTHERS, 7, False),
        (both.index.isin(peers) & (both.index != own), PEERS[0], screens.PEERS, 9, True),
        (both.index == own, OWN, "", 13, True),
    )
    for chosen, colour, label, size, named in groups:
        rows = both[chosen]
        if rows.empty:
            continue
        said = [
            f"{numbers.quantity(row.x, x[0].unit, x[0].decimals)}<br>"
            f"{numbers.quantity(row.y, y[0].unit, y[0].decimals)}"
            for row in rows.itertuples()
        ]
        figure.add_scatter(
            x=rows["x"],
            y=rows["y"],
            name=label or _text(rows["name"].iloc[0]),
            mode="markers+text" if named else "markers",
            text=[_text(name) if code in spots else "" for code, name in rows["name"].items()],
            textposition=[spots.get(code, "top center") for code in rows.index],
            textfont={"color": colour, "size": 13},
            hovertext=[_text(name) for name in rows["name"]],
            marker={"size": size, "color": colour, "opacity": 1 if named else 0.6},
            customdata=said,
            hovertemplate="%{hovertext}<br>%{customdata}<extra></extra>",
        )
    _layout(figure, "")
    figure.update_layout(legend={"y": 1.02, "yanchor": "bottom"})
    figure.update_yaxes(title=_wrapped(screens.axis(*y)), rangemode="normal")
    figure.update_xaxes(title=_wrapped(screens.axis(*x)))
    return Chart(figure, screens.scatter_sentence(x[0], y[0], len(both), found))


def _text(words: str) -> str:
    """A name as Plotly shows it: it reads tags (`<a href=…>`, `<b>`) and entities in every text."""
    return escape(words, quote=False)


def _wrapped(title: str) -> str:
    return "<br>".join(_text(line) for line in textwrap.wrap(title, TITLE_WIDTH))


def _spots(both: pd.DataFrame, named: Sequence[str]) -> dict[str, str]:
    """Where the name of a dot can stand without covering a name before it; some find no room.

    Args:
        both: columns x, y, name by code.
        named: codes that ask for a name, the first ones choose first.
    """
    width, height = NAME_SIZE
    places = both[["x", "y"]].astype(float)
    scaled = (places - places.min()) / (places.max() - places.min()).replace(0.0, 1.0)
    taken: list[tuple[float, float, float, float]] = []  # left, bottom, right, top
    found = {}
    for code in named:
        x, y = scaled.loc[code]
        wide = width * len(both.loc[code, "name"])
        for spot, left, bottom in (
            ("top center", x - wide / 2, y + height / 3),
            ("bottom center", x - wide / 2, y - height * 4 / 3),
            ("middle right", x + width, y - height / 2),
            ("middle left", x - wide - width, y - height / 2),
        ):
            box = (left, bottom, left + wide, bottom + height)
            if not any(_overlap(box, other) for other in taken):
                taken.append(box)
                found[code] = spot
                break
    return found


def _overlap(one: tuple[float, ...], other: tuple[float, ...]) -> bool:
    apart = (one[2] <= other[0], other[2] <= one[0], one[3] <= other[1], other[3] <= one[1])
    return not any(apart)
