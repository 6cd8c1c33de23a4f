"""Zip files that are the same for the same content: no clock, no order of the machine."""

import zipfile
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from typing import IO, Final, cast

Write = Callable[[IO[bytes]], Iterator[None]]
"""Writes a file, a piece at each step."""

DAY: Final = (1980, 1, 1, 0, 0, 0)
"""The first day that a zip knows."""
_UNIX: Final = 3


def fixed(content: bytes) -> bytes:
    """A zip with the same files in the same order, and no moment of its own.

    Args:
        content: of a zip, such as a Word file.
    """
    with zipfile.ZipFile(BytesIO(content)) as old:
        return packed({each.filename: old.read(each) for each in old.infolist()})


def packed(files: Mapping[str, bytes]) -> bytes:
    """A zip of these files, in this order.

    Args:
        files: name → content.
    """
    made = BytesIO()
    with zipfile.ZipFile(made, "w") as new:
        for name, content in files.items():
            new.writestr(_entry(name), content)
    return made.getvalue()


def streamed(members: Mapping[str, Write], file: IO[bytes]) -> Iterator[None]:
    """Write a zip of files that are written a piece at a time, in this order.

    Args:
        members: name → what writes it.
        file: that is written to; what was written is not looked at again.
    """
    with zipfile.ZipFile(cast("IO[bytes]", _Onward(file)), "w") as new:
        for name, write in members.items():
            with new.open(_entry(name), "w") as member:
                yield from write(member)
    yield


def at_once(content: bytes) -> Write:
    """What writes this."""

    def write(file: IO[bytes]) -> Iterator[None]:
        file.write(content)
        yield

    return write


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, DAY)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system = _UNIX
    entry.external_attr = 0o644 << 16
    return entry


class _Onward:
    """A file without a way back: sizes stand behind each member, and not in front of it."""

    def __init__(self, file: IO[bytes]) -> None:
        self._file = file

    def write(self, content: bytes) -> int:
        return self._file.write(content)

    def flush(self) -> None:
        self._file.flush()
