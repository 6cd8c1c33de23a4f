"""A figure as a file: whole on its own, with title, key and source, as SVG and as PNG."""

import re
from itertools import pairwise
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from sdgwijzer import html, pictures, typeset
from sdgwijzer.content import Distribution, Figure, Print
from sdgwijzer.errors import StoreError
from sdgwijzer.links import read
from sdgwijzer.pictures import Drawing, Inset, Label, printed, room
from sdgwijzer.screens.printed import KINDS
from sdgwijzer.screens.printed import printed as made
from sdgwijzer.serving import files
from tests.ask import asked
from tests.test_typeset import ink, size, undrawable

LINK = {"gemeente": "Harelbeke", "indicator": "armoederisico", "vergelijk": "Kuurne,Kortrijk"}
SVG = "{http://www.w3.org/2000/svg}"


def picture(data, name, **link):
    return asked(data, f"beeld/{name}", LINK | link)


def words(svg):
    return " ".join(each.text or "" for each in ElementTree.fromstring(svg).iter(f"{SVG}text"))


@pytest.mark.parametrize("kind", KINDS)
def test_drawing_stands_on_its_own(dataset, kind):
    answer = picture(dataset, f"{kind}.svg")
    assert (answer.status, answer.headers["content-type"]) == (200, "image/svg+xml")
    assert "Inwoners onder de armoedegrens" in words(answer.body)
    assert "Bron: Statbel" in words(answer.body)
    assert re.search(r"opgehaald op \d+ [a-z]+ \d{4}", words(answer.body))
    assert ("dikke rand" if kind == "kaart" else "Harelbeke 6,1") in words(answer.body)
    root = ElementTree.fromstring(answer.body)
    assert root.find(f"{SVG}title").text.startswith("Inwoners onder")
    assert "Harelbeke" in root.find(f"{SVG}desc").text
    assert b"light-dark" not in answer.body
    assert undrawable(answer.text) == ""


@pytest.mark.parametrize("kind", KINDS)
def test_pixels_are_those_of_the_drawing(dataset, kind):
    answer = picture(dataset, f"{kind}.png")
    assert (answer.status, answer.headers["content-type"]) == (200, "image/png")
    assert size(answer.body)[0] == 1600
    assert ink(answer.body) > 0.005
    assert answer.body == typeset.png(picture(dataset, f"{kind}.svg").text, 1600)


def test_key_says_what_a_dot_is_and_who_is_not_there(dataset):
    assert "Elk stipje is één gemeente." in words(picture(dataset, "verdeling.svg").body)
    choices = read(LINK, "indicator", dataset).choices
    assert [kind for kind, _ in made("verdeling", choices, dataset).key] == ["dot"]


def drawn_map(dataset, **link):
    return made("kaart", read(LINK | link, "indicator", dataset).choices, dataset).figure.data


def test_map_colours_every_municipality_as_the_map_of_the_page(dataset):
    found = drawn_map(dataset)
    assert set(found.outlines) == set(found.styles) == set(dataset.reference.today)
    assert {"good", "middle", "poor"} <= set(found.styles.values())
    assert {style for style, _ in found.legend} == set(found.styles.values())
    assert (found.own, set(found.peers)) == ("34013", {"34022", "34023"})
    fifths = drawn_map(dataset, kleur="vijfden")
    assert {"fifth1", "fifth5"} <= set(fifths.styles.values())
    context = drawn_map(dataset, indicator="inwoners")  # nothing is better there
    assert "fifth5" in context.styles.values()


@pytest.mark.parametrize("width", [pictures.NARROW, 752])
def test_map_is_as_wide_as_asked_with_its_legend_inside(dataset, width):
    data = drawn_map(dataset, kleur="vijfden")
    drawing = pictures.draw(data, width)
    [inset] = [each for each in drawing.shapes if isinstance(each, Inset)]
    assert inset.drawing.width * inset.scale == pytest.approx(width)
    labels = [each for each in drawing.shapes if isinstance(each, Label)]
    assert len(labels) == len(data.legend)
    for each in labels:
        assert inset.drawing.height * inset.scale < each.y <= drawing.height
        assert each.x + room.width(each.text, each.size) <= width


def test_line_around_the_own_municipality_is_the_thickest_and_on_top(dataset):
    [inset] = [each for each in pictures.draw(drawn_map(dataset)).shapes if isinstance(each, Inset)]
    *_, other, own = inset.drawing.shapes
    assert own.d == drawn_map(dataset).outlines["34013"]
    assert own.width > other.width


