"""Statbel: disposable income and poverty risk of all inhabitants, from administrative files.

One sheet, a row per income year and municipality. All years stand on the map of 2019 (Statbel put
2015-2018 on it); Herstappe has no row in any year. An empty cell is withheld, never zero. Income
is per person, made comparable for the size of the household, in euro of that year. Codes and years
come as text or as numbers, depending on the release.
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

KEY: Final = "statbel_disposable_income"
GEOGRAPHY: Final = 2019
REQUEST: Final = Request(
    name="statbel-disposable-income/TF_SOC_ADI_MUNTY.xlsx",
    finders=(Dcat(r"TF_SOC_ADI_MUNTY\.xlsx"),),
)
_WITHHELD: Final = {"": Missing.WITHHELD}


class Query(Record):
    """What to take from the table.

    Attributes:
        column: the publisher's column, in percent or euro.
        divided_by: a second column: the indicator is the first divided by this one.
        people: the column with the number of people that a rate is of.
    """

    column: str
    divided_by: str | None = None
    people: str | None = None


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these indicators for all municipalities and years, from one workbook.

    Returns:
        A frame with `FIGURE_COLUMNS`, on the map of 2019: values as published; with `people`, how
        many they are of as denominator.

    Raises:
        SourceError: the sheet has another layout, doubled rows or cells that are no number.
    """
    path = get(REQUEST)
    cells = sheet(path, KEY, "TF_SOC_ADI_MUNTY")
    table = cells.iloc[1:].set_axis(cells.iloc[0].astype(str), axis=1)
    queries = {item.id: Query.model_validate(item.query) for item in indicators}
    asked = {
        name
        for query in queries.values()
        for name in (query.column, query.divided_by, query.people)
        if name is not None
    }
    keys = ["CD_YEAR", "CD_MUNTY_REFNIS"]
    require_columns(table.columns, [*keys, *sorted(asked)], KEY, path.name)
    for key in keys:
        table[key] = numbers(table[key], KEY, path.name)["value"].astype(int)
    require_unique(table, keys, KEY, path.name)
    table = flemish(table, "CD_MUNTY_REFNIS", GEOGRAPHY, reference, KEY, path.name)
    table = table.rename(columns={"CD_YEAR": "year"}).set_index(["nis_code", "year"])
    frames = [_figures(item, queries[item.id], table, path.name) for item in indicators]
    return pd.concat(frames, ignore_index=True)


def _figures(item: Indicator, query: Query, table: pd.DataFrame, file: str) -> pd.DataFrame:
    found = numbers(table[query.column], KEY, file, marks=_WITHHELD)
    if query.divided_by:
        below = numbers(table[query.divided_by], KEY, file, marks=_WITHHELD)
        found["value"] = found["value"] / below["value"]
        found["missing"] = found["missing"].fillna(below["missing"])
    people = None
    if query.people:
        counted = numbers(table[query.people], KEY, file, marks=_WITHHELD)
        people = counted["value"]
        found["missing"] = found["missing"].fillna(counted["missing"])
    return figures(item, found["value"], people, missing=found["missing"], geography=GEOGRAPHY)


SOURCE: Final = Source(
    key=KEY,
    title="Administratief equivalent beschikbaar inkomen per gemeente",
    publisher="Statbel",
    homepage="https://statbel.fgov.be/nl/open-data",
    licence="CC BY 4.0",
    query=Query,
    read=read,
)
