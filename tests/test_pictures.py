"""Pictures: better is right, nothing outside, no words over each other, one look for each."""

import re
from html import unescape
from itertools import combinations, cycle, product
from types import SimpleNamespace
from xml.etree import ElementTree

import pytest

from sdgwijzer import catalogue, colours, html, paths, pictures, sources
from sdgwijzer.content import (
    Among,
    Bar,
    Bars,
    Course,
    Distribution,
    Dot,
    Figure,
    Line,
    Lines,
    Named,
    PlaceRow,
    Places,
    Point,
    Scatter,
    Standing,
    Standings,
    Strip,
    Track,
)
from sdgwijzer.links import read
from sdgwijzer.pictures import (
    NARROW,
    Area,
    Inset,
    Label,
    Path,
    Spot,
    axis,
    markers,
    room,
    standings,
)
from sdgwijzer.screens import courses, rows
from sdgwijzer.screens.distribution import distribution
from sdgwijzer.texts import drawings, words
from sdgwijzer.views import marks
from sdgwijzer.views.marks import Mark
from tests.conftest import WHOLE

ENTRIES = catalogue.read(paths.ROOT / "indicators.yaml").by_id
SHIPPED = [id_ for id_, item in ENTRIES.items() if sources.load(item.source).shipped]
SAMPLE = {  # one of each source, unit and kind of chance
    (item.source, item.unit, item.chance): id_ for id_, item in ENTRIES.items() if id_ in SHIPPED
}
PLACES = {  # alone, with peers by name, merged among a group, and the smallest
    "Harelbeke": "Zwevegem,Deerlijk,Kuurne",
    "Antwerpen": "Gent,Brugge,Leuven,Mechelen,Kortrijk,Oostende,Hasselt,Genk,Aalst,Sint-Niklaas",
    "Deinze": "provincie",
    "Herstappe": "Voeren",
}
NUMBER = r"-?\d+(?:\.\d+)?"
EVIL = "<script>alert('&')</script>"


def named(name, value, look=None):
    return Named(name, value, f"{value:g}", look)


def dots(values, sign=1, own=None, peers=(), middle=None):
    return Distribution(tuple(values), sign, own, tuple(peers), middle, ("‹ links", "rechts ›"))


def track(name, values, role="peer", look=0, start=2015):
    points = (Point(start + i, v, "" if v is None else f"{v:g}") for i, v in enumerate(values))
    return Track(name, role, tuple(points), look)


def course(*tracks, **more):
    usual = {"band": (), "breaks": (), "merged": None, "target": None, "unit": "%"}
    return Course(tracks, **{**usual, **more})


SPREAD = tuple(range(100))


def cloud(*named_, signs=(1, 1), values=SPREAD, ends=("beter ›", "beter ↑")):
    """Dots on a curve, and those that have a name."""
    others = [Dot(f"G{i}", v, v * v, ("", ""), "other") for i, v in enumerate(values)]
    return Scatter((*others, *named_), "Eerste, in %", "Tweede, in euro", (50, 2500), signs, ends)


def dot(name, x, y, look=None, role="peer"):
    return Dot(name, x, y, (f"{x:g}", f"{y:g}"), role, look)


