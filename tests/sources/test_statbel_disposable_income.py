"""Disposable income and administrative poverty risk, from Statbel's table by municipality."""

import math

import openpyxl
import pytest
from pydantic import ValidationError

from sdgwijzer import municipalities
from sdgwijzer.errors import SourceError
from sdgwijzer.model import FIGURE_COLUMNS
from sdgwijzer.parsing import workbook
from sdgwijzer.sources.statbel_disposable_income import REQUEST, SOURCE, Query
from tests import make
from tests.damage import Where
from tests.make import REFERENCE

LOOKS_AT = {"*.xlsx": Where("MS_MEDIAN", ("34013",))}

ANTWERPEN, BORSBEEK, KRAAINEM, HARELBEKE = "11002", "11007", "23099", "34013"
GALMAARDEN, OLD_HASSELT, HERSTAPPE = "23023", "71022", "73028"
YEARS = range(2015, 2023)
# The figures of Harelbeke in Statbel's table, income years 2015-2022.
HARELBEKE_AROP = dict(zip(YEARS, (6.7, 6.2, 6.1, 6.5, 6.4, 6.6, 6.2, 6.1), strict=True))
RATIO = {"column": "MS_Q3", "divided_by": "MS_Q1"}


def indicator(name="test", **query):
    return make.indicator(
        SOURCE.key, query, name, unit="euro", merge="not_possible", chance="unknown"
    )


def read(get, **query):
    return SOURCE.read([indicator(**query)], get, REFERENCE)


def row(get, nis_code, year, **query):
    frame = read(get, **query)
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
    assert tuple(read(recorded, column="MS_MEDIAN").columns) == FIGURE_COLUMNS


def test_codes_belong_to_the_map_of_2019_in_all_years(recorded):
    assert set(read(recorded, column="MS_MEDIAN")["geography"]) == {2019}


def test_all_codes_are_on_that_map(recorded):
    found = set(read(recorded, column="MS_MEDIAN")["nis_code"])
    assert found <= set(municipalities.load().on_map(2019))


@pytest.mark.parametrize(("year", "expected"), HARELBEKE_AROP.items())
def test_poverty_risk_of_harelbeke_is_the_published_one(recorded, year, expected):
    assert row(recorded, HARELBEKE, year, column="MS_ADMIN_AROP")["value"] == expected


def test_poverty_risk_of_antwerpen_is_the_published_one(recorded):
    assert row(recorded, ANTWERPEN, 2015, column="MS_ADMIN_AROP")["value"] == 21.0


@pytest.mark.parametrize(
    ("column", "year", "expected"),
    [
        ("MS_MEDIAN", 2015, 23_058),
        ("MS_MEDIAN", 2022, 28_420),
        ("MS_Q1", 2022, 22_322),
        ("MS_Q3", 2022, 34_829),
    ],
)
def test_income_of_harelbeke_is_the_published_one(recorded, column, year, expected):
    assert row(recorded, HARELBEKE, year, column=column)["value"] == expected


def test_ratio_is_the_third_quartile_over_the_first_and_not_rounded(recorded):
    assert row(recorded, HARELBEKE, 2022, **RATIO)["value"] == 34_829 / 22_322


@pytest.mark.parametrize("query", [{"column": "MS_ADMIN_AROP"}, RATIO])
def test_value_has_no_components(recorded, query):
    assert read(recorded, **query)[["numerator", "denominator"]].isna().all(axis=None)


PEOPLE = {ANTWERPEN: (18.2, 516_225), BORSBEEK: (10.0, 11_124), HARELBEKE: (6.1, 29_265)}


@pytest.mark.parametrize(("code", "expected"), PEOPLE.items())
def test_rate_can_have_the_people_it_is_of_beside_it(recorded, code, expected):
    query = {"column": "MS_ADMIN_AROP", "people": "MS_NBR_ELIGIBLE"}
    item = make.indicator(SOURCE.key, query, "arm", merge="mean", chance="unknown")
    rows = SOURCE.read([item], recorded, REFERENCE).set_index(["nis_code", "year"])
    found = rows.loc[(code, 2022)]
    assert (found["value"], found["denominator"]) == expected
    assert math.isnan(found["numerator"])


def test_parts_of_a_merger_stay_apart(recorded):
    found = set(read(recorded, column="MS_MEDIAN")["nis_code"])
    assert {ANTWERPEN, BORSBEEK, GALMAARDEN, OLD_HASSELT} <= found


def test_brussels_is_left_out(recorded):
    assert not read(recorded, column="MS_MEDIAN")["nis_code"].str.startswith("21").any()


def test_several_indicators_read_the_file_once(recorded):
    asked = []

    def get(request):
        asked.append(request.name)
        return recorded(request)

    frame = SOURCE.read(
        [indicator("a", column="MS_MEDIAN"), indicator("b", **RATIO)], get, REFERENCE
    )
    assert set(frame["indicator_id"]) == {"a", "b"}
    assert len(asked) == 1


