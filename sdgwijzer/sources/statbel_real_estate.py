"""Statbel: sales of houses and flats and their median price, by municipality and year.

Statbel's own file is asked first: a zip with one text, `|` between cells, latin-1. Where it is not
at hand there is `yearly.csv`: its yearly rows, taken out by a third party. Both have a row per
year, place and kind of dwelling, with the number of sales and the median price in euro of that
year; Statbel's also has quarters and half years, which are left out (medians do not add up). Level
5 are municipalities, all years on the map of 2025. An empty price is withheld, never zero: there
were too few sales with a price. In 2015 (West Flanders) and 2016 (the district of Turnhout) that
holds for places with up to 167 sales, and in 2015 the file has about half of the usual number of
sales in some 25 municipalities around Halle, Aalst and Oudenaarde.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Final, Literal

import pandas as pd

from sdgwijzer.errors import AnswerMissing, SourceError
from sdgwijzer.fetch.finders import Dcat
from sdgwijzer.model import Get, Indicator, Missing, Record, Request, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.delimited import delimited
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_unique
from sdgwijzer.sources._figures import figures, flemish

KEY: Final = "statbel_real_estate"
GEOGRAPHY: Final = 2025
_FILE: Final = "vastgoed_2010_9999.zip"
REQUEST: Final = Request(
    name=f"statbel-real-estate/{_FILE}",
    url=f"https://statbel.fgov.be/sites/default/files/files/opendata/immo/{_FILE}",
    finders=(Dcat(re.escape(_FILE)),),
)
DERIVED: Final = Request(name="statbel-real-estate-derived/yearly.csv")
_MUNICIPALITY: Final = "5"
_WHOLE_YEAR: Final = "Y"
_COLUMNS: Final = {
    "CD_YEAR": "y",
    "CD_niveau_refnis": "lvl",
    "CD_REFNIS": "nis",
    "CD_TYPE_NL": "type",
    "MS_TOTAL_TRANSACTIONS": "n",
    "MS_P_50_median": "p50",
}
"""Statbel's columns and those of `yearly.csv`."""

_KINDS: Final = {
    "Alle huizen met 2, 3, 4 of meer gevels (excl. appartementen)": "alle_huizen",
    "Huizen met 2 of 3 gevels (gesloten + halfopen bebouwing)": "huizen_23",
    "Huizen met 4 of meer gevels (open bebouwing)": "huizen_4plus",
    "Appartementen": "appartementen",
}
"""Statbel's kinds and those of `yearly.csv`."""


class Query(Record):
    """What to take of which dwellings.

    Attributes:
        kind: all houses, houses with 2 or 3 sides, houses with 4 or more, or flats.
        measure: the median price, or the number of sales.
    """

    kind: Literal["alle_huizen", "huizen_23", "huizen_4plus", "appartementen"]
    measure: Literal["price", "sales"] = "price"


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these indicators for all municipalities and years, from one file.

    Returns:
        A frame with `FIGURE_COLUMNS`, on the map of 2025: prices or sales.

    Raises:
        SourceError: the file has another layout, doubled rows, a kind that is not there, or cells
            that are no number.
    """
    try:
        path = get(REQUEST)
        table = _yearly(path)
    except AnswerMissing:
        path = get(DERIVED)
        table = delimited(path, KEY, delimiter=",", columns=list(_COLUMNS.values()))
    table = flemish(
        table[table["lvl"] == _MUNICIPALITY], "nis", GEOGRAPHY, reference, KEY, path.name
    )
    require_unique(table, ["y", "nis", "type"], KEY, path.name)
    year = numbers(table["y"], KEY, path.name)["value"].astype(int)
    table = table.assign(year=year).set_index(["nis_code", "year"])
    frames = [_figures(item, table, path.name) for item in indicators]
    return pd.concat(frames, ignore_index=True)


def _yearly(path: Path) -> pd.DataFrame:
    """The rows of whole years in Statbel's own file, with the names of `yearly.csv`."""
    columns = [*_COLUMNS, "CD_PERIOD"]
    table = delimited(path, KEY, delimiter="|", columns=columns)
    yearly = table["CD_PERIOD"] == _WHOLE_YEAR
    if not yearly.any():
        found = ", ".join(sorted(set(table["CD_PERIOD"])))
        raise SourceError(KEY, path.name, "no whole years in CD_PERIOD", _WHOLE_YEAR, found)
    table = table[yearly].rename(columns=_COLUMNS)
    return table.assign(type=table["type"].replace(_KINDS))


def _figures(item: Indicator, table: pd.DataFrame, file: str) -> pd.DataFrame:
    query = Query.model_validate(item.query)
    rows = table[table["type"] == query.kind]
    if rows.empty:
        found = ", ".join(sorted(set(table["type"])))
        raise SourceError(KEY, file, "a kind of dwelling is missing", query.kind, found)
    price = query.measure == "price"
    marks = {"": Missing.WITHHELD} if price else None
    cells = numbers(rows["p50" if price else "n"], KEY, file, marks=marks)
    if (cells["value"] < 0).any():
        raise SourceError(KEY, file, "negative numbers", "0 or more", str(cells["value"].min()))
    return figures(item, cells["value"], missing=cells["missing"], geography=GEOGRAPHY)


SOURCE: Final = Source(
    key=KEY,
    title="Vastgoedprijzen per gemeente en jaar",
    publisher="Statbel",
    homepage="https://statbel.fgov.be/nl/themas/bouwen-wonen/vastgoedprijzen",
    licence="CC BY 4.0",
    via="the yearly rows taken out of its file by a third party (gehuybre/data-blog)",
    query=Query,
    read=read,
)
