"""Addresses as visitors, proxies and the host of the site make them.

A site may stand under a path of a town's web server: by `server.baseUrlPath` of Streamlit (the app
knows the path) or behind a proxy that strips it (only the proxy knows it). Redirects are relative,
so that they are right in both. A full address is needed in the feed, in `rel="canonical"` and to
tell whether a handshake comes from our own pages: `public`.
"""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network
from typing import Final
from urllib.parse import urlencode, urlsplit

from starlette.types import Scope

from sdgwijzer.errors import UsageError

ADDRESS: Final = "SDGWIJZER_ADDRESS"
PROXIES: Final = "SDGWIJZER_PROXIES"

_HOST: Final = re.compile(r"([A-Za-z0-9_.-]+|\[[0-9A-Fa-f:.]+\])(:\d{1,5})?")
_PREFIX: Final = re.compile(r"(/[A-Za-z0-9_.~-]+)*/?")
_SERVICE: Final = frozenset(("api", "static", "media", "component", "_stcore", "kaart"))
_LONGEST: Final = 60  # letters of an unknown word that the start page repeats


@dataclass(frozen=True)
class Site:
    """Where the site stands.

    Attributes:
        base: the path that the app itself knows (`server.baseUrlPath`), without slashes around it.
        pages: words in the addresses of pages; the start page has none.
        address: the public address, without a slash at the end; "" when it is not set.
        proxies: whose `X-Forwarded-*` are believed, besides this machine's own.
    """

    base: str
    pages: frozenset[str]
    address: str = ""
    proxies: tuple[IPv4Network | IPv6Network, ...] = ()

    @property
    def root(self) -> str:
        """The path of the start page."""
        return f"/{self.base}/" if self.base else "/"


def site(base: str, pages: Collection[str], settings: Mapping[str, str]) -> Site:
    """The site as the settings say it.

    Args:
        base: `server.baseUrlPath`.
        pages: words in the addresses of pages.
        settings: the environment: `SDGWIJZER_ADDRESS`, `SDGWIJZER_PROXIES`.

    Raises:
        UsageError: a setting cannot be right: what was expected and found.
    """
    address = settings.get(ADDRESS, "").strip().rstrip("/")
    if address:
        parts = urlsplit(address)
        whole = f"{parts.scheme}://{parts.netloc}{parts.path}" == address
        if parts.scheme not in ("http", "https") or not whole or not _HOST.fullmatch(parts.netloc):
            expected = "an address like https://www.gemeente.be/sdg"
            raise UsageError(f"{ADDRESS}: expected {expected}, found {address!r}")
        if not _PREFIX.fullmatch(parts.path):
            raise UsageError(f"{ADDRESS}: expected a plain path, found {parts.path!r}")
    proxies = []
    for part in re.split(r"[\s,]+", settings.get(PROXIES, "").strip()):
        if part:
            try:
                proxies.append(ip_network(part))
            except ValueError as error:
                expected = "addresses or networks like 10.0.0.5 or 10.0.0.0/24, split by commas"
                raise UsageError(f"{PROXIES}: expected {expected}, found {part!r}") from error
    return Site(base.strip("/"), frozenset(pages) - {"start"}, address, tuple(proxies))


def public(scope: Scope, site: Site) -> str:
    """The address of the start page as the visitor knows it, with a slash at the end.

    The setting; else what a believed proxy says; else what the request says.
    """
    if site.address:
        return f"{site.address}/"
    headers = _headers(scope)
    scheme, host, prefix = str(scope.get("scheme", "http")), headers.get("host", ""), ""
    if _is_believed(scope, site):
        said = {
            name: headers.get(f"x-forwarded-{name}", "") for name in ("proto", "host", "prefix")
        }
        first = {name: text.split(",")[0].strip() for name, text in said.items()}
        scheme = first["proto"] if first["proto"] in ("http", "https") else scheme
        host = first["host"] if _HOST.fullmatch(first["host"]) else host
        prefix = first["prefix"].rstrip("/") if _PREFIX.fullmatch(first["prefix"]) else ""
    host = host if _HOST.fullmatch(host) else "localhost"
    scheme = {"ws": "http", "wss": "https"}.get(scheme, scheme)
    root = site.root if not prefix.endswith(site.root.rstrip("/")) or not site.base else "/"
    return f"{scheme}://{host}{prefix}{root}"


