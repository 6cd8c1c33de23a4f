"""Blocks of the sheet: one municipality on one side of paper."""

from dataclasses import dataclass

from sdgwijzer.content.base import Block
from sdgwijzer.content.figures import Figure
from sdgwijzer.content.runs import Address, Runs


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure that everybody asks for: its name, its value, its years, its mark."""

    name: str
    value: Runs
    course: Figure | None
    judged: Runs


@dataclass(frozen=True, slots=True)
class KeyFigures(Block):
    """A few of them, side by side."""

    figures: tuple[KeyFigure, ...]


@dataclass(frozen=True, slots=True)
class Code(Block):
    """The address of a page as a QR code, to read from paper.

    Attributes:
        to: the page.
        picture: which the server makes: it alone knows where the site stands.
        alt: where it leads, in words.
    """

    to: Address
    picture: Address
    alt: str


@dataclass(frozen=True, slots=True)
class Sheet(Block):
    """What is printed on one side of A4, in the size that it has there."""

    blocks: tuple[Block, ...]
