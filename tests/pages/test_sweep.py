"""Municipalities x goals: each page opens and states its coverage; all of them by `make sweep`."""

import re

import pytest

from sdgwijzer import municipalities
from tests.conftest import WHOLE
from tests.pages.test_pages import notes, open_page, text  # noqa: F401 - a fixture

ALL = [row.name for row in municipalities.load().today.values()]
GOALS = range(1, 18) if WHOLE else (1, 11)
COVERAGE = ("een cijfer", "geen cijfer", "Nog geen cijfers")


@pytest.mark.parametrize("name", ALL if WHOLE else ["Antwerpen"])
def test_overview_and_all_goals_open_and_state_their_coverage(open_page, name):  # noqa: F811
    app = open_page("overzicht", gemeente=name)
    assert not app.exception
    assert re.search(r"\d+ (van de \d+ )?indicatoren hebben een cijfer", text(app))
    for goal in GOALS:
        app = open_page("doel", gemeente=name, doel=str(goal))
        assert not app.exception, goal
        assert not notes(app, "error"), goal
        assert any(words in text(app) for words in COVERAGE), goal
