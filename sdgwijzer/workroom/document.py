"""`werkruimte.json`: what a room leaves behind, and what can be said of it.

It has the counts and no ballot, no author, no token. Every other number that is shown follows from
it (`of_circle`), and neither a database nor SQLAlchemy is needed to read it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Annotated, Any, Final, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from sdgwijzer.errors import UsageError
from sdgwijzer.workroom.rules import (
    Agreement,
    Counts,
    Quadrant,
    bands,
    quadrant,
    share,
    shown,
)

SCHEMA: Final = "sdg-wijzer werkruimte 1"

Five = Annotated[tuple[int, int, int, int, int], Field(description="gave 1, 2, 3, 4 and 5")]
Number = Annotated[str, Field(pattern=r"^[CUAIV][1-9][0-9]{0,3}$")]
Goals = tuple[Annotated[int, Field(ge=1, le=17)], ...]


class Part(BaseModel):
    """Any part: nothing else in it, and nothing changes it."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class AboutRoom(Part):
    """The room itself; columns of its table."""

    ref: str = Field(pattern=r"^[A-Z0-9]{10}$")
    nis_code: str = Field(pattern=r"^[0-9]{5}$")
    place: str
    title: str
    question: str
    responsible: str
    axes: Literal["belang_invloed", "effect_haalbaarheid"]
    k: int = Field(ge=3, le=7)
    snapshot: Mapping[str, str]
    first_day: date
    last_day: date


class AboutCircle(Part):
    """How many were there; voters gave at least one dot or score."""

    name: str
    open_code: bool
    participants: int = Field(ge=0)
    paper: int = Field(ge=0)
    voters: int = Field(ge=0)


class Card(Part):
    """A figure, a challenge or an action, frozen when the room was made."""

    number: Number
    title: str
    body: str
    goals: Goals
    key: str | None = None
    evidence: Mapping[str, Any] | None = None


class Idea(Part):
    """What somebody proposed; one that was withdrawn is not here."""

    number: Number
    title: str
    body: str
    goals: Goals
    cards: tuple[Number, ...]
    paper: bool
    supports: int = Field(ge=0)
    state: Literal["shown", "waiting", "hidden", "aside"]
    reason: str
    proposal: Number | None


class Votes(Part):
    """Of one circle for one proposal; None where too few voted, or scored, to show it."""

    chosen: int | None = Field(ge=0)
    importance: Five | None
    influence: Five | None


class Choice(Part):
    """What became of a proposal, and why."""

    outcome: Literal["priority", "later", "no"]
    place: int | None
    challenge: Number | None
    reason: str


class Proposal(Part):
    """Ideas laid together, and the votes of each circle, by its name."""

    number: Number
    title: str
    body: str
    goals: Goals
    people: int = Field(ge=0, description="distinct authors and supporters of its ideas")
    votes: Mapping[str, Votes]
    choice: Choice | None


class Line(Part):
    """One of the log."""

    day: date
    who: str
    what: str
    number: str
    reason: str


class Document(Part):
    """All of it."""

    schema_: Literal["sdg-wijzer werkruimte 1"] = Field(alias="schema")
    room: AboutRoom
    circles: tuple[AboutCircle, ...]
    cards: tuple[Card, ...]
    challenges: tuple[Card, ...]
    actions: tuple[Card, ...]
    ideas: tuple[Idea, ...]
    proposals: tuple[Proposal, ...]
    challenge_people: Mapping[str, Mapping[str, int]] = Field(
        description="of each challenge and circle: distinct people who chose a proposal under it"
    )
    log: tuple[Line, ...]

    @model_validator(mode="after")
    def _fits(self) -> Self:
        """What one part says of another is there."""
        if problems := list(_problems(self)):
            raise ValueError("; ".join(problems))
        return self

    def under(self, challenge: str | None) -> list[Proposal]:
        """Proposals that were laid under a challenge; under none."""
        return [
            each for each in self.proposals if (each.choice and each.choice.challenge) == challenge
        ]

    def ideas_of(self, proposal: str) -> list[Idea]:
        """The ideas that a proposal was made of."""
        return [each for each in self.ideas if each.proposal == proposal]

    def with_outcome(self, outcome: str) -> list[Proposal]:
        """Proposals of which that became, priorities in their order."""
        found = [each for each in self.proposals if each.choice and each.choice.outcome == outcome]
        return sorted(found, key=lambda each: (each.choice and each.choice.place) or 0)

    def text(self) -> str:
        """As it stands in the file."""
        return self.model_dump_json(by_alias=True, indent=1) + "\n"


