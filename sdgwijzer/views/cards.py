"""What a page shows of a municipality, as plain values: no colours, no Dutch, no Streamlit.

Pages, downloads and later the report and the API read the same cards.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from sdgwijzer.judgement import beside, position
from sdgwijzer.model import (
    Against,
    Basis,
    Direction,
    Indicator,
    Margin,
    Missing,
    Pace,
    Reliability,
    Signal,
    Status,
    Trend,
)
from sdgwijzer.store.store import Store
from sdgwijzer.views import courses as years
from sdgwijzer.views.courses import Series

Cells = Mapping[Any, Any]  # a row of a frame by column


@dataclass(frozen=True)
class Figure:
    """The latest value of one municipality; `value` None when there is none.

    The judgement is its own, beside all of Flanders, whomever a page compares with.
    """

    nis_code: str
    year: int | None
    value: float | None
    missing: str = ""  # why there is no value: a code of `Missing`
    compared: float | None = None  # the value that is compared, in the common year
    low: float | None = None
    high: float | None = None  # its margin (95 %)
    margin: Margin = Margin.NONE  # what that comes from
    status: Status = Status.UNKNOWN
    reason: str = ""  # what to know about the status


@dataclass(frozen=True)
class Beside:
    """The course of the distance to the middle municipality of those compared with."""

    word: Against
    net: float | None  # mean distance of the last years minus that of the first, on the scale
    first: float | None  # mean distance of the first years
    last: float | None  # ... and of the last


@dataclass(frozen=True)
class Net:
    """What happened to a figure, beside how far it swings by itself."""

    change: float  # mean of the last years minus mean of the first, on the scale
    margin: float | None  # of that change (95 %); None: not known
    first: float  # mean of the first years, in the unit
    last: float


@dataclass(frozen=True)
class Aim:
    """A target, and how far it is."""

    value: float
    year: int | None
    source: str
    own: bool  # set by the municipality itself
    status: Status
    pace: Pace


@dataclass(frozen=True)
class Card:
    """One indicator for one municipality beside its peers."""

    indicator: Indicator
    own: Figure
    peers: tuple[Figure, ...]  # those that are shown by name
    old: bool
    flag: str  # what to know about the latest value: a code of `Flag`, or ""
    beside_peers: bool  # True: rank and status are beside the peers, False: beside Flanders
    common_year: int | None
    compared: float | None  # the own value in the common year
    pooled_from: int | None  # first of the three years of a small count
    small: bool
    low: float | None
    high: float | None  # its margin (95 %)
    margin: Margin  # what that comes from
    rank: float | None
    n: int
    equal: int
    percentile: float | None
    reference: float | None  # the middle one of those compared with, in the common year
    middle: float | None  # the middle municipality of Flanders, in the common year
    flanders: float | None  # Flanders as a whole, in the common year; None: no figure
    flanders_kind: str  # sum, estimate, published; "": none
    status: Status  # beside those compared with
    status_reason: str
    aim: Aim | None
    speaks: bool  # has it the vote of its family?
    signal: Signal | None  # what it is called, beside Flanders
    trend: Trend
    clear: bool
    slope: float
    trend_from: int | None
    trend_to: int | None
    points: int  # years behind the trend
    net: Net | None
    turned: int | None  # the year in which the series turned round
    against: Beside
    ground: Against  # the same beside the middle municipality of Flanders
    reliability: Reliability
    series: Series
    medians: Series  # of Flanders
    group_medians: Series  # of the peers, when the judgement is beside them

    @property
    def shared(self) -> bool:
        """Do enough municipalities have this figure in one year to be put beside each other?"""
        return self.common_year is not None and self.indicator.owner is None

    @property
    def position(self) -> tuple[int, int] | None:
        """How many of the others have a lower value, and how many a higher one."""
        if self.rank is None:
            return None
        worse = round(self.n - self.rank - self.equal / 2)
        better = self.n - 1 - worse - self.equal
        return (better, worse) if self.indicator.direction.sign < 0 else (worse, better)


FEW: Final = 20  # indicators that are asked by name; of more all are read


def cards_of(
    store: Store,
    indicators: Mapping[str, Indicator],
    own: str,
    peers: Sequence[str],
    *,
    named: Sequence[str] = (),
    flanders: bool = False,
    courses: bool = True,
    medians: Mapping[str, Series] | None = None,
) -> list[Card]:
    """One card per indicator, in the order of the catalogue.

    Status, rank and the trend beside the others are those beside the peers when there are enough
    of them, else beside Flanders; `beside_peers` says which.

    Args:
        store: the open database.
        indicators: id → indicator; own figures of other municipalities are left out.
        own: code of the municipality.
        peers: codes of the others.
        named: codes of those whose figures are shown.
        flanders: are the peers all of Flanders? Then nothing is judged anew.
        courses: False for a page that draws no lines: the cards have no series then.
        medians: `courses.medians_of` the store, where it is at hand.
    """
    mine = {id_: item for id_, item in indicators.items() if item.owner in (None, own)}
    ids, shown = list(mine), [code for code in named if code != own]
    some = ids if len(ids) <= FEW else None
    found = records_of(store, own, some)
    figures = {(row[0], row[1]): _latest(*row[1:]) for row in store.latest(shown)}
    enough = len(peers) >= position.MIN_PEERS and not flanders
    courses_beside = store.courses(own, peers, ids) if enough else None
    judged: Mapping[str, Cells] = found
    if enough:
        group = pd.concat([_judged_by(found, ids), store.compared(peers, ids)])
        judged = beside.beside(group, mine, own, peers, courses_beside).to_dict("index")
    series: Mapping[str, Series] = {}
    middle: Mapping[str, Series] = {}
    group_medians: Mapping[str, Series] = {}
    if courses:
        series = years.series((row[0], row[2], row[3]) for row in store.lines([own], some))
        middle = years.medians_of(store) if medians is None else medians
    if courses and courses_beside is not None:
        group_medians = years.medians_of_group(courses_beside)
    return [
        _card(
            item,
            found[id_],
            judged[id_],
            own=_figure(found[id_]),
            peers=tuple(figures.get((id_, code), _not_here(code)) for code in shown),
            beside_peers=enough,
            series=series.get(id_, ()),
            medians=middle.get(id_, ()),
            group_medians=group_medians.get(id_, ()),
        )
        for id_, item in mine.items()
    ]


def each_of(
    store: Store, item: Indicator, codes: Sequence[str], medians: Mapping[str, Series]
) -> dict[str, Card]:
    """The card of one indicator for each of these municipalities, judged beside Flanders.

    Args:
        store: the open database.
        item: an indicator that all have.
        codes: of the municipalities.
        medians: from `courses.medians_of`.
    """
    series = years.series(tuple(row[1:]) for row in store.lines(codes, [item.id]))
    return {
        str(row["nis_code"]): _card(
            item,
            row,
            row,
            own=_figure(row),
            peers=(),
            beside_peers=False,
            series=series.get(str(row["nis_code"]), ()),
            medians=medians.get(item.id, ()),
            group_medians=(),
        )
        for row in store.records(codes, [item.id])
    }


def records_of(
    store: Store, own: str, ids: Sequence[str] | None = None
) -> dict[str, dict[str, Any]]:
    """The rows of table `summary` of one municipality, by indicator."""
    return {str(row["indicator_id"]): row for row in store.records([own], ids)}


def _judged_by(found: Mapping[str, Cells], ids: Sequence[str]) -> pd.DataFrame:
    """What `beside.beside` asks of the own municipality, as a frame."""
    asked = (*beside.OWN, "indicator_id", "nis_code", "common_value")
    return pd.DataFrame({name: [found[id_][name] for id_ in ids] for name in asked})


def _not_here(code: str) -> Figure:
    """An own figure of another municipality."""
    return Figure(code, None, None, Missing.NOT_APPLICABLE)


def judged_beside(
    store: Store, indicators: Mapping[str, Indicator], own: str, codes: Sequence[str]
) -> pd.DataFrame:
    """What `cards` judges one municipality by beside these peers: `beside.COLUMNS` by indicator."""
    ids = [id_ for id_, item in indicators.items() if item.owner is None]
    rows = pd.concat([_judged_by(records_of(store, own), ids), store.compared(codes, ids)])
    courses = store.courses(own, codes, ids)
    return beside.beside(rows, indicators, own, codes, courses)


MAX_NAMED: Final = 15  # peers that are shown by name; of a larger group only the median


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
    group_medians: Series,
) -> Card:
    row, place = _Row(flanders), _Row(judged)
    return Card(
        indicator=item,
        own=own,
        peers=peers,
        old=bool(row.get("old")),
        flag=str(row.get("flag") or ""),
        beside_peers=beside_peers,
        common_year=row.whole("common_year"),
        compared=row.real("common_value"),
        pooled_from=row.whole("pooled_from"),
        small=bool(row.get("small")),
        low=row.real("low"),
        high=row.real("high"),
        margin=Margin(str(row.get("margin") or Margin.NONE)),
        rank=place.real("rank"),
        n=place.whole("n") or 0,
        equal=place.whole("equal") or 0,
        percentile=place.real("percentile"),
        reference=place.real("reference_value"),
        middle=row.real("reference_value"),
        flanders=row.real("flanders"),
        flanders_kind=str(row.get("flanders_kind") or ""),
        status=Status(str(place.get("position_status"))),
        status_reason=str(place.get("position_reason") or ""),
        aim=_aim(row),
        speaks=bool(row.get("speaks")),
        signal=Signal(str(row.get("signal"))) if row.get("signal") else None,
        trend=Trend(str(row.get("trend"))),
        clear=bool(row.get("clear")),
        slope=row.real("slope") or 0.0,
        trend_from=row.whole("trend_from"),
        trend_to=row.whole("trend_to"),
        points=row.whole("points") or 0,
        net=_net(row),
        turned=row.whole("turned"),
        against=Beside(
            Against(str(place.get("against"))),
            place.real("net_against"),
            place.real("against_from"),
            place.real("against_to"),
        ),
        ground=Against(str(row.get("against"))),
        reliability=Reliability(str(row.get("reliability"))),
        series=series,
        medians=medians,
        group_medians=group_medians,
    )


def _net(row: "_Row") -> Net | None:
    change, first, last = (row.real(name) for name in ("net", "net_from", "net_to"))
    if change is None or first is None or last is None:
        return None
    return Net(change, row.real("net_margin"), first, last)


def _aim(row: "_Row") -> Aim | None:
    value = row.real("target")
    if value is None:
        return None
    return Aim(
        value=value,
        year=row.whole("target_year"),
        source=str(row.get("target_source")),
        own=row.get("basis") == Basis.OWN_TARGET,
        status=Status(str(row.get("status"))),
        pace=Pace(str(row.get("pace_class"))),
    )


@dataclass(frozen=True)
class _Row:
    """A row of a frame, with gaps as None."""

    row: Cells

    def get(self, name: str) -> object:
        value = self.row[name]
        return None if value is None or value != value else value  # NaN is not itself

    def real(self, name: str) -> float | None:
        value = self.row[name]
        return None if value is None or value != value else float(value)

    def whole(self, name: str) -> int | None:
        value = self.real(name)
        return None if value is None else int(value)


def _figure(row: Cells) -> Figure:
    names = ("nis_code", "year", "value", "missing", "common_value", "low", "high", "margin")
    return _latest(*(row[name] for name in (*names, "position_status", "position_reason")))


def _latest(
    code: str,
    year: int | None,
    value: float | None,
    missing: str | None,
    compared: float | None,
    low: float | None,
    high: float | None,
    margin: str | None,
    status: str,
    reason: str | None,
) -> Figure:
    """A row of `Store.latest`, without its indicator."""
    known, judged = Margin(margin or Margin.NONE), Status(status)
    return Figure(
        code, year, value, missing or "", compared, low, high, known, judged, reason or ""
    )


def is_context(card: Card) -> bool:
    """Is this a background figure, never judged?"""
    return card.indicator.direction is Direction.NEUTRAL
