"""What must hold whatever the figures: the invariants of the method, over made-up figures.

A margin and an autocorrelation are of fifty municipalities at least, so eight that are drawn stand
among fifty-two that stay.
"""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from sdgwijzer.judgement import (
    chance,
    direction,
    distance,
    noise,
    place,
    position,
    serial,
    summary,
    trend,
    votes,
)
from sdgwijzer.model import (
    Against,
    Basis,
    Chance,
    Direction,
    Family,
    Indicator,
    Merge,
    Pace,
    Scale,
    Status,
    Trend,
)
from tests.conftest import WHOLE
from tests.make import UNITS

YEARS = tuple(range(2015, 2025))
AS_OF = 2025
DRAWN, PLACES = 8, 60
CODES = tuple(f"9{i:04}" for i in range(PLACES))
JUDGEMENT = [
    *("status", "status_reason", "trend", "clear", "against", "signal", "percentile", "rank"),
    *("n", "points", "p", "p_third", "noise_sd"),
]

# values with a few digits, as publishers give them: ties and gaps included
cells = st.one_of(st.none(), st.integers(0, 60).map(lambda value: value / 4))
tables = st.lists(
    st.lists(cells, min_size=len(YEARS), max_size=len(YEARS)), min_size=DRAWN, max_size=DRAWN
)
few = settings(max_examples=100 if WHOLE else 5, deadline=None)
some = settings(max_examples=300 if WHOLE else 25, deadline=None)

ITEM = Indicator(
    id="verzonnen",
    name="Verzonnen cijfer",
    description="x" * 40,
    goals=(1,),
    theme="test",
    unit="%",
    measure=UNITS["%"],
    direction=Direction.HIGHER_IS_BETTER,
    direction_reason="x",
    source="statbel_population",
    query={},
    merge=Merge.NOT_POSSIBLE,
    chance=Chance.NONE,
    plausible=(-1000, 1000),
    lag_years=1,
)
TURNED = ITEM.model_copy(update={"direction": Direction.LOWER_IS_BETTER})
POINTS = ITEM.model_copy(update={"scale": Scale.DIFFERENCE})
EUROS = ITEM.model_copy(update={"unit": "euro", "measure": UNITS["euro"]})


def _others():
    """Fifty-two that stay: each with its level, its course and its noise."""
    random = np.random.default_rng(17)
    level = random.uniform(4, 12, PLACES - DRAWN)[:, None]
    course = random.normal(0, 0.02, PLACES - DRAWN)[:, None] * np.arange(len(YEARS))
    swing = random.normal(0, 0.05, (PLACES - DRAWN, len(YEARS)))
    return np.round(4 * level * np.exp(course + swing)) / 4


OTHERS = _others().tolist()
SIZES = np.round(np.geomspace(600, 90_000, PLACES)).tolist()  # the first is below 1,000


def observations(table):
    """Rows of a table of municipalities by years; None is a gap."""
    rows = [
        (ITEM.id, code, year, np.nan if value is None else value, value is None)
        for code, line in zip(CODES, [*table, *OTHERS], strict=True)
        for year, value in zip(YEARS, line, strict=True)
    ]
    rows += [("inwoners", code, 2024, size, False) for code, size in zip(CODES, SIZES, strict=True)]
    frame = pd.DataFrame(rows, columns=["indicator_id", "nis_code", "year", "value", "gap"])
    frame = frame.assign(numerator=np.nan, denominator=np.nan, flag=None)
    return frame.assign(missing=frame.pop("gap").map({True: "not_published", False: None}))


def times(table, factor):
    return [[None if value is None else value * factor for value in line] for line in table]


def judged(frame, item=ITEM):
    return summary.summarise(frame, [item], CODES, AS_OF).set_index("nis_code")


def test_the_made_up_figures_have_every_judgement():
    """Else what follows would say nothing."""
    found = judged(observations([[1.0 + i for i in range(len(YEARS))]] * DRAWN))
    assert set(found["status"]) == set(Status)
    assert {"fluctuating", "improving", "worsening"} <= set(found["trend"])
    assert {"strength", "attention"} <= set(found["signal"])
    assert set(found["margin"]) == {"years"}


