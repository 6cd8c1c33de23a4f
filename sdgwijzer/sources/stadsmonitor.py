"""Gemeente-Stadsmonitor: one table per indicator, collected from many publishers.

A long table, as CSV or on a sheet: under one header row stand Gemeente, NIS-code, Indicator and
Jaar, then one or more columns with a class where the figure is split up (Mannen, Bos), then the
figures. Columns are found by their header, which is not always written alike
(`_stadsmonitor_headers.py`); where the file stands and how it is opened is in
`_stadsmonitor_files.py`.

In a CSV numbers have a decimal comma (`200000,0`) and an empty cell is a gap. The Vlaams Gewest
(2000) and, in workbooks, provinces stand among the municipalities, and codes may be numbers. Which
map the codes are of is not written anywhere; it follows from the codes, of the whole file where one
map holds them all: today's downloads have all years on the map of 2025.

The code of an indicator can mean another indicator in a later edition. So the text in the column
Indicator must be the title that the catalogue expects.

One real CSV was read by others to the last column, and the headers of a dozen more are known; of
the rest, headers and classes in the catalogue are to be compared at the first update
(docs/stadsmonitor.md says for each what would have to be true).
"""

from collections.abc import Collection, Sequence
from typing import Annotated, Final, Self

import pandas as pd
from pydantic import StringConstraints, field_validator, model_validator

from sdgwijzer.errors import SourceError
from sdgwijzer.model import FIGURE_COLUMNS, Flag, Get, Indicator, Missing, Number, Record, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_unique
from sdgwijzer.sources._figures import codes, figures
from sdgwijzer.sources._stadsmonitor_files import KEY, Sheet, opened
from sdgwijzer.sources._stadsmonitor_headers import matching, plain

MAPS: Final = (2018, 2019, 2025)
"""First years of the municipal maps a table may be on (2018: the last year of the old one)."""

FIXED: Final = {"NIS-code": "nis_code", "Indicator": "title", "Jaar": "year"}
"""Headers that every table has."""

_CELL: Final = ["nis_code", "geography", "year"]
_MARKS: Final = {"": Missing.NOT_PUBLISHED}
_FEW: Final = 30  # classes that an error names

Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}_(S_)?\d{2}(_\d)?$")]


class Query(Record):
    """What to take from which table.

    Attributes:
        code: of the indicator, in the name of the file (AR_03).
        title: what the column Indicator must say, capitals and spaces aside.
        value: header of the column with the figure; for an indicator with `per`, of the count.
        numerator: header of the part, instead of `value`.
        denominator: header of the whole.
        item: the class or classes to take, in whichever column; several are added up.
        minus: a class to subtract: the difference of two rates.
        scale: what to multiply the value with.
    """

    code: Code
    title: str
    value: str | None = None
    numerator: str | None = None
    denominator: str | None = None
    item: tuple[str, ...] = ()
    minus: str | None = None
    scale: Number = 1

    @field_validator("item", mode="before")
    @classmethod
    def _one_is_a_list_of_one(cls, item: object) -> object:
        return (item,) if isinstance(item, str) else item

    @model_validator(mode="after")
    def _asks_one_thing(self) -> Self:
        if (self.numerator is None) != (self.denominator is None):
            raise ValueError("numerator and denominator go together")
        if (self.value is None) == (self.numerator is None):
            raise ValueError("either a value, or a numerator and a denominator")
        if self.minus is not None and (self.value is None or len(self.item) != 1):
            raise ValueError("minus goes with a value of one item")
        if self.scale != 1 and self.value is None:
            raise ValueError("scale goes with a value")
        return self

    @property
    def headers(self) -> dict[str, str]:
        """Role → the publisher's header, of the columns with figures."""
        roles = {name: getattr(self, name) for name in ("value", "numerator", "denominator")}
        return {name: header for name, header in roles.items() if header is not None}


