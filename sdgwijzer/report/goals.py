"""The chapter of one goal: what stands out, its figures, in words, the plan, what is not known."""

from collections.abc import Iterator, Sequence
from typing import Final

from sdgwijzer.content import Block, Bullets, Heading, Paragraph, Ref, Runs
from sdgwijzer.goals import Goal
from sdgwijzer.links.choices import Placed
from sdgwijzer.report import chapters, figures, places, values
from sdgwijzer.report.sources import PLAN, Sources
from sdgwijzer.screens.plan import spent_on
from sdgwijzer.texts import headings, sentences
from sdgwijzer.texts import report as texts
from sdgwijzer.texts.targets import TARGETS
from sdgwijzer.views import marks, signals
from sdgwijzer.views.cards import Card
from sdgwijzer.views.counts import counts
from sdgwijzer.views.dataset import Dataset
from sdgwijzer.views.signals import Called

SENTENCES: Final = 5
"""Families that speak in words."""


def chapter(
    choices: Placed,
    data: Dataset,
    goal: Goal,
    shown: Sequence[Card],
    sources: Sources,
    *,
    chosen: bool = False,
) -> Iterator[Block]:
    """All that is said of one goal, with its heading.

    Args:
        choices: of the link.
        data: the figures in use.
        goal: which one.
        shown: all figures of the municipality that are wanted.
        sources: for their numbers.
        chosen: were they chosen one by one? Then each has its sentence and its course, and
            nothing else of the goal is told.
    """
    mine = [card for card in shown if card.indicator.main_goal == goal.number]
    there = figures.with_figure(mine)
    yield Heading(texts.goal(goal.number, goal.name), 2, goal=goal.number, anchor=anchor(goal))
    if not there:
        yield Paragraph.of(_empty(choices, data, goal, mine))
        yield from _unknown(data, goal, mine, ())
        return
    yield from _about(mine, goal)
    yield Paragraph.of(sentences.distribution(counts(mine, goal.number)), "lead")
    found = signals.signals(mine)
    yield Heading(texts.STANDS_OUT, 3)
    if found:
        by_peers = choices.judged_by_peers
        yield from chapters.points(shown, found, sources, level=4, in_flanders=by_peers)
    else:
        yield Paragraph.of(sentences.NO_SIGNALS)
    yield Heading(texts.FIGURES, 3)
    caption = texts.places_of(goal.number)
    yield from places.of_figures(choices, data, there, caption, sources)
    yield figures.table(choices, there, texts.figures_of(goal.number), sources)
    for card in there if chosen else _first(found, there):
        drawn = figures.course(choices, data, card, sources)
        if drawn is not None:
            yield drawn
    speaking = there if chosen else _speaking(found, there)
    yield from _in_words(choices, speaking, sources)
    if chosen:  # the plan, and what there are no figures of, were not asked
        return
    yield from _planned(choices, data, goal, sources)
    plan = (sources.number(PLAN),) if data.plan(choices.code)[0] else ()
    yield from _unknown(data, goal, mine, plan)


def anchor(goal: Goal) -> str:
    """Under which the chapter of a goal is found."""
    return f"sdg-{goal.number}"


def _about(mine: Sequence[Card], goal: Goal) -> Iterator[Paragraph]:
    """What the figures are about: the targets of the UN that the catalogue names."""
    codes = {code for card in mine for code in card.indicator.un_targets}
    named = sorted(
        (code for code in codes if code.split(".")[0] == str(goal.number)),
        key=lambda code: (len(code), code),
    )
    if named:
        said = "; ".join(f"{TARGETS[code]} ({code})" for code in named)
        yield Paragraph.of(f"{texts.TARGETS}: {said}.", "facts")


def _empty(choices: Placed, data: Dataset, goal: Goal, mine: Sequence[Card]) -> str:
    """Why a goal has no figure here."""
    if mine:
        return headings.NO_FIGURES
    every = data.indicators(choices.code).values()
    there = any(item.main_goal == goal.number for item in every)
    return headings.NONE_CHOSEN if there else headings.EMPTY_GOAL


def _first(found: Sequence[Called], there: Sequence[Card]) -> list[Card]:
    """Whose course is drawn: what stands out most, else the first that is judged."""
    called = [each.card for each in found]
    judged = [card for card in there if card.speaks and marks.mark(card).judged]
    return [card for card in (*called, *judged) if len(card.series) > 1][:1]


def _speaking(found: Sequence[Called], there: Sequence[Card]) -> list[Card]:
    """A few spokesmen, what stands out first."""
    called = [each.card for each in found]
    rest = [card for card in there if card.speaks and card not in called]
    return [*called, *rest][:SENTENCES]


def _in_words(choices: Placed, speaking: Sequence[Card], sources: Sources) -> Iterator[Block]:
    """A few sentences of each."""
    if not speaking:
        return
    yield Heading(texts.IN_WORDS, 3)
    for card in speaking:
        said = sentences.sentence(card, choices.name, choices.label)
        yield Paragraph((*values.traced(said, card), sources.ref(card.indicator)))
        if card.indicator.remark:
            yield Paragraph.of(f"{sentences.MIND} {card.indicator.remark}", "facts")


def _planned(choices: Placed, data: Dataset, goal: Goal, sources: Sources) -> Iterator[Block]:
    """The investments that the plan puts under this goal alone."""
    actions, budgets = data.plan(choices.code)
    total = spent_on(actions, budgets, goal.number)
    if total:
        count = sum(row["goals"] == str(goal.number) for row in actions)
        line: Runs = (texts.planned(count, total), Ref((sources.number(PLAN),)))
        yield Heading(texts.PLAN, 3)
        yield Paragraph(line)


def _unknown(
    data: Dataset, goal: Goal, mine: Sequence[Card], plan: Sequence[int]
) -> Iterator[Block]:
    waiting = [item.name for item in data.waiting.values() if item.main_goal == goal.number]
    lines = list(chapters.unknown(mine, waiting, plan))
    if lines:
        yield Heading(texts.UNKNOWN, 3)
        yield from lines


def own(text: str) -> Iterator[Block]:
    """What the municipality wrote itself: paragraphs, and lists of lines that begin with "- "."""
    for part in filter(None, (each.strip() for each in text.replace("\r", "").split("\n\n"))):
        lines = part.split("\n")
        if all(line.startswith("- ") for line in lines):
            yield Bullets(tuple((line[2:],) for line in lines))
        else:
            yield Paragraph.of(" ".join(lines), "own")
