"""An answer of many rows, made once for all who ask: a piece at a time, in a file without a name.

Who downloads reads from that file, so that memory stays flat however many they are and however
slowly they read. The file goes with the last of them.
"""

from tempfile import TemporaryFile
from threading import Lock
from typing import Final
from weakref import finalize

from sdgwijzer.api import Rows

SLICE: Final = 1_048_576
"""Bytes that are read at once."""


class Spool:
    """The CSV of some rows."""

    def __init__(self, rows: Rows) -> None:
        """Nothing is made yet.

        Args:
            rows: of which there is more than one piece.
        """
        self._rows = rows
        self._left = list(rows.pieces())[::-1]
        self._size = 0
        self._lock = Lock()
        self._file = TemporaryFile(prefix="sdgwijzer-")  # noqa: SIM115 - see the next line
        finalize(self, self._file.close)

    def read(self, begin: int) -> bytes:
        """Some bytes from a place on; b"" behind the last. The next piece is made when it is asked.

        Raises:
            StoreError: the figures cannot be read.
            OSError: there is no room for the file.
        """
        with self._lock:
            while begin >= self._size and self._left:
                self._file.seek(self._size)
                self._rows.write(self._left[-1], self._file, header=not self._size)
                self._size = self._file.tell()
                self._left.pop()
            self._file.seek(begin)
            return self._file.read(min(SLICE, self._size - begin))
