"""`/nieuw`: what updates changed, over all municipalities and for the one that is chosen."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import groupby
from typing import Final
from urllib.parse import urlencode

from sdgwijzer.content import (
    Address,
    Badge,
    Block,
    Bullets,
    Heading,
    Link,
    Links,
    Note,
    Options,
    Outside,
    Page,
    Paragraph,
    Runs,
    Table,
    Unfold,
)
from sdgwijzer.links.choices import Choices, to
from sdgwijzer.model import Indicator, Municipality
from sdgwijzer.texts import frame_of_pages, numbers
from sdgwijzer.texts import news as words
from sdgwijzer.views import news
from sdgwijzer.views.dataset import Dataset
from sdgwijzer.views.news import Cell, Turned

MOST: Final = 40  # updates that are listed
MOST_CELLS: Final = 200  # numbers of the own municipality
MOST_DAYS: Final = 8  # to choose from; a link can name any day
DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
FEED: Final = "nieuw.atom"
"""Where the server has the same as a feed."""


def page(choices: Choices, data: Dataset) -> Page:
    """What is new.

    Args:
        choices: of the link.
        data: the figures in use.
    """
    own = choices.municipality
    entries = data.indicators(own.nis_code if own else None)
    found = news.news(data.store, entries)
    blocks: list[Block] = [Heading(frame_of_pages.PAGES["nieuw"], 1)]
    if own is not None:
        blocks += _of_town(choices, own, data)
    blocks += [Heading(words.EVERYWHERE), Paragraph.of(words.INTRO)]
    blocks.append(Links.of(Link(Outside(f"./{FEED}"), words.FEED)))
    blocks += [] if found else [Paragraph.of(words.NOTHING)]
    for day, updates in groupby(found[:MOST], key=lambda each: each.day):
        blocks.append(Heading(numbers.day(day)))
        for each in updates:
            blocks.append(Heading(words.headline(each), 3))
            blocks.append(Bullets.of(words.lines(each.items)))
    if len(found) > MOST:
        blocks.append(Paragraph.of(words.MORE.format(count=len(found) - MOST), "quiet"))
    return Page((*blocks, *_sources(data)))


def _of_town(choices: Choices, own: Municipality, data: Dataset) -> Iterator[Block]:
    """What changed for one municipality since a day."""
    asked, known = choices.options.one("sinds"), data.store.days()
    since = asked if _is_day(asked) else ""
    if asked and not since:
        yield Note("warning", words.NOT_A_DAY.format(text=asked[:40]))
    if not known:
        yield Paragraph.of(words.NEVER)
        return
    entries = data.indicators(own.nis_code)
    found = news.town(data.store, entries, data.reference, own.nis_code, since)
    options = ((numbers.day(day), _since(choices, day), day == found.since) for day in known)
    yield Options(words.SINCE, tuple(options)[:MOST_DAYS])
    yield Paragraph.of(words.of_town(found, own.name), "answer")
    feed = Outside(f"./{FEED}?{urlencode({'gemeente': own.name})}")
    yield Links.of(Link(feed, words.FEED_OF_TOWN))
    for field, title in words.TURNED.items():
        mine = [each for each in found.turned if each.field == field]
        if mine:
            yield Unfold(f"{title} ({len(mine)})", (_turned(choices, title, mine),))
    if found.cells:
        rows = [_revised(choices, cell) for cell in found.cells[:MOST_CELLS]]
        table = Table.of(words.of_place(own.name), words.PLACE_HEAD, rows)
        yield Unfold(f"{words.of_place(own.name)} ({len(found.cells)})", (table,))
    if found.years:
        grown = [
            (_named(choices, item), (words.years_word(years),))
            for item, years in sorted(found.years, key=lambda each: each[0].main_goal)
        ]
        table = Table.of(words.NEW_YEARS, words.YEARS_HEAD, grown)
        yield Unfold(f"{words.NEW_YEARS} ({len(grown)})", (table,))


def _is_day(text: str) -> bool:
    """Is it a day of the calendar, written as in a link?"""
    try:
        return bool(DAY.fullmatch(text)) and bool(date.fromisoformat(text))
    except ValueError:  # 31 February
        return False


def _since(choices: Choices, day: str) -> Address:
    return Address("nieuw", (*choices.pairs, ("sinds", day)))


def _turned(choices: Choices, title: str, found: Sequence[Turned]) -> Table:
    """Judgements that are not what they were, by goal."""
    ordered = sorted(found, key=lambda each: (each.indicator.main_goal, each.indicator.name))
    rows: list[tuple[Runs, ...]] = [
        (
            _named(choices, each.indicator),
            (words.code_word(each.field, each.old, now=False),),
            (words.code_word(each.field, each.new, now=True),),
            (words.BECAUSE[each.kind],),
        )
        for each in ordered
    ]
    return Table.of(title, words.TURNED_HEAD, rows)


def _revised(choices: Choices, cell: Cell) -> tuple[Runs, ...]:
    """One number of before, with a link to its indicator."""
    name, *others = words.row(cell)
    return (_named(choices, cell.indicator, name), *((text,) for text in others))


def _named(choices: Choices, item: Indicator, name: str = "") -> Runs:
    """Its goal, and its name that leads to it; in one cell, so that a telephone shows the rest."""
    return (
        Badge(item.main_goal),
        " ",
        Link(to(choices, "indicator", ("indicator", item.id)), name or item.name),
    )


def _sources(data: Dataset) -> Iterator[Block]:
    """Where the figures come from, those fetched last first."""
    yield Heading(words.SOURCES)
    sources = data.provenance().sort_values(["retrieved", "published"], ascending=False)
    rows: list[tuple[Runs, ...]] = [
        (
            (row["publisher"],),
            (row["title"],),
            (numbers.day(row["published"]),),
            (numbers.day(row["retrieved"]),),
        )
        for row in sources.fillna("").to_dict("records")
    ]
    yield Table.of(words.SOURCES, words.SOURCES_HEAD, rows)
