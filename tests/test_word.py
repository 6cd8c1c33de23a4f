"""The report as a Word file: what is in it, in which styles, and that it is what the tree says."""

import re
import zipfile
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn

from sdgwijzer import content
from sdgwijzer.content import Captioned, Figure, Heading, Paragraph, Table, Value
from sdgwijzer.documents.widths import widths
from sdgwijzer.documents.word import word
from sdgwijzer.links import read
from sdgwijzer.report import Wishes, report

DAY = "2026-11-27"
WISHES = Wishes(
    goals=(1, 8, 14),
    own={"sdg-8": "Eigen <b> {{ # ] tekst\n\n- =1+1\n- 😀"},
)


@pytest.fixture(scope="module")
def tree(dataset):
    link = {"gemeente": "Harelbeke", "vergelijk": "Zwevegem,Deerlijk,Kuurne"}
    return report(read(link, "rapport", dataset).choices, dataset, WISHES)


@pytest.fixture(scope="module")
def file(tree):
    return word(tree, DAY)


@pytest.fixture(scope="module")
def opened(file):
    return docx.Document(BytesIO(file))


def blocks(tree, kind):
    return [b for chapter in tree.chapters for b in chapter.blocks if isinstance(b, kind)]


def contents(tree, kind):
    return [b.content for b in blocks(tree, Captioned) if isinstance(b.content, kind)]


def test_every_value_of_a_table_is_read_back_cell_by_cell(tree, opened):
    """All text of all cells, so all values in them too."""
    tables = contents(tree, Table)
    assert len(opened.tables) == len(tables) >= 4
    values = 0
    for made, table in zip(opened.tables, tables, strict=True):
        rows = [table.head, *(row.cells for row in table.rows)]
        shown = [[cell.text for cell in row.cells] for row in made.rows]
        for cells, row in zip(rows, shown, strict=True):
            for cell, text in zip(cells, row, strict=True):
                said = [getattr(run, "text", run) for run in cell.runs if run != ""]
                assert all(each in text for each in said), (said, text)
                values += sum(isinstance(run, Value) for run in cell.runs)
    assert values > 100


def test_sentences_and_headings_stand_there_in_their_order(tree, opened):
    text = "\n".join(each.text for each in opened.paragraphs)
    at = 0
    for block in blocks(tree, (Heading, Paragraph)):
        said = block.text if isinstance(block, Heading) else content.plain(block.runs)
        if isinstance(block, Paragraph) and block.kind == "quiet":  # its signs are no words
            continue
        found = text.find(said, at)
        assert found >= 0, said
        at = found


def test_headings_have_the_styles_of_word_and_the_contents_lists_them(tree, opened):
    styles = [p.style.name for p in opened.paragraphs if p.style.name.startswith("Heading")]
    assert styles[1:] == [f"Heading {block.level}" for block in blocks(tree, Heading)]
    entries = [p for p in opened.paragraphs if p.style.name.casefold().startswith("toc ")]
    anchored = [block.text for block in blocks(tree, Heading) if block.anchor]
    assert [entry.text for entry in entries] == anchored
    marks = {each.get(qn("w:name")) for each in opened.element.iter(qn("w:bookmarkStart"))}
    links = {each.get(qn("w:anchor")) for each in opened.element.iter(qn("w:hyperlink"))}
    assert links - {None} <= marks


def test_tables_repeat_their_head_keep_their_rows_and_say_what_they_are(opened):
    for table in opened.tables:
        first, *rest = table.rows
        assert first._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        assert all(row._tr.trPr.find(qn("w:tblHeader")) is None for row in rest)
        properties = table._tbl.tblPr
        assert properties.find(qn("w:tblCaption")).get(qn("w:val"))
        assert " kolommen " in properties.find(qn("w:tblDescription")).get(qn("w:val"))


def test_pictures_have_words_and_a_drawing_beside_their_pixels(tree, opened, file):
    shapes = opened.inline_shapes
    figures = contents(tree, Figure)
    assert len(shapes) == len(figures) >= 3
    for shape, figure in zip(shapes, figures, strict=True):
        about = shape._inline.docPr
        assert about.get("descr") == figure.alt
        assert about.get("title") != figure.alt
        assert b"svgBlip" in docx.oxml.xmlchemy.serialize_for_reading(shape._inline).encode()
    with zipfile.ZipFile(BytesIO(file)) as inside:
        drawn = [name for name in inside.namelist() if name.endswith(".svg")]
        assert len(drawn) == len(figures)


def test_captions_are_counted_by_word(tree, opened):
    found = [p.text for p in opened.paragraphs if p.style.name == "Caption"]
    assert len(found) == len(blocks(tree, Captioned))
    fields = [each.get(qn("w:instr")) for each in opened.element.iter(qn("w:fldSimple"))]
    assert sum("SEQ" in each for each in fields) == len(found)


def test_document_is_in_dutch_of_belgium(opened):
    languages = {each.get(qn("w:val")) for each in opened.styles.element.iter(qn("w:lang"))}
    assert languages == {"nl-BE"}
    assert opened.core_properties.language == "nl-BE"
    assert opened.core_properties.title == "Omgevingsanalyse Harelbeke"


def test_own_text_arrives_as_it_was_written(opened):
    texts = [p.text for p in opened.paragraphs]
    at = texts.index("Eigen <b> {{ # ] tekst")
    assert opened.paragraphs[at].style.name == "Eigen tekst"
    assert texts[at + 1 : at + 3] == ["=1+1", "😀"]


def test_same_report_is_the_same_file(tree, file):
    assert word(tree, DAY) == file


def test_goal_without_figures_keeps_its_heading(opened):
    texts = [p.text for p in opened.paragraphs]
    at = texts.index("SDG 14 · Leven in het water", 40)
    assert texts[at + 1].startswith("Nog geen cijfers per gemeente")


def test_no_number_is_broken_and_columns_fill_the_width(tree):
    for table in contents(tree, Table):
        for total in (9638, 7000):
            found = widths(table, total)
            assert abs(sum(found) - total) <= len(found)
            assert min(found) > 400


def test_page_begins_with_a_chapter_and_no_page_is_empty(opened):
    breaks = [
        p.text
        for p in opened.paragraphs
        if p._p.pPr is not None and p._p.pPr.find(qn("w:pageBreakBefore")) is not None
    ]
    assert "Samenvatting" in breaks
    assert "De doelstellingen" in breaks
    assert not any(re.match("SDG 1 ", each) for each in breaks)  # on the page of that heading
