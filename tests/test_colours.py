"""A colour is written down once: what a judgement, a place or a goal looks like is in one table."""

import re
from itertools import combinations

import pytest

from sdgwijzer import charts, colours, html, paths
from sdgwijzer.content import Course, Paragraph, Point, Sign, Track
from sdgwijzer.goals import GOALS
from sdgwijzer.model import Status
from sdgwijzer.pictures import markers
from sdgwijzer.texts.words import MARK, STATUS
from tests.eyes import EYES, apart, contrast, lab

PACKAGE = paths.ROOT / "sdgwijzer"
TABLES = {PACKAGE / "colours.py", PACKAGE / "goals.py"}
WRITTEN = [
    path
    for kind in ("*.py", "*.css", "*.html", "*.svg", "*.js")
    for path in sorted(PACKAGE.rglob(kind))
    if path not in TABLES and path.name != "icon.svg"
]
COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b|#[0-9a-fA-F]{3}\b|light-dark\(|\brgba?\([1-9]")


def test_no_colour_stands_outside_the_table():
    found = {path: COLOUR.findall(path.read_text(encoding="utf-8")) for path in WRITTEN}
    assert {path: colours for path, colours in found.items() if colours} == {}


def test_style_sheet_gives_every_colour_of_the_table_and_uses_no_other():
    given = set(re.findall(r"--([\w-]+): (?:light-dark|#)", html.STYLE))
    goals = {f"{name}-{goal.number}" for name in ("goal", "on-goal") for goal in GOALS}
    peers = {f"peer-{number}" for number, _ in enumerate(colours.PEERS, 1)}
    assert given == {*colours.SCREEN, *goals, *peers}
    components = "".join(p.read_text("utf-8") for p in (PACKAGE / "components").glob("*.css"))
    used = set(re.findall(r"var\(--(?!st-)([\w-]+)", html.STYLE + components))
    made = {"edge", "on-edge", "band", "header", "share"}  # of one goal, of all; places
    assert used <= {*given, *made}


def test_judgement_has_one_colour_on_the_map_and_in_words():
    on_the_map = (PACKAGE / "components" / "map.css").read_text(encoding="utf-8")
    for status in (Status.GOOD, Status.POOR):
        style = STATUS[status].style
        assert f".{style} {{ fill: var(--{style}); background: var(--{style}); }}" in on_the_map
        assert f".{style} {{ color: var(--{style}); }}" in html.STYLE


TEXT = ("good", "poor", "own", "link", "quiet")
FIXED = {
    "good": colours.GOOD,
    "poor": colours.POOR,
    "others": colours.OTHERS,
    "own": colours.OWN.colour,
}
PEERS = {f"peer {number}": look.colour for number, look in enumerate(colours.PEERS, 1)}
FIRST = 3
"""Peers that are apart for every eye."""
SIDES = pytest.mark.parametrize("side", ["light", "dark"])


@SIDES
def test_words_and_marks_can_be_seen_on_their_ground(side):
    ground = getattr(colours.SCREEN["ground"], side)
    for name in TEXT:
        assert contrast(getattr(colours.SCREEN[name], side), ground) >= 4.5, name
    for name, colour in {**FIXED, **PEERS, "aim": colours.AIM}.items():
        assert contrast(getattr(colour, side), ground) >= 3, name


@SIDES
def test_figure_and_mark_can_be_read_on_the_ground_of_a_judgement(side):
    for name, mark in (("good", "good"), ("poor", "poor"), ("middle", "quiet")):
        ground = getattr(colours.SCREEN[f"{name}-ground"], side)
        for words in (mark, "text"):
            assert contrast(getattr(colours.SCREEN[words], side), ground) >= 4.5, (name, words)


@pytest.mark.parametrize("goal", GOALS, ids=lambda goal: str(goal.number))
def test_number_of_a_goal_can_be_read_on_its_colour(goal):
    assert contrast(colours.on_goal(goal.number), goal.colour) >= 4.5


@SIDES
@pytest.mark.parametrize("eye", EYES)
def test_roles_are_apart_for_every_eye(eye, side):
    first = dict(list(PEERS.items())[:FIRST])
    for (one, a), (other, b) in combinations({**FIXED, **first}.items(), 2):
        assert apart(getattr(a, side), getattr(b, side), eye) >= 20, (one, other)


@SIDES
def test_further_peers_are_apart_too_and_never_the_same_for_the_colour_blind(side):
    for (one, a), (other, b) in combinations({**FIXED, **PEERS}.items(), 2):
        assert apart(getattr(a, side), getattr(b, side)) >= 20, (one, other)
        for eye in EYES:
            assert apart(getattr(a, side), getattr(b, side), eye) >= 10, (one, other, eye)


def test_every_municipality_has_a_marker_of_its_own():
    looks = (colours.OWN, *colours.PEERS)
    assert len({look.marker for look in looks}) == len({look.sign for look in looks}) == 13
    assert {look.marker for look in looks} <= set(markers.MARKERS)
    judged = {word.symbol for word in MARK.values()}
    assert not {look.sign for look in looks} & judged
    assert colours.peer(len(colours.PEERS)) == colours.peer(0)


def test_what_is_plotted_shows_on_both_grounds_and_is_apart():
    ground = colours.SCREEN["ground"]
    lines = {name: colour for name, colour in colours.PLOTTED.items() if colour.startswith("#")}
    lines |= {look.sign: look.plotted for look in colours.PEERS}
    for name, colour in lines.items():
        assert min(contrast(colour, ground.light), contrast(colour, ground.dark)) >= 3, name
    for one, other in combinations(lines, 2):
        assert apart(lines[one], lines[other]) >= 18, (one, other)


def test_sign_of_a_municipality_has_its_colour_in_a_text():
    for number, look in enumerate(colours.PEERS):
        sign = html.block([Paragraph((Sign(number), " Kuurne"))])
        assert f'<span class="look-{number + 1}" aria-hidden="true">{look.sign}</span>' in sign
        assert f".look-{number + 1} {{ color: var(--peer-{number + 1}); }}" in html.STYLE
    assert 'class="look-own" aria-hidden="true">●</span>' in html.block([Paragraph((Sign(),))])
    assert 'class="look-1"' in html.block([Paragraph((Sign(12),))])


def test_chart_has_the_markers_of_the_pictures():
    points = (Point(2020, 1.0, "1"), Point(2021, 2.0, "2"))
    tracks = [Track(str(i), "peer", points, i) for i in range(12)]
    lines = charts.figure(Course(tuple(tracks), (), (), None, None, "%")).data
    symbols = [line.marker.symbol for line in lines]
    assert len(set(symbols)) == 12
    assert symbols[:4] == ["square", "cross", "star", "x"]
    assert [line.line.color for line in lines] == [look.plotted for look in colours.PEERS]


def test_measures_are_those_of_their_sources():
    assert contrast("#000", "#fff") == pytest.approx(21)
    assert contrast("#767676", "#fff") == pytest.approx(4.54, abs=0.01)  # the palest grey of WCAG
    assert lab("#ff0000") == pytest.approx([53.24, 80.09, 67.20], abs=0.05)
    assert apart("#ff0000", "#00ff00") > 150  # far, and the same hue without red or green cones
    assert all(abs(lab(c, "deuteranopia")[1]) < 15 for c in ("#ff0000", "#00ff00"))
