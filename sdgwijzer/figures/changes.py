"""What an update changed: new years, other values, values that are gone, cell by cell.

Each update of a source leaves one small file in `data/changes/`; with the checksums of the figures
before and after. A file is written before the figures it speaks of: when the update is killed in
between, it speaks of figures that never came into use, and is passed over.
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Final

import pandas as pd

from sdgwijzer import files
from sdgwijzer.errors import FiguresError
from sdgwijzer.figures import kept
from sdgwijzer.model import Record

FOLDER: Final = "changes"

_WRITTEN: Final = 2026
"""The year of this program: a clock of before is wrong."""

COLUMNS: Final = (
    "moment",  # of the update (ISO, UTC)
    "source",
    "indicator_id",
    "kind",  # new_year, new, changed, vanished
    "nis_code",  # as published, on the map of `geography`; "" for a new year
    "geography",
    "year",
    "field",  # value, numerator, denominator or missing
    "old",
    "new",
    "cells",  # of a new year: how many rows
)
"""Columns of `read`, one row per cell, or per new year of an indicator."""

_CELL: Final = ["indicator_id", "nis_code", "geography", "year"]
_FIELDS: Final = ("value", "numerator", "denominator", "missing")
_NUMBERS: Final = {
    **dict.fromkeys(("geography", "year"), "int64"),
    **dict.fromkeys(("value", "numerator", "denominator"), "float64"),
}
Written = float | str | None


class Cell(Record):
    """One cell that is not what it was."""

    kind: str  # new, changed or vanished
    nis_code: str
    geography: int
    year: int
    field: str
    old: Written
    new: Written


class Changed(Record):
    """What changed in one indicator."""

    indicator_id: str
    new_years: dict[int, int]  # year → rows
    cells: tuple[Cell, ...]


class ChangeSet(Record):
    """One update of one source."""

    moment: str
    source: str
    before: str  # checksum of the figures of before, "" for none
    after: str
    indicators: tuple[Changed, ...]


def between(before: pd.DataFrame | None, after: pd.DataFrame) -> tuple[Changed, ...]:
    """What is different, by indicator; those without a difference are left out.

    Args:
        before: the figures of before (`FIGURE_COLUMNS`), or None for a first time.
        after: the new ones.
    """
    if before is None:
        before = after.iloc[:0]
    then, now = (dict(list(_typed(frame).groupby("indicator_id"))) for frame in (before, after))
    nothing = _typed(after.iloc[:0])
    found = []
    for id_ in sorted({*then, *now}):
        old, new = then.get(id_, nothing), now.get(id_, nothing)
        if old.reset_index(drop=True).equals(new.reset_index(drop=True)):  # on most nights
            continue
        years = set(new["year"]) - set(old["year"])
        counts = new[new["year"].isin(years)].groupby("year").size()
        cells = tuple(_cells(old, new[~new["year"].isin(years)])) if len(old) else ()
        if len(counts) or cells:
            new_years = {int(year): int(count) for year, count in counts.items()}
            found.append(Changed(indicator_id=id_, new_years=new_years, cells=cells))
    return tuple(found)


def _typed(frame: pd.DataFrame) -> pd.DataFrame:
    """The cells in order, of one type: a file and a reader write the same in other types."""
    text = frame.select_dtypes(exclude="number").columns
    plain = frame[text].astype(object)
    typed = frame.assign(**plain.where(plain.notna(), None)).astype(_NUMBERS)
    return typed.sort_values(_CELL, ignore_index=True)


def _cells(old: pd.DataFrame, new: pd.DataFrame) -> Iterator[Cell]:
    """Cells of years that were there before; of a cell only the fields that differ."""
    both = old.merge(new, on=_CELL, how="outer", suffixes=("_old", "_new"), indicator=True)
    both = both.sort_values(_CELL, ignore_index=True)
    for field in _FIELDS:
        left, right = both[f"{field}_old"], both[f"{field}_new"]
        differs = (left != right) & ~(left.isna() & right.isna())
        for row in both[differs].to_dict("records"):
            old_value, new_value = (_plain(row[f"{field}_{side}"]) for side in ("old", "new"))
            yield Cell(
                kind=_kind(field, old_value, new_value),
                nis_code=row["nis_code"],
                geography=int(row["geography"]),
                year=int(row["year"]),
                field=field,
                old=old_value,
                new=new_value,
            )


def _kind(field: str, old: Written, new: Written) -> str:
    """A reason why there is no number is no number that is gone."""
    if field == "missing" or (old is not None and new is not None):
        return "changed"
    return "new" if old is None else "vanished"


def _plain(value: object) -> Written:
    if value is None or value != value:  # NaN is not itself
        return None
    return value if isinstance(value, str) else float(str(value))


def write(data: Path, update: ChangeSet) -> Path:
    """Leave what an update changed in the data folder; before its figures are written."""
    stamp = update.moment.replace(":", "").replace("+0000", "Z")
    path = data / FOLDER / f"{stamp}-{update.source}.json"
    files.replace(path, (update.model_dump_json(indent=1) + "\n").encode())
    return path


def last_day(as_of: date) -> date:
    """The last day that what was written before can be of: else its clock was ahead.

    Args:
        as_of: the day of a build.

    Returns:
        That day, or today where it is later; the end of time where today's clock cannot be right.
    """
    today = datetime.now(UTC).date()
    return max(as_of, today) if today.year >= _WRITTEN else date.max


def settle(data: Path, as_of: date) -> None:
    """Give updates of a day that has yet to come the moment of now, for once and for all.

    Before a new one is written: they are read in the order of their moments.

    Args:
        data: the data folder.
        as_of: the day of the build or the update that is at work.
    """
    end = f"{last_day(as_of)}T24"
    now = datetime.now(UTC)
    for path in sorted((data / FOLDER).glob("*.json")):
        update = _read(path)
        if update.moment > end:
            moment = now.isoformat(timespec="microseconds")
            write(data, update.model_copy(update={"moment": moment}))
            path.unlink()
            now += timedelta(microseconds=1)


def read(data: Path, since: str = "") -> pd.DataFrame:
    """All changes that came into use, the newest update first.

    Args:
        data: the data folder.
        since: leave out updates of before this day or moment (ISO).

    Returns:
        `COLUMNS`; empty when nothing was changed yet.

    Raises:
        FiguresError: a file is damaged.
    """
    updates = [_read(path) for path in sorted((data / FOLDER).glob("*.json"))]
    after = {origin.source: origin.sha256 for origin in _provenance(data, updates)}
    rows: list[dict[str, object]] = []
    for update in reversed(updates):
        # It came into use when the next update of its source began with what it made.
        if update.after == after.get(update.source) and update.moment >= since:
            rows += _rows(update)
        after[update.source] = update.before
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _read(path: Path) -> ChangeSet:
    try:
        return ChangeSet.model_validate_json(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise FiguresError(f"{path} is damaged; remove it to go on: {error}") from error


def _provenance(data: Path, updates: Sequence[ChangeSet]) -> list[kept.Provenance]:
    """Of the sources that have changes; those whose figures are gone have none."""
    folder = data / "figures"
    keys = sorted({update.source for update in updates})
    return [kept.read_provenance(folder, key) for key in keys if (folder / f"{key}.json").exists()]


def _rows(update: ChangeSet) -> Iterator[dict[str, object]]:
    for item in update.indicators:
        head = {"moment": update.moment, "source": update.source, "indicator_id": item.indicator_id}
        for year, count in item.new_years.items():
            yield {**head, "kind": "new_year", "nis_code": "", "year": year, "cells": count}
        for cell in item.cells:
            yield {**head, **cell.model_dump(), "cells": 1}
