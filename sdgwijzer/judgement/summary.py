"""All municipalities and indicators at once → one row per indicator and municipality.

The rows are what pages, exports and texts read; judging against other peers than Flanders starts
from the same rows (`beside.py`).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from sdgwijzer.judgement import chance, grid, others, position, reliability, small, target, trend
from sdgwijzer.judgement.chance import Floats
from sdgwijzer.judgement.enough import needed
from sdgwijzer.judgement.position import Reason
from sdgwijzer.judgement.words import Words, choose
from sdgwijzer.model import (
    UNITS,
    Basis,
    Chance,
    Indicator,
    Pace,
    Rhythm,
    Status,
    Target,
    Trend,
)

MAX_AGE: Final = 3
MAX_AGE_SURVEY: Final = 5
"""Years beyond its publication lag after which a figure is old: shown, but no longer judged.

A survey that is held every three years may be older than a yearly figure.
"""

COLUMNS: Final = (
    "indicator_id",
    "nis_code",
    "year",  # latest with a value; NaN: none
    "value",  # of that year
    "flag",  # what to know about it
    "missing",  # why there is no value in any year
    "common_year",  # the year in which all are compared
    "common_value",  # what is compared: the value of that year, or of three years when pooled
    "pooled_from",  # first of those years, NaN: not pooled
    "small",  # is the count behind it below 20?
    "low",
    "high",  # interval of chance around common_value
    "low_strict",
    "high_strict",  # the interval of 99.8 %, for what is picked out of many
    "old",  # is the latest value too old to judge?
    "barred",  # why the figure takes no status whatever it is compared with, ""
    "rank",
    "n",
    "equal",  # others with the same value
    "percentile",
    "reference_value",  # the median municipality of Flanders, common year
    "iqr",  # interquartile range of Flanders, common year
    "worst",
    "best",  # 2.5 % at either end of the reference period
    "position_status",  # beside the median municipality
    "position_reason",
    "target",  # the value to reach, NaN: none
    "target_year",
    "target_source",
    "status",  # beside the target if there is one, else beside the median municipality
    "status_reason",
    "basis",  # which of the two
    "trend",
    "clear",
    "slope",
    "p",
    "points",
    "trend_from",
    "trend_to",  # first and last year behind the trend
    "turned",  # the year in which the series turned round, NaN: it did not
    "against",  # the trend of the difference with the median municipality
    "against_slope",
    "against_p",
    "pace",  # observed change over what the target asks
    "pace_class",
    "cagr",  # compound annual growth from trend_from to trend_to, a fraction
    "cagr_class",  # as Eurostat calls it
    "reliability",
)

Mask = npt.NDArray[np.bool_]

Targets = Mapping[str, Mapping[str, Target]]
"""Targets that municipalities set themselves: indicator → code → target."""


def summarise(
    observations: pd.DataFrame,
    indicators: Iterable[Indicator],
    codes: Sequence[str],
    as_of: int,
    targets: Targets | None = None,
) -> pd.DataFrame:
    """Judge every municipality on every indicator, beside the whole of Flanders.

    Args:
        observations: indicator_id, nis_code, year, value, numerator, denominator, flag, missing.
        indicators: which ones.
        codes: all municipalities that exist today; an own figure has its owner only.
        as_of: the year in which age is measured; a year after it is not judged.
        targets: of municipalities themselves; they go before the indicator's own.

    Returns:
        `COLUMNS`, one row per indicator and municipality, in the order given.
    """
    if (ahead := observations["year"].astype(int) > as_of).any():
        observations = observations[~ahead]
    groups: Mapping[str, pd.DataFrame] = dict(
        iter(observations.groupby("indicator_id", observed=True))
    )
    empty = observations.iloc[:0]
    pieces = [
        _one(
            item,
            groups.get(item.id, empty),
            [item.owner] if item.owner else codes,
            as_of,
            (targets or {}).get(item.id, {}),
        )
        for item in indicators
    ]
    return pd.concat(pieces, ignore_index=True)[list(COLUMNS)]


def intervals(
    item: Indicator, numerator: Floats, denominator: Floats, level: float = chance.LEVEL
) -> tuple[Floats, Floats]:
    """Interval of chance in the indicator's unit; NaN where there is none."""
    factor = UNITS[item.unit].factor
    if item.chance is Chance.SHARE:
        low, high = chance.wilson(numerator, denominator, level)
        return factor * low, factor * high
    if item.chance is Chance.EVENTS:
        low, high = chance.poisson(numerator, level)
        with np.errstate(invalid="ignore", divide="ignore"):
            return factor * low / denominator, factor * high / denominator
    return np.full(numerator.shape, np.nan), np.full(numerator.shape, np.nan)


