"""What an archive unpacks to, before a reader opens it: sizes, names, entities, more archives."""

import re
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO, Final

from sdgwijzer.errors import DownloadError

MAX_RATIO: Final = 250
"""Times that a member of an archive may be larger unpacked: tables of text reach 60."""

MAX_MEMBERS: Final = 5_000

DEEPEST: Final = 1
"""Archives in an archive: a workbook in a zip, and no archive in that."""

_CHUNK: Final = 1 << 18
_ARCHIVE: Final = b"PK\x03\x04"
_DECLARES: Final = re.compile(rb"<!\s*(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_ENCODING: Final = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.-]*)[\"']", re.IGNORECASE)
_PLAIN: Final = ("utf-8", "utf8", "utf-16", "us-ascii", "ascii", "iso-8859-1", "windows-1252")
"""Encodings in which a declaration can be seen: its letters are those of ASCII, zeros aside."""

_OVERLAP: Final = 64  # a declaration may stand on the edge of two pieces


def check(file: IO[bytes], name: str, limit: int, depth: int = 0) -> None:
    """Refuse an archive that is not safe to open.

    Args:
        file: the archive.
        name: for what is said.
        limit: bytes that it may unpack to.
        depth: archives around it.

    Raises:
        DownloadError: what was expected, and what was found.
    """
    try:
        with zipfile.ZipFile(file) as archive:
            members = archive.infolist()
            _check_members(members, name, limit)
            for member in members:
                _check_member(archive, member, name, limit, depth)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError) as error:
        raise DownloadError(f"{name}: expected a whole archive, found: {error}") from error


def _check_member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str, limit: int, depth: int
) -> None:
    with archive.open(member) as file:
        start = file.read(_CHUNK)
        if start.startswith(_ARCHIVE):
            if depth == DEEPEST:
                raise DownloadError(
                    f"{name}: {member.filename} is an archive in an archive in an archive; "
                    "expected at most a workbook in a zip"
                )
            with archive.open(member) as inner:
                check(inner, f"{name}: {member.filename}", limit, depth + 1)
        elif _is_markup(start):
            _check_markup(start, file, f"{name}: {member.filename}")


def _is_markup(start: bytes) -> bool:
    """Does it begin as XML, in whatever encoding?"""
    return start.lstrip(b"\xef\xbb\xbf\xff\xfe\x00 \t\r\n").startswith(b"<")


def _check_markup(start: bytes, rest: IO[bytes], name: str) -> None:
    """All of it: a declaration may stand behind a long comment."""
    found = _ENCODING.search(start[:1_000].replace(b"\x00", b""))
    if found and found[1].decode().lower() not in _PLAIN:
        raise DownloadError(
            f"{name}: expected XML in UTF-8, found encoding {found[1].decode()[:40]!r}"
        )
    for piece in _pieces(start, rest):
        if _DECLARES.search(piece):
            raise DownloadError(f"{name} declares entities; expected plain XML")


def _pieces(start: bytes, rest: IO[bytes]) -> Iterator[bytes]:
    """Without the zeros of UTF-16; each begins with the end of the one before."""
    end = b""
    while start:
        piece = end + start.replace(b"\x00", b"")
        yield piece
        end, start = piece[-_OVERLAP:], rest.read(_CHUNK)


def _check_members(members: list[zipfile.ZipInfo], name: str, limit: int) -> None:
    if len(members) > MAX_MEMBERS:
        raise DownloadError(f"{name}: expected at most {MAX_MEMBERS} members, found {len(members)}")
    total = sum(member.file_size for member in members)
    if total > limit:
        raise DownloadError(f"{name}: expected at most {limit:,} bytes unpacked, found {total:,}")
    for member in members:
        parts = PurePosixPath(member.filename.replace("\\", "/")).parts
        if ".." in parts or member.filename.startswith(("/", "\\")) or ":" in member.filename:
            raise DownloadError(f"{name}: a member leads out of the archive: {member.filename!r}")
        if member.file_size > MAX_RATIO * max(member.compress_size, 1_000):
            raise DownloadError(
                f"{name}: {member.filename} unpacks from {member.compress_size:,} to "
                f"{member.file_size:,} bytes; expected at most {MAX_RATIO} times as much"
            )
