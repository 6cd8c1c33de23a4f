"""What can be asked of each resource: the filters of an address, as pydantic reads them.

A value that cannot be right is refused, never passed over. Texts with several values are split by
commas; the same filter may also stand there more than once.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails, PydanticCustomError

from sdgwijzer.api.problems import Problem
from sdgwijzer.lookup import LONGEST
from sdgwijzer.model import FIRST_YEAR, GoalNumber, IndicatorId
from sdgwijzer.store.store import Years
from sdgwijzer.texts import api as texts

MOST_VALUES: Final = 50
MOST_ROWS: Final = 1000
LONGEST_QUERY: Final = 2000
"""Letters behind the question mark."""

_SHOWN: Final = 60  # letters of a wrong value that are repeated


def _parts(value: object) -> object:
    """What stands between commas."""
    return [part.strip() for part in value.split(",")] if isinstance(value, str) else value


def _number(value: object) -> object:
    """Digits alone: an address has no `+1`, `1.0` or `１`."""
    digits = isinstance(value, str) and re.fullmatch("[0-9]{1,9}", value)
    return int(str(value)) if digits else value


def _day(value: object) -> object:
    """A day as ISO 8601 writes it; pydantic takes seconds since 1970 too."""
    written = isinstance(value, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value)
    return value if written else None


def _numbers(value: object) -> object:
    parts = _parts(value)
    return [_number(part) for part in parts] if isinstance(parts, list) else parts


Name = Annotated[
    str, Field(pattern=r"^[^,\x00-\x1f]*[^,\s\x00-\x1f][^,\x00-\x1f]*$", max_length=LONGEST)
]
_many: Final = Field(min_length=1, max_length=MOST_VALUES)
Names = Annotated[tuple[Name, ...], _many, BeforeValidator(_parts)]
Ids = Annotated[tuple[IndicatorId, ...], _many, BeforeValidator(_parts)]
Goals = Annotated[tuple[GoalNumber, ...], _many, BeforeValidator(_numbers)]
Year = Annotated[int, Field(ge=FIRST_YEAR, le=2100, strict=True), BeforeValidator(_number)]

_MUNICIPALITY: Final = "Municipalities: names (old and French ones too), NIS codes or postcodes."
_PEERS: Final = (
    "Whom to compare with, as `vergelijk=` of the pages: names, NIS codes, or the groups "
    "buurgemeenten, referentieregio, arrondissement, provincie, belfius, gelijkaardig, vlaanderen. "
)


class Question(BaseModel):
    """Nothing can be asked."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Paged(Question):
    """A part of the rows."""

    limit: (
        Annotated[int, Field(ge=1, le=MOST_ROWS, strict=True), BeforeValidator(_number)] | None
    ) = Field(
        None,
        description=f"How many rows, {MOST_ROWS} at most. Without it: 100 as JSON, all as CSV.",
        examples=[100],
    )
    offset: Annotated[int, Field(ge=0, le=10_000_000, strict=True), BeforeValidator(_number)] = (
        Field(0, description="How many rows to pass over.", examples=[0])
    )


class OfPlaces(Paged):
    """Of some municipalities."""

    municipality: Names | None = Field(
        None, description=_MUNICIPALITY, examples=[["Harelbeke", "34023", "8500"]]
    )


class OfGoals(Paged):
    """Of some goals."""

    goal: Goals | None = Field(
        None,
        description="Goals, 1 to 17: indicators of which it is the main goal.",
        examples=[[1, 8]],
    )


class OfIndicators(OfGoals):
    """Of some indicators."""

    indicator: Ids | None = Field(
        None, description="Ids of indicators.", examples=[["armoederisico"]]
    )


class Observations(OfPlaces, OfIndicators):
    """Which figures."""

    year: Year | None = Field(None, description="One year, like 2022; then without from and to.")
    since: Year | None = Field(None, alias="from", description="The first year.", examples=[2015])
    until: Year | None = Field(None, alias="to", description="The last year.", examples=[2023])

    @model_validator(mode="after")
    def _period(self) -> Self:
        if self.year is not None and (self.since is not None or self.until is not None):
            raise PydanticCustomError("year_and_period", "year stands beside from or to")
        if None not in (self.since, self.until) and self.since > self.until:  # type: ignore[operator]
            raise PydanticCustomError("period", "from comes after to")
        return self

    @property
    def years(self) -> Years:
        """The first and the last."""
        return (self.since, self.until) if self.year is None else (self.year, self.year)


class Assessments(OfPlaces, OfIndicators):
    """Which judgements, and beside whom."""

    municipality: Names | None = Field(None, description=_MUNICIPALITY, examples=[["Harelbeke"]])
    peers: Names | None = Field(
        None,
        description=f"{_PEERS}Goes with one municipality. Without it: all of Flanders.",
        examples=[["referentieregio"]],
    )

    @model_validator(mode="after")
    def _of_one(self) -> Self:
        if self.peers and len(self.municipality or ()) != 1:
            raise PydanticCustomError("peers_of_one", "peers goes with one municipality")
        return self


class Changes(OfPlaces, OfIndicators):
    """What changed."""

    since: Annotated[date, BeforeValidator(_day)] | None = Field(
        None, description="From this day on.", examples=["2026-11-26"]
    )
    kind: Literal["judgement", "figure", "year"] | None = Field(
        None,
        description="judgement: a judgement that a build changed; figure: a number that its "
        "publisher revised; year: a new year of an indicator.",
        examples=["judgement"],
    )


class Sentences(OfIndicators):
    """Which sentences."""

    municipality: Name = Field(
        description="A municipality: name, NIS code or postcode.", examples=["Harelbeke"]
    )
    peers: Names | None = Field(
        None, description=f"{_PEERS}Without it: all of Flanders.", examples=[["buurgemeenten"]]
    )


def read(kind: type[Question], pairs: Sequence[tuple[str, str]]) -> Question:
    """What an address asks.

    Args:
        kind: of the resource.
        pairs: names and values, as they stand in the address.

    Raises:
        Problem: what cannot be asked, each with what was expected and found.
    """
    given: dict[str, str] = {}
    for name, value in pairs:
        given[name] = f"{given[name]},{value}" if name in given else value
    try:
        return kind.model_validate(given)
    except ValidationError as error:
        known = {field.alias or name for name, field in kind.model_fields.items()}
        names = [name for name in texts.PARAMETERS if name in known]
        raise _refused(error.errors(), given, names) from error


def _refused(
    errors: Sequence[ErrorDetails], given: Mapping[str, str], names: Sequence[str]
) -> Problem:
    said: dict[str, dict[str, Any]] = {}
    for each in errors:
        name = str(each["loc"][0])[:_SHOWN] if each["loc"] else each["type"]
        found = given.get(name)
        shown = None if found is None else found[:_SHOWN]
        expected = texts.expected(name, names)
        said[name] = {"parameter": name, "found": shown, "expected": expected}
    wrong = list(said.values())[:MOST_VALUES]
    return Problem(
        "vraag", " ".join(texts.refused(**each) for each in wrong[:5]), {"errors": wrong}
    )
