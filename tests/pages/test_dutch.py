"""What Streamlit says by itself is Dutch too."""

import re

import pytest

from sdgwijzer.serving.page import STATIC
from sdgwijzer.texts.frame_of_pages import STREAMLIT
from tests.pages.conftest import at
from tests.pages.test_browser import PATIENCE, unfold, words

ENGLISH = re.compile(
    r"\b(clear|remove|results|options?|choose|press|selected|select|close|dismiss|skip|connection)\b",
    re.IGNORECASE,
)
NAMES = """() => [...document.querySelectorAll('[aria-label], [placeholder], [title]')]
    .filter((each) => !each.closest('.sdg, svg'))
    .flatMap((each) => ['aria-label', 'placeholder', 'title'].map((of) => each.getAttribute(of)))
    .filter((text) => text)"""
EIGHT = (
    "armoederisico,inwoners,aandeel_65plus,aandeel_0_17,werkzoekendengraad,vestigingen,"
    "werkzoekenden,beschikbaar_inkomen"
)


@pytest.mark.parametrize("script", ["Selectbox", "Multiselect"])
def test_every_word_of_a_control_of_streamlit_has_its_dutch(script):
    """Fails when an update of Streamlit brings other words."""
    found = set()
    for path in (STATIC / "static" / "js").glob(f"{script}.*.js"):
        code = path.read_text(encoding="utf-8")
        found |= set(
            re.findall(r'(?:aria-label"?|children|label|return|:)\s*:?`([A-Z][a-z][^`]+)`', code)
        )
    said = {re.sub(r"\$\{[^}]*\}", "7", each) for each in found if " " in each or each == "Open"}
    said = {each.replace("7 7", "7 options") for each in said}
    assert said
    assert [each for each in said if not any(re.fullmatch(own, each) for own, _ in STREAMLIT)] == []


@pytest.mark.browser
@at("desktop")
def test_lists_speak_dutch(page):
    page.goto(f"/verken?gemeente=Harelbeke&vergelijk=Gent&reeks={EIGHT}")
    words(page)
    unfold(page, page.get_by_role("combobox", name="Indicatoren"))
    full = page.get_by_text("Je kunt er hoogstens 8 kiezen")
    full.wait_for(timeout=PATIENCE)
    page.keyboard.press("Escape")
    full.wait_for(state="hidden", timeout=PATIENCE)  # or its list is taken for the next one
    box = page.get_by_role("combobox", name="Gemeente", exact=True)
    unfold(page, box)
    box.fill("xyzzy")
    page.get_by_text("Niets gevonden").wait_for(timeout=PATIENCE)
    shown = [*page.evaluate(NAMES), *page.locator("body").inner_text().splitlines()]
    assert [each for each in shown if ENGLISH.search(each)] == []
