"""How far a figure swings by itself, how many people live where, and the figure of Flanders.

All figures are made up.
"""

import numpy as np
import pandas as pd
import pytest

from sdgwijzer.judgement import flemish, summary
from sdgwijzer.judgement.case import Case
from sdgwijzer.judgement.inhabitants import Inhabitants
from sdgwijzer.judgement.noise import Z
from sdgwijzer.model import Chance, Direction, Flag, Scale, Target
from tests import make

CODES = [f"9{i:04}" for i in range(61)]
YEARS = range(2015, 2023)
NAMES = ["indicator_id", "nis_code", "year", "value", "numerator", "denominator", "flag"]
ITEM = make.indicator(
    "made_up",
    {},
    direction=Direction.HIGHER_IS_BETTER,
    direction_reason="x",
    lag_years=1,
    unit="per 1.000 inwoners",
)
SWING = 0.2
"""Every municipality but the middle one is exp(0.2) times as high in odd years."""


def rows(id_, values, codes=CODES, **more):
    """Rows of one indicator: `values(place, year)` of every municipality and year."""
    found = [(id_, code, year, values(i, year)) for i, code in enumerate(codes) for year in YEARS]
    frame = pd.DataFrame(found, columns=NAMES[:4])
    facts = {"numerator": np.nan, "denominator": np.nan, "flag": None, "missing": None}
    return frame.assign(**facts | more)


def swinging(place, year):
    """31 of 61 stay in the same order: the middle one is 10 in every year."""
    level = 10 * 1.5 ** (place - 30)
    return level if place == 30 else level * np.exp(SWING * (year % 2))


def people(numbers):
    return rows("inwoners", lambda place, _: numbers[place])


def judged(frame, item=ITEM, codes=CODES):
    return summary.summarise(frame, [item], codes, 2023).set_index("nis_code")


def test_margin_of_the_years_is_half_the_mean_square_of_the_changes():
    # the middle municipality does not move, so y = ln x - ln 10 moves 0.2 a year: v = 0.2² / 2 =
    # 0.02 in 60 of them, 0 in the middle one. All are of one size, so the fit is their mean.
    found = judged(pd.concat([rows(ITEM.id, swinging), people([5000.0] * 61)]))
    row = found.loc[CODES[40]]
    assert (row["margin"], row["reference_value"]) == ("years", pytest.approx(10.0))
    assert row["noise_sd"] == pytest.approx(np.sqrt(60 / 61 * 0.02))
    assert row["low"] == pytest.approx(row["value"] * np.exp(-Z * row["noise_sd"]))
    assert row["high"] == pytest.approx(row["value"] * np.exp(Z * row["noise_sd"]))


def test_margin_narrows_with_the_number_of_inhabitants():
    def swing(place, year):
        wide = 0.4 if place % 2 else 0.1
        return 10 * 1.5 ** (place - 30) * (1 if place == 30 else np.exp(wide * (year % 2)))

    sizes = [2000.0 if place % 2 else 50_000.0 for place in range(61)]
    found = judged(pd.concat([rows(ITEM.id, swing), people(sizes)]))
    assert found["noise_b"].iloc[0] > 0
    for code, size in zip(CODES, sizes, strict=True):
        row = found.loc[code]
        expected = np.sqrt(row["noise_a"] + row["noise_b"] / size)
        assert row["noise_sd"] == pytest.approx(expected)
    assert found["noise_sd"].iloc[1] > 2 * found["noise_sd"].iloc[0]


def test_margin_is_that_of_the_counts_where_they_say_more():
    # 20 of 1000: sqrt((1 - 0.02) / 20) = 0.2214, more than the 0.14 of the years
    item = ITEM.model_copy(update={"chance": Chance.SHARE, "unit": "%", "measure": make.UNITS["%"]})
    frame = rows(item.id, swinging)
    shares = frame["value"] / 1e8 + 0.02  # nearly one share everywhere
    few, many = 20.0, 20_000.0
    for count, kind in ((few, "counts"), (many, "years")):
        counted = frame.assign(numerator=count, denominator=count / shares)
        found = judged(pd.concat([counted, people([5000.0] * 61)]), item).loc[CODES[0]]
        assert found["margin"] == kind
        assert np.isnan(found["pooled_from"])
    assert np.sqrt(0.98 / few) > np.sqrt(60 / 61 * 0.02) > np.sqrt(0.98 / many)


