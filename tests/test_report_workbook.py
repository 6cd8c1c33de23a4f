"""The report as a workbook, read back: numbers are numbers, texts are texts, nothing is lost."""

from collections import Counter
from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest

from sdgwijzer import content
from sdgwijzer.content import Captioned, Heading, Table, Value
from sdgwijzer.documents.workbook import _entry, _quoted, workbook
from sdgwijzer.links import read
from sdgwijzer.report import Wishes, export, report
from sdgwijzer.store import exports
from sdgwijzer.texts import words
from sdgwijzer.views.marks import Mark

DAY = "2026-11-27"
HOSTILE = ("=1+1", "+32", "-5", "@SUM(A1)", "http://voorbeeld.be", "{=A1}", "'x", "😀 <b>\x07")
WISHES = Wishes(goals=(1, 8, 14), own={"samenvatting": "\n\n".join(HOSTILE)})


@pytest.fixture(scope="module")
def made(dataset):
    link = {"gemeente": "Harelbeke", "vergelijk": "Zwevegem,Deerlijk,Kuurne"}
    choices = read(link, "rapport", dataset).choices
    every = dataset.all_indicators
    return report(choices, dataset, WISHES), only(
        export(choices, dataset), {id_ for id_, item in every.items() if item.main_goal in (8, 9)}
    )


def only(whole, ids):
    """The rows of a few indicators: openpyxl reads all of them in four seconds."""
    [there] = [column.values for column in whole.columns if column.name == "indicator_id"]
    columns = [
        replace(
            column,
            values=tuple(v for id_, v in zip(there, column.values, strict=True) if id_ in ids),
        )
        for column in whole.columns
    ]
    return replace(whole, columns=tuple(columns))


@pytest.fixture(scope="module")
def file(made):
    return workbook(*made, DAY)


@pytest.fixture(scope="module")
def book(file):
    return openpyxl.load_workbook(BytesIO(file))


def tables(tree):
    """Sheet → its tables, in order."""
    found = {}
    for chapter in tree.chapters:
        heading = chapter.blocks[0]
        name = f"SDG {heading.goal}" if heading.goal else chapter.anchor.capitalize()
        mine = [b.content for b in chapter.blocks if isinstance(b, Captioned)]
        mine = [each for each in mine if isinstance(each, Table)]
        if mine:
            found[name] = mine
    return found


def body(sheet):
    return list(sheet.iter_rows(min_row=2))


def test_every_value_of_a_table_is_that_number_with_the_decimals_of_its_text(made, book):
    values = 0
    for name, of in tables(made[0]).items():
        rows = [row for table in of for row in table.rows]
        sheet = book[name]
        assert sheet.max_row == len(rows) + 1
        before = len(of) > 1
        for cells, row in zip(body(sheet), rows, strict=True):
            for cell, made_ in zip(row.cells, cells[before:], strict=False):
                found = [run for run in cell.runs if isinstance(run, Value)]
                if not found:
                    assert made_.data_type == "s" or made_.value is None
                    continue
                [value] = found
                assert made_.data_type == "n"
                assert made_.value == value.number
                form = made_.number_format
                decimals = len(value.text.partition(",")[2])
                shown = form.partition('"')[0]
                assert shown == "#,##0" + (f".{'0' * decimals}" if decimals else "")
                assert form == shown + _quoted(content.plain(cell.runs)[len(value.text) :])
                values += 1
    assert values > 150


def test_texts_of_a_table_are_all_there(made, book):
    for name, of in tables(made[0]).items():
        head = [content.plain(cell.runs) for cell in of[0].head]
        shown = [cell.value for cell in book[name][1]]
        assert shown[-len(head) - 1 :] == [*head, "Bronnen"]
        rows = [row for table in of for row in table.rows]
        for cells, row in zip(body(book[name]), rows, strict=True):
            said = [cell.value for cell in cells if cell.data_type == "s"]
            for cell in row.cells:
                if cell.text:
                    assert any(content.plain(cell.runs) in each for each in said), said


def test_a_sheet_for_each_goal_with_figures(made, book):
    names = book.sheetnames
    assert names[:5] == ["Lees mij", "Samenvatting", "Profiel", "SDG 1", "SDG 8"]
    assert names[-4:] == ["Bijlage", "Reeksen", "Alles", "Bronnen"]
    assert "SDG 14" not in names  # without figures
    assert all(len(name) <= 31 and not set(name) & set("[]:*?/\\") for name in names)


