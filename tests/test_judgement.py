"""Position and trend: the rules, one by one, and what must hold whatever the figures."""

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgwijzer.judgement import (
    age,
    chance,
    direction,
    distance,
    expected,
    net,
    place,
    position,
    reliability,
    serial,
    small,
    summary,
    target,
    trend,
)
from sdgwijzer.judgement import beside as among
from sdgwijzer.judgement.position import Reason
from sdgwijzer.model import (
    Against,
    Basis,
    Chance,
    Flag,
    Indicator,
    Margin,
    Merge,
    Pace,
    Reliability,
    Rhythm,
    Scale,
    Status,
    Target,
    Trend,
)
from tests.make import UNITS

SERIES = [12.0, 11.6, 11.9, 11.1, 10.8, 10.9, 10.2]
YEARS = list(range(2016, 2023))
whole = st.integers(0, 40).map(float)
groups = st.lists(whole, min_size=7, max_size=30)


def judge(values, sign=-1, margin=0.0, flemish=np.nan, barred="", unsure=""):
    """Status and reason of one group, each with the same margin on either side."""
    values = np.asarray(values, float)
    where = position.position(values, sign)
    why = place.reasons(
        np.where(np.isnan(values), Reason.NO_VALUE, barred).astype(object),
        np.full(len(values), unsure, object),
        context=np.full(len(values), sign == 0),
        few=np.full(len(values), where.n < position.MIN_PEERS + 1),
        ties=np.full(len(values), position.too_many_ties(values)),
    )
    found = place.placed(
        values,
        values - margin,
        values + margin,
        where.percentile,
        why,
        sign=sign,
        middle=np.nanmedian(values),
        flemish=flemish,
    )
    return found.status.tolist(), found.reason.tolist()


NINE = np.arange(1.0, 10.0)


def test_lowest_third_is_better_when_lower_is_better():
    status, reason = judge(NINE)
    assert status == [Status.GOOD] * 3 + [Status.MIDDLE] * 3 + [Status.POOR] * 3
    assert set(reason) == {""}


def test_outer_third_whose_margin_holds_the_middle_is_not_judged_apart():
    assert set(judge(NINE, margin=10.0)[0]) == {Status.MIDDLE}
    # 5 is the middle: with 2.5 on either side 3 (0.5 to 5.5) holds it, 2 (-0.5 to 4.5) does not
    assert judge(NINE, margin=2.5)[0][:3] == [Status.GOOD, Status.GOOD, Status.MIDDLE]


def test_margin_that_ends_at_the_middle_does_not_exclude_it():
    assert judge(NINE, margin=2.0)[0][2] is Status.MIDDLE


def test_between_the_middle_municipality_and_flanders_is_neither():
    status, reason = judge(NINE, flemish=8.0)  # 7 and 8 are worse than 5, and not than 8
    assert status[6:] == [Status.MIDDLE, Status.MIDDLE, Status.POOR]
    assert reason[6:] == [Reason.BETWEEN, Reason.BETWEEN, ""]
    status, reason = judge(NINE, flemish=2.0)  # 2 and 3 are better than 5, and not than 2
    assert status[:3] == [Status.GOOD, Status.MIDDLE, Status.MIDDLE]
    assert reason[:3] == ["", Reason.BETWEEN, Reason.BETWEEN]


def test_only_what_flanders_stood_in_the_way_of_is_between():
    _, reason = judge(NINE, margin=10.0, flemish=8.0)
    assert set(reason) == {""}


def test_four_peers_give_no_status():
    status, reason = judge([1.0, 2, 3, 4, 5])
    assert set(status) == {Status.UNKNOWN}
    assert set(reason) == {Reason.FEW_PEERS}


def test_five_peers_give_a_status():
    assert judge([1.0, 2, 3, 4, 5, 6])[0][0] is Status.GOOD


def test_context_is_never_judged():
    status, reason = judge(NINE, sign=0)
    assert set(status) == {Status.UNKNOWN}
    assert set(reason) == {Reason.CONTEXT}


def test_many_zeros_give_no_status():
    status, reason = judge([0.0] * 3 + list(range(1, 8)))
    assert set(status) == {Status.UNKNOWN}
    assert set(reason) == {Reason.TIES}


def test_missing_value_has_no_status_and_its_reason():
    status, reason = judge([np.nan, 1, 2, 3, 4, 5, 6])
    assert (status[0], reason[0]) == (Status.UNKNOWN, Reason.NO_VALUE)
    assert status[1] is Status.GOOD


