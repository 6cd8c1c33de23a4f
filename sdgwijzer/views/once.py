"""Many visitors at once: few pages are made at the same time, and what they share is made once.

Pages are made in threads of one process, so more of them at a time are not faster. A hundred that
all want Streamlit's locks spend their time on waiting for each other; in a queue they do not.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from threading import BoundedSemaphore, Lock
from typing import Final, ParamSpec, TypeVar

TURNS: Final = BoundedSemaphore(4)
"""How many pages are made at the same time; the others wait for their turn."""

P = ParamSpec("P")
R = TypeVar("R")


def once(size: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep the last answers of a function; those who ask at once wait for one answer.

    `functools.lru_cache` lets everyone who misses work at the same time: after a new database, ten
    visitors would each read the catalogue and the database, ten times as slowly.

    Args:
        size: how many answers are kept.
    """

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        kept: Callable[P, R] = lru_cache(size)(function)  # type: ignore[assignment]
        lock = Lock()

        @wraps(function)
        def ask(*args: P.args, **named: P.kwargs) -> R:
            with lock:
                return kept(*args, **named)

        return ask

    return decorate
