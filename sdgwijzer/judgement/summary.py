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
    columns,
    course,
    flemish,
    grid,
    margin,
    place,
    position,
    reliability,
    small,
    votes,
)
from sdgwijzer.judgement.case import Case
from sdgwijzer.judgement.chance import Floats
from sdgwijzer.judgement.inhabitants import Inhabitants
from sdgwijzer.judgement.margin import Margins
from sdgwijzer.judgement.position import Reason
from sdgwijzer.judgement.words import Words, choose
from sdgwijzer.model import Flag, Indicator, Margin, Target

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
    people = Inhabitants(observations, codes)
    asked = list(indicators)
    pieces = [
        _one(
            Case.of(item, groups.get(item.id, empty), codes, as_of, people),
            (targets or {}).get(item.id, {}),
            groups.get(item.flemish.count) if item.flemish else None,
        )
        for item in asked
    ]
    rows = pd.concat(pieces, ignore_index=True)
    return columns.ordered(rows.assign(**votes.of(rows, asked)))


def _one(case: Case, targets: Mapping[str, Target], counted: pd.DataFrame | None) -> pd.DataFrame:
    """All municipalities on one indicator, step by step."""
    latest = _latest(case)
    common = _common_year(case, latest.year)
    margins = margin.of(case, common)
    compared = _compared(case, common, margins, counted)
    placed = _placed(case, latest, margins, compared)
    reference = course.reference(case, common)
    own, beside = _courses(case, compared, placed.percentile, reference, ~latest.old)
    aimed = aims.of(
        case,
        targets,
        own,
        here=np.where(latest.year == common, margins.value, latest.value),
        barred=placed.barred,
        otherwise=(placed.position_status, placed.position_reason),
    )
    facts: dict[str, Any] = dict(  # a name that two steps give is an error
        indicator_id=case.item.id,
        nis_code=list(case.codes),
        **latest._asdict(),
        **compared._asdict(),
        **placed._asdict(),
        **own._asdict(),
        **beside._asdict(),
        rho_against=reference.rho,
        size_unit_against=reference.unit,
        **aimed._asdict(),
        reliability=_marks(case, latest, compared),
        scale=case.item.scale.value,
        age_limit=age.max_age(case.item),
    )
    return pd.DataFrame(facts)


def _courses(
    case: Case,
    compared: "_Compared",
    percentile: Floats,
    reference: course.Reference,
    current: Mask,
) -> tuple[course.Course, course.Beside]:
    """Which way each municipality goes, alone and beside the middle one."""
    item, recent, sd = case.item, case.recent, compared.noise_sd
    own = course.own(case, compared.iqr, float(np.asarray(reference.unit)), sd, current)
    beside = course.beside(
        recent.years,
        recent.distances,
        reference,
        percentile=percentile,
        sd=sd,
        current=current & (not item.moving) & (item.owner is None),
    )
    return own, beside


def _marks(case: Case, latest: "_Latest", compared: "_Compared") -> Words:
    """How much each figure can bear."""
    return reliability.marks(
        margin=compared.margin,
        value=compared.common_value,
        low=compared.low,
        high=compared.high,
        flag=latest.flag,
        year=latest.year,
        common_year=compared.common_year,
        recent=case.as_of - latest.year <= age.expected(case.item),
    )


class _Latest(NamedTuple):
    """The latest figure; the fields of each step are columns."""

    year: Floats
    value: Floats
    flag: Words
    missing: pd.Series
    old: Mask


def _latest(case: Case) -> _Latest:
    known = case.shown.notna().to_numpy()
    year = np.where(known, case.years, -np.inf).max(axis=1, initial=-np.inf)
    year[np.isinf(year)] = np.nan
    return _Latest(
        year=year,
        value=grid.cells(case.shown, year),
        flag=grid.flags(case.rows, case.codes, year),
        missing=grid.missing(case.rows, case.codes, year),
        old=age.old(case.item, year, case.as_of),
    )


