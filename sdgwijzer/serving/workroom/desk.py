"""What every request of the workroom passes: its body, cookies, proof, and what a refusal says."""

import hmac
import logging
import secrets
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any, Final
from urllib.parse import parse_qsl

from cachetools import LRUCache
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from sdgwijzer import __version__, failures
from sdgwijzer.errors import SdgWijzerError, WorkroomDown
from sdgwijzer.html import workroom as html
from sdgwijzer.screens import frozen
from sdgwijzer.serving import address
from sdgwijzer.serving.address import Site
from sdgwijzer.texts import workroom as words
from sdgwijzer.texts.site import APP
from sdgwijzer.views.dataset import Dataset
from sdgwijzer.workroom import entry
from sdgwijzer.workroom.limits import Limits
from sdgwijzer.workroom.phases import Role
from sdgwijzer.workroom.refused import Refused, Why
from sdgwijzer.workroom.rooms import Room, Rooms, Who
from sdgwijzer.workroom.seen import Shown

BODY: Final = 16_000
"""Bytes of a form; counted here, as a server believes what a header says."""

FIELDS: Final = 400
HEADERS: Final = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self'; "
    "img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'",
    "Referrer-Policy": "same-origin",  # with "no-referrer" a form says Origin: null
    "Cache-Control": "no-store",
    "X-Robots-Tag": "noindex",
}
_STATUS: Final = {
    Why.RIGHTS: 403,
    Why.GONE: 404,
    Why.CODE: 404,
    Why.NOT_IN: 404,
    Why.TOO_FAST: 429,
    Why.PHASE: 409,
    Why.JUST_CLOSED: 409,
    Why.CHANGED: 409,
}
_STRANGE: Final = (Why.CODE, Why.NOT_IN)
"""Who asks is not known: what they sent is not shown again."""

_PROOF: Final = "bewijs"
_LOG: Final = logging.getLogger(__name__)
_DAYS: Final = 60 * 86_400

LETTERS: Final = {Role.PARTICIPANT: "d", Role.SCREEN: "s", Role.FACILITATOR: "b"}
"""Of a role, in the name of its cookie."""


class TooLarge(Exception):
    """A form that no page of ours sends."""


@dataclass(frozen=True)
class Form:
    """What was sent, and what proves that our own page sent it.

    Attributes:
        fields: in their order; a name can stand there more than once.
        token: to put in the next form.
    """

    fields: tuple[tuple[str, str], ...] = ()
    token: str = ""

    def one(self, name: str) -> str:
        """The last of this name; "" for none."""
        return next((text for key, text in reversed(self.fields) if key == name), "")

    def all(self, name: str) -> tuple[str, ...]:
        """All of this name."""
        return tuple(text for key, text in self.fields if key == name)

    def number(self, name: str) -> int | None:
        """A whole number; None for anything else."""
        text = self.one(name)
        return int(text) if text.isdecimal() and len(text) < 7 else None


@dataclass(frozen=True)
class Asked:
    """A request, read.

    Attributes:
        desk: that took it.
        request: of Starlette.
        form: what was sent.
    """

    desk: "Desk"
    request: Request
    form: Form

    @property
    def root(self) -> str:
        """The path of the start page."""
        return self.desk.site.root

    @property
    def rooms(self) -> Rooms:
        """All of them."""
        return self.desk.rooms

    def part(self, name: str) -> str:
        """A part of the address."""
        return str(self.request.path_params.get(name, ""))

    def number(self) -> int:
        """The number in the address.

        Raises:
            Refused: it is none.
        """
        text = self.part("number")
        if not text.isdecimal() or len(text) > 6:
            raise Refused(Why.GONE)
        return int(text)

    def query(self, name: str) -> str:
        """What stands behind the question mark."""
        return self.request.query_params.get(name, "")

    def cookie(self, role: Role, ref: str) -> str:
        """The secret that a browser keeps of a room."""
        return self.request.cookies.get(cookie(role, ref), "")

    def who(self, role: Role) -> tuple[Room, Who]:
        """The room of the address, and who asks, in this role.

        Raises:
            Refused: the browser has no secret of it, or one that opens nothing (any more).
        """
        ref = self.part("ref").upper()
        secret = self.cookie(role, ref)
        room = self.rooms.find(ref) if secret else None
        if room is None:
            raise Refused(Why.NOT_IN)
        if role is Role.PARTICIPANT:
            found = entry.participant(self.rooms, ref, secret)
        else:
            opened = entry.keeper(self.rooms, secret)
            found = opened[1] if opened and opened[0] == ref and opened[1].role is role else None
        if found is None:
            raise Refused(Why.NOT_IN)
        return room, found

    def page(self, name: str, status: int = 200, **values: object) -> HTMLResponse:
        """A page, from its template."""
        values = {
            "title": words.NAME,
            "form": self.form,
            "why": "",
            "done": "",
            "newer": {},
        } | values
        text = html.page(name, root=self.root, version=VERSION, words=words, site=APP, **values)
        return HTMLResponse(text, status_code=status, headers=HEADERS)

    def to(self, path: str) -> RedirectResponse:
        """On to another page of the workroom, so that reading it anew sends nothing again."""
        return RedirectResponse(f"{self.root}w/{path}", status_code=303, headers=HEADERS)

    def remember(self, answer: Response, name: str, secret: str) -> Response:
        """Let the browser keep a secret; an empty one is forgotten."""
        home = address.public(self.request.scope, self.desk.site)
        answer.set_cookie(
            name,
            secret,
            max_age=_DAYS if secret else 0,
            path=f"{self.root}w",
            secure=home.startswith("https:"),
            httponly=True,
            samesite="lax",
        )
        return answer


