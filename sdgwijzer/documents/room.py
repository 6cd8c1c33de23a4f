"""What a workroom left behind, to take along: CSV files, a workbook, and all of it in one zip."""

import csv
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO
from typing import Any, Final

from sdgwijzer.content import Content, Head, Workbook, Worksheet
from sdgwijzer.documents import sheets, zipped
from sdgwijzer.texts import room_tables as texts
from sdgwijzer.texts import workroom as words
from sdgwijzer.workroom.document import Document

JSON: Final = "werkruimte.json"
_FORMULA: Final = tuple("=+-@\t\r")
Row = tuple[Content, ...]


@dataclass(frozen=True)
class Table:
    """One table.

    Attributes:
        name: of its file and its sheet.
        columns: name → type of Frictionless Data; what they mean is in `texts.room_tables`.
        rows: in order.
    """

    name: str
    columns: Mapping[str, str]
    rows: tuple[Row, ...]


def tables(document: Document) -> tuple[Table, ...]:
    """All tables of a document.

    Args:
        document: of a room, from `bespreken`.
    """
    return tuple(
        Table(name, texts.COLUMNS[name], tuple(rows(document))) for name, rows in _ROWS.items()
    )


def _proposals(document: Document) -> list[Row]:
    return [
        (each.number, each.title, each.body, _goals(each.goals), each.people)
        for each in document.proposals
    ]


def _ideas(document: Document) -> list[Row]:
    return [
        (
            each.number,
            each.title,
            each.body,
            _goals(each.goals),
            " ".join(each.cards),
            each.paper,
            each.supports,
            each.proposal or "",
            texts.STATES[each.state],
            each.reason,
        )
        for each in document.ideas
    ]


def _cards(document: Document) -> list[Row]:
    every = (*document.cards, *document.challenges, *document.actions)
    return [
        (
            each.number,
            each.title,
            each.body,
            _goals(each.goals),
            str((each.evidence or {}).get("source", "")),
            str((each.evidence or {}).get("frozen", "")),
        )
        for each in every
    ]


def _spread(document: Document) -> list[Row]:
    circles = {each.name: each for each in document.circles}
    return [
        (
            proposal.number,
            name,
            circles[name].voters,
            votes.chosen,
            *(votes.importance or (None,) * 5),
            *(votes.influence or (None,) * 5),
        )
        for proposal in document.proposals
        for name, votes in proposal.votes.items()
    ]


def _choices(document: Document) -> list[Row]:
    return [
        (
            each.number,
            words.OUTCOMES[each.choice.outcome],
            each.choice.place,
            each.choice.challenge or "",
            each.choice.reason,
        )
        for each in document.proposals
        if each.choice
    ]


def _log(document: Document) -> list[Row]:
    return [
        (each.day.isoformat(), each.who, each.what, each.number, each.reason)
        for each in document.log
    ]


_ROWS: Final[Mapping[str, Callable[[Document], list[Row]]]] = {
    "voorstellen": _proposals,
    "ideeen": _ideas,
    "kaarten": _cards,
    "verdeling": _spread,
    "keuzes": _choices,
    "moderatie": _log,
}


def _goals(goals: Sequence[int]) -> str:
    return " ".join(map(str, goals))


def as_csv(table: Table) -> bytes:
    """A table as CSV: comma, decimal point, UTF-8; a text that a sheet would run is quoted."""
    file = StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows([_cell(each) for each in row] for row in table.rows)
    return file.getvalue().encode()


def _cell(content: Content) -> object:
    if isinstance(content, bool):
        return str(content).lower()
    if isinstance(content, str) and content.startswith(_FORMULA):
        return f"'{content}"
    return content


def workbook(document: Document) -> bytes:
    """All tables as one `.xlsx`, in Dutch.

    Args:
        document: of a room, from `bespreken`.
    """
    found = tables(document)
    made = tuple(
        Worksheet(
            table.name.capitalize(),
            tuple(Head(texts.heading(name), texts.width(name)) for name in table.columns),
            table.rows,
        )
        for table in found
    )
    title = f"{document.room.title} {document.room.place}"
    longest = max(len(table.rows) for table in found)
    return sheets.xlsx(Workbook(title, document.room.last_day.isoformat(), made, longest))


def bundle(document: Document) -> bytes:
    """All of it in one zip: the document, tables, a workbook, what they are, and a data package.

    Args:
        document: of a room, from `bespreken`.
    """
    found = tables(document)
    files = {JSON: document.text().encode()}
    files |= {f"{table.name}.csv": as_csv(table) for table in found}
    files["werkruimte.xlsx"] = workbook(document)
    about = _package(document, found, files)
    files["datapackage.json"] = json.dumps(about, ensure_ascii=False, indent=1).encode()
    room = document.room
    files["LEESMIJ.md"] = texts.read_me(room.title, room.place, room.ref, list(files)).encode()
    return zipped.packed({name: files[name] for name in sorted(files)})


def _package(
    document: Document, found: Sequence[Table], files: Mapping[str, bytes]
) -> dict[str, Any]:
    """As Frictionless Data describes it (version 1)."""
    room = document.room
    return {
        "profile": "tabular-data-package",
        "name": f"werkruimte-{room.ref.lower()}",
        "title": f"{room.title} {room.place}",
        "created": f"{room.last_day.isoformat()}T00:00:00Z",
        "resources": [_resource(table, files[f"{table.name}.csv"]) for table in found],
    }


def _resource(table: Table, content: bytes) -> dict[str, Any]:
    fields = [
        {"name": name, "type": kind, "description": texts.meaning(name)}
        for name, kind in table.columns.items()
    ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "path": f"{table.name}.csv",
        "bytes": len(content),
        "hash": f"sha256:{sha256(content).hexdigest()}",
        "encoding": "utf-8",
        "schema": {"fields": fields, "missingValues": [""]},
    }
