"""What a link, a file or a search says is shown as text: no markdown, no tags, nobody else asked.

Also what a municipality's own figure looks like. All names and figures here are made up.
"""

from html.parser import HTMLParser
from urllib.parse import urlencode

import pytest
from playwright.sync_api import expect
from streamlit.testing.v1 import AppTest

from sdgwijzer.build import pipeline
from sdgwijzer.frame.context import PAGES
from sdgwijzer.links import PARAMETERS
from sdgwijzer.paths import Places
from tests.conftest import AS_OF, WHOLE, copy_shipped, sampled, swept
from tests.pages.conftest import patient, served
from tests.pages.test_browser import PATIENCE, words
from tests.pages.test_pages import text
from tests.pages.visit import opened
from tests.test_update import smaller

MARKS = "<b>b [k](https://evil.example) ![x](https://evil.example/a.png) www.evil.example"
NAME = "![x](https://evil.example/a.png) <img src=//evil.example>"
KEPT = ("armoederisico", "beschikbaar_inkomen", "inwoners")
OWN = f"""
municipality: Harelbeke
indicators:
  eigen_verzonnen:
    name: '{NAME}'
    description: '{MARKS}'
    goals: [11]
    theme: mobiliteit
    unit: '%'
    direction: higher_is_better
    direction_reason: '{MARKS}'
    plausible: [0, 100]
    sentence: bedroeg het verzonnen aandeel in {{place}} {{value}}
    source: '{MARKS}'
    remark: https://evil.example
    file: verzonnen.csv
    target: {{value: 8, year: 2030, worst: 0, source: '{MARKS}'}}
"""


@pytest.fixture(scope="module")
def own_data(tmp_path_factory):
    """Three indicators of all and one that only Harelbeke has, with markup in every text of it."""
    root = tmp_path_factory.mktemp("own")
    for name in ("data", "local"):
        (root / name).mkdir()
    copy_shipped(root / "data")
    (root / "local" / "harelbeke.yaml").write_text(OWN, encoding="utf-8")
    (root / "local" / "verzonnen.csv").write_text("year,value\n2023,1.1\n2024,2.2\n")
    entries = smaller(root, lambda id_, _: id_ in KEPT)
    pipeline.build(Places.of(root / "data", entries, root / "local"), AS_OF)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SDGWIJZER_DATA", str(root / "data"))
        patch.setenv("SDGWIJZER_CATALOGUE", str(entries))
        yield root / "data"


def links(word):
    """Links to a page with markup in the parameters: in all at once, and each alone in a sweep."""
    mine = [name for name, each in PARAMETERS.items() if word in each.pages]
    every = ["vergelijk", "gewichten", "pagina", *mine]
    needs = {"gemeente": "Harelbeke"}
    yield dict.fromkeys(["gemeente", *every], MARKS)
    yield needs | dict.fromkeys(every, MARKS)
    yield needs | {"vergelijk": "Kuurne,Deerlijk", "groep": MARKS}
    if word in ("doel", "indicator"):  # the page itself, with other choices that are strange
        needs |= {"doel": "11", "indicator": "eigen_verzonnen"}
        yield needs | dict.fromkeys(set(every) - set(needs), MARKS)
    if WHOLE:
        yield from (needs | {name: MARKS} for name in ["gemeente", *every])


class Addresses(HTMLParser):
    """What tags lead to, or fetch."""

    def __init__(self):
        super().__init__()
        self.found = []

    def handle_starttag(self, tag, attrs):
        self.found += [value or "" for name, value in attrs if name in ("href", "src")]


def read_as_markup(app):
    """What Streamlit reads markdown in, and tags that lead or fetch elsewhere, if they say it."""
    kinds = ("title", "header", "subheader", "markdown", "caption")
    kinds += ("info", "warning", "error", "success", "expander")
    boxes = ("selectbox", "multiselect", "text_input", "slider", "select_slider", "button")
    said = [str(getattr(each, "value", each)) for kind in kinds for each in app.get(kind)]
    said += [each.label for kind in boxes for each in app.get(kind)]
    addresses = Addresses()
    addresses.feed(" ".join(each.proto.body for each in app.html))
    outward = [each for each in addresses.found if not each.startswith(("./", "data:"))]
    return [each for each in [*said, *outward] if "evil" in each]


