"""What a site takes: visitors at human pace, a saturated one, first paints, swaps, a lost replica.

Every visitor opens an overview (its first HTML, then Streamlit's page), and looks on with two to
five seconds between: another municipality, a goal, an indicator. All that comes is kept as marks
and held beside the pages of this process afterwards, so that an answer of somebody else counts as
wrong. Nothing but loopback is asked, and all is bounded in count and time. Needs nginx and Linux.
"""

import argparse
import asyncio
import os
import random
import time
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha1
from html import escape
from pathlib import Path
from statistics import median, quantiles
from typing import Final
from urllib.parse import urlencode

from websockets.exceptions import ConnectionClosed

from benchmarks.crowds import ROOT, Served, site
from benchmarks.visitor import arrive, got, look
from sdgwijzer import html
from sdgwijzer.frame import context
from sdgwijzer.html import kept
from sdgwijzer.links import read
from sdgwijzer.links.embedding import HERE

PACE: Final = (2.0, 5.0)
"""Seconds between two clicks of a visitor."""

REST: Final = 130
"""Seconds until Streamlit forgets who left, and a little more."""

LEVELS: Final = (1, 10, 50, 100, 200)
Ask = tuple[str, tuple[tuple[str, str], ...]]
"""Word of a page, and its link."""


@dataclass
class Tally:
    """What a crowd saw.

    Attributes:
        seconds: of each kind of click: "paint" (the first HTML), "arrival", "switch".
        wrong: what went wrong, in words.
        seen: of each page and link that came: marks of its pieces of HTML.
    """

    seconds: dict[str, list[float]] = field(default_factory=dict)
    wrong: list[str] = field(default_factory=list)
    seen: dict[Ask, set[frozenset[str]]] = field(default_factory=dict)

    def took(self, kind: str, since: float) -> None:
        """Count one."""
        self.seconds.setdefault(kind, []).append(time.perf_counter() - since)

    def line(self, kind: str) -> str:
        """Its middle, and the slowest in twenty."""
        found = self.seconds.get(kind, [])
        if len(found) < 2:
            return f"{kind} {found[0]:.2f} s" if found else f"{kind} -"
        return f"{kind} p50 {median(found):.2f} p95 {p95(found):.2f} s ({len(found)})"


def p95(found: Sequence[float]) -> float:
    """The slowest in twenty."""
    return quantiles(found, n=20)[-1]


def marked(pieces: Iterable[str]) -> frozenset[str]:
    """Marks of pieces of HTML."""
    return frozenset(sha1(piece.encode()).hexdigest() for piece in pieces)


def expected(ask: Ask) -> frozenset[str]:
    """Marks of what a page must show, made here from the same database."""
    word, link = ask
    data = context.dataset()
    made = kept.page(word, read(dict(link), word, data).choices, data)
    pieces = [piece for piece in made.pieces if isinstance(piece, str)]
    return marked(html.parcelled(piece).replace(HERE, escape(HERE)) for piece in pieces)


def checked(tally: Tally) -> list[str]:
    """What was wrong, with the pages that were not what they must be."""
    found = list(tally.wrong)
    for ask, all_ in tally.seen.items():
        wanted = expected(ask)
        found += [f"another page for {ask}" for each in all_ if not wanted <= each]
    return found


class Walk:
    """Where a visitor goes: an overview, then other municipalities; mixed: goals and figures too.

    Half of the clicks of a mixed walk are another municipality, 40 % a goal, 10 % an indicator.
    """

    def __init__(self, seed: int, *, mixed: bool = False) -> None:
        self.chance, self.mixed = random.Random(seed), mixed
        data = context.dataset()
        self.names = [row.name for row in data.reference.today.values()]
        self.ids = list(data.indicators(None))
        self.name = self.chance.choice(self.names)

    def first(self) -> Ask:
        """An overview."""
        return "overzicht", (("gemeente", self.name),)

    def next(self) -> Ask:
        """The next click."""
        turn = self.chance.random() if self.mixed else 0
        if turn < 0.5:
            self.name = self.chance.choice(self.names)
            return self.first()
        own = ("gemeente", self.name)
        if turn < 0.9:
            return "doel", (own, ("doel", str(self.chance.randint(1, 17))))
        return "indicator", (own, ("indicator", self.chance.choice(self.ids)))


async def visit(
    url: str, walk: Walk, tally: Tally, until: float, pace: tuple[float, float]
) -> None:
    """One visitor, until a moment (`time.monotonic`); what fails is told, and ends the visit."""
    try:
        ask = walk.first()
        since = time.perf_counter()
        first = await got(url, f"/{ask[0]}?{urlencode(ask[1])}")
        tally.took("paint", since)
        if first.status != 200 or escape(walk.name).encode() not in first.body:
            tally.wrong.append(f"first HTML of {walk.name}: {first.status}")
        async with await arrive(url, first.seat) as connection:
            kind = "arrival"
            while True:
                since = time.perf_counter()
                seen = await look(connection, ask[0], urlencode(ask[1]))
                tally.took(kind, since)
                tally.wrong += seen.wrong
                tally.seen.setdefault(ask, set()).add(marked(seen.pieces))
                await asyncio.sleep(walk.chance.uniform(*pace))
                if time.monotonic() > until:
                    return
                ask, kind = walk.next(), "switch"
    except (OSError, ConnectionClosed, TimeoutError) as error:
        tally.wrong.append(f"{type(error).__name__}: {error}")