class _Compared(NamedTuple):
    """What all municipalities are compared by, in the common year."""

    value: Floats
    low: Floats
    high: Floats
    strict: tuple[Floats, Floats]
    counts: small.Counts


def _one(
    item: Indicator,
    rows: pd.DataFrame,
    codes: Sequence[str],
    as_of: int,
    targets: Mapping[str, Target],
) -> pd.DataFrame:
    """All municipalities on one indicator."""
    values = grid.wide(rows, "value", codes)
    years = values.columns.to_numpy(float)
    known = values.notna().to_numpy()
    year = np.where(known, years, -np.inf).max(axis=1, initial=-np.inf)
    year[np.isinf(year)] = np.nan
    latest = grid.cells(values, year)
    old = np.isnan(year) | (as_of - year > max_age(item))
    common = position.common_year(years.tolist(), known.sum(axis=0).tolist(), len(codes))
    if item.owner and np.isfinite(year[0]):  # held against its target only, by its latest year
        common = int(year[0])
    compared = _compared(item, rows, values, codes, common)
    common_year = float("nan") if common is None else float(common)
    barred = _barred(latest, old, year != common_year, compared.counts.too_few)
    sign = item.direction.sign
    place = position.position(compared.value, sign)
    reference = grid.median(compared.value)
    upper, lower = position.percentiles(compared.value, 75, 25)
    worst, best = target.bounds(
        np.broadcast_to(years, values.shape).ravel(), values.to_numpy(float).ravel(), sign
    )
    beside, why = position.statuses(
        compared.value,
        compared.low,
        compared.high,
        sign,
        reference=reference,
        chance=item.chance,
        barred=barred,
    )
    if item.owner:  # nobody else has this figure
        nothing = np.full(len(codes), np.nan)
        place = position.Position(nothing, nothing, 0, nothing)
        reference = upper = lower = worst = best = float("nan")
    flags = grid.flags(rows, codes, year)
    facts: dict[str, Any] = {
        "indicator_id": item.id,
        "nis_code": list(codes),
        "year": year,
        "value": latest,
        "flag": flags,
        "missing": grid.missing(rows, codes, year),
        "common_year": common_year,
        "common_value": compared.value,
        "pooled_from": np.where(
            compared.counts.pooled, common_year - small.POOL_YEARS + 1, float("nan")
        ),
        "small": compared.counts.small,
        "low": compared.low,
        "high": compared.high,
        "low_strict": compared.strict[0],
        "high_strict": compared.strict[1],
        "old": old,
        "barred": barred,
        "rank": place.rank,
        "n": place.n,
        "equal": place.equal,
        "percentile": place.percentile,
        "reference_value": reference,
        "iqr": upper - lower,
        "worst": worst,
        "best": best,
        "position_status": beside,
        "position_reason": why,
        "reliability": reliability.marks(
            chance=item.chance,
            pooled=compared.counts.pooled | (item.pooled_years > 1),
            flag=flags,
            numerator=compared.counts.numerator,
            year=year,
            common_year=common_year,
            as_of=as_of,
        ),
    }
    judged = np.where(year == common_year, compared.value, latest)
    facts |= _trend(item, rows, values, upper - lower, ~old)
    facts |= _target(item, targets, codes, facts, judged)
    return pd.DataFrame(facts)


def max_age(item: Indicator) -> int:
    """Years after which a figure of this indicator is old."""
    three_yearly = item.rhythm is Rhythm.THREE_YEARLY
    return item.lag_years + (MAX_AGE_SURVEY if three_yearly else MAX_AGE)


def _barred(latest: Floats, old: Mask, other_year: Mask, too_few: Mask) -> Words:
    """Why a figure takes no status, whatever it is compared with; "" where it may."""
    reasons = np.full(latest.shape, "", object)
    for mask, reason in (
        (too_few, Reason.SMALL),
        (other_year, Reason.OTHER_YEAR),
        (old, Reason.OLD),
        (np.isnan(latest), Reason.NO_VALUE),
    ):
        reasons[mask] = reason
    return reasons


def _compared(
    item: Indicator,
    rows: pd.DataFrame,
    values: pd.DataFrame,
    codes: Sequence[str],
    common: int | None,
) -> _Compared:
    """Values of the common year with their interval; small counts over three years."""
    counted = item.chance in (Chance.SHARE, Chance.EVENTS)
    nothing = np.full((len(codes), small.POOL_YEARS), np.nan)
    above = below = nothing
    if common is not None and rows["denominator"].notna().any():
        columns = range(int(common) - small.POOL_YEARS + 1, int(common) + 1)
        near = rows[rows["year"].isin(columns)]
        since = grid.since(rows, codes)[:, None] <= np.array(columns, float)
        above, below = (
            np.where(since, grid.wide(near, name, codes).reindex(columns=columns), np.nan)
            for name in ("numerator", "denominator")
        )
    counts = small.counts(above, below, counted=counted)
    here = nothing[:, 0] if common is None else values[common].to_numpy(float)
    with np.errstate(invalid="ignore", divide="ignore"):
        pooled = UNITS[item.unit].factor * counts.numerator / counts.denominator
    here = np.where(counts.pooled & ~np.isnan(here), pooled, here)
    low, high = intervals(item, counts.numerator, counts.denominator)
    strict = intervals(item, counts.numerator, counts.denominator, chance.STRICT)
    return _Compared(here, low, high, strict, counts)


