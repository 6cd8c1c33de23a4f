"""Blocks: what stands below each other on a page."""

from collections.abc import Sequence
from dataclasses import dataclass

from sdgwijzer.content.base import Block
from sdgwijzer.content.figures import Figure
from sdgwijzer.content.runs import Address, Link, Runs


@dataclass(frozen=True, slots=True)
class Heading(Block):
    """A heading; level 1 is the title of the page."""

    text: str
    level: int = 2
    to: Address | None = None


@dataclass(frozen=True, slots=True)
class Paragraph(Block):
    """A paragraph. Kinds: text (""), lead, quiet, sentence, line, unknown."""

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

    items: tuple[tuple[Link, str], ...]

    @classmethod
    def of(cls, *links: Link) -> "Links":
        """Links without notes."""
        return cls(tuple((each, "") for each in links))


@dataclass(frozen=True, slots=True)
class Trail(Block):
    """What a page is a part of."""

    links: tuple[Link, ...]


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


@dataclass(frozen=True, slots=True)
class Key(Block):
    """The goals: number and name in their colour."""

    goals: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class Counted:
    """How many of each judgement, as a bar. The words below it say the same."""

    style: str
    number: int


@dataclass(frozen=True, slots=True)
class Tile:
    """One goal: how its indicators are spread, which way they go, one line on it."""

    goal: int
    title: str
    to: Address | None  # None: there is nothing to see
    spread: tuple[Counted, ...]
    lines: tuple[Paragraph, ...]  # before the bar one, the others behind it


@dataclass(frozen=True, slots=True)
class Tiles(Block):
    """The goals; `level` is that of the heading of each."""

    tiles: tuple[Tile, ...]
    level: int = 3


@dataclass(frozen=True, slots=True)
class Groups(Block):
    """The goals in groups, each with its name."""

    groups: tuple[tuple[str, Tiles], ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One indicator: figure, course, place among all, position and trend, and its sentence."""

    name: str
    to: Address
    goal: int
    value: tuple[Paragraph, ...]
    course: Figure | None
    place: Figure | None
    judged: tuple[Paragraph, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class Rows(Block):
    """Indicators below each other; without names they are the head of a page of one."""

    rows: tuple[Row, ...]
    head: bool = False


@dataclass(frozen=True, slots=True)
class Item:
    """Something that stands out, with its evidence."""

    runs: Runs
    goal: int
    below: tuple[Paragraph, ...] = ()


@dataclass(frozen=True, slots=True)
class Highlights(Block):
    """What stands out over all goals: a list per kind, side by side."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Signals(Block):
    """What stands out on one goal, of one kind."""

    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """A page: its blocks, the title as the first of them.

    Attributes:
        blocks: in order.
        sheet: is it printed small, on one sheet?
    """

    blocks: tuple[Block, ...]
    sheet: bool = False

    @property
    def title(self) -> str:
        """The text of the title."""
        return next(b.text for b in self.blocks if isinstance(b, Heading) and b.level == 1)
