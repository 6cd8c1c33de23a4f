"""The addresses for programs (`api/`), on the server of the pages: forms, turns, what was kept.

Who asks what they have already gets 304 before anything is read. An answer of many rows is sent a
piece at a time (`spool.py`).
"""

import hashlib
import json
import re
from asyncio import Semaphore
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final
from urllib.parse import urlencode

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

import sdgwijzer
from sdgwijzer import failures, settings
from sdgwijzer.api import PATH, RESOURCES, Problem, Resource, Rows, document, questions
from sdgwijzer.errors import SdgWijzerError
from sdgwijzer.serving import address, api_page
from sdgwijzer.serving.address import Site
from sdgwijzer.serving.answer import AN_HOUR, MAKERS, bodiless
from sdgwijzer.serving.files import ascii_name
from sdgwijzer.serving.spool import Spool
from sdgwijzer.store import exports
from sdgwijzer.store.pieces import AT_ONCE
from sdgwijzer.texts import api as texts
from sdgwijzer.views.dataset import Dataset
from sdgwijzer.views.once import once

USUAL: Final = 100
"""Rows of an answer in JSON that names no limit."""

_MEDIA: Final = {"json": "application/json", "csv": "text/csv"}
_OF_PAGE: Final = {"json": "application/json", "html": "text/html"}
_READING: Final = ("GET", "HEAD")
_ANYBODY: Final = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "ETag, Link, Retry-After, X-Total-Count",
}
_PREFLIGHT: Final = {
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "Accept, If-None-Match",
    "Access-Control-Max-Age": "86400",
}
_AGAIN: Final = {
    429: {"Retry-After": "1"},
    503: {"Retry-After": "60"},
    405: {"Allow": "GET, HEAD, OPTIONS"},
}


@dataclass(frozen=True)
class _Asked:
    """A request that can be right."""

    home: str  # full address of the API, without a slash at the end
    path: str  # behind it, without the suffix
    form: str  # json, csv or html
    pairs: tuple[tuple[str, str], ...]

    def url(self, **changed: object) -> str:
        """Its full address, with other values for some filters."""
        kept = [(name, value) for name, value in self.pairs if name not in changed]
        query = urlencode([*kept, *changed.items()])
        return f"{self.home}/{self.path}.{self.form}?{query}"

    def etag(self, data: Dataset) -> str:
        """What changes when the figures, the program or the question do; gzip or not."""
        said = repr((sdgwijzer.__version__, data.version, self))
        return f'W/"{hashlib.sha256(said.encode()).hexdigest()[:24]}"'


