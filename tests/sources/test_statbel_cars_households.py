"""Households by number of cars, 2019."""

import pytest

from sdgwijzer.errors import SourceError
from sdgwijzer.sources.statbel_cars_households import REQUEST, SOURCE
from tests.make import by_cell, indicator

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
