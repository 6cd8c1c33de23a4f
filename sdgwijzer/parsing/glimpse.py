"""What a file looks like from its first bytes."""

from pathlib import Path
from typing import Final

ZIP: Final = b"PK\x03\x04"

OLD_WORKBOOK: Final = b"\xd0\xcf\x11\xe0"  # workbooks of before 2007: .xls

BEFORE_TEXT: Final = b"\xef\xbb\xbf \t\r\n"  # a byte order mark, blank lines


def first_bytes(path: Path, count: int = 4) -> bytes:
    with path.open("rb") as file:
        return file.read(count)


def looks_like(path: Path) -> str:
    start = first_bytes(path, 64)
    if start.lstrip(BEFORE_TEXT).lower().startswith((b"<!doctype", b"<html")):
        return "an HTML page (a refusal or a moved file)"
    return f"a file that starts with {start[:16]!r}" if start else "an empty file"
