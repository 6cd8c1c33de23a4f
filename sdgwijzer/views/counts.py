"""One goal: how its indicators are spread over the judgements."""

from collections.abc import Sequence
from dataclasses import dataclass

from sdgwijzer.model import Status, Trend
from sdgwijzer.views.cards import Card, is_context


@dataclass(frozen=True)
class Counts:
    """One goal: how its indicators are spread over the judgements; one fact has one vote."""

    indicators: int
    with_figure: int
    good: int
    middle: int
    poor: int
    parts: int  # judged, and say nearly the same as one that has the vote
    unjudged: int  # too old, too few others, too many ties; those without a figure are not here
    context: int  # background figures, never judged
    improving: int
    worsening: int
    unclear: int  # enough years, but stable or without a direction; context not counted

    @property
    def moving(self) -> bool:
        """Does any of them become better or less good?"""
        return self.improving + self.worsening > 0


def counts(shown: Sequence[Card], goal: int) -> Counts:
    """The spread of one goal; an indicator counts in its main goal only."""
    mine = [card for card in shown if card.indicator.main_goal == goal]
    there = [card for card in mine if card.own.value is not None]
    judged = [card for card in there if not is_context(card)]
    status = [card.status for card in judged if card.speaks]
    known = [card for card in judged if card.status is not Status.UNKNOWN]
    trend = [card.trend for card in judged if card.speaks or card.indicator.family is None]
    return Counts(
        indicators=len(mine),
        with_figure=len(there),
        good=status.count(Status.GOOD),
        middle=status.count(Status.MIDDLE),
        poor=status.count(Status.POOR),
        parts=sum(not card.speaks for card in known),
        unjudged=len(judged) - len(known),
        context=len(there) - len(judged),
        improving=trend.count(Trend.IMPROVING),
        worsening=trend.count(Trend.WORSENING),
        unclear=trend.count(Trend.STABLE) + trend.count(Trend.FLUCTUATING),
    )
