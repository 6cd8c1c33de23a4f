"""`sitemap.xml` and `robots.txt`: which pages search engines can find (sitemaps.org, RFC 9309)."""

from collections.abc import Iterable, Iterator
from typing import Final
from urllib.parse import urljoin, urlsplit
from xml.etree import ElementTree

from sdgwijzer.content import Address
from sdgwijzer.html import href
from sdgwijzer.views.dataset import Dataset

SITEMAP: Final = "sitemap.xml"
ROBOTS: Final = "robots.txt"
TYPE: Final = "application/xml"

_NAMESPACE: Final = "http://www.sitemaps.org/schemas/sitemap/0.9"
_OF_ALL: Final = ("", "verantwoording", "nieuw", "wachtend", "gegevens")
_NOT_FOR_ROBOTS: Final = ("_stcore/", "afdruk/", "download/", "zoek")


def sitemap(data: Dataset, home: str) -> bytes:
    """The pages of all, and the overview and the goals of each municipality.

    Args:
        data: for the municipalities, and the goals on which each has indicators.
        home: full address of the start page, with a slash at the end.

    Raises:
        StoreError: there is no database to ask.
    """
    return listed(urljoin(home, href(each)) for each in _pages(data))


def listed(addresses: Iterable[str]) -> bytes:
    """A site map of these full addresses."""
    ElementTree.register_namespace("", _NAMESPACE)
    found = ElementTree.Element(f"{{{_NAMESPACE}}}urlset")
    for each in addresses:
        url = ElementTree.SubElement(found, f"{{{_NAMESPACE}}}url")
        ElementTree.SubElement(url, f"{{{_NAMESPACE}}}loc").text = each
    return bytes(ElementTree.tostring(found, encoding="utf-8", xml_declaration=True))


def robots(home: str) -> str:
    """What robots may ask; it holds where the site stands at the root of its host.

    Args:
        home: full address of the start page, with a slash at the end.
    """
    path = urlsplit(home).path
    forbidden = "".join(f"Disallow: {path}{each}\n" for each in _NOT_FOR_ROBOTS)
    return f"User-agent: *\n{forbidden}\nSitemap: {home}{SITEMAP}\n"


def _pages(data: Dataset) -> Iterator[Address]:
    for word in _OF_ALL:
        yield Address(word)
    for code, row in data.reference.today.items():
        place = ("gemeente", row.name)
        yield Address("overzicht", (place,))
        goals = {item.main_goal for item in data.indicators(code).values()}
        for goal in sorted(goals):
            yield Address("doel", (place, ("doel", str(goal))))
