"""What a reader demands of a table: its columns, one row per key, the publisher's own total."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from sdgwijzer.errors import SourceError

ROUNDED: Final = 1e-4  # share by which a total may differ from a sum of rounded numbers


def require_columns(
    found: Sequence[str] | pd.Index, expected: Sequence[str], source: str, file: str
) -> None:
    """Stop when a column is missing or stands there twice.

    Raises:
        SourceError: naming the columns that are missing and those that are there.
    """
    names = [str(name) for name in found]
    absent = [name for name in expected if names.count(name) != 1]
    if absent:
        there = ", ".join(names[:40]) + (" …" if len(names) > 40 else "")
        raise SourceError(
            source,
            file,
            f"column {', '.join(absent)} is missing or doubled",
            "each of the reader's columns once",
            there,
        )


def require_unique(frame: pd.DataFrame, key: Sequence[str], source: str, file: str) -> None:
    """Stop when two rows have the same key.

    Raises:
        SourceError: with the number of doubled rows and the first of them.
    """
    doubled = frame.duplicated(list(key), keep=False)
    if doubled.any():
        first = frame.loc[doubled, list(key)].iloc[0].to_dict()
        raise SourceError(
            source,
            file,
            f"{int(doubled.sum())} rows are doubled",
            f"one row per {', '.join(key)}",
            f"for example {first}",
        )


def require_total(
    parts: pd.DataFrame, whole: pd.DataFrame, count: int, source: str, file: str
) -> None:
    """The publisher's own total is there, and is the sum of its municipalities.

    Args:
        parts: numbers by (nis_code, key): a frame with that index; only keys that must have a
            total.
        whole: the publisher's totals by key, same columns.
        count: how many municipalities there are; fewer may not be more than the total.
        source: key of the source, for the error.
        file: name of the file, for the error.

    Raises:
        SourceError: with the first total that is not found, or the first sum that differs.
    """
    by_key = parts.groupby(level=1)
    sums, full = by_key.sum(), by_key.size() == count
    totals = whole.reindex(sums.index)
    for name in parts.columns:
        known = by_key[name].count() > 0
        absent = full & known & totals[name].isna()
        if absent.any() or whole[name].dropna().empty:
            expected = f"{name} of {absent.idxmax() if absent.any() else 'all'} for all of Flanders"
            raise SourceError(source, file, "no Flemish total to compare with", expected, "none")
        total = totals[name]
        apart = (sums[name] - total).where(full, (sums[name] - total).clip(lower=0)).abs()
        wrong = apart > np.maximum(0.5, ROUNDED * total.abs())
        if wrong.any():
            key = wrong.idxmax()
            expected = f"{name} of {key}: {total[key]:.0f}, as the file says itself"
            found = (
                f"{sums.loc[key, name]:.0f} for its {by_key.size()[key]} municipalities together"
            )
            raise SourceError(source, file, "the Flemish total differs", expected, found)
