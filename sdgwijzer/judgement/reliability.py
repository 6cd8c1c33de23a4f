"""How much a figure can bear: one mark beside every value, from what is known of it."""

from typing import Final

import numpy as np
import numpy.typing as npt

from sdgwijzer.judgement import age
from sdgwijzer.judgement.chance import Floats
from sdgwijzer.judgement.small import FLAG_BELOW
from sdgwijzer.judgement.words import Words, choose
from sdgwijzer.model import Chance, Flag, Reliability

_LOW_FLAGS: Final = (Flag.POOLED, Flag.ESTIMATED)


def marks(
    *,
    chance: Chance,
    pooled: npt.ArrayLike,
    flag: npt.ArrayLike,
    numerator: Floats,
    year: Floats,
    common_year: float,
    as_of: int,
) -> Words:
    """The mark of every municipality on one indicator.

    High: a register, with components where chance has a say, a count of 20 or more, and at most
    two years old. Low: a survey without margin, several years together, a count below 20, an
    estimate, or a latest year other than the one that is compared. Middle: all between.

    Args:
        chance: the indicator's kind.
        pooled: per municipality, is the figure judged over several years?
        flag: of the latest figure, None where there is nothing to say.
        numerator: the count behind what is judged, NaN where unknown.
        year: of the latest figure, NaN: none.
        common_year: the year in which all are compared, NaN: none.
        as_of: the year in which age is measured.

    Returns:
        `Reliability` per municipality; unknown without a value.
    """
    counted = chance in (Chance.SHARE, Chance.EVENTS)
    with np.errstate(invalid="ignore"):
        few = counted & (numerator < FLAG_BELOW)
        recent = as_of - year <= age.RECENT_YEARS
    low = (
        np.asarray(pooled, bool)
        | np.isin(np.asarray(flag, object), _LOW_FLAGS)
        | few
        | (year != common_year)
        | (chance is Chance.SURVEY)
    )
    known = (chance is Chance.NONE) | (counted & ~np.isnan(numerator))
    return choose(
        Reliability.MIDDLE,
        (np.isnan(year), Reliability.UNKNOWN),
        (low, Reliability.LOW),
        (recent & known, Reliability.HIGH),
    )
