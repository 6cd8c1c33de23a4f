"""A table of an export explained: `LEESMIJ.md`, `KOLOMMEN.md`, `LICENTIES.md`, `datapackage.json`.

For the zip of a report, that of a page and that of everything.
"""

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import IO, Any, Final

from sdgwijzer.content import Source
from sdgwijzer.report.export import KEY
from sdgwijzer.texts import bundle as texts
from sdgwijzer.texts import columns

CSV: Final = "cijfers.csv"
PACKAGE: Final = "datapackage.json"
READ_ME: Final = "LEESMIJ.md"
COLUMNS: Final = "KOLOMMEN.md"
LICENCES: Final = "LICENTIES.md"
OURS: Final = (CSV, PACKAGE, READ_ME, COLUMNS, LICENCES)
"""Files that every zip of figures has."""

_KNOWN: Final = {"CC BY 4.0": ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/")}
"""Licences with a name and an address that programs know; the others have their own words."""


@dataclass(frozen=True)
class Field:
    """A column.

    Attributes:
        name: as analysts know it.
        type: string, number, integer, boolean or date (as text).
        meaning: for analysts.
    """

    name: str
    type: str
    meaning: str


@dataclass(frozen=True)
class Described:
    """What the table is of.

    Attributes:
        title: what it is called.
        place: of what municipality, or of all.
        made: with which versions, and of when the figures are.
        day: of its figures (ISO).
        places: the municipalities in it, the own one first; or how many.
        beside: whom its judgements compare with, as in the column `peers`; "" where it differs.
        row: by which recomputing is shown; None where nothing is judged.
        sources: of the figures.
        fields: its columns.
    """

    title: str
    place: str
    made: str
    day: str
    places: Sequence[str]
    beside: str
    row: Mapping[str, Any] | None
    sources: Sequence[Source]
    fields: Sequence[Field]


@dataclass
class Measured:
    """A file that is written to, of which one wants to know how large it became, and its hash."""

    file: IO[bytes]
    size: int = 0
    _hash: Any = field(default_factory=sha256)

    closed: Final = False  # who writes asks it

    def write(self, content: bytes) -> int:
        """Write it on."""
        self._hash.update(content)
        self.size += len(memoryview(content).cast("B"))
        self.file.write(content)
        return len(content)

    def flush(self) -> None:
        """Nothing is held back."""

    @property
    def digest(self) -> str:
        """SHA-256 of what was written."""
        return str(self._hash.hexdigest())


def texts_of(found: Described, files: Sequence[str] = ()) -> dict[str, bytes]:
    """What people read: name → text.

    Args:
        found: the table.
        files: names of what stands beside it, in order.
    """
    read_me = texts.read_me(
        title=f"{found.title} {found.place}".strip(),
        made=found.made,
        places=list(found.places),
        files=files,
        beside=found.beside,
        row=found.row,
        sources=list(found.sources),
    )
    names = [each.name for each in found.fields]
    return {
        READ_ME: read_me.encode(),
        COLUMNS: texts.columns({name: columns.meaning(name) for name in names}).encode(),
        LICENCES: texts.licences(found.sources).encode(),
    }


def package(found: Described, size: int, digest: str) -> bytes:
    """The table as Frictionless Data describes it (version 1).

    Args:
        found: the table.
        size: of its file, in bytes.
        digest: SHA-256 of that.
    """
    licences = dict.fromkeys(source.licence for source in found.sources if source.licence)
    described = [
        {
            "title": f"{source.publisher}, {source.title}",
            **({"path": source.homepage} if source.homepage else {}),
        }
        for source in found.sources
    ]
    made = {
        "profile": "tabular-data-package",
        "name": f"sdg-wijzer-{plain(found.place)}",
        "title": texts.titled(found.title, found.place),
        "description": found.made,
        "created": f"{found.day}T00:00:00Z",
        **({"licenses": [_licence(each) for each in licences]} if licences else {}),
        "sources": described,
        "resources": [_resource(found.fields, size, digest)],
    }
    return (json.dumps(made, ensure_ascii=False, indent=2) + "\n").encode()


def _licence(name: str) -> dict[str, str]:
    short, address = _KNOWN.get(name, (plain(name), ""))
    return {"name": short, **({"path": address} if address else {}), "title": name}


def _resource(fields: Sequence[Field], size: int, digest: str) -> dict[str, Any]:
    """The file of the figures, column by column."""
    return {
        "name": "cijfers",
        "path": CSV,
        "profile": "tabular-data-resource",
        "title": texts.ROWS,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{digest}",
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "schema": {
            "fields": [
                {"name": each.name, "type": each.type, "description": each.meaning}
                for each in fields
            ],
            "missingValues": [""],
            "primaryKey": list(KEY),
        },
    }


def plain(text: str) -> str:
    """Small letters, numbers and hyphens only: "Sint-Genesius-Rode" → "sint-genesius-rode"."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
