"""Municipalities side by side: a difference is one beyond chance, and is counted as it is shown."""

import dataclasses
import re
from html import unescape

import pytest

from sdgwijzer import html, screens
from sdgwijzer.content import Comparison, Dropdown, Paragraph, Table, plain
from sdgwijzer.links import read
from sdgwijzer.model import Margin
from sdgwijzer.texts import compare, going
from sdgwijzer.texts.groups import Group
from sdgwijzer.texts.numbers import NBSP
from sdgwijzer.views import alongside
from sdgwijzer.views.alongside import Tally
from sdgwijzer.views.differences import Verdict
from sdgwijzer.views.marks import Mark
from sdgwijzer.views.peers import FLANDERS, Peers
from tests.conftest import sampled

PEERS = "Zwevegem,Deerlijk,Kuurne"
PLACES = {  # alone, by the neighbours, the largest, the smallest, merged, beside a group
    "Harelbeke": PEERS,
    "Gent": "",
    "Antwerpen": "Gent",
    "Herstappe": "",
    "Pajottegem": "",
    "Kortrijk": "provincie",
    "Deinze": "vlaanderen",
    "Voeren": "provincie,Bilzen-Hoeselt",
}


def made(dataset, **link):
    choices = read(link, "vergelijk", dataset).choices
    return screens.page("vergelijk", choices, dataset)


def blocks(page, kind):
    return [block for block in page.blocks if isinstance(block, kind)]


def answer(page):
    [found] = [block for block in blocks(page, Paragraph) if block.kind == "answer"]
    return "".join(found.runs)


@pytest.fixture(scope="module")
def card(dataset):
    """A judged share of Harelbeke beside Kuurne, both with a margin in the common year."""
    found = dataset.indicators(None)
    mine = {"armoederisico": found["armoederisico"]}
    peers = Peers((FLANDERS,), ())
    [one] = dataset.cards(mine, "34013", peers, named=["34023"], courses=False)
    return one


def beside(card, value, **changes):
    other = dataclasses.replace(
        card.peers[0], value=value, compared=value, low=value - 0.01, high=value + 0.01, **changes
    )
    return alongside.row(dataclasses.replace(card, peers=(other,)))


def test_difference_is_one_beyond_chance_that_can_be_read(card):
    assert card.own.value == 6.1
    assert beside(card, 3.0).verdicts == (Verdict.BETTER,)
    assert beside(card, 9.0).verdicts == (Verdict.WORSE,)
    assert beside(card, 6.4).verdicts == (Verdict.CHANCE,)
    assert beside(card, 9.0, year=2019).verdicts == (Verdict.UNKNOWN,)
    sure = dataclasses.replace(card.own, low=6.099, high=6.101, compared=6.1)
    same = beside(dataclasses.replace(card, own=sure), 6.1004)
    assert same.verdicts != (Verdict.WORSE,)
    assert not same.differs


def test_the_other_being_worse_counts_as_the_own_one_being_better(card):
    rows = [beside(card, value) for value in (3.0, 9.0, 9.5, 6.4)]
    rows.append(beside(card, 9.0, year=2019))
    assert alongside.tally(rows, 0) == Tally(better=2, worse=1, told=4, estimated=0, of=5)


def test_margin_of_either_that_is_estimated_is_counted(card):
    own = dataclasses.replace(card, own=dataclasses.replace(card.own, margin=Margin.ESTIMATED))
    other = beside(card, 9.0, margin=Margin.ESTIMATED)
    rows = [beside(card, 9.0), other, beside(own, 9.0), beside(own, 9.0, year=2019)]
    assert alongside.tally(rows, 0) == Tally(better=3, worse=0, told=3, estimated=2, of=4)


@pytest.mark.parametrize(
    ("tallies", "said"),
    [
        ([Tally(1, 1, 5, 0, 5)], ""),
        ([Tally(1, 1, 5, 2, 5)], "Bij 2 van die cijfers is de marge geschat."),
        (
            [Tally(1, 1, 5, 0, 8), Tally(1, 1, 6, 0, 8)],
            "Bij 2 tot 3 andere cijfers is het niet te zeggen",
        ),
    ],
)
def test_what_is_not_sure_is_said(tallies, said):
    assert compare.sure(tallies).startswith(said)
    assert bool(compare.sure(tallies)) == bool(said)


