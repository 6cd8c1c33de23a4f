"""Small numbers: which counts are too few to judge by one year, and which cannot be judged at all.

From 4 cases in one year to 8 in the next is no significant change; in a municipality of 10 000
inhabitants that is the normal case. Where the years give no margin, a count below ten is taken
over three years.
"""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from sdgwijzer.judgement.chance import Floats

POOL_BELOW: Final = 10
"""A yearly count below this is taken over `POOL_YEARS` years."""

POOL_YEARS: Final = 3

FLAG_BELOW: Final = 20
"""A count below this is marked as a small number."""

MIN_DENOMINATOR: Final = 50
"""With fewer people or things to count among, there is no status."""

MIN_INHABITANTS: Final = 1_000
"""Rates and shares of a smaller municipality take no status."""


class Counts(NamedTuple):
    """Numerators and denominators to judge by, per municipality."""

    numerator: Floats
    denominator: Floats
    pooled: npt.NDArray[np.bool_]  # taken over `POOL_YEARS` years
    small: npt.NDArray[np.bool_]  # below `FLAG_BELOW`, also after pooling
    too_few: npt.NDArray[np.bool_]  # among fewer than `MIN_DENOMINATOR` in the year itself


def counts(
    numerators: npt.ArrayLike,
    denominators: npt.ArrayLike,
    *,
    counted: bool = True,
    pools: bool = True,
) -> Counts:
    """Counts of one year, pooled with the two years before where they are too small.

    Args:
        numerators: shape (N, 3), one municipality per row, the year to judge last; NaN: unknown.
        denominators: the same shape.
        counted: False for stocks and accounts, which chance does not move: they are never pooled
            and never small.
        pools: False where the years give a margin: that is wider where counts are small.

    Returns:
        Sum of the counts and sum of the denominators where pooled; where one of the three years
        is unknown, the year stands alone.
    """
    above, below = np.asarray(numerators, float), np.asarray(denominators, float)
    own, among = above[:, -1], below[:, -1]
    with np.errstate(invalid="ignore"):
        pooled = counted & pools & (own < POOL_BELOW) & ~np.isnan(above + below).any(axis=1)
        numerator = np.where(pooled, above.sum(axis=1), own)
        denominator = np.where(pooled, below.sum(axis=1), among)
        return Counts(
            numerator,
            denominator,
            pooled,
            counted & (numerator < FLAG_BELOW),
            among < MIN_DENOMINATOR,
        )
