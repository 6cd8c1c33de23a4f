"""What the server adds to Streamlit's own: pages in Dutch, addresses, outlines, a feed, files.

`address.py` says where the site stands, `way.py` what an address leads to, `gate.py` is what every
request passes through, `page.py` the first HTML of a page, `files.py` what is made of a link,
`embeds.py` what stands in a frame elsewhere, `api.py` the addresses for programs.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from sdgwijzer import failures, html
from sdgwijzer.errors import SdgWijzerError, UsageError
from sdgwijzer.screens.news import FEED
from sdgwijzer.serving import (
    address,
    answer,
    api,
    codes,
    embeds,
    everything,
    feed,
    files,
    gate,
    health,
    prints,
    reports,
    sitemap,
    visits,
)
from sdgwijzer.serving.address import Site, site
from sdgwijzer.serving.answer import Maker
from sdgwijzer.serving.gate import Gate
from sdgwijzer.serving.guard import Guard
from sdgwijzer.serving.page import CHART, MAP, PICTOGRAMS, SCRIPT, SCRIPTS, preloaded
from sdgwijzer.serving.visits import Visits
from sdgwijzer.texts import frame_of_pages, news
from sdgwijzer.views import outlines
from sdgwijzer.views.dataset import Dataset

__all__ = [
    "CHART",
    "FEED",
    "ICON",
    "MAP",
    "OUTLINES",
    "SCRIPTS",
    "Gate",
    "Site",
    "gate",
    "middleware",
    "outlines_address",
    "preloaded",
    "routes",
    "site",
    "visits",
]

OUTLINES: Final = "kaart/grenzen.json"
ICON: Final = str(Path(__file__).parent.parent / "components" / "icon.svg")
_FOREVER: Final = "public, immutable, max-age=31536000"
_SCRIPT: Final = Path(__file__).parent / "pages.js"


def outlines_address() -> str:
    """Address of the map's outlines: another one when the file changes, so browsers may keep it."""
    return f"./{OUTLINES}?v={outlines.load().version}"


def routes(data: Callable[[], Dataset], site: Site) -> list[Route]:
    """Addresses of our own, beside the pages.

    Args:
        data: the figures in use, asked at every request.
        site: where they stand.
    """

    def send_news(request: Request) -> Response:
        place = request.query_params.get("gemeente", "")
        try:
            made = feed.made(data(), place, address.public(request.scope, site))
        except SdgWijzerError as error:
            said = failures.sentence(error, FEED, dict(request.query_params))
            return PlainTextResponse(said, status_code=503)
        if made is None:
            return PlainTextResponse(news.no_town(place), status_code=400)
        return Response(made, media_type=feed.TYPE)

    def send_sitemap(request: Request) -> Response:
        home = address.public(request.scope, site)
        try:
            return Response(sitemap.sitemap(data(), home), media_type=sitemap.TYPE)
        except SdgWijzerError as error:
            said = failures.sentence(error, sitemap.SITEMAP, {})
            return PlainTextResponse(said, status_code=503)

    def send_robots(request: Request) -> Response:
        return PlainTextResponse(sitemap.robots(address.public(request.scope, site)))

    maker = Maker(data)
    return [
        Route(site.root + OUTLINES, _send_outlines),
        Route(site.root + SCRIPT, _send_script),
        Route(site.root + PICTOGRAMS, _send_pictograms),
        Route(site.root + FEED, send_news),
        Route(site.root + sitemap.SITEMAP, send_sitemap),
        Route(site.root + sitemap.ROBOTS, send_robots),
        *health.routes(site.root, data),
        *visits.routes(site.root, data, on=site.metrics),
        *api.routes(data, site),
        codes.route(site),
        reports.route(site, data),
        prints.route(site, maker),
        *everything.routes(site.root, maker),
        *files.routes(site.root, maker),
        *embeds.routes(site.root, maker),
        *_workroom(data, site),
    ]


def _workroom(data: Callable[[], Dataset], site: Site) -> list[Route]:
    """Its addresses, where a database is set; else nothing of it is imported."""
    if not site.workroom:
        return []
    from sdgwijzer.serving import workroom

    return workroom.routes(data, site)


def middleware(site: Site, data: Callable[[], Dataset]) -> list[Middleware]:
    """What every request passes through.

    Args:
        site: where the pages stand.
        data: the figures in use, asked at every page.
    """
    return [
        Middleware(Visits, site=site),
        Middleware(Guard, site=site),
        Middleware(Gate, site=site, data=data),
    ]


def _send_outlines(_: Request) -> Response:
    try:
        drawn = outlines.load()
    except SdgWijzerError as error:
        said = failures.sentence(error, OUTLINES, {})
        return PlainTextResponse(said, status_code=503)
    return Response(
        drawn.content, media_type="application/json", headers={"Cache-Control": _FOREVER}
    )


def _send_pictograms(_: Request) -> Response:
    try:
        return Response(html.pictogram_style(), media_type="text/css", headers=answer.AN_HOUR)
    except UsageError as error:
        said = failures.sentence(error, PICTOGRAMS, {})
        return PlainTextResponse(said, status_code=503)


def _send_script(_: Request) -> Response:
    words = f"const DUTCH = {json.dumps(frame_of_pages.STREAMLIT)};\n"
    words += f"const CONNECTION = {json.dumps(frame_of_pages.CONNECTION)};\n"
    script = words + _SCRIPT.read_text(encoding="utf-8")
    return Response(script, media_type="text/javascript", headers={"Cache-Control": "no-cache"})
