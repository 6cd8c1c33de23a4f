"""Files with their figures, explained for programs and for people → one zip."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import IO, Any, Final, cast

from sdgwijzer.documents import package, zipped
from sdgwijzer.documents.package import CSV, OURS, PACKAGE, Described, Field, Measured
from sdgwijzer.links import Placed
from sdgwijzer.model import Basis, Status
from sdgwijzer.report import Export, Report
from sdgwijzer.report.sources import Sources
from sdgwijzer.store import exports
from sdgwijzer.store.whole import FEW
from sdgwijzer.texts import bundle as texts
from sdgwijzer.texts import site
from sdgwijzer.views.dataset import Dataset

PARQUET: Final = "cijfers.parquet"

SOME: Final = 40
"""Indicators of which one is judged, most likely: the others are not read for an example."""

_Rows = Iterable[Mapping[str, Any]]


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
    whom = (row["peers"] for row in export.rows() if row["nis_code"] == export.own)
    found = Described(
        title=report.title,
        place=report.place,
        made=report.made,
        day=made,
        places=list(export.places.values()),
        beside=next(filter(None, whom), ""),
        row=example(export.rows(), export.own),
        sources=list({source.number: source for source in export.sources.values()}.values()),
        fields=[Field(each.name, each.type, each.meaning) for each in export.columns],
    )
    return zipped.packed(dict(sorted({**files, **_explained(found, export.csv, files)}.items())))


def of_page(title: str, choices: Placed, data: Dataset, table: Any) -> bytes:  # noqa: ANN401 - an Arrow table has no types
    """A zip with the figures of a page.

    Args:
        title: of the page.
        choices: of its link.
        data: the figures in use.
        table: its rows (`screens.files.rows`).
    """
    rows = list(exports.records(table))
    places = dict.fromkeys(str(row["municipality"]) for row in rows)
    whom = (row["peers"] for row in rows if row["nis_code"] == choices.code)
    found = _described(
        data,
        table,
        title=title,
        place=choices.name,
        places=[choices.name, *(each for each in places if each != choices.name)],
        beside=next(filter(None, whom), ""),
        row=example(rows, choices.code),
        indicators=dict.fromkeys(str(row["indicator_id"]) for row in rows),
    )
    return zipped.packed(dict(sorted(_explained(found, exports.as_bytes(table, "csv")).items())))


def everything(data: Dataset) -> Callable[[IO[bytes]], Iterator[None]]:
    """What writes a zip with all figures, as CSV and as Parquet, a piece at each step.

    Args:
        data: the figures in use.
    """
    store, own = data.store, next(iter(data.reference.today))

    def write(file: IO[bytes]) -> Iterator[None]:
        ids = [str(id_) for id_, _ in store.sizes()]
        table = store.rows([own], ids[:SOME])
        row = example(exports.records(table), own)
        found = _described(
            data,
            table,
            title=texts.EVERYTHING,
            place="",
            places=[texts.all_places(store.places())],
            beside="",
            row=row or example(exports.records(store.rows([own])), own),
            indicators=ids,
        )
        measured: list[Measured] = []

        def rows(member: IO[bytes]) -> Iterator[None]:
            measured.append(Measured(member))
            return exports.stream(store.everything(FEW), cast("IO[bytes]", measured[0]), "csv")

        def described(member: IO[bytes]) -> Iterator[None]:
            member.write(package.package(found, measured[0].size, measured[0].digest))
            yield

        members: dict[str, zipped.Write] = {
            name: zipped.at_once(content)
            for name, content in package.texts_of(found, [PARQUET]).items()
        }
        members[CSV] = rows
        members[PARQUET] = lambda member: exports.stream(store.everything(FEW), member, "parquet")
        members[PACKAGE] = described  # behind the table that it measures
        return zipped.streamed(members, file)

    return write


def _explained(found: Described, csv: bytes, files: Iterable[str] = ()) -> dict[str, bytes]:
    """The table and all that explains it."""
    return {
        CSV: csv,
        PACKAGE: package.package(found, len(csv), sha256(csv).hexdigest()),
        **package.texts_of(found, sorted(files)),
    }


def _described(
    data: Dataset,
    table: Any,  # noqa: ANN401
    *,
    indicators: Iterable[str],
    title: str,
    place: str,
    places: Sequence[str],
    beside: str,
    row: Mapping[str, Any] | None,
) -> Described:
    """A table of rows of the export, with the sources of these indicators."""
    every, sources = data.all_indicators, Sources(data)
    for id_ in indicators:
        if id_ in every:
            sources.number(every[id_].source)
    meanings = {**exports.COLUMNS, **exports.BESIDE_GROUP}
    return Described(
        title=title,
        place=place,
        made=site.build_line(data.store.build()),
        day=data.day,
        places=places,
        beside=beside,
        row=row,
        sources=sources.listed(),
        fields=[Field(each.name, exports.kind(each), meanings[each.name]) for each in table.schema],
    )


def example(rows: _Rows, own: str) -> Mapping[str, Any] | None:
    """The row by which recomputing is shown: it passes every step; None where nothing is judged.

    The first of the municipality that is better or less good beside both references; else of
    those beside one of them, else of those without a clear difference.

    Args:
        rows: with those of that municipality.
        own: its code.
    """
    judged = [
        row
        for row in rows
        if row["nis_code"] == own
        and row["status_basis"] == Basis.PEERS
        and row["position_status"] in (Status.GOOD, Status.MIDDLE, Status.POOR)
    ]

    def steps(row: Mapping[str, Any]) -> tuple[bool, bool]:
        return row["position_status"] == Status.MIDDLE, row["flanders"] is None

    return min(judged, key=steps, default=None)