@few
@given(tables)
def test_1_turning_the_direction_swaps_better_and_worse_and_nothing_else(table):
    frame = observations(table)
    one, other = judged(frame), judged(frame, TURNED)
    swap = {"improving": "worsening", "worsening": "improving", "good": "poor", "poor": "good"}
    swap |= {"faster": "slower", "slower": "faster"}
    against = [each["against"].replace("lead_shrinks", "slower") for each in (one, other)]
    assert [swap.get(word, word) for word in against[0]] == against[1].tolist()
    for name in ("status", "trend"):
        assert [swap.get(word, word) for word in one[name]] == other[name].tolist()
    margin = ("margin", "low", "high", "noise_a", "noise_b", "noise_sd", "p_third", "p_found")
    course = ("slope", "s", "p", "points", "clear", "range", "turned", "net", "net_margin")
    beside = ("reference_value", "flanders", "iqr", "n", "status_reason", "change_against")
    for name in ("value", *margin, *course, *beside):
        pd.testing.assert_series_equal(one[name], other[name])
    turned = one["percentile"].dropna() + other["percentile"].dropna()
    assert np.allclose(turned, 100)
    for row, mirrored in ((one, other), (other, one)):
        weak = mirrored.loc[row["signal"] == "strength"]
        called = np.where(weak["against"] == "faster", "question", "attention")
        assert weak["signal"].tolist() == called.tolist()


@few
@given(tables, st.sampled_from([0.001, 0.5, 4.0, 1000.0]))
def test_2_another_unit_changes_no_status_trend_or_percentile(table, factor):
    frame = observations(table)
    other = frame.assign(
        value=frame["value"].where(frame["indicator_id"] != ITEM.id, frame["value"] * factor)
    )
    pd.testing.assert_frame_equal(judged(frame)[JUDGEMENT], judged(other)[JUDGEMENT])


@few
@given(tables, st.integers(-40, 40))
def test_3_a_constant_changes_no_rank_slope_or_trend(table, constant):
    """On the scale of differences; a ratio is of the level, and changes with it."""
    frame = observations(table)
    mine = frame["indicator_id"] == ITEM.id
    other = frame.assign(value=frame["value"] + np.where(mine, constant, 0))
    one, two = judged(frame, POINTS), judged(other, POINTS)
    names = ["rank", "trend", "clear", "points", "percentile", "against", "turned", "signal"]
    pd.testing.assert_frame_equal(one[names], two[names])
    assert np.allclose(one["slope"], two["slope"], equal_nan=True)


@few
@given(tables, st.randoms(use_true_random=False))
def test_4_order_of_rows_never_matters(table, random):
    frame = observations(table)
    order = list(frame.index)
    random.shuffle(order)
    pd.testing.assert_frame_equal(judged(frame), judged(frame.loc[order]))


@few
@given(tables, st.integers(0, DRAWN - 1), st.integers(0, len(YEARS) - 1))
def test_5_a_gap_changes_no_value_and_no_own_course_of_another(table, where, year):
    """But for what is of all together: the size of a change, and the autocorrelation."""
    less = [list(line) for line in table]
    less[where][year] = None
    one, two = judged(observations(table)), judged(observations(less))
    others = [code for i, code in enumerate(CODES) if i != where]
    names = ["year", "value", "slope", "s", "points", "range", "trend_from", "trend_to"]
    pd.testing.assert_frame_equal(one.loc[others, names], two.loc[others, names])
    same = (one["size_unit"] == two["size_unit"]) & (one["rho"] == two["rho"])
    for name in ("trend", "clear", "p"):
        before, after = (frame.loc[others, name][same[others]] for frame in (one, two))
        pd.testing.assert_series_equal(before, after)


@given(st.lists(st.integers(0, 12), min_size=2, max_size=60), st.sampled_from([1, -1]))
def test_6_percentile_ranks_average_fifty(values, sign):
    assert abs(position.percentile_rank(np.array(values, float), sign).mean() - 50) < 1e-9


@given(st.integers(0, 60), st.integers(60, 500), st.integers(2, 50))
def test_7_a_larger_denominator_never_widens_the_interval(events, n, factor):
    for limits in (
        lambda count, number: chance.wilson(count, number),
        lambda count, number: tuple(limit / number for limit in chance.poisson(count)),
    ):
        low, high = limits(events, n)
        low_more, high_more = limits(events * factor, n * factor)
        assert high_more - low_more <= high - low + 1e-12


parts = st.lists(st.tuples(st.integers(0, 400), st.integers(1, 4000)), min_size=2, max_size=4)


@given(parts)
def test_8_a_merged_share_lies_between_its_parts(pairs):
    pairs = [(min(events, n), n) for events, n in pairs]
    whole = sum(events for events, _ in pairs) / sum(n for _, n in pairs)
    shares = [events / n for events, n in pairs]
    assert min(shares) - 1e-12 <= whole <= max(shares) + 1e-12


