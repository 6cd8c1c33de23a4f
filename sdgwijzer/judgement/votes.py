"""Step of a judgement: one vote per family, and what stands out of each municipality."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pandas as pd

from sdgwijzer.judgement import chance, course, distance, signal
from sdgwijzer.judgement.chance import Floats
from sdgwijzer.judgement.words import Words
from sdgwijzer.model import Basis, Chance, Indicator, Pace, Scale, Signal, Status

Mask = npt.NDArray[np.bool_]

SPOKESMAN: Final = "spokesman"
PART: Final = "part"


def families(indicators: Iterable[Indicator]) -> dict[str, tuple[str, ...]]:
    """Spokesman → itself, then its parts in the order in which they speak for it."""
    found: dict[str, list[tuple[int, str]]] = {}
    for item in indicators:
        head, order = (item.family.spokesman, item.family.place) if item.family else (item.id, 0)
        found.setdefault(head, []).append((order, item.id))
    return {head: tuple(id_ for _, id_ in sorted(members)) for head, members in found.items()}


def of(rows: pd.DataFrame, indicators: Sequence[Indicator]) -> dict[str, Any]:
    """Family, role, p_found and signal of every row.

    Args:
        rows: the judged rows of all indicators, each with its municipalities in one order.
        indicators: in the order of the rows; those in the archive have no vote.

    Returns:
        Columns for `rows`.
    """
    items = {item.id: item for item in indicators}
    ids = rows["indicator_id"]
    heads = {id_: item.family.spokesman if item.family else id_ for id_, item in items.items()}
    speaking = _speaking(rows, [item for item in indicators if not item.archive])
    p = np.where(speaking, _counted(rows, items), np.nan)
    largest = _found(p, rows["nis_code"].to_numpy(object))
    with np.errstate(invalid="ignore"):
        found = speaking & (p <= largest)
    return {
        "family": ids.map(heads),
        "role": np.where(ids.map(heads) == ids, SPOKESMAN, PART),
        "p_found": np.where(speaking, largest, np.nan),
        "speaks": speaking,
        "signal": _signals(rows, speaking, found),
    }


def _speaking(rows: pd.DataFrame, indicators: Sequence[Indicator]) -> Mask:
    """Which rows speak for their family: with a status, one per family and municipality."""
    judged = (rows["position_status"] != Status.UNKNOWN).to_numpy()
    valued = rows["common_value"].notna().to_numpy()
    places = {
        str(k): np.asarray(v) for k, v in rows.groupby("indicator_id", sort=False).indices.items()
    }
    result = np.zeros(len(rows), bool)
    known = {item.id: item for item in indicators if item.id in places}
    for head, members in families(known.values()).items():
        nobody = np.zeros(len(places[members[0]]), bool)
        there = head in known
        mine = [judged[places[id_]] for id_ in members]
        spoken = signal.speaks(
            valued[places[head]] if there else nobody, mine if there else [nobody, *mine]
        )
        for id_, speaking in zip(members, spoken if there else spoken[1:], strict=True):
            result[places[id_]] = speaking
    return result


def _counted(rows: pd.DataFrame, items: Mapping[str, Indicator]) -> Floats:
    """The p of every row that takes part."""
    value, middle = (rows[name].to_numpy(float) for name in ("common_value", "reference_value"))
    survey = rows["indicator_id"].map(lambda id_: items[id_].chance is Chance.SURVEY).to_numpy()
    kind = np.where(survey, signal.POINTS, rows["scale"].to_numpy(object))
    apart = value - middle
    for scale in (Scale.RATIO, Scale.REST):
        mine = kind == scale
        apart[mine] = distance.distance(scale, value[mine], middle[mine])
    return signal.counted(rows["p_third"], rows["position_status"], apart, kind)


def _found(p: Floats, codes: Words) -> Floats:
    """The largest p that stands among all of its municipality; -1 where none does."""
    result = np.full(p.shape, -1.0)
    for mine in pd.Series(p).groupby(codes, sort=False).indices.values():
        values = p[mine]
        standing = values[chance.discoveries(values, signal.Q)]
        result[mine] = standing.max(initial=-1.0)
    return result


def _signals(rows: pd.DataFrame, speaking: Mask, found: Mask) -> Words:
    """`signal.kinds` of all rows; a municipality's own target goes before it."""
    with np.errstate(invalid="ignore"):
        least = signal.LEAST_MOVE * rows["size_unit_against"].to_numpy(float)
        moved = course.unrelative(
            rows["scale"].to_numpy(object), rows["change_against"].to_numpy(float)
        ) >= (least - signal.TOLERANCE)
    called = signal.kinds(
        rows["position_status"], rows["against"], found=found, moved=speaking & moved
    )
    own = ((rows["basis"] == Basis.OWN_TARGET) & (rows["status"] != Status.UNKNOWN)).to_numpy()
    far = (rows["status"] == Status.POOR) | rows["pace_class"].isin(
        [Pace.FAR_TOO_SLOW, Pace.WRONG_WAY]
    )
    called[own & (rows["status"] == Status.GOOD)] = Signal.STRENGTH
    called[own & far] = Signal.ATTENTION
    return called
