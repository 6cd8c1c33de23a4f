"""A stranger recomputes the judgements from the export alone.

Nothing of `sdgwijzer` is imported here but its command line: the formulas are written again, in
the slowest and plainest way, from the description of the method.
"""

import io
import itertools
import math
from collections import Counter

import numpy as np
import pandas as pd
import pytest

from sdgwijzer import cli

WINDOW, LEAST = 10, 5
SAMPLE = 400


@pytest.fixture(scope="module")
def export(data, tmp_path_factory):
    path = tmp_path_factory.mktemp("export") / "all.parquet"
    arguments = ["export", "--all", "--format", "parquet", "--output", str(path)]
    assert cli.main(["--data", str(data), *arguments]) == 0
    return pd.read_parquet(io.BytesIO(path.read_bytes()))


@pytest.fixture(scope="module")
def rows(export):
    """Random rows that hold a judgement."""
    judged = export[export["status"].notna()]
    return judged.sample(SAMPLE, random_state=20261123)


def theil_sen(years, values):
    pairs = itertools.combinations(zip(years, values, strict=True), 2)
    return float(np.median([(b - a) / (t - s) for (s, a), (t, b) in pairs]))


def kendall(values):
    pairs = itertools.combinations([round(float(value), 9) for value in values], 2)
    return sum((b > a) - (b < a) for a, b in pairs)


def chance_of(values):
    """P(|S| as large) by drawing orders; exact for six values and fewer."""
    s, known = abs(kendall(values)), list(values)
    if len(known) <= 6:
        orders = list(itertools.permutations(known))
        return sum(abs(kendall(order)) >= s for order in orders) / len(orders), 0.0
    random = np.random.default_rng(5)
    drawn = 3000
    hits = sum(abs(kendall(random.permutation(known))) >= s for _ in range(drawn))
    share = hits / drawn
    return share, 4 * math.sqrt(max(share * (1 - share), 1e-4) / drawn)


def series(export, row):
    mine = export[
        (export["indicator_id"] == row.indicator_id) & (export["nis_code"] == row.nis_code)
    ]
    every = export.loc[export["indicator_id"] == row.indicator_id, "year"].max()
    mine = mine[(mine["year"] > every - WINDOW) & mine["value"].notna()]
    return mine.sort_values("year")


def test_slope_and_chance_of_random_rows(export, rows):
    checked = 0
    for row in rows[rows["points"] >= LEAST].head(120).itertuples():
        mine = series(export, row)
        assert len(mine) == row.points
        assert theil_sen(mine["year"], mine["value"]) == pytest.approx(row.slope, abs=1e-9)
        p, margin = chance_of(mine["value"])
        assert p == pytest.approx(row.p, abs=margin + 1e-9)
        checked += 1
    assert checked >= 60


def test_rank_and_percentile_of_random_rows(export, rows):
    for row in rows[rows["percentile"].notna()].head(200).itertuples():
        group = export[(export["indicator_id"] == row.indicator_id) & (export["year"] == row.year)][
            "value"
        ].dropna()
        equal = int((group == row.value).sum()) - 1
        more, less = int((group > row.value).sum()), int((group < row.value).sum())
        options = {100 * (worse + equal / 2) / (len(group) - 1) for worse in (more, less)}
        assert row.n == len(group)
        assert any(row.percentile == pytest.approx(each) for each in options)
        assert row.reference_value == pytest.approx(group.median())
        assert row.rank in (more + 1 + equal / 2, less + 1 + equal / 2)


def test_interval_of_random_shares(export):
    shares = export[export["low"].notna() & (export["unit"] == "%")].sample(200, random_state=1)
    z = 1.959963984540054
    for row in shares.itertuples():
        n, p = row.denominator, row.numerator / row.denominator
        centre, half = p + z * z / (2 * n), z * math.sqrt(p * (1 - p) / n + z * z / (4 * n * n))
        low, high = (100 * (centre + sign * half) / (1 + z * z / n) for sign in (-1, 1))
        assert row.low == pytest.approx(max(low, 0), abs=1e-9)
        assert row.high == pytest.approx(min(high, 100), abs=1e-9)


def test_better_and_weaker_are_outer_thirds_beyond_chance(export):
    judged = export[export["status"].isin(["good", "poor"])]
    assert ((judged["percentile"] >= 200 / 3 - 1e-6) == (judged["status"] == "good")).all()
    assert ((judged["percentile"] <= 100 / 3 + 1e-6) == (judged["status"] == "poor")).all()
    within = (judged["low"] <= judged["reference_value"]) & (
        judged["reference_value"] <= judged["high"]
    )
    assert not within.any()
    assert Counter(judged["status"]).total() > 5000
