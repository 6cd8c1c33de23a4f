"""`/zoek`: what the search box finds, by kind; of an indicator its latest figure."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sdgwijzer.content import (
    Address,
    Block,
    Heading,
    Link,
    Links,
    Note,
    Page,
    Paragraph,
    Runs,
    Search,
)
from sdgwijzer.goals import GOALS
from sdgwijzer.links.choices import Choices, Placed, to
from sdgwijzer.screens import basket, waiting
from sdgwijzer.texts import frame_of_pages, names, plans, screens, sentences
from sdgwijzer.texts import waiting as waiting_words
from sdgwijzer.views import search
from sdgwijzer.views.dataset import Dataset
from sdgwijzer.views.search import Hit, Kind

Item = tuple[Link, Runs]
"""Where a hit leads, with a note."""

MOST: Final = 12
"""Hits of one kind that are listed; the others are counted."""

SEVERAL: Final = 8
"""Questions at a time."""

BEST: Final = 6
"""Figures that are listed of each of several questions."""

NAMED: Final = 85.0
"""Score from which the words stand in a name: what has no figures is not counted for less."""


@dataclass(frozen=True)
class Answer:
    """What a question found.

    Attributes:
        hits: what can be shown.
        waiting: how many indicators have no figures yet.
        absent: what is said where no figure is about it; "" where there is one.
    """

    hits: tuple[Hit, ...]
    waiting: int
    absent: str


def answer(question: str, data: Dataset, own: str | None) -> Answer:
    """Search everything that pages show, and what waits for its first figures.

    Args:
        question: as typed.
        data: the figures in use.
        own: code of the municipality; None for none.
    """
    hits = search.find(
        question,
        data.lookup,
        data.indicators(own).values(),
        data.themes,
        frame_of_pages.SYNONYMS,
        data.waiting.values(),
    )
    shown = tuple(hit for hit in hits if hit.kind is not Kind.WAITING)
    later = sum(hit.kind is Kind.WAITING and hit.score >= NAMED for hit in hits)
    absent = frame_of_pages.no_figure_of(question)
    if absent:
        shown = tuple(hit for hit in shown if hit.score >= NAMED)
    elif later and not shown:
        absent = frame_of_pages.not_yet(question)
    elif not shown:
        absent = frame_of_pages.nothing_found(question)
    return Answer(shown, later, absent)


def page(choices: Choices, data: Dataset) -> Page:
    """What is found for the words in the link.

    Args:
        choices: of the link.
        data: the figures in use.
    """
    question = choices.options.one("zoek")
    if not question.strip():
        title = Heading(frame_of_pages.PAGES["zoek"], 1)
        return Page((title, box(choices), Note("info", frame_of_pages.SEARCH_EMPTY)))
    several = [each for part in question.split(",") if (each := part.strip())]
    if len(several) > 1:
        return Page(
            (
                Heading(frame_of_pages.results(question), 1),
                box(choices, question),
                *_several(choices, data, several[:SEVERAL]),
            )
        )
    own = choices.municipality
    found = answer(question, data, own.nis_code if own else None)
    plan = any(word.startswith(frame_of_pages.PLAN_WORDS) for word in question.casefold().split())
    later = waiting.line(choices, found.waiting, waiting_words.on_this(found.waiting))
    return Page(
        (
            Heading(frame_of_pages.results(question), 1),
            box(choices, question),
            *((Note("info", found.absent),) if found.absent and not plan else ()),
            *(_plan(choices) if plan else ()),
            *(_listed(choices, data, found.hits) if found.hits else ()),
            *later,
        )
    )


def box(choices: Choices, question: str = "") -> Search:
    """To ask something, in the page itself: on a telephone the box above every page is in the menu.

    Args:
        choices: of the link.
        question: that was asked before.
    """
    asked = frame_of_pages.WHAT
    return Search(asked, tuple(choices.pairs), question, frame_of_pages.PAGES["zoek"])


def _several(choices: Choices, data: Dataset, questions: Sequence[str]) -> Iterator[Block]:
    """Of each question the best of what it finds, the figures first: they are put aside."""
    own, figures = choices.municipality, _figures(choices, data)
    for question in dict.fromkeys(questions):
        found = answer(question, data, own.nis_code if own else None)
        ids = [hit.key for hit in found.hits if hit.kind is Kind.INDICATOR]
        for theme in [hit.key for hit in found.hits if hit.kind is Kind.THEME]:
            ids += _of_theme(choices, data, theme, ids)
        others = [hit for hit in found.hits if hit.kind in (Kind.MUNICIPALITY, Kind.GOAL)][:1]
        place = others and others[0].kind is Kind.MUNICIPALITY
        yield Heading(question)
        if found.absent and not found.hits:
            yield Note("info", found.absent)
            continue
        ways = [_hit(choices, data, hit, figures) for hit in others]
        listed = [_indicator(choices, data, id_, figures) for id_ in ids[:BEST]]
        yield Links(tuple(ways + listed if place else listed + ways))


def _plan(choices: Choices) -> Iterator[Block]:
    """The way to the plan, which stands below the figures of every goal."""
    yield Heading(plans.PLAN)
    yield Paragraph.of(frame_of_pages.PLAN_FOUND)
    yield Links.of(*(_goal(choices, goal.number, goal.name) for goal in GOALS))


def _listed(choices: Choices, data: Dataset, hits: Sequence[Hit]) -> Iterator[Block]:
    """The hits by kind, that of the best one first; of a theme all its indicators, each once."""
    figures, listed = _figures(choices, data), set[str]()
    for kind in dict.fromkeys(hit.kind for hit in hits):
        mine = [hit for hit in hits if hit.kind is kind and hit.key not in listed]
        if kind is Kind.THEME:
            of = {hit.name: _of_theme(choices, data, hit.key, listed) for hit in mine}
            yield from [Heading(frame_of_pages.FOUND[kind])] if any(of.values()) else []
            for name, ids in of.items():
                yield from [Heading(name, 3)] if ids else []
                yield Links(tuple(_indicator(choices, data, id_, figures) for id_ in ids))
                listed |= set(ids)
            continue
        yield from [Heading(frame_of_pages.FOUND[kind])] if mine else []
        yield Links(tuple(_hit(choices, data, hit, figures) for hit in mine[:MOST]))
        listed |= {hit.key for hit in mine[:MOST] if kind is Kind.INDICATOR}
        if len(mine) > MOST:
            yield Paragraph.of(frame_of_pages.more_hits(len(mine) - MOST), "quiet")


def _of_theme(choices: Choices, data: Dataset, theme: str, listed: Collection[str]) -> list[str]:
    """Ids of its indicators (own figures too) that are not listed yet."""
    own = choices.municipality
    entries = data.indicators(own.nis_code if own else None)
    return [id_ for id_, item in entries.items() if item.theme == theme and id_ not in listed]


def _figures(choices: Choices, data: Dataset) -> Mapping[str, str]:
    """Indicator → its latest figure in the municipality, or why there is none.

    The same cards as those of the overview, which are kept for who goes on to it.
    """
    if not isinstance(choices, Placed):
        return {}
    entries = data.indicators(choices.code)
    cards = data.cards(entries, choices.code, choices.peers, courses=False)
    return {card.indicator.id: sentences.latest(card) for card in cards}


def _hit(choices: Choices, data: Dataset, hit: Hit, figures: Mapping[str, str]) -> Item:
    """Where one hit leads, and a note."""
    if hit.kind is Kind.MUNICIPALITY:
        others = [(key, value) for key, value in choices.pairs if key != "gemeente"]
        words = hit.name if hit.name == hit.key else frame_of_pages.now(hit.name, hit.key)
        words = names.named(hit.called) if hit.called else words
        return Link(Address("overzicht", (("gemeente", hit.key), *others)), words), ()
    if hit.kind is Kind.GOAL:
        return _goal(choices, int(hit.key), hit.name), ()
    return _indicator(choices, data, hit.key, figures)


def _goal(choices: Choices, number: int, name: str) -> Link:
    return Link(to(choices, "doel", ("doel", str(number))), f"{number}. {name}")


def _indicator(choices: Choices, data: Dataset, id_: str, figures: Mapping[str, str]) -> Item:
    """An indicator: its latest figure, the goal where it counts, and to put it aside from here."""
    item = data.all_indicators[id_]
    said = [figures[id_]] if id_ in figures else []
    link = Link(to(choices, "indicator", ("indicator", id_)), item.name)
    aside = basket.way(choices, "zoek", id_)
    note = "; ".join([*said, screens.on_goal(item.main_goal)])
    return link, (note, *((" · ", aside) if aside else ()))
