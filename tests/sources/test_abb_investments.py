"""Investments per inhabitant, from the annual accounts of municipalities."""

import math

import openpyxl
import pytest
from pydantic import ValidationError

from sdgwijzer.errors import SourceError
from sdgwijzer.model import FIGURE_COLUMNS
from sdgwijzer.parsing import workbook
from sdgwijzer.sources.abb_investments import REQUEST, SOURCE, Query
from tests import make
from tests.damage import Where
from tests.make import REFERENCE

LOOKS_AT = {"*.xlsx": Where("REK224-0", ("Gemeente en OCMW Harelbeke",), 1)}

ANTWERPEN, HARELBEKE, ZWEVEGEM, HERSTAPPE, PAJOTTEGEM = "11002", "34013", "34042", "73028", "23106"
HARELBEKE_TOTALS = {
    2014: 590.7,
    2015: 563.7,
    2016: 229.7,
    2017: 273.7,
    2018: 313.7,
    2019: 330.2,
    2020: 354.1,
    2021: 315.7,
    2022: 192.6,
    2023: 278.5,
    2024: 495.9,
}


def indicator(name="test", **query):
    return make.indicator(SOURCE.key, query, name, unit="euro per inwoner", merge="not_possible")


def read(get, *accounts):
    return SOURCE.read([indicator(accounts=list(accounts))], get, REFERENCE)


def row(get, nis_code, year, *accounts):
    frame = read(get, *accounts)
    return frame[(frame["nis_code"] == nis_code) & (frame["year"] == year)].iloc[0]


@pytest.fixture
def edited(recorded, tmp_path):
    """`get` of the recorded workbook after a change to its sheet."""

    def edit(change):
        book = openpyxl.load_workbook(recorded(REQUEST))
        change(book.active)
        book.save(tmp_path / "changed.xlsx")
        return lambda request: tmp_path / "changed.xlsx"

    return edit


# ---- what comes out


def test_frame_has_the_columns_of_figures(recorded):
    assert tuple(read(recorded).columns) == FIGURE_COLUMNS


def test_codes_belong_to_the_map_of_2025(recorded):
    assert set(read(recorded)["geography"]) == {2025}


@pytest.mark.parametrize(("year", "expected"), HARELBEKE_TOTALS.items())
def test_total_of_harelbeke_is_the_published_one(recorded, year, expected):
    assert round(row(recorded, HARELBEKE, year)["value"], 1) == expected


def test_total_of_zwevegem_is_the_published_one(recorded):
    assert round(row(recorded, ZWEVEGEM, 2024)["value"], 1) == 580.1


def test_value_has_no_components(recorded):
    assert read(recorded)[["numerator", "denominator"]].isna().all(axis=None)


def test_sum_is_exact_and_not_rounded(recorded):
    cells = workbook.sheet(recorded(REQUEST), SOURCE.key)
    own = cells[cells[0] == "Gemeente en OCMW Harelbeke"].iloc[0]
    booked = [own[column] for column in cells if cells.at[0, column] == 2024 and own[column] != ""]
    assert row(recorded, HARELBEKE, 2024)["value"] == math.fsum(booked)


def test_merged_municipality_has_history(recorded):
    assert row(recorded, PAJOTTEGEM, 2014)["missing"] is None


def test_antwerpen_is_there_with_its_districts(recorded):
    assert round(row(recorded, ANTWERPEN, 2024)["value"], 1) == 640.5


def test_several_indicators_read_the_file_once(recorded):
    asked = []

    def get(request):
        asked.append(request.name)
        return recorded(request)

    frame = SOURCE.read([indicator("a"), indicator("b", accounts=["224"])], get, REFERENCE)
    assert set(frame["indicator_id"]) == {"a", "b"}
    assert len(asked) == 1


# ---- accounts


def test_group_adds_up_its_accounts(recorded):
    parts = [row(recorded, HARELBEKE, 2024, part)["value"] for part in ("224-0", "224-7", "225")]
    found = row(recorded, HARELBEKE, 2024, "224", "225")["value"]
    assert found == pytest.approx(sum(parts), rel=1e-12)


def test_account_that_fits_two_prefixes_counts_once(recorded):
    assert (
        row(recorded, HARELBEKE, 2024, "22", "224")["value"]
        == row(recorded, HARELBEKE, 2024, "22")["value"]
    )


def test_all_prefixes_together_are_the_total(recorded):
    assert (
        row(recorded, HARELBEKE, 2024, "2", "6")["value"] == row(recorded, HARELBEKE, 2024)["value"]
    )


def test_account_without_bookings_is_zero(recorded):
    found = row(recorded, HARELBEKE, 2024, "227")
    assert (found["value"], found["missing"]) == (0, None)


