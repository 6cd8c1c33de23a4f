"""What all municipalities are compared by, by indicator, and medians of groups of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from sdgwijzer.judgement.enough import needed
from sdgwijzer.store.store import Store


@dataclass(frozen=True)
class Column:
    """What all municipalities are compared by on one indicator: those that have a value.

    Attributes:
        values: at least one.
        places: code → which of the values.
        spread: of the values, at the percentiles `SPREAD`.
    """

    values: npt.NDArray[np.float64]
    places: Mapping[str, int]
    spread: tuple[float, float, float, float, float]


SPREAD: Final = (1, 25, 50, 75, 99)
"""Percentiles: the ends without what is far away, the middle half, the middle."""


def columns(store: Store) -> dict[str, Column]:
    """What all municipalities are compared by, by indicator."""
    rows = store.compared_all()
    found = {}
    for id_, mine in rows.groupby("indicator_id", sort=False):
        values = mine["common_value"].to_numpy(float)
        places = {str(code): place for place, code in enumerate(mine["nis_code"])}
        low, first, middle, last, high = map(float, np.percentile(values, SPREAD))
        found[str(id_)] = Column(values, places, (low, first, middle, last, high))
    return found


def medians(compared: Mapping[str, Column], codes: Sequence[str]) -> dict[str, float]:
    """The median of a group by indicator, where enough of it have a figure.

    Args:
        compared: from `columns`.
        codes: the group.
    """
    found = {}
    for id_, column in compared.items():
        mine = [column.places[code] for code in codes if code in column.places]
        if len(mine) >= max(needed(len(codes)), 1):
            found[id_] = float(np.median(column.values[mine]))
    return found
