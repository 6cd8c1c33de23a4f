"""A workbook of figures, as plain values: sheets, their heads and rows."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple


class Rounded(NamedTuple):
    """A number as it stands on the screen: a number still, with so many decimals."""

    value: float
    decimals: int


Content = str | int | float | bool | Rounded | None
"""Of a cell; None: empty."""


class Head(NamedTuple):
    """The head of a column, and how wide that is, in characters."""

    text: str
    width: float


@dataclass(frozen=True, slots=True)
class Worksheet:
    """One sheet.

    Attributes:
        name: on its tab, at most 31 characters.
        heads: of its columns.
        rows: a cell per column; they are read once, and may be made while they are.
    """

    name: str
    heads: tuple[Head, ...]
    rows: Iterable[tuple[Content, ...]]


@dataclass(frozen=True, slots=True)
class Workbook:
    """A workbook.

    Attributes:
        title: of the file.
        made: the day of its figures (ISO), which is the moment of the file.
        sheets: in order.
        count: rows of the longest sheet.
    """

    title: str
    made: str
    sheets: tuple[Worksheet, ...]
    count: int
