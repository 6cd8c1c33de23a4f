"""Does it stay up: swaps of the database, a replica that dies, first paints beside a fixed answer.

As `load.py`: loopback alone, bounded in count and time. Needs nginx and Linux.
"""

import argparse
import asyncio
import os
import shutil
import signal
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Final
from urllib.parse import urlencode

from websockets.exceptions import ConnectionClosed, InvalidHandshake

from benchmarks.crowds import ROOT, Served, site
from benchmarks.load import Tally, Walk, checked, crowd, marked
from benchmarks.visitor import PATIENCE, arrive, got, look
from sdgwijzer import paths
from sdgwijzer.store import store, versions

SWITCHES: Final = 3000
SWAPS: Final = 10
VISITORS: Final = 50
FIXED: Final = "vast.txt"
LINK: Final = f"/overzicht?{urlencode({'gemeente': 'Harelbeke'})}"


def swaps() -> None:
    """Many switches while the database is replaced time after time."""
    with tempfile.TemporaryDirectory(prefix="sdgwijzer-swaps-") as name:
        folder = Path(name)
        for path in paths.data().glob("*.csv"):
            shutil.copy(path, folder)
        shutil.copy(paths.outlines(), folder)
        source = store.current(paths.data())
        _publish(source, folder)
        os.environ["SDGWIJZER_DATA"] = str(folder)
        try:
            with site(ROOT, 1, bare=True) as served:
                asyncio.run(crowd(served.url, 20, 10, (0, 0)))
                before, tally = served.megabytes[0], asyncio.run(_swapped(served, source, folder))
                after = served.megabytes[0]
                open_ = {
                    each.resolve().name
                    for each in Path(f"/proc/{served.processes[0].pid}/fd").iterdir()
                    if each.resolve().suffix == ".duckdb"
                }
        finally:
            del os.environ["SDGWIJZER_DATA"]
    clicks = sum(map(len, tally.seconds.values()))
    print(
        f"{clicks} clicks, {SWAPS} swaps: {len(tally.wrong)} wrong; {before:.0f} -> {after:.0f} MB "
        f"({after - before:+.0f}); {len(open_)} database open"
    )


async def _swapped(served: Served, source: Path, folder: Path) -> Tally:
    tally = Tally()
    left = iter(range(SWITCHES))
    done = 0

    async def one(number: int) -> None:
        nonlocal done
        walk = Walk(number)
        async with await arrive(served.url) as connection:
            ask = walk.first()
            for _ in left:
                since = time.perf_counter()
                seen = await look(connection, ask[0], urlencode(ask[1]))
                tally.took("switch", since)
                tally.wrong += seen.wrong
                ask, done = walk.next(), done + 1

    async def swapping() -> None:
        for number in range(SWAPS):
            while done < SWITCHES * (number + 0.5) / SWAPS:
                await asyncio.sleep(0.05)
            await asyncio.to_thread(_publish, source, folder)

    await asyncio.gather(swapping(), *(one(number) for number in range(20)))
    await asyncio.sleep(15)  # what was replaced is let go
    return tally


def _publish(source: Path, folder: Path) -> None:
    path = folder / f"sdgwijzer-{time.time_ns()}.duckdb"
    shutil.copy(source, path)
    before = sorted(folder.glob("sdgwijzer-*.duckdb"))
    versions.switch(folder, path.name)
    for old in before[:-2]:  # as a build does: who is just opening finds the one before
        old.unlink(missing_ok=True)


def lost(seconds: float = 30) -> None:
    """One of two replicas is killed under its visitors; they go on at the other one."""
    with site(ROOT, 2) as served:
        tally, finished = asyncio.run(_killed(served, seconds))
    wrong = checked(tally)
    print(
        f"one of two killed under {VISITORS}: {finished} finished; {len(wrong)} wrong or lost; "
        f"{tally.line('switch')}; {tally.line('again')}"
    )
    for text in wrong[:3]:
        print(f"     {text[:200]}")