def cookie(role: Role, ref: str) -> str:
    """The name of a cookie."""
    return f"w-{LETTERS[role]}-{ref}"


VERSION: Final = sha256(f"{__version__}{html.style()}".encode()).hexdigest()[:10]
FIRST: Final = "w-eerst"
"""A cookie for who has no other: a form must prove that our own page sent it."""

Handler = Callable[[Asked], Response]


@dataclass(frozen=True)
class Desk:
    """Takes requests, and gives answers.

    Attributes:
        rooms: of the database.
        site: where it stands.
        data: the figures in use.
        host_key: opens `/w/nieuw`; "" opens nothing.
        limits: of this process.
    """

    rooms: Rooms
    site: Site
    data: Callable[[], Dataset]
    host_key: str
    limits: Limits
    _latest: LRUCache[tuple[str, str], Any] = field(
        default_factory=lambda: LRUCache(32), repr=False, compare=False
    )

    def newer(self, room: Room, shown: Iterable[Shown]) -> dict[str, str]:
        """Of cards whose figure is not that of today any more: what it is now, by number.

        Nothing where the figures cannot be asked: a card stays what it was.
        """
        try:
            data = self.data()
            key = (data.version, room.nis_code)
            if key not in self._latest:
                self._latest[key] = frozen.latest(data, room.nis_code)
        except SdgWijzerError as error:
            failures.record(error, "werkruimte", {})
            return {}
        now = self._latest[key]
        found = {each.number: frozen.newer(each.evidence, now) for each in shown}
        return {number: words.newer(said) for number, said in found.items() if said}

    def take(self, handler: Handler) -> Callable[[Request], object]:
        """A route's endpoint of a handler that may wait for the database."""

        async def endpoint(request: Request) -> Response:
            secret = request.cookies.get(FIRST) or secrets.token_urlsafe(24)
            try:
                fields = await _fields(request) if request.method == "POST" else ()
            except TooLarge:
                return _bare(413)
            form = Form(fields, _proof(secret))
            asked = Asked(self, request, form)
            if request.method == "POST" and not hmac.compare_digest(
                form.one(_PROOF).encode(), form.token.encode()
            ):
                return asked.page("message", 403, **_said(words.EXPIRED, asked, ()))
            answer = await run_in_threadpool(self._answer, handler, asked)
            if FIRST not in request.cookies:
                asked.remember(answer, FIRST, secret)
            return answer

        return endpoint

    def _answer(self, handler: Handler, asked: Asked) -> Response:
        try:
            return handler(asked)
        except Refused as refused:
            said = words.why(refused.why, refused.about)
            status = _STATUS.get(refused.why, 400)
            typed = asked.form.fields if refused.why not in _STRANGE else ()
            return asked.page("message", status, **_said(said, asked, typed))
        except WorkroomDown as error:
            _LOG.error("workroom: %s", error)
            heading = words.DOWN_TITLE
            said = words.DOWN if asked.form.fields else words.DOWN_SHORT
            return asked.page(
                "message", 503, **_said(said, asked, asked.form.fields, heading=heading)
            )
        except Exception as error:  # noqa: BLE001 - whatever it is, what was typed is not lost
            failures.record(error, "werkruimte", {})
            said = words.DOWN if asked.form.fields else words.DOWN_SHORT
            return asked.page(
                "message", 500, **_said(said, asked, asked.form.fields, heading=words.DOWN_TITLE)
            )


def _said(
    said: str, asked: Asked, typed: tuple[tuple[str, str], ...], heading: str = words.NOT_DONE
) -> dict[str, object]:
    """What a message says; what was typed stands below it, to send again or to copy."""
    kept = [(name, text) for name, text in typed if name != _PROOF]
    text = [(name, each) for name, each in kept if name in ("titel", "uitleg", "reden") and each]
    path = asked.request.url.path
    home = f"{asked.root}w/"
    ref = asked.part("ref")
    return {
        "heading": heading,
        "said": said,
        "typed": kept if text else [],
        "again": path,
        "back": f"{home}r/{ref}" if ref else home,
        "title": words.title(words.NAME, heading),
    }


def _proof(secret: str) -> str:
    return sha256(f"form {secret}".encode()).hexdigest()[:32]


async def _fields(request: Request) -> tuple[tuple[str, str], ...]:
    """A form as it is sent without files.

    Raises:
        TooLarge: more bytes or fields than any page of ours sends.
    """
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > BODY:
            raise TooLarge
    try:
        return tuple(
            parse_qsl(
                body.decode("utf-8", "replace"), keep_blank_values=True, max_num_fields=FIELDS
            )
        )
    except ValueError as error:
        raise TooLarge from error


def _bare(status: int) -> Response:
    """No page: who sends this is no visitor."""
    return Response(status_code=status, headers=HEADERS)
