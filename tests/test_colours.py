"""A colour is written down once: what a judgement, a place or a goal looks like is in one table."""

import re

import pytest

from sdgwijzer import colours, html, paths
from sdgwijzer.goals import GOALS
from sdgwijzer.model import Status
from sdgwijzer.texts.words import STATUS

PACKAGE = paths.ROOT / "sdgwijzer"
TABLES = {PACKAGE / "colours.py", PACKAGE / "goals.py"}
WRITTEN = [
    path
    for kind in ("*.py", "*.css", "*.html", "*.svg", "*.js")
    for path in sorted(PACKAGE.rglob(kind))
    if path not in TABLES and path.name != "icon.svg"
]
COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b|light-dark\(|\brgba?\([1-9]")


@pytest.mark.parametrize("path", WRITTEN, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_colour_stands_outside_the_table(path):
    assert COLOUR.findall(path.read_text(encoding="utf-8")) == []


def test_style_sheet_gives_every_colour_of_the_table_and_uses_no_other():
    given = set(re.findall(r"--([\w-]+): (?:light-dark|#)", html.STYLE))
    assert given == {*colours.SCREEN, *(f"goal-{goal.number}" for goal in GOALS)}
    components = "".join(p.read_text("utf-8") for p in (PACKAGE / "components").glob("*.css"))
    used = set(re.findall(r"var\(--(?!st-)([\w-]+)", html.STYLE + components))
    assert used <= {*given, "edge"}


def test_judgement_has_one_colour_on_the_map_and_in_words():
    on_the_map = (PACKAGE / "components" / "map.css").read_text(encoding="utf-8")
    for status in (Status.GOOD, Status.POOR):
        style = STATUS[status].style
        assert f".{style} {{ fill: var(--{style}); background: var(--{style}); }}" in on_the_map
        assert f".{style} {{ color: var(--{style}); }}" in html.STYLE
