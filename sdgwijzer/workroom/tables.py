"""The tables of all rooms, for SQLite and PostgreSQL alike (SQLAlchemy Core).

Days are dates, hours are UTC without a zone. Of a participant there is no time, address or agent;
of codes, keys and tokens only hashes (`codes.hashed`). migrations/ makes them in a database, and
what changes here needs a file there.
"""

from datetime import UTC, datetime
from typing import Final

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    DateTime,
    Dialect,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    TypeDecorator,
    UniqueConstraint,
)

TABLES: Final = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "ix": "ix_%(column_0_label)s",
    }
)

HASH: Final = 64
"""Letters of a hash (sha256)."""


class Hour(TypeDecorator[datetime]):
    """A moment, kept as UTC without a zone, which both databases compare alike."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To the database."""
        return value.astimezone(UTC).replace(tzinfo=None) if value else None

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """From it."""
        return value.replace(tzinfo=UTC) if value else None


def _id() -> Column[int]:
    return Column("id", Integer, primary_key=True)


def _of(table: str, *, primary: bool = False, name: str = "", needed: bool = True) -> Column[int]:
    """A column that names a row of another table, and goes with it."""
    return Column(
        name or table,
        Integer,
        ForeignKey(f"{table}.id", ondelete="CASCADE"),
        primary_key=primary,
        nullable=not needed,
        index=not primary,
    )


def _one_of(column: str, *words: str) -> CheckConstraint:
    listed = ", ".join(f"'{word}'" for word in words)
    return CheckConstraint(f"{column} IN ({listed})", name=column)


room = Table(
    "room",
    TABLES,
    _id(),
    Column("ref", String(10), nullable=False, unique=True),
    Column("nis_code", String(5), nullable=False),
    Column("place", Text, nullable=False),  # its name then
    Column("title", String(80), nullable=False),
    Column("question", String(300), nullable=False),
    Column("responsible", String(200), nullable=False),
    Column("contact", String(200), nullable=False),
    Column("axes", String(20), nullable=False),
    Column("k", Integer, nullable=False),
    Column("show_results", Boolean, nullable=False),
    Column("phase", String(20), nullable=False),
    Column("closes_at", Hour),
    Column("keep_days", Integer, nullable=False),
    Column("delete_on", Date),
    Column("active_on", Date, nullable=False),
    Column("version", Integer, nullable=False),  # of every write
    Column("news", Integer, nullable=False),  # of writes that all may see
    Column("drawn", JSON, nullable=False),  # the last number of each kind: none is used twice
    Column("snapshot", JSON, nullable=False),  # build and rules it was opened with
    Column("document", JSON),  # what is left of a room that is closed
    Column("manage_hash", String(HASH), nullable=False, unique=True),
    Column("screen_hash", String(HASH), nullable=False, unique=True),
    _one_of("phase", "voorbereiding", "ideeën", "bundelen", "stemmen", "bespreken", "gesloten"),
    _one_of("axes", "belang_invloed", "effect_haalbaarheid"),
    CheckConstraint("keep_days BETWEEN 7 AND 365", name="keep_days"),
    CheckConstraint("k BETWEEN 3 AND 7", name="k"),
)

circle = Table(
    "circle",
    TABLES,
    _id(),
    _of("room"),
    Column("name", String(40), nullable=False),
    Column("code_hash", String(HASH), unique=True),
    Column("open_code", Boolean, nullable=False),  # or passes only
    Column("moderation", String(10), nullable=False),
    UniqueConstraint("room", "name"),
    _one_of("moderation", "vooraf", "achteraf"),
)

participant = Table(
    "participant",
    TABLES,
    _id(),
    _of("circle"),
    Column("origin", String(5), nullable=False),
    Column("ballot", String(20)),
    Column("token_hash", String(HASH), unique=True),
    Column("day", Date, nullable=False),
    UniqueConstraint("circle", "ballot"),
    _one_of("origin", "web", "pass", "paper"),
)

pass_ = Table(
    "pass",
    TABLES,
    _id(),
    _of("circle"),
    Column("code_hash", String(HASH), nullable=False, unique=True),
    Column("cancelled", Boolean, nullable=False),
    Column("participant", Integer, ForeignKey("participant.id", ondelete="SET NULL"), unique=True),
)

card = Table(
    "card",
    TABLES,
    _id(),
    _of("room"),
    Column("number", Integer, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("key", String(200)),
    Column("title", String(300), nullable=False),
    Column("body", Text, nullable=False),
    Column("goals", JSON, nullable=False),
    Column("evidence", JSON),
    Column("author", Integer, ForeignKey("participant.id", ondelete="SET NULL"), index=True),
    Column("state", String(10), nullable=False),
    Column("reason", String(600), nullable=False),
    Column("reports", Integer, nullable=False),
    Column("paper", Boolean, nullable=False),  # an idea that was typed in from paper
    Column("form_key", String(40)),
    UniqueConstraint("room", "kind", "number"),
    UniqueConstraint("room", "kind", "key"),
    UniqueConstraint("author", "form_key"),
    _one_of("kind", "signal", "challenge", "action", "idea"),
    _one_of("state", "shown", "waiting", "hidden", "withdrawn", "aside"),
)

link = Table(
    "link",
    TABLES,
    _of("card", primary=True, name="idea"),
    _of("card", primary=True),
)

support = Table(
    "support",
    TABLES,
    _of("participant", primary=True),
    _of("card", primary=True, name="idea"),
)

proposal = Table(
    "proposal",
    TABLES,
    _id(),
    _of("room"),
    Column("number", Integer, nullable=False),
    Column("title", String(80), nullable=False),
    Column("body", Text, nullable=False),
    Column("goals", JSON, nullable=False),
    UniqueConstraint("room", "number"),
)

proposal_idea = Table(
    "proposal_idea",
    TABLES,
    _of("card", primary=True, name="idea"),  # an idea is in one proposal at most
    _of("proposal"),
)

dot = Table(
    "dot",
    TABLES,
    _of("participant", primary=True),
    _of("proposal", primary=True),
)

score = Table(
    "score",
    TABLES,
    _of("participant", primary=True),
    _of("proposal", primary=True),
    Column("importance", Integer, nullable=False),
    Column("influence", Integer, nullable=False),
    CheckConstraint("importance BETWEEN 1 AND 5", name="importance"),
    CheckConstraint("influence BETWEEN 1 AND 5", name="influence"),
)

choice = Table(
    "choice",
    TABLES,
    _of("proposal", primary=True),
    _of("card", name="challenge", needed=False),
    Column("outcome", String(10), nullable=False),
    Column("place", Integer),
    Column("reason", String(600), nullable=False),
    _one_of("outcome", "priority", "later", "no"),
    CheckConstraint("length(reason) BETWEEN 20 AND 600", name="reason"),
)

log = Table(
    "log",
    TABLES,
    _id(),
    _of("room"),
    Column("day", Date, nullable=False),
    Column("who", String(12), nullable=False),
    Column("what", String(40), nullable=False),
    Column("number", String(12), nullable=False),
    Column("reason", String(600), nullable=False),
    _one_of("who", "facilitator", "screen", "rule", "host"),
)
