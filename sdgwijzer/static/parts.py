"""What stands beside static pages: styles, script, font, figures as files, feeds, sitemap."""

import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import IO, Final
from urllib.parse import urljoin
from xml.etree import ElementTree

from sdgwijzer import api, html
from sdgwijzer.api import RESOURCES
from sdgwijzer.screens.files import ALL, FORMATS, PATH
from sdgwijzer.serving import ICON, everything, feed, sitemap
from sdgwijzer.serving.page import STATIC, font
from sdgwijzer.static.addresses import Addresses
from sdgwijzer.store import exports
from sdgwijzer.texts import frame_of_pages
from sdgwijzer.texts import standing_alone as texts
from sdgwijzer.views.dataset import Dataset

WHOLE: Final = ("zip", "parquet")
"""Endings of files of everything: those that are small for what they have."""

_ATOM: Final = "{http://www.w3.org/2005/Atom}link"
_SCRIPT: Final = Path(__file__).parent / "page.js"

Stream = Callable[[IO[bytes]], Iterator[None]]


def whole(data: Dataset) -> dict[str, Stream]:
    """Files of everything: path → what writes it."""
    return {
        f"{PATH}/{ALL}.{ending}": everything.writer(data, FORMATS[ending].export)
        for ending in WHOLE
    }


def figures(resource: str, one: str, data: Dataset) -> Iterator[tuple[str, bytes]]:
    """The figures of one municipality or indicator as CSV; of an indicator what it is, as JSON.

    Args:
        resource: as in the addresses for programs.
        one: code of the municipality, id of the indicator.
        data: the figures in use.
    """
    found, path = RESOURCES[resource], f"{api.PATH}/{resource}/{one}"
    assert found.whole is not None
    assert found.one is not None
    yield f"{path}.csv", found.whole(one, data).csv()
    if resource == "indicators":
        [row] = exports.records(found.one(one, data).window(0, 1))
        yield f"{path}.json", json.dumps(row, ensure_ascii=False, allow_nan=False).encode()


def around(addresses: Addresses) -> Iterator[tuple[str, bytes]]:
    """What all pages share: style, script, font and icon.

    Raises:
        UsageError: the folder of the icons has none that can be used.
    """
    letters = STATIC / font().removeprefix("./")
    yield "lettertype.woff2", letters.read_bytes()
    yield "icoon.svg", Path(ICON).read_bytes()
    yield "stijl.css", html.standing_style("lettertype.woff2").encode()
    words = {
        "choose": texts.CHOOSE,
        "place": frame_of_pages.MUNICIPALITY,
        "search": frame_of_pages.PAGES["zoek"],
        "filter": texts.FILTER,
        "none": texts.NONE_FOUND,
    }
    given = {"PLACES": sorted(addresses.slugs.items()), "WORDS": words}
    lines = "".join(
        f"const {name} = {json.dumps(value, ensure_ascii=False)};\n"
        for name, value in given.items()
    )
    yield "pagina.js", (lines + _SCRIPT.read_text(encoding="utf-8")).encode()


def news(place: str, data: Dataset, addresses: Addresses, home: str) -> tuple[str, bytes]:
    """The feed, with the addresses of static pages.

    Args:
        place: name of the municipality; "" for all.
        data: the figures in use.
        addresses: where each page stands.
        home: full address of the start page, with a slash at the end.
    """
    made = feed.made(data, place, home)
    assert made is not None
    tree = ElementTree.fromstring(made)
    path = f"nieuw/{addresses.slugs[place]}.atom" if place else feed.FILE
    page = f"nieuw/{addresses.slugs[place]}.html" if place else "nieuw.html"
    for link in tree.iter(_ATOM):
        link.set("href", home + (path if link.get("rel") == "self" else page))
    return path, bytes(ElementTree.tostring(tree, encoding="utf-8", xml_declaration=True))


def map_of_site(paths: Sequence[str], home: str) -> Iterator[tuple[str, bytes]]:
    """`sitemap.xml` and `robots.txt`.

    Args:
        paths: of all pages.
        home: full address of the start page, with a slash at the end.
    """
    yield sitemap.SITEMAP, sitemap.listed(urljoin(home, path) for path in paths)
    yield sitemap.ROBOTS, f"User-agent: *\nDisallow:\n\nSitemap: {home}{sitemap.SITEMAP}\n".encode()
