"""Two municipalities beside each other on one indicator: is the difference more than chance?"""

from enum import StrEnum
from typing import NamedTuple

from sdgwijzer.judgement import chance
from sdgwijzer.model import Indicator
from sdgwijzer.views.cards import Figure


class Verdict(StrEnum):
    """How the other stands beside the own municipality."""

    BETTER = "better"
    WORSE = "worse"
    HIGHER = "higher"  # of a background figure
    LOWER = "lower"
    CHANCE = "chance"  # the difference is within the margins
    EQUAL = "equal"
    UNSURE = "unsure"  # how far the figures swing is not known
    UNKNOWN = "unknown"  # one of them has no value in the common year


class Difference(NamedTuple):
    """The other minus the own value, with its interval where that is known."""

    verdict: Verdict
    value: float | None = None
    low: float | None = None
    high: float | None = None


def difference(item: Indicator, own: Figure, other: Figure) -> Difference:
    """How the other stands beside the own municipality, in the common year."""
    if own.compared is None or other.compared is None:
        return Difference(Verdict.UNKNOWN)
    apart = other.compared - own.compared
    if apart == 0:
        return Difference(Verdict.EQUAL, 0.0)
    mine, theirs = _estimate(own), _estimate(other)
    if mine is None or theirs is None:
        return Difference(Verdict.UNSURE, apart)
    low, high = chance.difference(theirs, mine)
    verdict = Verdict.CHANCE if low <= 0 <= high else _named(apart, item.direction.sign)
    return Difference(verdict, apart, float(low), float(high))


def _estimate(figure: Figure) -> tuple[float, float, float] | None:
    """Value, low and high; None without a margin."""
    if figure.compared is None or figure.low is None or figure.high is None:
        return None
    return figure.compared, figure.low, figure.high


def _named(apart: float, sign: int) -> Verdict:
    if sign == 0:
        return Verdict.HIGHER if apart > 0 else Verdict.LOWER
    return Verdict.BETTER if apart * sign > 0 else Verdict.WORSE
