"""Sales and median prices of houses and flats."""

import pytest
from pydantic import ValidationError

from sdgwijzer.errors import SourceError
from sdgwijzer.sources.statbel_real_estate import REQUEST, SOURCE
from tests.make import by_cell, indicator

HOUSES = indicator(SOURCE.key, {"kind": "alle_huizen"}, "huizen", merge="not_possible")
FLATS = indicator(SOURCE.key, {"kind": "appartementen"}, "flats", merge="not_possible")
SALES = indicator(SOURCE.key, {"kind": "alle_huizen", "measure": "sales"}, "verkoop")

read = by_cell(SOURCE)


@pytest.mark.parametrize(
    ("year", "expected"), [(2021, 213_000), (2022, 239_500), (2023, 260_000), (2024, 250_000)]
)
def test_median_price_of_a_house_in_harelbeke(recorded, year, expected):
    assert read(recorded, HOUSES).loc[("huizen", "34013", year), "value"] == expected


def test_sales_of_harelbeke_are_a_count(recorded):
    row = read(recorded, SALES).loc[("verkoop", "34013", 2024)]
    assert row["numerator"] == 278
    assert row[["value", "denominator"]].isna().all()


def test_price_of_too_few_sales_is_withheld_and_no_zero(recorded):
    gaps = read(recorded, FLATS).query("missing == 'withheld'")
    assert len(gaps) > 0
    assert gaps["value"].isna().all()


def test_larger_areas_and_brussels_are_left_out(recorded):
    codes = {code for _, code, _ in read(recorded, HOUSES).index}
    assert codes == {"34013", "34042", "44083", "73028"}


def test_all_years_and_municipalities_are_in_the_full_file(raw):
    found = read(raw, SALES).reset_index()
    assert found.groupby("year")["nis_code"].nunique().to_dict() == dict.fromkeys(
        range(2010, 2025), 285
    )


def test_about_one_price_in_seven_is_withheld(raw):
    """15 % of the municipal rows, mostly flats."""
    kinds = ("alle_huizen", "huizen_23", "huizen_4plus", "appartementen")
    asked = [indicator(SOURCE.key, {"kind": kind}, kind, merge="not_possible") for kind in kinds]
    assert read(raw, *asked)["missing"].notna().mean() == pytest.approx(0.15, abs=0.01)


def test_kind_that_does_not_exist_is_refused_by_the_catalogue():
    with pytest.raises(ValidationError):
        SOURCE.query.model_validate({"kind": "kastelen"})


def test_kind_that_is_not_in_the_file_is_named(edited_text):
    get = edited_text(REQUEST, lambda text: text.replace("appartementen", "flats"))
    with pytest.raises(SourceError, match="a kind of dwelling is missing; expected appartementen"):
        read(get, FLATS)


def test_renamed_column_is_named(edited_text):
    get = edited_text(REQUEST, lambda text: text.replace("p50", "mediaan"))
    with pytest.raises(SourceError, match=r"yearly\.csv.*p50"):
        read(get, HOUSES)


def test_doubled_row_is_refused(edited_text):
    def double(text):
        row = next(line for line in text.splitlines() if ",34013,alle_huizen" in line)
        return text + row + "\n"

    with pytest.raises(SourceError, match="doubled"):
        read(edited_text(REQUEST, double), HOUSES)


def test_number_of_sales_that_is_empty_is_refused(edited_text):
    get = edited_text(REQUEST, lambda text: text.replace("alle_huizen,278.0,", "alle_huizen,,"))
    with pytest.raises(SourceError, match="no number"):
        read(get, SALES)
