"""Years that resemble the one before: how much an indicator's do, and what a test then needs.

A test that takes years for independent finds directions in wandering. One rho per indicator, pooled
over all municipalities: with 8 to 10 values one series says nothing, 285 do. The tables in
`serial.json` are simulated AR(1) series without drift (a million for S; with rho 0 it is exact).
"""

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Final

import numpy as np
import numpy.typing as npt

from sdgwijzer.judgement.chance import Floats

_TABLES: Final = json.loads((Path(__file__).parent / "serial.json").read_text(encoding="utf-8"))

UNKNOWN: Final = 0.6
"""Rho where it cannot be told."""

MOST: Final = 0.9
"""Largest rho that is used."""

MIN_SERIES: Final = 5
"""Years that a municipality needs to take part."""

_NOTHING: Final = 1e-18
"""A sum of squares below this is rounding: the row does not move."""

MIN_POINTS, MIN_PLACES = 7, 50
"""Median years per municipality, and municipalities, from which rho can be told."""

DIRECTION_P: Final = 0.10
CLEAR_P: Final = 0.05
"""Largest p for a direction, and for a clear one."""


def raw(values: npt.ArrayLike, years: npt.ArrayLike) -> tuple[float, float]:
    """Pooled lag-1 autocorrelation of the residuals of a straight line, and the median years.

    Each series is scaled to a sum of squares of 1; gaps count as neighbours.

    Args:
        values: a row per municipality, NaN where missing; fewer than 5 are left out.
        years: of the columns.
    """
    rows = np.atleast_2d(np.asarray(values, float))
    points = np.count_nonzero(~np.isnan(rows), axis=1)
    rows, points = rows[points >= MIN_SERIES], points[points >= MIN_SERIES]
    if not len(rows):
        return float("nan"), 0.0
    rest = _compact(_residuals(rows, np.asarray(years, float)))
    square = np.nansum(rest**2, axis=1)
    moving = square >= _NOTHING
    if np.count_nonzero(moving) < MIN_PLACES:
        return float("nan"), 0.0
    above = np.nansum(rest[:, 1:] * rest[:, :-1], axis=1)[moving] / square[moving]
    return float(above.mean()), float(np.median(points[moving]))


def _residuals(values: Floats, years: Floats) -> Floats:
    """What is left of each row beside its own straight line."""
    t = np.where(np.isnan(values), np.nan, years)
    t = t - np.nanmean(t, axis=1, keepdims=True)
    centred = values - np.nanmean(values, axis=1, keepdims=True)
    slope = np.nansum(t * centred, axis=1) / np.nansum(t**2, axis=1)
    return np.asarray(centred - slope[:, None] * t, float)


def _compact(rows: Floats) -> Floats:
    """Each row without its gaps, which come at the end."""
    order = np.argsort(np.isnan(rows), axis=1, kind="stable")
    return np.take_along_axis(rows, order, axis=1)


def rho(points: float, found: float) -> float:
    """The autocorrelation behind a raw one, which short series make far too low.

    Args:
        points: median years per municipality.
        found: from `raw`.

    Returns:
        0 to 0.95, linear between the values of the table; `UNKNOWN` where it cannot be told.
    """
    n = round(points)
    if n < MIN_POINTS or np.isnan(found):
        return UNKNOWN
    table = _TABLES["lag1"][str(min(n, 10))]
    rhos = sorted(table, key=float)
    return float(np.interp(found, [table[each] for each in rhos], [float(each) for each in rhos]))


def used(found: float) -> float:
    """Rounded up to 0.1, at most `MOST`."""
    return float(min(np.ceil(round(found * 10, 9)) / 10, MOST))


@cache
def _p(points: int, rho_used: float) -> tuple[Floats, Floats]:
    """|S| and p of the table, ascending."""
    table = _TABLES["p_of_s"][str(points)][f"{rho_used:.1f}"]
    reach = sorted(table, key=int)
    return np.array([float(s) for s in reach]), np.array([table[s] for s in reach])


def p_of_s(s: float, points: int, rho_used: float) -> float:
    """P(|S| >= |s|) without drift; between two values of the table (ties) that of the smaller."""
    reach, p = _p(points, rho_used)
    place = int(np.searchsorted(reach, abs(s), side="right")) - 1
    return float(p[max(place, 0)])


@cache
def needed(points: int, rho_used: float) -> tuple[float, float]:
    """Smallest |S| for a direction, and for a clear one; infinite where none is enough."""
    reach, p = _p(points, rho_used)
    return (_smallest(reach, p, DIRECTION_P), _smallest(reach, p, CLEAR_P))


def _smallest(reach: Floats, p: Floats, most: float) -> float:
    enough = reach[p <= most]
    return float(enough[0]) if enough.size else float("inf")


def p_values(s: npt.ArrayLike, points: npt.ArrayLike, rho_used: npt.ArrayLike) -> Floats:
    """`p_of_s` of many series; NaN for fewer than 5 years.

    Args:
        s: Mann-Kendall S per series.
        points: years with a value per series, at most 10.
        rho_used: of the indicator; one, or one per series.
    """
    s = np.asarray(s, float)
    result = np.full(s.shape, np.nan)
    for n, rho_of, mine in _alike(points, rho_used):
        reach, p = _p(n, rho_of)
        place = np.searchsorted(reach, np.abs(s[mine]), side="right") - 1
        result[mine] = p[np.maximum(place, 0)]
    return result


def all_needed(points: npt.ArrayLike, rho_used: npt.ArrayLike) -> tuple[Floats, Floats]:
    """`needed` of many series; NaN where no S is enough, or for fewer than 5 years."""
    points = np.asarray(points, int)
    direct, clear = (np.full(points.shape, np.nan) for _ in range(2))
    for n, rho_of, mine in _alike(points, rho_used):
        direct[mine], clear[mine] = needed(n, rho_of)
    direct[np.isinf(direct)], clear[np.isinf(clear)] = np.nan, np.nan
    return direct, clear


def _alike(
    points: npt.ArrayLike, rho_used: npt.ArrayLike
) -> Iterator[tuple[int, float, npt.NDArray[np.bool_]]]:
    """Series with one number of years and one autocorrelation, together."""
    points = np.asarray(points, int)
    rhos = np.broadcast_to(np.asarray(rho_used, float), points.shape)
    for n in np.unique(points[points >= MIN_SERIES]):
        for rho_of in np.unique(rhos[(points == n) & ~np.isnan(rhos)]):
            yield int(n), float(rho_of), (points == n) & (rhos == rho_of)
