"""The main job in a real browser, by clicking, at two widths."""

import csv
import re
import shutil

import pytest
from playwright.sync_api import TimeoutError, expect

from sdgwijzer import serving
from sdgwijzer.texts.frame_of_pages import CHOOSE_ONE
from tests.conftest import swept
from tests.pages.conftest import at, patient, served, taken_over

pytestmark = pytest.mark.browser

LINK = "/overzicht?gemeente=Harelbeke&vergelijk=Zwevegem,Deerlijk,Kuurne"
VIEWS = {
    "start": "/",
    "overzicht": "/overzicht?gemeente=Harelbeke",
    "doel": "/doel?gemeente=Harelbeke&doel=8",
    "indicator": "/indicator?gemeente=Harelbeke&indicator=armoederisico",
    "vergelijk": "/vergelijk?gemeente=Harelbeke&vergelijk=Zwevegem,Deerlijk,Kuurne",
    "verloop": "/vergelijk?gemeente=Harelbeke&vergelijk=provincie,Kuurne&doelen=1&beeld=verloop",
    "verken": "/verken?gemeente=Harelbeke&reeks=armoederisico",
    "zoek": "/zoek?gemeente=Harelbeke&zoek=energie",
    "nieuw": "/nieuw?gemeente=Harelbeke",
    "verantwoording": "/verantwoording",
    "wachtend": "/wachtend?gemeente=Harelbeke",
    "gegevens": "/gegevens?gemeente=Harelbeke",
    "blad": "/blad?gemeente=Harelbeke",
    "rapport": "/rapport?gemeente=Harelbeke&doelen=1,8",
}
SURVEY = "subjectieve_armoede"
STATES = {
    "unknown municipality": ("/overzicht?gemeente=Atlantis", "Er is geen Vlaamse gemeente"),
    "unknown indicator": ("/indicator?gemeente=Gent&indicator=nergens", "nergens"),
    "unknown goal": ("/doel?gemeente=Gent&doel=99", "99"),
    "unknown page": ("/nergens", "De pagina “nergens” bestaat niet"),
    "nothing chosen": ("/vergelijk", "Kies een gemeente"),
    "goal without figures": ("/doel?gemeente=Gent&doel=14", "Nog geen cijfers"),
    "waits for an update": ("/indicator?gemeente=Gent&indicator=kansarmoede_index", "opgehaald"),
    "no figure here": ("/indicator?gemeente=Hasselt&indicator=beschikbaar_inkomen", "geen cijfer"),
    "one year": (f"/indicator?gemeente=Gent&indicator={SURVEY}", "te weinig jaren"),
    "nothing found": ("/zoek?gemeente=Gent&zoek=xyzzy", "Niets gevonden"),
    "tiny": ("/overzicht?gemeente=Herstappe", "Herstappe"),
    "embedded": (
        "/indicator?gemeente=Gent&indicator=armoederisico&figuur=kaart&embed=true",
        "Bron: Statbel",
    ),
    "strange": (
        "/doel?gemeente=<script>alert(1)</script>&gemeente=2&vergelijk=../../,' OR 1=1,😀"
        "&doel=%00&toon=" + "x" * 10_000,
        "Er is geen Vlaamse gemeente",
    ),
}
PATIENCE = 20_000
MAKING = 60_000  # of a report: seconds of work, while others use both cores
DRAWN = """() => !document.querySelector('[data-testid=stSkeleton]') &&
    [...document.querySelectorAll('[data-testid=stPlotlyChart]')]
        .every(chart => chart.querySelector('.main-svg'))"""


def words(page):
    """What the page shows, once it has come to rest: no run, all drawn, the same words twice."""
    taken_over(page)
    app = page.locator("[data-test-script-state]").first
    before = None
    for _ in range(80):
        expect(app).to_have_attribute("data-test-script-state", "notRunning", timeout=PATIENCE)
        page.wait_for_function(DRAWN, timeout=PATIENCE)
        shown = page.locator("[data-testid=stMain]").inner_text()
        if shown == before:
            return shown
        before = shown
        page.wait_for_timeout(200)
    raise AssertionError("the page did not come to rest")


