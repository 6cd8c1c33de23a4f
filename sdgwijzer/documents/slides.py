"""A report as slides: what a management team or a council looks at together.

Pictures are those of the document; bars are charts of PowerPoint itself, that somebody can colour
and change. The sentences stand in the notes of who speaks.
"""

import re
import zipfile
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any, Final, TypeVar

from pptx import Presentation
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.text import PP_ALIGN
from pptx.util import Cm, Emu, Pt

from sdgwijzer import colours
from sdgwijzer.content import (
    Block,
    Bullets,
    Captioned,
    Figure,
    Heading,
    Numbered,
    Paragraph,
    Places,
    Table,
    TableRow,
    Value,
    plain,
)
from sdgwijzer.documents import zipped
from sdgwijzer.documents.drawn import drawn
from sdgwijzer.report import Chapter, Report
from sdgwijzer.texts import report as texts
from sdgwijzer.texts import site

B = TypeVar("B", bound=Block)
LANGUAGE: Final = "nl-BE"
_WIDE, _HIGH = Cm(33.87), Cm(19.05)
_EDGE: Final = Cm(1.6)
_TOP: Final = Cm(3.4)
_TITLE_ONLY: Final = 5
_CORE: Final = "docProps/core.xml"
_WHOLE: Final = ("totstandkoming", "uitdagingen", "stemmen", "later", "niet", "grenzen")
"""Chapters of a note that a council reads as they are."""

LINES: Final = 7
"""Of a list on one slide; the others follow on the next."""


def slides(report: Report, made: str) -> bytes:
    """A report as a `.pptx` of 16:9.

    Args:
        report: its chapters.
        made: the day of its figures (ISO), which is the moment of the file.
    """
    deck = _Deck(report)
    deck.title()
    for chapter in report.chapters:
        if chapter.anchor == "samenvatting":
            deck.summary(chapter)
        elif chapter.anchor.startswith("sdg-"):
            deck.goal(chapter)
        elif chapter.anchor == "vragen":
            lines = [plain(item) for block in _of(chapter, Numbered) for item in block.items]
            deck.lists(texts.chapter("vragen", report.place), lines or [texts.NO_QUESTIONS])
        elif chapter.anchor in _WHOLE or chapter.anchor.startswith("prioriteit"):
            deck.whole(chapter)
    sources = [f"[{each.number}] {each.line}" for each in report.sources]
    deck.lists(texts.SOURCES, sources, size=12, most=14)
    return deck.file(made)


