"""What people have before them: frozen figures, challenges, actions of the plan."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import delete, func, insert, select

from sdgwijzer.workroom import tables, wording
from sdgwijzer.workroom.ideas import Text
from sdgwijzer.workroom.phases import Act
from sdgwijzer.workroom.refused import Refused, Why
from sdgwijzer.workroom.rooms import Held, Rooms, Who

CHALLENGES: Final = 60
CARDS: Final = 120
"""Of all kinds but ideas."""


@dataclass(frozen=True)
class Frozen:
    """A card as it will stay, whatever becomes of the figures.

    Attributes:
        kind: "signal" or "action".
        key: what knows it again: indicator and kind; of an action a hash of its words.
        title: of it.
        body: its sentence.
        goals: its goals.
        evidence: the numbers behind the sentence, their years, source and build.
    """

    kind: str
    key: str
    title: str
    body: str
    goals: tuple[int, ...]
    evidence: Mapping[str, Any]


def lay_out(rooms: Rooms, who: Who, frozen: Sequence[Frozen]) -> int:
    """Cards in a room; one that lies there already stays as it is.

    Returns:
        How many came.

    Raises:
        Refused: more than 120 cards; not in this phase.
        WorkroomDown: the database cannot be used.
    """
    card = tables.card
    with rooms.held(who, Act.PREPARE) as held:
        there = set(
            held.connection.execute(
                select(card.c.kind, card.c.key).where(card.c.room == held.room.id)
            ).all()
        )
        new = [each for each in frozen if (each.kind, each.key) not in there]
        _has_room(held, len(new))
        for each in new:
            _put(
                held,
                each.kind,
                each.title,
                each.body,
                each.goals,
                key=each.key,
                evidence=dict(each.evidence),
            )
    return len(new)


def add_challenges(rooms: Rooms, who: Who, texts: Sequence[Text]) -> list[int]:
    """Challenges of one's own; all of them, or none.

    Returns:
        Their numbers.

    Raises:
        Refused: too short, too long, more than 60; not in this phase.
    """
    card = tables.card
    kept = [each.checked() for each in texts]
    with rooms.held(who, Act.PREPARE) as held:
        count = select(func.count()).where(card.c.room == held.room.id, card.c.kind == "challenge")
        if held.connection.execute(count).scalar_one() + len(kept) > CHALLENGES:
            raise Refused(Why.FULL)
        _has_room(held, len(kept))
        return [
            _put(held, "challenge", each.title, each.body, wording.goals(each.goals))
            for each in kept
        ]


def take_away(rooms: Rooms, who: Who, kind: str, number: int) -> None:
    """A card, or challenge, that should not lie there.

    Raises:
        Refused: it is not there; not in this phase.
    """
    card = tables.card
    with rooms.held(who, Act.PREPARE) as held:
        gone = held.connection.execute(
            delete(card).where(
                card.c.room == held.room.id,
                card.c.kind == kind,
                card.c.number == number,
                card.c.kind != "idea",
            )
        )
        if not gone.rowcount:
            raise Refused(Why.GONE)


def _has_room(held: Held, more: int) -> None:
    card = tables.card
    found = select(func.count()).where(card.c.room == held.room.id, card.c.kind != "idea")
    if held.connection.execute(found).scalar_one() + more > CARDS:
        raise Refused(Why.FULL)


def _put(
    held: Held,
    kind: str,
    title: str,
    body: str,
    goals: Sequence[int],
    *,
    key: str | None = None,
    evidence: Mapping[str, Any] | None = None,
) -> int:
    number = held.number(kind)
    held.connection.execute(
        insert(tables.card).values(
            room=held.room.id,
            number=number,
            kind=kind,
            key=key,
            title=title,
            body=body,
            goals=list(goals),
            evidence=evidence,
            state="shown",
            reason="",
            reports=0,
            paper=False,
        )
    )
    return number
