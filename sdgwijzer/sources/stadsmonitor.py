"""Gemeente-Stadsmonitor: one workbook per indicator, collected from many publishers.

Where that workbook is not to be had, the one of its theme is read: the download page offers those,
with a sheet per indicator that is named after its code.

A long table: under one header row stand Gemeente, NIS-code, Indicator and Jaar, then one or more
columns with a class where the figure is split up (Mannen, Bos), then the figures. Columns are
found by their header: their position differs between workbooks, and `Procent` and `Procent (%)`
are the same. Rows of provinces and the Vlaams Gewest stand among the municipalities, and codes
may be numbers. Which map the codes are of is not written anywhere; it follows from the codes.

The code of an indicator can mean another indicator in a later edition. So the text in the column
Indicator must be the title that the catalogue expects.

The layout is known from descriptions and from what other projects read; headers and classes in
the catalogue are to be compared with the publisher's workbooks at the first update.
"""

import re
from collections.abc import Collection, Sequence
from typing import Annotated, Final, Self

import pandas as pd
from pydantic import StringConstraints, field_validator, model_validator

from sdgwijzer.errors import AnswerMissing, DownloadError, SourceError
from sdgwijzer.fetch.finders import Link
from sdgwijzer.model import (
    FIGURE_COLUMNS,
    Flag,
    Get,
    Indicator,
    Missing,
    Number,
    Record,
    Request,
    Source,
)
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_unique
from sdgwijzer.parsing.workbook import sheet
from sdgwijzer.sources._figures import codes, figures

KEY: Final = "stadsmonitor"
MAPS: Final = (2018, 2019, 2025)
"""First years of the municipal maps a workbook may be on (2018: the last year of the old one)."""

_PAGE: Final = "https://gemeente-stadsmonitor.vlaanderen.be/download-alle-cijfers"
_BLOB: Final = "https://gsminfo.blob.core.windows.net/$web/Rapporten_outputs/OutputPerlDO"
_THEMES: Final = {
    "AR": "armoede",
    "CU": "cultuur",
    "DE": "demografie",
    "EC": "economie",
    "KL": "klimaat",
    "LO": "bestuur",
    "MO": "mobiliteit",
    "ON": "onderwijs",
    "RU": "ruimte",
    "SA": "samenleven",
    "WE": "werk",
    "WO": "wonen",
    "ZO": "zorg",
}
"""First letters of a code → a word in the name of the workbook of its theme (never seen live)."""
_FIXED: Final = {"NIS-code": "nis_code", "Indicator": "title", "Jaar": "year"}
_CELL: Final = ["nis_code", "geography", "year"]
_MARKS: Final = {"": Missing.NOT_PUBLISHED}
_FEW: Final = 30  # classes that an error names

Code = Annotated[str, StringConstraints(pattern=r"^[A-Z]{2}_(S_)?\d{2}(_\d)?$")]