OWN = track("Harelbeke", (5, 6, None, 4, 5), "own")
COUNTS = (("2", "good"), ("–", "unknown"), ("11", "poor"))
DRAWN = {
    "standings": Standings(
        tuple(Standing(s, m, ring=True) for s in range(0, 101, 5) for m in Mark)
    ),
    "no standings": Standings(()),
    "dots": dots(SPREAD, -1, named("A", 3), [named("B", 50, 0), named("C", 51, 1)], named("m", 50)),
    "one dot": dots([4.0], own=named("A", 4.0)),
    "all equal": dots([2.0] * 285, own=named("A", 2.0)),
    "one far away": dots([*SPREAD, 1e6], own=named("A", 1e6), peers=[named("B", 1, 0)]),
    "long names": dots(
        SPREAD, own=named("W" * 80, 50), peers=[named("Q" * 80, i, i) for i in range(12)]
    ),
    "course": course(OWN, track("B", (1, 2, 3, 4, 5.1)), track("m", (3,) * 5, "flanders")),
    "one year": course(track("A", (5,), "own"), track("B", (5,), look=1)),
    "crowd": course(OWN, *(track(f"Gemeente {i}", (5, 5.01, 5, 5, 5), look=i) for i in range(15))),
    "long lines": course(track("W" * 90, (1, 2), "own"), track("Q" * 90, (1, 2))),
    "events": course(
        OWN,
        track("Vroeger", (4, 5), "former"),
        track("Vlaanderen", (4, 5, 6), "region"),
        track("Groep", (4, 5, 6), "group"),
        band=((2015, 3, 1e9), (2016, 5, 7), (2018, -40, 6)),
        breaks=(2016,),
        merged=2018,
        target=("Doel 2030", 9.0),
        fitted=False,
    ),
    "bars": Bars((Bar(named("A", 5), "own"), Bar(named("B", -3, 2), "peer"), Bar(named("C", 0)))),
    "among": Among((0, 25, 50, 75, 100), -1, 101.0, ((101.0, 0), (99.0, 1), (-5.0, 2), (50.0, 3))),
    "among equals": Among((2, 2, 2, 2, 2), 1, None, ((2.0, 0),)),
    "places": Places(
        (
            PlaceRow("W" * 90, 1, "", Standings((Standing(50, Mark.GOOD, ring=True),)), "", COUNTS),
            PlaceRow("Zonder oordeel", 14, "", None, "nog geen cijfers", COUNTS),
        ),
        ("minder goed", "beter"),
        ("a", "b", "c"),
    ),
    "places of figures": Places(
        (
            PlaceRow(
                "Een lange naam van een cijfer over twee regels",
                None,
                "28 420",
                Among((0, 25, 50, 75, 100), -1, 101.0, ((50.0, 3),)),
                "",
                (("geen duidelijk verschil", "unknown"),),
                Mark.POOR_ESTIMATED,
            ),
        ),
        ("minder goed", "beter"),
        looks=(("Eigen", None), ("Buur", 0)),
    ),
    "strip": Strip(SPREAD, -1, 3, ((4, 0), (5, 1), (6, None))),
    "spark": Lines(Line(((2015, 1.0), (2016, 2.0)), "own"), size="spark"),
    "cloud": cloud(
        dot("Eigen", 50, 2500, role="own"),
        *(dot(f"Gemeente {i}", 50 + i % 3, 2500, i) for i in range(12)),
        *(dot(f"Groep {i}", i, 10 * i) for i in range(60)),
    ),
    "cloud far away": cloud(dot("Eigen", 1e6, -1e6, role="own"), signs=(-1, -1)),
    "cloud alone": Scatter((dot("Q" * 80, 5, 5, role="own"),), "W" * 90, "Q " * 90, (5, 5)),
    "one point": Lines(Line(((2015, 1.0),), "own"), size="spark"),
}
EACH = pytest.mark.parametrize("data", DRAWN.values(), ids=DRAWN)
FLUID = [
    name for name, data in DRAWN.items() if isinstance(data, Distribution | Course | Bars | Scatter)
]


def both(data):
    """Drawn for a wide screen, and for a telephone."""
    return [pictures.draw(data), pictures.draw(data, NARROW)]


def box(shape):
    """Left, top, right and bottom; of a text as wide as it can be."""
    if isinstance(shape, Spot):
        r = shape.radius
        return shape.x - r, shape.y - r, shape.x + r, shape.y + r
    if isinstance(shape, Label):
        wide = room.width(shape.text, shape.size, bold=shape.bold)
        left = shape.x - {"start": 0, "middle": wide / 2, "end": wide}[shape.anchor]
        return left, shape.y - shape.size * 0.75, left + wide, shape.y + shape.size * 0.25
    if isinstance(shape, Inset):
        inside, scale = shape.drawing, shape.scale
        return shape.x, shape.y, shape.x + inside.width * scale, shape.y + inside.height * scale
    return outline(shape.area if isinstance(shape, Area) else shape.d)


