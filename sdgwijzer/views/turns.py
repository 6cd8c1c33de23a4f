"""Many visitors at once: few pages are made at the same time, and who came first is served first.

Pages are made in threads of one process, so more of them at a time are not faster. A hundred that
all want Streamlit's locks spend their time on waiting for each other; in a queue they do not.
"""

from collections import deque
from threading import Lock
from types import TracebackType
from typing import Final


class Turns:
    """So many at the same time. A semaphore lets a newcomer pass those who wait; this does not."""

    def __init__(self, most: int) -> None:
        """All are free.

        Args:
            most: how many have a turn at the same time.
        """
        self._free = most
        self._lock = Lock()
        self._waiting: deque[Lock] = deque()
        self.asked = 0
        """How often a turn was asked."""

    def __enter__(self) -> None:
        """Wait for a turn, behind all who came before."""
        self.asked += 1
        mine = Lock()
        with self._lock:
            if self._free:
                self._free -= 1
                return
            mine.acquire()
            self._waiting.append(mine)
        mine.acquire()  # whoever is ready hands the turn over

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Hand the turn to who waits longest."""
        with self._lock:
            if self._waiting:
                self._waiting.popleft().release()
            else:
                self._free += 1

    @property
    def waiting(self) -> int:
        """How many wait."""
        return len(self._waiting)


PAGES: Final = Turns(4)
"""Of all pages: those that one opens, and those of who is here and chooses something else."""
