"""Where a publisher's file stands today: files move at every release, catalogues and pages say so.

A finder asks a small document of the publisher (through `Ask`, which knows the network) and gives
addresses, the best first; none when it names none. Requests list their finders in the order in
which they are tried (`Request.finders`, then `Request.url`, then `Request.fallbacks`).
"""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html.parser import HTMLParser
from typing import Final
from urllib.parse import urljoin

import rdflib
from rdflib.namespace import DCAT, DCTERMS

from sdgwijzer.errors import DownloadError
from sdgwijzer.model import Ask

STATBEL: Final = "https://doc.statbel.be/publications/DCAT/DCAT_opendata_datasets.ttl"
"""Statbel's catalogue of open data; on another host than the files themselves."""


@dataclass(frozen=True)
class Dcat:
    """A data set in a DCAT catalogue (Turtle): Statbel makes a new node for most new years.

    Attributes:
        file: pattern of the whole file name of a distribution, such as `TF_ADI.*zip`.
        catalogue: its address.
    """

    file: str
    catalogue: str = STATBEL

    def __call__(self, ask: Ask) -> Sequence[str]:
        """Addresses of files of this name, of the data set that was changed last first."""
        try:
            files = _distributions(ask(self.catalogue))
        except (ValueError, SyntaxError) as error:  # rdflib's BadSyntax is a SyntaxError
            raise DownloadError(f"{self.catalogue}: expected Turtle, found: {error}") from error
        found = [each for each in files if re.fullmatch(self.file, each[1].rpartition("/")[2])]
        return list(dict.fromkeys(address for _, address in sorted(found, reverse=True)))


@lru_cache(maxsize=1)
def _distributions(turtle: bytes) -> list[tuple[str, str]]:
    """Day of the last change and address of every file in a catalogue; read once a run."""
    graph = rdflib.Graph().parse(data=turtle.decode("utf-8"), format="turtle")
    return [
        (
            str(graph.value(dataset, DCTERMS.modified) or ""),
            str(distribution).partition("#")[0],
        )
        for dataset, distribution in graph.subject_objects(DCAT.distribution)
    ]


@dataclass(frozen=True)
class Link:
    """A link on a page of the publisher.

    Attributes:
        page: its address.
        pattern: searched in the whole address that a link leads to.
    """

    page: str
    pattern: str

    def __call__(self, ask: Ask) -> Sequence[str]:
        """Addresses of the links that fit, in the order of the page."""
        return [each for each in links(ask(self.page), self.page) if re.search(self.pattern, each)]


def links(content: bytes, address: str) -> list[str]:
    """Where the links on a page lead to, each once, in the order of the page.

    Args:
        content: the page.
        address: its own.
    """
    reader = _Links()
    reader.feed(content.decode("utf-8", "replace"))
    return list(dict.fromkeys(urljoin(address, link) for link in reader.found))


class _Links(HTMLParser):
    """Collects where links lead to."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Called by the parser at every element."""
        self.found += [value for name, value in attrs if tag == "a" and name == "href" and value]


@dataclass(frozen=True)
class Opendatasoft:
    """A data set on an Opendatasoft portal, by the number that its id begins with.

    Attributes:
        portal: host, without `https://`.
        prefix: of the data set's id: "1_33" fits `1_33-lp-open-data` but not `1_331-other`.
        export: what follows the id: the export and its parameters.
    """

    portal: str
    prefix: str
    export: str = "exports/csv?delimiter=%3B"

    @property
    def base(self) -> str:
        """Address of the list of data sets."""
        return f"https://{self.portal}/api/explore/v2.1/catalog/datasets"

    def address(self, dataset: str) -> str:
        """Address of the export of a data set."""
        return f"{self.base}/{dataset}/{self.export}"

    def __call__(self, ask: Ask) -> Sequence[str]:
        """Addresses of the exports of the data sets with this number."""
        wanted = re.compile(rf"{re.escape(self.prefix)}(?![0-9a-z])", re.IGNORECASE)
        found: list[str] = []
        page, total = 0, 1
        while page * _PAGE < total and page < _MOST_PAGES:
            answer = ask(f"{self.base}?limit={_PAGE}&offset={page * _PAGE}")
            try:
                listed = json.loads(answer)
                total = int(listed["total_count"])
                ids = [str(each["dataset_id"]) for each in listed["results"]]
            except (ValueError, KeyError, TypeError) as error:
                raise DownloadError(
                    f"{self.base}: expected total_count and results, found {answer[:80]!r}"
                ) from error
            found += [self.address(id_) for id_ in ids if wanted.match(id_)]
            page += 1
        return found


_PAGE: Final = 100
_MOST_PAGES: Final = 20
