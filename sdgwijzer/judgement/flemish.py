"""The figure of Flanders as a whole, in which large towns weigh more."""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

ENOUGH: Final = 0.95
"""Share of the weight (inhabitants) that must have a figure for an estimate."""


class Flemish(NamedTuple):
    """The figure; kind: sum, estimate, or "" with NaN for none."""

    value: float
    kind: str


NONE: Final = Flemish(float("nan"), "")


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
