"""The report as a tree: every number traced, every line with its source, no format."""

import math
import re
import subprocess
import sys
from itertools import pairwise

import pytest

from sdgwijzer import content, paths
from sdgwijzer.content import (
    Bullets,
    Captioned,
    Figure,
    Heading,
    Numbered,
    Paragraph,
    Places,
    Ref,
    Table,
    Value,
)
from sdgwijzer.links import read
from sdgwijzer.report import CHAPTERS, Wishes, chapters, export, report, values
from sdgwijzer.texts import headings, numbers
from sdgwijzer.texts import report as texts

TOWNS = {
    "Harelbeke": "Zwevegem,Deerlijk,Kuurne",
    "Antwerpen": "Gent,Brugge,Leuven,Mechelen,Kortrijk",
    "Herstappe": "Voeren",
    "Pajottegem": "",
}
EVERY = Wishes()


def placed(dataset, name, peers=None):
    link = {"gemeente": name, "vergelijk": TOWNS.get(name, "") if peers is None else peers}
    return read(link, "rapport", dataset).choices


@pytest.fixture(scope="module")
def made(dataset):
    """Town → its whole report."""
    return {name: report(placed(dataset, name), dataset, EVERY) for name in TOWNS}


def lines(blocks):
    """The runs of every line of text, cells of tables too."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block.runs
        elif isinstance(block, Bullets | Numbered):
            yield from block.items
        elif isinstance(block, Captioned) and isinstance(block.content, Table):
            for row in (block.content, *block.content.rows):
                yield from (cell.runs for cell in getattr(row, "cells", block.content.head))


def blocks(document):
    return [block for chapter in document.chapters for block in chapter.blocks]


def every(document, kind):
    return [run for runs in lines(blocks(document)) for run in runs if isinstance(run, kind)]


@pytest.mark.parametrize("name", TOWNS)
def test_every_value_is_that_of_the_export(made, dataset, name):
    found = every(made[name], Value)
    assert len(found) > 300
    table = export(placed(dataset, name), dataset).rows()
    there = {(row["indicator_id"], row["nis_code"], row["year"]): row for row in table}
    for value in found:
        row = there[value.indicator, value.nis_code, value.year]
        expected = row[value.column]
        assert expected is not None, value
        assert math.isclose(value.number, expected, rel_tol=1e-12), value
        shown = re.findall(r"−?[\d\u00a0]*\d(?:,\d+)?", value.text)
        assert shown or "minder dan" in value.text, value


@pytest.mark.parametrize("name", TOWNS)
def test_value_reads_as_its_number(made, dataset, name):
    for value in every(made[name], Value):
        if value.text.startswith("minder dan"):
            continue
        [text] = re.findall(r"−?\d+(?:\u00a0\d{3})*(?:,\d+)?", value.text)[:1]
        decimals = len(text.partition(",")[2])
        assert numbers.number(value.number, decimals) == text, value


@pytest.mark.parametrize("name", TOWNS)
def test_every_line_on_figures_has_a_source_that_is_listed(made, name):
    document = made[name]
    known = {source.number for source in document.sources}
    assert known == set(range(1, len(known) + 1))
    for ref in every(document, Ref):
        assert ref.numbers
        assert set(ref.numbers) <= known
    for block in blocks(document):
        if isinstance(block, Captioned):
            assert block.sources
            assert set(block.sources) <= known
    for runs in lines(block for block in blocks(document) if not isinstance(block, Captioned)):
        if any(isinstance(run, Value) for run in runs):
            assert isinstance(runs[-1], Ref), runs


ALLOWED = (
    r"\b(?:19|20)\d\d(?:-(?:19|20)\d\d)?\b"  # years
    r"|\b\d+ van de \d+\b|\b\d+\u00a0\w+|\bin \d+ van\b|hebben er \d+|, \d+ een gelijk"
)


def untraced(text):
    """Numbers in a sentence that are neither values, years nor counted by rule."""
    return re.findall(r"\d+,\d+", re.sub(ALLOWED, "", text))


@pytest.mark.parametrize("name", TOWNS)
def test_no_number_with_decimals_stands_in_a_sentence_without_being_a_value(made, name):
    for block in blocks(made[name]):
        if isinstance(block, Paragraph) and isinstance(block.runs[-1], Ref):
            text = "".join(run for run in block.runs if isinstance(run, str))
            assert untraced(text) == [], text


def test_the_check_sees_a_number_without_a_cell():
    assert untraced("In 2024 was het 5,2 % in 3 van de 12 gemeenten") == ["5,2"]


@pytest.mark.parametrize("name", TOWNS)
def test_headings_skip_no_level_and_anchors_are_unique(made, name):
    found = [block for block in blocks(made[name]) if isinstance(block, Heading)]
    assert found[0].level == 1
    assert all(after.level <= before.level + 1 for before, after in pairwise(found))
    anchors = [each.anchor for each in found if each.anchor]
    assert len(set(anchors)) == len(anchors) >= len(CHAPTERS) + 17


@pytest.mark.parametrize("name", TOWNS)
def test_every_picture_says_what_it_shows_beside_its_caption(made, name):
    pictures = [
        block
        for block in blocks(made[name])
        if isinstance(block, Captioned) and isinstance(block.content, Figure)
    ]
    assert pictures
    for each in pictures:
        assert len(each.content.alt) >= 25
        assert each.content.alt != each.caption


def test_each_goal_has_a_chapter_and_says_why_it_is_empty(made):
    for document in made.values():
        goals = [each for each in document.chapters if each.anchor.startswith("sdg-")]
        assert [each.anchor for each in goals] == [f"sdg-{number}" for number in range(1, 18)]
        sea = goals[13]
        assert any("Nog geen cijfers" in content.plain(b.runs) for b in sea.blocks[1:2])


def test_summary_stands_alone_and_counts_facts(made):
    summary = made["Harelbeke"].chapters[0]
    lead = content.plain(summary.blocks[1].runs)
    assert lead.startswith("75 feiten van Harelbeke krijgen een oordeel naast alle Vlaamse gem")
    assert ": 10 beter, 9 minder goed, 56 zonder duidelijk verschil." in lead
    assert sum(isinstance(block, Bullets) for block in summary.blocks) == 3
    merged = content.plain(made["Antwerpen"].chapters[0].blocks[2].runs)
    assert "die van de vroegere gemeenten kan je niet samenvoegen" in merged


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((0, 0, 0, 0), "Geen enkel cijfer van A krijgt een oordeel."),
        ((0, 1, 0, 0), "1 feit van A krijgt een oordeel naast B: 0 beter, 0 minder goed, 1 zonder"),
        ((1, 0, 0, 0), "1 beter, 0 minder goed, 0 zonder duidelijk verschil. Van dat verschil is"),
        ((1, 2, 1, 2), "Van die 2 is de marge een schatting."),
        ((3, 2, 1, 2), "Bij 2 van die 4 is de marge een schatting."),
        ((3, 2, 1, 0), "Van die 4 is de marge bekend."),
    ],
)
def test_lead_of_the_summary_by_rule(counts, said):
    assert said in texts.lead("A", "naast B", *counts)


def test_beside_a_group_what_stands_out_in_flanders_says_so(dataset):
    link = {"gemeente": "Pajottegem", "vergelijk": "buurgemeenten"}
    found = report(read(link, "rapport", dataset).choices, dataset, EVERY)
    heads = [each.text for each in found.chapters[0].blocks if isinstance(each, Heading)]
    assert "Sterk in Vlaanderen" in heads
    assert "Sterk" not in heads


def test_same_choices_give_the_same_report(made, dataset):
    again = report(placed(dataset, "Harelbeke"), dataset, EVERY)
    assert again == made["Harelbeke"]


def test_wishes_choose_goals_order_chapters_and_own_text(dataset):
    wishes = Wishes(
        title="SDG-rapport",
        goals=(1, 8, 13),
        order="p",
        chapters=("samenvatting", "doelen"),
        own={"sdg-8": "Wij zien dit ook.\n\n- <b>markt</b>\n- haven", "doelen": " "},
    )
    document = report(placed(dataset, "Harelbeke"), dataset, wishes)
    anchors = [each.anchor for each in document.chapters]
    assert anchors == ["samenvatting", "doelen", "sdg-1", "sdg-13", "sdg-8", "bronnen"]
    assert document.title == "SDG-rapport"
    assert "hoe lees je dit?" in document.left_out
    *_, heading, paragraph, bullets = document.chapters[4].blocks
    assert heading.text == texts.OWN
    assert content.plain(paragraph.runs) == "Wij zien dit ook."
    assert [content.plain(item) for item in bullets.items] == ["<b>markt</b>", "haven"]


def test_basket_leaves_the_summary_whole(made, dataset):
    wishes = Wishes(indicators=("werkzoekendengraad",), chapters=("samenvatting", "doelen"))
    document = report(placed(dataset, "Harelbeke"), dataset, wishes)
    assert not document.left_out  # who chose figures did not leave out chapters
    said, whole = (each.chapters[0].blocks for each in (document, made["Harelbeke"]))
    assert [block for block in said if block not in whole] == [Paragraph.of(texts.WHOLE, "facts")]
    assert [block for block in whole if block not in said] == []
    goals = [each for each in document.chapters if each.anchor.startswith("sdg-")]
    tables = [
        block.content
        for each in goals
        for block in each.blocks
        if isinstance(block, Captioned) and isinstance(block.content, Table)
    ]
    assert len(tables) == len(tables[0].rows) == 1


def test_figures_chosen_alone_have_a_course_and_words_and_nothing_besides(dataset):
    ids = ("werkzoekendengraad", "armoederisico", "werkzoekendengraad_jong")
    document = report(placed(dataset, "Harelbeke"), dataset, Wishes.of(dataset, indicators=ids))
    there = [each for each in document.chapters if each.anchor.startswith("sdg-")]
    assert [each.anchor for each in there] == ["sdg-1", "sdg-8"]
    assert all(dataset.all_indicators[each].name in document.question for each in ids)
    for chapter, mine in zip(there, (ids[1:2], (ids[0], ids[2])), strict=True):
        drawn = [
            block.content.data
            for block in chapter.blocks
            if isinstance(block, Captioned) and isinstance(block.content, Figure)
        ]
        assert sum(isinstance(each, content.Course) for each in drawn) == len(mine)
        heads = [block.text for block in chapter.blocks if isinstance(block, Heading)]
        assert texts.IN_WORDS in heads
        assert not {texts.PLAN, texts.UNKNOWN} & set(heads)


def test_goal_without_a_chosen_figure_says_so_and_not_that_there_are_none(dataset):
    wishes = Wishes.of(dataset, indicators=["armoederisico"], goals=(3, 14))
    document = report(placed(dataset, "Harelbeke"), dataset, wishes)
    said = {
        each.anchor: content.plain(each.blocks[1].runs)
        for each in document.chapters
        if each.anchor.startswith("sdg-")
    }
    assert said["sdg-3"] == headings.NONE_CHOSEN
    assert said["sdg-14"] in (headings.NONE_CHOSEN, headings.EMPTY_GOAL)


def test_left_out_chapters_keep_the_name_of_the_place(dataset):
    wishes = Wishes.of(dataset, without=["profiel", "bijlage"])
    found = report(placed(dataset, "Harelbeke"), dataset, wishes).left_out
    assert found.endswith("profiel van Harelbeke en bijlage: cijfers zonder oordeel.")


def test_profile_names_indicators_of_the_catalogue(dataset):
    assert set(chapters.PROFILE) <= set(dataset.all_indicators)


def test_few_peers_have_columns_and_many_have_their_middle_one(made):
    heads = {}
    for name, document in made.items():
        tables = [b.content for b in blocks(document) if isinstance(b, Captioned)]
        table = next(each for each in tables if isinstance(each, Table))
        heads[name] = [content.plain(cell.runs) for cell in table.head]
    assert heads["Harelbeke"][1:5] == ["Harelbeke", "Zwevegem", "Deerlijk", "Kuurne"]
    assert heads["Antwerpen"][1:4] == ["Antwerpen", texts.MIDDLE, "Vlaanderen"]


def test_number_in_a_sentence_is_recognised(dataset):
    choices = placed(dataset, "Harelbeke")
    item = dataset.all_indicators["werkzoekendengraad"]
    named = [row.nis_code for row in choices.named]
    [card] = dataset.cards({item.id: item}, choices.code, choices.peers, named=named)
    runs = values.traced("In 2024 was 5,2 % werkzoekend, per 1.000 of 15,2.", card)
    found = [run for run in runs if isinstance(run, Value)]
    assert [(each.text, each.column, each.year) for each in found] == [("5,2", "value", 2024)]
    assert "".join(getattr(run, "text", run) for run in runs) == (
        "In 2024 was 5,2 % werkzoekend, per 1.000 of 15,2."
    )


def test_tree_needs_no_streamlit_and_no_drawing():
    code = (
        "import sys, sdgwijzer.report\n"
        "names = ('streamlit', 'typst', 'plotly', 'jinja2', 'sdgwijzer.pictures')\n"
        "print([name for name in names if name in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=paths.ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_a_picture_of_places_fits_on_a_page_and_none_is_left_out(made):
    for name in TOWNS:
        for chapter in made[name].chapters:
            drawn = [b for b in chapter.blocks if isinstance(b, Captioned)]
            drawn = [b for b in drawn if isinstance(b.content, Figure)]
            rows = [b.content.data.rows for b in drawn if isinstance(b.content.data, Places)]
            if chapter.anchor == "sdg-11" and name == "Harelbeke":
                assert len(rows) == 3
                assert sum(map(len, rows)) > 30
                assert drawn[0].caption.endswith("(1 van 3)")
            assert all(len(each) <= 17 for each in rows)
