"""Worked examples of method 3, one test per case.

The cases stand in `method_vectors_2.json` with who worked them out.
"""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from sdgwijzer.judgement import (
    age,
    beside,
    chance,
    direction,
    distance,
    flemish,
    net,
    noise,
    place,
    serial,
    signal,
)
from sdgwijzer.judgement.noise import Noise
from sdgwijzer.model import Against, Basis, Chance, Direction, Scale, Status
from tests import make

VECTORS = json.loads((Path(__file__).parent / "method_vectors_2.json").read_text(encoding="utf-8"))
GROUPS = {group["id"]: group for group in VECTORS["groups"]}


def near(expected, tolerance):
    if isinstance(expected, list):
        return [near(each, tolerance) for each in expected]
    return pytest.approx(np.nan if expected is None else expected, abs=tolerance, nan_ok=True)


def numbers(values):
    return np.array([np.nan if value is None else value for value in values], float)


def distances(case, tolerance):
    found = distance.distance(Scale(case["scale"]), case["value"], case["median"])
    assert float(found) == near(case["distance"], tolerance)


def euro_needs_no_index(case, tolerance):
    index = case["price_index"] / 100
    found = distance.distance(Scale.RATIO, case["value"] / index, case["median"] / index)
    assert float(found) == near(case["distance"], tolerance)


def choice_of_scale(case, tolerance):
    assert distance.fitting(case["unit"], case["values"]) == case["scale"]


def noise_of_one(case, tolerance):
    [found], [changes] = noise.half_mean_squares([numbers(case["distances"])])
    assert found == near(case["half_mean_square"], tolerance)
    assert changes == case["changes"]


def noise_by_size(case, tolerance):
    found = noise.by_size(case["half_mean_squares"], case["changes"], case["inhabitants"])
    assert found.a == near(case["a"], tolerance)
    assert found.b == pytest.approx(case["b"], rel=tolerance, abs=tolerance)


def margin(case, tolerance):
    sd = Noise(case["a"], case["b"]).sd(case["inhabitants"])
    assert float(sd) == near(case["sd"], tolerance)
    low, high = noise.interval(Scale(case["scale"]), case["value"], sd)
    assert [float(low), float(high)] == near([case["low"], case["high"]], tolerance)


def margin_widest_of_two(case, tolerance):
    whole = case["denominator"] or np.nan
    found = noise.of_counts(Chance(case["kind"]), Scale.RATIO, case["numerator"], whole)
    assert float(found) == near(case["sd_counts"], tolerance)
    assert max(float(found), case["sd_years"]) == near(case["sd"], tolerance)


def survey_estimated_margin(case, tolerance):
    answers = noise.respondents(case["inhabitants"])
    assert float(answers) == case["respondents_assumed"]
    low, high = noise.of_survey(case["value"], answers)
    assert [float(low), float(high)] == near([case["low"], case["high"]], tolerance)


def wilson_published(case, tolerance):
    low, high = chance.wilson(case["events"], case["n"])
    assert [float(low), float(high)] == near([case["low"], case["high"]], tolerance)


def status(case, tolerance):
    found = place.placed(
        [case["value"]],
        numbers([case["low"]]),
        numbers([case["high"]]),
        [case["percentile"]],
        [case["barred"]],
        sign=case["direction"],
        middle=case["median"],
        flemish=np.nan if case["flemish"] is None else case["flemish"],
    )
    assert (found.status[0], found.reason[0]) == (case["status"], case["reason"])


def age_limit(case, tolerance):
    limit = age.limit(case["lag"], case["rhythm"])
    assert limit == case["limit"]
    assert (case["as_of"] - case["year"] > limit) == case["old"]


def flemish_figure(case, tolerance):
    if "parts" in case:
        above, below = zip(*case["parts"], strict=True)
        found = flemish.summed(above, below, 100)
    else:
        found = flemish.estimated(case["values"], case["inhabitants"], case["total_inhabitants"])
    assert found.value == near(case["flemish"], tolerance)
    assert found.kind == case["kind"]


def surely_in_the_third(case, tolerance):
    outward = case["direction"] * (1 if case["side"] == "best" else -1)
    if case["scale"] == "points":
        z, p = place.surely_of_survey(case["value"], case["bound"], case["respondents"], outward)
    else:
        scale = Scale(case["scale"])
        z, p = place.surely(scale, case["value"], case["bound"], case["sd"], outward)
    assert [float(z), float(p)] == near([case["z"], case["p"]], tolerance)


def benjamini_hochberg(case, tolerance):
    assert chance.discoveries(case["p"], case["q"]).sum() == case["found"]


def signals(case, tolerance):
    if case["role"] != "spokesman":  # parts never come so far
        assert case["signal"] == ""
        return
    p = signal.counted(case["p"], case["status"], case["distance"], case["kind"])
    found = signal.kinds(
        case["status"],
        case["against"],
        found=p <= case["largest_p_found"],
        moved=case["change_is_0_25_iqr"],
    )
    assert str(found) == case["signal"]


