"""Where a municipality stands: in which third, and whether that is sure beside two references.

Better only where the figure is in the best third, its margin excludes the middle municipality, and
Flanders as a whole is on the same side of it. Between the two references it is neither.
"""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt
from scipy import special

from sdgwijzer.judgement import distance
from sdgwijzer.judgement.chance import Floats
from sdgwijzer.judgement.words import Words, choose
from sdgwijzer.model import Scale

BEST: Final = 200 / 3
WORST: Final = 100 / 3
"""Percentile from which, and up to which, a municipality is in an outer third."""

BETWEEN: Final = "between"
_TOLERANCE: Final = 1e-9


class Placed(NamedTuple):
    """Per municipality: good, middle, poor or unknown, and the reason where there is one."""

    status: Words
    reason: Words


def placed(
    values: npt.ArrayLike,
    low: npt.ArrayLike,
    high: npt.ArrayLike,
    percentile: npt.ArrayLike,
    barred: npt.ArrayLike,
    *,
    sign: int,
    middle: float,
    flemish: float,
) -> Placed:
    """The status beside the middle municipality and Flanders.

    Args:
        values: of the municipalities.
        low: lower limit of the margin.
        high: upper limit.
        percentile: 100 is best.
        barred: why a figure takes no status; "" where it may.
        sign: +1 higher is better, -1 lower is better.
        middle: the middle municipality.
        flemish: the figure of Flanders; NaN: the middle decides alone.
    """
    x, low, high, rank = (np.asarray(each, float) for each in (values, low, high, percentile))
    barred = np.asarray(barred, object)
    alone = np.isnan(flemish)
    with np.errstate(invalid="ignore"):
        beyond_best = (low > middle) if sign > 0 else (high < middle)
        beyond_worst = (high < middle) if sign > 0 else (low > middle)
        ahead = alone | (sign * (x - flemish) > _TOLERANCE)
        behind = alone | (sign * (flemish - x) > _TOLERANCE)
        best = (rank >= BEST - _TOLERANCE) & beyond_best
        worst = (rank <= WORST + _TOLERANCE) & beyond_worst
    free = barred == ""
    status = choose("middle", (~free, "unknown"), (best & ahead, "good"), (worst & behind, "poor"))
    between = free & ((best & ~ahead) | (worst & ~behind))
    return Placed(status, np.where(between, BETWEEN, barred).astype(object))


def surely(
    scale: Scale, values: npt.ArrayLike, bound: float, sd: npt.ArrayLike, outward: int
) -> tuple[Floats, Floats]:
    """Z and one-sided p that the truth is on the near side of the bound of an outer third.

    A test against the bound, not against the middle: "no difference" is known to be false of every
    figure; the question is whether the place is certain (minimum-effect test, Murphy & Myors 1999).

    Args:
        scale: of the indicator.
        values: of the municipalities.
        bound: of the third.
        sd: of one year, per municipality.
        outward: +1 where the third lies above its bound, -1 below.
    """
    with np.errstate(invalid="ignore", divide="ignore"):
        z = outward * distance.distance(scale, values, bound) / np.asarray(sd, float)
    return z, special.ndtr(-z)


def surely_of_survey(
    values: npt.ArrayLike, bound: float, answers: npt.ArrayLike, outward: int
) -> tuple[Floats, Floats]:
    """The same in points: binomial at the bound, with the rounding to whole percents.

    Args:
        values: percentages.
        bound: of the third.
        answers: assumed respondents per municipality.
        outward: +1 where the third lies above its bound, -1 below.
    """
    variance = bound * (100 - bound) / np.asarray(answers, float) + 1 / 12
    z = outward * (np.asarray(values, float) - bound) / np.sqrt(variance)
    return z, special.ndtr(-z)
