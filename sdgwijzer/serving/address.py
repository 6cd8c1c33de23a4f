"""Where the site stands, and whose requests it answers.

A site may stand under a path of a town's web server: by `server.baseUrlPath` of Streamlit (the app
knows the path) or behind a proxy that strips it (only the proxy knows it). A full address is needed
in the feed, in `rel="canonical"` and to tell whether a handshake is from our own pages: `public`.
"""

import re
from collections.abc import Collection
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import Final
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.types import Scope

from sdgwijzer.errors import UsageError
from sdgwijzer.settings import NAMES, Settings, refusal

ADDRESS: Final = NAMES["address"]
HEALTH: Final = ("/_stcore/health", "/healthz", "/readyz", "/metrics")

_HOST: Final = re.compile(
    r"(?P<name>[a-z0-9_][a-z0-9_.-]{0,252}|\[[0-9a-f:.]{2,45}\])(:(?P<port>[0-9]{1,5}))?"
)
_PATH: Final = re.compile(r"(/(?!\.{1,2}(/|$))[A-Za-z0-9_.~-]{1,60}){0,9}/?")
_PORTS: Final = {"http": "80", "https": "443"}
_HERE: Final = re.compile(r"localhost|127(\.\d{1,3}){3}|\[::1\]")


@dataclass(frozen=True)
class Site:
    """Where the site stands.

    Attributes:
        base: the path that the app itself knows (`server.baseUrlPath`), without slashes around it.
        pages: words in the addresses of pages; the start page has none.
        address: the public address, without a slash at the end; "" when it is not set.
        proxies: whose `X-Forwarded-*` are believed, besides this machine's own.
        frames: other sites that may show a page in a frame.
        metrics: is `/metrics` there?
        workroom: address of the database of the workrooms; "": there are none.
        workroom_key: who knows it may open one.
    """

    base: str
    pages: frozenset[str]
    address: str = ""
    proxies: tuple[IPv4Network | IPv6Network, ...] = ()
    frames: tuple[str, ...] = ()
    metrics: bool = False
    workroom: str = field(default="", repr=False)
    workroom_key: str = field(default="", repr=False)

    @property
    def root(self) -> str:
        """The path of the start page."""
        return f"/{self.base}/" if self.base else "/"


def site(base: str, pages: Collection[str], settings: Settings) -> Site:
    """The site as the settings say it.

    Args:
        base: `server.baseUrlPath`.
        pages: words in the addresses of pages.
        settings: those on addresses and frames, and whether there are metrics.

    Raises:
        UsageError: the address cannot be right: what was expected and found.
    """
    address = settings.address.strip().rstrip("/")
    if address:
        scheme, _, rest = address.partition("://")
        host, slash, path = rest.partition("/")
        known = _netloc(scheme.lower(), host)
        if not known or not _PATH.fullmatch(slash + path):
            raise UsageError(refusal("address", address))
        address = f"{scheme.lower()}://{known}{slash}{path}"
    return Site(
        base=base.strip("/"),
        pages=frozenset(pages) - {"start"},
        address=address,
        proxies=settings.proxies,
        frames=settings.frames,
        metrics=settings.metrics,
        workroom=settings.workroom,
        workroom_key=settings.workroom_key,
    )


def public(scope: Scope, site: Site) -> str:
    """The address of the start page as the visitor knows it, with a slash at the end.

    The setting; else what a believed proxy says; else what the request says.
    """
    if site.address:
        return f"{site.address}/"
    said = _forwarded(scope, site)
    scheme = said["proto"].lower()
    if scheme not in _PORTS:
        scheme = "https" if scope.get("scheme") in ("https", "wss") else "http"
    hosts = (said["host"], Headers(scope=scope).get("host", ""))
    host = next(filter(None, (_netloc(scheme, each) for each in hosts)), "localhost")
    prefix = said["prefix"].rstrip("/") if _PATH.fullmatch(said["prefix"]) else ""
    root = site.root if not prefix.endswith(site.root.rstrip("/")) or not site.base else "/"
    return f"{scheme}://{host}{prefix}{root}"


def is_ours(scope: Scope, site: Site) -> bool:
    """Does a handshake, or a request that changes something, come from our own pages?

    Browsers always say the Origin; a program that says none has no visitor's cookies to misuse.
    A proxy may have ended TLS: http and https of the host that was asked are both ours.
    """
    headers = Headers(scope=scope)
    origins = headers.getlist("origin")
    if not origins:
        return True
    scheme, _, host = origins[0].partition("://")
    asked = (headers.get("host", ""), _forwarded(scope, site)["host"])
    ours = {f"{scheme}://{known}" for each in asked if (known := _netloc(scheme, each))}
    if site.address:
        ours.add("://".join(urlsplit(site.address)[:2]))
    return len(origins) == 1 and f"{scheme}://{_netloc(scheme, host)}" in ours


def is_known_host(scope: Scope, site: Site) -> bool:
    """Is the request for the public address, or for this machine by its own name?

    A proxy that is believed has chosen the host itself; who watches over the health of the app
    often asks an IP address.
    """
    if not site.address or _is_believed(scope, site):
        return True
    if scope["type"] == "http" and scope["path"].endswith(HEALTH):
        return True
    asked = _HOST.fullmatch(Headers(scope=scope).get("host", "").lower())
    own = _HOST.fullmatch(urlsplit(site.address).netloc)
    if asked is None or own is None:
        return False
    return asked["name"] == own["name"] or _HERE.fullmatch(asked["name"]) is not None


def _netloc(scheme: str, host: str) -> str:
    """A host as it stands in an address: small, without the usual port; "" if it is no host."""
    found = _HOST.fullmatch(host.lower())
    if found is None or scheme not in _PORTS or int(found["port"] or 1) not in range(1, 2**16):
        return ""
    port = found["port"] or _PORTS[scheme]
    return found["name"] if port == _PORTS[scheme] else f"{found['name']}:{port}"


def _forwarded(scope: Scope, site: Site) -> dict[str, str]:
    """What a believed proxy says of the visitor's address; "" for what it does not say.

    Of several values the last one: the others may be what the visitor sent it.
    """
    headers, believed = Headers(scope=scope), _is_believed(scope, site)
    said = {}
    for name in ("proto", "host", "prefix"):
        values = headers.getlist(f"x-forwarded-{name}") if believed else []
        said[name] = ",".join(values).rpartition(",")[2].strip()
    return said


def _is_believed(scope: Scope, site: Site) -> bool:
    """Does the request come from this machine, or from a proxy that was named?

    Where a proxy on this machine says for whom it asks, uvicorn has put that address in the place
    of the proxy's own, with 0 for the port; no connection comes from port 0.
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
