"""Eurostat's figure for the whole Flemish Region, beside indicators that ask the same question.

Not a figure of a municipality, and often measured in another way (a survey): it is shown beside
the municipal one with how it differs, and nothing is judged by it. The table is only there after a
first update.

Eurostat answers in JSON-stat 2.0: one flat list of values over the dimensions in `id`, without the
cells that are empty. A filter with an unknown code gives a dimension of no categories, and one
that is left out a dimension of many: both are refused, so that no other figure slips in.
"""

import json
from collections.abc import Mapping
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlencode

import pandas as pd

from sdgwijzer.catalogue import Catalogue
from sdgwijzer.errors import FiguresError, SourceError
from sdgwijzer.lists import List, Prepared
from sdgwijzer.model import Benchmark, Get, Indicator, Request

KEY: Final = "eurostat"
FILE: Final = "flanders.csv"
COLUMNS: Final = ("indicator_id", "year", "value", "status", "dataset", "published")
"""Of the table: value in the indicator's unit; status: Eurostat's letters, `STATUS`; published:
day (ISO) on which Eurostat changed the data set last."""

REGION: Final = "BE2"  # NUTS 1: Vlaams Gewest
STATUS: Final = "bdepu"
"""Letters that are known: break, definition differs, estimated, provisional, low reliability."""

_API: Final = "https://ec.europa.eu/eurostat/api/dissemination/statistics/1.0/data"
_WITHHELD: Final = "c:"  # letters of cells without a number


def request(item: Indicator) -> Request:
    """The series of the Flemish Region that belongs with an indicator."""
    assert item.benchmark is not None
    asked = {"format": "JSON", "lang": "EN", "geo": REGION, **item.benchmark.filters}
    return Request(
        name=f"{KEY}/{item.id}.json",
        url=f"{_API}/{item.benchmark.dataset}?{urlencode(asked)}",
        limit=5_000_000,
    )


def read(get: Get, entries: Catalogue) -> pd.DataFrame:
    """The series of all indicators that name one.

    Returns:
        A frame with `COLUMNS`, ordered by indicator and year; years without a number are left out.

    Raises:
        SourceError: an answer of another form, of other filters than were asked, without a single
            number, with an unknown mark, or with a value outside the indicator's plausible range.
    """
    found = [_series(item, get(request(item))) for item in entries if item.benchmark is not None]
    if not found:
        return pd.DataFrame(columns=list(COLUMNS))
    whole = pd.concat(found, ignore_index=True)[list(COLUMNS)]
    return whole.sort_values(["indicator_id", "year"], ignore_index=True)


def as_csv(series: pd.DataFrame) -> str:
    """The table as it stands in `data/flanders.csv`."""
    return str(series.to_csv(index=False, columns=list(COLUMNS), lineterminator="\n"))


def load(data: Path, entries: Catalogue) -> pd.DataFrame:
    """The table as it is in use, of indicators that still name the same data set.

    Returns:
        `COLUMNS` and differs (how it differs from the municipal figure, Dutch); no rows before a
        first update.

    Raises:
        FiguresError: the file has other columns or cells.
    """
    path = data / FILE
    if not path.exists():
        return pd.DataFrame(columns=[*COLUMNS, "differs"])
    text = path.read_text(encoding="utf-8")
    try:
        table = pd.read_csv(StringIO(text), dtype=str, keep_default_na=False)
        if tuple(table.columns) != COLUMNS:
            raise ValueError(f"columns {', '.join(table.columns)}")
        table = table.astype({"year": int, "value": float})
    except ValueError as error:
        raise FiguresError(
            f"{path}: expected columns {', '.join(COLUMNS)} with numbers, found {error}; "
            f"delete it and run 'sdgwijzer update {KEY}'."
        ) from error
    named = {item.id: item.benchmark for item in entries if item.benchmark is not None}
    of = [
        id_ in named and named[id_].dataset == dataset
        for id_, dataset in zip(table["indicator_id"], table["dataset"], strict=True)
    ]
    kept = table[pd.Series(of, index=table.index, dtype=bool)]
    return kept.assign(differs=[named[id_].differs for id_ in kept["indicator_id"]])


