"""Whom a municipality is compared with: groups, likeness, one control, link, titles and files."""

import io

import numpy as np
import pandas as pd
import pytest

from sdgwijzer import catalogue, municipalities, paths
from sdgwijzer.links import read
from sdgwijzer.report import Wishes, report
from sdgwijzer.screens import around, files
from sdgwijzer.store import exports
from sdgwijzer.texts import groups, site
from sdgwijzer.views import peers
from sdgwijzer.views.cards import cards_of, judged_beside
from tests.conftest import swept

HARELBEKE = "34013"


@pytest.fixture(scope="module")
def known():
    return municipalities.load()


@pytest.fixture(scope="module")
def context(database):
    return database.context()


@pytest.fixture(scope="module")
def offered(known, context):
    return peers.groups(HARELBEKE, known, context)


def test_harelbeke_is_offered_every_group(offered):
    sizes = {word: len(codes) for word, codes in offered.items()}
    assert sizes == {
        "buurgemeenten": 9,
        "referentieregio": 12,
        "arrondissement": 11,
        "provincie": 61,
        "belfius": 26,
        "gelijkaardig": 15,
        "vlaanderen": 284,
    }
    assert all(HARELBEKE not in codes for codes in offered.values())


@swept
def test_only_voeren_has_no_neighbours_and_no_group_is_empty(known, context):
    alone = []
    for code, row in known.today.items():
        found = peers.groups(code, known, context)
        assert all(found.values())
        alone += [row.name] * (next(iter(found)) != peers.BORDERING)
    assert alone == ["Voeren"]  # cut off from Flanders: its default is the reference region


def test_municipality_that_merged_has_no_belfius_cluster(known, context):
    merged = known.find("Pajottegem").nis_code
    assert peers.CLUSTER not in peers.groups(merged, known, context)
    assert "van voor de fusie" in groups.group_not_offered(peers.CLUSTER, "Pajottegem")


def test_context_is_known_of_all_and_never_an_outcome(context, known):
    assert set(context.index) == set(known.today)
    assert context[list(peers.CONTEXT)].notna().all().all()
    entries = catalogue.read(paths.catalogue()).by_id
    for id_ in peers.MEASURES.values():
        assert entries[id_].direction.sign == 0 or id_ == "inkomen_per_inwoner"
    assert set(peers.CONTEXT) == set(peers.MEASURES) == set(groups.CONTEXT_NAMES)


def test_density_is_inhabitants_per_square_kilometre(context):
    # Harelbeke: 30 311 inhabitants of 2025 on 29,1 km²
    assert context.loc[HARELBEKE, "dichtheid"] == pytest.approx(30_311 / 29.14, rel=0.01)


def likeness(rows):
    frame = pd.DataFrame(rows, columns=list(peers.CONTEXT), dtype=float)
    return frame.set_axis([f"9{i:04}" for i in range(len(frame))]).assign(cluster=None)


def test_most_similar_is_the_nearest_in_z_scores():
    base = [1000.0, 100, 10, 20, 20, 5, 50, 10]
    near, far = list(base), list(base)
    near[2], far[2] = 11.0, 30.0
    frame = likeness([base, far, near, [9000, 900, 90, 80, 5, 50, 500, 60]])
    assert peers.similar(frame, "90000", {}) == ("90002", "90001", "90003")


def test_weight_of_zero_leaves_a_variable_out():
    base = [1000.0, 100, 10, 20, 20, 5, 50, 10]
    richer, older = list(base), list(base)
    richer[2], older[3] = 12.0, 60.0
    frame = likeness([base, richer, older, [9000, 900, 90, 80, 5, 50, 500, 60]])
    assert peers.similar(frame, "90000", {})[0] == "90001"
    assert peers.similar(frame, "90000", {"ouderen": 0})[0] == "90002"
    assert peers.similar(frame, "90000", dict.fromkeys(peers.CONTEXT, 0)) == ()


def test_municipality_with_a_gap_takes_no_part():
    base = [1000.0, 100, 10, 20, 20, 5, 50, 10]
    frame = likeness([base, [np.nan, *base[1:]], base, [2 * x for x in base]])
    assert "90001" not in peers.similar(frame, "90000", {})
    assert peers.similar(frame, "90001", {}) == ()


def test_words_of_groups_and_names_together(offered, known):
    found = peers.choose(["belfius", "Gent", "Kuurne"], HARELBEKE, offered, known)
    assert found.words == ("belfius", "Gent", "Kuurne")
    assert len(found.codes) == 27  # Kuurne is in the cluster
    assert found.group is None


@pytest.mark.parametrize("words", [[], ["Atlantis"], ["Harelbeke"], [""]])
def test_nothing_left_means_the_neighbours(offered, known, words):
    found = peers.choose(words, HARELBEKE, offered, known)
    assert found.group == peers.BORDERING


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("buurgemeenten", "9 buurgemeenten (Deerlijk, "),
        ("provincie", "61 andere gemeenten van de provincie West-Vlaanderen"),
        ("belfius", "26 andere gemeenten van de Belfius-cluster V"),
        ("gelijkaardig", "15 gemeenten die het meest op Harelbeke lijken ("),
        ("referentieregio", "12 andere gemeenten van de referentieregio ("),
        ("vlaanderen", "284 andere Vlaamse gemeenten"),
    ],
)
def test_group_in_words(offered, known, context, word, said):
    found = peers.choose([word], HARELBEKE, offered, known)
    cluster = context.loc[HARELBEKE, "cluster"]
    group = groups.group(found, known.today[HARELBEKE], known.today, cluster)
    assert groups.beside_whom(group).replace("\u00a0", " ").startswith(said)


