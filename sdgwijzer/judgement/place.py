"""Where a municipality stands: in which third, and whether that is sure beside two references.

Better only where the figure is in the best third, its margin excludes the middle municipality, and
Flanders as a whole is on the same side of it. Between the two references it is neither.
"""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from sdgwijzer.judgement import distance, quantiles
from sdgwijzer.judgement.chance import Floats
from sdgwijzer.judgement.position import Reason, percentiles
from sdgwijzer.judgement.words import Words, choose
from sdgwijzer.model import Scale, Status

BEST: Final = 200 / 3
WORST: Final = 100 / 3
"""Percentile from which, and up to which, a municipality is in an outer third."""

TOLERANCE: Final = 1e-9
"""A smaller difference is one of rounding."""


class Placed(NamedTuple):
    """Per municipality: good, middle, poor or unknown, and the reason where there is one."""

    status: Words
    reason: Words


def reasons(
    barred: Words, unsure: Words, *, context: npt.ArrayLike, few: npt.ArrayLike, ties: npt.ArrayLike
) -> Words:
    """Why a figure takes no status beside others, the first reason that holds; "" where it may.

    Args:
        barred: no value, composed, old or of another year, whatever it is beside; else "".
        unsure: too small, zero or without a margin, which a target does not ask; else "".
        context: is neither high nor low better?
        few: have too few of the others a figure?
        ties: have too many of them one and the same?
    """
    free = barred == ""
    return choose(
        "",
        (context, Reason.CONTEXT),
        *((barred == each, each) for each in Reason),
        (free & np.asarray(few), Reason.FEW_PEERS),
        (free & np.asarray(ties), Reason.TIES),
        *((free & (unsure == each), each) for each in Reason),
    )


def placed(
    values: npt.ArrayLike,
    low: npt.ArrayLike,
    high: npt.ArrayLike,
    percentile: npt.ArrayLike,
    barred: npt.ArrayLike,
    *,
    sign: npt.ArrayLike,
    middle: npt.ArrayLike,
    flemish: npt.ArrayLike,
) -> Placed:
    """The status beside the middle municipality and Flanders.

    Args:
        values: of the municipalities.
        low: lower limit of the margin.
        high: upper limit.
        percentile: 100 is best.
        barred: why a figure takes no status; "" where it may.
        sign: +1 higher is better, -1 lower is better; one, or one per value.
        middle: the middle municipality; one, or one per value.
        flemish: the figure of Flanders; NaN: the middle decides alone.
    """
    x, low, high, rank, middle, flemish = (
        np.asarray(each, float) for each in (values, low, high, percentile, middle, flemish)
    )
    sign, free = np.asarray(sign), np.asarray(barred, object) == ""
    alone = np.isnan(flemish)
    with np.errstate(invalid="ignore"):
        above, below = low > middle, high < middle
        ahead = alone | (sign * (x - flemish) > TOLERANCE)
        behind = alone | (sign * (flemish - x) > TOLERANCE)
        best = (rank >= BEST - TOLERANCE) & np.where(sign > 0, above, below)
        worst = (rank <= WORST + TOLERANCE) & np.where(sign > 0, below, above)
    status = choose(
        Status.MIDDLE,
        (~free, Status.UNKNOWN),
        (best & ahead, Status.GOOD),
        (worst & behind, Status.POOR),
    )
    between = free & ((best & ~ahead) | (worst & ~behind))
    return Placed(status, np.where(between, Reason.BETWEEN, barred).astype(object))


def surely(
    scale: Scale,
    values: npt.ArrayLike,
    bound: npt.ArrayLike,
    sd: npt.ArrayLike,
    outward: npt.ArrayLike,
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
        far = np.asarray(outward) * distance.distance(scale, values, bound)
        z = np.asarray(far / np.asarray(sd, float), float)
    return z, quantiles.above(z)


def surely_of_survey(
    values: npt.ArrayLike, bound: npt.ArrayLike, answers: npt.ArrayLike, outward: npt.ArrayLike
) -> tuple[Floats, Floats]:
    """The same in points: binomial at the bound, with the rounding to whole percents.

    Args:
        values: percentages.
        bound: of the third.
        answers: assumed respondents per municipality.
        outward: +1 where the third lies above its bound, -1 below.
    """
    bound = np.asarray(bound, float)
    variance = bound * (100 - bound) / np.asarray(answers, float) + 1 / 12
    z = np.asarray(outward) * (np.asarray(values, float) - bound) / np.sqrt(variance)
    return z, quantiles.above(z)


def thirds(values: npt.ArrayLike, sign: int) -> tuple[float, float]:
    """Bounds of the worst and of the best third (percentiles of type 7)."""
    low, high = percentiles(values, WORST, BEST)
    return (high, low) if sign < 0 else (low, high)


def beyond(
    scale: Scale,
    values: npt.ArrayLike,
    status: Words,
    bounds: tuple[npt.ArrayLike, npt.ArrayLike],
    *,
    sd: npt.ArrayLike,
    answers: npt.ArrayLike,
    sign: npt.ArrayLike,
) -> Floats:
    """One-sided p that a good or poor figure is truly in its third; NaN for other statuses.

    Args:
        scale: of the indicator.
        values: of the municipalities.
        status: of each.
        bounds: of the worst and of the best third; one, or one per value.
        sd: of one year, on the scale; NaN for a survey.
        answers: assumed respondents of a survey, NaN elsewhere.
        sign: +1 or -1; one, or one per value.
    """
    good = status == Status.GOOD
    bound, outward = np.where(good, bounds[1], bounds[0]), np.where(good, sign, -np.asarray(sign))
    _, p = surely(scale, values, bound, sd, outward)
    _, of_survey = surely_of_survey(values, bound, answers, outward)
    p = np.where(np.isnan(np.asarray(answers, float)), p, of_survey)
    return np.where(good | (status == Status.POOR), p, np.nan)
