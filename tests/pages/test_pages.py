"""Every page opens for plain, merged and tiny municipalities, and says what is off."""

import itertools
import re
import shutil
from html import unescape

import duckdb
import pytest

from sdgwijzer import html, municipalities, paths
from sdgwijzer.content import Facts, Paragraph
from sdgwijzer.frame.context import PAGES
from sdgwijzer.goals import GOALS
from sdgwijzer.store import store, versions
from sdgwijzer.texts import benchmark
from sdgwijzer.views import peers
from tests.conftest import sampled
from tests.pages.visit import opened

FILES = PAGES
WITH_FIGURES = ["overzicht", "doel", "indicator", "vergelijk"]


@pytest.fixture
def open_page(data, monkeypatch):
    """Open a page with the choices of a link; returns the page after its run."""
    monkeypatch.setenv("SDGWIJZER_DATA", str(data))

    return lambda word, **link: opened(word, link)


def text(app):
    """All words on the page, without markup."""
    html = " ".join(block.proto.body for block in app.html)
    html = re.sub(r"<style>.*?</style>", " ", html, flags=re.DOTALL)
    plain = re.sub(r"<[^>]+>", " ", html).replace("&nbsp;", " ").replace("\u00a0", " ")
    return re.sub(r"\s+", " ", plain)


def titles(app):
    """The texts of the page's title, which has to be one."""
    return found(app, r"<h1[^>]*>(.*?)</h1>")


def notes(app, kind):
    """The texts of the notes of a kind: info, warning or error."""
    return found(app, rf'<p class="note {kind}" role="\w+">(.*?)</p>')


def found(app, pattern):
    every = " ".join(block.proto.body for block in app.html)
    return [unescape(each) for each in re.findall(pattern, every, flags=re.DOTALL)]


def link_of(app):
    """The choices in the address bar."""
    return {
        key: value[0] if isinstance(value, list) else value
        for key, value in app.query_params.items()
    }


PLACES = ("Harelbeke", "Hasselt", "Herstappe", "Antwerpen", "Baarle-Hertog")
WITH_PEERS = itertools.product(("overzicht", "doel", "indicator", "vergelijk"), peers.GROUPS)


@pytest.mark.parametrize(("name", "word"), sampled(itertools.product(PLACES, FILES), 5))
def test_page_opens_without_an_exception(open_page, word, name):
    app = open_page(word, gemeente=name, doel="8", indicator="armoederisico")
    assert not app.exception
    assert not notes(app, "error")
    assert len(titles(app)) == 1
    assert not app.markdown


def test_overview_shows_figures_with_unit_and_year(open_page):
    shown = text(open_page("overzicht", gemeente="Harelbeke"))
    assert "volgens inwoners 84 % in 2023 · vrijwel zeker beste derde" in shown
    assert "de 9 buurgemeenten" in shown


def test_overview_names_all_17_goals_and_the_empty_ones(open_page):
    shown = text(open_page("overzicht", gemeente="Harelbeke"))
    assert all(f"{goal.number} {goal.name}" in shown for goal in GOALS)
    assert "14 Leven in het water nog geen cijfers" in shown


def test_three_peers_give_values_and_no_judgement_beside_them(open_page):
    app = open_page("overzicht", gemeente="Harelbeke", vergelijk="Zwevegem,Deerlijk,Kuurne")
    assert "zijn er minstens 5 nodig" in text(app)
    assert "alle Vlaamse gemeenten" in text(app)


def test_goal_shows_its_indicators_and_the_peers(open_page):
    app = open_page("doel", gemeente="Harelbeke", doel="1", vergelijk="Zwevegem,Deerlijk,Kuurne")
    shown = text(app)
    assert titles(app) == ["Geen armoede"]
    assert "6,1 % 2022" in shown
    assert re.search("Zwevegem . Deerlijk . Kuurne", shown)


def test_goal_without_figures_says_so(open_page):
    app = open_page("doel", gemeente="Harelbeke", doel="14", toon="beter")
    assert "Nog geen cijfers" in text(app)
    assert "van de 0" not in text(app)
    assert not [each for each in app.selectbox if each.key in ("toon", "sorteer")]


