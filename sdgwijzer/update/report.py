"""What the publishers answered, as a text to send: no cookies, no passwords, no settings.

Of an answer only the headers in `SHOWN` are written out, of the others their names. What stands in
the settings of a proxy, or looks like a password in an address, is struck out wherever it stands:
a proxy that refuses may repeat what it was sent.
"""

import base64
import platform
import re
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Final, NamedTuple
from urllib.parse import unquote, urlsplit
from urllib.request import getproxies

from sdgwijzer import __version__
from sdgwijzer.errors import DownloadError
from sdgwijzer.fetch.finders import links
from sdgwijzer.fetch.genuine import is_page
from sdgwijzer.fetch.web import HEAD, Heard

SHOWN: Final = (
    *("content-type", "content-length", "content-encoding", "content-disposition", "date", "etag"),
    *("last-modified", "server", "retry-after", "cache-control", "allow", "via"),
)
"""Headers of an answer that say what it is and nothing of who asked."""

_STRUCK: Final = "***"
_TOO_SHORT: Final = 2  # a password of two letters would strike out half of the report
_FILES: Final = re.compile(r"(?i)\.(csv|xlsx?|zip|json|txt)(\?|#|$)")
_MOST_LINKS: Final = 60
_HIDDEN: Final = (
    (re.compile(r"//[^/@\s\"'<>]+@"), f"//{_STRUCK}@"),
    (re.compile(r"(?i)((?:set-)?cookie[\"']?\s*[:=]\s*)[^\r\n<]+"), rf"\1{_STRUCK}"),
    (re.compile(r"(?i)(authori[sz]ation[\"']?\s*[:=]\s*)[^\r\n<]+"), rf"\1{_STRUCK}"),
)
_OPENING: Final = """\
SDG-Wijzer {version}, report of 'sdgwijzer doctor' of {day}
Python {python} on {system}

In here: the addresses of publishers that were asked, and how each answer begins. Not in here:
cookies, passwords, settings of this machine. A proxy or firewall may have put a name or an address
of your network in its page: read the report before you send it.
"""


def text(
    day: str,
    findings: Iterable[str],
    heard: Sequence[Heard],
    documents: Mapping[str, bytes | DownloadError],
    gateway: str = "",
) -> str:
    """The whole report.

    Args:
        day: of today.
        findings: a line per address, and one with their numbers.
        heard: every answer, in order.
        documents: pages that were asked for addresses, by their own address.
        gateway: the server that all addresses are asked through; its password is struck out too.
    """
    opening = _OPENING.format(
        version=__version__, day=day, python=platform.python_version(), system=sys.platform
    )
    parts = [opening, "== What was found\n", *findings, "", "== Answers, in the order of asking"]
    for number, each in enumerate(heard, start=1):
        content = documents.get(each.address)
        page = content if isinstance(content, bytes) else b""
        parts += ["", *_answer(number, each, page)]
    return _struck("\n".join(parts) + "\n", _secrets(gateway))


def _answer(number: int, heard: Heard, page: bytes) -> Iterator[str]:
    yield f"--- {number}. {heard.address}"
    if not heard.status:
        yield f"no answer: {heard.error}"
        return
    yield f"status: {heard.status}"
    if heard.landed != heard.address:
        yield f"moved to: {heard.landed.partition('?')[0]}"
    shown = {name: value for name, value in heard.headers.items() if name.lower() in SHOWN}
    yield from (f"{name}: {value}" for name, value in shown.items())
    others = sorted(set(heard.headers) - set(shown))
    if others:
        yield f"other headers, without their values: {', '.join(others)}"
    yield from _head(heard.head)
    if is_page(page[:HEAD]):
        yield from _linked(page, heard.address)


def _head(head: bytes) -> Iterator[str]:
    """The first bytes: as text, or in base64 where they are none."""
    if not head:
        yield "body: none was read"
        return
    try:
        content = head.decode("utf-8", "strict" if b"\x00" in head else "ignore")
    except UnicodeDecodeError:
        content = ""
    if head.startswith(b"PK") or "\x00" in content or not content:
        yield f"body, the first {len(head)} bytes in base64:"
        encoded = base64.b64encode(head).decode("ascii")
        yield from (f"  | {encoded[at : at + 76]}" for at in range(0, len(encoded), 76))
        return
    yield f"body, the first {len(head)} bytes:"
    yield from (f"  | {_printable(line)}" for line in content.splitlines())


def _printable(line: str) -> str:
    return "".join(sign if sign.isprintable() or sign == "\t" else "." for sign in line)


def _linked(page: bytes, address: str) -> Iterator[str]:
    """Links to files on a page: an update looks for its file among them."""
    found = [each.partition("?")[0] for each in links(page, address) if _FILES.search(each)]
    yield f"links to files on this page of {len(page)} bytes: {len(found) or 'none'}"
    yield from (f"  > {each}" for each in found[:_MOST_LINKS])


class _Secrets(NamedTuple):
    names: set[str]
    words: set[str]


def _secrets(gateway: str) -> _Secrets:
    """Names and passwords of proxies on this machine, in each way in which they are sent."""
    names: set[str] = set()
    words: set[str] = set()
    for address in (*getproxies().values(), gateway):
        with suppress(ValueError):  # no address
            parts = urlsplit(address if "//" in address else f"//{address}")
            name, word = parts.username or "", parts.password or ""
            for user, secret in {(name, word), (unquote(name), unquote(word))}:
                pair = f"{user}:{secret}"
                names.add(user)
                words |= {secret, pair, base64.b64encode(pair.encode()).decode("ascii")}
    return _Secrets(
        *({each for each in found if len(each) > _TOO_SHORT} for found in (names, words))
    )


def _struck(report: str, secrets: _Secrets) -> str:
    """The report without secrets, and with `~` for the folder of who runs it."""
    for secret in sorted(secrets.words, key=len, reverse=True):
        report = report.replace(secret, _STRUCK)
    for name in secrets.names:
        report = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", _STRUCK, report)
    for pattern, instead in _HIDDEN:
        report = pattern.sub(instead, report)
    home = str(Path.home())
    return report.replace(home, "~") if len(home) > 1 else report
