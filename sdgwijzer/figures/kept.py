"""Observations ⇄ `data/figures/<source>.parquet`, with their provenance beside them.

Figures are what a reader took out of the publisher's files: codes and years as published, no
merger applied, nothing filled in. They are small and versioned, so a fresh clone builds without
a network. The provenance holds a checksum: a damaged file is refused, not half read.
"""

import hashlib
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from sdgwijzer import files
from sdgwijzer.errors import FiguresError
from sdgwijzer.fetch.origin import Answer
from sdgwijzer.model import FIGURE_COLUMNS, Record, Source

_SCHEMA: Final = pa.schema(
    [
        ("indicator_id", pa.string()),
        ("nis_code", pa.string()),
        ("geography", pa.int16()),
        ("year", pa.int16()),
        ("value", pa.float64()),
        ("numerator", pa.float64()),
        ("denominator", pa.float64()),
        ("flag", pa.string()),
        ("missing", pa.string()),
    ]
)
_TEXT: Final = [field.name for field in _SCHEMA if pa.types.is_string(field.type)]
_KEY: Final = ["indicator_id", "nis_code", "geography", "year"]


class Provenance(Record):
    """Where the figures of one source come from."""

    source: str
    title: str
    publisher: str
    homepage: str
    licence: str
    answers: tuple[Answer, ...]
    rows: int
    last_year: int  # of the figures
    sha256: str  # of the parquet file

    @property
    def retrieved(self) -> str:
        """The day on which the newest answer was taken in (ISO)."""
        return max(answer.retrieved for answer in self.answers)

    @property
    def published(self) -> str:
        """The publisher's own date of the newest answer (ISO), "" if no file says it.

        Some software leaves the date of a template in a workbook: a date from before the last
        year of the figures is not believed.
        """
        latest = max(answer.published for answer in self.answers)
        return latest if latest[:4] >= str(self.last_year) else ""


@dataclass(frozen=True)
class Prepared:
    """The figures of one source as they will be written."""

    provenance: Provenance
    content: bytes  # of the Parquet file


def prepare(source: Source, frame: pd.DataFrame, answers: Sequence[Answer]) -> Prepared:
    """The figures of one source and their provenance; the same input gives the same bytes.

    Args:
        source: whose figures.
        frame: `FIGURE_COLUMNS`.
        answers: what they were read from.

    Raises:
        FiguresError: other columns than `FIGURE_COLUMNS`, doubled rows, or no rows at all.
    """
    if tuple(frame.columns) != FIGURE_COLUMNS:
        raise FiguresError(f"{source.key}: expected {FIGURE_COLUMNS}, found {tuple(frame.columns)}")
    doubled = int(frame.duplicated(_KEY).sum())
    if frame.empty or doubled:
        raise FiguresError(
            f"{source.key}: expected one row per {', '.join(_KEY)}, "
            f"found {len(frame)} rows of which {doubled} doubled"
        )
    ordered = frame.sort_values(_KEY, ignore_index=True)
    table = pa.Table.from_pandas(ordered, schema=_SCHEMA, preserve_index=False)
    buffer = pa.BufferOutputStream()
    pq.write_table(table.replace_schema_metadata(None), buffer, compression="zstd")
    content = buffer.getvalue().to_pybytes()
    provenance = Provenance(
        source=source.key,
        title=source.title,
        publisher=source.publisher,
        homepage=source.homepage,
        licence=source.licence,
        answers=tuple(sorted(answers, key=lambda answer: answer.name)),
        rows=len(frame),
        last_year=int(frame["year"].max()),
        sha256=hashlib.sha256(content).hexdigest(),
    )
    return Prepared(provenance, content)


def write(folder: Path, prepared: Prepared) -> None:
    """Put figures in use, as a whole: the ones of before, or these with their provenance."""
    key = prepared.provenance.source
    text = json.dumps(prepared.provenance.model_dump(), indent=2, ensure_ascii=False) + "\n"
    content = {folder / f"{key}.parquet": prepared.content}
    files.replace_described(folder / f"{key}.json", text.encode(), content)


def read(folder: Path, key: str) -> tuple[pd.DataFrame, Provenance]:
    """The figures of one source, with `FIGURE_COLUMNS`, and their provenance.

    Raises:
        FiguresError: the file is missing, or not the one that the provenance describes.
    """
    table, provenance = _table(folder, key)
    return table.to_pandas(), provenance


def read_all(
    folder: Path, wanted: Mapping[str, Collection[str]], partial: Collection[str] = ()
) -> tuple[pd.DataFrame, list[Provenance]]:
    """The figures of several sources together; text comes as categories.

    Args:
        folder: where the figures are.
        wanted: source → its indicators; figures of others are left out.
        partial: sources that may lack some of them, because each has a file of its own.

    Raises:
        FiguresError: as `read`, or a file has nothing for an indicator.
    """
    tables, provenance = [], []
    for key, ids in wanted.items():
        table, origin = _table(folder, key, text=_TEXT)
        absent = set(ids) - set(pc.unique(table["indicator_id"]).to_pylist())
        if absent and key not in partial:
            raise FiguresError(
                f"{folder / key}.parquet has no figures for {', '.join(sorted(absent))}, "
                f"which indicators.yaml asks of it; run 'sdgwijzer update {key}'."
            )
        tables.append(table.filter(pc.is_in(table["indicator_id"], pa.array(sorted(ids)))))
        provenance.append(origin)
    return pa.concat_tables(tables).unify_dictionaries().to_pandas(), provenance


def _table(folder: Path, key: str, text: Sequence[str] = ()) -> tuple[pa.Table, Provenance]:
    """The table of one source, with these columns as dictionaries."""
    provenance = read_provenance(folder, key)
    path = folder / f"{key}.parquet"
    content = files.finished(path, provenance.sha256)
    if content is None and not path.exists():
        raise FiguresError(_absent(path, key))
    if content is None:
        found = hashlib.sha256(path.read_bytes()).hexdigest()
        raise FiguresError(
            f"{path}: the file is not the one described in {key}.json; expected checksum "
            f"{provenance.sha256[:12]}…, found {found[:12]}…. Take both back from version control "
            f"or run 'sdgwijzer update {key}'."
        )
    return pq.read_table(pa.BufferReader(content), read_dictionary=list(text)), provenance


def read_provenance(folder: Path, key: str) -> Provenance:
    """What is known of the figures of one source.

    Raises:
        FiguresError: the file is missing or damaged.
    """
    path = folder / f"{key}.json"
    if not path.exists():
        raise FiguresError(_absent(path, key))
    try:
        return Provenance.model_validate_json(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise FiguresError(
            f"{path} is damaged; take it back from version control, or remove it and run "
            f"'sdgwijzer update {key}': {error}"
        ) from error


def _absent(path: Path, key: str) -> str:
    return (
        f"{path} is missing: indicators.yaml uses the source {key!r}, but its figures are "
        f"not there. Take the file back from version control or run 'sdgwijzer update {key}'."
    )
