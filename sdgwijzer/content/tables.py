"""Tables: cells with runs, a caption, what is marked."""

from collections.abc import Sequence
from dataclasses import dataclass

from sdgwijzer.content.base import Block
from sdgwijzer.content.runs import Runs


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell.

    Attributes:
        runs: what it says.
        header: does it name its row?
        text: is it read from the left, as texts are and numbers are not?
        own: is it of the own municipality?
    """

    runs: Runs
    header: bool = False
    text: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row.

    Attributes:
        cells: in the order of the columns.
        mark: own, peer or "".
        place: NIS code of the municipality that it is of, for `Marking`; "" where it does not
            matter.
    """

    cells: tuple[Cell, ...]
    mark: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Marking(Block):
    """Which rows of a table of places are of the own municipality and of its peers.

    Said apart from the table, which is long: it stays as it is when another municipality is chosen.

    Attributes:
        own: NIS code.
        peers: NIS codes.
    """

    own: str
    peers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table(Block):
    """A table in a frame that scrolls on a small screen.

    Attributes:
        caption: what it shows.
        head: cells above the columns.
        rows: in order.
        high: does it scroll downwards too, with its head in sight?
    """

    caption: str
    head: tuple[Cell, ...]
    rows: tuple[TableRow, ...]
    high: bool = False

    @classmethod
    def of(cls, caption: str, head: Sequence[str], rows: Sequence[Sequence[Runs]]) -> "Table":
        """A small table of texts; the first column names the row."""
        return cls(
            caption,
            tuple(Cell((each,), text=True) for each in head),
            tuple(
                TableRow((Cell(first, header=True), *(Cell(each, text=True) for each in rest)))
                for first, *rest in rows
            ),
        )
