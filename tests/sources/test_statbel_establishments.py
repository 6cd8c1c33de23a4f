"""Establishment units by municipality, from a be.STAT view."""

import json
from copy import deepcopy

import pytest
from pydantic import ValidationError

from sdgwijzer import municipalities
from sdgwijzer.errors import SourceError
from sdgwijzer.model import FIGURE_COLUMNS
from sdgwijzer.sources.statbel_establishments import REQUEST, SOURCE, Query
from tests import make
from tests.damage import Where
from tests.make import REFERENCE

LOOKS_AT = {"*.json": Where("Aantal vestigingseenheden", ("Harelbeke",))}

ANTWERPEN, HARELBEKE, DEINZE, BILZEN_HOESELT = "11002", "34013", "44083", "73110"
COUNT = "Aantal vestigingseenheden"
YEARS = range(2018, 2024)


def indicator(name="test", **fields):
    divided = "per" in fields
    unit, merge = ("per 1.000 inwoners", "ratio") if divided else ("personen", "sum")
    return make.indicator(SOURCE.key, {}, name, unit=unit, merge=merge, **fields)


PER_INHABITANT = indicator("rate", per={"indicator": "inwoners", "year_offset": 1})
PLAIN = indicator("count")


def read(get, item=PER_INHABITANT):
    return SOURCE.read([item], get, REFERENCE)


def row(get, nis_code, year, item=PER_INHABITANT):
    frame = read(get, item)
    return frame[(frame["nis_code"] == nis_code) & (frame["year"] == year)].iloc[0]


@pytest.fixture
def edited(recorded, tmp_path):
    """`get` of the recorded document after a change to its facts."""
    document = json.loads(recorded(REQUEST).read_text(encoding="utf-8"))

    def edit(change):
        changed = deepcopy(document)
        change(changed["facts"])
        (tmp_path / "changed.json").write_text(json.dumps(changed), encoding="utf-8")
        return lambda request: tmp_path / "changed.json"

    return edit


# ---- what comes out


def test_frame_has_the_columns_of_figures(recorded):
    assert tuple(read(recorded).columns) == FIGURE_COLUMNS


def test_codes_belong_to_the_map_of_2025_in_all_years(recorded):
    assert set(read(recorded)["geography"]) == {2025}


# The figures of Harelbeke in Statbel's view.
@pytest.mark.parametrize(
    ("year", "expected"), [(2018, 2809), (2019, 2934), (2020, 3020), (2021, 3136), (2023, 3334)]
)
def test_count_of_harelbeke_is_the_published_one(recorded, year, expected):
    assert row(recorded, HARELBEKE, year)["numerator"] == expected


def test_count_per_inhabitant_is_a_numerator_only(recorded):
    assert read(recorded)[["value", "denominator"]].isna().all(axis=None)


def test_plain_count_is_a_value_only(recorded):
    frame = read(recorded, PLAIN)
    assert frame["value"].notna().all()
    assert frame[["numerator", "denominator"]].isna().all(axis=None)


def test_figure_has_no_reason_for_a_gap(recorded):
    assert row(recorded, HARELBEKE, 2018)["missing"] is None


def test_fourth_quarter_counts_for_its_own_year(recorded):
    assert sorted(set(read(recorded)["year"])) == list(YEARS)


def test_municipality_merged_in_2025_has_history_under_its_new_name(recorded):
    assert row(recorded, BILZEN_HOESELT, 2018)["numerator"] == 4085


def test_municipality_that_kept_its_name_has_its_new_code(recorded):
    assert DEINZE in set(read(recorded)["nis_code"])


def test_several_indicators_read_the_file_once(recorded):
    asked = []

    def get(request):
        asked.append(request.name)
        return recorded(request)

    frame = SOURCE.read([PER_INHABITANT, PLAIN], get, REFERENCE)
    assert set(frame["indicator_id"]) == {"rate", "count"}
    assert len(asked) == 1


# ---- traps of the view


def test_quarter_that_is_there_twice_counts_once(recorded):
    frame = read(recorded)
    assert not frame.duplicated(["nis_code", "year"]).any()


