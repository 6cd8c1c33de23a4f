"""Choices and figures → the chapters of a report, in their order."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from sdgwijzer import orders
from sdgwijzer.content import Block, Heading, Source
from sdgwijzer.goals import GOALS, Goal
from sdgwijzer.links.choices import Placed
from sdgwijzer.orders import Order
from sdgwijzer.report import chapters, goals, priorities
from sdgwijzer.report.chapters import Chapter
from sdgwijzer.report.sources import Sources
from sdgwijzer.report.wishes import CHAPTERS, Wishes
from sdgwijzer.screens import overview
from sdgwijzer.texts import note as texts_of_note
from sdgwijzer.texts import report as texts
from sdgwijzer.texts import site
from sdgwijzer.views.cards import Card
from sdgwijzer.views.dataset import Dataset


@dataclass(frozen=True)
class Report:
    """The whole document, in no format.

    Attributes:
        title: what it is called.
        place: name of the municipality.
        question: what it answers.
        facts: what sort of place it is, and beside whom.
        status: that it is a draft.
        left_out: which chapters were not wanted; "" for none.
        chapters: in order; the last one has the sources.
        sources: those that lines refer to, by their number.
        made: version of the app and of the rules, and of when the figures are.
    """

    title: str
    place: str
    question: str
    facts: str
    status: str
    left_out: str
    chapters: tuple[Chapter, ...]
    sources: tuple[Source, ...]
    made: str


Told = Callable[[int, int, str], None]


def report(choices: Placed, data: Dataset, wishes: Wishes, told: Told = lambda *_: None) -> Report:
    """The report of one municipality.

    Args:
        choices: which municipality, beside whom.
        data: the figures in use.
        wishes: what it has, and in which order.
        told: hears which goal is being made: its place, of how many, its name.
    """
    every = data.indicators(choices.code)
    named = [row.nis_code for row in choices.named]
    shown = data.cards(every, choices.code, choices.peers, named=named)
    sources = Sources(data)
    made = tuple(_chapters(choices, data, wishes, shown, sources, told))
    listed = sources.listed()
    last = Chapter("bronnen", (Heading(texts.SOURCES, 1, anchor="bronnen"), *listed))
    return Report(
        title=wishes.title,
        place=choices.name,
        question=texts.question(choices.name, _names(wishes, data)),
        facts=f"{' · '.join(overview.facts(choices, shown))}. {choices.beside_line}",
        status=texts.DRAFT,
        left_out=_left_out(wishes, choices.name),
        chapters=(*made, last),
        sources=listed,
        made=site.build_line(data.store.build()),
    )


def opening(choices: Placed, data: Dataset, wishes: Wishes) -> Report:
    """The title and the first chapter of a report alone, to see how it begins.

    Args:
        choices: which municipality, beside whom.
        data: the figures in use.
        wishes: of the whole report.
    """
    first = report(choices, data, replace(wishes, chapters=wishes.chapters[:1]))
    kept = (first.chapters[0], *first.chapters[1:][-1:])  # the last one has the sources
    return replace(first, chapters=kept, left_out=_left_out(wishes, choices.name))


def _left_out(wishes: Wishes, place: str) -> str:
    """Nothing where some figures were chosen: what such a report has not, nobody left out."""
    if wishes.indicators:
        return ""
    gone = [texts.chapter(each, place) for each in CHAPTERS if each not in wishes.chapters]
    return texts.left_out(gone) if gone else ""


def _chapters(
    choices: Placed,
    data: Dataset,
    wishes: Wishes,
    every: Sequence[Card],
    sources: Sources,
    told: Told,
) -> Iterator[Chapter]:
    """Those that are wanted, each with what the municipality wrote there."""
    only = set(wishes.indicators)
    shown = [card for card in every if not only or card.indicator.id in only]
    whole = not wishes.indicators and not wishes.goals
    order = orders.named(data.orders[wishes.order], wishes.labels)
    goals_ = _ordered(order)
    chosen = [goal for goal in goals_ if not wishes.goals or goal.number in wishes.goals]
    wanted = {goal.number for goal in chosen}
    mine = [card for card in shown if card.indicator.main_goal in wanted]
    made: dict[str, Callable[[], Iterator[Block]]] = {
        "samenvatting": lambda: chapters.summary(choices, every, sources, whole=whole),
        "lezen": lambda: chapters.reading(choices),
        "profiel": lambda: chapters.profile(choices, every, sources),
        "doelen": lambda: chapters.order(order, chosen),
        "verbanden": lambda: chapters.links(mine, sources),
        "vragen": lambda: chapters.questions(mine, sources),
        "methode": chapters.rules,
        "bijlage": lambda: chapters.annex(choices, mine, sources),
    }
    for anchor, blocks in made.items():
        if anchor not in wishes.chapters:
            continue
        heading = Heading(texts.chapter(anchor, choices.name), 1, anchor=anchor)
        said = (*blocks(), *_own(wishes, anchor))
        if said or anchor != "bijlage":  # an annex without figures is none
            yield Chapter(anchor, (heading, *said))
        if anchor == "doelen":
            for number, goal in enumerate(chosen, 1):
                told(number, len(chosen), goal.name)
                blocks_ = tuple(
                    goals.chapter(choices, data, goal, shown, sources, chosen=bool(only))
                )
                key = goals.anchor(goal)
                yield Chapter(key, (*blocks_, *_own(wishes, key)))
            if wishes.room is not None:
                name = texts_of_note.PRIORITIES
                heading = Heading(name, 1, anchor=priorities.ANCHOR)
                voted = priorities.priorities(wishes.room, sources.add)
                yield Chapter(priorities.ANCHOR, (heading, *voted))


def _names(wishes: Wishes, data: Dataset) -> list[str]:
    """Of the only figures that are wanted."""
    return [data.all_indicators[each].name for each in wishes.indicators]


def _ordered(order: Order) -> list[Goal]:
    """The goals in the order that is wanted."""
    numbers = [number for group in order.groups.values() for number in group.goals]
    return [GOALS[number - 1] for number in numbers] if numbers else list(GOALS)


def _own(wishes: Wishes, anchor: str) -> Iterator[Block]:
    text = wishes.own.get(anchor, "").strip()
    if text:
        yield Heading(texts.OWN, 3)
        yield from goals.own(text)
