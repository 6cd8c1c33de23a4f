"""Electricity and gas by statistical sector, added up by municipality."""

import pytest

from sdgwijzer.errors import SourceError
from sdgwijzer.sources.fluvius import REQUEST, SOURCE
from tests.damage import Where
from tests.make import by_cell, indicator

LOOKS_AT = {"upload*.xlsx": Where("v2506_elek_res_cons", ("34013A00-",))}

HOMES, HOME_POINTS, GAS = "v2506_elek_res_cons", "v2506_elek_res_n", "v2506_gas_res_cons"
TOTAL = indicator(SOURCE.key, {"column": HOMES}, "totaal", unit="personen", merge="sum")
GAS_TOTAL = indicator(SOURCE.key, {"column": GAS}, "gas", unit="personen", merge="sum")
PER_HOME = indicator(SOURCE.key, {"column": HOMES, "of": HOME_POINTS}, "gezin")

read = by_cell(SOURCE)


@pytest.fixture
def changed(recorded, edited_sheet):
    """`get` of the recorded workbook after a change to its sheet."""
    return edited_sheet(recorded(REQUEST))


# Sums of the sectors; 2020 equals Fluvius' own publication by sector
@pytest.mark.parametrize(
    ("year", "expected"),
    [(2018, 36_727_757), (2019, 36_302_068), (2020, 34_747_558), (2021, 35_088_413)],
)
def test_electricity_of_households_in_harelbeke(recorded, year, expected):
    assert round(read(recorded, TOTAL).loc[("totaal", "34013", year), "value"]) == expected


@pytest.mark.parametrize(("year", "expected"), [(2018, 125.13), (2020, 119.29), (2021, 138.62)])
def test_gas_of_households_in_harelbeke_in_gwh(recorded, year, expected):
    value = read(recorded, GAS_TOTAL).loc[("gas", "34013", year), "value"]
    assert round(value / 1e6, 2) == expected


def test_connections_are_the_denominator(recorded):
    row = read(recorded, PER_HOME).loc[("gezin", "34013", 2021)]
    assert row["denominator"] == 12567


def test_brussels_is_left_out(recorded):
    codes = {code for _, code, _ in read(recorded, TOTAL).index}
    assert not {code for code in codes if code.startswith("21")}


def test_codes_are_those_of_before_2019(recorded):
    assert set(read(recorded, TOTAL)["geography"]) == {2018}


def test_sector_without_a_figure_makes_the_municipality_a_gap(changed):
    def lose(sheet):
        header = [cell.value for cell in sheet[1]]
        sheet.cell(2, header.index(HOMES) + 1).value = -99999

    row = read(changed(lose), TOTAL).loc[("totaal", "34013", 2018)]
    assert row["missing"] == "not_published"
    assert row[["value", "numerator"]].isna().all()


def test_doubled_sector_is_refused(changed):
    def double(sheet):
        sheet.append([cell.value for cell in sheet[2]])

    with pytest.raises(SourceError, match="2 rows are doubled"):
        read(changed(double), TOTAL)


def test_renamed_column_is_named(changed):
    def rename(sheet):
        header = [cell.value for cell in sheet[1]]
        sheet.cell(1, header.index(HOMES) + 1).value = "verbruik"

    with pytest.raises(SourceError, match=f"column {HOMES} is missing"):
        read(changed(rename), TOTAL)


def test_other_negative_number_is_refused(changed):
    def spoil(sheet):
        header = [cell.value for cell in sheet[1]]
        sheet.cell(2, header.index(HOMES) + 1).value = -5

    with pytest.raises(SourceError, match="negative use"):
        read(changed(spoil), TOTAL)


def test_full_file_has_308_municipalities_and_no_gap(raw):
    found = read(raw, TOTAL).reset_index()
    assert set(found.groupby("year")["nis_code"].nunique()) == {308}
    assert found["missing"].isna().all()


def test_zwevegem_in_the_full_file(raw):
    assert int(read(raw, TOTAL).loc[("totaal", "34042", 2021), "value"]) == 32_103_911
