"""Runs: the pieces of a line of text, and where a link leads."""

from collections.abc import Iterable
from dataclasses import dataclass

from sdgwijzer.content.base import Block


@dataclass(frozen=True, slots=True)
class Address:
    """A page of the site with its choices; who writes it down knows how addresses look."""

    page: str  # its word: "doel"
    choices: tuple[tuple[str, str], ...] = ()
    embedded: bool = False  # without what stands around it

    def embed(self) -> "Address":
        """The same, to stand in a page of another site."""
        return Address(self.page, self.choices, embedded=True)


class Outside(str):
    """An address elsewhere; shown alone it is a link to itself, which no other text ever is."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Link:
    """Words that lead somewhere."""

    to: Address | Outside
    text: str


@dataclass(frozen=True, slots=True)
class Styled:
    """Words that stand out or stand back.

    Attributes:
        text: the words.
        style: strong, quiet, value (the large number), or a style of a judgement.
        title: what is meant, longer: read when pointed at.
        broken: on a line of their own.
    """

    text: str
    style: str
    title: str = ""
    broken: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """A judgement: never by colour alone, so always a word, and a symbol with it.

    Attributes:
        text: the word.
        symbol: "" where it has none.
        style: good, middle, poor or unknown.
        after: what belongs with it, set back.
        strong: is the word the point, or one in a row of counts?
        ring: does a ring stand around the symbol: a strength or a point of attention?
    """

    text: str
    symbol: str
    style: str
    after: str = ""
    strong: bool = True
    ring: bool = False


@dataclass(frozen=True, slots=True)
class Marked:
    """A number with the mark of its judgement; both have their words.

    Attributes:
        number: as it is read.
        symbol: of the mark; "" where there is none.
        style: of the mark: good, middle, poor or unknown.
        words: of the mark.
        under: style of a line under the number: it differs from the own one; "" for none.
        differs: that difference in words.
    """

    number: str
    symbol: str = ""
    style: str = ""
    words: str = ""
    under: str = ""
    differs: str = ""


@dataclass(frozen=True, slots=True)
class Value:
    """A number of a document that can be traced to a cell of the export.

    A vote of a note is traced to `werkruimte.json`: `column` is where it stands there, and
    `indicator` is empty.

    Attributes:
        text: as it is read.
        indicator: its id.
        nis_code: of the municipality in whose row it stands.
        year: of that row; None where the export has none.
        column: of the export.
        number: unrounded, as it stands there.
    """

    text: str
    indicator: str
    nis_code: str
    year: int | None
    column: str
    number: float


@dataclass(frozen=True, slots=True)
class Ref:
    """The numbers of the sources that a line rests on, as they stand at the end of a document."""

    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Sign:
    """The marker of a municipality, before its name: as it has it on every picture.

    Attributes:
        look: number of its look (`colours.peer`), from 0; None: the own municipality.
    """

    look: int | None = None


@dataclass(frozen=True, slots=True)
class Badge(Block):
    """The tile of a goal: its number and pictogram on its colour; in a line, or by itself.

    Its name stands beside it: the number is read aloud, the pictogram is not.

    Attributes:
        goal: its number, 1 to 17.
        large: as the head of a page, and not as in a row (46 x 26 pixels).
    """

    goal: int
    large: bool = False


Run = str | Styled | Judgement | Marked | Value | Ref | Sign | Badge | Link | Outside
Runs = tuple[Run, ...]


def plain(runs: Runs) -> str:
    """The words of a line, as one text."""
    return "".join(map(_words, runs)).strip()


def _words(run: Run) -> str:
    if isinstance(run, str):
        return run
    if isinstance(run, Marked):
        return run.number
    return "" if isinstance(run, Sign | Badge | Ref) else run.text


def joined(parts: Iterable[Runs], between: str) -> Runs:
    """Runs behind each other, with a text between them."""
    found: list[Run] = []
    for part in parts:
        if found:
            found.append(between)
        found += part
    return tuple(found)
