"""Ends of an axis, and round numbers for it."""

from collections.abc import Sequence
from math import ceil, floor, isclose, log10
from typing import Any, Final

import numpy as np
import numpy.typing as npt

_STEPS: Final = (1.0, 2.0, 2.5, 5.0, 10.0)


_FAR: Final = 0.4
"""Part of the axis that the outermost hundredth may take: beyond it, they are drawn at the edge."""


def ends(values: npt.NDArray[Any]) -> tuple[float, float]:
    """Ends of the axis: the lowest and highest value, unless a few far ones would flatten all."""
    low, high = float(values.min()), float(values.max())
    near, far = (float(each) for each in np.percentile(values, (1, 99)))
    if far > near:
        low = near if near - low > _FAR * (high - low) else low
        high = far if high - far > _FAR * (high - low) else high
    return low, high


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
