"""Analysis → figure with a sentence that says the same. The only module with Plotly.

Used for the one figure a visitor studies; lists of indicators are inline SVG (`html.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import pandas as pd
import plotly.graph_objects as go

from sdgwijzer import texts
from sdgwijzer.model import Indicator, Missing
from sdgwijzer.views import Card

OWN: Final = "#1f83c2"
QUIET: Final = "#8795a1"
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


@dataclass(frozen=True)
class Chart:
    """A figure and the Dutch sentence that says the same."""

    figure: go.Figure
    sentence: str


def course(
    card: Card, observations: pd.DataFrame, parts: pd.DataFrame, names: dict[str, str]
) -> Chart:
    """The years of one indicator: own line, peers, median of Flanders, former municipalities.

    Args:
        card: the indicator for the own municipality.
        observations: rows with nis_code, year, value of the own municipality and its peers.
        parts: rows with part_name, year, value of the former municipalities.
        names: code → name.
    """
    figure = go.Figure()
    unit, decimals = card.indicator.unit, card.indicator.decimals
    for name, rows in parts.groupby("part_name"):
        _line(figure, rows, f"{name} (vroeger)", QUIET, unit, decimals, width=1, dash="dot")
    others = [figure_.nis_code for figure_ in card.peers]
    for i, code in enumerate(others):
        rows = observations[observations["nis_code"] == code]
        _line(figure, rows, names[code], PEERS[i % len(PEERS)], unit, decimals, width=1.5)
    medians = pd.DataFrame(card.medians, columns=["year", "value"])
    _line(figure, medians, "Mediaan Vlaanderen", QUIET, unit, decimals, width=2, dash="dash")
    if card.group_medians:
        group = pd.DataFrame(card.group_medians, columns=["year", "value"])
        _line(figure, group, texts.GROUP_MEDIAN, PEERS[0], unit, decimals, width=2, dash="dash")
    own = observations[observations["nis_code"] == card.own.nis_code]
    _line(figure, own, names[card.own.nis_code], OWN, unit, decimals, width=4)
    _layout(figure, unit)
    figure.update_xaxes(dtick=1 if _span(own, medians) <= 12 else 2, tickformat="d")
    return Chart(figure, course_sentence(card, names[card.own.nis_code]))


def ranking(
    cross: pd.DataFrame, indicator: Indicator, own: str, peers: Sequence[str], year: int
) -> Chart:
    """All municipalities by value in the common year; own and peers stand out.

    Args:
        cross: rows with nis_code, name, common_value, rank.
        indicator: for unit and direction.
        own: code of the own municipality.
        peers: codes of the others that are marked.
        year: the common year.
    """
    known = cross[cross["common_value"].notna()].sort_values(["rank", "name"], ignore_index=True)
    figure = go.Figure()
    groups = (
        (~known["nis_code"].isin([own, *peers]), QUIET, "Andere gemeenten", 0.55),
        (known["nis_code"].isin(peers) & (known["nis_code"] != own), PEERS[0], "Vergeleken met", 1),
        (known["nis_code"] == own, OWN, "", 1),
    )
    for chosen, colour, label, opacity in groups:
        rows = known[chosen]
        if rows.empty:
            continue
        shown = [
            texts.quantity(v, indicator.unit, indicator.decimals) for v in rows["common_value"]
        ]
        places = [texts.place(rank, len(known)) for rank in rows["rank"]]
        figure.add_bar(
            x=rows.index + 1,
            y=rows["common_value"],
            name=label or rows["name"].iloc[0],
            marker_color=colour,
            opacity=opacity,
            width=0.9 if opacity < 1 else 1.6,
            customdata=list(zip(rows["name"], shown, places, strict=True)),
            hovertemplate="%{customdata[0]}: %{customdata[1]}<br>%{customdata[2]}<extra></extra>",
        )
    _layout(figure, indicator.unit)
    figure.update_layout(barmode="overlay", bargap=0)
    figure.update_xaxes(title="plaats", rangemode="tozero")
    return Chart(figure, ranking_sentence(known, indicator, own, year))


def course_sentence(card: Card, name: str) -> str:
    """First and last year of the own figure, beside the median of Flanders."""
    item = card.indicator
    if card.own.value is None or not card.series:
        return f"Voor {name} is er geen cijfer: {texts.MISSING[Missing(card.own.missing)]}."

    def amount(value: float) -> str:
        return texts.quantity(value, item.unit, item.decimals)

    first, last = card.series[0], card.series[-1]
    sentence = f"{item.name} in {name}: {amount(last[1])} in {last[0]}"
    if first[0] != last[0]:
        sentence += f", {amount(first[1])} in {first[0]}"
    median = dict(card.medians).get(last[0])
    if median is not None:
        sentence += f". De mediaan van Vlaanderen in {last[0]}: {amount(median)}"
    return sentence + "."


def ranking_sentence(known: pd.DataFrame, item: Indicator, own: str, year: int) -> str:
    """The own place among all that have a figure, and the two ends."""

    def amount(row: pd.Series) -> str:
        return f"{row['name']} ({texts.quantity(row['common_value'], item.unit, item.decimals)})"

    ends = f"van {amount(known.iloc[0])} tot {amount(known.iloc[-1])}"
    mine = known[known["nis_code"] == own]
    if mine.empty:
        return f"In {year} heeft deze gemeente geen cijfer. De {len(known)} andere gaan {ends}."
    place = texts.place(mine["rank"].iloc[0], len(known))
    order = "hoogste eerst" if item.direction.sign == 0 else "beste eerst"
    return f"Plaats van {mine['name'].iloc[0]} in {year}: {place} ({order}), {ends}."


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
    shown = ["" if pd.isna(v) else texts.quantity(v, unit, decimals) for v in values]
    figure.add_scatter(
        x=list(years),
        y=[None if pd.isna(v) else float(v) for v in values],
        name=name,
        mode="lines+markers",
        connectgaps=False,
        line={"color": colour, "width": width, "dash": dash},
        marker={"size": 5 if width < 3 else 8},
        customdata=shown,
        hovertemplate="%{customdata} in %{x}<extra>" + name.replace("<", "") + "</extra>",
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
    )
    figure.update_yaxes(title=unit, rangemode="tozero", automargin=True, separatethousands=True)
    figure.update_xaxes(automargin=True)
