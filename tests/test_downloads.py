"""The figures of a page as files: at an address of their own, with the choices of the page."""

import csv
import io
import re
from html import unescape
from urllib.parse import parse_qs, urlsplit

import openpyxl
import pyarrow.compute as pc
import pytest

from sdgwijzer.errors import StoreError
from sdgwijzer.html import kept
from sdgwijzer.links import read
from sdgwijzer.screens import files
from sdgwijzer.serving.files import ascii_name
from sdgwijzer.store import exports
from sdgwijzer.texts.groups import beside_plain
from sdgwijzer.views import cards
from tests.ask import asked
from tests.conftest import sampled

LINKS = {
    "overzicht": {"gemeente": "Harelbeke"},
    "doel": {"gemeente": "Harelbeke", "doel": "1", "vergelijk": "Kuurne,Kortrijk"},
    "indicator": {"gemeente": "Harelbeke", "indicator": "armoederisico", "vergelijk": "provincie"},
    "vergelijk": {"gemeente": "Harelbeke", "vergelijk": "Kuurne", "doelen": "1,8"},
    "verken": {"gemeente": "Harelbeke", "reeks": "armoederisico"},
    "blad": {"gemeente": "Harelbeke"},
}


def choices_of(dataset, word):
    return read(LINKS[word], word, dataset).choices


def in_page(dataset, word):
    """Where the links of a page lead, as a browser finds it from the page: path and choices."""
    text = asked(dataset, word, LINKS[word]).text
    for href in re.findall(r'<a href="\./(download/[^"]+)"', text):
        found = urlsplit(unescape(href))
        yield found.path, {name: value for name, [value] in parse_qs(found.query).items()}


@pytest.mark.parametrize("word", LINKS)
def test_page_has_a_link_to_each_of_its_files(dataset, word):
    found = list(in_page(dataset, word))
    assert sorted(path for path, _ in found) == sorted(
        f"download/{word}.{each}" for each in files.FORMATS
    )
    assert [path.partition(".")[2] for path, _ in found[:3]] == list(files.FIRST)
    assert all(LINKS[word].items() <= link.items() for _, link in found)


APART = ("xlsx", "zip")

TAKEN = [(word, ending) for word in LINKS for ending in files.FORMATS if ending not in APART]


@pytest.mark.parametrize(("word", "ending"), sampled(TAKEN, 5))
def test_file_has_the_rows_of_the_page(dataset, word, ending):
    """Beside a group its judgements stand behind, where the page judges by it."""
    choices = choices_of(dataset, word)
    wanted = kept.page(word, choices, dataset).downloads
    table = dataset.store.rows(list(wanted.codes), list(wanted.indicators))
    if choices.judged_by_peers:
        entries = {id_: dataset.all_indicators[id_] for id_ in wanted.indicators}
        judged = cards.judged_beside(dataset.store, entries, choices.code, choices.peers.codes)
        table = exports.beside(table, choices.code, judged, beside_plain(choices.label))
    [link] = [link for path, link in in_page(dataset, word) if path.endswith(f"{word}.{ending}")]
    answer = asked(dataset, f"download/{word}.{ending}", link)
    assert answer.status == 200
    assert answer.headers["content-type"].partition(";")[0] == files.FORMATS[ending].media
    assert answer.body == exports.as_bytes(table, files.FORMATS[ending].export)


def test_workbook_of_a_page_has_its_rows_in_dutch_and_unrounded(dataset):
    answer = asked(dataset, "download/indicator.xlsx", LINKS["indicator"])
    assert answer.headers["content-type"] == files.FORMATS["xlsx"].media
    book = openpyxl.load_workbook(io.BytesIO(answer.body))
    assert book.sheetnames == ["Cijfers", "Onafgerond", "Uitleg"]
    rounded, whole = (
        [dict(zip(head, row, strict=True)) for row in rows]
        for head, *rows in (book[name].values for name in book.sheetnames[:2])
    )
    table = csv.DictReader(
        asked(dataset, "download/indicator.csv", LINKS["indicator"]).text.split("\n")
    )
    own_first = sorted(table, key=lambda row: row["nis_code"] != "34013")
    assert [str(row["value"]) for row in whole] == [row["value"] for row in own_first]
    assert [row["Cijfer"] for row in rounded] == [round(row["value"], 1) for row in whole]
    last = [row for row in rounded if row["Gemeente"] == "Harelbeke"][-1]
    assert (last["Gemeente"], last["Jaar"], last["Cijfer"]) == ("Harelbeke", 2022, 6.1)
    assert (last["Oordeel"], last["Trend"]) == ("geen duidelijk verschil", "schommelt")
    assert (last["Van hoeveel"], last["Groep: van hoeveel"]) == (284, 62)
    assert answer.body == asked(dataset, "download/indicator.xlsx", LINKS["indicator"]).body


