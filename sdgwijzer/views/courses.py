"""The courses of figures over the years, as plain values."""

from collections.abc import Iterable, Sequence
from typing import TypeVar

import pandas as pd

from sdgwijzer.store.store import Store

Series = tuple[tuple[int, float], ...]
"""Year, value; only years with a value."""

Key = TypeVar("Key", str, tuple[str, str])  # an indicator or municipality, or both


def medians_of(store: Store) -> dict[str, Series]:
    """The course of the middle municipality of Flanders, by indicator."""
    return series(store.median_lines())


def of_each(store: Store, codes: Sequence[str]) -> dict[tuple[str, str], Series]:
    """The years with a value, by indicator and municipality."""
    return series(((id_, code), year, value) for id_, code, year, value in store.lines(codes))


def of_group(store: Store, own: str, codes: Sequence[str], ids: Sequence[str]) -> dict[str, Series]:
    """The median of a group by year, in the years of the own municipality, by indicator."""
    return medians_of_group(store.courses(own, codes, ids))


def medians_of_group(found: pd.DataFrame) -> dict[str, Series]:
    """The same, of the rows of `Store.courses`."""
    names = ("indicator_id", "year", "median")
    return series(zip(*(found[name] for name in names), strict=True))


def series(rows: Iterable[tuple[Key, int, float | None]]) -> dict[Key, Series]:
    """Rows of a key, year and value, in order → the years with a value, by key."""
    found: dict[Key, list[tuple[int, float]]] = {}
    for key, year, value in rows:
        if value is not None and value == value:
            found.setdefault(key, []).append((int(year), float(value)))
    return {key: tuple(line) for key, line in found.items()}
