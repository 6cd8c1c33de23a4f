"""What a workroom takes: 80 people who vote and ask for news, all at once, 200, and a visitor.

    python benchmarks/workroom.py [--seconds 300] [--database postgresql+psycopg://...]

Bounded, on loopback. Each participant keeps one connection, as a browser does, acts each 4 to 8
seconds (a dot or a score) and asks for news each 5. Beside them somebody switches municipality on
the dashboard. What was acknowledged is looked up in the database at the end.
"""

import argparse
import asyncio
import os
import random
import re
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles
from typing import Final
from urllib.parse import urlencode, urlsplit

from sqlalchemy import func, select

from benchmarks.crowds import Served, site
from benchmarks.visitor import arrive, click
from sdgwijzer import paths
from sdgwijzer.workroom import bundling, cards, entry, ideas, moving, tables
from sdgwijzer.workroom.database import Database
from sdgwijzer.workroom.ideas import Text
from sdgwijzer.workroom.phases import Phase
from sdgwijzer.workroom.rooms import Circle, Keys, Rooms, Wish

PROPOSALS: Final = 20
TOWNS: Final = ("Harelbeke", "Kuurne", "Deerlijk", "Zwevegem", "Kortrijk", "Waregem")


@dataclass
class Person:
    """A participant with a browser: cookies, one connection, the mark of what is known."""

    url: str
    cookies: dict[str, str] = field(default_factory=dict)
    token: str = ""
    tag: str = ""
    _reader: asyncio.StreamReader | None = None
    _writer: asyncio.StreamWriter | None = None

    async def ask(
        self, method: str, path: str, fields: dict[str, str] | None = None, tag: str = ""
    ) -> tuple[int, dict[str, str], str]:
        """One answer; a connection that the server closed meanwhile is opened anew."""
        place = urlsplit(self.url)
        body = urlencode({"bewijs": self.token, **(fields or {})}) if method == "POST" else ""
        head = [f"{method} {path} HTTP/1.1", f"Host: {place.netloc}"]
        head.append("Cookie: " + "; ".join(f"{k}={v}" for k, v in self.cookies.items()))
        if tag:
            head.append(f"If-None-Match: {tag}")
        if body:
            head.append("Content-Type: application/x-www-form-urlencoded")
        head.append(f"Content-Length: {len(body)}")
        sent = ("\r\n".join(head) + "\r\n\r\n" + body).encode()
        for fresh in (False, True):
            if self._writer is None or fresh:
                self._reader, self._writer = await asyncio.open_connection(
                    place.hostname, place.port
                )
            try:
                self._writer.write(sent)
                await self._writer.drain()
                assert self._reader is not None
                return await self._answer(self._reader)
            except (ConnectionError, asyncio.IncompleteReadError):
                if fresh:
                    raise
        raise AssertionError("not reached")

    async def _answer(self, reader: asyncio.StreamReader) -> tuple[int, dict[str, str], str]:
        first = await reader.readuntil(b"\r\n")
        status, headers = int(first.split()[1]), {}
        while (line := await reader.readuntil(b"\r\n")) != b"\r\n":
            name, _, text = line.decode().partition(":")
            if name.lower() == "set-cookie":
                key, _, value = text.strip().partition(";")[0].partition("=")
                self.cookies[key] = value
            headers[name.lower()] = text.strip()
        body = await reader.readexactly(int(headers.get("content-length", 0)))
        text = body.decode()
        if found := re.search(r'name="bewijs" value="(\w+)"', text):
            self.token = found[1]
        return status, headers, text

    async def join(self, code: str) -> None:
        """In by a code."""
        await self.ask("GET", f"/w/k/{code}")
        await self.ask("GET", "/w/mee")
        status, headers, _ = await self.ask("POST", "/w/mee")
        assert status == 303, status
        await self.ask("GET", headers["location"])


