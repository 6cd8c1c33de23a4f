"""What an address leads to, however proxies and people write it.

A page is given at its one address; asked in another way there is one redirect, relative to what the
browser asked. So it holds behind a proxy that strips a prefix, and never leads to another host.
"""

import re
from dataclasses import dataclass
from typing import Final
from urllib.parse import quote, unquote

from sdgwijzer.serving.address import Site

_STREAMLITS: Final = ("api", "static", "media", "component", "_stcore")
_OURS: Final = ("afdruk", "kaart", "beeld", "download", "insluiten", "voorbeeld")
_WATCHED: Final = ("healthz", "readyz", "metrics")
_SERVICE: Final = frozenset((*_STREAMLITS, *_OURS, *_WATCHED))
WORKROOM: Final = "w"
"""First word in the addresses of the workrooms, where there are any."""

_START: Final = ("start", "index.html")
_LONGEST: Final = 60  # letters of an unknown word that the start page repeats
_STRAY: Final = " .,;:!)>\"'”’"  # what comes along when a link is copied out of a text
_SAFE: Final = "%&=+,;:/?@!$()*~"  # signs of a query that need no quoting


@dataclass(frozen=True)
class Way:
    """What an address leads to: one of these, or something else than a page has to answer.

    Attributes:
        page: word of the page to give; "" is the start page.
        to: relative address to go to.
    """

    page: str | None = None
    to: str = ""


def way(path: str, query: bytes, site: Site) -> Way:
    """Where a path leads to: a page, one redirect to it, or something that is no page.

    Args:
        path: as asked (still quoted), with the base.
        query: as asked, without its question mark; kept in a redirect.
        site: where the site stands.
    """
    clean, _, stray = unquote(path).partition("?")  # a link that was quoted as a whole
    asked = _joined(quoted(stray), quoted(query))
    parts = [part for part in clean.split("/") if part]
    base = site.base.split("/") if site.base else []
    inside = [part.lower() for part in parts[: len(base)]] == [part.lower() for part in base]
    inner = parts[len(base) :] if inside else parts
    word = inner[0].lower().strip(_STRAY) if inner else ""
    known = word in _START or word in site.pages
    if any(_is_service(part) for part in (inner[1:] if known else inner)):
        return Way()
    if is_room(clean, site):
        return Way()
    if inner and not known:
        asked = _joined(f"pagina={quote(inner[0][:_LONGEST], safe='')}", without(asked, "pagina"))
    page = word if word in site.pages else ""
    if page == "" and _names_municipality(asked):
        page = "overzicht"
    elif re.sub("/{2,}", "/", clean) == site.root + page and path.endswith(f"/{page}"):
        return Way(page=page)
    return Way(to=f"{home(path, site)}{page}{'?' if asked else ''}{asked}")


def is_room(path: str, site: Site) -> bool:
    """Is it an address of a workroom, which has pages of its own?"""
    return bool(site.workroom) and f"{path}/".startswith(f"{site.root}{WORKROOM}/")


def without(query: str, *names: str) -> str:
    """A query without these parameters."""
    return _joined(*(pair for pair in query.split("&") if pair.partition("=")[0] not in names))


def quoted(query: str | bytes) -> str:
    """A query as it can stand in an address, whatever was sent."""
    return quote(query, safe=_SAFE)


def home(path: str, site: Site) -> str:
    """The start page, relative to the path that a browser asked (still quoted).

    Slashes doubled in front were put there by a proxy: the browser stands no deeper for them.
    """
    up = "../" * path.lstrip("/").count("/") or "./"
    return up + quote(site.root[1:])


def _joined(*parts: str) -> str:
    return "&".join(part for part in parts if part)


def _is_service(part: str) -> bool:
    """Files have a dot; services of Streamlit and ours have words of their own."""
    return "." in part or part.startswith("_") or part.lower() in _SERVICE


def _names_municipality(query: str) -> bool:
    """A link of the start page that names a municipality is one of its overview."""
    return any(pair.startswith("gemeente=") and pair != "gemeente=" for pair in query.split("&"))
