"""The report as slides: titles in their place, charts with the numbers of the tree, alt texts."""

from io import BytesIO

import pytest
from pptx import Presentation
from pptx.util import Cm

from sdgwijzer.content import Captioned, Table, Value, plain
from sdgwijzer.documents.slides import LANGUAGE, slides
from sdgwijzer.links import read
from sdgwijzer.report import Wishes, report

DAY = "2026-11-27"


@pytest.fixture(scope="module")
def tree(dataset):
    link = {"gemeente": "Harelbeke", "vergelijk": "Zwevegem,Deerlijk,Kuurne"}
    return report(read(link, "rapport", dataset).choices, dataset, Wishes(goals=(1, 8, 14)))


@pytest.fixture(scope="module")
def file(tree):
    return slides(tree, DAY)


@pytest.fixture(scope="module")
def deck(file):
    return Presentation(BytesIO(file))


def values(tree):
    """Number → its text, of every cell of every table."""
    return {
        (plain(head.runs), run.number)
        for chapter in tree.chapters
        for block in chapter.blocks
        if isinstance(block, Captioned) and isinstance(block.content, Table)
        for row in block.content.rows
        for head, cell in zip(block.content.head, row.cells, strict=True)
        for run in cell.runs
        if isinstance(run, Value)
    }


def test_slides_stand_in_the_order_of_the_report(deck):
    titles = [each.shapes.title.text_frame.text for each in deck.slides]
    assert titles[:3] == [
        "Omgevingsanalyse Harelbeke",
        "Samenvatting",
        "Waar staan de cijfers van Harelbeke op de 17 doelstellingen?",
    ]
    assert titles[3] == "SDG 1 · Geen armoede"
    assert titles[4].startswith("SDG 1 · Geen armoede: ")
    assert titles[-1] == "Bronnen"
    assert not any("SDG 14" in each for each in titles)  # nothing to show
    assert deck.slide_width * 9 == pytest.approx(deck.slide_height * 16, rel=0.01)


def test_chart_has_the_numbers_of_the_tree_the_own_one_first(tree, deck):
    charts = [s.chart for each in deck.slides for s in each.shapes if s.has_chart]
    assert len(charts) == 2
    for chart in charts:
        plot = chart.plots[0]
        names, [series] = list(plot.categories), plot.series
        assert names[0] == "Harelbeke"
        assert len(names) >= 4
        assert set(zip(names, series.values, strict=True)) <= values(tree)


def test_pictures_and_charts_have_words_and_stand_on_the_slide(deck):
    found = 0
    for each in deck.slides:
        for shape in each.shapes:
            assert shape.left >= 0
            assert shape.left + shape.width <= deck.slide_width + Cm(0.1)
            assert shape.top + shape.height <= deck.slide_height + Cm(0.1)
            if shape.shape_type in (13, 3):  # a picture, a chart
                found += 1
                assert len(shape._element.xpath(".//p:cNvPr")[0].get("descr")) > 40
    assert found >= 5


def test_speaker_has_the_sentences_and_all_words_are_in_dutch(deck):
    goal = next(each for each in deck.slides if "SDG 8" in each.shapes.title.text_frame.text)
    assert "Harelbeke" in goal.notes_slide.notes_text_frame.text
    runs = [
        run
        for each in deck.slides
        for shape in each.shapes
        if shape.has_text_frame
        for paragraph in shape.text_frame.paragraphs
        for run in paragraph.runs
    ]
    assert {run._r.rPr.get("lang") for run in runs} == {LANGUAGE}
    assert min(run.font.size.pt for run in runs) >= 12


def test_same_report_is_the_same_file(tree, file):
    assert slides(tree, DAY) == file
