"""What many visitors ask at once is made once."""

from collections.abc import Callable
from functools import lru_cache, wraps
from threading import Lock
from typing import ParamSpec, TypeVar

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
