"""The search box: names, old names, goals, themes, indicators, with typing errors."""

import csv

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sdgwijzer import catalogue, html, lookup, municipalities, paths, screens, sources
from sdgwijzer.content import Heading, Link, Links, Note
from sdgwijzer.links import read
from sdgwijzer.screens import search as screen
from sdgwijzer.texts import basket, frame_of_pages, sentences
from sdgwijzer.views.search import Kind, find
from tests.conftest import HERE, WHOLE, sampled

CATALOGUE = catalogue.read(paths.catalogue())
KNOWN = municipalities.load()
LOOKUP = lookup.load()
WORDS = list(csv.DictReader((HERE / "words.csv").read_text(encoding="utf-8").splitlines()))
"""Words of citizens and officers, and what they mean: a kind and its key, or that there is none."""
ABSENT = ("waiting", "nothing")
SHOWN = [
    item for item in CATALOGUE.indicators if sources.load(item.source).shipped and not item.archive
]


def hits(question):
    return find(question, LOOKUP, CATALOGUE.indicators, CATALOGUE.themes, frame_of_pages.SYNONYMS)


def first(question, kind):
    return next((hit.name for hit in hits(question) if hit.kind is kind), None)


def test_municipality_is_found_by_its_name():
    for row in [*KNOWN.today.values()][::7]:
        assert first(row.name, Kind.MUNICIPALITY) == row.name


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


def test_indicator_is_found_by_its_name_and_id():
    for item in sampled(CATALOGUE.indicators, 4):
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


