"""Households by number of cars, 2019."""

import pytest

from sdgwijzer.errors import SourceError
from sdgwijzer.model import Request
from sdgwijzer.parsing.delimited import delimited
from sdgwijzer.sources.statbel_cars_households import REQUEST, SOURCE
from tests.damage import Where
from tests.make import by_cell, indicator

LOOKS_AT = {"*.txt": Where("aant_HuisH", ("34013", "1", "0"), delimiter=";")}

CARS = indicator(SOURCE.key, {}, "wagens", unit="wagens per gezin")
WITHOUT = indicator(SOURCE.key, {"cars": ["0"]}, "zonder")
MANY = indicator(SOURCE.key, {"cars": ["1", "2", "3+"]}, "met")

read = by_cell(SOURCE)


def edited(edited_text, edit):
    return edited_text(REQUEST, edit, encoding="utf-8-sig")


def test_check_values_of_harelbeke(recorded):
    found = read(recorded, CARS, WITHOUT).xs("34013", level="nis_code")
    assert found["denominator"].tolist() == [12_295, 12_295]
    assert found.loc[("wagens", 2019), "numerator"] == 14_690
    assert found.loc[("zonder", 2019), "numerator"] == 2_221


def test_point_stands_between_thousands(recorded):
    """1.022 households are a thousand and twenty-two: Antwerpen has far more than 100,000."""
    assert read(recorded, WITHOUT).loc[("zonder", "11002", 2019), "denominator"] > 200_000


def test_households_with_and_without_cars_are_all_households(recorded):
    found = read(recorded, WITHOUT, MANY)["numerator"].groupby("nis_code").sum()
    whole = read(recorded, WITHOUT)["denominator"].groupby("nis_code").sum()
    assert found.equals(whole)


def test_dash_is_a_zero_here(recorded):
    assert read(recorded, CARS)["missing"].isna().all()


def test_brussels_is_left_out(recorded):
    codes = {code for _, code, _ in read(recorded, CARS).index}
    assert codes == {"11002", "34013", "73028"}


def test_all_300_municipalities_are_in_the_full_file(raw):
    assert len(read(raw, CARS)) == 300


def test_households_and_cars_equal_those_of_the_statistical_sectors(raw):
    sectors = Request(name="statbel-cars-households/TF_CAR_HH_SECTOR.txt")
    columns = ["CD_REFNIS", "MS_NUM_CAR", "MS_NUM_HH"]
    table = delimited(raw(sectors), SOURCE.key, delimiter=";", columns=columns)
    plain = table.set_index("CD_REFNIS").apply(lambda cells: cells.str.replace(".", ""))
    sums = plain.astype(int).groupby(level=0).sum()  # here a zero can be -00
    found = read(raw, CARS).reset_index().set_index("nis_code")
    assert (found["numerator"] == sums["MS_NUM_CAR"].reindex(found.index)).all()
    assert (found["denominator"] == sums["MS_NUM_HH"].reindex(found.index)).all()


def test_combination_without_a_row_is_nobody(recorded):
    """Herstappe has 14 rows of the 32; its sum is whole all the same."""
    row = read(recorded, CARS).loc[("wagens", "73028", 2019)]
    assert row[["numerator", "denominator"]].tolist() == [47, 34]


def test_renamed_column_is_named(edited_text):
    get = edited(edited_text, lambda text: text.replace("aant_HuisH", "aant_gezinnen"))
    with pytest.raises(SourceError, match="aant_HuisH"):
        read(get, CARS)


def test_other_numbers_of_cars_are_refused(edited_text):
    get = edited(edited_text, lambda text: text.replace(";3+;", ";3;"))
    with pytest.raises(SourceError, match="other numbers of cars"):
        read(get, CARS)


def test_unknown_mark_is_refused(edited_text):
    get = edited(edited_text, lambda text: text.replace(" -     ", " x     "))
    with pytest.raises(SourceError, match="no number"):
        read(get, CARS)


def test_doubled_row_is_refused(edited_text):
    def double(text):
        row = next(line for line in text.splitlines() if ";34013;" in line)
        return text + row + "\n"

    with pytest.raises(SourceError, match="doubled"):
        read(edited(edited_text, double), CARS)
