"""The search box: names, old names, goals, themes, indicators, with typing errors."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sdgwijzer import catalogue, lookup, municipalities, paths
from sdgwijzer.texts import frame_of_pages
from sdgwijzer.views.search import Kind, find
from tests.conftest import WHOLE

CATALOGUE = catalogue.read(paths.catalogue())
KNOWN = municipalities.load()
LOOKUP = lookup.load()


def hits(question):
    return find(question, LOOKUP, CATALOGUE.indicators, CATALOGUE.themes, frame_of_pages.SYNONYMS)


def first(question, kind):
    return next((hit.name for hit in hits(question) if hit.kind is kind), None)


@pytest.mark.parametrize("name", [row.name for row in KNOWN.today.values()][::7])
def test_municipality_is_found_by_its_name(name):
    assert first(name, Kind.MUNICIPALITY) == name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("Harelbeeke", "Harelbeke"),
        ("ruislede", "Ruiselede"),
        ("GENT", "Gent"),
        ("s gravenvoeren", "'s Gravenvoeren"),
        ("34013", "Harelbeke"),
        ("Leouwergem", "Leeuwergem"),
    ],
)
def test_typing_errors_are_forgiven(typed, name):
    assert first(typed, Kind.MUNICIPALITY) == name


def test_old_name_leads_to_the_municipality_of_today():
    hit = next(hit for hit in hits("Hoeselt") if hit.name == "Hoeselt")
    assert hit.key == "Bilzen-Hoeselt"


@pytest.mark.parametrize("typed", ["armoede", "armode", "arm", "SDG 1", "1"])
def test_goal_is_found_by_number_and_by_name(typed):
    assert first(typed, Kind.GOAL) == "Geen armoede"


def test_number_of_a_goal_is_no_part_of_another_number():
    assert [hit.key for hit in hits("8") if hit.kind is Kind.GOAL] == ["8"]


@pytest.mark.parametrize("item", CATALOGUE.indicators, ids=lambda item: item.id)
def test_indicator_is_found_by_its_name_and_id(item):
    for question in (item.name, item.id):
        assert item.id in [hit.key for hit in hits(question) if hit.kind is Kind.INDICATOR]


def test_other_word_for_the_same_thing_is_found():
    found = [hit.key for hit in hits("werkloosheid")]
    assert "werkzoekendengraad" in found


def test_every_word_has_to_be_found():
    assert not hits("armoede xyzzyx")


def test_theme_is_found():
    assert first("mobiliteit", Kind.THEME) == "Mobiliteit"


@pytest.mark.parametrize("question", ["", " ", "!!!", "😀", "\x00", "<script>", "' OR 1=1 --"])
def test_strange_questions_find_nothing_and_break_nothing(question):
    assert len(hits(question)) < 400


@settings(max_examples=300 if WHOLE else 25, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_a_question(question):
    found = hits(question)
    assert all(0 < hit.score <= 100 for hit in found)
