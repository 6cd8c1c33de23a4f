"""Sheets of a workbook → frames of raw cells."""

import re
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import reduce
from io import StringIO
from pathlib import Path
from typing import IO, Any, Final

import pandas as pd
import xlrd
from python_calamine import load_workbook

from sdgwijzer.errors import SourceError
from sdgwijzer.parsing.glimpse import OLD_WORKBOOK, ZIP, first_bytes, looks_like

_PANIC: Final = "PanicException"
"""What calamine, that is written in Rust, raises where it met what it thought could not be. No
`Exception` and nowhere to import: it would end a whole update."""

MOST_CELLS: Final = 20_000_000
"""That a sheet may span from its first cell to its last: what is empty between takes memory too."""

_PLACE: Final = re.compile(rb"""r\s*=\s*["']\s*([A-Za-z]*)([0-9]+)\s*["']""")
"""Of a row (`r="12"`) or a cell (`r="AB12"`)."""

_PIECE: Final = 1 << 20
_OVERLAP: Final = 64  # a place may stand on the edge of two pieces


def sheet(path: Path, source: str, name: str | None = None) -> pd.DataFrame:
    """One sheet of a workbook as a frame of raw cells (text, numbers, dates; empty is "").

    Args:
        path: the .xlsx or .xls file.
        source: key of the source, for the error.
        name: the sheet; None for the only or first one.

    Returns:
        All rows from the top, columns numbered from 0; no header is assumed.

    Raises:
        SourceError: no workbook, no sheet of that name, or nothing on it.
    """
    with _workbook(path, source) as workbook:
        names = workbook.names
        if not names or name not in (None, *names):
            there = ", ".join(names) or "none"
            raise SourceError(source, path.name, "a sheet is missing", name or "a sheet", there)
        return _cells(workbook, name or names[0], path, source)


def sheets(path: Path, source: str) -> dict[str, pd.DataFrame]:
    """All sheets of a workbook by name, in its order; each as `sheet` gives it.

    Raises:
        SourceError: no workbook, or nothing on one of its sheets.
    """
    with _workbook(path, source) as workbook:
        return {name: _cells(workbook, name, path, source) for name in workbook.names}


@dataclass(frozen=True)
class _Book:
    names: list[str]
    rows: Callable[[str], list[list[Any]]]
    """Name of a sheet → its rows of cells from the top, all as long as the longest."""


@contextmanager
def _workbook(path: Path, source: str) -> Iterator[_Book]:
    start = first_bytes(path)
    if not start.startswith((ZIP, OLD_WORKBOOK)):
        raise SourceError(
            source, path.name, "not a workbook", "an .xlsx or .xls file", looks_like(path)
        )
    try:
        yield _new(path, source) if start.startswith(ZIP) else _old(path)
    except SourceError:
        raise
    except BaseException as error:
        if not isinstance(error, Exception) and type(error).__name__ != _PANIC:
            raise
        raise SourceError(
            source, path.name, "the workbook is damaged", "an .xlsx or .xls file", repr(error)
        ) from error


def _new(path: Path, source: str) -> _Book:
    _check_span(path, source)
    book = load_workbook(path)
    return _Book(
        book.sheet_names,
        lambda name: book.get_sheet_by_name(name).to_python(skip_empty_area=False),
    )


def _old(path: Path) -> _Book:
    """By a library in Python: in a damaged one calamine goes round in circles, until 23 GB."""
    book = xlrd.open_workbook(str(path), logfile=StringIO())

    def cell(kind: int, value: Any) -> Any:  # noqa: ANN401 - text, number, date, yes or no
        match kind:
            case xlrd.XL_CELL_DATE:
                return xlrd.xldate_as_datetime(value, book.datemode)
            case xlrd.XL_CELL_BOOLEAN:
                return bool(value)
            case xlrd.XL_CELL_ERROR:
                return xlrd.error_text_from_code.get(value, "#")
            case _:
                return value

    def rows(name: str) -> list[list[Any]]:
        sheet = book.sheet_by_name(name)
        return [
            list(map(cell, sheet.row_types(row), sheet.row_values(row)))
            for row in range(sheet.nrows)
        ]

    return _Book(book.sheet_names(), rows)


def _check_span(path: Path, source: str) -> None:
    """One wrong digit in the number of a row asks for all rows before it: 23 GB were met."""
    with zipfile.ZipFile(path) as archive:
        for member in archive.namelist():
            with archive.open(member) as file:
                rows, columns = _span(file)
            if rows * columns > MOST_CELLS:
                raise SourceError(
                    source,
                    path.name,
                    f"cells of {member} stand too far apart",
                    f"at most {MOST_CELLS:,} from the first to the last",
                    f"{rows:,} rows x {columns:,} columns",
                )


def _span(file: IO[bytes]) -> tuple[int, int]:
    """The last row and the last column that a sheet names; 0 and 1 for what is no sheet."""
    rows, columns, rest = 0, 1, b""
    while piece := file.read(_PIECE):
        places = _PLACE.findall(rest + piece)
        rows = max([rows, *(int(digits[:20]) for digits in {digits for _, digits in places})])
        columns = max([columns, *(_column(name[:10]) for name in {name for name, _ in places})])
        rest = piece[-_OVERLAP:]
    return rows, columns


def _column(name: bytes) -> int:
    """A is 1, AA 27; a row alone 0."""
    return reduce(lambda found, letter: found * 26 + letter - ord("A") + 1, name.upper(), 0)


def _cells(workbook: _Book, name: str, path: Path, source: str) -> pd.DataFrame:
    rows = workbook.rows(name)
    if not rows:
        raise SourceError(source, path.name, "the sheet is empty", "a table", f"no cells on {name}")
    return pd.DataFrame(rows, dtype=object)