@dataclass
class Tally:
    """What was seen: seconds by kind, wrong answers, dots and scores that were acknowledged."""

    seconds: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    dots: set[tuple[int, int]] = field(default_factory=set)
    scores: set[tuple[int, int]] = field(default_factory=set)

    def count(self, kind: str, since: float) -> None:
        """One more of a kind."""
        self.seconds.setdefault(kind, []).append(time.perf_counter() - since)

    def line(self, kind: str) -> str:
        """Middle, 95th and longest in ms."""
        found = self.seconds.get(kind, [])
        if len(found) < 2:
            return f"{kind} -"
        high = quantiles(found, n=20)[-1]
        return (
            f"{kind} p50 {1000 * median(found):.0f} p95 {1000 * high:.0f} "
            f"max {1000 * max(found):.0f} ms ({len(found)})"
        )


async def act(person: Person, number: int, home: str, tally: Tally, chance: random.Random) -> None:
    """A dot or a score."""
    proposal = chance.randint(1, PROPOSALS)
    begun = time.perf_counter()
    if chance.random() < 0.5:
        mine = {each for who, each in tally.dots if who == number}
        gone = proposal in mine or len(mine) >= 5
        proposal = chance.choice(sorted(mine)) if gone and mine else proposal
        path = f"{home}/stip/{proposal}" + ("?weg=1" if gone else "")
        status, _, _ = await person.ask("POST", path)
        if status == 303:
            (tally.dots.discard if gone else tally.dots.add)((number, proposal))
    else:
        fields = {"een": str(chance.randint(1, 5)), "twee": str(chance.randint(1, 5))}
        status, _, _ = await person.ask("POST", f"{home}/punten/{proposal}", fields)
        if status == 303:
            tally.scores.add((number, proposal))
    tally.count("vote", begun)
    if status != 303:
        tally.wrong.append(f"vote {status}")


async def busy(person: Person, number: int, home: str, tally: Tally, until: float) -> None:
    """Votes each 4 to 8 seconds, news each 5."""
    chance = random.Random(number)
    next_vote = time.monotonic() + chance.uniform(0, 8)
    next_news = time.monotonic() + chance.uniform(0, 5)
    while (now := time.monotonic()) < until:
        await asyncio.sleep(max(0.0, min(next_vote, next_news) - now))
        if next_vote <= next_news:
            await act(person, number, home, tally, chance)
            next_vote += chance.uniform(4, 8)
            continue
        begun = time.perf_counter()
        status, headers, _ = await person.ask("GET", f"{home}/stand", tag=person.tag)
        tally.count("news", begun)
        person.tag = headers.get("etag", person.tag)
        if status not in (200, 304):
            tally.wrong.append(f"news {status}")
        next_news += 5


async def switching(url: str, until: float, tally: Tally, kind: str) -> None:
    """Somebody on the dashboard."""
    visitor = await arrive(url)
    await click(visitor, "overzicht", "gemeente=Harelbeke", 0)
    turn = 0
    while time.monotonic() < until:
        await asyncio.sleep(1)
        turn += 1
        begun = time.perf_counter()
        town = TOWNS[turn % len(TOWNS)]
        tally.wrong += await click(visitor, "overzicht", f"gemeente={town}", 0)
        if turn > len(TOWNS):  # each was made once
            tally.count(kind, begun)
    await visitor.close()


