"""Statbel: building permits by municipality, monthly and yearly since 1996.

A zip with one text file whose name changes with every release; `|` between cells, text in double
quotes. Period 0 is the whole year, 1 to 12 are the months: adding them up would count twice, so
only period 0 is read, and the running year (months only) is left out. Level 5 are the
municipalities. Statbel puts all years on today's map. An empty cell is not published.
"""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from sdgwijzer.fetch.finders import Dcat
from sdgwijzer.model import Get, Indicator, Missing, Record, Request, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.delimited import delimited
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_total, require_unique
from sdgwijzer.sources._figures import figures, flemish

KEY: Final = "statbel_building_permits"
GEOGRAPHY: Final = 2025
REQUEST: Final = Request(
    name="statbel-building-permits/TF_BUILDING_PERMITS.zip",
    finders=(Dcat(r"TF_BUILDING_PERMITS\.zip"),),
    url=(
        "https://statbel.fgov.be/sites/default/files/files/opendata/"
        "Building%20permits/TF_BUILDING_PERMITS.zip"
    ),
    also=("statbel-building-permits/statbel,_bouwvergunningen_*.zip",),
)
_KEYS: Final = ("REFNIS", "CD_YEAR", "CD_PERIOD", "CD_REFNIS_LEVEL")
_MUNICIPALITY: Final = "5"
_WHOLE_YEAR: Final = "0"


_FLANDERS: Final = "02000"
_INCOMPLETE: Final = "2017"
"""In this year the municipalities miss 6 % of the permits that Flanders has, in every column."""

_EMPTY: Final = {"": Missing.NOT_PUBLISHED}


class Query(Record):
    """What to take from the table.

    Attributes:
        column: the publisher's column, a count.
        of: the columns of the whole, added up, for a share with components.
    """

    column: str
    of: tuple[str, ...] = ()


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these indicators for all municipalities and complete years, from one file.

    Returns:
        A frame with `FIGURE_COLUMNS`, on the map of 2025: the count, with that of `of` as its
        whole.

    Raises:
        SourceError: the file has another layout, doubled rows or cells that are no number.
    """
    path = get(REQUEST)
    queries = {item.id: Query.model_validate(item.query) for item in indicators}
    asked = {name for query in queries.values() for name in (query.column, *query.of)}
    columns = [*_KEYS, *sorted(asked)]
    table = delimited(path, KEY, delimiter="|", columns=columns)
    table = table[table["CD_PERIOD"] == _WHOLE_YEAR]
    flanders = table[table["REFNIS"] == _FLANDERS]
    table = table[table["CD_REFNIS_LEVEL"] == _MUNICIPALITY]
    table = flemish(table, "REFNIS", GEOGRAPHY, reference, KEY, path.name)
    require_unique(table, ["REFNIS", "CD_YEAR"], KEY, path.name)
    whole, parts = (
        rows.set_index(["REFNIS", "CD_YEAR"])[sorted(asked)].apply(
            lambda cells: numbers(cells, KEY, path.name, marks=_EMPTY)["value"]
        )
        for rows in (flanders, table)
    )
    parts = parts.drop(_INCOMPLETE, level=1, errors="ignore")
    everywhere = len(reference.on_map(GEOGRAPHY))
    require_total(parts, whole.droplevel(0), everywhere, KEY, path.name)
    year = numbers(table["CD_YEAR"], KEY, path.name)["value"].astype(int)
    table = table.assign(year=year).set_index(["nis_code", "year"])
    frames = [_figures(item, queries[item.id], table, path.name) for item in indicators]
    return pd.concat(frames, ignore_index=True)


def _figures(item: Indicator, query: Query, table: pd.DataFrame, file: str) -> pd.DataFrame:
    count = numbers(table[query.column], KEY, file, marks=_EMPTY)
    missing, whole = count["missing"], None
    if query.of:
        whole = pd.Series(0.0, index=table.index)
        for name in query.of:
            of = numbers(table[name], KEY, file, marks=_EMPTY)
            missing, whole = missing.fillna(of["missing"]), whole + of["value"]
        missing = missing.mask(whole == 0, Missing.NOT_APPLICABLE.value)
    return figures(item, count["value"], whole, missing=missing, geography=GEOGRAPHY)


SOURCE: Final = Source(
    key=KEY,
    title="Bouwvergunningen per gemeente",
    publisher="Statbel",
    homepage="https://statbel.fgov.be/nl/themas/bouwen-wonen/bouwvergunningen",
    licence="CC BY 4.0",
    query=Query,
    read=read,
)
