"""Every build says which judgements it changed, and whether method, catalogue or figures did."""

import csv
import io
import json
from datetime import date

import pandas as pd
import pytest

from sdgwijzer import catalogue, cli, municipalities, paths
from sdgwijzer.build import pipeline, revision
from sdgwijzer.judgement import METHOD_VERSION
from sdgwijzer.judgement.revised import BUILDS, COLUMNS, FIELDS, Kind, kept, revised
from sdgwijzer.paths import Places
from sdgwijzer.store import store
from sdgwijzer.update import terminal
from tests.conftest import AS_OF, copy_shipped
from tests.test_update import smaller

GENT, KUURNE = "44021", "34023"


def words(*rows):
    """Rows of a municipality and indicator with its status, trend and signal."""
    return pd.DataFrame(rows, columns=["nis_code", "indicator_id", *FIELDS])


def changed(old, new, *, entries, method=False):
    found = revised(words(*old), words(*new), "2026-12-01", method=method, entries=entries)
    assert tuple(found.columns) == COLUMNS
    assert set(found["as_of"]) <= {"2026-12-01"}
    return found.drop(columns="as_of").to_records(index=False).tolist()


SAME = {"a": False}


def test_same_judgements_are_no_change():
    row = (GENT, "a", "good", "improving", None)
    assert changed([row], [row], entries=SAME) == []
    assert changed([row], [row], method=True, entries=SAME) == []


def test_each_word_that_differs_is_a_row():
    old = (GENT, "a", "good", "improving", "strength")
    new = (GENT, "a", "middle", "improving", "")
    assert changed([old], [new], entries=SAME) == [
        (GENT, "a", "signal", "strength", "", "cijfers"),
        (GENT, "a", "status", "good", "middle", "cijfers"),
    ]


@pytest.mark.parametrize("none", ["unknown", "", None])
def test_what_says_nothing_is_empty_on_either_side(none):
    some, nothing = (GENT, "a", "good", none, none), (GENT, "a", none, none, none)
    assert changed([nothing], [some], entries=SAME) == [
        (GENT, "a", "status", "", "good", "cijfers")
    ]
    assert changed([some], [nothing], entries=SAME) == [
        (GENT, "a", "status", "good", "", "cijfers")
    ]
    assert changed([nothing], [nothing], entries=SAME) == []


def test_indicator_or_municipality_that_only_one_of_them_has():
    here, there = (GENT, "a", "good", "", ""), (KUURNE, "a", "poor", "", "")
    assert changed([here], [there], entries=SAME) == [
        (KUURNE, "a", "status", "", "poor", "cijfers"),
        (GENT, "a", "status", "good", "", "cijfers"),
    ]


@pytest.mark.parametrize(
    ("method", "entries", "kind"),
    [
        (False, {"a": False}, Kind.FIGURES),
        (False, {"a": True}, Kind.CATALOGUE),
        (True, {"a": False}, Kind.METHOD),
        (True, {"a": True}, Kind.METHOD),
    ],
)
def test_what_changed_it(method, entries, kind):
    old, new = (GENT, "a", "good", "", ""), (GENT, "a", "poor", "", "")
    assert [row[-1] for row in changed([old], [new], method=method, entries=entries)] == [kind]
    assert kind in ("methode", "catalogus", "cijfers")


def test_indicator_that_left_the_catalogue_is_a_change_of_it():
    old = [(GENT, "a", "good", "", ""), (GENT, "weg", "good", "", "")]
    assert changed(old, [(GENT, "a", "poor", "", "")], entries=SAME) == [
        (GENT, "a", "status", "good", "poor", "cijfers"),
        (GENT, "weg", "status", "good", "", "catalogus"),
    ]


def test_word_that_only_got_another_name_is_no_change_of_the_method():
    old, new = (GENT, "a", "good", "unclear", ""), (GENT, "a", "good", "fluctuating", "")
    assert changed([old], [new], method=True, entries=SAME) == []
    turned = (GENT, "a", "good", "improving", "")
    assert changed([old], [turned], method=True, entries=SAME) == [
        (GENT, "a", "trend", "unclear", "improving", "methode")
    ]


def rows(*days):
    found = [(day, GENT, "a", "status", "good", "poor", "cijfers") for day in days]
    return pd.DataFrame(found, columns=list(COLUMNS))


def test_changes_of_before_are_kept_the_newest_first():
    found = kept(rows("2026-01-01", "2026-02-01"), rows("2026-03-01"))
    assert found["as_of"].tolist() == ["2026-03-01", "2026-02-01", "2026-01-01"]
    assert kept(rows("2026-01-01"), rows())["as_of"].tolist() == ["2026-01-01"]


def test_oldest_builds_fall_out():
    days = [date(2026, 1, day).isoformat() for day in range(1, BUILDS + 1)]
    found = kept(rows(*days), rows("2026-03-01"))
    assert len(found) == BUILDS
    assert days[0] not in set(found["as_of"])


def turned_entries(path):
    """The same catalogue with poverty the other way round."""
    text = path.read_text(encoding="utf-8")
    assert text.count("lower_is_better") == 1
    path.write_text(text.replace("lower_is_better", "higher_is_better"), encoding="utf-8")


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    """Places after a first build, one with another direction, and one that changes nothing."""
    folder = tmp_path_factory.mktemp("revised")
    entries = smaller(folder, lambda id_, _: id_ in {"armoederisico", "inwoners"})
    (folder / "data").mkdir()
    copy_shipped(folder / "data")
    places = Places.of(folder / "data", entries)
    changes = []
    for number, day in enumerate((AS_OF, date(2026, 11, 24), date(2026, 11, 25))):
        if number == 1:
            turned_entries(entries)
        pipeline.build(places, day)
        opened = store.Store(store.current(places.data))
        changes.append(opened.judgement_changes())
        opened.close()
    return places, changes


