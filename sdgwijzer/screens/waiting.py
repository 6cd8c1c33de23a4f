"""`/wachtend`: indicators of which there are no figures yet, by source."""

from collections import defaultdict
from collections.abc import Iterator, Sequence

from sdgwijzer import sources
from sdgwijzer.content import Block, Heading, Link, Links, Outside, Page, Paragraph
from sdgwijzer.links.choices import Choices, to
from sdgwijzer.model import Indicator, Source
from sdgwijzer.texts import frame_of_pages, screens
from sdgwijzer.texts import waiting as words
from sdgwijzer.views.dataset import Dataset


def page(choices: Choices, data: Dataset) -> Page:
    """What waits, and for whose figures.

    Args:
        choices: of the link.
        data: the figures in use.
    """
    of_source: dict[str, list[Indicator]] = defaultdict(list)
    for item in data.waiting.values():
        of_source[item.source].append(item)
    found = [(sources.load(key), items) for key, items in of_source.items()]
    found.sort(key=lambda each: (each[0].publisher, each[0].title))
    said = words.intro(len(data.waiting), len(found)) if found else words.NOTHING
    return Page(
        (
            Heading(frame_of_pages.PAGES["wachtend"], 1),
            Paragraph.of(said),
            *(block for each in found for block in _source(choices, *each)),
        )
    )


def line(choices: Choices, count: int, said: str = "") -> tuple[Paragraph, ...]:
    """How many indicators wait, with the way to them; nothing where none does.

    Args:
        choices: of the link.
        count: how many.
        said: in other words than the usual.
    """
    way = Link(to(choices, "wachtend"), said or words.waiting(count))
    return (Paragraph((way, "."), "quiet"),) if count else ()


def _source(choices: Choices, source: Source, items: Sequence[Indicator]) -> Iterator[Block]:
    """The entries of one source, and where its figures are published."""
    yield Heading(words.source(source.publisher, source.title))
    yield Paragraph((f"{words.LICENCE}: {source.licence}. ", Outside(source.homepage)), "quiet")
    yield Links(
        tuple(
            (
                Link(to(choices, "indicator", ("indicator", item.id)), item.name),
                (screens.on_goal(item.main_goal),),
            )
            for item in items
        )
    )