def test_indicator_shows_source_licence_and_date(open_page):
    shown = text(open_page("indicator", gemeente="Harelbeke", indicator="armoederisico"))
    for part in ("Statbel", "CC BY 4.0", "23 november 2026", "Lager is beter", "EU-SILC"):
        assert part in shown


def test_figure_of_the_flemish_region_stands_beside_with_how_it_differs(
    open_page, data, tmp_path, monkeypatch
):
    """Before a first update there is none, and nothing is said of it."""
    link = {"gemeente": "Harelbeke", "indicator": "armoederisico"}
    assert benchmark.TITLE not in text(open_page("indicator", **link))
    shutil.copy(store.current(data), path := tmp_path / "sdgwijzer-with.duckdb")
    for table in data.glob("*.csv"):
        shutil.copy(table, tmp_path)
    with duckdb.connect(str(path)) as connection:
        connection.execute(
            "INSERT INTO benchmark VALUES "
            "('armoederisico', 2024, 1.1, 'p', 'ilc_li41', '2026-04-17', 'Verzonnen verschil.')"
        )
    versions.switch(tmp_path, path.name)
    monkeypatch.setenv("SDGWIJZER_DATA", str(tmp_path))
    shown = text(opened("indicator", link))
    for part in (benchmark.TITLE, "1,1 % in 2024 (voorlopig)", "Verzonnen verschil.", "ilc_li41"):
        assert part in shown


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Harelbeke", False),
        ("Hasselt", True),
    ],
)
def test_distribution_says_who_is_not_in_it(open_page, name, said):
    shown = text(open_page("indicator", gemeente=name, indicator="beschikbaar_inkomen"))
    assert (f"{name} staat er niet bij: geen cijfer in dat jaar." in shown) is said


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Harelbeke", ()),
        ("Hasselt", ("Hasselt staat niet in de figuur",)),
        ("Herstappe", ("Herstappe staat niet in de figuur", "Dat geldt ook voor")),
    ],
)
def test_scatter_says_who_is_not_in_it(open_page, name, said):
    shown = text(
        open_page("verken", gemeente=name, x="beschikbaar_inkomen", y="werkzoekendengraad")
    )
    for part in ("staat niet in de figuur", "Dat geldt ook voor"):
        assert (part in shown) is any(part in each for each in said)
    assert ("De gemeenten met een kleur" in shown) is (name != "Herstappe")


def test_merged_municipality_says_why_there_is_no_median(open_page):
    shown = text(open_page("indicator", gemeente="Hasselt", indicator="beschikbaar_inkomen"))
    assert "iet beschikbaar voor de gefuseerde gemeente" in shown


def test_old_name_leads_to_the_municipality_of_today(open_page):
    app = open_page("overzicht", gemeente="Bilzen")
    assert titles(app) == ["Bilzen-Hoeselt"]
    assert "Bilzen is nu een deel van Bilzen-Hoeselt" in text(app)


def test_code_in_the_link_works_too(open_page):
    assert titles(open_page("overzicht", gemeente="34013")) == ["Harelbeke"]


@pytest.mark.parametrize(
    "name",
    ["Atlantis", "x" * 10_000, "<script>alert(1)</script>", "' OR 1=1 --", "../../etc", "😀"],
)
@pytest.mark.parametrize("word", WITH_FIGURES)
def test_unknown_municipality_leads_to_a_choice_never_to_other_figures(open_page, word, name):
    app = open_page(word, gemeente=name, doel="1", indicator="armoederisico")
    assert not app.exception
    assert "Er is geen Vlaamse gemeente met de naam" in text(app)
    assert "Kies een gemeente" in text(app)
    assert "6,1" not in text(app)


@pytest.mark.parametrize("value", ["18", "0", "-1", "abc", "²", "1" * 5000])
def test_unknown_goal_offers_all_goals(open_page, value):
    app = open_page("doel", gemeente="Harelbeke", doel=value)
    assert not app.exception
    assert "Kies een doelstelling van 1 tot en met 17" in text(app)


