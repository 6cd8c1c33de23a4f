"""Where a municipality stands among others, in one common year.

Position says nothing about "good enough", and a third is not a difference: status asks for the
outer third *and* a difference larger than chance. (Of 285 imaginary municipalities with one and
the same true rate, thirds alone call 67 % better or weaker.)
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from sdgwijzer.judgement.chance import Floats
from sdgwijzer.model import Chance, Status

MIN_PEERS: Final = 5
"""Other municipalities with a figure that a status needs; with fewer, values stand side by side."""

MAX_TIES: Final = 0.20
"""Share of municipalities with one and the same value above which thirds mean nothing."""

UPPER_THIRD: Final = 200 / 3
LOWER_THIRD: Final = 100 / 3
"""Percentile ranks from which, and up to which, a municipality is in the outer thirds."""

_ROUNDING: Final = 1e-9
"""2/3 of 9 and 6/9 differ in the last digit; both are two thirds."""

COMMON_YEAR_SHARE: Final = 0.80
"""Share of the municipalities that must have a figure in the year that is compared."""


class Reason:
    """Why there is no status; codes, in words in `texts.py`."""

    CONTEXT = "context"  # neither high nor low is better
    NO_VALUE = "no_value"
    OTHER_YEAR = "other_year"  # the own last figure is of another year than the others'
    OLD = "old"
    FEW_PEERS = "few_peers"
    TIES = "ties"
    NO_CHANCE = "chance_unknown"  # there is a status, but chance could not be ruled out


class Position(NamedTuple):
    """Ranks of all members of one group; arrays in the order of the values."""

    rank: Floats  # 1 is best; ties share the mean rank
    n: int  # members with a value
    percentile: Floats  # 100 is best; mid-rank


def percentile_rank(values: npt.ArrayLike, sign: int = 1) -> Floats:
    """Percentile rank of each value in its group, 0 worst to 100 best (mid-rank).

    PR = 100 (W + T/2) / (n - 1), with W the worse values and T the other equal ones. NaN for
    values that are NaN, and for everybody when fewer than two have a value.

    Args:
        values: of the whole group, NaN where missing.
        sign: -1 when lower is better; 0 (context) counts as +1.
    """
    worse, equal, n = _order(values, sign)
    if n < 2:
        return np.full(worse.shape, np.nan)
    return 100 * (worse + equal / 2) / (n - 1)


def position(values: npt.ArrayLike, sign: int = 1) -> Position:
    """Rank (1 is best, or highest for context), number with a value, percentile rank."""
    worse, equal, n = _order(values, sign)
    return Position(n - worse - equal / 2, n, percentile_rank(values, sign))


def _order(values: npt.ArrayLike, sign: int) -> tuple[Floats, Floats, int]:
    """Per value: how many are worse, how many others are equal (NaN for NaN); how many known."""
    turned = np.asarray(values, float) * (-1 if sign < 0 else 1)
    missing = np.isnan(turned)
    known = np.sort(turned[~missing])
    worse = np.searchsorted(known, turned, side="left").astype(float)
    equal = np.searchsorted(known, turned, side="right") - worse - 1
    worse[missing], equal[missing] = np.nan, np.nan
    return worse, equal, int(known.size)


def percentiles(values: npt.ArrayLike, *shares: float) -> list[float]:
    """Percentiles of the known values, straight between the two nearest (Hyndman-Fan type 7)."""
    known = np.asarray(values, float)
    known = known[~np.isnan(known)]
    if known.size == 0:
        return [float("nan")] * len(shares)
    return [float(each) for each in np.percentile(known, shares)]


def too_many_ties(values: npt.ArrayLike) -> bool:
    """Does one value belong to more than `MAX_TIES` of the group?"""
    known = np.asarray(values, float)
    known = known[~np.isnan(known)]
    if known.size == 0:
        return False
    _, counts = np.unique(known, return_counts=True)
    return bool(counts.max() > max(1, MAX_TIES * known.size))


def statuses(
    values: npt.ArrayLike,
    low: npt.ArrayLike,
    high: npt.ArrayLike,
    sign: int,
    *,
    reference: float,
    chance: Chance,
    eligible: npt.ArrayLike,
) -> tuple[list[Status], list[str]]:
    """Status of every member of one group beside the reference, with the reason.

    Args:
        values: of the group in the common year, NaN where missing.
        low: lower limit of chance, NaN where unknown.
        high: upper limit of chance.
        sign: direction, +1 or -1; 0 gives no status.
        reference: what is compared with, the group's median.
        chance: the indicator's kind; without an interval the class stands, with that reason.
        eligible: False where the own figure may not take a status (old, or another year).

    Returns:
        A status and a reason ("" when all is known) per member.
    """
    values, low, high = (np.asarray(array, float) for array in (values, low, high))
    known = ~np.isnan(values)
    if sign == 0:
        return _all(values, Reason.CONTEXT)
    if np.count_nonzero(known) - 1 < MIN_PEERS:
        return _all(values, Reason.FEW_PEERS)
    if too_many_ties(values):
        return _all(values, Reason.TIES)
    percentile = percentile_rank(values, sign)
    interval = ~np.isnan(low) & ~np.isnan(high)
    beyond = (low > reference) | (high < reference) | ~interval
    status = np.full(values.shape, Status.MIDDLE, dtype=object)
    status[beyond & (percentile >= UPPER_THIRD - _ROUNDING)] = Status.GOOD
    status[beyond & (percentile <= LOWER_THIRD + _ROUNDING)] = Status.POOR
    reason = np.full(values.shape, "", dtype=object)
    if chance is not Chance.NONE:
        reason[~interval] = Reason.NO_CHANCE
    judged = known & np.asarray(eligible, bool)
    status[~judged] = Status.UNKNOWN
    reason[~judged] = Reason.OTHER_YEAR
    reason[~known] = Reason.NO_VALUE
    return [Status(each) for each in status], [str(each) for each in reason]


def common_year(years: Sequence[int], counts: Sequence[int], total: int) -> int | None:
    """The latest year in which enough municipalities have a figure; None if there is none.

    Args:
        years: the years of one indicator.
        counts: municipalities with a value in each of them.
        total: municipalities there are.
    """
    enough = [
        year
        for year, count in zip(years, counts, strict=True)
        if count >= COMMON_YEAR_SHARE * total
    ]
    return max(enough, default=None)


def _all(values: Floats, reason: str) -> tuple[list[Status], list[str]]:
    reasons = [Reason.NO_VALUE if np.isnan(value) else reason for value in values]
    return [Status.UNKNOWN] * len(reasons), reasons
