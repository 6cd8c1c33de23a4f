"""What our own server answers, without Streamlit behind it."""

import asyncio
from dataclasses import dataclass
from urllib.parse import quote, urlencode, urlsplit

from starlette.responses import PlainTextResponse
from starlette.routing import Router

from sdgwijzer import serving
from sdgwijzer.frame.context import PAGES
from sdgwijzer.settings import given
from tests.make import awaited

HOST = "sdg.example"


@dataclass(frozen=True)
class Answer:
    """One answer."""

    status: int
    headers: dict
    body: bytes
    cookies: dict

    @property
    def text(self):
        return self.body.decode()


async def _behind(scope, receive, send):
    await PlainTextResponse("behind", status_code=404)(scope, receive, send)


def built(data, base="", **settings):
    """Where a site stands, and all that answers: the gate and our own routes.

    Args:
        data: a `Dataset`, or a function that gives or raises.
        base: `server.baseUrlPath`.
        settings: of the site, in small letters.
    """
    figures = data if callable(data) else lambda: data
    site = serving.site(base, PAGES, given(**settings))
    app = Router(serving.routes(figures, site), default=_behind)
    for each in reversed(serving.middleware(site, figures)):
        app = each.cls(app, *each.args, **each.kwargs)
    return site, app


def asked(
    data,
    path,
    link=None,
    *,
    base="",
    method="GET",
    body=b"",
    accept="*/*",
    host="",
    having="",
    packed="",
    more=None,
    through=None,
    **settings,
):
    """The answer to a path below the start page, through the gate and our own routes.

    Args:
        data: a `Dataset`, or a function that gives or raises.
        path: "" is the start page.
        link: the query.
        base: `server.baseUrlPath`.
        method: of the request.
        body: what is sent.
        accept: what is asked.
        having: entity tags of what the browser has.
        packed: how an answer may be packed.
        host: that is asked; the public one, or `HOST`, without it.
        more: headers by name.
        through: what `built` made; else it is made for this question.
        settings: of the site, in small letters.
    """
    site, app = through or built(data, base, **settings)
    host = host or urlsplit(settings.get("address", "")).netloc or HOST
    sent, unsent = [], [body]

    async def receive():
        if not unsent:
            await asyncio.sleep(3600)  # the visitor stays
        return {"type": "http.request", "body": unsent.pop(), "more_body": False}

    async def send(message):
        sent.append(message)

    whole = site.root + path
    scope = {
        "type": "http",
        "method": method,
        "scheme": "http",
        "path": whole,
        "raw_path": quote(whole).encode(),
        "query_string": urlencode(link or {}).encode(),
        "headers": [(b"host", host.encode()), (b"accept", accept.encode())]
        + [(b"if-none-match", having.encode())] * bool(having)
        + [(b"accept-encoding", packed.encode())] * bool(packed)
        + [(name.encode(), text.encode()) for name, text in (more or {}).items()],
        "client": ("192.0.2.7", 4321),
    }
    awaited(app(scope, receive, send))
    headers = {name.decode(): text.decode() for name, text in sent[0]["headers"]}
    body = b"".join(message.get("body", b"") for message in sent[1:])
    cookies = {}
    for name, text in sent[0]["headers"]:
        if name == b"set-cookie":
            key, _, value = text.decode().partition(";")[0].partition("=")
            cookies[key] = value.strip('"')
    return Answer(sent[0]["status"], headers, body, cookies)
