"""Sheets of a workbook → frames of raw cells."""

import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pandas as pd
from python_calamine import CalamineError, CalamineWorkbook, load_workbook

from sdgwijzer.errors import SourceError
from sdgwijzer.parsing.glimpse import OLD_WORKBOOK, ZIP, first_bytes, looks_like


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
        names = workbook.sheet_names
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
        return {name: _cells(workbook, name, path, source) for name in workbook.sheet_names}


@contextmanager
def _workbook(path: Path, source: str) -> Iterator[CalamineWorkbook]:
    if not first_bytes(path).startswith((ZIP, OLD_WORKBOOK)):
        raise SourceError(
            source, path.name, "not a workbook", "an .xlsx or .xls file", looks_like(path)
        )
    try:
        yield load_workbook(path)
    except (CalamineError, zipfile.BadZipFile, OSError) as error:
        raise SourceError(
            source, path.name, "the workbook is damaged", "an .xlsx or .xls file", str(error)
        ) from error


def _cells(workbook: CalamineWorkbook, name: str, path: Path, source: str) -> pd.DataFrame:
    rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    if not rows:
        raise SourceError(source, path.name, "the sheet is empty", "a table", f"no cells on {name}")
    return pd.DataFrame(rows, dtype=object)
