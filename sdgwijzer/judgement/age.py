"""When a figure is old: shown with its year, and no longer judged."""

from typing import Final

import numpy as np
import numpy.typing as npt

from sdgwijzer.judgement.chance import Floats
from sdgwijzer.model import Indicator, Rhythm

MAX_AGE: Final = 3
MAX_AGE_SURVEY: Final = 5
"""Years beyond its publication lag after which a figure is old.

A survey that is held every three years may be older than a yearly figure.
"""

RECENT_YEARS: Final = 2
"""A figure that is older than this is at most of middle reliability."""


def max_age(item: Indicator) -> int:
    """Years after which a figure of this indicator is old."""
    three_yearly = item.rhythm is Rhythm.THREE_YEARLY
    return item.lag_years + (MAX_AGE_SURVEY if three_yearly else MAX_AGE)


def old(item: Indicator, year: Floats, as_of: int) -> npt.NDArray[np.bool_]:
    """Is a latest figure of this year too old to judge? Without any figure it is.

    Args:
        item: the indicator.
        year: of the latest figure per municipality, NaN: none.
        as_of: the year in which age is measured.
    """
    return np.asarray(np.isnan(year) | (as_of - year > max_age(item)), bool)


def limit(lag_years: int, rhythm_years: int) -> int:
    """The largest age at which a figure is judged: until a newer one should be out for a year.

    Args:
        lag_years: between a figure and its publication.
        rhythm_years: between one figure and the next: 1, or 3 for a three-yearly survey.
    """
    return lag_years + rhythm_years + 1
