"""Many rows in pieces: of whole indicators, and the next one asked while this one is written."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Final, TypeVar

from pyarrow import default_memory_pool

Piece = TypeVar("Piece")

AT_ONCE: Final = 32_000
"""Rows of a piece, as far as whole indicators allow: some 27 megabytes, of whatever there is."""


FEW: Final = 8_000
"""The same, where little memory counts for more than speed."""


def pieces(sizes: Sequence[tuple[str, int]], at_once: int = AT_ONCE) -> Iterator[tuple[str, ...]]:
    """Parts that are read at once; there is always one.

    Args:
        sizes: parts and how many rows each has, in order.
        at_once: rows that are read at once, if a part has no more.
    """
    held: list[str] = []
    count = 0
    for part, size in sizes:
        if held and count + size > at_once:
            yield tuple(held)
            held, count = [], 0
        held.append(part)
        count += size
    yield tuple(held)


def ahead(
    read: Callable[[tuple[str, ...]], Piece], parts: Iterable[tuple[str, ...]]
) -> Iterator[Piece]:
    """Each piece in turn; the database reads one on while whoever asked writes the one before.

    Args:
        read: reads a piece; what it raises comes in the turn of that piece.
        parts: of each piece.
    """
    pool = default_memory_pool()
    with ThreadPoolExecutor(1, "ahead") as beside:
        waiting: Future[Piece] | None = None
        for each in parts:
            following = beside.submit(read, each)
            if waiting is not None:
                yield waiting.result()
                pool.release_unused()  # what the piece before was in
            waiting = following
        if waiting is not None:
            yield waiting.result()
