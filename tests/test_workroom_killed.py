"""A process that is killed while people write: what was acknowledged is there, and they go on."""

import subprocess
import sys
import textwrap

from sqlalchemy import select, text

from sdgwijzer import paths
from sdgwijzer.workroom import entry, tables
from sdgwijzer.workroom.phases import Phase
from tests.conftest import WHOLE
from tests.test_workroom import Played, clock, database, rooms  # noqa: F401 - fixtures

WRITER = textwrap.dedent(
    """
    import itertools, os, sys, threading
    from sdgwijzer.workroom import entry, ideas
    from sdgwijzer.workroom.database import Database
    from sdgwijzer.workroom.ideas import Text
    from sdgwijzer.workroom.rooms import Rooms

    address, code, turn = sys.argv[1:]
    rooms = Rooms(Database(address))

    def write(mine):
        for at in itertools.count():
            if at % 9 == 0:
                ref, token = entry.join(rooms, code)
                who = entry.participant(rooms, ref, token)
            title = f"Idee {turn} {mine} {at}"
            ideas.add(rooms, who, Text(title), title)
            os.write(1, f"{title}\\n".encode())

    for mine in range(4):
        threading.Thread(target=write, args=(mine,)).start()
    """
)


def test_killed_processes_lose_nothing_that_was_acknowledged(database, rooms):  # noqa: F811
    played = Played(rooms)
    played.at(Phase.IDEAS)
    who = played.person()
    told = []
    for turn in range(10 if WHOLE else 2):
        command = [sys.executable, "-c", WRITER, database.address]
        command += [played.keys.codes["medewerkers"], str(turn)]
        pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.DEVNULL, "text": True}
        with subprocess.Popen(command, cwd=paths.ROOT, **pipes) as writer:
            heard = [writer.stdout.readline() for _ in range(25)]
            writer.kill()
            told += [line.strip() for line in [*heard, *writer.stdout] if line.endswith("\n")]
    with database.read() as connection:
        there = set(connection.execute(select(tables.card.c.title)).scalars())
        if database.file is not None:
            assert connection.execute(text("PRAGMA integrity_check")).scalar_one() == "ok"
    assert len(told) >= 50
    assert set(told) <= there
    assert entry.participant(rooms, played.ref, "niemand") is None
    assert played.idea(who, "Daarna gaat het verder") > 0