def is_ours(scope: Scope, site: Site) -> bool:
    """Does a handshake, or a request that changes something, come from our own pages?

    Browsers always say the Origin; a program that says none has no visitor's cookies to misuse.
    """
    headers = _headers(scope)
    origin = headers.get("origin")
    if origin is None:
        return True
    parts = urlsplit(origin)
    ours = {headers.get("host", "").lower(), urlsplit(public(scope, site)).netloc.lower()}
    return parts.scheme in ("http", "https") and parts.netloc.lower() in ours - {""}


def is_known_host(scope: Scope, site: Site) -> bool:
    """Is the request for the public address, or from this machine (health checks, proxies)?"""
    if not site.address or _is_believed(scope, site):
        return True
    return _headers(scope).get("host", "").lower() == urlsplit(site.address).netloc.lower()


@dataclass(frozen=True)
class Way:
    """What an address leads to: one of these."""

    page: str | None = None  # word of the page to give; "" is the start page
    to: str = ""  # relative address to go to
    inner: str = ""  # path below the base that something else than a page has to answer


def way(path: str, query: str, site: Site) -> Way:
    """Where a path leads to: a page, one redirect to it, or something that is no page.

    Args:
        path: as asked, with the base.
        query: without its question mark; kept in a redirect.
        site: where the site stands.
    """
    up = "../" * (path.count("/") - 1) or "./"
    parts = [part for part in path.split("/") if part]
    base = site.base.split("/") if site.base else []
    below = [part.lower() for part in parts[: len(base)]] == [part.lower() for part in base]
    inner = parts[len(base) :] if below else parts
    word = inner[0].lower() if inner else ""
    if inner and _is_service(inner, site):
        return Way(inner="/" + "/".join(inner))
    if inner and word not in ("start", *site.pages):
        query = urlencode({"pagina": inner[0][:_LONGEST]}) + (f"&{query}" if query else "")
    page = word if word in site.pages else ""
    usual = site.root + page
    if path == usual and not (page == "" and _names_municipality(query)):
        return Way(page=page)
    page = "overzicht" if page == "" and _names_municipality(query) else page
    to = f"{up}{site.root[1:]}{page}"
    return Way(to=f"{to}?{query}" if query else to)


def _is_service(parts: list[str], site: Site) -> bool:
    """Files have a dot; services of Streamlit and ours have words of their own."""
    if any(part.startswith("_") or part in _SERVICE for part in parts):
        return True
    return "." in parts[-1]


def _names_municipality(query: str) -> bool:
    """A link of the start page that names a municipality is one of its overview."""
    return any(pair.startswith("gemeente=") and pair != "gemeente=" for pair in query.split("&"))


def _is_believed(scope: Scope, site: Site) -> bool:
    """Does the request come from this machine, or from a proxy that was named?

    Where a proxy on this machine says for whom it asks, uvicorn has put that address in the place
    of the proxy's own, with 0 for the port.
    """
    host, port = scope.get("client") or ("", 0)
    if not host or port == 0:
        return True
    try:
        found = ip_address(host)
    except ValueError:
        return False
    found = getattr(found, "ipv4_mapped", None) or found
    return found.is_loopback or any(found in network for network in site.proxies)


def _headers(scope: Scope) -> dict[str, str]:
    """Header → its text; of one that stands there twice, the first."""
    pairs: Iterable[tuple[bytes, bytes]] = reversed(scope.get("headers", []))
    return {name.decode("latin-1").lower(): text.decode("latin-1") for name, text in pairs}
