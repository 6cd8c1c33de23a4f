"""Round numbers for an axis."""

from collections.abc import Sequence
from math import ceil, floor, log10
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


def decimals(numbers: Sequence[float], most: int) -> int:
    """Decimals that these numbers need, and at most so many."""
    return next(
        (n for n in range(most) if all(round(each, n) == round(each, 6) for each in numbers)), most
    )


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
