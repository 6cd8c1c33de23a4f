"""Land use by heading in hectare, the whole area as denominator."""

import pytest

from sdgwijzer.errors import SourceError
from sdgwijzer.fetch.answers import Mirror
from sdgwijzer.sources.statbel_land_occupation import REQUEST, SOURCE
from tests.damage import Where
from tests.make import by_cell, indicator

LOOKS_AT = {"*.csv": Where("MS_TOT_SUR", ("34013", "1AE"), delimiter="|")}

ARABLE = indicator(SOURCE.key, {"headings": ["1AE"]}, "akker")
BUILT = indicator(SOURCE.key, {"headings": ["2"]}, "bebouwd")
HECTARES = indicator(SOURCE.key, {"headings": ["1AE"]}, "hectare", unit="hectare", merge="sum")
OF_OPEN = indicator(SOURCE.key, {"headings": ["1G"], "of": ["1"]}, "bos")

read = by_cell(SOURCE)


@pytest.fixture
def changed(recorded, tmp_path):
    """A mirror with the recorded file after a change to its text."""

    def change(edit):
        path = tmp_path / REQUEST.name
        path.parent.mkdir()
        path.write_text(edit(recorded(REQUEST).read_text(encoding="utf-8")), encoding="utf-8")
        return Mirror(tmp_path, today="2026-01-01").get

    return change


@pytest.mark.parametrize(("year", "expected"), [(1985, 1227.8), (2015, 956.6)])
def test_arable_land_of_harelbeke(recorded, year, expected):
    row = read(recorded, ARABLE).loc[("akker", "34013", year)]
    assert round(row["numerator"], 1) == expected


def test_whole_area_is_the_sum_of_all_headings(recorded):
    row = read(recorded, ARABLE).loc[("akker", "34013", 2015)]
    assert round(row["denominator"], 1) == 2914.0


def test_area_that_adds_up_is_a_value(recorded):
    assert round(read(recorded, HECTARES).loc[("hectare", "34013", 2015), "value"], 1) == 956.6


def test_first_characters_take_all_headings_below(recorded):
    row = read(recorded, BUILT).loc[("bebouwd", "34013", 2015)]
    assert row["numerator"] == pytest.approx(1018.8684)


def test_whole_may_be_a_part_of_the_area(recorded):
    row = read(recorded, OF_OPEN).loc[("bos", "34013", 2015)]
    assert (round(row["numerator"], 1), round(row["denominator"], 1)) == (7.6, 1562.4)


def test_all_years_stand_on_the_map_of_before_2019(recorded):
    found = read(recorded, ARABLE).reset_index()
    assert set(found["geography"]) == {2018}
    assert set(found["nis_code"]) == {"34013", "44011", "44049", "73028"}


def test_unknown_heading_lists_those_that_are_there(recorded):
    wrong = indicator(SOURCE.key, {"headings": ["9X"]})
    with pytest.raises(SourceError, match="no such headings; expected 9X, found 1AE"):
        read(recorded, wrong)


def test_doubled_row_is_refused(changed):
    get = changed(lambda text: text + text.splitlines()[1] + "\n")
    with pytest.raises(SourceError, match="2 rows are doubled"):
        read(get, ARABLE)


def test_renamed_column_is_named(changed):
    with pytest.raises(SourceError, match="column MS_TOT_SUR is missing"):
        read(changed(lambda text: text.replace("MS_TOT_SUR", "OPP")), ARABLE)


def test_file_cut_off_in_a_line_is_refused(changed):
    with pytest.raises(SourceError, match="TF_EAE_LAND_OCCUPTN"):
        read(changed(lambda text: text[:-20]), ARABLE)


def test_full_file_has_308_municipalities_in_11_years(raw):
    counts = read(raw, ARABLE).reset_index().groupby("year")["nis_code"].nunique()
    assert set(counts) == {308}
    assert len(counts) == 11
