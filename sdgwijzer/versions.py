"""The files of the database: a pointer names the one in use; others go when nobody holds them."""

import errno
import logging
import os
import time
from pathlib import Path
from typing import Final

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

POINTER: Final = "sdgwijzer.current"

_LOG: Final = logging.getLogger("sdgwijzer")

_ABANDONED_SECONDS: Final = 3600
"""A draft this old belongs to no running build."""


def switch(folder: Path, name: str) -> None:
    """Name the database in use; the replacement of a small file is atomic."""
    draft = folder / f"{POINTER}.{os.getpid()}.draft"
    with draft.open("w", encoding="utf-8") as file:
        file.write(name + "\n")
        file.flush()
        os.fsync(file.fileno())
    draft.replace(folder / POINTER)


def clean(folder: Path, keep: Path) -> None:
    """Remove databases that are not in use and that no process holds, and drafts left behind."""
    others = [path for path in folder.glob("sdgwijzer-*.duckdb") if path != keep]
    drafts = [
        path
        for path in folder.glob("sdgwijzer-*.draft*")  # left by a build that was cut off, with .wal
        if _age(path) > _ABANDONED_SECONDS
    ]
    for path in [*(path for path in others if not _held(path)), *drafts]:
        try:
            path.unlink()
        except OSError as error:  # the new one is in use: nothing may fail for an old one's sake
            _LOG.warning("%s could not be removed (%s); remove it by hand", path, error.strerror)


def _age(path: Path) -> float:
    """Seconds since a file was written; 0 for one that is gone."""
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return 0.0


def _held(path: Path) -> bool:
    """Does another process hold this database? DuckDB's readers lock their file.

    A process that was killed holds nothing. Where locks cannot be asked (Windows), a held file
    cannot be removed either. One that may not be opened (another user's) counts as held.
    """
    if fcntl is None:
        return False
    try:
        with path.open("r+b") as file:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except FileNotFoundError:  # another build has removed it
        return False
    except OSError as error:
        if error.errno in (errno.EACCES, errno.EPERM) and not os.access(path, os.W_OK):
            _LOG.warning("%s is of another user and stays; remove it by hand", path)
        return True
    return False
