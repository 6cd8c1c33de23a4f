"""Each goal has a tile with number and pictogram; official icons only from one's own folder."""

import re
from importlib.resources import files
from urllib.parse import unquote
from xml.etree import ElementTree

import pytest

from sdgwijzer import html
from sdgwijzer.content import Badge, Paragraph
from sdgwijzer.errors import UsageError
from sdgwijzer.goals import GOALS
from sdgwijzer.html import pictograms
from sdgwijzer.links import read
from sdgwijzer.screens import method
from sdgwijzer.texts import site

FOLDER = files("sdgwijzer.html") / "lucide"
ICON = "<svg xmlns='http://www.w3.org/2000/svg'/>"


@pytest.fixture
def icons(tmp_path, monkeypatch):
    """A folder with an icon of goal 8 and one of goal 13."""
    (tmp_path / "E-WEB-Goal-08.svg").write_text(ICON)
    (tmp_path / "13.png").write_bytes(b"made up")
    (tmp_path / "read me 2.txt").write_text("no icon")
    monkeypatch.setenv("SDGWIJZER_ICONS", str(tmp_path))
    return tmp_path


@pytest.mark.parametrize("goal", GOALS, ids=lambda goal: goal.pictogram)
def test_pictogram_is_a_drawing_without_a_colour_of_its_own(goal):
    found = re.fullmatch(r'url\("data:image/svg\+xml,([^"<>#]*)"\)', pictograms.address(goal))
    drawing = ElementTree.fromstring(unquote(found[1]))
    assert drawing.get("viewBox") == "0 0 24 24"
    assert drawing.get("stroke") == "currentColor"
    as_published = ElementTree.fromstring((FOLDER / f"{goal.pictogram}.svg").read_text("utf-8"))
    assert [each.attrib for each in drawing] == [each.attrib for each in as_published]
    assert len(drawing)


def test_goals_have_17_pictograms_and_no_other_is_carried():
    names = {goal.pictogram for goal in GOALS}
    assert len(names) == 17
    assert {each.name for each in FOLDER.iterdir()} == {"LICENSE", *(f"{n}.svg" for n in names)}


def test_licence_of_the_pictograms_goes_along():
    licence = (FOLDER / "LICENSE").read_text(encoding="utf-8")
    assert licence.startswith("ISC License")
    assert "Lucide" in licence


def test_tile_has_the_number_as_text_and_hides_the_pictogram():
    tile = html.block([Badge(8)])
    assert '<span class="badge goal-8">8<span class="pictogram" aria-hidden="true">' in tile
    assert 'class="badge goal-8 large"' in html.block([Badge(8, large=True)])
    assert 'class="badge goal-3"' in html.block([Paragraph((Badge(3), " Gezondheid"))])


def test_style_sheet_has_each_pictogram_once():
    for goal in GOALS:
        assert pictograms.address(goal) not in html.STYLE
        assert html.pictogram_style().count(pictograms.address(goal)) == 1
        rule = f".sdg .goal-{goal.number} .pictogram {{ mask-image: url("
        assert rule in html.pictogram_style()


def test_without_a_folder_nothing_is_official(monkeypatch):
    monkeypatch.delenv("SDGWIJZER_ICONS", raising=False)
    assert "mask: none" not in html.pictogram_style()


def test_official_icons_are_shown_as_they_are(icons):
    more = html.pictogram_style()
    assert set(re.findall(r"\.goal-(\d+) \.pictogram \{ mask: none;", more)) == {"8", "13"}
    assert "data:image/svg+xml;base64," in more
    assert "data:image/png;base64," in more


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("8.svg", ICON, "two icons of goal 8"),
        ("9.svg", "x" * 40_001, "expected at most 40000 bytes, found 40001"),
    ],
)
def test_icons_that_cannot_be_used_are_refused(icons, name, content, said):
    (icons / name).write_text(content)
    pictograms.official.cache_clear()
    with pytest.raises(UsageError, match=said):
        html.pictogram_style()


def test_folder_without_icons_is_refused(tmp_path, monkeypatch):
    monkeypatch.setenv("SDGWIJZER_ICONS", str(tmp_path))
    with pytest.raises(UsageError, match="expected icons like"):
        html.pictogram_style()
    monkeypatch.setenv("SDGWIJZER_ICONS", str(tmp_path / "elsewhere"))
    with pytest.raises(UsageError, match="SDGWIJZER_ICONS: expected a folder that is there"):
        html.pictogram_style()


def test_method_page_links_to_the_guidelines_where_icons_are_official(dataset, icons):
    shown = html.block(method.page(read({}, "verantwoording", dataset).choices, dataset).blocks)
    assert site.ICONS_GUIDELINES in shown
    assert site.PICTOGRAMS_HOME not in shown


def test_method_page_names_lucide_otherwise(dataset, monkeypatch):
    monkeypatch.delenv("SDGWIJZER_ICONS", raising=False)
    shown = html.block(method.page(read({}, "verantwoording", dataset).choices, dataset).blocks)
    assert site.PICTOGRAMS_HOME in shown
