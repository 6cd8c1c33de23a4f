"""Fiscal income: totals divided by returns or inhabitants, withheld marks, real zeros."""

import pytest

from sdgwijzer.errors import AnswerMissing, SourceError
from sdgwijzer.fetch.answers import Mirror
from sdgwijzer.sources.statbel_fiscal_income import EXTRACT, REQUEST, SOURCE
from tests.damage import Where
from tests.make import by_cell, indicator

LOOKS_AT = {
    "*.xlsx": Where("MS_TOT_NET_TAXABLE_INC", ("34013",)),
    "*.csv": Where("value", ("nis_34013",), delimiter=","),
}

PER_RETURN = indicator(
    SOURCE.key,
    {"column": "MS_TOT_NET_TAXABLE_INC", "of": ["MS_NBR_NON_ZERO_INC"]},
    "aangifte",
    unit="euro",
)
WITHOUT = indicator(
    SOURCE.key,
    {"column": "MS_NBR_ZERO_INC", "of": ["MS_NBR_NON_ZERO_INC", "MS_NBR_ZERO_INC"]},
    "zonder",
)
LOCAL_TAX = indicator(
    SOURCE.key,
    {"column": "MS_TOT_MUNICIP_TAXES", "of": ["MS_TOT_RESIDENTS"]},
    "gemeentetaks",
    unit="euro per inwoner",
)
PER_INHABITANT = indicator(
    SOURCE.key,
    {"column": "MS_TOT_NET_TAXABLE_INC", "of": ["MS_TOT_RESIDENTS"]},
    "inwoner",
    unit="euro",
    per={"indicator": "inwoners", "year_offset": 1},
)

read = by_cell(SOURCE)


@pytest.fixture
def changed(recorded, edited_sheet):
    """`get` of the recorded workbook after a change to its sheet."""
    return edited_sheet(recorded(REQUEST))


@pytest.mark.parametrize(("year", "expected"), [(2019, 34450), (2020, 35834)])
def test_income_per_return_of_harelbeke(recorded, year, expected):
    row = read(recorded, PER_RETURN).loc[("aangifte", "34013", year)]
    assert round(row["numerator"] / row["denominator"]) == expected


def test_totals_of_harelbeke_in_2013(recorded):
    row = read(recorded, PER_RETURN).loc[("aangifte", "34013", 2013)]
    assert (row["numerator"], row["denominator"]) == (472_770_140.64, 15_302)


def test_columns_below_the_line_add_up(recorded):
    row = read(recorded, WITHOUT).loc[("zonder", "34013", 2020)]
    assert (row["numerator"], row["denominator"]) == (567, 16_059 + 567)


def test_withheld_cell_is_a_gap_with_its_reason(recorded):
    row = read(recorded, WITHOUT).loc[("zonder", "73028", 2006)]  # Herstappe
    assert row["missing"] == "withheld"
    assert row[["value", "numerator", "denominator"]].isna().all()


def test_zero_tax_of_knokke_heist_is_real(recorded):
    row = read(recorded, LOCAL_TAX).loc[("gemeentetaks", "31043", 2020)]
    assert (row["numerator"], row["missing"]) == (0, None)


def test_workbook_has_its_own_inhabitants(recorded):
    row = read(recorded, PER_INHABITANT).loc[("inwoner", "34013", 2020)]
    assert (row["numerator"], row["denominator"]) == (575_464_083.51, 28_614)


# Total net taxable income of 2023 (EUR), seen in the extract of Statbel's table.
EXTRACTED = {
    "34013": 701_758_694.68,
    "34042": 639_977_221.75,
    "34009": 312_534_075.09,
    "34023": 324_403_432.60,
    "46030": 2_313_808_779.94,  # Beveren-Kruibeke-Zwijndrecht
    "11002": 11_354_138_860.30,  # with Borsbeek
}


