"""A text file as a spreadsheet saves it → its rows, held against their header.

Programs in Dutch, French and English separate cells in another way, and with that the decimal
sign: a semicolon goes with a decimal comma, a comma with a decimal point; a tab ("Unicode text")
says nothing. The header, whose names are known, tells which it is.
"""

import csv
import re
from collections.abc import Iterator, Sequence
from io import StringIO
from itertools import islice
from typing import Final, NamedTuple

from sdgwijzer.parsing import encoding

DECIMAL: Final = {";": ",", ",": ".", "\t": None}
"""What separates cells → the decimal sign that goes with it; None: either."""

_SEPARATOR: Final = re.compile(r'"?sep=([;,\t])"?\s*', re.IGNORECASE)  # Excel's first line
_WORKBOOKS: Final = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


class Unreadable(ValueError):
    """No table, or not this one; the arguments are what was expected and found."""


class Wrong(NamedTuple):
    """A row that does not fit its header."""

    line: int
    expected: str
    found: str


class Table(NamedTuple):
    """A file: its rows, those that cannot be used, and the decimal sign."""

    rows: list[tuple[int, dict[str, str]]]  # line where it begins, cells by column ("": empty)
    wrong: list[Wrong]
    decimal: str | None


def read(content: bytes, known: Sequence[str]) -> Table:
    """Read a table whose header has only known names; rows of empty cells are no rows.

    Args:
        content: of the file.
        known: the names that a column may have. The first must be there, beside another.

    Raises:
        Unreadable: no text, another header, or a quotation mark that is not closed.
    """
    text = _text(content)
    named = _SEPARATOR.fullmatch(text.splitlines()[0] if text else "")
    found = ""
    for separator in named[1] if named else DECIMAL:
        rows = islice(_rows(text, separator), 1 if named else 0, None)
        try:
            header = [cell.casefold() for cell in next(rows, (0, []))[1]]
        except csv.Error:  # quotation marks that do not go with this separator
            continue
        names = {*header} - {""}
        if known[0] in names and names <= {*known} and len(names) > 1:
            return _held(header, rows, DECIMAL[separator])
        found = max(found, ", ".join(header), key=lambda said: (said.count(", "), len(said)))
    expected = f"columns {known[0]} and {known[1]}, and if need be {', '.join(known[2:])}"
    raise Unreadable(expected, found or "nothing")


def _held(header: list[str], body: Iterator[tuple[int, list[str]]], decimal: str | None) -> Table:
    doubled = [name for name in header if name and header.count(name) > 1]
    if doubled:
        raise Unreadable("each column once", f"{doubled[0]} again")
    rows, wrong = [], []
    for line, cells in _closed(body):
        beside = [cell for name, cell in zip(header, cells, strict=False) if cell and not name]
        if len(cells) != len(header):
            expected = f"{len(header)} cells, as in the header"
            wrong.append(Wrong(line, expected, f"{len(cells)}: {', '.join(cells)}"))
        elif beside:
            wrong.append(Wrong(line, "nothing where the header has no name", repr(beside[0])))
        else:
            rows.append((line, dict(zip(header, cells, strict=True))))
    return Table(rows, wrong, decimal)


def _closed(body: Iterator[tuple[int, list[str]]]) -> list[tuple[int, list[str]]]:
    try:
        return list(body)
    except csv.Error as error:
        raise Unreadable("quotation marks around whole cells, or none", str(error)) from None


def _rows(text: str, separator: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with something in them, each with the line where it begins."""
    lines = csv.reader(StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    for row in lines:
        cells = [cell.strip() for cell in row]
        if any(cells):
            yield begins, cells
        begins = lines.line_num + 1


def _text(content: bytes) -> str:
    """The text; that it is the right one is shown by the names and numbers in it."""
    if content.startswith(_WORKBOOKS):
        raise Unreadable("text: save the sheet as CSV", "a workbook")
    try:
        return encoding.decoded(content)
    except encoding.NotText as problem:
        raise Unreadable(encoding.EXPECTED, str(problem)) from None
