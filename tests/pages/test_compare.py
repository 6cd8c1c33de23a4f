"""Municipalities side by side in a browser: unfolding and choosing a pair ask nothing again."""

import random
import re

import pytest
from playwright.sync_api import expect

from tests.conftest import swept
from tests.pages.conftest import WHOLE, at, only
from tests.pages.test_accessibility import CONTRAST, fits, violations
from tests.pages.test_browser import PATIENCE, choose, words

pytestmark = pytest.mark.browser

LINK = "/vergelijk?gemeente=Harelbeke&vergelijk=Zwevegem,Deerlijk,Kuurne"
MANY = "/vergelijk?gemeente=Harelbeke&vergelijk=referentieregio,Gent,Antwerpen,provincie"
WIDE = """() => {
    const wide = document.documentElement.clientWidth
    return [...document.querySelectorAll('#root .sdg *')].filter((each) => {
        const box = each.getBoundingClientRect()
        return box.width > 1 && box.right > wide + 1 && !each.closest('.scroll')
    }).map((each) => each.outerHTML.slice(0, 80))
}"""


def opened(page, link):
    page.goto(link)
    expect(page.locator("#root .comparison")).to_be_visible(timeout=PATIENCE)
    words(page)


def table(page):
    return page.locator("#root .comparison")


def open_all(page):
    page.evaluate("document.querySelectorAll('#root details').forEach((each) => each.open = true)")


def rows(page):
    """Names of the indicators that can be seen."""
    return table(page).locator("tbody tr:not(.head):visible th").all_inner_texts()


def heads(page):
    """The municipalities whose column can be seen."""
    return [each.split()[-1] for each in table(page).locator("thead th:visible").all_inner_texts()]


@only("desktop")
def test_a_goal_unfolds_and_folds_without_asking_the_server(page):
    sent = []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    opened(page, LINK)
    assert sent
    sent.clear()
    before = rows(page)
    goal = table(page).locator("summary", has_text="Waardig werk")
    goal.click()
    assert len(rows(page)) > len(before) > 5
    goal.press("Enter")
    assert rows(page) == before
    first = table(page).locator("summary").first
    first.click()
    assert len(rows(page)) < len(before)
    assert not sent
    box = table(page).bounding_box()
    assert box["y"] + box["height"] < 2_000


@only("phone")
def test_a_telephone_shows_one_pair_and_another_when_asked(page):
    opened(page, LINK)
    assert heads(page) == ["eenheid", "Harelbeke", "Zwevegem"]
    page.get_by_role("radio", name="Kuurne").check()
    assert heads(page) == ["eenheid", "Harelbeke", "Kuurne"]
    shown = table(page).locator("tbody tr:not(.head):visible").first.locator("td:visible")
    assert shown.all_inner_texts()[0].startswith("6,1")
    assert shown.all_inner_texts()[1].startswith("6,5")


@only("phone")
@pytest.mark.parametrize("link", [MANY, *([LINK, LINK + "&verschil=nee"] if WHOLE else [])])
def test_nothing_is_wider_than_a_telephone_with_all_unfolded(page, link):
    opened(page, link)
    open_all(page)
    for choice in table(page).locator("input").all()[:3]:
        choice.check()
        assert page.evaluate(WIDE) == []
        assert fits(page)


@pytest.mark.skipif(not WHOLE, reason="with three in every run; with many by make sweep")
@at("phone")
def test_with_many_unfolded_it_has_no_violations_in_both_themes(page):
    """With three it is one of the pages of `test_accessibility.py`."""
    opened(page, MANY)
    open_all(page)
    assert violations(page) == {}
    page.emulate_media(color_scheme="dark")
    expect(page.locator(".stApp")).to_have_css("color-scheme", "dark", timeout=PATIENCE)
    assert violations(page, CONTRAST) == {}


@swept
@at("desktop")
def test_controls_in_any_order_give_a_page_that_its_link_restores(page):
    """Folds, the rows that are shown, how the table stands, and a link to an indicator."""
    dice = random.Random(7)
    opened(page, LINK)
    steps = [
        *(("Toon", name) for name in ("alle cijfers", "alleen verschillen")),
        *(("In de rijen", name) for name in ("gemeenten", "indicatoren")),
        *(("Beeld", name) for name in ("verloop per gemeente", "tabel met cijfers")),
    ]
    for label, name in dice.sample(steps, len(steps) if WHOLE else 1):
        folds = page.locator("#root .comparison summary").all()
        if folds:
            dice.choice(folds).click()
        choose(page, label, name)
        words(page)
        assert "Fout" not in words(page)
    choose(page, "Toon", "alle cijfers")
    choose(page, "Beeld", "tabel met cijfers")
    choose(page, "In de rijen", "indicatoren")
    expect(page).to_have_url(re.compile("verschil=nee"), timeout=PATIENCE)
    shown = words(page)
    assert "189\u00a0cijfers." in shown
    page.goto(page.url)
    expect(table(page)).to_be_visible(timeout=PATIENCE)
    assert words(page) == shown
    table(page).get_by_role("link", name="Inwoners onder de armoedegrens").click()
    expect(page).to_have_url(re.compile("indicator=armoederisico"), timeout=PATIENCE)
