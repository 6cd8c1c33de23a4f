"""A report and its export → a workbook: numbers that can be calculated with, beside their words."""

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final, NamedTuple

import xlsxwriter

from sdgwijzer.content import (
    Block,
    Bullets,
    Captioned,
    Cell,
    Heading,
    Judgement,
    Numbered,
    Paragraph,
    Ref,
    Run,
    Runs,
    Source,
    Table,
    TableRow,
    Value,
    plain,
)
from sdgwijzer.documents import zipped
from sdgwijzer.report import Chapter, Export, Report
from sdgwijzer.report.values import NUMBER
from sdgwijzer.texts import report_workbook as texts
from sdgwijzer.texts import site

_OPTIONS: Final = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
_NO_NAME: Final = re.compile(r"[\[\]:*?/\\']+")
"""What the name of a sheet may not have."""
_LONGEST: Final = 31
_WIDE: Final = 90
_MOST: Final = 60  # characters of the widest column of a table
_LEAST: Final = 9
_ON_PAPER: Final = 20
"""Columns that can be read on a printed page."""
_A4: Final = 9


def workbook(report: Report, export: Export, made: str) -> bytes:
    """A report as an `.xlsx`: its tables, the years behind them and every column of the export.

    Args:
        report: its chapters.
        export: the rows of the same municipality and of those beside it.
        made: the day of its figures (ISO), which is the moment of the file.
    """
    content = BytesIO()
    book = xlsxwriter.Workbook(content, _OPTIONS)
    writer = _Writer(book)
    sheets = list(_sheets(report, export))
    writer.add(_read_me(report, export, [sheet.name for sheet in sheets]))
    for sheet in sheets:
        writer.add(sheet)
    name = f"{report.title} {report.place}"
    moment = datetime.fromisoformat(made).replace(tzinfo=UTC)
    book.set_properties(
        {"title": name, "subject": report.question, "author": site.APP, "created": moment}
    )
    book.close()
    return zipped.fixed(content.getvalue())


class _Shown(NamedTuple):
    """A number as it is shown: the format is one of a workbook."""

    number: float
    format: str


_Entry = str | float | bool | _Shown | None
"""What stands in a cell; None: nothing."""


class _Exact(float):
    """A number of which no digit is lost: XlsxWriter itself writes 16 of the 17."""

    def __format__(self, _: str) -> str:
        return repr(float(self))


class _Sheet(NamedTuple):
    """One sheet: a table below its head."""

    name: str
    head: Sequence[str]
    rows: Iterable[Sequence[_Entry]]
    notes: Sequence[str] = ()  # behind the words of the head
    strong: int = -1  # number of a column that is bold
    wraps: bool = False  # is it read as text?


def _sheets(report: Report, export: Export) -> Iterator[_Sheet]:
    """All but the first, in order."""
    for chapter in report.chapters:
        if chapter.anchor == "samenvatting":
            yield _Sheet(texts.SUMMARY, texts.SUMMARY_HEAD, list(_lines(chapter)), wraps=True)
        found = [
            block
            for block in chapter.blocks
            if isinstance(block, Captioned) and isinstance(block.content, Table)
        ]
        if found:
            yield _of_tables(_name(chapter), found, _numbers(report, export))
    yield _series(export)
    names = [column.name for column in export.columns]
    notes = [column.meaning for column in export.columns]
    yield _Sheet(texts.ALL, names, zip(*(c.values for c in export.columns), strict=True), notes)
    yield _Sheet(texts.SOURCES, texts.SOURCES_HEAD, [_source(each) for each in report.sources])


def _name(chapter: Chapter) -> str:
    """Of the sheet of a chapter."""
    heading = chapter.blocks[0]
    assert isinstance(heading, Heading)
    if heading.goal is not None:
        return texts.goal(heading.goal)
    name = texts.SHEETS.get(chapter.anchor, heading.text)
    return _NO_NAME.sub(" ", name)[:_LONGEST].strip()


