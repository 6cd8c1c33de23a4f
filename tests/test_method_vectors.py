"""Worked examples of the method, most of them published by others, one test per case.

The cases stand in `method_vectors.json` with who published them. Groups without a check here are
calculations that the code does not make yet; they are listed, so that none is forgotten.
"""

import json
from pathlib import Path

import numpy as np
import pytest

from sdgwijzer.judgement import chance, position, trend
from tests.test_mergers import merged_share

VECTORS = json.loads((Path(__file__).parent / "method_vectors.json").read_text(encoding="utf-8"))
GROUPS = {group["id"]: group for group in VECTORS["groups"]}

NOT_YET = {
    "sdsn_score_and_colour",
    "sdsn_us_cities_score",
    "sdsn_eu_cities_score",
    "sdsn_goal_colour",
    "position_0_3",
    "sdsn_trend",
    "statcan_progress",
    "un_progress_chart",
    "fingertips_trend",
    "newcombe_difference",
    "percentile_type7",
    "benjamini_hochberg",
}


def percentile_rank(case, tolerance):
    assert position.percentile_rank(case["values"]).tolist() == pytest.approx(case["rank"])


def theil_sen_mann_kendall(case, tolerance):
    found = trend.slopes(case["years"], [case["values"]])
    assert found.slope[0] == pytest.approx(case["slope"], abs=tolerance)
    assert found.s[0] == case["S"]
    assert found.p[0] == pytest.approx(case["p"], abs=tolerance)


def mann_kendall_exact_table(case, tolerance):
    for s, p in case["p_by_S"].items():
        assert trend.exact_p(int(s), (1,) * case["n"]) == pytest.approx(p, abs=5e-5)


def relative_trend(case, tolerance):
    values = np.array(case["values"])
    own = trend.slopes(case["years"], [values])
    beside = trend.slopes(case["years"], [values - case["median_municipality"]])
    for found, expected in ((own, case["own"]), (beside, case["relative"])):
        assert found.slope[0] == pytest.approx(expected["slope"], abs=tolerance)
        assert found.s[0] == expected["S"]


def wilson(case, tolerance):
    low, high = chance.wilson(case["events"], case["n"], case["level"])
    assert low == pytest.approx(case["low"], abs=tolerance)
    assert high == pytest.approx(case["high"], abs=tolerance)


def poisson_limits(case, tolerance):
    per = case.get("per", 1) / case.get("population", 1)
    low, high = chance.poisson(case["events"], case["level"])
    assert low * per == pytest.approx(case["low"], abs=tolerance)
    assert high * per == pytest.approx(case["high"], abs=tolerance)


def merge_share(case, tolerance):
    assert merged_share(case["parts"]) == pytest.approx(case["merged_pct"], abs=tolerance)


CHECKS = {
    check.__name__: check
    for check in (
        percentile_rank,
        theil_sen_mann_kendall,
        mann_kendall_exact_table,
        relative_trend,
        wilson,
        poisson_limits,
        merge_share,
    )
}

CASES = [
    pytest.param(name, case, id=f"{name}-{number}")
    for name in CHECKS
    for number, case in enumerate(GROUPS[name]["cases"])
]


@pytest.mark.parametrize(("name", "case"), CASES)
def test_published_case(name, case):
    CHECKS[name](case, GROUPS[name].get("tolerance"))


def test_every_group_is_checked_or_listed_as_open():
    assert set(GROUPS) == set(CHECKS) | NOT_YET
