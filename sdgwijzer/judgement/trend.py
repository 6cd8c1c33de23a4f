"""Slope and order of many short series: Theil-Sen (Sen 1968) and S of Mann-Kendall (1945, 1975).

No positive values needed, gaps in the years allowed, one odd year ignored. What S a direction asks
for is in `serial`, the words in `direction`. Change per year in percent between two years is not
used: on shuffled years it calls two thirds of pure noise a trend.
"""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from sdgwijzer.judgement.chance import Floats

MIN_POINTS: Final = 5
"""Years with a figure that a trend needs."""

WINDOW_YEARS: Final = 10
"""A trend looks back this far."""

_DIGITS: Final = 9
"""Differences are compared after rounding: 0.3 - 0.2 and 0.2 - 0.1 are equal here."""


class Slopes(NamedTuple):
    """Per series: change per year, Mann-Kendall S, years with a value."""

    slope: Floats
    s: Floats
    points: npt.NDArray[np.int64]


def slopes(years: npt.ArrayLike, values: npt.ArrayLike) -> Slopes:
    """Theil-Sen slope and S of many series at once.

    Args:
        years: of the columns, shape (T,), distinct.
        values: one series per row, shape (N, T), NaN where missing.

    Returns:
        Arrays of length N; slope and s are NaN for fewer than two points.
    """
    years = np.asarray(years, float)
    values = np.atleast_2d(np.asarray(values, float))
    first, second = np.triu_indices(years.size, k=1)
    change = np.round(values[:, second] - values[:, first], _DIGITS)
    apart = years[second] - years[first]
    points = np.count_nonzero(~np.isnan(values), axis=1)
    enough = points >= 2
    s = np.where(enough, np.nansum(np.sign(change) * np.sign(apart), axis=1), np.nan)
    slope = np.full(len(values), np.nan)
    if enough.any():
        slope[enough] = np.nanmedian(change[enough] / apart, axis=1)
    return Slopes(slope, s, points)


def span(years: npt.ArrayLike, values: npt.ArrayLike) -> tuple[Floats, Floats]:
    """First and last year with a value per series; infinite without any."""
    years, known = np.asarray(years, float), ~np.isnan(np.atleast_2d(np.asarray(values, float)))
    first = np.where(known, years, np.inf).min(axis=1, initial=np.inf)
    return first, np.where(known, years, -np.inf).max(axis=1, initial=-np.inf)


def apart(years: npt.ArrayLike, values: npt.ArrayLike, every: int) -> Floats:
    """Only the years whose windows do not overlap, counted back from each series' last value.

    A figure over three years shares two of them with the year before: consecutive values move
    together by construction, and every test finds a trend in noise.

    Args:
        years: of the columns.
        values: one series per row.
        every: years that one figure covers.
    """
    years, values = np.asarray(years, float), np.atleast_2d(np.asarray(values, float))
    if every == 1:
        return values
    _, last = span(years, values)
    with np.errstate(invalid="ignore"):
        kept = np.mod(last[:, None] - years, every) == 0
    return np.where(kept, values, np.nan)


def halves(years: npt.ArrayLike, values: npt.ArrayLike) -> tuple[Floats, Floats]:
    """How far the first and the second half of each series moved: its slope times its span.

    With an odd number of values the middle one belongs to both.

    Args:
        years: of the columns, ascending.
        values: one series per row, NaN where missing.
    """
    years, values = np.asarray(years, float), np.atleast_2d(np.asarray(values, float))
    order = np.cumsum(~np.isnan(values), axis=1)  # 1 at the first value
    points = order[:, -1:] if values.shape[1] else np.zeros((len(values), 1))
    half = np.ceil(points / 2)
    moves = []
    for part in (order <= half, order > points - half):
        piece = np.where(part, values, np.nan)
        first, last = span(years, piece)
        with np.errstate(invalid="ignore"):
            moves.append(slopes(years, piece).slope * (last - first))
    before, after = moves
    return before, after
