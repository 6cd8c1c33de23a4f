"""A room of the database as a document (`werkruimte.json`), and a document as a room to read."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Final

from sqlalchemy import Connection, Row, Select, delete, insert, select

from sdgwijzer.workroom import codes, tables
from sdgwijzer.workroom.document import SCHEMA, Document
from sdgwijzer.workroom.phases import Act, Phase, sees_counts
from sdgwijzer.workroom.refused import Refused, Why
from sdgwijzer.workroom.rooms import Held, Keys, Room, Rooms, Who
from sdgwijzer.workroom.rules import Counts, people, shown

KEEP: Final = 365
"""Days that a room of a document stays."""

LETTER: Final = {"signal": "C", "challenge": "U", "action": "A", "idea": "I"}
"""Of the number that people say aloud."""


def document(rooms: Rooms, who: Who, room: Room) -> Document:
    """What the votes say, for who may see it.

    Raises:
        Refused: not before the reveal; not for participants where the room does not say so.
    """
    if not sees_counts(who.role, room.phase, shown=room.show_results):
        raise Refused(Why.PHASE)
    if room.document is not None:
        return Document.model_validate(room.document)
    with rooms.database.read() as connection:
        return made(connection, room)


def made(connection: Connection, room: Room) -> Document:
    """A document of what stands in the tables.

    Args:
        connection: of a transaction.
        room: which.
    """
    circles = _rows(connection, select(tables.circle).where(tables.circle.c.room == room.id))
    cards = _rows(
        connection,
        select(tables.card)
        .where(tables.card.c.room == room.id)
        .order_by(tables.card.c.kind, tables.card.c.number),
    )
    voters = _Voters(connection, room.id)
    log = _rows(
        connection,
        select(tables.log).where(tables.log.c.room == room.id).order_by(tables.log.c.id),
    )
    days = [row.day for row in log]
    return Document.model_validate(
        {
            "schema": SCHEMA,
            "room": _about(room, days),
            "circles": [voters.about(row) for row in circles],
            **{
                name: [_card(row) for row in cards if row.kind == kind]
                for name, kind in _LISTS.items()
            },
            "ideas": _ideas(connection, cards),
            "proposals": _proposals(connection, room, circles, cards, voters),
            "challenge_people": _under_challenges(connection, room, circles, cards, voters),
            "log": [
                {
                    "day": row.day,
                    "who": row.who,
                    "what": row.what,
                    "number": row.number,
                    "reason": row.reason,
                }
                for row in log
            ],
        }
    )


_LISTS: Final = {"cards": "signal", "challenges": "challenge", "actions": "action"}


def _rows(connection: Connection, asked: Select[Any]) -> list[Row[Any]]:
    return list(connection.execute(asked).all())


def _about(room: Room, days: Iterable[date]) -> dict[str, object]:
    named = ("ref", "nis_code", "place", "title", "question", "responsible", "axes", "k")
    there = [*days, room.active_on]
    return {name: getattr(room, name) for name in named} | {
        "snapshot": dict(room.snapshot),
        "first_day": min(there),
        "last_day": max(there),
    }


class _Voters:
    """Who voted for what, by circle: read once."""

    def __init__(self, connection: Connection, room: int) -> None:
        person, circle = tables.participant, tables.circle
        self.people = _rows(
            connection,
            select(person.c.id, person.c.circle, person.c.origin)
            .join(circle)
            .where(circle.c.room == room),
        )
        self.circle = {row.id: row.circle for row in self.people}
        dot, score, proposal = tables.dot, tables.score, tables.proposal
        self.dots = _rows(connection, select(dot).join(proposal).where(proposal.c.room == room))
        self.scores = _rows(connection, select(score).join(proposal).where(proposal.c.room == room))
        voted = {row.participant for row in (*self.dots, *self.scores)}
        self.voters = Counter(self.circle[each] for each in voted)

    def about(self, circle: Row[Any]) -> dict[str, object]:
        origins = Counter(row.origin for row in self.people if row.circle == circle.id)
        return {
            "name": circle.name,
            "open_code": circle.open_code,
            "participants": origins.total(),
            "paper": origins["paper"],
            "voters": self.voters[circle.id],
        }

    def chosen(self, circle: int) -> dict[int, set[int]]:
        """Who chose each proposal."""
        found: dict[int, set[int]] = {}
        for row in self.dots:
            if self.circle[row.participant] == circle:
                found.setdefault(row.proposal, set()).add(row.participant)
        return found

    def votes(self, circle: int, proposal: int) -> dict[str, object]:
        """Counts, where enough voted, and scored."""
        nothing: dict[str, object] = {"chosen": None, "importance": None, "influence": None}
        if not shown(self.voters[circle]):
            return nothing
        mine = [
            row
            for row in self.scores
            if row.proposal == proposal and self.circle[row.participant] == circle
        ]
        found = nothing | {"chosen": len(self.chosen(circle).get(proposal, ()))}
        if shown(len(mine)):
            found["importance"] = Counts.from_scores(row.importance for row in mine).of
            found["influence"] = Counts.from_scores(row.influence for row in mine).of
        return found


def _card(row: Row[Any]) -> dict[str, object]:
    return {
        "number": number(row),
        "title": row.title,
        "body": row.body,
        "goals": row.goals,
        "key": row.key,
        "evidence": row.evidence,
    }


def number(row: Row[Any]) -> str:
    """Of a card or idea, as people say it."""
    return f"{LETTER[row.kind]}{row.number}"


def _ideas(connection: Connection, cards: Iterable[Row[Any]]) -> list[dict[str, object]]:
    named = {row.id: number(row) for row in cards}
    ideas = [row for row in cards if row.kind == "idea" and row.state != "withdrawn"]
    link, support, bundled = tables.link, tables.support, tables.proposal_idea
    ids = [row.id for row in ideas]
    links = _rows(connection, select(link).where(link.c.idea.in_(ids)))
    supports = Counter(
        connection.execute(select(support.c.idea).where(support.c.idea.in_(ids))).scalars()
    )
    proposals = dict(
        connection.execute(
            select(bundled.c.idea, tables.proposal.c.number)
            .join(tables.proposal)
            .where(bundled.c.idea.in_(ids))
        ).all()
    )
    return [
        {
            "number": number(row),
            "title": row.title if row.state != "hidden" else "",
            "body": row.body if row.state != "hidden" else "",
            "goals": row.goals,
            "cards": sorted(named[each.card] for each in links if each.idea == row.id),
            "paper": row.paper,
            "supports": supports[row.id],
            "state": row.state,
            "reason": row.reason,
            "proposal": f"V{proposals[row.id]}" if row.id in proposals else None,
        }
        for row in ideas
    ]


def _proposals(
    connection: Connection,
    room: Room,
    circles: Iterable[Row[Any]],
    cards: Iterable[Row[Any]],
    voters: _Voters,
) -> list[dict[str, object]]:
    table, bundled = tables.proposal, tables.proposal_idea
    rows = _rows(connection, select(table).where(table.c.room == room.id).order_by(table.c.number))
    inside: dict[int, list[int]] = {row.id: [] for row in rows}
    for row in _rows(connection, select(bundled).where(bundled.c.proposal.in_(inside))):
        inside[row.proposal].append(row.idea)
    behind = _behind(connection, cards)
    choices = _choices(connection, room, cards)
    return [
        {
            "number": f"V{row.number}",
            "title": row.title,
            "body": row.body,
            "goals": row.goals,
            "people": people(behind, inside[row.id]),
            "votes": {each.name: voters.votes(each.id, row.id) for each in circles},
            "choice": choices.get(row.id),
        }
        for row in rows
    ]


def _behind(connection: Connection, cards: Iterable[Row[Any]]) -> dict[int, set[int]]:
    """Author and supporters of each idea."""
    found = {
        row.id: {row.author} if row.author is not None else set()
        for row in cards
        if row.kind == "idea"
    }
    support = tables.support
    for row in _rows(connection, select(support).where(support.c.idea.in_(found))):
        found[row.idea].add(row.participant)
    return found


def _choices(
    connection: Connection, room: Room, cards: Iterable[Row[Any]]
) -> dict[int, dict[str, object]]:
    choice, proposal = tables.choice, tables.proposal
    named = {row.id: number(row) for row in cards}
    rows = _rows(connection, select(choice).join(proposal).where(proposal.c.room == room.id))
    places = sorted(row.place for row in rows if row.place is not None)
    return {
        row.proposal: {
            "outcome": row.outcome,
            "place": None if row.place is None else places.index(row.place) + 1,
            "challenge": named.get(row.challenge),
            "reason": row.reason,
        }
        for row in rows
    }


def _under_challenges(
    connection: Connection,
    room: Room,
    circles: Iterable[Row[Any]],
    cards: Iterable[Row[Any]],
    voters: _Voters,
) -> Mapping[str, Mapping[str, int]]:
    """Distinct people who chose a proposal under a challenge, where enough of a circle voted."""
    choice, proposal = tables.choice, tables.proposal
    rows = _rows(
        connection,
        select(choice.c.challenge, choice.c.proposal)
        .join(proposal)
        .where(proposal.c.room == room.id, choice.c.challenge.is_not(None)),
    )
    named = {row.id: number(row) for row in cards}
    under: dict[str, list[int]] = {}
    for row in rows:
        under.setdefault(named[row.challenge], []).append(row.proposal)
    return {
        challenge: {
            each.name: people(voters.chosen(each.id), proposals)
            for each in circles
            if shown(voters.voters[each.id])
        }
        for challenge, proposals in sorted(under.items())
    }


def close(held: Held) -> None:
    """A room to read: its document stays; ballots, passes, tokens and authors go.

    Args:
        held: the room, in its new phase.
    """
    connection, room = held.connection, held.room
    kept = made(connection, room)
    circle, card = tables.circle, tables.card
    circles = select(circle.c.id).where(circle.c.room == room.id)
    held.set(document=kept.model_dump(mode="json", by_alias=True), closes_at=None)
    for table in (tables.pass_, tables.participant):
        connection.execute(delete(table).where(table.c.circle.in_(circles)))
    for table in (tables.proposal, card, circle, tables.log):
        connection.execute(delete(table).where(table.c.room == room.id))


def put_in(rooms: Rooms, kept: Document) -> Keys:
    """A room to read, of a document; with keys of its own.

    Raises:
        Refused: a room of this name is there already.
        WorkroomDown: the database cannot be used.
    """
    about, today = kept.room, rooms.clock().date()
    keys = Keys(about.ref, codes.key(), codes.key(), {})
    with rooms.database.write() as connection:
        there = select(tables.room.c.id).where(tables.room.c.ref == about.ref)
        if connection.execute(there).one_or_none() is not None:
            raise Refused(Why.NAME, about.ref)
        connection.execute(
            insert(tables.room).values(
                **{name: getattr(about, name) for name in _KEPT},
                contact="",
                show_results=True,
                phase=Phase.CLOSED,
                keep_days=KEEP,
                delete_on=today + timedelta(days=KEEP),
                active_on=today,
                version=1,
                news=1,
                drawn={},
                snapshot=dict(about.snapshot),
                document=kept.model_dump(mode="json", by_alias=True),
                manage_hash=codes.hashed(keys.manage),
                screen_hash=codes.hashed(keys.screen),
            )
        )
    return keys


_KEPT: Final = ("ref", "nis_code", "place", "title", "question", "responsible", "axes", "k")


def export(rooms: Rooms, who: Who) -> Document:
    """The document for the facilitator, from `bespreken`.

    Raises:
        Refused: not in this phase.
    """
    with rooms.held(who, Act.EXPORT) as held:
        if held.room.document is not None:
            return Document.model_validate(held.room.document)
        return made(held.connection, held.room)
