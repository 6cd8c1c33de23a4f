"""Rooms: opened, found, moved from phase to phase, closed, deleted; and every write's frame."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime
from typing import Any, Final, Self

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from sdgwijzer.workroom import codes, tables
from sdgwijzer.workroom.database import Database, changed
from sdgwijzer.workroom.phases import BY_THE_HOUR, Act, Phase, Role, may
from sdgwijzer.workroom.refused import Refused, Why

AXES: Final = ("belang_invloed", "effect_haalbaarheid")
CIRCLES: Final = 6
PARTICIPANTS: Final = 2000
PROPOSALS: Final = (2, 30)
FULL: Final = 1000
"""Ideas in a room."""


def now() -> datetime:
    """By the server's clock."""
    return datetime.now(UTC)


@dataclass(frozen=True)
class Circle:
    """People who come in by one code or by passes.

    Attributes:
        name: of them.
        open_code: one code for all, or passes only.
        moderation: "vooraf" (an idea waits until the facilitator shows it) or "achteraf".
    """

    name: str
    open_code: bool = True
    moderation: str = "achteraf"


@dataclass(frozen=True)
class Wish:
    """A room as it is opened.

    Attributes:
        nis_code: of the municipality.
        place: its name.
        title: of the room.
        question: that people answer.
        responsible: who answers for what is kept of people.
        contact: whom to ask.
        circles: at least one, at most six.
        axes: of the matrix.
        k: dots of a participant, 3 to 7.
        show_results: to participants, from `bespreken`.
        keep_days: after closing.
        snapshot: build of the figures and version of the rules.
    """

    nis_code: str
    place: str
    title: str
    question: str
    responsible: str
    contact: str
    circles: tuple[Circle, ...]
    axes: str = AXES[0]
    k: int = 5
    show_results: bool = True
    keep_days: int = 60
    snapshot: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Keys:
    """What opens a room; shown once, kept nowhere.

    Attributes:
        ref: its name in addresses.
        manage: the facilitator's.
        screen: of the big screen.
        codes: of circles with an open code, by name.
    """

    ref: str
    manage: str
    screen: str
    codes: Mapping[str, str]


@dataclass(frozen=True)
class Room:
    """As it is now; columns of the table."""

    id: int
    ref: str
    nis_code: str
    place: str
    title: str
    question: str
    responsible: str
    contact: str
    axes: str
    k: int
    show_results: bool
    phase: Phase
    closes_at: datetime | None
    keep_days: int
    delete_on: date | None
    active_on: date
    version: int
    news: int
    snapshot: Mapping[str, str]
    document: Mapping[str, Any] | None

    @classmethod
    def of(cls, row: Row[Any], when: datetime) -> Self:
        """A row, with the phase that it has at this moment: an hour that passed ended it."""
        found = {name: row._mapping[name] for name in cls.__dataclass_fields__}
        room = cls(**found | {"phase": Phase(row.phase)})
        if room.closes_at is not None and room.phase in BY_THE_HOUR and room.closes_at <= when:
            return replace(room, phase=BY_THE_HOUR[room.phase], closes_at=None)
        return room

    def seconds_left(self, when: datetime) -> int | None:
        """Until its hour; None without one."""
        return None if self.closes_at is None else int((self.closes_at - when).total_seconds())


@dataclass(frozen=True)
class Who:
    """Who asks something of a room.

    Attributes:
        role: what they may.
        room: its id.
        participant: theirs; None for the facilitator and the screen.
        circle: theirs.
    """

    role: Role
    room: int
    participant: int | None = None
    circle: int | None = None


