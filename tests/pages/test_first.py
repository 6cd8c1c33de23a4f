"""The first HTML of a page has its content, before Streamlit and without scripts."""

import re
import urllib.request
from urllib.parse import quote

import pytest
from playwright.sync_api import expect

from tests.conftest import WHOLE, sampled, swept
from tests.pages.conftest import WIDTHS, taken_over
from tests.pages.test_accessibility import violations
from tests.pages.test_browser import MAKING, PATIENCE, VIEWS, words

SHOWN = ("start", "overzicht", "doel", "indicator", "vergelijk")
APART = ("doel", "indicator", "verken", "verloop", "zoek", "nieuw", "verantwoording", "wachtend")
APART += ("blad",)  # the others are in `test_accessibility.py`; half of these in a sweep alone
SCRIPTS = "**/static/js/**"


def asked(app_url, link):
    with urllib.request.urlopen(app_url + quote(link, safe="/?&=,")) as answer:
        return answer.read().decode()


def plain(html):
    body = re.sub(r"<style>.*?</style>", " ", html.partition("<body>")[2], flags=re.DOTALL)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)).replace("\u00a0", " ")


def test_overview_has_the_figures_of_the_municipality(app_url):
    html = asked(app_url, VIEWS["overzicht"])
    assert "<title>Overzicht · Harelbeke naast" in html
    assert "84 % in 2023" in plain(html)
    assert html.count("<h1 ") == 1
    assert '<html lang="nl">' in html


def test_every_page_has_its_own_title_and_words(app_url):
    found = {word: asked(app_url, VIEWS[word]) for word in SHOWN}
    titles = [re.search(r"<title>(.*?)</title>", html)[1] for html in found.values()]
    assert len(set(titles)) == len(SHOWN)
    assert all(len(plain(html)) > 500 for html in found.values())


def test_scripts_in_the_page_are_those_of_the_site(app_url):
    """One of Streamlit's own, and one with the address: no page adds any."""
    inline = {
        tuple(re.findall(r"<script[^>]*>([^<]+)</script>", asked(app_url, VIEWS[word])))
        for word in SHOWN
    }
    assert len(inline) == 1


def test_style_sheet_of_the_pictograms_is_a_file(app_url):
    html = asked(app_url, VIEWS["overzicht"])
    assert (
        html.count('<link rel="stylesheet" href="./pictogrammen.css">') == 2
    )  # and without scripts
    assert "data:image/svg" not in html
    sheet = asked(app_url, "/pictogrammen.css")
    assert sheet.count("mask-image: url(") == 17


def test_markup_in_a_link_is_text(app_url):
    html = asked(app_url, "/zoek?zoek=<script>alert(1)</script>&gemeente=Gent")
    assert "<script>alert" not in html
    assert "&lt;script&gt;alert" in html


def test_embedded_page_has_no_menu(app_url):
    html = asked(app_url, "/indicator?gemeente=Gent&indicator=armoederisico&embed=true")
    assert 'class="menu"' not in html
    assert "Inwoners onder de armoedegrens" in html
    html = asked(app_url, "/indicator?gemeente=Gent&indicator=armoederisico&embed=false")
    assert 'class="menu"' in html


@pytest.fixture
def bare(browser, app_url):
    """A browser without scripts."""
    context = browser.new_context(base_url=app_url, java_script_enabled=False)
    yield context.new_page()
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("word", SHOWN)
def test_without_scripts_a_page_reads(bare, word):
    bare.goto(VIEWS[word])
    assert bare.get_by_role("heading", level=1).count() == 1
    assert len(bare.locator("main").inner_text()) > 400


@pytest.mark.browser
def test_first_html_has_no_violations(browser, app_url):
    """The check is a script itself: Streamlit's are kept away."""
    page = browser.new_context(base_url=app_url).new_page()
    page.route(SCRIPTS, lambda route: route.abort())
    for word in VIEWS if WHOLE else APART[:1]:
        page.goto(VIEWS[word])
        assert page.locator("#eerst").count() == 1
        assert violations(page) == {}, word
    page.context.close()


MASKS = """() => [...document.querySelectorAll('.sdg .pictogram')]
    .filter((each) => getComputedStyle(each).maskImage.startsWith('url("data:image/svg')).length"""


@pytest.mark.browser
def test_pictograms_come_once_the_page_is_painted_and_without_scripts(slow, bare):
    """Seventeen images are seventeen documents to a browser: they do not hold up the figures."""
    page, let = slow(1280)
    page.goto(VIEWS["overzicht"], wait_until="commit")
    page.wait_for_function(f"() => ({MASKS})() >= 17", timeout=PATIENCE)
    let()
    assert page.evaluate(MASKS) >= 17
    sheets = page.evaluate(
        "() => [...document.querySelectorAll('style')].map((each) => each.textContent)"
    )
    assert sum(".sdg .badge {" in each for each in sheets) == 1
    bare.goto(VIEWS["overzicht"])
    assert bare.evaluate(MASKS) >= 17


