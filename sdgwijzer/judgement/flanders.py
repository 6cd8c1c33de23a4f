"""Step of a judgement: the figure of Flanders as a whole, the second reference."""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from sdgwijzer.judgement import flemish
from sdgwijzer.judgement.case import Case
from sdgwijzer.judgement.chance import Floats
from sdgwijzer.judgement.flemish import NONE, Flemish


def of(case: Case, common: float, inhabitants: Floats, counted: pd.DataFrame | None) -> Flemish:
    """The figure of Flanders in the common year: a sum, else our own estimate, else none.

    Medians, spreads and prices have no weighted mean; amounts and counts are of no size that a
    municipality can be held against.

    Args:
        case: the indicator.
        common: the year, NaN: none.
        inhabitants: of each municipality in that year.
        counted: rows of the indicator that counts what the rate is of (`Indicator.flemish`).
    """
    item = case.item
    if np.isnan(common) or item.owner or item.measure.additive:
        return NONE
    value = case.values[common].to_numpy(float)
    above, below = (
        _column(case.rows, name, common, case.codes) for name in ("numerator", "denominator")
    )
    if counted is not None:
        above = _column(counted, "value", common, case.codes)
        with np.errstate(invalid="ignore", divide="ignore"):
            below = item.measure.factor * above / np.where(value > 0, value, np.nan)
    if _held(~np.isnan(value) & ~np.isnan(above + below), inhabitants):
        return flemish.summed(above, below, item.measure.factor)
    rate = item.measure.factor > 1
    if not rate or not _held(~np.isnan(value), inhabitants):
        return NONE
    weights = np.where(np.isnan(value), np.nan, inhabitants if np.isnan(below).all() else below)
    return flemish.estimated(value, weights, float(np.nansum(weights)))


def _column(rows: pd.DataFrame, name: str, year: float, codes: Sequence[str]) -> Floats:
    mine = rows[rows["year"] == year].set_index("nis_code")[name]
    return np.asarray(mine.reindex(list(codes)), np.float64)


def _held(there: npt.NDArray[np.bool_], inhabitants: Floats) -> bool:
    """Do those with a figure hold enough of the inhabitants?"""
    return bool(there.any()) and bool(
        np.nansum(inhabitants[there]) >= flemish.ENOUGH * np.nansum(inhabitants)
    )
