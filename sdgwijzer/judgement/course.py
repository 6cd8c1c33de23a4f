"""Step of a judgement: which way each municipality goes, alone and beside the median one."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from sdgwijzer.judgement import grid, others, trend
from sdgwijzer.judgement.case import Case
from sdgwijzer.judgement.chance import Floats
from sdgwijzer.judgement.enough import needed
from sdgwijzer.judgement.words import Words
from sdgwijzer.model import Trend


class Course(NamedTuple):
    """Columns of the summary; one element per municipality."""

    trend: Words
    clear: npt.NDArray[np.bool_]
    slope: Floats
    p: Floats
    points: npt.NDArray[np.int64]
    trend_from: Floats
    trend_to: Floats
    turned: Floats
    against: Words
    against_slope: Floats
    against_p: Floats
    cagr: Floats
    cagr_class: Sequence[str]


def of(case: Case, iqr: float, current: npt.NDArray[np.bool_]) -> Course:
    """The trend of every municipality over the last years, and that of its difference.

    Args:
        case: the indicator.
        iqr: interquartile range of Flanders in the common year, NaN: not known.
        current: per municipality, False where the latest figure is too old.
    """
    filled = case.years[case.values.notna().any(axis=0)]
    inside = case.years > (filled.max(initial=0) - trend.WINDOW_YEARS)
    years, window = case.years[inside], case.values.to_numpy(float)[:, inside]
    since = grid.since(case.rows, case.codes)[:, None] <= years
    recent = trend.apart(years, np.where(since, window, np.nan), case.item.pooled_years)
    sign = case.item.direction.sign
    size = 0.0 if case.item.owner else iqr  # an own figure has no others to measure by
    words, clear, slopes = trend.trends(years, recent, sign=sign, iqr=size, current=current)
    beside, apart = trend.against(
        years, recent, _medians(window), sign=sign, iqr=size, current=current
    )
    first, last = trend.span(years, recent)
    turned = trend.turns(years, recent, size)
    turned[~np.isin(words, (Trend.UNCLEAR, Trend.STABLE))] = np.nan
    growth = others.growth(
        (first, grid.cells_of(years, recent, first)), (last, grid.cells_of(years, recent, last))
    )
    return Course(
        trend=words,
        clear=clear & (case.item.owner is None),
        slope=slopes.slope,
        p=slopes.p,
        points=slopes.points,
        trend_from=np.where(np.isinf(first), np.nan, first),
        trend_to=np.where(np.isinf(last), np.nan, last),
        turned=turned,
        against=beside,
        against_slope=apart.slope,
        against_p=apart.p,
        cagr=growth,
        cagr_class=[others.eurostat(each, sign) for each in growth],
    )


def _medians(window: Floats) -> Floats:
    """The median municipality by year, where enough municipalities have a figure."""
    known = np.count_nonzero(~np.isnan(window), axis=0)
    return np.where(known >= needed(len(window)), grid.medians(window.T), np.nan)
