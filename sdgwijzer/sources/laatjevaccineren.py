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
from sdgwijzer.model import Get, Indicator, Record, Request, Source, Whole
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.delimited import delimited
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_unique
from sdgwijzer.sources._figures import figures, flemish

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
    frames = []
    for year in SNAPSHOTS:
        path = get(snapshot(year))
        queries = {item.id: Query.model_validate(item.query) for item in indicators}
        counted = sorted({query.column for query in queries.values()})
        table = delimited(path, KEY, delimiter=",", columns=[*_ROW, *counted, _PEOPLE])
        table = flemish(table, "NIS_CD", GEOGRAPHY, reference, KEY, path.name)
        require_unique(table, _ROW, KEY, path.name)
        if set(table[_SENIOR]) != {"0", "1"}:
            there = ", ".join(sorted(set(table[_SENIOR])))
            raise SourceError(KEY, path.name, f"other values in {_SENIOR}", "0 and 1", there)
        for name in (*counted, _PEOPLE):
            table[name] = numbers(table[name], KEY, path.name)["value"]
        for item in indicators:
            query = queries[item.id]
            if year < query.since:
                continue
            rows = table[table[_SENIOR] == "1"] if query.seniors else table
            sums = rows.groupby("nis_code")[[query.column, _PEOPLE]].sum()
            part, whole = sums[query.column], sums[_PEOPLE]
            frames.append(figures(item, part, whole, geography=GEOGRAPHY, year=year))
    return pd.concat(frames, ignore_index=True)


SOURCE: Final = Source(
    key=KEY,
    title="COVID-19-vaccinatie per gemeente (Vaccinnet+)",
    publisher="Agentschap Zorg en Gezondheid (nu Departement Zorg)",
    homepage="https://www.laatjevaccineren.be/toelichting-csv-bestand-open-data",
    licence="Modellicentie Gratis Hergebruik v1.0 (algemene regel van de Vlaamse overheid)",
    query=Query,
    read=read,
)
