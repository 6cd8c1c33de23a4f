"""Back leads where the visitor came from, one step for each act."""

import random
import re
from contextlib import suppress

import pytest
from playwright.sync_api import TimeoutError, expect

from tests.conftest import WHOLE, swept
from tests.pages.conftest import WIDTHS, patient
from tests.pages.test_browser import LIST, PATIENCE, VIEWS, choose, pick, unfold, words

pytestmark = pytest.mark.browser

WALKS, STEPS = (range(30), 10) if WHOLE else (range(1), 4)
BEFORE = "data:text/html,<title>before</title>"
THREE = (
    "Werkzoekendengraad",
    "Inwoners van 65 jaar en ouder",
    "Beschikbaar inkomen van de inwoner in het midden",
)
NAMES = ("Harelbeke", "Gent", "Herstappe", "Pajottegem", "Voeren")


@pytest.fixture
def visit(visitor):
    """A page that came from somewhere else."""
    page = patient(visitor(WIDTHS["desktop"]).new_page())
    page.goto(BEFORE)
    yield page
    page.close()


def rested(page):
    expect(page.locator("#root h1")).to_be_visible(timeout=PATIENCE)
    page.wait_for_timeout(400)  # the run that an act starts has begun
    return words(page)


def add(page, label, name):
    """Take one more in a list of several."""
    pick(page, page.get_by_role("combobox", name=label, exact=True), name)
    page.keyboard.press("Escape")


@swept
def test_exploring_from_the_start_and_back_in_as_many_steps(visit):
    acts = [
        lambda: choose(visit, "Gemeente", "Harelbeke"),
        lambda: visit.get_by_role("link", name="Verken", exact=True).click(),
        *(
            (lambda name=name: add(visit, "Indicatoren", name))
            for name in THREE[: None if WHOLE else 1]
        ),
        *([lambda: choose(visit, "Van", "2016")] if WHOLE else []),
        lambda: choose(visit, "Tot en met", "2020"),
        lambda: choose(visit, "Schikking", "gemeenten in de rijen, laatste jaar"),
        *([lambda: choose(visit, "Horizontaal", "Werkzoekendengraad")] if WHOLE else []),
        lambda: choose(visit, "Verticaal", THREE[1]),
    ]
    visit.goto("/")
    seen = [(rested(visit), visit.url)]
    for act in acts:
        act()
        seen.append((rested(visit), visit.url))
        assert "Er ging iets mis" not in seen[-1][0]
    assert len({url for _, url in seen}) == len(acts) + 1
    shown = seen.pop()[0]
    assert "(2020)" in shown.partition("Tabel van gemeenten en jaren")[2]
    while seen:
        visit.go_back()
        before, url = seen.pop()
        assert rested(visit) == before
        assert visit.url == url
    visit.go_back()
    assert visit.url == BEFORE


def view(url):
    """The address without the axes of `/verken`, which stand in it from the first choice on."""
    return re.sub(r"&[xy]=\w+", "", url)


def links(page):
    """Links of the header and of the page that stay on this site, and on a page with a header."""
    found = [page.locator("a[href]:visible").nth(number) for number in range(60)]
    there = found[: page.locator("a[href]:visible").count()]
    ours = re.compile(r"(?!#|https?://(?!127)|.*(\.atom|embed=true|download/))")
    return [link for link in there if ours.match(link.get_attribute("href"))]


def take_another(page, box, dice):
    """Another option of a list; what the page drew anew under the first try is tried once more."""
    unfold(page, box)
    options = page.locator(f"{LIST} [role=option]:not([aria-selected=true])")
    options.nth(dice.randrange(min(options.count(), 8))).click()
    page.wait_for_timeout(300)
    if page.locator(LIST).count():
        page.keyboard.press("Escape")


def act(page, dice):
    """One thing a visitor may do: a link, another municipality, a dropdown, a search."""
    kind = dice.choice(["link", "link", "municipality", "list", "search", "name"])
    if kind == "name":
        page.get_by_role("link", name="SDG-Wijzer", exact=True).click()
    elif kind == "municipality":
        choose(page, "Gemeente", dice.choice([name for name in NAMES if name not in page.url]))
    elif kind == "search":
        box = page.get_by_role("searchbox", name="Zoek", exact=True).locator("visible=true")
        asked = [word for word in ("water", "Kuurne", "armoede") if f"zoek={word}" not in page.url]
        box.fill(dice.choice(asked))
        box.press("Enter")
    elif kind == "list" and (lists := page.locator(".stMain .stSelectbox input:visible")).count():
        take_another(page, lists.nth(dice.randrange(lists.count())), dice)
    else:
        dice.choice(links(page)).click()


def led(page, since):
    """Wait until an act led to another address: on a busy machine that takes a while."""
    with suppress(TimeoutError):
        page.wait_for_function("since => location.href !== since", arg=since, timeout=3000)


@swept
@pytest.mark.parametrize("seed", WALKS)
def test_any_walk_can_be_walked_back(visit, seed):
    dice = random.Random(seed)
    visit.goto(dice.choice([VIEWS["start"], VIEWS["overzicht"], VIEWS["doel"], VIEWS["verken"]]))
    rested(visit)
    seen = [visit.url]
    for _ in range(STEPS):
        act(visit, dice)
        led(visit, since=seen[-1])
        assert "Er ging iets mis" not in rested(visit)
        if visit.url != seen[-1]:
            seen.append(visit.url)
    steps = 0
    while visit.url != BEFORE:
        visit.go_back()
        steps += 1
        assert steps <= len(seen), (seen, visit.url)
        if visit.url != BEFORE:
            assert "Er ging iets mis" not in rested(visit)
            assert view(visit.url) in set(map(view, seen))


def test_back_to_a_page_without_municipality_shows_none(visit):
    visit.goto("/overzicht")
    rested(visit)
    choose(visit, "Gemeente", "Gent")
    expect(visit.get_by_role("heading", level=1, name="Gent", exact=True)).to_be_visible(
        timeout=PATIENCE
    )
    rested(visit)
    visit.go_back()
    expect(visit.get_by_role("heading", name="Kies een gemeente")).to_be_visible(timeout=PATIENCE)
    rested(visit)
    assert visit.url.endswith("/overzicht")


def test_name_of_the_site_leads_to_its_start(visit):
    visit.goto(VIEWS["doel"])
    rested(visit)
    name = visit.get_by_role("link", name="SDG-Wijzer", exact=True)
    assert name.evaluate("link => link.pathname + link.search") == "/"  # in a new tab too
    name.click()
    expect(visit.get_by_role("heading", name="Hoe staat jouw gemeente")).to_be_visible(
        timeout=PATIENCE
    )
    assert visit.url.endswith("/")


def test_page_down_scrolls_a_fresh_page(visit):
    visit.goto(VIEWS["indicator"])
    rested(visit)
    visit.keyboard.press("PageDown")
    visit.wait_for_function(
        "() => document.querySelector('[data-testid=stMain]').scrollTop > 300", timeout=PATIENCE
    )
