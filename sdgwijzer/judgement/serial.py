"""Years that resemble the one before: how much an indicator's do, and what a test then needs.

A test that takes years for independent finds directions in wandering. One rho per indicator, pooled
over all municipalities: with 8 to 10 values one series says nothing, 285 do. The tables in
`serial.json` are simulated AR(1) series without drift (a million for S; with rho 0 it is exact).
"""

import json
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
    above, points = 0.0, []
    t = np.asarray(years, float)
    for row in np.atleast_2d(np.asarray(values, float)):
        there = ~np.isnan(row)
        n = int(there.sum())
        if n < 5:
            continue
        line = np.polynomial.polynomial.polyfit(t[there], row[there], 1)
        rest = row[there] - np.polynomial.polynomial.polyval(t[there], line)
        square = float((rest**2).sum())
        if square < 1e-18:
            continue
        above += float((rest[1:] * rest[:-1]).sum()) / square
        points.append(n)
    if len(points) < MIN_PLACES:
        return float("nan"), 0.0
    return above / len(points), float(np.median(points))


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


def p_values(s: npt.ArrayLike, points: npt.ArrayLike, rho_used: float) -> Floats:
    """`p_of_s` of many series; NaN for fewer than 5 years.

    Args:
        s: Mann-Kendall S per series.
        points: years with a value per series, at most 10.
        rho_used: of the indicator.
    """
    s, points = np.asarray(s, float), np.asarray(points, int)
    result = np.full(s.shape, np.nan)
    for n in np.unique(points[points >= 5]):
        reach, p = _p(int(n), rho_used)
        mine = points == n
        place = np.searchsorted(reach, np.abs(s[mine]), side="right") - 1
        result[mine] = p[np.maximum(place, 0)]
    return result
