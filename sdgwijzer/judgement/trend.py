"""Which way a municipality's own figure is going.

Theil-Sen slope (Sen 1968) with the exact Mann-Kendall test (Mann 1945, Kendall 1975): no positive
values needed, gaps in the years allowed, one odd year ignored, exact for the 5 to 10 points there
are. Change per year in percent between two years is not used: on shuffled years it calls two
thirds of pure noise a trend.
"""

from functools import lru_cache
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from sdgwijzer.judgement.chance import Floats
from sdgwijzer.model import Against, Trend

MIN_POINTS: Final = 5
"""Years with a figure that a trend needs (four can never be told from chance at 5 %)."""

WINDOW_YEARS: Final = 10
"""A trend looks back this far."""

STABLE_IQR: Final = 0.10
"""Total change below this part of the interquartile range of Flanders is no change."""

CLEAR_IQR: Final = 0.50
"""Total change from which a direction may be called clear."""

DIRECTION_P: Final = 0.10
"""Largest p for a direction."""

CLEAR_P: Final = 0.05
"""Largest p for a clear direction."""

_DIGITS: Final = 9
"""Differences are compared after rounding: 0.3 - 0.2 and 0.2 - 0.1 are equal here."""


class Slopes(NamedTuple):
    """Per series: change per year, Mann-Kendall S, exact two-sided p, years with a value."""

    slope: Floats
    s: Floats
    p: Floats
    points: npt.NDArray[np.int64]


def slopes(years: npt.ArrayLike, values: npt.ArrayLike) -> Slopes:
    """Theil-Sen slope and exact Mann-Kendall p of many series at once.

    Args:
        years: of the columns, shape (T,), distinct.
        values: one series per row, shape (N, T), NaN where missing.

    Returns:
        Arrays of length N; slope, s and p are NaN for fewer than two points.
    """
    years = np.asarray(years, float)
    values = np.atleast_2d(np.asarray(values, float))
    first, second = np.triu_indices(years.size, k=1)
    change = np.round(values[:, second] - values[:, first], _DIGITS)
    turn = np.sign(years[second] - years[first])
    points = np.count_nonzero(~np.isnan(values), axis=1)
    enough = points >= 2
    slope = np.full(len(values), np.nan)
    s = np.full(len(values), np.nan)
    if enough.any():
        slope[enough] = np.nanmedian(change[enough] / (years[second] - years[first]), axis=1)
        s[enough] = np.nansum(np.sign(change[enough]) * turn, axis=1)
    p = np.full(len(values), np.nan)
    for row in np.flatnonzero(enough):
        known = np.round(values[row][~np.isnan(values[row])], _DIGITS)
        _, ties = np.unique(known, return_counts=True)
        p[row] = exact_p(int(s[row]), tuple(sorted(ties.tolist())))
    return Slopes(slope, s, p, points)


@lru_cache(maxsize=65_536)
def exact_p(s: int, ties: tuple[int, ...]) -> float:
    """P(|S| >= |s|) when all orders of the observed values are equally likely.

    Args:
        s: the observed Mann-Kendall S.
        ties: how often each distinct value occurs; (1, 1, 1, 1, 1) for five different values.
    """
    counts = _distribution(ties)
    reach = len(counts) - 1  # the largest |S| with these ties
    total = sum(counts)
    extreme = sum(count for i, count in enumerate(counts) if abs(reach - 2 * i) >= abs(s))
    return extreme / total


