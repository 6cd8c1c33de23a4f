"""The answer in the first screen: what it says of a municipality, a goal and an indicator."""

import re
from collections import Counter

import pytest

from sdgwijzer import html, municipalities, screens
from sdgwijzer.content import Aside, Figure, FigureRows, GoalRows, Points, Unfold
from sdgwijzer.links import read
from sdgwijzer.screens import goal, overview
from sdgwijzer.texts import overview as texts
from sdgwijzer.views import marks, signals
from sdgwijzer.views.counts import counts
from tests.conftest import WHOLE, sampled

PLACES = ("Harelbeke", "Antwerpen", "Herstappe", "Pajottegem", "Kuurne")


def asked(dataset, word, **link):
    return read(link, word, dataset).choices


def shown(dataset, choices, **named):
    indicators = dataset.indicators(choices.code)
    return dataset.cards(indicators, choices.code, choices.peers, courses=False, **named)


def test_answer_of_a_municipality_is_at_most_24_words(dataset):
    """Of one in two dozen, and of all by `make sweep`."""
    said = Counter()
    for row in list(municipalities.load().today.values())[:: 1 if WHOLE else 24]:
        choices = asked(dataset, "overzicht", gemeente=row.name)
        answer = overview.answer(signals.signals(shown(dataset, choices)))
        assert len(answer.split()) <= texts.WORDS, answer
        assert answer.endswith(".")
        said[answer] += 1
    assert max(count for text, count in said.items() if text != texts.NOTHING) < 15


def test_answer_names_both_kinds_and_never_who_says_it():
    strong = ["Voldoende fietspaden, volgens inwoners", "OCMW dat helpt"]
    assert texts.answer(strong, ["Werkzoekendengraad"]) == (
        "Sterk: voldoende fietspaden en OCMW dat helpt. Aandacht: werkzoekendengraad."
    )
    assert texts.answer([], ["Werkzoekendengraad"]) == "Aandacht: werkzoekendengraad."
    assert texts.answer([], []) == texts.NOTHING


def test_answer_keeps_one_of_each_kind_however_long():
    long = " ".join(["woord"] * 30)
    assert texts.answer([long, "kort"], ["anders"]) == f"Sterk: {long}. Aandacht: anders."


@pytest.mark.parametrize("place", PLACES)
def test_rows_have_a_mark_for_each_fact_that_is_counted(dataset, place):
    choices = asked(dataset, "overzicht", gemeente=place)
    page = screens.page("overzicht", choices, dataset)
    cards = shown(dataset, choices)
    (both,) = (block for block in page.blocks if isinstance(block, Aside))
    (rows,) = (block for block in both.main if isinstance(block, GoalRows))
    drawn = 0
    for row in rows.groups[0][1]:
        count = counts(cards, row.goal)
        known = count.good + count.middle + count.poor
        assert (row.figure is None) == (known == 0), row.name
        assert bool(row.words) == (row.figure is None)
        if row.figure is not None:
            assert len(row.figure.data.figures) == known
            drawn += known
        numbers = [0 if not each else int(each[0].text) for each in row.counts]
        assert numbers == [count.good, count.middle, count.poor]
    assert drawn == sum(card.speaks and marks.mark(card).judged for card in cards)


def test_points_are_the_signals_each_once(dataset):
    choices = asked(dataset, "overzicht", gemeente="Harelbeke")
    page = screens.page("overzicht", choices, dataset)
    (both,) = (block for block in page.blocks if isinstance(block, Aside))
    named = [
        item.runs[0].text
        for block in both.aside
        if isinstance(block, Points)
        for item in (*block.items, *block.more)
    ]
    called = signals.signals(shown(dataset, choices))
    assert sorted(named) == sorted(each.card.indicator.name for each in called)
    assert all(len(block.items) <= overview.MOST for block in both.aside)


