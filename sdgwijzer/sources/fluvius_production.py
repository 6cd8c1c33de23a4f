"""Fluvius: installations that produce electricity on its grid, by municipality and technology.

A row per grid operator, municipality and technology, all of one date (`peildatum`), replaced by
those of a later date: there is no history. Several grid operators of a municipality add up. Rows
of the grid operator "Niet toegewezen" are of no place. Where names of before and after a merger
leave doubt, the municipality gets a gap. A technology that a municipality has no row for is not
known to be zero.

The layout is known from descriptions; it is to be compared with the publisher's export at the
first update.
"""

from collections.abc import Sequence
from typing import Final, Literal

import pandas as pd

from sdgwijzer.errors import SourceError
from sdgwijzer.model import Flag, Get, Indicator, Number, Record, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_unique
from sdgwijzer.sources import _fluvius
from sdgwijzer.sources._figures import figures

KEY: Final = "fluvius_production"
REQUEST: Final = _fluvius.request(
    "fluvius-production/1_33-lp-open-data-fluvius.csv", "1_33-lp-open-data-fluvius", "1_33"
)
_ROW: Final = ["dnb", "hoofdgemeente", "technologie"]
_AMOUNTS: Final = ["aantalinstallaties", "geinstalleerdvermogen_kva"]
_NOWHERE: Final = "NIET TOEGEWEZEN"
_DATE: Final = r"^(20\d{2})(?:-\d{2}){0,2}$"


class Query(Record):
    """What to take from the table.

    Attributes:
        technology: as the publisher calls it, in capitals.
        column: a number of installations, or what they can deliver in kVA.
        scale: what to multiply with (1000: kVA to watt).
    """

    technology: str
    column: Literal["aantalinstallaties", "geinstalleerdvermogen_kva"]
    scale: Number = 1


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these indicators for all municipalities, from one export.

    Returns:
        A frame with `FIGURE_COLUMNS`, on the map of 2025: sums over the grid operators.

    Raises:
        SourceError: the export broke off or has another layout, doubled rows, unknown names,
            several dates, no such technology, or cells that are no number from 0.
    """
    path = get(REQUEST)
    rows = _fluvius.table(path, KEY, ["peildatum", *_ROW, *_AMOUNTS])
    rows[_ROW] = rows[_ROW].apply(lambda cells: cells.str.strip().str.upper())
    year = _year(rows["peildatum"], path.name)
    require_unique(rows, _ROW, KEY, path.name)
    rows = rows[rows["dnb"] != _NOWHERE]
    for name in _AMOUNTS:
        rows = rows.assign(**{name: numbers(rows[name], KEY, path.name)["value"]})
    if (rows[_AMOUNTS] < 0).any(axis=None):
        found = str(rows[_AMOUNTS].min().min())
        raise SourceError(KEY, path.name, "a negative amount", "numbers from 0", found)
    rows = rows.join(_fluvius.placed(rows["hoofdgemeente"], KEY, path.name, reference))
    frames = [_figures(item, rows, year, path.name) for item in indicators]
    return pd.concat(frames, ignore_index=True)


def _year(dates: pd.Series, file: str) -> int:
    found = sorted(set(dates.str.strip()))
    years = pd.Series(found).str.extract(_DATE, expand=False)
    if len(found) != 1 or years.isna().any():
        expected = "one date, as 2026-08"
        raise SourceError(KEY, file, "another peildatum", expected, str(found[:5]))
    return int(years.iloc[0])


def _figures(item: Indicator, rows: pd.DataFrame, year: int, file: str) -> pd.DataFrame:
    query = Query.model_validate(item.query)
    chosen = rows[rows["technologie"] == query.technology]
    if chosen.empty:
        there = ", ".join(sorted(set(rows["technologie"])))
        raise SourceError(KEY, file, "no such technology", query.technology, there)
    groups = chosen.groupby("nis_code")
    whole, summed = groups["whole"].all(), groups["summed"].any()
    # Every part of a merged municipality has a row of this technology, or the sum is not whole.
    names = rows.groupby("nis_code")["hoofdgemeente"].nunique()
    whole &= groups["hoofdgemeente"].nunique() == names.reindex(whole.index)
    # A sum leaves dust in the last digits.
    amount = (groups[query.column].sum() * query.scale).round(6).where(whole)
    flag = summed.map({True: Flag.SUMMED.value, False: None})
    return figures(item, amount, flag=flag, geography=_fluvius.GEOGRAPHY, year=year)


SOURCE: Final = Source(
    key=KEY,
    title="Lokale productie van elektriciteit per gemeente en technologie (1_33)",
    publisher="Fluvius",
    homepage="https://opendata.fluvius.be",
    licence=_fluvius.LICENCE,
    query=Query,
    read=read,
    shipped=False,
    snapshot=True,
)