@pytest.mark.parametrize("unsure", [Reason.SMALL, Reason.ZERO, Reason.NO_MARGIN])
def test_figure_that_is_not_sure_takes_no_status(unsure):
    status, reason = judge(NINE, unsure=unsure)
    assert set(status) == {Status.UNKNOWN}
    assert set(reason) == {unsure}


@pytest.mark.parametrize(
    ("changes", "first"),
    [
        ({"sign": 0, "barred": Reason.OLD}, Reason.CONTEXT),
        ({"barred": Reason.OLD, "unsure": Reason.SMALL}, Reason.OLD),
        ({"values": [1.0, 2, 3, 4, 5], "unsure": Reason.SMALL}, Reason.FEW_PEERS),
        ({"values": [1.0] * 5 + [2, 3, 4], "unsure": Reason.NO_MARGIN}, Reason.TIES),
        ({"values": [1.0] * 5 + [2, 3, 4], "barred": Reason.OTHER_YEAR}, Reason.OTHER_YEAR),
    ],
)
def test_first_reason_that_holds_is_said(changes, first):
    assert judge(**{"values": NINE} | changes)[1][0] == first


def test_ties_share_the_mean_rank():
    assert position.position([1.0, 2, 2, 4], 1).rank.tolist() == [4, 2.5, 2.5, 1]


def test_common_year_needs_four_fifths_of_the_municipalities():
    assert position.common_year([2019, 2020, 2021], [285, 228, 227], 285) == 2020


@given(groups)
def test_percentile_ranks_average_fifty(values):
    assert np.mean(position.percentile_rank(values)) == pytest.approx(50)


@given(groups, st.sampled_from([0.0, 2.3]), st.sampled_from([np.nan, 4.25, 20.5]))
def test_turning_the_direction_swaps_better_and_weaker(values, margin, flemish):
    swapped = {Status.GOOD: Status.POOR, Status.POOR: Status.GOOD}
    up, down = (judge(values, sign, margin, flemish) for sign in (1, -1))
    assert [swapped.get(each, each) for each in up[0]] == down[0]
    assert up[1] == down[1]


@given(groups, st.sampled_from([0.001, 0.5, 3.0, 1000.0]))
def test_unit_changes_no_status(values, factor):
    moved = judge(np.array(values) * factor, margin=2.3 * factor, flemish=20.25 * factor)
    assert judge(values, margin=2.3, flemish=20.25) == moved


def test_bounds_of_the_thirds_are_percentiles_turned_by_the_direction():
    # type 7 of 1 to 9: places 8/3 and 16/3 from the first
    assert place.thirds(NINE, 1) == pytest.approx((1 + 8 / 3, 1 + 16 / 3))
    assert place.thirds(NINE, -1) == pytest.approx((1 + 16 / 3, 1 + 8 / 3))


def test_surely_in_its_third_is_asked_of_good_and_poor_only():
    status = np.array([Status.GOOD, Status.MIDDLE, Status.POOR, Status.UNKNOWN], object)
    p = place.beyond(
        Scale.RATIO,
        [20.0, 10.0, 5.0, 1.0],
        status,
        (8.0, 12.0),
        sd=0.1,
        answers=np.nan,
        sign=1,
    )
    # z = ln(20 / 12) / 0.1 = 5.108 and ln(8 / 5) / 0.1 = 4.700
    assert p[[0, 2]] == pytest.approx([1.6e-7, 1.3e-6], rel=0.05)
    assert np.isnan(p[[1, 3]]).all()


def test_figure_on_the_bound_of_its_third_is_as_likely_outside_it():
    good = np.array([Status.GOOD], object)
    known = {"sd": 0.1, "answers": np.nan, "sign": -1}
    assert place.beyond(Scale.RATIO, [8.0], good, (12.0, 8.0), **known) == pytest.approx([0.5])
    known = {"sd": np.nan, "answers": 200.0, "sign": -1}
    assert place.beyond(Scale.RATIO, [8.0], good, (12.0, 8.0), **known) == pytest.approx([0.5])


@given(st.integers(0, 60), st.integers(60, 500), st.integers(2, 50))
def test_larger_denominator_never_widens_the_interval(events, n, factor):
    low, high = chance.wilson(events, n)
    low_more, high_more = chance.wilson(events * factor, n * factor)
    assert low <= low_more + 1e-12
    assert high_more <= high + 1e-12


def one_trend(values, sign=-1, unit=3.0, years=YEARS, rho=0.0, euro=False):
    found = direction.own(years, [values], sign=sign, unit=unit, rho_used=rho, euro=euro)
    return found.word[0], bool(found.clear[0])


def test_worked_example_improves_clearly():
    assert one_trend(SERIES) == (Trend.IMPROVING, True)