def _trend(
    item: Indicator, rows: pd.DataFrame, values: pd.DataFrame, iqr: float, current: Mask
) -> dict[str, object]:
    years = values.columns.to_numpy(float)
    filled = years[values.notna().any(axis=0)]
    inside = years > (filled.max(initial=0) - trend.WINDOW_YEARS)
    years, window = years[inside], values.to_numpy(float)[:, inside]
    medians = _medians(window)
    since = grid.since(rows, list(values.index))[:, None] <= years
    recent = trend.apart(years, np.where(since, window, np.nan), item.pooled_years)
    sign = item.direction.sign
    size = 0.0 if item.owner else iqr  # an own figure has no others to measure by
    found, clear, slopes = trend.trends(years, recent, sign=sign, iqr=size, current=current)
    beside, apart = trend.against(years, recent, medians, sign=sign, iqr=size, current=current)
    first, last = trend.span(years, recent)
    turned = trend.turns(years, recent, size)
    turned[~np.isin(found, (Trend.UNCLEAR, Trend.STABLE))] = np.nan
    growth = others.growth(
        (first, grid.cells_of(years, recent, first)), (last, grid.cells_of(years, recent, last))
    )
    return {
        "trend": found,
        "clear": clear & (item.owner is None),
        "slope": slopes.slope,
        "p": slopes.p,
        "points": slopes.points,
        "trend_from": np.where(np.isinf(first), np.nan, first),
        "trend_to": np.where(np.isinf(last), np.nan, last),
        "turned": turned,
        "against": beside,
        "against_slope": apart.slope,
        "against_p": apart.p,
        "cagr": growth,
        "cagr_class": [others.eurostat(each, sign) for each in growth],
        "_start": grid.cells_of(years, recent, first),
    }


def _medians(window: Floats) -> Floats:
    """The median municipality by year, where enough municipalities have a figure."""
    counts = np.count_nonzero(~np.isnan(window), axis=0)
    enough = counts >= needed(len(window))
    return np.array(
        [
            grid.median(column) if there else np.nan
            for column, there in zip(window.T, enough, strict=True)
        ]
    )


def _target(
    item: Indicator,
    targets: Mapping[str, Target],
    codes: Sequence[str],
    facts: dict[str, Any],
    judged: Floats,
) -> dict[str, object]:
    """Status beside the target where there is one, and the pace to it."""
    start = facts.pop("_start")
    aims = [targets.get(code, item.target) for code in codes]
    here = np.array([aim is not None and item.direction.sign != 0 for aim in aims])
    aim = _numbers(each.value if each else None for each in aims)
    worst = _numbers(each.worst if each else None for each in aims)
    worst = np.where(np.isnan(worst), facts["worst"], worst)
    year = _numbers(each.year if each else None for each in aims)
    barred = np.where(facts["barred"] == Reason.OTHER_YEAR, "", facts["barred"]).astype(object)
    beside = target.status(judged, aim, worst, item.direction.sign)
    beside[barred != ""] = Status.UNKNOWN
    pace = [
        target.pace(
            facts["slope"][i], (facts["trend_from"][i], start[i]), judged[i], (year[i], aim[i])
        )
        if here[i] and facts["trend"][i] in (Trend.IMPROVING, Trend.WORSENING)
        else (np.nan, Pace.UNKNOWN)
        for i in range(len(codes))
    ]
    own = np.array([each is not None and each.own for each in aims])
    return {
        "target": np.where(here, aim, np.nan),
        "target_year": np.where(here, year, np.nan),
        "worst": worst,
        "target_source": [
            each.source if each and there else "" for each, there in zip(aims, here, strict=True)
        ],
        "status": np.where(here, beside, facts["position_status"]),
        "status_reason": np.where(here, barred, facts["position_reason"]),
        "basis": choose(Basis.PEERS, (here & own, Basis.OWN_TARGET), (here, Basis.TARGET)),
        "pace": [ratio for ratio, _ in pace],
        "pace_class": [word for _, word in pace],
    }


def _numbers(values: Iterable[float | None]) -> Floats:
    return np.array([np.nan if value is None else value for value in values], float)
