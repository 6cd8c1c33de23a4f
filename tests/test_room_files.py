"""What a workroom left behind as files: CSV, XLSX, zip with a data package."""

import csv
import json
import zipfile
from io import BytesIO, StringIO

import openpyxl
from frictionless import Package

from sdgwijzer.documents import room
from sdgwijzer.workroom.document import Document, read
from tests.test_note import document  # noqa: F401 - a fixture


def test_zip_has_all_and_its_data_package_is_valid(document, tmp_path):  # noqa: F811
    packed = room.bundle(document)
    assert packed == room.bundle(document)
    with zipfile.ZipFile(BytesIO(packed)) as archive:
        archive.extractall(tmp_path)
        assert read(archive.read("werkruimte.json"), "werkruimte.json") == document
    report = Package(str(tmp_path / "datapackage.json")).validate()
    assert report.valid, report.to_summary()
    assert len(report.tasks) == 6
    assert "verdeling.csv" in (tmp_path / "LEESMIJ.md").read_text(encoding="utf-8")


def test_numbers_of_the_tables_are_those_of_the_document(document):  # noqa: F811
    by_name = {table.name: table for table in room.tables(document)}
    rows = list(csv.DictReader(StringIO(room.as_csv(by_name["verdeling"]).decode())))
    assert len(rows) == len(document.proposals) * len(document.circles)
    first = rows[0]
    assert (first["voorstel"], first["kring"], first["kozen"]) == ("V1", "medewerkers", "6")
    assert [first[f"as1_{score}"] for score in range(1, 6)] == ["0", "0", "0", "0", "6"]
    assert rows[1]["kozen"] == ""  # of a circle in which nobody voted


def test_texts_are_no_formulas(document):  # noqa: F811
    kept = json.loads(document.text())
    kept["ideas"][0]["title"] = "=1+1"
    changed = Document.model_validate(kept)
    by_name = {table.name: table for table in room.tables(changed)}
    assert b"\nI1,'=1+1," in room.as_csv(by_name["ideeen"])
    book = openpyxl.load_workbook(BytesIO(room.workbook(changed)))
    assert book["Ideeen"]["B2"].value == "=1+1"
    assert book["Ideeen"]["B2"].data_type == "s"


def test_workbook_is_dutch(document):  # noqa: F811
    book = openpyxl.load_workbook(BytesIO(room.workbook(document)))
    assert book.sheetnames == [
        "Voorstellen",
        "Ideeen",
        "Kaarten",
        "Verdeling",
        "Keuzes",
        "Moderatie",
    ]
    heads = [cell.value for cell in book["Verdeling"][1]]
    assert heads[:5] == ["Voorstel", "Kring", "Stemmers", "Kozen", "As 1: 1"]
