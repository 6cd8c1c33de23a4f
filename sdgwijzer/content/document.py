"""Blocks of a document: what a page has no need of."""

from dataclasses import dataclass
from typing import Final

from sdgwijzer.content.base import Block
from sdgwijzer.content.figures import Figure
from sdgwijzer.content.runs import Runs
from sdgwijzer.content.tables import Table

OWN: Final = "own"
"""Kind of a paragraph or a list that the municipality wrote itself."""


@dataclass(frozen=True, slots=True)
class Captioned(Block):
    """A table or a figure of a document, with what stands around it.

    Attributes:
        content: what is shown; the alternative text of a figure is its `alt`.
        caption: what it shows; its number is counted by who writes the document.
        sources: numbers of the sources.
        remark: what to know about it; "" for nothing.
    """

    content: Table | Figure
    caption: str
    sources: tuple[int, ...]
    remark: str = ""


@dataclass(frozen=True, slots=True)
class Numbered(Block):
    """Lines with a number before each, that goes on where the last of these ended.

    Attributes:
        items: in order.
        first: the number of the first one.
    """

    items: tuple[Runs, ...]
    first: int = 1


@dataclass(frozen=True, slots=True)
class Source(Block):
    """One source at the end of a document.

    Attributes:
        number: by which lines refer to it.
        title: of the data set.
        publisher: who published it.
        licence: under which.
        published: the publisher's own date, as it is read; "" where it has none.
        retrieved: the day on which it was taken, as it is read.
        homepage: where it stands.
        line: all of it as one line, without its number and its homepage.
    """

    number: int
    title: str
    publisher: str
    licence: str
    published: str
    retrieved: str
    homepage: str
    line: str = ""
