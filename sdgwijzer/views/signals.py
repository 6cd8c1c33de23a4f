"""What stands out on a goal: strengths, points of attention and questions, by stated rules.

Hundreds of figures are looked through, so chance alone would always find something: only what is
certain at 99.8 % counts as a strength or a point of attention (methods 6.4). What stands out
without that certainty becomes a question. Every signal carries the card that it rests on.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from sdgwijzer.judgement.chance import STRICT
from sdgwijzer.model import Against, Chance, Pace, Status, Trend
from sdgwijzer.views.cards import Card, is_context

STRICT_P: Final = 1 - STRICT
"""Largest p of a trend that may count as a signal."""


class Kind(StrEnum):
    """How a signal is meant."""

    STRENGTH = "strength"
    ATTENTION = "attention"
    QUESTION = "question"


class Rule(StrEnum):
    """Why something stands out."""

    BETTER = "better"  # better than the others, beyond chance
    TARGET_REACHED = "target_reached"
    WEAK = "weak"  # weaker than the others, beyond chance, and not improving
    WEAK_NO_TREND = "weak_no_trend"  # the same, where the direction is not known
    BEHIND = "behind"  # loses ground to the others, beyond chance, though not worsening itself
    TARGET_FAR = "target_far"  # far from the own target, or not on the way to it
    WEAK_IMPROVING = "weak_improving"  # weaker beyond chance, but improving: fast enough?
    BETTER_WORSENING = "better_worsening"  # better, but worsening
    WEAK_UNSURE = "weak_unsure"  # among the weakest third, chance unknown
    TURNED = "turned"  # the course turned round: why?


KINDS: Final = {
    Rule.BETTER: Kind.STRENGTH,
    Rule.TARGET_REACHED: Kind.STRENGTH,
    Rule.WEAK: Kind.ATTENTION,
    Rule.BEHIND: Kind.ATTENTION,
    Rule.WEAK_NO_TREND: Kind.ATTENTION,
    Rule.TARGET_FAR: Kind.ATTENTION,
    Rule.WEAK_IMPROVING: Kind.QUESTION,
    Rule.BETTER_WORSENING: Kind.QUESTION,
    Rule.WEAK_UNSURE: Kind.QUESTION,
    Rule.TURNED: Kind.QUESTION,
}
"""In the order in which they are shown."""


@dataclass(frozen=True)
class Signal:
    """One thing that stands out, and the card it rests on."""

    rule: Rule
    card: Card

    @property
    def kind(self) -> Kind:
        """Strength, point of attention or question."""
        return KINDS[self.rule]


def signals(cards: Iterable[Card]) -> list[Signal]:
    """Everything that stands out, by kind and rule, the most outlying first; one per indicator."""
    found = [Signal(rule, card) for card in cards if (rule := _rule(card)) is not None]
    order = list(KINDS)
    return sorted(found, key=lambda each: (order.index(each.rule), -outlying(each.card)))


def certain(card: Card) -> bool:
    """Is the difference with the median larger than chance at 99.8 %?

    Stocks and accounts always are; where chance is not known, never.
    """
    if card.indicator.chance is Chance.NONE:
        return True
    if card.strict is None or card.reference is None:
        return False
    low, high = card.strict
    return not low <= card.reference <= high


def _rule(card: Card) -> Rule | None:
    """The first rule that holds; context and old figures have none."""
    if is_context(card) or card.old:
        return None
    rules = (_of_target(card), _of_weak(card), _of_ground(card), _of_good(card))
    found = next(filter(None, rules), None)
    if found is None and card.status is Status.POOR:
        return Rule.WEAK_UNSURE
    return found or (Rule.TURNED if card.turned is not None else None)


def _of_target(card: Card) -> Rule | None:
    """The municipality's own target."""
    aim = card.aim
    if aim is None or not aim.own or aim.status is Status.UNKNOWN:
        return None
    if aim.status is Status.POOR or aim.pace in (Pace.FAR_TOO_SLOW, Pace.WRONG_WAY):
        return Rule.TARGET_FAR
    return Rule.TARGET_REACHED if aim.status is Status.GOOD else None


def _of_weak(card: Card) -> Rule | None:
    """Weaker than the others, with certainty."""
    if card.status is not Status.POOR or not certain(card):
        return None
    if card.trend is Trend.UNKNOWN:
        return Rule.WEAK_NO_TREND
    return Rule.WEAK_IMPROVING if card.trend is Trend.IMPROVING else Rule.WEAK


def _of_ground(card: Card) -> Rule | None:
    """Losing ground to the others."""
    behind = card.against is Against.SLOWER and _loses_ground(card)
    return Rule.BEHIND if behind else None


def _of_good(card: Card) -> Rule | None:
    """Better than the others."""
    if card.status is not Status.GOOD:
        return None
    if card.trend is Trend.WORSENING:
        return Rule.BETTER_WORSENING
    return Rule.BETTER if certain(card) else None


def _loses_ground(card: Card) -> bool:
    """Is the growing distance to the others more than chance, and more than inflation?

    Amounts of money grow apart by themselves when all prices rise.
    """
    nominal = card.indicator.unit.startswith("euro")
    return not nominal and card.against_p is not None and card.against_p <= STRICT_P


def outlying(card: Card) -> float:
    """How far from the middle of the others, 0 to 50."""
    return abs((card.percentile if card.percentile is not None else 50.0) - 50)


def spread_over_goals(found: Sequence[Signal], most: int) -> list[Signal]:
    """A few of them: the first of each goal before the second of any, in their order."""
    seen: dict[int, int] = {}
    turns = []
    for position, each in enumerate(found):
        goal = each.card.indicator.main_goal
        seen[goal] = seen.get(goal, 0) + 1
        turns.append((seen[goal], position))
    chosen = sorted(turns)[:most]
    return [found[position] for _, position in chosen]