def rho_from_raw(case, tolerance):
    found = serial.rho(case["points"], case["raw"])
    assert found == near(case["rho"], tolerance)
    assert serial.used(found) == near(case["rho_used"], 1e-9)


def raw_lag1_of_white_noise(case, tolerance):
    """The exact value for independent years, beside the simulated table."""
    simulated = serial._TABLES["lag1"][str(case["points"])]["0.0"]
    assert simulated == pytest.approx(case["raw"], abs=0.003)


def p_of_s(case, tolerance):
    found = serial.p_of_s(case["s"], case["points"], case["rho"])
    assert found == near(case["p"], tolerance)


def s_needed(case, tolerance):
    found = serial.needed(case["points"], case["rho"])
    for mine, expected in zip(found, (case["s_direction"], case["s_clear"]), strict=True):
        assert mine == (np.inf if expected is None else near(expected, tolerance))


def own_course(case, tolerance):
    found = direction.own(
        case["years"],
        [numbers(case["values"])],
        sign=case["direction"],
        unit=case["U"],
        rho_used=case["rho"],
        euro=case["euro"],
    )
    assert (found.word[0], found.slopes.points[0]) == (case["trend"], case["points"])
    if "S" in case:
        assert found.slopes.s[0] == case["S"]
        for mine, name in ((found.slopes.slope, "slope"), (found.p, "p"), (found.range, "range")):
            assert mine[0] == near(case[name], tolerance)
        assert found.clear[0] == case["clear"]


def beside_the_middle(case, tolerance):
    y = distance.distance(Scale.RATIO, case["values"], case["medians"])
    found = direction.beside(
        range(len(y)),
        [y],
        sign=case["direction"],
        unit=case["iqr"],
        rho_used=case["rho"],
        percentile=[case["percentile"]],
    )
    assert (found.word[0], found.slopes.s[0]) == (case["against"], case["S"])
    assert found.slopes.slope[0] == near(case["slope"], tolerance)
    assert found.p[0] == near(case["p"], tolerance)
    change = 100 * (np.exp(found.slopes.slope[0] * (len(y) - 1)) - 1)
    assert change == near(case["change_percent"], tolerance)


def net_change(case, tolerance):
    found = net.net([distance.on(Scale(case["scale"]), case["values"])], case["sd"])
    assert found.k[0] == case["k"]
    assert found.change[0] == near(case["net"], tolerance)
    assert found.margin[0] == near(case["margin"], tolerance)
    assert found.word[0] == case["net_change"]


def turned(case, tolerance):
    found = net.turn(case["years"], [case["values"]], case["U"], case["sd"])
    for mine, name in (
        (found.before, "first_half"),
        (found.after, "second_half"),
        (found.needed, "needed"),
        (found.year, "turned"),
    ):
        assert mine[0] == near(case[name], tolerance), name


def family_speaks(case, tolerance):
    judged = [id_ in case["with_status"] for id_ in case["family"]]
    spoken = signal.speaks(case["family"][0] in case["with_figure"], judged)
    found = [id_ for id_, speaks in zip(case["family"], spoken, strict=True) if speaks]
    assert found == [each for each in [case["speaks"]] if each is not None]


ASKED = {
    "distance": distances,
    "signal": signals,
    "p_of_s_all_rising_or_falling": p_of_s,
    "p_of_s_exchangeable": p_of_s,
}
CASES = [(id_, i) for id_, group in GROUPS.items() for i in range(len(group["cases"]))]


@pytest.mark.parametrize(("id_", "number"), CASES, ids=[f"{id_}-{i}" for id_, i in CASES])
def test_case(id_, number):
    asked = ASKED.get(id_) or globals()[id_]
    asked(GROUPS[id_]["cases"][number], GROUPS[id_]["tolerance"])


def test_s_needed_is_that_of_the_published_table():
    for points, by_rho in VECTORS["tables"]["s_needed"].items():
        for rho, expected in by_rho.items():
            found = serial.needed(int(points), float(rho))
            assert list(found) == [np.inf if each is None else each for each in expected]


YEARS = range(2020, 2025)


def course_beside(values, percentile):
    """Lower is better, beside a middle municipality that stays at 10; U is 0.4, rho 0."""
    apart = distance.distance(Scale.RATIO, values, 10.0)
    found = direction.beside(
        YEARS, [apart], sign=-1, unit=0.4, rho_used=0.0, percentile=[percentile]
    )
    return found.word[0], found


GROWING = [5.0, 5.5, 6.05, 6.655, 7.3205]
"""From half of the middle municipality, 10 % more every year."""


