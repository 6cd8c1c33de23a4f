"""One indicator as a row of a goal, or as the cells at the top of its own page."""

from dataclasses import dataclass

from sdgwijzer.content.base import Block
from sdgwijzer.content.figures import Figure
from sdgwijzer.content.runs import Runs


@dataclass(frozen=True, slots=True)
class FigureRow:
    """One indicator in a line; what there is to say of it unfolds.

    Attributes:
        name: of the indicator.
        value: the latest figure and its year, or why there is none.
        place: where it stands among all; None: not drawn.
        judged: its mark and word.
        course: the years, small; None where there are fewer than two.
        trend: which way it goes.
        certainty: how much the figure can bear.
        more: what unfolds.
    """

    name: str
    value: Runs
    place: Figure | None
    judged: Runs
    course: Figure | None
    trend: Runs
    certainty: Runs
    more: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class FigureRows(Block):
    """Indicators below each other; `heads` name the columns, once on a page."""

    rows: tuple[FigureRow, ...]
    heads: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureCell:
    """One cell: what it is about, the answer, and what belongs with it."""

    title: str
    runs: Runs
    below: tuple[Runs, ...] = ()


@dataclass(frozen=True, slots=True)
class FigureCells(Block):
    """The latest figure, large, and beside it place, trend, the others, how sure, the target."""

    first: FigureCell
    others: tuple[FigureCell, ...]
