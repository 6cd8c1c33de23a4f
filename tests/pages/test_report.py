"""Taking a report along in a browser: choices, own text, progress, stop, the file."""

from io import BytesIO

import docx
import pytest
from playwright.sync_api import expect

from sdgwijzer.texts import take_along
from tests.conftest import WHOLE, swept
from tests.pages.conftest import at, only, taken_over
from tests.pages.test_accessibility import fits, violations
from tests.pages.test_browser import MAKING, PATIENCE, choose, words

pytestmark = pytest.mark.browser

LINK = "/rapport?gemeente=Harelbeke&vergelijk=Zwevegem,Deerlijk,Kuurne"
HEARD = """() => {
    const status = document.querySelector("#root .making [role=status]")
    window.steps = []
    new MutationObserver(() => window.steps.push(status.textContent))
        .observe(status, { childList: true, characterData: true, subtree: true })
}"""


@at("phone")
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
    with page.expect_download(timeout=MAKING) as download:
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
    assert heard[0] == take_along.BEGUN
    assert "1 van 3: Geen armoede" in heard
    assert "We maken het Word-bestand" in heard


def aside(page, name):
    """The link that puts aside what is found by this name."""
    return page.get_by_role("listitem").filter(has_text=name).get_by_text("Leg opzij").first


@swept
@at("phone")
def test_two_figures_put_aside_become_a_word_file_of_them_alone(page):
    page.goto("/zoek?gemeente=Harelbeke&zoek=armoederisico")
    taken_over(page)
    aside(page, "Inwoners onder de armoedegrens").click()
    page.wait_for_url("**mand=armoederisico*")
    box = page.get_by_role("searchbox", name="Wat zoek je?")
    box.fill("werkloosheid")
    page.get_by_role("button", name="Zoeken").click()
    page.wait_for_url("**werkloosheid**")
    taken_over(page)
    expect(box).to_have_value("werkloosheid")
    aside(page, "Werkzoekendengraad").click()
    page.wait_for_url("**werkzoekendengraad**")
    taken_over(page)
    assert fits(page)
    on_the_spot = saved(page)
    expect(page.locator("#root .basket [role=status]")).to_have_text(
        "Klaar: gekozen-cijfers-harelbeke.docx"
    )
    page.get_by_role("link", name="Ander rapport").click()
    page.wait_for_url("**/rapport**")
    taken_over(page)
    said = "Je legde 2 cijfers opzij voor Harelbeke: Inwoners onder de armoedegrens"
    expect(page.get_by_test_id("stMain")).to_contain_text(said, timeout=PATIENCE)
    assert saved(page) == on_the_spot
    file = docx.Document(BytesIO(on_the_spot))
    contents = [p.text for p in file.paragraphs if p.style.name.casefold() == "toc 2"]
    assert [each.partition(" · ")[0] for each in contents] == ["SDG 1", "SDG 8"]


def saved(page):
    """The Word file that the button gives."""
    with page.expect_download(timeout=MAKING) as download:
        page.get_by_role("button", name="Maak Word").click()
    return download.value.path().read_bytes()


@swept
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


@pytest.mark.skipif(not WHOLE, reason="Word is made in every run; the others by make sweep")
@only("phone")
def test_every_button_gives_its_file_on_a_phone(page):
    page.goto(LINK + "&doelen=2&zonder=bijlage,methode")
    words(page)
    form = page.locator("#root form.making")
    form.get_by_role("link", name="Meteen naar de knoppen").click()
    expect(form.get_by_role("button", name="Maak Word")).to_be_in_viewport()
    assert fits(page)
    starts = {
        "Maak Word": (b"PK", ".docx"),
        "Maak PDF": (b"%PDF", ".pdf"),
        "Maak blad": (b"%PDF", "-blad.pdf"),
        "Maak webpagina": (b"<!doctype html>", ".html"),
        "Maak dia's": (b"PK", ".pptx"),
        "Maak Excel": (b"PK", ".xlsx"),
        "Maak alles": (b"PK", ".zip"),
    }
    assert form.locator(".makers button:not(.stop)").count() == len(starts)
    for name, (start, ending) in starts.items():
        with page.expect_download(timeout=MAKING) as download:
            form.get_by_role("button", name=name).click()
        assert download.value.suggested_filename == f"omgevingsanalyse-harelbeke{ending}"
        assert download.value.path().read_bytes().startswith(start), name
        expect(form.get_by_role("status")).to_contain_text("Klaar: omgevingsanalyse-harelbeke")
        expect(form.get_by_role("button", name=name)).to_be_enabled()
    assert violations(page) == {}


