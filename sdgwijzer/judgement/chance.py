"""How far chance alone can move a figure: intervals for shares and for counts.

A register figure is not a sample, but the count behind it still varies from year to year.
Formulas: Wilson 1927 for shares; Byar (in Breslow & Day 1987) for counts from 10 on, exact
Poisson limits below, as used in public health (PHEindicatormethods).
"""

from typing import Final

import numpy as np
import numpy.typing as npt

from sdgwijzer.judgement import quantiles
from sdgwijzer.model import Chance, Indicator

Floats = npt.NDArray[np.float64]
Estimate = tuple[npt.ArrayLike, npt.ArrayLike, npt.ArrayLike]  # value, low, high

LEVEL: Final = 0.95
"""Of the interval that decides whether a difference is larger than chance."""

STRICT: Final = 0.998
"""Of what is called significant where many figures are looked through (about three sigma)."""

BYAR_FROM: Final = 10
"""Smallest count for Byar's approximation; below it the exact limits are used."""


def wilson(events: npt.ArrayLike, n: npt.ArrayLike, level: float = LEVEL) -> tuple[Floats, Floats]:
    """Interval of a share: low and high as fractions. Element-wise; NaN in, NaN out."""
    events, n = np.asarray(events, float), np.asarray(n, float)
    z = quantiles.normal(0.5 + level / 2)
    with np.errstate(invalid="ignore", divide="ignore"):
        share = events / n
        centre = share + z**2 / (2 * n)
        half = z * np.sqrt(share * (1 - share) / n + z**2 / (4 * n**2))
        scale = 1 + z**2 / n
        low, high = (centre - half) / scale, (centre + half) / scale
    # at 0 and n the limit is exact; rounding would leave it a hair beside
    low = np.where(events == 0, 0.0, low)
    return low, np.where(events == n, 1.0, high)


def poisson(count: npt.ArrayLike, level: float = LEVEL) -> tuple[Floats, Floats]:
    """Interval of a count: low and high. Exact below `BYAR_FROM`, Byar's formula from there."""
    count = np.asarray(count, float)
    z = quantiles.normal(0.5 + level / 2)
    tail = (1 - level) / 2
    with np.errstate(invalid="ignore", divide="ignore"):
        low_byar = count * (1 - 1 / (9 * count) - z / (3 * np.sqrt(count))) ** 3
        high_byar = (count + 1) * (1 - 1 / (9 * (count + 1)) + z / (3 * np.sqrt(count + 1))) ** 3
        # the chi-square quantile with 2k degrees of freedom is twice the gamma quantile of shape k
        low_exact = np.where(count > 0, quantiles.gamma(np.maximum(count, 1), tail), 0.0)
        high_exact = quantiles.gamma_over(count + 1, tail)
    small = count < BYAR_FROM
    low = np.where(small, low_exact, low_byar)
    high = np.where(small, high_exact, high_byar)
    unknown = np.isnan(count)
    return np.where(unknown, np.nan, low), np.where(unknown, np.nan, high)


def newcombe(
    events: npt.ArrayLike,
    n: npt.ArrayLike,
    other_events: npt.ArrayLike,
    other_n: npt.ArrayLike,
    level: float = LEVEL,
) -> tuple[Floats, Floats]:
    """Interval of the difference of two shares (Newcombe 1998, method 10), as fractions.

    Whether two intervals overlap is no test: that misses real differences. Element-wise.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        share = np.asarray(events, float) / np.asarray(n, float)
        other = np.asarray(other_events, float) / np.asarray(other_n, float)
    return difference(
        (share, *wilson(events, n, level)), (other, *wilson(other_events, other_n, level))
    )


def difference(one: Estimate, other: Estimate) -> tuple[Floats, Floats]:
    """Interval of the difference of two estimates, each with its own interval.

    Newcombe's square-and-add: for shares with Wilson's intervals it is his method 10; Zou & Donner
    2008 use it for any two independent estimates, such as rates with Byar's limits.

    Args:
        one: value, low, high.
        other: what is taken from it.
    """
    value, low, high = (np.asarray(each, float) for each in one)
    beside, beside_low, beside_high = (np.asarray(each, float) for each in other)
    down = np.sqrt((value - low) ** 2 + (beside_high - beside) ** 2)
    up = np.sqrt((high - value) ** 2 + (beside - beside_low) ** 2)
    return value - beside - down, value - beside + up


def discoveries(p: npt.ArrayLike, q: float) -> npt.NDArray[np.bool_]:
    """Which of many p-values stand when a share q of the findings may be false.

    Benjamini & Hochberg 1995: sorted, up to the last one with p_i <= q i / m. NaN never stands.
    """
    values = np.asarray(p, float)
    known = values[~np.isnan(values)]
    ordered = np.sort(known)
    within = np.flatnonzero(ordered <= q * np.arange(1, ordered.size + 1) / max(ordered.size, 1))
    limit = ordered[within[-1]] if within.size else -np.inf
    return np.asarray(values <= limit)


def intervals(
    item: Indicator, numerator: Floats, denominator: Floats, level: float = LEVEL
) -> tuple[Floats, Floats]:
    """Interval of chance in the indicator's unit; NaN where there is none."""
    factor = item.measure.factor
    if item.chance is Chance.SHARE:
        low, high = wilson(numerator, denominator, level)
        return factor * low, factor * high
    if item.chance is Chance.EVENTS:
        low, high = poisson(numerator, level)
        with np.errstate(invalid="ignore", divide="ignore"):
            return factor * low / denominator, factor * high / denominator
    return np.full(numerator.shape, np.nan), np.full(numerator.shape, np.nan)