def test_double_with_another_number_is_refused(edited):
    def change(facts):
        facts.append(facts[0] | {COUNT: facts[0][COUNT] + 1})

    with pytest.raises(SourceError, match="rows are doubled"):
        read(edited(change))


@pytest.mark.parametrize("field", ["Gewest", "Gemeente", "Kwartaal"])
def test_spaces_behind_a_text_do_not_matter(edited, recorded, field):
    def change(facts):
        facts[0][field] += "  "

    assert read(edited(change)).equals(read(recorded))


def test_establishments_without_a_place_are_left_out(recorded):
    facts = json.loads(recorded(REQUEST).read_text(encoding="utf-8"))["facts"]
    assert any(fact["Gewest"] == "Onbepaalde locatie" for fact in facts)
    assert read(recorded)["nis_code"].notna().all()


def test_other_regions_are_left_out(recorded):
    found = set(read(recorded)["nis_code"])
    assert found <= set(municipalities.load().on_map(2025))


# ---- what is refused


def test_query_has_nothing_to_choose():
    with pytest.raises(ValidationError):
        Query(quarter=1)


def rename(old, new):
    def change(facts):
        for fact in facts:
            fact[new] = fact.pop(old)

    return change


def put(field, value):
    return lambda facts: facts[0].update({field: value})


DAMAGE = {
    "count renamed": (rename(COUNT, "Aantal"), "Aantal vestigingseenheden is missing"),
    "name renamed": (rename("Gemeente", "Woonplaats"), "Gemeente is missing"),
    "no facts": (lambda facts: facts.clear(), "no facts"),
    "facts of another kind": (lambda facts: facts.__setitem__(slice(None), [1, 2]), "missing"),
    "region under another name": (
        lambda facts: [fact.update(Gewest=2000) for fact in facts],
        "no Flemish facts",
    ),
    "unknown name": (put("Gemeente", "Antwerpen-Borsbeek"), "unknown municipalities"),
    "name of before a merger": (put("Gemeente", "Bilzen"), "unknown municipalities"),
    "no name": (put("Gemeente", None), "unknown municipalities"),
    "another quarter": (put("Kwartaal", "1ste kwartaal 2018"), "another period"),
    "no quarter": (put("Kwartaal", None), "another period"),
    "unknown mark": (put(COUNT, "n.b."), "no number"),
    "no count": (put(COUNT, None), "no number"),
    "fact without a count": (lambda facts: facts[0].pop(COUNT), "no number"),
}


@pytest.mark.parametrize(("change", "problem"), DAMAGE.values(), ids=DAMAGE.keys())
def test_damaged_document_is_refused(edited, change, problem):
    get = edited(change)
    with pytest.raises(SourceError, match=problem) as caught:
        read(get)
    assert (caught.value.source, caught.value.file) == (SOURCE.key, "changed.json")


@pytest.mark.parametrize(
    "damage",
    [
        lambda whole: whole[:5000],
        lambda whole: b"<!DOCTYPE html><title>Request Rejected</title>",
        lambda whole: b"[]",
        lambda whole: b'{"error": "view not found"}',
        lambda whole: whole.decode("utf-8").encode("cp1252"),
    ],
    ids=["cut off", "page", "other document", "refusal", "encoding"],
)
def test_file_that_is_no_whole_document_is_refused(recorded, tmp_path, damage):
    path = tmp_path / "page.json"
    path.write_bytes(damage(recorded(REQUEST).read_bytes()))
    with pytest.raises(SourceError, match=r"statbel_establishments: page\.json"):
        read(lambda request: path)


# ---- the full file


def test_full_file_has_each_municipality_in_each_year(raw):
    frame = read(raw)
    assert frame["nis_code"].nunique() == 285
    assert len(frame) == 285 * len(YEARS)


def test_full_file_has_no_gaps(raw):
    assert read(raw)["numerator"].notna().all()


def test_antwerpen_is_there_with_borsbeek(raw):
    facts = json.loads(raw(REQUEST).read_text(encoding="utf-8"))["facts"]
    names = {(fact["Gemeente"] or "").strip() for fact in facts}
    assert "Antwerpen" in names
    assert "Borsbeek" not in names
    assert row(raw, ANTWERPEN, 2018)["missing"] is None