LIST = "[data-rac][role=listbox]"
"""The list that is open; the map is a listbox too."""


def pick(page, box, name):
    """The option of a list, once more where the page was drawn anew under the first try."""
    taken_over(page)
    option = page.get_by_role("option", name=name, exact=True)
    for patience in (PATIENCE / 4, PATIENCE / 2, PATIENCE):
        box.press("ArrowDown")
        box.fill(name)
        try:
            option.click(timeout=patience)
            return
        except TimeoutError:
            page.keyboard.press("Escape")
    raise AssertionError(f"the list does not open, or has no {name}")


def unfold(page, box):
    """Open a list; once more where the page was drawn anew under the first try."""
    taken_over(page)
    for patience in (PATIENCE / 4, PATIENCE / 2, PATIENCE):
        box.press("ArrowDown")
        try:
            page.locator(f"{LIST} [role=option]").first.wait_for(state="attached", timeout=patience)
            return
        except TimeoutError:
            if page.locator(LIST).count():  # in a closed one Escape empties the box
                page.keyboard.press("Escape")
    raise AssertionError("the list does not open")


def choose(page, label, name):
    """Type in a dropdown and take the option."""
    pick(page, page.get_by_role("combobox", name=label, exact=True), name)


def beside(page, name):
    """Compare with one more, and close the list and what unfolded it."""
    taken_over(page)
    page.locator(".st-key-beside button").first.click()
    choose(page, "Vergelijk met (leeg: de buurgemeenten)", name)
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")


def row(page, name):
    """Unfold the row of an indicator, and follow it to its page."""
    page.locator(".figurerows summary", has_text=name).first.click()
    page.get_by_role("link", name="Alles over dit cijfer").and_(
        page.locator("details[open] a")
    ).first.click()


CUT = """(box) => {
    const pen = document.createElement("canvas").getContext("2d")
    const look = getComputedStyle(box)
    pen.font = `${look.fontWeight} ${look.fontSize} ${look.fontFamily}`
    const inside = box.clientWidth - parseFloat(look.paddingLeft) - parseFloat(look.paddingRight)
    return [pen.measureText(box.placeholder).width, inside]
}"""
"""How wide the words are that a box asks with, and how wide it is."""


@at("phone")
def test_main_job(page, browser):
    page.goto("/")
    waiting = page.locator(".st-key-gemeente input")
    expect(waiting).to_have_attribute("placeholder", CHOOSE_ONE, timeout=PATIENCE)
    needs, has = waiting.evaluate(CUT)
    assert needs <= has, "what the box asks is cut off"
    choose(page, "Gemeente", "Harelbeke")
    expect(page.get_by_role("heading", level=1, name="Harelbeke", exact=True)).to_be_visible(
        timeout=PATIENCE
    )
    page.get_by_role("link", name="Geen armoede", exact=True).click()
    expect(page.get_by_role("heading", level=1, name="Geen armoede")).to_be_visible(
        timeout=PATIENCE
    )
    words(page)
    row(page, "Inwoners onder de armoedegrens")
    expect(page.get_by_role("heading", name="Inwoners onder")).to_be_visible(timeout=PATIENCE)
    beside(page, "Gent")
    expect(page).to_have_url(re.compile("vergelijk=Gent"), timeout=PATIENCE)
    expect(page.get_by_role("columnheader", name="Gent")).to_be_visible(timeout=PATIENCE)
    shown = words(page)
    assert "6,1" in shown

    fresh = patient(browser.new_context(viewport=page.viewport_size).new_page())
    fresh.goto(page.url)
    expect(fresh.get_by_role("columnheader", name="Gent")).to_be_visible(timeout=PATIENCE)
    assert words(fresh) == shown

    with fresh.expect_download(timeout=PATIENCE) as download:
        fresh.locator("#root .files summary").last.click()
        fresh.get_by_role("link", name="CSV voor Excel").click()
    content = download.value.path().read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(content.decode("utf-8-sig").splitlines(), delimiter=";"))
    own = next(row for row in rows if (row["nis_code"], row["year"]) == ("34013", "2022"))
    assert (own["value"], own["unit"]) == ("6,1", "%")
    fresh.context.close()


