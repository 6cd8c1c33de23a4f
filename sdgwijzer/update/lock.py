"""One process at a time writes in a data folder; one that is killed lets go of it by itself."""

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
        raise SdgWijzerError(
            f"{lock.lock_file}: {error.strerror}: this user may not write there, and nothing was "
            "changed. Work as the user whose files they are; after a command with sudo, "
            f"'sudo chown -R USER {data}' gives all of them back."
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
    return holder.read_text(encoding="utf-8").strip() if holder.exists() else "unknown"
