"""Taking a report along in a browser: choices, own text, progress, stop, the file."""

from io import BytesIO

import docx
import pytest
from playwright.sync_api import expect

from tests.pages.conftest import at
from tests.pages.test_accessibility import fits, violations
from tests.pages.test_browser import PATIENCE, choose, words

pytestmark = pytest.mark.browser

LINK = "/rapport?gemeente=Harelbeke&vergelijk=Zwevegem,Deerlijk,Kuurne"
HEARD = """() => {
    const status = document.querySelector("#root .making [role=status]")
    window.steps = []
    new MutationObserver(() => window.steps.push(status.textContent))
        .observe(status, { childList: true, characterData: true, subtree: true })
}"""


def test_three_goals_by_pillar_with_own_text_become_a_word_file(page):
    page.goto(LINK)
    words(page)
    form = page.locator("#root form.making")
    for name in ("Geen armoede", "Waardig werk", "Klimaatactie"):
        form.locator("label", has_text=name).get_by_role("checkbox").check()
    form.get_by_label("In welke volgorde?").select_option("de 5 pijlers")
    form.get_by_role("checkbox", name="Methode").uncheck()
    form.locator("summary", has_text="Eigen tekst").click()
    form.get_by_label("SDG 8").fill("Onze eigen zin.\n\n- een punt")
    page.evaluate(HEARD)
    with page.expect_download(timeout=PATIENCE) as download:
        form.get_by_role("button", name="Maak Word").click()
    file = docx.Document(BytesIO(download.value.path().read_bytes()))
    assert download.value.suggested_filename == "omgevingsanalyse-harelbeke.docx"
    said = [each.text for each in file.paragraphs]
    assert "Onze eigen zin." in said
    contents = [p.text for p in file.paragraphs if p.style.name.casefold() == "toc 2"]
    assert [each.partition(" · ")[0] for each in contents] == ["SDG 1", "SDG 13", "SDG 8"]
    assert "Methode" not in said
    expect(form.get_by_role("status")).to_have_text("Klaar: omgevingsanalyse-harelbeke.docx")
    heard = page.evaluate("steps")
    assert "1 van 3: Geen armoede" in heard
    assert "We maken het Word-bestand" in heard


@at("desktop")
def test_stopped_it_goes_on_and_another_municipality_keeps_what_was_ticked(page):
    page.goto(LINK)
    words(page)
    form = page.locator("#root form.making")
    for name in ("Geen armoede", "Waardig werk"):
        form.locator("label", has_text=name).get_by_role("checkbox").check()
    form.get_by_role("checkbox", name="Methode").uncheck()
    form.get_by_role("button", name="Maak PDF").click()
    form.get_by_role("button", name="Stop").click()
    expect(form.get_by_role("status")).to_have_text("Gestopt: er is niets gemaakt.")
    expect(form.get_by_role("button", name="Maak PDF")).to_be_enabled()
    assert "doelen=1%2C8" in page.url
    assert "zonder=methode" in page.url
    assert fits(page)
    choose(page, "Gemeente", "Gent")
    expect(page.locator("#root .making")).to_contain_text("Profiel van Gent", timeout=PATIENCE)
    ticked = page.locator("#root .ticks.goals input:checked")
    assert ticked.evaluate_all("all => all.map((each) => each.value)") == ["1", "8"]
    page.evaluate("document.querySelectorAll('#root details').forEach((each) => each.open = true)")
    assert violations(page) == {}
