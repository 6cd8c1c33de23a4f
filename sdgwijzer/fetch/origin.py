"""Where an answer came from: what is kept beside it, and what the figures say of it."""

import hashlib
from pathlib import Path
from typing import Final

from sdgwijzer import files
from sdgwijzer.model import Record

BESIDE: Final = ".origin.json"
"""What is behind the name of an answer in the cache: where it came from."""


class Answer(Record):
    """Where a figure came from: one file of the publisher."""

    name: str
    url: str
    sha256: str
    bytes: int
    published: str  # the publisher's own date in the file (ISO), "" if there is none
    retrieved: str  # day on which this content was first taken in (ISO)


class Origin(Record):
    """What is kept beside an answer in the cache."""

    asked: str  # the address that was asked
    url: str  # where the answer was: another address when it had moved
    status: int
    etag: str
    last_modified: str  # as the publisher's server said it
    fetched_at: str  # moment (ISO, UTC)
    sha256: str
    bytes: int

    def keep(self, path: Path) -> None:
        """Write it beside the answer."""
        text = self.model_dump_json(indent=2) + "\n"
        files.replace(_beside(path), text.encode())


def of(path: Path) -> Origin | None:
    """Where an answer in the cache came from; None when that is not known of this content."""
    if not _beside(path).is_file() or not path.is_file():
        return None
    try:
        origin = Origin.model_validate_json(_beside(path).read_text(encoding="utf-8"))
    except ValueError:  # cut off while it was written: the answer is asked anew
        return None
    return origin if origin.sha256 == checksum(path) else None


def checksum(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _beside(path: Path) -> Path:
    return path.with_name(path.name + BESIDE)
