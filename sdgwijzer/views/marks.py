"""Which mark a figure gets: the mark carries how certain the judgement is.

Filled where the margin comes from the years, from counts or from the publisher; outlined where it
is estimated; nothing where there is no judgement. One code for pages, tables, pictures and reports.
"""

from enum import StrEnum

from sdgwijzer.judgement.position import Reason
from sdgwijzer.model import Direction, Indicator, Margin, Signal, Status
from sdgwijzer.views.cards import Card, Figure, is_context


class Mark(StrEnum):
    """What stands beside a figure; its sign and its word are in `texts.words.MARK`."""

    GOOD = "good"
    GOOD_ESTIMATED = "good_estimated"
    MIDDLE = "middle"
    BETWEEN = "between"  # the middle municipality and Flanders
    POOR = "poor"
    POOR_ESTIMATED = "poor_estimated"
    HIGHER = "higher"  # of context: no judgement
    LOWER = "lower"
    NONE = "none"

    @property
    def estimated(self) -> bool:
        """Does the judgement rest on an estimated margin?"""
        return self in (Mark.GOOD_ESTIMATED, Mark.POOR_ESTIMATED)

    @property
    def certain(self) -> bool:
        """Is it better or less good with a margin that is known?"""
        return self in (Mark.GOOD, Mark.POOR)

    @property
    def judged(self) -> bool:
        """Is it a judgement, and not context or nothing?"""
        return self not in (Mark.HIGHER, Mark.LOWER, Mark.NONE)


def of(status: Status, margin: Margin, reason: str = "") -> Mark:
    """The mark of a judgement.

    Args:
        status: beside the others.
        margin: what the margin of the figure comes from.
        reason: what to know about the status: a code of `position.Reason`, or "".
    """
    if status is Status.MIDDLE:
        return Mark.BETWEEN if reason == Reason.BETWEEN else Mark.MIDDLE
    known, estimated = _SIDES.get(status, (Mark.NONE, Mark.NONE))
    return estimated if margin is Margin.ESTIMATED else known


_SIDES = {
    Status.GOOD: (Mark.GOOD, Mark.GOOD_ESTIMATED),
    Status.POOR: (Mark.POOR, Mark.POOR_ESTIMATED),
}
"""With a known margin, and with an estimated one."""


def mark(card: Card) -> Mark:
    """The mark of a figure: beside those that its card compares with.

    Context is higher or lower than the middle one of them; of a count that says no more than how
    large the place is, so it has no mark.
    """
    if not is_context(card):
        return of(card.status, card.margin, card.status_reason)
    return Mark.NONE if card.rank is None else _side(card.indicator, card.compared, card.reference)


def of_figure(item: Indicator, figure: Figure, middle: float | None) -> Mark:
    """The mark of a figure of any municipality, beside all of Flanders.

    Args:
        item: the indicator.
        figure: with its own judgement.
        middle: the middle municipality of Flanders, in the common year.
    """
    if item.direction is not Direction.NEUTRAL:
        return of(figure.status, figure.margin, figure.reason)
    return _side(item, figure.compared, middle)


def _side(item: Indicator, value: float | None, middle: float | None) -> Mark:
    """On which side of the middle one a background figure is."""
    if item.measure.additive or value is None or middle is None or value == middle:
        return Mark.NONE
    return Mark.HIGHER if value > middle else Mark.LOWER


def ring(card: Card) -> bool:
    """Does a ring stand around the mark: a strength, or a point of attention?

    These are called beside the whole of Flanders. Beside other peers the mark may say otherwise;
    then it has no ring.
    """
    called = {Signal.STRENGTH: Status.GOOD, Signal.ATTENTION: Status.POOR}
    return card.signal in called and called[card.signal] is card.status
