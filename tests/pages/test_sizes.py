"""How much a page takes before one has the answer: heights, words, and where the figures stand.

Measured on the first HTML of a page, that Streamlit takes over in the same place
(`test_first.py`); a sweep measures what Streamlit made of it too.
"""

from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from sdgwijzer import municipalities
from tests.conftest import WHOLE, sampled
from tests.pages.conftest import WIDTHS, patient
from tests.pages.test_browser import PATIENCE, words

pytestmark = pytest.mark.browser

PLACES = ("Harelbeke", "Antwerpen", "Herstappe", "Pajottegem")
EVERYWHERE = sorted(row.name for row in municipalities.load().today.values())
SCREENS = {"desktop": (1280, 800), "phone": (WIDTHS["phone"], 844)}
LINKS = {
    "overzicht": "/overzicht?gemeente={}",
    "doel": "/doel?gemeente={}&doel=11",
    "indicator": "/indicator?gemeente={}&indicator=armoederisico",
}
FIGURES = {
    "overzicht": ".points p, .goalrows li",
    "doel": ".figurerows .figure",
    "indicator": ".cells dd",
}
MEASURES = """([main, figures]) => {
    const shown = (each) => each.checkVisibility() && each.getClientRects().length
    const inside = document.querySelector(main)
    const boxes = (selector) => [...inside.querySelectorAll(selector)]
        .filter(shown).map((each) => each.getBoundingClientRect())
    const bottom = (selector) => Math.max(0, ...boxes(selector).map((box) => box.bottom))
    return {
        height: inside.scrollHeight + inside.offsetTop,
        words: inside.innerText.split(/\\s+/).length,
        figure: Math.min(...boxes(figures).map((box) => box.top)),
        goals: bottom(".goalrows li"),
        points: bottom(".points:not(.edge-unknown)"),
        pictures: bottom(".columns .picture"),
        wide: document.scrollingElement.scrollWidth,
        smallest: Math.min(...[...inside.querySelectorAll("*")].filter((each) => shown(each) &&
            [...each.childNodes].some((node) => node.nodeType === 3 && node.nodeValue.trim()))
            .map((each) => parseFloat(getComputedStyle(each).fontSize))),
    }
}"""


@pytest.fixture(scope="module", params=SCREENS)
def screen(request, browser, app_url):
    """Kind of screen, and a function that opens a link on it and measures what it shows."""
    width, height = SCREENS[request.param]
    context = browser.new_context(
        base_url=app_url,
        viewport={"width": width, "height": height},
        java_script_enabled=WHOLE,
    )
    page = context.new_page()

    def measured(word, place):
        page.goto(LINKS[word].format(place))
        if WHOLE:
            patient(page)
            expect(page.locator("#root h1")).to_be_visible(timeout=PATIENCE)
            words(page)
        main = "[data-testid=stMainBlockContainer]" if WHOLE else "#eerst main"
        return page.evaluate(MEASURES, [main, FIGURES[word]])

    yield request.param, measured
    context.close()


@pytest.mark.parametrize("place", PLACES)
def test_overview_is_one_screen(screen, place):
    kind, measured = screen
    found = measured("overzicht", place)
    assert found["figure"] < SCREENS[kind][1]
    assert found["smallest"] >= 13
    assert found["wide"] <= SCREENS[kind][0]
    if kind == "desktop":
        assert 0 < found["goals"] <= 800
        assert 0 < found["points"] <= 800
    else:
        assert found["height"] <= 2200


@pytest.mark.parametrize("place", sampled(PLACES, 2))
def test_goal_is_folded(screen, place):
    kind, measured = screen
    found = measured("doel", place)
    assert found["figure"] < SCREENS[kind][1]
    assert found["height"] <= {"desktop": 2000, "phone": 4500}[kind]
    assert found["words"] <= 1200
    assert found["smallest"] >= 13
    assert found["wide"] <= SCREENS[kind][0]


@pytest.mark.parametrize("place", sampled(PLACES, 2))
def test_indicator_begins_with_its_figure_and_both_pictures(screen, place):
    kind, measured = screen
    found = measured("indicator", place)
    assert found["figure"] < (250 if kind == "phone" else 400)
    assert found["smallest"] >= 13
    assert found["wide"] <= SCREENS[kind][0]
    if kind == "desktop":
        assert found["pictures"] <= 800


@pytest.mark.parametrize("place", EVERYWHERE if WHOLE else ["Harelbeke", "Zelzate"])
@pytest.mark.parametrize("peers", sampled(["provincie", ""], 2))
def test_sheet_is_one_side_of_paper_with_no_small_text(browser, app_url, place, peers):
    context = browser.new_context(base_url=app_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"/blad?gemeente={place}&vergelijk={peers}")
    made = page.pdf(prefer_css_page_size=True)
    context.close()
    (sheet,) = PdfReader(BytesIO(made)).pages
    sizes = {}

    def read(text, around, matrix, _, size):
        if text.strip():
            sizes[size * abs(matrix[3]) * abs(around[3])] = text

    said = sheet.extract_text(visitor_text=read)
    assert "Partnerschap om doelstellingen" in said.replace("\n", " ")
    assert round(min(sizes), 2) >= 9, sizes[min(sizes)]


COVERED = """() => {
    const rects = (node) => {
        const range = document.createRange()
        range.selectNodeContents(node)
        return [...range.getClientRects()].filter((each) => each.width && each.height)
    }
    const first = document.getElementById("eerst")
    const parts = [...first.querySelectorAll(
        ".menu .wide a, .pills > *, .menu form, .share > *, h1, .after"
    )].filter((each) => each.checkVisibility())
    const boxes = parts.map((each) => [each.textContent.trim().slice(0, 30), rects(each)])
    const meet = (one, other) => one.some((a) => other.some((b) =>
        Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 &&
        Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 4))
    return boxes.flatMap(([name, one], at) => boxes.slice(at + 1)
        .filter(([, other]) => meet(one, other)).map(([other]) => [name, other]))
}"""


@pytest.mark.parametrize("word", ["overzicht", "doel", "indicator"])
def test_header_and_buttons_cover_nothing_at_any_width(browser, app_url, word):
    """Between a telephone and a wide screen too: at the edges of what the style sheet changes."""
    context = browser.new_context(base_url=app_url, java_script_enabled=False)
    page = context.new_page()
    page.goto(LINKS[word].format("Sint-Genesius-Rode") + "&vergelijk=Zwevegem,Deerlijk,Kuurne")
    covered = {}
    for width in (1280, 1250, 1247, 1153, 1025, 1023, 800, 645, 639, 480, 340):
        page.set_viewport_size({"width": width, "height": 800})
        covered[width] = page.evaluate(COVERED)
        assert page.evaluate("document.scrollingElement.scrollWidth") <= width
    context.close()
    assert {width: found for width, found in covered.items() if found} == {}