def _read_me(report: Report, export: Export, sheets: Sequence[str]) -> _Sheet:
    """What it is, of when, how it is read."""
    about = ("", f"{report.title} {report.place}"), ("", report.question), ("", report.facts)
    made = ("", f"{report.status}. {report.made}"), ("", report.left_out)
    parts: Mapping[str, Iterable[tuple[str, str]]] = {
        texts.ABOUT: [each for each in (*about, *made) if each[1]],
        texts.IN_IT: [(name, texts.about_sheet(name)) for name in (texts.READ_ME, *sheets)],
        texts.READING: texts.reading(),
        texts.MARKS: texts.marks(),
        texts.COLUMNS: [(column.name, column.meaning) for column in export.columns],
    }
    rows = [(part, *pair) for part, pairs in parts.items() for pair in pairs]
    return _Sheet(texts.READ_ME, texts.READ_ME_HEAD, rows, strong=1, wraps=True)


def _lines(chapter: Chapter) -> Iterator[tuple[str, str, str]]:
    """The lines of a chapter: below which heading, the text, the numbers of its sources."""
    part = ""
    for block in chapter.blocks:
        if isinstance(block, Heading):
            part = block.text
        for runs in _runs(block):
            found = [str(number) for run in runs if isinstance(run, Ref) for number in run.numbers]
            yield part, "".join(map(_words, runs)).strip(), ", ".join(found)


def _runs(block: Block) -> Iterator[Runs]:
    if isinstance(block, Paragraph):
        yield block.runs
    elif isinstance(block, Bullets | Numbered):
        yield from block.items


def _words(run: Run) -> str:
    """A judgement has its mark before its word; a source stands in a column of its own."""
    if isinstance(run, Judgement):
        return f"{run.symbol} {run.text}" if run.symbol else run.text
    return plain((run,)) if not isinstance(run, str) else run


def _numbers(report: Report, export: Export) -> dict[str, int]:
    """Indicator → the number of its source in this report, where it has one."""
    known = {(each.publisher, each.title): each.number for each in report.sources}
    found = {id_: (each.publisher, each.title) for id_, each in export.sources.items()}
    return {id_: known[key] for id_, key in found.items() if key in known}


def _of_tables(name: str, found: Sequence[Captioned], sources: Mapping[str, int]) -> _Sheet:
    """Tables with the same columns below each other; of more than one the name stands before."""
    tables = [each.content for each in found if isinstance(each.content, Table)]
    heads = [tuple(plain(cell.runs) for cell in table.head) for table in tables]
    assert len(set(heads)) == 1, f"{name}: tables with other columns"
    more = len(tables) > 1
    rows = [
        (*([table.caption] if more else []), *map(_entry, row.cells), _referred(row, sources))
        for table in tables
        for row in table.rows
    ]
    own = [cell.own for cell in tables[0].head]
    before = (texts.PART,) if more else ()
    strong = own.index(True) + more if True in own else -1
    return _Sheet(name, (*before, *heads[0], texts.REFERENCES), rows, strong=strong)


def _entry(cell: Cell) -> _Entry:
    """A number where the cell has one value, with the words around it in its format."""
    values = [run for run in cell.runs if isinstance(run, Value)]
    if len(values) != 1:
        return "".join(map(_words, cell.runs)).strip() or None
    at = cell.runs.index(values[0])
    before, after = ("".join(map(_words, part)) for part in (cell.runs[:at], cell.runs[at + 1 :]))
    return _shown(values[0], before, after)


def _shown(value: Value, before: str, after: str) -> _Shown:
    """Unrounded, with as many decimals as its text has; what else that says stays around it."""
    found = NUMBER.search(value.text)
    assert found is not None, value
    before, after = before + value.text[: found.start()], value.text[found.end() :] + after
    decimals = len(found[0].partition(",")[2])
    return _Shown(value.number, f"{_quoted(before)}{_format(decimals)}{_quoted(after)}")


def _format(decimals: int) -> str:
    """Of a number, in the words of a workbook: each shows it as its reader writes numbers."""
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"


def _quoted(text: str) -> str:
    text = text.replace('"', "'")
    return f'"{text}"' if text else ""


def _referred(row: TableRow, sources: Mapping[str, int]) -> str:
    ids = {run.indicator for cell in row.cells for run in cell.runs if isinstance(run, Value)}
    return ", ".join(str(each) for each in sorted({sources[id_] for id_ in ids if id_ in sources}))


