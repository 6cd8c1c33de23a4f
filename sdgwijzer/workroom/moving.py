"""From phase to phase: by hand, by the hour, and at the end, when nobody comes any more."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any, Final

from sqlalchemy import func, select

from sdgwijzer.workroom import archive, tables
from sdgwijzer.workroom.phases import NEXT, Act, Phase, Role
from sdgwijzer.workroom.refused import Refused, Why
from sdgwijzer.workroom.rooms import PROPOSALS, Held, Room, Rooms, Who, go

IDLE: Final = 180
"""Days without a write after which a room closes itself."""

_LONGEST: Final = 60 * 24 * 31
"""Minutes that can be given at a time."""


def move(rooms: Rooms, who: Who, before: Phase, to: Phase) -> None:
    """To another phase; two who ask it at once move it once.

    Args:
        rooms: all.
        who: asks.
        before: the phase that they saw.
        to: the phase that they ask.

    Raises:
        Refused: the room is in another phase by now, there is no way there, or what the next phase
            needs is missing.
        WorkroomDown: the database cannot be used.
    """
    with rooms.held(who, Act.MOVE) as held:
        if held.room.phase is to:
            return
        if held.room.phase is not before:
            raise Refused(Why.CHANGED)
        if to not in NEXT[before]:
            raise Refused(Why.PHASE)
        _is_ready(held, to)
        if to is Phase.CLOSED:
            _close(held)
        else:
            go(held, to)


def give_time(rooms: Rooms, who: Who, minutes: int | None) -> None:
    """The phase ends so many minutes after its hour, or from now where it had none.

    Args:
        rooms: all.
        who: asks.
        minutes: more; None: it has no hour any more.

    Raises:
        Refused: the phase ends by no hour; more than a month.
    """
    if minutes is not None and not 1 <= minutes <= _LONGEST:
        raise Refused(Why.SETTING, "minuten")
    with rooms.held(who, Act.TIME) as held:
        until = None
        if minutes is not None:
            until = (held.room.closes_at or held.when) + timedelta(minutes=minutes)
        held.set(closes_at=until)
        held.news = True
        held.write_down("time", reason="" if minutes is None else f"{minutes} minuten")


def sweep(rooms: Rooms) -> tuple[list[str], list[str]]:
    """What the clock asks: phases that end, rooms that nobody uses, rooms whose day has come.

    Returns:
        Names of rooms that closed themselves, and of those that were deleted.

    Raises:
        WorkroomDown: the database cannot be used.
    """
    closed, gone = [], []
    today = rooms.clock().date()
    for room in rooms.all():
        if room.delete_on is not None and room.delete_on <= today:
            rooms.delete(room.ref)
            gone.append(room.ref)
        elif room.phase is not Phase.CLOSED:
            with rooms.held(Who(Role.FACILITATOR, room.id), Act.MOVE) as held:
                held.idle = True
                if (today - held.room.active_on).days >= IDLE:
                    _close(held, by="rule")
                    closed.append(room.ref)
    return closed, gone


def close(rooms: Rooms, room: Room) -> None:
    """Close a room whatever its phase, at the wish of who keeps the site.

    Raises:
        WorkroomDown: the database cannot be used.
    """
    if room.phase is Phase.CLOSED:
        return
    with rooms.held(Who(Role.FACILITATOR, room.id), Act.MOVE) as held:
        _close(held, by="host")


def _close(held: Held, by: str = "") -> None:
    delete_on = held.when.date() + timedelta(days=held.room.keep_days)
    go(held, Phase.CLOSED, by=by, delete_on=delete_on)
    archive.close(held)


def _is_ready(held: Held, to: Phase) -> None:
    """What the next phase needs is there."""
    card, proposal = tables.card, tables.proposal
    if to is Phase.IDEAS and not _count(held, card, card.c.kind.in_(("signal", "challenge"))):
        raise Refused(Why.NOTHING_TO_SEE)
    if to is Phase.VOTING:
        low, high = PROPOSALS
        if not low <= _count(held, proposal) <= high:
            raise Refused(Why.PROPOSALS)
    if to is Phase.BUNDLING and held.room.phase is Phase.VOTING and votes(held):
        raise Refused(Why.VOTED)
    if to is Phase.CLOSED and (open_ := undecided(held)):
        raise Refused(Why.UNDECIDED, *(f"V{number}" for number in open_))


def _count(held: Held, table: Any, *where: Any) -> int:  # noqa: ANN401
    found = select(func.count()).select_from(table).where(table.c.room == held.room.id, *where)
    return int(held.connection.execute(found).scalar_one())


def votes(held: Held) -> int:
    """Dots and scores in a room."""
    found = 0
    for table in (tables.dot, tables.score):
        asked = select(func.count()).select_from(table.join(tables.proposal))
        found += held.connection.execute(
            asked.where(tables.proposal.c.room == held.room.id)
        ).scalar_one()
    return found


def undecided(held: Held) -> Iterable[int]:
    """Numbers of proposals of which nobody said yet what becomes of them."""
    proposal, choice = tables.proposal, tables.choice
    found = (
        select(proposal.c.number)
        .outerjoin(choice)
        .where(proposal.c.room == held.room.id, choice.c.proposal.is_(None))
        .order_by(proposal.c.number)
    )
    return held.connection.execute(found).scalars().all()
