"""The inspiratienota and the chapter on priorities: every number stands in `werkruimte.json`."""

import html
import json
import re
import zipfile
from io import BytesIO

import pytest

from sdgwijzer import cli
from sdgwijzer.content import Bullets, Captioned, Heading, Paragraph, Table, Value, plain
from sdgwijzer.documents import take_along
from sdgwijzer.report import note
from sdgwijzer.workroom.database import Database
from sdgwijzer.workroom.document import Document, of_circle
from sdgwijzer.workroom.rooms import Rooms
from tests.pdfs import bare, opened
from tests.test_workroom import Clock, Played, whole_road


@pytest.fixture(scope="module")
def document(tmp_path_factory):
    folder = tmp_path_factory.mktemp("nota")
    database = Database(f"sqlite:///{folder / 'werkruimte.db'}")
    played = Played(Rooms(database, Clock()))
    whole_road(played)
    made = played.document()
    database.close()
    return made


def runs(report):
    for chapter in report.chapters:
        for block in chapter.blocks:
            if isinstance(block, Bullets):
                yield from (run for item in block.items for run in item)
            elif isinstance(block, Paragraph):
                yield from block.runs
            elif isinstance(block, Captioned) and isinstance(block.content, Table):
                for row in block.content.rows:
                    yield from (run for cell in row.cells for run in cell.runs)


def at(document, where):
    found = json.loads(document.text())
    for part in where.split("/")[1:]:
        found = found[int(part)] if isinstance(found, list) else found[part]
    return found


def test_every_vote_of_the_note_stands_in_the_document(document):
    values = [run for run in runs(note.note(document)) if isinstance(run, Value)]
    assert len(values) > 15
    for each in values:
        assert at(document, each.column) == each.number, each
        assert each.text == str(each.number)


def test_shares_words_and_places_follow_from_the_counts(document):
    [circle, _] = document.circles
    said = of_circle(document, circle)
    table = next(
        block.content
        for chapter in note.note(document).chapters
        for block in chapter.blocks
        if isinstance(block, Captioned) and isinstance(block.content, Table)
    )
    results = [each for band in said.bands for each in band]
    assert [plain(row.cells[2].runs) for row in table.rows] == [str(e.percent) for e in results]


def test_chapters_are_those_of_the_note(document):
    titles = [chapter.blocks[0].text for chapter in note.note(document).chapters]
    assert titles[:4] == [
        "Hoe deze nota tot stand kwam",
        "Waar staan we",
        "Uitdagingen",
        "Wat de stemmen zeggen",
    ]
    assert titles[4] == "Prioriteit 1: Drinkfontein (V1)"
    assert titles[5:] == [
        "Later",
        "Niet weerhouden",
        "Wat deze stemmen niet zeggen",
        "Bijlage: alle ideeën",
        "Bronnen",
    ]
    [priority] = [c for c in note.note(document).chapters if c.anchor == "prioriteit-1"]
    parts = [block.text for block in priority.blocks if isinstance(block, Heading)][1:]
    assert parts == [
        "Waarom",
        "Cijfers",
        "Stemmen",
        "Ideeën",
        "In het meerjarenplan",
        "Vraag aan het bestuur",
    ]


def nothing():
    raise AssertionError("asked by nobody")


def written(document, form):
    made = note.note(document)
    given = take_along.Given(made, nothing, nothing, document.room.last_day.isoformat())
    return take_along.file(given, form)


@pytest.mark.parametrize("form", note.FORMATS)
def test_note_is_written_twice_alike(document, form):
    assert written(document, form) == written(document, form)


def words_in(form, content):
    if form == "pdf":
        return "".join(page.extract_text() for page in opened(content).pages)
    if form == "html":
        return re.sub(r"<[^>]+>", "", content.decode())
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return re.sub(r"<[^>]+>", "", archive.read("word/document.xml").decode())


@pytest.mark.parametrize("form", ["docx", "pdf", "html"])
def test_lines_of_the_votes_are_read_back(document, form):
    found = html.unescape(bare(words_in(form, written(document, form))))
    lines = [
        bare(plain(item))
        for chapter in note.note(document).chapters
        for block in chapter.blocks
        if isinstance(block, Bullets)
        for item in block.items
        if any(isinstance(run, Value) for run in item)
    ]
    assert lines
    assert [line for line in lines if line not in found] == []


def test_hostile_text_is_shown_as_typed(document):
    hostile = "<script>alert(1)</script> =1+1 & 👍"
    kept = json.loads(document.text())
    kept["ideas"][0]["title"] = kept["proposals"][0]["title"] = hostile
    changed = Document.model_validate(kept)
    for form in ("docx", "html"):
        words = words_in(form, written(changed, form))
        assert "&lt;script&gt;alert(1)&lt;/script&gt; =1+1 &amp; 👍" in words, form
        assert "<script>alert" not in written(changed, "html").decode()


def test_command_writes_it(document, tmp_path, capsys):
    file = tmp_path / "werkruimte.json"
    file.write_text(document.text(), encoding="utf-8")
    folder = tmp_path / "map"
    assert cli.main(["nota", str(file), "--format", "docx,html", "--output", str(folder)]) == 0
    assert sorted(each.name for each in folder.iterdir()) == [
        "inspiratienota-harelbeke.docx",
        "inspiratienota-harelbeke.html",
    ]
    assert cli.main(["nota", str(file), "--format", "exe"]) == 2
    assert cli.main(["nota", str(tmp_path / "nergens.json")]) == 2
    file.write_text(document.text().replace('"V1"', '"V77"', 1), encoding="utf-8")
    assert cli.main(["nota", str(file)]) == 2
    assert "not there" in capsys.readouterr().err


def test_report_has_a_chapter_of_it(document, data, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("SDGWIJZER_DATA", str(data))
    file = tmp_path / "werkruimte.json"
    file.write_text(document.text(), encoding="utf-8")
    asked = ["report", "Harelbeke", "--goals", "1", "--format", "html", "--output", str(tmp_path)]
    assert cli.main([*asked, "--workroom", str(file)]) == 0
    [made] = tmp_path.glob("*.html")
    text = made.read_text(encoding="utf-8")
    assert "Prioriteit 1: Drinkfontein (V1)" in text
    assert text.index(">Prioriteiten</h2>") > text.index('id="sdg-1"')
    asked[1] = "Kuurne"
    assert cli.main([*asked, "--workroom", str(file)]) == 2
    assert "found one of Harelbeke" in capsys.readouterr().err


def test_room_without_priorities_has_a_note(document):
    kept = json.loads(document.text())
    for each in kept["proposals"]:
        each["choice"] = None
    made = note.note(Document.model_validate(kept))
    assert not [chapter for chapter in made.chapters if chapter.anchor.startswith("prioriteit")]
