"""All municipalities and indicators at once → one row per indicator and municipality.

The rows are what pages, exports and texts read; judging against other peers than Flanders starts
from the same rows (`against`).
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from sdgwijzer.judgement import chance, position, trend
from sdgwijzer.judgement.chance import Floats
from sdgwijzer.model import UNITS, Chance, Indicator, Rhythm

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
    "missing",  # why there is no value in any year
    "common_year",  # the year in which all are compared
    "common_value",  # own value in the common year
    "low",
    "high",  # interval of chance around common_value
    "old",  # is the latest value too old to judge?
    "rank",
    "n",
    "percentile",
    "reference_value",  # the median municipality of Flanders, common year
    "status",
    "status_reason",
    "trend",
    "clear",
    "slope",
    "p",
    "points",
    "against",  # the trend of the difference with the median municipality
    "against_slope",
    "against_p",
)


def summarise(
    observations: pd.DataFrame,
    indicators: Iterable[Indicator],
    codes: Sequence[str],
    as_of: int,
) -> pd.DataFrame:
    """Judge every municipality on every indicator, beside the whole of Flanders.

    Args:
        observations: indicator_id, nis_code, year, value, numerator, denominator, flag, missing.
        indicators: which ones.
        codes: all municipalities that exist today.
        as_of: the year in which age is measured.

    Returns:
        `COLUMNS`, one row per indicator and municipality, in the order given.
    """
    groups: Mapping[str, pd.DataFrame] = dict(iter(observations.groupby("indicator_id")))
    empty = observations.iloc[:0]
    pieces = [_one(item, groups.get(item.id, empty), codes, as_of) for item in indicators]
    return pd.concat(pieces, ignore_index=True)[list(COLUMNS)]


def against(
    rows: pd.DataFrame, indicators: Mapping[str, Indicator], own: str, peers: Sequence[str]
) -> pd.DataFrame:
    """Position and status of one municipality beside chosen peers.

    Args:
        rows: `COLUMNS` (of `summarise`) of the municipality and its peers.
        indicators: id → indicator.
        own: code of the municipality.
        peers: codes of the others; `own` among them is ignored.

    Returns:
        One row per indicator, indexed by its id: rank, n, percentile (of the group with
        `own` in it), reference_value (median of the peers), status, status_reason, and
        peers_with_value.
    """
    others = [code for code in peers if code != own]
    values, lows, highs = (
        rows.pivot(index="indicator_id", columns="nis_code", values=name)
        .reindex(columns=[own, *others])
        .astype(float)
        for name in ("common_value", "low", "high")
    )
    own_rows = rows[rows["nis_code"] == own].set_index("indicator_id").reindex(values.index)
    old = own_rows["old"].eq(True).to_numpy()
    current = (own_rows["year"] == own_rows["common_year"]).to_numpy() & ~old
    result = []
    for i, id_ in enumerate(values.index):
        group = values.to_numpy()[i]
        item = indicators[str(id_)]
        reference = _median(group[1:])
        place = position.position(group, item.direction.sign)
        status, reason = position.statuses(
            group,
            lows.to_numpy()[i],
            highs.to_numpy()[i],
            item.direction.sign,
            reference=reference,
            chance=item.chance,
            eligible=np.full(group.shape, current[i]),
        )
        result.append(
            {
                "rank": place.rank[0],
                "n": place.n,
                "percentile": place.percentile[0],
                "reference_value": reference,
                "status": status[0].value,
                "status_reason": _reason(reason[0], bool(old[i])),
                "peers_with_value": int(np.count_nonzero(~np.isnan(group[1:]))),
            }
        )
    return pd.DataFrame(result, index=values.index)


def intervals(item: Indicator, numerator: Floats, denominator: Floats) -> tuple[Floats, Floats]:
    """Interval of chance in the indicator's unit; NaN where there is none."""
    factor = UNITS[item.unit].factor
    if item.chance is Chance.SHARE:
        low, high = chance.wilson(numerator, denominator)
        return factor * low, factor * high
    if item.chance is Chance.EVENTS:
        low, high = chance.poisson(numerator)
        with np.errstate(invalid="ignore", divide="ignore"):
            return factor * low / denominator, factor * high / denominator
    return np.full(numerator.shape, np.nan), np.full(numerator.shape, np.nan)


