"""Blocks of the start page: which municipality, which goal, what to do here."""

from dataclasses import dataclass

from sdgwijzer.content.base import Block
from sdgwijzer.content.runs import Address, Link


@dataclass(frozen=True, slots=True)
class AskPlace(Block):
    """A box for the name of a municipality, that leads to a page of it.

    Attributes:
        label: what can be typed.
        button: the words on it.
        to: the word of the page.
        carried: choices that go along.
    """

    label: str
    button: str
    to: str
    carried: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class GoalTiles(Block):
    """The goals, each a coloured tile that leads to it."""

    tiles: tuple[tuple[int, str, Address], ...]  # number, name, page


@dataclass(frozen=True, slots=True)
class Doors(Block):
    """What one can do here: where it begins, and what it is, in a sentence."""

    doors: tuple[tuple[Link, str], ...]
