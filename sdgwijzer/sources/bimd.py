"""Belgian Index of Multiple Deprivation (BIMD): how deprived a municipality is beside all others.

A file per census year, 2001 and 2011: the 589 municipalities of Belgium on the map of 2018, with
a score, a rank and a tenth for the whole index and for each of its six domains. The score (0 to
100, higher is more deprived) is the mean of those of the neighbourhoods. It says where a place
stands among the others of the same year and not how many people lack something: only ranks can
be laid beside those of the other year. So an indicator is of one year, and there is no trend.

The copy is the data folder of an R package that says "GPL-3 + file LICENSE" and has no such
file; the publisher's own conditions for the scores are not known. The reader is here, the
figures are not.
"""

from collections.abc import Sequence
from typing import Final, Literal

import pandas as pd

from sdgwijzer.errors import SourceError
from sdgwijzer.model import Get, Indicator, Record, Request, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.delimited import delimited
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_unique
from sdgwijzer.sources._figures import figures, flemish

KEY: Final = "bimd"
GEOGRAPHY: Final = 2018

Domain = Literal["bimd", "income", "employment", "education", "housing", "crime", "health"]


class Query(Record):
    """Which score to take.

    Attributes:
        domain: bimd for the whole index, or one of its six domains.
        year: of the census; one, because scores of two years cannot be compared.
    """

    domain: Domain = "bimd"
    year: Literal[2001, 2011] = 2011

    @property
    def column(self) -> str:
        """The publisher's name."""
        return f"average_score_{self.domain}_{self.year}"


def scores(year: int) -> Request:
    """The file of this census year."""
    name = f"DOMAINS_BIMD_{year}_MUNICIPALITIES_ELLIS_WIDE_AVERAGE_SCORE.csv"
    return Request(name=f"bimd_sciensano/{name}")


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these scores for all municipalities, each file once.

    Returns:
        A frame with `FIGURE_COLUMNS`, on the map of 2018: a value for each municipality.

    Raises:
        SourceError: a file has another layout, doubled rows, no Flemish municipalities, or a
            score that is no number from 0 to 100.
    """
    queries = {item.id: Query.model_validate(item.query) for item in indicators}
    years = sorted({query.year for query in queries.values()})
    columns = {year: [q.column for q in queries.values() if q.year == year] for year in years}
    tables = {year: _table(year, sorted(set(columns[year])), get, reference) for year in years}
    frames = []
    for item in indicators:
        query = queries[item.id]
        score = tables[query.year][query.column]
        frames.append(figures(item, score, geography=GEOGRAPHY, year=query.year))
    return pd.concat(frames, ignore_index=True)


def _table(year: int, columns: Sequence[str], get: Get, reference: Municipalities) -> pd.DataFrame:
    """The scores of a year by nis_code."""
    path = get(scores(year))
    table = delimited(path, KEY, delimiter=",", columns=["code", *columns])
    table = flemish(table, "code", GEOGRAPHY, reference, KEY, path.name)
    require_unique(table, ["nis_code"], KEY, path.name)
    return table.set_index("nis_code")[columns].apply(lambda cells: _score(cells, path.name))


def _score(cells: pd.Series, file: str) -> pd.Series:
    score = numbers(cells, KEY, file)["value"]
    if not score.between(0, 100).all():
        found = f"{score.min()} to {score.max()} in {cells.name}"
        raise SourceError(KEY, file, "scores outside 0 to 100", "scores of the index", found)
    return score


SOURCE: Final = Source(
    key=KEY,
    title="Belgische index van meervoudige deprivatie (BIMD)",
    publisher="Sciensano en UCLouvain",
    homepage="https://bimd.sciensano.be",
    licence="niet duidelijk: GPL-3 voor het R-pakket, niets over de cijfers zelf",
    query=Query,
    read=read,
    shipped=False,
)
