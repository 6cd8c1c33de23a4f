"""How much a figure can bear: one mark beside every value, from what is known of it."""

from typing import Final

import numpy as np
import numpy.typing as npt

from sdgwijzer.judgement.chance import Floats
from sdgwijzer.judgement.words import Words, choose
from sdgwijzer.model import Flag, Margin, Reliability

NARROW: Final = 0.10
"""Half-width of a margin, as part of the value, up to which reliability can be high."""

_TOLERANCE: Final = 1e-9


def marks(
    *,
    margin: Words,
    value: Floats,
    low: Floats,
    high: Floats,
    flag: npt.ArrayLike,
    year: Floats,
    common_year: float,
    recent: npt.ArrayLike,
) -> Words:
    """The mark of every municipality on one indicator.

    High: a margin from years, counts or the publisher, at most `NARROW`, of a figure that no newer
    one should have followed. Middle: a margin that is known, and one of these fails. Low: a margin
    that is estimated, a figure composed of parts, or a latest year other than the one that is
    compared. None: without a margin, or without a value.

    Args:
        margin: `Margin` per municipality.
        value: that is compared.
        low: lower limit of its margin.
        high: upper limit.
        flag: of the latest figure, None where there is nothing to say.
        year: of the latest figure, NaN: none.
        common_year: the year in which all are compared, NaN: none.
        recent: should no newer figure be out yet?

    Returns:
        `Reliability` per municipality.
    """
    with np.errstate(invalid="ignore"):
        narrow = (high - low) / 2 <= NARROW * np.abs(value) + _TOLERANCE
    margin, flag = np.asarray(margin, object), np.asarray(flag, object)
    low_mark = (margin == Margin.ESTIMATED) | (year != common_year) | (flag == Flag.COMPOSED)
    return choose(
        Reliability.MIDDLE,
        (np.isnan(year), Reliability.UNKNOWN),
        (low_mark, Reliability.LOW),
        (margin == Margin.NONE, Reliability.UNKNOWN),
        (narrow & np.asarray(recent, bool), Reliability.HIGH),
    )