def test_beside_many_figures_what_chance_does_is_said(dataset):
    link = {"gemeente": "Harelbeke", "vergelijk": PEERS}
    assert "1 op de 20 cijfers" in html.block(made(dataset, **link).blocks)
    assert "1 op de 20" not in html.block(made(dataset, **link, doelen="1").blocks)


def test_alone_the_own_marks_are_counted(dataset):
    found = dataset.indicators(None)
    cards = dataset.cards(found, "34013", Peers((FLANDERS,), ()), courses=False)
    rows = [alongside.row(card) for card in cards]
    counted = alongside.alone(rows)
    marks = [row.marks[0] for row in rows]
    assert counted.better == sum(mark in (Mark.GOOD, Mark.GOOD_ESTIMATED) for mark in marks) > 0
    assert counted.told == sum(mark.judged for mark in marks)
    assert all(row.differs == (row.marks[0] not in ("none", "middle", "between")) for row in rows)


@pytest.mark.parametrize(("place", "peers"), PLACES.items(), ids=PLACES)
def test_answer_and_what_it_leaves_open_are_short_for_every_kind_of_place(dataset, place, peers):
    for goals in ("", "1", "8,12", "14"):
        page = made(dataset, gemeente=place, vergelijk=peers, doelen=goals)
        text = " ".join(block.runs[0] for block in blocks(page, Paragraph)[:2])
        for sentence in re.split(r"(?<=[.]) ", text):
            assert len(sentence.split()) <= compare.MOST_WORDS
        assert place in answer(page)


def test_answer_has_the_numbers_of_the_lines_in_the_table(dataset):
    page = made(dataset, gemeente="Harelbeke", vergelijk="Kuurne", verschil="nee")
    shown = html.block(page.blocks)
    better = shown.count('class="under-poor" title="minder goed dan Harelbeke"')
    worse = shown.count('class="under-good" title="beter dan Harelbeke"')
    assert better > 0
    assert worse > 0
    told = answer(page).replace("\u00a0", " ")
    assert re.fullmatch(
        rf"Harelbeke staat op {better} van \d+ cijfers duidelijk beter dan Kuurne "
        rf"en op {worse} duidelijk minder goed\.",
        told,
    )


@pytest.mark.parametrize(("place", "peers"), PLACES.items(), ids=PLACES)
def test_nothing_asks_a_question_and_every_gap_has_its_reason(dataset, place, peers):
    page = made(dataset, gemeente=place, vergelijk=peers, verschil="nee")
    shown = html.block(page.blocks)
    text = unescape(re.sub(r"<[^>]+>", " ", shown))
    assert "?" not in text
    assert "nan" not in text.split()
    [table] = blocks(page, Comparison)
    count = len(table.places)
    assert all(len(row.cells) == count for goal in table.goals for row in goal.rows)
    named = count - sum(str(place[0]).startswith("Middelste") for place in table.places)
    assert all(cell for goal in table.goals for row in goal.rows for cell in row.cells[:named])


def test_many_rows_are_shortened_to_those_that_differ_and_few_are_not(dataset):
    link = {"gemeente": "Harelbeke", "vergelijk": PEERS}
    [usual], [whole], [few] = (
        blocks(made(dataset, **link, **more), Comparison)
        for more in ({}, {"verschil": "nee"}, {"doelen": "1"})
    )
    rows = [sum(len(goal.rows) for goal in each.goals) for each in (usual, whole, few)]
    assert rows[1] == len(dataset.indicators("34013"))
    assert 20 < rows[0] < rows[1]
    assert rows[2] == sum(item.main_goal == 1 for item in dataset.indicators("34013").values())
    lines = [html.block([usual]).count(f'class="under-{style}"') for style in ("good", "poor")]
    assert all(lines)
    assert [html.block([whole]).count(f'class="under-{s}"') for s in ("good", "poor")] == lines


@pytest.mark.parametrize(
    ("goals", "which", "options"),
    sampled(
        [
            ("", "", {"vanzelf": True, "nee": False}),
            ("", "ja", {"ja": True, "nee": False}),
            ("", "nee", {"vanzelf": True, "nee": False}),
            ("1", "", {"ja": True, "vanzelf": False}),
            ("1", "ja", {"ja": True, "vanzelf": False}),
            ("1", "nee", {"ja": True, "nee": False}),
        ],
        3,
    ),
)
def test_control_offers_both_and_what_is_usual_stays_out_of_the_link(
    dataset, goals, which, options
):
    page = made(dataset, gemeente="Harelbeke", vergelijk=PEERS, doelen=goals, verschil=which)
    [controls] = [block for block in page.blocks if hasattr(block, "columns")]
    every = [control for column in controls.columns for control in column]
    [found] = [each for each in every if isinstance(each, Dropdown) and each.name == "verschil"]
    assert {key: text == compare.DIFFERENT for key, text in found.options.items()} == options
    assert found.chosen in found.options
    [table] = blocks(page, Comparison)
    only = options[found.chosen]
    assert all(
        not only or "under-" in html.block([table]) for goal in table.goals for row in goal.rows
    )


