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
    expected,
    position,
    reliability,
    small,
    summary,
    target,
    trend,
)
from sdgwijzer.judgement import beside as among
from sdgwijzer.model import (
    Against,
    Basis,
    Chance,
    Flag,
    Indicator,
    Merge,
    Pace,
    Reliability,
    Rhythm,
    Status,
    Target,
    Trend,
)
from tests.make import UNITS

SERIES = [12.0, 11.6, 11.9, 11.1, 10.8, 10.9, 10.2]
YEARS = list(range(2016, 2023))
whole = st.integers(0, 40).map(float)
groups = st.lists(whole, min_size=7, max_size=30)


def judge(values, sign=-1, low=None, high=None, kind=Chance.NONE, eligible=True):
    nothing = np.full(len(values), np.nan)
    status, reason = position.statuses(
        values,
        nothing if low is None else low,
        nothing if high is None else high,
        sign,
        reference=float(np.nanmedian(values)),
        chance=kind,
        barred=np.full(len(values), "" if eligible else "old", object),
    )
    return status.tolist(), reason.tolist()


def test_lowest_third_is_better_when_lower_is_better():
    status, _ = judge([1, 2, 3, 4, 5, 6, 7, 8, 9])
    assert status == [Status.GOOD] * 3 + [Status.MIDDLE] * 3 + [Status.POOR] * 3


def test_outer_third_within_chance_is_comparable():
    values = np.arange(1.0, 10.0)
    status, _ = judge(values, low=values - 10, high=values + 10, kind=Chance.SHARE)
    assert set(status) == {Status.MIDDLE}


def test_unknown_chance_keeps_the_class_and_says_so():
    status, reason = judge(np.arange(1.0, 10.0), kind=Chance.UNKNOWN)
    assert status[0] is Status.GOOD
    assert reason[0] == position.Reason.NO_CHANCE


def test_four_peers_give_no_status():
    status, reason = judge([1.0, 2, 3, 4, 5])
    assert set(status) == {Status.UNKNOWN}
    assert set(reason) == {position.Reason.FEW_PEERS}


def test_five_peers_give_a_status():
    assert judge([1.0, 2, 3, 4, 5, 6])[0][0] is Status.GOOD


def test_context_is_never_judged():
    status, reason = judge(np.arange(1.0, 10.0), sign=0)
    assert set(status) == {Status.UNKNOWN}
    assert set(reason) == {position.Reason.CONTEXT}


def test_many_zeros_give_no_status():
    status, reason = judge([0.0] * 3 + list(range(1, 8)))
    assert set(status) == {Status.UNKNOWN}
    assert set(reason) == {position.Reason.TIES}


def test_missing_value_has_no_status_and_its_reason():
    status, reason = judge([np.nan, 1, 2, 3, 4, 5, 6])
    assert (status[0], reason[0]) == (Status.UNKNOWN, position.Reason.NO_VALUE)


def test_ties_share_the_mean_rank():
    assert position.position([1.0, 2, 2, 4], 1).rank.tolist() == [4, 2.5, 2.5, 1]


def test_common_year_needs_four_fifths_of_the_municipalities():
    assert position.common_year([2019, 2020, 2021], [285, 228, 227], 285) == 2020


@given(groups)
def test_percentile_ranks_average_fifty(values):
    assert np.mean(position.percentile_rank(values)) == pytest.approx(50)


@given(groups)
def test_turning_the_direction_swaps_better_and_weaker(values):
    swapped = {Status.GOOD: Status.POOR, Status.POOR: Status.GOOD}
    up, down = judge(values, 1)[0], judge(values, -1)[0]
    assert [swapped.get(each, each) for each in up] == down


@given(groups, st.sampled_from([0.001, 0.5, 3.0, 1000.0]))
def test_unit_changes_no_status(values, factor):
    assert judge(values)[0] == judge(np.array(values) * factor)[0]


@given(st.integers(0, 60), st.integers(60, 500), st.integers(2, 50))
def test_larger_denominator_never_widens_the_interval(events, n, factor):
    low, high = chance.wilson(events, n)
    low_more, high_more = chance.wilson(events * factor, n * factor)
    assert low <= low_more + 1e-12
    assert high_more <= high + 1e-12


def one_trend(values, sign=-1, iqr=3.0, years=YEARS, current=True):
    found, clear, _ = trend.trends(years, [values], sign=sign, iqr=iqr, current=[current])
    return found[0], bool(clear[0])


def test_worked_example_improves_clearly():
    assert one_trend(SERIES) == (Trend.IMPROVING, True)


def test_worked_example_is_stable_beside_a_wide_spread():
    assert one_trend(SERIES, iqr=20.0) == (Trend.STABLE, False)


def test_worked_example_with_p_above_five_percent_is_not_clear():
    values = [30, 31.5, 31, 33, 36]
    years = [2015, 2016, 2019, 2020, 2023]
    assert one_trend(values, sign=1, iqr=8.0, years=years) == (Trend.IMPROVING, False)


def test_context_rises_or_falls_without_judgement():
    assert one_trend(SERIES, sign=0)[0] is Trend.FALLING


