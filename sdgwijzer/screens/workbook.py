"""The rows of an export → a workbook in Dutch: as on the screen, unrounded, and explained."""

from collections.abc import Callable, Iterator, Mapping
from math import isnan
from typing import Any, Final

from sdgwijzer.content import Content, Head, Rounded, Workbook, Worksheet
from sdgwijzer.model import Indicator
from sdgwijzer.store import exports
from sdgwijzer.store.plain import Plain
from sdgwijzer.texts import numbers
from sdgwijzer.texts import workbook as texts

Row = Mapping[str, Any]
"""Column of the export → value."""

_MOST_NAMED: Final = 20


def workbook(table: Plain, indicators: Mapping[str, Indicator]) -> Workbook:
    """Three sheets: figures as they are shown, all columns unrounded, explanation.

    Args:
        table: rows of an export.
        indicators: those in the rows, by id.
    """
    shown = [
        name
        for name, (needed, _) in _CELLS.items()
        if not needed or needed in table.filled or not table.count
    ]
    [[made]] = table.different("as_of") if table.count else [("",)]
    sheets = (
        Worksheet(texts.FIGURES, _heads(shown), _shown(table, indicators, shown)),
        Worksheet(texts.UNROUNDED, _unrounded_heads(table), _unrounded(table)),
        Worksheet(
            texts.EXPLAINED,
            tuple(Head(*each) for each in texts.HEADS_EXPLAINED),
            tuple(_explained(table, shown, made)),
        ),
    )
    return Workbook(texts.TITLE, made, sheets, table.count)


def _heads(shown: list[str]) -> tuple[Head, ...]:
    return tuple(Head(texts.COLUMNS[name].heading, texts.COLUMNS[name].width) for name in shown)


def _shown(
    table: Plain, indicators: Mapping[str, Indicator], shown: list[str]
) -> Iterator[tuple[Content, ...]]:
    cells = [_CELLS[name][1] for name in shown]
    for part in table.parts():
        names = tuple(part)
        for values in zip(*part.values(), strict=True):
            row = dict(zip(names, values, strict=True))
            item = indicators[row["indicator_id"]]
            yield tuple(cell(row, item) for cell in cells)


def _unrounded_heads(table: Plain) -> tuple[Head, ...]:
    wide = {"indicator": 48.0, "municipality": 20.0, "source": 50.0}
    return tuple(Head(name, wide.get(name, max(10.0, len(name) + 3))) for name in table.names)


def _unrounded(table: Plain) -> Iterator[tuple[Content, ...]]:
    for part in table.parts():
        yield from zip(*part.values(), strict=True)


def _explained(table: Plain, shown: list[str], made: str) -> Iterator[tuple[Content, ...]]:
    places = [str(name) for (name,) in table.different("municipality")]
    named = numbers.listed(places) if len(places) <= _MOST_NAMED else str(len(places))
    yield texts.FILE, texts.PLACES, named
    if exports.GROUP in table.filled:
        [group] = [name for (name,) in table.different(exports.GROUP) if name]
        yield texts.FILE, texts.GROUP, group
    yield texts.FILE, texts.DAY, numbers.day(made)
    yield texts.FILE, texts.FIGURES, texts.ROUNDED
    yield texts.FILE, texts.UNROUNDED, texts.PRECISE
    for name in shown:
        yield texts.FIGURES, texts.COLUMNS[name].heading, texts.COLUMNS[name].meaning
    for source, licence, day in table.different("source", "licence", "retrieved"):
        yield texts.SOURCE, source, texts.taken(licence or "", numbers.day(day or ""))
    meanings = {**exports.COLUMNS, **exports.BESIDE_GROUP}
    for name in table.names:
        yield texts.UNROUNDED, name, meanings[name]


def _as_is(name: str) -> Callable[[Row, Indicator], Content]:
    return lambda row, _: row[name]


def _in_unit(name: str) -> Callable[[Row, Indicator], Content]:
    return lambda row, item: _rounded(row[name], item.decimals)


def _rounded(value: float | None, decimals: int) -> Rounded | None:
    if value is None or isnan(value):
        return None
    return Rounded(round(value, decimals) + 0.0, decimals)  # -0,04 rounds to 0, not to -0


def _group_judgement(row: Row, _: Indicator) -> Content:
    reason = row["group_status_reason"]
    return texts.judgement(row["group_position_status"], row["margin"], reason)


_CELLS: Final[Mapping[str, tuple[str, Callable[[Row, Indicator], Content]]]] = {
    "goal": ("", lambda _, item: texts.of_goal(item.main_goal)),
    "indicator": ("", _as_is("indicator")),
    "municipality": ("", _as_is("municipality")),
    "year": ("", _as_is("year")),
    "value": ("", _in_unit("value")),
    "unit": ("", _as_is("unit")),
    "note": ("", lambda row, _: texts.note(row["missing"], row["flag"])),
    "middle": ("", _in_unit("middle")),
    "flanders": ("", _in_unit("flanders")),
    "judgement": (
        "",
        lambda row, _: texts.judgement(row["position_status"], row["margin"], row["status_reason"]),
    ),
    "reason": ("", lambda row, _: texts.why(row["position_status"], row["status_reason"])),
    "trend": (
        "",
        lambda row, _: texts.trend(row["trend"], row["slope"], row["trend_clear"]),
    ),
    "rank": ("", _as_is("rank")),
    "n": ("", _as_is("n")),
    "group_middle": ("group", _in_unit("group_reference_value")),
    "group_judgement": ("group", _group_judgement),
    "group_rank": ("group", _as_is("group_rank")),
    "group_n": ("group", _as_is("group_n")),
    "target": ("target", _in_unit("target")),
    "aim": ("target", lambda row, _: texts.aim(row["status_basis"], row["status"])),
    "reliability": ("", lambda row, _: texts.reliability(row["reliability"])),
    "source": ("", _as_is("source")),
}
"""Column of `texts.COLUMNS` → the column without which it is left out, and its cell."""