def test_edge_of_an_area_is_drawn_in_both_schemes(dataset):
    [svg, _] = re.findall(r"<svg.*?</svg>", html.block([Figure(drawn_map(dataset), "Kaart")]))
    ElementTree.fromstring(svg)
    assert "stroke='light-dark(" in svg
    assert "light-dark" not in html.svg(pictures.draw(drawn_map(dataset)))


def test_municipality_of_before_a_merger_has_its_line_in_the_key(dataset):
    link = LINK | {"gemeente": "Antwerpen", "indicator": "inwoners"}
    found = made("verloop", read(link, "indicator", dataset).choices, dataset)
    former = any(each.role == "former" for each in found.figure.data.tracks)
    assert ("former" in dict(found.key)) == former


def test_file_has_a_name_that_any_system_takes(dataset):
    answer = picture(dataset, "verloop.png", gemeente="Sint-Genesius-Rode", vergelijk="provincie")
    name = re.fullmatch(
        r'inline; filename="([a-z0-9_.-]+)"', answer.headers["content-disposition"]
    )[1]
    assert name == "sdg-wijzer-armoederisico-sint-genesius-rode-naast-provincie-verloop.png"
    assert files.ascii_name('é"\r\nx/../y') == "e-x-..-y"


def test_drawing_that_is_opened_runs_nothing(dataset):
    headers = picture(dataset, "verloop.svg").headers
    assert headers["content-security-policy"].startswith("default-src 'none'")
    assert headers["cache-control"] == "public, max-age=3600"


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("nergens.svg", {}),
        ("verloop.pdf", {}),
        ("verloop", {}),
        ("verloop.png.svg", {}),
        ("verloop.svg", {"indicator": "bestaat-niet"}),
        ("verloop.svg", {"indicator": ""}),
        ("verloop.svg", {"gemeente": ""}),
        ("verloop.svg", {"gemeente": "Nergenshuizen"}),
    ],
)
def test_what_is_no_picture_is_not_there(dataset, name, link):
    assert picture(dataset, name, **link).status == 404


def test_without_figures_it_is_said():
    def nothing():
        raise StoreError("there are no figures here")

    assert picture(nothing, "verloop.svg").status == 503


def test_what_fails_is_said_and_logged(dataset, monkeypatch, caplog):
    def broken(*_):
        raise ValueError("verzonnen fout")

    monkeypatch.setattr(files, "printed", broken)
    answer = picture(dataset, "verloop.svg")
    assert (answer.status, "Er ging iets mis" in answer.text) == (500, True)
    assert "verzonnen fout" in caplog.text
    assert "verzonnen" not in answer.text


def of(**given):
    dots = Distribution(tuple(range(100)), 1, None, (), None, ("‹ links", "rechts ›"))
    usual = {"title": "Titel", "place": "Gent", "figure": Figure(dots, "woorden"), "name": "x"}
    return Print(**usual | {"key": (), "source": "Bron: iemand."} | given)


LONG = "Sint-Katelijne-Waver en Heist-op-den-Berg " * 8


def test_long_words_stay_inside_and_below_each_other():
    key = tuple((sample, LONG) for sample in ("", *printed.SAMPLES))
    drawing = pictures.draw(of(title=LONG, place=LONG, source=LONG, key=key))
    labels = [each for each in drawing.shapes if isinstance(each, Label)]
    for each in labels:
        assert each.x + room.width(each.text, each.size, bold=each.bold) <= printed.WIDTH
        assert each.y <= drawing.height
    assert all(below.y - above.y >= 0.9 * below.size for above, below in pairwise(labels))
    [inset] = [each for each in drawing.shapes if isinstance(each, Inset)]
    assert inset.y + inset.drawing.height <= drawing.height


def test_markup_is_text():
    evil = "<script>alert(1)</script>"
    svg = html.svg(pictures.draw(of(title=evil, place=evil, source=evil)), evil, evil)
    assert "<script" not in svg
    assert unquote(words(svg)).count(evil) == 3


def test_every_name_unit_and_source_has_its_signs(dataset):
    """All words of the catalogue and the publishers that a picture can have."""
    origin = dataset.provenance()
    texts = [f"{item.name} {item.unit}" for item in dataset.all_indicators.values()]
    texts += [row.name for row in dataset.reference.today.values()]
    texts += [text for name in ("publisher", "title", "licence") for text in origin[name]]
    assert undrawable(html.svg(pictures.draw(of()), "", "")) == ""
    drawing = Drawing(600, 40, (Label(0, 20, " ".join(texts)),))
    assert undrawable(html.svg(drawing)) == ""


def test_same_picture_is_made_once(dataset, monkeypatch):
    before = picture(dataset, "verloop.png").body
    monkeypatch.setattr(typeset.typst, "Compiler", None)
    assert picture(dataset, "verloop.png").body == before