def test_worked_example_is_stable_beside_a_wide_spread():
    assert one_trend(SERIES, unit=20.0) == (Trend.STABLE, False)


def test_worked_example_with_p_above_five_percent_is_not_clear():
    values = [30, 31.5, 31, 33, 36]
    years = [2015, 2016, 2019, 2020, 2023]
    assert one_trend(values, sign=1, unit=8.0, years=years) == (Trend.IMPROVING, False)


@pytest.mark.parametrize(
    ("rho", "expected"),
    [
        (0.0, (Trend.IMPROVING, True)),
        (0.5, (Trend.IMPROVING, True)),  # 7 years at 0.5 ask for 17, also for a clear one
        (0.6, (Trend.IMPROVING, False)),  # 17 and 19
        (0.8, (Trend.FLUCTUATING, False)),  # 19
    ],
)
def test_years_that_resemble_each_other_ask_for_more(rho, expected):
    """S of the worked example is -17."""
    assert one_trend(SERIES, rho=rho) == expected


def test_context_rises_or_falls_without_judgement():
    assert one_trend(SERIES, sign=0)[0] is Trend.FALLING


@pytest.mark.parametrize("sign", [1, -1])
def test_euros_rise_or_fall_and_are_never_better_or_worse(sign):
    assert one_trend(SERIES, sign=sign, euro=True)[0] is Trend.FALLING
    assert one_trend(SERIES[::-1], sign=sign, euro=True)[0] is Trend.RISING


def test_four_years_are_too_few_for_a_trend():
    assert one_trend(SERIES[:4], years=YEARS[:4])[0] is Trend.UNKNOWN


def test_zigzag_fluctuates():
    assert one_trend([1, 9, 2, 8, 3, 9, 4])[0] is Trend.FLUCTUATING


@pytest.mark.parametrize(("last", "word"), [(10.74, Trend.STABLE), (10.75, Trend.FLUCTUATING)])
def test_stable_needs_a_range_below_a_quarter_of_the_unit(last, word):
    assert one_trend([10.0, 10.3, 10.0, 10.3, 10.0, 10.3, last], unit=3.0)[0] is word


def test_larger_moves_than_a_tenth_of_the_unit_make_a_direction():
    # slope -0.3 over 6 years: 1.8
    assert one_trend(SERIES, unit=18.0)[0] is Trend.IMPROVING
    assert one_trend(SERIES, unit=18.1)[0] is Trend.STABLE


