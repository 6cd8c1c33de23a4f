"""The chapters of a report → the body of a Word file."""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import singledispatchmethod
from io import BytesIO
from pathlib import Path
from typing import Any, Final

import docx
from docx.oxml.ns import qn
from docx.shared import Emu
from docx.text.paragraph import Paragraph as DocxParagraph

from sdgwijzer import colours
from sdgwijzer.content import (
    Block,
    Bullets,
    Captioned,
    Cell,
    Heading,
    Judgement,
    Link,
    Marked,
    Numbered,
    Outside,
    Paragraph,
    Ref,
    Run,
    Runs,
    Source,
    Styled,
    Table,
    Value,
)
from sdgwijzer.documents import zipped
from sdgwijzer.documents.drawn import drawn
from sdgwijzer.documents.flow import flow, is_goal, listed
from sdgwijzer.documents.widths import widths
from sdgwijzer.documents.word import styles, xml
from sdgwijzer.report import Report
from sdgwijzer.texts import report as texts
from sdgwijzer.texts import site

_KINDS: Final = {"lead": "Kernzin", "facts": "Feiten", "quiet": "Bronregel", "own": "Eigen tekst"}
_SIDES: Final = {"good": colours.GOOD.light, "poor": colours.POOR.light}
_TWENTIETHS: Final = 635  # EMU


def word(report: Report, made: str, template: Path | None = None) -> bytes:
    """A report as a `.docx`.

    Args:
        report: its chapters.
        made: the day of its figures (ISO), which is the moment of the file.
        template: with its own styles, header and footer; None for our own.
    """
    document = docx.Document(str(template) if template else None)
    for each in document.element.body[:-1]:  # the last one says how the paper is
        document.element.body.remove(each)
    writer = _Writer(document, styles.prepare(document))
    writer.title(report)
    for block, page in flow(report):
        writer.write(block, page=page)
    writer.around(report, made)
    content = BytesIO()
    document.save(content)
    return zipped.fixed(content.getvalue())


