"""Municipalities side by side, as one table that is folded per goal."""

from dataclasses import dataclass

from sdgwijzer.content.base import Block
from sdgwijzer.content.figures import Figure
from sdgwijzer.content.runs import Runs


@dataclass(frozen=True, slots=True)
class Compared:
    """One indicator of all municipalities.

    Attributes:
        name: the indicator, its year and its unit.
        cells: of the own municipality and of the others.
        axis: all of them on one axis; None where there is nothing to compare.
    """

    name: Runs
    cells: tuple[Runs, ...]
    axis: Figure | None


@dataclass(frozen=True, slots=True)
class OfGoal:
    """The indicators of one goal.

    Attributes:
        goal: its number.
        name: of the goal.
        count: how many rows there are, in words.
        rows: in order.
        open: is it unfolded at first?
    """

    goal: int
    name: str
    count: str
    rows: tuple[Compared, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class Comparison(Block):
    """Indicators by municipality, the own one first; on a telephone one pair at a time.

    Attributes:
        caption: what it shows.
        head: above the names of the indicators.
        places: sign and name of the own municipality and of the others.
        ends: words at both ends of the axes.
        pair: what is chosen on a telephone: who stands beside the own municipality.
        goals: in order.
    """

    caption: str
    head: str
    places: tuple[Runs, ...]
    ends: tuple[str, str]
    pair: str
    goals: tuple[OfGoal, ...]