def test_both_ways_of_judging_are_among_these(dataset):
    assert {choices_of(dataset, word).judged_by_peers for word in LINKS} == {True, False}


def test_file_of_an_indicator_has_that_alone_and_a_name_that_says_what_it_is(dataset):
    answer = asked(dataset, "download/indicator.csv", LINKS["indicator"])
    rows = list(csv.DictReader(answer.text.splitlines()))
    assert {row["indicator_id"] for row in rows} == {"armoederisico"}
    assert {row["municipality"] for row in rows} == {"Harelbeke"}  # of many peers none by name
    assert answer.headers["content-disposition"] == (
        'attachment; filename="sdg-wijzer-armoederisico-harelbeke-naast-provincie.csv"'
    )


def test_file_for_excel_opens_as_it_is(dataset):
    answer = asked(dataset, "download/doel.excel.csv", LINKS["doel"])
    assert answer.body.startswith(b"\xef\xbb\xbf")
    assert b";" in answer.body.partition(b"\r\n")[0]
    assert 'sdg1-harelbeke-naast-vlaanderen.excel.csv"' in answer.headers["content-disposition"]


def test_name_of_every_municipality_can_stand_in_a_header(dataset):
    for row in dataset.reference.today.values():
        name = row.name.lower().replace(" ", "-")
        assert ascii_name(name).replace("-", "") == re.sub(r"[^a-z]", "", name), name


@pytest.mark.parametrize(
    ("path", "link"),
    [
        ("nergens.csv", LINKS["doel"]),
        ("doel.xls", LINKS["doel"]),
        ("doel", LINKS["doel"]),
        ("doel.csv", {"doel": "1"}),
        ("doel.csv", {"gemeente": "Nergenshuizen", "doel": "1"}),
        ("indicator.csv", {"gemeente": "Gent", "indicator": "bestaat-niet"}),
        ("nieuw.csv", {"gemeente": "Gent"}),
    ],
)
def test_what_has_no_figures_is_not_there(dataset, path, link):
    assert asked(dataset, f"download/{path}", link).status == 404


def test_without_figures_it_is_said():
    def nothing():
        raise StoreError("there are no figures here")

    assert asked(nothing, "download/doel.csv", LINKS["doel"]).status == 503


def test_figures_of_the_own_municipality_come_first(dataset):
    choices = choices_of(dataset, "doel")
    wanted = kept.page("doel", choices, dataset).downloads
    assert wanted.codes[0] == "34013"
    table = dataset.store.rows(list(wanted.codes), list(wanted.indicators))
    assert set(pc.unique(table["nis_code"]).to_pylist()) == set(wanted.codes)


def test_workbook_of_a_view_begins_with_the_own_municipality(dataset):
    link = {"gemeente": "Harelbeke", "vergelijk": "Zwevegem,Deerlijk,Kuurne", "doel": "8"}
    found = asked(dataset, "download/doel.xlsx", link)
    assert found.status == 200
    leaf = openpyxl.load_workbook(io.BytesIO(found.body))["Cijfers"]
    heads, *rows = list(leaf.iter_rows(values_only=True))
    item, place = heads.index("Indicator"), heads.index("Gemeente")
    first = {}
    for row in rows:
        first.setdefault(row[item], row[place])
    assert len(first) > 5
    assert set(first.values()) == {"Harelbeke"}
    assert len({row[place] for row in rows}) == 4
