"""Step of a judgement: how far the figure of each municipality swings by itself, or by chance.

From the years of all municipalities together; wider where the counts say so. A survey's margin is
estimated; without five years and without counts there is none.
"""

from typing import Final, NamedTuple

import numpy as np
import numpy.typing as npt

from sdgwijzer.judgement import chance, distance, grid, noise, small
from sdgwijzer.judgement.case import Case
from sdgwijzer.judgement.chance import Floats
from sdgwijzer.judgement.noise import Noise
from sdgwijzer.judgement.words import Words, choose
from sdgwijzer.model import Chance, Margin, Scale

Mask = npt.NDArray[np.bool_]

MIN_YEARS: Final = 5
"""Years with a middle municipality from which the years give a margin."""

MIN_PLACES: Final = 50
"""Municipalities that must say something on their noise."""


class Margins(NamedTuple):
    """Of the common year; one element per municipality."""

    value: Floats  # what is compared: of the year, or of three when pooled
    pooled_from: Floats
    small: Mask
    too_few: Mask
    margin: Words
    low: Floats
    high: Floats
    sd: Floats  # on the scale of the indicator; of a survey not known
    respondents: Floats
    inhabitants: Floats
    noise: Noise  # NaN: the years give none


def of(case: Case, common: float) -> Margins:
    """The value that is compared, and its margin of 95 %.

    Args:
        case: the indicator.
        common: the year in which all are compared, NaN: none.
    """
    people = case.people.of(common, case.codes)
    value = np.full(len(case.codes), np.nan)
    if not np.isnan(common):
        value = case.values[common].to_numpy(float)
    above, below = _counts(case, common)
    known = fitted(case, people)
    counted = case.item.chance in (Chance.SHARE, Chance.EVENTS)
    pools = counted and np.isnan(known.a)
    counts = small.counts(above, below, counted=counted, pools=pools)
    pooled = counts.pooled & ~np.isnan(value)
    with np.errstate(invalid="ignore", divide="ignore"):
        ratio = case.item.measure.factor * counts.numerator / counts.denominator
    compared = np.where(pooled, ratio, value)
    sd, kind = _deviation(case, known, people, counts, compared)
    low, high = _interval(case, known, people, counts, compared, sd)
    kind[np.isnan(low) | np.isnan(high)] = Margin.NONE
    return Margins(
        value=compared,
        pooled_from=np.where(pooled, common - small.POOL_YEARS + 1, np.nan),
        small=counts.small,
        too_few=counts.too_few,
        margin=kind,
        low=low,
        high=high,
        sd=sd,
        respondents=np.where(kind == Margin.ESTIMATED, noise.respondents(people), np.nan),
        inhabitants=people,
        noise=known,
    )


def fitted(case: Case, inhabitants: Floats) -> Noise:
    """The noise of one year by size; NaN where there are too few years or municipalities."""
    recent = case.recent
    none = Noise(float("nan"), float("nan"))
    if np.count_nonzero(~np.isnan(recent.middles)) < MIN_YEARS or case.item.owner:
        return none
    squares, changes = noise.half_mean_squares(recent.distances)
    if np.count_nonzero(~np.isnan(squares + inhabitants)) < MIN_PLACES:
        return none
    return noise.by_size(squares, changes, inhabitants)


def _counts(case: Case, common: float) -> tuple[Floats, Floats]:
    """Numerators and denominators of the common year and the two before, of one definition."""
    above = below = np.full((len(case.codes), small.POOL_YEARS), np.nan)
    if np.isnan(common) or not case.rows["denominator"].notna().any():
        return above, below
    years = range(int(common) - small.POOL_YEARS + 1, int(common) + 1)
    near = case.rows[case.rows["year"].isin(years)]
    since = grid.since(case.rows, case.codes)[:, None] <= np.array(years, float)
    above, below = (
        np.where(since, grid.wide(near, name, case.codes).reindex(columns=years), np.nan)
        for name in ("numerator", "denominator")
    )
    return above, below


def _deviation(
    case: Case, known: Noise, people: Floats, counts: small.Counts, value: Floats
) -> tuple[Floats, Words]:
    """Standard deviation of one year, and what it comes from."""
    item = case.item
    if case.survey:
        estimated = ~np.isnan(value)
        return np.full(value.shape, np.nan), choose(Margin.NONE, (estimated, Margin.ESTIMATED))
    years = known.sd(people)
    counted = np.full(value.shape, np.nan)
    if item.chance in (Chance.SHARE, Chance.EVENTS):
        counted = noise.of_counts(item.chance, item.scale, counts.numerator, counts.denominator)
        with np.errstate(invalid="ignore"):
            counted = counted * np.abs(value) if item.scale is Scale.DIFFERENCE else counted
    sd = np.fmax(years, np.where(np.isfinite(counted), counted, np.nan))
    with np.errstate(invalid="ignore"):
        wider = ~np.isnan(counted) & ~(counted <= years)
    kind = choose(Margin.NONE, (wider, Margin.COUNTS), (~np.isnan(years), Margin.YEARS))
    return sd, kind


def _interval(
    case: Case, known: Noise, people: Floats, counts: small.Counts, value: Floats, sd: Floats
) -> tuple[Floats, Floats]:
    """Low and high in the unit; of counts alone by Wilson or Byar."""
    if case.survey:
        return noise.of_survey(value, noise.respondents(people))
    if np.isnan(known.a):
        return chance.intervals(case.item, counts.numerator, counts.denominator)
    return noise.interval(case.item.scale, value, sd)


def unscaled(case: Case, value: Floats) -> Mask:
    """Is there a value without a place on its scale: a zero, or 100 of a rest?"""
    without = ~np.isnan(value) & np.isnan(distance.on(case.item.scale, value))
    return np.asarray(without & (not case.survey))
