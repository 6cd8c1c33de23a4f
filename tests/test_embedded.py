"""A figure for a page of somebody else: small, whole, with its source and the way back."""

import re
from html import unescape

import pytest

from sdgwijzer.content import Page, Paragraph
from sdgwijzer.errors import StoreError
from sdgwijzer.html import embedded as framed
from sdgwijzer.html import embedded_style, href
from sdgwijzer.links import embedding, read
from sdgwijzer.screens import embedded
from sdgwijzer.serving import policy
from tests.ask import asked

LINK = {"gemeente": "Harelbeke", "vergelijk": "Kuurne,Kortrijk"}
ONE = {"indicator": "armoederisico"}
VIEWS = {
    **{kind: (kind, ONE) for kind in embedded.KINDS},
    "tegel van een doel": ("tegel", {"doel": "11"}),
}
"""Name → word in the address, and what it is of."""


def frame(data, kind, **link):
    return asked(data, f"insluiten/{kind}", LINK | link)


@pytest.mark.parametrize("view", VIEWS)
def test_figure_has_title_source_and_a_link_to_the_whole_page(dataset, view):
    kind, of = VIEWS[view]
    answer = frame(dataset, kind, **of)
    assert (answer.status, answer.headers["content-type"]) == (200, "text/html; charset=utf-8")
    assert answer.text.count("<h1 ") == 1
    assert "Harelbeke" in answer.text.partition("<body>")[2]
    assert "indicator" not in of or "Bron: Statbel" in answer.text
    links = re.findall(r'<a href="([^"]+)"', answer.text)
    page = "doel?" if "doel" in of else "indicator?"
    assert links[-1].startswith(f"./{page}gemeente=Harelbeke&amp;vergelijk=Kuurne%2CKortrijk&amp;")
    assert '<base href="../" target="_blank">' in answer.text
    assert "_stcore" not in answer.text


def test_figures_say_what_their_pages_say(dataset):
    assert "6,1 %" in frame(dataset, "tegel", **ONE).text.replace("\u00a0", " ")
    assert "minder goed" in frame(dataset, "tegel", **ONE).text
    assert "indicatoren" in frame(dataset, "tegel", doel="1").text
    assert frame(dataset, "tabel", **ONE).text.count("<tr") > 280
    assert frame(dataset, "verloop", **ONE).text.count("<svg") == 2  # wide, and for a telephone


def test_any_site_may_show_it_and_nothing_but_its_own_script_runs(dataset):
    answer = frame(dataset, "tegel", **ONE)
    rules = dict(
        each.split(" ", 1) for each in answer.headers["content-security-policy"].split("; ")
    )
    assert rules["frame-ancestors"] == "*"
    assert rules["default-src"] == "'none'"
    [script] = re.findall(r"<script>(.*?)</script>", answer.text, re.DOTALL)
    [style] = re.findall(r"<style>(.*?)</style>", answer.text, re.DOTALL)
    assert (rules["script-src"], rules["style-src"]) == (
        policy.hashed(script),
        policy.hashed(style),
    )
    assert 'style="' not in answer.text
    assert "unsafe" not in answer.headers["content-security-policy"]


@pytest.mark.parametrize(
    ("kind", "link"),
    [
        ("nergens", ONE),
        ("verloop", {}),
        ("verloop", {"indicator": "bestaat-niet"}),
        ("tegel", {}),
        ("tegel", {"doel": "99"}),
        ("tegel", ONE | {"gemeente": "Nergenshuizen"}),
        ("verloop.html", ONE),
    ],
)
def test_what_is_no_figure_is_not_there(dataset, kind, link):
    answer = frame(dataset, kind, **link)
    assert answer.status == 404
    assert "Dit adres bestaat niet" in answer.text


def test_without_figures_it_is_said():
    def nothing():
        raise StoreError("there are no figures here")

    assert frame(nothing, "tegel", **ONE).status == 503


def test_markup_in_a_figure_is_text():
    style = embedded_style("./font.woff2")
    evil = Page((embedded.Heading("<b>x</b>", 1), Paragraph.of("<script>alert(1)</script>")))
    made = framed(evil, style, "1")
    assert "<b>" not in made
    assert made.count("<script>") == 1


def placed(dataset, **link):
    return read(LINK | link, "indicator", dataset).choices


def test_code_to_copy_is_a_frame_with_its_own_address(dataset):
    found = placed(dataset, gemeente="Gent")
    pair = ("indicator", "armoederisico")
    code = embedding.code("verloop", 'Een "titel" & meer', found, pair, home="https://x.example/")
    [source] = re.findall(r'<iframe src="([^"]+)"', code)
    assert unescape(source) == (
        "https://x.example/insluiten/verloop?"
        "gemeente=Gent&vergelijk=Kuurne%2CKortrijk&indicator=armoederisico"
    )
    assert 'title="Een &quot;titel&quot; &amp; meer"' in code
    assert code.count("<script>") == 1
    assert unescape(source) == embedding.address("verloop", found, pair, home="https://x.example/")


def test_code_without_an_address_leaves_a_place_for_it(dataset):
    code = embedding.code("tegel", "Titel", placed(dataset), ("doel", "1"))
    assert code.count(embedding.HERE) == 1


def test_picture_is_where_its_link_leads(dataset):
    found = embedding.picture(
        "verloop", "svg", ("indicator", "armoederisico"), found=placed(dataset)
    )
    link = {name: text for name, text in found.choices if text}
    assert href(found).startswith("./beeld/verloop.svg?gemeente=Harelbeke&")
    assert asked(dataset, found.page, link).headers["content-type"] == "image/svg+xml"


@pytest.mark.parametrize("kind", embedded.KINDS)
def test_every_figure_has_a_height_to_begin_with(kind):
    assert 200 <= embedding.HEIGHTS[kind] <= 800
