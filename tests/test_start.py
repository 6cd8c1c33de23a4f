"""The start page: one box, a map with a figure that has a name, 17 tiles that lead on."""

import pytest

from sdgwijzer import html, screens
from sdgwijzer.content import AskPlace, Doors, GoalTiles, Map
from sdgwijzer.goals import GOALS
from sdgwijzer.links import read
from sdgwijzer.screens import start
from sdgwijzer.texts import start as texts


@pytest.fixture(scope="module")
def page(dataset):
    return screens.page("start", read({}, "start", dataset).choices, dataset)


def one(page, kind):
    (found,) = (block for block in page.blocks if isinstance(block, kind))
    return found


def test_box_leads_to_the_overview(page):
    shown = html.block([one(page, AskPlace)])
    assert '<form class="askplace" action="./overzicht">' in shown
    assert 'name="gemeente"' in shown


@pytest.mark.parametrize(
    ("typed", "name"),
    [("8530", "Harelbeke"), ("bavikhove", "Harelbeke"), ("Bilzen", "Bilzen-Hoeselt")],
)
def test_what_can_be_typed_in_it_leads_to_a_municipality(dataset, typed, name):
    assert read({"gemeente": typed}, "overzicht", dataset).choices.municipality.name == name


def test_map_says_what_colours_it_with_a_legend(page, dataset):
    drawn = one(page, Map)
    item = dataset.all_indicators[start.COLOURED]
    assert item.name[1:] in drawn.label
    assert len(drawn.legend) >= 5
    assert len(drawn.areas) == 285
    assert "euro" in drawn.areas["34013"][1]


def test_tiles_lead_to_the_goals_and_doors_to_pages(page):
    tiles = one(page, GoalTiles).tiles
    assert [number for number, _, _ in tiles] == list(range(1, 18))
    assert [name.replace("\u00ad", "") for _, name, _ in tiles] == [goal.name for goal in GOALS]
    assert {html.href(to) for _, _, to in tiles} == {f"./doel?doel={n}" for n in range(1, 18)}
    assert [link.to.page for link, _ in one(page, Doors).doors] == [
        word for word, *_ in texts.DOORS
    ]


def test_page_without_a_municipality_asks_for_it_and_keeps_the_goal(dataset):
    page = screens.page("doel", read({"doel": "3"}, "doel", dataset).choices, dataset)
    assert 'name="doel" value="3"' in html.block([one(page, AskPlace)])