@pytest.mark.parametrize(("code", "total"), EXTRACTED.items())
def test_income_of_2023_comes_from_the_extract_and_says_so(recorded, code, total):
    row = read(recorded, PER_INHABITANT).loc[("inwoner", code, 2023)]
    assert (row["numerator"], row["flag"], row["geography"]) == (total, "other_file", 2025)
    assert row[["value", "denominator", "missing"]].isna().all()


def test_extract_has_no_returns(recorded):
    assert 2023 not in read(recorded, PER_RETURN, WITHOUT).index.get_level_values("year")


def test_without_the_extract_the_years_of_the_workbook_are_there(recorded):
    def get(request):
        if request == EXTRACT:
            raise AnswerMissing(request.name)
        return recorded(request)

    assert read(get, PER_INHABITANT).index.get_level_values("year").max() == 2020


def test_workbook_with_the_year_of_the_extract_goes_before_it(changed, recorded):
    def advance(sheet):
        for row in sheet.iter_rows(min_row=2):
            row[0].value += 3

    row = read(changed(advance), PER_INHABITANT).loc[("inwoner", "34013", 2023)]
    assert (row["denominator"], row["flag"]) == (28_614, None)


@pytest.mark.parametrize(
    ("old", "new", "problem"),
    [
        ("nis_2025", "nis_2019", "another geography_vintage"),
        (",2023,2024,", ",2022,2023,", "another income_year"),
        ("701758694.68", "x", "no number"),
        ("34042,commune", "34013,commune", "rows are doubled"),
    ],
)
def test_extract_of_another_kind_is_refused(recorded, tmp_path, old, new, problem):
    for request in (REQUEST, EXTRACT):
        (tmp_path / request.name).parent.mkdir()
        (tmp_path / request.name).write_bytes(recorded(request).read_bytes())
    text = recorded(EXTRACT).read_text("utf-8")
    (tmp_path / EXTRACT.name).write_text(text.replace(old, new), "utf-8")
    with pytest.raises(SourceError, match=problem):
        read(Mirror(tmp_path, today="2026-01-01").get, PER_INHABITANT)


def test_full_extract_has_285_municipalities_and_its_known_sum(raw):
    found = read(raw, PER_INHABITANT).xs(2023, level="year")["numerator"]
    assert len(found) == 285
    assert found.sum() == pytest.approx(170_249_544_833.21, abs=0.01)


def test_brussels_is_left_out_and_all_years_stand_on_the_map_of_2019(recorded):
    found = read(recorded, PER_RETURN).reset_index()
    assert set(found["nis_code"]) == {"34013", "73028", "44083", "11002", "11007", "31043"}
    assert set(found["geography"]) == {2019}


def test_unknown_mark_is_refused(changed):
    def spoil(sheet):
        sheet.cell(2, 5).value = "<10"

    with pytest.raises(SourceError, match="'<10'"):
        read(changed(spoil), PER_RETURN)


def test_doubled_row_is_refused(changed):
    def double(sheet):
        sheet.append([cell.value for cell in sheet[2]])

    with pytest.raises(SourceError, match="2 rows are doubled"):
        read(changed(double), PER_RETURN)


def test_renamed_column_is_named(changed):
    def rename(sheet):
        sheet.cell(1, 5).value = "INKOMEN"

    with pytest.raises(SourceError, match="column MS_TOT_NET_TAXABLE_INC is missing"):
        read(changed(rename), PER_RETURN)


def test_full_file_has_300_municipalities_in_16_years(raw):
    counts = read(raw, PER_RETURN).reset_index().groupby("year")["nis_code"].nunique()
    assert set(counts) == {300}
    assert list(counts.index) == list(range(2005, 2021))


def test_harelbeke_in_2018_in_the_full_file(raw):
    row = read(raw, PER_RETURN).loc[("aangifte", "34013", 2018)]
    assert round(row["numerator"] / row["denominator"]) == 33_790