@swept
@at("desktop")
def test_missing_database_is_explained_and_found_when_it_comes(page, data, tmp_path):
    for path in data.glob("*.csv"):
        shutil.copy(path, tmp_path)
    with served(tmp_path) as url:
        page.goto(url + LINK)
        expect(page.get_by_text("De cijfers zijn even niet beschikbaar")).to_be_visible(
            timeout=PATIENCE
        )
        shutil.copytree(data, tmp_path, dirs_exist_ok=True)
        page.goto(url + LINK)
        expect(page.locator("#root .goalrows li")).to_have_count(17, timeout=PATIENCE)


def test_copied_link_is_the_view_and_the_button_says_so(browser, app_url):
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = patient(context.new_page())
    page.goto(app_url + VIEWS["indicator"])
    page.locator(".share summary").click(timeout=PATIENCE)
    page.get_by_role("button", name="Kopieer de link").click(timeout=PATIENCE)
    said = "Gekopieerd: de link naar “Inwoners onder de armoedegrens (administratief)” in Harelbeke"
    expect(page.get_by_text(said)).to_be_visible(timeout=PATIENCE)
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    context.close()


@at("desktop")
def test_embedded_figure_stands_without_the_frame_of_the_site(page):
    page.goto(STATES["embedded"][0])
    expect(page.get_by_role("listbox", name=re.compile("^Kaart"))).to_be_visible(timeout=PATIENCE)
    assert page.get_by_role("combobox", name="Gemeente", exact=True).count() == 0
    assert page.get_by_role("link", name="Vergelijk", exact=True).count() == 0


def test_scripts_that_pages_need_are_asked_from_the_start():
    every = serving.preloaded(charted=True, mapped=True)
    names = {name.partition(".")[0] for name in every}
    assert {*serving.SCRIPTS, serving.CHART, serving.MAP} <= names
    early = serving.preloaded(charted=False, mapped=False)
    assert not [name for name in early if name.startswith((serving.CHART, serving.MAP))]


@at("desktop")
def test_first_visit_fetches_no_more_than_the_overview_needs(page):
    """No slanted letters, nothing of maps and charts."""
    loaded = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(LINK)
    words(page)
    needless = ("Italic", "BidiComponent", "recordbatch", "Plotly")
    assert [url for url in loaded if any(name in url for name in needless)] == []


@at("desktop")
def test_overview_shows_figures_without_plotly(page):
    loaded = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(LINK)
    expect(page.get_by_text(re.compile("84.%")).first).to_be_visible(timeout=PATIENCE)
    words(page)
    assert not [url for url in loaded if "plotly" in url.lower()]


@at("desktop")
def test_nothing_is_asked_of_another_host(page, app_url):
    loaded = []
    page.on("request", lambda request: loaded.append(request.url))
    page.goto(VIEWS["indicator"] + "&groot=ja")
    expect(page.locator(".js-plotly-plot").first).to_be_visible(timeout=PATIENCE)
    assert {url for url in loaded if not url.startswith((app_url, "data:", "blob:"))} == set()


@at("desktop")
def test_escape_does_not_take_the_municipality_away(page):
    page.goto(VIEWS["overzicht"])
    box = page.get_by_role("combobox", name="Gemeente", exact=True)
    there = page.url
    unfold(page, box)
    for _ in range(3):  # the first closes the list
        page.keyboard.press("Escape")
    expect(page.locator(LIST)).to_have_count(0)
    choose(page, "Gemeente", "Gent")  # the list still works
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Gent"))
    page.go_back()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Harelbeke"))
    assert page.url == there


