"""How far a figure is from the middle municipality, on the scale of its indicator.

A ratio within one year: when all rates fall by the same percentage, low rates fall less in points
and would seem to lose ground; and the prices of the year divide out.
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from sdgwijzer.judgement.chance import Floats
from sdgwijzer.model import Scale

MOST_ZEROS: Final = 0.02
"""Share of zeros from which no ratio is taken."""

HIGH_SHARE: Final = 50.0
"""Median (%) above which a share is told by what is missing to 100 %."""


def on(scale: Scale, values: npt.ArrayLike) -> Floats:
    """Values on their scale; NaN where it has none (a zero has no logarithm)."""
    x = np.asarray(values, float)
    if scale is Scale.DIFFERENCE:
        return x
    inside = x > 0 if scale is Scale.RATIO else x < 100
    safe = np.where(inside, x if scale is Scale.RATIO else 100 - x, np.nan)
    return np.log(safe) if scale is Scale.RATIO else -np.log(safe)


def back(scale: Scale, values: npt.ArrayLike) -> Floats:
    """From the scale to values: the inverse of `on`."""
    g = np.asarray(values, float)
    if scale is Scale.DIFFERENCE:
        return g
    return np.asarray(np.exp(g) if scale is Scale.RATIO else 100 - np.exp(-g), float)


def distance(scale: Scale, values: npt.ArrayLike, middle: npt.ArrayLike) -> Floats:
    """On `ratio` 0.10 is 10.5 % higher than the middle; on `rest` 9.5 % less is missing to 100 %.

    Args:
        scale: of the indicator.
        values: in its unit.
        middle: the value of the middle municipality of the same year.
    """
    return on(scale, values) - on(scale, middle)


def fitting(unit: str, values: npt.ArrayLike) -> Scale:
    """The scale that figures call for; what the catalogue says is checked against it.

    Args:
        unit: of the indicator.
        values: all of them, of all municipalities and years.
    """
    x = np.asarray(values, float)
    x = x[~np.isnan(x)]
    if unit == "procentpunt" or (x < 0).any() or np.mean(x == 0) > MOST_ZEROS:
        return Scale.DIFFERENCE
    return Scale.REST if unit == "%" and np.median(x) > HIGH_SHARE else Scale.RATIO
