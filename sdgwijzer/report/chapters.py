"""The chapters around those of the goals: summary, profile, links, questions, method."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sdgwijzer.content import (
    Block,
    Bullets,
    Heading,
    Numbered,
    Paragraph,
    Ref,
    Runs,
    Styled,
)
from sdgwijzer.goals import GOALS, Goal
from sdgwijzer.links.choices import Placed
from sdgwijzer.model import Missing, Signal
from sdgwijzer.orders import Group, Order
from sdgwijzer.report import figures, places
from sdgwijzer.report.sources import Sources
from sdgwijzer.screens import legend, overview
from sdgwijzer.texts import method, sentences
from sdgwijzer.texts import overview as words_of_overview
from sdgwijzer.texts import report as texts
from sdgwijzer.views import marks, signals
from sdgwijzer.views.cards import Card, is_context
from sdgwijzer.views.marks import Mark
from sdgwijzer.views.signals import Called


@dataclass(frozen=True)
class Chapter:
    """A part of the report that stands alone: its first block is its heading."""

    anchor: str
    blocks: tuple[Block, ...]


MOST: Final = {Signal.STRENGTH: 3, Signal.ATTENTION: 3, Signal.QUESTION: 2}
"""Points of each kind in the summary."""

PROFILE: Final = (
    "inwoners",
    "aandeel_0_17",
    "aandeel_65plus",
    "aandeel_80plus",
    "alleenwonenden",
    "buitenlandse_herkomst",
    "beschikbaar_inkomen",
    "woonquote",
    "prijs_huizen",
)
"""Indicators that say what sort of place it is."""


def summary(
    choices: Placed, shown: Sequence[Card], sources: Sources, *, whole: bool
) -> Iterator[Block]:
    """One page that stands alone, over the whole municipality.

    Args:
        choices: of the link.
        shown: all its figures.
        sources: for their numbers.
        whole: are all of them in the document? Else it is said that the summary is of all.
    """
    found = signals.signals(shown)
    counted = Counter(marks.mark(card) for card in shown if card.speaks)
    good = counted[Mark.GOOD] + counted[Mark.GOOD_ESTIMATED]
    poor = counted[Mark.POOR] + counted[Mark.POOR_ESTIMATED]
    middle = counted[Mark.MIDDLE] + counted[Mark.BETWEEN]
    estimated = counted[Mark.GOOD_ESTIMATED] + counted[Mark.POOR_ESTIMATED]
    lead = texts.lead(choices.name, choices.beside_short, good, middle, poor, estimated)
    yield Paragraph.of(lead, "lead")
    if not whole:
        yield Paragraph.of(texts.WHOLE, "facts")
    gone = sum(card.own.missing == Missing.MERGED for card in shown)
    if gone:
        yield Paragraph.of(texts.no_part(gone))
    in_flanders = choices.judged_by_peers
    yield from points(shown, found, sources, level=2, in_flanders=in_flanders, most=MOST)
    picture = places.of_goals(choices, shown, sources)
    if picture is not None:
        yield picture
    line = legend.legend({marks.mark(card) for card in shown if card.speaks}, rings=False)
    if line is not None:
        yield line


def points(
    shown: Sequence[Card],
    found: Sequence[Called],
    sources: Sources,
    *,
    level: int,
    in_flanders: bool,
    most: Mapping[Signal, int] | None = None,
) -> Iterator[Block]:
    """Strengths, points of attention and questions, a list of each.

    Args:
        shown: all figures of the municipality, for those that say the same.
        found: what is called.
        sources: for their numbers.
        level: of the headings.
        in_flanders: is it said that they are beside Flanders, as the marks are not?
        most: of each kind; None for all.
    """
    for kind in words_of_overview.POINTS:
        title = words_of_overview.point_title(kind, in_flanders=in_flanders)
        mine = [each for each in found if each.kind is kind]
        chosen = signals.spread_over_goals(mine, (most or {}).get(kind, len(mine)))
        if chosen:
            yield Heading(title, level)
            yield Bullets(tuple(figures.point(each, shown, sources) for each in chosen))
        elif most is not None and kind in words_of_overview.NONE:
            yield Heading(title, level)
            yield Paragraph.of(words_of_overview.NONE[kind])


def reading(choices: Placed) -> Iterator[Block]:
    """What the marks mean, whom they compare with, what a margin is."""
    line = legend.legend(set(Mark) - {Mark.NONE}, rings=True)
    if line is not None:
        yield line
    yield Paragraph.of(texts.beside(choices.beside_line, len(choices.peers.codes)))
    for title, text in method.SHORT[:3]:
        yield Paragraph((Styled(f"{title} ", "strong"), text))
    yield Paragraph.of(texts.REACH)


def profile(choices: Placed, shown: Sequence[Card], sources: Sources) -> Iterator[Block]:
    """What sort of place it is, beside the others."""
    cards = {card.indicator.id: card for card in shown}
    mine = [cards[id_] for id_ in PROFILE if id_ in cards and cards[id_].own.value is not None]
    yield Paragraph.of(" · ".join(overview.facts(choices, shown)) + ".", "facts")
    if mine:
        caption = texts.chapter("profiel", choices.name)
        yield figures.table(choices, mine, caption, sources)


def order(found: Order, chosen: Sequence[Goal]) -> Iterator[Block]:
    """The groups in which the goals stand, and why; nothing for the order of the numbers."""
    there = {goal.number for goal in chosen}
    groups = [group for group in found.groups.values() if there & set(group.goals)]
    if groups:
        yield Paragraph.of(texts.ordered(found.name))
        yield Bullets(tuple(_group(group, there) for group in groups))


def _group(group: Group, there: set[int]) -> Runs:
    named = texts.in_group([number for number in group.goals if number in there], group.reason)
    return (Styled(group.name, "strong"), f": {named}")


def links(shown: Sequence[Card], sources: Sources) -> Iterator[Block]:
    """Figures that say something about another goal too, each once."""
    lines: list[Runs] = []
    for item in (card.indicator for card in shown if card.own.value is not None):
        others = sorted(set(item.goals) - {item.main_goal})
        if others:
            lines.append((f"{texts.belongs(item.name, others)}.", sources.ref(item)))
    yield Paragraph.of(texts.LINKS if lines else texts.NO_LINKS)
    if lines:
        yield Bullets(tuple(lines))


def questions(shown: Sequence[Card], sources: Sources) -> Iterator[Block]:
    """All questions by goal, numbered, with room for an answer."""
    found = [each for each in signals.signals(shown) if each.kind is Signal.QUESTION]
    number = 1
    for goal in GOALS:
        mine = [each for each in found if each.card.indicator.main_goal == goal.number]
        if mine:
            yield Heading(texts.goal(goal.number, goal.name), 2, goal=goal.number)
            yield Numbered(tuple(figures.point(each, shown, sources) for each in mine), number)
            number += len(mine)
    if not found:
        yield Paragraph.of(texts.NO_QUESTIONS)
    yield Paragraph.of(texts.RICHTVRAGEN)


def rules() -> Iterator[Block]:
    """How judgements are made, with the constants that decide."""
    for title, text in (*method.SHORT, *method.METHOD):
        yield Heading(title, 2)
        yield Paragraph.of(text)


def annex(choices: Placed, shown: Sequence[Card], sources: Sources) -> Iterator[Block]:
    """Per goal the figures that have no judgement."""
    for goal in GOALS:
        mine = [
            card
            for card in figures.with_figure(shown)
            if card.indicator.main_goal == goal.number and not marks.mark(card).judged
        ]
        if mine:
            title = texts.goal(goal.number, goal.name)
            yield Heading(title, 2, goal=goal.number)
            yield figures.table(choices, mine, title, sources)


def unknown(
    shown: Sequence[Card], waiting: Sequence[str], sources: Sequence[int] = ()
) -> Iterator[Block]:
    """What these figures leave open, each only where it holds.

    Args:
        shown: figures of a goal.
        waiting: names of what the catalogue has without figures.
        sources: numbers of the sources of the plan, where one is shown.
    """
    lines: list[Runs] = []
    judged = [marks.mark(card) for card in shown if marks.mark(card).judged]
    estimated = sum(mark.estimated for mark in judged)
    if estimated:
        lines.append((texts.estimated(estimated, len(judged)),))
    lines += [(line,) for line in sentences.gaps(shown)]
    old = sum(card.old and not is_context(card) for card in shown)
    if old:
        lines.append((texts.old(old),))
    if waiting:
        lines.append((texts.waiting(waiting),))
    if sources:
        lines.append((texts.ONLY_INVESTMENTS, Ref(tuple(sources))))
    if lines:
        yield Bullets(tuple(lines))
