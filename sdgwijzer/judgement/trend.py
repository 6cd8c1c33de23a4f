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
from sdgwijzer.judgement.words import Words, choose
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

TURN_IQR: Final = 0.25
"""Both halves of a series that turned round must move more than this."""

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
    s = np.where(enough, np.nansum(np.sign(change) * turn, axis=1), np.nan)
    p = np.full(len(values), np.nan)
    known = np.sort(np.round(values, _DIGITS), axis=1)  # gaps last
    for row in np.flatnonzero(enough):
        p[row] = exact_p(int(s[row]), _ties(known[row, : points[row]]))
    return Slopes(_theil_sen(years, values), s, p, points)


def _theil_sen(years: Floats, values: Floats) -> Floats:
    """Median of the slopes between all pairs; NaN for fewer than two points."""
    first, second = np.triu_indices(years.size, k=1)
    change = np.round(values[:, second] - values[:, first], _DIGITS)
    slope = np.full(len(values), np.nan)
    enough = np.count_nonzero(~np.isnan(values), axis=1) >= 2
    if enough.any():
        slope[enough] = np.nanmedian(change[enough] / (years[second] - years[first]), axis=1)
    return slope


def _ties(ordered: Floats) -> tuple[int, ...]:
    """How often each distinct value occurs, ascending."""
    starts = np.flatnonzero(np.diff(ordered)) + 1
    return tuple(sorted(np.diff([0, *starts, ordered.size]).tolist()))


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
    sign: npt.ArrayLike,
    iqr: npt.ArrayLike,
    current: npt.ArrayLike,
) -> tuple[Words, npt.NDArray[np.bool_], Slopes]:
    """Direction of many series, by size and by chance.

    Args:
        years: of the columns, at most `WINDOW_YEARS` back, distinct.
        values: one series per row, NaN where missing.
        sign: +1 higher is better, -1 lower is better, 0 context (rising, falling); one or per row.
        iqr: interquartile range of all Flemish municipalities in the common year; one or per row.
        current: False for a series whose last figure is too old.

    Returns:
        A `Trend` per series, whether it is clear, and the slopes behind it.
    """
    years = np.asarray(years, float)
    values = np.atleast_2d(np.asarray(values, float))
    found = slopes(years, values)
    sign, iqr = (np.broadcast_to(np.asarray(each, float), len(values)) for each in (sign, iqr))
    first, last = span(years, values)
    with np.errstate(invalid="ignore"):
        total = np.abs(found.slope) * (last - first)
        still = (total < STABLE_IQR * iqr) | (found.slope == 0)
        directed = ~still & (found.p <= DIRECTION_P)
        clear = directed & (found.p <= CLEAR_P) & (total >= CLEAR_IQR * iqr)
        up = found.slope > 0
    known = np.asarray(current, bool) & (found.points >= MIN_POINTS) & ~np.isnan(iqr)
    words = choose(
        Trend.WORSENING,
        (~known, Trend.UNKNOWN),
        (still, Trend.STABLE),
        (~directed, Trend.UNCLEAR),
        ((sign == 0) & up, Trend.RISING),
        (sign == 0, Trend.FALLING),
        (up == (sign > 0), Trend.IMPROVING),
    )
    return words, clear & known, found


def span(years: npt.ArrayLike, values: npt.ArrayLike) -> tuple[Floats, Floats]:
    """First and last year with a value per series; infinite without any."""
    years, known = np.asarray(years, float), ~np.isnan(np.atleast_2d(np.asarray(values, float)))
    first = np.where(known, years, np.inf).min(axis=1, initial=np.inf)
    return first, np.where(known, years, -np.inf).max(axis=1, initial=-np.inf)


def apart(years: npt.ArrayLike, values: npt.ArrayLike, every: int) -> Floats:
    """Only the years whose windows do not overlap, counted back from each series' last value.

    A figure over three years shares two of them with the year before: consecutive values move
    together by construction, and every test finds a trend in noise.

    Args:
        years: of the columns.
        values: one series per row.
        every: years that one figure covers.
    """
    years, values = np.asarray(years, float), np.atleast_2d(np.asarray(values, float))
    if every == 1:
        return values
    _, last = span(years, values)
    with np.errstate(invalid="ignore"):
        kept = np.mod(last[:, None] - years, every) == 0
    return np.where(kept, values, np.nan)


def halves(years: npt.ArrayLike, values: npt.ArrayLike) -> tuple[Floats, Floats]:
    """How far the first and the second half of each series moved: its slope times its span.

    With an odd number of values the middle one belongs to both.

    Args:
        years: of the columns, ascending.
        values: one series per row, NaN where missing.
    """
    years, values = np.asarray(years, float), np.atleast_2d(np.asarray(values, float))
    order = np.cumsum(~np.isnan(values), axis=1)  # 1 at the first value
    points = order[:, -1:] if values.shape[1] else np.zeros((len(values), 1))
    half = np.ceil(points / 2)
    moves = []
    for part in (order <= half, order > points - half):
        piece = np.where(part, values, np.nan)
        first, last = span(years, piece)
        with np.errstate(invalid="ignore"):
            moves.append(_theil_sen(years, piece) * (last - first))
    before, after = moves
    return before, after


def turns(years: npt.ArrayLike, values: npt.ArrayLike, iqr: float) -> Floats:
    """The year in which a series turned round, NaN where it did not.

    It did when the slopes of its first and second half have opposite signs and both halves move
    more than `TURN_IQR`; the year is that of its lowest or highest value. With an odd number of
    years the middle one belongs to both halves.

    Args:
        years: of the columns, ascending.
        values: one series per row.
        iqr: interquartile range of Flanders.
    """
    years, values = np.asarray(years, float), np.atleast_2d(np.asarray(values, float))
    before, after = halves(years, values)
    points = np.count_nonzero(~np.isnan(values), axis=1)
    result = np.full(len(values), np.nan)
    with np.errstate(invalid="ignore"):
        turned = (before * after < 0) & (np.minimum(np.abs(before), np.abs(after)) > TURN_IQR * iqr)
    for row in np.flatnonzero(turned & (points >= MIN_POINTS)):
        extreme = np.nanargmax if before[row] > 0 else np.nanargmin
        result[row] = years[extreme(values[row])]
    return result


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
    sign: npt.ArrayLike,
    iqr: npt.ArrayLike,
    current: npt.ArrayLike,
) -> tuple[Words, Slopes]:
    """Whether many series go faster or slower to the better side than the others.

    When the economy moves, all move: nine of ten "improve". So the same rules as for a trend are
    asked of the difference with the others, year by year.

    Args:
        years: of the columns.
        values: one series per row, NaN where missing.
        others: per year what is compared with, the median municipality or that of the peers;
            one line for all series, or one per series.
        sign: +1 or -1; 0 (context) is unknown. One or per series.
        iqr: interquartile range of all Flemish municipalities in the common year.
        current: False for a series whose last figure is too old.

    Returns:
        An `Against` per series, and the slopes of the difference.
    """
    difference = np.atleast_2d(np.asarray(values, float)) - np.asarray(others, float)
    found, _, slopes_ = trends(years, difference, sign=sign, iqr=iqr, current=current)
    judged = np.asarray(sign) != 0
    cases = [((found == own) & judged, word) for own, word in _AGAINST.items()]
    return choose(Against.UNKNOWN, *cases), slopes_


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
