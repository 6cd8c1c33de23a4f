"""`/zoek`: what the search box finds, by kind."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sdgwijzer.content import Address, Block, Heading, Link, Links, Note, Page, Paragraph
from sdgwijzer.goals import GOALS
from sdgwijzer.links.choices import Choices, to
from sdgwijzer.model import Indicator
from sdgwijzer.texts import frame_of_pages, names, plans, screens
from sdgwijzer.views import search
from sdgwijzer.views.dataset import Dataset
from sdgwijzer.views.search import Hit, Kind

MOST: Final = 12
"""Hits of one kind that are listed; the others are counted."""


def page(choices: Choices, data: Dataset) -> Page:
    """What is found for the words in the link.

    Args:
        choices: of the link.
        data: the figures in use.
    """
    question = choices.options.one("zoek")
    if not question.strip():
        title = Heading(frame_of_pages.PAGES["zoek"], 1)
        return Page((title, Note("info", frame_of_pages.SEARCH_EMPTY)))
    own = choices.municipality
    entries = data.indicators(own.nis_code if own else None)
    hits = search.find(
        question, data.lookup, entries.values(), data.themes, frame_of_pages.SYNONYMS
    )
    title = Heading(frame_of_pages.results(question), 1)
    plan = any(word.startswith(frame_of_pages.PLAN_WORDS) for word in question.casefold().split())
    if not hits and not plan:
        return Page((title, Note("info", frame_of_pages.nothing_found(question))))
    blocks: list[Block] = [title]
    if plan:
        goals = (_goal(choices, goal.number, goal.name) for goal in GOALS)
        blocks += [Heading(plans.PLAN), Paragraph.of(frame_of_pages.PLAN_FOUND), Links.of(*goals)]
    for kind in Kind:
        if mine := [hit for hit in hits if hit.kind is kind]:
            blocks.append(Heading(frame_of_pages.FOUND[kind]))
            blocks += _found(choices, data, kind, mine, entries)
    return Page(tuple(blocks))


def _found(
    choices: Choices,
    data: Dataset,
    kind: Kind,
    hits: Sequence[Hit],
    entries: Mapping[str, Indicator],
) -> Iterator[Block]:
    """The hits of one kind; of a theme all its indicators."""
    if kind is Kind.THEME:
        for hit in hits:
            yield Heading(hit.name, 3)
            among = (item for item in entries.values() if item.theme == hit.key)
            yield Links(tuple(_indicator(choices, data, item) for item in among))
        return
    yield Links(tuple(_hit(choices, data, hit, entries) for hit in hits[:MOST]))
    if len(hits) > MOST:
        yield Paragraph.of(frame_of_pages.more_hits(len(hits) - MOST), "quiet")


def _hit(
    choices: Choices, data: Dataset, hit: Hit, entries: Mapping[str, Indicator]
) -> tuple[Link, str]:
    """Where one hit leads, and a note."""
    if hit.kind is Kind.MUNICIPALITY:
        others = [(key, value) for key, value in choices.pairs if key != "gemeente"]
        words = hit.name if hit.name == hit.key else frame_of_pages.now(hit.name, hit.key)
        words = names.named(hit.called) if hit.called else words
        return Link(Address("overzicht", (("gemeente", hit.key), *others)), words), ""
    if hit.kind is Kind.GOAL:
        return _goal(choices, int(hit.key), hit.name), ""
    return _indicator(choices, data, entries[hit.key])


def _goal(choices: Choices, number: int, name: str) -> Link:
    return Link(to(choices, "doel", ("doel", str(number))), f"{number}. {name}")


def _indicator(choices: Choices, data: Dataset, item: Indicator) -> tuple[Link, str]:
    """An indicator, and the goal where it counts."""
    link = Link(to(choices, "indicator", ("indicator", item.id)), item.name)
    return link, screens.on_goal(item.main_goal)
