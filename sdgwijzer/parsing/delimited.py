"""A publisher's table file → a frame of text, with clear errors for a file that is not one.

HTTP status 200 is no proof of a table: challenge pages, cut-off downloads and renamed columns
are met in the wild. Readers get text and say themselves which marks mean what (`numbers`); a
mark that a reader does not know is an error and never a zero.
"""

import csv
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from itertools import count, islice
from operator import itemgetter
from pathlib import Path
from typing import IO, Any, Final

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from python_calamine import CalamineError, CalamineWorkbook, load_workbook

from sdgwijzer.errors import SourceError
from sdgwijzer.model import Missing
from sdgwijzer.parsing import encoding

CHUNK_ROWS: Final = 20_000
ROUNDED: Final = 1e-4  # share by which a total may differ from a sum of rounded numbers
_ZIP: Final = b"PK\x03\x04"
_OLD: Final = b"\xd0\xcf\x11\xe0"  # workbooks of before 2007: .xls
_BEFORE_TEXT: Final = b"\xef\xbb\xbf \t\r\n"  # a byte order mark, blank lines


def delimited(
    path: Path,
    source: str,
    *,
    delimiter: str,
    columns: Sequence[str] | None = None,
    comment: str = "",
) -> pd.DataFrame:
    """A delimited text file, or the only member of a zip, as a frame of text.

    Empty cells are empty strings; nothing is turned into a number or a gap here.

    Args:
        path: the file.
        source: key of the source, for the error.
        delimiter: what separates the cells.
        columns: the columns to keep, in this order; None for all.
        comment: how lines begin that are no part of the table; "" for none.

    Raises:
        SourceError: no table (an HTML page, a cut-off zip, another encoding or delimiter), a
            missing or doubled column, or a row with fewer or more cells than the header.
    """
    chunks = chunked(path, source, delimiter=delimiter, columns=columns, comment=comment)
    return pd.concat(chunks, ignore_index=True)


def chunked(
    path: Path,
    source: str,
    *,
    delimiter: str,
    columns: Sequence[str] | None = None,
    comment: str = "",
) -> Iterator[pd.DataFrame]:
    """As `delimited`, in pieces of `CHUNK_ROWS` rows: memory does not grow with the file."""
    with _lines(path, source, delimiter, comment) as lines:
        found = _header(lines, path, source)
        wanted = list(found if columns is None else columns)
        require_columns(found, wanted, source, path.name)
        rows = _picked(lines, found, wanted, source, path.name)
        for start in count(step=CHUNK_ROWS):
            chunk = list(islice(rows, CHUNK_ROWS))
            index = pd.RangeIndex(start, start + len(chunk))
            if chunk or start == 0:
                yield pd.DataFrame(chunk, index, wanted, dtype=str)
            if len(chunk) < CHUNK_ROWS:
                return


def header(path: Path, source: str, *, delimiter: str) -> tuple[str, ...]:
    """The names of the columns, without reading the table.

    Raises:
        SourceError: no table.
    """
    with _lines(path, source, delimiter) as lines:
        return tuple(_header(lines, path, source))


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


