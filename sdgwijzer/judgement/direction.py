"""Which way a figure goes, and beside the middle municipality: the words by size and by chance.

S of Mann-Kendall and the slope of Theil-Sen (`trend.slopes`), against the S that the
autocorrelation of the indicator asks for (`serial`). A direction is rare; where there is none the
net change tells what happened (`net`).
"""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from sdgwijzer.judgement import serial, trend
from sdgwijzer.judgement.chance import Floats
from sdgwijzer.judgement.place import BEST
from sdgwijzer.judgement.words import Words, choose
from sdgwijzer.model import Against, Trend

Mask = npt.NDArray[np.bool_]

LEAST: Final = 0.10
"""Total change, as part of the size unit, from which there is a direction."""

CLEAR: Final = 0.50
"""... from which a direction may be called clear."""

STILL: Final = 0.25
"""Range below this part of the size unit: it stayed almost equal."""

COUNT_UNIT: Final = 0.20
"""Size unit of a count: this part of the municipality's own median."""

_TOLERANCE: Final = 1e-9


class Course(NamedTuple):
    """Per series: the word, whether it is clear, and what it follows from."""

    word: Words
    clear: Mask
    slopes: trend.Slopes
    p: Floats
    range: Floats


def _moves(
    years: npt.ArrayLike, values: npt.ArrayLike, unit: npt.ArrayLike, rho_used: npt.ArrayLike
) -> tuple[trend.Slopes, Floats, Floats, Mask, Mask, Mask]:
    """Slopes, p, range; has it a direction, a clear one; did it stay."""
    years, values = np.asarray(years, float), np.atleast_2d(np.asarray(values, float))
    found = trend.slopes(years, values)
    p = serial.p_values(np.nan_to_num(found.s), found.points, rho_used)
    first, last = trend.span(years, values)
    there = found.points >= trend.MIN_POINTS
    spread = np.full(len(values), np.nan)
    if there.any():
        spread[there] = np.nanmax(values[there], axis=1) - np.nanmin(values[there], axis=1)
    size = np.broadcast_to(np.asarray(unit, float), len(values))
    with np.errstate(invalid="ignore"):
        total = np.abs(found.slope) * (last - first)
        large = (total >= LEAST * size - _TOLERANCE) & (found.slope != 0)
        directed = there & large & (p <= serial.DIRECTION_P)
        clear = directed & (p <= serial.CLEAR_P) & (total >= CLEAR * size - _TOLERANCE)
        still = there & ~directed & (spread < STILL * size - _TOLERANCE)
    return found, p, spread, directed, clear, still


def own(
    years: npt.ArrayLike,
    values: npt.ArrayLike,
    *,
    sign: int,
    unit: npt.ArrayLike,
    rho_used: float,
    euro: bool = False,
) -> Course:
    """The own course of many series.

    Args:
        years: of the columns, at most ten back.
        values: a row per municipality, NaN where missing.
        sign: +1 higher is better, -1 lower is better, 0 context.
        unit: size unit: the interquartile range of Flanders; of a count, `COUNT_UNIT` of the
            municipality's own median; one, or one per row.
        rho_used: autocorrelation of the indicator.
        euro: amounts of money are never better or worse: prices rise.
    """
    found, p, spread, directed, clear, still = _moves(years, values, unit, rho_used)
    with np.errstate(invalid="ignore"):
        up = found.slope > 0
    neutral = np.full(up.shape, euro or sign == 0)
    word = choose(
        Trend.WORSENING,
        (found.points < trend.MIN_POINTS, Trend.UNKNOWN),
        (still, Trend.STABLE),
        (~directed, Trend.FLUCTUATING),
        (neutral & up, Trend.RISING),
        (neutral, Trend.FALLING),
        (up == (sign > 0), Trend.IMPROVING),
    )
    return Course(word, clear, found, p, spread)


def beside(
    years: npt.ArrayLike,
    distances: npt.ArrayLike,
    *,
    sign: npt.ArrayLike,
    unit: npt.ArrayLike,
    rho_used: npt.ArrayLike,
    percentile: npt.ArrayLike,
) -> Course:
    """The course of the distance to the middle municipality.

    Args:
        years: of the columns.
        distances: on the scale of the indicator (`distance`).
        sign: +1 or -1; 0 is unknown.
        unit: interquartile range of the distances in the common year.
        rho_used: autocorrelation of the distances; these three one, or one per row.
        percentile: of the municipality, 100 is best: whoever is in the best third never falls
            behind, the lead shrinks.
    """
    found, p, spread, directed, clear, still = _moves(years, distances, unit, rho_used)
    with np.errstate(invalid="ignore"):
        better = (found.slope > 0) == (np.asarray(sign) > 0)
        best = np.asarray(percentile, float) >= BEST - _TOLERANCE
    unknown = (found.points < trend.MIN_POINTS) | (np.asarray(sign) == 0)
    word = choose(
        Against.SLOWER,
        (unknown, Against.UNKNOWN),
        (still, Against.EQUAL),
        (~directed, Against.UNCLEAR),
        (better, Against.FASTER),
        (best, Against.LEAD_SHRINKS),
    )
    return Course(word, clear, found, p, spread)
