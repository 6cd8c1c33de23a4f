"""Opgroeien: places in childcare for babies and toddlers, by municipality on 31 December.

A workbook whose address changes at every release; the link stands on a page. A row per year,
municipality, kind of licence and kind of price, which add up. Names without codes, for Flanders and
Brussels. Years are on the newest map that knows all their names. Quarters of a year that has not
ended (`2026/kw1`) are left out. A municipality without a row in a year has no figure: that it has
no places is not said.
"""

from collections.abc import Sequence
from typing import Final, Literal

import pandas as pd

from sdgwijzer.errors import SourceError
from sdgwijzer.fetch.finders import Link
from sdgwijzer.model import Get, Indicator, Record, Request, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_columns, require_unique
from sdgwijzer.parsing.workbook import sheet
from sdgwijzer.sources._figures import figures

KEY: Final = "opgroeien_childcare"
PAGE: Final = (
    "https://www.opgroeien.be/kennis/cijfers-en-onderzoek/kinderopvang-babys-en-peuters/"
    "cijfers-op-maat"
)
REQUEST: Final = Request(
    name="opgroeien-childcare/plaatsen-en-locaties.xlsx",
    also=("opgroeien-childcare/*plaatsen-en-locaties*.xlsx",),
    finders=(Link(PAGE, r"plaatsen-en-locaties.*\.xlsx$"),),
)
MAPS: Final = (2025, 2019, 2018)
_KEY_COLUMNS: Final = (
    "Jaar",
    "Gewest",
    "Provincie",
    "Zorgregio",
    "Gemeente",
    "Vergunningstype",
    "IKT/Niet IKT",
)
_ALL, _INCOME, _FREE = "Totaal plaatsen", "Plaatsen IKT", "Plaatsen vrije prijs"
_PLACES: Final = (_ALL, _INCOME, _FREE)
_FLANDERS: Final = ("Vlaams Gewest", "Vlaanderen")
_BRUSSELS: Final = "Brussel"
_YEAR: Final = r"(20\d\d)(?:\.0)?"
_QUARTER: Final = r"20\d\d\W*[kK][wW]\W*[1-4]"


class Query(Record):
    """What to take from the table.

    Attributes:
        column: all places, or those with a price by income.
        of: the places to divide by, for a share.
    """

    column: Literal["Totaal plaatsen", "Plaatsen IKT"] = "Totaal plaatsen"
    of: Literal["Totaal plaatsen"] | None = None


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these indicators for all municipalities and years, from one workbook.

    Returns:
        A frame with `FIGURE_COLUMNS`: places, with those of `of` as their whole.

    Raises:
        SourceError: the sheet has another layout, region or period, an unknown name, doubled rows,
            cells that are no number, or places that do not add up.
    """
    path = get(REQUEST)
    sums = _sums(_rows(sheet(path, KEY), path.name), path.name, reference)
    frames = []
    for item in indicators:
        query = Query.model_validate(item.query)
        frames.append(figures(item, sums[query.column], sums[query.of] if query.of else None))
    return pd.concat(frames, ignore_index=True)


def _rows(cells: pd.DataFrame, file: str) -> pd.DataFrame:
    """The Flemish rows of whole years, with numbers of places."""
    table = cells.iloc[1:].set_axis(cells.iloc[0].map(str).str.strip(), axis=1)
    require_columns(table.columns, [*_KEY_COLUMNS, _ALL, _INCOME, _FREE], KEY, file)
    table = table[(table != "").any(axis=1)]
    text = table[list(_KEY_COLUMNS)].map(lambda cell: str(cell).strip())
    require_unique(text, _KEY_COLUMNS, KEY, file)
    flemish = text["Gewest"].isin(_FLANDERS)
    other = sorted(set(text.loc[~flemish & ~text["Gewest"].str.startswith(_BRUSSELS), "Gewest"]))
    if other or not flemish.any():
        expected = f"{' or '.join(_FLANDERS)}, and {_BRUSSELS}"
        raise SourceError(KEY, file, "other regions", expected, str(other[:5]))
    years = text["Jaar"].str.fullmatch(_YEAR)
    strange = sorted(set(text.loc[~years & ~text["Jaar"].str.fullmatch(_QUARTER), "Jaar"]))
    if strange:
        raise SourceError(KEY, file, "another period", "2024 or 2024/kw1", str(strange[:5]))
    subtotals = text.apply(lambda names: names.str.match("(?i)totaal")).any(axis=1)
    if subtotals.any():
        found = str(text[subtotals].iloc[0].to_dict())
        raise SourceError(KEY, file, "totals among the rows", "parts only", found)
    text = text[flemish & years]
    places = {name: numbers(table.loc[text.index, name], KEY, file)["value"] for name in _PLACES}
    year = text["Jaar"].str.extract(_YEAR, expand=False).astype(int)
    return pd.DataFrame(places).assign(name=text["Gemeente"], year=year)


def _sums(rows: pd.DataFrame, file: str, reference: Municipalities) -> pd.DataFrame:
    """Places by nis_code, geography and year."""
    wrong = (rows[_ALL] - rows[_INCOME] - rows[_FREE]).abs() > 0.5
    wrong |= (rows[list(_PLACES)] < 0).any(axis=1)
    if wrong.any():
        found = str(rows[wrong].iloc[0].to_dict())
        raise SourceError(KEY, file, "places do not add up", f"{_ALL} = {_INCOME} + {_FREE}", found)
    parts = []
    for year, group in rows.groupby("year"):
        geography = _map(set(group["name"]), int(str(year)), file, reference)
        code = reference.codes(group["name"], geography, KEY, file)
        parts.append(group.assign(nis_code=code, geography=geography))
    keys = ["nis_code", "geography", "year"]
    return pd.concat(parts).groupby(keys)[list(_PLACES)].sum()


def _map(names: set[str], year: int, file: str, reference: Municipalities) -> int:
    """The newest map on which all these names are."""
    known = reference
    unknown = {
        geography: sorted(name for name in names if known.code(name, geography) is None)
        for geography in MAPS
    }
    for geography in MAPS:
        if not unknown[geography]:
            return geography
    fewest = min(MAPS, key=lambda geography: len(unknown[geography]))
    expected = f"names of one map ({', '.join(map(str, MAPS))})"
    found = f"{unknown[fewest][:10]}, not on the map of {fewest}"
    raise SourceError(KEY, file, f"unknown municipalities in {year}", expected, found)


SOURCE: Final = Source(
    key=KEY,
    title="Kinderopvang van baby's en peuters: plaatsen en locaties",
    publisher="Opgroeien",
    homepage=PAGE,
    licence="Modellicentie Gratis Hergebruik v1.0 (algemene regel van de Vlaamse overheid)",
    query=Query,
    read=read,
    shipped=False,
)
