"""What a participant, the screen and the facilitator see of a room that is open: no counts.

What the votes say is in the document alone (`archive.document`), from the reveal on.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from sqlalchemy import Connection, Row, func, select

from sdgwijzer.workroom import archive, tables
from sdgwijzer.workroom.phases import Role
from sdgwijzer.workroom.rooms import Room, Rooms, Who
from sdgwijzer.workroom.rules import dots


@dataclass(frozen=True)
class Shown:
    """A card, challenge, action or idea, as it is read.

    Attributes:
        number: "C3", "U1", "A2", "I14".
        kind: signal, challenge, action or idea.
        title: of it.
        body: of it.
        goals: of it.
        evidence: of a frozen figure.
        state: of an idea.
        reason: why it is hidden, or set aside.
        paper: was it typed in from paper?
        own: is it of who asks?
        supported: does who asks support it?
        reports: how often somebody asked to look at it; the facilitator's alone.
        cards: what lies beside it.
        proposal: "V1": what it became part of.
    """

    number: str
    kind: str
    title: str
    body: str
    goals: tuple[int, ...]
    evidence: Mapping[str, Any] | None = None
    state: str = "shown"
    reason: str = ""
    paper: bool = False
    own: bool = False
    supported: bool = False
    reports: int = 0
    cards: tuple[str, ...] = ()
    proposal: str | None = None

    @property
    def bare(self) -> int:
        """Its number without the letter."""
        return int(self.number[1:])


@dataclass(frozen=True)
class Proposed:
    """A proposal to vote on.

    Attributes:
        number: "V3".
        title: of it.
        body: of it.
        goals: of it.
        ideas: numbers of the ideas in it.
        chosen: has who asks chosen it?
        score: two scores of who asks.
    """

    number: str
    title: str
    body: str
    goals: tuple[int, ...]
    ideas: tuple[str, ...]
    chosen: bool = False
    score: tuple[int, int] | None = None

    @property
    def bare(self) -> int:
        """Its number without the letter."""
        return int(self.number[1:])


@dataclass(frozen=True)
class Seen:
    """All of a room that somebody sees.

    Attributes:
        cards: by number: figures, challenges, actions.
        ideas: in the order of who asks.
        proposals: in the order of who asks.
        dots: that a participant has in all.
        circle: name of theirs; "" for no participant.
    """

    cards: Mapping[str, Shown]
    ideas: Sequence[Shown]
    proposals: Sequence[Proposed]
    dots: int
    circle: str = ""

    @property
    def chosen(self) -> list[str]:
        """Numbers of the proposals that who asks chose."""
        return sorted((each.number for each in self.proposals if each.chosen), key=_digits)

    @property
    def own(self) -> list[Shown]:
        """Ideas of who asks."""
        return sorted((each for each in self.ideas if each.own), key=lambda each: each.bare)

    def find(self, number: str) -> Shown | None:
        """A card or idea by its number."""
        ideas = {each.number: each for each in self.ideas}
        return self.cards.get(number) or ideas.get(number)


def _digits(number: str) -> int:
    return int(number[1:])


def seen(rooms: Rooms, who: Who, room: Room) -> Seen:
    """What somebody sees of a room now.

    Args:
        rooms: all.
        who: asks. The facilitator sees ideas that wait or are hidden, a participant their own.
        room: which.

    Raises:
        WorkroomDown: the database cannot be used.
    """
    card, table = tables.card, tables.proposal
    with rooms.database.read() as connection:
        rows = connection.execute(select(card).where(card.c.room == room.id)).all()
        proposals = connection.execute(select(table).where(table.c.room == room.id)).all()
        mine = _Mine(connection, who, proposals)
        beside = _Beside(connection, rows, proposals)
    facilitator = who.role is Role.FACILITATOR
    cards = [_card(row) for row in rows if row.kind != "idea"]
    ideas = [
        _idea(row, who, mine, beside, reports=facilitator)
        for row in rows
        if row.kind == "idea" and _is_seen(row, who)
    ]
    offered = [_proposed(row, mine, beside) for row in proposals]
    return Seen(
        {each.number: each for each in sorted(cards, key=_by_kind)},
        _in_order(ideas, room, who),
        _in_order(offered, room, who),
        dots(room.k, len(proposals)),
        mine.circle,
    )


def _by_kind(card: Shown) -> tuple[int, int]:
    return "CUA".index(card.number[0]), card.bare


def turn(ref: str, participant: int | None, number: str) -> str:
    """Where something stands in the list of a participant: by chance, the same at each visit."""
    return sha256(f"{ref}:{participant}:{number}".encode()).hexdigest()


def _in_order(found: Iterable[Any], room: Room, who: Who) -> list[Any]:
    if who.participant is None:
        return sorted(found, key=lambda each: each.bare)
    return sorted(found, key=lambda each: turn(room.ref, who.participant, each.number))


class _Mine:
    """What a participant gave; nothing for who is none."""

    def __init__(self, connection: Connection, who: Who, proposals: Sequence[Row[Any]]) -> None:
        self.supports: set[int] = set()
        self.dots: set[int] = set()
        self.scores: dict[int, tuple[int, int]] = {}
        self.circle = ""
        if who.participant is None:
            return
        support, dot, score, circle = tables.support, tables.dot, tables.score, tables.circle
        whom = who.participant
        self.circle = connection.execute(
            select(circle.c.name).where(circle.c.id == who.circle)
        ).scalar_one()
        self.supports = set(
            connection.execute(
                select(support.c.idea).where(support.c.participant == whom)
            ).scalars()
        )
        if proposals:
            self.dots = set(
                connection.execute(
                    select(dot.c.proposal).where(dot.c.participant == whom)
                ).scalars()
            )
            self.scores = {
                row.proposal: (row.importance, row.influence)
                for row in connection.execute(select(score).where(score.c.participant == whom))
            }


class _Beside:
    """What lies beside each idea, and in which proposal it is."""

    def __init__(
        self, connection: Connection, rows: Sequence[Row[Any]], proposals: Sequence[Row[Any]]
    ) -> None:
        link, bundled = tables.link, tables.proposal_idea
        numbers = {row.id: archive.number(row) for row in rows}
        self.cards: dict[int, list[str]] = {}
        for row in connection.execute(select(link).where(link.c.card.in_(numbers))):
            self.cards.setdefault(row.idea, []).append(numbers[row.card])
        self.proposals: dict[int, str] = {}
        self.ideas: dict[int, list[str]] = {}
        named = {row.id: f"V{row.number}" for row in proposals}
        if not named:
            return
        for row in connection.execute(select(bundled).where(bundled.c.proposal.in_(named))):
            self.proposals[row.idea] = named[row.proposal]
            self.ideas.setdefault(row.proposal, []).append(numbers[row.idea])


def _is_seen(row: Row[Any], who: Who) -> bool:
    own = who.participant is not None and row.author == who.participant
    return own or who.role is Role.FACILITATOR or row.state in ("shown", "aside")


def _card(row: Row[Any]) -> Shown:
    goals = tuple(row.goals)
    return Shown(archive.number(row), row.kind, row.title, row.body, goals, row.evidence)


def _idea(row: Row[Any], who: Who, mine: _Mine, beside: _Beside, *, reports: bool) -> Shown:
    return Shown(
        archive.number(row),
        row.kind,
        row.title,
        row.body,
        tuple(row.goals),
        state=row.state,
        reason=row.reason,
        paper=row.paper,
        own=who.participant is not None and row.author == who.participant,
        supported=row.id in mine.supports,
        reports=row.reports if reports else 0,
        cards=tuple(sorted(beside.cards.get(row.id, ()))),
        proposal=beside.proposals.get(row.id),
    )


def _proposed(row: Row[Any], mine: _Mine, beside: _Beside) -> Proposed:
    return Proposed(
        f"V{row.number}",
        row.title,
        row.body,
        tuple(row.goals),
        tuple(sorted(beside.ideas.get(row.id, ()), key=_digits)),
        row.id in mine.dots,
        mine.scores.get(row.id),
    )


def supports(rooms: Rooms, room: Room) -> dict[str, int]:
    """People who support each idea, by its number; the facilitator's, while bundling."""
    support, card = tables.support, tables.card
    found = (
        select(card.c.number, func.count())
        .join(support, support.c.idea == card.c.id)
        .where(card.c.room == room.id)
        .group_by(card.c.number)
    )
    with rooms.database.read() as connection:
        return {f"I{number}": count for number, count in connection.execute(found)}
