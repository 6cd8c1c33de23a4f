"""The database of the rooms: opened, upgraded, read, and written by one transaction at a time.

SQLite (one machine, any number of processes) or PostgreSQL. A write locks first and looks then:
whatever a rule counts, nobody can add to it between the counting and the writing.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from threading import Lock
from typing import Any, Final

from filelock import FileLock
from sqlalchemy import (
    URL,
    Connection,
    Engine,
    Row,
    Select,
    create_engine,
    event,
    exc,
    make_url,
    update,
)

from sdgwijzer.errors import UsageError, WorkroomDown
from sdgwijzer.workroom import migrating
from sdgwijzer.workroom.tables import room as rooms

SECONDS: Final = 10
"""That a write waits for others before it gives up."""

_POOL: Final = 5
_WRITES: Final = "sdgwijzer_writes"
_PRAGMAS: Final = (
    "journal_mode = WAL",
    "synchronous = FULL",
    "foreign_keys = ON",
    f"busy_timeout = {SECONDS * 1000}",
    "secure_delete = ON",
)


@dataclass(eq=False)
class Database:
    """One, by its address; nothing is opened before it is asked, and its tables are looked at then.

    Attributes:
        address: `sqlite:////folder/file.db` or `postgresql+psycopg://...`.
    """

    address: str
    _turn: Lock = field(default_factory=Lock, repr=False)
    _ready: bool = field(default=False, repr=False)
    _inode: int | None = field(default=None, repr=False)

    @cached_property
    def url(self) -> URL:
        """The address, read.

        Raises:
            UsageError: it is no address of SQLite or PostgreSQL.
        """
        try:
            url = make_url(self.address)
            known = url.get_backend_name() in ("sqlite", "postgresql")
        except exc.ArgumentError:
            known = False
        if not known or (url.get_backend_name() == "sqlite" and not url.database):
            raise UsageError(
                "SDGWIJZER_WORKROOM: expected sqlite:////folder/file.db or "
                "postgresql+psycopg://user:password@host/name, found another kind of address; "
                "correct it in the environment, or leave it out (then there is no workroom)"
            )
        return url

    @property
    def file(self) -> Path | None:
        """Where SQLite keeps it; None for PostgreSQL."""
        if self.url.get_backend_name() != "sqlite":
            return None
        return Path(str(self.url.database))

    @cached_property
    def engine(self) -> Engine:
        """Connections, kept for the next who asks.

        Raises:
            UsageError: no such address, or the package for PostgreSQL is not installed.
        """
        try:
            engine = create_engine(
                self.url, pool_size=_POOL, max_overflow=0, pool_timeout=SECONDS, pool_pre_ping=True
            )
        except ImportError as error:
            raise UsageError(
                f"SDGWIJZER_WORKROOM: {error.name} is not installed; "
                "install it with: .venv/bin/pip install 'psycopg[binary]'"
            ) from error
        if self.file is not None:
            event.listen(engine, "connect", _as_we_want)
            event.listen(engine, "begin", _begin)
        return engine

    def prepare(self) -> None:
        """Bring the tables to what this version asks: SQLite by itself, after a copy.

        Raises:
            WorkroomDown: PostgreSQL has older tables (`sdgwijzer workroom upgrade` brings them), a
                newer version of the program made them, or it cannot be opened.
        """
        if self.file is not None:
            self.upgrade()
        elif (found := self.revision) != migrating.HEAD:
            raise WorkroomDown(
                f"the workroom's tables are of version {found or 'none'}, expected "
                f"{migrating.HEAD}; make a backup, then run: sdgwijzer workroom upgrade"
            )
        self._ready = True
        self._inode = _inode(self.file) if self.file is not None else None

    def upgrade(self) -> None:
        """Bring the tables to what this version asks; of SQLite's file a copy is left beside it.

        Raises:
            WorkroomDown: as `prepare`.
        """
        with self._asked(), self._alone():
            if (before := self.revision) == migrating.HEAD:
                return
            if before is not None and before not in migrating.KNOWN:
                raise WorkroomDown(
                    f"the workroom's tables are of version {before}, which this version of the "
                    f"program does not know (it knows up to {migrating.HEAD}); install the newer "
                    "program again, or restore a backup"
                )
            if self.file is not None and before is not None:
                self._copy(before)
            with self.engine.connect() as connection:
                migrating.upgrade(connection)

    @property
    def revision(self) -> str | None:
        """Of the tables; None where there are none yet."""
        with self._asked(), self.engine.connect() as connection:
            return migrating.revision(connection)

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """One view on the database: what others write meanwhile is not in it.

        Raises:
            WorkroomDown: it cannot be had.
        """
        self._look()
        with self._asked(), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """One transaction: all of it stands at the end, or nothing after an error.

        Those of one process wait for each other here, first: SQLite's own waiting is not first
        come, first served.

        Raises:
            WorkroomDown: it cannot be had.
        """
        self._look()
        if not self._turn.acquire(timeout=SECONDS):
            raise WorkroomDown(f"no write could begin within {SECONDS} seconds")
        try:
            with self._asked(), self.engine.connect() as connection:
                connection = connection.execution_options(**{_WRITES: True})
                with connection.begin():
                    yield connection
        finally:
            self._turn.release()

    def _look(self) -> None:
        """At the tables before they are first asked, and whether the file is still the same.

        Who has a deleted file open can go on writing in it, and all of that would be lost.

        Raises:
            WorkroomDown: the file that was used is gone, or as `prepare`.
        """
        if self.file is not None and self._inode is not None:
            found = _inode(self.file)
            if found is None:
                self.close()
                raise WorkroomDown(
                    f"the workroom's database ({self.where}) is gone; put it back, or stop the "
                    "program and restore a backup (sdgwijzer workroom restore)"
                )
            if found != self._inode:
                self.close()
                self._ready = False
        if not self._ready:
            self.prepare()

    def locked(self, connection: Connection, found: Select[Any]) -> Row[Any] | None:
        """The row of a room that nobody else can write until this transaction ends."""
        return connection.execute(found.with_for_update(of=rooms)).one_or_none()

    def close(self) -> None:
        """Let all connections go."""
        self.engine.dispose()

    def truncate(self) -> None:
        """What was deleted goes out of SQLite's files too."""
        if self.file is not None:
            with self._asked(), self.engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    @contextmanager
    def _alone(self) -> Iterator[None]:
        if self.file is None:
            yield
            return
        self.file.parent.mkdir(parents=True, exist_ok=True)
        with FileLock(self.file.with_name(f"{self.file.name}.upgrade.lock"), timeout=60):
            yield

    def _copy(self, before: str) -> None:
        assert self.file is not None
        self.truncate()
        shutil.copy2(self.file, self.file.with_name(f"{self.file.name}.{before}"))

    @contextmanager
    def _asked(self) -> Iterator[None]:
        """What the database refuses, as what the program says."""
        try:
            yield
        except exc.IntegrityError:
            raise  # a rule of a table: who writes knows what it means
        except (exc.DBAPIError, exc.TimeoutError, OSError) as error:
            said = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
            raise WorkroomDown(
                f"the workroom's database ({self.where}) cannot be used: {said}; look whether it "
                "is there, may be written by this user and has room on its disk"
            ) from error

    @property
    def where(self) -> str:
        """The address, without a password."""
        return str(self.file or self.url.render_as_string(hide_password=True))


def _inode(file: Path) -> int | None:
    try:
        return file.stat().st_ino
    except OSError:
        return None


def _as_we_want(connection: Any, _record: object) -> None:  # noqa: ANN401 - any driver's
    connection.isolation_level = None  # transactions begin where we say, not where sqlite3 guesses
    for each in _PRAGMAS:
        connection.execute(f"PRAGMA {each}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def changed(connection: Connection, room: int, *, news: bool, **values: object) -> None:
    """A room of which something was written: its version, and what is new of the room itself.

    Args:
        connection: of the transaction.
        room: its id.
        news: may all see what changed?
        values: of columns of the room.
    """
    step = {"version": rooms.c.version + 1, "news": rooms.c.news + int(news)}
    connection.execute(update(rooms).where(rooms.c.id == room).values(**step, **values))
