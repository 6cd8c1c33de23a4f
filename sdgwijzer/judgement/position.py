"""Where a municipality stands among others, in one common year.

Position says nothing about "good enough", and a third is not a difference: what a status asks for
is in `place`. (Of 285 imaginary municipalities with one and the same true rate, thirds alone call
67 % better or weaker.)
"""

from collections.abc import Sequence
from enum import StrEnum
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from sdgwijzer.judgement import grid
from sdgwijzer.judgement.chance import Floats
from sdgwijzer.judgement.enough import LEAST, needed

MIN_PEERS: Final = LEAST
"""Other municipalities with a figure that a status needs; with fewer, values stand side by side."""

MAX_TIES: Final = 0.20
"""Share of municipalities with one and the same value above which thirds mean nothing."""


class Reason(StrEnum):
    """Why there is no status, or what to know about it; codes, in words in `texts`."""

    CONTEXT = "context"  # neither high nor low is better
    NO_VALUE = "no_value"
    COMPOSED = "composed"  # shown, and not compared
    OLD = "old"
    OTHER_YEAR = "other_year"  # the own last figure is of another year than the others'
    FEW_PEERS = "few_peers"
    TIES = "ties"
    SMALL = "small"  # too few inhabitants, or counted among too few
    ZERO = "zero"  # no case at all
    NO_MARGIN = "no_margin"  # how far the figure swings is not known
    BETWEEN = "between"  # a status: between the middle municipality and Flanders


class Position(NamedTuple):
    """Ranks of all members of one group; arrays in the order of the values."""

    rank: Floats  # 1 is best; ties share the mean rank
    equal: Floats  # other members with the same value
    n: int | npt.NDArray[np.int64]  # members with a value
    percentile: Floats  # 100 is best; mid-rank


def percentile_rank(values: npt.ArrayLike, sign: int = 1) -> Floats:
    """Percentile rank of each value in its group, 0 worst to 100 best (mid-rank).

    PR = 100 (W + T/2) / (n - 1), with W the worse values and T the other equal ones. NaN for
    values that are NaN, and for everybody when fewer than two have a value.

    Args:
        values: of the whole group, NaN where missing.
        sign: -1 when lower is better; 0 (context) counts as +1.
    """
    return position(values, sign).percentile


def position(values: npt.ArrayLike, sign: int = 1) -> Position:
    """Rank (1 is best, or highest for context), number with a value, percentile rank."""
    return _placed(*_order(values, sign))


def _placed(worse: Floats, equal: Floats, n: int | npt.NDArray[np.int64]) -> Position:
    """Rank and percentile rank: here only."""
    with np.errstate(invalid="ignore", divide="ignore"):
        percentile = np.where(np.asarray(n) >= 2, 100 * (worse + equal / 2) / (n - 1), np.nan)
    return Position(n - worse - equal / 2, equal, n, percentile)


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
    _, times = np.unique(known, return_counts=True)
    return bool(times.max(initial=0) > max(1, MAX_TIES * known.size))


def tied(groups: Floats) -> npt.NDArray[np.bool_]:
    """Per row: does one value belong to more than `MAX_TIES` of those with a value?"""
    known = np.count_nonzero(~np.isnan(groups), axis=1)
    ordered = np.sort(groups, axis=1)  # gaps last, and unequal to each other
    run = longest = np.ones(len(groups))
    for earlier, later in zip(ordered.T, ordered.T[1:], strict=False):
        run = np.where(earlier == later, run + 1, 1)
        longest = np.maximum(longest, run)
    return np.asarray(longest > np.maximum(1, MAX_TIES * known))


class Own(NamedTuple):
    """One municipality within a group per indicator; arrays with one element per indicator."""

    position: Position  # n per indicator
    reference: Floats  # median of the others
    others: Floats  # how many of them have a value
    few: npt.NDArray[np.bool_]  # too few of them
    ties: npt.NDArray[np.bool_]  # too many have one value


def own(values: Floats, sign: Floats) -> Own:
    """Position of one municipality among chosen others, on many indicators at once.

    Where too few of the others have a figure (`enough`), there is no place and no reference.

    Args:
        values: one indicator per row, the own municipality in the first column; NaN: missing.
        sign: direction per indicator.
    """
    turned = values * np.where(sign < 0, -1.0, 1.0)[:, None]
    mine = turned[:, :1]
    n = np.count_nonzero(~np.isnan(values), axis=1)
    others = n - ~np.isnan(values[:, 0])
    few = others < needed(values.shape[1] - 1)
    missing = np.isnan(values[:, 0]) | few
    worse = np.where(missing, np.nan, np.count_nonzero(turned < mine, axis=1))
    equal = np.where(missing, np.nan, np.count_nonzero(turned == mine, axis=1) - 1)
    place = _placed(worse, equal, n)
    reference = np.where(few, np.nan, grid.medians(values[:, 1:]))
    return Own(place, reference, others, few, tied(values))


def common_year(years: Sequence[int], counts: Sequence[int], total: int) -> int | None:
    """The latest year in which enough municipalities have a figure; None if there is none.

    Args:
        years: the years of one indicator.
        counts: municipalities with a value in each of them.
        total: municipalities there are.
    """
    enough = [year for year, n in zip(years, counts, strict=True) if n >= needed(total)]
    return max(enough, default=None)
