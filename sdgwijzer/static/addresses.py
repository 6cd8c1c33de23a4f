"""Which static page a link of the live site leads to: the one place that knows their addresses.

Addresses are paths without a query: `doel?gemeente=Gent&doel=8` is `doel/gent/8.html`. What only
the live app does leads to the same address there, or to the page that explains it.
"""

import posixpath
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Final
from unicodedata import normalize
from urllib.parse import parse_qsl, urlsplit

from sdgwijzer.errors import SdgWijzerError

HOME: Final = "index.html"
PLACES: Final = "gemeenten.html"
SEARCH: Final = "zoek.html"
LIVE: Final = "levend.html"

_ALONE: Final[Mapping[str, str]] = {
    **dict.fromkeys(("", ".", "start"), HOME),
    "zoek": SEARCH,
    **{word: f"{word}.html" for word in ("verantwoording", "wachtend", "gegevens")},
}
"""Pages that are the same for every municipality, by their word."""


@dataclass(frozen=True)
class Addresses:
    """Where each page stands.

    Attributes:
        slugs: name of a municipality → its part of an address.
        indicators: ids that have a page.
        files: paths of other files that are written, as a link names them.
        live: address of the live app, with a slash at the end; "" where there is none.
    """

    slugs: Mapping[str, str]
    indicators: frozenset[str]
    files: frozenset[str] = frozenset()
    live: str = ""

    def of(self, href: str) -> str:
        """A link of a page → a path from the start page, a full address, or "#" and an anchor.

        Args:
            href: as `html.href` writes it.
        """
        parts = urlsplit(href)
        if parts.scheme or parts.netloc or not (parts.path or parts.query):
            return href
        word = parts.path.removeprefix("./")
        chosen = {key: text for key, text in parse_qsl(parts.query) if text}
        found = word if word in self.files and not chosen else self._page(word, chosen)
        if not found:
            return f"{self.live}{href.removeprefix('./')}" if self.live else LIVE
        return f"{found}#{parts.fragment}" if parts.fragment and "#" not in found else found

    def place(self, name: str) -> str:
        """The overview of a municipality."""
        return f"overzicht/{self.slugs[name]}.html"

    def _page(self, word: str, chosen: dict[str, str]) -> str:
        """The path of a page with these choices; "" where there is none."""
        name = chosen.pop("gemeente", "")
        slug = self.slugs.get(name, "")
        if name and not slug:
            return ""
        if word in _ALONE:
            return "" if set(chosen) - {"zoek"} else _ALONE[word]
        if word == "indicator":
            id_ = chosen.pop("indicator", "")
            return "" if chosen else self._indicator(id_, slug)
        if word == "doel":
            goal = chosen.pop("doel", "index")
            return "" if chosen else "/".join(filter(None, ("doel", slug, f"{goal}.html")))
        if word == "nieuw.atom":
            file = f"nieuw/{slug}.atom" if slug else word
            return "" if chosen or word not in self.files else file
        return "" if chosen else self._of_place(word, slug)

    def _indicator(self, id_: str, slug: str) -> str:
        if not id_:
            return SEARCH
        if id_ not in self.indicators:
            return ""
        return f"indicator/{id_}.html#{slug}" if slug else f"indicator/{id_}.html"

    @staticmethod
    def _of_place(word: str, slug: str) -> str:
        """Pages that each municipality has one of, and one for who names none."""
        if word not in ("overzicht", "nieuw"):
            return ""
        if slug:
            return f"{word}/{slug}.html"
        return PLACES if word == "overzicht" else "nieuw.html"


def relative(to: str, here: str) -> str:
    """A path from the start page, as the page that stands at `here` links to it."""
    if urlsplit(to).scheme or to.startswith("#"):
        return to
    path, mark, anchor = to.partition("#")
    if path == here:
        return f"#{anchor}" if anchor else posixpath.basename(path)
    return posixpath.relpath(path, posixpath.dirname(here) or ".") + mark + anchor


def slugs(names: Iterable[str]) -> dict[str, str]:
    """Names → parts of an address: small letters, digits and dashes.

    Raises:
        SdgWijzerError: two names would have the same.
    """
    found = {name: _slug(name) for name in names}
    doubled = sorted(name for name, slug in found.items() if _count(found.values(), slug) > 1)
    if doubled:
        raise SdgWijzerError(
            f"municipalities: expected names that differ in letters, found {', '.join(doubled)}"
        )
    return found


def _count(slugs: Collection[str], slug: str) -> int:
    return sum(each == slug for each in slugs)


def _slug(name: str) -> str:
    plain = normalize("NFKD", name.casefold()).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")