async def _killed(served: Served, seconds: float) -> tuple[Tally, int]:
    tally = Tally()
    until = time.monotonic() + seconds

    async def one(number: int) -> bool:
        walk = Walk(number)
        await asyncio.sleep(number / VISITORS * 3)
        first = await got(served.url, LINK)
        ask, connection = walk.first(), await arrive(served.url, first.seat)
        while time.monotonic() < until:
            kind, since = "switch", time.perf_counter()
            while True:  # as a browser does: it comes back with the link that is in its address
                try:
                    seen = await look(connection, ask[0], urlencode(ask[1]))
                    break
                except (OSError, ConnectionClosed):
                    kind, connection = "again", await _back(served.url, first.seat)
            tally.took(kind, since)
            tally.wrong += seen.wrong
            tally.seen.setdefault(ask, set()).add(marked(seen.pieces))
            await asyncio.sleep(walk.chance.uniform(1, 3))
            ask = walk.next()
        await connection.close()
        return True

    async def kill() -> None:
        await asyncio.sleep(seconds / 2)
        served.processes[0].send_signal(signal.SIGKILL)

    everyone = asyncio.gather(*(one(number) for number in range(VISITORS)), return_exceptions=True)
    ended, _ = await asyncio.gather(everyone, kill())
    tally.wrong += [repr(each) for each in ended if isinstance(each, BaseException)]
    return tally, sum(each is True for each in ended)


async def _back(url: str, seat: str) -> object:
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return await arrive(url, seat)
        except (OSError, InvalidHandshake):
            if time.monotonic() > until:
                raise
            await asyncio.sleep(0.5)


def fixed(rounds: int = 5, seconds: float = 4) -> None:
    """First paints that are kept, beside a fixed answer of that size from the same server."""
    with tempfile.TemporaryDirectory(prefix="sdgwijzer-fixed-", dir=ROOT) as folder:
        script = Path(folder) / "app.py"
        text = (ROOT / "app.py").read_text(encoding="utf-8")
        routes = "routes=serving.routes(context.dataset, site),"
        assert routes in text
        text = text.replace(routes, "routes=[*serving.routes(context.dataset, site), fixed],")
        text = text.replace("app = st.App(", f"{_VAST}\napp = st.App(")
        script.write_text(text, encoding="utf-8")
        with site(ROOT, 1, bare=True, app=str(script)) as served:
            first = asyncio.run(got(served.url, LINK))
            (Path(folder) / "size").write_text(str(first.sent), encoding="utf-8")
            ratios, rates = [], []
            for _ in range(rounds):
                kept = asyncio.run(_rate(served.url, LINK, seconds))
                plain = asyncio.run(_rate(served.url, f"/{FIXED}?size={first.sent}", seconds))
                ratios.append(kept / plain)
                rates.append((kept, plain))
    kept, plain = (median(each) for each in zip(*rates, strict=True))
    print(
        f"first paints that are kept ({first.sent / 1000:.0f} kB packed) {kept:.0f} a second, a "
        f"fixed answer {plain:.0f}: {median(ratios):.2f} ({min(ratios):.2f}-{max(ratios):.2f})"
    )


_VAST: Final = f"""
from starlette.responses import Response
from starlette.routing import Route


async def _fixed(request):
    size = int(request.query_params["size"])
    headers = {{"Content-Encoding": "identity"}}
    return Response(b"x" * size, headers=headers, media_type="text/plain")


fixed = Route("/{FIXED}", _fixed)
"""


async def _rate(url: str, path: str, seconds: float, at_once: int = 8) -> float:
    """Answers a second."""
    count, begin = 0, time.monotonic()

    async def one() -> None:
        nonlocal count
        while time.monotonic() < begin + seconds:
            found = await got(url, path)
            assert found.status == 200, found.status
            count += 1

    await asyncio.gather(*(one() for _ in range(at_once)))
    return count / (time.monotonic() - begin)


def main() -> None:
    parser = argparse.ArgumentParser(description="Does it stay up.")
    measures = {"swaps": swaps, "lost": lost, "fixed": fixed}
    parser.add_argument("--only", choices=measures, action="append", help="measure only this")
    options = parser.parse_args()
    for name, measure in measures.items():
        if options.only is None or name in options.only:
            print(f"-- {name}")
            measure()


if __name__ == "__main__":
    main()
