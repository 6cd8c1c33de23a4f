"""A link that is shared, and what search engines find: words, picture, addresses."""

import re
from html import unescape
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree

import pytest

from sdgwijzer import html, pictures, screens
from sdgwijzer.content import (
    Around,
    Badge,
    Columns,
    Heading,
    Judgement,
    Marked,
    Page,
    Paragraph,
    Preview,
    Sign,
    Styled,
    Unfold,
    plain,
    said,
)
from sdgwijzer.content.said import MOST, shortened
from sdgwijzer.errors import StoreError
from sdgwijzer.goals import GOALS
from sdgwijzer.links import read
from sdgwijzer.pictures import Label, preview, room
from sdgwijzer.pictures import preview as shape
from sdgwijzer.screens.preview import preview as previewed
from tests.ask import asked
from tests.test_typeset import ink, size, undrawable

LINKS = {
    "start": {},
    "overzicht": {"gemeente": "Harelbeke"},
    "doel": {"gemeente": "Harelbeke", "doel": "1"},
    "indicator": {"gemeente": "Harelbeke", "indicator": "armoederisico"},
    "vergelijk": {"gemeente": "Harelbeke", "vergelijk": "Kuurne"},
    "verken": {"gemeente": "Harelbeke"},
    "nieuw": {},
    "zoek": {"zoek": "energie"},
    "verantwoording": {},
    "wachtend": {},
    "gegevens": {},
    "blad": {"gemeente": "Harelbeke"},
    "rapport": {"gemeente": "Harelbeke"},
}


def page(*blocks):
    return Page((Heading("Titel", 1), *blocks))


def words(text, kind=""):
    return Paragraph.of(text, kind)


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ((words("gewoon"), words("kop", "lead"), words("antwoord", "answer")), "antwoord"),
        ((words("gewoon"), words("kop", "lead"), words("zin", "sentence")), "kop"),
        ((words("gewoon"), words("zin", "sentence")), "zin"),
        ((words("stil", "quiet"), words("een"), words("twee")), "een"),
        ((Columns(((words("links"),), (words("rechts", "answer"),))),), "rechts"),
        ((Around((words("rond", "answer"),)), words("een")), "rond"),
        ((Unfold("meer", (words("verborgen", "answer"),)), words("een")), "een"),
        ((words(""), words("een")), "een"),
        ((), ""),
    ],
)
def test_sentence_of_a_page_is_its_answer_else_its_lead_else_its_first_words(blocks, expected):
    assert said(page(*blocks)) == expected


def test_line_as_text_has_its_words_and_no_tiles():
    runs = (Badge(1), "op ", Styled("6,1", "value"), " ", Judgement("beter", "▲", "good"), Sign(0))
    assert plain((*runs, Marked("7", "≈", "quiet", "even hoog"))) == "op 6,1 beter7"


def test_long_text_keeps_whole_sentences():
    text = "Eerste zin. Tweede zin met 6,1 % (bv. iets). Derde."
    assert shortened(text, 100) == text
    assert shortened(text, 45) == "Eerste zin. Tweede zin met 6,1 % (bv. iets)."
    assert shortened(text, 20) == "Eerste zin."
    assert shortened(text, 8) == "Eerste…"


def head(answer):
    tags = re.findall(r'<meta (?:property|name)="([^"]+)" content="([^"]*)"', answer.text)
    return {name: unescape(text) for name, text in tags}


@pytest.mark.parametrize("word", screens.WORDS)
def test_page_says_what_stands_where_it_is_shared(dataset, word):
    answer = asked(dataset, "" if word == "start" else word, LINKS[word])
    found = head(answer)
    assert found["og:type"] == "website"
    assert found["og:locale"] == "nl_BE"
    assert found["twitter:card"] == "summary_large_image"
    assert found["og:site_name"] in answer.text
    assert found["description"] == found["og:description"]
    assert 10 < len(found["description"]) <= MOST
    assert LINKS[word].get("gemeente", "") in found["og:title"]
    canonical = re.search(r'<link rel="canonical" href="([^"]+)"', answer.text)[1]
    assert found["og:url"] == unescape(canonical)
    picture = urlsplit(found["og:image"])
    assert (picture.scheme, picture.netloc) == ("http", "sdg.example")
    assert picture.path == f"/voorbeeld/{word}.png"
    assert {key: text for key, [text] in parse_qs(picture.query).items()} == LINKS[word]


def test_titles_and_pictures_tell_pages_apart(dataset):
    found = [head(asked(dataset, word, LINKS[word])) for word in screens.WORDS if word != "start"]
    assert len({each["og:title"] for each in found}) == len(found)


def test_preview_is_a_picture_of_the_right_size_with_words(dataset):
    for word, link in LINKS.items():
        answer = asked(dataset, f"voorbeeld/{word}.png", link)
        assert (answer.status, answer.headers["content-type"]) == (200, "image/png")
        assert size(answer.body) == (1200, 630)
        assert ink(answer.body) > 0.005


def test_address_under_a_base_path_is_whole(dataset):
    found = head(asked(dataset, "doel", LINKS["doel"], base="sdg"))
    assert found["og:image"].startswith("http://sdg.example/sdg/voorbeeld/doel.png?")
    found = head(asked(dataset, "doel", LINKS["doel"], address="https://stad.example/sdg"))
    assert found["og:image"].startswith("https://stad.example/sdg/voorbeeld/doel.png?")
    assert asked(dataset, "voorbeeld/start.png", base="sdg").status == 200


