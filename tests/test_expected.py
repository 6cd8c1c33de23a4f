"""What a report will have before it is made: contents, pages, how it begins; its pillars."""

import struct

import pytest

from sdgwijzer import html, orders, screens
from sdgwijzer.cli import main
from sdgwijzer.content import Heading, plain
from sdgwijzer.documents.pdf import pdf
from sdgwijzer.documents.web import web
from sdgwijzer.errors import UsageError
from sdgwijzer.links import read
from sdgwijzer.report import Wishes, of_link, opening, report
from sdgwijzer.screens.expected import expected
from sdgwijzer.texts import take_along as texts
from tests.ask import asked
from tests.conftest import WHOLE
from tests.pdfs import opened

DAY = "2026-11-27"
OURS = "People, <b>Planet</b>,, Openbare diensten,Openbare diensten"
FEW = {"gemeente": "Harelbeke", "vergelijk": "Kuurne", "doelen": "1,8,16", "zonder": "methode"}


def placed(dataset, link):
    return read(link, "rapport", dataset).choices


def number(text):
    return int(next(each for each in text.replace("\u00a0", " ").split() if each.isdecimal()))


ASIDE = {
    "gemeente": "Harelbeke",
    "cijfers": "mand",
    "mand": "armoederisico,werkzoekendengraad,werkzoekendengraad_jong,inkomen_per_inwoner",
    "zonder": "samenvatting,profiel,verbanden,vragen,methode,bijlage",
}
LINKS = [FEW, ASIDE] + [
    {"gemeente": place, "vergelijk": whom}
    for place in ("Harelbeke", "Antwerpen", "Herstappe", "Pajottegem")
    for whom in ("", "vlaanderen", "Kuurne,Deerlijk,Zwevegem")
] * WHOLE


@pytest.mark.parametrize("link", LINKS, ids=lambda link: " ".join(link.values()))
def test_pages_are_about_those_of_the_pdf(dataset, link):
    choices = placed(dataset, link)
    made = report(choices, dataset, of_link(choices, dataset))
    said = number(expected(choices, dataset).pages)
    assert said == pytest.approx(len(opened(pdf(made, DAY)).pages), rel=0.15, abs=1)


def test_page_of_a_basket_says_that_it_is_about_its_figures_alone(dataset):
    def told(link):
        choices = placed(dataset, link)
        return html.block(screens.page("rapport", choices, dataset).blocks)

    names = [dataset.all_indicators[id_].name for id_ in ASIDE["mand"].split(",")]
    mine, every = told(ASIDE), told(ASIDE | {"cijfers": "alles"})
    assert texts.intro_of_basket("Harelbeke", names) in mine
    assert texts.NO_GOALS_OF_BASKET in mine
    assert texts.intro("Harelbeke") not in mine
    assert texts.intro("Harelbeke") in every
    assert texts.NO_GOALS_OF_BASKET in every  # both can be chosen on the page itself
    assert names[3] in mine
    assert mine.index('value="docx"') < mine.index(texts.CHOOSE_OTHERS) < mine.index("checkbox")
    assert texts.CHOOSE_OTHERS not in every
    few = texts.FEW.partition("?")[0]
    assert few not in mine + every
    assert few in told({"gemeente": "Harelbeke"})  # nothing is put aside yet
    assert every.index("checkbox") < every.index('value="docx"')
    many = [*names, "Vijfde verzonnen cijfer"]
    assert texts.intro_of_basket("Gent", many).startswith(
        "Je legde 5\u00a0cijfers opzij voor Gent. "
    )


def test_contents_are_those_of_the_report(dataset):
    choices = placed(dataset, FEW | {"orde": "p", "pijlers": OURS})
    found = expected(choices, dataset)
    made = report(choices, dataset, of_link(choices, dataset))
    tops = [each.blocks[0].text for each in made.chapters if each.blocks[0].level == 1]
    assert [line.partition(":")[0] for line in found.lines] == [t.partition(":")[0] for t in tops]
    [goals] = [line for line in found.lines if line.startswith("De doelstellingen: ")]
    assert goals.replace("\u00a0", " ") == (
        "De doelstellingen: SDG 1, 8 en 16 (People, Welvaart en Openbare diensten)"
    )