@pytest.mark.parametrize("word", sampled(PAGES, 3))
def test_markup_in_a_link_is_shown_as_text(own_data, word):
    for link in links(word):
        app = opened(word, link)
        assert not app.exception
        assert read_as_markup(app) == []
        assert "<b>b" not in " ".join(each.proto.body for each in app.html)
        if link["gemeente"] == MARKS:
            assert "&lt;b" in " ".join(each.proto.body for each in app.html)


def test_the_check_sees_markup(own_data):
    def page():
        import streamlit as st

        st.warning("[k](https://evil.example)")
        st.html('<img src="https://evil.example/a.png">')
        st.selectbox("evil", ["a"])

    assert len(read_as_markup(AppTest.from_function(page).run())) == 3


def test_own_figure_stands_beside_nobody(own_data):
    link = {"gemeente": "Harelbeke", "indicator": "eigen_verzonnen", "vergelijk": "Kuurne"}
    app = opened("indicator", link)
    shown = text(app)
    assert not app.exception
    assert "andere gemeenten hebben het niet" in shown
    for part in ("ediaan", "1e van", "Alle gemeenten in een tabel", "De kaart", "Kuurne:"):
        assert part not in shown
    for figure in ("verdeling", "kaart", "tabel"):
        assert "andere gemeenten hebben het niet" in text(
            opened("indicator", {**link, "figuur": figure})
        )


def test_nothing_is_said_of_figures_that_are_not_there(own_data):
    """Of Herstappe no source counts the poor."""
    shown = text(opened("overzicht", {"gemeente": "Herstappe"}))
    assert "1 Geen armoede geen cijfer voor deze gemeente" in shown
    shown = text(opened("doel", {"gemeente": "Herstappe", "doel": "1"}))
    assert "Er is geen cijfer." in shown
    for part in ("geen oordeel (", "springt er op deze doelstelling niets uit"):
        assert part not in shown


SHOWN = """() => {
    const all = (root) => [...root.querySelectorAll('*')]
        .flatMap((each) => each.shadowRoot ? [each, ...all(each.shadowRoot)] : [each])
    return all(document).map((each) => String(each.href?.baseVal ?? each.href ?? each.src ?? ''))
        .filter((address) => address.includes('evil') && !address.startsWith(location.origin))
}"""


@swept
@pytest.mark.browser
def test_page_with_markup_everywhere_asks_nothing_of_another_host(own_data, browser):
    with served(own_data) as url:
        page = patient(
            browser.new_context(base_url=url, viewport={"width": 1280, "height": 900}).new_page()
        )
        asked = []
        page.on("request", lambda request: asked.append(request.url))
        for word in PAGES if WHOLE else ("zoek", "indicator"):
            for link in list(links(word)) if WHOLE else list(links(word))[-1:]:
                page.goto(f"/{word}?{urlencode(link)}")
                expect(page.locator("#root h1")).to_be_visible(timeout=PATIENCE)
                words(page)
                assert page.evaluate(SHOWN) == [], link
                if "pagina" in link:  # the notice on it shows the most of it
                    assert "evil.example" in page.locator("[data-testid=stMain]").inner_text()
        assert {each for each in asked if not each.startswith((url, "data:", "blob:"))} == set()
        page.context.close()


def test_broken_catalogue_is_said_on_the_page_and_in_the_log(
    own_data, tmp_path, monkeypatch, caplog
):
    (tmp_path / "indicators.yaml").write_text("indicators: [", encoding="utf-8")
    monkeypatch.setenv("SDGWIJZER_CATALOGUE", str(tmp_path / "indicators.yaml"))
    app = opened("overzicht", {"gemeente": "Harelbeke"})
    assert "Er ging iets mis bij het lezen van de cijfers" in text(app)
    [line] = [each for each in caplog.messages if "CatalogueError" in each]
    assert line.startswith("page /overzicht?gemeente=Harelbeke failed: CatalogueError")
