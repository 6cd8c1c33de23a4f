"""Two municipalities beside each other: more than chance, or not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgwijzer.judgement import chance
from sdgwijzer.model import Chance, Direction
from sdgwijzer.views.cards import Figure
from sdgwijzer.views.differences import Verdict, difference
from tests import make


def figure(value, low=None, high=None):
    return Figure("11111", 2024, value, compared=value, low=low, high=high)


def share(events, n):
    low, high = chance.wilson(events, n)
    return figure(100 * events / n, 100 * float(low), 100 * float(high))


def item(direction=Direction.LOWER_IS_BETTER, kind=Chance.SHARE):
    return make.indicator("made_up", {}, direction=direction, chance=kind)


def test_newcombes_example_is_a_difference_beyond_chance():
    # Newcombe 1998, table II: 56/70 and 48/80, method 10: 0.0524 to 0.3339
    found = difference(item(), share(48, 80), share(56, 70))
    assert found.verdict is Verdict.WORSE
    assert found.value == pytest.approx(20.0)
    assert (found.low, found.high) == pytest.approx((5.24, 33.39), abs=0.005)


def test_overlapping_intervals_can_still_be_a_real_difference():
    one, other = share(48, 80), share(56, 70)
    assert one.high > other.low
    assert difference(item(), one, other).verdict is not Verdict.CHANCE


def test_small_difference_may_be_chance():
    assert difference(item(), share(10, 100), share(12, 100)).verdict is Verdict.CHANCE


def test_direction_says_which_is_better():
    one, other = share(100, 1000), share(300, 1000)
    assert difference(item(), one, other).verdict is Verdict.WORSE
    better = item(Direction.HIGHER_IS_BETTER)
    assert difference(better, one, other).verdict is Verdict.BETTER
    assert difference(item(Direction.NEUTRAL), one, other).verdict is Verdict.HIGHER
    assert difference(item(Direction.NEUTRAL), other, one).verdict is Verdict.LOWER


def test_equal_values_need_no_margin():
    stock = item(kind=Chance.NONE)
    assert difference(stock, figure(1.0), figure(1.0)).verdict is Verdict.EQUAL


def test_margin_decides_whatever_it_comes_from():
    stock = item(kind=Chance.NONE)
    one, other = figure(1.0, 0.9, 1.1), figure(1.3, 1.2, 1.4)
    assert difference(stock, one, other).verdict is Verdict.WORSE
    # 0.1 apart, with a half-width of sqrt(0.1² + 0.1²) = 0.141
    found = difference(stock, one, figure(1.1, 1.0, 1.2))
    assert found.verdict is Verdict.CHANCE
    assert (found.low, found.high) == pytest.approx((0.1 - 0.02**0.5, 0.1 + 0.02**0.5))


@pytest.mark.parametrize("kind", list(Chance))
def test_without_a_margin_it_is_not_known_whether_a_difference_is_more(kind):
    assert difference(item(kind=kind), figure(1.0, 0.9, 1.1), figure(9.0)).verdict is Verdict.UNSURE
    assert difference(item(kind=kind), figure(1.0), figure(9.0)).verdict is Verdict.UNSURE


def test_gap_is_no_difference():
    assert difference(item(), figure(None), figure(1.0)).verdict is Verdict.UNKNOWN
    assert difference(item(), figure(1.0), figure(None)).verdict is Verdict.UNKNOWN


COUNTS = st.tuples(st.integers(0, 500), st.integers(500, 5000))


@given(COUNTS, COUNTS)
def test_turning_the_two_around_turns_the_verdict(one, other):
    turned = {Verdict.BETTER: Verdict.WORSE, Verdict.WORSE: Verdict.BETTER}
    first = difference(item(), share(*one), share(*other)).verdict
    second = difference(item(), share(*other), share(*one)).verdict
    assert second is turned.get(first, first)