def test_account_has_rows_only_for_years_in_which_it_exists(recorded):
    assert sorted(set(read(recorded, "227")["year"])) == list(range(2019, 2025))


def test_municipality_without_bookings_in_a_year_is_a_gap(recorded):
    found = row(recorded, HERSTAPPE, 2019)
    assert math.isnan(found["value"])
    assert found["missing"] == "not_published"


def test_gap_of_a_year_is_a_gap_in_each_group(recorded):
    assert row(recorded, HERSTAPPE, 2019, "224")["missing"] == "not_published"


def test_correction_stays_negative(raw):
    assert read(raw, "227")["value"].min() < 0


@pytest.mark.parametrize("prefixes", [["227", "299"], ["299"]])
def test_prefix_without_accounts_is_refused(recorded, prefixes):
    with pytest.raises(SourceError, match="REK299") as caught:
        read(recorded, *prefixes)
    assert (caught.value.source, caught.value.file) == (SOURCE.key, "detail-alle-jaren.xlsx")


@pytest.mark.parametrize("prefix", ["REK224", "", "wegen", 224])
def test_prefix_is_text_with_the_digits_of_an_account(prefix):
    with pytest.raises(ValidationError):
        Query(accounts=(prefix,))


# ---- what is refused


def refilter(old, new):
    def change(sheet):
        cell = sheet.cell(sheet.max_row, 1)
        assert old in cell.value
        cell.value = cell.value.replace(old, new)

    return change


DAMAGE = {
    "plans": (refilter("is Jaarrekening", "is Meerjarenplan"), "Jaarrekening"),
    "accounts and plans": (refilter("is Jaarrekening", "is Jaarrekening of Plan"), "Jaarrekening"),
    "another version": (refilter("is Origineel", "is Laatste"), "Origineel"),
    "euros in total": (refilter("Uitgave per inwoner", "Uitgave"), "per inwoner"),
    "cut off before the filters": (lambda sheet: sheet.delete_rows(sheet.max_row), "filters"),
    "other first row": (lambda sheet: sheet.insert_rows(1), "another header"),
    "years renamed": (lambda sheet: sheet.cell(1, 1, "Jaar"), "another header"),
    "year is no number": (lambda sheet: sheet.cell(1, 5, "2014*"), "no number"),
    "account renamed": (lambda sheet: sheet.cell(2, 5, "Wegen"), "without an account"),
    "account doubled": (lambda sheet: sheet.cell(2, 5, sheet.cell(2, 4).value), "doubled"),
    "unknown mark": (lambda sheet: sheet.cell(4, 5, "n.b."), "no number"),
    "unknown name": (lambda sheet: sheet.cell(4, 1, "Gemeente en OCMW Halrebeke"), "unknown"),
    "municipality doubled": (
        lambda sheet: sheet.cell(4, 1, "Gemeente en OCMW Zwevegem"),
        "doubled",
    ),
    "another kind of owner": (lambda sheet: sheet.cell(4, 1, "District Deurne"), "other rows"),
    "sheet renamed": (lambda sheet: setattr(sheet, "title", "Blad1"), "sheet is missing"),
}


@pytest.mark.parametrize(("change", "problem"), DAMAGE.values(), ids=DAMAGE.keys())
def test_damaged_export_is_refused(edited, change, problem):
    get = edited(change)
    with pytest.raises(SourceError, match=problem) as caught:
        read(get)
    assert (caught.value.source, caught.value.file) == (SOURCE.key, "changed.xlsx")


@pytest.mark.parametrize(
    "content", [b"<!DOCTYPE html><title>Aanmelden</title>", b"", b"PK\x03\x04x"]
)
def test_file_that_is_no_workbook_is_refused(tmp_path, content):
    path = tmp_path / "page.xlsx"
    path.write_bytes(content)
    with pytest.raises(SourceError, match=r"page\.xlsx"):
        read(lambda request: path)


# ---- the full file


def test_full_file_has_all_municipalities(raw):
    assert read(raw)["nis_code"].nunique() == 285


@pytest.mark.parametrize(
    ("nis_code", "expected"), [(ZWEVEGEM, 580.1), ("34009", 461.2), ("34023", 861.8)]
)
def test_totals_around_harelbeke_are_the_published_ones(raw, nis_code, expected):
    assert round(row(raw, nis_code, 2024)["value"], 1) == expected


def test_only_herstappe_in_2019_has_no_accounts(raw):
    gaps = read(raw).dropna(subset="missing")
    assert list(zip(gaps["nis_code"], gaps["year"], strict=True)) == [(HERSTAPPE, 2019)]