def outline(d):
    """The box of a path of M, L, H, V, h, v, a and Z."""
    x = y = 0.0
    corners = []
    for letter, given in re.findall(rf"([A-Za-z])((?:[ ,]*{NUMBER})*)", d):
        numbers = [float(each) for each in re.findall(NUMBER, given)]
        size = {"H": 1, "V": 1, "h": 1, "v": 1, "a": 7}.get(letter, 2)
        for i in range(0, len(numbers), size):
            *_, first, last = [0.0, *numbers[i : i + size]]
            across = letter in "HhLMa"
            along = letter in "VvLMa"
            dx = (first if letter in "LMa" else last) if across else (0.0 if letter == "v" else x)
            dy = last if along else (0.0 if letter == "h" else y)
            x, y = (x + dx, y + dy) if letter in "hva" else (dx, dy)
            corners.append((x, y))
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def overlap(one, other):
    return not (
        one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
    )


def labels(drawing):
    return [shape for shape in drawing.shapes if isinstance(shape, Label)]


@EACH
def test_nothing_stands_outside_the_picture(data):
    for drawing in both(data):
        for shape in drawing.shapes:
            left, top, right, bottom = box(shape)
            assert left >= -0.5, shape
            assert top >= -0.5, shape
            assert right <= drawing.width + 0.5, shape
            assert bottom <= drawing.height + 0.5, shape


@EACH
def test_words_do_not_cover_each_other_and_can_be_read(data):
    for drawing in both(data):
        for one, other in combinations(labels(drawing), 2):
            assert not overlap(box(one), box(other)), (one, other)
        least = 12 if isinstance(data, Places) else 13  # 9 points on paper; pixels on a screen
        assert all(label.size >= least for label in labels(drawing))


@EACH
def test_picture_is_the_same_each_time_and_is_well_formed(data):
    drawing = pictures.draw(data)
    once = html.svg(drawing, "Naam", "Woorden")
    assert once == html.svg(pictures.draw(data), "Naam", "Woorden")
    root = ElementTree.fromstring(once)
    assert root.get("role") == "img"
    assert [root[0].text, root[1].text] == ["Naam", "Woorden"]
    assert root.get("viewBox") == f"0 0 {drawing.width} {drawing.height}"
    assert "NaN" not in once.upper().replace("NAAM", "")
    assert "inf" not in once


@pytest.mark.parametrize("name", FLUID)
def test_large_picture_has_a_form_for_a_telephone(name):
    wide, narrow = both(DRAWN[name])
    assert (wide.width, narrow.width) == (560, NARROW)
    block = html.block([Figure(DRAWN[name], "Woorden")])
    assert re.findall(r"""class="picture (\w+)" .*? width='(\d+)'""", block) == [
        ("wide", "560"),
        ("narrow", str(NARROW)),
    ]


def spots(drawing, colour):
    return [
        shape.x for shape in drawing.shapes if isinstance(shape, Spot) and shape.colour == colour
    ]


@pytest.mark.parametrize("sign", [1, -1])
def test_better_is_to_the_right(sign):
    at = {}
    for name, value in (("low", 10), ("high", 90)):
        data = dots(SPREAD, sign, named("A", value), [named("B", value, 0)], named("m", value))
        drawing = pictures.draw(data)
        [stem] = spots(drawing, colours.OWN.colour)
        strip = pictures.draw(Strip(SPREAD, sign, value, ()))
        few = pictures.draw(Among((0, 25, 50, 75, 99), sign, value, ()))
        at[name] = (stem, *spots(strip, colours.OWN.colour), *spots(few, colours.OWN.colour))
    better, worse = ("high", "low") if sign > 0 else ("low", "high")
    assert all(one > other for one, other in zip(at[better], at[worse], strict=True))
    left, right = labels(drawing)[-2:]
    assert (left.text, right.text) == ("‹ links", "rechts ›")
    assert left.x < right.x


