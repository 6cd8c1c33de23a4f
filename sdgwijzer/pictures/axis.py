"""Round numbers for an axis."""

from collections.abc import Sequence
from math import ceil, floor, isclose, log10
from typing import Final

_STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)


def ticks(low: float, high: float, most: int) -> list[float]:
    """Round numbers from low to high, evenly spaced: at most so many, at least two if there are.

    Args:
        low: of the axis.
        high: of it, above low.
        most: how many there may be.
    """
    size = 10.0 ** floor(log10((high - low) / most))
    for step in (size * each for each in (*_STEPS, 20.0, 25.0, 50.0)):
        first, last = ceil(low / step - 1e-9), floor(high / step + 1e-9)
        if last - first < most:
            return [each * step for each in range(first, last + 1)]
    return []


def decimals(numbers: Sequence[float]) -> int:
    """Decimals that these round numbers need to be read as they are, at most 6."""
    return next(n for n in range(7) if n == 6 or all(_has(each, n) for each in numbers))


def _has(number: float, places: int) -> bool:
    return isclose(round(number, places), number, rel_tol=1e-9, abs_tol=1e-9)


def years(first: int, last: int, room: float, apart: float) -> list[int]:
    """Years that are written: the last one, and back from it with equal steps.

    Args:
        first: year.
        last: year.
        room: pixels between the two.
        apart: pixels that one year takes.
    """
    if last == first:
        return [first]
    step = max(ceil(apart * (last - first) / room), 1)
    return sorted(range(last, first - 1, -step))