def test_source_of_each_row_is_that_of_its_indicator(made, book, dataset):
    known = {cell[0].value: cell[2].value for cell in body(book["Bronnen"])}
    assert list(known) == [source.number for source in made[0].sources]
    for cells, row in zip(body(book["SDG 8"]), tables(made[0])["SDG 8"][0].rows, strict=True):
        [value] = row.cells[1].runs
        item = dataset.all_indicators[value.indicator]
        title = dataset.provenance().set_index("source").loc[item.source, "title"]
        assert known[int(cells[-1].value)] == title


def test_years_are_those_of_the_export_and_every_gap_has_its_reason(made, book):
    values, gaps = Counter(), 0
    by_place = {name: code for code, name in made[1].places.items()}
    rows = {(r["indicator_id"], r["nis_code"], r["year"]): r for r in made[1].rows()}
    head = [cell.value for cell in book["Reeksen"][1]]
    assert head[4:] == ["Harelbeke", "Zwevegem", "Deerlijk", "Kuurne", "Ontbreekt"]
    for cells in body(book["Reeksen"]):
        id_, _, unit, year, *numbers, why = (cell.value for cell in cells)
        for name, number in zip(head[4:-1], numbers, strict=True):
            row = rows.get((id_, by_place[name], year))
            if row is None:
                assert number is None
                continue
            values["there"] += number is not None
            assert number == row["value"]
            assert unit == row["unit"]
            if row["missing"]:
                assert f"{name}: {words.short_missing(row['missing'])}" in why
                gaps += 1
    assert values["there"] == sum(row["value"] is not None for row in rows.values()) > 500
    assert gaps > 0


def test_all_columns_of_the_export_are_there_with_a_note(made, book):
    sheet = book["Alles"]
    assert [cell.value for cell in sheet[1]] == [column.name for column in made[1].columns]
    for cell in sheet[1]:
        assert exports.COLUMNS[cell.value] in cell.comment.text
    rows = list(sheet.iter_rows(min_row=2, values_only=True))
    assert rows == [tuple(row.values()) for row in made[1].rows()]


def test_no_text_is_a_formula_or_a_link(book):
    said = [cell for cell in book["Samenvatting"]["B"] if cell.value]
    assert [cell.value for cell in said][-len(HOSTILE) : -1] == list(HOSTILE[:-1])
    assert said[-1].value.startswith("😀 <b>")
    for sheet in book:
        assert sheet._hyperlinks == []
        assert {cell.data_type for row in sheet for cell in row} <= {"s", "n", "b"}


def test_head_is_bold_and_stays_and_every_table_has_a_filter(book):
    for sheet in book:
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == sheet.dimensions
        assert all(cell.font.b for cell in sheet[1])
        widths = [dimension.width for dimension in sheet.column_dimensions.values()]
        assert all(9 <= width <= 92 for width in widths)


def test_first_sheet_says_when_it_was_made_and_what_marks_and_columns_mean(made, book):
    rows = [[cell.value for cell in cells] for cells in body(book["Lees mij"])]
    said = {row[1]: row[2] for row in rows}
    assert any(made[0].made in (row[2] or "") for row in rows)
    for mark in (Mark.GOOD, Mark.GOOD_ESTIMATED, Mark.MIDDLE, Mark.POOR, Mark.POOR_ESTIMATED):
        assert said[words.MARK[mark].symbol].startswith(words.mark_words(mark))
    assert set(book.sheetnames) <= set(said)
    assert {column.name: column.meaning for column in made[1].columns}.items() <= said.items()


def test_words_around_a_number_stay_in_its_format():
    value = Value("−1\u00a0234,50", "a", "34013", 2020, "value", -1234.5)
    shown = _entry(content.Cell(("ca. ", value, ' ("2020")')))
    assert shown == (-1234.5, '"ca. "#,##0.00" (\'2020\')"')


def test_same_report_is_the_same_file(made, file, book):
    assert workbook(*made, DAY) == file
    assert book.properties.created.isoformat()[:10] == DAY
    assert book.properties.title == "Omgevingsanalyse Harelbeke"


def test_only_headings_are_left_out_of_the_summary(made, book):
    chapter = made[0].chapters[0]
    parts = {block.text for block in chapter.blocks if isinstance(block, Heading)}
    assert {cell.value for cell in book["Samenvatting"]["A"][1:]} <= parts
