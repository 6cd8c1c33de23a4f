"""Statbel: the stock of buildings on 1 January 2025, from the land register.

Statbel's workbook as one text file: a row per place, kind of count (T1 buildings, T3.x by period
of building, T5 central heating, T6.1 bathroom, T8 dwellings) and kind of building (R1 terraced,
R2 semi-detached, R3 detached, R4 flats, R5 shop house, R6 other). Municipalities of 2025, with
Flanders, the province and the district among the rows. An empty cell means that the count makes
no sense for that kind of building. T3.7 is the sum of T3.7.1 to T3.7.4; the periods add up to T1.
"""

from collections.abc import Sequence
from typing import Final

import pandas as pd

from sdgwijzer.errors import SourceError
from sdgwijzer.model import Get, Indicator, Missing, Record, Request, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.delimited import delimited
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_columns, require_total, require_unique
from sdgwijzer.sources._figures import figures, flemish

KEY: Final = "statbel_building_stock"
GEOGRAPHY: Final = 2025
REQUEST: Final = Request(
    name="statbel-building-stock/building_stock_open_data_2025.txt",
    also=("statbel-building-stock/building_stock_open_data_2025_flanders.csv",),
)
_FLANDERS: Final = "02000"
_KEYS: Final = ["CD_YEAR", "CD_REFNIS", "CD_STAT_TYPE", "CD_BUILDING_TYPE"]
_PERIODS: Final = ["T3.1", "T3.2", "T3.3", "T3.4", "T3.5", "T3.6", "T3.7", "T3.9"]
_PARTS: Final = ["T3.7.1", "T3.7.2", "T3.7.3", "T3.7.4"]


class Query(Record):
    """What to count in which buildings.

    Attributes:
        counts: kinds of count (T8), added up.
        buildings: kinds of building (R4), added up.
        of: kinds of count of the whole; none for an indicator that adds up.
        of_buildings: kinds of building of the whole; none for those of the part.
    """

    counts: tuple[str, ...]
    buildings: tuple[str, ...]
    of: tuple[str, ...] = ()
    of_buildings: tuple[str, ...] = ()


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these indicators for all municipalities, from one file.

    Returns:
        A frame with `FIGURE_COLUMNS`, on the map of 2025: the part, and the whole if one is asked.

    Raises:
        SourceError: the file has another layout, doubled rows, or periods that do not add up.
    """
    path = get(REQUEST)
    table = delimited(path, KEY, delimiter="|", columns=[*_KEYS, "MS_VALUE"])
    flanders = table[table["CD_REFNIS"] == _FLANDERS].assign(nis_code=_FLANDERS)
    table = flemish(table, "CD_REFNIS", GEOGRAPHY, reference, KEY, path.name)
    table = pd.concat([table, flanders], ignore_index=True)
    require_unique(table, _KEYS, KEY, path.name)
    value = numbers(table["MS_VALUE"], KEY, path.name, marks={"": Missing.NOT_APPLICABLE})
    year = numbers(table["CD_YEAR"], KEY, path.name)["value"].astype(int)
    table = table.assign(value=value["value"], year=year)
    of = table["CD_STAT_TYPE"] + " of " + table["CD_BUILDING_TYPE"]
    known = table.set_index(["nis_code", of])[["value"]]
    parts, whole = known.drop(_FLANDERS, level=0), known.loc[_FLANDERS]
    require_total(parts, whole, len(reference.on_map(GEOGRAPHY)), KEY, path.name)
    counts = table[table["nis_code"] != _FLANDERS].pivot(
        index=["nis_code", "year"], columns=["CD_STAT_TYPE", "CD_BUILDING_TYPE"], values="value"
    )
    _require_sums(counts, path.name)
    frames = [_figures(item, counts, path.name) for item in indicators]
    return pd.concat(frames, ignore_index=True)


def _require_sums(counts: pd.DataFrame, file: str) -> None:
    """All periods make all buildings, and the parts of the last period make that period."""
    for whole, parts in (("T1", _PERIODS), ("T3.7", _PARTS)):
        require_columns(counts.columns.get_level_values(0).unique(), [whole, *parts], KEY, file)
        added = counts[parts].T.groupby(level="CD_BUILDING_TYPE").sum().T
        wrong = (added != counts[whole].fillna(0)).any(axis=1)
        if wrong.any():
            code, _ = wrong.index[wrong][0]
            expected = f"{' + '.join(parts)} = {whole}"
            raise SourceError(KEY, file, "sums differ", expected, f"another sum in {code}")


def _figures(item: Indicator, counts: pd.DataFrame, file: str) -> pd.DataFrame:
    query = Query.model_validate(item.query)
    part = _sum(counts, query.counts, query.buildings, file)
    of = query.of_buildings or query.buildings
    whole = _sum(counts, query.of, of, file) if query.of else None
    return figures(item, part, whole, geography=GEOGRAPHY)


def _sum(
    counts: pd.DataFrame, kinds: Sequence[str], buildings: Sequence[str], file: str
) -> pd.Series:
    """The sum over these columns; a gap in one of them is a gap."""
    columns = [(kind, building) for kind in kinds for building in buildings]
    absent = [" of ".join(column) for column in columns if column not in counts.columns]
    if absent:
        found = ", ".join(sorted(set(counts.columns.get_level_values(0))))
        raise SourceError(KEY, file, "no such counts", ", ".join(absent), found)
    return counts[columns].sum(axis=1, skipna=False)


SOURCE: Final = Source(
    key=KEY,
    title="Kadastrale statistiek van het gebouwenpark",
    publisher="Statbel",
    homepage="https://statbel.fgov.be/nl/themas/bouwen-wonen/gebouwenpark",
    licence="CC BY 4.0",
    query=Query,
    read=read,
)