class Query(Record):
    """What to take from which workbook.

    Attributes:
        code: of the indicator, the name of the workbook (AR_03).
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


def request(code: str) -> Request:
    """The workbook of an indicator."""
    file = f"GSM_Extract_{code}.xlsx"
    on_page = Link(_PAGE, re.escape(file) + "$")
    return Request(name=f"stadsmonitor/{file}", url=f"{_BLOB}/{file}", fallbacks=(on_page,))


def theme_request(code: str) -> Request:
    """The workbook of the theme of an indicator: many indicators, a sheet for each."""
    theme = _THEMES.get(code[:2], code[:2].lower())
    # `_survey_alledata.xlsx` on the same page has the survey, which is another source
    pattern = rf"(?i)^(?!.*(survey|bevraging)).*/[^/]*{theme}[^/]*\.xlsx$"
    return Request(
        name=f"stadsmonitor/thema_{theme}.xlsx",
        also=(f"stadsmonitor*/*{theme}*.xlsx",),
        finders=(Link(_PAGE, pattern),),
    )


def _cells(code: str, get: Get) -> tuple[pd.DataFrame, str]:
    """The sheet of an indicator, from its own workbook or else that of its theme; and the file.

    Raises:
        DownloadError: neither can be had.
    """
    try:
        path = get(request(code))
        return sheet(path, KEY), path.name
    except DownloadError as first:
        try:
            path = get(theme_request(code))
        except DownloadError as second:
            both = isinstance(first, AnswerMissing) and isinstance(second, AnswerMissing)
            raise (AnswerMissing if both else DownloadError)(f"{first}; {second}") from second
        return sheet(path, KEY, code), path.name


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
    """Read these indicators for all municipalities and years, each workbook once.

    Returns:
        A frame with `FIGURE_COLUMNS`, each year on the map that its codes are of. An empty cell
        is a gap; so is a sum or difference of which one side is a gap.

    Raises:
        SourceError: with every workbook that has another title, layout or classes than the
            catalogue expects, doubled rows, cells that are no number, or codes of several maps.
    """
    queries = [(item, Query.model_validate(item.query)) for item in indicators]
    frames: list[pd.DataFrame] = []
    problems: list[SourceError] = []
    for code in dict.fromkeys(query.code for _, query in queries):
        try:
            cells, file = _cells(code, get)
            table = _table(cells, file, reference)
            for item, query in queries:
                if query.code == code:
                    _require_title(table, query.title, file)
                    frames.append(_figures(item, query, table, file))
        except SourceError as error:
            problems.append(error)
    _refuse(problems)
    if not frames:
        return pd.DataFrame(columns=list(FIGURE_COLUMNS))
    return pd.concat(frames, ignore_index=True)


def _refuse(problems: Sequence[SourceError]) -> None:
    """All workbooks that are wrong in one error: there are many, and they change together."""
    if len(problems) == 1:
        raise problems[0]
    if problems:
        listed = "".join(f"\n  {problem}" for problem in problems)
        raise SourceError(
            KEY,
            ", ".join(problem.file for problem in problems),
            f"{len(problems)} workbooks have another form",
            "what the catalogue says of them",
            f"these problems:{listed}\n",
        )


def _table(cells: pd.DataFrame, file: str, reference: Municipalities) -> pd.DataFrame:
    """The rows of municipalities, with nis_code, title, year, geography and the other columns."""
    table = cells.iloc[1:].set_axis(cells.iloc[0].map(str).str.strip(), axis=1)
    table = table.loc[:, table.columns != ""]
    table = table.rename(
        columns={_column(table, header, file): to for header, to in _FIXED.items()}
    )
    code = codes(table["nis_code"])
    known = reference
    flemish = code.isin({code for year in MAPS for code in known.on_map(year)})
    if not flemish.any():
        found = str(sorted(set(code))[:5])
        raise SourceError(KEY, file, "no municipalities", "codes of Flemish municipalities", found)
    table = table[flemish].assign(nis_code=code[flemish])
    table["year"] = numbers(table["year"], KEY, file)["value"].astype(int)
    maps = {}
    for year, there in table.groupby("year")["nis_code"]:
        maps[year] = geography(set(there), reference)
        if maps[year] is None:
            expected = f"codes that are all on one of the maps of {', '.join(map(str, MAPS))}"
            found = f"{there.nunique()} codes that are not"
            raise SourceError(
                KEY, file, f"the codes of {year} are of several maps", expected, found
            )
    return table.assign(geography=table["year"].map(maps).astype(int))


def _column(table: pd.DataFrame, wanted: str, file: str) -> str:
    """The header in the table that reads as the wanted one; the very same one goes first."""
    headers = list(table.columns)
    for found in (
        [header for header in headers if header == wanted],
        [header for header in headers if _plain_header(header) == _plain_header(wanted)],
    ):
        if len(found) == 1:
            return str(found[0])
    theirs = {ours: header for header, ours in _FIXED.items()}
    there = ", ".join(theirs.get(header, header) for header in headers if header != "geography")
    problem = f"column {wanted} is missing or doubled"
    raise SourceError(KEY, file, problem, "each of the reader's columns once", there)


def _plain_header(header: str) -> str:
    """`Procent (%)` and `procent`, `Per 1 000 inwoners` and `per 1.000 inwoners` are the same."""
    return re.sub(r"\([^)]*\)|[\s.-]", "", header).casefold()


def _plain(text: object) -> str:
    return " ".join(str(text).split()).casefold()


def _require_title(table: pd.DataFrame, title: str, file: str) -> None:
    other = [found for found in table["title"].unique() if _plain(found) != _plain(title)]
    if other:
        raise SourceError(KEY, file, "another indicator", repr(title), str(other[:3]))


def _figures(item: Indicator, query: Query, table: pd.DataFrame, file: str) -> pd.DataFrame:
    amounts = _amounts(table, query, query.item, file)
    if query.minus is not None:
        less = _amounts(table, query, (query.minus,), file)
        amounts["value"] = amounts["value"] - less["value"].reindex(amounts.index)
    flag = pd.Series(Flag.POOLED.value if item.pooled_years > 1 else None, amounts.index)
    if query.value is None:
        return figures(item, amounts["numerator"], amounts["denominator"], flag=flag)
    # A multiplication or difference leaves dust in the last digits.
    return figures(item, (amounts["value"] * query.scale).round(10), flag=flag)


def _amounts(table: pd.DataFrame, query: Query, items: Sequence[str], file: str) -> pd.DataFrame:
    """The figures by cell, added up over the items; NaN where one of them has none."""
    rows = _chosen(table, items, file)
    require_unique(rows, [*_CELL, "item"], KEY, file)
    amounts = rows[_CELL].copy()
    for role, header in query.headers.items():
        cells = rows[_column(table, header, file)]
        amounts[role] = numbers(cells, KEY, file, marks=_MARKS)["value"]
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
    texts = table.drop(columns=[*_CELL, "title"]).map(_plain)
    found = texts.where(texts.isin([_plain(item) for item in items])).bfill(axis=1).iloc[:, 0]
    absent = [item for item in items if not (found == _plain(item)).any()]
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