@swept
@at("desktop")
def test_back_button_restores_the_view_before(page):
    page.goto("/vergelijk?gemeente=Harelbeke")
    expect(page.get_by_role("heading", name="Harelbeke naast")).to_be_visible(timeout=PATIENCE)
    page.goto("/vergelijk?gemeente=Kuurne")
    expect(page.get_by_role("heading", name="Kuurne naast")).to_be_visible(timeout=PATIENCE)
    page.go_back()
    expect(page.get_by_role("heading", name="Harelbeke naast")).to_be_visible(timeout=PATIENCE)


@at("desktop")
def test_links_between_pages_keep_the_choices(page):
    page.goto(LINK)
    if page.viewport_size["width"] < 640:
        page.locator("#root .menu summary").click()
    page.get_by_role("link", name="Vergelijk", exact=True).locator("visible=true").click()
    expect(page.get_by_role("heading", name="Harelbeke naast")).to_be_visible(timeout=PATIENCE)
    expect(page).to_have_url(re.compile("gemeente=Harelbeke.*Zwevegem"))


def test_what_is_put_aside_keeps_the_place_and_a_goal_is_copied_as_text(browser, app_url):
    context = browser.new_context(
        base_url=app_url,
        viewport={"width": 1280, "height": 800},
        permissions=["clipboard-read", "clipboard-write"],
    )
    page = patient(context.new_page())
    page.goto("/doel?gemeente=Harelbeke&doel=11&vergelijk=Kuurne")
    words(page)
    page.locator("details.unfolds summary").first.click()
    page.locator(".figurerows summary").nth(8).click()
    page.get_by_role("link", name="Leg opzij").locator("visible=true").first.click()
    page.wait_for_url("**mand=**")
    words(page)
    assert page.locator("#root details[open]").count() == 2
    assert page.get_by_test_id("stMain").evaluate("each => each.scrollTop") > 100
    page.locator(".share summary").click()
    page.get_by_role("button", name="Kopieer als tekst voor Word").click()
    expect(page.get_by_text("Gekopieerd: de zinnen van deze doelstelling.")).to_be_visible()
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied.startswith("Duurzame steden en gemeenschappen\n\nMobiliteit: ")
    assert copied.endswith(page.url)
    assert len(re.findall(r"^In 20\d\d ", copied, re.MULTILINE)) > 40
    choose(page, "Gemeente", "Kortrijk")
    expect(page).to_have_url(re.compile("gemeente=Kortrijk.*mand="), timeout=PATIENCE)
    page.get_by_role("link", name="Vergelijk ze").click()
    expect(page).to_have_url(re.compile("indicatoren="), timeout=PATIENCE)
    page.get_by_role("link", name="Leg alles terug").click()
    expect(page).not_to_have_url(re.compile("mand="), timeout=PATIENCE)
    context.close()


def test_first_touch_on_the_map_names_and_the_second_chooses(browser, app_url):
    context = browser.new_context(
        base_url=app_url, viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True
    )
    page = patient(context.new_page())
    page.goto("/")
    page.locator("svg[data-drawn='285']").wait_for(timeout=PATIENCE)
    words(page)
    place = page.locator("[data-code='44021']").bounding_box()
    at = (place["x"] + place["width"] / 2, place["y"] + place["height"] / 2)
    page.touchscreen.tap(*at)
    expect(page.locator(".said")).to_contain_text("Gent: ")
    expect(page.get_by_role("button", name="Kies deze gemeente")).to_be_visible()
    assert "gemeente" not in page.url
    page.touchscreen.tap(*at)
    expect(page).to_have_url(re.compile(r"/overzicht\?gemeente=Gent$"), timeout=PATIENCE)
    context.close()
