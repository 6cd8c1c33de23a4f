"""Fiscal income: totals divided by returns or inhabitants, withheld marks, real zeros."""

import pytest

from sdgwijzer.errors import SourceError
from sdgwijzer.sources.statbel_fiscal_income import REQUEST, SOURCE
from tests.damage import Where
from tests.make import by_cell, indicator

LOOKS_AT = {"*.xlsx": Where("MS_TOT_NET_TAXABLE_INC", ("34013",))}

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