@settings(max_examples=300 if WHOLE else 10, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_a_question(question):
    found = hits(question)
    assert all(0 < hit.score <= 100 for hit in found)


def test_indicator_with_figures_has_other_words():
    assert [item.id for item in SHOWN if not item.synonyms] == []


def test_hundred_words_that_people_use_are_all_different():
    words = [row["word"] for row in WORDS]
    assert len(set(words)) == len(words) >= 100


def test_word_that_people_use_leads_to_what_they_mean(dataset):
    for row in WORDS:
        found = screen.answer(row["word"], dataset, None)
        if row["kind"] in ABSENT:
            assert (row["word"], found.hits) == (row["word"], ())
            assert found.absent, row["word"]
            assert bool(found.waiting) == (row["kind"] == "waiting"), row["word"]
        else:
            first = [(hit.kind.name.lower(), hit.key) for hit in found.hits[:3]]
            assert (row["kind"], row["answer"]) in first, row["word"]


def results(dataset, question, **link):
    choices = read({"zoek": question, **link}, "zoek", dataset).choices
    return html.block(screens.page("zoek", choices, dataset).blocks)


@pytest.mark.parametrize("row", [row for row in WORDS if row["kind"] in ABSENT], ids=str)
def test_page_says_that_there_is_no_figure(dataset, row):
    shown = results(dataset, row["word"], gemeente="Harelbeke")
    assert 'class="note info"' in shown
    assert "cijfer" in shown
    assert "<h2>" not in shown
    assert ('href="./wachtend' in shown) == (row["kind"] == "waiting")


def test_indicator_has_its_latest_figure_beside_its_name(dataset):
    shown = results(dataset, "armoederisico", gemeente="Harelbeke").replace("\u00a0", " ")
    assert '(administratief)</a> <span class="quiet">6,1 % in 2022; SDG 1 · <a' in shown


def test_theme_has_the_latest_figures_of_its_indicators(dataset):
    shown = results(dataset, "wonen", gemeente="Harelbeke").replace("\u00a0", " ")
    assert "Inwoners in een eigen woning" in shown
    assert "in 2023; SDG 11" in shown


@pytest.mark.parametrize("question", ["energie", "wonen", "armoede", "werk", "mobiliteit", "gezin"])
def test_an_indicator_is_listed_once_though_its_theme_is_found_too(dataset, question):
    choices = read({"gemeente": "Harelbeke", "zoek": question}, "zoek", dataset).choices
    blocks = [each for each in screen.page(choices, dataset).blocks if isinstance(each, Links)]
    links = [link.to for each in blocks for link, _ in each.items]
    found = [to.choices for to in links if to.page == "indicator"]
    assert found
    assert all(each.items for each in blocks)
    assert len(found) == len(set(found))


def test_what_is_found_is_put_aside_from_the_list_and_the_question_stays(dataset):
    link = {"gemeente": "Harelbeke", "zoek": "wonen", "mand": "inwoners"}
    made = screen.page(read(link, "zoek", dataset).choices, dataset)
    lists = [each for each in made.blocks if isinstance(each, Links)]
    notes = [
        (to.to, note) for each in lists for to, note in each.items if to.to.page == "indicator"
    ]
    assert notes
    for address, note in notes:
        [put] = [each for each in note if isinstance(each, Link)]
        assert put.text == basket.PUT
        assert put.to.page == "zoek"
        id_ = dict(address.choices)["indicator"]
        assert {("zoek", "wonen"), ("mand", f"inwoners,{id_}")} <= set(put.to.choices)


def test_several_things_are_asked_at_once_with_commas(dataset):
    link = {"gemeente": "Harelbeke", "zoek": " armoede,,werkloosheid, Gent ,xyzzyq"}
    blocks = screen.page(read(link, "zoek", dataset).choices, dataset).blocks
    heads = [each.text for each in blocks if isinstance(each, Heading)]
    assert heads[1:] == ["armoede", "werkloosheid", "Gent", "xyzzyq"]
    poor, jobless, town = (each.items for each in blocks if isinstance(each, Links))
    assert "armoederisico" in [dict(to.to.choices).get("indicator") for to, _ in poor]
    assert dict(jobless[0][0].to.choices)["indicator"] == "werkzoekendengraad"
    assert ("gemeente", "Gent") in town[0][0].to.choices
    [note] = [each for each in blocks if isinstance(each, Note)]
    assert "xyzzyq" in note.text
    for items in (poor, jobless):
        assert len(items) <= screen.BEST + 1
        assert all(("zoek", link["zoek"]) in n[-1].to.choices for _, n in items if len(n) > 1)


def test_one_question_with_a_comma_behind_it_is_one(dataset):
    assert "Indicatoren" in results(dataset, "werkzoekendengraad,", gemeente="Harelbeke")


def test_gap_says_its_reason_beside_the_name(dataset):
    shown = results(dataset, "mediaaninkomen", gemeente="Hasselt").replace("\u00a0", " ")
    assert "geen cijfer: de cijfers van de vroegere gemeenten kan je niet samenvoegen" in shown


def test_without_a_municipality_there_is_no_figure_and_no_reason(dataset):
    shown = results(dataset, "armoederisico").replace("\u00a0", " ")
    assert '(administratief)</a> <span class="quiet">SDG 1 · <a' in shown


@pytest.mark.parametrize("name", ["Harelbeke", "Herstappe", "Hasselt"])
def test_figure_in_the_results_is_the_one_of_the_overview(dataset, name):
    choices = read({"gemeente": name, "zoek": "huis"}, "zoek", dataset).choices
    shown = results(dataset, "huis", gemeente=name)
    cards = dataset.cards(
        dataset.indicators(choices.code), choices.code, choices.peers, courses=False
    )
    price = next(card for card in cards if card.indicator.id == "prijs_huizen")
    assert sentences.latest(price) in shown


@pytest.mark.parametrize(
    ("typed", "name"),
    [("8530 Harelbeke", "Harelbeke"), ("bavikhove", "Harelbeke"), ("2100", "Antwerpen")],
)
def test_postcode_and_district_lead_to_the_municipality(dataset, typed, name):
    hit = screen.answer(typed, dataset, None).hits[0]
    assert (hit.kind, hit.key) == (Kind.MUNICIPALITY, name)


def test_postcode_beside_another_name_is_no_answer(dataset):
    assert not screen.answer("8530 Kuurne", dataset, None).hits


def test_exact_word_is_no_typing_error_for_another():
    assert [hit.key for hit in hits("huur") if hit.kind is Kind.THEME] == []  # natuur
    assert [hit.key for hit in hits("Harelbeke")] == ["Harelbeke"]  # no Horebeke


def test_spokesman_goes_before_those_it_speaks_for():
    found = [hit for hit in hits("werkloosheid") if hit.kind is Kind.INDICATOR]
    exact = [hit.part for hit in found if hit.score == found[0].score]
    assert exact == sorted(exact)
    assert found[0].key == "werkzoekendengraad"
