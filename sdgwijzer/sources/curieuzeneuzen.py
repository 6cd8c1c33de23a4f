"""CurieuzeNeuzen: nitrogen dioxide at house fronts, measured by citizens in May 2018.

The publisher's table has a row per point. What is read here is a table made of it: the points
laid on the municipal boundaries of 2019, a row per municipality with the number of points, the
mean and the percentage of points above a level, both rounded to two decimals. Six points outside
Flanders are left out; Herstappe has none and no row.

One month of one year, at places that volunteers offered: not a yearly mean, and not the air in
all of the municipality. With fewer than `FEWEST` points it says something of those streets only,
so such a municipality counts as not measured.
"""

from collections.abc import Sequence
from typing import Final, Literal

import pandas as pd

from sdgwijzer.errors import SourceError
from sdgwijzer.model import Get, Indicator, Missing, Record, Request, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.delimited import delimited
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_unique
from sdgwijzer.sources._figures import figures, flemish

KEY: Final = "curieuzeneuzen"
YEAR: Final = 2018
GEOGRAPHY: Final = 2019
FEWEST: Final = 10
REQUEST: Final = Request(name="curieuzeneuzen-no2/CN_Flanders_by_municipality_DERIVED.csv")
_CODE: Final = "NISCODE"
_POINTS: Final = "n_meetpunten"
_NO_POINT: Final = "73028"  # Herstappe


class Query(Record):
    """What to take from the table.

    Attributes:
        column: the mean in µg/m³, or the percentage of points above 20 or 40 µg/m³.
    """

    column: Literal["no2_gemiddelde_ug_m3", "pct_boven_20", "pct_boven_40"]


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these indicators for all municipalities, from one table.

    Returns:
        A frame with `FIGURE_COLUMNS` for 2018, on the map of 2019: a mean as value, a share as
        numbers of points. Municipalities with fewer than `FEWEST` points are NOT_MEASURED.

    Raises:
        SourceError: the table has another layout, doubled rows or unknown codes, cells that are
            no number, or a percentage that no whole number of points can give.
    """
    path = get(REQUEST)
    queries = {item.id: Query.model_validate(item.query) for item in indicators}
    columns = [_POINTS, *sorted({query.column for query in queries.values()})]
    table = delimited(path, KEY, delimiter=",", columns=[_CODE, *columns])
    table = flemish(table, _CODE, GEOGRAPHY, reference, KEY, path.name, others=())
    require_unique(table, ["nis_code"], KEY, path.name)
    table = table.set_index("nis_code")[columns]
    table = table.apply(lambda cells: numbers(cells, KEY, path.name)["value"])
    frames = [_figures(item, queries[item.id].column, table, path.name) for item in indicators]
    return pd.concat(frames, ignore_index=True)


def _figures(item: Indicator, column: str, table: pd.DataFrame, file: str) -> pd.DataFrame:
    is_share = column.startswith("pct_")
    amount = _above(table, column, file) if is_share else table[column]
    enough = table.index[table[_POINTS] >= FEWEST]
    codes = table.index.union([_NO_POINT], sort=False).rename("nis_code")
    amount, points = (each.reindex(enough).reindex(codes) for each in (amount, table[_POINTS]))
    return figures(
        item,
        amount,
        points if is_share else None,
        missing=Missing.NOT_MEASURED,
        geography=GEOGRAPHY,
        year=YEAR,
    )


def _above(table: pd.DataFrame, column: str, file: str) -> pd.Series:
    """The number of points behind a rounded percentage.

    Two decimals tell 1 in 1,000 points apart, so the number is exact or there is none.
    """
    count = (table[column] * table[_POINTS] / 100).round()
    wrong = (100 * count / table[_POINTS] - table[column]).abs() > 0.00501
    wrong |= ~count.between(0, table[_POINTS])
    if wrong.any():
        first = table[wrong].iloc[0]
        found = f"{first[column]} % of {first[_POINTS]:.0f} points in {first.name}"
        expected = "the percentage of a whole number of points"
        raise SourceError(KEY, file, f"{column} and {_POINTS} do not fit", expected, found)
    return count


SOURCE: Final = Source(
    key=KEY,
    title="CurieuzeNeuzen Vlaanderen: stikstofdioxide in mei 2018",
    publisher="Universiteit Antwerpen, De Standaard en VMM (CurieuzeNeuzen Vlaanderen)",
    homepage="https://curieuzeneuzen.be",
    licence="niet vermeld",
    query=Query,
    read=read,
    shipped=False,
)