@pytest.fixture(scope="module")
def entries(database):
    fetched = database.indicators().set_index("indicator_id")["fetched"]
    return {item.id: item for item in catalogue.read(paths.catalogue()) if fetched[item.id]}


@pytest.mark.parametrize("word", peers.GROUPS)
def test_cards_beside_a_group_are_what_the_figures_say(database, entries, offered, word):
    """Rank, median and the trend beside the group, worked out again for one indicator."""
    item, codes = entries["werkzoekendengraad"], offered[word]
    chosen = {item.id: item}
    card = cards_of(database, chosen, HARELBEKE, codes, flanders=word == "vlaanderen")[0]
    rows = database.series([HARELBEKE, *codes], item.id)
    values = rows.pivot(index="year", columns="nis_code", values="value")
    last = values.loc[2024]
    others = last.drop(HARELBEKE) if word != "vlaanderen" else last
    assert card.reference == pytest.approx(others.median())
    better = int((last.drop(HARELBEKE) < last[HARELBEKE]).sum())
    equal = int((last.drop(HARELBEKE) == last[HARELBEKE]).sum())
    assert card.rank == better + 1 + equal / 2
    assert card.n == len(codes) + 1


def test_large_group_is_not_shown_by_name_but_by_its_median(database, entries, offered):
    item = entries["werkzoekendengraad"]
    card = cards_of(database, {item.id: item}, HARELBEKE, offered["provincie"])[0]
    assert card.peers == ()
    assert dict(card.group_medians)[2024] == pytest.approx(card.reference)


def test_file_is_judged_beside_the_same_peers_as_the_page(database, entries, offered):
    ids = ["werkzoekendengraad", "armoederisico", "nieuwe_woningen"]
    chosen = {id_: entries[id_] for id_ in ids}
    codes = offered["buurgemeenten"]
    table = database.rows([HARELBEKE, *codes], ids)
    judged = judged_beside(database, chosen, HARELBEKE, codes)
    made = exports.beside(table, HARELBEKE, judged, "9 buurgemeenten")
    assert made.select(table.column_names) == table
    frame = pd.read_csv(io.BytesIO(exports.as_bytes(made, "csv")))
    mine = frame[(frame["nis_code"] == int(HARELBEKE)) & frame["status"].notna()]
    cards = {card.indicator.id: card for card in cards_of(database, chosen, HARELBEKE, codes)}
    for row in mine.itertuples():
        card = cards[row.indicator_id]
        assert row.group == "9 buurgemeenten"
        assert row.group_position_status == card.status
        assert row.group_trend_against_peers == card.against.word
        assert row.group_net_against == pytest.approx(card.against.net)
        assert row.group_rank == card.rank or card.rank is None
    assert frame.loc[frame["nis_code"] != int(HARELBEKE), "group"].isna().all()
    assert set(frame["peers"].dropna()) == {"Vlaanderen"}


def test_title_names_place_and_peers():
    group = groups.Group(9, "buurgemeenten", "")
    said = site.title("Overzicht", "Harelbeke", group, beside_peers=True)
    assert said == "Overzicht · Harelbeke naast 9 buurgemeenten · SDG-Wijzer"
    assert "alle Vlaamse gemeenten" in site.title("x", "Gent", group, beside_peers=False)
    assert site.title("Start", "", groups.NOBODY, beside_peers=False) == "Start · SDG-Wijzer"


NAMES = "Kuurne,Deerlijk,Zwevegem,Kortrijk,Waregem"


def linked(dataset, **link):
    return read({"gemeente": "Harelbeke", **link}, "overzicht", dataset).choices


def test_choice_of_names_has_the_name_that_somebody_gives_it(dataset):
    found = linked(dataset, vergelijk=NAMES, groep="  Regio   Zuid ")
    assert found.called == "Regio Zuid"
    assert ("groep", "Regio Zuid") in found.pairs
    assert found.beside_short == "naast 5\u00a0gemeenten van “Regio Zuid”"
    assert "van “Regio Zuid” (Kuurne, Deerlijk" in found.beside_line
    assert around.beside(found) == "naast Regio Zuid"
    few = linked(dataset, vergelijk="Kuurne", groep="Regio Zuid")
    assert "de cijfers van de gemeente van “Regio Zuid” (Kuurne)" in few.beside_line


@pytest.mark.parametrize(
    ("words", "name", "kept"),
    [
        ("provincie", "Regio Zuid", ""),
        ("provincie,Kuurne", "Regio Zuid", ""),
        ("", "Regio Zuid", ""),
        ("Atlantis", "Regio Zuid", ""),
        ("Kuurne", "x" * 50, "x" * 40),
        ("Kuurne", " ", ""),
        ("Kuurne,belfius", "A", ""),
    ],
)
def test_a_group_that_is_offered_keeps_its_own_name(dataset, words, name, kept):
    found = linked(dataset, vergelijk=words, groep=name)
    assert found.called == kept
    assert ("groep", kept) in found.pairs or not kept


def test_name_of_a_choice_stands_in_files_and_reports(dataset):
    found = linked(dataset, vergelijk=NAMES, groep="Regio Zuid")
    table = files.rows(found, dataset, [found.code], ["armoederisico"])
    assert "gemeenten van “Regio Zuid”" in str(table.column("group").to_pylist())
    made = report(found, dataset, Wishes.of(dataset, goals=[1]))
    assert "van “Regio Zuid”" in made.facts
