"""Does every publisher answer, and with what was expected? Asked without changing anything.

A reader says itself what it would ask: it is run on answers that are not there. Of each source the
newest few files are tried, and only the first bytes of an answer are taken. Where a file can be had
in several forms, the first that answers will do.
"""

import tempfile
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Final, NoReturn

from sdgwijzer import sources
from sdgwijzer.catalogue import Catalogue
from sdgwijzer.errors import AnswerMissing, DownloadError, SdgWijzerError
from sdgwijzer.fetch import genuine
from sdgwijzer.fetch.answers import Live
from sdgwijzer.fetch.web import GONE, Web
from sdgwijzer.lists import eurostat, outlines
from sdgwijzer.model import Indicator, Request, Source
from sdgwijzer.municipalities import Municipalities

TABLES: Final = (outlines.KEY, eurostat.KEY)
"""What is no source of municipal figures and can be asked by a program."""

MOST: Final = 3
"""Files of one source that are tried, the newest."""


class Verdict(StrEnum):
    """What became of one address."""

    REACHABLE = "reachable"
    REFUSED = "refused"  # an answer, but not to programs: a wall, a page of HTML
    CHANGED = "changed"  # not there any more, or something else
    UNREACHABLE = "unreachable"
    NOT_YET = "not yet"  # a file of this year or the last, which need not be there
    BY_HAND = "by hand"


WRONG: Final = (Verdict.REFUSED, Verdict.CHANGED, Verdict.UNREACHABLE)
"""What somebody has to look at."""


@dataclass(frozen=True)
class Finding:
    """One address of one source."""

    source: str
    verdict: Verdict
    name: str  # of the request
    address: str
    said: str  # what was found instead
    optional: bool = False  # tried, and not read by an update

    @property
    def wrong(self) -> bool:
        """Is it something to look at?"""
        return self.verdict in WRONG and not self.optional


def requests(entries: Catalogue, key: str, reference: Municipalities) -> list[Request]:
    """What the reader of a source asks, when nothing is there."""
    found = [each for ways in _ways(entries, key, reference) for each in ways]
    return list(dict.fromkeys(found))


def _ways(entries: Catalogue, key: str, reference: Municipalities) -> list[tuple[Request, ...]]:
    """The files of a source, each with the requests that give it, the first one best."""
    if key == outlines.KEY:
        return [(outlines.REQUEST,)]
    if key == eurostat.KEY:
        return [(eurostat.request(item),) for item in entries if item.benchmark is not None]
    source = sources.load(key)
    asked = entries.of_source(key)
    if not source.apart:
        return [(each,) for each in dict.fromkeys(_asked(source, asked, reference))]
    return list(dict.fromkeys(tuple(_asked(source, [item], reference)) for item in asked))


def _asked(source: Source, items: Sequence[Indicator], reference: Municipalities) -> list[Request]:
    found: list[Request] = []

    def get(request: Request) -> NoReturn:
        found.append(request)
        raise AnswerMissing(request.name)

    with suppress(SdgWijzerError, ValueError):  # nothing was there to read
        source.read(items, get, reference)
    return found


def examine(
    entries: Catalogue,
    keys: Sequence[str],
    web: Web,
    reference: Municipalities,
    documents: dict[str, bytes | DownloadError] | None = None,
) -> Iterator[Finding]:
    """Try the addresses of these sources, one by one.

    Args:
        entries: the catalogue.
        keys: sources, and any of `TABLES`.
        web: what asks.
        reference: the municipalities.
        documents: gets the pages and catalogues that were asked for addresses.
    """
    known = {} if documents is None else documents
    with tempfile.TemporaryDirectory() as folder:
        live = Live(Path(folder), Path(folder) / "new", web, known, today="")
        for key in keys:
            files = _ways(entries, key, reference)
            if not files:
                yield Finding(key, Verdict.CHANGED, "-", "", "no entry asks anything of it")
            asked = [ways for ways in files if not all(each.by_hand for each in ways)] or files
            for ways in asked[-MOST:]:
                yield _first(key, ways, live, web)
            for request in () if key in TABLES else sources.load(key).probes:
                found = _try(key, request, live, web)
                said = f"optional, not read. {found.said}".strip()
                yield replace(found, said=said, optional=True)


def _first(key: str, ways: Sequence[Request], live: Live, web: Web) -> Finding:
    """The first way to a file that works, or what became of the first and of the others."""
    tried: list[Finding] = []
    for request in ways:
        found = _try(key, request, live, web)
        before = "; ".join(f"{each.name}: {each.verdict}" for each in tried)
        if found.verdict is Verdict.REACHABLE:
            return replace(found, said=f"in place of {before}" if before else "")
        tried.append(found)
    first, *others = tried
    rest = "".join(f"; {each.name}: {each.verdict}, {each.said}" for each in others)
    return replace(first, said=first.said + rest)


def _try(key: str, request: Request, live: Live, web: Web) -> Finding:
    """The first address that can be reached, or what became of the last one."""
    if request.by_hand:
        return Finding(key, Verdict.BY_HAND, request.name, "", "")
    problems: list[DownloadError] = []
    last = Finding(key, _gone(request), request.name, "", "no address names it")
    for address in live.addresses(request, problems):
        last = _look(key, request, address, web)
        if last.verdict is Verdict.REACHABLE:
            return last
    if problems and not last.address:
        absent = all(isinstance(each, AnswerMissing) for each in problems)
        verdict = Verdict.CHANGED if absent else Verdict.UNREACHABLE
        return Finding(key, verdict, request.name, "", str(problems[0]))
    return last


def _gone(request: Request) -> Verdict:
    """What a file is that no address has: moved, or not published yet."""
    young = request.year is not None and request.year >= date.today().year - 1
    return Verdict.NOT_YET if young else Verdict.CHANGED


def _look(key: str, request: Request, address: str, web: Web) -> Finding:
    try:
        status, type_, head = web.look(address)
    except DownloadError as error:
        said = str(error).removeprefix(f"{address}: ")
        return Finding(key, Verdict.UNREACHABLE, request.name, address, said)
    if status in GONE:
        return Finding(key, _gone(request), request.name, address, f"status {status}")
    if status != 200:
        return Finding(key, Verdict.REFUSED, request.name, address, f"status {status}")
    wrong = genuine.wrong_start(head, request.name)
    if wrong:
        page = genuine.is_page(head)
        verdict = Verdict.REFUSED if page else Verdict.CHANGED
        return Finding(key, verdict, request.name, address, f"{wrong} ({type_})")
    return Finding(key, Verdict.REACHABLE, request.name, address, "")
