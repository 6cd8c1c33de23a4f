"""A publisher on loopback: a real HTTP server that answers as asked, and misbehaves as asked.

Requests arrive through the gateway of `web.Settings`: `/<host>/<path>` stands for
`https://<host>/<path>`.
"""

import gzip
import hashlib
import threading
import time
from collections.abc import Callable
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from sdgwijzer.fetch.finders import STATBEL, Dcat, Link, Opendatasoft


@dataclass
class Page:
    """What stands at an address."""

    body: bytes = b""
    status: int = 200
    headers: dict = field(default_factory=dict)
    fault: Callable | None = None  # answers instead; gets the handler and the page
    validators: bool = True

    @property
    def etag(self):
        return f'"{hashlib.sha256(self.body).hexdigest()[:16]}"'


class Publisher(ThreadingHTTPServer):
    """Pages by `host/path?query`; what was asked stands in `asked`."""

    daemon_threads = True

    def __init__(self):
        super().__init__(("127.0.0.1", 0), _Handler)
        self.pages, self.asked, self.sent = {}, [], []

    @property
    def gateway(self):
        return f"http://127.0.0.1:{self.server_port}"

    def put(self, url, page):
        """Serve a page, or plain content, at an address of a publisher."""
        page = page if isinstance(page, Page) else Page(page)
        self.pages[url.removeprefix("https://").removeprefix("http://")] = page
        return page

    def serve(self, request, content):
        """Serve the answer of a request where its known address, or its first finder, says."""
        address = request.url
        for find in request.finders if not address else ():
            address = self._announce(find, request)
        self.put(address, content)
        return address

    def _announce(self, find, request):
        """Make a page or catalogue name an address for this request."""
        name = request.name.rpartition("/")[2]
        if isinstance(find, Link):
            address = "https://files.example.org/plaatsen-en-locaties-1.xlsx"
            self.put(find.page, f'<html><a href="{address}">cijfers</a></html>'.encode())
        elif isinstance(find, Dcat):
            address = f"https://statbel.fgov.be/files/{name}"
            old = self.pages.get(STATBEL.removeprefix("https://"), Page(_PREFIXES)).body
            self.put(STATBEL, old + _RECORD.format(n=len(old), address=address).encode())
        elif isinstance(find, Opendatasoft):
            dataset = f"{find.prefix}-made-up"
            address = find.address(dataset)
            listed = f'{{"total_count": 1, "results": [{{"dataset_id": "{dataset}"}}]}}'
            self.put(f"{find.base}?limit=100&offset=0", listed.encode())
        return address


_PREFIXES = (
    b"@prefix dcat: <http://www.w3.org/ns/dcat#> .\n@prefix dct: <http://purl.org/dc/terms/> .\n"
)
_RECORD = (
    '<https://statbel.fgov.be/node/{n}> dct:modified "2026-01-01" ;'
    " dcat:distribution <{address}#d> .\n"
)


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def handle(self):
        with suppress(OSError):  # the visitor left
            super().handle()

    def do_GET(self):
        path = self.path.removeprefix("/")
        self.server.asked.append((path, dict(self.headers)))
        page = self.server.pages.get(path) or Page(b"niet hier", 404)
        try:
            if page.fault:
                page.fault(self, page)
            else:
                self.answer(page)
        except OSError:
            self.close_connection = True  # the visitor left

    def answer(self, page, body=None, **headers):
        """A whole answer, or 304 when the visitor has it."""
        body = page.body if body is None else body
        known = self.headers.get("If-None-Match")
        if page.status == 200 and page.validators and known == page.etag:
            self.send_response(304)
            self.end_headers()
            return
        self.send_response(page.status)
        given = {name.replace("_", "-"): value for name, value in headers.items()}
        named = {"Content-Length": str(len(body)), **page.headers, **given}
        if page.status == 200 and page.validators:
            named.setdefault("ETag", page.etag)
        for name, value in named.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)
        if page.status == 200:
            self.server.sent.append(self.path)  # a body, and no 304


@contextmanager
def published():
    """A running publisher."""
    server = Publisher()
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


# ---- what publishers really do


def hangs(handler, page):
    time.sleep(1.5)
    handler.close_connection = True


def drips(handler, page):
    handler.send_response(200)
    handler.send_header("Content-Length", str(len(page.body)))
    handler.end_headers()
    for byte in page.body[:200]:
        handler.wfile.write(bytes([byte]))
        handler.wfile.flush()
        time.sleep(0.05)


def cut(handler, page):
    handler.answer(page, page.body[: len(page.body) // 2], Content_Length=str(len(page.body)))
    handler.close_connection = True


def garbled(handler, page):
    handler.answer(page, b"dit is geen gzip" * 40, Content_Encoding="gzip")


def refuses(handler, page):
    handler.close_connection = True  # no answer at all


def first(times, then):
    """Misbehave so many times, then answer."""
    left = [times]

    def fault(handler, page):
        left[0] -= 1
        if left[0] >= 0:
            then(handler, page)
        else:
            handler.answer(page)

    return fault


def status(code, **headers):
    def fault(handler, page):
        handler.answer(Page(b"later", code), **headers)

    return fault


def moved(address):
    def fault(handler, page):
        handler.answer(Page(b"", 301), Location=f"{handler.server.gateway}/{address}")

    return fault


def zipped_bomb(limit):
    """A gzip body that unpacks to more than it may."""

    def fault(handler, page):
        handler.answer(page, gzip.compress(b"0" * (limit + 1)), Content_Encoding="gzip")

    return fault
