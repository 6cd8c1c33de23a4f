"""What every request passes through before Streamlit sees it."""

from html import escape
from typing import Final

from starlette.requests import HTTPConnection
from starlette.responses import HTMLResponse, PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sdgwijzer.serving import address
from sdgwijzer.serving.address import Site
from sdgwijzer.serving.page import page
from sdgwijzer.texts import screens

_READING: Final = ("GET", "HEAD")


class Gate:
    """Pages in Dutch, one address for each, and nothing from somebody else's pages.

    A handshake from a foreign page is refused here. Streamlit would ask an address on the internet
    first, in the loop that answers everybody: where it does not answer, all visitors wait for it.
    """

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self.app = app
        self.site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, refuse, or hand on."""
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        changes = scope["type"] == "websocket" or scope["method"] not in _READING
        if changes and not address.is_ours(scope, self.site):
            await _refuse(scope, receive, send)
        elif changes:
            await self.app(_of_one_origin(scope), receive, send)
        elif not address.is_known_host(scope, self.site):
            await PlainTextResponse(screens.OTHER_SITE, status_code=421)(scope, receive, send)
        else:
            await self._read(scope, receive, send)

    async def _read(self, scope: Scope, receive: Receive, send: Send) -> None:
        query = scope["query_string"].decode("latin-1")
        way = address.way(scope["path"], query, self.site)
        if way.page is not None:
            canonical = address.public(scope, self.site) + way.page + (f"?{query}" if query else "")
            answer: Response = HTMLResponse(
                page(way.page, canonical), headers={"Cache-Control": "no-cache"}
            )
            await answer(scope, receive, send)
        elif way.to:
            await RedirectResponse(way.to, status_code=303)(scope, receive, send)
        else:
            await self.app(scope, receive, _without_page(scope, receive, send))


async def _refuse(scope: Scope, receive: Receive, send: Send) -> None:
    """403, also to a handshake that was not accepted yet."""
    if scope["type"] == "websocket":
        await send({"type": "websocket.close", "code": 1008, "reason": "foreign origin"})
    else:
        await PlainTextResponse(screens.OTHER_SITE, status_code=403)(scope, receive, send)


def _of_one_origin(scope: Scope) -> Scope:
    """The request with the host of its Origin: behind a proxy they may differ, and both are ours.

    Streamlit compares them again, and would ask the internet where they differ.
    """
    origin = HTTPConnection(scope).headers.get("origin")
    if origin is None:
        return scope
    host = origin.partition("://")[2].encode("latin-1")
    others = [(name, text) for name, text in scope["headers"] if name != b"host"]
    return {**scope, "headers": [(b"host", host), *others]}


def _without_page(scope: Scope, receive: Receive, send: Send) -> Send:
    """Streamlit answers what it does not have with its page: here that is "not found"."""
    refused = False

    async def answer(message: Message) -> None:
        nonlocal refused
        if message["type"] == "http.response.start":
            kinds = [text for name, text in message["headers"] if name == b"content-type"]
            refused = message["status"] in (200, 304, 404) and (
                message["status"] == 404 or any(kind.startswith(b"text/html") for kind in kinds)
            )
            if refused:
                await _not_found(scope)(scope, receive, send)
                return
        if not refused:
            await send(message)

    return answer


def _not_found(scope: Scope) -> Response:
    up = "../" * (scope["path"].count("/") - 1) or "./"
    words = f'{escape(screens.NOT_FOUND)} <a href="{up}">{escape(screens.TO_START)}</a>'
    return HTMLResponse(
        f'<!DOCTYPE html><html lang="nl"><meta charset="utf-8"><title>404</title><p>{words}</p>',
        status_code=404,
    )
