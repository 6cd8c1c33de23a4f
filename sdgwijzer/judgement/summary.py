"""All municipalities and indicators at once → one row per indicator and municipality.

The rows are what pages, exports and texts read; judging against other peers than Flanders starts
from the same rows (`beside.py`).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from sdgwijzer.judgement import (
    age,
    aims,
    chance,
    columns,
    course,
    grid,
    position,
    reliability,
    small,
)
from sdgwijzer.judgement.case import Case
from sdgwijzer.judgement.chance import Floats
from sdgwijzer.judgement.position import Reason
from sdgwijzer.judgement.words import Words
from sdgwijzer.model import Chance, Indicator, Target

Mask = npt.NDArray[np.bool_]


def summarise(
    observations: pd.DataFrame,
    indicators: Iterable[Indicator],
    codes: Sequence[str],
    as_of: int,
    targets: aims.Targets | None = None,
) -> pd.DataFrame:
    """Judge every municipality on every indicator, beside the whole of Flanders.

    Args:
        observations: indicator_id, nis_code, year, value, numerator, denominator, flag, missing.
        indicators: which ones.
        codes: all municipalities that exist today; an own figure has its owner only.
        as_of: the year in which age is measured; a year after it is not judged.
        targets: of municipalities themselves; they go before the indicator's own.

    Returns:
        `columns.SUMMARY`, one row per indicator and municipality, in the order given.
    """
    if (ahead := observations["year"].astype(int) > as_of).any():
        observations = observations[~ahead]
    groups: Mapping[str, pd.DataFrame] = dict(
        iter(observations.groupby("indicator_id", observed=True))
    )
    empty = observations.iloc[:0]
    pieces = [
        _one(
            Case.of(item, groups.get(item.id, empty), codes, as_of),
            (targets or {}).get(item.id, {}),
        )
        for item in indicators
    ]
    return columns.ordered(pd.concat(pieces, ignore_index=True))


def _one(case: Case, targets: Mapping[str, Target]) -> pd.DataFrame:
    """All municipalities on one indicator, step by step."""
    latest = _latest(case)
    compared, counts = _compared(case, _common_year(case, latest.year))
    placed = _placed(case, latest, compared, counts)
    way = course.of(case, placed.iqr, ~latest.old)
    aimed = aims.of(
        case,
        targets,
        way,
        here=np.where(latest.year == compared.common_year, compared.common_value, latest.value),
        barred=placed.barred,
        otherwise=(placed.position_status, placed.position_reason),
    )
    marks = reliability.marks(
        chance=case.item.chance,
        pooled=counts.pooled | (case.item.pooled_years > 1),
        flag=latest.flag,
        numerator=counts.numerator,
        year=latest.year,
        common_year=compared.common_year,
        as_of=case.as_of,
    )
    facts: dict[str, Any] = dict(  # a name that two steps give is an error
        indicator_id=case.item.id,
        nis_code=list(case.codes),
        **latest._asdict(),
        **compared._asdict(),
        **placed._asdict(),
        **way._asdict(),
        **aimed._asdict(),
        reliability=marks,
    )
    return pd.DataFrame(facts)


class _Latest(NamedTuple):
    """The latest figure; the fields of each step are columns."""

    year: Floats
    value: Floats
    flag: Words
    missing: pd.Series
    old: Mask


def _latest(case: Case) -> _Latest:
    known = case.values.notna().to_numpy()
    year = np.where(known, case.years, -np.inf).max(axis=1, initial=-np.inf)
    year[np.isinf(year)] = np.nan
    return _Latest(
        year=year,
        value=grid.cells(case.values, year),
        flag=grid.flags(case.rows, case.codes, year),
        missing=grid.missing(case.rows, case.codes, year),
        old=age.old(case.item, year, case.as_of),
    )


def _common_year(case: Case, latest: Floats) -> int | None:
    """The year in which all are compared; an own figure is held against its target only."""
    if case.item.owner and np.isfinite(latest[0]):
        return int(latest[0])
    known = case.values.notna().to_numpy()
    return position.common_year(case.years.tolist(), known.sum(axis=0).tolist(), len(case.codes))


class _Compared(NamedTuple):
    """What all municipalities are compared by, in the common year."""

    common_year: float  # NaN: none
    common_value: Floats
    pooled_from: Floats
    small: Mask
    low: Floats
    high: Floats
    low_strict: Floats
    high_strict: Floats


def _compared(case: Case, common: int | None) -> tuple[_Compared, small.Counts]:
    """Values of the common year with their interval, and the counts behind them.

    Small counts are taken over three years.
    """
    counts = _counts(case, common)
    value = np.full(len(case.codes), np.nan)
    if common is not None:
        value = case.values[common].to_numpy(float)
    with np.errstate(invalid="ignore", divide="ignore"):
        pooled = case.item.measure.factor * counts.numerator / counts.denominator
    low, high = chance.intervals(case.item, counts.numerator, counts.denominator)
    strict = chance.intervals(case.item, counts.numerator, counts.denominator, chance.STRICT)
    common_year = float("nan") if common is None else float(common)
    compared = _Compared(
        common_year=common_year,
        common_value=np.where(counts.pooled & ~np.isnan(value), pooled, value),
        pooled_from=np.where(counts.pooled, common_year - small.POOL_YEARS + 1, np.nan),
        small=counts.small,
        low=low,
        high=high,
        low_strict=strict[0],
        high_strict=strict[1],
    )
    return compared, counts


def _counts(case: Case, common: int | None) -> small.Counts:
    """Numerators and denominators of the common year, since the present definition."""
    above = below = np.full((len(case.codes), small.POOL_YEARS), np.nan)
    if common is not None and case.rows["denominator"].notna().any():
        years = range(int(common) - small.POOL_YEARS + 1, int(common) + 1)
        near = case.rows[case.rows["year"].isin(years)]
        since = grid.since(case.rows, case.codes)[:, None] <= np.array(years, float)
        above, below = (
            np.where(since, grid.wide(near, name, case.codes).reindex(columns=years), np.nan)
            for name in ("numerator", "denominator")
        )
    counted = case.item.chance in (Chance.SHARE, Chance.EVENTS)
    return small.counts(above, below, counted=counted)


class _Placed(NamedTuple):
    """Where the municipalities stand beside the median one, in the common year."""

    barred: Words
    rank: Floats
    n: int | npt.NDArray[np.int64]
    equal: Floats
    percentile: Floats
    reference_value: float
    iqr: float
    position_status: Words
    position_reason: Words


def _placed(case: Case, latest: _Latest, compared: _Compared, counts: small.Counts) -> _Placed:
    sign, value = case.item.direction.sign, compared.common_value
    barred = _barred(latest, latest.year != compared.common_year, counts.too_few)
    status, reason = position.statuses(
        value,
        compared.low,
        compared.high,
        sign,
        reference=grid.median(value),
        chance=case.item.chance,
        barred=barred,
    )
    group = np.full(value.shape, np.nan) if case.item.owner else value  # an own figure has none
    upper, lower = position.percentiles(group, 75, 25)
    return _Placed(
        barred=barred,
        **position.position(group, sign)._asdict(),
        reference_value=grid.median(group),
        iqr=upper - lower,
        position_status=status,
        position_reason=reason,
    )


def _barred(latest: _Latest, other_year: Mask, too_few: Mask) -> Words:
    """Why a figure takes no status, whatever it is compared with; "" where it may."""
    reasons = np.full(latest.value.shape, "", object)
    for mask, reason in (
        (too_few, Reason.SMALL),
        (other_year, Reason.OTHER_YEAR),
        (latest.old, Reason.OLD),
        (np.isnan(latest.value), Reason.NO_VALUE),
    ):
        reasons[mask] = reason
    return reasons
