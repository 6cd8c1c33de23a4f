"""What happened, where there is no direction: the net change, and the turn.

A description of the years that were, not a course that continues.
"""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from sdgwijzer.judgement import trend
from sdgwijzer.judgement.chance import Floats
from sdgwijzer.judgement.noise import Z
from sdgwijzer.judgement.words import Words, choose

LONG: Final = 6
"""Values from which three years at either end are averaged, else two."""

TURN: Final = 0.25
"""Both halves of a series that turned must move more than this part of the size unit."""


class Net(NamedTuple):
    """Per series: mean of the last years minus mean of the first, its margin, and the word."""

    change: Floats
    margin: Floats
    word: Words
    k: npt.NDArray[np.int64]


def net(values: npt.ArrayLike, sd: npt.ArrayLike) -> Net:
    """The net change of many series.

    Args:
        values: on the scale of the indicator, a row per municipality, NaN where missing.
        sd: of one year, per municipality.
    """
    values = np.atleast_2d(np.asarray(values, float))
    points = np.count_nonzero(~np.isnan(values), axis=1)
    begin, end = ends(values)
    change, k = end - begin, np.where(points >= LONG, 3, 2)
    with np.errstate(invalid="ignore"):
        margin = Z * np.asarray(sd, float) * np.sqrt(2 / k)
        change = np.where(points >= trend.MIN_POINTS, change, np.nan)
        word = choose(
            "none",
            (np.isnan(change) | np.isnan(margin), ""),
            (change > margin, "higher"),
            (change < -margin, "lower"),
        )
    return Net(change, np.broadcast_to(margin, change.shape), word, k)


def ends(values: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Mean of the first and of the last years with a value (three, of a short series two).

    Args:
        values: a row per municipality, NaN where missing.
    """
    values = np.atleast_2d(np.asarray(values, float))
    there = ~np.isnan(values)
    points = there.sum(axis=1)
    k = np.where(points >= LONG, 3, 2)
    order = np.cumsum(there, axis=1)
    begin = there & (order <= k[:, None])
    end = there & (order > (points - k)[:, None])
    return _mean(values, begin), _mean(values, end)


def _mean(values: Floats, chosen: npt.NDArray[np.bool_]) -> Floats:
    with np.errstate(invalid="ignore"):
        return np.asarray(np.where(chosen, values, 0.0).sum(axis=1) / chosen.sum(axis=1), float)


class Turn(NamedTuple):
    """Per series: how far each half moved, how far it must, and the year of the turn or NaN."""

    before: Floats
    after: Floats
    needed: Floats
    year: Floats


def turn(
    years: npt.ArrayLike, values: npt.ArrayLike, unit: npt.ArrayLike, sd: npt.ArrayLike
) -> Turn:
    """Where series turned round: both halves move in opposite directions, more than noise.

    Args:
        years: of the columns, ascending.
        values: on the scale of the indicator.
        unit: size unit on that scale.
        sd: of one year, per municipality.
    """
    years, values = np.asarray(years, float), np.atleast_2d(np.asarray(values, float))
    before, after = trend.halves(years, values)
    noise = Z * np.sqrt(2) * np.asarray(sd, float)
    needed = np.broadcast_to(np.maximum(TURN * np.asarray(unit, float), noise), before.shape)
    points = np.count_nonzero(~np.isnan(values), axis=1)
    year = np.full(before.shape, np.nan)
    with np.errstate(invalid="ignore"):
        least = np.minimum(np.abs(before), np.abs(after))
        turned = (before * after < 0) & (least > needed) & (points >= trend.MIN_POINTS)
    for row in np.flatnonzero(turned):
        extreme = np.nanargmax if before[row] > 0 else np.nanargmin
        year[row] = years[extreme(values[row])]
    return Turn(before, after, needed, year)
