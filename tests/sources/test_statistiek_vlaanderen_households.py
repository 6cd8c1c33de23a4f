"""Households by size: counted years only, gaps that are no zeros."""

import math

import pytest
from pydantic import ValidationError

from sdgwijzer.errors import DownloadError, SourceError
from sdgwijzer.fetch.answers import Mirror
from sdgwijzer.sources.statistiek_vlaanderen_households import (
    LAST_OBSERVED,
    REQUEST,
    SOURCE,
    Query,
)
from tests.damage import Where
from tests.make import by_cell, indicator

LOOKS_AT = {"*.csv": Where("aantal", ("34013", "2023"), delimiter=",")}

SINGLE = indicator(SOURCE.key, {"sizes": ["1"]}, "alleen")
LARGE = indicator(SOURCE.key, {"sizes": ["3", "4+"]}, "groot")
ALL = indicator(SOURCE.key, {}, "gezinnen", unit="gezinnen", merge="sum")

HARELBEKE, HERSTAPPE, DEINZE = "34013", "73028", "44083"
ANTWERPEN, BORSBEEK = "11002", "11007"

read = by_cell(SOURCE)


def row(get, item, nis_code, year):
    return read(get, item).loc[(item.id, nis_code, year)]


# ---- what comes out


@pytest.mark.parametrize(
    ("year", "people", "households"),
    [(2010, 3_047, 3_047 + 4_252 + 1_777 + 2_169), (2023, 4_180, 4_180 + 4_807 + 1_674 + 2_367)],
)
def test_single_people_of_harelbeke_out_of_all_households(recorded, year, people, households):
    found = row(recorded, SINGLE, HARELBEKE, year)
    assert (found["numerator"], found["denominator"]) == (people, households)
    assert math.isnan(found["value"])


def test_share_of_single_people_in_harelbeke_is_the_known_one(recorded):
    found = row(recorded, SINGLE, HARELBEKE, 2023)
    assert round(100 * found["numerator"] / found["denominator"], 1) == 32.1


def test_sizes_are_added_up(recorded):
    assert row(recorded, LARGE, HARELBEKE, 2023)["numerator"] == 1_674 + 2_367


def test_number_of_households_is_a_value_without_components(recorded):
    found = row(recorded, ALL, HARELBEKE, 2023)
    assert found["value"] == 13_028
    assert math.isnan(found["numerator"])


def test_municipalities_are_those_of_2019(recorded):
    found = read(recorded, SINGLE).reset_index()
    assert set(found["geography"]) == {2019}
    assert set(found["nis_code"]) == {HARELBEKE, "34042", HERSTAPPE, DEINZE, ANTWERPEN, BORSBEEK}


def test_file_is_read_once_for_all_indicators(recorded):
    asked = []

    def get(request):
        asked.append(request.name)
        return recorded(request)

    read(get, SINGLE, LARGE, ALL)
    assert asked == [REQUEST.name]


def test_code_of_another_region_is_left_out(edited_text):
    get = edited_text(REQUEST, lambda text: text + "2023,21001,1,9\n", "utf-8-sig")
    assert "21001" not in set(read(get, SINGLE).reset_index()["nis_code"])


# ---- traps


def test_recorded_file_has_years_that_are_expected_and_not_counted(recorded):
    assert "\n2040,34013,1," in recorded(REQUEST).read_text("utf-8-sig")


def test_no_expected_year_comes_out(recorded):
    assert set(read(recorded, SINGLE).reset_index()["year"]) == {2010, 2019, 2022, 2023}


def test_last_counted_year_is_that_of_the_release_in_the_url():
    assert LAST_OBSERVED == 2023
    assert "/v1716295326/" in REQUEST.url


def test_herstappe_has_figures_in_counted_years(recorded):
    assert row(recorded, ALL, HERSTAPPE, 2023)["value"] == 5 + 10 + 5 + 8


def without(prefix):
    """A change that leaves out the rows that start so."""
    return lambda text: "".join(
        line for line in text.splitlines(keepends=True) if not line.startswith(prefix)
    )


@pytest.mark.parametrize("item", [SINGLE, LARGE, ALL], ids=lambda item: item.id)
@pytest.mark.parametrize("rows", ["2022,73028,", "2022,73028,3"])
def test_row_that_is_not_there_is_a_gap_and_no_zero(edited_text, item, rows):
    found = row(edited_text(REQUEST, without(rows), "utf-8-sig"), item, HERSTAPPE, 2022)
    assert found["missing"] == "not_published"
    assert found[["value", "numerator", "denominator"]].isna().all()


def test_empty_cell_is_a_gap_and_no_zero(edited_text):
    get = edited_text(REQUEST, lambda text: text.replace("2022,73028,3,5", "2022,73028,3,"))
    assert row(get, SINGLE, HERSTAPPE, 2022)["missing"] == "not_published"


def test_gap_of_one_municipality_leaves_the_others_alone(edited_text):
    get = edited_text(REQUEST, without("2022,73028,"), "utf-8-sig")
    assert row(get, SINGLE, HARELBEKE, 2022)["missing"] is None


# ---- what is refused


def test_query_knows_its_sizes():
    with pytest.raises(ValidationError, match="sizes"):
        Query(sizes=("5+",))


def test_query_for_nobody_is_refused():
    with pytest.raises(ValidationError, match="sizes"):
        Query(sizes=())


DAMAGE = {
    "renamed column": (lambda text: text.replace(",niscode,", ",nis,", 1), "column niscode"),
    "other delimiter": (lambda text: text.replace(",", ";"), "column jaar, niscode"),
    "doubled row": (lambda text: text + "2023,34013,1,4180\n", "2 rows are doubled"),
    "unknown mark": (lambda text: text.replace(",1,4180", ",1,<5"), "'<5' "),
    "other sizes": (lambda text: text.replace(",4+,", ",5+,"), "other sizes"),
    "year that is no number": (lambda text: text.replace("2023,", "2023*,"), "no number"),
    "cut off in a row": (lambda text: text[: text.rindex(",")], "number of cells"),
    "no counted year": (without(("201", "202")), "no households are counted"),
}


@pytest.mark.parametrize(("change", "problem"), DAMAGE.values(), ids=DAMAGE.keys())
def test_damaged_file_is_refused(edited_text, change, problem):
    with pytest.raises(SourceError, match=problem) as caught:
        read(edited_text(REQUEST, change, "utf-8-sig"), SINGLE)
    assert (caught.value.source, caught.value.file) == (
        SOURCE.key,
        "aantal_huishoudens_naar_huishoudgrootte_zwfmvn.csv",
    )


@pytest.mark.parametrize("content", [b"<!DOCTYPE html><title>Not found</title>", b""])
def test_file_that_is_no_table_is_refused(tmp_path, content):
    path = tmp_path / REQUEST.name
    path.parent.mkdir()
    path.write_bytes(content)
    with pytest.raises(DownloadError, match=r"zwfmvn\.csv"):
        read(Mirror(tmp_path, today="2026-01-01").get, SINGLE)


# ---- the full file


def test_full_file_has_all_municipalities_in_each_counted_year(raw):
    found = read(raw, SINGLE).reset_index()
    counts = found.groupby("year")["nis_code"].nunique()
    assert counts.to_dict() == dict.fromkeys(range(2010, 2024), 300)
    assert found["missing"].isna().all()


def test_households_of_flanders_in_the_full_file(raw):
    found = read(raw, ALL).reset_index()
    assert found.loc[found["year"] == 2023, "value"].sum() == 2_928_118