def json_document(path: Path, source: str) -> Any:  # noqa: ANN401 - any JSON
    """The content of a JSON file.

    Raises:
        SourceError: the file is not (whole) JSON.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise SourceError(
            source, path.name, "not a JSON document", "JSON", f"{_looks_like(path)} ({error})"
        ) from error


def parquet(path: Path, source: str, columns: Sequence[str]) -> pd.DataFrame:
    """These columns of a Parquet file.

    Raises:
        SourceError: no Parquet file, or a column is missing.
    """
    try:
        file = pq.ParquetFile(path)
        require_columns(file.schema_arrow.names, columns, source, path.name)
        return file.read(columns=list(columns)).to_pandas()
    except (pa.ArrowException, OSError) as error:
        raise SourceError(
            source, path.name, "not a Parquet file", "a Parquet file", str(error)
        ) from error


def require_columns(
    found: Sequence[str] | pd.Index, expected: Sequence[str], source: str, file: str
) -> None:
    """Stop when a column is missing or stands there twice.

    Raises:
        SourceError: naming the columns that are missing and those that are there.
    """
    names = [str(name) for name in found]
    absent = [name for name in expected if names.count(name) != 1]
    if absent:
        there = ", ".join(names[:40]) + (" …" if len(names) > 40 else "")
        raise SourceError(
            source,
            file,
            f"column {', '.join(absent)} is missing or doubled",
            "each of the reader's columns once",
            there,
        )


def require_unique(frame: pd.DataFrame, key: Sequence[str], source: str, file: str) -> None:
    """Stop when two rows have the same key.

    Raises:
        SourceError: with the number of doubled rows and the first of them.
    """
    doubled = frame.duplicated(list(key), keep=False)
    if doubled.any():
        first = frame.loc[doubled, list(key)].iloc[0].to_dict()
        raise SourceError(
            source,
            file,
            f"{int(doubled.sum())} rows are doubled",
            f"one row per {', '.join(key)}",
            f"for example {first}",
        )


def require_total(
    parts: pd.DataFrame, whole: pd.DataFrame, count: int, source: str, file: str
) -> None:
    """The publisher's own total is there, and is the sum of its municipalities.

    Args:
        parts: numbers by (nis_code, key): a frame with that index; only keys that must have a
            total.
        whole: the publisher's totals by key, same columns.
        count: how many municipalities there are; fewer may not be more than the total.
        source: key of the source, for the error.
        file: name of the file, for the error.

    Raises:
        SourceError: with the first total that is not found, or the first sum that differs.
    """
    by_key = parts.groupby(level=1)
    sums, full = by_key.sum(), by_key.size() == count
    totals = whole.reindex(sums.index)
    for name in parts.columns:
        known = by_key[name].count() > 0
        absent = full & known & totals[name].isna()
        if absent.any() or whole[name].dropna().empty:
            expected = f"{name} of {absent.idxmax() if absent.any() else 'all'} for all of Flanders"
            raise SourceError(source, file, "no Flemish total to compare with", expected, "none")
        total = totals[name]
        apart = (sums[name] - total).where(full, (sums[name] - total).clip(lower=0)).abs()
        wrong = apart > np.maximum(0.5, ROUNDED * total.abs())
        if wrong.any():
            key = wrong.idxmax()
            expected = f"{name} of {key}: {total[key]:.0f}, as the file says itself"
            found = (
                f"{sums.loc[key, name]:.0f} for its {by_key.size()[key]} municipalities together"
            )
            raise SourceError(source, file, "the Flemish total differs", expected, found)


def numbers(
    cells: pd.Series,
    source: str,
    file: str,
    *,
    marks: Mapping[str, Missing] | None = None,
    decimal: str = ".",
    thousands: str = "",
) -> pd.DataFrame:
    """Cells → numbers and reasons for the gaps among them.

    Args:
        cells: text or numbers, one per observation.
        source: key of the source, for the error.
        file: name of the file, for the error.
        marks: what the publisher writes instead of a number → the reason of the gap; an empty
            cell is the mark "". A mark that is not named here is an error.
        decimal: the decimal sign.
        thousands: the sign between thousands, if any.

    Returns:
        A frame on the index of `cells` with columns value (float) and missing (text or None),
        of which exactly one is set.

    Raises:
        SourceError: with the marks that are neither a number nor known, and how often they occur.
    """
    known = {mark: reason.value for mark, reason in (marks or {}).items()}
    text = cells.map(str).astype(str).str.strip()
    missing = text.map(known).astype(object)
    plain = text
    if decimal != "." or thousands:
        # Only text is written in the publisher's way; 1.5 in a workbook is one and a half.
        written = cells.map(lambda cell: isinstance(cell, str)).astype(bool)
        plain = text.mask(written, _plain(text, decimal, thousands))
    value = pd.to_numeric(plain.where(missing.isna()), errors="coerce").astype(float)
    unknown = missing.isna() & ~np.isfinite(value)
    if unknown.any():
        counts = text[unknown].value_counts().head(5)
        found = ", ".join(f"{mark!r} ({count}x)" for mark, count in counts.items())
        expected = "numbers" + (f" or {', '.join(map(repr, known))}" if known else "")
        raise SourceError(source, file, "cells that are no number", expected, found)
    return pd.DataFrame({"value": value, "missing": missing.where(missing.notna(), None)})


def _plain(text: pd.Series, decimal: str, thousands: str) -> pd.Series:
    """Numbers as Python writes them; "" for what is written in another way."""
    point, group = re.escape(decimal), re.escape(thousands)
    whole = rf"(?:\d{{1,3}}(?:{group}\d{{3}})+|\d*)" if thousands else r"\d*"
    usual = text.str.fullmatch(rf"[-+]?{whole}(?:{point}\d*)?")
    plain = text.str.replace(thousands, "", regex=False) if thousands else text
    return plain.str.replace(decimal, ".", regex=False).where(usual, "")


@contextmanager
def _workbook(path: Path, source: str) -> Iterator[CalamineWorkbook]:
    if not _first_bytes(path).startswith((_ZIP, _OLD)):
        raise SourceError(
            source, path.name, "not a workbook", "an .xlsx or .xls file", _looks_like(path)
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


@contextmanager
def _lines(
    path: Path, source: str, delimiter: str, comment: str = ""
) -> Iterator[Iterator[list[str]]]:
    """The cells of each line. Not by pandas: it fills short lines up and lets long ones shift."""
    try:
        with _opened(path, source) as file:
            found = encoding.of(file)
        with (
            _opened(path, source) as file,
            TextIOWrapper(file, encoding=found, newline="") as opened,
        ):
            lines: Iterator[str] = opened
            if comment:
                lines = (line for line in opened if not line.startswith(comment))
            yield csv.reader(lines, delimiter=delimiter, strict=True)
    except (UnicodeError, encoding.NotText) as error:
        raise SourceError(
            source, path.name, "the text cannot be read", encoding.EXPECTED, str(error)
        ) from error
    except (csv.Error, zipfile.BadZipFile, zlib.error, EOFError) as error:
        raise SourceError(
            source, path.name, "the table is damaged", f"cells split by {delimiter!r}", str(error)
        ) from error


def _header(lines: Iterator[list[str]], path: Path, source: str) -> list[str]:
    for names in lines:
        if names:
            return names
    raise SourceError(source, path.name, "not a table", "a header", _looks_like(path))


def _picked(
    lines: Iterator[list[str]],
    found: Sequence[str],
    wanted: Sequence[str],
    source: str,
    file: str,
) -> Iterator[Any]:
    """The wanted cells of each row that is not blank; every row is as long as the header."""
    pick = itemgetter(*map(found.index, wanted))
    for number, cells in enumerate(lines, start=1):
        if len(cells) == len(found):
            yield pick(cells)
        elif cells:
            problem = f"row {number} under the header has another number of cells"
            raise SourceError(source, file, problem, str(len(found)), str(len(cells)))


@contextmanager
def _opened(path: Path, source: str) -> Iterator[IO[bytes]]:
    """The bytes of the table: the file itself, or the only member of a zip."""
    if _first_bytes(path, 64).lstrip(_BEFORE_TEXT).startswith(b"<"):
        raise SourceError(source, path.name, "not a table", "delimited text", _looks_like(path))
    if path.suffix.lower() != ".zip":
        with path.open("rb") as file:
            yield file
        return
    if _first_bytes(path) != _ZIP:
        raise SourceError(source, path.name, "not a zip", "a zip file", _looks_like(path))
    with zipfile.ZipFile(path) as archive:
        members = [name for name in archive.namelist() if not name.endswith("/")]
        if len(members) != 1:
            raise SourceError(
                source, path.name, "another number of files in the zip", "1", str(members)
            )
        with archive.open(members[0]) as member:
            yield member


def _first_bytes(path: Path, count: int = 4) -> bytes:
    with path.open("rb") as file:
        return file.read(count)


def _looks_like(path: Path) -> str:
    start = _first_bytes(path, 64)
    if start.lstrip(_BEFORE_TEXT).lower().startswith((b"<!doctype", b"<html")):
        return "an HTML page (a refusal or a moved file)"
    return f"a file that starts with {start[:16]!r}" if start else "an empty file"