def _common_year(case: Case, latest: Floats) -> float:
    """The year in which all are compared; an own figure is held against its target only."""
    if case.item.owner and np.isfinite(latest[0]):
        return float(latest[0])
    known = case.values.notna().to_numpy()
    found = position.common_year(case.years.tolist(), known.sum(axis=0).tolist(), len(case.codes))
    return float("nan") if found is None else float(found)


class _Compared(NamedTuple):
    """What all municipalities are compared by, in the common year."""

    common_year: float  # NaN: none
    common_value: Floats
    pooled_from: Floats
    small: Mask
    low: Floats
    high: Floats
    margin: Words
    noise_a: float
    noise_b: float
    noise_sd: Floats
    respondents: Floats
    inhabitants: Floats
    reference_value: float
    iqr: float
    third_worst: float
    third_best: float
    flanders: float
    flanders_kind: str


def _compared(
    case: Case, common: float, margins: Margins, counted: pd.DataFrame | None
) -> _Compared:
    group = margins.value
    if case.item.owner:  # an own figure has no others
        group = np.full(group.shape, np.nan)
    upper, lower = position.percentiles(group, 75, 25)
    worst, best = place.thirds(group, case.item.direction.sign)
    whole = flemish.of(case, common, margins.inhabitants, counted)
    return _Compared(
        common_year=common,
        common_value=margins.value,
        pooled_from=margins.pooled_from,
        small=margins.small,
        low=margins.low,
        high=margins.high,
        margin=margins.margin,
        noise_a=margins.noise.a,
        noise_b=margins.noise.b,
        noise_sd=margins.sd,
        respondents=margins.respondents,
        inhabitants=margins.inhabitants,
        reference_value=grid.median(group),
        iqr=upper - lower,
        third_worst=worst,
        third_best=best,
        flanders=whole.value,
        flanders_kind=whole.kind,
    )


class _Placed(NamedTuple):
    """Where the municipalities stand beside the middle one and Flanders, in the common year."""

    barred: Words
    unsure: Words
    rank: Floats
    n: int | npt.NDArray[np.int64]
    equal: Floats
    percentile: Floats
    position_status: Words
    position_reason: Words
    p_third: Floats


def _placed(case: Case, latest: _Latest, margins: Margins, compared: _Compared) -> _Placed:
    item, value = case.item, compared.common_value
    sign = item.direction.sign
    group = np.full(value.shape, np.nan) if item.owner else value
    among = position.position(group, sign)
    barred, unsure = _barred(case, latest, compared), _unsure(case, margins)
    known = np.count_nonzero(~np.isnan(group))
    why = place.reasons(
        barred,
        unsure,
        context=np.full(value.shape, sign == 0),
        few=np.full(value.shape, known < position.MIN_PEERS + 1),
        ties=np.full(value.shape, position.too_many_ties(group)),
    )
    status, reason = place.placed(
        value,
        compared.low,
        compared.high,
        among.percentile,
        why,
        sign=sign,
        middle=compared.reference_value,
        flemish=compared.flanders,
    )
    p = place.beyond(
        item.scale,
        value,
        status,
        (compared.third_worst, compared.third_best),
        sd=margins.sd,
        answers=margins.respondents,
        sign=sign,
    )
    return _Placed(
        barred, unsure, **among._asdict(), position_status=status, position_reason=reason, p_third=p
    )


def _barred(case: Case, latest: _Latest, compared: _Compared) -> Words:
    """Why a figure takes no status, whatever it is compared with; "" where it may."""
    return choose(
        "",
        (np.isnan(latest.value), Reason.NO_VALUE),
        (latest.flag == Flag.COMPOSED, Reason.COMPOSED),
        (latest.old, Reason.OLD),
        (latest.year != compared.common_year, Reason.OTHER_YEAR),
    )


def _unsure(case: Case, margins: Margins) -> Words:
    """Why it takes none beside others, though a target may be held against it."""
    rate = case.item.measure.factor > 1
    few = rate & (margins.inhabitants < small.MIN_INHABITANTS)
    return choose(
        "",
        (few | margins.too_few, Reason.SMALL),
        (margin.unscaled(case, margins.value), Reason.ZERO),
        (margins.margin == Margin.NONE, Reason.NO_MARGIN),
    )
