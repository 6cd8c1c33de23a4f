"""One process at a time writes in a data folder; one that is killed lets go of it by itself."""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from filelock import FileLock, Timeout

from sdgwijzer import files
from sdgwijzer.errors import Busy

_LOCK: Final = ".lock"
_HOLDER: Final = ".lock.holder"


@contextmanager
def alone(data: Path, what: str, wait: float = 0) -> Iterator[None]:
    """Hold the data folder while working on it; a process that is killed lets go of it.

    Args:
        data: the data folder.
        what: the command, for who comes second.
        wait: seconds to wait for another one.

    Raises:
        Busy: who holds it, since when.
    """
    data.mkdir(parents=True, exist_ok=True)
    holder = data / _HOLDER
    lock = FileLock(data / _LOCK)
    try:
        lock.acquire(timeout=wait)
    except Timeout as error:
        said = holder.read_text(encoding="utf-8").strip() if holder.exists() else "unknown"
        raise Busy(f"{data} is in use by {said}; try again when that is done.") from error
    try:
        now = datetime.now(UTC).isoformat(timespec="seconds")
        said = f"'sdgwijzer {what}', process {os.getpid()} on {socket.gethostname()}, since {now}\n"
        with suppress(OSError):  # no room on the disk: the lock holds without our name
            files.replace(holder, said.encode())
        yield
    finally:
        holder.unlink(missing_ok=True)
        lock.release()
