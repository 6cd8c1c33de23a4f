"""The rules put to noise: what they see there that is not there."""

import numpy as np
import pandas as pd
import pytest

from sdgwijzer import catalogue, paths
from sdgwijzer.errors import FiguresError
from sdgwijzer.judgement import audit

ENTRIES = catalogue.read(paths.ROOT / "indicators.yaml")


@pytest.fixture(scope="module")
def observations(database):
    return database.rows().to_pandas()


def test_permuted_rows_keep_their_values_and_their_gaps():
    nan = float("nan")
    values = np.array([[1, 2, 3, nan], [4, 5, 6, nan], [7, nan, 8, 9]], float)
    result = audit.permuted(values, np.random.default_rng(1))
    assert np.array_equal(np.isnan(result), np.isnan(values))
    assert np.array_equal(np.sort(result, axis=1), np.sort(values, axis=1), equal_nan=True)
    assert not np.array_equal(result, values, equal_nan=True)


def test_shuffled_years_rarely_get_a_direction(observations):
    """All 52 long series, 3 times: 6.6 % a direction, 2.8 % a clear one."""
    found = audit.shuffled(observations, ENTRIES, 3)
    assert len(found) >= 45
    assert np.average(found["direction"], weights=found["series"]) <= audit.MAX_DIRECTION
    assert np.average(found["clear"], weights=found["series"]) <= audit.MAX_CLEAR


def test_the_same_series_unshuffled_do_get_a_direction(observations):
    """The other side: rules that never see anything would pass the test above."""
    item = [ENTRIES.by_id["werkzoekendengraad"]]
    found = audit.shuffled(observations, item, 1).iloc[0]
    assert found["real"] > 0.85


def test_the_same_seed_gives_the_same(observations):
    item = [ENTRIES.by_id["werkzoekendengraad"]]
    first, second = (audit.shuffled(observations, item, 2, seed=7) for _ in range(2))
    pd.testing.assert_frame_equal(first, second)


def test_equal_municipalities_are_rarely_called_better_or_weaker(observations):
    people = observations.query("indicator_id == 'inwoners' and year == 2024")
    found = audit.simulated(people["value"].to_numpy(float), 40)
    assert found["judged"].mean() <= audit.MAX_JUDGED
    everybody = found[found["group"] == 1.0]
    assert (everybody["thirds"] > 0.6).all()  # what thirds alone would call so
    assert (everybody["judged"] < 0.06).all()


def test_noise_that_is_not_there_is_not_found_harmless(observations):
    with pytest.raises(FiguresError, match="no series to shuffle"):
        audit.shuffled(observations.iloc[:0], ENTRIES, 1)
    with pytest.raises(FiguresError, match="no municipalities to draw"):
        audit.simulated(np.array([]), 1)
