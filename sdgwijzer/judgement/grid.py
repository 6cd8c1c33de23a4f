"""One indicator as municipalities by years: what is where, since when, and why not."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from sdgwijzer.judgement.chance import Floats
from sdgwijzer.judgement.words import Words


def since(rows: pd.DataFrame, codes: Sequence[str]) -> Floats:
    """Per municipality the first year of the present definition: nothing is compared across."""
    breaks = rows[rows["flag"] == "break"].groupby("nis_code", observed=True)["year"].max()
    return np.asarray(breaks.reindex(list(codes)).fillna(0), float)


def missing(rows: pd.DataFrame, codes: Sequence[str], year: Floats) -> pd.Series:
    """The reason of the latest gap, for municipalities without a value in any year."""
    latest = rows.sort_values("year").drop_duplicates("nis_code", keep="last")
    reason = latest.set_index("nis_code")["missing"].reindex(codes).reset_index(drop=True)
    return reason.astype(object).where(np.isnan(year), None)


def flags(rows: pd.DataFrame, codes: Sequence[str], year: Floats) -> Words:
    """The flag of the latest value, None where there is none."""
    flagged = rows[rows["flag"].notna()]
    found = dict(
        zip(
            zip(flagged["nis_code"], flagged["year"], strict=True),
            flagged["flag"].astype(str),
            strict=True,
        )
    )
    return np.array([found.get(cell) for cell in zip(codes, year, strict=True)], object)


def cells(values: pd.DataFrame, year: Floats) -> Floats:
    """The value of each municipality in its own year."""
    return cells_of(values.columns.to_numpy(float), values.to_numpy(float), year)


def cells_of(years: Floats, values: Floats, year: Floats) -> Floats:
    result = np.full(len(values), np.nan)
    there = np.flatnonzero(np.isin(year, years))
    result[there] = values[there, np.searchsorted(years, year[there])]
    return result


def wide(rows: pd.DataFrame, column: str, codes: Sequence[str]) -> pd.DataFrame:
    wide = rows.pivot(index="nis_code", columns="year", values=column)
    return wide.reindex(list(codes)).sort_index(axis=1)


def median(values: Floats) -> float:
    known = values[~np.isnan(values)]
    return float(np.median(known)) if known.size else float("nan")


def medians(groups: Floats) -> Floats:
    """The median of each row; NaN without a value."""
    result = np.full(len(groups), np.nan)
    there = ~np.isnan(groups).all(axis=1)
    if there.any():
        result[there] = np.nanmedian(groups[there], axis=1)
    return result
