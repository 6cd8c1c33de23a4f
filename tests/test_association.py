"""How two indicators go together: ranks, an interval, and silence when there are too few."""

import numpy as np
import pandas as pd
import pytest
from scipy import stats

from sdgwijzer.judgement.association import MIN_PLACES, association


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
