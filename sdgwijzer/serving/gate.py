"""What every request passes through before Streamlit sees it."""

import gzip
import logging
import re
from collections.abc import Callable
from contextlib import nullcontext
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from threading import Lock
from typing import Final
from urllib.parse import parse_qsl, quote

from cachetools import LRUCache
from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from sdgwijzer import __version__, api, failures, html
from sdgwijzer.html.first import First, first, is_kept
from sdgwijzer.links.embedding import HERE, PATH
from sdgwijzer.serving import address, policy, way
from sdgwijzer.serving.address import ADDRESS, Site
from sdgwijzer.serving.files import PREVIEW
from sdgwijzer.serving.page import PICTOGRAMS, font, inline, page
from sdgwijzer.texts import frame_of_pages
from sdgwijzer.texts.site import APP
from sdgwijzer.views import turns
from sdgwijzer.views.dataset import Dataset

STREAM: Final = "_stcore/stream"
"""Streamlit's one websocket, below the base."""

_READING: Final = ("GET", "HEAD")
_VIEWLESS: Final = ("embed", "embed_options", "pagina")  # not of what a page shows
_MOST: Final = 2000  # letters of the query in a canonical address
_KEPT: Final = {
    "Cache-Control": "public, max-age=0, s-maxage=60, must-revalidate",
    "Vary": "Accept-Encoding",
}
"""A browser asks each time whether it changed; what stands between may keep it for a minute."""
_PACKED: Final = 5
"""How hard first HTML is packed: more takes longer, and is hardly smaller."""

_UNKEPT: Final = {"Cache-Control": "no-store"}
ROOM: Final = 32_000_000
"""Bytes of first HTML that is kept, packed, for all who ask the same."""

_LOG: Final = logging.getLogger(__name__)


@dataclass(frozen=True)
class Wanted:
    """A page as it is asked.

    Attributes:
        path: its word in the address; "" is the start page.
        view: the query with what is of the page alone, with its question mark; "" for none.
        query: all of the query.
        home: full address of the start page.
    """

    path: str
    view: str
    query: str
    home: str

    @property
    def word(self) -> str:
        """Of the page."""
        return self.path or "start"

    @property
    def link(self) -> dict[str, str]:
        """What is chosen."""
        return dict(parse_qsl(self.query))

    def mark(self, version: str) -> str:
        """An entity tag: of the program, the figures, and what is asked; no two answers share one.

        Args:
            version: of the figures (`Dataset.version`).
        """
        parts = (__version__, version, self.path, self.query, self.home, _scripts())
        return f'W/"{sha256(chr(0).join(parts).encode()).hexdigest()[:24]}"'

    def page(self, shown: First | None) -> bytes:
        """The first HTML.

        Args:
            shown: its content; None where that cannot be made.
        """
        canonical = f"{self.home}{self.path}{self.view}" if len(self.view) <= _MOST else ""
        picture = f"{self.home}{PREVIEW}/{self.word}.png{self.view}"
        charted = self.link.get("groot") == "ja"
        made = page(self.path, canonical, picture, shown, charted=charted)
        return made.replace(HERE, self.home).encode()  # lines to copy; a home has no sign of HTML


@cache
def _scripts() -> str:
    """A mark of the scripts in a page."""
    return sha256(chr(0).join(inline()).encode()).hexdigest()


