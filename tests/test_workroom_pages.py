"""The workroom as a browser asks it: forms, cookies, refusals, and what no answer may hold."""

import json
import re
from dataclasses import replace
from types import SimpleNamespace
from urllib.parse import parse_qsl, urlencode, urlsplit

import pytest

from sdgwijzer import paths, screens
from sdgwijzer.errors import StoreError
from sdgwijzer.links import read
from sdgwijzer.workroom import codes
from tests.ask import asked, built

KEY = "sleutel-van-de-test"


class Browser:
    """Keeps cookies, follows redirects, fills in forms."""

    def __init__(self, site):
        self.site = site
        self.cookies = {}
        self.at = "w/"
        self.page = None

    def ask(self, path, method="GET", body=b"", **headers):
        parts = urlsplit(path)
        cookie = "; ".join(f"{name}={text}" for name, text in self.cookies.items())
        self.page = asked(
            None,
            parts.path.removeprefix("/"),
            dict(parse_qsl(parts.query)),
            method=method,
            body=body,
            more={"cookie": cookie, **headers},
            through=self.site,
        )
        for name, text in self.page.cookies.items():
            self.cookies.pop(name, None)
            if text:
                self.cookies[name] = text
        self.at = path
        if self.page.status == 303:
            return self.ask(self.page.headers["location"])
        return self.page

    def send(self, path, _token=None, **fields):
        token = re.search(r'name="bewijs" value="(\w+)"', self.page.text) if self.page else None
        kept = {"bewijs": _token or (token[1] if token else ""), **fields}
        return self.ask(path, "POST", urlencode(kept, doseq=True).encode())


@pytest.fixture
def address(tmp_path):
    return f"sqlite:///{tmp_path / 'werkruimte.db'}"


@pytest.fixture
def browser(dataset, address):
    site = built(dataset, workroom=address, workroom_key=KEY)
    return lambda: Browser(site)


WISH = {
    "sleutel": KEY,
    "gemeente": "Harelbeke",
    "titel": "Testkamer",
    "vraag": "Waar moet Voorbeeldstad op inzetten?",
    "verantwoordelijke": "Stad Voorbeeld",
    "contact": "test@voorbeeld.example",
    "kringen": "medewerkers\ninwoners",
    "vooraf": "inwoners",
    "assen": "belang_invloed",
    "stippen": "5",
    "tonen": "ja",
    "dagen": "60",
}


class Road:
    """A room, its facilitator, and participants."""

    def __init__(self, browser):
        self.browser = browser
        self.desk = browser()
        self.desk.ask("w/nieuw")
        opened = self.desk.send("w/nieuw", **WISH)
        assert opened.status == 200, opened.text
        links = dict(re.findall(r"w/([bsk])/([\w-]+)", opened.text))
        self.manage, self.screen = (
            re.search(rf"w/{letter}/([\w-]+)", opened.text)[1] for letter in "bs"
        )
        self.codes = re.findall(r"w/k/(\w+)", opened.text)
        assert set(links) == {"b", "s", "k"}
        self.ref = re.search(r'class="where">(\w{10})<', opened.text)[1]
        self.home = f"w/r/{self.ref}"
        self.desk.ask(f"w/b/{self.manage}")

    def do(self, path, **fields):
        if "versie" not in fields and 'name="versie"' in self.desk.page.text:
            fields["versie"] = re.search(r'name="versie" value="(\d+)"', self.desk.page.text)[1]
        return self.desk.send(f"{self.home}/beheer/{path}", **fields)

    def go(self, van, naar):
        done = self.do("fase", van=van, naar=naar)
        assert done.status == 200, done.text
        return done

    def person(self, circle=0):
        made = self.browser()
        made.ask(f"w/k/{self.codes[circle]}")
        assert made.send("w/mee").status == 200, made.page.text
        return made

    def idea(self, who, title, **more):
        who.ask(f"{self.home}/idee")
        return who.send(f"{self.home}/idee", titel=title, formulier=title[:40], toch="1", **more)

    def voting(self, people=6, ideas=4):
        """To phase 2, with people and proposals."""
        self.do("uitdaging", titel="Uitdaging van de test")
        self.go("voorbereiding", "ideeën")
        made = [self.person() for _ in range(people)]
        for each in range(ideas):
            self.idea(made[each % people], f"Voorbeeldidee {each}")
        self.go("ideeën", "bundelen")
        self.do("bundel", doe="elk", idee=[str(each + 1) for each in range(ideas)])
        self.go("bundelen", "stemmen")
        return made