def test_merged_municipality_says_what_it_lacks_and_why(dataset):
    choices = asked(dataset, "overzicht", gemeente="Pajottegem")
    said = html.block(screens.page("overzicht", choices, dataset).blocks[:4])
    assert "is in 2025 ontstaan uit Galmaarden, Gooik en Herne" in said
    gone = sum(card.own.missing == "merged" for card in shown(dataset, choices))
    assert gone > 1
    assert f"{gone}\u00a0cijfers ontbreken" in said


def rows_of(blocks):
    """Rows of a goal in their order, with how deep they are folded."""
    for block in blocks:
        if isinstance(block, FigureRows):
            yield from ((row.name, 0) for row in block.rows)
        elif isinstance(block, Unfold):
            yield from ((name, depth + 1) for name, depth in rows_of(block.blocks))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("number", sampled([11, 1, 8, 14], 3))
def test_goal_shows_every_figure_once_and_what_stands_out_unfolded(dataset, place, number):
    choices = asked(dataset, "doel", gemeente=place, doel=str(number))
    page = screens.page("doel", choices, dataset)
    found = list(rows_of(page.blocks))
    mine = [item for item in dataset.indicators(choices.code).values() if number in item.goals]
    assert sorted(name for name, _ in found) == sorted(item.name for item in mine)
    cards = [c for c in shown(dataset, choices) if c.indicator.main_goal == number]
    depth = dict(found)
    for theme in {card.indicator.theme for card in cards}:
        of_theme = [card for card in cards if card.indicator.theme == theme]
        called = [each.card.indicator.name for each in signals.signals(of_theme)]
        assert all(depth[name] == 0 for name in called[: goal.FIRST])


def test_goal_says_how_many_of_each_theme_are_better(dataset):
    choices = asked(dataset, "doel", gemeente="Harelbeke", doel="11", vergelijk="vlaanderen")
    cards = [c for c in shown(dataset, choices) if c.indicator.main_goal == 11]
    called = {each.card.indicator.id: each for each in signals.signals(cards)}
    said = goal.answer(dataset.themes, cards, called)
    assert said.startswith("Mobiliteit: 5 beter. ")
    assert len(said.split()) <= 30


def unfolded(text):
    """What stands in no part that unfolds."""
    deep = 0
    for part in re.split(r"(</?details\b[^>]*>)", text):
        if part.startswith(("<details", "</details")):
            deep += 1 if part[1] == "d" else -1
        elif not deep:
            yield part


@pytest.mark.parametrize("word", ["overzicht", "doel", "indicator", "blad"])
@pytest.mark.parametrize("place", sampled(PLACES, 2))
def test_no_sentence_stands_more_than_twice_on_a_page(dataset, word, place):
    link = {"gemeente": place, "doel": "11", "indicator": "armoederisico"}
    body = html.block(screens.page(word, asked(dataset, word, **link), dataset).blocks)
    text = re.sub(r"<table.*?</table>|<span\b[^>]*>[^<]*</span>", "|", body, flags=re.DOTALL)
    parts = re.split(r"<[^>]+>|(?<=[.?!]) ", "|".join(unfolded(text)))
    sentences = Counter(each.strip() for each in parts if len(each.split()) >= 4)
    assert {each: n for each, n in sentences.items() if n > 2} == {}


def test_pictures_of_an_indicator_are_drawings_until_asked_for_large(dataset):
    link = {"gemeente": "Harelbeke", "indicator": "armoederisico"}
    small = screens.page("indicator", asked(dataset, "indicator", **link), dataset)
    kinds = [type(block).__name__ for block in small.blocks]
    assert "Chart" not in kinds
    (columns,) = (block for block in small.blocks if type(block).__name__ == "Columns")
    drawn = [part for parts in columns.parts for part in parts if isinstance(part, Figure)]
    assert [type(each.data).__name__ for each in drawn] == ["Distribution", "Course"]
    large = screens.page("indicator", asked(dataset, "indicator", groot="ja", **link), dataset)
    assert "Chart" in [type(block).__name__ for block in large.blocks]