class Gate:
    """Pages in Dutch, one address for each, and nothing from somebody else's pages.

    A handshake from a foreign page is refused here. Streamlit would ask an address on the internet
    first, in the loop that answers everybody: where it does not answer, all visitors wait for it.
    """

    def __init__(self, app: ASGIApp, site: Site, data: Callable[[], Dataset]) -> None:
        self.app = app
        self.site = site
        self.data = data
        self.room: LRUCache[str, bytes] = LRUCache(ROOM, getsizeof=len)
        self.lock = Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, refuse, or hand on; doubled slashes, which proxies make, count as one."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        asked = (scope.get("raw_path") or quote(scope["path"]).encode()).decode("latin-1")
        scope = {**scope, "path": re.sub("/{2,}", "/", scope["path"])}
        websocket = scope["type"] == "websocket"
        if not address.is_known_host(scope, self.site):
            home = address.public(scope, self.site)
            answer = (
                WebSocketClose(1008)
                if websocket
                else _small(421, frame_of_pages.OTHER_ADDRESS, home, home)
            )
            await answer(scope, receive, send)
        elif websocket and scope["path"] != self.site.root + STREAM:
            await WebSocketClose(code=1008)(scope, receive, send)
        elif not websocket and self._is_for_programs(scope["path"]):
            await self._program(scope, receive, send)
        elif not websocket and scope["method"] in _READING:
            await self._read(asked, scope, receive, send)
        elif not address.is_ours(scope, self.site):
            _LOG.warning(
                "refused from another site: Origin %r, expected %s (behind a proxy: let it pass "
                "Host, or set %s)",
                Headers(scope=scope).get("origin", "")[:200],
                address.public(scope, self.site),
                ADDRESS,
            )
            refusal = PlainTextResponse(frame_of_pages.OTHER_SITE, status_code=403)
            await (WebSocketClose(1008) if websocket else refusal)(scope, receive, send)
        else:
            await self._hand_on(asked, _of_one_origin(scope), receive, send)

    def _is_for_programs(self, path: str) -> bool:
        return f"{path}/".startswith(f"{self.site.root}{api.PATH}/")

    async def _program(self, scope: Scope, receive: Receive, send: Send) -> None:
        """To the addresses for programs, that are read alone, from anybody's pages.

        What stands below them goes apart: Streamlit refuses some paths by itself, in a bare text.
        """
        root = f"{self.site.root}{api.PATH}"
        below = scope["path"].removeprefix(root).strip("/")
        inner = {**scope, "path": root, "path_params": {"below": below}}
        await self.app(inner, receive, send)

    async def _read(self, asked: str, scope: Scope, receive: Receive, send: Send) -> None:
        found = way.way(asked, scope["query_string"], self.site)
        if found.page is not None:
            query = way.without(way.quoted(scope["query_string"]), *_VIEWLESS)
            query = f"?{query}" if query else ""
            home = address.public(scope, self.site)
            wanted = Wanted(found.page, query, way.quoted(scope["query_string"]), home)
            headers = Headers(scope=scope)
            answer = self._kept(wanted, headers)
            if answer is None:
                answer = await run_in_threadpool(self._answer, wanted, headers)
            await answer(scope, receive, send)
        elif found.to:
            await RedirectResponse(found.to, status_code=303)(scope, receive, send)
        else:
            await self._hand_on(asked, scope, receive, send)

    def _kept(self, wanted: Wanted, asked: Headers) -> Response | None:
        """What is at hand, without a thread: a thread costs as much again. None where it is not."""
        try:
            mark = wanted.mark(self.data().version)
        except Exception:  # noqa: BLE001 - `_answer` says what is wrong
            return None
        with self.lock:
            made = self.room.get(mark)
        if made is None or not _unpacks(asked):
            return None
        headers = _KEPT | {"ETag": mark}
        if mark.removeprefix("W/") in asked.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        return HTMLResponse(made, headers=headers | {"Content-Encoding": "gzip"})

    def _answer(self, wanted: Wanted, asked: Headers) -> Response:
        """The first HTML of a page; "not modified" for who has it, in the form that was sent."""
        try:
            data = self.data()
            mark = wanted.mark(data.version)
        except Exception as error:  # noqa: BLE001 - whatever it is, there is a page
            failures.record(error, wanted.word, wanted.link)
            return HTMLResponse(wanted.page(None), headers=_UNKEPT)
        headers = _KEPT | {"ETag": mark}
        if mark.removeprefix("W/") in asked.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        with self.lock:
            made = self.room.get(mark)
        if made is None:
            shown = self._shown(wanted, data)
            if shown is None:
                return HTMLResponse(wanted.page(None), headers=_UNKEPT)
            made = gzip.compress(wanted.page(shown), _PACKED, mtime=0)
            with self.lock:
                self.room[mark] = made
        if _unpacks(asked):
            return HTMLResponse(made, headers=headers | {"Content-Encoding": "gzip"})
        return HTMLResponse(gzip.decompress(made), headers=headers)

    def _shown(self, wanted: Wanted, data: Dataset) -> First | None:
        """The content of a page; None where it fails: the page itself says so to the visitor.

        One that is kept waits for no turn: it would stand behind pages that take fifty times as
        long.
        """
        try:
            with nullcontext() if is_kept(wanted.word, wanted.link, data) else turns.PAGES:
                return first(wanted.word, wanted.link, data, font(), f"./{PICTOGRAMS}")
        except Exception as error:  # noqa: BLE001 - whatever it is, there is a page
            failures.record(error, wanted.word, wanted.link)
            return None

    async def _hand_on(self, asked: str, scope: Scope, receive: Receive, send: Send) -> None:
        """Streamlit answers what it does not have with its page: here that is "not found"."""
        missing = False
        framed = scope["path"].startswith(f"{self.site.root}{PATH}/")
        room = way.is_room(scope["path"], self.site)

        async def answer(message: Message) -> None:
            nonlocal missing
            if message["type"] == "http.response.start":
                headers = Headers(raw=message["headers"])
                kind = headers.get("content-type", "")
                own = framed or room or "content-disposition" in headers  # a file of ours
                strange = kind.startswith("text/html") and not own
                missing = (message["status"] in (404, 405) and not room) or strange
                if missing:
                    home = way.home(asked, self.site)
                    found = (frame_of_pages.NOT_FOUND, home, frame_of_pages.TO_START)
                    await _small(404, *found)(scope, receive, send)
            if not missing:
                await send(message)

        inner = {**scope, "path": scope["path"].rstrip("/") or "/"}
        await self.app(inner, receive, answer)


def _unpacks(asked: Headers) -> bool:
    """Does who asks read gzip? All browsers do."""
    offered = asked.get("accept-encoding", "").replace(" ", "").lower().split(",")
    return any(each == "gzip" or re.fullmatch(r"gzip;q=(1|0\.0*[1-9]).*", each) for each in offered)


def _of_one_origin(scope: Scope) -> Scope:
    """The request with the host of its Origin: behind a proxy they may differ, and both are ours.

    Streamlit compares them again, and would ask the internet where they differ.
    """
    origin = Headers(scope=scope).get("origin")
    if origin is None:
        return scope
    scope = {**scope, "headers": list(scope["headers"])}
    MutableHeaders(scope=scope)["host"] = origin.partition("://")[2]
    return scope


def _small(status: int, words: str, href: str, name: str) -> HTMLResponse:
    """A page of one sentence and a link, without Streamlit."""
    made = html.message(APP, words, href, name)
    return HTMLResponse(made, status_code=status, headers=policy.OF_MESSAGE)
