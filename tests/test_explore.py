"""Two figures against each other: what is said holds, and nothing is named without a relation."""

import re

import pytest

from sdgwijzer import html, screens
from sdgwijzer.content import Chart, Columns, Figure, Paragraph
from sdgwijzer.links import read
from sdgwijzer.texts import explore
from tests.conftest import sampled

LINK = {"gemeente": "Harelbeke", "vergelijk": "Zwevegem,Deerlijk,Kuurne"}


def made(dataset, **link):
    return screens.page("verken", read({**LINK, **link}, "verken", dataset).choices, dataset)


def parts(page):
    """The picture, and what stands beside it."""
    [columns] = [block for block in page.blocks if isinstance(block, Columns)]
    [picture], beside = columns.parts
    return picture, beside


def test_picture_has_all_municipalities_and_turns_to_the_better_side(dataset):
    picture, _ = parts(made(dataset))
    assert isinstance(picture, Figure)
    data = picture.data
    assert len(data.dots) == 284
    assert (data.signs, data.ends) == ((-1, -1), ("beter ›", "beter ↑"))
    assert [dot.name for dot in data.dots if dot.role == "own"] == ["Harelbeke"]
    assert sorted(dot.look for dot in data.dots if dot.role == "peer") == [0, 1, 2]
    background, _ = parts(made(dataset, x="inwoners", y="aandeel_65plus"))
    assert (background.data.signs, background.data.ends) == ((0, 0), ("", ""))
    assert "beter" not in background.below[0]


def test_who_deviates_most_is_named_with_both_figures_and_without_a_cause(dataset):
    shown = html.block(made(dataset).blocks)
    assert explore.DEVIATES in shown
    assert explore.DEVIATION_NOTE in shown
    assert ">Antwerpen</a>: 14,1\u00a0% tegenover 7,7\u00a0%" in shown
    listed = shown[shown.index(explore.HIGHER) : shown.index(explore.DEVIATION_NOTE)]
    assert listed.count("<li>") == 8


def test_nobody_deviates_where_no_relation_is_certain(dataset):
    pairs = [("inwoners", id_) for id_ in sampled(list(dataset.indicators(None))[:60], 4)]
    unclear = []
    for x, y in pairs:
        page = made(dataset, x=x, y=y)
        said = [b.runs[0] for b in page.blocks if isinstance(b, Paragraph) and b.kind == "answer"]
        if said == [explore.answer(None, None, None)] or "niet met zekerheid" in "".join(said):
            unclear.append(page)
    assert unclear
    assert not any(explore.DEVIATES in html.block(page.blocks) for page in unclear)


def test_large_it_is_a_chart_and_the_answer_stands_there_once(dataset):
    page = made(dataset, groot="ja", reeks="inwoners")
    [chart] = [block for block in page.blocks if isinstance(block, Chart)]
    assert html.block(page.blocks).count(chart.sentence) == 1
    ways = re.findall(r'href="(\./verken[^"]*)"', html.block(page.blocks))
    assert ways
    assert not [each for each in ways if "groot=ja" in each]
    assert "reeks=inwoners" in html.block(page.blocks)  # the way back keeps the choices


@pytest.mark.parametrize("link", [{"x": "inwoners", "y": "inwoners"}, {"gemeente": "Herstappe"}])
def test_without_two_figures_it_says_so(dataset, link):
    shown = html.block(made(dataset, **link).blocks)
    assert explore.NEEDS_TWO in shown or "staat niet in de figuur" in shown
