"""Blocks of the overview: the goals as rows, and what stands out beside them."""

from dataclasses import dataclass

from sdgwijzer.content.base import Block
from sdgwijzer.content.figures import Figure
from sdgwijzer.content.runs import Address, Runs


@dataclass(frozen=True, slots=True)
class GoalRow:
    """One goal in a line.

    Attributes:
        goal: its number.
        name: of the goal.
        to: None: there is nothing to see.
        figure: where its judged figures stand; None where none is judged.
        words: why there is no picture; "" where there is one.
        counts: in columns: how many are better, without a difference, less good.
        trend: how many become better and less good.
    """

    goal: int
    name: str
    to: Address | None
    figure: Figure | None
    words: str
    counts: tuple[Runs, ...] = ()
    trend: Runs = ()


@dataclass(frozen=True, slots=True)
class GoalRows(Block):
    """The goals below each other, in groups with a name where they have one.

    Attributes:
        heads: above the columns: names, the two ends and the middle of the pictures, the trend.
        groups: name ("" for none) and the goals.
    """

    heads: tuple[str, ...]
    groups: tuple[tuple[str, tuple[GoalRow, ...]], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """Something that stands out: what, and its evidence."""

    runs: Runs
    goal: int
    below: Runs = ()


@dataclass(frozen=True, slots=True)
class Points(Block):
    """What stands out, of one kind.

    Attributes:
        title: of the list.
        style: good, poor or unknown.
        items: those that are shown.
        more: the others, unfolded by who wants them, under the words `more_words`.
        nothing: said where there are none.
    """

    title: str
    style: str
    items: tuple[Item, ...]
    more: tuple[Item, ...] = ()
    more_words: str = ""
    nothing: str = ""


@dataclass(frozen=True, slots=True)
class Aside(Block):
    """A main part and a narrow one at its right; on a telephone the narrow one is first."""

    main: tuple[Block, ...]
    aside: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Options(Block):
    """One choice as links, each to the page with that option; the chosen one is no link.

    Attributes:
        label: what is chosen.
        options: name, address, and whether it is the chosen one.
    """

    label: str
    options: tuple[tuple[str, Address, bool], ...]
