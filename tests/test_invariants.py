"""What must hold whatever the figures: the ten invariants of the method, over made-up figures."""

import os

import numpy as np
import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from sdgwijzer.judgement import chance, position, summary, trend
from sdgwijzer.model import Chance, Direction, Indicator, Merge, Trend
from tests.make import UNITS

YEARS = tuple(range(2015, 2025))
AS_OF = 2025
CODES = tuple(f"9{i:04}" for i in range(8))
JUDGEMENT = ["status", "trend", "clear", "against", "percentile", "rank", "n", "points", "p"]

# values with a few digits, as publishers give them: ties and gaps included
cells = st.one_of(st.none(), st.integers(0, 60).map(lambda value: value / 4))
tables = st.lists(
    st.lists(cells, min_size=len(YEARS), max_size=len(YEARS)),
    min_size=len(CODES),
    max_size=len(CODES),
)
few = settings(max_examples=100 if os.environ.get("SDGWIJZER_SWEEP") else 25, deadline=None)

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


def observations(table, numerators=None, denominators=None):
    """Rows of a table of municipalities by years; None is a gap."""
    rows = [
        (
            ITEM.id,
            code,
            year,
            np.nan if value is None else value,
            np.nan if numerators is None else numerators[i][j],
            np.nan if denominators is None else denominators[i][j],
            None,
            "not_published" if value is None else None,
        )
        for i, (code, line) in enumerate(zip(CODES, table, strict=False))
        for j, (year, value) in enumerate(zip(YEARS, line, strict=True))
    ]
    names = ["indicator_id", "nis_code", "year", "value", "numerator", "denominator"]
    return pd.DataFrame(rows, columns=[*names, "flag", "missing"])


def judged(frame, item=ITEM):
    return summary.summarise(frame, [item], CODES, AS_OF).set_index("nis_code")


@few
@given(tables)
def test_1_turning_the_direction_swaps_better_and_worse_and_nothing_else(table):
    frame = observations(table)
    one, other = judged(frame), judged(frame, TURNED)
    swap = {"improving": "worsening", "worsening": "improving", "good": "poor", "poor": "good"}
    swap |= {"faster": "slower", "slower": "faster"}
    for name in ("status", "trend", "against"):
        assert [swap.get(word, word) for word in one[name]] == other[name].tolist()
    for name in ("value", "slope", "p", "points", "n", "clear", "iqr", "reference_value", "turned"):
        pd.testing.assert_series_equal(one[name], other[name])
    turned = one["percentile"].dropna() + other["percentile"].dropna()
    assert np.allclose(turned, 100)


@few
@given(tables, st.sampled_from([0.001, 0.5, 4.0, 1000.0]))
def test_2_another_unit_changes_no_status_trend_or_percentile(table, factor):
    other = [[None if value is None else value * factor for value in line] for line in table]
    one, two = judged(observations(table)), judged(observations(other))
    pd.testing.assert_frame_equal(one[JUDGEMENT], two[JUDGEMENT])


@few
@given(tables, st.integers(-40, 40))
def test_3_a_constant_changes_no_rank_slope_or_trend(table, constant):
    other = [[None if value is None else value + constant for value in line] for line in table]
    one, two = judged(observations(table)), judged(observations(other))
    names = ["rank", "trend", "clear", "points", "percentile", "against", "turned"]
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
@given(tables, st.integers(0, len(CODES) - 1), st.integers(0, len(YEARS) - 1))
def test_5_a_gap_changes_no_value_and_no_own_course_of_another(table, place, year):
    less = [list(line) for line in table]
    less[place][year] = None
    one, two = judged(observations(table)), judged(observations(less))
    others = [code for i, code in enumerate(CODES) if i != place]
    names = ["year", "value", "slope", "p", "points", "trend_from", "trend_to"]
    if {line[year] for i, line in enumerate(less) if i != place} == {None}:
        return  # nobody has the last year any more: the window of ten years may move
    pd.testing.assert_frame_equal(one.loc[others, names], two.loc[others, names])
    same = (one.loc[others, "iqr"] == two.loc[others, "iqr"]).to_numpy()
    trends = [frame.loc[others, "trend"].to_numpy() for frame in (one, two)]
    assert (trends[0][same] == trends[1][same]).all()


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
)
def test_9_one_more_year_on_the_line_never_turns_improving_into_worsening(values, sign, iqr):
    years = list(range(2010, 2010 + len(values) + 1))
    found = trend.slopes(years[:-1], [values])
    longer = [*values, values[-1] + float(found.slope[0])]
    before, after = (
        trend.trends(years[: len(line)], [line], sign=sign, iqr=iqr, current=[True])[0][0]
        for line in (values, longer)
    )
    opposite = {Trend.IMPROVING: Trend.WORSENING, Trend.WORSENING: Trend.IMPROVING}
    assert after is not opposite.get(before)


counts = st.lists(
    st.lists(st.integers(0, 300), min_size=len(YEARS), max_size=len(YEARS)),
    min_size=len(CODES),
    max_size=len(CODES),
)


@few
@given(counts, st.sampled_from([40.0, 400.0, 4000.0]))
def test_10_every_judgement_follows_from_its_row(numerators, n):
    """Position, status and trend from the row alone; the export of real figures is recomputed
    in full in test_recompute.py."""
    item = ITEM.model_copy(update={"chance": Chance.SHARE, "merge": Merge.RATIO})
    below = [[n] * len(YEARS) for _ in CODES]
    above = [[min(count, n) for count in line] for line in numerators]
    values = [[100 * count / n for count in line] for line in above]
    for row in judged(observations(values, above, below), item).itertuples():
        if row.status == "unknown":
            assert row.status_reason in ("ties", "small")
        else:
            beyond = not row.low <= row.reference_value <= row.high
            outer = {True: "good"}.get(row.percentile >= 200 / 3 - 1e-9)
            outer = outer or {True: "poor"}.get(row.percentile <= 100 / 3 + 1e-9)
            assert row.status == (outer if beyond and outer else "middle")
        total = abs(row.slope) * (row.trend_to - row.trend_from)
        if total < 0.1 * row.iqr or row.slope == 0:
            assert row.trend == "stable"
        elif row.p > 0.1:
            assert row.trend == "unclear"
        else:
            assert row.trend == ("improving" if row.slope > 0 else "worsening")
        assert row.clear == (
            row.trend in ("improving", "worsening") and row.p <= 0.05 and total >= 0.5 * row.iqr
        )
