"""`/`: the question, one box to answer it, a map to choose on, the goals, what one can do here."""

from collections.abc import Iterator
from typing import Final

from sdgwijzer import failures
from sdgwijzer.content import (
    Address,
    AskPlace,
    Block,
    Doors,
    GoalTiles,
    Heading,
    Link,
    Map,
    Page,
    Paragraph,
)
from sdgwijzer.errors import StoreError
from sdgwijzer.goals import GOALS
from sdgwijzer.links.choices import Choices
from sdgwijzer.screens import areas
from sdgwijzer.texts import frame_of_pages, screens
from sdgwijzer.texts import start as texts
from sdgwijzer.views.dataset import Dataset

EXAMPLE: Final = (("gemeente", "Harelbeke"), ("vergelijk", "Zwevegem,Deerlijk,Kuurne"))
COLOURED: Final = "prijs_huizen"
"""The indicator that colours the map: everybody knows what it is."""


def page(choices: Choices, data: Dataset) -> Page:
    """The first page; it opens without a database too.

    Args:
        choices: of the link; what is put aside is carried along.
        data: the figures in use.
    """
    carried = tuple(choices.pairs)
    tiles = (
        (
            goal.number,
            texts.breakable(goal.name),
            Address("doel", (*carried, ("doel", str(goal.number)))),
        )
        for goal in GOALS
    )
    doors = ((Link(Address(word, carried), name), said) for word, name, said in texts.DOORS)
    kept = tuple((name, text) for name, text in carried if name == "mand")
    example = Link(Address("overzicht", EXAMPLE), texts.EXAMPLE)
    return Page(
        (
            Heading(texts.QUESTION, 1),
            *_size(data),
            AskPlace(texts.PLACE, texts.SHOW, "overzicht", kept),
            Paragraph((texts.EXAMPLE_LEAD, example), "example"),
            *_map(data),
            GoalTiles(tuple(tiles)),
            Doors(tuple(doors)),
            *_new(data),
            Paragraph.of(frame_of_pages.MAP_SOURCE, "quiet"),
        )
    )


def _size(data: Dataset) -> Iterator[Block]:
    """How much there is; what is the matter where there is nothing."""
    try:
        figures = len(data.indicators(None))
    except StoreError as error:
        yield Paragraph.of(failures.sentence(error, "", {}))
        return
    yield Paragraph.of(texts.size(len(data.reference.today), figures), "lead")


def _map(data: Dataset) -> Iterator[Block]:
    """All municipalities, coloured by one figure; all alike without a database."""
    try:
        item = data.indicators(None).get(COLOURED)
        cross = data.cross_section(COLOURED) if item else None
    except StoreError:  # said above
        item = cross = None
    if item is None or cross is None:
        plain = areas.plain(data.reference)
        yield Map(frame_of_pages.MAP_CHOOSE, plain.areas, plain.legend, None, ())
    else:
        found = areas.by_value(cross, item)
        year = int(cross["common_year"].max())
        label = texts.coloured(item.name, year)
        yield Map(label, found.areas, found.legend, None, (), small=True)


def _new(data: Dataset) -> Iterator[Block]:
    """The source whose file is the newest, and the way to all that changed."""
    try:
        rows = data.provenance()
    except StoreError:  # said above
        return
    row = rows.sort_values(["published", "retrieved"], ascending=False).fillna("").iloc[0]
    said = screens.source_news(
        *(str(row[name]) for name in ("publisher", "title", "published", "retrieved"))
    )
    news = Link(Address("nieuw"), frame_of_pages.ALL_NEWS)
    waiting = Link(Address("wachtend"), frame_of_pages.PAGES["wachtend"])
    yield Paragraph((texts.NEWEST, said, " ", news, " · ", waiting), "quiet")
