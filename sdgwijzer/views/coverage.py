"""What there is per goal, and what there is not: indicators, figures, years, municipalities."""

import csv
import json
from collections.abc import Mapping, Sequence
from io import StringIO
from typing import Any, Final

import numpy as np
import pandas as pd

from sdgwijzer.goals import GOALS
from sdgwijzer.judgement.association import MIN_PLACES
from sdgwijzer.judgement.enough import needed
from sdgwijzer.model import Chance
from sdgwijzer.store.store import Store

LONG: Final = 5
"""Years with a figure from which an indicator can have a trend."""

COUNTS: Final = ("catalogued", "with_figures", "with_5_years", "latest_year", "municipalities")
VOTES: Final = ("votes", "register_votes", "survey_votes", "effective", "newest")
_COLUMNS: Final = ("goal", *COUNTS, *VOTES)


def table(store: Store) -> dict[str, Any]:
    """Coverage in total and by main goal.

    Returns:
        `total` and `goals` (17, in order, with their number): catalogued (entries), with_figures,
        with_5_years (at least `LONG` years with a figure), latest_year (None without figures),
        municipalities (with a figure for at least one of them), votes (families with a status for
        enough of the municipalities), register_votes (those that are no survey), survey_votes,
        effective (how many independent ones they are worth; None without votes), newest (the
        newest year of one of them; None without votes).
    """
    rows, votes = store.coverage(), _families(store.votes(), store.places())
    goals = [
        {
            "goal": goal.number,
            **_counts(rows[rows["main_goal"] == goal.number]),
            **_votes(votes[votes["main_goal"] == goal.number]),
        }
        for goal in GOALS
    ]
    return {"total": {**_counts(rows), **_votes(votes)}, "goals": goals}


def without_register(found: Mapping[str, Any], silent: pd.DataFrame) -> dict[int, dict[str, int]]:
    """Goals that have figures or entries, and no vote of a register: why → how many entries.

    Args:
        found: from `table`.
        silent: from `Store.silent`.
    """
    votes = {row["goal"]: row["register_votes"] for row in found["goals"]}
    return {
        goal: silent[silent["main_goal"] == goal]["why"].value_counts().to_dict()
        for goal, number in votes.items()
        if not number
    }


def _families(speaking: pd.DataFrame, places: int) -> pd.DataFrame:
    """The rows of families that have a vote: a status for enough of the municipalities."""
    spoken = speaking.groupby("family")["nis_code"].transform("nunique")
    return speaking[spoken >= needed(places)]


def _votes(speaking: pd.DataFrame) -> dict[str, float | int | None]:
    votes = speaking["family"].nunique()
    register = speaking[speaking["chance"] != Chance.SURVEY]["family"].nunique()
    return {
        "votes": votes,
        "register_votes": register,
        "survey_votes": votes - register,
        "effective": _effective(speaking) if votes else None,
        "newest": int(speaking["year"].max()) if votes else None,
    }


def _effective(speaking: pd.DataFrame) -> float:
    """How many independent indicators these are worth, from how their ranks go together.

    The participation ratio of the eigenvalues of the rank correlations: 2 for two that have
    nothing to do with each other, 1 for two that say the same.
    """
    wide = speaking.pivot_table(index="nis_code", columns="family", values="common_value")
    together = wide.rank().corr(min_periods=MIN_PLACES).fillna(0.0).to_numpy(float, copy=True)
    np.fill_diagonal(together, 1.0)
    return round(len(together) ** 2 / float((together**2).sum()), 1)


def written(store: Store, format_: str) -> str:
    """The table as text for a terminal, CSV or JSON."""
    found = table(store)
    if format_ == "json":
        return json.dumps(found, indent=2) + "\n"
    lines = [*found["goals"], {"goal": "total", **found["total"]}]
    if format_ == "csv":
        out = StringIO()
        writer = csv.DictWriter(out, _COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(lines)
        return out.getvalue()
    return _aligned(lines)


def listed(store: Store, words: Sequence[str] = (), goals: Sequence[int] = ()) -> str:
    """One line per indicator: id, main goal, latest year with a figure, name.

    Args:
        store: the open database.
        words: what its id, name or theme must hold, in capitals or not; all of them.
        goals: those it may be of; none means all.
    """
    named = store.indicators().set_index("indicator_id")
    known = store.coverage().set_index("indicator_id")["latest_year"]
    lines = []
    for id_, row in named.iterrows():
        text = f"{id_} {row['name']} {row['theme']}".casefold()
        wanted = not goals or row["main_goal"] in goals
        if wanted and all(word.casefold() in text for word in words):
            year = known.get(id_)
            latest = "-" if year is None or pd.isna(year) else str(int(year))
            lines.append(f"{id_:34} {row['main_goal']:4} {latest:>6}  {row['name']}\n")
    return "".join([f"{'id':34} {'goal':>4} {'latest':>6}  name\n", *lines])


def _aligned(lines: Sequence[dict[str, Any]]) -> str:
    cells = [list(_COLUMNS), *([_cell(line[name]) for name in _COLUMNS] for line in lines)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(_COLUMNS))]
    return "".join(
        "  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) + "\n"
        for row in cells
    )


def _cell(value: object) -> str:
    return "-" if value is None else str(value)


def _counts(rows: pd.DataFrame) -> dict[str, int | None]:
    known = rows[rows["years"] > 0]
    return {
        "catalogued": len(rows),
        "with_figures": len(known),
        "with_5_years": int((known["years"] >= LONG).sum()),
        "latest_year": None
        if known["latest_year"].isna().all()
        else int(known["latest_year"].max()),
        "municipalities": 0 if known.empty else int(known["municipalities"].max()),
    }
