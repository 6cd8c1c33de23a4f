"""Blocks of the sheet: one municipality on one side of paper."""

from dataclasses import dataclass

from sdgwijzer.content.base import Block
from sdgwijzer.content.figures import Figure
from sdgwijzer.content.runs import Runs


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
class Sheet(Block):
    """What is printed on one side of A4, in the size that it has there."""

    blocks: tuple[Block, ...]
