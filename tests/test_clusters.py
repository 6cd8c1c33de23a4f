"""Belfius' clusters: codes by municipality of today."""

import pytest

from sdgwijzer import municipalities, paths
from sdgwijzer.errors import FiguresError, SourceError
from sdgwijzer.lists import clusters
from tests.conftest import RAW
from tests.make import REFERENCE

SHIPPED = paths.ROOT / "data" / "typology.csv"


@pytest.fixture
def known():
    return clusters.load(SHIPPED, municipalities.load())


@pytest.mark.parametrize(
    ("code", "cluster"),
    [("34013", "V12"), ("34023", "V12"), ("34009", "V10"), ("34042", "V11"), ("34022", "V15")],
)
def test_check_values(known, code, cluster):
    assert known[code] == cluster


def test_merged_municipality_has_no_cluster(known):
    """Deinze, Hasselt, and Antwerpen that kept its code but not its territory."""
    assert not {"44083", "71072", "11002"} & set(known)


def test_every_municipality_that_did_not_merge_has_one(known):
    reference = municipalities.load()
    whole = [code for code in reference.today if len(reference.parts(code, 2018)) == 1]
    same = [code for code in whole if reference.parts(code, 2018)[0].nis_code == code]
    assert set(known) == set(same)


def test_shipped_table_is_what_the_reader_takes_out(raw):
    assert clusters.as_csv(clusters.read(raw, REFERENCE)) == SHIPPED.read_text("utf-8")


def changed(tmp_path, edit):
    text = (RAW / clusters.REQUEST.name).read_text("utf-8")
    path = tmp_path / "belfius_clusters_flanders.csv"
    path.write_text(edit(text), "utf-8")
    return lambda _: path


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lambda text: text.replace("VLA,V1,,HOVE\n", ""), "municipalities are missing"),
        (lambda text: text.replace("VLA,V1,,HOVE", "VLA,V17,,HOVE"), "other clusters"),
        (lambda text: text.replace("HOVE", "HOOVE", 1), "unknown municipalities"),
        (lambda text: text + "VLA,V1,,HOVE\n", "doubled"),
        (lambda text: text.replace("cluster", "groep", 1), "column cluster"),
    ],
)
def test_damaged_list_is_refused(raw, tmp_path, edit, said):
    with pytest.raises(SourceError, match=said):
        clusters.read(changed(tmp_path, edit), REFERENCE)


def test_missing_table_says_so(tmp_path):
    with pytest.raises(FiguresError, match=r"typology\.csv is missing"):
        clusters.load(tmp_path / "typology.csv", municipalities.load())
