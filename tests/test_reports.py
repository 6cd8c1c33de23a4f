"""Where a report is made: a process of its own, each step said; what goes wrong is a sentence."""

import asyncio
import json
from contextlib import ExitStack
from io import BytesIO
from urllib.parse import urlencode

import docx
import pytest

from sdgwijzer import content, html, screens
from sdgwijzer.content import AskPlace, Making, Note, Paragraph, Ticks, Writing
from sdgwijzer.links import read
from sdgwijzer.report import CHAPTERS, Wishes, report
from sdgwijzer.serving import reports
from sdgwijzer.texts import basket
from sdgwijzer.texts import sheet as texts_of_sheet
from sdgwijzer.texts import take_along as texts
from tests.ask import asked
from tests.conftest import sampled, swept
from tests.make import awaited

PATH = "rapport/maken"
LINK = {"gemeente": "Harelbeke", "vergelijk": "Kuurne"}
SENT = {
    "soort": "docx",
    "doelen": ["1", "8"],
    "orde": "p",
    "met": ["samenvatting", "doelen"],
    "titel": "SDG-rapport",
    "eigen-sdg-8": "Wij <b>zien</b> dit ook.\r\n\r\n- =1+1",
}


@pytest.fixture
def made(data, dataset, monkeypatch):
    """The answer to what a form sends."""
    monkeypatch.setenv("SDGWIJZER_DATA", str(data))

    def of(link=LINK, accept="*/*", **changed):
        body = urlencode(SENT | changed, doseq=True).encode()
        return asked(dataset, PATH, link, method="POST", body=body, accept=accept)

    return of


def test_file_is_the_answer_for_who_runs_no_scripts(made):
    found = made()
    assert found.status == 200
    assert (
        found.headers["content-disposition"] == 'attachment; filename="sdg-rapport-harelbeke.docx"'
    )
    said = [each.text for each in docx.Document(BytesIO(found.body)).paragraphs]
    assert "Wij <b>zien</b> dit ook." in said
    assert "=1+1" in said
    assert said[0] == "SDG-rapport Harelbeke"
    assert any(each.startswith("Niet in dit document: hoe lees je dit?") for each in said)
    goals = [each for each in said[30:] if each.startswith("SDG ") and " · " in each]
    assert goals == ["SDG 1 · Geen armoede", "SDG 8 · Waardig werk en economische groei"]


def test_each_step_is_a_line_and_the_file_comes_behind_the_last(made):
    found = made(accept=reports.LINES, soort="pdf")
    *steps, rest = found.body.split(b"\n", 4)
    said = [json.loads(each) for each in steps]
    assert [each["zegt"] for each in said[:3]] == [
        "1 van 2: Geen armoede",
        "2 van 2: Waardig werk en economische groei",
        "We maken de PDF",
    ]
    assert said[3]["klaar"] == "sdg-rapport-harelbeke.pdf"
    assert said[3]["grootte"] == len(rest)
    assert rest.startswith(b"%PDF")


@swept
def test_basket_is_all_that_is_shown_and_what_nobody_knows_is_dropped_and_said(made):
    link = LINK | {"mand": "bestaat_niet,werkzoekendengraad"}
    found = made(link=link, accept=reports.LINES, soort="html", cijfers="mand", doelen=[])
    steps, last, page = found.body.partition(b'{"klaar"')
    said = json.loads(last + page.partition(b"\n")[0])
    assert said["meldt"] == basket.unknown(["bestaat_niet"])
    assert steps
    html_ = page.partition(b"\n")[2].decode()
    assert html_.count("<tbody>") == 1
    assert "Werkzoekendengraad" in html_


@swept
@pytest.mark.parametrize(("name", "form"), sampled([("weg.docx", "docx"), ("huis.docm", "zip")], 2))
def test_template_that_cannot_be_used_is_said_and_logged(
    made, monkeypatch, tmp_path, capfd, name, form
):
    path = tmp_path / name
    if form == "zip":
        path.write_bytes(b"PK")
    monkeypatch.setenv("SDGWIJZER_TEMPLATE", str(path))
    found = made(soort=form)
    assert (found.status, found.text) == (400, texts.TEMPLATE)
    [line] = capfd.readouterr().err.splitlines()
    assert "page /rapport?gemeente=Harelbeke" in line
    assert f"TemplateError: {path}" in line


@pytest.mark.parametrize(("form", "takes"), [("docx", True), ("zip", True), ("pdf", False)])
def test_template_of_the_house_goes_where_word_is(made, monkeypatch, form, takes):
    monkeypatch.setenv("SDGWIJZER_TEMPLATE", "huis.docx")
    assert bool(reports._asked(form, LINK, []).template) is takes


@pytest.mark.parametrize(
    ("link", "changed", "status", "said"),
    [
        (LINK, {"soort": "exe"}, 400, "“exe” kunnen we niet maken. Kies het Word-bestand"),
        (LINK, {"orde": "x"}, 400, texts.WRONG),
        (LINK, {"eigen-sdg-1": "x" * 4001}, 400, texts.WRONG),
        (LINK, {"eigen-sdg-1": "x" * 1_100_000}, 413, texts.TOO_LARGE),
        ({}, {}, 400, texts.WRONG),
    ],
)
def test_what_cannot_be_made_is_a_sentence(made, monkeypatch, link, changed, status, said):
    monkeypatch.setattr(reports, "_worker", None)  # no process is started for it
    found = made(link=link, **changed)
    assert found.status == status
    assert said in found.text
    assert "Traceback" not in found.text