def test_ends_name_the_worst_value_at_the_left():
    lower = ENTRIES["armoederisico"]
    left, right = drawings.ends(lower, 3.4, 18.0)
    assert left == "‹ minder goed (18,0\u00a0%)"
    assert right == "beter (3,4\u00a0%) ›"
    assert drawings.ends(ENTRIES["inwoners"], 75, 562_002)[0].startswith("‹ lager (75")


def middles(drawing):
    """Middle of each mark of the standings, by its outline."""
    return [
        ((left + right) / 2, (top + bottom) / 2)
        for left, top, right, bottom in (box(shape) for shape in drawing.shapes[2:])
    ]


def test_standing_is_placed_by_the_share_that_it_beats():
    drawing = pictures.draw(
        Standings(tuple(Standing(share, Mark.MIDDLE) for share in (0, 50, 100)))
    )
    found = sorted({round(x) for x, _ in middles(drawing)})
    assert found == [9, 145, 281]
    assert drawing.width == 290
    [dotted] = [shape for shape in drawing.shapes if isinstance(shape, Path) and shape.dash]
    assert dotted.d.startswith("M145 ")


def test_standings_in_one_place_are_stacked_and_stay_near_it():
    drawing = pictures.draw(Standings((Standing(50, Mark.GOOD),) * 3))
    found = {(round(x), round(y)) for x, y in middles(drawing)}
    assert len({y for _, y in found}) == 3
    assert {x for x, _ in found} == {145}
    crowd = pictures.draw(Standings((Standing(50, Mark.GOOD),) * 12))
    assert all(abs(x - 145) <= 5 for x, _ in middles(crowd))


def test_every_mark_has_its_shape_and_none_is_drawn_for_no_judgement():
    shown = {mark for mark in Mark if mark is not Mark.NONE}
    assert set(standings.SHAPES) == shown
    for mark, (shape, _) in standings.SHAPES.items():
        filled = words.MARK[mark].symbol in "▲◆↑↓"
        assert shape.startswith(markers.HOLLOW) != filled
    empty = pictures.draw(Standings((Standing(50, Mark.NONE),)))
    assert empty == pictures.draw(Standings(()))


def test_ring_is_drawn_around_its_mark_alone():
    plain, ringed = (
        pictures.draw(Standings((Standing(50, Mark.GOOD, ring),))) for ring in (False, True)
    )
    assert len(ringed.shapes) == len(plain.shapes) + 1
    assert box(ringed.shapes[-1])[0] < box(plain.shapes[-1])[0]


def test_each_municipality_has_the_same_look_on_every_picture():
    peers = [named(f"P{i}", 10 + 7 * i, i) for i in range(12)]
    in_dots = pictures.draw(dots(SPREAD, peers=peers))
    in_lines = pictures.draw(course(*(track(p.name, (p.value,) * 2, look=p.look) for p in peers)))
    in_bars = pictures.draw(Bars(tuple(Bar(p, "peer") for p in peers)))
    in_strip = pictures.draw(Strip(SPREAD, 1, 0, tuple((int(p.value), p.look) for p in peers)))
    for look in colours.PEERS:
        for drawing in (in_dots, in_lines, in_bars, in_strip):
            assert look.colour in {shape.colour for shape in drawing.shapes}


@pytest.mark.parametrize("signs", [(1, 1), (-1, 1), (1, -1), (-1, -1), (0, 0)])
def test_better_is_to_the_right_and_upwards_in_a_cloud(signs):
    drawing = pictures.draw(cloud(dot("A", 10, 9000, 0), dot("B", 90, 100, 1), signs=signs))
    boxes = {
        look: next(box(s) for s in drawing.shapes if s.colour == colours.peer(look).colour)
        for look in (0, 1)
    }
    assert (boxes[1][0] > boxes[0][0]) == (signs[0] >= 0)
    assert (boxes[0][1] < boxes[1][1]) == (signs[1] >= 0)
    ends = [label for label in labels(drawing) if label.bold]
    assert [label.text for label in ends] == ["beter ↑", "beter ›"]


