"""`/nieuw`: what updates changed, over all municipalities and for the one that is chosen."""

from collections.abc import Iterator
from itertools import groupby
from typing import Final

from sdgwijzer.content import (
    Block,
    Bullets,
    Heading,
    Link,
    Links,
    Outside,
    Page,
    Paragraph,
    Runs,
    Table,
)
from sdgwijzer.links.choices import Choices
from sdgwijzer.model import Municipality
from sdgwijzer.texts import frame_of_pages, numbers
from sdgwijzer.texts import news as words
from sdgwijzer.views import news
from sdgwijzer.views.dataset import Dataset

MOST: Final = 40  # updates that are listed
MOST_CELLS: Final = 200  # numbers of the own municipality
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
    blocks: list[Block] = [
        Heading(frame_of_pages.PAGES["nieuw"], 1),
        Paragraph.of(words.INTRO),
        Links.of(Link(Outside(f"./{FEED}"), words.FEED)),
    ]
    blocks += [] if found else [Paragraph.of(words.NOTHING)]
    blocks += _of_place(own, data) if own is not None and found else []
    for day, updates in groupby(found[:MOST], key=lambda each: each.day):
        blocks.append(Heading(numbers.day(day)))
        for each in updates:
            blocks.append(Heading(words.headline(each), 3))
            blocks.append(Bullets.of(words.lines(each.items)))
    if len(found) > MOST:
        blocks.append(Paragraph.of(words.MORE.format(count=len(found) - MOST), "quiet"))
    return Page((*blocks, *_sources(data)))


def _of_place(own: Municipality, data: Dataset) -> Iterator[Block]:
    """The numbers of the own municipality that changed."""
    entries = data.indicators(own.nis_code)
    cells = news.of_place(data.store, entries, data.reference, own.nis_code)
    yield Heading(words.of_place(own.name))
    if not cells:
        yield Paragraph.of(words.none_of_place(own.name))
        return
    rows = [tuple((text,) for text in words.row(cell)) for cell in cells[:MOST_CELLS]]
    yield Table.of(words.of_place(own.name), words.PLACE_HEAD, rows)


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
