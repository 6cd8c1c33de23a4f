"""Figures to study: gaps stay gaps, and a sentence says the same."""

import dataclasses

import pytest

from sdgwijzer import catalogue, charts, colours, paths, pictures, sources
from sdgwijzer.content import Chart, Dot
from sdgwijzer.links import read
from sdgwijzer.model import Pace, Status
from sdgwijzer.screens import courses, explore
from sdgwijzer.texts import indicator_page
from sdgwijzer.views import cards
from sdgwijzer.views.cards import Aim
from tests.conftest import WHOLE

ENTRIES = catalogue.read(paths.ROOT / "indicators.yaml").by_id
HARELBEKE, NEIGHBOURS = "34013", ["34042", "34009", "34023"]
NAMES = {"34013": "Harelbeke", "34042": "Zwevegem", "34009": "Deerlijk", "34023": "Kuurne"}


def card(database, id_, own=HARELBEKE, peers=()):
    return cards.cards_of(database, {id_: ENTRIES[id_]}, own, peers, named=peers)[0]


def course(database, id_, own=HARELBEKE, peers=(), names=None):
    shown = card(database, id_, own, peers)
    rows = database.series([own, *peers], id_)
    return courses.course(shown, rows, database.parts(own, id_), names or NAMES)


def drawn(database, id_, own=HARELBEKE, names=None):
    return charts.figure(course(database, id_, own, names=names).data)


def test_sentence_says_first_and_last_year_and_the_median(database):
    sentence = course(database, "armoederisico").sentence.replace("\u00a0", " ")
    assert "6,1 % in 2022, 6,7 % in 2015" in sentence
    assert "De middelste gemeente in 2022: 5,7 %" in sentence


def test_missing_year_is_a_gap_in_the_line(database):
    names = {"13010": "Grobbendonk"}  # of 2016 the publisher withholds the price
    figure = drawn(database, "prijs_huizen", own="13010", names=names)
    own = next(line for line in figure.data if line.name == "Grobbendonk")
    assert dict(zip(own.x, own.y, strict=True))[2016] is None
    assert own.connectgaps is False


def test_former_municipalities_are_lines_of_their_own(database):
    figure = drawn(database, "inwoners", own="44083", names={"44083": "Deinze"})
    assert {"Deinze (vroeger)", "Nevele (vroeger)"} <= {line.name for line in figure.data}


def test_municipality_without_a_figure_says_why(database):
    sentence = course(
        database, "beschikbaar_inkomen", own="71072", names={"71072": "Hasselt"}
    ).sentence
    assert sentence.startswith("Voor Hasselt is er geen cijfer: niet beschikbaar")


def test_margin_of_chance_is_a_band_where_it_is_known(database):
    names = [trace.name for trace in drawn(database, "aandeel_65plus").data]
    assert indicator_page.BAND in names
    assert indicator_page.BAND not in [t.name for t in drawn(database, "armoederisico").data]


def test_target_merger_and_break_are_marked(database):
    shown = dataclasses.replace(
        card(database, "inwoners", own="44083"),
        aim=Aim(1.0, 2030, "made-up target", True, Status.POOR, Pace.UNKNOWN),
    )
    rows = database.series(["44083"], "inwoners")
    rows.loc[rows["year"] == 2021, "flag"] = "break"
    made = courses.course(
        shown,
        rows,
        database.parts("44083", "armoederisico"),
        {"44083": "Deinze"},
        merged=2019,
    )
    said = [note.text for note in charts.figure(made.data).layout.annotations]
    assert said == [indicator_page.BREAK, indicator_page.MERGER, "Eigen doel 2030"]


def test_scatter_names_own_and_peers_and_says_how_sure(dataset):
    link = {"gemeente": "Harelbeke", "vergelijk": "Zwevegem,Deerlijk,Kuurne"}
    link |= {"x": "armoederisico", "y": "werkzoekendengraad", "groot": "ja"}
    page = explore.page(read(link, "verken", dataset).choices, dataset)
    [chart] = [block for block in page.blocks if isinstance(block, Chart)]
    others, peers, own = charts.figure(chart.data).data
    assert (len(others.x), len(peers.x), len(own.x)) == (280, 3, 1)
    assert others.mode == "markers"
    assert peers.mode == own.mode == "markers+text"
    looks = {name: colours.peer(i) for i, name in enumerate(("Zwevegem", "Deerlijk", "Kuurne"))}
    found = dict(zip(peers.hovertext, peers.marker.color, strict=True))
    assert found == {name: look.plotted for name, look in looks.items()}
    assert "sterk verband" in chart.sentence
    made = charts.figure(chart.data).layout
    assert (made.xaxis.autorange, made.yaxis.autorange) == ("reversed", "reversed")


def test_names_in_a_scatter_cover_no_other_name():
    places = [(0.50, 0.50), (0.50, 0.51), (0.51, 0.50), (0.49, 0.50), (0.5, 0.5), (0, 0), (1, 1)]
    named = zip("abcdefg", places, strict=True)
    dots = [Dot(name * 9, x, y, ("", ""), "peer") for name, (x, y) in named]
    found = charts._spots(dots, dots)
    spots = {name: found[name * 9] for name in "abcdefg" if name * 9 in found}
    assert spots["a"] == "top center"  # the first one chooses first
    assert spots["f"] == spots["g"] == "top center"  # far away there is room
    assert "e" not in spots  # four names around one place leave no room for a fifth
    crowd = [spots[code] for code in "abcd" if code in spots]
    assert len(crowd) == len(set(crowd))


def test_data_that_nobody_draws_is_refused():
    with pytest.raises(TypeError, match="no figure for str"):
        charts.figure("made up")
    with pytest.raises(TypeError, match="no drawing for str"):
        pictures.draw("made up")


SHIPPED = [id_ for id_, item in ENTRIES.items() if sources.load(item.source).shipped]
SAMPLE = {  # one of each source, unit and kind of chance
    (item.source, item.unit, item.chance): id_ for id_, item in ENTRIES.items() if id_ in SHIPPED
}


@pytest.mark.parametrize("id_", SHIPPED if WHOLE else sorted(SAMPLE.values()))
def test_every_indicator_can_be_drawn(database, id_):
    assert charts.figure(course(database, id_, peers=NEIGHBOURS).data).data
