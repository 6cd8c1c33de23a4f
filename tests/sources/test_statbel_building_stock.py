"""The stock of buildings of 2025."""

import json

import pytest

from sdgwijzer.errors import SourceError
from sdgwijzer.sources.statbel_building_stock import REQUEST, SOURCE
from tests.conftest import RAW
from tests.damage import Where
from tests.make import by_cell, indicator

LOOKS_AT = {"*": Where("MS_VALUE", ("34013", "T1", "R1"), delimiter="|")}

ALL = ["R1", "R2", "R3", "R4", "R5", "R6"]
DWELLINGS = indicator(
    SOURCE.key, {"counts": ["T8"], "buildings": ALL}, "woningen", unit="woningen", merge="sum"
)
FLATS = indicator(
    SOURCE.key, {"counts": ["T8"], "buildings": ["R4"], "of": ["T8"], "of_buildings": ALL}, "flats"
)
OLD = indicator(
    SOURCE.key,
    {"counts": ["T3.1", "T3.2", "T3.3"], "buildings": ["R1", "R2", "R3", "R4"], "of": ["T1"]},
    "oud",
)
NEW = indicator(SOURCE.key, {"counts": ["T3.7.4"], "buildings": ALL[:5], "of": ["T1"]}, "nieuw")

read = by_cell(SOURCE)


def cell(frame, id_, column, code="34013"):
    return frame.loc[(id_, code, 2025), column]


def test_check_values_of_harelbeke(recorded):
    found = read(recorded, DWELLINGS, FLATS, OLD, NEW)
    assert cell(found, "woningen", "value") == 14_157
    assert cell(found, "flats", "numerator") == 3_211
    assert cell(found, "flats", "denominator") == 14_157
    assert cell(found, "oud", "numerator") == 2_623
    assert cell(found, "nieuw", "numerator") == 875


@pytest.mark.parametrize(
    ("kind", "expected"), list(zip(ALL, (4_293, 3_789, 2_463, 3_211, 303, 98), strict=True))
)
def test_dwellings_of_harelbeke_by_kind_of_building(recorded, kind, expected):
    asked = indicator(SOURCE.key, {"counts": ["T8"], "buildings": [kind]}, "woningen", merge="sum")
    assert cell(read(recorded, asked), "woningen", "value") == expected


def test_flanders_is_the_sum_of_its_municipalities(raw):
    facts = json.loads((RAW / "statbel-building-stock/VLAAMS_GEWEST.json").read_text("utf-8"))
    total = sum(int(row["MS_VALUE"]) for row in facts["facts"] if row["CD_STAT_TYPE"] == "T8")
    assert read(raw, DWELLINGS)["value"].sum() == total


@pytest.mark.parametrize("name", ["HARELBEKE", "ZWEVEGEM"])
def test_municipality_equals_its_rows_in_the_publishers_workbook(raw, name):
    facts = json.loads((RAW / f"statbel-building-stock/{name}.json").read_text("utf-8"))["facts"]
    total = sum(int(row["MS_VALUE"]) for row in facts if row["CD_STAT_TYPE"] == "T8")
    assert cell(read(raw, DWELLINGS), "woningen", "value", facts[0]["CD_REFNIS"]) == total


def test_all_285_municipalities_have_figures(raw):
    found = read(raw, OLD, FLATS)
    assert found["missing"].isna().all()
    assert len(found) == 2 * 285


def test_larger_areas_are_left_out(recorded):
    codes = {code for _, code, _ in read(recorded, DWELLINGS).index}
    assert codes == {"34013", "73028"}


def test_periods_that_do_not_add_up_are_refused(edited_text):
    def add(text):
        row = next(line for line in text.splitlines() if "|34013|" in line and "|T1|" in line)
        return text.replace(row, row + "0")

    get = edited_text(REQUEST, add)
    with pytest.raises(SourceError, match=r"sums differ.*T3\.1 \+ .* = T1"):
        read(get, FLATS)


def test_parts_of_the_last_period_that_do_not_add_up_are_refused(edited_text):
    def add(text):
        row = next(line for line in text.splitlines() if "|34013|" in line and "|T3.7.4|" in line)
        return text.replace(row, row + "0")

    with pytest.raises(SourceError, match=r"sums differ.*T3\.7\.1 \+ .* = T3\.7,"):
        read(edited_text(REQUEST, add), FLATS)


def test_unknown_mark_is_refused(edited_text):
    def mark(text):
        row = next(line for line in text.splitlines() if "|34013|" in line and "|T8|" in line)
        return text.replace(row, row.rpartition("|")[0] + "|<5")

    with pytest.raises(SourceError, match="'<5' "):
        read(edited_text(REQUEST, mark), FLATS)


def test_doubled_row_is_refused(edited_text):
    get = edited_text(REQUEST, lambda text: text + text.splitlines()[1] + "\n")
    with pytest.raises(SourceError, match="doubled"):
        read(get, FLATS)


def test_renamed_column_is_named(edited_text):
    get = edited_text(REQUEST, lambda text: text.replace("MS_VALUE", "MS_COUNT"))
    with pytest.raises(SourceError, match="MS_VALUE"):
        read(get, FLATS)


def test_count_that_is_not_there_is_refused(recorded):
    odd = indicator(SOURCE.key, {"counts": ["T99"], "buildings": ["R1"], "of": ["T1"]})
    with pytest.raises(SourceError, match="no such counts; expected T99 of R1"):
        read(recorded, odd)


def test_count_that_makes_no_sense_for_a_building_is_a_gap(recorded):
    other = indicator(SOURCE.key, {"counts": ["T6.1"], "buildings": ["R6"], "of": ["T1"]})
    assert cell(read(recorded, other), "verzonnen", "missing") == "not_published"
