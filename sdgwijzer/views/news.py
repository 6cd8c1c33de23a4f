"""What updates changed, as plain values: by source and indicator, and of one municipality."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import pandas as pd

from sdgwijzer.model import Indicator, Signal, Status, Trend
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.store.store import Store

NUMBERS = ("value", "numerator", "denominator")


@dataclass(frozen=True)
class Item:
    """One indicator in one update."""

    indicator: Indicator
    new_years: tuple[int, ...]
    changed: int  # cells with another number
    vanished: int  # cells that had a number, and have none now
    added: int  # cells of earlier years that got a number
    places: int  # municipalities (as published) of these cells


@dataclass(frozen=True)
class News:
    """One update of one source."""

    moment: str  # of the update (ISO, UTC)
    source: str
    publisher: str
    title: str
    items: tuple[Item, ...]

    @property
    def day(self) -> str:
        """The day of the update (ISO)."""
        return self.moment[:10]


@dataclass(frozen=True)
class Cell:
    """One number of one municipality that is not what it was."""

    day: str
    indicator: Indicator
    part: str  # the former municipality it is of, "" for the whole
    year: int
    field: str  # value, numerator or denominator
    old: float | None
    new: float | None
    kind: str  # changed, new or vanished


@dataclass(frozen=True)
class Turned:
    """One judgement of one municipality that is not what it was."""

    day: str  # of the build (ISO)
    indicator: Indicator
    field: str  # status, trend or signal
    old: str  # the code before, "" for none
    new: str
    kind: str  # what changed it: a word of `judgement.revised.Kind`


@dataclass(frozen=True)
class Grown:
    """New years of one indicator."""

    day: str  # of the update (ISO)
    indicator: Indicator
    years: tuple[int, ...]


@dataclass(frozen=True)
class Town:
    """What changed for one municipality since a day, that day included.

    Attributes:
        since: the day (ISO); "" where nothing ever changed.
        turned: judgements.
        cells: numbers of earlier years.
        grown: indicators with new years, of each update.
    """

    since: str
    turned: tuple[Turned, ...]
    cells: tuple[Cell, ...]
    grown: tuple[Grown, ...]

    @property
    def years(self) -> tuple[tuple[Indicator, tuple[int, ...]], ...]:
        """Each indicator with new years once, and these."""
        found: dict[str, set[int]] = {}
        for each in self.grown:
            found.setdefault(each.indicator.id, set()).update(each.years)
        entries = {each.indicator.id: each.indicator for each in self.grown}
        return tuple((entries[id_], tuple(sorted(years))) for id_, years in found.items())

    @property
    def days(self) -> list[str]:
        """Days on which something changed for it, the newest first."""
        found: tuple[Turned | Cell | Grown, ...] = (*self.turned, *self.cells, *self.grown)
        return sorted({each.day for each in found}, reverse=True)


def town(
    store: Store,
    indicators: Mapping[str, Indicator],
    known: Municipalities,
    own: str,
    since: str = "",
) -> Town:
    """What changed for one municipality.

    Args:
        store: the open database.
        indicators: id → indicator, of those that are shown.
        known: for the municipalities of before.
        own: its code.
        since: a day (ISO); "" for the newest on which something changed anywhere.
    """
    day = since or next(iter(store.days()), "")
    turns = (each for _, each in turned(store, indicators, [own]) if each.day >= day)
    cells = tuple(each for each in of_place(store, indicators, known, own) if each.day >= day)
    grown = tuple(
        Grown(update.day, item.indicator, item.new_years)
        for update in news(store, indicators)
        for item in update.items
        if item.new_years and update.day >= day
    )
    return Town(day, tuple(turns), cells, grown)


_CODES: Final[Mapping[str, frozenset[str]]] = {
    "status": frozenset(Status) - {Status.UNKNOWN},
    "trend": frozenset(Trend) - {Trend.UNKNOWN},
    "signal": frozenset(Signal),
}
"""What says something; another code (of rules of before too) says that nothing is known."""


def turned(
    store: Store, indicators: Mapping[str, Indicator], codes: Sequence[str] | None
) -> Iterator[tuple[str, Turned]]:
    """Judgements that builds changed, each with the code of its municipality; the newest first.

    Args:
        store: the open database.
        indicators: id → indicator, of those that are shown.
        codes: of these municipalities; None for all.
    """
    for row in store.judgement_changes(codes).to_dict("records"):
        if row["indicator_id"] in indicators:
            each = _turned(row, indicators)
            if each.old != each.new:
                yield str(row["nis_code"]), each


def _turned(row: Mapping[Any, Any], indicators: Mapping[str, Indicator]) -> Turned:
    field = str(row["field"])
    old, new = (str(row[name]) if row[name] in _CODES[field] else "" for name in ("old", "new"))
    item = indicators[row["indicator_id"]]
    return Turned(str(row["as_of"]), item, field, old, new, str(row["kind"]))


def news(store: Store, indicators: Mapping[str, Indicator]) -> list[News]:
    """All updates that changed figures, the newest first."""
    origin = store.provenance().set_index("source")
    found = []
    for (moment, source), rows in store.changes().groupby(["moment", "source"], sort=False):
        items = tuple(
            _item(indicators[str(id_)], mine)
            for id_, mine in rows.groupby("indicator_id", sort=False)
            if id_ in indicators
        )
        if items:
            publisher, title = origin.loc[source, ["publisher", "title"]]
            found.append(News(str(moment), str(source), str(publisher), str(title), items))
    return found


def _item(indicator: Indicator, rows: pd.DataFrame) -> Item:
    """An edited cell may differ in several fields: the number of a part and of the whole."""
    numbers = rows[rows["field"].isin(NUMBERS)]
    cells = numbers.drop_duplicates(["nis_code", "geography", "year", "kind"])
    counts = cells["kind"].value_counts()
    return Item(
        indicator=indicator,
        new_years=tuple(sorted(int(y) for y in rows.loc[rows["kind"] == "new_year", "year"])),
        changed=int(counts.get("changed", 0)),
        vanished=int(counts.get("vanished", 0)),
        added=int(counts.get("new", 0)),
        places=int(cells["nis_code"].nunique()),
    )


def of_place(
    store: Store, indicators: Mapping[str, Indicator], known: Municipalities, own: str
) -> Sequence[Cell]:
    """The numbers of one municipality, or of what it was made of, that changed; newest first."""
    return [cell for code, cell in cells(store, indicators, known) if code == own]


def cells(
    store: Store, indicators: Mapping[str, Indicator], known: Municipalities
) -> Iterator[tuple[str, Cell]]:
    """Numbers that changed, each with the code of its municipality of today; newest first."""
    rows = store.changes()
    rows = rows[rows["field"].isin(NUMBERS)]
    for row in rows.to_dict("records"):
        code, geography = str(row["nis_code"]), int(row["geography"])
        own = known.to_today(geography).get(code)
        if own is None or row["indicator_id"] not in indicators:
            continue
        name = known.on_map(geography)[code].name
        old, new = (None if pd.isna(row[side]) else float(row[side]) for side in ("old", "new"))
        yield (
            own,
            Cell(
                day=str(row["moment"])[:10],
                indicator=indicators[row["indicator_id"]],
                part="" if name == known.today[own].name else name,
                year=int(row["year"]),
                field=str(row["field"]),
                old=old,
                new=new,
                kind=str(row["kind"]),
            ),
        )