@pytest.mark.parametrize("n", [5, 6])
def test_p_without_autocorrelation_is_the_count_over_all_orders(n):
    orders = list(itertools.permutations(range(n)))
    found = trend.slopes(range(n), np.array(orders, float)).s
    for reach in range(n * (n - 1) // 2 % 2, n * (n - 1) // 2 + 1, 2):
        share = np.mean(np.abs(found) >= reach)
        assert serial.p_of_s(reach, n, 0.0) == pytest.approx(share, abs=1e-6)


def test_ties_take_the_p_of_the_smaller_s():
    """Of 7 years S is odd; with a tie it may be even."""
    assert serial.p_of_s(16, 7, 0.0) == serial.p_of_s(15, 7, 0.0) > serial.p_of_s(17, 7, 0.0)
    assert serial.p_values([0.0, 16.0], [7, 7], 0.0)[0] == 1.0


@given(st.lists(whole, min_size=7, max_size=7), st.floats(-100, 100))
def test_adding_a_constant_changes_no_trend(values, constant):
    moved = [value + constant for value in values]
    assert one_trend(values)[0] is one_trend(moved)[0]


@given(st.lists(whole, min_size=5, max_size=9))
def test_turning_the_direction_swaps_improving_and_worsening(values):
    swapped = {Trend.IMPROVING: Trend.WORSENING, Trend.WORSENING: Trend.IMPROVING}
    years = list(range(2010, 2010 + len(values)))
    up = one_trend(values, sign=1, years=years)[0]
    assert swapped.get(up, up) is one_trend(values, sign=-1, years=years)[0]


@given(st.permutations(range(7)))
def test_order_of_the_years_never_matters(order):
    shuffled = [SERIES[i] for i in order], [YEARS[i] for i in order]
    assert one_trend(shuffled[0], years=shuffled[1]) == (Trend.IMPROVING, True)


INDICATOR = Indicator(
    id="verzonnen",
    name="Verzonnen cijfer",
    description="x" * 40,
    goals=(1,),
    theme="test",
    unit="%",
    measure=UNITS["%"],
    direction="lower_is_better",
    direction_reason="x",
    source="statbel_population",
    query={},
    merge="ratio",
    chance="share",
    plausible=(0, 100),
    lag_years=1,
)
CODES = [f"{number}" for number in range(10000, 10010)]


def observations(last_year=2020):
    """Ten made-up municipalities, 10 to 100 in 200, falling a little every year."""
    rows = [
        (INDICATOR.id, code, year, 0.0, 10.0 * (i + 1) - (year - last_year), 200.0, None)
        for i, code in enumerate(CODES)
        for year in range(last_year - 6, last_year + 1)
    ]
    names = ["indicator_id", "nis_code", "year", "value", "numerator", "denominator", "flag"]
    frame = pd.DataFrame(rows, columns=names)
    return frame.assign(value=100 * frame["numerator"] / frame["denominator"], missing=None)


def summarised(frame, as_of=2021):
    return summary.summarise(frame, [INDICATOR], CODES, as_of).set_index("nis_code")


def test_summary_gives_status_rank_and_reference():
    best = summarised(observations()).loc[CODES[0]]
    assert (best["status"], best["rank"], best["n"], best["percentile"]) == ("good", 1, 10, 100)
    assert best["reference_value"] == pytest.approx(27.5)


def test_old_figure_keeps_its_value_and_takes_no_status():
    old = summarised(observations(), as_of=2020 + age.max_age(INDICATOR) + 1)
    names = ["value", "status", "status_reason", "trend", "against"]
    assert old.loc[CODES[0], names].tolist() == [5.0, "unknown", "old", "unknown", "unknown"]


def test_last_year_before_a_figure_is_old_still_counts():
    found = summarised(observations(), as_of=2020 + age.max_age(INDICATOR))
    assert found.loc[CODES[0], "status"] == "good"


def test_figure_is_judged_until_a_newer_one_should_have_been_out_for_a_year():
    assert age.max_age(INDICATOR) == INDICATOR.lag_years + 1 + 1
    survey = INDICATOR.model_copy(update={"rhythm": Rhythm.THREE_YEARLY})
    limit = 2020 + INDICATOR.lag_years + 3 + 1
    for as_of, old in ((limit, False), (limit + 1, True)):
        found = summary.summarise(observations(), [survey], CODES, as_of)
        assert bool(found["old"].iloc[0]) is old
        assert found["age_limit"].iloc[0] == limit - 2020


def test_own_last_year_beside_the_common_year_takes_no_status():
    frame = observations()
    frame = frame[(frame["nis_code"] != CODES[0]) | (frame["year"] < 2020)]
    row = summarised(frame).loc[CODES[0]]
    assert (row["year"], row["common_year"], row["status"]) == (2019, 2020, "unknown")


def test_missing_value_never_changes_the_value_or_trend_of_another():
    frame = observations()
    less = frame[(frame["nis_code"] != CODES[0]) | (frame["year"] < 2020)]
    columns = ["value", "trend", "slope", "p"]
    before, after = summarised(frame).drop(CODES[0]), summarised(less).drop(CODES[0])
    pd.testing.assert_frame_equal(before[columns], after[columns])


def test_order_of_rows_never_matters():
    frame = observations()
    shuffled = frame.sample(frac=1, random_state=1)
    pd.testing.assert_frame_equal(summarised(frame), summarised(shuffled))


def test_year_before_a_break_takes_no_part_in_the_trend():
    frame = observations()
    frame.loc[frame["year"] == 2018, "flag"] = "break"
    assert summarised(frame)["points"].unique().tolist() == [3]


def test_against_peers_ranks_within_the_group_only():
    rows = summarised(observations()).reset_index()
    found = among.beside(rows, {INDICATOR.id: INDICATOR}, CODES[9], CODES[4:9])
    row = found.loc[INDICATOR.id]
    assert (row["rank"], row["n"], row["status"]) == (6, 6, "poor")
    assert row["reference_value"] == pytest.approx(35.0)


def test_against_too_few_peers_gives_no_status():
    rows = summarised(observations()).reset_index()
    found = among.beside(rows, {INDICATOR.id: INDICATOR}, CODES[0], CODES[1:5])
    assert found.loc[INDICATOR.id, "status_reason"] == position.Reason.FEW_PEERS


DECADE = list(range(2015, 2025))


def beside(own, others, sign=1, percentile=50.0):
    found = direction.beside(
        DECADE,
        [np.subtract(own, others)],
        sign=sign,
        unit=5.0,
        rho_used=0.0,
        percentile=[percentile],
    )
    return found.word[0]


def line(start, step):
    return [start + step * i for i in range(len(DECADE))]


@pytest.mark.parametrize(
    ("own", "sign", "expected"),
    [
        (line(10, 1.0), 1, Against.FASTER),
        (line(10, 1.0), -1, Against.SLOWER),
        (line(10, 0.2), 1, Against.SLOWER),
        (line(30, 0.5), 1, Against.EQUAL),
        ([10, 15, 9, 16, 8, 17, 9, 16, 10, 15], 1, Against.UNCLEAR),
        (line(10, 1.0), 0, Against.UNKNOWN),
        (line(30, 0.5), 0, Against.UNKNOWN),
        ([float("nan")] * 6 + line(10, 1.0)[6:], 1, Against.UNKNOWN),
    ],
)
def test_trend_beside_the_others(own, sign, expected):
    assert beside(own, line(20, 0.5), sign) is expected


@pytest.mark.parametrize(
    ("percentile", "expected"),
    [(66.0, Against.SLOWER), (200 / 3, Against.LEAD_SHRINKS), (90.0, Against.LEAD_SHRINKS)],
)
def test_who_is_in_the_best_third_never_falls_behind(percentile, expected):
    assert beside(line(10, 0.2), line(20, 0.5), 1, percentile) is expected
    assert beside(line(10, 1.0), line(20, 0.5), 1, percentile) is Against.FASTER


def test_improving_can_be_slower_than_the_others():
    own, others = line(10, 0.2), line(20, 0.5)
    alone = direction.own(DECADE, [own], sign=1, unit=5.0, rho_used=0.0).word[0]
    assert (alone, beside(own, others)) == (Trend.IMPROVING, Against.SLOWER)


def test_what_moves_all_does_not_change_the_trend_beside_them():
    own, others = line(10, 1.0), line(20, 0.5)
    shock = [3.0, -1.0, 4.0, -1.0, 5.0, -9.0, 2.0, -6.0, 5.0, -3.0]
    moved = [[a + b for a, b in zip(each, shock, strict=True)] for each in (own, others)]
    assert beside(*moved) is beside(own, others)


def test_low_rate_does_not_lose_ground_when_all_fall_by_one_percentage():
    """In points the distance of 2 % to 6 % shrinks; as a ratio it stays a third."""
    fall = 0.95 ** np.arange(10)
    for own in (2.0, 18.0):
        apart = distance.distance(Scale.RATIO, own * fall, 6.0 * fall)
        known = {"sign": -1, "unit": 0.4, "rho_used": 0.0, "percentile": [50.0]}
        assert direction.beside(DECADE, [apart], **known).word[0] is Against.EQUAL
    assert beside(2.0 * fall, 6.0 * fall, sign=-1) is Against.SLOWER


def aimed(value, year=2030):
    aim = Target(value=value, year=year, source="Verzonnen doel")
    return INDICATOR.model_copy(update={"target": aim})


def test_target_reached_is_good_half_way_is_middle_and_less_is_poor():
    status = target.status([30.0, 20.0, 19.9, 12.5, 12.4, np.nan], 20.0, 5.0, 1)
    assert status.tolist() == ["good", "good", "middle", "middle", "poor", "unknown"]


def test_target_at_the_worst_bound_has_no_half_way():
    assert target.status([4.0, 5.0], 5.0, 5.0, 1).tolist() == ["poor", "good"]


def test_worst_bound_is_of_the_reference_period_only():
    years, values = [2010, 2015, 2020, 2024, 2030], [1.0, 10, 20, 30, 99]
    worst, best = target.bounds(years, values, -1)
    assert (worst, best) == (pytest.approx(29.5), pytest.approx(10.5))


@pytest.mark.parametrize(
    ("slope", "last", "expected"),
    [
        (-0.30, 10.2, Pace.ON_TRACK),
        (-0.15, 11.0, Pace.TOO_SLOW),
        (-0.05, 11.7, Pace.FAR_TOO_SLOW),
        (0.10, 12.6, Pace.WRONG_WAY),
        (-0.60, 8.4, Pace.UNKNOWN),  # already there
    ],
)
def test_pace_to_a_target(slope, last, expected):
    assert target.pace(slope, (2016, 12.0), last, (2030, 9.0))[1] is expected


def test_pace_of_the_worked_example():
    ratio, word = target.pace(-0.30, (2016, 12.0), 10.2, (2030, 9.0))
    assert (round(ratio, 2), word) == (1.40, Pace.ON_TRACK)


def test_target_goes_before_the_peers_and_says_so():
    found = summary.summarise(observations(), [aimed(40.0)], CODES, 2021).set_index("nis_code")
    assert set(found["basis"]) == {Basis.TARGET}
    reached = found["value"] <= 40
    assert (found.loc[reached, "status"] == "good").all()
    assert not (found.loc[~reached, "status"] == "good").any()
    assert found["position_status"].tolist() == summarised(observations())["status"].tolist()


def test_own_target_holds_for_its_municipality_only():
    own = {INDICATOR.id: {CODES[3]: Target(value=1.0, year=None, source="Eigen plan", own=True)}}
    found = summary.summarise(observations(), [INDICATOR], CODES, 2021, own).set_index("nis_code")
    assert found["basis"].tolist().count(Basis.OWN_TARGET) == 1
    assert found.loc[CODES[3], "basis"] == Basis.OWN_TARGET
    assert found["target"].notna().sum() == 1


def counted(numerator, denominator=1000.0):
    """Ten municipalities, three years, the same counts each year but for the first place."""
    rows = [
        (INDICATOR.id, code, year, (50 + i) / 10, 50.0 + i, 1000.0, None, None)
        for i, code in enumerate(CODES)
        for year in (2018, 2019, 2020)
    ]
    frame = pd.DataFrame(rows, columns=observations().columns)
    mine = frame["nis_code"] == CODES[0]
    frame.loc[mine, "numerator"] = numerator
    frame.loc[mine, "denominator"] = denominator
    frame.loc[mine, "value"] = 100 * np.array(numerator) / denominator
    return frame


SHARE = {"chance": Chance.SHARE, "unit": "%", "merge": Merge.RATIO}


def judged(frame, **changes):
    item = INDICATOR.model_copy(update=SHARE | changes)
    return summary.summarise(frame, [item], CODES, 2021).set_index("nis_code")


def test_count_below_ten_is_taken_over_three_years():
    row = judged(counted([4.0, 14.0, 6.0])).loc[CODES[0]]
    assert (row["pooled_from"], row["common_value"]) == (2018, pytest.approx(100 * 24 / 3000))
    assert row["value"] == pytest.approx(0.6)
    assert (row["margin"], row["reliability"]) == (Margin.COUNTS, Reliability.MIDDLE)


def test_count_of_ten_stands_alone():
    row = judged(counted([4.0, 14.0, 10.0])).loc[CODES[0]]
    assert np.isnan(row["pooled_from"])
    assert row["common_value"] == pytest.approx(1.0)


def test_count_is_not_pooled_over_a_gap_or_a_break():
    gap = counted([np.nan, 14.0, 6.0])
    assert np.isnan(judged(gap).loc[CODES[0], "pooled_from"])
    broken = counted([4.0, 14.0, 6.0])
    broken.loc[broken["year"] == 2019, "flag"] = Flag.BREAK
    assert np.isnan(judged(broken).loc[CODES[0], "pooled_from"])


def test_denominator_below_fifty_takes_no_status():
    for denominator, status in ((49.0, "unknown"), (50.0, "poor")):
        row = judged(counted([20.0, 20.0, 20.0], denominator)).loc[CODES[0]]
        assert row["status"] == status
    assert judged(counted([20.0] * 3, 49.0)).loc[CODES[0], "status_reason"] == "small"


def test_small_count_is_marked_also_after_pooling():
    found = small.counts([[5, 5, 5], [9, 9, 9], [np.nan, 2, 5]], np.full((3, 3), 100.0))
    assert found.pooled.tolist() == [True, True, False]
    assert found.small.tolist() == [True, False, True]


def test_no_case_at_all_takes_no_status():
    row = judged(counted([0.0, 0.0, 0.0])).loc[CODES[0]]
    assert (row["value"], row["status"], row["status_reason"]) == (0.0, "unknown", "zero")
    assert row["rank"] == 1


def test_whole_of_a_rest_takes_no_status():
    frame = counted([1000.0, 1000.0, 1000.0])
    row = judged(frame, scale=Scale.REST).loc[CODES[0]]
    assert (row["value"], row["status_reason"]) == (100.0, "zero")


@pytest.mark.parametrize("kind", [Chance.NONE, Chance.UNKNOWN])
def test_without_five_years_and_without_counts_there_is_no_margin_and_no_status(kind):
    row = judged(counted([50.0, 50.0, 50.0]), chance=kind).loc[CODES[0]]
    assert (row["margin"], row["status"], row["status_reason"]) == ("none", "unknown", "no_margin")
    assert (row["value"], row["rank"], row["reliability"]) == (5.0, 1.0, "unknown")
    assert np.isnan([row["low"], row["high"], row["p_third"]]).all()


def people(numbers):
    """Rows of inhabitants in 2020."""
    rows = [
        ("inwoners", code, 2020, n, np.nan, np.nan, None, None)
        for code, n in zip(CODES, numbers, strict=True)
    ]
    return pd.DataFrame(rows, columns=observations().columns)


@pytest.mark.parametrize(("inhabitants", "reason"), [(999.0, "small"), (1000.0, "")])
def test_rate_of_less_than_a_thousand_inhabitants_takes_no_status(inhabitants, reason):
    numbers = people([inhabitants] + [5000.0] * 9)
    row = judged(pd.concat([counted([20.0] * 3), numbers])).loc[CODES[0]]
    assert (row["inhabitants"], row["status_reason"]) == (inhabitants, reason)
    assert (row["status"] == "unknown") == bool(reason)


def test_what_is_no_rate_is_judged_in_the_smallest_municipality_too():
    frame = pd.concat([counted([20.0] * 3), people([80.0] + [5000.0] * 9)])
    found = judged(frame, unit="verhouding", measure=UNITS["verhouding"])
    assert found.loc[CODES[0], "inhabitants"] == 80
    assert found.loc[CODES[0], "position_status"] != "unknown"


def test_composed_figure_is_shown_and_compared_with_nobody():
    frame = counted([20.0] * 3)
    frame.loc[frame["nis_code"] == CODES[0], "flag"] = Flag.COMPOSED
    found = judged(frame)
    row = found.loc[CODES[0]]
    assert (row["value"], row["status_reason"]) == (2.0, "composed")
    assert np.isnan(row["common_value"])
    assert found["n"].unique().tolist() == [9]


def test_target_is_held_against_a_figure_without_margin_or_of_another_year():
    item = {"target": Target(value=4.0, year=None, source="Verzonnen doel")}
    row = judged(counted([20.0] * 3), chance=Chance.NONE, **item).loc[CODES[0]]
    assert (row["position_reason"], row["status"]) == ("no_margin", "good")
    frame = counted([20.0] * 3)
    less = frame[(frame["nis_code"] != CODES[0]) | (frame["year"] < 2020)]
    row = judged(less, **item).loc[CODES[0]]
    assert (row["position_reason"], row["status"]) == ("other_year", "good")


def test_definition_that_moves_with_the_years_has_figures_and_no_course():
    moving = INDICATOR.model_copy(update={"moving": "De pensioenleeftijd stijgt."})
    found = summary.summarise(observations(), [moving], CODES, 2021)
    assert set(found["trend"]) == set(found["against"]) == {"unknown"}
    assert found["clear"].sum() == 0
    assert (found["slope"] < 0).all()
    assert found["status"].iloc[0] == "good"


def mark(**changes):
    facts = {
        "margin": [Margin.YEARS],
        "value": np.array([100.0]),
        "low": np.array([95.0]),
        "high": np.array([105.0]),
        "flag": [None],
        "year": np.array([2024.0]),
        "common_year": 2024.0,
        "recent": [True],
    }
    return reliability.marks(**facts | changes)[0]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Reliability.HIGH),
        ({"margin": [Margin.COUNTS]}, Reliability.HIGH),
        ({"margin": [Margin.PUBLISHED]}, Reliability.HIGH),
        ({"low": np.array([90.0]), "high": np.array([110.0])}, Reliability.HIGH),
        ({"low": np.array([90.0]), "high": np.array([110.1])}, Reliability.MIDDLE),
        ({"value": np.array([-1.0]), "low": np.array([-1.1])}, Reliability.MIDDLE),
        ({"recent": [False]}, Reliability.MIDDLE),
        ({"margin": [Margin.ESTIMATED]}, Reliability.LOW),
        ({"flag": [Flag.COMPOSED]}, Reliability.LOW),
        ({"flag": [Flag.SUMMED]}, Reliability.HIGH),
        ({"common_year": 2023.0}, Reliability.LOW),
        ({"margin": [Margin.NONE]}, Reliability.UNKNOWN),
        ({"year": np.array([np.nan])}, Reliability.UNKNOWN),
    ],
)
def test_reliability_mark(changes, expected):
    assert mark(**changes) is expected