def test_pillars_have_the_names_of_the_town_as_text(dataset):
    choices = placed(dataset, {"gemeente": "Harelbeke", "orde": "p", "pijlers": OURS})
    made = report(choices, dataset, of_link(choices, dataset))
    [chapter] = [each for each in made.chapters if each.anchor == "doelen"]
    lines = [plain(item) for item in chapter.blocks[2].items]
    names = [line.partition(":")[0] for line in lines]
    assert names == ["People", "<b>Planet</b>", "Welvaart", "Openbare diensten"]
    assert lines[3].replace("\u00a0", " ").startswith("Openbare diensten: SDG 16 en SDG 17. ")
    assert "&lt;b&gt;Planet&lt;/b&gt;" in web(made).decode()
    assert "<b>Planet" not in web(made).decode()


def test_names_are_bounded_and_an_order_without_groups_has_none(dataset):
    link = {"gemeente": "Harelbeke", "orde": "p", "pijlers": ",".join(["x" * 99] * 30)}
    wishes = of_link(placed(dataset, link), dataset)
    assert wishes.labels == ("x" * orders.LETTERS,) * 5
    assert of_link(placed(dataset, link | {"orde": ""}), dataset).labels == ()
    with pytest.raises(UsageError, match="at most 5, of Mensen, Planeet"):
        Wishes.of(dataset, order="pijlers", labels=["a"] * 6)
    with pytest.raises(UsageError, match=r"expected none, found 1; take fewer, or the order 'pij"):
        Wishes.of(dataset, labels=["a"])
    with pytest.raises(UsageError, match="at most 40 letters"):
        Wishes.of(dataset, order="pijlers", labels=["a" * 41])


def test_command_renames_pillars_alone(data, capsys):
    assert main(["--data", str(data), "report", "34013", "--labels", "People"]) == 2
    assert "labels of “de 17 doelstellingen”: expected none" in capsys.readouterr().err


def test_beginning_is_that_of_the_whole_report(dataset):
    choices = placed(dataset, FEW | {"titel": "SDG-rapport"})
    whole, begun = (make(choices, dataset, of_link(choices, dataset)) for make in (report, opening))
    assert begun.chapters[0] == whole.chapters[0]
    assert (begun.title, begun.facts, begun.left_out) == (whole.title, whole.facts, whole.left_out)
    assert "methode" in begun.left_out
    nothing = opening(choices, dataset, Wishes(chapters=()))
    assert [each.blocks[0] for each in nothing.chapters] == [
        Heading("Bronnen", 1, anchor="bronnen")
    ]


def test_server_draws_the_beginning_of_a_link(dataset):
    pictures = [asked(dataset, f"afdruk/rapport-{n}.png", FEW) for n in (1, 2)]
    assert [each.status for each in pictures] == [200, 200]
    assert pictures[0].body != pictures[1].body
    assert struct.unpack(">II", pictures[1].body[16:24])[0] == 800
    other = FEW | {"titel": "Gemeenteprofiel"}
    assert asked(dataset, "afdruk/rapport-1.png", other).body != pictures[0].body
    assert asked(dataset, "afdruk/rapport-3.png", FEW).status == 404
    assert asked(dataset, "afdruk/rapport-1.png", {}).status == 404


def test_page_says_it_for_the_choices_of_its_link(dataset):
    choices = placed(dataset, FEW | {"titel": '"><script>'})
    shown = html.block(screens.page("rapport", choices, dataset).blocks)
    found = shown.partition('<section class="expected">')[2].partition("</section>")[0]
    assert "bladzijden als PDF" in found
    assert "./afdruk/rapport-1.png?gemeente=Harelbeke&amp;vergelijk=Kuurne" in found
    assert "<script>" not in shown