@pytest.fixture
def road(browser):
    return Road(browser)


def test_off_has_no_address(dataset):
    assert asked(dataset, "w/").status == 303  # a word that is no page: the start page says so
    assert asked(dataset, "w/r/ABCDEFGHJK").status in (303, 404)


def test_from_a_code_to_results(road):
    people = road.voting()
    for place, who in enumerate(people):
        who.ask(road.home)
        assert who.send(f"{road.home}/stip/1").status == 200
        assert "gekozen 1 van 2" in who.page.text
        who.send(f"{road.home}/punten/1", een="5", twee=str(1 + place % 5))
    road.go("stemmen", "bespreken")
    who = people[0]
    who.ask(road.home)
    assert "6 van 6 stemmers kozen dit (100 %)" in who.page.text
    for number in range(1, 5):
        road.do(f"keuze/{number}", keuze="later", reden="Een reden die lang genoeg is.")
    road.go("bespreken", "gesloten")
    document = json.loads(road.desk.ask(f"{road.home}/beheer/werkruimte.json").text)
    assert document["proposals"][0]["votes"]["medewerkers"]["importance"] == [0, 0, 0, 0, 6]
    assert "Alles verdwijnt op" in who.ask(road.home).text


def test_nothing_tells_a_count_before_the_reveal(road):
    """Neither what is read, nor the mark of what is new."""
    people = road.voting()
    screen = road.browser()
    screen.ask(f"w/s/{road.screen}")
    first, last = people[0], people[-1]
    paths = (road.home, f"{road.home}?deel=ik", f"{road.home}/stand")

    def read():
        found = {path: last.ask(path) for path in paths}
        found |= {
            path: screen.ask(path) for path in (f"{road.home}/scherm", f"{road.home}/scherm/stand")
        }
        return {path: (each.body, each.headers.get("etag")) for path, each in found.items()}

    before = read()
    for who in people[:-1]:
        who.ask(road.home)
        who.send(f"{road.home}/stip/1")
        who.send(f"{road.home}/punten/1", een="5", twee="4")
    assert read() == before
    first.ask(road.home)
    assert "gekozen 1 van 2" in first.page.text


def test_supports_are_not_told_to_participants(road):
    road.do("uitdaging", titel="Uitdaging van de test")
    road.go("voorbereiding", "ideeën")
    writer, *others = (road.person() for _ in range(4))
    road.idea(writer, "Voorbeeldidee")
    before = {path: writer.ask(path).body for path in (road.home, f"{road.home}?deel=ik")}
    for who in others:
        who.ask(road.home)
        assert 'aria-pressed="true"' in who.send(f"{road.home}/steun/1").text
    assert {path: writer.ask(path).body for path in before} == before


def test_forms_without_proof_are_refused(road):
    who = road.person()
    assert who.send(f"{road.home}/wis", _token="0" * 32).status == 403
    assert who.ask(road.home).status == 200
    foreign = who.ask(f"{road.home}/wis", "POST", b"", origin="https://evil.example")
    assert foreign.status == 403


@pytest.mark.parametrize(
    "body",
    [b"titel=" + b"x" * 17_000, urlencode([("doel", "1")] * 10_000)[:15_900].encode()],
    ids=["17 kB", "thousands of fields"],
)
def test_forms_that_no_page_sends_are_refused(road, body):
    assert road.person().ask(f"{road.home}/idee", "POST", body).status == 413


def test_wrong_codes_are_slowed_and_others_go_on(road):
    road.do("uitdaging", titel="Uitdaging van de test")
    road.go("voorbereiding", "ideeën")
    who = road.person()
    stranger = road.browser()
    stranger.ask("w/")
    found = [stranger.send("w/", code=codes.code()).status for _ in range(61)]
    assert set(found[:60]) == {404}
    assert found[60] == 429
    assert who.ask(road.home).status == 200