@pytest.mark.parametrize(
    ("percentile", "expected"),
    [
        (100.0, Against.LEAD_SHRINKS),
        (200 / 3, Against.LEAD_SHRINKS),  # exactly two thirds is in the best third
        (66.0, Against.SLOWER),
        (0.0, Against.SLOWER),
    ],
)
def test_own_case_lead_shrinks(percentile, expected):
    # y = ln(x / 10) rises by ln 1.1 = 0.09531 a year, so that is the slope. All 10 pairs rise:
    # S = 10, of which p = 2 / 5! = 0.016667 with rho 0. Total 4 x 0.09531 = 0.38124, more than
    # 0.1 U = 0.04. Higher is worse. Change 1.1 ** 4 - 1 = 46.41 %.
    word, found = course_beside(GROWING, percentile)
    assert word is expected
    assert (found.slopes.s[0], found.slopes.slope[0]) == (10, pytest.approx(0.0953101798))
    assert found.p[0] == pytest.approx(2 / 120, abs=1e-6)
    assert np.expm1(4 * found.slopes.slope[0]) == pytest.approx(0.4641)


def test_own_case_lead_that_grows_is_faster():
    assert course_beside(GROWING[::-1], 100.0)[0] is Against.FASTER


@pytest.mark.parametrize("percentile", [100.0, 50.0, 0.0])
def test_own_case_equal(percentile):
    # y = 0, 0.00995, -0.01005, 0.00995, 0. Of the 10 pairs 4 rise (0 to 0.00995 twice, -0.01005
    # to 0.00995, -0.01005 to 0), 4 fall and 2 are equal: S = 0, no direction. The range is
    # ln(10.1 / 9.9) = 0.02000, less than 0.25 U = 0.1: it stayed as far as it was.
    word, found = course_beside([10.0, 10.1, 9.9, 10.1, 10.0], percentile)
    assert word is Against.EQUAL
    assert found.slopes.s[0] == 0
    assert found.range[0] == pytest.approx(np.log(10.1 / 9.9))


def test_own_case_range_of_a_quarter_of_the_unit_is_not_equal():
    # 2 pairs rise, 5 fall, 3 are equal: S = -3, no direction; ln(10.52 / 9.516) = 0.1003
    assert course_beside([10.0, 10.52, 10.0, 9.516, 10.0], 50.0)[0] is Against.UNCLEAR


def one_beside(values, low, high, sd):
    """Higher is better: the first is judged beside the others."""
    item = make.indicator("made_up", {}, direction=Direction.HIGHER_IS_BETTER, direction_reason="x")
    rows = pd.DataFrame({"nis_code": [f"9{i:04}" for i in range(len(values))]})
    rows = rows.assign(indicator_id=item.id, common_value=values, barred="", unsure="", old=False)
    rows = rows.assign(low=low, high=high, noise_sd=sd, respondents=np.nan, basis=Basis.PEERS)
    rows = rows.assign(status=None, status_reason=None, trend_from=np.nan)
    rows = rows.assign(rho_against=np.nan, size_unit_against=np.nan)
    found = beside.beside(rows, {item.id: item}, "90000", rows["nis_code"].tolist()[1:])
    return found.loc[item.id]


def test_own_case_between_beside_flanders_is_good_beside_chosen_peers():
    # Value 52, margin 51 to 53. Beside Flanders: middle municipality 50, Flanders 54, percentile
    # 80. In the best third, the margin excludes 50, but Flanders is on the other side: between.
    placed = place.placed([52.0], [51.0], [53.0], [80.0], [""], sign=1, middle=50.0, flemish=54.0)
    assert (placed.status[0], placed.reason[0]) == (Status.MIDDLE, "between")
    # Beside five peers of 46 to 50: their middle is 48, below the margin; all 5 are worse, so the
    # percentile is 100. No figure of the five together is in the way: good. Their best third
    # begins at 48 + 2/3 (type 7: place 4 x 2/3 = 2.667 of 46, 47, 48, 49, 50), and
    # z = ln(52 / 48.6667) / 0.02 = 0.066249 / 0.02 = 3.31246, p = 0.000462.
    row = one_beside([52.0, 46.0, 47.0, 48.0, 49.0, 50.0], 51.0, 53.0, 0.02)
    assert (row["position_status"], row["position_reason"]) == (Status.GOOD, "")
    assert (row["reference_value"], row["percentile"], row["n"]) == (48.0, 100.0, 6)
    assert row["third_best"] == pytest.approx(48 + 2 / 3)
    assert row["p_third"] == pytest.approx(0.000462, abs=1e-6)


def test_own_case_margin_that_holds_the_middle_of_the_peers_gives_no_status():
    # the same place, a margin of 47 to 57: 48 lies inside
    row = one_beside([52.0, 46.0, 47.0, 48.0, 49.0, 50.0], 47.0, 57.0, 0.05)
    assert (row["position_status"], row["position_reason"]) == (Status.MIDDLE, "")
