"""An address → a file: politely, patiently, with a limit. The only module with requests.

One request at a time, with a pause between two at the same host. What may pass by itself (a busy
server, a broken line) is tried again; what will not (a refusal, another page) is said at once.
TLS is always verified; proxies and certificates of one's own come from the environment, as for
every program (`HTTPS_PROXY`, `REQUESTS_CA_BUNDLE`).
"""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError
from urllib3.util import Retry

from sdgwijzer import __version__
from sdgwijzer.errors import AnswerMissing, DownloadError, SdgWijzerError
from sdgwijzer.settings import Settings

TRY_AGAIN: Final = (429, 500, 502, 503, 504)
GONE: Final = (404, 410)
SILENT: Final = 3
"""Requests in a row that a host may leave unanswered; after that it is left alone."""
_CHUNK: Final = 1 << 16


@dataclass(frozen=True)
class Fetched:
    """What a server said of an answer."""

    url: str  # where it was found: another address than asked when it had moved
    status: int
    etag: str
    last_modified: str
    at: str  # moment (ISO, UTC)


@dataclass
class Web:
    """Asks addresses, one at a time.

    Attributes:
        settings: how: from `contact` to `patience`.
        asked: requests that were made.
        received: bytes of the bodies that came.
    """

    settings: Settings
    asked: int = 0
    received: int = 0
    _last: dict[str, float] = field(default_factory=dict)  # host → when it was asked
    _silent: Counter[str] = field(default_factory=Counter)  # host → requests without an answer

    def __post_init__(self) -> None:
        chosen = self.settings
        retry = Retry(
            total=chosen.tries - 1,
            status_forcelist=TRY_AGAIN,
            allowed_methods=("GET",),
            backoff_factor=chosen.backoff,
            backoff_max=chosen.patience,
            retry_after_max=chosen.patience,
            raise_on_status=False,
        )
        self._session = requests.Session()
        self._session.mount("https://", HTTPAdapter(max_retries=retry))
        self._session.mount("http://", HTTPAdapter(max_retries=retry))
        who = f"; {chosen.contact}" if chosen.contact else ""
        self._session.headers["User-Agent"] = f"SDG-Wijzer/{__version__} (open data{who})"

    def fetch(
        self, address: str, target: Path, limit: int, *, etag: str = "", last_modified: str = ""
    ) -> Fetched | None:
        """Write the body of an answer to a file.

        Args:
            address: of the publisher.
            target: the file; its folder is there.
            limit: bytes that the body may have, unpacked.
            etag: of the content that is at hand; "" for none.
            last_modified: the same.

        Returns:
            What the server said, or None when the content at hand is still the one.

        Raises:
            AnswerMissing: there is no such file (404, 410).
            DownloadError: anything else than a whole body.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        headers = {name: value for name, value in conditions.items() if value}
        for attempt in range(1, self.settings.tries + 1):
            try:
                with self._opened(address, headers) as response:
                    if response.status_code == 304 and headers:
                        return None
                    self._save(address, response, target, limit)
                    return _fetched(self._said(response.url), response)
            except (requests.RequestException, HTTPError) as error:  # broken off in a body
                if attempt == self.settings.tries:
                    raise DownloadError(
                        f"{address}: expected a whole answer, it broke off {attempt} times: "
                        f"{_short(error)}"
                    ) from error
                time.sleep(self.settings.backoff * 2 ** (attempt - 1))
        raise AssertionError("not reached")

    def look(self, address: str) -> tuple[int, str, bytes]:
        """Status, type and first bytes of an answer, without taking it in.

        Raises:
            DownloadError: no answer.
        """
        with self._opened(address, {}, refuse=False) as response:
            try:
                head = response.raw.read1(2_048, decode_content=True)
            except (requests.RequestException, HTTPError) as error:
                raise DownloadError(f"{address}: {_short(error)}") from error
            return response.status_code, response.headers.get("Content-Type", ""), head

    @contextmanager
    def _opened(
        self, address: str, headers: dict[str, str], *, refuse: bool = True
    ) -> Iterator[requests.Response]:
        host = urlsplit(address).netloc
        if self._silent[host] >= SILENT:
            raise DownloadError(
                f"{address}: not asked: {host} left {SILENT} requests in a row unanswered"
            )
        wait = self._last.get(host, -1e9) + self.settings.pause - time.monotonic()
        if wait > 0:
            time.sleep(wait)
        self.asked += 1
        try:
            response = self._session.get(
                self._through(address), headers=headers, stream=True, timeout=self.settings.timeout
            )
        except OSError as error:  # of requests, or certificates of one's own that are not there
            self._silent[host] += 1
            raise DownloadError(f"{address}: expected an answer, found {_short(error)}") from error
        finally:
            self._last[host] = time.monotonic()
        self._silent[host] = 0
        try:
            if refuse and response.status_code in GONE:
                raise AnswerMissing(f"{address}: not there (status {response.status_code})")
            if refuse and response.status_code not in (200, 304):
                raise DownloadError(
                    f"{address}: expected status 200, found {response.status_code} "
                    f"{response.reason}"
                )
            yield response
        finally:
            response.close()
            self._last[host] = time.monotonic()

    def _save(self, address: str, response: requests.Response, target: Path, limit: int) -> None:
        """Stream a body to disk; too much or too slow is refused."""
        until, size = time.monotonic() + self.settings.deadline, 0
        with target.open("wb") as file:
            # read1 gives what there is: a server that drips cannot hold us past the deadline
            while piece := response.raw.read1(_CHUNK, decode_content=True):
                size += len(piece)
                self.received += len(piece)
                if size > limit:
                    raise DownloadError(f"{address}: expected at most {limit:,} bytes, found more")
                if time.monotonic() > until:
                    raise DownloadError(
                        f"{address}: expected an answer within {self.settings.deadline:g} seconds, "
                        f"found {size:,} bytes by then"
                    )
                file.write(piece)

    def _through(self, address: str) -> str:
        if not self.settings.gateway:
            return address
        parts = urlsplit(address)
        path = f"{self.settings.gateway.rstrip('/')}/{parts.netloc}{parts.path}"
        return f"{path}?{parts.query}" if parts.query else path

    def _said(self, address: str) -> str:
        """The publisher's own address, without the gateway."""
        gateway = self.settings.gateway.rstrip("/")
        if not gateway or not address.startswith(gateway):
            return address
        host, _, path = address.removeprefix(f"{gateway}/").partition("/")
        return urlunsplit(("https", host, f"/{path}", "", ""))


def _fetched(address: str, response: requests.Response) -> Fetched:
    return Fetched(
        url=address,
        status=response.status_code,
        etag=response.headers.get("ETag", ""),
        last_modified=response.headers.get("Last-Modified", ""),
        at=datetime.now(UTC).isoformat(timespec="seconds"),
    )


def _short(error: Exception) -> str:
    """The innermost reason of an error of the network, without addresses of memory."""
    reason: BaseException = error
    while (deeper := reason.__cause__ or reason.__context__) and not isinstance(
        deeper,
        SdgWijzerError,  # of an address that was asked before
    ):
        reason = deeper
    kind = type(reason).__name__
    return f"{kind}: {reason}" if str(reason) else kind