@at("phone")
def test_sheet_is_kept_as_a_file_and_printed(page):
    page.goto("/blad?gemeente=Harelbeke&vergelijk=Kuurne&orde=p")
    words(page)
    for name, ending, start in (("PDF", "pdf", b"%PDF"), ("Beeld", "png", b"\x89PNG")):
        with page.expect_download(timeout=MAKING) as download:
            page.locator("#root .printing").get_by_role("link", name=name).click()
        assert download.value.suggested_filename == (
            f"sdg-wijzer-blad-harelbeke-naast-vlaanderen.{ending}"
        )
        assert download.value.path().read_bytes().startswith(start)
    page.evaluate("() => { window.print = () => { window.printed = (window.printed ?? 0) + 1 } }")
    page.get_by_role("button", name="Druk af").click()
    assert page.evaluate("window.printed") == 1
    assert page.url.endswith("/blad?gemeente=Harelbeke&vergelijk=Kuurne&orde=p")


@at("phone")
def test_of_a_basket_the_buttons_come_first_and_the_choices_unfold(page):
    held = "mand=armoederisico,werkzoekendengraad&cijfers=mand"
    page.goto(f"/rapport?gemeente=Harelbeke&{held}")
    words(page)
    form = page.locator("#root form.making")
    assert form.get_by_role("button", name="Maak Word").bounding_box()["y"] < 844 - 60
    expect(form.get_by_role("checkbox", name="Geen honger")).to_be_hidden()
    form.get_by_text("Kies zelf wat erin komt").click()
    form.get_by_role("checkbox", name="Kwaliteitsonderwijs").check()
    form.get_by_label("Welke cijfers?").select_option("alle cijfers")
    page.wait_for_url("**doelen=4")
    assert "cijfers=" not in page.url
    expect(form.get_by_role("checkbox", name="Geen honger")).to_be_visible()
    expect(form.locator(".expected")).to_contain_text("SDG 4")
    assert fits(page)
    page.reload()
    words(page)
    expect(form.get_by_role("checkbox", name="Kwaliteitsonderwijs")).to_be_checked()
    expect(form.get_by_text("Kies zelf wat erin komt")).to_have_count(0)


@at("phone")
def test_what_one_gets_follows_the_choices_and_the_link_restores_them(page):
    page.goto("/rapport?gemeente=Harelbeke&vergelijk=Kuurne")
    words(page)
    form = page.locator("#root form.making")
    expect(form.locator(".of-pijlers")).to_be_hidden()
    form.get_by_label("In welke volgorde?").select_option("de 5 pijlers")
    form.get_by_label("Hoe heten de pijlers bij jullie?").fill("People, <i>Planet")
    form.get_by_role("checkbox", name="Methode").uncheck()
    contents = form.locator(".expected")
    expect(contents).to_contain_text("(People, <i>Planet, Welvaart, Vrede en Partnerschap)")
    expect(contents).not_to_contain_text("Methode")
    page.reload()
    words(page)
    expect(contents).to_contain_text("(People, <i>Planet, Welvaart, Vrede en Partnerschap)")
    expect(form.get_by_label("Hoe heten de pijlers bij jullie?")).to_have_value("People, <i>Planet")
    picture = contents.get_by_role("img").first
    picture.scroll_into_view_if_needed()
    page.wait_for_function(
        "e => e.complete && e.naturalWidth === 800", arg=picture.element_handle()
    )
    assert fits(page)
    assert violations(page) == {}
