"""Replacing files so that a process that is killed at any moment leaves the old or the new ones.

One file: a draft beside it, then one rename. Files with a description that holds their checksums:
drafts of all, then the description, then the others; who reads a file that is not the described
one finishes the rename of its draft (`finished`).
"""

import hashlib
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO


def replace(path: Path, content: bytes) -> None:
    """Put new content in a file, as a whole."""
    with replacing(path) as file:
        file.write(content)


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """A file to write: it takes the place of the old one once it is whole, and else it goes."""
    draft = _beside(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with draft.open("wb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except BaseException:
        draft.unlink(missing_ok=True)
        raise


def replace_described(description: Path, text: bytes, described: Mapping[Path, bytes]) -> None:
    """Put new content in files and in the description that holds their checksums.

    Args:
        description: the file that says which content the others have.
        text: its new content.
        described: the others, with their new content.
    """
    drafts = {path: _draft(path, content) for path, content in described.items()}
    replace(description, text)
    for path, draft in drafts.items():
        draft.replace(path)


def finished(path: Path, sha256: str) -> bytes | None:
    """The content with this checksum, of the file or of a draft that was not renamed yet.

    Returns:
        None when neither has it.
    """
    draft = _beside(path)
    for each in (path, draft):
        content = each.read_bytes() if each.is_file() else b""
        if hashlib.sha256(content).hexdigest() == sha256:
            if each == draft:
                draft.replace(path)
            return content
    return None


def _beside(path: Path) -> Path:
    return path.with_name(f".{path.name}.draft")


def _draft(path: Path, content: bytes) -> Path:
    draft = _beside(path)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with draft.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    return draft