def test_where_nothing_differs_the_page_says_how_to_see_all(dataset):
    page = made(dataset, gemeente="Herstappe", doelen="2", verschil="ja")
    assert not blocks(page, Comparison)
    assert compare.NONE_DIFFERS in html.block(page.blocks)


def test_only_the_first_goals_are_unfolded(dataset):
    page = made(dataset, gemeente="Harelbeke", vergelijk=PEERS, verschil="nee")
    [table] = blocks(page, Comparison)
    opened = [goal.open for goal in table.goals]
    assert opened[0]
    assert sorted(opened, reverse=True) == opened
    assert sum(len(goal.rows) for goal in table.goals if goal.open) <= 16


def test_beside_a_large_group_the_own_mark_is_beside_that_group(dataset):
    said = {}
    for peers in ("provincie", "provincie,Kuurne"):
        page = made(dataset, gemeente="Harelbeke", vergelijk=peers, verschil="nee")
        said[peers] = html.block(page.blocks)
    alone, named = (unescape(text).replace("\u00a0", " ") for text in said.values())
    assert "Teken en kleur: naast de 61 andere gemeenten van de provincie West-Vl" in alone
    assert compare.BESIDE_FLANDERS not in alone
    assert compare.BESIDE_FLANDERS in named


def test_median_of_a_group_that_is_too_small_has_no_column(dataset):
    page = made(dataset, gemeente="Herstappe", verschil="nee")
    [table] = blocks(page, Comparison)
    assert len(table.places) == 2  # itself and Tongeren-Borgloon


def test_turned_it_is_a_table_per_goal_with_the_same_cells(dataset):
    link = {"gemeente": "Harelbeke", "vergelijk": PEERS, "doelen": "1,8"}
    [one] = blocks(made(dataset, **link), Comparison)
    tables = blocks(made(dataset, **link, draai="ja"), Table)
    assert len(tables) == len(one.goals) == 2
    for table, goal in zip(tables, one.goals, strict=True):
        turned = [[cell.runs for cell in row.cells[1:]] for row in table.rows]
        assert turned == [list(each) for each in zip(*(r.cells for r in goal.rows), strict=True)]


def test_rows_of_folded_goals_come_in_an_attribute(dataset):
    """Those of open ones stand there; nothing is lost on the way, drawings in it least of all."""
    [block] = blocks(made(dataset, gemeente="Harelbeke", vergelijk=PEERS), Comparison)
    whole = html.block([block])
    sent = html.parcelled(whole)
    folded = [goal for goal in block.goals if not goal.open]
    assert 0 < len(folded) < len(block.goals)
    parcels = [unescape(each) for each in re.findall(r'<tbody[^>]* data-rows="([^"]*)"', sent)]
    assert [each.count("<tr>") for each in parcels] == [len(goal.rows) for goal in folded]
    assert sent.count("<tr>") == sum(len(goal.rows) for goal in block.goals if goal.open) + 1
    for parcel in parcels:
        drawn = re.sub(r' data-svg="([^"]*)">', lambda found: f">{unescape(found[1])}", parcel)
        assert "<svg" not in parcel
        assert drawn.count("<svg") > 0
        assert drawn in whole


@pytest.mark.parametrize(
    ("names", "found", "title"),
    [
        (["A", "B"], Group(2, "gekozen gemeenten", ""), "X naast A en B"),
        (["A"], Group(1, "buurgemeente", "A"), "X naast A"),
        (list("ABCDE"), Group(5, "buurgemeenten", ""), "X naast de 5 buurgemeenten"),
        ([], Group(61, "andere gemeenten", ""), "X naast de 61 andere gemeenten"),
        (["A"], Group(62, "gekozen gemeenten", ""), "X naast de 62 gekozen gemeenten"),
    ],
)
def test_title_names_a_few_and_counts_many(names, found, title):
    assert compare.title("X", names, found).replace("\u00a0", " ") == title