@pytest.mark.browser
def test_without_scripts_one_chooses_and_searches(bare):
    bare.goto("/")
    bare.locator("select[name=gemeente]").select_option("Harelbeke")
    bare.locator(".choose button").click()
    assert bare.get_by_role("heading", level=1).inner_text() == "Harelbeke"
    bare.get_by_role("link", name="Geen armoede", exact=True).click()
    assert "Geen armoede" in bare.get_by_role("heading", level=1).inner_text()
    bare.locator("select[name=vergelijk]").select_option("provincie")
    bare.locator(".choose button").click()
    assert "West-Vlaanderen" in bare.locator("main").inner_text()
    assert "Geen armoede" in bare.get_by_role("heading", level=1).inner_text()
    bare.get_by_role("searchbox", name="Zoek").locator("visible=true").fill("energie")
    bare.keyboard.press("Enter")
    bare.wait_for_url("**/zoek?*")
    assert "energie" in bare.get_by_role("heading", level=1).inner_text()
    assert "gemeente=Harelbeke" in bare.url


@swept
@pytest.mark.browser
def test_nobody_sees_what_is_meant_for_who_runs_no_scripts(browser, app_url):
    """The text of a `noscript` is markup, as text; it once stood over the page."""
    page = browser.new_context(
        base_url=app_url, viewport={"width": WIDTHS["phone"], "height": 844}
    ).new_page()
    page.route(SCRIPTS, lambda route: route.abort())
    for word in (*SHOWN, *APART):
        page.goto(VIEWS[word])
        shown = page.locator("#eerst").inner_text()
        assert len(shown) > 300
        assert "<" not in shown.replace("<i>", ""), word
        assert page.locator("noscript:visible").count() == 0
    page.context.close()


@pytest.fixture
def slow(browser, app_url):
    """A visit on which Streamlit's scripts come when they are let through."""

    def of(width):
        size = {"width": width, "height": 900}
        page = browser.new_context(base_url=app_url, viewport=size).new_page()
        page.route(SCRIPTS, lambda _: None)  # they wait

        def let():
            page.unroute(SCRIPTS)  # and go on
            taken_over(page)
            words(page)

        opened.append(page)
        return page, let

    opened = []
    yield of
    for page in opened:
        page.context.close()


def box(page, where, selector):
    found = page.locator(f"{where} {selector}").first.bounding_box()
    return [found[side] for side in ("x", "y", "width")]


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS.values())
def test_streamlit_takes_over_without_a_jump(slow, width):
    """Words in the same place, scrolled as far, unfolded what was; read once."""
    page, let = slow(width)
    page.goto("/overzicht?gemeente=Harelbeke&orde=p", wait_until="commit")
    title = page.get_by_role("heading", level=1)
    title.wait_for(timeout=PATIENCE)
    page.evaluate("async () => { await document.fonts.ready }")  # until then letters are others
    places = ["h1", "h2", "main .sdg .answer"]
    first = [box(page, "#eerst", place) for place in places]
    fold = page.locator("#eerst main details").last
    fold.locator("summary").click()
    name = fold.locator("summary").inner_text()
    page.locator("#eerst").evaluate("each => { each.scrollTop = 300 }")
    tile = box(page, "#eerst", ".sdg .goalrows h3")[1]
    let()
    assert page.locator("#eerst").count() == 0
    assert title.count() == 1
    main = page.get_by_test_id("stMain")
    assert box(page, "#root", ".sdg .goalrows h3")[1] == pytest.approx(tile, abs=4)
    assert page.locator("#root details[open] > summary").last.inner_text() == name
    main.evaluate("each => { each.scrollTop = 0 }")
    places[-1] = "[data-testid=stMain] .sdg .answer"
    for one, place in zip(first, places, strict=True):
        assert box(page, "#root", place) == pytest.approx(one, abs=4), place


TYPED = {
    "./": "Gemeente of postcode",
    VIEWS["overzicht"]: "Zoek",
    "rapport?gemeente=Harelbeke": "Titel van het document",
}


@pytest.mark.browser
@pytest.mark.parametrize("address", sampled(TYPED, 2))
def test_what_is_typed_meanwhile_stays_and_one_types_on(slow, address):
    """Letters typed in the first moments were gone once Streamlit's page stood there."""
    page, let = slow(1280)
    page.goto(address, wait_until="commit")
    box = page.get_by_label(TYPED[address], exact=True).locator("visible=true").first
    box.wait_for(timeout=PATIENCE)
    box.fill("Kort")
    page.keyboard.press("ArrowLeft")
    let()
    page.keyboard.type("en he")
    assert box.input_value() == "Koren het"