class _Writer:
    """Puts blocks behind each other; knows how many tables and pictures there were."""

    def __init__(self, document: Any, ids: dict[str, str]) -> None:  # noqa: ANN401
        self.document, self.ids = document, ids
        section = document.sections[0]
        self.width = section.page_width - section.left_margin - section.right_margin
        self.tables = self.figures = self.marks = 0
        self.last: Any = None  # paragraph

    def paragraph(self, style: str, children: Iterable[Any] = ()) -> Any:  # noqa: ANN401
        """A paragraph at the end of the body."""
        made = self.document.add_paragraph()._p
        made.get_or_add_pPr().get_or_add_pStyle().set(qn("w:val"), self.ids[style])
        made.extend(children)
        self.last = made
        return made

    def title(self, report: Report) -> None:
        """The first page: what it is, of whom, beside whom, and what is in it."""
        self.paragraph("Title", [xml.text(f"{report.title} {report.place}")])
        self.paragraph("Subtitle", [xml.text(report.question)])
        for line in (report.facts, f"{report.status}. {report.made}", report.left_out):
            if line:
                self.paragraph("Feiten", [xml.text(line)])
        self.paragraph("Heading 2", [xml.text(texts.CONTENTS)])
        headings = listed(report)
        for number, heading in enumerate(headings):
            entry = xml.link(_name(heading.anchor), [xml.text(heading.text)])
            begin = xml.open_field('TOC \\o "1-2" \\h \\z') if number == 0 else []
            end = [xml.close_field()] if number == len(headings) - 1 else []
            self.paragraph(f"TOC {min(heading.level, 2)}", [*begin, entry, *end])
        self.paragraph("Bronregel", [xml.text(texts.PAGE_NUMBERS)])

    def write(self, block: Block, *, page: bool) -> None:
        """One block; does it begin a page?"""
        self._write(block)
        if page:
            self.last.pPr.insert_element_before(xml.element("w:pageBreakBefore"), *xml.AFTER_BREAK)

    @singledispatchmethod
    def _write(self, block: object) -> None:
        raise TypeError(f"no Word for {type(block).__name__}")

    @_write.register
    def _(self, block: Heading) -> None:
        inside = [xml.text(block.text)]
        if block.anchor:
            self.marks += 1
            inside = xml.bookmark(_name(block.anchor), self.marks, inside)
        made = self.paragraph(f"Heading {block.level}", inside)
        if is_goal(block):
            assert block.goal is not None
            xml.left_border(made, colours.of_goal(block.goal).light)

    @_write.register
    def _(self, block: Paragraph) -> None:
        self.paragraph(_KINDS.get(block.kind, "Normal"), self.runs(block.runs))

    @_write.register
    def _(self, block: Bullets) -> None:
        for item in block.items:
            self.paragraph("List Bullet", self.runs(item))

    @_write.register
    def _(self, block: Numbered) -> None:
        for number, item in enumerate(block.items, block.first):
            self.paragraph("List Number", [xml.text(f"{number}. "), *self.runs(item)])

    @_write.register
    def _(self, block: Source) -> None:
        self.marks += 1
        name = xml.bookmark(f"bron_{block.number}", self.marks, [xml.text(f"[{block.number}] ")])
        home = [xml.outside(self.document.part, block.homepage, [xml.text(block.homepage)])]
        said = xml.text(f"{block.line} ")
        self.paragraph("Normal", [*name, said, *(home if block.homepage else [])])

    @_write.register
    def _(self, block: Captioned) -> None:
        if isinstance(block.content, Table):
            self.tables += 1
            self.caption(texts.TABLE, self.tables, block.caption)
            self.document.element.body.insert_element_before(
                self.table(block.content, block.caption), "w:sectPr"
            )
        else:
            self.figures += 1
            self.picture(block)
            self.caption(texts.FIGURE, self.figures, block.caption)
        said = [xml.text(f"{block.remark} ")] if block.remark else []
        refs = self.run(Ref(block.sources), raised=False)
        self.paragraph("Bronregel", [*said, xml.text(f"{texts.SOURCES}: "), *refs])

    def caption(self, word: str, number: int, text: str) -> None:
        """What a table or a picture shows, with its number, counted by Word."""
        counted = xml.field(f"SEQ {word} \\* ARABIC", str(number))
        self.paragraph("Caption", [xml.text(f"{word} "), counted, xml.text(f". {text}")])

    def picture(self, block: Captioned) -> None:
        """A picture as wide as the text, with its words, and as a drawing beside it."""
        assert not isinstance(block.content, Table)
        found = drawn(block.content)
        made = self.paragraph("Figuur")
        run = DocxParagraph(made, self.document._body).add_run()
        size = (Emu(self.width), Emu(round(self.width * found.ratio)))
        inline = run.add_picture(BytesIO(found.png), *size)._inline
        xml.described(inline, block.caption, block.content.alt)
        xml.with_svg(self.document, inline, found.svg, self.figures)

    def table(self, table: Table, caption: str) -> Any:  # noqa: ANN401
        """A table in the style of the figures."""
        columns = widths(table, self.width // _TWENTIETHS)
        head = xml.row(self.cells(table.head, columns, "Tabelkop"), head=True)
        body = [xml.row(self.cells(row.cells, columns, "Tabeltekst")) for row in table.rows]
        return xml.table(styles.TABLE, columns, [head, *body], caption, texts.table_about(table))

    def cells(self, cells: Iterable[Cell], columns: list[int], style: str) -> Iterator[Any]:
        """Cells of a row; numbers at the right."""
        for cell, width in zip(cells, columns, strict=True):
            side = "left" if cell.text or cell.header else "right"
            properties = [
                xml.element("w:pStyle", val=self.ids[style]),
                xml.element("w:jc", val=side),
            ]
            bold = cell.own and style == "Tabeltekst"
            runs = self.runs(cell.runs, bold=bold)
            paragraph = xml.element("w:p", [xml.element("w:pPr", properties), *runs])
            yield xml.cell(width, paragraph)

    def runs(self, runs: Runs, *, bold: bool = False) -> list[Any]:
        """All pieces of a line."""
        return [each for run in runs for each in self.run(run, bold=bold)]

    def run(self, run: Run, *, bold: bool = False, raised: bool = True) -> list[Any]:
        """One piece of a line."""
        strong = [xml.element("w:b")] if bold else []
        if isinstance(run, Outside):
            return [xml.outside(self.document.part, str(run), [xml.text(str(run))])]
        if isinstance(run, str):
            return [xml.text(run, *strong)]
        if isinstance(run, Value | Link):
            return [xml.text(run.text, *strong)]
        if isinstance(run, Ref):
            up = [xml.element("w:vertAlign", val="superscript")] if raised else []
            return [xml.link(f"bron_{each}", [xml.text(f"[{each}]", *up)]) for each in run.numbers]
        if isinstance(run, Styled):
            heavy = [xml.element("w:b")] if run.style == "strong" else strong
            return [xml.text(run.text, *heavy)]
        if isinstance(run, Judgement):
            return [xml.text(_judged(run), *_colour(run.style))]
        if isinstance(run, Marked):
            return [xml.text(run.number or run.symbol, *strong)]
        return []

    def around(self, report: Report, made: str) -> None:
        """Footer with the page, and what the file says of itself."""
        name = f"{report.title} {report.place}"
        footer = self.document.sections[0].footer
        if not "".join(each.text for each in footer.paragraphs).strip():
            line = footer.paragraphs[0]._p
            line.get_or_add_pPr().get_or_add_pStyle().set(qn("w:val"), self.ids["Footer"])
            line.pPr.append(xml.element("w:jc", val="right"))
            of = [xml.text(f" {texts.OF} "), xml.field("NUMPAGES", "1")]
            line.extend([xml.text(f"{name} · "), xml.field("PAGE", "1"), *of])
        known = self.document.core_properties
        moment = datetime.fromisoformat(made).replace(tzinfo=UTC)
        known.title, known.author, known.last_modified_by = name, site.APP, site.APP
        known.subject, known.language, known.comments = report.question, xml.LANGUAGE, ""
        known.created = known.modified = moment
        known.revision = 1


def _name(anchor: str) -> str:
    """The bookmark of a heading."""
    return f"deel_{anchor.replace('-', '_')}"


def _judged(run: Judgement) -> str:
    return f"{run.symbol}\u00a0{run.text}" if run.symbol else run.text


def _colour(style: str) -> list[Any]:
    if style not in _SIDES:
        return []
    return [xml.element("w:color", val=_SIDES[style].lstrip("#"))]