@pytest.mark.parametrize("word", ["nergens", "../overzicht", "%3Cb%3E"])
def test_preview_of_no_page_is_not_there(dataset, word):
    assert asked(dataset, f"voorbeeld/{word}.png").status == 404


@pytest.mark.parametrize("path", ["voorbeeld/overzicht.png", "sitemap.xml"])
def test_without_figures_it_is_said(path):
    def nothing():
        raise StoreError("there are no figures here")

    answer = asked(nothing, path, {"gemeente": "Gent"})
    assert (answer.status, "even niet beschikbaar" in answer.text) == (503, True)


def test_page_that_fails_has_no_preview():
    def nothing():
        raise StoreError("there are no figures here")

    assert "og:" not in asked(nothing, "overzicht", {"gemeente": "Gent"}).text


def drawn(**given):
    usual = {"site": "SDG-Wijzer", "place": "Gent", "title": "Titel", "sentence": "Een zin."}
    return pictures.draw(Preview(**usual | given))


LONG = "Sint-Katelijne-Waver en Heist-op-den-Berg " * 12


@pytest.mark.parametrize("figure", [("", ""), ("1\u00a0234\u00a0567,8 kWh", "in 2022")])
def test_words_of_a_preview_stay_inside_and_apart(figure):
    drawing = drawn(title=LONG, sentence=LONG, place=LONG, figure=figure, goal=11)
    labels = [each for each in drawing.shapes if isinstance(each, Label)]
    for each in labels:
        wide = room.width(each.text, each.size, bold=each.bold)
        if each.anchor == "start":
            assert each.x >= 0
            assert each.x + wide <= shape.WIDTH
        assert each.y <= shape.HEIGHT - 22
    lines = sorted((each.y, each.size) for each in labels if each.x == 70)
    assert all(below - above >= 0.75 * size for (above, _), (below, size) in pairwise(lines))


def test_preview_of_an_indicator_has_its_figure_large_and_its_goal(dataset):
    link = LINKS["indicator"]
    choices = read(link, "indicator", dataset).choices
    found = previewed("indicator", choices, dataset, "Naam", "Zin.")
    assert found.figure == ("6,1\u00a0%", "in 2022")
    assert found.goal == 1
    labels = [each for each in preview.draw(found).shapes if isinstance(each, Label)]
    assert max(labels, key=lambda each: each.size).text == "6,1\u00a0%"


def test_place_stands_once(dataset):
    choices = read(LINKS["overzicht"], "overzicht", dataset).choices
    assert previewed("overzicht", choices, dataset, "Harelbeke: overzicht", "").place == ""
    assert previewed("doel", choices, dataset, "SDG 1", "").place == "Harelbeke"


def test_band_has_every_goal():
    svg = html.svg(drawn())
    assert all(f"fill='{goal.colour}'" in svg for goal in GOALS)


def test_markup_in_a_preview_is_text_and_its_signs_have_a_shape(dataset):
    svg = html.svg(drawn(title="<b>#panic()</b>", sentence="“6,1 %” – ≥ é"))
    assert "<b>" not in svg
    assert "light-dark" not in svg
    assert undrawable(svg) == ""


def test_sitemap_has_the_pages_of_every_municipality(dataset):
    answer = asked(dataset, "sitemap.xml", base="sdg")
    assert answer.headers["content-type"].startswith("application/xml")
    found = [each.text for each in ElementTree.fromstring(answer.body).iter() if each.text]
    assert len(found) == len(set(found)) < 50_000
    home = "http://sdg.example/sdg/"
    assert all(each.startswith(home) for each in found)
    assert {home, f"{home}nieuw", f"{home}wachtend", f"{home}verantwoording"} <= set(found)
    overviews = [each for each in found if "/overzicht?" in each]
    assert len(overviews) == len(dataset.reference.today) == 285
    goals = {item.main_goal for item in dataset.indicators("34013").values()}
    mine = [each for each in found if "/doel?gemeente=Harelbeke&" in each]
    assert mine == [f"{home}doel?gemeente=Harelbeke&doel={goal}" for goal in sorted(goals)]


def test_addresses_of_the_sitemap_are_those_that_pages_call_their_own(dataset):
    answer = asked(dataset, "sitemap.xml")
    found = [each.text for each in ElementTree.fromstring(answer.body).iter() if each.text]
    for each in (found[0], found[5], found[-1]):
        asks = urlsplit(each)
        link = {key: text for key, [text] in parse_qs(asks.query).items()}
        page = asked(dataset, asks.path[1:], link).text
        assert unescape(re.search(r'rel="canonical" href="([^"]+)"', page)[1]) == each


def test_robots_are_told_where_the_sitemap_is(dataset):
    answer = asked(dataset, "robots.txt", address="https://stad.example/sdg")
    assert answer.headers["content-type"].startswith("text/plain")
    lines = answer.text.splitlines()
    assert lines[0] == "User-agent: *"
    assert "Sitemap: https://stad.example/sdg/sitemap.xml" in lines
    assert "Disallow: /sdg/zoek" in lines
