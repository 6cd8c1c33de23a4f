"""Many rows, those of some indicators at a time."""

from collections.abc import Iterator, Sequence
from typing import Final

AT_ONCE: Final = 8_000
"""Rows that are in memory at once, as far as whole indicators allow: some 7 megabytes."""


def pieces(sizes: Sequence[tuple[str, int]], most: int = AT_ONCE) -> Iterator[tuple[str, ...]]:
    """Parts that are asked together; there is always one.

    Args:
        sizes: parts and how many rows each has, in order.
        most: rows of theirs, if a part has no more.
    """
    held: list[str] = []
    count = 0
    for part, size in sizes:
        if held and count + size > most:
            yield tuple(held)
            held, count = [], 0
        held.append(part)
        count += size
    yield tuple(held)