class Api:
    """Answers what is asked below `PATH`; any method, so that each gets a problem it can read.

    `path_params` has what stands `below` it, from the gate.
    """

    def __init__(self, data: Callable[[], Dataset], site: Site) -> None:
        """Nothing is read yet.

        Args:
            data: the figures in use, asked at every request.
            site: where they stand.
        """
        self._data = data
        self._site = site
        self._turns = Semaphore(MAKERS)
        self._under_way = 0
        self._spool = once(2)(lambda rows: Spool(rows.stream))
        self._document = once(1)(_document)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or refuse where too many are under way."""
        request = Request(scope, receive)
        most = settings.read().requests
        if self._under_way >= most:
            refusal = self._refused(request, Problem("drukte", texts.too_busy(most)))
            await refusal(scope, receive, send)
            return
        self._under_way += 1
        try:
            response = await self._answer(request)
            await response(scope, receive, send)
        finally:
            self._under_way -= 1

    async def _answer(self, request: Request) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={**_ANYBODY, **_PREFLIGHT})
        try:
            if request.method not in _READING:
                raise Problem("methode", texts.wrong_method(request.method))
            async with self._turns:
                response = await run_in_threadpool(self._made, request)
        except Problem as problem:
            response = self._refused(request, problem)
        except Exception as error:  # noqa: BLE001 - whatever it is, it is said and logged
            said = failures.sentence(error, PATH, dict(request.query_params))
            kind = "cijfers" if isinstance(error, SdgWijzerError) else "fout"
            response = self._refused(request, Problem(kind, said))
        if request.method == "HEAD":
            return bodiless(response)
        return response

    def _made(self, request: Request) -> Response:
        home = address.public(request.scope, self._site) + PATH
        asked = _asked(request, home)
        data = self._data()
        headers = {**_ANYBODY, **AN_HOUR, "ETag": asked.etag(data), "Vary": "Accept"}
        if headers["ETag"] in re.split(r"\s*,\s*", request.headers.get("if-none-match", "")):
            return Response(status_code=304, headers=headers)
        if asked.form == "html":
            if not request.scope.get("raw_path", b"/").endswith(b"/"):
                return RedirectResponse("v1/", status_code=308)
            return api_page.response(home.removesuffix(PATH), headers)
        if asked.path in ("", "openapi"):
            made = self._document(home, data)
            return Response(made, media_type="application/json", headers=headers)
        resource, text = _resource(asked.path)
        question = questions.read(
            resource.question if not text else questions.Question, asked.pairs
        )
        if asked.form == "csv":
            return self._csv(asked, resource, text, question, data, headers)
        if text:
            assert resource.one is not None
            [row] = exports.records(resource.one(text, data).window(0, 1))
            return Response(_json(row), media_type="application/json", headers=headers)
        return _listed(asked, resource.make(question, data), question, headers)

    def _csv(
        self,
        asked: _Asked,
        resource: Resource,
        text: str,
        question: questions.Question,
        data: Dataset,
        headers: dict[str, str],
    ) -> Response:
        """All rows a piece at a time, or the window that is asked."""
        if text:
            assert resource.whole is not None
            rows = resource.whole(text, data)
        else:
            rows = resource.make(question, data)
        name = ascii_name(f"sdg-wijzer-{asked.path.replace('/', '-')}.csv")
        headers["Content-Disposition"] = f'attachment; filename="{name}"'
        headers["X-Total-Count"] = str(rows.total)
        limit, offset = _window(question, questions.MOST_ROWS)
        if not offset and getattr(question, "limit", None) is None:
            if rows.total <= AT_ONCE:
                return Response(rows.csv(), media_type="text/csv", headers=headers)
            failed = partial(failures.record, page=PATH, link=dict(asked.pairs))
            whole = self._spool(rows).sent(self._turns, failed)
            return StreamingResponse(whole, media_type="text/csv", headers=headers)
        headers |= _link(_next(asked, rows, offset, limit))
        made = exports.as_bytes(rows.window(offset, limit), "csv")
        return Response(made, media_type="text/csv", headers=headers)

    def _refused(self, request: Request, problem: Problem) -> Response:
        home = address.public(request.scope, self._site) + PATH
        title, _ = texts.KINDS[problem.kind]
        told = {
            "type": f"{home}/#{problem.kind}",
            "title": title,
            "status": problem.status,
            "detail": problem.detail,
            "instance": "/".join(filter(None, (f"/{PATH}", request.path_params["below"]))),
            **problem.more,
        }
        headers = {**_ANYBODY, "Cache-Control": "no-store", **_AGAIN.get(problem.status, {})}
        return Response(
            _json(told),
            status_code=problem.status,
            media_type="application/problem+json",
            headers=headers,
        )


def _asked(request: Request, home: str) -> _Asked:
    """What a request asks, and in which form.

    Raises:
        Problem: it is too long, or the form is not there.
    """
    path, query = request.path_params["below"], request.scope["query_string"]
    if len(query) > questions.LONGEST_QUERY:
        raise Problem("vraag", texts.too_long(len(query), questions.LONGEST_QUERY))
    bare, dot, ending = path.rpartition(".")
    form = ending if dot and ending in _MEDIA else ""
    accept = request.headers.get("accept", "").strip() or "*/*"
    form = form or _preferred(accept, _MEDIA if path else _OF_PAGE)
    if not form:
        raise Problem("vorm", texts.wrong_form(accept))
    pairs = tuple(sorted(request.query_params.multi_items()))
    return _Asked(home, bare if ending == form else path, form, pairs)


def _preferred(accept: str, offered: Mapping[str, str]) -> str:
    """The form that is wanted most of those that there are; "" for none of them."""
    wanted = {}
    for part in accept.lower().split(","):
        media, _, more = part.partition(";")
        weight = re.search(r"\bq\s*=\s*([01](\.\d{0,3})?)", more)
        wanted[media.strip()] = float(weight[1]) if weight else 1.0

    def weight_of(form: str) -> float:
        media = offered[form]
        ranges = (media, f"{media.partition('/')[0]}/*", "*/*")
        return next((wanted[each] for each in ranges if each in wanted), 0.0)

    best = max(offered, key=weight_of)
    return best if weight_of(best) > 0 else ""


def _resource(path: str) -> tuple[Resource, str]:
    """The resource of an address, and what it names of it ("" for all).

    Raises:
        Problem: there is nothing at this address.
    """
    name, _, text = path.partition("/")
    found = RESOURCES.get(name)
    if found is None or (text and found.one is None):
        raise Problem("onbekend", texts.no_address(f"{PATH}/{path}", list(RESOURCES)))
    return found, text


def _window(question: questions.Question, usual: int) -> tuple[int, int]:
    """How many rows are asked, and how many are passed over."""
    if not isinstance(question, questions.Paged):
        return usual, 0
    return question.limit or usual, question.offset


def _next(asked: _Asked, rows: Rows, offset: int, limit: int) -> str | None:
    """The address of the rows that follow."""
    more = offset + limit < rows.total
    return asked.url(limit=limit, offset=offset + limit) if more else None


def _link(to: str | None) -> dict[str, str]:
    return {"Link": f'<{to}>; rel="next"'} if to else {}


def _listed(
    asked: _Asked, rows: Rows, question: questions.Question, headers: dict[str, str]
) -> Response:
    """Some rows, with how many there are and where the others stand."""
    limit, offset = _window(question, USUAL)
    to = _next(asked, rows, offset, limit)
    made = {
        **{"total": rows.total, "limit": limit, "offset": offset, "next": to},
        "notices": rows.notices,
        "items": list(exports.records(rows.window(offset, limit))),
    }
    headers |= {"X-Total-Count": str(rows.total), **_link(to)}
    return Response(_json(made), media_type="application/json", headers=headers)


def _document(home: str, data: Dataset) -> bytes:
    """The contract, with the first row of each resource as its example."""
    firsts = {}
    for name, resource in RESOURCES.items():
        needed = {"municipality": "Harelbeke"} if name == "sentences" else {}
        asked = questions.read(resource.question, list(needed.items()))
        for row in exports.records(resource.make(asked, data).window(0, 1)):
            firsts[name] = row
    return _json(document.document(home, firsts))


def _json(made: object) -> bytes:
    return json.dumps(made, ensure_ascii=False, allow_nan=False).encode()


def routes(data: Callable[[], Dataset], site: Site) -> list[Route]:
    """The addresses for programs.

    Args:
        data: the figures in use, asked at every request.
        site: where they stand.
    """
    api = Api(data, site)
    return [Route(f"{site.root}{PATH}", api)]