def test_text_stays_text(road):
    hostile = "<script>alert(1)</script> =1+1 \u202eomgekeerd 👍"
    road.do("uitdaging", titel="Uitdaging van de test")
    road.go("voorbereiding", "ideeën")
    who = road.person()
    road.idea(who, hostile, uitleg="eerste\r\nregel\n\ntweede <b>")
    text = who.ask(road.home).text
    assert "<script>alert" not in text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; =1+1 omgekeerd 👍" in text
    assert "<p>eerste<br>regel</p><p>tweede &lt;b&gt;</p>" in text


def test_phase_that_closed_while_typing_gives_the_text_back(road):
    road.do("uitdaging", titel="Uitdaging van de test")
    road.go("voorbereiding", "ideeën")
    who = road.person()
    who.ask(f"{road.home}/idee")
    road.go("ideeën", "bundelen")
    late = who.send(f"{road.home}/idee", titel="Te laat", uitleg="Mijn uitleg", formulier="x")
    assert late.status == 409
    assert "Te laat" in late.text
    assert "Mijn uitleg" in late.text


def test_database_that_is_gone_gives_the_text_back(road, tmp_path):
    road.do("uitdaging", titel="Uitdaging van de test")
    road.go("voorbereiding", "ideeën")
    who = road.person()
    who.ask(f"{road.home}/idee")
    for each in tmp_path.glob("werkruimte.db*"):
        each.rename(each.with_name(f"weg-{each.name}"))
    down = who.send(f"{road.home}/idee", titel="Niet kwijt", uitleg="Mijn uitleg", formulier="x")
    assert down.status == 503
    assert "even niet bereikbaar" in down.text
    assert "Niet kwijt" in down.text
    for each in tmp_path.glob("weg-*"):
        each.rename(each.with_name(each.name.removeprefix("weg-")))
    assert who.send(f"{road.home}/idee", titel="Niet kwijt", formulier="x").status == 200


def test_who_is_not_in_is_told_the_same_of_all_rooms(road):
    stranger = road.browser()
    here, nowhere = stranger.ask(road.home), stranger.ask("w/r/ABCDEFGHJK")
    assert (here.status, nowhere.status) == (404, 404)
    assert here.text == nowhere.text.replace("ABCDEFGHJK", road.ref)
    assert stranger.ask(f"{road.home}/beheer").status == 404
    assert stranger.ask(f"{road.home}/scherm").status == 404


def test_participants_do_not_manage(road):
    who = road.person()
    who.ask(f"{road.home}?deel=ik")
    assert who.send(f"{road.home}/beheer/fase", van="voorbereiding", naar="ideeën").status == 404
    assert who.ask(f"{road.home}/beheer").status == 404


def test_two_facilitators_at_once(road):
    road.voting(ideas=4)
    road.go("stemmen", "bundelen")
    version = re.search(r'name="versie" value="(\d+)"', road.desk.page.text)[1]
    road.do("voorstel/1", doe="los", versie=version)
    late = road.do("voorstel/2", doe="los", versie=version)
    assert late.status == 409
    assert "Intussen gewijzigd" in late.text


def test_every_page_is_strict(road):
    for path in ("w/", "w/nieuw", f"{road.home}/beheer", "w/stijl.css", "w/nergens"):
        page = road.desk.ask(path)
        assert "default-src 'none'" in page.headers["content-security-policy"], path
        assert "unsafe" not in page.headers["content-security-policy"], path
        assert "<style" not in page.text, path
        assert " style=" not in page.text, path
    assert road.desk.ask("w/nergens/op/deze/site").status == 404


def test_links_with_a_secret_become_a_cookie(road):
    who = road.browser()
    found = who.ask(f"w/b/{road.manage}")
    assert road.manage not in found.text
    assert who.at.endswith("/beheer")
    name = f"w-b-{road.ref}"
    assert who.cookies[name] == road.manage
    assert road.browser().ask(f"w/b/{codes.key()}").status == 404


def test_figures_and_actions_are_laid_out_frozen(road):
    page = road.desk.ask(f"{road.home}/beheer")
    keys = re.findall(r'name="kaart" value="([\w:]+)"', page.text)
    assert len(keys) > 5
    assert "liggen klaar" in road.do("kaarten", kaart=keys[:3]).text
    assert keys[0] not in road.desk.ask(f"{road.home}/beheer").text  # it lies there already
    found = road.desk.ask(f"{road.home}/beheer?zoek=11")
    [action, *_] = re.findall(r'name="kaart" value="([0-9a-f]{32})"', found.text)
    road.do("kaarten", kaart=[action], zoek="11")
    road.go("voorbereiding", "ideeën")
    cards = road.person().ask(f"{road.home}?deel=cijfers").text
    assert len(re.findall(r'class="card signal"', cards)) == 3
    assert len(re.findall(r'class="card action"', cards)) == 1
    assert "zoals op" in cards