@given(
    st.lists(st.integers(0, 40).map(lambda value: value / 4), min_size=5, max_size=9),
    st.sampled_from([1, -1]),
    st.floats(0.1, 20),
    st.sampled_from([0.0, 0.4, 0.9]),
)
def test_9_one_more_year_on_the_line_never_turns_improving_into_worsening(values, sign, unit, rho):
    years = list(range(2010, 2010 + len(values) + 1))
    found = trend.slopes(years[:-1], [values])
    longer = [*values, values[-1] + float(found.slope[0])]
    before, after = (
        direction.own(years[: len(line)], [line], sign=sign, unit=unit, rho_used=rho).word[0]
        for line in (values, longer)
    )
    opposite = {Trend.IMPROVING: Trend.WORSENING, Trend.WORSENING: Trend.IMPROVING}
    assert after is not opposite.get(before)


def placed(row):
    """The status of a row, from the row."""
    if row.percentile >= 200 / 3 - 1e-9 and row.low > row.reference_value:
        return "good" if row.common_value > row.flanders else "middle"
    if row.percentile <= 100 / 3 + 1e-9 and row.high < row.reference_value:
        return "poor" if row.common_value < row.flanders else "middle"
    return "middle"


def course(row):
    total = abs(row.slope) * (row.trend_to - row.trend_from)
    if abs(row.s) >= row.s_needed and total >= 0.1 * row.size_unit - 1e-9 and row.slope:
        clear = abs(row.s) >= row.s_clear and total >= 0.5 * row.size_unit - 1e-9
        return "improving" if row.slope > 0 else "worsening", clear
    return "stable" if row.range < 0.25 * row.size_unit - 1e-9 else "fluctuating", False


def beside(row):
    """Words that the distance to the middle municipality can have; its range is not in the row."""
    if np.isnan(row.s_against):
        return {"unknown"}
    large = abs(np.log1p(row.change_against)) >= 0.1 * row.size_unit_against - 1e-9
    if not (abs(row.s_against) >= row.s_needed_against and large and row.against_slope):
        return {"equal", "unclear"}
    if row.against_slope > 0:
        return {"faster"}
    return {"lead_shrinks" if row.percentile >= 200 / 3 - 1e-9 else "slower"}


@few
@given(tables)
def test_10_every_judgement_follows_from_its_row(table):
    """Margin, status and course from the row alone; the export of real figures is recomputed
    in full in test_recompute.py."""
    for row in judged(observations(table)).itertuples():
        if row.common_value > 0:
            sd = np.sqrt(row.noise_a + row.noise_b / row.inhabitants)
            limits = row.common_value * np.exp(np.array([-1, 1]) * 1.9599639845400545 * sd)
            assert np.allclose([row.low, row.high], limits)
        if row.status == "unknown":
            reasons = ("ties", "small", "zero", "no_value", "old", "other_year", "no_margin")
            assert row.status_reason in reasons
        else:
            assert row.status == placed(row)
        if row.trend == "unknown":
            assert row.points < trend.MIN_POINTS or row.old
        else:
            assert (row.trend, row.clear) == course(row)
        if row.against != "unknown":
            assert row.against in beside(row)


@few
@given(tables, st.integers(0, len(YEARS) - 1), st.sampled_from([0.25, 2.0, 1.5]))
def test_11_prices_of_one_year_change_nothing_beside_the_middle_municipality(table, year, factor):
    frame = observations(table)
    mine = (frame["indicator_id"] == EUROS.id) & (frame["year"] == YEARS[year])
    other = frame.assign(value=frame["value"] * np.where(mine, factor, 1))
    one, two = judged(frame, EUROS), judged(other, EUROS)
    place_ = ["status", "status_reason", "signal", "percentile", "rank", "p_third", "p_found"]
    course_ = ["against", "against_slope", "s_against", "against_p", "change_against"]
    others = ["net_against", "rho_against", "size_unit_against", "noise_a", "noise_b", "noise_sd"]
    names = [*place_, *course_, *others]
    pd.testing.assert_frame_equal(one[names], two[names])
    assert not {"improving", "worsening"} & {*one["trend"], *two["trend"]}


@some
@given(st.integers(0, 10_000), st.integers(0, 100), st.integers(-300, 3000))
def test_12_more_inhabitants_never_widen_the_margin(seed, thousandths, b):
    random = np.random.default_rng(seed)
    people = np.exp(random.uniform(np.log(80), np.log(500_000), 60))
    changes = random.integers(3, 10, 60)
    squares = np.maximum(thousandths / 1000 + b / people, 0) * random.chisquare(changes) / changes
    found = noise.by_size(squares, changes, people)
    assert min(found) >= 0
    sizes = np.geomspace(80, 500_000, 50)
    for scale, value in ((Scale.RATIO, 8.0), (Scale.REST, 80.0), (Scale.DIFFERENCE, -3.0)):
        low, high = noise.interval(scale, value, found.sd(sizes))
        assert (np.diff(high - low) <= 1e-9).all()
        assert (low <= value + 1e-9).all()
        assert (value <= high + 1e-9).all()
    low, high = noise.of_survey(np.full(50, 42.0), noise.respondents(sizes))
    assert (np.diff(high - low) <= 1e-9).all()