def test_first_build_has_nothing_to_compare_with(built):
    _, (first, _, _) = built
    assert first.empty
    assert tuple(first.columns) == COLUMNS


def test_other_entry_changes_its_own_judgements_by_the_catalogue(built):
    _, (_, second, _) = built
    assert set(second["kind"]) == {"catalogus"}
    assert set(second["indicator_id"]) == {"armoederisico"}
    assert set(second["as_of"]) == {"2026-11-24"}
    status = second[second["field"] == "status"]
    assert {("good", "poor"), ("poor", "good")} == {*zip(status["old"], status["new"], strict=True)}


def test_build_that_changes_nothing_carries_them_over(built):
    _, (_, second, third) = built
    pd.testing.assert_frame_equal(second, third)


def test_other_version_of_the_method_is_what_changed_it(built, monkeypatch):
    places, (_, second, _) = built
    entries = catalogue.read(places.catalogue)
    opened = store.Store(store.current(places.data))
    judged = opened.judgements()
    opened.close()
    mine = (judged["nis_code"] == GENT) & (judged["indicator_id"] == "armoederisico")
    judged.loc[mine, "status"] = "middle"
    for version, kind in ((METHOD_VERSION, "cijfers"), (f"{METHOD_VERSION}+", "methode")):
        monkeypatch.setattr(revision, "METHOD_VERSION", version)
        found = revision.revision(places.data, judged, entries, date(2026, 12, 24))
        newest = found[found["as_of"] == "2026-12-24"]
        assert newest.iloc[:, 1:].to_records(index=False).tolist() == [
            (GENT, "armoederisico", "status", "good", "middle", kind)
        ]
        assert len(found) == 1 + len(second)


def test_other_words_of_an_entry_change_no_judgement(built):
    places, _ = built
    entries = catalogue.read(places.catalogue)
    for field, another in (
        ({"description": "x" * 50}, False),
        ({"remark": "Anders."}, False),
        ({"lag_years": 4}, True),
        ({"archive": True}, True),
    ):
        items = tuple(item.model_copy(update=field) for item in entries)
        other = catalogue.Catalogue(items, entries.units, {})
        opened = store.Store(store.current(places.data))
        assert set(revision._changed(opened.indicators(), other).values()) == {another}
        opened.close()


def test_shipped_list_is_there_before_the_first_comparison(built, tmp_path):
    places, _ = built
    assert revision.shipped(tmp_path).empty
    rows("2026-01-01").to_parquet(tmp_path / revision.SHIPPED)
    entries = catalogue.read(places.catalogue)
    found = revision.revision(tmp_path, words(), entries, date(2026, 12, 24))
    pd.testing.assert_frame_equal(found, rows("2026-01-01"), check_dtype=False)


def test_list_of_method_2_to_3_is_shipped():
    found = revision.shipped(paths.ROOT / "data")
    assert tuple(found.columns) == COLUMNS
    assert set(found["kind"]) <= set(Kind)
    assert Kind.METHOD in set(found["kind"])
    assert set(found["field"]) <= set(FIELDS)
    assert set(found["nis_code"]) <= set(municipalities.load().today)
    assert not (found["old"] == found["new"]).any()
    assert ("unclear", "fluctuating") not in {*zip(found["old"], found["new"], strict=True)}


def run(capsys, places, *arguments):
    code = cli.main(["--data", str(places.data), "changes", *arguments])
    out, err = capsys.readouterr()
    return code, out, err


def test_changes_of_a_municipality_are_told(built, capsys):
    places, _ = built
    code, out, _ = run(capsys, places, "--judgements", "--municipality", "Gent")
    lines = out.splitlines()
    assert code == 0
    assert lines[0].startswith("2026-11-24 catalogus: ")
    assert lines[0].endswith(" judgements in 1 municipality")
    assert f"  {GENT} armoederisico status: poor -> good" in lines
    assert len(lines) > 1


def test_changes_are_written_as_csv_and_json(built, capsys):
    places, (_, second, _) = built
    code, out, _ = run(capsys, places, "--judgements", "--format", "csv")
    found = list(csv.DictReader(io.StringIO(out)))
    assert (code, len(found), tuple(found[0])) == (0, len(second), COLUMNS)
    _, out, _ = run(capsys, places, "--judgements", "--format", "json")
    assert json.loads(out) == found


def test_changes_from_a_day_on(built, capsys):
    places, _ = built
    assert run(capsys, places, "--judgements", "--since", "2026-11-25") == (
        0,
        "no build has changed a judgement yet\n",
        "",
    )
    _, out, _ = run(capsys, places, "--judgements", "--since", "2026-11-24")
    assert out.startswith("2026-11-24 catalogus")


def test_municipality_goes_with_judgements(built, capsys):
    places, _ = built
    code, out, err = run(capsys, places, "--municipality", "Gent")
    assert (code, out) == (2, "")
    assert "--municipality goes with --judgements" in err
    code, _, err = run(capsys, places, "--judgements", "--municipality", "Atlantis")
    assert code == 2
    assert "unknown municipality 'Atlantis'" in err


def test_empty_word_is_told_as_none():
    one = pd.DataFrame(
        [("2026-01-01", GENT, "a", "signal", "", "strength", "cijfers")], columns=list(COLUMNS)
    )
    assert terminal.revised(one, "text").splitlines() == [
        "2026-01-01 cijfers: 1 judgements in 1 municipality",
        f"  {GENT} a signal: none -> strength",
    ]
