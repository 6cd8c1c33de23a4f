"""The workroom in a browser: the whole road by clicks, by keyboard, without scripts; and axe."""

import json
import threading
import time
from contextlib import contextmanager

import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from sdgwijzer import cli
from tests.ask import built
from tests.pages.conftest import WHOLE, free_port
from tests.pages.test_accessibility import OPTIONS

pytestmark = pytest.mark.browser
KEY = "sleutel-van-de-test"
WIDTHS = {"deelnemer": (390,), "beheer": (390, 1280), "scherm": (1920,)}
WORDS = (
    *("fontein bij de markt", "fietspad naar het zwembad", "loket in elke wijk"),
    *("bomen voor het schoolplein", "kraantjeswater overal", "buurtbus op zaterdag"),
    *("stille kamers in het dorpshuis", "repareren in plaats van weggooien"),
)


@contextmanager
def serving(dataset, address):
    """The app without Streamlit behind it, on loopback."""
    _, app = built(dataset, workroom=address, workroom_key=KEY)
    port = free_port()
    server = uvicorn.Server(uvicorn.Config(app, port=port, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield f"http://127.0.0.1:{port}/"
    finally:
        server.should_exit = True
        thread.join(10)


@pytest.fixture
def home(dataset, tmp_path):
    with serving(dataset, f"sqlite:///{tmp_path / 'werkruimte.db'}") as url:
        yield url


def look(page, role):
    """Axe at each width of a role; targets are large enough, and nothing is wider than the page."""
    for width in WIDTHS[role]:
        page.set_viewport_size({"width": width, "height": 900})
        page.evaluate("document.querySelectorAll('details').forEach((each) => each.open = true)")
        found = Axe().run(page, options=OPTIONS).response["violations"]
        broken = {each["id"]: [node["html"][:200] for node in each["nodes"][:3]] for each in found}
        assert broken == {}, (page.url, width)
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), page.url
        small = page.evaluate("""() => [...document.querySelectorAll(
            'main button, main .button, main input:not([type]), main textarea, main select, ' +
            'main summary, main .tick, main .scale label, .tabs a')]
            .filter((each) => each.offsetParent && each.getBoundingClientRect().height < 44)
            .map((each) => each.outerHTML.slice(0, 120))""")
        assert small == [], (page.url, width)


class Hand:
    """A facilitator and participants, each in a browser of their own."""

    def __init__(self, browser, home, **context):
        self.browser, self.home, self.context = browser, home, context
        self.desk = self.new(1280)
        self.refused = []

    def new(self, width=390, **more):
        made = self.browser.new_context(
            base_url=self.home, viewport={"width": width, "height": 844}, **self.context | more
        )
        return made.new_page()

    def open(self):
        page = self.desk
        page.goto("w/nieuw?gemeente=Harelbeke")
        page.get_by_label("Sleutel").fill(KEY)
        page.get_by_label("Titel").fill("Testkamer")
        page.get_by_label("Vraag aan").fill("Waar moet Voorbeeldstad op inzetten?")
        page.get_by_label("Wie is verantwoordelijk").fill("Stad Voorbeeld")
        page.get_by_label("Wie beantwoordt").fill("test@voorbeeld.example")
        page.get_by_label("Kringen", exact=True).fill("medewerkers\ninwoners")
        page.get_by_role("button", name="Open de werkruimte").click()
        self.links = page.locator(".kept").all_inner_texts()
        page.get_by_role("link", name="Naar het beheer").click()
        return self

    def press(self, name):
        self.desk.get_by_role("button", name=name).first.click()

    def join(self, **more):
        page = self.new(**more)
        page.goto(self.links[2])
        page.get_by_role("button", name="Ik doe mee").click()
        return page

    def idea(self, page, words):
        page.get_by_role("link", name="Voeg een idee toe").click()
        page.get_by_label("Je idee in").fill(words)
        page.get_by_label("Uitleg").fill("Regel een van de test.\n\nRegel twee.")
        page.get_by_role("button", name="Bewaar").click()
        again = page.get_by_role("button", name="Voeg mijn idee toch toe")
        if again.count():
            again.click()
        expect(page.get_by_role("status").first).to_contain_text("bewaard")

    def close(self):
        for context in self.browser.contexts:
            if context.pages and context.pages[0].url.startswith(self.home):
                context.close()


@pytest.fixture
def hand(browser, home):
    made = Hand(browser, home)
    yield made
    made.close()


def vote(page, first, others):
    page.goto(page.url.split("?")[0].split("#")[0])
    page.get_by_role("button", name=f"Kies dit V{first}").click()
    for number in others:
        form = page.locator(f"#V{number} form.scores")
        form.locator("input[name=een][value='5']").check()
        form.locator(f"input[name=twee][value='{1 + number % 5}']").check()
        form.get_by_role("button", name="Bewaar punten").click()


def prepare(hand):
    hand.open()
    hand.press("Leg de aangevinkte klaar")
    listed = "titel;toelichting;sdg\n" + "\n".join(f"Uitdaging {n};Uitleg;6" for n in range(12))
    hand.desk.get_by_label("Of plak een lijst: titel").fill(listed)
    hand.press("Voeg toe")
    look(hand.desk, "beheer")
    early = hand.join()
    expect(early.locator("main")).to_contain_text("nog niet open")
    look(early, "deelnemer")
    hand.press("Open fase 1")


def bring_ideas(hand, people, ideas):
    for number in range(ideas):
        hand.idea(people[number % len(people)], f"{WORDS[number % 8]} {number // 8 or ''}")
    first = people[0]
    first.get_by_role("button", name="Steun dit").first.click()
    expect(first.get_by_role("button", name="Je steunt dit")).to_have_count(1)
    for part in ("Cijfers", "Ik", "Ideeën"):
        first.get_by_role("link", name=part).click()
        look(first, "deelnemer")
    first.get_by_role("link", name="Voeg een idee toe").click()
    look(first, "deelnemer")
    hand.desk.reload()
    look(hand.desk, "beheer")


def bundle(hand, ideas):
    desk = hand.desk
    hand.press("Ga naar bundelen")
    look(desk, "beheer")
    for number in (1, 2):
        desk.locator(f"#ideeen input[name=idee][value='{number}']").check()
    desk.get_by_label("Titel van het voorstel").first.fill("Voorstel van de test")
    hand.press("Maak er één voorstel van")
    for number in range(3, ideas + 1):
        desk.locator(f"#ideeen input[name=idee][value='{number}']").check()
    hand.press("Elk een eigen voorstel")


def put_paper_in(hand, ballots):
    for number in range(ballots):
        hand.desk.reload()
        hand.desk.get_by_label("Nummer op het biljet").first.fill(f"B{number}")
        hand.desk.locator("#biljetten input[name=stip]").first.check()
        hand.press("Voer in")
        expect(hand.desk.get_by_role("status")).to_contain_text("ingevoerd")
    look(hand.desk, "beheer")


def decide(hand, file):
    desk = hand.desk
    for card in desk.locator("#keuzes article").all():
        card.get_by_label("Prioriteit").check()
        card.get_by_label("Reden").fill("Een reden die lang genoeg is.")
        card.get_by_role("button", name="Bewaar de keuze").click()
    desk.get_by_role("button", name="Omlaag").first.click()
    with desk.expect_download() as got:
        desk.get_by_role("link", name="werkruimte.json").click()
    got.value.save_as(file)
    hand.press("Sluit de werkruimte")
    look(desk, "beheer")


def test_whole_road_by_clicks(hand, tmp_path):
    """From opening to the note, looked at by axe in every phase and role."""
    count, ideas, proposals, ballots = (10, 20, 9, 3) if WHOLE else (6, 8, 6, 1)
    prepare(hand)
    people = [hand.join() for _ in range(count)]
    first, screen = people[0], hand.new(1920)
    bring_ideas(hand, people, ideas)
    screen.goto(hand.links[1])
    look(screen, "scherm")
    bundle(hand, proposals)
    first.goto(first.url.split("/idee")[0])
    expect(first.locator("main")).to_contain_text("We bundelen de ideeën")
    look(first, "deelnemer")
    hand.press("Open fase 2")
    for person in people:
        vote(person, 1, (1, 2, 3))
    look(first, "deelnemer")
    put_paper_in(hand, ballots)
    hand.press("Stop het stemmen")
    look(hand.desk, "beheer")
    for page, role, words in (
        (screen, "scherm", "stemmers kozen dit"),
        (first, "deelnemer", "Wat de stemmen zeggen"),
    ):
        page.reload()
        expect(page.locator("main")).to_contain_text(words)
        look(page, role)
    file = tmp_path / "werkruimte.json"
    decide(hand, file)
    first.reload()
    expect(first.locator("main")).to_contain_text("Alles verdwijnt op")
    look(first, "deelnemer")
    document = json.loads(file.read_text(encoding="utf-8"))
    assert document["circles"][0]["voters"] == count + ballots
    assert cli.main(["nota", str(file), "--output", str(tmp_path / "nota")]) == 0


def test_without_scripts(browser, home):
    hand = Hand(browser, home, java_script_enabled=False).open()
    hand.desk.get_by_label("Uitdaging", exact=True).fill("Uitdaging van de test")
    hand.press("Voeg toe")
    hand.press("Open fase 1")
    people = [hand.join() for _ in range(2)]
    for words, person in zip(WORDS, [*people, *people], strict=False):
        hand.idea(person, words)
    people[0].get_by_role("button", name="Steun dit").first.click()
    expect(people[0].get_by_role("button", name="Je steunt dit")).to_have_count(1)
    hand.press("Ga naar bundelen")
    for box in hand.desk.locator("#ideeen input[name=idee]").all():
        box.check()
    hand.press("Elk een eigen voorstel")
    hand.press("Open fase 2")
    vote(people[0], 1, (1, 2))
    expect(people[0].locator("h2 .count")).to_have_text("gekozen 1 van 2")
    hand.press("Stop het stemmen")
    card = hand.desk.locator("#keuzes article").first
    card.get_by_label("Later").check()
    card.get_by_label("Reden").fill("Een reden die lang genoeg is.")
    card.get_by_role("button", name="Bewaar de keuze").click()
    expect(hand.desk.get_by_role("status")).to_contain_text("bewaard")
    hand.close()


def test_by_keyboard_alone(hand):
    hand.open()
    hand.desk.get_by_label("Uitdaging", exact=True).fill("Uitdaging van de test")
    hand.press("Voeg toe")
    hand.press("Open fase 1")
    page = hand.new()
    page.goto(hand.links[2])
    keys(page, "Ik doe mee", "Enter")
    keys(page, "Voeg een idee toe", "Enter")
    keys(page, "Je idee in enkele woorden")
    page.keyboard.type("getypt met toetsen")
    keys(page, "Bewaar", "Enter")
    expect(page.get_by_role("status").first).to_contain_text("bewaard")
    other = hand.join()
    keys(other, "Steun dit I1", "Enter")
    expect(other.get_by_role("button", name="Je steunt dit")).to_be_visible()


def keys(page, name, press=""):
    """Tab until what has this name has the focus, then press."""
    for _ in range(60):
        page.keyboard.press("Tab")
        here = page.evaluate(
            "() => { const e = document.activeElement; const l = e.labels && e.labels[0];"
            " return ((l ? l.textContent : e.textContent) || '').replace(/\\s+/g, ' ').trim() }"
        )
        if here == name:
            break
    else:
        raise AssertionError(f"Tab never came to {name}")
    if press:
        with page.expect_navigation():
            page.keyboard.press(press)


def test_new_ideas_are_announced_and_nothing_moves(hand):
    hand.open()
    hand.desk.get_by_label("Uitdaging", exact=True).fill("Uitdaging van de test")
    hand.press("Voeg toe")
    hand.press("Open fase 1")
    one, other = hand.join(), hand.join()
    before = other.locator("main").inner_text()
    hand.idea(one, WORDS[0])
    news = other.get_by_role("link", name="1 nieuw idee: toon het")
    expect(news).to_be_visible(timeout=15_000)
    assert other.locator("main").inner_text() == before
    news.click()
    expect(other.locator("main")).to_contain_text(WORDS[0])


def test_what_was_typed_is_there_after_the_server_was_away(browser, dataset, tmp_path):
    """A phone that sleeps, a wifi that drops, a server that starts again."""
    address = f"sqlite:///{tmp_path / 'werkruimte.db'}"
    with serving(dataset, address) as home:
        hand = Hand(browser, home).open()
        hand.desk.get_by_label("Uitdaging", exact=True).fill("Uitdaging van de test")
        hand.press("Voeg toe")
        hand.press("Open fase 1")
        page = hand.join()
        page.get_by_role("link", name="Voeg een idee toe").click()
        page.get_by_label("Je idee in").fill("half getypt")
        page.context.set_offline(True)
        expect(page.locator("body")).to_be_visible()
        page.context.set_offline(False)
        page.reload()
        expect(page.get_by_label("Je idee in")).to_have_value("half getypt")
        page.get_by_role("button", name="Bewaar").click()
        expect(page.get_by_role("status").first).to_contain_text("bewaard")
        page.get_by_role("link", name="Voeg een idee toe").click()
        expect(page.get_by_label("Je idee in")).to_have_value("")  # what is saved is no draft
        hand.close()
