"""What a workroom prints: cards, a ballot, passes; read back from the PDF."""

import re

from sdgwijzer.documents import room_prints
from sdgwijzer.workroom import rules
from sdgwijzer.workroom.phases import Phase
from sdgwijzer.workroom.seen import Shown, seen
from tests.pdfs import bare, is_for_everybody, opened
from tests.test_workroom import clock, database, played, rooms  # noqa: F401 - fixtures
from tests.test_workroom_pages import address, browser, road  # noqa: F401 - fixtures

CARD = Shown(
    "C1",
    "signal",
    "Sterk: voorbeeldcijfer",
    "12 % in 2023",
    (1, 17),
    {"source": "Voorbeeldbron", "frozen": "zoals op 1 januari 2026"},
)


def pages(content):
    return [bare(page.extract_text()) for page in opened(content).pages]


def test_cards_are_four_on_a_sheet(played):  # noqa: F811
    found = pages(room_prints.cards(played.room, [CARD] * 6))
    assert [page.count("C1·Cijfer") for page in found] == [4, 2]
    for said in (
        "Sterk:voorbeeldcijfer",
        "12%in2023",
        "SDG17",
        "Voorbeeldbron·zoalsop1januari2026",
    ):
        assert said in found[0]


def test_passes_are_24_on_a_sheet_with_every_code(played):  # noqa: F811
    codes = [f"AAAA BBBB {number:04d}" for number in range(30)]
    content = room_prints.passes(played.room, "https://sdg.example/w/", codes)
    found = pages(content)
    assert [page.count("https://sdg.example/w/") for page in found] == [24, 6]
    assert [bare(code) in "".join(found) for code in codes] == [True] * 30
    assert is_for_everybody(opened(content))


def test_ballot_has_every_proposal(played):  # noqa: F811
    played.at(Phase.VOTING, ideas=12)
    shown = seen(played.rooms, played.facilitator, played.room)
    content = room_prints.ballot(played.room, shown.proposals, rules.dots(5, 12))
    [page] = pages(content)
    assert re.findall(r"V\d+Idee", page) == [f"V{number}Idee" for number in range(1, 13)]
    assert "Kieshoogstens5voorstellen" in page


def test_facilitator_takes_them_along(road):  # noqa: F811
    road.do("uitdaging", titel="Uitdaging van de test")
    paper = road.desk.ask(f"{road.home}/beheer/kaarten.pdf")
    assert paper.headers["content-type"] == "application/pdf"
    assert "UitdagingvandeTest".casefold() in pages(paper.body)[0].casefold()
    road.desk.ask(f"{road.home}/beheer")
    made = road.do("passen", kring="inwoners", aantal="3", doe="pdf")
    [codes] = [re.findall(r"[A-HJKMNP-Z2-9]{12}", page) for page in pages(made.body)]
    assert len(codes) == 3
    who = road.browser()
    who.ask(f"w/k/{codes[0]}")
    assert who.send("w/mee").status == 200
    assert road.desk.ask(f"{road.home}/beheer/stembiljet.pdf").status == 404  # no proposals yet
