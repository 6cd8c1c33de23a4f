"""Figures put aside: they stand in the link, every link carries them, nothing strange comes in."""

import pytest

from sdgwijzer import html, screens
from sdgwijzer.errors import StoreError
from sdgwijzer.links import read
from sdgwijzer.links.parameters import MOST
from sdgwijzer.report import of_link
from sdgwijzer.screens import around, basket
from sdgwijzer.texts import basket as texts

LINK = {"gemeente": "Harelbeke", "mand": "inwoners,armoederisico"}


def chosen(dataset, word="indicator", **more):
    return read({**LINK, **more}, word, dataset)


def test_every_link_of_the_menu_carries_what_is_put_aside(dataset):
    menu = around.menu(chosen(dataset).choices, "overzicht")
    assert all(("mand", "inwoners,armoederisico") in way.to.choices for way in menu.ways)


def test_indicator_is_put_aside_and_taken_out_on_its_own_page(dataset):
    choices = chosen(dataset, indicator="prijs_huizen").choices
    put = basket.way(choices, "indicator", "prijs_huizen")
    assert html.href(put.to).endswith(
        "mand=inwoners%2Carmoederisico%2Cprijs_huizen&indicator=prijs_huizen"
    )
    take = basket.way(choices, "indicator", "inwoners")
    assert ("mand", "armoederisico") in take.to.choices
    last = read({**LINK, "mand": "inwoners"}, "doel", dataset).choices
    assert "mand" not in html.href(basket.way(last, "doel", "inwoners").to)


def test_basket_leads_to_compare_and_explore_with_its_figures(dataset):
    shown = html.block([basket.bar(chosen(dataset).choices, "overzicht")])
    assert "Opzij gelegd: 2\u00a0cijfers" in shown
    assert "indicatoren=inwoners%2Carmoederisico" in shown
    assert "reeks=inwoners%2Carmoederisico" in shown
    assert basket.bar(read({"gemeente": "Gent"}, "overzicht", dataset).choices, "overzicht") is None


def test_report_of_what_is_put_aside_begins_with_little_more(dataset):
    held = chosen(dataset, mand="armoederisico,werkzoekendengraad").choices
    [way] = [each.to for each in basket.bar(held, "indicator").links if each.to.page == "rapport"]
    asked = read(dict(way.choices), "rapport", dataset).choices
    wishes = of_link(asked, dataset)
    assert wishes.indicators == ("armoederisico", "werkzoekendengraad")
    assert wishes.goals == (1, 8)
    assert wishes.chapters == ("lezen", "doelen")
    assert wishes.title == texts.CHOSEN


def test_word_and_pdf_of_what_is_put_aside_are_made_on_the_spot(dataset):
    held = chosen(dataset).choices
    made = basket.bar(held, "doel").making
    sent = {name: [value for key, value in made.sent if key == name] for name, _ in made.sent}
    assert sent == {"cijfers": ["mand"], "met": ["lezen", "doelen"], "titel": [texts.CHOSEN]}
    assert dict(made.to.choices)["mand"] == "inwoners,armoederisico"
    assert [each for each, _ in made.buttons] == ["docx", "pdf"]


def test_page_of_reports_and_who_names_no_municipality_have_no_such_buttons(dataset):
    held = chosen(dataset).choices
    assert basket.bar(held, "rapport").making is None
    nobody = read({"mand": "inwoners"}, "doel", dataset).choices
    assert basket.bar(nobody, "doel").making is None
    assert "<button" not in html.block([basket.bar(nobody, "doel")])


def test_view_is_kept_when_something_is_put_aside(dataset):
    choices = chosen(dataset, "doel", doel="11", toon="sterk").choices
    put = basket.way(choices, "doel", "prijs_huizen")
    assert {("doel", "11"), ("toon", "sterk")} <= set(put.to.choices)


@pytest.mark.parametrize("value", ["nergens", "<b>x</b>", "inwoners;armoederisico", "\x00"])
def test_what_is_no_indicator_is_named_and_left_out(dataset, value):
    found = read({"gemeente": "Gent", "mand": f"inwoners,{value}"}, "overzicht", dataset)
    assert found.choices.basket == ("inwoners",)
    assert "iets dat we niet kennen" in found.notices[0].text


def test_full_basket_takes_no_more(dataset):
    ids = list(dataset.indicators(None))
    choices = read({"gemeente": "Gent", "mand": ",".join(ids)}, "overzicht", dataset).choices
    assert choices.basket == tuple(ids[:MOST])
    assert basket.way(choices, "doel", ids[MOST]) is None
    assert texts.MORE not in html.block([basket.bar(choices, "doel")])
    fewer = read({"gemeente": "Gent", "mand": ids[0]}, "overzicht", dataset).choices
    assert texts.MORE in html.block([basket.bar(fewer, "doel")])
    assert basket.way(choices, "doel", ids[0]) is not None


def test_without_a_database_nothing_of_it_is_lost(dataset, tmp_path):
    class Without:
        lookup, indicators = dataset.lookup, None

    def refused(own):
        raise StoreError("made up: no database")

    Without.indicators = staticmethod(refused)
    found = read({"mand": "inwoners,nergens"}, "overzicht", Without)
    assert found.choices.basket == ("inwoners", "nergens")
    assert found.notices == ()


def test_page_without_municipality_keeps_the_basket(dataset):
    choices = read({"mand": "inwoners"}, "doel", dataset).choices
    assert ("mand", "inwoners") in choices.pairs
    assert screens.page("doel", choices, dataset).title == "Kies een gemeente"
