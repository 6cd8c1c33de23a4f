"""The build beside the database that it replaces: which judgements changed, and why."""

import json
from datetime import date
from pathlib import Path
from typing import Final

import pandas as pd

from sdgwijzer.catalogue import Catalogue
from sdgwijzer.errors import StoreError
from sdgwijzer.figures import changes
from sdgwijzer.judgement import METHOD_VERSION
from sdgwijzer.judgement.revised import COLUMNS, kept, revised, together
from sdgwijzer.store import store

SHIPPED: Final = "judgement_changes.parquet"
"""What changed before there was a database to compare with: from method 2 to method 3."""

_WORDS: Final = ("name", "synonyms", "description", "sentence", "remark", "direction_reason")
"""Fields of an entry that no judgement depends on."""


def revision(data: Path, judged: pd.DataFrame, entries: Catalogue, as_of: date) -> pd.DataFrame:
    """The table `judgement_change` of a new database.

    Args:
        data: the data folder, with the database in use, if there is one.
        judged: the new summary.
        entries: the new catalogue.
        as_of: the day of the build.

    Returns:
        What changed now, then what the database in use says; without one (or one of another
        layout) what is shipped.
    """
    try:
        before = store.Store(store.current(data))
    except StoreError:
        return shipped(data)
    try:
        method = before.build()["method_version"] != METHOD_VERSION
        changed = _changed(before.indicators(), entries)
        day = as_of.isoformat()
        found = revised(before.judgements(), judged, day, method=method, entries=changed)
        known = before.judgement_changes()
        ahead = known["as_of"] > changes.last_day(as_of).isoformat()  # of a wrong clock
        return kept(known[~ahead], together(known[ahead], found, day))
    finally:
        before.close()


def shipped(data: Path) -> pd.DataFrame:
    """The list in the data folder; empty without one."""
    path = data / SHIPPED
    if not path.exists():
        return pd.DataFrame(columns=list(COLUMNS), dtype=object)
    return pd.read_parquet(path)[list(COLUMNS)]


def _changed(old: pd.DataFrame, entries: Catalogue) -> dict[str, bool]:
    """Indicator → is what its entry says about judging another than before?"""
    known = {
        str(id_): str(record)
        for id_, record in zip(old["indicator_id"], old["record"], strict=True)
    }
    return {
        item.id: item.id not in known
        or _judging(known[item.id]) != _judging(item.model_dump_json())
        for item in entries
    }


def _judging(record: str) -> dict[str, object]:
    return {name: value for name, value in json.loads(record).items() if name not in _WORDS}
