"""What can go wrong with a publisher's file, done to a copy of it.

Each kind of damage is a function from the bytes of a file to other bytes. `LOOKS_AT` in the test of
a source says for each file which column its reader depends on and in which row a number stands.

    python -m tests.damage FOLDER    # every file of a folder with the publishers' files, a table
"""

import csv
import io
import json
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq

from sdgwijzer import catalogue, paths, sources
from sdgwijzer.errors import AnswerMissing
from sdgwijzer.fetch.answers import Mirror
from sdgwijzer.fetch.supply import FromFolder
from sdgwijzer.parsing import encoding
from sdgwijzer.paths import Places
from sdgwijzer.update.update import Update
from tests.make import REFERENCE, said_of

Rows = list[list[object]]
HTML = b"<!DOCTYPE html><html><head><title>Even geduld</title></head><body></body></html>"


@dataclass(frozen=True)
class Where:
    """Where a reader looks in a file: a column, and a row that starts with or has these cells."""

    column: str
    row: tuple[str, ...] = ("34013",)
    header: int = 0
    delimiter: str = ""


@cache
def of(key: str) -> Mapping[str, Where]:
    """File name (a glob) → where its source looks in it, as the source's own test says it."""
    return said_of(key, "LOOKS_AT") or {}


def kinds(path: Path, where: Where) -> Iterator[tuple[str, bytes]]:
    """Name of the damage and the damaged content, for every kind that the format can have."""
    content = path.read_bytes()
    yield "cut in half", content[: len(content) // 2]
    yield "page instead", HTML
    rows = _read(path, where)
    column = _column(rows, where)
    if where.delimiter:
        other = "," if where.delimiter != "," else ";"
        yield "other delimiter", _write(path, rows, where, delimiter=other)
    yield "renamed column", _write(path, _renamed(rows, where, column), where)
    body = rows[where.header + 1 :]
    yield "doubled rows", _write(path, [*rows[: where.header + 1], *body, *body], where)
    times = _times_1000(rows, where, column)
    if times is not None:
        yield "one value x 1000", _write(path, times, where)


def _column(rows: Rows, where: Where) -> int:
    """The position of the column; * is the last."""
    header = [str(cell).strip() for cell in rows[where.header]]
    if where.column == "*":
        return len(header) - 1
    if where.column in header:
        return header.index(where.column)
    return next(i for i, cell in enumerate(header) if cell.startswith(where.column))


def _renamed(rows: Rows, where: Where, column: int) -> Rows:
    header = list(rows[where.header])
    header[column] = "Iets anders"
    return [*rows[: where.header], header, *rows[where.header + 1 :]]


def _times_1000(rows: Rows, where: Where, column: int) -> Rows | None:
    """The largest number in the column in a row with all these cells, a thousand times."""
    best, chosen = 0.0, None
    for number, row in enumerate(rows[where.header + 1 :], where.header + 1):
        cells = [str(cell).strip().removesuffix(".0") for cell in row]
        value = _number(row[column]) if len(row) > column else None
        here = where.row[0] in cells[:4] and set(where.row) <= set(cells)
        if value is not None and value > best and here:
            best, chosen = value, number
    if chosen is None:
        return None
    row = list(rows[chosen])
    large = best * 1000
    text = str(int(large)) if large == int(large) else str(large)
    if isinstance(row[column], str):
        row[column] = text.replace(".", ",") if "," in str(row[column]) else text
    else:
        row[column] = large
    return [*rows[:chosen], row, *rows[chosen + 1 :]]


def _number(cell: object) -> float | None:
    if isinstance(cell, int | float):
        return float(cell)
    text = str(cell).strip()
    if text.count(".") == 1 and len(text.rpartition(".")[2]) == 3:
        text = text.replace(".", "")
    try:
        return float(text.replace(",", "."))
    except ValueError:
        return None


def _read(path: Path, where: Where) -> Rows:
    match path.suffix:
        case ".xlsx":
            book = openpyxl.load_workbook(path)
            return [list(row) for row in book.active.iter_rows(values_only=True)]
        case ".json":
            document = json.loads(path.read_text("utf-8"))
            facts = document[_listed(document)]
            return [list(facts[0]), *[list(fact.values()) for fact in facts]]
        case ".parquet":
            table = pq.read_table(path)
            return [table.column_names, *[list(row.values()) for row in table.to_pylist()]]
    text = encoding.decoded(_content(path))
    return [list(row) for row in csv.reader(io.StringIO(text), delimiter=where.delimiter)]


def _listed(document: dict[str, object]) -> str:
    """Where the rows stand in a JSON document: the only list in it."""
    (name,) = [name for name, each in document.items() if isinstance(each, list)]
    return name


def _content(path: Path) -> bytes:
    """The bytes of a text, of the first file in an archive."""
    if path.suffix != ".zip":
        return path.read_bytes()
    with zipfile.ZipFile(path) as archive:
        return archive.read(archive.namelist()[0])


def _write(path: Path, rows: Rows, where: Where, delimiter: str = "") -> bytes:
    target = io.BytesIO()
    match path.suffix:
        case ".xlsx":
            book = openpyxl.Workbook()
            book.active.title = openpyxl.load_workbook(path, read_only=True).sheetnames[0]
            for row in rows:
                book.active.append(row)
            book.save(target)
            return target.getvalue()
        case ".json":
            header, *body = rows
            facts = [dict(zip(map(str, header), row, strict=True)) for row in body]
            document = json.loads(path.read_text("utf-8"))
            return json.dumps(document | {_listed(document): facts}).encode()
        case ".parquet":
            header, *body = rows
            columns = dict(zip(map(str, header), zip(*body, strict=True), strict=True))
            pq.write_table(pa.table({name: list(cells) for name, cells in columns.items()}), target)
            return target.getvalue()
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter or where.delimiter, lineterminator="\r\n").writerows(rows)
    content = text.getvalue().encode(encoding.of(io.BytesIO(_content(path))))
    if path.suffix != ".zip":
        return content
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(target, "w") as archive:
        archive.writestr(old.namelist()[0], content)
    return target.getvalue()


