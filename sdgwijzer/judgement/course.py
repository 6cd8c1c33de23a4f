"""Step of a judgement: which way each municipality goes, alone and beside the middle one."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sdgwijzer.judgement import direction, grid, net, others, position, serial, trend
from sdgwijzer.judgement.case import Case
from sdgwijzer.judgement.chance import Floats
from sdgwijzer.judgement.words import Words
from sdgwijzer.model import Against, Scale, Trend

Mask = npt.NDArray[np.bool_]


class Course(NamedTuple):
    """Columns of the summary; one element per municipality."""

    trend: Words
    clear: Mask
    slope: Floats
    s: Floats
    rho: float
    s_needed: Floats
    s_clear: Floats
    p: Floats
    size_unit: Floats
    range: Floats
    points: npt.NDArray[np.int64]
    trend_from: Floats
    trend_to: Floats
    net: Floats
    net_margin: Floats
    net_from: Floats
    net_to: Floats
    turned: Floats
    cagr: Floats
    cagr_class: Sequence[str]


class Beside(NamedTuple):
    """The course of the distance to a middle municipality; one element per municipality."""

    against: Words
    against_slope: Floats
    s_against: Floats
    s_needed_against: Floats
    against_p: Floats
    change_against: Floats
    net_against: Floats
    against_from: Floats
    against_to: Floats


def own(case: Case, iqr: float, spread: float, sd: Floats, current: Mask) -> Course:
    """The course of every municipality over the last years, on its own.

    Args:
        case: the indicator.
        iqr: interquartile range of Flanders in the common year, NaN: not known.
        spread: the same on the scale of the indicator.
        sd: of one year, on the scale of the indicator.
        current: per municipality, False where the latest figure is too old.
    """
    item, recent = case.item, case.recent
    unit = _size_unit(case, iqr)
    rho = _rho(recent.scaled, recent.years)
    found = direction.own(
        recent.years,
        recent.values,
        sign=item.direction.sign,
        unit=unit,
        rho_used=rho,
        euro=case.euro,
    )
    known = current & ~np.isnan(unit) & (not item.moving)
    word = np.where(known, found.word, Trend.UNKNOWN).astype(object)
    enough = known & (found.slopes.points >= trend.MIN_POINTS)
    needed, clear = serial.all_needed(found.slopes.points, rho)
    first, last = trend.span(recent.years, recent.values)
    moved = net.net(recent.scaled, sd)
    begin, end = net.ends(recent.values)
    turn = net.turn(recent.years, recent.scaled, spread, sd).year
    growth = others.growth(
        (first, grid.cells_of(recent.years, recent.values, first)),
        (last, grid.cells_of(recent.years, recent.values, last)),
    )
    return Course(
        trend=word,
        clear=found.clear & known & (item.owner is None),
        slope=found.slopes.slope,
        s=found.slopes.s,
        rho=rho,
        s_needed=needed,
        s_clear=clear,
        p=found.p,
        size_unit=unit,
        range=found.range,
        points=found.slopes.points,
        trend_from=np.where(np.isinf(first), np.nan, first),
        trend_to=np.where(np.isinf(last), np.nan, last),
        net=np.where(known, moved.change, np.nan),
        net_margin=np.where(known & ~np.isnan(moved.change), moved.margin, np.nan),
        net_from=np.where(enough, begin, np.nan),
        net_to=np.where(enough, end, np.nan),
        turned=np.where(word == Trend.FLUCTUATING, turn, np.nan),
        cagr=growth,
        cagr_class=[others.eurostat(each, item.direction.sign) for each in growth],
    )


class Reference(NamedTuple):
    """What a course beside others is measured by: one of an indicator, or one per row."""

    scale: Scale | Words
    sign: int | Floats
    rho: float | Floats
    unit: float | Floats  # interquartile range of the distances in the common year


def reference(case: Case, common: float) -> Reference:
    """Autocorrelation of the distances, and their size unit."""
    item, recent = case.item, case.recent
    rho = _rho(recent.distances, recent.years)
    return Reference(item.scale, item.direction.sign, rho, _spread(case, common))


def beside(
    years: Floats,
    distances: Floats,
    measure: Reference,
    *,
    percentile: Floats,
    sd: Floats,
    current: Mask,
) -> Beside:
    """The course of the distance to the middle municipality, of many rows.

    Args:
        years: of the columns.
        distances: on the scale.
        measure: from `reference`.
        percentile: of each municipality, 100 is best.
        sd: of one year, on the scale.
        current: False where the latest figure is too old.
    """
    found = direction.beside(
        years,
        distances,
        sign=measure.sign,
        unit=np.nan_to_num(measure.unit),
        rho_used=measure.rho,
        percentile=percentile,
    )
    known = current & ~np.isnan(np.asarray(measure.unit, float))
    first, last = trend.span(years, distances)
    begin, end = net.ends(distances)
    with np.errstate(invalid="ignore"):
        change = relative(measure.scale, found.slopes.slope * (last - first))
    shown = known & (found.slopes.points >= trend.MIN_POINTS)
    needed, _ = serial.all_needed(found.slopes.points, measure.rho)
    values: dict[str, Floats] = {
        "against_slope": found.slopes.slope,
        "s_against": found.slopes.s,
        "s_needed_against": needed,
        "against_p": found.p,
        "change_against": change,
        "net_against": net.net(distances, sd).change,
        "against_from": begin,
        "against_to": end,
    }
    return Beside(
        against=np.where(known, found.word, Against.UNKNOWN).astype(object),
        **{name: np.where(shown, each, np.nan) for name, each in values.items()},
    )


def relative(scale: Scale | Words, change: Floats) -> Floats:
    """A change on the scale as a fraction (of what is missing to 100 % on `rest`), or in points."""
    turned = np.where(np.asarray(scale, object) == Scale.REST, -change, change)
    points = np.asarray(scale, object) == Scale.DIFFERENCE
    return np.where(points, change, np.expm1(np.where(points, 0.0, turned)))


def unrelative(scale: Scale | Words, change: Floats) -> Floats:
    """The size of a change on the scale, from what `relative` made of it."""
    points = np.asarray(scale, object) == Scale.DIFFERENCE
    return np.abs(np.where(points, change, np.log1p(np.where(points, 0.0, change))))


def _size_unit(case: Case, iqr: float) -> Floats:
    """What a change is measured by: of Flanders, or of the municipality's own count."""
    item, recent = case.item, case.recent
    if item.owner:  # an own figure has no others to measure by
        return np.zeros(len(case.codes))
    if item.measure.additive and not item.measure.measured:
        return direction.COUNT_UNIT * grid.medians(recent.values)
    return np.full(len(case.codes), iqr)


def _spread(case: Case, common: float) -> float:
    """Interquartile range on the scale, in the common year."""
    there = np.flatnonzero(case.recent.years == common)
    if not len(there) or case.item.owner:
        return float("nan")
    upper, lower = position.percentiles(case.recent.scaled[:, there[0]], 75, 25)
    return upper - lower


def _rho(values: Floats, years: Floats) -> float:
    found, points = serial.raw(values, years)
    return serial.used(serial.rho(points, found))