# ---- gaps


@pytest.mark.parametrize("query", [{"column": "MS_Q3"}, RATIO])
def test_empty_cell_is_withheld_and_never_zero(recorded, query):
    found = row(recorded, KRAAINEM, 2022, **query)
    assert math.isnan(found["value"])
    assert found["missing"] == "withheld"


def test_ratio_with_an_empty_divisor_is_withheld(recorded):
    found = row(recorded, KRAAINEM, 2022, column="MS_Q1", divided_by="MS_Q3")
    assert found["missing"] == "withheld"


def test_other_columns_of_that_municipality_are_there(recorded):
    assert row(recorded, KRAAINEM, 2022, column="MS_ADMIN_AROP")["value"] == 6.3


@pytest.mark.parametrize("query", [{"column": "MS_Q3"}, RATIO])
def test_figure_has_no_reason_for_a_gap(recorded, query):
    assert row(recorded, HARELBEKE, 2022, **query)["missing"] is None


# ---- codes and years as text or as numbers


@pytest.mark.parametrize("kind", [int, float, "{} ".format], ids=["int", "float", "text"])
@pytest.mark.parametrize("column", [1, 2], ids=["year", "code"])
def test_codes_and_years_may_be_text_or_numbers(edited, recorded, column, kind):
    def change(sheet):
        for number in range(2, sheet.max_row + 1):
            sheet.cell(number, column, kind(sheet.cell(number, column).value))

    frame = read(edited(change), column="MS_MEDIAN")
    assert frame.equals(read(recorded, column="MS_MEDIAN"))


# ---- what is refused


def test_query_refuses_what_it_does_not_know():
    with pytest.raises(ValidationError):
        Query(column="MS_Q3", divided="MS_Q1")


DAMAGE = {
    "column renamed": (lambda sheet: sheet.cell(1, 9, "MS_P75"), "MS_Q3 is missing"),
    "divisor renamed": (lambda sheet: sheet.cell(1, 7, "MS_P25"), "MS_Q1 is missing"),
    "code column renamed": (lambda sheet: sheet.cell(1, 2, "CD_REFNIS"), "CD_MUNTY_REFNIS"),
    "column doubled": (lambda sheet: sheet.cell(1, 8, "MS_Q3"), "doubled"),
    "unknown mark": (lambda sheet: sheet.cell(2, 9, "x"), "no number"),
    "year is no number": (lambda sheet: sheet.cell(2, 1, "2015*"), "no number"),
    "row doubled": (
        lambda sheet: sheet.append([cell.value for cell in sheet[2]]),
        "rows are doubled",
    ),
    "sheet renamed": (lambda sheet: setattr(sheet, "title", "Blad1"), "sheet is missing"),
    "sheet empty": (lambda sheet: sheet.delete_rows(1, sheet.max_row), "empty"),
}


@pytest.mark.parametrize(("change", "problem"), DAMAGE.values(), ids=DAMAGE.keys())
def test_damaged_table_is_refused(edited, change, problem):
    get = edited(change)
    with pytest.raises(SourceError, match=problem) as caught:
        read(get, **RATIO)
    assert (caught.value.source, caught.value.file) == (SOURCE.key, "changed.xlsx")


@pytest.mark.parametrize("damage", [lambda whole: whole[:9000], lambda whole: b"<!DOCTYPE html>"])
def test_file_that_is_no_whole_workbook_is_refused(recorded, tmp_path, damage):
    path = tmp_path / "page.xlsx"
    path.write_bytes(damage(recorded(REQUEST).read_bytes()))
    with pytest.raises(SourceError, match=r"statbel_disposable_income: page\.xlsx"):
        read(lambda request: path, **RATIO)


# ---- the full file


def test_full_file_has_all_municipalities_of_2019_except_herstappe(raw):
    found = set(read(raw, column="MS_MEDIAN")["nis_code"])
    assert set(municipalities.load().on_map(2019)) - found == {HERSTAPPE}


def test_full_file_has_each_municipality_in_each_year(raw):
    assert len(read(raw, column="MS_MEDIAN")) == 299 * len(YEARS)


def test_only_the_third_quartile_of_kraainem_is_withheld(raw):
    gaps = read(raw, **RATIO).dropna(subset="missing")
    assert set(zip(gaps["nis_code"], gaps["year"], strict=True)) == {(KRAAINEM, y) for y in YEARS}


def test_published_values_are_kept_as_they_are(raw):
    cells = workbook.sheet(raw(REQUEST), SOURCE.key)
    of_2022 = cells[(cells[0] == "2022") & (cells[26] == "Vlaams Gewest")]
    frame = read(raw, column="MS_ADMIN_AROP")
    found = frame[frame["year"] == 2022].set_index("nis_code")["value"]
    assert found.to_dict() == dict(zip(of_2022[1], of_2022[10], strict=True))
