"""Step of a judgement: the target of each municipality, the status beside it, and the pace."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final, NamedTuple

import numpy as np

from sdgwijzer.judgement import grid, target
from sdgwijzer.judgement.case import Case
from sdgwijzer.judgement.chance import Floats
from sdgwijzer.judgement.course import Course
from sdgwijzer.judgement.position import Reason
from sdgwijzer.judgement.words import Words, choose
from sdgwijzer.model import Basis, Pace, Status, Target, Trend

_DIRECTIONS: Final = (Trend.IMPROVING, Trend.WORSENING, Trend.RISING, Trend.FALLING)

Targets = Mapping[str, Mapping[str, Target]]
"""Targets that municipalities set themselves: indicator → code → target."""


class Aimed(NamedTuple):
    """Columns of the summary; one element per municipality."""

    target: Floats
    target_year: Floats
    target_source: Sequence[str]
    worst: Floats
    best: float
    status: Words
    status_reason: Words
    basis: Words
    pace: Sequence[float]
    pace_class: Sequence[Pace]


def of(
    case: Case,
    targets: Mapping[str, Target],
    course: Course,
    *,
    here: Floats,
    barred: Words,
    otherwise: tuple[Words, Words],
) -> Aimed:
    """Where every municipality stands on the way to its own target, else the indicator's.

    Args:
        case: the indicator.
        targets: of municipalities themselves.
        course: for the pace.
        here: what is held against the target: of the common year, or else of the latest.
        barred: why a figure takes no status, "" where it may.
        otherwise: the status where there is no target, and its reason.
    """
    aims = [targets.get(code, case.item.target) for code in case.codes]
    sign = case.item.direction.sign
    there = np.array([aim is not None and sign != 0 for aim in aims])
    value = _numbers(aim.value if aim else None for aim in aims)
    year = _numbers(aim.year if aim else None for aim in aims)
    begin = _numbers(aim.worst if aim else None for aim in aims)
    worst, best = _ends(case)
    begin = np.where(np.isnan(begin), worst, begin)
    barred = np.where(barred == Reason.OTHER_YEAR, "", barred).astype(object)
    beside = target.status(here, value, begin, sign)
    beside[barred != ""] = Status.UNKNOWN
    value, year = (np.where(there, each, np.nan) for each in (value, year))
    paces = _paces(case, course, here, value, year)
    own = np.array([aim is not None and aim.own for aim in aims])
    return Aimed(
        target=value,
        target_year=year,
        target_source=[
            aim.source if aim and judged else "" for aim, judged in zip(aims, there, strict=True)
        ],
        worst=begin,
        best=best,
        status=np.where(there, beside, otherwise[0]),
        status_reason=np.where(there, barred, otherwise[1]),
        basis=choose(Basis.PEERS, (there & own, Basis.OWN_TARGET), (there, Basis.TARGET)),
        pace=[ratio for ratio, _ in paces],
        pace_class=[word for _, word in paces],
    )


def _ends(case: Case) -> tuple[float, float]:
    """Worst and best end of all municipalities; an own figure has none."""
    if case.item.owner:
        return float("nan"), float("nan")
    years = np.broadcast_to(case.years, case.values.shape)
    values = case.values.to_numpy(float)
    return target.bounds(years.ravel(), values.ravel(), case.item.direction.sign)


def _paces(
    case: Case, course: Course, here: Floats, value: Floats, year: Floats
) -> list[tuple[float, Pace]]:
    """Pace to the target and its class; unknown without a target or a direction."""
    start = grid.cells(case.values, course.trend_from)
    directed = np.isin(course.trend, _DIRECTIONS) & ~np.isnan(value)
    return [
        target.pace(course.slope[i], (course.trend_from[i], start[i]), here[i], (year[i], value[i]))
        if directed[i]
        else (np.nan, Pace.UNKNOWN)
        for i in range(len(case.codes))
    ]


def _numbers(values: Iterable[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], float)
