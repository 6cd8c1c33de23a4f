"""Own targets and own figures: the same checks, marked, and never in anybody else's ranking.

Every target and figure here is made up, and says so.
"""

import pandas as pd
import pytest

from sdgwijzer import catalogue, municipalities, paths
from sdgwijzer.build import local, pipeline
from sdgwijzer.errors import CatalogueError
from sdgwijzer.judgement import columns
from sdgwijzer.model import Status
from sdgwijzer.paths import Places
from sdgwijzer.store import store
from sdgwijzer.views import cards
from tests.conftest import AS_OF, copy_shipped
from tests.test_update import smaller

HARELBEKE, KUURNE = "34013", "34023"
TODAY = municipalities.load().today
SHARED = ["werkzoekendengraad", "armoederisico"]
ASKED_FOR = ["inwoners", "werkzoekenden"]
"""What the margin and the figure of Flanders of those are made of."""
FILE = """
municipality: Harelbeke
targets:
  werkzoekendengraad: {value: 4, year: 2031, source: Verzonnen doel}
indicators:
  eigen_verzonnen:
    name: Verzonnen dingen per 1.000 inwoners
    description: Aantal verzonnen dingen, gedeeld door het aantal inwoners. Alleen voor de test.
    goals: [11]
    theme: mobiliteit
    unit: per 1.000 inwoners
    direction: higher_is_better
    direction_reason: Meer verzinsels zijn beter.
    plausible: [0, 100]
    sentence: bedroeg het aantal verzonnen dingen in {place} {value}
    source: Verzonnen dienst
    file: verzonnen.csv
    target: {value: 8, year: 2030, worst: 0, source: Verzonnen doel}
"""
FIGURES = """year,value,numerator,denominator
2019,1.5,,
2020,,60,30000
2021,2.5,,
2022,3,,
2023,3.4,,
2024,4.1,,
"""


GAPS = "year,value,missing\n2023,,not_measured\n2024,,withheld\n"


