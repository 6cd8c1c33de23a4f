"""A report's files with its figures, explained for programs and for people → one zip."""

import json
import re
import unicodedata
from collections.abc import Mapping
from hashlib import sha256
from typing import Any, Final

from sdgwijzer.documents import zipped
from sdgwijzer.model import Basis, Status
from sdgwijzer.report import Export, Report
from sdgwijzer.report.export import KEY
from sdgwijzer.texts import bundle as texts

CSV: Final = "cijfers.csv"
PACKAGE: Final = "datapackage.json"
READ_ME: Final = "LEESMIJ.md"
OURS: Final = (CSV, PACKAGE, READ_ME)
"""Files that every bundle has."""

_KNOWN: Final = {"CC BY 4.0": ("CC-BY-4.0", "https://creativecommons.org/licenses/by/4.0/")}
"""Licences with a name and an address that programs know; the others have their own words."""


def bundle(report: Report, export: Export, files: Mapping[str, bytes], made: str) -> bytes:
    """A zip with the files of a report and the figures that its judgements follow from.

    Args:
        report: which the files are of.
        export: the rows of the same municipality and of those beside it.
        files: name → content, of whatever was made of the report.
        made: the day of its figures (ISO).

    Raises:
        ValueError: a file has the name of one of `OURS`, or stands in a folder.
    """
    wrong = sorted(name for name in files if name in OURS or re.search(r"[/\\]|^\.*$", name))
    if wrong:
        raise ValueError(f"a bundle cannot have {', '.join(wrong)} beside {', '.join(OURS)}")
    own = {
        CSV: export.csv,
        PACKAGE: (
            json.dumps(_package(report, export, made), ensure_ascii=False, indent=2) + "\n"
        ).encode(),
        READ_ME: _read_me(report, export, sorted(files)).encode(),
    }
    return zipped.packed(dict(sorted({**files, **own}.items())))


def _read_me(report: Report, export: Export, files: list[str]) -> str:
    """What is in it, and how one judgement is recomputed."""
    whom = (row["peers"] for row in export.rows() if row["nis_code"] == export.own)
    return texts.read_me(
        title=f"{report.title} {report.place}",
        made=report.made,
        places=list(export.places.values()),
        files=files,
        beside=next(filter(None, whom), ""),
        row=example(export),
        sources=list({source.number: source for source in export.sources.values()}.values()),
    )


def example(export: Export) -> dict[str, Any] | None:
    """The row by which recomputing is shown: it passes every step; None where nothing is judged.

    The first of the municipality that is better or less good beside both references; else of
    those beside one of them, else of those without a clear difference.

    Args:
        export: with the rows of that municipality.
    """
    judged = [
        row
        for row in export.rows()
        if row["nis_code"] == export.own
        and row["status_basis"] == Basis.PEERS
        and row["position_status"] in (Status.GOOD, Status.MIDDLE, Status.POOR)
    ]

    def steps(row: Mapping[str, Any]) -> tuple[bool, bool]:
        return row["position_status"] == Status.MIDDLE, row["flanders"] is None

    return min(judged, key=steps, default=None)


def _package(report: Report, export: Export, made: str) -> dict[str, Any]:
    """The table as Frictionless Data describes it (version 1)."""
    sources = {source.number: source for source in export.sources.values()}.values()
    licences = dict.fromkeys(source.licence for source in sources if source.licence)
    described = [
        {
            "title": f"{source.publisher}, {source.title}",
            **({"path": source.homepage} if source.homepage else {}),
        }
        for source in sources
    ]
    return {
        "profile": "tabular-data-package",
        "name": f"sdg-wijzer-{_plain(report.place)}",
        "title": texts.titled(report.title, report.place),
        "description": report.made,
        "created": f"{made}T00:00:00Z",
        **({"licenses": [_licence(each) for each in licences]} if licences else {}),
        "sources": described,
        "resources": [_resource(export)],
    }


def _licence(name: str) -> dict[str, str]:
    short, address = _KNOWN.get(name, (_plain(name), ""))
    return {"name": short, **({"path": address} if address else {}), "title": name}


def _resource(export: Export) -> dict[str, Any]:
    """The file of the figures, column by column."""
    return {
        "name": "cijfers",
        "path": CSV,
        "profile": "tabular-data-resource",
        "title": texts.ROWS,
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(export.csv),
        "hash": f"sha256:{sha256(export.csv).hexdigest()}",
        "dialect": {
            "delimiter": ",",
            "lineTerminator": "\n",
            "quoteChar": '"',
            "doubleQuote": True,
            "header": True,
        },
        "schema": {
            "fields": [
                {"name": column.name, "type": column.type, "description": column.meaning}
                for column in export.columns
            ],
            "missingValues": [""],
            "primaryKey": list(KEY),
        },
    }


def _plain(text: str) -> str:
    """Small letters, numbers and hyphens only: "Sint-Genesius-Rode" → "sint-genesius-rode"."""
    letters = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", letters).strip("-")
