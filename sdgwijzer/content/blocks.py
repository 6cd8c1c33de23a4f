"""Blocks: what stands below each other on a page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sdgwijzer.content.base import Block
from sdgwijzer.content.runs import Address, Link, Runs


@dataclass(frozen=True, slots=True)
class Heading(Block):
    """A heading; level 1 is the title of the page.

    Attributes:
        text: the words.
        level: 1 to 4.
        to: where they lead.
        after: what belongs with a title, set back.
        goal: whose tile stands before it; None for none.
        anchor: under which an address of this page finds it; "" for none.
    """

    text: str
    level: int = 2
    to: Address | None = None
    after: str = ""
    goal: int | None = None
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Paragraph(Block):
    """A paragraph.

    Kinds: text (""), answer, counts, lead, quiet, sentence, hint (not on paper), unknown.
    """

    runs: Runs
    kind: str = ""

    @classmethod
    def of(cls, text: str, kind: str = "") -> "Paragraph":
        """A paragraph of plain text."""
        return cls((text,), kind)


@dataclass(frozen=True, slots=True)
class Bullets(Block):
    """Sentences, one to a line."""

    items: tuple[Runs, ...]

    @classmethod
    def of(cls, lines: Sequence[str]) -> "Bullets":
        """Lines of plain text."""
        return cls(tuple((line,) for line in lines))


@dataclass(frozen=True, slots=True)
class Links(Block):
    """Ways to go on, as a list; each with a note behind it where there is one."""

    items: tuple[tuple[Link, Runs], ...]

    @classmethod
    def of(cls, *links: Link) -> "Links":
        """Links without notes."""
        return cls(tuple((each, ()) for each in links))


@dataclass(frozen=True, slots=True)
class Trail(Block):
    """What a page is a part of.

    Attributes:
        links: from the largest to the smallest.
        goal: whose tile stands before them; None for none.
        end: the last part, which has no page of its own.
    """

    links: tuple[Link, ...]
    goal: int | None = None
    end: str = ""


TOP: Final = "boven"
"""Anchor of the title of every page."""


@dataclass(frozen=True, slots=True)
class Anchors(Block):
    """Ways on the same page: name and anchor of a heading.

    Attributes:
        parts: in order.
        top: is it the way back to the title, at the end?
    """

    parts: tuple[tuple[str, str], ...]
    top: bool = False


@dataclass(frozen=True, slots=True)
class Facts(Block):
    """Terms with their description."""

    pairs: tuple[tuple[str, Runs], ...]


@dataclass(frozen=True, slots=True)
class Note(Block):
    """A note between the blocks, read aloud when it appears.

    Attributes:
        kind: info, warning or error.
        text: what it says.
        ways: links behind it.
    """

    kind: str
    text: str
    ways: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True)
class Columns(Block):
    """Parts side by side, below each other on a small screen."""

    parts: tuple[tuple[Block, ...], ...]


@dataclass(frozen=True, slots=True)
class Unfold(Block):
    """What is read by who wants it."""

    title: str
    blocks: tuple[Block, ...]
    small: bool = False  # the rest of a list, and not a part of the page


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its blocks in order, one of them the title."""

    blocks: tuple[Block, ...]

    @property
    def title(self) -> str:
        """The text of the title."""
        return next(b.text for b in self.blocks if isinstance(b, Heading) and b.level == 1)
