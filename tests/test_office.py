"""The files as an office program opens them: LibreOffice lays out Word and PowerPoint, reads Excel.

Only in the sweep, and where LibreOffice is installed, with a font as wide as Calibri (Debian:
`fonts-crosextra-carlito`): in a wider one numbers break in their cells.
"""

import csv
import re
import shutil
import subprocess
from collections import Counter
from io import BytesIO

import pytest
from pptx import Presentation

from sdgwijzer.content import Captioned, Head, Table, Value, Workbook, Worksheet
from sdgwijzer.documents import sheets
from sdgwijzer.documents.flow import flow
from sdgwijzer.documents.slides import slides
from sdgwijzer.documents.word import word
from sdgwijzer.links import read
from sdgwijzer.report import Wishes, report
from sdgwijzer.screens.workbook import workbook
from sdgwijzer.store.plain import Plain
from tests import pdfs
from tests.conftest import WHOLE

OFFICE = shutil.which("soffice")


def has_font():
    """Is there Calibri, or Carlito, which is as wide?"""
    if not shutil.which("fc-list"):
        return False
    listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True)
    return any(name in listed.stdout for name in ("Calibri", "Carlito"))


pytestmark = [
    pytest.mark.skipif(not WHOLE, reason="LibreOffice takes ten seconds a file: only in the sweep"),
    pytest.mark.skipif(not OFFICE, reason="LibreOffice (soffice) is not on this machine"),
    pytest.mark.skipif(
        bool(WHOLE and OFFICE) and not has_font(), reason="neither Calibri nor Carlito is here"
    ),
]
DAY = "2026-11-27"
PLACES = ("Harelbeke", "Antwerpen", "Herstappe", "Pajottegem")
BESIDE = "Zwevegem,Deerlijk,Kuurne"
HOSTILE = ("=1+1", "+32", "-5", "@SUM(A1)")
CSV = "csv:Text - txt - csv (StarCalc):59,34,76,1,,0,false,true,false"
"""Semicolons, UTF-8, cells as they are shown."""
BELGIAN = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
<item oor:path="/org.openoffice.Setup/L10N"><prop oor:name="ooSetupSystemLocale" oor:op="fuse">
<value>nl-BE</value></prop></item></oor:items>"""


@pytest.fixture(scope="module")
def converted(tmp_path_factory):
    """A file as LibreOffice saves it in another form, on a Belgian machine."""
    home = tmp_path_factory.mktemp("office")
    settings = home / "profile" / "user" / "registrymodifications.xcu"
    settings.parent.mkdir(parents=True)
    settings.write_text(BELGIAN, encoding="utf-8")

    def of(name, content, form):
        (home / name).write_bytes(content)
        command = [OFFICE, f"-env:UserInstallation={(home / 'profile').as_uri()}", "--headless"]
        command += ["--convert-to", form, "--outdir", str(home), str(home / name)]
        subprocess.run(command, check=True, capture_output=True, timeout=300)
        return home / f"{name.rpartition('.')[0]}.{form.partition(':')[0]}"

    return of


@pytest.fixture(scope="module", params=PLACES)
def tree(request, dataset):
    link = {"gemeente": request.param, "vergelijk": BESIDE}
    return report(read(link, "rapport", dataset).choices, dataset, Wishes())


def shown(tree):
    """How often each number stands in the tables and lines."""
    found = Counter()
    for block, _ in flow(tree):
        lines = [getattr(block, "runs", ()), *getattr(block, "items", ())]
        if isinstance(block, Captioned) and isinstance(block.content, Table):
            lines += [cell.runs for row in block.content.rows for cell in row.cells]
        found.update(run.text for runs in lines for run in runs if isinstance(run, Value))
    return found


def test_word_is_laid_out_as_meant(tree, converted):
    file = pdfs.opened(converted(f"{tree.place}.docx", word(tree, DAY), "pdf").read_bytes())
    pages = [page.extract_text() for page in file.pages]
    assert all(len(page.split()) > 20 for page in pages), "an empty page"
    [first] = [n for n, page in enumerate(pages) if page.startswith("Samenvatting")]
    assert pages[first + 1].startswith("Hoe lees je dit?")
    contents = " ".join(pages[:first])
    assert "Inhoud" in contents
    assert all(f"SDG {number} · " in contents for number in range(1, 18))
    small = [each for each in pdfs.sizes(file.pages) if each[0] < 8.9]
    assert [text for _, text in small if not re.fullmatch(r"[\[\]\d\s]+", text)] == []
    text = "\n".join(pages).replace("\u00a0", " ")
    numbers = {each.replace("\u00a0", " "): count for each, count in shown(tree).items()}
    broken = {
        each: count
        for each, count in numbers.items()
        if len(re.findall(rf"(?<![\d,]){re.escape(each)}(?!\d)", text)) < count
    }
    assert broken == {}
    assert sum(numbers.values()) > 100


def test_slides_are_all_opened(tree, converted):
    made = slides(tree, DAY)
    expected = Presentation(BytesIO(made)).slides
    file = pdfs.opened(converted(f"{tree.place}.pptx", made, "pdf").read_bytes())
    assert len(file.pages) == len(expected) > 3
    for page, slide in zip(file.pages, expected, strict=True):
        title = slide.shapes.title.text_frame.text
        assert pdfs.bare(title) in pdfs.bare(page.extract_text())


def test_workbook_of_a_view_has_numbers_and_dutch_heads(database, dataset, converted):
    table = Plain(database.rows(["34013", "34023"], ["beschikbaar_inkomen", "werkzoekendengraad"]))
    book = workbook(table, dataset.all_indicators)
    path = converted("cijfers.xlsx", sheets.xlsx(book), CSV)
    rows = list(csv.reader(path.read_text("utf-8").splitlines(), delimiter=";"))
    head = next(row for row in rows if "Gemeente" in row)
    assert {"Cijfer", "Jaar", "Eenheid", "Bron"} <= set(head), head
    body = [dict(zip(head, row, strict=True)) for row in rows[rows.index(head) + 1 :] if any(row)]
    assert len(body) == table.count
    values = [each["Cijfer"] for each in body if each["Cijfer"]]
    assert len(values) > 20
    assert all(re.fullmatch(r"-?[\d.\u00a0 ]+(,\d+)?", each) for each in values), values[:5]


def test_text_that_would_be_a_formula_stays_a_text(converted):
    sheet = Worksheet("Blad", (Head("tekst", 10),), tuple((each,) for each in HOSTILE))
    made = sheets.xlsx(Workbook("Titel", "2026-11-23", (sheet,), len(HOSTILE)))
    path = converted("vijandig.xlsx", made, CSV)
    assert path.read_text("utf-8").split() == ["tekst", *HOSTILE]
