"""Vaccination against COVID-19 by municipality (Vaccinnet+), daily snapshots that have stopped.

A CSV per day: a row per municipality (map of 2019), sex and age band, with people vaccinated so
far and the number of inhabitants of the year before. Columns were added over time: the booster
came in autumn 2021. One snapshot per year is read, the last one at hand. Inhabitants are those of
1 January of 2021, so a band of very old people can be vaccinated for more than 100 %.
"""

from collections.abc import Sequence
from typing import Final, Literal

import pandas as pd

from sdgwijzer.errors import SourceError
from sdgwijzer.model import FIGURE_COLUMNS, Get, Indicator, Record, Request, Source, Whole
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.delimited import delimited
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_unique

KEY: Final = "laatjevaccineren"
GEOGRAPHY: Final = 2019
SNAPSHOTS: Final = {2021: "2021-12-30", 2022: "2022-03-10"}
_SENIOR: Final = "SENIOR_FL(65+)"
_ROW: Final = ["NIS_CD", "GENDER_CD", "AGE_CD", _SENIOR]  # 60-69 stands there twice
_PEOPLE: Final = "POPULATION_NBR"


class Query(Record):
    """Whom to count.

    Attributes:
        column: people fully vaccinated, or with a booster.
        seniors: only people of 65 and older.
        since: first year in which the count says something.
    """

    column: Literal["FULLY_VACCINATED_AMT", "BOOSTER_AMT"]
    seniors: bool = False
    since: Whole = min(SNAPSHOTS)


def snapshot(year: int) -> Request:
    """The last snapshot at hand of this year."""
    return Request(name=f"laatjevaccineren/vaccinations_{SNAPSHOTS[year]}.csv")


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these shares for all municipalities, from one snapshot per year.

    Returns:
        A frame with `FIGURE_COLUMNS`, on the map of 2019: people so far, and inhabitants.

    Raises:
        SourceError: a snapshot has another layout, doubled rows or cells that are no number.
    """
    figures = []
    for year in SNAPSHOTS:
        path = get(snapshot(year))
        queries = {item.id: Query.model_validate(item.query) for item in indicators}
        counted = sorted({query.column for query in queries.values()})
        table = delimited(path, KEY, delimiter=",", columns=[*_ROW, *counted, _PEOPLE])
        table = table[table["NIS_CD"].isin(list(reference.on_map(GEOGRAPHY)))]
        require_unique(table, _ROW, KEY, path.name)
        if table.empty or set(table[_SENIOR]) != {"0", "1"}:
            found = ", ".join(sorted(set(table[_SENIOR]))) or "no Flemish municipalities"
            raise SourceError(KEY, path.name, f"other values in {_SENIOR}", "0 and 1", found)
        for name in (*counted, _PEOPLE):
            table[name] = numbers(table[name], KEY, path.name)["value"]
        figures += [
            _figures(id_, query, table).assign(year=year)
            for id_, query in queries.items()
            if year >= query.since
        ]
    return pd.concat(figures, ignore_index=True)[list(FIGURE_COLUMNS)]


def _figures(id_: str, query: Query, table: pd.DataFrame) -> pd.DataFrame:
    rows = table[table[_SENIOR] == "1"] if query.seniors else table
    sums = rows.groupby("NIS_CD")[[query.column, _PEOPLE]].sum()
    sums = sums.rename(columns={query.column: "numerator", _PEOPLE: "denominator"})
    return (
        sums.rename_axis("nis_code")
        .reset_index()
        .assign(indicator_id=id_, geography=GEOGRAPHY, value=float("nan"), flag=None, missing=None)
    )


SOURCE: Final = Source(
    key=KEY,
    title="COVID-19-vaccinatie per gemeente (Vaccinnet+)",
    publisher="Agentschap Zorg en Gezondheid (nu Departement Zorg)",
    homepage="https://www.laatjevaccineren.be/toelichting-csv-bestand-open-data",
    licence="Modellicentie Gratis Hergebruik v1.0 (algemene regel van de Vlaamse overheid)",
    query=Query,
    read=read,
)
