"""Is an answer what was asked for? Status 200 says nothing: look at the bytes before they are read.

Walls answer programs with a page of HTML, exports break off in the middle, and an archive can
unpack to more than a disk holds. Whatever the road (network, cache, a folder), every file passes
here before a reader opens it.
"""

import re
from pathlib import Path, PurePosixPath
from typing import Final

from sdgwijzer.errors import DownloadError
from sdgwijzer.fetch import archives

_START: Final = {
    ".zip": (b"PK\x03\x04",),
    ".xlsx": (b"PK\x03\x04",),
    ".xls": (b"\xd0\xcf\x11\xe0", b"PK\x03\x04"),
    ".parquet": (b"PAR1",),
    ".json": (b"{", b"["),
    ".geojson": (b"{",),
}
"""Ending of a file's name → how such content begins."""

_ZIPPED: Final = (".zip", ".xlsx", ".xls")
_WHAT: Final = {
    ".zip": "a zip archive",
    ".xlsx": "a workbook",
    ".xls": "a workbook",
    ".parquet": "a Parquet file",
    ".json": "JSON",
    ".geojson": "GeoJSON",
    ".csv": "a table of text",
    ".txt": "a table of text",
}

_HEAD: Final = 2_048
_TAIL: Final = 500
_BROKEN: Final = b"Streaming interrupted"  # Opendatasoft, in the last line of an answer with 200
_BOM: Final = b"\xef\xbb\xbf"


def check(path: Path, name: str, limit: int) -> None:
    """Refuse a file that is not what its name says, or that is not safe to open.

    Args:
        path: the file.
        name: of the request; its ending says what is expected.
        limit: bytes that it may be, and may unpack to.

    Raises:
        DownloadError: what was expected, and what was found.
    """
    ending = PurePosixPath(name).suffix.lower()
    expected = _WHAT.get(ending, "a file")
    size = path.stat().st_size
    if size == 0:
        raise DownloadError(f"{name}: expected {expected}, found an empty file")
    if size > limit:
        raise DownloadError(f"{name}: expected at most {limit:,} bytes, found {size:,}")
    with path.open("rb") as file:
        head = file.read(_HEAD)
        file.seek(max(0, size - _TAIL))
        tail = file.read()
    wrong = wrong_start(head, name)
    if wrong:
        raise DownloadError(f"{name}: {wrong}")
    last = tail.rstrip().rpartition(b"\n")[2]
    if _BROKEN in last:
        said = last.decode("utf-8", "replace")[:200]
        raise DownloadError(f"{name}: the export broke off in the middle: {said}")
    if ending in _ZIPPED and head.startswith(b"PK"):
        with path.open("rb") as file:
            archives.check(file, name, limit)


def is_page(head: bytes) -> bool:
    """Are these the first bytes of a page of HTML?"""
    start = head.removeprefix(_BOM).lstrip()
    return re.match(rb"(?i)<!doctype html|<html|<head|<script", start) is not None


def wrong_start(head: bytes, name: str) -> str:
    """What is wrong with the first bytes of a file of this name; "" for nothing."""
    ending = PurePosixPath(name).suffix.lower()
    expected, start = _WHAT.get(ending, "a file"), head.removeprefix(_BOM).lstrip()
    if is_page(head):
        return f"expected {expected}, found a page of HTML{_title(start)}"
    if ending in _START and not start.startswith(_START[ending]):
        return f"expected {expected}, found bytes that start {start[:12]!r}"
    if ending in (".csv", ".txt") and b"\x00" in head and not head.startswith((b"\xff\xfe", b"PK")):
        return f"expected {expected}, found bytes that are no text"
    return ""


def _title(page: bytes) -> str:
    found = re.search(rb"(?is)<title[^>]*>(.*?)</title>", page)
    return f" ({found.group(1).decode('utf-8', 'replace').strip()[:80]})" if found else ""
