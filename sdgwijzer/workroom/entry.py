"""Who comes in: by a code or a pass as a participant, by a key as facilitator or screen."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Connection, delete, func, insert, select, update

from sdgwijzer.workroom import codes, tables
from sdgwijzer.workroom.database import changed
from sdgwijzer.workroom.phases import Act, Phase, Role
from sdgwijzer.workroom.refused import Refused, Why
from sdgwijzer.workroom.rooms import PARTICIPANTS, Room, Rooms, Who

MOST_PASSES = 600
"""Of a circle, at a time."""


@dataclass(frozen=True)
class Door:
    """Where a code leads, before one goes in.

    Attributes:
        room: of the circle.
        circle: its id.
        name: of the circle.
        pass_: id of the pass that the code is; None for the code of a circle.
    """

    room: Room
    circle: int
    name: str
    pass_: int | None = None


def door(rooms: Rooms, code: str) -> Door:
    """Where a code leads.

    Raises:
        Refused: there is no such code (any more), it was cancelled, or it was used already.
    """
    hashed = codes.hashed(codes.typed(code))
    circle, pass_, room = tables.circle, tables.pass_, tables.room
    columns = (room, circle.c.id.label("circle"), circle.c.name.label("name"))
    with rooms.database.read() as connection:
        row = connection.execute(
            select(*columns)
            .join(circle, circle.c.room == room.c.id)
            .where(circle.c.code_hash == hashed, circle.c.open_code)
        ).one_or_none()
        if row is not None:
            return Door(Room.of(row, rooms.clock()), row.circle, row.name)
        row = connection.execute(
            select(*columns, pass_.c.id.label("pass_"), pass_.c.participant)
            .join(circle, circle.c.room == room.c.id)
            .join(pass_, pass_.c.circle == circle.c.id)
            .where(pass_.c.code_hash == hashed, pass_.c.cancelled.is_(False))
        ).one_or_none()
    if row is None:
        raise Refused(Why.CODE)
    if row.participant is not None:
        raise Refused(Why.USED)
    return Door(Room.of(row, rooms.clock()), row.circle, row.name, row.pass_)


def join(rooms: Rooms, code: str) -> tuple[str, str]:
    """Go in: a new participant.

    Returns:
        The name of the room, and a token that knows the participant again.

    Raises:
        Refused: as `door`; the room is full or closed; the pass was used in between.
        WorkroomDown: the database cannot be used.
    """
    found = door(rooms, code)
    token = codes.key()
    with rooms.database.write() as connection:
        held = rooms.database.locked(
            connection, select(tables.room).where(tables.room.c.id == found.room.id)
        )
        if held is None or held.phase == Phase.CLOSED:
            raise Refused(Why.CODE)
        if _participants(connection, found.room.id) >= PARTICIPANTS:
            raise Refused(Why.FULL)
        person = connection.execute(
            insert(tables.participant)
            .values(
                circle=found.circle,
                origin="web" if found.pass_ is None else "pass",
                token_hash=codes.hashed(token),
                day=rooms.clock().date(),
            )
            .returning(tables.participant.c.id)
        ).scalar_one()
        if found.pass_ is not None:
            _use(connection, found.pass_, person)
        changed(connection, found.room.id, news=False)
    return found.room.ref, token


def _participants(connection: Connection, room: int) -> int:
    circle, participant = tables.circle, tables.participant
    asked = select(func.count()).select_from(participant.join(circle))
    return connection.execute(asked.where(circle.c.room == room)).scalar_one()


def _use(connection: Connection, pass_: int, person: int) -> None:
    """Once: who was quicker has it."""
    table = tables.pass_
    used = connection.execute(
        update(table)
        .where(table.c.id == pass_, table.c.participant.is_(None), table.c.cancelled.is_(False))
        .values(participant=person)
    )
    if not used.rowcount:
        raise Refused(Why.USED)


def participant(rooms: Rooms, ref: str, token: str) -> Who | None:
    """The participant of a room who has this token; None for nobody."""
    person, circle, room = tables.participant, tables.circle, tables.room
    found = (
        select(person.c.id, person.c.circle, circle.c.room)
        .join(circle, person.c.circle == circle.c.id)
        .join(room, circle.c.room == room.c.id)
        .where(room.c.ref == ref, person.c.token_hash == codes.hashed(token))
    )
    with rooms.database.read() as connection:
        row = connection.execute(found).one_or_none()
    return None if row is None else Who(Role.PARTICIPANT, row.room, row.id, row.circle)


def keeper(rooms: Rooms, key: str) -> tuple[str, Who] | None:
    """The room that a key opens, and as whom; None for a key that opens nothing."""
    room, hashed = tables.room, codes.hashed(key)
    with rooms.database.read() as connection:
        row = connection.execute(
            select(room.c.id, room.c.ref, room.c.manage_hash).where(
                (room.c.manage_hash == hashed) | (room.c.screen_hash == hashed)
            )
        ).one_or_none()
    if row is None:
        return None
    role = Role.FACILITATOR if row.manage_hash == hashed else Role.SCREEN
    return row.ref, Who(role, row.id)


def new_passes(rooms: Rooms, who: Who, circle: str, count: int) -> list[str]:
    """Passes of a circle, to print: their codes, kept nowhere.

    Raises:
        Refused: no such circle; not 1 to 600; not in this phase.
    """
    if not 1 <= count <= MOST_PASSES:
        raise Refused(Why.SETTING, "passen")
    drawn = [codes.code(codes.PASS) for _ in range(count)]
    with rooms.held(who, Act.PASSES) as held:
        table = tables.circle
        found = held.connection.execute(
            select(table.c.id).where(table.c.room == held.room.id, table.c.name == circle)
        ).scalar_one_or_none()
        if found is None:
            raise Refused(Why.GONE)
        held.connection.execute(
            insert(tables.pass_),
            [
                {"circle": found, "code_hash": codes.hashed(each), "cancelled": False}
                for each in drawn
            ],
        )
        held.write_down("passes", number=str(count))
    return drawn


def cancel_pass(rooms: Rooms, who: Who, code: str) -> None:
    """A pass that was used and lost its cookie: it opens nothing, and its votes go.

    Raises:
        Refused: no such pass in this room.
    """
    table, circle = tables.pass_, tables.circle
    with rooms.held(who, Act.PASSES) as held:
        row = held.connection.execute(
            select(table)
            .join(circle, table.c.circle == circle.c.id)
            .where(
                circle.c.room == held.room.id,
                table.c.code_hash == codes.hashed(codes.typed(code)),
                table.c.cancelled.is_(False),
            )
        ).one_or_none()
        if row is None:
            raise Refused(Why.CODE)
        held.connection.execute(
            update(table).where(table.c.id == row.id).values(cancelled=True, participant=None)
        )
        if row.participant is not None:
            erase(held.connection, [row.participant])
            held.news = True
        held.write_down("pass cancelled")


def erase(connection: Connection, people: Iterable[int]) -> None:
    """Participants with their ideas, votes and supports; a proposal keeps its own words.

    Args:
        connection: of the transaction.
        people: their ids.
    """
    card, person = tables.card, tables.participant
    whom = list(people)
    connection.execute(delete(card).where(card.c.author.in_(whom)))
    connection.execute(delete(person).where(person.c.id.in_(whom)))


def erase_own(rooms: Rooms, who: Who) -> None:
    """All that a participant brought, at their wish."""
    with rooms.held(who, Act.ERASE_OWN) as held:
        assert who.participant is not None
        erase(held.connection, [who.participant])
        held.news = True