def _one(item: Indicator, rows: pd.DataFrame, codes: Sequence[str], as_of: int) -> pd.DataFrame:
    """All municipalities on one indicator."""
    values = _wide(rows, "value", codes)
    years = values.columns.to_numpy(int)
    known = values.notna()
    year = known.mul(years).where(known).max(axis=1).to_numpy(float)
    latest = np.array(
        [values.at[c, y] if y == y else np.nan for c, y in zip(codes, year, strict=True)]
    )
    three_yearly = item.rhythm is Rhythm.THREE_YEARLY
    age = item.lag_years + (MAX_AGE_SURVEY if three_yearly else MAX_AGE)
    old = np.isnan(year) | (as_of - year > age)
    common = position.common_year(years.tolist(), known.sum().tolist(), len(codes))
    frame = pd.DataFrame(
        {
            "indicator_id": item.id,
            "nis_code": list(codes),
            "year": year,
            "value": latest,
            "missing": _missing(rows, codes, year),
            "common_year": np.nan if common is None else common,
            "old": old,
        }
    )
    frame = frame.assign(**_position(item, rows, values, codes, common, year, old))
    return frame.assign(**_trend(item, rows, values, common, old))


def _missing(rows: pd.DataFrame, codes: Sequence[str], year: Floats) -> pd.Series:
    """The reason of the latest gap, for municipalities without a value in any year."""
    latest = rows.sort_values("year").drop_duplicates("nis_code", keep="last")
    reason = latest.set_index("nis_code")["missing"].reindex(codes).reset_index(drop=True)
    return reason.astype(object).where(np.isnan(year), None)


def _position(
    item: Indicator,
    rows: pd.DataFrame,
    values: pd.DataFrame,
    codes: Sequence[str],
    common: int | None,
    year: Floats,
    old: Floats,
) -> dict[str, object]:
    if common is None:
        nothing = np.full(len(codes), np.nan)
        here, low, high = nothing, nothing, nothing
    else:
        here = values[common].to_numpy(float)
        cross = rows[rows["year"] == common].set_index("nis_code").reindex(codes)
        low, high = intervals(
            item, cross["numerator"].to_numpy(float), cross["denominator"].to_numpy(float)
        )
    place = position.position(here, item.direction.sign)
    reference = _median(here)
    status, reason = position.statuses(
        here,
        low,
        high,
        item.direction.sign,
        reference=reference,
        chance=item.chance,
        eligible=(year == (np.nan if common is None else common)) & ~old.astype(bool),
    )
    return {
        "common_value": here,
        "low": low,
        "high": high,
        "rank": place.rank,
        "n": place.n,
        "percentile": place.percentile,
        "reference_value": reference,
        "status": [item_.value for item_ in status],
        "status_reason": [_reason(why, bool(age)) for why, age in zip(reason, old, strict=True)],
    }


def _trend(
    item: Indicator, rows: pd.DataFrame, values: pd.DataFrame, common: int | None, old: Floats
) -> dict[str, object]:
    years = values.columns.to_numpy(int)
    inside = years > (years.max(initial=0) - trend.WINDOW_YEARS)
    recent = _after_breaks(rows, values).to_numpy(float)[:, inside]
    iqr = np.nan
    if common is not None:
        upper, lower = position.percentiles(values[common].to_numpy(float), 75, 25)
        iqr = upper - lower
    current = ~old.astype(bool)
    sign = item.direction.sign
    found, clear, slopes = trend.trends(years[inside], recent, sign=sign, iqr=iqr, current=current)
    medians = [_median(column) for column in values.to_numpy(float)[:, inside].T]
    beside, apart = trend.against(
        years[inside], recent, medians, sign=sign, iqr=iqr, current=current
    )
    return {
        "trend": [each.value for each in found],
        "clear": clear,
        "slope": slopes.slope,
        "p": slopes.p,
        "points": slopes.points,
        "against": [each.value for each in beside],
        "against_slope": apart.slope,
        "against_p": apart.p,
    }


def _after_breaks(rows: pd.DataFrame, values: pd.DataFrame) -> pd.DataFrame:
    """The series without the years before a change of definition."""
    breaks = rows[rows["flag"] == "break"].groupby("nis_code")["year"].max()
    if breaks.empty:
        return values
    start = breaks.reindex(values.index).fillna(0).to_numpy(float)
    return values.where(values.columns.to_numpy(float)[None, :] >= start[:, None])


def _wide(rows: pd.DataFrame, column: str, codes: Sequence[str]) -> pd.DataFrame:
    wide = rows.pivot(index="nis_code", columns="year", values=column)
    return wide.reindex(list(codes)).sort_index(axis=1)


def _median(values: Floats) -> float:
    known = values[~np.isnan(values)]
    return float(np.median(known)) if known.size else float("nan")


def _reason(reason: str, old: bool) -> str:
    """A more telling reason where the figure is simply too old."""
    return position.Reason.OLD if old and reason == position.Reason.OTHER_YEAR else reason