def test_every_name_in_a_cloud_has_its_marker_and_finds_room_among_a_dozen():
    drawing = pictures.draw(DRAWN["cloud"])
    shown = [label.text for label in labels(drawing)]
    assert "Eigen" in shown
    assert sum(text.startswith("Gemeente ") for text in shown) == 12
    for look in range(12):
        assert colours.peer(look).colour in {shape.colour for shape in drawing.shapes}


def test_few_among_all_stand_in_their_place_and_cover_none():
    crowd = tuple((value, look) for look, value in enumerate((50.0, 50.0, 20.0)))
    drawing = pictures.draw(Among((0, 25, 50, 75, 100), 1, 50.0, crowd))
    places = [box(shape) for shape in drawing.shapes[3:]]
    assert len(places) == 4
    assert not any(overlap(one, other) for one, other in combinations(places, 2))
    *_, own = drawing.shapes
    assert (own.x, own.y) == (drawing.width / 2, drawing.height / 2)
    assert {round((left + right) / 2) for left, _, right, _ in places} == {51, 116}


def test_gap_stays_a_gap():
    [line, *_] = [
        shape for shape in pictures.draw(course(OWN)).shapes
        if isinstance(shape, Path) and shape.colour == colours.OWN.colour
    ]  # fmt: skip
    assert line.d.count("M") == 2  # 2015-2016 and 2018-2019


def test_margin_is_a_thin_band_with_its_gaps():
    band = ((2015, 4.0, 6.0), (2016, 5.0, 7.0), (2018, 3.0, 5.0))
    areas = [s for s in pictures.draw(course(OWN, band=band)).shapes if isinstance(s, Area)]
    assert [area.thin < 0.3 for area in areas[:2]] == [True, True]
    assert all(area.colour == colours.OWN.colour for area in areas[:2])


def test_axis_of_rates_is_fitted_and_that_of_counts_begins_at_zero():
    fitted, from_zero = (
        [
            label.text
            for label in labels(pictures.draw(course(track("A", (100, 104)), fitted=fitted)))
        ]
        for fitted in (True, False)
    )
    assert "0" not in fitted
    assert "0" in from_zero


def test_ticks_are_round_and_few():
    assert axis.ticks(4.4, 7.6, 5) == [5, 6, 7]
    assert axis.ticks(0, 31_000, 5) == [0, 10_000, 20_000, 30_000]
    assert 2 <= len(axis.ticks(0.013, 0.0171, 5)) <= 5
    assert axis.decimals(axis.ticks(10, 18.6, 4)) == 1  # 10, 12.5, 15: never "12"
    assert axis.decimals([0.002, 0.004]) == 3
    assert axis.years(2014, 2024, 400, 46) == [2014, 2016, 2018, 2020, 2022, 2024]
    assert axis.years(2020, 2020, 400, 46) == [2020]


def test_labels_move_apart_together_and_no_further_than_needed():
    assert room.apart([10, 50], [10, 10], 0, 100) == [10, 50]
    assert room.apart([50, 50, 50], [10, 10, 10], 0, 100) == [40, 50, 60]
    assert room.apart([0, 0], [10, 10], 0, 100) == [5, 15]
    assert room.apart([100, 99], [10, 10], 0, 100) == [95, 85]


def test_words_that_do_not_fit_end_with_an_ellipsis():
    assert room.cut("Harelbeke", 13, 500) == "Harelbeke"
    short = room.cut("Harelbeke", 13, 40)
    assert short.endswith("…")
    assert room.width(short, 13) <= 40
    assert room.cut("Harelbeke", 13, 0) == "…"


@pytest.mark.parametrize(
    "data",
    [
        dots(SPREAD, own=named(EVIL, 50), peers=[named(EVIL, 3, 0)], middle=named(EVIL, 9)),
        course(track(EVIL, (1, 2), "own"), track(EVIL, (1, 2), "former"), target=(EVIL, 1.0)),
        Bars((Bar(named(EVIL, 50), "own"),)),
    ],
    ids=["dots", "course", "bars"],
)
def test_markup_in_a_name_is_text(data):
    drawn = html.svg(pictures.draw(data), EVIL, EVIL)
    assert "<script" not in drawn
    root = ElementTree.fromstring(drawn)
    assert root[0].text == EVIL
    assert {each.tag.rpartition("}")[2] for each in root.iter()} <= {
        *("svg", "title", "desc", "path", "circle", "text"),
    }
    inside = re.findall(r"<svg.*?</svg>", html.block([Figure(data, EVIL)]))
    assert inside
    assert all("<script" not in each and ElementTree.fromstring(each) for each in inside)