@pytest.mark.browser
def test_pair_that_is_chosen_meanwhile_stays(slow):
    page, let = slow(390)
    page.goto(
        "vergelijk?gemeente=Harelbeke&vergelijk=Zwevegem,Deerlijk,Kuurne", wait_until="commit"
    )
    page.locator("#eerst").get_by_role("radio", name="Kuurne").check(timeout=PATIENCE)
    let()
    assert page.locator("#root").get_by_role("radio", name="Kuurne").is_checked()
    assert page.locator("#root .comparison thead th:visible").count() == 3


@swept
@pytest.mark.browser
def test_what_is_ticked_and_made_meanwhile_stays(slow):
    """A form that makes a file is left alone until that is there, and says so afterwards."""
    page, let = slow(1280)
    page.goto("rapport?gemeente=Harelbeke&zonder=bijlage", wait_until="commit")
    poverty = page.locator("#eerst .ticks.goals input[value='1']")
    poverty.wait_for(timeout=PATIENCE)
    poverty.check()
    with page.expect_download(timeout=MAKING):
        page.get_by_role("button", name="Maak Word").click()
        page.unroute(SCRIPTS)
        page.locator("#root form.making").wait_for(state="attached", timeout=PATIENCE)
        assert page.locator("#eerst .stop").is_visible()
    let()
    form = page.locator("#root form.making")
    assert form.get_by_role("status").inner_text().startswith("Klaar: ")
    ticked = form.locator(".ticks.goals input:checked")
    assert ticked.evaluate_all("all => all.map((each) => each.value)") == ["1"]
    assert "doelen=1" in page.url


@pytest.mark.browser
def test_what_one_gets_follows_what_is_ticked_at_the_last_moment(slow):
    """Streamlit's form stood there already: it got the tick, and still said what was before."""
    page, let = slow(1280)
    page.goto("rapport?gemeente=Harelbeke", wait_until="commit")
    poverty = page.locator("#eerst .ticks.goals input[value='1']")
    poverty.wait_for(timeout=PATIENCE)
    page.evaluate("document.querySelector('#eerst .making .stop').hidden = false")  # it waits
    page.unroute(SCRIPTS)
    page.locator("#root form.making").wait_for(state="attached", timeout=PATIENCE)
    poverty.check()
    page.evaluate("document.querySelector('#eerst .making .stop').hidden = true")
    let()
    expect(page.locator("#root .expected")).not_to_contain_text("alle 17", timeout=PATIENCE)
    assert page.locator("#root .ticks.goals input[value='1']").is_checked()


@pytest.mark.browser
@pytest.mark.parametrize("width", sampled(WIDTHS.values(), 2))
def test_heading_that_a_link_leads_to_stays_in_sight(slow, width):
    """Above it the map is drawn, that was not there at first."""
    page, let = slow(width)
    page.goto(f"{VIEWS['indicator']}#tabel", wait_until="commit")
    heading = page.locator("#tabel")
    heading.wait_for(timeout=PATIENCE)
    before = heading.bounding_box()["y"]
    assert 0 <= before < 100
    let()
    page.locator("svg[data-drawn='285']").wait_for(timeout=PATIENCE)
    assert heading.bounding_box()["y"] == pytest.approx(before, abs=4)


@pytest.mark.browser
def test_streamlit_shows_the_drawings_of_the_first_html(slow):
    page, let = slow(1280)
    page.goto(VIEWS["doel"], wait_until="commit")
    drawn = "all => all.map((each) => each.innerHTML)"
    page.get_by_role("heading", level=1).wait_for(timeout=PATIENCE)
    first = page.locator("#eerst .picture svg").evaluate_all(drawn)
    let()
    assert page.locator("#root .picture svg").evaluate_all(drawn) == first
    assert len(first) > 20
    assert page.locator("[data-svg]").count() == 0


ATTRIBUTES = """root => {
    const found = {}
    for (const each of document.querySelectorAll(`${root} .sdg *:not(i)`)) {
        if (each.closest(".st-key-header")) continue
        for (const { name } of each.attributes) {
            if (name === "open") continue  // all are unfolded
            const key = `${each.localName}[${name}]`
            found[key] = (found[key] ?? 0) + 1
        }
    }
    return found
}"""


@pytest.mark.browser
@pytest.mark.parametrize("word", SHOWN if WHOLE else ("vergelijk",))
def test_streamlit_keeps_every_attribute(slow, word):
    """It drops what it holds for dangerous; a button that lost its text does nothing."""
    page, let = slow(1280)
    page.goto(VIEWS[word], wait_until="commit")
    page.get_by_role("heading", level=1).wait_for(timeout=PATIENCE)
    page.wait_for_function("() => document.readyState !== 'loading'")
    first = page.evaluate(ATTRIBUTES, "#eerst main")
    let()
    page.evaluate("document.querySelectorAll('details').forEach((each) => { each.open = true })")
    page.wait_for_function("() => !document.querySelector('[data-rows]')")
    shown = page.evaluate(ATTRIBUTES, "#root [data-testid=stMain]")
    assert {key: count for key, count in shown.items() if key in first} == first
