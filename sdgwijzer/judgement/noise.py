"""The margin of a figure: how far one of one year swings by itself, in a municipality of its size.

Half the mean square of the changes from one year to the next, of all municipalities together as
a + b / inhabitants: the generalised variance function of survey statistics (Wolter 2007, ch. 7).
b holds chance in small numbers, a what moves in large towns too. Real drift adds to it, so the
margin errs on the wide side.
"""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from sdgwijzer.judgement import distance
from sdgwijzer.judgement.chance import Floats, wilson
from sdgwijzer.model import Chance, Scale

Z: Final = 1.9599639845400545
"""Standard deviations on either side of an interval of 95 %."""

MIN_CHANGES: Final = 3
"""Changes from year to year from which a municipality says something on its noise."""

ROUNDS: Final = 25
CUT: Final = 5.0
"""One municipality counts for at most this many times what its size lets one expect."""

FEW_INHABITANTS: Final = 5_000
FEW_RESPONDENTS, RESPONDENTS = 135, 200
"""Assumed number of answers to the survey below and from `FEW_INHABITANTS`; the publisher says that
a few municipalities had 135 to 200, all others more."""

ROUNDING: Final = 0.5
"""Percentage points by which a survey's whole percents may be rounded."""


class Noise(NamedTuple):
    """The variance of one year: a + b / inhabitants."""

    a: float
    b: float

    def sd(self, inhabitants: npt.ArrayLike) -> Floats:
        """Standard deviation on the scale of the indicator."""
        return np.sqrt(self.a + self.b / np.asarray(inhabitants, float))


def half_mean_squares(distances: npt.ArrayLike) -> tuple[Floats, npt.NDArray[np.int64]]:
    """Of each municipality, and the number of changes behind it.

    Args:
        distances: to the middle municipality, a row per municipality, a column for every year
            without leaving one out; NaN where missing.

    Returns:
        NaN with fewer than `MIN_CHANGES`; a change across a gap is left out.
    """
    change = np.diff(np.atleast_2d(np.asarray(distances, float)), axis=1)
    changes = np.count_nonzero(~np.isnan(change), axis=1)
    with np.errstate(invalid="ignore"):
        found = np.nansum(change**2, axis=1) / (2 * np.maximum(changes, 1))
    return np.where(changes >= MIN_CHANGES, found, np.nan), changes


def by_size(
    half_squares: npt.ArrayLike, changes: npt.ArrayLike, inhabitants: npt.ArrayLike
) -> Noise:
    """Weighted least squares of a + b / N, neither below zero.

    A variance spreads with its mean: weight changes / fit².

    Args:
        half_squares: from `half_mean_squares`, NaN left out.
        changes: behind each.
        inhabitants: of each municipality.
    """
    v, n, people = (np.asarray(each, float) for each in (half_squares, changes, inhabitants))
    there = ~np.isnan(v) & ~np.isnan(people)
    v, n, x = v[there], n[there], 1 / people[there]
    fit = np.full(v.shape, np.median(v))
    found = Noise(float(fit[0]), 0.0)
    for _ in range(ROUNDS):
        if not (fit > 0).all():  # nothing moves
            return found
        found = _least_squares(np.minimum(v, CUT * fit), x, n / fit**2)
        fit = found.a + found.b * x
    return found


def _least_squares(v: Floats, x: Floats, weight: Floats) -> Noise:
    total = weight.sum()
    mean_x, mean_v = (weight * x).sum() / total, (weight * v).sum() / total
    spread = (weight * (x - mean_x) ** 2).sum()
    b = (weight * (x - mean_x) * (v - mean_v)).sum() / spread if spread else 0.0
    a = mean_v - b * mean_x
    if b < 0:
        return Noise(float(mean_v), 0.0)
    if a < 0:
        return Noise(0.0, float((weight * x * v).sum() / (weight * x**2).sum()))
    return Noise(float(a), float(b))


def of_counts(
    chance: Chance, scale: Scale, numerator: npt.ArrayLike, denominator: npt.ArrayLike
) -> Floats:
    """Standard deviation that the counts behind a figure say; NaN where there are none.

    Args:
        chance: of the indicator: share or events.
        scale: of the indicator; on `difference` it is of the logarithm, to be multiplied by value.
        numerator: the count.
        denominator: what it is divided by.
    """
    k, whole = np.asarray(numerator, float), np.asarray(denominator, float)
    with np.errstate(invalid="ignore", divide="ignore"):
        if chance is Chance.EVENTS:
            return np.asarray(1 / np.sqrt(k), float)
        share = k / whole
        logarithm = np.sqrt((1 - share) / k)
        other = share / (1 - share) if scale is Scale.REST else 1.0
        return np.asarray(logarithm * other, float)


def interval(scale: Scale, values: npt.ArrayLike, sd: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Low and high of 95 %, in the unit of the indicator."""
    g, half = distance.on(scale, values), Z * np.asarray(sd, float)
    return distance.back(scale, g - half), distance.back(scale, g + half)


def respondents(inhabitants: npt.ArrayLike) -> Floats:
    """The assumed number of answers to the survey."""
    few = np.asarray(inhabitants, float) < FEW_INHABITANTS
    return np.where(few, float(FEW_RESPONDENTS), float(RESPONDENTS))


def of_survey(values: npt.ArrayLike, answers: npt.ArrayLike) -> tuple[Floats, Floats]:
    """The estimated margin of a survey's percentage: Wilson's, widened for rounding.

    Args:
        values: percentages.
        answers: from `respondents`.
    """
    share, n = np.asarray(values, float) / 100, np.asarray(answers, float)
    low, high = wilson(share * n, n)
    return (
        np.clip(100 * low - ROUNDING, 0, 100),
        np.clip(100 * high + ROUNDING, 0, 100),
    )
