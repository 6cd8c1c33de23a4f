"""One municipality beside chosen peers: position, status and course, on all its indicators.

The margin is that of the figure itself, the same beside whomever; the middle municipality and the
thirds are those of the peers. There is no figure of the group as a whole, and nothing is called.
"""

from collections.abc import Mapping, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from sdgwijzer.judgement import columns, course, distance, place, position, trend
from sdgwijzer.judgement.chance import Floats
from sdgwijzer.judgement.course import Beside, Reference
from sdgwijzer.judgement.enough import needed
from sdgwijzer.judgement.words import Words
from sdgwijzer.model import Against, Basis, Indicator, Scale

Mask = npt.NDArray[np.bool_]

COLUMNS: Final = (*(column.name for column in columns.ANEW), "peers_with_value")
"""What is judged anew, and how many of the peers have a value."""

OWN: Final = (
    *("low", "high", "barred", "unsure", "basis", "status", "status_reason", "old"),
    *("noise_sd", "respondents", "trend_from", "rho_against", "size_unit_against"),
)
"""Columns of `columns.SUMMARY` that are asked of the municipality itself."""


def beside(
    rows: pd.DataFrame,
    indicators: Mapping[str, Indicator],
    own: str,
    peers: Sequence[str],
    courses: pd.DataFrame | None = None,
) -> pd.DataFrame:
    """Position, status and course of one municipality beside chosen peers.

    Args:
        rows: indicator_id, nis_code and common_value of the municipality and its peers, and
            `OWN` of the municipality.
        indicators: id → indicator.
        own: code of the municipality.
        peers: codes of the others; `own` among them is ignored.
        courses: indicator_id, year, value (own), median and n (of the peers, with a value) for
            the course beside them; None: it stays unknown.

    Returns:
        `COLUMNS`, one row per indicator, indexed by its id. `n` counts the group with `own` in
        it; the reference is the middle one of the peers; the status is that of a target where
        there is one.
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
    percentile = found["percentile"].to_numpy(float)
    return found.assign(**_against(items, mine, courses, len(others), percentile))[list(COLUMNS)]


def _placed(items: Sequence[Indicator], mine: pd.DataFrame, wide: pd.DataFrame) -> pd.DataFrame:
    """Position and status among the others; the own values are the first column of `wide`."""
    values = wide.to_numpy(float)
    sign = np.array([item.direction.sign for item in items], float)
    judged = position.own(values, sign)
    worst, best = _thirds(values[:, 1:], sign, judged.few)
    why = place.reasons(
        mine["barred"].to_numpy(object),
        mine["unsure"].to_numpy(object),
        context=sign == 0,
        few=judged.few,
        ties=judged.ties,
    )
    status, reason = place.placed(
        values[:, 0],
        mine["low"],
        mine["high"],
        judged.position.percentile,
        why,
        sign=sign,
        middle=judged.reference,
        flemish=float("nan"),
    )
    return pd.DataFrame(
        {
            **judged.position._asdict(),
            "reference_value": judged.reference,
            "third_worst": worst,
            "third_best": best,
            "position_status": status,
            "position_reason": reason,
            "p_third": _p_third(items, mine, values[:, 0], status, (worst, best), sign),
            "peers_with_value": judged.others,
        },
        index=mine.index,
    )


def _thirds(others: Floats, sign: Floats, few: Mask) -> tuple[Floats, Floats]:
    """Bounds of the worst and the best third of the peers; NaN where too few have a figure."""
    known = np.sort(np.where(few[:, None], np.nan, others), axis=1)  # gaps come last
    low, high = (_percentile(known, share) for share in (place.WORST, place.BEST))
    return np.where(sign < 0, high, low), np.where(sign < 0, low, high)


def _percentile(ordered: Floats, share: float) -> Floats:
    """`np.nanpercentile` of every row at once, of rows in order; NaN for a row without a value."""
    last = np.count_nonzero(~np.isnan(ordered), axis=1) - 1
    at = np.maximum(last, 0) * (share / 100)
    below = np.floor(at).astype(int)
    rows = np.arange(len(ordered))
    low, high = ordered[rows, below], ordered[rows, np.minimum(below + 1, np.maximum(last, 0))]
    t = at - below
    # as numpy does it, so that both ends are exact
    return np.asarray(np.where(t >= 0.5, high - (high - low) * (1 - t), low + (high - low) * t))


def _p_third(
    items: Sequence[Indicator],
    mine: pd.DataFrame,
    values: Floats,
    status: Words,
    bounds: tuple[Floats, Floats],
    sign: Floats,
) -> Floats:
    """`place.beyond`, scale by scale."""
    scales = np.array([item.scale for item in items], object)
    result = np.full(values.shape, np.nan)
    for scale in Scale:
        rows = scales == scale
        result[rows] = place.beyond(
            scale,
            values[rows],
            status[rows],
            (bounds[0][rows], bounds[1][rows]),
            sd=mine["noise_sd"].to_numpy(float)[rows],
            answers=mine["respondents"].to_numpy(float)[rows],
            sign=sign[rows],
        )
    return result


def _against(
    items: Sequence[Indicator],
    mine: pd.DataFrame,
    courses: pd.DataFrame | None,
    peers: int,
    percentile: Floats,
) -> dict[str, object]:
    """The course of the distance to the middle one of the peers."""
    if courses is None or courses.empty:
        nothing = dict.fromkeys(Beside._fields, np.full(len(items), np.nan))
        return {**nothing, "against": Against.UNKNOWN}
    years, values, medians = _recent(items, mine, courses, peers)
    scales = np.array([item.scale for item in items], object)
    apart = np.full(values.shape, np.nan)
    for scale in Scale:
        rows = scales == scale
        apart[rows] = distance.distance(scale, values[rows], medians[rows])
    measure = Reference(
        scales,
        np.array([item.direction.sign for item in items], float),
        mine["rho_against"].to_numpy(float),
        mine["size_unit_against"].to_numpy(float),
    )
    moving = np.array([bool(item.moving) for item in items])
    return course.beside(
        years,
        apart,
        measure,
        percentile=percentile,
        sd=mine["noise_sd"].to_numpy(float),
        current=~mine["old"].to_numpy(bool) & ~moving,
    )._asdict()


def _recent(
    items: Sequence[Indicator], mine: pd.DataFrame, courses: pd.DataFrame, peers: int
) -> tuple[Floats, Floats, Floats]:
    """Years, own values and medians of the peers, in the years of the own course."""
    enough = courses["n"] >= needed(peers)
    own, medians = (
        courses.assign(median=courses["median"].where(enough))
        .pivot(index="indicator_id", columns="year", values=name)
        .reindex(mine.index)
        .sort_index(axis=1)
        for name in ("value", "median")
    )
    years = own.columns.to_numpy(float)
    inside = years >= mine["trend_from"].to_numpy(float)[:, None]
    values = np.where(inside, own.to_numpy(float), np.nan)
    covers = np.array([item.pooled_years for item in items])
    for every in set(covers.tolist()) - {1}:
        values[covers == every] = trend.apart(years, values[covers == every], every)
    return years, values, medians.to_numpy(float)
