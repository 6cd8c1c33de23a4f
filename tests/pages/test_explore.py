"""Two figures against each other in a browser: a picture at once, Plotly only for who asks."""

import random
import re

import pytest
from playwright.sync_api import expect

from tests.conftest import swept
from tests.pages.conftest import WHOLE, at, only
from tests.pages.test_accessibility import CONTRAST, fits, violations
from tests.pages.test_browser import PATIENCE, choose, words

pytestmark = pytest.mark.browser

LINK = "/verken?gemeente=Harelbeke&vergelijk=Zwevegem,Deerlijk,Kuurne"
PLOTLY = ".js-plotly-plot"


@swept
@at("phone")
def test_cloud_is_a_picture_until_it_is_asked_large(page):
    loaded = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(LINK)
    expect(page.get_by_role("img", name=re.compile("sterk verband"))).to_be_visible(
        timeout=PATIENCE
    )
    words(page)
    assert fits(page)
    assert not [url for url in loaded if "plotly" in url.lower()]
    page.get_by_role("link", name=re.compile("Bekijk groot")).click()
    expect(page.locator(PLOTLY)).to_be_visible(timeout=PATIENCE)
    expect(page).to_have_url(re.compile("vergelijk=Zwevegem.*groot=ja"))
    assert fits(page)
    page.get_by_role("link", name=re.compile("Terug naar het gewone beeld")).click()
    expect(page.locator(PLOTLY)).to_have_count(0, timeout=PATIENCE)
    assert "groot" not in page.url


@only("desktop")
def test_cloud_begins_on_the_first_screen(page):
    page.set_viewport_size({"width": 1280, "height": 800})
    page.goto(LINK)
    words(page)
    assert page.locator("#root .picture.wide").bounding_box()["y"] < 500
    assert page.get_by_role("heading", name="Wie wijkt af?").bounding_box()["y"] < 600


@pytest.mark.skipif(not WHOLE, reason="small it is one of the pages; large by make sweep")
@at("desktop")
def test_large_it_has_no_violations_in_both_themes(page):
    """As it opens it is one of the pages of `test_accessibility.py`."""
    page.goto(f"{LINK}&groot=ja")
    words(page)
    assert violations(page) == {}
    page.emulate_media(color_scheme="dark")
    expect(page.locator(".stApp")).to_have_css("color-scheme", "dark", timeout=PATIENCE)
    assert violations(page, CONTRAST) == {}


@swept
@at("desktop")
def test_controls_in_any_order_keep_the_size_and_the_other_choices(page):
    dice = random.Random(3)
    page.goto(f"{LINK}&groot=ja")
    words(page)
    steps = [
        ("Horizontaal", "Aantal inwoners"),
        ("Verticaal", "Inwoners van 80 jaar en ouder"),
        ("Schikking", "gemeenten in de rijen, laatste jaar"),
        ("Horizontaal", "Werkzoekendengraad"),
        ("Verticaal", "Werkzoekendengraad"),
        ("Verticaal", "Inwoners van 65 jaar en ouder"),
    ]
    for label, name in [*dice.sample(steps, len(steps) if WHOLE else 0), *steps[2:]]:
        choose(page, label, name)
        assert len(page.locator("#root h1").all()) == 1
    shown = words(page)
    for part in ("groot=ja", "x=werkzoekendengraad", "y=aandeel_65plus", "rijen=gemeenten"):
        expect(page).to_have_url(re.compile(part), timeout=PATIENCE)
    page.goto(page.url)
    expect(page.locator(PLOTLY)).to_be_visible(timeout=PATIENCE)
    assert words(page) == shown