@given(
    st.lists(st.integers(0, 12).map(float), min_size=5, max_size=10),
    st.tuples(st.integers(0, 9), st.integers(0, 9)).map(sorted),
)
def test_13_a_larger_rho_never_makes_a_direction(values, tenths):
    years = range(2010, 2010 + len(values))
    known = {"sign": 1, "unit": 5.0}
    small, large = (
        direction.own(years, [values], rho_used=tenth / 10, **known) for tenth in tenths
    )
    directed = (Trend.IMPROVING, Trend.WORSENING)
    assert large.word[0] not in directed or large.word[0] is small.word[0]
    assert not large.clear[0] or small.clear[0]
    known |= {"percentile": [50.0]}
    small, large = (
        direction.beside(years, [values], rho_used=tenth / 10, **known) for tenth in tenths
    )
    directed = (Against.FASTER, Against.SLOWER)
    assert large.word[0] not in directed or large.word[0] is small.word[0]


def test_13_the_s_that_is_needed_only_grows_with_rho():
    for points in range(5, 11):
        for needed in zip(*(serial.needed(points, tenth / 10) for tenth in range(10)), strict=True):
            assert list(needed) == sorted(needed)


HEAD, ALONE = ITEM.model_copy(update={"id": "hoofd"}), ITEM.model_copy(update={"id": "alleen"})
PARTS = [
    ITEM.model_copy(update={"id": f"deel_{i}", "family": Family(spokesman="hoofd", place=i)})
    for i in (1, 2)
]
facts = st.tuples(
    st.sampled_from(list(Status)),
    st.sampled_from([1e-6, 0.01, 0.02, 0.04, 0.3]),
    st.sampled_from(list(Against)),
    st.sampled_from([0.02, 0.5]),
)
judgements = st.lists(st.tuples(facts, facts, facts, facts), min_size=1, max_size=3)


def called(members, judgement):
    """The signals of these indicators in every municipality; all have a figure."""
    rows = [
        {
            "indicator_id": item.id,
            "nis_code": CODES[number],
            "position_status": status,
            "status": status,
            "p_third": p,
            "against": against,
            "change_against": change,
        }
        for item, each in zip([ALONE, HEAD, *PARTS], zip(*judgement, strict=True), strict=True)
        if item in members
        for number, (status, p, against, change) in enumerate(each)
    ]
    frame = pd.DataFrame(rows).assign(
        common_value=20.0,
        reference_value=10.0,
        scale=Scale.RATIO,
        size_unit_against=0.4,
        basis=Basis.PEERS,
        pace_class=Pace.UNKNOWN,
    )
    found = votes.of(frame, members)
    return frame[["indicator_id", "nis_code"]].assign(signal=found["signal"])


@some
@given(judgements)
def test_14_a_part_never_makes_a_signal_beside_its_spokesman(judgement):
    found = called([ALONE, HEAD, *PARTS], judgement)
    parts = found["indicator_id"].isin([part.id for part in PARTS])
    assert set(found.loc[parts, "signal"]) == {""}


limits = st.tuples(*[st.floats(0, 20)] * 3).map(sorted)


@given(
    limits,
    st.floats(0, 100),
    st.sampled_from([1, -1]),
    st.floats(0, 20),
    st.one_of(st.just(np.nan), st.floats(0, 20)),
)
def test_15_better_or_weaker_has_its_whole_margin_on_one_side(
    margin, percentile, sign, middle, flemish
):
    low, value, high = margin
    found = place.placed(
        [value], [low], [high], [percentile], [""], sign=sign, middle=middle, flemish=flemish
    ).status[0]
    if found is Status.MIDDLE:
        return
    assert not low <= middle <= high
    better = sign * (value - middle) > 0
    assert found is (Status.GOOD if better else Status.POOR)
    assert np.isnan(flemish) or (sign * (value - flemish) > 0) == better


@some
@given(judgements)
def test_16_another_part_changes_no_signal_of_others(judgement):
    """Of a family whose spokesman has a figure: where it has none, a part may get the vote."""
    before = called([ALONE, HEAD, PARTS[0]], judgement)
    after = called([ALONE, HEAD, *PARTS], judgement)
    after = after[after["indicator_id"] != PARTS[1].id]
    pd.testing.assert_frame_equal(before, after.reset_index(drop=True))


@given(st.sampled_from(list(Scale)), st.floats(0.01, 99), st.floats(0.01, 99))
def test_17_the_scale_keeps_the_order_and_can_be_read_back(scale, one, other):
    distances = distance.on(scale, [one, other])
    assert (distances[0] < distances[1]) == (one < other) or np.isclose(one, other)
    assert np.allclose(distance.back(scale, distances), [one, other])
