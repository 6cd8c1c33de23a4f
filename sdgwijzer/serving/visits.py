"""What is asked, and how long it took: a line in the log for each, and counts for Prometheus.

A line is `key=value` after its time, to be read by people and programs. It has what was chosen and
nothing of who chose it.
"""

import logging
import time
from collections.abc import Callable, Mapping
from typing import Final
from urllib.parse import parse_qsl

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.exposition import CONTENT_TYPE_LATEST, generate_latest
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sdgwijzer import log
from sdgwijzer.serving import health
from sdgwijzer.serving.address import Site
from sdgwijzer.views.dataset import Dataset

METRICS: Final = "metrics"
SWITCH: Final = "switch"
"""A choice made on a page that is open: it comes over Streamlit's websocket."""

_KINDS: Final = {
    "api": "api",
    "download": "file",
    "beeld": "picture",
    "voorbeeld": "picture",
    "afdruk": "picture",
    "insluiten": "frame",
    "nieuw.atom": "feed",
    "sitemap.xml": "feed",
}
"""First word of an address → what it is; a page is of itself, and others are not told."""

_UNKNOWN: Final = "?"
_GONE: Final = "gone"  # who asked did not wait for the answer
_LOG: Final = logging.getLogger(__name__)

_REGISTRY: Final = CollectorRegistry()
_ASKED: Final = Counter(
    "sdgwijzer_visits", "What was asked.", ("kind", "page", "outcome"), registry=_REGISTRY
)
_SECONDS: Final = Histogram(
    "sdgwijzer_visit_seconds",
    "How long an answer took.",
    ("kind",),
    buckets=(0.01, 0.03, 0.1, 0.3, 1, 3, 10, 30),
    registry=_REGISTRY,
)
_READY: Final = Gauge("sdgwijzer_ready", "1 when it can answer.", registry=_REGISTRY)
_AGE: Final = Gauge(
    "sdgwijzer_figures_age_days", "Days since a source was read last.", registry=_REGISTRY
)


class Visits:
    """Tells of everything that is asked; outside of all else, so that refusals are told too."""

    def __init__(self, app: ASGIApp, site: Site) -> None:
        self.app = app
        self.site = site

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Hand on, and tell how it went."""
        found = kind(scope["path"], self.site) if scope["type"] == "http" else None
        if found is None:
            await self.app(scope, receive, send)
            return
        status, begun = 0, time.perf_counter()

        async def answer(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, answer)
        finally:
            link = dict(parse_qsl(scope["query_string"].decode("latin-1")))
            told(*found, link, time.perf_counter() - begun, outcome(status))


def kind(path: str, site: Site) -> tuple[str, str] | None:
    """What an address is: its kind, and the page or the rest; None for what is not told.

    Args:
        path: as asked, with the base.
        site: where the site stands.
    """
    word, _, rest = path.removeprefix(site.root).strip("/").partition("/")
    if not rest and (word in site.pages or not word):
        return "page", word or "start"
    if word == "rapport":
        return "report", rest
    return (_KINDS[word], rest or word) if word in _KINDS else None


def outcome(status: int) -> str:
    """A status of HTTP in a word: ok, refused, failed, or gone before there was one."""
    if not status:
        return _GONE
    return "ok" if status < 400 else "refused" if status < 500 else "failed"


def told(kind: str, page: str, link: Mapping[str, str], seconds: float, outcome: str) -> None:
    """Write the line, and count it.

    Args:
        kind: page, switch, api, file, picture, frame, feed or report.
        page: its word, or what stands behind the kind in the address.
        link: what was chosen.
        seconds: how long it took.
        outcome: see `outcome`.
    """
    _LOG.info(
        "kind=%s at=%s ms=%.0f outcome=%s",
        kind,
        log.address(page, link),
        seconds * 1000,
        outcome,
        extra={"every": True},
    )
    known = page if kind in ("page", SWITCH) else _UNKNOWN  # what is counted apart has few names
    _ASKED.labels(kind, known, outcome).inc()
    _SECONDS.labels(kind).observe(seconds)


def routes(root: str, data: Callable[[], Dataset], *, on: bool) -> list[Route]:
    """The address of the counts, where it is switched on.

    Args:
        root: path of the start page.
        data: the figures in use, asked at every request.
        on: is it?
    """

    async def send(_: Request) -> Response:
        found = await run_in_threadpool(health.looked, data)
        _READY.set(found["ready"])
        _AGE.set(found.get("figures", {}).get("days", float("nan")))
        return Response(generate_latest(_REGISTRY), media_type=CONTENT_TYPE_LATEST)

    return [Route(f"{root}{METRICS}", send)] if on else []