def geography(codes: Collection[str], reference: Municipalities) -> int | None:
    """The map that a set of municipal codes is of.

    Args:
        codes: NIS codes of Flemish municipalities, of one year.
        reference: the municipalities.

    Returns:
        One of `MAPS`: of the maps on which all codes lie, the one whose number of municipalities
        is nearest; None if there is no such map.
    """
    known = reference
    spare = {
        year: len(on_map) - len(set(codes))
        for year in MAPS
        if set(codes) <= set(on_map := known.on_map(year))
    }
    return min(spare, key=lambda year: spare[year]) if spare else None


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these indicators for all municipalities and years, each file once.

    Returns:
        A frame with `FIGURE_COLUMNS`, on the map that the codes are of. An empty cell is a gap; so
        is a sum or difference of which one side is a gap.

    Raises:
        SourceError: with every file that has another title, layout or classes than the catalogue
            expects, doubled rows, cells that are no number, or codes of several maps.
    """
    queries = [(item, Query.model_validate(item.query)) for item in indicators]
    titles = {query.code: query.title for _, query in queries}
    frames: list[pd.DataFrame] = []
    problems: list[SourceError] = []
    for code, title in titles.items():
        try:
            found = opened(code, title, get)
            table = _table(found, reference)
            for item, query in queries:
                if query.code == code:
                    _require_title(table, query.title, found.file)
                    frames.append(_figures(item, query, found._replace(cells=table)))
        except SourceError as error:
            problems.append(error)
    _refuse(problems)
    if not frames:
        return pd.DataFrame(columns=list(FIGURE_COLUMNS))
    return pd.concat(frames, ignore_index=True)


def _refuse(problems: Sequence[SourceError]) -> None:
    """All files that are wrong in one error: there are many, and they change together."""
    if len(problems) == 1:
        raise problems[0]
    if problems:
        listed = "".join(f"\n  {problem}" for problem in problems)
        raise SourceError(
            KEY,
            ", ".join(problem.file for problem in problems),
            f"{len(problems)} files have another form",
            "what the catalogue says of them",
            f"these problems:{listed}\n",
        )


def _table(found: Sheet, reference: Municipalities) -> pd.DataFrame:
    """The rows of municipalities, with nis_code, title, year, geography and the other columns.

    Those of larger areas (Vlaams Gewest, 2000) have a code that no municipality has.
    """
    table, file = found.cells, found.file
    table = table.rename(
        columns={_column(table, header, FIXED, file): to for header, to in FIXED.items()}
    )
    code = codes(table["nis_code"])
    flemish = code.isin({code for year in MAPS for code in reference.on_map(year)})
    if not flemish.any():
        there = str(sorted(set(code))[:5])
        raise SourceError(KEY, file, "no municipalities", "codes of Flemish municipalities", there)
    table = table[flemish].assign(nis_code=code[flemish])
    table["year"] = numbers(table["year"], KEY, file, decimal=found.decimal)["value"].astype(int)
    return table.assign(geography=_maps(table, reference, file))


def _maps(table: pd.DataFrame, reference: Municipalities, file: str) -> pd.Series:
    """The map of each row: one for the whole file where that holds all codes, else by year."""
    of_all = geography(set(table["nis_code"]), reference)
    if of_all is not None:
        return pd.Series(of_all, table.index)
    maps: dict[int, int] = {}
    for year, there in table.groupby("year")["nis_code"]:
        of_year = geography(set(there), reference)
        if of_year is None:
            expected = f"codes that are all on one of the maps of {', '.join(map(str, MAPS))}"
            found = f"{there.nunique()} codes that are not"
            raise SourceError(
                KEY, file, f"the codes of {year} are of several maps", expected, found
            )
        maps[year] = of_year
    return table["year"].map(maps).astype(int)


def _column(table: pd.DataFrame, wanted: str, needed: Collection[str], file: str) -> str:
    """The header in the table that means the wanted one.

    Args:
        table: the table; columns that were found before have our own names.
        wanted: the header.
        needed: all headers that are needed, for the error.
        file: name of the file, for the error.
    """
    headers = [str(header) for header in table.columns if header != "geography"]
    found = matching(wanted, headers)
    if len(found) == 1:
        return found[0]
    ours = {name: header for header, name in FIXED.items()}
    raise SourceError(
        KEY,
        file,
        f"column {wanted} is missing or doubled",
        f"a header with {'; '.join(needed)}",
        f"the header {'; '.join(ours.get(header, header) for header in headers)}",
        todo="If one of these is the same figure, write its header in `query` of the indicators "
        "of this file in indicators.yaml; if none is, send us both headers.",
    )


def _require_title(table: pd.DataFrame, title: str, file: str) -> None:
    other = [found for found in table["title"].unique() if plain(found) != plain(title)]
    if other:
        raise SourceError(
            KEY,
            file,
            "another indicator",
            f"{title!r} in the column Indicator",
            str(other[:3]),
            todo="If it has a new name, write that as `title` in `query` in indicators.yaml.",
        )


def _figures(item: Indicator, query: Query, found: Sheet) -> pd.DataFrame:
    amounts = _amounts(found, query, query.item)
    if query.minus is not None:
        less = _amounts(found, query, (query.minus,))
        amounts["value"] = amounts["value"] - less["value"].reindex(amounts.index)
    flag = pd.Series(Flag.POOLED.value if item.pooled_years > 1 else None, amounts.index)
    if query.value is None:
        return figures(item, amounts["numerator"], amounts["denominator"], flag=flag)
    # A multiplication or difference leaves dust in the last digits.
    return figures(item, (amounts["value"] * query.scale).round(10), flag=flag)


def _amounts(found: Sheet, query: Query, items: Sequence[str]) -> pd.DataFrame:
    """The figures by cell, added up over the items; NaN where one of them has none."""
    table, file, decimal = found
    rows = _chosen(table, items, file)
    require_unique(rows, [*_CELL, "item"], KEY, file)
    amounts = rows[_CELL].copy()
    for role, header in query.headers.items():
        cells = rows[_column(table, header, [*FIXED, *query.headers.values()], file)]
        amounts[role] = numbers(cells, KEY, file, marks=_MARKS, decimal=decimal)["value"]
    groups = amounts.groupby(_CELL)
    sums = groups.sum().mask(groups.count() < max(len(items), 1))
    if query.denominator is not None:
        whole = groups["denominator"]
        if (whole.nunique() > 1).any():
            problem = f"classes with another {query.denominator}"
            raise SourceError(KEY, file, problem, "parts of the same whole", str(list(items)))
        sums["denominator"] = whole.max().where(sums["denominator"].notna())
    return sums


def _chosen(table: pd.DataFrame, items: Sequence[str], file: str) -> pd.DataFrame:
    """The rows of these classes, with the class in a column `item`; all rows if none is asked."""
    if not items:
        return table.assign(item="")
    texts = table.drop(columns=[*_CELL, "title"]).map(plain)
    found = texts.where(texts.isin([plain(item) for item in items])).bfill(axis=1).iloc[:, 0]
    absent = [item for item in items if not (found == plain(item)).any()]
    if absent:
        # Names of municipalities and figures would hide the few classes there are.
        few = [texts[name].unique() for name in texts if texts[name].nunique() <= _FEW]
        there = ", ".join(sorted({text for part in few for text in part if text})[:_FEW])
        raise SourceError(KEY, file, "a class is missing", str(absent), there or "no classes")
    return table[found.notna()].assign(item=found[found.notna()])


SOURCE: Final = Source(
    key=KEY,
    title="Gemeente-Stadsmonitor, geregistreerde statistieken",
    publisher="Agentschap Binnenlands Bestuur en Statistiek Vlaanderen",
    homepage="https://gemeente-stadsmonitor.vlaanderen.be",
    licence="Modellicentie Gratis Hergebruik v1.0 (algemene regel van de Vlaamse overheid)",
    query=Query,
    read=read,
    shipped=False,
    apart=lambda item: Query.model_validate(item.query).code,
)
