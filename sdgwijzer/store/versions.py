"""The files of the database: a pointer names the one in use; others go when nobody holds them."""

import logging
import os
import re
import time
from pathlib import Path
from typing import Final

from sdgwijzer.errors import StoreError

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

POINTER: Final = "sdgwijzer.current"

_NAME: Final = re.compile(r"[\w-]+\.duckdb", re.ASCII)
_LOG: Final = logging.getLogger("sdgwijzer")

_ABANDONED_SECONDS: Final = 3600
"""A draft this old belongs to no running build, nor one of the future: its clock was wrong."""


def switch(folder: Path, name: str) -> None:
    """Name the database in use; the replacement of a small file is atomic."""
    draft = folder / f"{POINTER}.{os.getpid()}.draft"
    try:
        with draft.open("w", encoding="utf-8") as file:
            file.write(name + "\n")
            file.flush()
            os.fsync(file.fileno())
        draft.replace(folder / POINTER)
    except OSError:
        draft.unlink(missing_ok=True)
        raise


def current(folder: Path) -> Path:
    """The database in use.

    Raises:
        StoreError: none was built yet, or the pointer names no file of this folder.
    """
    pointer = folder / POINTER
    try:
        name = pointer.read_text(encoding="utf-8-sig").strip()
    except FileNotFoundError as error:
        raise StoreError(_without(folder)) from error
    except (OSError, UnicodeError) as error:
        raise StoreError(
            f"{pointer}: expected the name of a database, found a file that cannot be read "
            f"({error}); give it back to the user of the site, or run 'sdgwijzer build'."
        ) from error
    if not _NAME.fullmatch(name):
        raise StoreError(
            f"{pointer}: expected the name of a database, found {name[:80]!r}; run "
            "'sdgwijzer build'."
        )
    path = folder / name
    if not path.is_file():
        raise StoreError(f"{pointer} names {name}, which is gone; run 'sdgwijzer build'.")
    return path


def _without(folder: Path) -> str:
    if folder.is_dir():
        return f"{folder} holds no database yet; run 'sdgwijzer build'."
    return (
        f"{folder} is gone; give the folder back (is its disk mounted?), or name another one: "
        "SDGWIJZER_DATA."
    )


def clean(folder: Path, keep: Path) -> None:
    """Remove databases that are not in use and that no process holds, and drafts left behind.

    The new database is in use by now: what cannot be removed stays, and is said in the log.
    """
    left = [path for path in folder.glob("sdgwijzer-*.duckdb") if path != keep]
    left += folder.glob("sdgwijzer-*.draft*")  # of a build that was cut off, with .wal
    for path in left:
        try:
            if not _held(path):
                path.unlink()
        except FileNotFoundError:  # another build was first
            continue
        except OSError as error:
            if fcntl is not None:  # on Windows a reader holds it; the next build tries again
                _LOG.warning("%s", _kept(path, error))


def _kept(path: Path, error: OSError) -> str:
    return (
        f"{path} is not in use any more and could not be removed ({error.strerror}). The new "
        "database is in use all the same. Remove the file as the user it belongs to; after a "
        f"build with sudo, 'sudo chown -R USER {path.parent}' gives all files back."
    )


def _held(path: Path) -> bool:
    """Is a process at work with this file? DuckDB's readers lock their file.

    A process that was killed holds nothing. Where locks cannot be asked (Windows), a held file
    cannot be removed either. A draft is a running build's until it is old.

    Raises:
        OSError: it may not be opened: nobody can know, so it must stay.
    """
    if not path.name.endswith(".duckdb"):
        return abs(time.time() - path.stat().st_mtime) <= _ABANDONED_SECONDS
    if fcntl is None:
        return False
    with path.open("r+b") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return True
    return False
