"""The report as PDF and as HTML: all that the tree says, in its order, for everybody to read."""

import re
from dataclasses import replace

import pytest
import typst

from sdgwijzer import content
from sdgwijzer.content import (
    Bullets,
    Captioned,
    Figure,
    Heading,
    Numbered,
    Paragraph,
    Source,
    Table,
    Value,
)
from sdgwijzer.documents.flow import flow
from sdgwijzer.documents.pdf import pdf
from sdgwijzer.documents.web import web
from sdgwijzer.links import read
from sdgwijzer.report import Chapter, Wishes, report
from tests import pdfs
from tests.pdfs import bare, structure

DAY = "2026-11-27"
OWN = "Eigen <b> {{ # ] *tekst* _x_ $y$ @z\n\n- =1+1\n- #include"
WISHES = Wishes(goals=(1, 8, 14), own={"sdg-8": OWN})


@pytest.fixture(scope="module")
def tree(dataset):
    link = {"gemeente": "Harelbeke", "vergelijk": "Zwevegem,Deerlijk,Kuurne"}
    return report(read(link, "rapport", dataset).choices, dataset, WISHES)


@pytest.fixture(scope="module")
def file(tree):
    return pdf(tree, DAY)


@pytest.fixture(scope="module")
def opened(file):
    return pdfs.opened(file)


@pytest.fixture(scope="module")
def page(tree):
    return web(tree).decode()


def parts(tree):
    """Every line of a report, and every row of its tables, in their order."""
    for block, _ in flow(tree):
        if isinstance(block, Heading):
            yield block.text
        elif isinstance(block, Paragraph):
            yield content.plain(block.runs)
        elif isinstance(block, Bullets | Numbered):
            yield from (content.plain(item) for item in block.items)
        elif isinstance(block, Source):
            yield f"[{block.number}] {block.line}"
        elif isinstance(block, Captioned) and isinstance(block.content, Table):
            yield block.caption
            for row in block.content.rows:
                yield "".join(content.plain(cell.runs) for cell in row.cells)


def values(tree):
    for block, _ in flow(tree):
        lines = [getattr(block, "runs", ()), *getattr(block, "items", ())]
        if isinstance(block, Captioned) and isinstance(block.content, Table):
            lines += [cell.runs for row in block.content.rows for cell in row.cells]
        for runs in lines:
            yield from (run for run in runs if isinstance(run, Value))


def test_pdf_says_all_of_the_tree_in_its_order(tree, opened):
    pages = [
        re.sub(r"Omgevingsanalyse Harelbeke · \d+ van \d+", "", p.extract_text())
        for p in opened.pages
    ]
    text, at = re.sub(r"\[\d+\]", "", bare("".join(pages[2:]))), 0  # behind title and contents
    count = 0
    for part in parts(tree):
        said = re.sub(r"\[\d+\]", "", bare(part))
        found = text.find(said, at)
        assert found >= 0, part
        at, count = found + len(said), count + 1
    assert count > 150
    assert len(list(values(tree))) > 150


def test_pdf_is_accessible(tree, opened):
    assert pdfs.is_for_everybody(opened)
    parts_ = structure(opened)
    heads = [each for each in parts_ if each.get("/S") == "/TH"]
    tables = [block.content for block, _ in flow(tree) if isinstance(block, Captioned)]
    assert len(heads) == sum(len(each.head) for each in tables if isinstance(each, Table))
    for each in heads:
        owned = each["/A"] if isinstance(each["/A"], list) else [each["/A"]]
        assert any(a.get_object().get("/Scope") == "/Column" for a in owned)
    figures = [each for each in parts_ if each.get("/S") == "/Figure"]
    drawn = [each for each in tables if isinstance(each, Figure)]
    assert sorted(str(each["/Alt"]) for each in figures if "/Alt" in each) == sorted(
        each.alt for each in drawn
    )


def test_summary_takes_one_page_and_nothing_is_smaller_than_9_points(opened):
    texts = [page.extract_text() for page in opened.pages]
    assert "Samenvatting" in texts[2]
    assert texts[3].lstrip().startswith("Hoe lees je dit?")
    sizes = pdfs.sizes(list(opened.pages)[2:12])
    small = [each for each in sizes if each[0] < 8.9 and not re.fullmatch(r"[\[\]\d\s]+", each[1])]
    assert small == []  # but raised numbers of sources
    assert len(sizes) > 300


def test_same_report_is_the_same_file(tree, file, page):
    assert pdf(tree, DAY) == file
    assert web(tree).decode() == page


@pytest.mark.parametrize("block", ["picture", "heading"])
def test_what_cannot_be_read_aloud_is_refused(tree, block):
    wrong = {
        "picture": Captioned(
            Figure(
                next(
                    b.content.data
                    for b, _ in flow(tree)
                    if isinstance(b, Captioned) and isinstance(b.content, Figure)
                ),
                "",
            ),
            "Zonder woorden",
            (1,),
        ),
        "heading": Heading("Te diep", 4),
    }[block]
    blocks = (Heading("Kop", 1, anchor="kop"), wrong, *tree.chapters[-1].blocks[1:])
    with pytest.raises(typst.TypstError):
        pdf(replace(tree, chapters=(Chapter("kop", blocks),)), DAY)


def test_html_has_every_value_with_its_number(tree, page):
    found = re.findall(r'<data value="([^"]*)">([^<]*)</data>', page)
    expected = [(run.number, run.text) for run in values(tree)]
    assert [(float(number), text) for number, text in found] == expected
    assert len(expected) > 150


def test_html_is_one_file_with_a_contents_that_leads_on(tree, page):
    assert re.findall(r'(?:src=|<link|url\()(?!"?data:)', page) == []
    anchors = set(re.findall(r'id="([^"]+)"', page))
    assert set(re.findall(r'href="#([^"]+)"', page)) <= anchors
    assert page.count("<h1") == 1
    assert '<html lang="nl">' in page
    assert page.count('<th scope="col"') == sum(
        len(block.content.head)
        for block, _ in flow(tree)
        if isinstance(block, Captioned) and isinstance(block.content, Table)
    )


def test_own_text_is_text_in_every_format(opened, page):
    text = bare("".join(each.extract_text() for each in opened.pages))
    for line in (bare(each.removeprefix("- ")) for each in OWN.split("\n") if each):
        assert line in text
    assert "Eigen &lt;b&gt; {{ # ] *tekst* _x_ $y$ @z" in page
