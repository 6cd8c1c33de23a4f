"""Municipalities side by side: the mark of each, and how the others differ from the own one.

A difference is one only beyond chance (`differences`), of figures of the year that is compared.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from sdgwijzer.model import Margin
from sdgwijzer.views import marks
from sdgwijzer.views.cards import Card, Figure, is_context
from sdgwijzer.views.differences import Verdict, difference
from sdgwijzer.views.marks import Mark

BEYOND: Final = (Verdict.BETTER, Verdict.WORSE, Verdict.HIGHER, Verdict.LOWER)
"""More than chance."""

TOLD: Final = (*BEYOND, Verdict.CHANCE, Verdict.EQUAL)
"""Whether there is a difference can be told."""


@dataclass(frozen=True)
class Row:
    """One indicator of the own municipality and of those that stand beside it by name.

    Attributes:
        card: its figures.
        marks: of the own municipality and of the others. Beside all of Flanders; where no others
            have a name, beside those that the card compares with.
        verdicts: how each of the others stands beside the own one.
    """

    card: Card
    marks: tuple[Mark, ...]
    verdicts: tuple[Verdict, ...]

    @property
    def differs(self) -> bool:
        """Is one of the others different beyond chance? Alone: is the own one, from the middle?"""
        if self.verdicts:
            return any(verdict in BEYOND for verdict in self.verdicts)
        return self.marks[0] not in (Mark.NONE, Mark.MIDDLE, Mark.BETWEEN)


class Tally(NamedTuple):
    """On how many judged indicators the own municipality is better or less good.

    Attributes:
        better: beyond chance.
        worse: beyond chance.
        told: of how many that can be told.
        estimated: of these, by a margin that is estimated.
        of: how many there are.
    """

    better: int
    worse: int
    told: int
    estimated: int
    of: int


def row(card: Card) -> Row:
    """The marks of all, and the verdicts on the others."""
    if not card.peers:
        return Row(card, (marks.mark(card),), ())
    figures = (card.own, *card.peers)
    return Row(
        card,
        tuple(marks.of_figure(card.indicator, each, card.middle) for each in figures),
        tuple(_verdict(card, each) for each in card.peers),
    )


def tally(rows: Iterable[Row], which: int) -> Tally:
    """How the own municipality stands beside one of the others.

    Args:
        rows: the indicators; background and own figures are not counted.
        which: of the others, from 0.
    """
    mine = [each for each in rows if _counts(each.card)]
    found = [each.verdicts[which] for each in mine]
    told = [each for each in mine if each.verdicts[which] in TOLD]
    return Tally(
        found.count(Verdict.WORSE),  # the other is
        found.count(Verdict.BETTER),
        len(told),
        sum(_estimated(each.card.own, each.card.peers[which]) for each in told),
        len(mine),
    )


def alone(rows: Sequence[Row]) -> Tally:
    """How the own municipality stands by its own marks."""
    mine = [each for each in rows if _counts(each.card)]
    found = [each.marks[0] for each in mine]
    told = [each for each in mine if each.marks[0].judged]
    return Tally(
        sum(mark in (Mark.GOOD, Mark.GOOD_ESTIMATED) for mark in found),
        sum(mark in (Mark.POOR, Mark.POOR_ESTIMATED) for mark in found),
        len(told),
        sum(_estimated(each.card.own) for each in told),
        len(mine),
    )


def _estimated(*figures: Figure) -> bool:
    return any(figure.margin is Margin.ESTIMATED for figure in figures)


def _counts(card: Card) -> bool:
    return not is_context(card) and card.indicator.owner is None


def _verdict(card: Card, other: Figure) -> Verdict:
    """As `differences` has it, of the figures that are shown: no difference that cannot be read."""
    own, places = card.own, card.indicator.decimals
    if own.value is None or other.value is None:
        return Verdict.UNKNOWN
    if not own.year == other.year == card.common_year:
        return Verdict.UNKNOWN
    found = difference(card.indicator, own, other).verdict
    same = round(own.value, places) == round(other.value, places)
    return Verdict.EQUAL if same and found in BEYOND else found
