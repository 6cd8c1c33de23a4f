"""Worked examples of the method, most of them published by others, one test per case.

The cases stand in `method_vectors.json` with who published them. Method 3 keeps the formulas of
others and the tests that do not hang on a margin; what it replaces is in `REPLACED`.
"""

import json
from pathlib import Path

import numpy as np
import pytest

from sdgwijzer.judgement import chance, distance, others, position, serial, trend
from sdgwijzer.model import Scale
from tests.test_mergers import merged_share

VECTORS = json.loads((Path(__file__).parent / "method_vectors.json").read_text(encoding="utf-8"))
GROUPS = {group["id"]: group for group in VECTORS["groups"]}

REPLACED = {
    "mann_kendall_exact_table-0": (
        "4 years: no course is told of fewer than 5, so there is no p of them to look up"
    ),
}
"""Cases that are not run, and why."""

INDEPENDENT = 0.0
"""Autocorrelation at which the table of p is the exact one of Mann-Kendall, without ties."""


def percentile_rank(case, tolerance):
    assert position.percentile_rank(case["values"]).tolist() == pytest.approx(case["rank"])


def theil_sen_mann_kendall(case, tolerance):
    found = trend.slopes(case["years"], [case["values"]])
    assert found.slope[0] == pytest.approx(case["slope"], abs=tolerance)
    assert found.s[0] == case["S"]
    p = serial.p_values(found.s, found.points, INDEPENDENT)
    assert p[0] == pytest.approx(case["p"], abs=tolerance)


def mann_kendall_exact_table(case, tolerance):
    for s, p in case["p_by_S"].items():
        assert serial.p_of_s(int(s), case["n"], INDEPENDENT) == pytest.approx(p, abs=1e-5)


def relative_trend(case, tolerance):
    """In points: the distance on the scale `difference`; rates are told on `ratio` now."""
    values = np.array(case["values"])
    own = trend.slopes(case["years"], [values])
    apart = distance.distance(Scale.DIFFERENCE, values, case["median_municipality"])
    beside = trend.slopes(case["years"], [apart])
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


def sdsn_score_and_colour(case, tolerance):
    found = others.score(case["x"], case["worst"], case["best"])
    assert found == pytest.approx(case["score"], abs=tolerance)
    if "colour" in case:
        assert others.colour(case["x"], case["red"], case["green"]) == case["colour"]


def position_0_3(case, tolerance):
    bounds = [case[name] for name in ("worst", "red", "green", "best")]
    assert others.goal_position(case["x"], *bounds) == pytest.approx(
        case["position"], abs=tolerance
    )


def sdsn_goal_colour(case, tolerance):
    assert others.goal_colour([case["worst"], case["second_worst"]]) == case["goal"]


def years(case, *names):
    return [(case[year], case[value]) for year, value in names]


def sdsn_trend(case, tolerance):
    start, last = years(case, ("year0", "x0"), ("year1", "x1"))
    ratio, arrow = others.sdsn_trend(start, last, case["worst"], case["best"], case["green"])
    assert arrow == case["arrow"]
    if case["ratio"] is not None:
        assert ratio == pytest.approx(case["ratio"], abs=tolerance)


def statcan_progress(case, tolerance):
    start, last = years(case, ("base_year", "base"), ("year", "current"))
    target = (case["target_year"], case["target"]) if case["target"] is not None else None
    found = others.statistics_canada(
        start, last, case["direction"], target=target, limit=case["max_limit"]
    )
    group = GROUPS["statcan_progress"]
    assert found.score == pytest.approx(case["score"], abs=group["tolerance_score"])
    if case["value"] is not None:
        assert found.value == pytest.approx(case["value"], abs=group["tolerance_value"])


def un_progress_chart(case, tolerance):
    start, last, target = years(
        case, ("base_year", "base"), ("year", "current"), ("target_year", "target")
    )
    found = others.un_progress(start, last, target)
    expected = (case["cagr"], case["extrapolated"], case["ratio"], case["cls"])
    assert tuple(found) == pytest.approx(expected, abs=tolerance)


def fingertips_trend(case, tolerance):
    if case["kind"] == "proportion":
        found = others.fingertips_share(case["count"], case["denominator"])
    else:
        found = others.fingertips_value(case["value"], case["low"], case["high"])
    assert found.slope == pytest.approx(case["slope"], abs=tolerance)
    assert found.chi2 == pytest.approx(case["chi2"], abs=tolerance)
    assert found.name == case["trend"]


def newcombe_difference(case, tolerance):
    low, high = chance.newcombe(case["x1"], case["n1"], case["x2"], case["n2"])
    assert low == pytest.approx(case["low"], abs=tolerance)
    assert high == pytest.approx(case["high"], abs=tolerance)


def percentile_type7(case, tolerance):
    names = ("p2_5", "p25", "p50", "p75", "p97_5")
    found = position.percentiles(case["values"], 2.5, 25, 50, 75, 97.5)
    assert found == pytest.approx([case[name] for name in names])


def benjamini_hochberg(case, tolerance):
    assert chance.discoveries(case["p"], case["q"]).sum() == case["rejected"]


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
        sdsn_score_and_colour,
        position_0_3,
        sdsn_goal_colour,
        sdsn_trend,
        statcan_progress,
        un_progress_chart,
        fingertips_trend,
        newcombe_difference,
        percentile_type7,
        benjamini_hochberg,
    )
}
CHECKS |= dict.fromkeys(("sdsn_us_cities_score", "sdsn_eu_cities_score"), sdsn_score_and_colour)

CASES = [
    pytest.param(name, case, id=f"{name}-{number}")
    for name in CHECKS
    for number, case in enumerate(GROUPS[name]["cases"])
    if f"{name}-{number}" not in REPLACED
]


@pytest.mark.parametrize(("name", "case"), CASES)
def test_published_case(name, case):
    CHECKS[name](case, GROUPS[name].get("tolerance"))


def test_every_group_is_checked():
    assert set(GROUPS) == set(CHECKS)


def test_no_case_is_left_out():
    every = {f"{name}-{i}" for name, group in GROUPS.items() for i in range(len(group["cases"]))}
    assert set(REPLACED) < every
    assert len(every) == len(CASES) + len(REPLACED) == 130