def _problems(document: Document) -> Iterator[str]:
    beside: list[Card] = [*document.cards, *document.challenges, *document.actions]
    cards = [each.number for each in beside]
    made: list[Idea | Proposal] = [*document.ideas, *document.proposals]
    numbered = [*cards, *(each.number for each in made)]
    if len(set(numbered)) != len(numbered):
        yield "a number stands twice"
    proposals = {each.number for each in document.proposals}
    for idea in document.ideas:
        if strange := {*idea.cards, idea.proposal} - {*cards} - proposals - {None}:
            yield f"{idea.number} names {', '.join(map(str, strange))}, which is not there"
    for each in document.proposals:
        if each.choice and each.choice.challenge not in {None, *cards}:
            yield f"{each.number} names {each.choice.challenge}, which is not there"
        yield from _strange_votes(each, {circle.name: circle for circle in document.circles})


def _strange_votes(proposal: Proposal, circles: Mapping[str, AboutCircle]) -> Iterator[str]:
    if set(proposal.votes) != set(circles):
        yield f"{proposal.number} has votes of other circles than there are"
        return
    for name, votes in proposal.votes.items():
        yield from _more_than_voters(proposal.number, circles[name], votes)


def _more_than_voters(number: str, circle: AboutCircle, votes: Votes) -> Iterator[str]:
    counts = (votes.chosen, *(each and sum(each) for each in (votes.importance, votes.influence)))
    if any(each is not None and each > circle.voters for each in counts):
        yield f"{number} has more votes of {circle.name} than it had voters ({circle.voters})"
    if votes.chosen is not None and not shown(circle.voters):
        yield f"{number} shows what {circle.voters} voters of {circle.name} chose: too few"


def read(text: str | bytes, name: str) -> Document:
    """A document of a file.

    Args:
        text: its content.
        name: of the file, for an error.

    Raises:
        UsageError: it is no document of a room: where, what was expected and found.
    """
    try:
        return Document.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(map(str, first["loc"])) or "the whole"
        more = f" (and {error.error_count() - 1} more)" if error.error_count() > 1 else ""
        raise UsageError(
            f"{name}: expected a werkruimte.json of this version ({SCHEMA}); at {where}: "
            f"{first['msg']}, found {str(first['input'])[:80]!r}{more}; take the file as the "
            "workroom gave it"
        ) from error


@dataclass(frozen=True)
class Axis:
    """What a circle says of a proposal on one axis."""

    counts: Counts
    median: Fraction
    agreement: Agreement


@dataclass(frozen=True)
class Result:
    """What a circle says of a proposal.

    Attributes:
        proposal: which.
        chosen: people who chose it.
        percent: of the voters.
        axes: of importance and influence; None where too few scored.
        quadrant: where it stands; None where too few scored.
    """

    proposal: Proposal
    chosen: int
    percent: int
    axes: tuple[Axis, Axis] | None
    quadrant: Quadrant | None


@dataclass(frozen=True)
class OfCircle:
    """What a circle says; no bands where too few voted.

    Attributes:
        circle: which.
        bands: proposals by how many chose them.
    """

    circle: AboutCircle
    bands: tuple[tuple[Result, ...], ...]

    @property
    def enough(self) -> bool:
        """Did enough vote to show anything?"""
        return shown(self.circle.voters)


def of_circle(document: Document, circle: AboutCircle) -> OfCircle:
    """What a circle says of all proposals.

    Args:
        document: of the room.
        circle: of the room.
    """
    results = {}
    for each in document.proposals:
        votes = each.votes[circle.name]
        if votes.chosen is None:
            continue
        axes = _axes(votes)
        place = quadrant(axes[0].median, axes[1].median) if axes else None
        percent = share(votes.chosen, circle.voters) or 0
        results[each.number] = Result(each, votes.chosen, percent, axes, place)
    made = bands(
        {number: result.chosen for number, result in results.items()},
        {number: result.proposal.title for number, result in results.items()},
        circle.voters,
    )
    return OfCircle(circle, tuple(tuple(results[each] for each in band) for band in made))


def _axes(votes: Votes) -> tuple[Axis, Axis] | None:
    if votes.importance is None or votes.influence is None:
        return None
    first, second = _axis(votes.importance), _axis(votes.influence)
    return (first, second) if first and second else None


def _axis(counts: Five) -> Axis | None:
    made = Counts(counts)
    if made.median is None or made.agreement is None:
        return None
    return Axis(made, made.median, made.agreement)