@pytest.mark.parametrize(
    ("beside", "said"),
    [
        (
            {"B": Tally(4, 1, 6, 0, 8)},
            "A staat op 4 van 6 cijfers duidelijk beter dan B en op 1 duid",
        ),
        ({"B": Tally(0, 0, 5, 0, 8)}, "Geen duidelijk verschil tussen A en B, op 5 cijfers."),
        ({"B": Tally(0, 0, 0, 0, 8)}, "Of A beter of minder goed staat dan B, is niet te zeggen."),
        (
            {"B": Tally(4, 1, 6, 0, 8), "C": Tally(2, 0, 5, 0, 8), "D": Tally(0, 0, 0, 0, 8)},
            "A staat duidelijk beter dan B op 4 van 6 cijfers en minder goed op 1; dan C op 2",
        ),
        (
            {"B": Tally(0, 1, 1, 0, 1), "C": Tally(0, 1, 1, 0, 1), "D": Tally(0, 0, 1, 0, 1)},
            "Op dit ene cijfer staat A minder goed dan B en C, niet duidelijk anders dan D.",
        ),
        (
            {name: Tally(1, 2, 3, 0, 3) for name in "BCDE"},
            "In 4 van 12 vergelijkingen met deze 4 gemeenten staat A duidelijk beter, in 8 dui",
        ),
    ],
)
def test_answer_by_rule(beside, said):
    assert compare.answer("A", beside).replace("\u00a0", " ").startswith(said)


def test_single_figure_says_who_stands_best_and_which_way_each_goes(dataset):
    link = {"vergelijk": "Zwevegem,Deerlijk,Kuurne", "indicatoren": "werkzoekendengraad"}
    for page in ("vergelijk", "indicator"):
        asked = {"gemeente": "Harelbeke", **link, "indicator": "werkzoekendengraad"}
        [table] = in_order(screens.page(page, read(asked, page, dataset).choices, dataset))
        names = [plain(row.cells[0].runs) for row in table.rows]
        assert [re.match(r"[A-Z]\w+", name)[0] for name in names] == [
            "Deerlijk",
            "Zwevegem",
            "Kuurne",
            "Harelbeke",
        ]
        assert "eerst daling, sinds 2021 stijging, 2015-2024" in names[0]
        assert "schommelt, maar ligt lager" in names[-1]
        assert [plain(row.cells[1].runs) for row in table.rows][-1] == f"5,2{NBSP}%"
        apart = [plain(row.cells[2].runs) for row in table.rows]
        assert apart == ["beter", "beter", "binnen de marges", compare.OWN]
        assert [row.mark for row in table.rows] == ["", "", "", "own"]
    several = read({"gemeente": "Harelbeke", **link, "doelen": "8"}, "vergelijk", dataset).choices
    assert not in_order(screens.page("vergelijk", several, dataset))


def in_order(page):
    """The tables of chosen municipalities on a page."""
    tables = [block for block in page.blocks if type(block) is Table]
    head = compare.in_order_head(None)[0]
    return [each for each in tables if plain(each.head[0].runs) == head]


def test_course_beside_is_that_of_the_page_of_the_municipality_itself(dataset):
    link = {"gemeente": "Harelbeke", "vergelijk": "Zwevegem,Deerlijk,Kuurne"}
    for id_ in ("werkzoekendengraad", "inwoners", "armoederisico"):
        found = read({**link, "indicator": id_}, "indicator", dataset).choices
        [table] = in_order(screens.page("indicator", found, dataset))
        for row in table.rows:
            name = re.match(r"[A-Z]\w+", plain(row.cells[0].runs))[0]
            own = read({"gemeente": name, "indicator": id_}, "indicator", dataset).choices
            (card,) = dataset.cards({id_: dataset.all_indicators[id_]}, own.code, own.peers)
            assert going.short(card) in plain(row.cells[0].runs), (id_, name)


def test_order_of_a_single_figure_is_there_for_every_kind(dataset):
    """Of counts, context, surveys; with who has no figure, and who merged."""
    link = {"gemeente": "Herstappe", "vergelijk": "Voeren,Pajottegem,Antwerpen"}
    said = 0
    for id_ in list(dataset.indicators(None))[::6]:
        found = read({**link, "indicatoren": id_}, "vergelijk", dataset).choices
        tables = in_order(screens.page("vergelijk", found, dataset))
        assert all(len(each.rows) == 4 for each in tables), id_
        said += len(tables)
    assert said > 10
