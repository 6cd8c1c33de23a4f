"""Where a municipality stands among others, in one common year.

Position says nothing about "good enough", and a third is not a difference: status asks for the
outer third *and* a difference larger than chance. (Of 285 imaginary municipalities with one and
the same true rate, thirds alone call 67 % better or weaker.)
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from sdgwijzer.judgement import grid
from sdgwijzer.judgement.chance import Floats
from sdgwijzer.judgement.enough import LEAST, needed
from sdgwijzer.judgement.words import Words, choose
from sdgwijzer.model import Chance, Status

MIN_PEERS: Final = LEAST
"""Other municipalities with a figure that a status needs; with fewer, values stand side by side."""

MAX_TIES: Final = 0.20
"""Share of municipalities with one and the same value above which thirds mean nothing."""

UPPER_THIRD: Final = 200 / 3
LOWER_THIRD: Final = 100 / 3
"""Percentile ranks from which, and up to which, a municipality is in the outer thirds."""

_ROUNDING: Final = 1e-9
"""2/3 of 9 and 6/9 differ in the last digit; both are two thirds."""


class Reason:
    """Why there is no status; codes, in words in `texts`."""

    CONTEXT = "context"  # neither high nor low is better
    NO_VALUE = "no_value"
    OTHER_YEAR = "other_year"  # the own last figure is of another year than the others'
    OLD = "old"
    SMALL = "small"  # counted among too few to judge
    FEW_PEERS = "few_peers"
    TIES = "ties"
    NO_CHANCE = "chance_unknown"  # there is a status, but chance could not be ruled out


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
    return bool(_tied(np.atleast_2d(np.asarray(values, float)))[0])


def _tied(groups: Floats) -> npt.NDArray[np.bool_]:
    """Per row: does one value belong to more than `MAX_TIES` of those with a value?"""
    known = np.count_nonzero(~np.isnan(groups), axis=1)
    ordered = np.sort(groups, axis=1)  # gaps last, and unequal to each other
    run = longest = np.ones(len(groups))
    for earlier, later in zip(ordered.T, ordered.T[1:], strict=False):
        run = np.where(earlier == later, run + 1, 1)
        longest = np.maximum(longest, run)
    return np.asarray(longest > np.maximum(1, MAX_TIES * known))


def statuses(
    values: npt.ArrayLike,
    low: npt.ArrayLike,
    high: npt.ArrayLike,
    sign: int,
    *,
    reference: float,
    chance: Chance,
    barred: npt.ArrayLike,
) -> tuple[Words, Words]:
    """Status of every member of one group beside the reference, with the reason.

    Args:
        values: of the group in the common year, NaN where missing.
        low: lower limit of chance, NaN where unknown.
        high: upper limit of chance.
        sign: direction, +1 or -1; 0 gives no status.
        reference: what is compared with, the group's median.
        chance: the indicator's kind; without an interval the class stands, with that reason.
        barred: the reason why the own figure may not take a status (old, of another year, too
            small), "" where it may.

    Returns:
        A `Status` and a reason ("" when all is known) per member.
    """
    values = np.asarray(values, float)
    known = np.count_nonzero(~np.isnan(values))
    few = known < max(needed(values.size), MIN_PEERS + 1)
    return _verdicts(
        values,
        (np.asarray(low, float), np.asarray(high, float)),
        percentile_rank(values, sign),
        reference=np.asarray(reference),
        exempt=np.asarray(chance is Chance.NONE),
        barred=np.asarray(barred, object),
        group=(np.asarray(sign == 0), np.asarray(few), _tied(values[None])),
    )


class Own(NamedTuple):
    """One municipality within a group per indicator; arrays with one element per indicator."""

    position: Position  # n per indicator
    reference: Floats  # median of the others
    others: Floats  # how many of them have a value
    status: Words
    reason: Words


def own(
    values: Floats, low: Floats, high: Floats, sign: Floats, exempt: npt.ArrayLike, barred: Words
) -> Own:
    """Position and status of one municipality among chosen others, on many indicators at once.

    Where too few of the others have a figure (`enough`), there is no place and no reference.

    Args:
        values: one indicator per row, the own municipality in the first column; NaN: missing.
        low: lower limit of chance of the own value, one per indicator.
        high: upper limit.
        sign: direction per indicator.
        exempt: per indicator, is chance of no account (`Chance.NONE`)?
        barred: per indicator, the reason why the own figure takes no status, or "".
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
    status, reason = _verdicts(
        values[:, 0],
        (low, high),
        place.percentile,
        reference=reference,
        exempt=np.asarray(exempt, bool),
        barred=barred,
        group=(sign == 0, few, _tied(values)),
    )
    return Own(place, reference, others, status, reason)


def _verdicts(
    values: Floats,
    interval: tuple[Floats, Floats],
    percentile: Floats,
    *,
    reference: npt.NDArray[np.float64],
    exempt: npt.NDArray[np.bool_],
    barred: Words,
    group: tuple[npt.ArrayLike, npt.ArrayLike, npt.ArrayLike],
) -> tuple[Words, Words]:
    """The rule itself, element by element.

    Args:
        values: NaN where missing.
        interval: limits of chance, NaN where unknown.
        percentile: percentile rank in the group.
        reference: what is compared with.
        exempt: is chance of no account?
        barred: why the figure takes no status, or "".
        group: is it context, are there too few others, too many ties?
    """
    low, high = interval
    unknown = np.isnan(low) | np.isnan(high)
    beyond = (low > reference) | (high < reference) | unknown
    context, few, ties = (np.broadcast_to(each, values.shape) for each in group)
    reason = barred.copy()
    reason[unknown & ~exempt & (reason == "")] = Reason.NO_CHANCE
    absent = np.isnan(values)  # in the common year; another year may have a value
    for mask, why in (
        (ties & ~absent, Reason.TIES),
        (few, Reason.FEW_PEERS),
        (context, Reason.CONTEXT),
        ((barred == Reason.NO_VALUE) | (absent & (barred == "")), Reason.NO_VALUE),
    ):
        reason[mask] = why
    status = choose(
        Status.MIDDLE,
        ((reason != "") & (reason != Reason.NO_CHANCE), Status.UNKNOWN),
        (beyond & (percentile >= UPPER_THIRD - _ROUNDING), Status.GOOD),
        (beyond & (percentile <= LOWER_THIRD + _ROUNDING), Status.POOR),
    )
    return status, reason


def common_year(years: Sequence[int], counts: Sequence[int], total: int) -> int | None:
    """The latest year in which enough municipalities have a figure; None if there is none.

    Args:
        years: the years of one indicator.
        counts: municipalities with a value in each of them.
        total: municipalities there are.
    """
    enough = [year for year, n in zip(years, counts, strict=True) if n >= needed(total)]
    return max(enough, default=None)
