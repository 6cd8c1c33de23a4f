"""When a figure is old: shown with its year, and no longer judged."""

from typing import Final

import numpy as np
import numpy.typing as npt

from sdgwijzer.judgement.chance import Floats
from sdgwijzer.model import Indicator, Rhythm

RHYTHM_YEARS: Final = {Rhythm.THREE_YEARLY: 3}
"""Years from one figure to the next; one where not named."""


def limit(lag_years: int, rhythm_years: int) -> int:
    """The largest age at which a figure is judged: until a newer one should be out for a year.

    Args:
        lag_years: between a figure and its publication.
        rhythm_years: between one figure and the next: 1, or 3 for a three-yearly survey.
    """
    return lag_years + rhythm_years + 1


def expected(item: Indicator) -> int:
    """The age at which a newer figure of this indicator should be out."""
    return item.lag_years + RHYTHM_YEARS.get(item.rhythm, 1)


def max_age(item: Indicator) -> int:
    """Years after which a figure of this indicator is old."""
    return limit(item.lag_years, RHYTHM_YEARS.get(item.rhythm, 1))


def old(item: Indicator, year: Floats, as_of: int) -> npt.NDArray[np.bool_]:
    """Is a latest figure of this year too old to judge? Without any figure it is.

    Args:
        item: the indicator.
        year: of the latest figure per municipality, NaN: none.
        as_of: the year in which age is measured.
    """
    return np.asarray(np.isnan(year) | (as_of - year > max_age(item)), bool)