def test_who_opens_the_address_comes_to_the_page(dataset):
    found = asked(dataset, PATH, LINK)
    assert (found.status, found.headers["location"]) == (
        303,
        "../rapport?gemeente=Harelbeke&vergelijk=Kuurne",
    )


SLOW = 'import sys, time; sys.stdin.read(); time.sleep(1); print(\'{"klaar": "x"}\')'


def test_who_comes_third_waits_and_hears_it(data, monkeypatch):
    monkeypatch.setenv("SDGWIJZER_DATA", str(data))
    monkeypatch.setattr(reports, "_WORKER", ("-c", SLOW))
    ask = reports._asked("html", LINK, [("soort", "html"), ("doelen", "1"), ("met", "doelen")])

    async def three():
        queue = reports.Queue()

        async def one():
            return [step.said async for step in reports._steps(ask, queue)]

        return await asyncio.gather(*(one() for _ in range(3)))

    heard = awaited(three())
    assert sum({"zegt": texts.WAITS} in each for each in heard) == 1
    assert all("klaar" in each[-1] for each in heard)


def test_who_comes_when_many_wait_is_asked_to_come_back(made, monkeypatch):
    full = reports.Queue()
    monkeypatch.setattr(reports, "Queue", lambda: full)
    monkeypatch.setattr(reports, "_WORKER", ("-c", SLOW))
    with ExitStack() as waiting:
        for _ in range(reports.WAITING):
            waiting.enter_context(full.place())
        found = made()
    assert (found.status, found.text) == (429, texts.BUSY)
    assert found.headers["retry-after"] == "30"
    assert full.asked == 0
    with full.place():
        assert made(accept=reports.LINES).status == 200
    assert full.asked == 0


def test_worker_goes_with_who_goes_away(data, dataset, monkeypatch):
    monkeypatch.setenv("SDGWIJZER_DATA", str(data))
    ask = reports._asked("docx", LINK, [("soort", "docx")])
    ended = []

    async def leave():
        steps = reports._steps(ask, reports.Queue())
        assert "zegt" in (await anext(steps)).said
        await steps.aclose()

    usual = reports.asyncio.create_subprocess_exec

    async def started(*args, **named):
        ended.append(await usual(*args, **named))
        return ended[0]

    monkeypatch.setattr(reports.asyncio, "create_subprocess_exec", started)
    awaited(leave())
    assert ended[0].returncode is not None
    assert ended[0].returncode != 0
    assert ended[0].stdout.at_eof()  # else its pipe stays open until somebody collects it


def test_what_takes_too_long_is_stopped_and_said(data, dataset, monkeypatch):
    monkeypatch.setenv("SDGWIJZER_DATA", str(data))
    monkeypatch.setattr(reports, "SECONDS", 0.2)
    ask = reports._asked("docx", LINK, [("soort", "docx")])

    async def heard():
        return [step.said async for step in reports._steps(ask, reports.Queue())]

    assert awaited(heard())[-1] == {"fout": texts.TOO_LONG}


def test_page_has_the_choices_of_its_link(dataset):
    link = LINK | {"doelen": "8", "zonder": "methode", "mand": "armoederisico", "orde": "p"}
    page = screens.page("rapport", read(link, "rapport", dataset).choices, dataset)
    [form] = [block for block in page.blocks if isinstance(block, Making)]
    goals, chapters = [part for part in form.parts if isinstance(part, Ticks)]
    assert [tick.value for tick in goals.ticks if tick.ticked] == ["8"]
    assert [tick.value for tick in chapters.ticks if not tick.ticked] == ["methode"]
    assert [tick.value for tick in chapters.ticks] == list(CHAPTERS)
    [writing] = [part for part in form.parts if isinstance(part, Writing)]
    assert "eigen-sdg-17" in dict(writing.places)
    shown = html.block(page.blocks).replace("\u00a0", " ")
    assert '<option value="p" selected>' in shown
    assert "alleen 1 cijfer dat je opzij legde" in shown
    assert 'method="post" action="./rapport/maken?gemeente=Harelbeke' in shown


@pytest.mark.parametrize(
    ("word", "said"), [("rapport", texts.CHOOSE), ("blad", texts_of_sheet.CHOOSE)]
)
def test_without_a_municipality_the_page_says_what_it_makes(dataset, word, said):
    page = screens.page(word, read({}, word, dataset).choices, dataset)
    [box] = [block for block in page.blocks if isinstance(block, AskPlace)]
    assert box.to == word
    assert said in [block.text for block in page.blocks if isinstance(block, Note)]


@pytest.mark.parametrize(
    ("beside", "said"),
    [
        ("vlaanderen", "Vergeleken met de 284 andere Vlaamse gemeenten"),
        ("Kuurne,Gent,Aalst", "Je ziet ook de cijfers van de 3 gekozen gemeenten (Kuurne, Gent"),
        ("", "Vergeleken met de 9 buurgemeenten (Deerlijk"),
    ],
)
def test_page_and_document_say_whom_the_judgements_and_the_tables_are_beside(dataset, beside, said):
    choices = read({"gemeente": "Harelbeke", "vergelijk": beside}, "rapport", dataset).choices
    page = screens.page("rapport", choices, dataset)
    lines = [content.plain(block.runs) for block in page.blocks if isinstance(block, Paragraph)]
    assert any(line.replace("\u00a0", " ").startswith(said) for line in lines)
    made = report(choices, dataset, Wishes(goals=(14,), chapters=("doelen",)))
    assert said in made.facts.replace("\u00a0", " ")
