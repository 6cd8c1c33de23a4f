"""Indicators without figures stand on one page, by source, and on no other."""

import pytest

from sdgwijzer import html, screens, sources
from sdgwijzer.content import Heading, Link, Links, Outside, Paragraph
from sdgwijzer.links import read
from sdgwijzer.screens import waiting as screen
from sdgwijzer.texts import waiting as words

HARELBEKE = {"gemeente": "Harelbeke"}


def page(dataset, word, **link):
    return screens.page(word, read(link, word, dataset).choices, dataset)


def listed(made):
    return [link for block in made.blocks if isinstance(block, Links) for link, _ in block.items]


@pytest.mark.parametrize("link", [{}, HARELBEKE], ids=["nobody", "Harelbeke"])
def test_every_indicator_that_waits_stands_on_the_page_once(dataset, link):
    there = [
        dict(each.to.choices)["indicator"] for each in listed(page(dataset, "wachtend", **link))
    ]
    assert sorted(there) == sorted(dataset.waiting)
    assert there


def test_sources_that_wait_have_their_publisher_and_address(dataset):
    made = page(dataset, "wachtend")
    headings = [block.text for block in made.blocks if isinstance(block, Heading)][1:]
    waits = [sources.load(key) for key in {item.source for item in dataset.waiting.values()}]
    waits.sort(key=lambda source: (source.publisher, source.title))
    assert headings == [words.source(source.publisher, source.title) for source in waits]
    shown = html.block(made.blocks)
    for source in waits:
        assert Outside(source.homepage) in {
            run for block in made.blocks if isinstance(block, Paragraph) for run in block.runs
        }
        assert f'href="{source.homepage}"' in shown


@pytest.mark.parametrize(
    ("word", "link"),
    [
        ("overzicht", {}),
        *(("doel", {"doel": str(goal)}) for goal in (1, 7, 14)),
        *(("zoek", {"zoek": question}) for question in ("windturbines", "energie", "leefloon")),
        ("verantwoording", {}),
    ],
)
def test_other_pages_name_none_of_them(dataset, word, link):
    shown = html.block(page(dataset, word, **HARELBEKE, **link).blocks)
    assert [id_ for id_ in dataset.waiting if f"indicator={id_}&" in f"{shown}&"] == []
    assert [item.name for item in dataset.waiting.values() if f">{item.name}<" in shown] == []


@pytest.mark.parametrize("word", ["doel", "verantwoording"])
def test_line_leads_to_the_page(dataset, word):
    made = page(dataset, word, **HARELBEKE, doel="7")
    runs = [run for block in made.blocks if isinstance(block, Paragraph) for run in block.runs]
    ways = [run for run in runs if isinstance(run, Link) and run.to.page == "wachtend"]
    goals = [item.main_goal for item in dataset.waiting.values()]
    count = goals.count(7) if word == "doel" else len(goals)
    assert [way.text for way in ways] == [words.waiting(count)]


def test_no_line_where_nothing_waits(dataset):
    choices = read(HARELBEKE, "doel", dataset).choices
    assert screen.line(choices, 0) == ()
    assert words.waiting(1).replace("\u00a0", " ") == "1 indicator wacht nog op cijfers"


def test_link_to_one_that_waits_says_what_it_will_be(dataset):
    item = next(iter(dataset.waiting.values()))
    shown = html.block(page(dataset, "indicator", **HARELBEKE, indicator=item.id).blocks)
    assert "nog niet opgehaald" in shown
    assert item.description in shown
