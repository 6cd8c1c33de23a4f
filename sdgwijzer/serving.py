"""What the server adds to Streamlit's own: outlines of the map, an icon, and a page in Dutch.

Streamlit's page says `lang="en"`: a screen reader would read Dutch as English, and a browser would
break words as English ones. And it answers every unknown address with its own page, in English.
"""

import hashlib
import re
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import (
    FileResponse,
    HTMLResponse,
    PlainTextResponse,
    RedirectResponse,
    Response,
)
from starlette.routing import Route
from starlette.types import ASGIApp, Receive, Scope, Send

from sdgwijzer import feed, news, paths, texts
from sdgwijzer.errors import SdgWijzerError
from sdgwijzer.model import Indicator
from sdgwijzer.store import Store
from sdgwijzer.texts import screens

OUTLINES: Final = "/kaart/grenzen.json"
STATIC: Final = Path(str(resources.files("streamlit"))) / "static"
SCRIPTS: Final = (
    "PageLink",
    "TextInput",
    "Selectbox",
    "Multiselect",
    "Html",
    "BidiComponent",
    "DownloadButton",
)
CHART: Final = "PlotlyChart"
CHARTED: Final = ("indicator", "verken")
"""Pages that show a chart to study."""

FEED: Final = "/nieuw.atom"
FEED_ADDRESS: Final = f".{FEED}"
ICON: Final = str(Path(__file__).parent / "components" / "icon.svg")
Entries = Callable[[], tuple[Store, Mapping[str, Indicator]]]
_FOREVER: Final = "public, immutable, max-age=31536000"


def outlines_address() -> str:
    """Address of the map's outlines: another one when the file changes, so browsers may keep it."""
    path = _outlines()
    return f".{OUTLINES}?v={_version(path, path.stat().st_mtime_ns)}"


def routes(entries: Entries) -> list[Route]:
    """Addresses of our own, beside the pages.

    Args:
        entries: the open database and its indicators, asked at every request.
    """

    def send_news(request: Request) -> Response:
        try:
            found = news.news(*entries())
        except SdgWijzerError as error:
            return PlainTextResponse(texts.error(error), status_code=503)
        return Response(feed.atom(found, str(request.base_url)), media_type=feed.TYPE)

    return [Route(OUTLINES, _send_outlines), Route(FEED, send_news)]


def middleware(pages: Collection[str]) -> list[Middleware]:
    """What every request passes through.

    Args:
        pages: words in the addresses of pages.
    """
    return [Middleware(DutchPage, pages=frozenset(pages))]


class DutchPage:
    """Answers a visit to a page with the Dutch page; an unknown page leads to the start."""

    def __init__(self, app: ASGIApp, pages: frozenset[str]) -> None:
        self.app = app
        self.pages = pages

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Files and services of Streamlit have a dot, a second slash or an underscore."""
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            word = scope["path"].strip("/")
            if not word or word in self.pages:
                page = HTMLResponse(_page(word in CHARTED), headers={"Cache-Control": "no-cache"})
                await page(scope, receive, send)
                return
            if not any(sign in word for sign in "/._"):
                query = urlencode({"pagina": word[:60]})
                await RedirectResponse(f"./?{query}", status_code=303)(scope, receive, send)
                return
        await self.app(scope, receive, send)


def _outlines() -> Path:
    here = paths.data() / "boundaries.json"
    return here if here.is_file() else paths.ROOT / "data" / "boundaries.json"


def preloaded(charted: bool) -> list[str]:
    """Scripts of Streamlit that a page asks for once its first run is done, and what those import.

    Asked from the start, they arrive while the browser is busy with the others.

    Args:
        charted: with Plotly, which is larger than all others together.
    """
    folder = STATIC / "static" / "js"
    wanted = [
        path.name
        for name in (*SCRIPTS, *((CHART,) if charted else ()))
        for path in sorted(folder.glob(f"{name}.*.js"))
    ]
    for name in wanted:  # grows while it is read
        text = (folder / name).read_text(encoding="utf-8")
        found = re.findall(r"""(?:from|import)\s*["'`]\./([\w.-]+\.js)["'`]""", text)
        wanted += [each for each in dict.fromkeys(found) if each not in wanted]
    return wanted


@lru_cache(maxsize=1)
def _version(path: Path, _changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]


def _send_outlines(_: Request) -> Response:
    return FileResponse(
        _outlines(), media_type="application/json", headers={"Cache-Control": _FOREVER}
    )


@lru_cache(maxsize=2)
def _page(charted: bool) -> str:
    """Streamlit's page, in Dutch from its first byte, with the scripts that it will need."""
    html = (STATIC / "index.html").read_text(encoding="utf-8")
    early = "".join(
        f'<link rel="modulepreload" crossorigin fetchpriority="low" href="./static/js/{name}">'
        for name in preloaded(charted)
        if name not in html
    )
    html = html.replace("</head>", f"{early}</head>", 1)
    before, _, rest = html.partition("<noscript>")
    after = rest.partition("</noscript>")[2]
    html = f"{before}<noscript><p>{screens.NO_SCRIPT}</p></noscript>{after}" if after else html
    html = html.replace('lang="en"', 'lang="nl"', 1)
    return html.replace("<title>Streamlit</title>", f"<title>{texts.APP}</title>", 1)