class _Deck:
    """Slides behind each other."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self.deck = Presentation()
        self.deck.slide_width, self.deck.slide_height = _WIDE, _HIGH
        self.layout = self.deck.slide_layouts[_TITLE_ONLY]

    def slide(self, title: str, notes: Sequence[str] = ()) -> Any:  # noqa: ANN401 - no types
        """A slide with its title in the place for it, and what is said beside it."""
        made = self.deck.slides.add_slide(self.layout)
        place = made.shapes.title
        place.left, place.top, place.width, place.height = (
            _EDGE,
            Cm(0.9),
            Emu(_WIDE - 2 * _EDGE),
            Cm(2),
        )
        self._write(place.text_frame, [title], 30, bold=True, colour=colours.OWN.colour.light)
        if notes:
            made.notes_slide.notes_text_frame.text = "\n\n".join(notes)
        return made

    def title(self) -> None:
        """What it is, of whom, beside whom."""
        made = self.slide(f"{self.report.title} {self.report.place}")
        made.shapes.title.top = Cm(6)
        facts = (self.report.question, self.report.facts, self.report.status, self.report.made)
        box = made.shapes.add_textbox(_EDGE, Cm(8.4), Emu(_WIDE - 2 * _EDGE), Cm(6))
        self._write(box.text_frame, facts, 18)

    def summary(self, chapter: Chapter) -> None:
        """Its lines, and the picture of the goals."""
        lead = next(plain(b.runs) for b in _of(chapter, Paragraph))
        lines: list[str] = []
        for block in chapter.blocks[2:]:
            if isinstance(block, Heading):
                lines.append(f"{block.text}:")
            elif isinstance(block, Bullets):
                lines += [f"• {plain(item)}" for item in block.items]
        self.lists(texts.chapter("samenvatting", self.report.place), [lead, *lines], 15, 16)
        for block in _of(chapter, Captioned):
            self.picture(block, ())

    def goal(self, chapter: Chapter) -> None:
        """Where its figures stand, and the first of them beside the others; nothing where none."""
        heading = next(b for b in chapter.blocks if isinstance(b, Heading))
        spoken = [plain(b.runs) for b in _of(chapter, Paragraph) if not b.kind]
        for block in _of(chapter, Captioned):
            if isinstance(block.content, Figure) and isinstance(block.content.data, Places):
                self.picture(block, spoken, heading.text)
        table = next(
            (b.content for b in _of(chapter, Captioned) if isinstance(b.content, Table)), None
        )
        if table is not None:
            self.bars(heading.text, table, spoken)

    def whole(self, chapter: Chapter) -> None:
        """All lines of a chapter, its pictures each on a slide of their own."""
        heading, *blocks = chapter.blocks
        assert isinstance(heading, Heading)
        lines: list[str] = []
        for block in blocks:
            if isinstance(block, Heading):
                lines.append(f"{block.text}:")
            elif isinstance(block, Paragraph):
                lines.append(plain(block.runs))
            elif isinstance(block, Bullets):
                lines += [f"• {plain(item)}" for item in block.items]
            elif isinstance(block, Captioned) and isinstance(block.content, Figure):
                self.picture(block, (block.content.alt,))
        if lines:
            self.lists(heading.text, lines, 15, 14)

    def picture(self, block: Captioned, notes: Sequence[str], title: str = "") -> None:
        """A picture as large as there is room, with its words."""
        assert isinstance(block.content, Figure)
        found = drawn(block.content)
        made = self.slide(title or block.caption, notes)
        width, height = _WIDE - 2 * _EDGE, _HIGH - _TOP - Cm(1)
        scale = min(width, height / found.ratio)
        left = _EDGE + (width - scale) / 2
        size = (Emu(round(scale)), Emu(round(scale * found.ratio)))
        shape = made.shapes.add_picture(BytesIO(found.png), Emu(round(left)), _TOP, *size)
        shape._element.nvPicPr.cNvPr.set("descr", block.content.alt)
        shape.name = block.caption

    def bars(self, title: str, table: Table, notes: Sequence[str]) -> None:
        """The first figure of a table, as a chart of PowerPoint: the own municipality first."""
        row = next((each for each in table.rows if len(list(_numbers(table, each))) > 1), None)
        if row is None:
            return
        named = list(_numbers(table, row))
        made = self.slide(f"{title}: {plain(row.cells[0].runs)}", notes)
        data: Any = CategoryChartData(number_format=_format(named[0][1].text))  # type: ignore[no-untyped-call]
        data.categories = [name for name, _ in named]
        data.add_series(plain(row.cells[0].runs), [value.number for _, value in named])
        room = (_EDGE, _TOP, Emu(_WIDE - 2 * _EDGE), Emu(_HIGH - _TOP - Cm(1)))
        frame = made.shapes.add_chart(XL_CHART_TYPE.BAR_CLUSTERED, *room, data)
        said = "; ".join(f"{name} {value.text}" for name, value in named)
        frame._element.nvGraphicFramePr.cNvPr.set("descr", f"{plain(row.cells[0].runs)}: {said}.")
        chart = frame.chart
        chart.has_legend = chart.has_title = False
        chart.font.size = Pt(16)
        chart.value_axis.minimum_scale = min(0, *(value.number for _, value in named))
        chart.value_axis.has_major_gridlines = chart.value_axis.visible = False
        chart.category_axis.reverse_order = True
        plot = chart.plots[0]
        plot.gap_width, plot.has_data_labels = 60, True
        plot.data_labels.number_format_is_linked = True
        for at, (name, _) in enumerate(named):
            fill = plot.series[0].points[at].format.fill
            fill.solid()
            fill.fore_color.rgb = _rgb(_paint(at, name).light)

    def lists(self, title: str, lines: Sequence[str], size: int = 20, most: int = LINES) -> None:
        """Lines, on as many slides as they need."""
        for at in range(0, len(lines), most):
            made = self.slide(title)
            box = made.shapes.add_textbox(_EDGE, _TOP, Emu(_WIDE - 2 * _EDGE), Cm(14))
            self._write(box.text_frame, lines[at : at + most], size)

    def _write(
        self,
        frame: Any,  # noqa: ANN401
        lines: Sequence[str],
        size: int,
        *,
        bold: bool = False,
        colour: str = "",
    ) -> None:
        frame.word_wrap = True
        for number, line in enumerate(lines):
            paragraph = frame.paragraphs[0] if number == 0 else frame.add_paragraph()
            run = paragraph.add_run()
            run.text = line
            run.font.size, run.font.bold = Pt(size), bold
            paint = colour or colours.SCREEN["text"].light
            run.font.color.rgb = _rgb(paint)
            run._r.get_or_add_rPr().set("lang", LANGUAGE)
            paragraph.alignment = PP_ALIGN.LEFT
            paragraph.space_after = Pt(size / 3)

    def file(self, made: str) -> bytes:
        """All of it, the same each time."""
        known = self.deck.core_properties
        known.title, known.author = f"{self.report.title} {self.report.place}", site.APP
        known.last_modified_by, known.language, known.revision = site.APP, LANGUAGE, 1
        moment = datetime.fromisoformat(made).replace(tzinfo=UTC)
        known.created = known.modified = moment
        for part in self.deck.part.package.iter_parts():
            if part.partname.endswith(".xlsx"):
                part._blob = _still(part.blob, moment)
        content = BytesIO()
        self.deck.save(content)
        return zipped.fixed(content.getvalue())


def _of(chapter: Chapter, kind: type[B]) -> list[B]:
    return [block for block in chapter.blocks if isinstance(block, kind)]


def _paint(at: int, name: str) -> colours.Pair:
    """As on every picture: the own municipality, those beside it, and Flanders in grey."""
    if name in (texts.HEAD[1], texts.MIDDLE):
        return colours.INK
    return colours.peer(at - 1).colour if at else colours.OWN.colour


def _rgb(colour: str) -> Any:  # noqa: ANN401
    return RGBColor.from_string(colour.lstrip("#").upper())  # type: ignore[no-untyped-call]


def _still(workbook: bytes, moment: datetime) -> bytes:
    """The figures of a chart, which say when they were written, as of that moment."""
    with zipfile.ZipFile(BytesIO(workbook)) as old:
        files = {name: old.read(name) for name in old.namelist()}
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ").encode()
    files[_CORE] = re.sub(rb"\d{4}-\d\d-\d\dT[\d:]+Z", stamp, files[_CORE])
    return zipped.packed(files)


def _numbers(table: Table, row: TableRow) -> Iterator[tuple[str, Value]]:
    """Name of a column and its number, of the municipalities and of Flanders."""
    for head, cell in zip(table.head, row.cells, strict=True):
        for run in cell.runs:
            if isinstance(run, Value):
                yield plain(head.runs), run


def _format(text: str) -> str:
    decimals = len(text.partition(",")[2].split("\u00a0")[0])
    return f"#,##0.{'0' * decimals}" if decimals else "#,##0"
