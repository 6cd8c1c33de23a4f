"""Workbooks: numbers are numbers, texts are texts, and every column is explained in Dutch."""

import io

import openpyxl
import pytest

from sdgwijzer import catalogue, municipalities, paths
from sdgwijzer.content import Head, Rounded, Workbook, Worksheet
from sdgwijzer.documents.sheets import xlsx
from sdgwijzer.screens.workbook import workbook
from sdgwijzer.store import exports
from sdgwijzer.store.plain import Plain
from sdgwijzer.texts import workbook as texts
from sdgwijzer.texts.words import mark_words
from sdgwijzer.views import cards, marks, peers

ENTRIES = {item.id: item for item in catalogue.read(paths.catalogue())}
SIGNS = ["=1+1", "+1", "-1", "@x", "\t=1", "https://x.be"]


def made(*rows, count=1):
    sheet = Worksheet("Blad", (Head("een", 10), Head("twee", 20)), rows)
    return xlsx(Workbook("Titel", "2026-11-23", (sheet,), count))


def opened(content):
    return openpyxl.load_workbook(io.BytesIO(content))


@pytest.mark.parametrize("count", [1, 30_000])
def test_text_is_a_text_and_a_number_a_number(count):
    rows = [(sign, Rounded(-1234.5, 1)) for sign in SIGNS]
    leaf = opened(made(*rows, (None, float("nan")), (True, -2), count=count))["Blad"]
    found = list(leaf.iter_rows(min_row=2))
    assert [row[0].value for row in found] == [*SIGNS, None, True]
    assert {row[0].data_type for row in found[: len(SIGNS)]} == {"s"}
    assert {(row[1].value, row[1].number_format) for row in found[: len(SIGNS)]} == {
        (-1234.5, "#,##0.0")
    }
    assert [row[1].value for row in found[len(SIGNS) :]] == [None, -2]
    assert (leaf.freeze_panes, leaf.auto_filter.ref) == ("A2", "A1:B9")
    assert leaf.column_dimensions["B"].width >= 20


def test_sign_that_makes_a_formula_is_harmless_when_a_cell_is_edited():
    rows = opened(made(*((sign, None) for sign in [*SIGNS, "a=b"])))["Blad"].iter_rows(min_row=2)
    assert [row[0].quotePrefix for row in rows] == [True] * 5 + [False] * 2


@pytest.mark.parametrize("count", [1, 30_000])
def test_same_values_give_the_same_bytes(count):
    assert made(("a", 1), count=count) == made(("a", 1), count=count)


@pytest.fixture(scope="module")
def found(database):
    """A few indicators of two municipalities, one with gaps."""
    ids = ["armoederisico", "inwoners", "beschikbaar_inkomen", "werkzoekendengraad"]
    return workbook(Plain(database.rows(["34013", "71072"], ids)), ENTRIES)


def rows_of(sheet):
    return list(sheet.rows)


def test_every_column_of_the_first_sheet_is_explained_in_dutch(found):
    shown, _, explained = found.sheets
    said = {name: text for about, name, text in rows_of(explained) if about == texts.FIGURES}
    assert list(said) == [head.text for head in shown.heads]
    assert all(text.endswith(".") for text in said.values())


def test_words_and_decimals_are_those_of_the_screen(database):
    ids = ["armoederisico", "inwoners", "beschikbaar_inkomen"]
    sheet = workbook(Plain(database.rows(["34013", "71072"], ids)), ENTRIES).sheets[0]
    names = [head.text for head in sheet.heads]
    rows = [dict(zip(names, row, strict=True)) for row in sheet.rows]
    assert {row["Cijfer"].decimals for row in rows if row["Cijfer"]} == {
        ENTRIES[id_].decimals for id_ in ids
    }
    gaps = {row["Opmerking"] for row in rows if row["Cijfer"] is None}
    assert any(text.startswith("niet beschikbaar voor de gefuseerde gemeente") for text in gaps)
    assert {row["Oordeel"] for row in rows if row["Indicator"] == ENTRIES["inwoners"].name} == {
        None,
        "achtergrondcijfer",
    }
    assert not {"Doel", "Plaats in de groep"} & set(names)  # nobody chose a group or a target


def test_judgements_are_those_of_the_screen_beside_flanders_and_beside_a_group(database):
    own, shown = "34013", {id_: item for id_, item in ENTRIES.items() if not item.archive}
    there = set(database.indicators().query("fetched")["indicator_id"])
    entries = {id_: item for id_, item in shown.items() if id_ in there}
    today = municipalities.load()
    codes = peers.groups(own, today, database.context(), {})["provincie"]
    judged = cards.judged_beside(database, entries, own, codes)
    table = exports.beside(database.rows([own], list(entries)), own, judged, "de provincie")
    sheet = workbook(Plain(table), ENTRIES).sheets[0]
    names = [head.text for head in sheet.heads]
    rows = [dict(zip(names, row, strict=True)) for row in sheet.rows]
    for group, heading in (([], "Oordeel"), (codes, "Oordeel naast de groep")):
        words = {row["Indicator"]: row[heading] for row in rows if row[heading]}
        made = cards.cards_of(database, entries, own, group, flanders=not group, courses=False)
        judged_cards = [each for each in made if marks.mark(each).judged]
        assert len(judged_cards) > 50
        for card in judged_cards:
            assert words[card.indicator.name] == mark_words(marks.mark(card)), card.indicator.id


def test_every_code_of_the_figures_has_its_words(database):
    """One municipality with all its figures: no code is without a word."""
    table = Plain(database.rows(["73028"]))
    own = {item.id: item for item in database.own_indicators()}
    sheet = workbook(table, ENTRIES | own).sheets[0]
    assert sum(1 for _ in sheet.rows) == table.count > 500


def test_no_rows_give_a_workbook_with_heads(database):
    empty = workbook(Plain(database.rows(["34013"], ["energiearmoede"])), ENTRIES)
    book = opened(xlsx(empty))
    assert book["Cijfers"]["A1"].value == "Doelstelling"
    assert book["Cijfers"].max_row == 1
