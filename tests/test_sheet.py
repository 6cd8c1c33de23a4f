"""The sheet as a file: one side of A4 for everybody, with what the page says."""

import re
import struct
from functools import singledispatch

import pytest

from sdgwijzer import content
from sdgwijzer.content import Columns, GoalRows, Heading, KeyFigures, Paragraph, Sheet
from sdgwijzer.documents.sheet import PIXELS, picture, sheet
from sdgwijzer.links import read
from sdgwijzer.screens.sheet import page
from tests.ask import asked
from tests.conftest import WHOLE
from tests.pdfs import bare, is_for_everybody, opened, sizes, structure

DAY = "2026-11-27"
HOME = "https://sdg.example/"
MANY = "Deerlijk,Kuurne,Zwevegem,Kortrijk,Waregem,Gent,Aalst,Brugge,Hasselt,Genk,Leuven,Mechelen"
LINKS = (
    {"gemeente": "Harelbeke", "vergelijk": f"{MANY},Oostende,Roeselare,Lier", "orde": "domein"},
    {"gemeente": "Antwerpen"},
    {"gemeente": "Herstappe"},
    {"gemeente": "Pajottegem", "vergelijk": "gelijkaardig", "orde": "p"},
)
"""The most that can stand on it, and the least."""


def made(dataset, link):
    return page(read(link, "blad", dataset).choices, dataset)


def parts(found):
    """Every line of a sheet, in the order of the page."""
    [title] = [each for each in found.blocks if isinstance(each, Heading)]
    [paper] = [each for each in found.blocks if isinstance(each, Sheet)]
    yield title.text
    for block in paper.blocks:
        yield from lines(block)


@singledispatch
def lines(block):
    yield from ()


@lines.register
def _(block: Heading):
    yield block.text


@lines.register
def _(block: Paragraph):
    yield content.plain(block.runs)


@lines.register
def _(block: KeyFigures):
    for each in block.figures:
        yield each.name + content.plain(each.value) + content.plain(each.judged)


@lines.register
def _(block: GoalRows):
    for name, rows in block.groups:
        yield name
        for row in rows:
            counts = "".join(content.plain(each) for each in row.counts)
            yield f"{row.goal}{row.name}{row.words}{counts}"


@lines.register
def _(block: Columns):
    for each in (points for part in block.parts for points in part):
        yield each.title + ("" if each.items else each.nothing)
        for item in each.items:
            yield content.plain(item.runs) + content.plain(item.below)


@pytest.mark.parametrize("link", LINKS, ids=lambda link: link["gemeente"])
def test_one_side_says_all_that_the_page_says_and_nothing_is_small(dataset, link):
    found = made(dataset, link)
    file = opened(sheet(found, DAY, HOME))
    assert len(file.pages) == 1
    width, height = (float(each) / 72 * 25.4 for each in file.pages[0].mediabox[2:])
    assert (round(width), round(height)) == (210, 297)
    text, at, count = bare(file.pages[0].extract_text()), 0, 0
    for part in map(bare, parts(found)):
        place = text.find(part, at)
        assert place >= 0, part
        at, count = place + len(part), count + 1
    assert count > 25
    assert min(size for size, _ in sizes(file.pages)) >= 9


def test_sheet_is_accessible(dataset):
    found = made(dataset, LINKS[0])
    file = opened(sheet(found, DAY, HOME))
    assert is_for_everybody(file)
    assert file.metadata.title == "Harelbeke en de 17 duurzame doelen"
    [paper] = [each for each in found.blocks if isinstance(each, Sheet)]
    [keys] = [each for each in paper.blocks if isinstance(each, KeyFigures)]
    [goals] = [each for each in paper.blocks if isinstance(each, GoalRows)]
    drawn = [each.course for each in keys.figures]
    drawn += [row.figure for _, rows in goals.groups for row in rows]
    [code] = [each for each in paper.blocks if isinstance(each, content.Code)]
    alts = [str(each["/Alt"]) for each in structure(file) if "/Alt" in each]
    [address] = set(alts) - {each.alt for each in drawn if each}
    assert address.startswith(f"{code.alt}: {HOME}blad?gemeente=Harelbeke&vergelijk=Deerlijk")
    assert address.endswith("orde=domein")
    assert len(alts) == 1 + sum(each is not None for each in drawn)
    tags = [str(each.get("/S")) for each in structure(file)]
    assert tags.count("/H1") == 1
    assert tags.count("/TH") >= 3


def test_picture_is_1600_pixels_of_a4_and_the_same_choices_give_the_same_files(dataset):
    found = made(dataset, LINKS[1])
    drawn = picture(found, HOME)
    width, height = struct.unpack(">II", drawn[16:24])
    assert width == PIXELS == 1600
    assert height == pytest.approx(1600 * 297 / 210, abs=1)
    again = made(dataset, LINKS[1])
    assert sheet(again, DAY, HOME) == sheet(found, DAY, HOME)
    assert picture(again, HOME) == drawn


def test_who_knows_no_address_gets_a_sheet_without_a_code(dataset):
    found = made(dataset, LINKS[2])
    file, without = (opened(sheet(found, DAY, home)) for home in (HOME, ""))
    alts, others = ([str(e["/Alt"]) for e in structure(f) if "/Alt" in e] for f in (file, without))
    [code] = set(alts) - set(others)
    assert code == f"het blad van Herstappe: {HOME}blad?gemeente=Herstappe"
    assert len(others) == 2  # a course, and a goal with one judged figure
    assert len(without.pages) == 1


@pytest.mark.parametrize("ending", ["pdf", "png"])
def test_server_gives_the_sheet_of_a_link(dataset, ending):
    answer = asked(dataset, f"afdruk/blad.{ending}", {"gemeente": "Harelbeke"})
    assert answer.status == 200
    assert answer.headers["content-disposition"].endswith(
        f'"sdg-wijzer-blad-harelbeke-naast-buurgemeenten.{ending}"'
    )
    found = made(dataset, {"gemeente": "Harelbeke"})
    if ending == "png":
        assert answer.body == picture(found, "http://sdg.example/")
    else:
        built = str(dataset.store.build()["as_of"])[:10]
        assert answer.body == sheet(found, built, "http://sdg.example/")


@pytest.mark.parametrize(
    ("name", "link"),
    [
        ("blad.exe", LINKS[0]),
        ("doel.pdf", LINKS[0]),
        ("blad.pdf", {}),
        ("blad.pdf", {"gemeente": "x"}),
    ],
)
def test_there_is_no_other_sheet(dataset, name, link):
    assert asked(dataset, f"afdruk/{name}", link).status == 404


@pytest.mark.skipif(not WHOLE, reason="every municipality: only in the sweep")
@pytest.mark.parametrize("more", [{}, {"orde": "domein", "vergelijk": "gelijkaardig"}], ids=str)
def test_every_municipality_stands_on_one_side(dataset, more):
    count = 0
    for row in dataset.reference.today.values():
        file = opened(sheet(made(dataset, {"gemeente": row.name} | more), DAY, HOME))
        assert len(file.pages) == 1, row.name
        [text] = [each.extract_text() for each in file.pages]
        assert re.match(re.escape(row.name), text)
        count += 1
    assert count == 285