def test_figure_that_a_newer_one_should_have_followed_is_less_reliable():
    """Lag 1 and a figure a year: until 2022 the figure of 2020 is the newest there can be."""
    frame = observations().assign(numerator=lambda rows: rows["numerator"] * 1000)
    frame["denominator"] *= 1000
    marks = [summarised(frame, as_of).loc[CODES[5], "reliability"] for as_of in (2022, 2023)]
    assert marks == ["high", "middle"]


def test_overlapping_windows_are_left_out_of_a_trend():
    years, values = np.arange(2015.0, 2025), np.arange(10.0)[None]
    kept = trend.apart(years, values, 3)
    assert years[~np.isnan(kept[0])].tolist() == [2015, 2018, 2021, 2024]
    found = judged(counted([20.0, 21.0, 22.0]), pooled_years=3)
    assert found["points"].unique().tolist() == [1]


VEE = [9.0, 8, 7, 6, 5, 4, 5, 6, 7, 8]


def turned(values, unit=2.0, sd=0.1):
    return net.turn(DECADE, [values], unit, sd).year[0]


def test_series_that_turned_round_names_the_year():
    assert turned(VEE) == turned([-value for value in VEE]) == 2020


def test_small_or_one_sided_moves_are_no_turn():
    assert np.isnan(turned(VEE, unit=100.0))
    assert np.isnan(turned(list(range(10))))


