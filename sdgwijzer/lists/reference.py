"""Official lists and polygons → `data/municipalities.csv`.

Three sources: Statbel's REFNIS codes with validity dates (the copy in use ends before 2025, so
it speaks for municipalities that are gone), a table of the mergers of 2019 and 2025, and the
area levels and polygons of Provincies in Cijfers (for today's municipalities). Neighbours share
at least one line segment of their outline: the polygons were cut from one drawing, so shared
borders are equal to the digit. Municipalities that are gone have no reference region: the 15
regions were drawn on today's map.
"""

import csv
import struct
import warnings
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, timedelta
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Final, NamedTuple

import shapefile

from sdgwijzer import municipalities
from sdgwijzer.catalogue import Catalogue
from sdgwijzer.errors import SourceError
from sdgwijzer.lists import List, Prepared
from sdgwijzer.model import Get, Municipality, Request
from sdgwijzer.municipalities import COLUMNS, Municipalities
from sdgwijzer.parsing.delimited import delimited
from sdgwijzer.parsing.workbook import sheet

KEY: Final = "municipalities"
_LEVELS: Final = "provincies-in-cijfers-gebiedsniveaus"
_LEVELS_URL: Final = (
    "https://raw.githubusercontent.com/provinciesincijfers/gebiedsniveaus/master/data_voor_swing"
)
_MAPS: Final = {2018: "gemeente2018", 2024: "gemeente2024", 2025: "gemeente"}
_FLEMISH: Final = ("1", "3", "4", "7", "23", "24")  # 21 is Brussels, 20 a province, 25 Wallonia
_EXPECTED: Final = {2018: 308, 2019: 300, 2024: 300, 2025: 285}
_MERGERS: Final = "municipality_crosswalk_flanders.csv"
_REFNIS: Final = "TU_COM_REFNIS.txt"


class _Place(NamedTuple):
    """The larger areas that a municipality lies in."""

    province: str
    arrondissement: str
    reference_region: str = ""


class _Past(NamedTuple):
    """What REFNIS knows of one code."""

    start: date
    place: _Place


class _Merger(NamedTuple):
    successor: str
    day: date


def read(get: Get) -> list[Municipality]:
    """All Flemish municipalities of 2018, 2019-2024 and today, ordered by code and date.

    Raises:
        SourceError: a file has another form, or a map has another number of municipalities.
    """
    mergers, past = _mergers(get), _refnis(get)  # the mergers are by hand: ask them first
    today = _today(get)
    rows: dict[tuple[str, date], Municipality] = {}  # a later map overwrites an earlier one
    for year, level in _MAPS.items():
        names = _pairs(get, f"gebiedsdefinities/{level}.xlsx", 1, 3)
        neighbours = _neighbours(get, year, past.keys() | today.keys())
        _expect(year, len(neighbours), f"{_MAPS[year]}.shp")
        for code, bordering in neighbours.items():
            formed = _formed(code, year, mergers)
            ended = _ended(code, year, mergers)
            if ended is None and year != 2025:
                continue  # unchanged on the next map, and listed there
            if code not in past and not formed:
                raise SourceError(KEY, _REFNIS, "a municipality is missing", code, "no such row")
            start = formed or past[code].start
            place = past[code].place if ended else today[code]
            rows[code, start] = Municipality(
                nis_code=code,
                name=names[code],
                valid_from=start,
                valid_until=ended.day - timedelta(days=1) if ended else None,
                successor=ended.successor if ended else None,
                province=place.province,
                arrondissement=place.arrondissement,
                reference_region=place.reference_region,
                bordering=tuple(sorted(bordering)),
            )
    found = Municipalities(tuple(rows[key] for key in sorted(rows)))
    for year in _EXPECTED:  # a merger that is not in the table leaves its parts nowhere
        _expect(year, len(found.on_map(year)), _MERGERS)
    return list(found)


def as_csv(rows: Sequence[Municipality]) -> str:
    """The reference list as it stands in `data/municipalities.csv`."""
    out = StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        fields = row.model_dump(mode="json") | {"bordering": " ".join(row.bordering)}
        writer.writerow(["" if fields[name] is None else fields[name] for name in COLUMNS])
    return out.getvalue()


def _mergers(get: Get) -> Mapping[str, _Merger]:
    """Code that was replaced → successor and first day of the successor."""
    path = get(Request(name=f"nis-mergers/{_MERGERS}"))
    table = delimited(
        path, KEY, delimiter=",", columns=("old_nis", "new_nis", "relationship", "valid_to")
    )
    return {
        row["old_nis"]: _Merger(row["new_nis"], _day(row["valid_to"], "%Y-%m-%d", path.name))
        for row in table.to_dict("records")
    }


def _formed(code: str, year: int, mergers: Mapping[str, _Merger]) -> date | None:
    """First day of this code's territory as on the map of that year; None: before 2019."""
    days = [merger.day for merger in mergers.values() if merger.successor == code]
    return max((day for day in days if day <= date(year, 1, 1)), default=None)


def _ended(code: str, year: int, mergers: Mapping[str, _Merger]) -> _Merger | None:
    """What replaced this code after that map; a code that took another in replaces itself."""
    if code in mergers:
        return mergers[code]
    days = [merger.day for merger in mergers.values() if merger.successor == code]
    later = min((day for day in days if day > date(year, 1, 1)), default=None)
    return _Merger(code, later) if later else None


