"""Electricity and gas in 2020 by kind of user."""

import pytest

from sdgwijzer.errors import SourceError
from sdgwijzer.sources import fluvius
from sdgwijzer.sources.fluvius_sectors import REQUEST, SOURCE
from tests.damage import Where
from tests.make import by_cell, indicator

LOOKS_AT = {"*.xlsx": Where("Benaderend Verbruik (kWh)", ("34013A00-",))}

POWER, GAS = ["Elektriciteit"], ["Gas"]
HOMES = indicator(SOURCE.key, {"users": ["HUISHOUDENS"], "markets": POWER}, "stroom")
BOTH = indicator(SOURCE.key, {"users": ["INDUSTRIE"], "markets": POWER + GAS}, "industrie")
ALL_GAS = indicator(SOURCE.key, {"users": ["HUISHOUDENS"], "markets": GAS}, "gas")

read = by_cell(SOURCE)


@pytest.fixture
def changed(recorded, edited_sheet):
    """`get` of the recorded workbook after a change to its sheet."""
    return edited_sheet(recorded(REQUEST))


def column(sheet, name):
    return [cell.value for cell in sheet[1]].index(name) + 1


# People and companies together: 34,747,558 + 107,568,067 and 119,292,564 + 209,479,504 kWh
@pytest.mark.parametrize(("item", "expected"), [(HOMES, 142_315_625), (ALL_GAS, 328_772_068)])
def test_all_use_of_harelbeke(recorded, item, expected):
    found = read(recorded, item).loc[(item.id, "34013", 2020), "denominator"]
    assert found == pytest.approx(expected, abs=1)


def test_injection_is_not_use(recorded):
    both = read(recorded, HOMES, ALL_GAS, BOTH)["denominator"].xs("34013", level="nis_code")
    assert both.loc["industrie"].item() == pytest.approx(142_315_625 + 328_772_068, abs=2)


def test_codes_are_those_of_before_2019(recorded):
    found = read(recorded, HOMES)
    assert set(found["geography"]) == {2018}
    assert ("stroom", "44049", 2020) in found.index  # Nevele


def test_unknown_places_and_brussels_are_left_out(recorded):
    codes = {code for _, code, _ in read(recorded, HOMES).index}
    assert codes == {"34013", "34042", "44049", "73028"}


def test_electricity_of_homes_equals_the_other_workbook(raw):
    """There by sector without the kind; here homes are contracts of people."""
    column = {"column": "v2506_elek_res_cons"}
    total = indicator(fluvius.SOURCE.key, column, "totaal", unit="personen", merge="sum")
    other = by_cell(fluvius.SOURCE)(raw, total)["value"].xs(2020, level="year").droplevel(0)
    found = read(raw, HOMES)["numerator"].droplevel(["indicator_id", "year"])
    both = other.to_frame("other").join(found).dropna()
    assert len(both) > 290
    assert both["other"].sum() == pytest.approx(both["numerator"].sum(), rel=0.01)


def test_confidential_amount_makes_the_municipality_a_gap(changed):
    def hide(sheet):
        place = column(sheet, "Statistische Sector")
        for row in sheet.iter_rows(min_row=2):
            if str(row[place - 1].value).startswith("34042"):
                row[column(sheet, "Benaderend Verbruik (kWh)") - 1].value = None
                return

    found = read(changed(hide), BOTH)
    assert found.loc[("industrie", "34042", 2020), "missing"] == "withheld"
    assert found.loc[("industrie", "34013", 2020), "numerator"] > 0


def test_renamed_column_is_named(changed):
    def rename(sheet):
        sheet.cell(1, column(sheet, "Sector")).value = "Branche"

    with pytest.raises(SourceError, match=r"2020\.xlsx|changed\.xlsx.*Sector"):
        read(changed(rename), HOMES)


def test_kind_of_user_that_is_not_there_is_refused(recorded):
    odd = indicator(SOURCE.key, {"users": ["MIJNBOUW"], "markets": POWER})
    with pytest.raises(SourceError, match="no such Sector; expected MIJNBOUW, found"):
        read(recorded, odd)


def test_doubled_row_is_refused(changed):
    def double(sheet):
        place = column(sheet, "Statistische Sector")
        for row in list(sheet.iter_rows(min_row=2, values_only=True)):
            if str(row[place - 1]).startswith("34013"):
                sheet.append(row)
                return

    with pytest.raises(SourceError, match="doubled"):
        read(changed(double), HOMES)


def test_negative_use_is_refused(changed):
    def negate(sheet):
        sheet.cell(sheet.max_row, column(sheet, "Benaderend Verbruik (kWh)")).value = -5
        sheet.cell(sheet.max_row, column(sheet, "Statistische Sector")).value = "34013X"
        sheet.cell(sheet.max_row, column(sheet, "Richting")).value = "Afname"

    with pytest.raises(SourceError, match="negative use"):
        read(changed(negate), HOMES)