def test_turn_is_more_than_noise():
    # both halves move 4; 1.96 x 1.4142 x sd is 3.88 with 1.4, 4.16 with 1.5
    assert turned(VEE, sd=1.4) == 2020
    assert np.isnan(turned(VEE, sd=1.5))


@pytest.mark.parametrize(
    ("values", "k", "change"),
    [
        ([1.0, 2, 3, 4, 5, 9], 3, 4.0),  # (4 + 5 + 9) / 3 - (1 + 2 + 3) / 3
        ([1.0, 2, 3, 4, 9], 2, 5.0),  # (4 + 9) / 2 - (1 + 2) / 2
        ([1.0, np.nan, 2, 3, np.nan, 4, 5, 9], 3, 4.0),
        ([1.0, 2, 3, 4], 2, np.nan),
    ],
)
def test_net_change_is_of_the_last_years_beside_the_first(values, k, change):
    found = net.net([values], 1.0)
    assert found.k[0] == k
    assert found.change[0] == pytest.approx(change, nan_ok=True)


@pytest.mark.parametrize(("sd", "word"), [(2.4, "higher"), (2.6, "none"), (np.nan, "")])
def test_net_change_is_a_word_beyond_its_margin(sd, word):
    # change 4; 1.96 x sd x sqrt(2 / 3) is 3.84 with 2.4, 4.16 with 2.6
    assert net.net([[1.0, 2, 3, 4, 5, 9]], sd).word[0] == word
    lower = net.net([[9.0, 5, 4, 3, 2, 1]], sd).word[0]
    assert lower == {"higher": "lower"}.get(word, word)


