"""What the rules promise, what was found, and which single indicators stay outside."""

from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from sdgwijzer.judgement import signal
from sdgwijzer.judgement.audit import heldout, places, times

INSIDE: Final = (92.0, 96.0)
"""Percent of held-out changes inside a margin of 95 %."""

LABELS: Final = 6.0
"""Percent of equal municipalities that may be called better or weaker."""

SIGNALS: Final = 100 * signal.Q
"""Percent of signals whose truth may be elsewhere."""

DIRECTIONS: Final = 8.0
DIRECTIONS_OF_ONE: Final = 11.0
"""Percent of series without a direction that may get one: mean of the indicators, and each."""

POWER: Final = 65.0
"""Percent of series that move 1 interquartile range in ten years whose direction must be seen."""

NULL: Final = "AR(1)"
DRIFT: Final = "1 IQR"


class Promise(NamedTuple):
    """One of them, in percent."""

    name: str
    found: float
    least: float
    most: float

    @property
    def kept(self) -> bool:
        """Is what was found inside the limits?"""
        return self.least <= self.found <= self.most

    @property
    def limit(self) -> str:
        """The limits in words."""
        if self.least <= 0:
            return f"at most {self.most:g} %"
        if self.most >= 100:
            return f"at least {self.least:g} %"
        return f"{self.least:g} to {self.most:g} %"


def all_of(
    held: pd.DataFrame, equal: pd.DataFrame, today: pd.DataFrame, course: pd.DataFrame
) -> list[Promise]:
    """Those over all judged indicators, from the tables; without what no figure tells.

    Args:
        held: from `heldout.table`.
        equal: from `places.equal`.
        today: from `places.today`.
        course: from `times.own`.
    """
    single = course[course["indicator"] != times.MEAN]
    mean = course.set_index("indicator").loc[times.MEAN]
    most = single.loc[single[NULL].idxmax()]
    inside = held.set_index("indicator")["inside"][heldout.TOGETHER]
    found = [
        Promise("last year inside the margin, judged together", inside, *INSIDE),
        *(
            Promise(f"equal municipalities called better or weaker, {name}", share, 0, LABELS)
            for name, share in _together(equal, "labels")
        ),
        *(
            Promise(f"signals whose truth is not in that third, {name}", share, 0, SIGNALS)
            for name, share in _together(today, "false signals")
        ),
        Promise("directions in series without any, mean", mean[NULL], 0, DIRECTIONS),
        Promise(
            f"directions in series without any, most of one: {most['indicator']}",
            most[NULL],
            0,
            DIRECTIONS_OF_ONE,
        ),
        Promise("directions seen in 1 IQR in ten years, mean", mean[DRIFT], POWER, 100),
    ]
    return [each for each in found if not np.isnan(each.found)]


def _together(table: pd.DataFrame, column: str) -> list[tuple[str, float]]:
    """The rows that are no single indicator."""
    name = table.columns[0]
    chosen = table[name].str.startswith((places.REGISTER, places.SURVEY))
    return list(zip(table.loc[chosen, name], table.loc[chosen, column], strict=True))


def alone(held: pd.DataFrame, equal: pd.DataFrame, course: pd.DataFrame) -> list[str]:
    """Which indicators are outside a limit when they stand alone; that breaks no promise.

    Args:
        held: from `heldout.table`, whose last two rows are of more than one indicator.
        equal: from `places.equal`.
        course: from `times.own`, whose last row is the mean.
    """
    joint = [name for name, _ in _together(equal, "labels")]
    labels = equal[~equal[equal.columns[0]].isin(joint)]
    least, most = INSIDE
    return [
        *_outside("last year inside the margin", held.iloc[:-2], "inside", least, most),
        *_outside("equal municipalities called better or weaker", labels, "labels", 0, LABELS),
        *_outside("directions in series without any", course.iloc[:-1], NULL, 0, DIRECTIONS_OF_ONE),
        *_outside("directions seen in 1 IQR in ten years", course.iloc[:-1], DRIFT, POWER, 100),
    ]


def _outside(name: str, table: pd.DataFrame, column: str, least: float, most: float) -> list[str]:
    out = table[(table[column] < least) | (table[column] > most)]
    named = [
        f"{id_} {share:.1f} %" for id_, share in zip(out[out.columns[0]], out[column], strict=True)
    ]
    return [f"{name} ({Promise(name, 0, least, most).limit}): {', '.join(named)}"] if named else []
