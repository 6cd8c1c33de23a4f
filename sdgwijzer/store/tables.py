"""Records and frames → the content of a database, table by table."""

from collections.abc import Mapping, Sequence
from typing import Final

import pandas as pd

from sdgwijzer.catalogue import Catalogue
from sdgwijzer.figures.kept import Provenance
from sdgwijzer.model import Indicator, Municipality
from sdgwijzer.municipalities import Municipalities

LAYOUT: Final = "10"
"""Version of the tables; a database of another layout is refused."""

_ASKED_BY: Final = {
    *("name", "theme", "unit", "direction", "chance", "lag_years", "rhythm", "pooled_years"),
    *("source", "owner"),
}
"""What questions ask of an indicator; the whole of it stands beside them as JSON."""

_PLACE: Final = {"nis_code", "name", "province", "arrondissement", "reference_region"}
_ORIGIN: Final = {"source", "title", "publisher", "homepage", "licence"}


def content(
    *,
    catalogue: Catalogue,
    municipalities: Municipalities,
    clusters: Mapping[str, str],
    observations: pd.DataFrame,
    parts: pd.DataFrame,
    summary: pd.DataFrame,
    provenance: Sequence[Provenance],
    plan: Mapping[str, pd.DataFrame],
    changes: pd.DataFrame,
    revised: pd.DataFrame,
    benchmark: pd.DataFrame,
    build: Mapping[str, str],
) -> dict[str, pd.DataFrame]:
    """The content of a database, table by table."""
    names = {row.nis_code: row.name for row in municipalities}
    fetched = set(observations["indicator_id"])
    places = [_place(row, clusters) for row in municipalities.today.values()]
    items = [_indicator(i, item, fetched) for i, item in enumerate(catalogue.indicators)]
    about = {"layout": LAYOUT, **build}
    return {
        "build": pd.DataFrame(about.items(), columns=["name", "value"], dtype=object),
        "municipality": pd.DataFrame(places),
        "indicator": pd.DataFrame(items),
        "provenance": pd.DataFrame([_origin(item) for item in provenance]),
        "observation": _in_order(observations, items),
        "part": parts.drop(columns="flag").assign(part_name=parts["part_code"].map(names)),
        "summary": summary,
        "change": _changes(changes),
        "judgement_change": revised,
        "benchmark": benchmark,
        "plan_action": plan["actions"],
        "plan_budget": plan["budgets"],
    }


def _in_order(observations: pd.DataFrame, items: Sequence[Mapping[str, object]]) -> pd.DataFrame:
    """As files have them: by indicator, municipality and year."""
    position = {item["indicator_id"]: i for i, item in enumerate(items)}
    found = observations.assign(position=observations["indicator_id"].map(position).astype(int))
    return found.sort_values(["position", "nis_code", "year"]).drop(columns="position")


def _place(row: Municipality, clusters: Mapping[str, str]) -> dict[str, object]:
    more = {"bordering": " ".join(row.bordering), "cluster": clusters.get(row.nis_code)}
    return {**row.model_dump(include=_PLACE), **more}


def _indicator(position: int, item: Indicator, fetched: set[str]) -> dict[str, object]:
    return {
        "indicator_id": item.id,
        "position": position,
        **item.model_dump(mode="json", include=_ASKED_BY),
        "main_goal": item.main_goal,
        "fetched": item.id in fetched,
        "record": item.model_dump_json(),
    }


def _origin(item: Provenance) -> dict[str, object]:
    """Where the figures of one source come from."""
    return {
        **item.model_dump(include=_ORIGIN),
        "retrieved": item.retrieved,
        "published": item.published,
        "files": "\n".join(answer.name for answer in item.answers),
    }


def _changes(found: pd.DataFrame) -> pd.DataFrame:
    """What updates changed (`changes.COLUMNS`), numbers and reasons of gaps apart."""
    gap = found["field"] == "missing"
    numbers = {side: pd.to_numeric(found[side].where(~gap)) for side in ("old", "new")}
    return found.assign(**numbers, reason=found["new"].where(gap))
