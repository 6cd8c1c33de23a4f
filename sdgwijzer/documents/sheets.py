"""A workbook of plain values → XLSX: numbers are numbers, and a text never is a formula.

XlsxWriter gives the files in its zip no moment of their own.
"""

from datetime import datetime
from io import BytesIO
from math import isfinite
from typing import Any, Final

from xlsxwriter import Workbook as Book
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet as Leaf

from sdgwijzer.content import Content, Rounded, Workbook, Worksheet

MOST: Final = 60_000
"""Rows of a workbook: those of 285 municipalities for ten indicators, made in half a minute."""

_MANY: Final = 20_000  # from here rows go to the disk as they are made
_FORMULA: Final = tuple("=+-@\t\r")
_OPTIONS: Final = {
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


def xlsx(workbook: Workbook) -> bytes:
    """A workbook as a `.xlsx`; the same values give the same bytes.

    Args:
        workbook: with at most `MOST` rows.
    """
    file = BytesIO()
    large = workbook.count > _MANY
    book = Book(file, {**_OPTIONS, "constant_memory" if large else "in_memory": True})
    made = datetime.fromisoformat(workbook.made or "1980-01-01")
    book.set_properties({"title": workbook.title, "created": made})
    writer = _Writer(book)
    for sheet in workbook.sheets:
        writer.write(sheet)
    book.close()
    return file.getvalue()


class _Writer:
    """Writes sheets of one book, which keeps the formats."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401 - the package has no types
        self._book = book
        self._head = self._format(bold=True, bottom=1, text_wrap=True, valign="top")
        self._quoted = self._format(quote_prefix=True)
        self._decimals: dict[int, Format] = {}

    def write(self, sheet: Worksheet) -> None:
        """One sheet: a head that stays in sight, a filter, and the rows."""
        leaf = self._book.add_worksheet(sheet.name)
        leaf.freeze_panes(1, 0)
        for at, head in enumerate(sheet.heads):
            leaf.set_column(at, at, head.width)
            leaf.write_string(0, at, head.text, self._head)
        last = 0
        for last, row in enumerate(sheet.rows, 1):
            for at, content in enumerate(row):
                self._cell(leaf, last, at, content)
        leaf.autofilter(0, 0, last, len(sheet.heads) - 1)

    def _cell(self, leaf: Leaf, row: int, at: int, content: Content) -> None:
        if isinstance(content, str):
            leaf.write_string(row, at, content, self._text(content))
        elif isinstance(content, Rounded):
            leaf.write_number(row, at, content.value, self._number(content.decimals))
        elif isinstance(content, bool):
            leaf.write_boolean(row, at, content)
        elif content is not None and isfinite(content):
            leaf.write_number(row, at, content)

    def _text(self, content: str) -> Format | None:
        """Of what would be a formula once somebody edits it: it stays a text."""
        return self._quoted if content.startswith(_FORMULA) else None

    def _number(self, decimals: int) -> Format:
        if decimals not in self._decimals:
            shape = "#,##0" + ("." + "0" * decimals if decimals else "")
            self._decimals[decimals] = self._format(num_format=shape)
        return self._decimals[decimals]

    def _format(self, **properties: object) -> Format:
        return self._book.add_format(properties)
