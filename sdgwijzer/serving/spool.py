"""An answer of many rows, made once for all who ask: a piece at a time, in a file without a name.

Who downloads reads from that file, so that memory stays flat however many they are and however
slowly they read. The file goes with the last of them.
"""

from asyncio import Semaphore
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from io import SEEK_END
from tempfile import TemporaryFile
from threading import Lock
from typing import IO, Final
from weakref import finalize

from starlette.concurrency import run_in_threadpool

SLICE: Final = 262_144
"""Bytes that are read at once."""

_MAKER: Final = ThreadPoolExecutor(1, "spool")
"""Makes all pieces: each thread would keep memory of its own."""

Write = Callable[[IO[bytes]], Iterator[None]]
"""Writes a file, a piece at each step; the same bytes each time."""


class Spool:
    """A file that is made while it is read."""

    def __init__(self, write: Write) -> None:
        """Nothing is made yet.

        Args:
            write: makes it.
        """
        self._write = write
        self._lock = Lock()
        self._file = TemporaryFile(prefix="sdgwijzer-")  # noqa: SIM115 - see the next line
        finalize(self, self._file.close)
        self._begin()

    def _begin(self) -> None:
        self._file.seek(0)
        self._file.truncate()
        self._steps: Iterator[None] | None = None  # many may be waiting for the first to be asked
        self._size, self._whole = 0, False

    def read(self, begin: int) -> bytes:
        """Some bytes from a place on; b"" behind the last. The next piece is made when it is asked.

        What fails is made anew, from the beginning, for the next who asks.

        Raises:
            StoreError: the figures cannot be read.
            OSError: there is no room for the file.
        """
        with self._lock:
            try:
                self._steps = self._steps or self._write(self._file)
                while begin >= self._size and not self._whole:
                    self._file.seek(0, SEEK_END)
                    self._whole = _MAKER.submit(next, self._steps, self).result() is self
                    self._size = self._file.seek(0, SEEK_END)
            except BaseException:
                self._begin()
                raise
            self._file.seek(begin)
            return self._file.read(max(0, min(SLICE, self._size - begin)))

    async def sent(
        self, turns: Semaphore, failed: Callable[[Exception], object]
    ) -> AsyncIterator[bytes]:
        """All of it; when it fails half way the connection breaks off.

        Args:
            turns: how many are read, or made, at the same time.
            failed: hears why.
        """
        sent = 0
        try:
            while True:
                async with turns:
                    part = await run_in_threadpool(self.read, sent)
                if not part:
                    return
                yield part
                sent += len(part)
        except Exception as error:
            failed(error)
            raise
