"""What a report will have, before it is made: its contents, how many pages, its first ones."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sdgwijzer import orders
from sdgwijzer.content import Address, Expected
from sdgwijzer.goals import GOALS
from sdgwijzer.links.choices import Placed
from sdgwijzer.texts import report as chapters
from sdgwijzer.texts import take_along as texts
from sdgwijzer.views import marks
from sdgwijzer.views.cards import Card
from sdgwijzer.views.dataset import Dataset

FILES: Final = "afdruk"
"""Before the names of the pictures."""

_AROUND: Final = 3  # title page, contents, sources
_FIXED: Final = {"samenvatting": 1, "lezen": 1, "profiel": 1, "vragen": 1, "methode": 3}
_GOAL: Final = (0.88, 0.095, 0.046)
_CHOSEN: Final = 0.6
_LINKS: Final = (1.0, 0.011)
_ANNEX: Final = (1.36, 0.038)
"""Pages of a chapter, and what a judged figure and any figure add; of the links what a figure adds,
of the annex what one without a judgement adds. Least squares over the PDFs of 12 municipalities,
each beside two groups: 24 reports, 408 goals."""


def expected(choices: Placed, data: Dataset) -> Expected:
    """What is in the report that these choices ask.

    Args:
        choices: of the link.
        data: the figures in use.
    """
    options = choices.options
    shown = data.cards(data.indicators(choices.code), choices.code, choices.peers, courses=False)
    if only := only_of(choices):
        shown = [card for card in shown if card.indicator.id in only]
    order = orders.named(data.orders[options.one("orde")], pillars(choices))
    numbers = [number for group in order.groups.values() for number in group.goals]
    goals = goals_of(choices, data)
    chosen = [each for each in numbers or range(1, len(GOALS) + 1) if not goals or each in goals]
    groups = [each.name for each in order.groups.values() if set(each.goals) & set(chosen)]
    wanted = [each for each in chapters.CHAPTERS if each not in options.many("zonder")]
    mine = [card for card in shown if card.indicator.main_goal in chosen]
    if all(marks.mark(card).judged for card in mine if card.own.value is not None):
        wanted = [each for each in wanted if each != "bijlage"]  # it would be empty
    pairs = (*choices.pairs, *options.pairs("rapport"))
    pictures = tuple(
        (Address(f"{FILES}/rapport-{number}.png", pairs), words)
        for number, words in enumerate((texts.FIRST_PAGE, texts.SECOND_PAGE), 1)
    )
    lines = [
        texts.goals_line(chosen, groups)
        if each == "doelen"
        else chapters.chapter(each, choices.name)
        for each in wanted
    ]
    pages = round(_AROUND + sum(_pages(wanted, chosen, mine, alone=bool(only))))
    return Expected(texts.CONTENTS, (*lines, chapters.SOURCES), texts.pages(pages), pictures)


def only_of(choices: Placed) -> tuple[str, ...]:
    """The only figures that a link asks: those that it puts aside; none for all."""
    return choices.basket if choices.options.one("cijfers") == "mand" else ()


def goals_of(choices: Placed, data: Dataset) -> list[int]:
    """The goals that a link asks, or those of its only figures; none for all."""
    asked = choices.options.many("doelen")
    found = [int(each) for each in asked if each in {str(goal.number) for goal in GOALS}]
    return found or list(goals_behind(only_of(choices), data))


def goals_behind(indicators: Iterable[str], data: Dataset) -> tuple[int, ...]:
    """The goals that figures are mainly about, each once, in order."""
    there = data.all_indicators
    return tuple(sorted({there[each].main_goal for each in indicators if each in there}))


def pillars(choices: Placed) -> tuple[str, ...]:
    """What the link calls the pillars; none for their own names."""
    if choices.options.one("orde") != "p":
        return ()
    return orders.split(choices.options.one("pijlers"))


def _pages(
    wanted: Sequence[str], goals: Sequence[int], shown: Sequence[Card], *, alone: bool
) -> Iterator[float]:
    """Of each chapter, unrounded; figures that were chosen alone each have a course and words."""
    figures = [card for card in shown if card.own.value is not None]
    judged = sum(marks.mark(card).judged for card in figures)
    yield sum(_FIXED.get(each, 0) for each in wanted)
    if "doelen" in wanted and alone:
        counts = Counter(card.indicator.main_goal for card in figures)
        yield sum(max(1.0, _CHOSEN * counts[goal]) for goal in goals)
    elif "doelen" in wanted:
        of_goal, of_judged, of_figure = _GOAL
        yield of_goal * len(goals) + of_judged * judged + of_figure * len(figures)
    if "verbanden" in wanted:
        yield _LINKS[0] + _LINKS[1] * len(figures)
    if "bijlage" in wanted:
        yield _ANNEX[0] + _ANNEX[1] * (len(figures) - judged)