def _series(export: Export) -> _Sheet:
    """A row for each year of an indicator, a column for each municipality; why what is missing."""
    values: dict[tuple[str, int], dict[str, float]] = defaultdict(dict)
    gaps: dict[tuple[str, int], list[tuple[str, str]]] = defaultdict(list)
    about: dict[str, tuple[str, str]] = {}
    for row in export.rows():
        key = row["indicator_id"], row["year"]
        about.setdefault(key[0], (row["indicator"], row["unit"]))
        if row["value"] is not None:
            values[key][row["nis_code"]] = row["value"]
        elif row["missing"]:
            gaps[key].append((row["municipality"], row["missing"]))
    order = {id_: number for number, id_ in enumerate(about)}
    rows = []
    for id_, year in sorted({*values, *gaps}, key=lambda key: (order[key[0]], key[1])):
        form = _format(export.decimals[id_])
        there = values[id_, year]
        numbers = [_Shown(there[code], form) if code in there else None for code in export.places]
        why = texts.gaps(gaps[id_, year], alone=len(export.places) == 1)
        rows.append((id_, *about[id_], year, *numbers, why or None))
    head = (*texts.SERIES_HEAD, *export.places.values(), texts.MISSING)
    return _Sheet(texts.SERIES, head, rows, strong=len(texts.SERIES_HEAD))


def _source(found: Source) -> tuple[_Entry, ...]:
    return (
        *(found.number, found.publisher, found.title, found.licence),
        *(found.published, found.retrieved, found.homepage),
    )


class _Look(NamedTuple):
    bold: bool
    wraps: bool


class _Writer:
    """Adds sheets to a workbook; each way to show a cell is said to it once."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401
        self.book = book
        self.formats: dict[tuple[_Look, str], Any] = {(_Look(False, False), ""): None}

    def format(self, look: _Look, shown: str = "") -> Any:  # noqa: ANN401
        """How a cell looks, and how its number is written; None: as any other."""
        key = (look, shown)
        if key not in self.formats:
            made = {"num_format": shown or "General", "bold": look.bold, "text_wrap": look.wraps}
            top = {"valign": "top"} if look.wraps else {}
            self.formats[key] = self.book.add_format(made | top)
        return self.formats[key]

    def add(self, wanted: _Sheet) -> None:
        """A sheet with its head in bold, that stays in sight, and a filter below it."""
        sheet = self.book.add_worksheet(wanted.name)
        for column, word in enumerate(wanted.head):
            sheet.write_string(0, column, word, self.format(_Look(True, wanted.wraps)))
        for column, note in enumerate(wanted.notes):
            sheet.write_comment(0, column, note, {"author": site.APP})
        widths = [len(word) + 3 for word in wanted.head]  # with room for the arrow of the filter
        looks = [_Look(column == wanted.strong, wanted.wraps) for column in range(len(widths))]
        last = 0
        for last, row in enumerate(wanted.rows, 1):
            for column, entry in enumerate(row):
                if entry is not None:
                    said = self.write(sheet, (last, column), entry, looks[column])
                    widths[column] = max(widths[column], said)
        most = _WIDE if wanted.wraps else _MOST
        for column, width in enumerate(widths):
            sheet.set_column(column, column, min(max(width + 1, _LEAST), most))
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, last, len(wanted.head) - 1)
        if len(widths) <= _ON_PAPER:
            _printed(sheet)

    def write(self, sheet: Any, at: tuple[int, int], entry: _Entry, look: _Look) -> int:  # noqa: ANN401
        """One cell, never as a formula or a link; how many characters it takes."""
        if isinstance(entry, str):
            sheet.write_string(*at, entry, self.format(look))
            return len(entry)
        if isinstance(entry, bool):
            sheet.write_boolean(*at, entry)
            return 0
        number, shown = entry if isinstance(entry, _Shown) else (float(entry or 0), "")
        if math.isfinite(number):
            sheet.write_number(*at, _Exact(number), self.format(look, shown))
        return len(f"{number:,.0f}{shown}") - len(_format(0)) if shown else 0


def _printed(sheet: Any) -> None:  # noqa: ANN401
    """As wide as a sheet of paper, its head on each."""
    sheet.set_landscape()
    sheet.set_paper(_A4)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
