"""Building permits: year rows of municipalities only, gaps and shares."""

import zipfile

import pytest

from sdgwijzer.errors import DownloadError, SourceError
from sdgwijzer.fetch.answers import Mirror
from sdgwijzer.parsing.delimited import delimited
from sdgwijzer.sources.statbel_building_permits import REQUEST, SOURCE
from tests.damage import Where
from tests.make import by_cell, indicator

LOOKS_AT = {"*.zip": Where("MS_DWELLING_RES_NEW", ("34013", "2024", "0"), delimiter="|")}

DWELLINGS = indicator(
    SOURCE.key,
    {"column": "MS_DWELLING_RES_NEW"},
    "woningen",
    unit="per 1.000 inwoners",
    per={"indicator": "inwoners"},
)
FLATS = indicator(
    SOURCE.key, {"column": "MS_APARTMENT_RES_NEW", "of": ["MS_DWELLING_RES_NEW"]}, "flats"
)
SURFACE = indicator(SOURCE.key, {"column": "MS_TOTAL_SURFACE_RES_NEW"}, "oppervlakte")
PLAIN = indicator(
    SOURCE.key, {"column": "MS_BUILDING_RES_RENOVATION"}, "telling", unit="personen", merge="sum"
)

read = by_cell(SOURCE)


@pytest.fixture
def changed(recorded, tmp_path):
    """A mirror with the recorded file after a change to its text."""

    def change(edit):
        with zipfile.ZipFile(recorded(REQUEST)) as archive:
            name = archive.namelist()[0]
            text = archive.read(name).decode()
        path = tmp_path / REQUEST.name
        path.parent.mkdir()
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, edit(text))
        return Mirror(tmp_path, today="2026-01-01").get

    return change


@pytest.mark.parametrize(
    ("year", "expected"), [(2020, 145), (2021, 108), (2022, 198), (2023, 137), (2024, 77)]
)
def test_dwellings_of_harelbeke(recorded, year, expected):
    assert read(recorded, DWELLINGS).loc[("woningen", "34013", year), "numerator"] == expected


@pytest.mark.parametrize(
    ("year", "expected"), [(2020, 98), (2021, 93), (2022, 82), (2023, 80), (2024, 87)]
)
def test_renovations_of_harelbeke(recorded, year, expected):
    assert read(recorded, PLAIN).loc[("telling", "34013", year), "value"] == expected


def test_running_year_has_months_only_and_is_left_out(recorded):
    assert 2025 not in set(read(recorded, DWELLINGS).reset_index()["year"])


def test_months_are_never_added_to_the_year(recorded):
    found = read(recorded, DWELLINGS).reset_index()
    assert not found.duplicated(["nis_code", "year"]).any()


def test_larger_areas_and_brussels_are_left_out(recorded):
    codes = set(read(recorded, DWELLINGS).reset_index()["nis_code"])
    assert codes == {"34013", "34042", "44083", "73028", "11002"}


def test_all_years_stand_on_the_map_of_2025(recorded):
    assert set(read(recorded, DWELLINGS)["geography"]) == {2025}


def test_zero_is_a_value(recorded):
    assert read(recorded, DWELLINGS).loc[("woningen", "73028", 2024), "numerator"] == 0


def test_empty_cell_is_a_gap_and_no_zero(recorded):
    row = read(recorded, SURFACE).loc[("oppervlakte", "73028", 2024)]
    assert row["missing"] == "not_published"
    assert row[["value", "numerator"]].isna().all()


def test_share_has_both_components(recorded):
    row = read(recorded, FLATS).loc[("flats", "34013", 2024)]
    assert (row["numerator"], row["denominator"]) == (31, 77)


def test_share_of_nothing_is_not_applicable(recorded):
    row = read(recorded, FLATS).loc[("flats", "73028", 2024)]
    assert row["missing"] == "not_applicable"
    assert row[["value", "numerator", "denominator"]].isna().all()


def test_doubled_row_is_refused(changed):
    def double(text):
        row = next(
            line for line in text.splitlines() if line.startswith('"34013"|') and "|2020|0|" in line
        )
        return text + row + "\n"

    with pytest.raises(SourceError, match="2 rows are doubled"):
        read(changed(double), DWELLINGS)


def test_renamed_column_is_named(changed):
    get = changed(lambda text: text.replace("MS_DWELLING_RES_NEW", "MS_WONING"))
    with pytest.raises(SourceError, match=r"TF_BUILDING_PERMITS\.zip: column MS_DWELLING_RES_NEW"):
        read(get, DWELLINGS)


def test_unknown_mark_is_refused(changed):
    get = changed(lambda text: text.replace("|2020|0|82|145|", "|2020|0|82|<10|"))
    with pytest.raises(SourceError, match="'<10' "):
        read(get, DWELLINGS)


def test_other_delimiter_is_refused(changed):
    with pytest.raises(SourceError, match="table is damaged"):
        read(changed(lambda text: text.replace("|", ";")), DWELLINGS)


def test_html_page_under_the_name_of_the_zip_is_refused(tmp_path):
    path = tmp_path / REQUEST.name
    path.parent.mkdir()
    path.write_text("<!DOCTYPE html><html><body>Access denied</body></html>")
    with pytest.raises(DownloadError, match="HTML"):
        read(Mirror(tmp_path, today="2026-01-01").get, DWELLINGS)


def test_cut_off_zip_is_refused(recorded, tmp_path):
    path = tmp_path / REQUEST.name
    path.parent.mkdir()
    path.write_bytes(recorded(REQUEST).read_bytes()[:3000])
    with pytest.raises(DownloadError, match=r"^TF_BUILDING_PERMITS\.zip: expected a whole archive"):
        read(Mirror(tmp_path, today="2026-01-01").get, DWELLINGS)


def test_year_that_is_no_number_is_refused(changed):
    get = changed(lambda text: text.replace("|2020|0|", "|20x0|0|"))
    with pytest.raises(SourceError, match="'20x0'"):
        read(get, DWELLINGS)


def test_file_is_read_once_for_all_indicators(recorded):
    asked = []

    def get(request):
        asked.append(request.name)
        return recorded(request)

    read(get, DWELLINGS, FLATS, SURFACE, PLAIN)
    assert asked == [REQUEST.name]


def test_dwellings_of_harelbeke_in_the_full_file(raw):
    found = read(raw, DWELLINGS).loc[("woningen", "34013")].loc[2020:2024, "numerator"]
    assert list(found) == [145, 108, 198, 137, 77]


def test_full_file_has_all_municipalities_since_1996(raw):
    found = read(raw, DWELLINGS).reset_index()
    counts = found.groupby("year")["nis_code"].nunique()
    assert set(counts) == {285}
    assert list(counts.index) == list(range(1996, 2025))


def test_flanders_of_2017_has_more_permits_than_its_municipalities(raw):
    """A gap in the publisher's own file; the remarks of the entries say so."""
    table = delimited(raw(REQUEST), SOURCE.key, delimiter="|")
    year = table[(table["CD_YEAR"] == "2017") & (table["CD_PERIOD"] == "0")]
    whole = year.loc[year["REFNIS"] == "02000", "MS_DWELLING_RES_NEW"].astype(int).sum()
    flemish = (year["CD_REFNIS_REGION"] == "02000") & (year["CD_REFNIS_LEVEL"] == "5")
    parts = year.loc[flemish, "MS_DWELLING_RES_NEW"].astype(int).sum()
    assert (parts, whole) == (34_763, 36_969)