def test_four_years_are_too_few_for_a_trend():
    assert one_trend(SERIES[:4], years=YEARS[:4])[0] is Trend.UNKNOWN


def test_old_series_has_no_trend():
    assert one_trend(SERIES, current=False)[0] is Trend.UNKNOWN


def test_zigzag_is_unclear():
    assert one_trend([1, 9, 2, 8, 3, 9, 4])[0] is Trend.UNCLEAR


@pytest.mark.parametrize("values", [(1, 1, 2, 3, 3, 3), (1, 2, 3, 4, 5, 6), (2, 2, 2, 5, 5, 7)])
def test_exact_p_equals_the_count_over_all_orders(values):
    def s(order):
        return sum(np.sign(b - a) for a, b in itertools.combinations(order, 2))

    orders = [s(order) for order in itertools.permutations(values)]
    ties = tuple(sorted(np.unique(values, return_counts=True)[1].tolist()))
    for reach in range(0, 16):
        expected = sum(abs(each) >= reach for each in orders) / len(orders)
        assert trend.exact_p(reach, ties) == pytest.approx(expected)


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
    old = summarised(observations(), as_of=2020 + INDICATOR.lag_years + age.MAX_AGE + 1)
    assert old.loc[CODES[0], ["value", "status", "status_reason", "trend"]].tolist() == [
        5.0,
        "unknown",
        "old",
        "unknown",
    ]


def test_last_year_before_a_figure_is_old_still_counts():
    found = summarised(observations(), as_of=2020 + INDICATOR.lag_years + age.MAX_AGE)
    assert found.loc[CODES[0], "status"] == "good"


def test_survey_of_every_three_years_may_be_older():
    survey = INDICATOR.model_copy(update={"rhythm": Rhythm.THREE_YEARLY})
    limit = 2020 + INDICATOR.lag_years + age.MAX_AGE_SURVEY
    for as_of, old in ((limit, False), (limit + 1, True)):
        found = summary.summarise(observations(), [survey], CODES, as_of)
        assert bool(found["old"].iloc[0]) is old


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


def beside(own, others, sign=1):
    found, _ = trend.against(DECADE, [own], others, sign=sign, iqr=5.0, current=[True])
    return found[0]


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


def test_improving_can_be_slower_than_the_others():
    own, others = line(10, 0.2), line(20, 0.5)
    alone, _, _ = trend.trends(DECADE, [own], sign=1, iqr=5.0, current=[True])
    assert (alone[0], beside(own, others)) == (Trend.IMPROVING, Against.SLOWER)


def test_what_moves_all_does_not_change_the_trend_beside_them():
    own, others = line(10, 1.0), line(20, 0.5)
    shock = [3.0, -1.0, 4.0, -1.0, 5.0, -9.0, 2.0, -6.0, 5.0, -3.0]
    moved = [[a + b for a, b in zip(each, shock, strict=True)] for each in (own, others)]
    assert beside(*moved) is beside(own, others)


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
    assert row["reliability"] == Reliability.LOW


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


def mark(**changes):
    facts = {
        "chance": Chance.SHARE,
        "pooled": [False],
        "flag": [None],
        "numerator": np.array([500.0]),
        "year": np.array([2024.0]),
        "common_year": 2024.0,
        "as_of": 2026,
    }
    return reliability.marks(**facts | changes)[0]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Reliability.HIGH),
        ({"as_of": 2027}, Reliability.MIDDLE),
        ({"chance": Chance.UNKNOWN}, Reliability.MIDDLE),
        ({"chance": Chance.NONE, "numerator": np.array([np.nan])}, Reliability.HIGH),
        ({"numerator": np.array([19.0])}, Reliability.LOW),
        ({"pooled": [True]}, Reliability.LOW),
        ({"flag": [Flag.ESTIMATED]}, Reliability.LOW),
        ({"common_year": 2023.0}, Reliability.LOW),
        ({"chance": Chance.SURVEY}, Reliability.LOW),
        ({"year": np.array([np.nan])}, Reliability.UNKNOWN),
    ],
)
def test_reliability_mark(changes, expected):
    assert mark(**changes) is expected


def test_overlapping_windows_are_left_out_of_a_trend():
    years, values = np.arange(2015.0, 2025), np.arange(10.0)[None]
    kept = trend.apart(years, values, 3)
    assert years[~np.isnan(kept[0])].tolist() == [2015, 2018, 2021, 2024]
    found = judged(counted([20.0, 21.0, 22.0]), pooled_years=3)
    assert found["points"].unique().tolist() == [1]


def test_series_that_turned_round_names_the_year():
    years = np.arange(2015, 2025)
    vee = [9.0, 8, 7, 6, 5, 4, 5, 6, 7, 8]
    assert trend.turns(years, [vee, [-v for v in vee]], 2.0).tolist() == [2020, 2020]


def test_small_or_one_sided_moves_are_no_turn():
    years = np.arange(2015, 2025)
    vee = [9.0, 8, 7, 6, 5, 4, 5, 6, 7, 8]
    assert np.isnan(trend.turns(years, [vee], 100.0)).all()
    assert np.isnan(trend.turns(years, [list(range(10))], 2.0)).all()


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
