"""Nitrogen dioxide measured by citizens: points, few points, and shares made exact again."""

import pytest
from pydantic import ValidationError

from sdgwijzer.errors import SourceError
from sdgwijzer.sources.curieuzeneuzen import REQUEST, SOURCE
from tests.damage import Where
from tests.make import by_cell, indicator

LOOKS_AT = {"*.csv": Where("no2_gemiddelde_ug_m3", delimiter=",")}

MEAN = indicator(
    SOURCE.key, {"column": "no2_gemiddelde_ug_m3"}, "mean", unit="µg/m³", merge="not_possible"
)
ABOVE = indicator(SOURCE.key, {"column": "pct_boven_20"}, "above", chance="share")

read = by_cell(SOURCE)


# Harelbeke, Zwevegem, Deerlijk, Kuurne
@pytest.mark.parametrize(
    ("nis_code", "points", "mean"),
    [("34013", 69, 22.82), ("34042", 59, 20.77), ("34009", 36, 24.35), ("34023", 28, 22.64)],
)
def test_check_values_around_harelbeke(recorded, nis_code, points, mean):
    found = read(recorded, MEAN, ABOVE)
    assert found.loc[("mean", nis_code, 2018), "value"] == mean
    assert found.loc[("above", nis_code, 2018), "denominator"] == points


def test_share_is_given_as_numbers_of_points(recorded):
    row = read(recorded, ABOVE).loc[("above", "34013", 2018)]
    assert (row["numerator"], row["denominator"]) == (56, 69)  # 81.16 %


def test_numbers_of_points_are_exact_where_there_are_most(recorded):
    row = read(recorded, ABOVE).loc[("above", "11002", 2018)]
    assert (row["numerator"], row["denominator"]) == (999, 1005)  # 99.4 %


def test_share_of_zero_is_a_value(recorded):
    item = indicator(SOURCE.key, {"column": "pct_boven_40"}, "high")
    row = read(recorded, item).loc[("high", "34042", 2018)]
    assert (row["numerator"], row["missing"]) == (0, None)


@pytest.mark.parametrize("nis_code", ["13002", "23098", "73109"])
@pytest.mark.parametrize("id_", ["mean", "above"])
def test_fewer_than_ten_points_are_not_measured(recorded, id_, nis_code):
    row = read(recorded, MEAN, ABOVE).loc[(id_, nis_code, 2018)]
    assert row["missing"] == "not_measured"
    assert row[["value", "numerator", "denominator"]].isna().all()


def test_herstappe_has_no_point_and_is_not_measured(recorded):
    row = read(recorded, MEAN).loc[("mean", "73028", 2018)]
    assert row["missing"] == "not_measured"
    assert row[["value", "numerator", "denominator"]].isna().all()


def test_points_stand_on_the_map_of_2019(recorded):
    found = read(recorded, MEAN)
    assert set(found["geography"]) == {2019}
    assert ("mean", "44083", 2018) in found.index  # Deinze with Nevele


def test_file_is_read_once_for_all_indicators(recorded):
    asked = []

    def get(request):
        asked.append(request.name)
        return recorded(request)

    read(get, MEAN, ABOVE)
    assert asked == [REQUEST.name]


def test_figures_without_a_licence_are_not_shipped():
    assert not SOURCE.shipped


# ---- what is refused


def test_column_that_is_not_asked_for_is_refused():
    with pytest.raises(ValidationError):
        SOURCE.query.model_validate({"column": "no2_max_ug_m3"})


DAMAGE = {
    "column renamed": (lambda text: text.replace("pct_boven_20", "boven_20"), "pct_boven_20"),
    "points renamed": (lambda text: text.replace("n_meetpunten", "n"), "n_meetpunten"),
    "row doubled": (lambda text: text + text.splitlines()[1] + "\n", "doubled"),
    "unknown mark": (lambda text: text.replace("81.16", "<90"), "'<90'"),
    "empty cell": (lambda text: text.replace("81.16", ""), "no number"),
    "decimal comma": (lambda text: text.replace("81.16", '"81,16"'), "no number"),
    "unknown code": (lambda text: text.replace("34013,", "34999,"), "34999"),
    "cut off": (lambda text: text[: text.index(",1.45,81.16")], "another number of cells"),
    "header only": (lambda text: text.splitlines()[0] + "\n", "no rows"),
    "other delimiter": (lambda text: text.replace(",", ";"), "missing or doubled"),
    "a page": (lambda text: "<!DOCTYPE html><html></html>", "not a table"),
    "empty": (lambda text: "", "not a table"),
    "share of another number": (lambda text: text.replace("81.16", "81.5"), "do not fit"),
    "share above 100": (lambda text: text.replace("81.16", "200.0"), "do not fit"),
    "points changed": (lambda text: text.replace("Harelbeke,69", "Harelbeke,70"), "do not fit"),
}


@pytest.mark.parametrize(("edit", "problem"), DAMAGE.values(), ids=DAMAGE.keys())
def test_damaged_table_is_refused(edited_text, edit, problem):
    with pytest.raises(SourceError, match=problem) as caught:
        read(edited_text(REQUEST, edit), MEAN, ABOVE)
    file = REQUEST.name.rpartition("/")[2]
    assert (caught.value.source, caught.value.file) == (SOURCE.key, file)


# ---- the full file


def test_full_file_has_all_300_municipalities_of_which_10_are_not_measured(raw):
    found = read(raw, MEAN)
    assert len(found) == 300
    assert (found["missing"] == "not_measured").sum() == 10


@pytest.mark.parametrize(
    ("column", "few", "outside", "published"),
    [("pct_boven_20", 11, 2, 10_593), ("pct_boven_40", 0, 0, 405)],
)
def test_points_above_a_level_add_up(raw, column, few, outside, published):
    """With those in municipalities of few points and those outside Flanders: all points."""
    found = read(raw, indicator(SOURCE.key, {"column": column}, "x"))
    assert found["numerator"].sum() + few + outside == published


def test_harelbeke_in_the_full_file(raw):
    found = read(raw, MEAN, ABOVE)
    assert found.loc[("mean", "34013", 2018), "value"] == 22.82
    assert found.loc[("above", "34013", 2018), "numerator"] == 56