def trends(
    years: npt.ArrayLike,
    values: npt.ArrayLike,
    *,
    sign: int,
    iqr: float,
    current: npt.ArrayLike,
) -> tuple[list[Trend], npt.NDArray[np.bool_], Slopes]:
    """Direction of many series of one indicator, by size and by chance.

    Args:
        years: of the columns, at most `WINDOW_YEARS` back, distinct.
        values: one series per row, NaN where missing.
        sign: +1 higher is better, -1 lower is better, 0 context (rising, falling).
        iqr: interquartile range of all Flemish municipalities in the common year.
        current: False for a series whose last figure is too old.

    Returns:
        A trend per series, whether it is clear, and the slopes behind it.
    """
    years = np.asarray(years, float)
    values = np.atleast_2d(np.asarray(values, float))
    found = slopes(years, values)
    known = ~np.isnan(values)
    first = np.where(known, years, np.inf).min(axis=1)
    last = np.where(known, years, -np.inf).max(axis=1)
    result = []
    clear = np.zeros(len(values), bool)
    for row, is_current in enumerate(np.asarray(current, bool)):
        if not is_current or found.points[row] < MIN_POINTS or np.isnan(iqr):
            result.append(Trend.UNKNOWN)
            continue
        total = abs(found.slope[row]) * (last[row] - first[row])
        result.append(classify(found.slope[row], found.p[row], total, iqr, sign))
        clear[row] = (
            result[-1] in _DIRECTIONS and found.p[row] <= CLEAR_P and total >= CLEAR_IQR * iqr
        )
    return result, clear, found


_AGAINST: Final = {
    Trend.IMPROVING: Against.FASTER,
    Trend.WORSENING: Against.SLOWER,
    Trend.STABLE: Against.EQUAL,
    Trend.UNCLEAR: Against.UNCLEAR,
}


def against(
    years: npt.ArrayLike,
    values: npt.ArrayLike,
    others: npt.ArrayLike,
    *,
    sign: int,
    iqr: float,
    current: npt.ArrayLike,
) -> tuple[list[Against], Slopes]:
    """Whether many series go faster or slower to the better side than the others.

    When the economy moves, all move: nine of ten "improve". So the same rules as for a trend are
    asked of the difference with the others, year by year.

    Args:
        years: of the columns.
        values: one series per row, NaN where missing.
        others: per year what is compared with, the median municipality or that of the peers.
        sign: +1 or -1; 0 (context) is unknown.
        iqr: interquartile range of all Flemish municipalities in the common year.
        current: False for a series whose last figure is too old.

    Returns:
        A word per series, and the slopes of the difference.
    """
    difference = np.atleast_2d(np.asarray(values, float)) - np.asarray(others, float)
    found, _, slopes_ = trends(years, difference, sign=sign, iqr=iqr, current=current)
    words = _AGAINST if sign else {}
    return [words.get(each, Against.UNKNOWN) for each in found], slopes_


_DIRECTIONS: Final = frozenset((Trend.IMPROVING, Trend.WORSENING, Trend.RISING, Trend.FALLING))


def classify(slope: float, p: float, total: float, iqr: float, sign: int) -> Trend:
    """One series: stable, a direction, or unclear.

    Args:
        slope: change per year.
        p: exact two-sided p.
        total: absolute change over the whole series.
        iqr: interquartile range of Flanders.
        sign: +1, -1 or 0.
    """
    if total < STABLE_IQR * iqr or slope == 0:
        return Trend.STABLE
    if p > DIRECTION_P:
        return Trend.UNCLEAR
    if sign == 0:
        return Trend.RISING if slope > 0 else Trend.FALLING
    return Trend.IMPROVING if slope * sign > 0 else Trend.WORSENING


@lru_cache(maxsize=4096)
def _distribution(ties: tuple[int, ...]) -> tuple[int, ...]:
    """How many orders of a multiset have 0, 1, 2, … inversions (Gaussian multinomial).

    S is the number of untied pairs minus twice the inversions, so this is its exact null
    distribution, with or without ties.
    """
    total: tuple[int, ...] = (1,)
    placed = 0
    for size in ties:
        placed += size
        total = tuple(int(c) for c in np.convolve(total, _gaussian(placed, size)))
    return total


@lru_cache(maxsize=1024)
def _gaussian(n: int, k: int) -> tuple[int, ...]:
    """Coefficients of the Gaussian binomial [n over k]: G(n,k) = G(n-1,k-1) + q^k G(n-1,k)."""
    if k in (0, n):
        return (1,)
    counts = [0] * (k * (n - k) + 1)
    for power, count in enumerate(_gaussian(n - 1, k - 1)):
        counts[power] += count
    for power, count in enumerate(_gaussian(n - 1, k)):
        counts[power + k] += count
    return tuple(counts)
