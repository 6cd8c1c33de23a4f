"""Compared with a target: is it reached, how far is it, and is the pace enough?"""

from typing import Final

import numpy as np
import numpy.typing as npt

from sdgwijzer.judgement import position
from sdgwijzer.judgement.words import Words, choose
from sdgwijzer.model import Pace, Status

HALF_WAY: Final = 0.5
"""Part of the way to the target from which a municipality is under way: a convention."""

ON_TRACK: Final = 1.0
TOO_SLOW: Final = 0.5
"""Observed change as a part of what is needed: enough, and at least half of it."""

WORST_PERCENT: Final = 2.5
"""The way to a target begins where the worst 2.5 % of the municipalities stand."""

REFERENCE_PERIOD: Final = (2015, 2024)
"""Years whose figures, of all municipalities together, fix that beginning: it may not move."""


def bounds(years: npt.ArrayLike, values: npt.ArrayLike, sign: int) -> tuple[float, float]:
    """Worst and best bound of an indicator: 2.5 % at either end of the reference period.

    Args:
        years: of the values.
        values: of all municipalities, NaN where missing.
        sign: +1 or -1 (0 counts as +1).

    Returns:
        Both NaN without a value; from all years when the period has none.
    """
    years, values = np.asarray(years, float), np.asarray(values, float)
    inside = (years >= REFERENCE_PERIOD[0]) & (years <= REFERENCE_PERIOD[1])
    pool = values[inside & ~np.isnan(values)]
    low, high = position.percentiles(
        pool if pool.size else values, WORST_PERCENT, 100 - WORST_PERCENT
    )
    return (high, low) if sign < 0 else (low, high)


def status(value: npt.ArrayLike, target: npt.ArrayLike, worst: npt.ArrayLike, sign: int) -> Words:
    """Good at or past the target, middle from half of the way on, else poor.

    Args:
        value: per municipality, NaN where unknown.
        target: the value to reach.
        worst: where the way begins.
        sign: +1 or -1.

    Returns:
        `Status` per municipality.
    """
    value, target, worst = np.broadcast_arrays(
        *(np.asarray(each, float) for each in (value, target, worst))
    )
    with np.errstate(invalid="ignore", divide="ignore"):
        reached = sign * (value - target) >= 0
        way = sign * (target - worst)
        under_way = (way > 0) & (sign * (value - worst) >= HALF_WAY * way)
    return choose(
        Status.POOR,
        (np.isnan(value) | np.isnan(target), Status.UNKNOWN),
        (reached, Status.GOOD),
        (under_way, Status.MIDDLE),
    )


def pace(
    slope: float, start: tuple[float, float], last: float, target: tuple[float | None, float]
) -> tuple[float, Pace]:
    """Observed change per year over what the target asks, in the indicator's own unit.

    Args:
        slope: observed change per year, of a trend with a direction.
        start: first year and value of that trend.
        last: the latest value.
        target: year and value to reach.

    Returns:
        The ratio (NaN: not known) and its class. Unknown without a year, once it is reached, or
        when the target's year is past at the start.
    """
    year, aim = target
    needed = aim - start[1]
    reached = (aim - last) * needed <= 0
    if year is None or year <= start[0] or np.isnan([slope, needed, last]).any() or reached:
        return float("nan"), Pace.UNKNOWN
    ratio = slope / (needed / (year - start[0]))
    for limit, word in (
        (ON_TRACK, Pace.ON_TRACK),
        (TOO_SLOW, Pace.TOO_SLOW),
        (0.0, Pace.FAR_TOO_SLOW),
    ):
        if ratio >= limit:
            return float(ratio), word
    return float(ratio), Pace.WRONG_WAY
