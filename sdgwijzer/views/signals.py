"""What stands out: strengths, points of attention and questions, beside the whole of Flanders.

What is called is decided when the figures are judged (`judgement/votes.py`): one vote per family,
and of what is called at most one in twenty may be chance. Here it gets the card that it rests on,
the reason, and an order.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sdgwijzer.model import Against, Pace, Signal, Status
from sdgwijzer.views.cards import Card


class Rule(StrEnum):
    """Why something stands out."""

    BETTER = "better"  # in the best third, also with the margin
    TARGET_REACHED = "target_reached"
    WEAK = "weak"  # in the worst third, also with the margin
    TARGET_FAR = "target_far"  # far from the own target, or not on the way to it
    CATCHING_UP = "catching_up"  # weak, but faster than the middle municipality: fast enough?
    LEAD_SHRINKS = "lead_shrinks"  # in the best third, and slower than the middle municipality
    LOSING = "losing"  # slower than the middle municipality


KINDS: Final = {
    Rule.BETTER: Signal.STRENGTH,
    Rule.TARGET_REACHED: Signal.STRENGTH,
    Rule.WEAK: Signal.ATTENTION,
    Rule.TARGET_FAR: Signal.ATTENTION,
    Rule.CATCHING_UP: Signal.QUESTION,
    Rule.LEAD_SHRINKS: Signal.QUESTION,
    Rule.LOSING: Signal.QUESTION,
}
"""In the order in which they are shown."""


@dataclass(frozen=True)
class Called:
    """One thing that stands out, and the card it rests on."""

    rule: Rule
    card: Card

    @property
    def kind(self) -> Signal:
        """Strength, point of attention or question."""
        return KINDS[self.rule]


def signals(cards: Iterable[Card]) -> list[Called]:
    """Everything that is called, by kind and rule, the most outlying first."""
    found = [Called(_rule(card, card.signal), card) for card in cards if card.signal is not None]
    order = list(KINDS)
    return sorted(found, key=lambda each: (order.index(each.rule), -outlying(each.card)))


def _rule(card: Card, signal: Signal) -> Rule:
    """Why it is called what it is."""
    aim = card.aim
    if aim is not None and aim.own:
        if signal is Signal.STRENGTH and aim.status is Status.GOOD:
            return Rule.TARGET_REACHED
        missed = aim.status is Status.POOR or aim.pace in (Pace.FAR_TOO_SLOW, Pace.WRONG_WAY)
        if signal is Signal.ATTENTION and missed:
            return Rule.TARGET_FAR
    if signal is Signal.QUESTION:
        return {
            Against.LEAD_SHRINKS: Rule.LEAD_SHRINKS,
            Against.SLOWER: Rule.LOSING,
        }.get(card.ground, Rule.CATCHING_UP)
    return Rule.BETTER if signal is Signal.STRENGTH else Rule.WEAK


def same_of_family(found: Called, shown: Iterable[Card]) -> list[Card]:
    """The others of its family that are judged the same."""
    item = found.card.indicator
    head = item.family.spokesman if item.family else item.id
    return [
        card
        for card in shown
        if card.indicator.id != item.id
        and card.status is found.card.status
        and head in (card.indicator.id, card.indicator.family and card.indicator.family.spokesman)
    ]


def outlying(card: Card) -> float:
    """How far from the middle of the others, 0 to 50."""
    return abs((card.percentile if card.percentile is not None else 50.0) - 50)


def spread_over_goals(found: Sequence[Called], most: int) -> list[Called]:
    """A few of them: the first of each goal before the second of any, in their order."""
    seen: dict[int, int] = {}
    turns = []
    for position, each in enumerate(found):
        goal = each.card.indicator.main_goal
        seen[goal] = seen.get(goal, 0) + 1
        turns.append((seen[goal], position))
    chosen = sorted(turns)[:most]
    return [found[position] for _, position in chosen]
