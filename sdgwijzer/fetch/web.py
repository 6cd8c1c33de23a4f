"""An address → a file: politely, patiently, with a limit. The only module with requests.

One request at a time, with a pause between two at the same host. What may pass by itself (a busy
server, a broken line) is tried again; what will not (a refusal, another page) is said at once.
TLS is always verified; proxies and certificates of one's own come from the environment, as for
every program (`HTTPS_PROXY`, `REQUESTS_CA_BUNDLE`).
"""

import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError
from urllib3.util import Retry

from sdgwijzer import __version__
from sdgwijzer.errors import AnswerMissing, DownloadError, SdgWijzerError
from sdgwijzer.fetch import public
from sdgwijzer.settings import Settings

TRY_AGAIN: Final = (429, 500, 502, 503, 504)
GONE: Final = (404, 410)
HEAD: Final = 2_048
"""Bytes of an answer that are looked at, or kept for a report."""

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
class Heard:
    """One answer as it came, for a report: also of a refusal, or of none.

    Attributes:
        address: that was asked.
        landed: where the answer was; another address when it had moved.
        status: of HTTP; 0 when there was no answer.
        headers: all that came with it.
        head: its first bytes.
        error: why there was none.
    """

    address: str
    landed: str = ""
    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    head: bytes = b""
    error: str = ""


class _Careful(requests.Session):
    """Asks, and follows on, only where `public.why_not` has nothing against it."""

    def __init__(self, gateway: str) -> None:
        super().__init__()
        self._gateway = f"{gateway.rstrip('/')}/" if gateway else ""

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:  # noqa: ANN401 - those of requests
        """Send the first request, and each that an answer leads to."""
        address = request.url or ""
        if not self._gateway or not address.startswith(self._gateway):
            reason = public.why_not(address)
            if reason:
                raise DownloadError(f"{address[:200]} is not asked: {reason}")
        return super().send(request, **kwargs)


@dataclass
class Web:
    """Asks addresses, one at a time.

    Attributes:
        settings: how: from `contact` to `patience`.
        asked: requests that were made.
        received: bytes of the bodies that came.
        heard: every answer, the last at the end.
    """

    settings: Settings
    asked: int = 0
    received: int = 0
    heard: list[Heard] = field(default_factory=list)
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
        self._session = _Careful(chosen.gateway)
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
                    with target.open("rb") as saved:
                        self.heard[-1].head = saved.read(HEAD)
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
                head = self._head(response)
            except (requests.RequestException, HTTPError) as error:
                raise DownloadError(f"{address}: {_short(error)}") from error
            self.heard[-1].head = head
            return response.status_code, response.headers.get("Content-Type", ""), head

    def _head(self, response: requests.Response) -> bytes:
        """The first bytes of a body, or what there is of them when a server drips."""
        head, until = b"", time.monotonic() + self.settings.timeout
        while len(head) < HEAD and time.monotonic() < until:
            piece = response.raw.read1(HEAD - len(head), decode_content=True)
            if not piece:
                break
            head += piece
        return head

    @contextmanager
    def _opened(
        self, address: str, headers: dict[str, str], *, refuse: bool = True
    ) -> Iterator[requests.Response]:
        host = urlsplit(address).netloc
        heard = Heard(address)
        self.heard.append(heard)
        self._wait(host, heard)
        response = self._asked_for(address, headers, heard)
        self._silent[host] = 0
        heard.landed, heard.status = self._said(response.url), response.status_code
        heard.headers = dict(response.headers)
        try:
            if refuse and response.status_code not in (200, 304):
                with suppress(requests.RequestException, HTTPError):
                    heard.head = self._head(response)
                raise _refusal(address, response)
            yield response
        finally:
            response.close()
            self._last[host] = time.monotonic()

    def _asked_for(self, address: str, headers: dict[str, str], heard: Heard) -> requests.Response:
        host = urlsplit(address).netloc
        self.asked += 1
        try:
            return self._session.get(
                self._through(address), headers=headers, stream=True, timeout=self.settings.timeout
            )
        except DownloadError as error:  # it, or where it leads, may not be asked
            heard.error = str(error)
            raise DownloadError(f"{address}: {error}") from error
        except OSError as error:  # of requests, or certificates of one's own that are not there
            self._silent[host] += 1
            heard.error = _short(error)
            raise DownloadError(f"{address}: expected an answer, found {_short(error)}") from error
        finally:
            self._last[host] = time.monotonic()

    def _wait(self, host: str, heard: Heard) -> None:
        """Until a host may be asked again; one that stays silent is not."""
        if self._silent[host] >= SILENT:
            heard.error = f"not asked: {host} left {SILENT} requests in a row unanswered"
            raise DownloadError(f"{heard.address}: {heard.error}")
        wait = self._last.get(host, -1e9) + self.settings.pause - time.monotonic()
        if wait > 0:
            time.sleep(wait)

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


def _refusal(address: str, response: requests.Response) -> DownloadError:
    if response.status_code in GONE:
        return AnswerMissing(f"{address}: not there (status {response.status_code})")
    said = f"{response.status_code} {response.reason}"
    return DownloadError(f"{address}: expected status 200, found {said}")


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
