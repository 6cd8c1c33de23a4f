"""How others judge the same figures, for the analyst who compares: never on the arrow.

Scores and colours of the Sustainable Development Solutions Network (SDSN), compound annual growth
as Eurostat classes it, its refinement by Statistics Canada and Open SDG, the share of the way of
the UN Progress Chart, and the trend marker of the English Fingertips. They answer other questions
than ours: most of them compare two years only, and call most of pure noise significant.

All functions take one series or one value; names are those of their authors.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from sdgwijzer.judgement import quantiles
from sdgwijzer.judgement.chance import Floats

TARGET_YEAR: Final = 2030

LIMIT_EXPONENT: Final = 4.44
"""How fast Statistics Canada's limits narrow near an upper limit; recovered from its files."""

FINGERTIPS_PERIODS: Final = 5
FINGERTIPS_LEVEL: Final = 0.998
"""Last periods that the marker looks at, and its level of certainty."""

_COLOURS: Final = ("red", "orange", "yellow", "green")


def score(x: npt.ArrayLike, worst: float, best: float) -> Floats:
    """SDSN: 0 at the worst bound, 100 at the best, cut at both."""
    values = 100 * (np.asarray(x, float) - worst) / (best - worst)
    return np.clip(values, 0, 100)


def colour(x: float, red: float, green: float) -> str:
    """SDSN: green, yellow, orange or red by two thresholds; on a limit counts as past it."""
    turned = 1 if green > red else -1
    limits = (red, (red + green) / 2, green)
    return _COLOURS[sum(turned * x >= turned * limit for limit in limits)]


def goal_position(x: float, worst: float, red: float, green: float, best: float) -> float:
    """SDSN: 0 at the worst bound, 1 at red, 2 at green, 3 at the best bound, straight between."""
    bounds = np.array([worst, red, green, best], float)
    turned = 1 if best > worst else -1
    return float(np.interp(turned * x, turned * bounds, [0, 1, 2, 3]))


def goal_colour(positions: Sequence[float]) -> str:
    """SDSN: colour of a goal from its indicators on 0 to 3, by the mean of the two worst."""
    two = sorted(positions)[:2]
    if len(two) == 1:
        return _COLOURS[min(int(two[0]) + (two[0] >= 1.5), 3)] if two[0] < 2 else "green"
    mean = sum(two) / 2
    if mean >= 2:
        return "green" if two[0] >= 2 else "yellow"
    if mean >= 1:
        return "yellow" if mean >= 1.5 else "orange"
    return "red" if two[1] < 1 else "orange"


def sdsn_trend(
    start: tuple[int, float], last: tuple[int, float], worst: float, best: float, green: float
) -> tuple[float, str]:
    """SDSN: observed pace of the score over the pace that reaches green in 2030, and its arrow.

    Args:
        start: first year and value.
        last: last year and value.
        worst: bound with score 0.
        best: bound with score 100.
        green: the threshold to reach.
    """
    n0, n1, aim = (float(each) for each in score([start[1], last[1], green], worst, best))
    if n1 >= aim:
        return np.inf if n0 >= aim else _pace(start, last, n0, n1, aim), "green reached"
    ratio = _pace(start, last, n0, n1, aim)
    for limit, arrow in ((1, "on track"), (0.5, "moderately improving"), (0, "stagnating")):
        if ratio >= limit:
            return ratio, arrow
    return ratio, "decreasing"


def _pace(
    start: tuple[int, float], last: tuple[int, float], n0: float, n1: float, aim: float
) -> float:
    observed = (n1 - n0) / (last[0] - start[0])
    return observed / ((aim - n0) / (TARGET_YEAR - start[0]))


def cagr(start: tuple[int, float], last: tuple[int, float]) -> float:
    """Compound annual growth between two years, as a fraction; NaN unless both are positive."""
    if start[1] <= 0 or last[1] <= 0 or last[0] <= start[0]:
        return float("nan")
    return float((last[1] / start[1]) ** (1 / (last[0] - start[0])) - 1)


def growth(start: tuple[Floats, Floats], last: tuple[Floats, Floats]) -> Floats:
    """`cagr` of many series at once.

    Args:
        start: first years and values.
        last: last years and values.
    """
    fits = (start[1] > 0) & (last[1] > 0) & (last[0] > start[0]) & np.isfinite(last[0])
    result = np.full(start[1].shape, np.nan)
    years = (last[0] - start[0])[fits]
    result[fits] = (last[1][fits] / start[1][fits]) ** (1 / years) - 1
    return result


def eurostat(growth: float, sign: int) -> str:
    """Eurostat's class of a growth without a target, turned by the direction."""
    turned = growth * sign
    if np.isnan(turned) or sign == 0:
        return "unknown"
    for limit, name in (
        (0.01, "significant progress"),
        (0.0, "moderate progress"),
        (-0.01, "moderate movement away"),
    ):
        if turned >= limit:
            return name
    return "significant movement away"


class Progress(NamedTuple):
    """Statistics Canada: growth (or its part of what is needed), score of -5 to 5, class."""

    value: float
    score: float
    name: str