def test_trend_beside_peers_needs_their_median():
    rows = summarised(observations()).reset_index()
    courses = pd.DataFrame(
        {
            "indicator_id": INDICATOR.id,
            "year": range(2016, 2021),
            "value": [1.0, 2, 3, 4, 5],
            "median": [1.0, 1, 1, 1, 1],
            "n": 5,
        }
    )
    peers = CODES[4:9]
    for n, words in ((5, {"faster", "slower"}), (4, {"unknown"})):
        found = among.beside(rows, {INDICATOR.id: INDICATOR}, CODES[9], peers, courses.assign(n=n))
        assert found["against"].iloc[0] in words


def test_expected_is_a_line_through_the_others_with_its_interval():
    random = np.random.default_rng(1)
    codes = [f"1{i:04}" for i in range(80)]
    context = pd.DataFrame(random.normal(size=(80, 2)), index=codes, columns=["a", "b"])
    values = 10 + 3 * context["a"] + random.normal(scale=0.5, size=80)
    values[codes[0]] = 1000.0  # the own value takes no part
    found = expected.expected(values, context, codes[0])
    assert found.value == pytest.approx(10 + 3 * context.loc[codes[0], "a"], abs=0.5)
    assert found.low < found.value < found.high
    assert found.r2 > 0.9


def test_nothing_is_expected_where_context_explains_too_little():
    random = np.random.default_rng(1)
    codes = [f"1{i:04}" for i in range(80)]
    context = pd.DataFrame(random.normal(size=(80, 2)), index=codes, columns=["a", "b"])
    noise = pd.Series(random.normal(size=80), index=codes)
    assert expected.expected(noise, context, codes[0]) is None


@given(st.lists(st.lists(st.floats(-1e6, 1e6) | st.none(), min_size=4, max_size=4), min_size=1))
def test_percentile_of_rows_is_that_of_numpy(rows):
    values = np.array([[np.nan if each is None else each for each in row] for row in rows])
    found = among._percentile(np.sort(values, axis=1), 200 / 3)
    for row, one in zip(values, found, strict=True):
        known = row[~np.isnan(row)]
        expected = np.percentile(known, 200 / 3) if len(known) else np.nan
        assert one == pytest.approx(expected, nan_ok=True)
