"""How often one may: in memory of a process, gone after minutes; of an address only a salted hash.

By address alone wrong codes are counted: a town hall is one address, and mistyping is normal.
"""

import hashlib
import secrets
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Final

_MOST: Final = 50_000
"""Counted at a time; then the oldest go."""


@dataclass
class Bucket:
    """So many at once, and so many a second after that.

    Attributes:
        burst: at once.
        rate: a second.
        clock: seconds that only go forward.
    """

    burst: float
    rate: float
    clock: Callable[[], float] = time.monotonic
    _left: dict[Hashable, tuple[float, float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def take(self, whose: Hashable) -> bool:
        """Take one; False where there is none left."""
        with self._lock:
            when = self.clock()
            left, since = self._left.pop(whose, (self.burst, when))
            left = min(self.burst, left + (when - since) * self.rate)
            if len(self._left) >= _MOST:
                del self._left[next(iter(self._left))]
            self._left[whose] = (left - 1 if left >= 1 else left, when)
            return left >= 1

    def is_left(self, whose: Hashable) -> bool:
        """Is there one left to take?"""
        with self._lock:
            left, since = self._left.get(whose, (self.burst, self.clock()))
            return min(self.burst, left + (self.clock() - since) * self.rate) >= 1


class Limits:
    """All of a process."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self.writes = Bucket(10, 1, clock)
        """Of a participant."""
        self.joins = Bucket(200, 200 / 60, clock)
        """New participants of a room."""
        self.wrong_here = Bucket(60, 1, clock)
        """Wrong codes of an address."""
        self.wrong = Bucket(300, 300 / 60, clock)
        """Wrong codes of all together."""
        self._salt = secrets.token_bytes(16)

    def address(self, address: str) -> bytes:
        """What stands for an address here; nobody can turn it back."""
        return hashlib.blake2b(address.encode(), key=self._salt, digest_size=12).digest()

    def may_try(self, address: str) -> bool:
        """May somebody at this address try a code?"""
        return self.wrong_here.is_left(self.address(address)) and self.wrong.is_left("")

    def was_wrong(self, address: str) -> None:
        """They tried one that is none."""
        self.wrong_here.take(self.address(address))
        self.wrong.take("")