@pytest.fixture
def folder(tmp_path):
    """A folder `local/` with one target and one figure of Harelbeke."""
    path = tmp_path / "local"
    path.mkdir()
    (path / "harelbeke.yaml").write_text(FILE, encoding="utf-8")
    (path / "verzonnen.csv").write_text(FIGURES, encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def entries():
    return catalogue.read(paths.catalogue())


def read(folder, entries):
    return local.read(folder, entries, municipalities.load(), AS_OF.year)


def refused(folder, entries):
    with pytest.raises(CatalogueError) as found:
        read(folder, entries)
    return str(found.value)


def test_without_the_folder_there_is_nothing(tmp_path, entries):
    assert read(None, entries).targets == {}


def test_target_and_figures_are_of_their_municipality(folder, entries):
    found = read(folder, entries)
    assert found.targets["werkzoekendengraad"][HARELBEKE].own
    assert found.indicators[0].owner == HARELBEKE
    assert set(found.observations["nis_code"]) == {HARELBEKE}
    assert found.observations["value"].tolist() == [1.5, 2.0, 2.5, 3.0, 3.4, 4.1]


def test_what_was_read_is_said_with_years_and_extremes(folder, entries):
    said = read(folder, entries).said
    assert said[0] == "harelbeke.yaml: Harelbeke, 1 own targets, 1 own figures"
    assert "eigen_verzonnen (verzonnen.csv): 6 years, 2019-2024, 1.5 to 4.1 per 1.000" in said[1]
    assert read(None, entries).said == ("no folder with own targets and figures",)


@pytest.mark.parametrize("name", ["harelbeke.yml", "HARELBEKE.YAML"])
def test_file_of_entries_is_read_whatever_its_ending_looks_like(folder, entries, name):
    (folder / "harelbeke.yaml").rename(folder / name)
    assert read(folder, entries).indicators


def test_file_that_nobody_names_is_an_error_but_for_what_a_computer_leaves(folder, entries):
    (folder / ".DS_Store").touch()
    (folder / "~$verzonnen.csv").touch()
    read(folder, entries)
    (folder / "vergeten.csv").touch()
    assert "found vergeten.csv; name it in an entry" in refused(folder, entries)


@pytest.mark.parametrize("files", [None, [], ["verzonnen.csv"]])
def test_folder_that_is_named_has_files_to_read(tmp_path, entries, files, monkeypatch):
    place = tmp_path / "eigen"
    monkeypatch.setenv("SDGWIJZER_LOCAL", str(place))
    if files is not None:
        place.mkdir()
    for name in files or []:
        (place / name).touch()
    assert f"{place}: expected a" in refused(paths.places().local, entries)


@pytest.mark.parametrize("text", ["", "municipality: Harelbeke", "municipality: Kuurne\ntargets:"])
def test_file_of_entries_without_any_is_an_error(folder, entries, text):
    (folder / "leeg.yaml").write_text(text, encoding="utf-8")
    assert "leeg.yaml" in refused(folder, entries)


def test_problems_of_all_files_are_listed_together(folder, entries):
    (folder / "een.yaml").write_text("municipality: Atlantis\ntargets: {x: {}}", encoding="utf-8")
    (folder / "verzonnen.csv").write_text("year,value\n2040,1\n", encoding="utf-8")
    said = refused(folder, entries)
    assert "een.yaml, line 1" in said
    assert "expected year: 1950 to 2026, this year, found '2040'" in said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("Harelbeke", "Atlantis", "municipality: expected a name or NIS code, found 'Atlantis'"),
        ("werkzoekendengraad:", "geluk:", "geluk: -: expected the id of an indicator"),
        ("werkzoekendengraad:", "inwoners:", "found context: neither way is better"),
        ("value: 4,", "value: veel,", "werkzoekendengraad: value"),
        ("year: 2031", "yaer: 2031", "the unknown field 'yaer'"),
        ("eigen_verzonnen:", "verzonnen:", "expected an id like eigen_"),
        ("goals: [11]", "goals: [18]", "goals.0"),
        ("Verzonnen dingen per 1.000 inwoners", "Werkzoekendengraad", "no other indicator has"),
        ("worst: 0, ", "", "worst: the value from which you count"),
        ("source: Verzonnen dienst", "remark: x", "source: expected whose count it is"),
        ("verzonnen.csv", "../verzonnen.csv", "expected a file in local/"),
        ("indicators:", "indicatoren:", "an unknown section"),
        (
            "per 1.000 inwoners\n    dir",
            "[x]\n    dir",
            "unit: expected a valid string, found ['x']",
        ),
        ("value: 4,", "value: -400,", "value: expected 0 to 30 %, as in 'plausible', found -400"),
        ("worst: 0", "worst: 9", "worst: expected a value below the target of 8, found 9"),
        ("worst: 0", "worst: 8", "worst: expected another value"),
        ("value: 8,", "value: 8, value: 9,", "'value' again"),
        ("[0, 100]", "[-1, 100]\n    chance: events", "expected within 0 to inf"),
        ("[11]", "[11]\n    goals: [12]", "each name once"),
    ],
)
def test_wrong_entry_is_named_with_what_is_expected(folder, entries, old, new, said):
    path = folder / "harelbeke.yaml"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert said in refused(folder, entries)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("year,value\n2024,101\n", "line 2: expected value: 0 to 100"),
        ("year,value\n2024,veel\n", "expected value: a number, as 30000 or 30.5, found 'veel'"),
        ("year,value\n24,1\n", "expected year: 1950 to 2026, this year, found '24'"),
        ("year,value\n2024,1\n2024,2\n", "expected each year once, found 2024 again"),
        ("year,value\n2024,\n", "or the reason why there is none in missing, found neither"),
        ("year,value,missing\n2024,1,withheld\n", "found both"),
        ("year,value,missing\n2024,,geheim\n", "missing: one of not_published"),
        ("jaar,waarde\n2024,1\n", "expected columns year and value"),
        ("year,value\n", "expected at least one year, found none"),
        ("", "found nothing"),
    ],
)
def test_wrong_csv_is_named_with_its_line(folder, entries, text, said):
    (folder / "verzonnen.csv").write_text(text, encoding="utf-8")
    assert said in refused(folder, entries)


