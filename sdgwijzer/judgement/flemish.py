"""The figure of Flanders as a whole, in which large towns weigh more."""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from sdgwijzer.judgement.case import Case
from sdgwijzer.judgement.chance import Floats

ENOUGH: Final = 0.95
"""Share of the weight (inhabitants) that must have a figure for an estimate."""


class Flemish(NamedTuple):
    """The figure; kind: sum, estimate, or "" with NaN for none."""

    value: float
    kind: str


NONE: Final = Flemish(float("nan"), "")


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
        return summed(above, below, item.measure.factor)
    rate = item.measure.factor > 1
    if not rate or not _held(~np.isnan(value), inhabitants):
        return NONE
    weights = np.where(np.isnan(value), np.nan, inhabitants if np.isnan(below).all() else below)
    return estimated(value, weights, float(np.nansum(weights)))


def _column(rows: pd.DataFrame, name: str, year: float, codes: Sequence[str]) -> Floats:
    mine = rows[rows["year"] == year].set_index("nis_code")[name]
    return np.asarray(mine.reindex(list(codes)), np.float64)


def _held(there: npt.NDArray[np.bool_], inhabitants: Floats) -> bool:
    """Do those with a figure hold enough of the inhabitants?"""
    return bool(there.any()) and bool(
        np.nansum(inhabitants[there]) >= ENOUGH * np.nansum(inhabitants)
    )


def summed(numerator: npt.ArrayLike, denominator: npt.ArrayLike, factor: float) -> Flemish:
    """Sum of the parts over the sum of the wholes, of all municipalities of a source.

    Args:
        numerator: NaN where missing.
        denominator: the same.
        factor: of the unit, 100 for a percentage.
    """
    above, below = np.asarray(numerator, float), np.asarray(denominator, float)
    there = ~np.isnan(above) & ~np.isnan(below)
    if not there.any() or not below[there].sum():
        return NONE
    return Flemish(factor * float(above[there].sum() / below[there].sum()), "sum")


def estimated(values: npt.ArrayLike, weights: npt.ArrayLike, total: float) -> Flemish:
    """The mean weighted with inhabitants: our own estimate.

    Args:
        values: rates or shares, NaN where missing.
        weights: inhabitants of each, or the source's own denominator.
        total: of the weights of all municipalities.
    """
    x, weight = np.asarray(values, float), np.asarray(weights, float)
    there = ~np.isnan(x) & ~np.isnan(weight)
    held = weight[there].sum()
    if held < ENOUGH * total or not held:
        return NONE
    return Flemish(float((x[there] * weight[there]).sum() / held), "estimate")
