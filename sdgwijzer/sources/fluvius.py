"""Fluvius: electricity and gas from the grid, by statistical sector, added up by municipality.

One sheet with a row per sector and year, as prepared by Provincies in Cijfers from Fluvius' open
data. The first five characters of a sector are the municipality, in the codes of before 2019 for
all years. A sector that ends in ZZZZ is an unknown place inside the municipality and takes part
in its sum. -99999 is no figure (all of Brussels): a municipality with such a cell gets a gap.
What households use of their own solar panels never passes the meter and is not in it; gas is not
corrected for warm and cold winters.
"""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from sdgwijzer.errors import SourceError
from sdgwijzer.model import Get, Indicator, Record, Request, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_columns, require_unique
from sdgwijzer.parsing.workbook import sheet
from sdgwijzer.sources._figures import figures, flemish

KEY: Final = "fluvius"
GEOGRAPHY: Final = 2018
REQUEST: Final = Request(name="fluvius/upload_elektriciteit_verbruik.xlsx")
_LEVEL: Final = "statsec2019"
_NO_FIGURE: Final = -99999


class Query(Record):
    """What to take from the table.

    Attributes:
        column: the publisher's column: kWh, or a number of connections.
        of: the column to divide by.
    """

    column: str
    of: str | None = None


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these indicators for all municipalities and years, from one workbook.

    Returns:
        A frame with `FIGURE_COLUMNS`, on the map of 2018: sums over the sectors as numerator (and
        denominator), or as value for an indicator that adds up.

    Raises:
        SourceError: the sheet has another layout or level, doubled rows, or no numbers.
    """
    path = get(REQUEST)
    cells = sheet(path, KEY)
    table = cells.iloc[1:].set_axis(cells.iloc[0].astype(str), axis=1)
    queries = {item.id: Query.model_validate(item.query) for item in indicators}
    asked = {name for query in queries.values() for name in (query.column, query.of or "")} - {""}
    require_columns(table.columns, ["geoitem", "period", "geolevel", *asked], KEY, path.name)
    require_unique(table, ["geoitem", "period"], KEY, path.name)
    levels = sorted(set(table["geolevel"].astype(str)))
    if levels != [_LEVEL]:
        raise SourceError(KEY, path.name, "another geolevel", _LEVEL, str(levels))
    sums = _sums(table, sorted(asked), path.name, reference)
    frames = []
    for item in indicators:
        query = queries[item.id]
        whole = sums[query.of] if query.of else None
        frames.append(figures(item, sums[query.column], whole, geography=GEOGRAPHY))
    return pd.concat(frames, ignore_index=True)


def _sums(
    table: pd.DataFrame, names: Sequence[str], file: str, reference: Municipalities
) -> pd.DataFrame:
    """Sums by nis_code and year; NaN where one of the sectors has no figure."""
    table = table.assign(code=table["geoitem"].astype(str).str[:5])
    table = flemish(table, "code", GEOGRAPHY, reference, KEY, file)
    amounts = pd.DataFrame({name: numbers(table[name], KEY, file)["value"] for name in names})
    amounts = amounts.mask(amounts == _NO_FIGURE)
    if (amounts < 0).any(axis=None):
        raise SourceError(KEY, file, "negative use", "kWh from 0, or -99999", "less than 0")
    year = numbers(table["period"], KEY, file)["value"].astype(int)
    groups = amounts.groupby([table["nis_code"], year.rename("year")])
    return groups.sum().mask(groups.count().lt(groups.size(), axis=0))


SOURCE: Final = Source(
    key=KEY,
    title="Verbruik van elektriciteit en aardgas per statistische sector (1_06b)",
    publisher="Fluvius, via Provincies in Cijfers",
    homepage="https://opendata.fluvius.be",
    licence="Open data license Fluvius (hergebruik met bronvermelding)",
    query=Query,
    read=read,
)