def statistics_canada(
    start: tuple[int, float],
    last: tuple[int, float],
    sign: int,
    *,
    target: tuple[int, float] | None = None,
    limit: float | None = None,
) -> Progress:
    """Progress as Statistics Canada and Open SDG 2.4 measure it.

    Args:
        start: first year and value.
        last: last year and value.
        sign: +1 or -1.
        target: year and value to reach, if there is one.
        limit: the largest value that the indicator can have (100 for a share), if any.
    """
    growth = cagr((start[0], start[1] or 0.001), last)
    if target is not None:
        if (last[1] - target[1]) * sign >= 0:
            return Progress(float("nan"), 5.0, "target achieved")
        ratio = sign * growth / abs(cagr((start[0], start[1] or 0.001), target))
        slope, shift = (4.1667, -2.5) if ratio <= 0.6 else (7.1429, -4.2857)
        return Progress(
            ratio,
            float(np.clip(slope * ratio + shift, -5, 5)),
            _named(ratio, (0.95, 0.60, 0.0)),
        )
    value = sign * growth
    room = 1.0 if limit is None else 1 - (start[1] / limit) ** LIMIT_EXPONENT
    points = (-0.02, 0.0, 0.005 * room, 0.015 * room, 0.02 * room)
    points_score = float(np.interp(value, points, (-5, -2.5, 0, 2.5, 5)))
    return Progress(value, points_score, _named(value, (0.015 * room, 0.005 * room, 0.0)))


def _named(value: float, limits: Sequence[float]) -> str:
    names = ("substantial", "moderate", "limited")
    for limit, name in zip(limits, names, strict=True):
        if value >= limit:
            return name
    return "deterioration"


class WayGone(NamedTuple):
    """UN: growth per year, value expected in the target year, share of the way, class 1 to 3."""

    cagr: float
    extrapolated: float
    share: float
    level: int


def un_progress(
    start: tuple[int, float], last: tuple[int, float], target: tuple[int, float]
) -> WayGone:
    """UN Progress Chart, as Eustat applies it: which share of the way will be gone in time."""
    growth = cagr(start, last)
    expected = last[1] * (1 + growth) ** (target[0] - last[0])
    share = (expected - start[1]) / (target[1] - start[1])
    return WayGone(growth, expected, share, 1 if share >= 0.95 else 2 if share >= 0.10 else 3)


class Marker(NamedTuple):
    """Fingertips: slope, chi-square with one degree of freedom, and what it is called."""

    slope: float
    chi2: float
    name: str


NO_CHANGE: Final = "no significant change"


def fingertips_share(count: npt.ArrayLike, denominator: npt.ArrayLike) -> Marker:
    """Marker of a share: the last five periods of counts and denominators."""
    c, d = (np.asarray(each, float)[-FINGERTIPS_PERIODS:] for each in (count, denominator))
    t = np.arange(1.0, len(c) + 1)
    total, whole = c.sum(), d.sum()
    top = whole * (whole * (c * t).sum() - total * (d * t).sum()) ** 2
    below = total * (whole - total) * (whole * (d * t**2).sum() - (d * t).sum() ** 2)
    logit = np.log(c / (d - c))
    slope = _least_squares(t, logit)
    flips = any(
        np.sign(_least_squares(np.delete(t, i), np.delete(logit, i))) != np.sign(slope)
        for i in range(len(t))
    )
    return _marker(slope, float(top / below), flips)


def fingertips_value(value: npt.ArrayLike, low: npt.ArrayLike, high: npt.ArrayLike) -> Marker:
    """Marker of a value with its 95 % interval: the last five periods."""
    y, lower, upper = (np.asarray(each, float)[-FINGERTIPS_PERIODS:] for each in (value, low, high))
    t = np.arange(1.0, len(y) + 1)
    weight = (2 * quantiles.normal(0.975) / (upper - lower)) ** 2
    slope, variance = _weighted(t, y, weight)
    flips = any(
        np.sign(_weighted(*(np.delete(each, i) for each in (t, y, weight)))[0]) != np.sign(slope)
        for i in range(len(t))
    )
    return _marker(slope, slope**2 / variance, flips)


def _least_squares(t: Floats, y: Floats) -> float:
    return _weighted(t, y, np.ones_like(t))[0]


def _weighted(t: Floats, y: Floats, weight: Floats) -> tuple[float, float]:
    """Slope of a weighted least-squares line, and its variance."""
    a, b, e = weight.sum(), (weight * t).sum(), (weight * t**2).sum()
    bottom = a * e - b**2
    slope = (a * (weight * t * y).sum() - b * (weight * y).sum()) / bottom
    return float(slope), float(a / bottom)


def _marker(slope: float, chi2: float, flips: bool) -> Marker:
    critical = float(quantiles.chi_square(1, 1 - FINGERTIPS_LEVEL))
    if chi2 <= critical or flips:
        return Marker(slope, chi2, NO_CHANGE)
    return Marker(slope, chi2, "increasing" if slope > 0 else "decreasing")
