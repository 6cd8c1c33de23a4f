"""A link opened in a fresh browser shows the same words and gives the same file, byte for byte."""

from urllib.parse import urlencode

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from playwright.sync_api import expect

from sdgwijzer import catalogue, municipalities, orders, paths, sources
from sdgwijzer.links import parameters as link
from sdgwijzer.views import peers
from tests.conftest import WHOLE
from tests.pages.conftest import patient
from tests.pages.test_browser import PATIENCE, words

pytestmark = pytest.mark.browser

EXAMPLES = 80 if WHOLE else 1
NAMES = [row.name for row in municipalities.load().today.values()]
IDS = [
    item.id
    for item in catalogue.read(paths.catalogue()).indicators
    if sources.load(item.source).shipped
]
GOALS = [str(goal) for goal in range(1, 18)]


def some(values, most=3):
    return st.lists(st.sampled_from(values), max_size=most, unique=True).map(",".join)


VIEWS = {
    "overzicht": {"orde": st.sampled_from(orders.KEYS)},
    "doel": {
        "doel": st.sampled_from(GOALS),
        "toon": st.sampled_from(link.SHOW),
        "sorteer": st.sampled_from(link.SORT),
    },
    "indicator": {
        "indicator": st.sampled_from(IDS),
        "kleur": st.sampled_from(link.COLOURS),
        "figuur": st.sampled_from(link.FIGURES),
    },
    "vergelijk": {
        "doelen": some(GOALS),
        "indicatoren": some(IDS),
        "beeld": st.sampled_from(link.VIEWS),
        "draai": st.sampled_from(link.TURNED),
    },
    "verken": {
        "x": st.sampled_from(IDS),
        "y": st.sampled_from(IDS),
        "reeks": some(IDS, 2),
        "rijen": st.sampled_from(link.TABLES),
    },
}


@st.composite
def links(draw):
    """A random view: place, peers, and the choices of one page."""
    page = draw(st.sampled_from(list(VIEWS)))
    choices = {
        "gemeente": draw(st.sampled_from(NAMES)),
        "vergelijk": draw(some([*peers.GROUPS, *NAMES])),
        "groep": draw(st.sampled_from(["", "Regio Zuid"])),
        **{name: draw(values) for name, values in VIEWS[page].items()},
    }
    return f"/{page}?{urlencode({name: value for name, value in choices.items() if value})}"


def opened(browser, url):
    """Words, address and file of a view in a fresh browser."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    page = patient(context.new_page())
    page.goto(url)
    expect(page.locator("#root h1")).to_be_visible(timeout=PATIENCE)
    shown = words(page)
    content = b""
    file = page.get_by_role("link", name="CSV", exact=True)
    if file.count():
        with page.expect_download(timeout=PATIENCE) as download:
            file.click()
        content = download.value.path().read_bytes()
    address = page.url
    context.close()
    return shown, address, content


def test_link_shows_the_same_in_a_fresh_browser(browser, app_url):
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        suppress_health_check=[HealthCheck.too_slow],
    )
    @given(links())
    def check(asked):
        shown, address, content = opened(browser, app_url + asked)
        again, same, file = opened(browser, address)
        assert again == shown
        assert same == address
        assert file == content
        assert content or "figuur=" in address

    check()
