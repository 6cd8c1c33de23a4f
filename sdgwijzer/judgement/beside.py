"""One municipality beside chosen peers: position, status and trend, on all its indicators."""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import pandas as pd

from sdgwijzer.judgement import columns, position, trend
from sdgwijzer.judgement.enough import needed
from sdgwijzer.model import Against, Basis, Chance, Indicator

COLUMNS: Final = (*(column.name for column in columns.ANEW), "peers_with_value")
"""What is judged anew, and how many of the peers have a value."""

OWN: Final = (
    "low",
    "high",
    "barred",
    "basis",
    "status",
    "status_reason",
    "trend_from",
    "iqr",
    "old",
)
"""Columns of `columns.SUMMARY` that are asked of the municipality itself."""


def beside(
    rows: pd.DataFrame,
    indicators: Mapping[str, Indicator],
    own: str,
    peers: Sequence[str],
    courses: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Position, status and trend of one municipality beside chosen peers.

    Args:
        rows: indicator_id, nis_code and common_value of the municipality and its peers, and
            `OWN` of the municipality.
        indicators: id → indicator.
        own: code of the municipality.
        peers: codes of the others; `own` among them is ignored.
        courses: indicator_id, year, value (own), median and n (of the peers, with a value) for
            the trend beside them; None: it stays unknown.

    Returns:
        `COLUMNS`, one row per indicator, indexed by its id. `n` counts the group with `own` in
        it; the reference is the median of the peers; the status is that of a target where there
        is one.
    """
    others = [code for code in peers if code != own]
    wide = rows.pivot(index="indicator_id", columns="nis_code", values="common_value")
    ids = [str(id_) for id_ in wide.index]
    mine = rows[rows["nis_code"] == own].set_index("indicator_id").reindex(ids)
    items = [indicators[id_] for id_ in ids]
    found = _placed(items, mine, wide.reindex(columns=[own, *others]))
    targeted = (mine["basis"] != Basis.PEERS).to_numpy()
    for name, among in (("status", "position_status"), ("status_reason", "position_reason")):
        found[name] = found[among].where(~targeted, mine[name])
    return found.assign(**_against(items, mine, courses, len(others)))[list(COLUMNS)]


def _placed(items: Sequence[Indicator], mine: pd.DataFrame, wide: pd.DataFrame) -> pd.DataFrame:
    """Position and status among the others; the own values are the first column of `wide`."""
    judged = position.own(
        wide.to_numpy(float),
        mine["low"].to_numpy(float),
        mine["high"].to_numpy(float),
        np.array([item.direction.sign for item in items], float),
        [item.chance is Chance.NONE for item in items],
        mine["barred"].to_numpy(object),
    )
    return pd.DataFrame(
        {
            **judged.position._asdict(),
            "reference_value": judged.reference,
            "position_status": judged.status,
            "position_reason": judged.reason,
            "peers_with_value": judged.others,
        },
        index=mine.index,
    )


def _against(
    items: Sequence[Indicator], mine: pd.DataFrame, courses: pd.DataFrame | None, peers: int
) -> dict[str, object]:
    """The trend of the difference with the median of the peers."""
    if courses is None or courses.empty:
        nothing = np.full(len(items), np.nan)
        return {"against": Against.UNKNOWN, "against_slope": nothing, "against_p": nothing}
    enough = courses["n"] >= needed(peers)
    own, medians = (
        courses.assign(median=courses["median"].where(enough))
        .pivot(index="indicator_id", columns="year", values=name)
        .reindex(mine.index)
        .sort_index(axis=1)
        for name in ("value", "median")
    )
    years = own.columns.to_numpy(float)
    inside = years >= mine["trend_from"].to_numpy(float)[:, None]  # the years of the own trend
    values = np.where(inside, own.to_numpy(float), np.nan)
    covers = np.array([item.pooled_years for item in items])
    for every in set(covers.tolist()) - {1}:
        values[covers == every] = trend.apart(years, values[covers == every], every)
    words, slopes = trend.against(
        years,
        values,
        medians.to_numpy(float),
        sign=[item.direction.sign for item in items],
        iqr=mine["iqr"].to_numpy(float),
        current=~mine["old"].to_numpy(bool),
    )
    return {"against": words, "against_slope": slopes.slope, "against_p": slopes.p}