def test_picture_needs_no_font_and_nothing_from_elsewhere():
    drawn = html.svg(pictures.draw(DRAWN["events"]))
    assert re.findall(r"https?://\S+?(?=')", drawn) == ["http://www.w3.org/2000/svg"]
    assert re.findall(r"font-family='([^']*)'", drawn) == [
        '"Source Sans 3", "Source Sans", sans-serif'
    ]
    assert "href" not in drawn


def test_words_of_the_standings_count_the_marks():
    said = drawings.standings("Harelbeke", {Mark.GOOD: 2, Mark.POOR_ESTIMATED: 1, Mark.NONE: 9})
    assert said == "Harelbeke tussen alle gemeenten: 2 beter en 1 minder goed, geschatte marge."
    assert drawings.standings("Harelbeke", {}) == f"Harelbeke: {drawings.NO_MARK}."


@pytest.fixture(scope="module")
def placed(dataset):
    """A link with municipalities → its choices."""
    return {
        name: read({"gemeente": name, "vergelijk": peers}, "indicator", dataset).choices
        for name, peers in PLACES.items()
    }


@pytest.mark.parametrize(
    ("name", "id_"),
    list(product(PLACES, SHIPPED) if WHOLE else zip(cycle(PLACES), sorted(SAMPLE.values()))),
)
def test_every_indicator_can_be_drawn(dataset, placed, name, id_):
    choices, item = placed[name], ENTRIES[id_]
    codes = [row.nis_code for row in choices.named]
    [card] = dataset.cards({id_: item}, choices.code, choices.peers, named=codes)
    found = [rows.place(card, dataset.column(id_), choices.marked, choices.looks)]
    if dataset.column(id_):
        found.append(distribution(choices, card, dataset.column(id_)))
    observations = dataset.store.series([choices.code, *codes], id_)
    parts = dataset.store.parts(choices.code, id_)
    names = {row.nis_code: row.name for row in (choices.municipality, *choices.named)}
    chart = courses.course(card, observations, parts, names, 2019 if len(parts) else None)
    found += [SimpleNamespace(data=chart.data)] if chart.data.tracks else []
    for figure in filter(None, found):
        test_nothing_stands_outside_the_picture(figure.data)
        test_words_do_not_cover_each_other_and_can_be_read(figure.data)


def test_standings_of_every_goal_can_be_drawn(dataset, placed):
    choices = placed["Harelbeke"]
    found = dataset.indicators(choices.code)
    cards = dataset.cards(found, choices.code, choices.peers, courses=False)
    for goal in range(1, 18):
        mine = [card for card in cards if card.indicator.main_goal == goal and card.percentile]
        figures = (Standing(c.percentile, marks.mark(c), marks.ring(c)) for c in mine)
        test_nothing_stands_outside_the_picture(Standings(tuple(figures)))


def test_picture_comes_past_streamlit_in_an_attribute():
    """What is in the attribute is what stands in the page."""
    small = html.block([Figure(DRAWN["strip"], 'Plaats van "A" & <b>')])
    assert small.count("<svg") == 1
    assert 'aria-label="Plaats van &#34;A&#34; &amp; &lt;b&gt;"' in small
    sent = html.parcelled(small)
    assert "<svg" not in sent
    [parcel] = re.findall(r'<span class="picture"[^<]* data-svg="([^"]*)"></span>', sent)
    assert unescape(parcel) in small
    large = html.block([Figure(DRAWN[FLUID[0]], "Woorden")])
    assert html.parcelled(large).count("data-svg") == large.count("<svg") == 2
