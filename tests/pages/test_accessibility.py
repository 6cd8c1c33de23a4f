"""WCAG 2.2 A and AA by axe-core, on every page, in both themes; and by keyboard."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from tests.pages.conftest import WATCH, WHOLE, WIDTHS, at
from tests.pages.test_browser import PATIENCE, STATES, VIEWS, words

pytestmark = pytest.mark.browser

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
OPTIONS = {
    "runOnly": {"type": "tag", "values": TAGS},
    "resultTypes": ["violations"],  # what is in order is not described: four times as quick
}
AXE = Axe()


UNFOLD = "document.querySelectorAll('#root details').forEach((each) => { each.open = true })"

CONTRAST = OPTIONS | {"runOnly": {"type": "rule", "values": ["color-contrast"]}}
"""All that a theme can break."""


def violations(page, options=OPTIONS):
    """Rule, and the first places where it is broken."""
    found = AXE.run(page, options=options).response
    return {
        each["id"]: [node["html"][:200] for node in each["nodes"][:3]]
        for each in found["violations"]
    }


SAMPLE = ("unknown page",)


RESTORED = ("vergelijk",)  # in a browser; without one every page is in `test_screens`
BOTH = ("overzicht", "vergelijk")
"""Looked at in both themes: every colour is held against both grounds in `test_colours.py`.

The first HTML of the other pages is in `test_first.py`.
"""


@at("desktop")
@pytest.mark.parametrize("view", VIEWS if WHOLE else BOTH)
def test_page_fits_has_no_violations_and_is_restored_by_its_link(page, view):
    """One visit for all of it: what takes long is that a page opens.

    In the end it is made as narrow as a phone; a sweep opens it on one, looks for violations in
    both themes there, and makes it as narrow as 200 % makes 1280 pixels.
    """
    page.add_init_script(WATCH)
    page.goto(VIEWS[view])
    expect(page.locator("#root h1")).to_be_visible(timeout=PATIENCE)
    shown = words(page)
    assert fits(page)
    assert page.evaluate("window.refused") == []  # by the policy of its scripts
    if WHOLE or view in BOTH:
        assert not any(by_theme(page).values())
    else:
        page.evaluate(UNFOLD)
        assert violations(page) == {}
    if WHOLE or view in RESTORED:
        page.goto(page.url)
        expect(page.locator("#root h1")).to_be_visible(timeout=PATIENCE)
        assert words(page) == shown
    for width in (*([640] if WHOLE else []), WIDTHS["phone"]):
        page.set_viewport_size({"width": width, "height": 450})
        words(page)
        assert fits(page), width


def fits(page):
    """Does it need no sideways scrolling?"""
    wide = page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth")
    return wide <= page.viewport_size["width"]


@at("desktop")
@pytest.mark.parametrize("state", STATES if WHOLE else SAMPLE)
def test_state_is_a_helpful_page_without_violations(page, state):
    """Nothing is executed, nothing scrolls sideways, no trace of an error is shown.

    The elements are those of the pages, that are checked in both themes: here in one, of states
    that have something of their own; or all in both at both widths where the whole is asked. What
    the others say is in `test_states`.
    """
    link, said = STATES[state]
    page.on("dialog", lambda dialog: pytest.fail(f"a script ran: {dialog.message}"))
    page.goto(link)
    expect(page.locator("#root h1")).to_be_visible(timeout=PATIENCE)
    shown = words(page)
    if WHOLE:
        assert not any(by_theme(page).values())
    else:
        assert violations(page) == {}
    assert said in page.locator("[data-testid=stAppViewContainer]").inner_text()
    assert "Traceback" not in shown
    assert fits(page)


def by_theme(page):
    """Violations of an open page by theme, with all that unfolds unfolded."""
    page.evaluate(UNFOLD)
    found = {"light": violations(page)}
    page.emulate_media(color_scheme="dark")  # the page follows without being loaded again
    expect(page.locator(".stApp")).to_have_css("color-scheme", "dark", timeout=PATIENCE)
    words(page)
    found["dark"] = violations(page, OPTIONS if WHOLE else CONTRAST)
    return found


@at("desktop")
def test_the_check_sees_what_is_wrong(page):
    page.set_content("<html><body><img src=x><p style='color:#aaa'>grijs</p></body></html>")
    assert {"image-alt", "color-contrast", "html-has-lang"} <= set(violations(page))


def focused(page):
    """Role or tag, and the words, of what has the focus; through the roots of components."""
    return page.evaluate(
        """() => {
            let at = document.activeElement
            while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement
            return [at.getAttribute("role") ?? at.tagName.toLowerCase(),
                (at.getAttribute("aria-label") ?? at.innerText ?? "").trim()]
        }"""
    )


def tab_to(page, role, name, most=80):
    """Press Tab until this has the focus."""
    for _ in range(most):
        page.keyboard.press("Tab")
        found = focused(page)
        if found[0] == role and re.search(name, found[1]):
            return
    raise AssertionError(f"{role} {name} was not reached with {most} tabs; last: {found}")


@at("desktop")
def test_main_job_with_the_keyboard_alone(page):
    """Choose a municipality, open a goal, open an indicator, move over the map, copy the link."""
    page.goto("/")
    expect(page.locator("#root h1")).to_be_visible(timeout=PATIENCE)
    words(page)
    tab_to(page, "combobox", "^Gemeente")
    page.keyboard.type("Harelbeke")
    page.get_by_role("option", name="Harelbeke").first.wait_for(timeout=PATIENCE)
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Harelbeke", exact=True)).to_be_visible(
        timeout=PATIENCE
    )
    words(page)
    tab_to(page, "a", "^Waardig werk")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", level=1, name="Waardig werk")).to_be_visible(
        timeout=PATIENCE
    )
    words(page)
    tab_to(page, "summary", "^Werkzoekendengraad\n")
    page.keyboard.press("Enter")
    tab_to(page, "a", "^Alles over dit cijfer$")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Werkzoekendengraad", exact=True)).to_be_visible(
        timeout=PATIENCE
    )
    words(page)
    tab_to(page, "listbox", "^Kaart: Werkzoekendengraad")
    said = page.locator(".said")
    page.keyboard.press("ArrowRight")
    expect(said).to_contain_text("Harelbeke", timeout=PATIENCE)
    page.keyboard.press("ArrowRight")
    expect(said).not_to_contain_text("Harelbeke")
    neighbour = said.inner_text().split(":")[0]
    page.keyboard.press("Enter")
    expect(page.get_by_role("combobox", name="Gemeente", exact=True)).to_have_value(
        neighbour, timeout=PATIENCE
    )
    expect(page).to_have_url(re.compile(f"gemeente={neighbour}"), timeout=PATIENCE)