def test_unknown_indicator_offers_all_indicators(open_page):
    app = open_page("indicator", gemeente="Harelbeke", indicator="<b>geluk</b>")
    assert "Er is geen indicator" in text(app)
    assert "Werkzoekendengraad" in text(app)


def test_unknown_municipality_loses_nothing_of_the_view(open_page):
    view = {"vergelijk": "Kuurne,Gent", "doel": "8", "toon": "sterk"}
    app = open_page("doel", gemeente="Harelbeeke", **view)
    assert link_of(app) == view
    app.selectbox(key="gemeente").select("Harelbeke").run()
    assert link_of(app) == {"gemeente": "Harelbeke", **view}


def test_unknown_peer_is_named_and_left_out(open_page):
    app = open_page("vergelijk", gemeente="Harelbeke", vergelijk="Zwevegem,Atlantis")
    assert "Atlantis. We lieten ze weg" in text(app)
    assert app.multiselect[0].value == ["Zwevegem"]


def test_nothing_is_preselected(open_page):
    app = open_page("overzicht")
    assert app.selectbox[0].value is None
    assert "Kies een gemeente" in text(app)


def test_choosing_a_municipality_changes_the_link(open_page):
    app = open_page("vergelijk", gemeente="Harelbeke")
    app.selectbox[0].set_value("Kuurne").run()
    assert link_of(app)["gemeente"] == "Kuurne"
    assert titles(app) == ["Kuurne naast Harelbeke, Kortrijk en Lendelede"]


def test_choosing_peers_changes_the_link(open_page):
    app = open_page("vergelijk", gemeente="Harelbeke")
    app.multiselect[0].set_value(["Zwevegem", "Kuurne"]).run()
    assert link_of(app)["vergelijk"] == "Zwevegem,Kuurne"


def test_orders_of_the_goals_are_links(open_page):
    app = open_page("overzicht", gemeente="Harelbeke", orde="xyz")
    assert "orde=xyz, maar die keuze is er niet" in notes(app, "warning")[0]
    assert found(app, r'href="(\./overzicht\?gemeente=Harelbeke&amp;orde=p)"')
    app = open_page("overzicht", gemeente="Harelbeke", orde="p")
    assert link_of(app) == {"gemeente": "Harelbeke", "orde": "p"}
    assert notes(app, "warning") == []
    assert "Planeet 6 Schoon water" in text(app)


def test_dropdown_has_all_municipalities_and_the_old_names(open_page):
    options = open_page("overzicht").selectbox[0].options
    known = municipalities.load()
    assert len(options) == 285 + len(known.old_names)
    assert "Bilzen (nu Bilzen-Hoeselt)" in options


def test_missing_database_is_a_dutch_sentence(tmp_path, monkeypatch):
    shipped = paths.ROOT / "data" / "municipalities.csv"
    (tmp_path / "municipalities.csv").write_bytes(shipped.read_bytes())
    monkeypatch.setenv("SDGWIJZER_DATA", str(tmp_path))
    app = opened("overzicht", {"gemeente": "Harelbeke"})
    assert not app.exception
    assert "De cijfers zijn even niet beschikbaar" in text(app)


def test_texts_of_the_catalogue_are_shown_as_text():
    shown = html.block([Paragraph.of("<script>alert(1)</script>"), Facts((("<b>", ("<b>",)),))])
    assert "<script>" not in shown
    assert "<dt>&lt;b&gt;</dt><dd>&lt;b&gt;</dd>" in shown


def test_method_shows_every_source(open_page):
    shown = text(open_page("verantwoording"))
    for publisher in ("Statbel", "VDAB", "Agentschap Binnenlands Bestuur"):
        assert publisher in shown


@pytest.mark.parametrize(("page", "word"), sampled(WITH_PEERS, 5))
def test_every_group_of_peers_is_a_word_in_the_link(open_page, page, word):
    choices = {"doel": "8", "indicator": "werkzoekendengraad", "vergelijk": word}
    app = open_page(page, gemeente="Harelbeke", **choices)
    assert not app.exception
    assert not notes(app, "error")
    assert app.multiselect[0].value == [word]
    assert link_of(app)["vergelijk"] == word
    assert "Vergeleken met de" in text(app) or page == "vergelijk"