def test_small_count_is_not_pooled_where_the_years_give_a_margin():
    item = ITEM.model_copy(update={"chance": Chance.EVENTS})
    frame = rows(item.id, swinging, numerator=4.0, denominator=1000.0)
    for sizes, pooled in (([5000.0] * 61, False), ([np.nan] * 61, True)):
        row = judged(pd.concat([frame, people(sizes)]), item).loc[CODES[40]]
        assert bool(row["pooled_from"] == 2020) is pooled
        assert row["small"]


@pytest.mark.parametrize(
    ("codes", "years"), [(CODES[:49], YEARS), (CODES, range(2019, 2023))], ids=["places", "years"]
)
def test_too_few_municipalities_or_years_give_no_margin(codes, years):
    frame = pd.concat([rows(ITEM.id, swinging, codes), people([5000.0] * 61)])
    found = judged(frame[frame["year"].isin(years)], codes=codes)
    assert found["noise_a"].isna().all()
    assert set(found["margin"]) == {"none"}
    assert set(found["status_reason"]) == {"no_margin"}


def test_margin_of_a_survey_is_estimated_from_assumed_answers():
    item = ITEM.model_copy(update={"chance": Chance.SURVEY, "scale": Scale.RATIO})
    frame = rows(item.id, lambda place, _: 20.0 + place)
    found = judged(pd.concat([frame, people([4999.0] + [5000.0] * 60)]), item)
    assert set(found["margin"]) == {"estimated"}
    assert set(found["reliability"]) == {"low"}
    assert found["respondents"].tolist() == [135.0] + [200.0] * 60
    assert found["noise_sd"].isna().all()
    # Wilson of 80 in 200 (40 %): 33.46 to 46.92, half a point wider
    assert found.loc[CODES[20], ["low", "high"]].tolist() == pytest.approx([32.96, 47.42], abs=0.01)


def test_figure_without_a_logarithm_takes_no_part_in_the_margin():
    frame = rows(ITEM.id, swinging)
    frame.loc[frame["nis_code"] == CODES[0], "value"] = 0.0
    found = judged(pd.concat([frame, people([5000.0] * 61)]))
    assert found["noise_sd"].iloc[1] == pytest.approx(np.sqrt(59 / 60 * 0.02))
    assert found.loc[CODES[0], ["status", "status_reason"]].tolist() == ["unknown", "zero"]


def many(years, values):
    frame = pd.DataFrame({"year": years, "value": values})
    return frame.assign(indicator_id="inwoners", nis_code=CODES[0])


@pytest.mark.parametrize(
    ("year", "expected"),
    [(2020, 20.0), (2022, 30.0), (2030, 30.0), (2000, 10.0), (2021, 20.0), (np.nan, np.nan)],
)
def test_inhabitants_are_of_the_year_else_of_the_nearest(year, expected):
    """Of two that are as near, the earlier one."""
    known = Inhabitants(many([2010, 2020, 2022], [10.0, 20.0, 30.0]), CODES)
    assert known.of(year, CODES[:1])[0] == pytest.approx(expected, nan_ok=True)
    assert np.isnan(known.of(year, CODES[1:2])).all()


def test_inhabitants_of_a_year_with_a_gap_are_of_another():
    known = Inhabitants(many([2019, 2020], [10.0, np.nan]), CODES)
    assert known.of(2020, CODES[:1])[0] == 10.0


def test_without_inhabitants_nobody_is_counted():
    assert np.isnan(Inhabitants(many([], []), CODES).of(2020, CODES)).all()


def case(frame, item=ITEM, codes=CODES):
    return Case.of(item, frame, codes, 2023, Inhabitants(frame.iloc[:0], codes))


EQUAL = np.full(61, 5000.0)


def test_flanders_is_the_sum_of_the_counts():
    frame = rows(ITEM.id, lambda place, _: 1000 * (place + 1) / (place + 101))
    frame["numerator"] = frame["nis_code"].map({code: i + 1.0 for i, code in enumerate(CODES)})
    frame["denominator"] = frame["numerator"] + 100
    found = flemish.of(case(frame), 2022, EQUAL, None)
    # 1 + 2 + ... + 61 = 1891, of 1891 + 6100
    assert found == (pytest.approx(1000 * 1891 / 7991), "sum")


def test_flanders_is_estimated_by_inhabitants_where_there_are_no_counts():
    frame = rows(ITEM.id, lambda place, _: 10.0 if place else 20.0)
    people = np.where(np.arange(61) == 0, 40_000.0, 1000.0)
    found = flemish.of(case(frame), 2022, people, None)
    assert found == (pytest.approx((20 * 40 + 10 * 60) / 100), "estimate")


