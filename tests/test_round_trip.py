"""Every number of a whole report is read back from its files and equals the export: the sweep.

`test_report.py`, `test_word.py`, `test_pdf.py` and `test_report_workbook.py` do it for a few goals.
"""

import re
from collections import Counter
from io import BytesIO

import docx
import openpyxl
import pytest

from sdgwijzer import content
from sdgwijzer.content import Captioned, Table, Value
from sdgwijzer.documents.flow import flow
from sdgwijzer.documents.pdf import pdf
from sdgwijzer.documents.web import web
from sdgwijzer.documents.word import word
from sdgwijzer.documents.workbook import workbook
from sdgwijzer.links import read
from sdgwijzer.report import Wishes, export, report
from tests import pdfs
from tests.conftest import WHOLE
from tests.test_pdf import parts, values
from tests.test_report_workbook import body, tables

pytestmark = pytest.mark.skipif(not WHOLE, reason="whole reports: only in the sweep")
DAY = "2026-11-27"
LINKS = (
    {"gemeente": "Harelbeke", "vergelijk": "Zwevegem,Deerlijk,Kuurne"},
    {"gemeente": "Antwerpen", "vergelijk": "gelijkaardig"},
    {"gemeente": "Herstappe", "vergelijk": "Zwevegem,Deerlijk,Kuurne"},
    {"gemeente": "Pajottegem", "vergelijk": "vlaanderen"},
)


@pytest.fixture(scope="module", params=LINKS, ids=lambda link: link["gemeente"])
def made(request, dataset):
    choices = read(request.param, "rapport", dataset).choices
    return report(choices, dataset, Wishes()), export(choices, dataset)


@pytest.fixture(scope="module")
def exported(made):
    """The number of a value as the export has it."""
    rows = {(row["indicator_id"], row["nis_code"], row["year"]): row for row in made[1].rows()}
    return lambda value: rows[value.indicator, value.nis_code, value.year][value.column]


def number(text):
    """A number as it is read: "28 420 euro" → 28420."""
    found = re.match(r"[-\u2212]?[\d\u00a0\u202f ]*\d(,\d+)?", text)[0]
    return float(re.sub(r"[\u00a0\u202f ]", "", found).replace("\u2212", "-").replace(",", "."))


def differs(text, value, exported):
    """Is a text that was read back not the number of the export, with its decimals?"""
    decimals = len((re.search(r",(\d+)", text) or ["", ""])[1])
    return abs(number(text) - exported(value)) > 0.5 * 10**-decimals * 1.000001


def of_tables(tree):
    return [
        block.content
        for block, _ in flow(tree)
        if isinstance(block, Captioned) and isinstance(block.content, Table)
    ]


def test_word(made, exported, record_property):
    count, wrong = 0, []
    opened = docx.Document(BytesIO(word(made[0], DAY)))
    for table, shown in zip(of_tables(made[0]), opened.tables, strict=True):
        for row, cells in zip(table.rows, list(shown.rows)[1:], strict=True):
            for cell, there in zip(row.cells, cells.cells, strict=True):
                for value in (run for run in cell.runs if isinstance(run, Value)):
                    wrong += [value] * differs(there.text, value, exported)
                    count += 1
    record_property("numbers", count)
    assert wrong == []
    assert count > 250


def test_html(made, exported, record_property):
    page = web(made[0]).decode()
    found = re.findall(r'<data value="([^"]*)">([^<]*)</data>', page)
    expected = list(values(made[0]))
    assert len(found) == len(expected) > 250
    for (raw, text), value in zip(found, expected, strict=True):
        assert float(raw) == exported(value)
        assert not differs(text, value, exported), (text, value)
    record_property("numbers", len(found))


def test_pdf(made, record_property):
    pages = pdfs.opened(pdf(made[0], DAY)).pages
    name = re.escape(f"{made[0].title} {made[0].place}")
    text = "".join(re.sub(rf"{name} · \d+ van \d+", "", page.extract_text()) for page in pages)
    text, at = re.sub(r"\[\d+\]", "", pdfs.bare(text)), 0
    for part in parts(made[0]):
        said = re.sub(r"\[\d+\]", "", pdfs.bare(part))
        found = text.find(said, at)
        assert found >= 0, part
        at = found + len(said)
    record_property("numbers", len(list(values(made[0]))))


def test_workbook(made, exported, record_property):
    tree, figures = made
    book = openpyxl.load_workbook(BytesIO(workbook(tree, figures, DAY)), read_only=False)
    count = Counter()
    for name, of in tables(tree).items():
        rows = [row for table in of for row in table.rows]
        before = len(of) > 1
        for cells, row in zip(body(book[name]), rows, strict=True):
            for cell, there in zip(row.cells, cells[before:], strict=False):
                for value in (run for run in cell.runs if isinstance(run, Value)):
                    assert there.value == exported(value), (name, content.plain(row.cells[0].runs))
                    count[name] += 1
    record_property("numbers", count.total())
    assert count.total() > 200