@cache
def _entries() -> catalogue.Catalogue:
    return catalogue.read(paths.catalogue())


def copies(key: str, folder: Path, most: int = 0) -> Iterator[tuple[Path, str, bytes]]:
    """Every file of a source, with every kind of damage to it.

    Args:
        key: of the source.
        folder: with its files.
        most: of how many files of one layout, the last ones; 0 for all.
    """
    source = sources.load(key)
    asked: list[Path] = []
    mirror = Mirror(folder, today="2026-01-01")

    def get(request):
        asked.append(mirror.get(request))
        return asked[-1]

    source.read(_entries().of_source(key), get, REFERENCE)
    layouts: dict[str, list[Path]] = {}
    for path in dict.fromkeys(asked):
        layouts.setdefault(next(glob for glob in of(key) if path.match(glob)), []).append(path)
    for glob, paths_ in layouts.items():
        for path in paths_[-most:]:
            for kind, content in kinds(path, of(key)[glob]):
                yield path, kind, content


def mirrored(folder: Path, path: Path, content: bytes, target: Path) -> None:
    """A folder with links to all files of `path`'s folder and the damaged copy instead of one."""
    target.mkdir(parents=True)
    for entry in folder.iterdir():
        if entry.is_dir() and entry != path.parent:
            (target / entry.name).symlink_to(entry)
    (target / path.parent.name).mkdir()
    for entry in path.parent.iterdir():
        if entry != path:
            (target / path.parent.name / entry.name).symlink_to(entry)
    (target / path.parent.name / path.name).write_bytes(content)


def refusal(data: Path, key: str, mirror: Path) -> str | None:
    """What an update from this folder says; None if it goes through."""
    update = Update(Places.of(data), FromFolder(mirror), date(2026, 1, 1))
    outcome = update.one(key, _entries())
    return None if outcome.good else outcome.said


def main(folder: Path) -> int:
    """Damage every file of the folder in every way, and say what an update makes of it."""
    silent = 0
    for key in filter(of, sources.available()):
        try:
            damaged = list(copies(key, folder))
        except AnswerMissing:
            print(f"{key} | not in {folder}", flush=True)
            continue
        for path, kind, content in damaged:
            with tempfile.TemporaryDirectory() as name:
                target = Path(name)
                data = target / "data"
                data.mkdir()
                (data / "municipalities.csv").symlink_to(paths.data() / "municipalities.csv")
                (data / "figures").mkdir()
                for one in (paths.data() / "figures").glob(f"{key}.*"):
                    (data / "figures" / one.name).write_bytes(one.read_bytes())
                mirrored(folder, path, content, target / "mirror")
                said = refusal(data, key, target / "mirror")
            silent += said is None
            print(f"{key} | {path.name} | {kind} | {(said or 'NOTHING SAID')[:160]!r}", flush=True)
    print(f"{silent} of them went through")
    return int(silent > 0)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]).resolve()))