@dataclass
class Held:
    """A room that nobody else writes until this ends.

    Attributes:
        connection: of the transaction.
        room: as it is now.
        who: asks.
        when: it began.
        news: does what is written concern what all may see?
        idle: is it the clock that writes, and nobody who uses the room?
    """

    connection: Connection
    room: Room
    who: Who
    when: datetime
    news: bool = False
    idle: bool = False

    def write_down(self, what: str, number: str = "", reason: str = "", *, by: str = "") -> None:
        """A line of the log, which names no participant."""
        who = by or ("facilitator" if self.who.role is Role.FACILITATOR else "screen")
        self.connection.execute(
            insert(tables.log).values(
                room=self.room.id,
                day=self.when.date(),
                who=who,
                what=what,
                number=number,
                reason=reason,
            )
        )

    def number(self, kind: str) -> int:
        """The next number of a kind; one that was given once is never given again."""
        room = tables.room
        found = select(room.c.drawn).where(room.c.id == self.room.id)
        drawn = self.connection.execute(found).scalar_one()
        number = int(drawn.get(kind, 0)) + 1
        self.set(drawn=drawn | {kind: number})
        return number

    def set(self, **values: object) -> None:
        """Columns of the room."""
        room = tables.room
        self.connection.execute(update(room).where(room.c.id == self.room.id).values(**values))


@dataclass(frozen=True)
class Rooms:
    """All rooms of a database, by the server's clock."""

    database: Database
    clock: Callable[[], datetime] = now

    def find(self, ref: str) -> Room | None:
        """The room of this name."""
        with self.database.read() as connection:
            row = connection.execute(
                select(tables.room).where(tables.room.c.ref == ref)
            ).one_or_none()
        return None if row is None else Room.of(row, self.clock())

    def all(self) -> list[Room]:
        """Every room, the newest last."""
        with self.database.read() as connection:
            rows = connection.execute(select(tables.room).order_by(tables.room.c.id)).all()
        return [Room.of(row, self.clock()) for row in rows]

    @contextmanager
    def held(self, who: Who, act: Act, version: int | None = None) -> Iterator[Held]:
        """The frame of every write: locked, its hour looked at, rights looked at, then written.

        Args:
            who: asks.
            act: what they do.
            version: of the room that they saw; another one by now is refused.

        Raises:
            Refused: the room is gone, the phase or the role does not allow it, or somebody
                changed it meanwhile.
            WorkroomDown: the database cannot be used.
        """
        with self.database.write() as connection:
            when = self.clock()
            found = select(tables.room).where(tables.room.c.id == who.room)
            row = self.database.locked(connection, found)
            if row is None:
                raise Refused(Why.GONE)
            held = Held(connection, Room.of(row, when), who, when)
            if not may(who.role, act, held.room.phase):
                late = row.phase != held.room.phase and may(who.role, act, Phase(row.phase))
                allowed = any(may(who.role, act, phase) for phase in Phase)
                raise Refused(Why.JUST_CLOSED if late else Why.PHASE if allowed else Why.RIGHTS)
            if version is not None and version != held.room.version:
                raise Refused(Why.CHANGED)
            _by_the_hour(held, Phase(row.phase))
            yield held
            day = held.room.active_on if held.idle else when.date()
            changed(connection, held.room.id, news=held.news, active_on=day)

    def open(self, wish: Wish) -> Keys:
        """A new room, not open to participants yet.

        Raises:
            Refused: a setting that cannot be.
            WorkroomDown: the database cannot be used.
        """
        _check(wish)
        keys = Keys(
            codes.code(codes.REF),
            codes.key(),
            codes.key(),
            {each.name: codes.code() for each in wish.circles if each.open_code},
        )
        with self.database.write() as connection:
            room = connection.execute(
                insert(tables.room)
                .values(
                    ref=keys.ref,
                    nis_code=wish.nis_code,
                    place=wish.place,
                    title=wish.title,
                    question=wish.question,
                    responsible=wish.responsible,
                    contact=wish.contact,
                    axes=wish.axes,
                    k=wish.k,
                    show_results=wish.show_results,
                    phase=Phase.PREPARING,
                    keep_days=wish.keep_days,
                    active_on=self.clock().date(),
                    version=1,
                    news=1,
                    drawn={},
                    snapshot=dict(wish.snapshot),
                    manage_hash=codes.hashed(keys.manage),
                    screen_hash=codes.hashed(keys.screen),
                )
                .returning(tables.room.c.id)
            ).scalar_one()
            for each in wish.circles:
                drawn = keys.codes.get(each.name)
                connection.execute(
                    insert(tables.circle).values(
                        room=room,
                        name=each.name,
                        code_hash=codes.hashed(drawn) if drawn else None,
                        open_code=each.open_code,
                        moderation=each.moderation,
                    )
                )
        return keys

    def renew_keys(self, ref: str) -> Keys:
        """New keys and codes; the old ones open nothing any more.

        Raises:
            Refused: no such room.
        """
        with self.database.write() as connection:
            room = tables.room
            found = self.database.locked(connection, select(room).where(room.c.ref == ref))
            if found is None:
                raise Refused(Why.GONE)
            circle = tables.circle
            rows = connection.execute(
                select(circle).where(circle.c.room == found.id, circle.c.open_code)
            ).all()
            keys = Keys(ref, codes.key(), codes.key(), {row.name: codes.code() for row in rows})
            for row in rows:
                hashed = codes.hashed(keys.codes[row.name])
                connection.execute(
                    update(circle).where(circle.c.id == row.id).values(code_hash=hashed)
                )
            changed(
                connection,
                found.id,
                news=False,
                manage_hash=codes.hashed(keys.manage),
                screen_hash=codes.hashed(keys.screen),
            )
        return keys

    def turnout(self, room: Room) -> dict[str, int]:
        """Participants of each circle."""
        circle, participant = tables.circle, tables.participant
        counted = func.count(participant.c.id)
        found = (
            select(circle.c.name, counted)
            .outerjoin(participant, participant.c.circle == circle.c.id)
            .where(circle.c.room == room.id)
            .group_by(circle.c.id, circle.c.name)
            .order_by(circle.c.id)
        )
        with self.database.read() as connection:
            return dict(connection.execute(found).all())

    def delete(self, ref: str) -> bool:
        """A room and all that was in it, out of the files of the database too.

        Returns:
            Was it there?
        """
        with self.database.write() as connection:
            room = tables.room
            gone = connection.execute(delete(room).where(room.c.ref == ref)).rowcount
        self.database.truncate()
        return bool(gone)


