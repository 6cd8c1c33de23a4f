"""Every control of every page is used, once and in random pairs: no use breaks a page.

10 pairs here, everything by `make sweep`. How many controls, uses and pairs there were stands at
the end of a run.
"""

import random
import shutil

import pytest

from sdgwijzer import paths
from sdgwijzer.frame.context import PAGES
from tests.conftest import WHOLE
from tests.pages import monkey

WALKS = 400 if WHOLE else 1
PAIRS = 10  # in a walk
FIGURES = ("figures", "figures", "figures", "no figures")


@pytest.fixture
def site(request, data, tmp_path, monkeypatch):
    """With figures, or with the municipalities alone."""
    folder = data
    if request.param == "no figures":
        folder = tmp_path
        for path in (paths.ROOT / "data").glob("*.csv"):
            shutil.copy(path, folder)
    monkeypatch.setenv("SDGWIJZER_DATA", str(folder))


def named(visit, control, what):
    return [use for use in visit.uses() if use.control == control and what in ("", use.what)]


def seeds(count):
    return [(seed, FIGURES[seed % len(FIGURES)]) for seed in range(count)]


@pytest.mark.parametrize(("seed", "site"), seeds(WALKS), indirect=["site"])
def test_pairs_of_uses_leave_a_page_that_its_link_restores(seed, site, record_property):
    dice = random.Random(seed)
    visit = monkey.opened(*dice.choice(monkey.VIEWS))
    done = monkey.walk(visit, PAIRS + 1, dice)
    record_property("pairs", len(done) - 1)
    again = monkey.Visit(visit.page, visit.link())
    assert again.view() == visit.view(), visit.done


@pytest.mark.parametrize("site", FIGURES[-2:] if WHOLE else FIGURES[:1], indirect=True)
@pytest.mark.parametrize(
    ("word", "whom"),
    monkey.VIEWS if WHOLE else [*((word, "names") for word in PAGES), ("nieuw", "similar")],
)
def test_each_control_used_alone_leaves_a_page(word, whom, site, record_property):
    """All that can be done with each, on a fresh page; in a sample one thing, on one page."""
    visit = monkey.opened(word, whom)
    there = {(use.control, use.what if WHOLE else ""): use for use in visit.uses()}
    for control, what in there:
        wanted = named(visit, control, what)
        if WHOLE or not wanted or visit.page != word:
            visit = monkey.opened(word, whom)
            wanted = named(visit, control, what)
        visit.act(wanted[-1])
    record_property("uses", len(there))
    record_property("controls", [f"/{word} {control}" for control, _ in there])
