"""Fluvius: electricity and gas over its grid by municipality and month, added up to whole years.

A row per month, municipality, kind of energy and category of connection, in kWh. A year counts
when all its months are there. What is taken from the grid and what is put on it stand side by
side; what panels make and the house uses at once passes no meter. A cell without a number makes
the year of that municipality a gap, and so does a month in which names of before and after a
merger leave doubt.

The layout is known from descriptions, not all its columns are. Rows that are equal in all columns
are refused, unless nothing flowed.
"""

from collections.abc import Sequence
from typing import Final, Literal

import pandas as pd

from sdgwijzer.errors import SourceError
from sdgwijzer.model import Flag, Get, Indicator, Missing, Number, Record, Source
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.parsing.published_numbers import numbers
from sdgwijzer.parsing.required import require_columns, require_unique
from sdgwijzer.sources import _fluvius
from sdgwijzer.sources._figures import figures

KEY: Final = "fluvius_volumes"
REQUEST: Final = _fluvius.request(
    "fluvius-volumes/1-19-totaal-gealloceerd-volume.csv", "1-19-totaal-gealloceerd-volume", "1-19"
)
_MONTH, _PLACE = "rapporteringsmaand", "leveringsadresgemeente"
_VOLUMES: Final = ["totaal_volume_afname", "totaal_volume_injectie"]
_ENERGY: Final = ["Elektriciteit", "Gas"]
_CELL: Final = ["sector", "nis_code", "year"]
_MONTHS: Final = r"^(20\d{2})-(0[1-9]|1[0-2])(?:-01(?:T00:00.*)?)?$"


class Query(Record):
    """What to take from the table.

    Attributes:
        energy: electricity or gas.
        column: what was taken from the grid, or put on it, in kWh.
        scale: what to multiply with (0.001: kWh to MWh).
    """

    energy: Literal["Elektriciteit", "Gas"]
    column: Literal["totaal_volume_afname", "totaal_volume_injectie"]
    scale: Number = 1


def read(indicators: Sequence[Indicator], get: Get, reference: Municipalities) -> pd.DataFrame:
    """Read these indicators for all municipalities and whole years, from one export.

    Returns:
        A frame with `FIGURE_COLUMNS`, on the map of 2025: sums over the months.

    Raises:
        SourceError: the export broke off or has another layout, doubled rows, unknown names, no
            whole year, other kinds of energy, or cells that are no number.
    """
    path = get(REQUEST)
    rows = _fluvius.table(path, KEY)
    require_columns(rows.columns, [_MONTH, _PLACE, "sector", *_VOLUMES], KEY, path.name)
    strange = sorted(set(rows["sector"]) - set(_ENERGY))
    if strange:
        raise SourceError(KEY, path.name, "other kinds of energy", str(_ENERGY), str(strange[:5]))
    marks = {"": Missing.NOT_PUBLISHED}
    amounts = {name: numbers(rows[name], KEY, path.name, marks=marks)["value"] for name in _VOLUMES}
    flowed = pd.DataFrame(amounts).fillna(0).ne(0).any(axis=1)
    require_unique(rows[flowed], list(rows.columns), KEY, path.name)
    rows = rows[["sector", _PLACE]].assign(**amounts, **_months(rows[_MONTH], path.name))
    months = rows.groupby("year")["month"].nunique()
    rows = rows[rows["year"].isin(months.index[months == 12])]
    if rows.empty:
        found = f"{dict(months)} months"
        raise SourceError(KEY, path.name, "no whole year", "12 months of a year", found)
    years = _years(rows, path.name, reference)
    frames = [_figures(item, years, path.name) for item in indicators]
    return pd.concat(frames, ignore_index=True)


def _months(texts: pd.Series, file: str) -> dict[str, pd.Series]:
    parts = texts.str.strip().str.extract(_MONTHS)
    wrong = parts.isna().any(axis=1)
    if wrong.any():
        # An export in another time zone puts the first of June in May.
        found = str(sorted(set(texts[wrong]))[:3])
        raise SourceError(KEY, file, "another month", "2025-06 or 2025-06-01", found)
    return {"year": parts[0].astype(int), "month": parts[1].astype(int)}


def _years(rows: pd.DataFrame, file: str, reference: Municipalities) -> pd.DataFrame:
    """Sums by energy, municipality and year; NaN without all months, places and numbers."""
    moments = rows.groupby(["year", "month"])[_PLACE]
    places = pd.concat([_fluvius.placed(names, KEY, file, reference) for _, names in moments])
    rows = rows.join(places)
    groups = rows.groupby(_CELL)
    complete = groups["whole"].all() & (groups["month"].nunique() == 12)
    # The parts of a merged municipality all have rows of this energy, in each of the months.
    split = rows[rows["summed"]]
    there = split.groupby([*_CELL, "month"])[_PLACE].nunique()
    least, most = (there.groupby(_CELL).agg(how) for how in ("min", "max"))
    every = split.groupby(["nis_code", "year"])[_PLACE].nunique()
    parts = pd.Series(every.reindex(least.index.droplevel("sector")).to_numpy(), least.index)
    complete &= ((least == most) & (most == parts)).reindex(complete.index, fill_value=True)
    sums = groups[_VOLUMES].sum()
    sums = sums.mask(groups[_VOLUMES].count().lt(groups.size(), axis=0))
    if (sums < 0).any(axis=None):
        raise SourceError(KEY, file, "a negative year", "kWh from 0", str(sums.min().min()))
    return sums.where(complete).assign(summed=groups["summed"].any())


def _figures(item: Indicator, years: pd.DataFrame, file: str) -> pd.DataFrame:
    query = Query.model_validate(item.query)
    if query.energy not in years.index.get_level_values("sector"):
        raise SourceError(KEY, file, "no such energy", query.energy, "none in the whole years")
    chosen = years.xs(query.energy, level="sector")
    # A sum leaves dust in the last digits.
    amount = (chosen[query.column] * query.scale).round(6)
    flag = chosen["summed"].map({True: Flag.SUMMED.value, False: None})
    return figures(item, amount, flag=flag, geography=_fluvius.GEOGRAPHY)


SOURCE: Final = Source(
    key=KEY,
    title="Volume van elektriciteit en aardgas per gemeente en maand (1-19)",
    publisher="Fluvius",
    homepage="https://opendata.fluvius.be",
    licence=_fluvius.LICENCE,
    query=Query,
    read=read,
    shipped=False,
)
