"""Records ⇄ rows of the database."""

from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from sdgwijzer.figures.kept import Provenance
from sdgwijzer.model import Indicator

_SAME: Final = (
    "name",
    "description",
    "theme",
    "unit",
    "decimals",
    "direction",
    "direction_reason",
    "source",
    "merge",
    "chance",
    "lag_years",
    "rhythm",
    "pooled_years",
    "sentence",
    "remark",
    "owner",
)
"""Fields that stand in the database as they are."""


def changes(found: pd.DataFrame) -> pd.DataFrame:
    """What updates changed (`changes.COLUMNS`), numbers and reasons of gaps apart."""
    gap = found["field"] == "missing"
    numbers = {side: pd.to_numeric(found[side].where(~gap)) for side in ("old", "new")}
    return found.assign(**numbers, reason=found["new"].where(gap))


def indicator_row(position: int, item: Indicator, fetched: bool) -> dict[str, object]:
    """An indicator as it stands in the database."""
    return {
        "indicator_id": item.id,
        "position": position,
        "name": item.name,
        "description": item.description.strip(),
        "main_goal": item.main_goal,
        "goals": " ".join(map(str, item.goals)),
        "un_targets": " ".join(item.un_targets),
        "theme": item.theme,
        "unit": item.unit,
        "decimals": item.decimals,
        "direction": item.direction.value,
        "direction_reason": item.direction_reason,
        "merge": item.merge.value,
        "chance": item.chance.value,
        "lag_years": item.lag_years,
        "rhythm": item.rhythm.value,
        "pooled_years": item.pooled_years,
        "sentence": item.sentence,
        "owner": item.owner,
        "plausible_low": item.plausible[0],
        "plausible_high": item.plausible[1],
        "remark": item.remark.strip(),
        "source": item.source,
        "fetched": fetched,
    }


def indicator(row: Mapping[Any, Any]) -> Indicator:
    """An indicator as it stands in the database, without what only a reader needs."""
    return Indicator.model_validate(
        {name: row[name] for name in _SAME}
        | {
            "id": row["indicator_id"],
            "goals": [int(goal) for goal in row["goals"].split()],
            "un_targets": row["un_targets"].split(),
            "plausible": (row["plausible_low"], row["plausible_high"]),
            "query": {},
        }
    )


def provenance_row(item: Provenance) -> dict[str, object]:
    """Where the figures of one source come from, as it stands in the database."""
    return {
        "source": item.source,
        "title": item.title,
        "publisher": item.publisher,
        "homepage": item.homepage,
        "licence": item.licence,
        "retrieved": item.retrieved,
        "published": item.published,
        "files": "\n".join(answer.name for answer in item.answers),
    }