def prepared(rooms: Rooms) -> tuple[Keys, str]:
    """A room in phase 2, with 20 proposals and 40 ideas."""
    keys = rooms.open(
        Wish("34013", "Harelbeke", "Belasting", "Meet dit", "Test", "Test", (Circle("allen"),))
    )
    found = entry.keeper(rooms, keys.manage)
    assert found is not None
    _, who = found
    cards.add_challenges(
        rooms, who, [Text(f"Uitdaging {each} van de meting") for each in range(20)]
    )
    moving.move(rooms, who, Phase.PREPARING, Phase.IDEAS)
    for each in range(2 * PROPOSALS):
        ideas.add(rooms, who, Text(f"Idee {each} van de meting", "Uitleg. " * 20), str(each))
    moving.move(rooms, who, Phase.IDEAS, Phase.BUNDLING)
    for each in range(PROPOSALS):
        room = rooms.find(keys.ref)
        assert room is not None
        both = [2 * each + 1, 2 * each + 2]
        bundling.bundle(rooms, who, both, Text(f"Voorstel {each}"), room.version)
    moving.move(rooms, who, Phase.BUNDLING, Phase.VOTING)
    return keys, f"/w/r/{keys.ref}"


def lost(rooms: Rooms, tally: Tally) -> int:
    """How many acknowledged dots and scores are not there (or are there and should not)."""
    with rooms.database.read() as connection:
        dots = connection.execute(select(func.count()).select_from(tables.dot)).scalar_one()
        scores = connection.execute(select(func.count()).select_from(tables.score)).scalar_one()
    return abs(dots - len(tally.dots)) + abs(scores - len(tally.scores))


@contextmanager
def opened(address: str, processes: int) -> Iterator[tuple[Served, Rooms]]:
    """A site with an empty database of workrooms."""
    os.environ["SDGWIJZER_WORKROOM"] = address
    os.environ["SDGWIJZER_AHEAD"] = "false"
    database = Database(address)
    database.upgrade()
    rooms = Rooms(database)
    for each in rooms.all():
        rooms.delete(each.ref)
    try:
        with site(paths.ROOT, processes, bare=processes == 1) as served:
            yield served, rooms
    finally:
        database.close()


async def measured(served: Served, rooms: Rooms, people: int, seconds: float) -> None:
    """People for some time, a visitor before and meanwhile; then all in one instant."""
    keys, home = prepared(rooms)
    persons = [Person(served.url) for _ in range(people)]
    before = Tally()
    await switching(served.url, time.monotonic() + 20, before, "switch")
    for each in persons:
        await each.join(keys.codes["allen"])
    tally = Tally()
    until = time.monotonic() + seconds
    cpu = served.cpu
    await asyncio.gather(
        *(busy(each, at, home, tally, until) for at, each in enumerate(persons)),
        switching(served.url, until, tally, "switch"),
    )
    share = (served.cpu - cpu) / seconds
    wrong, kept = len(tally.wrong), lost(rooms, tally)
    slower = median(tally.seconds["switch"]) / median(before.seconds["switch"])
    print(
        f"{people} participants, {seconds:.0f} s: {tally.line('vote')}; {tally.line('news')}; "
        f"{share:.2f} cores; {wrong} wrong; {kept} lost; a switch {slower:.2f} x as long"
    )
    instant = Tally(dots=tally.dots, scores=tally.scores)
    chances = [random.Random(1000 + at) for at in range(people)]
    await asyncio.gather(
        *(act(each, at, home, instant, chances[at]) for at, each in enumerate(persons))
    )
    print(
        f"     all {people} in one instant: {instant.line('vote')}; {len(instant.wrong)} wrong; "
        f"{lost(rooms, instant)} lost"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description="What a workroom takes.")
    parser.add_argument("--seconds", type=float, default=300, help="of 80 participants")
    parser.add_argument("--database", default="", help="PostgreSQL; a file of SQLite without it")
    parser.add_argument("--processes", type=int, default=1)
    options = parser.parse_args()
    print(f"load of the machine before: {os.getloadavg()[0]:.1f}; cores: {os.cpu_count()}")
    with tempfile.TemporaryDirectory() as folder:
        for people, seconds in ((80, options.seconds), (200, min(60, options.seconds))):
            address = options.database or f"sqlite:///{Path(folder) / f'{people}.db'}"
            with opened(address, options.processes) as (served, rooms):
                asyncio.run(measured(served, rooms, people, seconds))


if __name__ == "__main__":
    main()
