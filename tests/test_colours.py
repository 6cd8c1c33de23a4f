"""A colour that means something is one colour, wherever it is written."""

import re

import pytest

from sdgwijzer import paths

PACKAGE = paths.ROOT / "sdgwijzer"
MAP = (PACKAGE / "components" / "map.css").read_text(encoding="utf-8")
STYLE = (PACKAGE / "html" / "style.css").read_text(encoding="utf-8")
BOTH_THEMES = r"(light-dark\([^)]*\))"


@pytest.mark.parametrize(("on_the_map", "in_words"), [("good", "--good"), ("poor", "--poor")])
def test_judgement_has_one_colour_on_the_map_and_in_words(on_the_map, in_words):
    drawn = re.search(
        rf"^\.{on_the_map} {{ fill: {BOTH_THEMES}; background: {BOTH_THEMES}", MAP, re.M
    )
    said = re.search(f"{in_words}: {BOTH_THEMES}", STYLE)
    assert drawn
    assert said
    assert drawn[1] == drawn[2] == said[1]
