"""Statbel: fiscal statistics of income, by municipality of residence and income year.

One sheet with a row per year and municipality; all years stand on the map of 2019. Amounts are
in euro of that year, numbers are tax returns or inhabitants. `*` is withheld. A zero is real: some
municipalities levy no tax of their own.
"""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from sdgwijzer.fetch.finders import Dcat
from sdgwijzer.model import Get, Indicator, Missing, Record, Request, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_columns, require_unique
from sdgwijzer.parsing.workbook import sheet
from sdgwijzer.sources._figures import figures, flemish

KEY: Final = "statbel_fiscal_income"
GEOGRAPHY: Final = 2019
REQUEST: Final = Request(
    name="statbel-fiscal-income/TF_PSNL_INC_TAX_MUNTY.xlsx",
    finders=(Dcat(r"TF_PSNL_INC_TAX_MUNTY\.xlsx"),),
    url=(
        "https://statbel.fgov.be/sites/default/files/files/opendata/arbeid/"
        "TF_PSNL_INC_TAX_MUNTY.zip"
    ),
)
_MARKS: Final = {"*": Missing.WITHHELD, "": Missing.NOT_PUBLISHED}
_KEYS: Final = ("CD_YEAR", "CD_MUNTY_REFNIS")


class Query(Record):
    """What to divide by what.

    Attributes:
        column: the publisher's column above the line.
        of: columns below the line, added up.
    """

    column: str
    of: tuple[str, ...]


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these indicators for all municipalities and years, from one workbook.

    Returns:
        A frame with `FIGURE_COLUMNS`, on the map of 2019: numerator and denominator.

    Raises:
        SourceError: the sheet has another layout, doubled rows or an unknown mark.
    """
    path = get(REQUEST)
    cells = sheet(path, KEY, "TF_PSNL_INC_TAX_MUNTY")
    table = cells.iloc[1:].set_axis(cells.iloc[0].astype(str), axis=1)
    queries = {item.id: Query.model_validate(item.query) for item in indicators}
    asked = {name for query in queries.values() for name in (query.column, *query.of)}
    require_columns(table.columns, [*_KEYS, *sorted(asked)], KEY, path.name)
    for key in _KEYS:
        table[key] = numbers(table[key], KEY, path.name)["value"].astype(int)
    require_unique(table, _KEYS, KEY, path.name)
    table = flemish(table, "CD_MUNTY_REFNIS", GEOGRAPHY, reference, KEY, path.name)
    table = table.rename(columns={"CD_YEAR": "year"}).set_index(["nis_code", "year"])
    found = {name: numbers(table[name], KEY, path.name, marks=_MARKS) for name in sorted(asked)}
    frames = [_figures(item, queries[item.id], found) for item in indicators]
    return pd.concat(frames, ignore_index=True)


def _figures(item: Indicator, query: Query, found: dict[str, pd.DataFrame]) -> pd.DataFrame:
    amount = found[query.column]["value"]
    missing = found[query.column]["missing"]
    for name in query.of:
        missing = missing.fillna(found[name]["missing"])
    whole = sum((found[name]["value"] for name in query.of), start=pd.Series(0.0, amount.index))
    return figures(item, amount, whole, missing=missing, geography=GEOGRAPHY)


SOURCE: Final = Source(
    key=KEY,
    title="Fiscale statistiek van de inkomens per gemeente",
    publisher="Statbel",
    homepage="https://statbel.fgov.be/nl/open-data/fiscale-statistiek-van-de-inkomens",
    licence="CC BY 4.0",
    query=Query,
    read=read,
)