def _check(wish: Wish) -> None:
    lengths = {
        "titel": 3 <= len(wish.title) <= 80,
        "vraag": 3 <= len(wish.question) <= 300,
        "verantwoordelijke": 2 <= len(wish.responsible) <= 200,
        "contact": 2 <= len(wish.contact) <= 200,
        "kringen": 1 <= len(wish.circles) <= CIRCLES,
        "naam van een kring": all(2 <= len(each.name) <= 40 for each in wish.circles),
        "assen": wish.axes in AXES,
        "stippen": 3 <= wish.k <= 7,
        "dagen": 7 <= wish.keep_days <= 365,
    }
    if wrong := [name for name, right in lengths.items() if not right]:
        raise Refused(Why.SETTING, *wrong)
    names = [each.name.casefold() for each in wish.circles]
    if len(names) != len(set(names)):
        raise Refused(Why.NAME)


def _by_the_hour(held: Held, stored: Phase) -> None:
    if held.room.phase is not stored:
        go(held, held.room.phase, by="rule")


def go(held: Held, to: Phase, *, by: str = "", **values: object) -> None:
    """Write another phase down, and other columns with it.

    Args:
        held: the room.
        to: its phase from now on.
        by: who, for the log; else who asks.
        values: of columns of the room.
    """
    held.set(phase=to, closes_at=None, **values)
    held.news = True
    held.write_down("phase", number=to, by=by)
    held.room = replace(held.room, phase=to, closes_at=None)
