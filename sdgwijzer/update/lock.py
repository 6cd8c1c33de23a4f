"""One process at a time writes in a data folder; one that is killed lets go of it by itself."""

import errno
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from sdgwijzer import files
from sdgwijzer.errors import Busy, SdgWijzerError, UsageError

_LOCK: Final = ".lock"
_HOLDER: Final = ".lock.holder"

_OTHERS: Final = (
    "this user may not write there. Work as the user whose files they are; after a command with "
    "sudo, 'sudo chown -R USER {data}' gives all of them back."
)
_FULL: Final = "there is no room on that disk. Make some, or name another folder: SDGWIJZER_DATA."
_TODO: Final = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EROFS: "that disk can only be read. Name a folder that can be written: SDGWIJZER_DATA.",
}
"""What to do where the folder cannot be held; else `_OTHERS`."""


@contextmanager
def alone(
    data: Path, what: str, wait: float = 0, tell: Callable[[str], None] = lambda _: None
) -> Iterator[None]:
    """Hold the data folder while working on it; a process that is killed lets go of it.

    Args:
        data: the data folder.
        what: the command, for who comes second.
        wait: seconds to wait for another one.
        tell: called with who holds it, before waiting.

    Raises:
        UsageError: there is no such folder.
        Busy: who holds it, since when.
        SdgWijzerError: this user may not write in it.
    """
    if not data.is_dir():
        raise UsageError(f"{data} is not a folder; name the one with figures")
    holder = data / _HOLDER
    lock = FileLock(data / _LOCK)
    try:
        try:
            lock.acquire(timeout=0)
        except Timeout:
            if not wait:
                raise
            tell(_who(holder))
            lock.acquire(timeout=wait)
    except Timeout as error:
        raise Busy(f"{data} is in use by {_who(holder)}; try again when that is done.") from error
    except OSError as error:
        todo = _TODO.get(error.errno or 0, _OTHERS).format(data=data)
        raise SdgWijzerError(
            f"{lock.lock_file}: {error.strerror}: {todo} Nothing was changed."
        ) from error
    try:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        said = f"'sdgwijzer {what}', process {os.getpid()} on {socket.gethostname()}, since {now}\n"
        with suppress(OSError):  # no room on the disk: the lock holds without our name
            files.replace(holder, said.encode())
        yield
    finally:
        with suppress(OSError):  # the work is done: who it was does not matter any more
            holder.unlink()
        lock.release()


def _who(holder: Path) -> str:
    """Its name; it may let go of the folder while we look."""
    with suppress(OSError, UnicodeError):
        return holder.read_text(encoding="utf-8").strip() or "unknown"
    return "unknown"