def test_flanders_is_estimated_only_of_those_who_hold_enough_inhabitants():
    frame = rows(ITEM.id, lambda place, _: np.nan if place == 0 else 10.0)
    for most, kind in ((3157.0, "estimate"), (3159.0, "")):  # 60 000 / 0.95 - 60 000 = 3157.9
        people = np.where(np.arange(61) == 0, most, 1000.0)
        assert flemish.of(case(frame), 2022, people, None).kind == kind


def test_flanders_of_a_rate_whose_count_is_another_indicator():
    frame = rows(ITEM.id, lambda place, _: 10.0 if place % 2 else 20.0)
    counted = rows("tellingen", lambda _, __: 40.0)
    # 40 / 10 x 1000 = 4000 in 30 of them, 2000 in 31
    found = flemish.of(case(frame), 2022, EQUAL, counted)
    assert found == (pytest.approx(1000 * 61 * 40 / (30 * 4000 + 31 * 2000)), "sum")


@pytest.mark.parametrize("unit", ["euro", "personen", "verhouding"])
def test_amounts_counts_and_spreads_have_no_figure_of_flanders(unit):
    item = ITEM.model_copy(update={"unit": unit, "measure": make.UNITS[unit]})
    frame = rows(item.id, lambda place, _: 10.0 + place)
    assert flemish.of(case(frame, item), 2022, EQUAL, None).kind == ""


def test_without_a_common_year_there_is_no_figure_of_flanders():
    frame = rows(ITEM.id, lambda place, _: 10.0 + place)
    assert flemish.of(case(frame), np.nan, EQUAL, None) == flemish.NONE


def test_recent_years_are_ten_with_a_column_for_each():
    frame = rows(ITEM.id, swinging)
    long = pd.concat([frame, frame.assign(year=frame["year"] - 8)])  # 2007 to 2022
    recent = case(long[long["year"] != 2018]).recent
    assert recent.years.tolist() == list(range(2013, 2023))
    assert recent.years[np.isnan(recent.values).all(axis=0)].tolist() == [2018]


def test_year_before_a_break_is_not_among_the_recent_ones_of_its_municipality():
    frame = rows(ITEM.id, swinging)
    broken = (frame["nis_code"] == CODES[0]) & (frame["year"] == 2019)
    frame.loc[broken, "flag"] = Flag.BREAK
    recent = case(frame).recent
    assert np.isnan(recent.values[0]).tolist() == [True] * 4 + [False] * 4
    assert not np.isnan(recent.values[1:]).any()


def test_middle_municipality_needs_four_fifths_of_them():
    without = {2019: 12, 2020: 13}  # 49 of 61 are enough, 48 are fewer than 48.8
    frame = rows(ITEM.id, lambda place, year: np.nan if place < without.get(year, 0) else 10.0)
    assert np.isnan(case(frame).recent.middles).tolist() == [year == 2020 for year in YEARS]


def test_years_whose_windows_overlap_are_left_out():
    item = ITEM.model_copy(update={"pooled_years": 3})
    recent = case(rows(item.id, swinging), item).recent
    assert recent.years[~np.isnan(recent.values[0])].tolist() == [2016, 2019, 2022]
    assert not np.isnan(recent.middles).any()


def test_own_figure_and_own_target_of_one_change_no_judgement_of_others():
    """Nor a signal, nor which p stands: an own figure has no place, so it takes no part in it."""
    owner = CODES[40]
    own = ITEM.model_copy(update={"id": "eigen_verzonnen", "owner": owner})
    mine = rows(own.id, lambda _, year: year - 2000.0, [owner])
    frame = pd.concat([rows(ITEM.id, swinging), people([5000.0] * 61)])
    alone = summary.summarise(frame, [ITEM], CODES, 2023)
    target = Target(value=1.0, year=None, source="Eigen plan", own=True)
    targets = {ITEM.id: {owner: target}, own.id: {owner: target}}
    both = summary.summarise(pd.concat([frame, mine]), [ITEM, own], CODES, 2023, targets)
    assert both.loc[both["indicator_id"] == own.id, "nis_code"].tolist() == [owner]
    both = both[both["indicator_id"] == ITEM.id]
    others = alone["nis_code"] != owner
    assert {"strength", "attention"} <= set(alone["signal"])
    pd.testing.assert_frame_equal(alone[others], both[others], check_dtype=False)
    place = ["position_status", "rank", "p_third", "p_found", "trend", "against", "low", "high"]
    pd.testing.assert_frame_equal(alone[place], both[place], check_dtype=False)
