"""A publisher's table file → a frame of text, with clear errors for a file that is not one.

HTTP status 200 is no proof of a table: challenge pages, cut-off downloads and renamed columns
are met in the wild. Readers get text and say themselves which marks mean what (`numbers`); a
mark that a reader does not know is an error and never a zero.
"""

import csv
import zipfile
import zlib
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from io import TextIOWrapper
from itertools import count, islice
from operator import itemgetter
from pathlib import Path
from typing import IO, Any, Final

import pandas as pd

from sdgwijzer.errors import SourceError
from sdgwijzer.parsing import encoding
from sdgwijzer.parsing.glimpse import BEFORE_TEXT, ZIP, first_bytes, looks_like
from sdgwijzer.parsing.required import require_columns

_DAMAGED: Final = (
    *(csv.Error, zipfile.BadZipFile, zlib.error, EOFError, OSError),
    *(NotImplementedError, RuntimeError),  # packed, or locked, in a way that nobody can open
)

CHUNK_ROWS: Final = 20_000


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
    except _DAMAGED as error:
        raise SourceError(
            source, path.name, "the table is damaged", f"cells split by {delimiter!r}", str(error)
        ) from error


def _header(lines: Iterator[list[str]], path: Path, source: str) -> list[str]:
    for names in lines:
        if names:
            return names
    raise SourceError(source, path.name, "not a table", "a header", looks_like(path))


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
    if first_bytes(path, 64).lstrip(BEFORE_TEXT).startswith(b"<"):
        raise SourceError(source, path.name, "not a table", "delimited text", looks_like(path))
    if path.suffix.lower() != ".zip":
        with path.open("rb") as file:
            yield file
        return
    if first_bytes(path) != ZIP:
        raise SourceError(source, path.name, "not a zip", "a zip file", looks_like(path))
    with zipfile.ZipFile(path) as archive:
        members = [name for name in archive.namelist() if not name.endswith("/")]
        if len(members) != 1:
            raise SourceError(
                source, path.name, "another number of files in the zip", "1", str(members)
            )
        with archive.open(members[0]) as member:
            yield member