def test_document_names_no_path_of_a_machine(road, tmp_path):
    page = road.desk.ask(f"{road.home}/beheer")
    keys = re.findall(r'name="kaart" value="([\w:]+)"', page.text)
    road.do("kaarten", kaart=keys)
    road.voting()
    road.go("stemmen", "bespreken")
    text = road.desk.ask(f"{road.home}/beheer/werkruimte.json").text
    assert len(json.loads(text)["cards"]) == len(keys)
    assert str(paths.ROOT) not in text
    assert ".duckdb" not in text


def test_overview_leads_there_only_when_on(dataset, monkeypatch):
    link = read({"gemeente": "Harelbeke"}, "overzicht", dataset).choices
    monkeypatch.delenv("SDGWIJZER_WORKROOM", raising=False)
    assert "Naar de werkruimte" not in str(screens.page("overzicht", link, dataset))
    monkeypatch.setenv("SDGWIJZER_WORKROOM", "sqlite:////nergens/werkruimte.db")
    monkeypatch.setenv("SDGWIJZER_WORKROOM_KEY", KEY)
    assert "Naar de werkruimte" in str(screens.page("overzicht", link, dataset))


class Later:
    """The figures after an update: of a municipality that merged away, or with another value."""

    version = "later"

    def __init__(self, dataset, gone):
        self.dataset, self.gone = dataset, gone

    def __getattr__(self, name):
        return getattr(self.dataset, name)

    @property
    def reference(self):
        return SimpleNamespace(today={}) if self.gone else self.dataset.reference

    def cards(self, *asked, **more):
        found = self.dataset.cards(*asked, **more)
        return [replace(card, own=replace(card.own, value=99.0, year=2031)) for card in found]


def test_cards_stay_and_say_when_the_figures_are_others(road, dataset, address):
    page = road.desk.ask(f"{road.home}/beheer")
    keys = re.findall(r'name="kaart" value="([\w:]+)"', page.text)[:2]
    road.do("kaarten", kaart=keys)
    road.go("voorbereiding", "ideeën")
    who = road.person()
    before = who.ask(f"{road.home}?deel=cijfers").text
    assert "Intussen is er een ander cijfer" not in before
    for gone, said in ((True, 0), (False, 2)):
        who.site = road.desk.site = built(
            lambda gone=gone: Later(dataset, gone), workroom=address, workroom_key=KEY
        )
        after = who.ask(f"{road.home}?deel=cijfers").text
        assert after.count("Intussen is er een ander cijfer: ") == said
        kept = re.sub(r'<p class="quiet">Intussen[^<]*</p>\n', "", after)
        assert re.sub(r"\s+", " ", kept) == re.sub(r"\s+", " ", before)
        assert road.desk.ask(f"{road.home}/beheer").status == 200


def test_figures_that_cannot_be_asked_leave_the_room_open(road, address):
    page = road.desk.ask(f"{road.home}/beheer")
    road.do("kaarten", kaart=re.findall(r'name="kaart" value="([\w:]+)"', page.text)[:2])
    road.go("voorbereiding", "ideeën")
    who = road.person()

    def broken():
        raise StoreError("no database")

    who.site = built(broken, workroom=address, workroom_key=KEY)
    assert who.ask(f"{road.home}?deel=cijfers").status == 200


def test_logs_hold_no_code_key_or_address(road, caplog):
    caplog.set_level("DEBUG")
    people = road.voting()
    stranger = road.browser()
    stranger.ask("w/")
    wrong = codes.code()
    stranger.send("w/", code=wrong)
    stranger.ask(f"w/b/{codes.key()}")
    people[0].ask(f"{road.home}/wis", "POST", b"", origin="https://evil.example")
    secrets = [wrong, road.manage, road.screen, *road.codes, "192.0.2.7"]
    secrets += [text for who in (road.desk, *people) for text in who.cookies.values()]
    said = "\n".join(f"{record.getMessage()} {record.exc_text or ''}" for record in caplog.records)
    assert not [each for each in secrets if each in said]
