"""What a page shows of a municipality, as plain values: no colours, no Dutch, no Streamlit.

Pages, downloads and later the report and the API read the same cards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from sdgwijzer.judgement import position, summary
from sdgwijzer.model import Against, Direction, Indicator, Status, Trend
from sdgwijzer.store import Store

Cells = Mapping[Any, Any]  # a row of a frame by column
Series = tuple[tuple[int, float], ...]  # year, value; only years with a value


@dataclass(frozen=True)
class Figure:
    """The latest value of one municipality; `value` None when there is none."""

    nis_code: str
    year: int | None
    value: float | None
    missing: str = ""  # why there is no value: a code of `Missing`


@dataclass(frozen=True)
class Card:
    """One indicator for one municipality beside its peers."""

    indicator: Indicator
    own: Figure
    peers: tuple[Figure, ...]
    old: bool
    beside_peers: bool  # True: rank and status are beside the peers, False: beside Flanders
    common_year: int | None
    rank: float | None
    n: int
    reference: float | None  # median of those compared with, in the common year
    flanders: float | None  # median municipality of Flanders, in the common year
    status: Status
    status_reason: str
    trend: Trend
    clear: bool
    slope: float
    against: Against  # the trend beside the median municipality of Flanders
    series: Series
    medians: Series


def cards(
    store: Store,
    indicators: Mapping[str, Indicator],
    own: str,
    peers: Sequence[str],
    *,
    courses: bool = True,
) -> list[Card]:
    """One card per indicator, in the order of the catalogue.

    Status and rank are beside the peers when there are enough of them, else beside Flanders;
    `beside_peers` says which. Without `courses` the cards have no series (a page that draws
    none is faster).
    """
    codes = list(dict.fromkeys([own, *peers]))
    rows = store.summary(codes, list(indicators))
    enough = len(codes) - 1 >= position.MIN_PEERS
    figures = {
        (str(row["indicator_id"]), str(row["nis_code"])): row for row in rows.to_dict("records")
    }
    judged = (
        summary.against(rows, indicators, own, peers).to_dict("index")
        if enough
        else {id_: figures[id_, own] for id_ in indicators}
    )
    series = _series(store.series([own]), "value") if courses else {}
    medians = _series(store.medians(), "median") if courses else {}
    return [
        _card(
            item,
            figures[id_, own],
            judged[id_],
            own=_figure(figures[id_, own]),
            peers=tuple(_figure(figures[id_, code]) for code in codes[1:]),
            beside_peers=enough,
            series=series.get(id_, ()),
            medians=medians.get(id_, ()),
        )
        for id_, item in indicators.items()
    ]


def _card(
    item: Indicator,
    flanders: Cells,
    judged: Cells,
    *,
    own: Figure,
    peers: tuple[Figure, ...],
    beside_peers: bool,
    series: Series,
    medians: Series,
) -> Card:
    row, place = _Row(flanders), _Row(judged)
    return Card(
        indicator=item,
        own=own,
        peers=peers,
        old=bool(row.get("old")),
        beside_peers=beside_peers,
        common_year=row.whole("common_year"),
        rank=place.real("rank"),
        n=place.whole("n") or 0,
        reference=place.real("reference_value"),
        flanders=row.real("reference_value"),
        status=Status(str(place.get("status"))),
        status_reason=str(place.get("status_reason") or ""),
        trend=Trend(str(row.get("trend"))),
        clear=bool(row.get("clear")),
        slope=row.real("slope") or 0.0,
        against=Against(str(row.get("against"))),
        series=series,
        medians=medians,
    )


@dataclass(frozen=True)
class _Row:
    """A row of a frame, with gaps as None."""

    row: Cells

    def get(self, name: str) -> object:
        value = self.row[name]
        return None if pd.isna(value) else value

    def real(self, name: str) -> float | None:
        value = self.get(name)
        return None if value is None else float(str(value))

    def whole(self, name: str) -> int | None:
        value = self.real(name)
        return None if value is None else int(value)


def _figure(row: Cells) -> Figure:
    cells = _Row(row)
    return Figure(
        nis_code=str(cells.get("nis_code")),
        year=cells.whole("year"),
        value=cells.real("value"),
        missing=str(cells.get("missing") or ""),
    )


def _series(rows: pd.DataFrame, column: str) -> dict[str, Series]:
    known = rows[rows[column].notna()]
    return {
        str(id_): tuple(zip(group["year"].astype(int), group[column].astype(float), strict=True))
        for id_, group in known.groupby("indicator_id")
    }


@dataclass(frozen=True)
class Counts:
    """One goal: how its indicators are spread over the judgements."""

    indicators: int
    with_figure: int
    good: int
    middle: int
    poor: int
    unjudged: int  # no figure, too old, too few others, too many ties
    context: int  # background figures, never judged
    improving: int
    worsening: int
    unclear: int  # enough years, but stable or without a direction; context not counted


def counts(shown: Sequence[Card], goal: int) -> Counts:
    """The spread of one goal; an indicator counts in its main goal only."""
    mine = [card for card in shown if card.indicator.main_goal == goal]
    judged = [card for card in mine if not is_context(card)]
    status = [card.status for card in judged]
    trend = [card.trend for card in judged]
    return Counts(
        indicators=len(mine),
        with_figure=sum(card.own.value is not None for card in mine),
        good=status.count(Status.GOOD),
        middle=status.count(Status.MIDDLE),
        poor=status.count(Status.POOR),
        unjudged=status.count(Status.UNKNOWN),
        context=len(mine) - len(judged),
        improving=trend.count(Trend.IMPROVING),
        worsening=trend.count(Trend.WORSENING),
        unclear=trend.count(Trend.STABLE) + trend.count(Trend.UNCLEAR),
    )


def is_context(card: Card) -> bool:
    """Is this a background figure, never judged?"""
    return card.indicator.direction is Direction.NEUTRAL
