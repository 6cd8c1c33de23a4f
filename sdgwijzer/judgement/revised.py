"""Two summaries beside each other: which judgements a build changed, and what changed them.

The rows of before are carried over, so that what a new method did to a municipality can still be
read after a year of nightly updates.
"""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final

import pandas as pd

FIELDS: Final = ("status", "trend", "signal")
"""What is compared, of each municipality and indicator; "" is none."""

COLUMNS: Final = ("as_of", "nis_code", "indicator_id", "field", "old", "new", "kind")
"""Of the table `judgement_change`: the day of the build, and the words before and after."""

BUILDS: Final = 24
"""Builds with changes that are kept; older ones fall out."""

_RENAMED: Final = {"unclear": "fluctuating"}
"""Words of method 2 that only got another name."""


class Kind(StrEnum):
    """What changed a judgement; the words of the table."""

    METHOD = "methode"
    CATALOGUE = "catalogus"
    FIGURES = "cijfers"


def revised(
    old: pd.DataFrame, new: pd.DataFrame, as_of: str, *, method: bool, entries: Mapping[str, bool]
) -> pd.DataFrame:
    """The judgements that are not what they were.

    Args:
        old: nis_code, indicator_id and `FIELDS`, of the build before.
        new: the same of this one.
        as_of: the day of this build.
        method: is it another version of the method?
        entries: indicator → is its entry in the catalogue another one?

    Returns:
        `COLUMNS`; of what only one of the two has, the other word is "".
    """
    long = [_long(frame) for frame in (old, new)]
    both = long[0].merge(long[1], on=["nis_code", "indicator_id", "field"], how="outer")
    both = both.fillna("").rename(columns={"word_x": "old", "word_y": "new"})
    before = both["old"].replace(_RENAMED) if method else both["old"]
    turned = both[before != both["new"]]
    kind = Kind.FIGURES.value
    changed = turned["indicator_id"].map(entries).fillna(True).astype(bool)
    kinds = changed.map({True: Kind.CATALOGUE.value, False: kind})
    found = turned.assign(as_of=as_of, kind=Kind.METHOD.value if method else kinds)
    return found[list(COLUMNS)].reset_index(drop=True)


def _long(frame: pd.DataFrame) -> pd.DataFrame:
    """A row per field; what says nothing is left out."""
    cells = frame.melt(
        ["nis_code", "indicator_id"], list(FIELDS), var_name="field", value_name="word"
    )
    cells = cells.astype(object).where(cells.notna(), "")
    return cells[~cells["word"].isin(["", "unknown"])]


def together(ahead: pd.DataFrame, found: pd.DataFrame, as_of: str) -> pd.DataFrame:
    """The changes of builds of a day that has yet to come and of this one, as those of one build.

    Args:
        ahead: the changes of builds whose clock was ahead (`COLUMNS`).
        found: those of this build.
        as_of: the day of this build.

    Returns:
        `COLUMNS`: from the word before all of them to the word of now; without what turned back.
    """
    if ahead.empty:
        return found
    key = ["nis_code", "indicator_id", "field"]
    whole = pd.concat([ahead.sort_values("as_of")[list(COLUMNS)], found])
    turns = whole.groupby(key, sort=False, as_index=False)
    ends = turns.agg(old=("old", "first"), new=("new", "last"), kind=("kind", "last"))
    net = ends[ends["old"] != ends["new"]].assign(as_of=as_of)
    return net[list(COLUMNS)].reset_index(drop=True)


def kept(before: pd.DataFrame, found: pd.DataFrame) -> pd.DataFrame:
    """The changes of this build with those of before, the newest first, of the last `BUILDS`."""
    whole = pd.concat([found, before[list(COLUMNS)]], ignore_index=True)
    days = sorted(whole["as_of"].unique(), reverse=True)[:BUILDS]
    whole = whole[whole["as_of"].isin(days)]
    order = ["as_of", "nis_code", "indicator_id", "field"]
    return whole.sort_values(order, ascending=[False, True, True, True], ignore_index=True)
