"""One series as others would judge it, side by side: for the analyst, never on the arrow."""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from sdgwijzer.judgement import others
from sdgwijzer.model import Chance

LONG: Final = 15
SHORT: Final = 5
"""Windows of Eurostat, in years."""

BASE_YEAR: Final = 2015
"""Statistics Canada and the SDSN start here, or at the first later year."""

UN_LIMITS: Final = (0.02, 0.005)
"""Yearly growth that the UN Progress Chart takes for on track and for some progress."""

Series = Sequence[tuple[int, float]]


class Reading(NamedTuple):
    """What one method makes of the series."""

    method: str  # a code, in words in `texts`
    period: tuple[int, int]
    value: float  # growth (a fraction), score or slope; NaN: none
    name: str  # the method's own class


def readings(
    series: Series,
    sign: int,
    *,
    bounds: tuple[float, float],
    share: bool,
    target: tuple[int | None, float] | None = None,
    counts: tuple[Mapping[int, float], Mapping[int, float]] = ({}, {}),
    chance: Chance = Chance.UNKNOWN,
) -> list[Reading]:
    """All methods that the series allows; a method that cannot be calculated is left out.

    Args:
        series: year and value, ascending, without gaps filled.
        sign: +1 or -1; for context there is nothing to read.
        bounds: worst and best value (scores 0 and 100).
        share: can the value not be larger than 100?
        target: year and value to reach.
        counts: numerators and denominators by year.
        chance: the indicator's kind.
    """
    if sign == 0 or len(series) < 2:
        return []
    found = [*_eurostat(series, sign), *_canada(series, sign, share, target)]
    found += _sdsn(series, sign, bounds, target)
    found += _un(series, sign, target)
    return [*found, *_fingertips(counts, chance)]


def _since(series: Series, year: int) -> Series:
    return [each for each in series if each[0] >= year]


def _eurostat(series: Series, sign: int) -> list[Reading]:
    last = series[-1]
    found = []
    for name, years in (("eurostat_long", LONG), ("eurostat_short", SHORT)):
        start = _since(series, last[0] - years)[0]
        growth = others.cagr(start, last)
        if not np.isnan(growth):
            found.append(Reading(name, (start[0], last[0]), growth, others.eurostat(growth, sign)))
    return found


def _canada(
    series: Series, sign: int, share: bool, target: tuple[int | None, float] | None
) -> list[Reading]:
    recent = _since(series, BASE_YEAR)
    if len(recent) < 2 or recent[-1][1] <= 0 or recent[0][1] < 0:
        return []
    year, aim = target if target is not None else (None, 0.0)
    goal = (year, aim) if year is not None and aim > 0 else None
    limit = 100.0 if share and sign > 0 and recent[0][1] < 100 else None
    made = others.statistics_canada(recent[0], recent[-1], sign, target=goal, limit=limit)
    return [Reading("canada", (recent[0][0], recent[-1][0]), made.score, made.name)]


def _sdsn(
    series: Series,
    sign: int,
    bounds: tuple[float, float],
    target: tuple[int | None, float] | None,
) -> list[Reading]:
    worst, best = bounds
    if np.isnan([worst, best]).any() or sign * (best - worst) <= 0:
        return []
    last = series[-1]
    found = [
        Reading("sdsn_score", (last[0], last[0]), float(others.score(last[1], worst, best)), "")
    ]
    recent = _since(series, BASE_YEAR)
    if target is not None and len(recent) >= 2 and recent[0][0] < others.TARGET_YEAR:
        made = others.sdsn_trend(recent[0], recent[-1], worst, best, target[1])
        found.append(Reading("sdsn_trend", (recent[0][0], last[0]), made[0], made[1]))
    return found


def _un(series: Series, sign: int, target: tuple[int | None, float] | None) -> list[Reading]:
    recent = _since(series, BASE_YEAR)
    if len(recent) < 2:
        return []
    start, last = recent[0], recent[-1]
    period = (start[0], last[0])
    growth = others.cagr(start, last)
    if np.isnan(growth):
        return []
    if target is not None and target[0] is not None and target[1] != start[1]:
        made = others.un_progress(start, last, (target[0], target[1]))
        return [Reading("un", period, made.share, f"level {made.level}")]
    level = 1 + sum(sign * growth < limit for limit in UN_LIMITS)
    return [Reading("un", period, growth, f"level {level}")]


def _fingertips(
    counts: tuple[Mapping[int, float], Mapping[int, float]], chance: Chance
) -> list[Reading]:
    """The last five years of a share with components, when they follow each other."""
    above, below = counts
    years = sorted(set(above) & set(below))[-others.FINGERTIPS_PERIODS :]
    whole = len(years) == others.FINGERTIPS_PERIODS and years[-1] - years[0] == len(years) - 1
    if chance is not Chance.SHARE or not whole:
        return []
    count, n = np.array([above[y] for y in years]), np.array([below[y] for y in years])
    if (count <= 0).any() or (count >= n).any():
        return []
    made = others.fingertips_share(count, n)
    return [Reading("fingertips", (years[0], years[-1]), made.slope, made.name)]