def test_group_that_is_not_there_is_named_and_left_out(open_page):
    app = open_page("overzicht", gemeente="Pajottegem", vergelijk="belfius")
    assert "van voor de fusie" in text(app)
    assert "buurgemeenten" in text(app)


def test_weights_of_likeness_stand_in_the_link(open_page):
    weights = {"vergelijk": "gelijkaardig", "gewichten": "inwoners:3,inkomen:0"}
    app = open_page("overzicht", gemeente="Harelbeke", **weights)
    assert link_of(app)["gewichten"] == "inwoners:3,inkomen:0"
    assert [slider.value for slider in app.slider] == [3, 1, 0, 1, 1, 1, 1, 1]
    app.slider[1].set_value(2).run()
    assert link_of(app)["gewichten"] == "inwoners:3,dichtheid:2,inkomen:0"


@pytest.mark.parametrize("value", ["x", "inwoners", "inwoners:9", ":::", "<b>:1", "inwoners:-1"])
def test_strange_weights_count_as_one(open_page, value):
    app = open_page("overzicht", gemeente="Harelbeke", vergelijk="gelijkaardig", gewichten=value)
    assert not app.exception
    assert {slider.value for slider in app.slider} == {1}


def test_method_page_works_one_figure_through(open_page):
    shown = text(open_page("verantwoording", gemeente="Harelbeke"))
    assert "Werkzoekendengraad, Harelbeke" in shown
    assert "−0,100 procentpunt over 10 jaren (2015-2024), samen 0,90 procentpunt" in shown
    assert "de verandering is 47 % daarvan" in shown
    assert "= 0,0305 (op een logaritmische schaal)" in shown
    assert "4,90 % tot 5,52 %: de middelste gemeente ligt erbuiten" in shown
    assert "−18; voor een richting zijn er 33 nodig" in shown
    assert "werkloos" not in shown


def test_analyst_sees_other_methods_apart_from_the_judgement(open_page):
    shown = text(open_page("indicator", gemeente="Harelbeke", indicator="werkzoekendengraad"))
    for part in ("Eurostat, lange termijn", "Statistics Canada", "SDSN", "Progress Chart"):
        assert part in shown
    assert "Verwacht op basis van de achtergrond" in shown
    assert "bepalen" in shown or "hangen er niet van af" in shown


def test_goal_page_lists_what_stands_out_with_its_sentence(open_page, database):
    shown = text(open_page("doel", gemeente="Harelbeke", doel="8", vergelijk="vlaanderen"))
    entries = database.indicators()
    ids = entries.loc[entries["fetched"] & (entries["main_goal"] == 8), "indicator_id"]
    here = database.summary(["34013"], list(ids))
    known = here["value"].notna().sum()
    number = f"Alle {known}" if known == len(here) else f"{known} van de {len(here)}"
    assert f"{number} indicatoren hebben een cijfer" in shown
    assert "Naast heel Vlaanderen springt er op deze doelstelling niets uit" in shown
    assert "In 2024 bedroeg de werkzoekendengraad in Harelbeke 5,2 % (marge 4,9 tot 5,5)" in shown
    shown = text(open_page("doel", gemeente="Antwerpen", doel="8", vergelijk="vlaanderen"))
    assert "Aandacht: Werkzoekendengraad" in shown
    assert "Aandachtspunt: vrijwel zeker bij het zwakste derde van Vlaanderen." in shown


def test_choice_of_names_is_called_as_somebody_types_until_a_group_is_added(open_page):
    app = open_page("doel", gemeente="Harelbeke", doel="8", vergelijk="Kuurne,Deerlijk")
    app.text_input(key="groep").set_value("Regio Zuid").run()
    assert not app.exception
    assert link_of(app)["groep"] == "Regio Zuid"
    assert "van “Regio Zuid” (Kuurne en Deerlijk)" in text(app)
    app.multiselect[0].set_value(["Kuurne", "Deerlijk", "arrondissement"]).run()
    assert not app.exception
    assert "groep" not in link_of(app)
    assert not [each for each in app.text_input if each.key == "groep"]