def _refnis(get: Get) -> Mapping[str, _Past]:
    path = get(
        Request(
            name=f"statbel-refnis/{_REFNIS}",
            url="https://statbel.fgov.be/sites/default/files/files/opendata/REFNIS%20code/TU_COM_REFNIS.zip",
        )
    )
    columns = ("LVL_REFNIS", "CD_REFNIS", "CD_SUP_REFNIS", "TX_REFNIS_NL")
    dates = ("DT_VLDT_START", "DT_VLDT_END")
    table = delimited(path, KEY, delimiter="|", columns=columns + dates)
    for name in dates:
        table[name] = table[name].map(lambda text: _day(text, "%d/%m/%Y", path.name))
    first = table.groupby("CD_REFNIS")["DT_VLDT_START"].min()  # a code has a row per period
    last = table.sort_values("DT_VLDT_END").drop_duplicates("CD_REFNIS", keep="last")
    rows = last.set_index("CD_REFNIS", drop=False).to_dict("index")
    past = {}
    for code, row in rows.items():
        if row["LVL_REFNIS"] == "4" and code.startswith(_FLEMISH):
            arrondissement = rows[row["CD_SUP_REFNIS"]]
            past[code] = _Past(
                start=first[code],
                place=_Place(
                    _plain(rows[arrondissement["CD_SUP_REFNIS"]]["TX_REFNIS_NL"]),
                    _plain(arrondissement["TX_REFNIS_NL"]),
                ),
            )
    return past


def _day(text: str, form: str, file: str) -> date:
    try:
        return datetime.strptime(text, form).date()
    except ValueError as error:
        raise SourceError(KEY, file, "a date in another form", form, repr(text)) from error


def _today(get: Get) -> Mapping[str, _Place]:
    """Code → the areas that today's municipality lies in."""
    names = _pairs(get, "gebiedsdefinities/gemeente.xlsx", 1, 3)
    areas = []
    for level, definition in (
        ("provincie", "provincie"),
        ("arrondiss", "arrondiss"),
        ("refreg", "REFREG"),
    ):
        parent = _pairs(get, f"aggregatietabellen/gemeente_{level}.xlsx", 0, 1)
        titles = _pairs(get, f"gebiedsdefinities/{definition}.xlsx", 1, 3)
        areas.append({code: _plain(titles[up]) for code, up in parent.items() if up in titles})
    province, arrondissement, region = areas
    return {
        code: _Place(province[code], arrondissement[code], region[code])
        for code in names
        if code.startswith(_FLEMISH)
    }


def _plain(title: str) -> str:
    title = title.removeprefix("Provincie ").removeprefix("Arrondissement ")
    return title.removesuffix(" (Prov.)").removesuffix(" (Arr.)")


def _pairs(get: Get, file: str, key: int, value: int) -> Mapping[str, str]:
    """Two columns of one workbook as a mapping; codes are numbers here and text there."""
    path = get(Request(name=f"{_LEVELS}/{file}", url=f"{_LEVELS_URL}/{file}"))
    table = sheet(path, KEY, "Sheet1")
    cells = table.iloc[1:, [key, value]].map(
        lambda cell: cell if isinstance(cell, str) else f"{cell:.0f}"
    )
    return dict(cells.itertuples(index=False, name=None))


def _neighbours(get: Get, year: int, flemish: set[str]) -> Mapping[str, set[str]]:
    """Code → codes of the Flemish municipalities that share a border on the map of that year."""
    parts = {}
    for ending in ("shp", "dbf", "shx"):
        file = f"shapefiles/{_MAPS[year]}.{ending}"
        parts[ending] = get(Request(name=f"{_LEVELS}/{file}", url=f"{_LEVELS_URL}/{file}"))
    segments: dict[frozenset[tuple[float, float]], set[str]] = defaultdict(set)
    neighbours: dict[str, set[str]] = {}
    for code, shape in _shapes(parts):
        if code not in flemish:
            continue
        neighbours[code] = set()
        ends = [*shape.parts[1:], len(shape.points)]
        for start, end in zip(shape.parts, ends, strict=True):
            for segment in pairwise(shape.points[start:end]):
                segments[frozenset(segment)].add(code)
    for pair in segments.values():
        for code in pair:
            neighbours[code] |= pair - {code}
    return neighbours


def _shapes(parts: Mapping[str, Path]) -> list[tuple[str, shapefile.Shape]]:
    """Code and outline of each area; the three files go together."""
    names = {key: str(path) for key, path in parts.items()}
    try:
        with warnings.catch_warnings(action="error"), shapefile.Reader(**names) as reader:
            return [(str(item.record[0]), item.shape) for item in reader.iterShapeRecords()]
    except (shapefile.ShapefileException, struct.error, ValueError, LookupError, Warning) as error:
        file = parts["shp"].name
        raise SourceError(KEY, file, "damaged polygons", "a shapefile", repr(error)) from error


def _expect(year: int, found: int, file: str) -> None:
    if found != _EXPECTED[year]:
        problem = f"another number of Flemish municipalities in {year}"
        raise SourceError(KEY, file, problem, str(_EXPECTED[year]), str(found))


def _prepare(data: Path, _: Catalogue, get: Get) -> Prepared:
    rows = read(get)
    return Prepared(f"{len(rows)} rows", {data / municipalities.FILE: as_csv(rows).encode()})


LIST: Final = List(KEY, _prepare, municipalities.FILE)
