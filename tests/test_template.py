"""A template of a municipality: its look is taken, what runs or asks elsewhere is refused."""

import zipfile
from io import BytesIO

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from sdgwijzer.cli import main
from sdgwijzer.documents.word import check, word
from sdgwijzer.documents.word.styles import LOOKS
from sdgwijzer.errors import UsageError
from sdgwijzer.links import read
from sdgwijzer.report import Wishes, report
from tests.conftest import sampled

DAY = "2026-11-27"


def template(path, change):
    document = docx.Document()
    document.core_properties.author = "De gemeente"
    document.add_paragraph("Voorbeeldtekst van de huisstijl")
    document.sections[0].header.paragraphs[0].text = "Gemeente Voorbeeld"
    change(document)
    document.save(path)
    return path


def narrow(document):
    section = document.sections[0]
    section.page_width, section.left_margin, section.right_margin = Cm(21), Cm(4.5), Cm(4.5)


def large(document):
    document.styles["Normal"].font.size = Pt(14)
    document.styles["Normal"].font.name = "Georgia"


def bare(document):
    for name in ("List Number", "Caption", "Subtitle"):
        element = document.styles[name].element
        element.getparent().remove(element)


@pytest.fixture(scope="module")
def tree(dataset):
    link = {"gemeente": "Harelbeke", "vergelijk": "Zwevegem,Deerlijk,Kuurne"}
    choices = read(link, "rapport", dataset).choices
    return report(choices, dataset, Wishes(goals=(8,), chapters=("samenvatting", "doelen")))


@pytest.mark.parametrize("change", [narrow, large, bare])
def test_look_of_a_template_is_taken_and_its_sample_text_is_not(tree, tmp_path, change):
    path = template(tmp_path / "huisstijl.docx", change)
    made = docx.Document(BytesIO(word(tree, DAY, path)))
    texts = [each.text for each in made.paragraphs]
    assert "Voorbeeldtekst van de huisstijl" not in texts
    assert texts[0] == "Omgevingsanalyse Harelbeke"
    section = made.sections[0]
    assert section.header.paragraphs[0].text == "Gemeente Voorbeeld"
    before = docx.Document(path)
    assert section.left_margin == before.sections[0].left_margin
    assert made.styles["Normal"].font.size == before.styles["Normal"].font.size
    assert {style.name for style in made.styles} >= set(LOOKS)
    width = section.page_width - section.left_margin - section.right_margin
    for table in made.tables:
        columns = [int(each.get(qn("w:w"))) for each in table._tbl.tblGrid]
        assert sum(columns) <= width // 635 + len(columns)
    assert all(shape.width <= width for shape in made.inline_shapes)


def test_what_may_surprise_is_told(tmp_path):
    def change(document):
        narrow(document)
        bare(document)

    told = " | ".join(check(template(tmp_path / "t.docx", change)))
    assert "styles that are added: " in told
    assert "List Number" in told
    assert "the text is 12.0 cm wide" in told
    assert "language en-US: it becomes nl-BE" in told


def with_part(path, name, content, kind=None):
    """The same file with one part more, or another kind of document."""
    made = path.with_name("kwaad.docx")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for each in old.namelist():
            data = old.read(each)
            if each == "[Content_Types].xml" and kind:
                data = data.replace(b"wordprocessingml.document.main+xml", kind)
            if each == name:
                data = content(data)
            new.writestr(each, data)
        if name and name not in old.namelist():
            new.writestr(name, content)
    return made


RELATION = (
    b'<Relationship Id="rId99" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    b'relationships/attachedTemplate" Target="http://x.example/t.dotm" TargetMode="External"/>'
)


@pytest.mark.parametrize(
    ("name", "content", "kind", "said"),
    [
        ("word/vbaProject.bin", b"x", None, "vbaProject.bin can run something"),
        ("word/embeddings/oleObject1.bin", b"x", None, "can run something"),
        (
            "word/_rels/document.xml.rels",
            lambda data: data.replace(b"</Relationships>", RELATION + b"</Relationships>"),
            None,
            "asks for something elsewhere",
        ),
        ("word/extra.xml", b"<!DOCTYPE x []><x/>", None, "declares a document type"),
        ("", b"", b"ms-word.document.macroEnabled.main+xml", "of another kind"),
    ],
)
def test_what_runs_or_asks_elsewhere_is_refused(tmp_path, name, content, kind, said):
    path = template(tmp_path / "t.docx", lambda _: None)
    with pytest.raises(UsageError, match=said):
        check(with_part(path, name, content, kind))


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("t.docm", b"PK", "expected a .docx without macros, found '.docm'"),
        ("t.docx", b"geen zip", "expected a .docx as Word saves it"),
        ("t.docx", b"x" * 10_000_001, "expected at most 10000000 bytes, found 10000001"),
    ],
)
def test_other_files_are_refused(tmp_path, name, content, said):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(UsageError, match=said):
        check(path)


def run(data, tmp_path, capsys, *words):
    code = main(
        ["--data", str(data), "report", "Harelbeke", *words, "--output", str(tmp_path / "m")]
    )
    return code, capsys.readouterr()


def test_command_writes_the_formats_that_are_asked_with_renamed_pillars(data, tmp_path, capsys):
    own = tmp_path / "eigen.md"
    own.write_text("# sdg-1\nOnze eigen zin.\n\n- een\n", encoding="utf-8")
    words = ["--format", "docx,html", "--goals", "1,6,16", "--text", str(own)]
    words += ["--order", "pijlers", "--labels", "People,Planet", "--without", "methode", "bijlage"]
    code, said = run(data, tmp_path, capsys, *words)
    assert code == 0
    assert said.out.split() == [
        str(tmp_path / "m" / f"omgevingsanalyse-harelbeke.{form}") for form in ("docx", "html")
    ]
    page = (tmp_path / "m" / "omgevingsanalyse-harelbeke.html").read_text(encoding="utf-8")
    assert "Onze eigen zin." in page
    assert all(f"<strong>{name}</strong>: SDG" in page for name in ("People", "Planet", "Vrede"))
    assert "Niet in dit document: methode" in page


@pytest.mark.parametrize(
    ("words", "said"),
    sampled(
        [
            (["--format", "odt"], "--format: expected docx, pdf"),
            (["--order", "x"], "unknown order 'x'; expected one of"),
            (["--indicator", "x"], "unknown indicator 'x'"),
            (["--without", "x"], "unknown chapter 'x'; expected one of"),
            (["--goals", "18"], "expected numbers 1 to 17"),
            (["--template", "er-is-niets.docx"], "is not there; name a .docx"),
            (["--text", "er-is-niets.md"], "expected a text in UTF-8"),
        ],
        3,
    ),
)
def test_wrong_wishes_are_said_and_nothing_is_written(data, tmp_path, capsys, words, said):
    code, heard = run(data, tmp_path, capsys, *words)
    assert code == 2
    assert said in heard.err
    assert not (tmp_path / "m").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    sampled(
        [
            ("zonder kop", "expected a line like '# sdg-8'"),
            ("# sdg-99\nx", "unknown own text 'sdg-99'"),
            (f"# sdg-8\n{'x' * 4001}", "expected at most 4000 letters, found 4001"),
        ],
        3,
    ),
)
def test_own_text_that_cannot_be_placed_is_said(data, tmp_path, capsys, text, said):
    own = tmp_path / "eigen.md"
    own.write_text(text, encoding="utf-8")
    code, heard = run(data, tmp_path, capsys, "--text", str(own))
    assert code == 2
    assert said in heard.err