def _series(item: Indicator, path: Path) -> pd.DataFrame:
    assert item.benchmark is not None
    answer = _answer(path)
    try:
        dimensions, sizes = list(answer["id"]), [int(size) for size in answer["size"]]
        categories = {name: _codes(answer["dimension"][name]) for name in dimensions}
        values = {at: float(str(cell)) for at, cell in _by_cell(answer["value"]).items()}
        marks = {at: str(cell) for at, cell in _by_cell(answer.get("status", {})).items()}
        published = date.fromisoformat(str(answer["updated"])[:10]).isoformat()
        years = [int(year) for year in categories["time"]]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise SourceError(
            KEY,
            path.name,
            "another form",
            "JSON-stat 2.0 with id, size, dimension, value, updated, and whole years",
            f"{type(error).__name__}: {error}",
        ) from error
    _require_one_series(item.benchmark, dimensions, sizes, categories, path)
    rows = []
    for place, year in enumerate(years):
        mark, value = marks.get(place, ""), values.get(place)
        if set(mark) - set(STATUS if value is not None else STATUS + _WITHHELD):
            raise SourceError(
                KEY, path.name, f"an unknown mark in {year}", f"letters of {STATUS}", repr(mark)
            )
        if value is not None:
            rows.append((item.id, year, value, mark, item.benchmark.dataset, published))
    if not rows:
        raise SourceError(KEY, path.name, "no numbers", f"a series of {REGION}", "none")
    series = pd.DataFrame(rows, columns=list(COLUMNS))
    low, high = item.plausible
    outside = series[~series["value"].between(low, high)]
    if len(outside):
        first = outside.iloc[0]
        raise SourceError(
            KEY,
            path.name,
            "outside the plausible range of the catalogue",
            f"{low:g} to {high:g}",
            f"{first['value']:g} in {first['year']}",
        )
    return series


def _answer(path: Path) -> dict[str, Any]:
    try:
        answer = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise SourceError(KEY, path.name, "no JSON", "JSON-stat 2.0", str(error)) from error
    if not isinstance(answer, dict) or "error" in answer:
        raise SourceError(KEY, path.name, "no figures", "JSON-stat 2.0", repr(answer)[:200])
    return answer


def _codes(dimension: Mapping[str, Any]) -> list[str]:
    """The codes of a dimension in order: JSON-stat has them as a list or as code → place."""
    index = dimension["category"]["index"]
    return list(index) if isinstance(index, list) else sorted(index, key=lambda code: index[code])


def _by_cell(cells: object) -> dict[int, object]:
    """Place → what stands there; JSON-stat has a list or an object."""
    if isinstance(cells, list):
        cells = dict(enumerate(cells))
    if not isinstance(cells, dict):
        raise TypeError(f"cells are {type(cells).__name__}")
    return {int(place): cell for place, cell in cells.items() if cell is not None}


def _require_one_series(
    benchmark: Benchmark,
    dimensions: list[str],
    sizes: list[int],
    categories: Mapping[str, list[str]],
    path: Path,
) -> None:
    """Every dimension but time has one category, and it is the one that was asked."""
    asked = {"geo": REGION, **benchmark.filters}
    absent = sorted(set(asked) - set(dimensions))
    other = {
        name: categories[name]
        for name, size in zip(dimensions, sizes, strict=True)
        if name != "time"
        and (size != 1 or asked.get(name, categories[name][0]) != categories[name][0])
    }
    if absent or other:
        found = f"{other or ''} {'without ' + ', '.join(absent) if absent else ''}".strip()
        raise SourceError(KEY, path.name, "another series", f"one of {asked}", found[:300])


def _prepare(data: Path, entries: Catalogue, get: Get) -> Prepared:
    series = read(get, entries)
    said = f"{len(series)} figures of the Flemish Region"
    return Prepared(said, {data / FILE: as_csv(series).encode()})


LIST: Final = List(KEY, _prepare, FILE, shipped=False)
