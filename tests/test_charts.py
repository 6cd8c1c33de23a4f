"""Figures to study: gaps stay gaps, and a sentence says the same."""

import pytest

from sdgwijzer import catalogue, charts, paths, sources, views

ENTRIES = catalogue.read(paths.ROOT / "indicators.yaml").by_id
HARELBEKE, NEIGHBOURS = "34013", ["34042", "34009", "34023"]
NAMES = {"34013": "Harelbeke", "34042": "Zwevegem", "34009": "Deerlijk", "34023": "Kuurne"}


def card(database, id_, own=HARELBEKE, peers=()):
    return views.cards(database, {id_: ENTRIES[id_]}, own, peers)[0]


def course(database, id_, own=HARELBEKE, peers=(), names=None):
    shown = card(database, id_, own, peers)
    rows = database.series([own, *peers], id_)
    return charts.course(shown, rows, database.parts(own, id_), names or NAMES)


def test_sentence_says_first_and_last_year_and_the_median(database):
    sentence = course(database, "armoederisico").sentence.replace("\u00a0", " ")
    assert "6,1 % in 2022, 6,7 % in 2015" in sentence
    assert "De mediaan van Vlaanderen in 2022: 5,7 %" in sentence


def test_missing_year_is_a_gap_in_the_line(database):
    figure = course(database, "inwoners").figure
    own = next(line for line in figure.data if line.name == "Harelbeke")
    assert dict(zip(own.x, own.y, strict=True))[2018] is None
    assert own.connectgaps is False


def test_former_municipalities_are_lines_of_their_own(database):
    figure = course(database, "inwoners", own="44083", names={"44083": "Deinze"}).figure
    assert {"Deinze (vroeger)", "Nevele (vroeger)"} <= {line.name for line in figure.data}


def test_municipality_without_a_figure_says_why(database):
    sentence = course(database, "armoederisico", own="71072", names={"71072": "Hasselt"}).sentence
    assert sentence.startswith("Voor Hasselt is er geen cijfer: niet beschikbaar")


def test_ranking_marks_own_and_peers(database):
    cross = database.cross_section("armoederisico")
    chart = charts.ranking(cross, ENTRIES["armoederisico"], HARELBEKE, NEIGHBOURS, 2022)
    others, peers, own = chart.figure.data
    assert (len(others.x), len(peers.x), len(own.x)) == (267, 3, 1)
    assert "van 271\u00a0gemeenten (beste eerst)" in chart.sentence


def test_ranking_of_a_municipality_without_a_figure_says_so(database):
    cross = database.cross_section("armoederisico")
    chart = charts.ranking(cross, ENTRIES["armoederisico"], "71072", [], 2022)
    assert chart.sentence.startswith("In 2022 heeft deze gemeente geen cijfer.")


@pytest.mark.parametrize(
    "id_", [id_ for id_, item in ENTRIES.items() if sources.load(item.source).shipped]
)
def test_every_indicator_can_be_drawn(database, id_):
    assert course(database, id_, peers=NEIGHBOURS).figure.data
