"""What stands in the rows of each resource: their columns, each with its type and its meaning."""

from typing import Any, Final, get_args

from pydantic import BaseModel, ConfigDict, Field, create_model

from sdgwijzer.judgement.columns import EXPORTED
from sdgwijzer.store import exports

_OF_SQL: Final = {"VARCHAR": str, "DOUBLE": float, "INTEGER": int, "SMALLINT": int, "BOOLEAN": bool}
_NUMBERS: Final = {
    **dict.fromkeys(("value", "numerator", "denominator", "middle"), float),
    **dict.fromkeys(("year", "lag_years", "pooled_years", "goal", "compared_year"), int),
    "provisional": bool,
}
"""Columns of an export that are no judgement and no text."""


class Record(BaseModel):
    """A row."""

    model_config = ConfigDict(extra="forbid")


class Municipality(Record):
    """A municipality of today."""

    nis_code: str = Field(description="its NIS code (map of today)")
    name: str = Field(description="its name")
    province: str = Field(description="its province")
    arrondissement: str = Field(description="its administrative district")
    reference_region: str = Field(description="its reference region; empty: none")
    cluster: str | None = Field(description="its cluster of Belfius; empty: merged since")
    bordering: list[str] = Field(description="NIS codes of its neighbours in Flanders")
    postcodes: list[str] = Field(description="its postcodes")


class Goal(Record):
    """One of the 17 goals."""

    goal: int = Field(description="its number", ge=1, le=17)
    name: str = Field(description="its Dutch name")
    indicators: int = Field(description="how many indicators have it as their main goal")


class Indicator(Record):
    """An indicator of the catalogue, or of a municipality of its own."""

    indicator_id: str = Field(description="its code")
    indicator: str = Field(description="its Dutch name")
    description: str = Field(description="what it is, in Dutch")
    goal: int = Field(description="its main goal", ge=1, le=17)
    goals: list[str] = Field(description="all its goals, the main one first")
    theme: str = Field(description="its theme, in Dutch")
    unit: str = Field(description="its unit")
    direction: str = Field(description="higher_is_better, lower_is_better, neutral")
    chance: str = Field(description="share, events, none, survey, unknown: which interval")
    rhythm: str = Field(description="yearly, three_yearly, irregular, closed")
    source: str | None = Field(description="publisher and data set; empty: no figures yet")
    licence: str | None = Field(description="licence of the source; empty: no figures yet")
    owner: str | None = Field(description="the municipality whose own figure it is; empty: of all")
    archive: str = Field(description="yes: it is kept and exported, and no page lists it; no")
    figures: str = Field(description="yes, or no: it waits for its first update")


class Change(Record):
    """Something that is not what it was."""

    day: str = Field(description="day of the update or the build")
    kind: str = Field(description="judgement, figure, year (a new one)")
    cause: str = Field(
        description="of a judgement: methode, catalogus, cijfers (what changed it); of a figure: "
        "changed, new, vanished; of a year: new_year"
    )
    indicator_id: str = Field(description="code of the indicator")
    indicator: str = Field(description="its Dutch name")
    goal: int = Field(description="its main goal", ge=1, le=17)
    nis_code: str | None = Field(description="the municipality; empty: of all")
    municipality: str | None = Field(description="its name")
    part: str | None = Field(
        description="the former municipality that a figure is of; empty: the whole"
    )
    year: int | None = Field(description="year of the figure")
    field: str | None = Field(
        description="status, trend or signal of a judgement; value, numerator or denominator"
    )
    old: str | None = Field(description="the judgement before; empty: none")
    new: str | None = Field(description="the judgement now; empty: none")
    old_value: float | None = Field(description="the number before; empty: none")
    new_value: float | None = Field(description="the number now; empty: none")


class Sentence(Record):
    """Something that can be read aloud."""

    nis_code: str = Field(description="the municipality")
    municipality: str = Field(description="its name")
    peers: str = Field(description="who it is compared with, in Dutch")
    goal: int = Field(description="the goal", ge=1, le=17)
    kind: str = Field(
        description="distribution (of the goal), strength, attention, question (what stands out), "
        "figure, peers (their figures, where they are few), gap (no figure)"
    )
    indicator_id: str | None = Field(description="code of the indicator; empty: of the whole goal")
    sentence: str = Field(description="the Dutch sentence")


def _of_export(name: str, columns: dict[str, str]) -> type[Record]:
    """The rows of an export; any value may be missing."""
    kinds: dict[str, Any] = {each.exported: _OF_SQL[each.type] for each in EXPORTED} | _NUMBERS
    fields: dict[str, Any] = {
        column: (kinds.get(column, str) | None, Field(description=meaning))
        for column, meaning in columns.items()
    }
    return create_model(name, __base__=Record, __doc__=f"A row: {name}.", **fields)


Observation: Final = _of_export("Observation", dict(exports.COLUMNS))
Assessment: Final = _of_export("Assessment", dict(exports.ASSESSED))


def columns(record: type[Record]) -> dict[str, str]:
    """Names and meanings."""
    return {name: field.description or "" for name, field in record.model_fields.items()}


def types(record: type[Record]) -> dict[str, type]:
    """Names and types of Python: str, int, float or list."""
    return {name: _plain(field.annotation) for name, field in record.model_fields.items()}


def _plain(annotation: Any) -> type:  # noqa: ANN401 - what pydantic keeps
    if annotation == list[str]:
        return list
    kinds = [each for each in get_args(annotation) if each is not type(None)]
    return kinds[0] if kinds else annotation  # type: ignore[no-any-return]
