"""Does every publisher answer, and with what was expected? Asked without changing anything.

A reader says itself what it would ask: it is run on answers that are not there. Of each source the
newest few requests are tried, and only the first bytes of an answer are taken.
"""

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
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
from sdgwijzer.model import Request
from sdgwijzer.municipalities import Municipalities

TABLES: Final = (outlines.KEY, eurostat.KEY)
"""What is no source of municipal figures and can be asked by a program."""

MOST: Final = 3
"""Requests of one source that are tried, the newest."""


class Verdict(StrEnum):
    """What became of one address."""

    REACHABLE = "reachable"
    REFUSED = "refused"  # an answer, but not to programs: a wall, a page of HTML
    CHANGED = "changed"  # not there any more, or something else
    UNREACHABLE = "unreachable"
    BY_HAND = "by hand"


@dataclass(frozen=True)
class Finding:
    """One address of one source."""

    source: str
    verdict: Verdict
    name: str  # of the request
    address: str
    said: str  # what was found instead


def requests(entries: Catalogue, key: str, reference: Municipalities) -> list[Request]:
    """What the reader of a source asks, when nothing is there."""
    found: list[Request] = []

    def get(request: Request) -> NoReturn:
        found.append(request)
        raise AnswerMissing(request.name)

    if key == outlines.KEY:
        return [outlines.REQUEST]
    if key == eurostat.KEY:
        return [eurostat.request(item) for item in entries if item.benchmark is not None]
    source = sources.load(key)
    asked = entries.of_source(key)
    groups = [[item] for item in asked] if source.apart else [list(asked)]
    for group in groups:
        try:
            source.read(group, get, reference)
        except (SdgWijzerError, ValueError):  # nothing was there to read
            continue
    return list(dict.fromkeys(found))


def examine(
    entries: Catalogue, keys: Sequence[str], web: Web, reference: Municipalities
) -> Iterator[Finding]:
    """Try the addresses of these sources, one by one.

    Args:
        entries: the catalogue.
        keys: sources, and any of `TABLES`.
        web: what asks.
        reference: the municipalities.
    """
    with tempfile.TemporaryDirectory() as folder:
        live = Live(Path(folder), Path(folder) / "new", web, {}, today="")
        for key in keys:
            asked = requests(entries, key, reference)[-MOST:]
            if not asked:
                yield Finding(key, Verdict.CHANGED, "-", "", "no entry asks anything of it")
            for request in asked:
                yield _try(key, request, live, web)
            for request in () if key in TABLES else sources.load(key).probes:
                found = _try(key, request, live, web)
                yield replace(found, said=f"optional, not read. {found.said}".strip())


def _try(key: str, request: Request, live: Live, web: Web) -> Finding:
    """The first address that can be reached, or what became of the last one."""
    if request.by_hand:
        return Finding(key, Verdict.BY_HAND, request.name, "", "")
    problems: list[DownloadError] = []
    last = Finding(key, Verdict.CHANGED, request.name, "", "no address names it")
    for address in live.addresses(request, problems):
        last = _look(key, request, address, web)
        if last.verdict is Verdict.REACHABLE:
            return last
    if problems and not last.address:
        return Finding(key, Verdict.UNREACHABLE, request.name, "", str(problems[0]))
    return last


def _look(key: str, request: Request, address: str, web: Web) -> Finding:
    try:
        status, type_, head = web.look(address)
    except DownloadError as error:
        said = str(error).removeprefix(f"{address}: ")
        return Finding(key, Verdict.UNREACHABLE, request.name, address, said)
    if status in GONE:
        return Finding(key, Verdict.CHANGED, request.name, address, f"status {status}")
    if status != 200:
        return Finding(key, Verdict.REFUSED, request.name, address, f"status {status}")
    wrong = genuine.wrong_start(head, request.name)
    if wrong:
        page = genuine.is_page(head)
        verdict = Verdict.REFUSED if page else Verdict.CHANGED
        return Finding(key, verdict, request.name, address, f"{wrong} ({type_})")
    return Finding(key, Verdict.REACHABLE, request.name, address, "")
