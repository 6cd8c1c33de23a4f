"""How two indicators go together: ranks, an interval, and silence when there are too few."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from sdgwijzer.judgement.association import MIN_PLACES, NEAR, association, deviations


def columns(n, noise, seed=1):
    draw = np.random.default_rng(seed)
    x = draw.normal(size=n)
    return pd.Series(x), pd.Series(x + noise * draw.normal(size=n))


def test_equals_spearman_of_scipy():
    x, y = columns(200, 1.0)
    assert association(x, y).rho == pytest.approx(stats.spearmanr(x, y).statistic)


def test_interval_holds_the_true_value_about_95_times_in_100():
    inside = 0
    for seed in range(300):
        draw = np.random.default_rng(seed)
        found = association(*(pd.Series(draw.normal(size=60)) for _ in range(2)))
        inside += found.low <= 0 <= found.high
    assert 0.91 <= inside / 300 <= 0.985


def test_equal_order_is_one():
    x, _ = columns(30, 0.0)
    found = association(x, np.exp(x))
    assert found.rho == pytest.approx(1)
    assert 0.9 < found.low <= found.high <= 1


def test_gaps_take_no_part():
    x, y = columns(100, 1.0)
    y[:50] = np.nan
    assert association(x, y).n == 50


def test_too_few_or_all_equal_say_nothing():
    x, y = columns(MIN_PLACES - 1, 1.0)
    assert association(x, y) is None
    assert association(*columns(50, 1.0)) is not None
    assert association(columns(50, 1.0)[0], pd.Series(np.ones(50))) is None


def test_deviation_is_from_the_middle_of_those_with_nearly_the_same_figure():
    x = pd.Series(np.arange(100.0), index=[f"g{i}" for i in range(100)]).sample(
        frac=1, random_state=1
    )
    y = 2 * x
    y["g50"] = 500.0
    found = deviations(x, y)
    assert list(found.index) == list(x.index)
    assert found.loc["g50", "middle"] == 100.0  # of g35 to g49 and g51 to g65
    assert found.loc["g50", "apart"] == 400.0
    assert found.loc["g0", "middle"] == 31.0  # of g1 to g30: the first have none before them
    assert found["apart"].idxmax() == "g50"


def test_deviation_is_not_given_of_few():
    x, y = columns(2 * NEAR - 1, 1.0)
    assert deviations(x, y).empty
    assert len(deviations(*columns(2 * NEAR, 1.0))) == 2 * NEAR


@pytest.mark.parametrize(("noise", "certain"), [(0.5, True), (200.0, False)])
def test_relation_is_certain_when_its_interval_leaves_out_zero(noise, certain):
    assert association(*columns(100, noise)).certain is certain