def test_csv_in_another_encoding_is_refused(folder, entries):
    (folder / "verzonnen.csv").write_bytes("year,value\n2024,1\n".encode("utf-16-le"))
    assert "expected text in UTF-8, UTF-16 with a mark, or Windows-1252" in refused(folder, entries)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """A database of two indicators with the own target and figure, and the one without."""
    root = tmp_path_factory.mktemp("own")
    (root / "local").mkdir()
    unknown = FILE[FILE.index("  eigen_verzonnen:") :].replace("verzonnen", "onbekend", 2)
    unknown = unknown.replace("Verzonnen dingen", "Onbekende dingen").replace(
        "file: verzonnen", "file: onbekend"
    )
    (root / "local" / "harelbeke.yaml").write_text(FILE + unknown, encoding="utf-8")
    (root / "local" / "onbekend.csv").write_text(GAPS, encoding="utf-8")
    (root / "local" / "verzonnen.csv").write_text(FIGURES, encoding="utf-8")
    (root / "data").mkdir()
    copy_shipped(root / "data")
    entries = smaller(root, lambda id_, _: id_ in {*SHARED, *ASKED_FOR})
    pipeline.build(Places.of(root / "data", entries, root / "local"), AS_OF)
    return store.Store(store.current(root / "data"))


def test_own_indicator_is_read_back_as_it_was_written(built):
    [own] = [item for item in built.own_indicators() if item.id == "eigen_verzonnen"]
    assert (own.owner, own.unit, own.plausible) == (HARELBEKE, "per 1.000 inwoners", (0, 100))
    assert (own.target.value, own.target.year, own.target.own) == (8, 2030, True)


def card(database, code, id_):
    every = (*catalogue.read(paths.catalogue()), *database.own_indicators())
    chosen = {item.id: item for item in every if item.id == id_}
    found = cards.cards_of(database, chosen, code, (), courses=False)
    return found[0] if found else None


def test_own_target_is_shown_for_its_municipality_only(built):
    own = card(built, HARELBEKE, "werkzoekendengraad")
    assert own.aim.own
    assert own.aim.value == 4
    assert own.aim.source == "Verzonnen doel"
    assert card(built, KUURNE, "werkzoekendengraad").aim is None


def test_own_figure_has_target_pace_and_trend_but_no_place(built):
    own = card(built, HARELBEKE, "eigen_verzonnen")
    assert (own.own.value, own.rank, own.reference, own.percentile) == (4.1, None, None, None)
    assert own.aim.status is Status.MIDDLE
    assert own.aim.pace == "too_slow"
    assert own.trend == "improving"
    assert not own.clear


def test_own_figure_of_gaps_only_is_a_card_without_a_value(built):
    own = card(built, HARELBEKE, "eigen_onbekend")
    assert (own.own.value, own.own.missing, own.series) == (None, "withheld", ())


def test_own_figure_is_nobody_elses(built):
    assert card(built, KUURNE, "eigen_verzonnen") is None
    rows = built.rows(None, ["eigen_verzonnen"]).to_pandas()
    assert set(rows["municipality"]) == {"Harelbeke"}
    assert set(rows["licence"]) == {local.LICENCE}
    assert set(rows["status_basis"].dropna()) == {"own_target"}


def test_judgements_of_all_others_stay_what_they_were(built, database):
    """Of Harelbeke too, but for the status beside its own target; which signals stand is of all
    indicators, and this database has few of them."""
    other = {"signal", "p_found", "speaks", "family", "role"}
    targeted = {"basis", "status", "status_reason", "worst", "best"}
    targeted |= {name for name in columns.NAMES if name.startswith(("target", "pace"))}
    names = [name for name in columns.NAMES if name not in other]
    one, two = (each.summary(list(TODAY), SHARED)[names] for each in (built, database))
    same = [name for name in names if name not in targeted]
    pd.testing.assert_frame_equal(one[same], two[same])
    others = one["nis_code"] != HARELBEKE
    pd.testing.assert_frame_equal(one[others], two[others])


def test_wrong_local_file_keeps_the_database_of_before(folder, tmp_path):
    (folder / "verzonnen.csv").write_text("year,value\n2024,999\n", encoding="utf-8")
    place = tmp_path / "data"
    place.mkdir()
    copy_shipped(place)
    with pytest.raises(CatalogueError):
        pipeline.build(Places.of(place, local=folder), AS_OF)
    assert list(place.glob("*.duckdb")) == []