async def crowd(
    url: str,
    count: int,
    seconds: float,
    pace: tuple[float, float] = PACE,
    within: float = 0,
    *,
    mixed: bool = False,
) -> Tally:
    """So many visitors for so long; they come one after another within the first seconds."""
    tally, begin = Tally(), time.monotonic()
    within = within or pace[1] or 1

    async def one(number: int) -> None:
        await asyncio.sleep(within * number / count)
        await visit(url, Walk(number + count, mixed=mixed), tally, begin + within + seconds, pace)

    await asyncio.gather(*(one(number) for number in range(count)))
    return tally


def warm(served: Served) -> None:
    """Wait until nothing is made ahead any more."""
    for _ in range(120):
        before = served.cpu
        time.sleep(2)
        if served.cpu - before < 0.2:
            return


def levels(served: Served, options: argparse.Namespace) -> None:
    """At human pace, more and more of them."""
    warm(served)
    left: dict[int, list[float]] = {}
    for count in (each for each in LEVELS if options.least <= each <= options.most):
        cpu, begin = served.cpu, time.monotonic()
        tally = asyncio.run(crowd(served.url, count, options.seconds, mixed=options.mixed))
        busy = (served.cpu - cpu) / (time.monotonic() - begin)
        memory = max(served.megabytes)
        wrong = checked(tally)
        said = "; ".join(tally.line(kind) for kind in ("paint", "arrival", "switch"))
        print(f"{count:4d} visitors: {said}; {len(wrong)} wrong; {busy:.2f} cores; {memory:.0f} MB")
        for text, times in Counter(wrong).most_common(3):
            print(f"     {times} x {text[:200]}")
        if count in (50, 200) and options.rest:
            time.sleep(options.rest)
            left[count] = served.megabytes
            print(f"     after they left: {', '.join(f'{each:.0f}' for each in left[count])} MB")
    if len(left) == 2:
        grown = [b / a for a, b in zip(*left.values(), strict=True)]
        print(f"memory after 200 left / after 50 left: {', '.join(f'{x:.2f}' for x in grown)}")


def throughput(other: Path | None, rounds: int, seconds: float) -> None:
    """Clicks a second of two processes when nobody waits, ours and another version's in turns."""
    found: dict[str, list[float]] = {}
    for _ in range(rounds):
        for name, folder in (("ours", ROOT), ("other", other)):
            if folder is None:
                continue
            with site(folder, 2) as served:
                warm(served)
                asyncio.run(crowd(served.url, 20, 5, (0, 0)))
                begin = time.monotonic()
                tally = asyncio.run(crowd(served.url, 20, seconds, (0, 0)))
                taken = time.monotonic() - begin
                clicks = sum(len(each) for kind, each in tally.seconds.items() if kind != "paint")
                found.setdefault(name, []).append(clicks / taken)
                print(f"{name}: {clicks / taken:.1f} clicks a second, {len(tally.wrong)} wrong")
    if other is not None:
        ratios = [a / b for a, b in zip(found["ours"], found["other"], strict=True)]
        print(
            f"throughput of two processes, ours / other: {median(ratios):.2f} "
            f"({min(ratios):.2f}-{max(ratios):.2f})"
        )


def burst(count: int, within: float) -> None:
    """First visits within some seconds: the first HTML has the figures."""
    with site(ROOT, 2) as served:
        warm(served)
        tally = asyncio.run(crowd(served.url, count, 0.1, (0.1, 0.1), within))
    print(
        f"{count} first visits within {within:g} s: {tally.line('paint')}; "
        f"{tally.line('arrival')}; {len(checked(tally))} wrong"
    )


def parts() -> dict[str, Callable[[argparse.Namespace], None]]:
    """What can be measured, by name."""

    def one(options: argparse.Namespace) -> None:
        with site(ROOT, 1, bare=True) as served:
            levels(served, options)

    def cores(options: argparse.Namespace) -> None:
        with site(ROOT, os.cpu_count() or 2) as served:
            levels(served, options)

    return {
        "one": one,
        "cores": cores,
        "throughput": lambda options: throughput(options.beside, options.rounds, options.seconds),
        "burst": lambda _: burst(100, 5),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description="What a site takes.")
    parser.add_argument("--only", choices=parts(), action="append", help="measure only this")
    parser.add_argument("--seconds", type=float, default=30, help="of each level")
    parser.add_argument(
        "--rest", type=float, default=REST, help="seconds before memory is looked at"
    )
    parser.add_argument("--rounds", type=int, default=3, help="of throughput")
    parser.add_argument("--mixed", action="store_true", help="goals and indicators too")
    parser.add_argument("--least", type=int, default=LEVELS[0], help="visitors")
    parser.add_argument("--most", type=int, default=LEVELS[-1], help="visitors")
    parser.add_argument("--beside", type=Path, help="clone of another version, set up and built")
    options = parser.parse_args()
    print(f"load of the machine before: {os.getloadavg()[0]:.1f}; cores: {os.cpu_count()}")
    for name, measure in parts().items():
        if options.only is None or name in options.only:
            print(f"-- {name}")
            measure(options)


if __name__ == "__main__":
    main()
