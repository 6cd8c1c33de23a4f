"""One fact, one vote; of many looked at, few are called. All figures are made up."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sdgwijzer.judgement import chance, signal, votes
from sdgwijzer.model import (
    Against,
    Basis,
    Chance,
    Direction,
    Family,
    Pace,
    Scale,
    Signal,
    Status,
)
from tests import make

PLACE = "90000"


def indicator(id_, spokesman=None, place=1, **fields):
    family = Family(spokesman=spokesman, place=place) if spokesman else None
    known = {"direction": Direction.HIGHER_IS_BETTER, "direction_reason": "x"}
    return make.indicator("made_up", {}, id_, family=family, **known | fields)


def row(id_, code=PLACE, **changes):
    """Surely in the best third: 20 beside a middle municipality of 10."""
    return {
        "indicator_id": id_,
        "nis_code": code,
        "position_status": Status.GOOD,
        "common_value": 20.0,
        "reference_value": 10.0,
        "scale": Scale.RATIO,
        "p_third": 1e-6,
        "against": Against.UNKNOWN,
        "change_against": np.nan,
        "size_unit_against": 0.4,
        "basis": Basis.PEERS,
        "status": Status.GOOD,
        "pace_class": Pace.UNKNOWN,
    } | changes


def called(rows, indicators):
    found = votes.of(pd.DataFrame(rows), indicators)
    return pd.DataFrame(found).assign(
        indicator_id=[each["indicator_id"] for each in rows],
        nis_code=[each["nis_code"] for each in rows],
    )


def one(**changes):
    return called([row("eigen_a", **changes)], [indicator("eigen_a")])["signal"].iloc[0]


POOR = {"position_status": Status.POOR, "status": Status.POOR, "common_value": 5.0}
MIDDLE = {"position_status": Status.MIDDLE, "status": Status.MIDDLE, "p_third": np.nan}
MOVED = {"change_against": np.expm1(0.1)}
"""0.1 on the scale: a quarter of 0.4."""


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, Signal.STRENGTH),
        (POOR, Signal.ATTENTION),
        (POOR | {"against": Against.FASTER}, Signal.QUESTION),
        (POOR | {"against": Against.SLOWER}, Signal.ATTENTION),
        (MIDDLE, ""),
        ({"position_status": Status.UNKNOWN, "p_third": np.nan}, ""),
        # found, and losing ground: the level speaks first
        ({"against": Against.LEAD_SHRINKS} | MOVED, Signal.STRENGTH),
        # not found
        ({"p_third": 0.2}, ""),
        (POOR | {"p_third": 0.2}, ""),
        (POOR | {"p_third": 0.2, "against": Against.FASTER} | MOVED, ""),
        ({"p_third": 0.2, "against": Against.LEAD_SHRINKS} | MOVED, Signal.QUESTION),
        (MIDDLE | {"against": Against.SLOWER} | MOVED, Signal.QUESTION),
        (MIDDLE | {"against": Against.SLOWER, "change_against": np.expm1(0.099)}, ""),
        (MIDDLE | {"against": Against.UNCLEAR} | MOVED, ""),
        (MIDDLE | {"against": Against.EQUAL} | MOVED, ""),
        # down by 0.1 on the scale is as far
        (MIDDLE | {"against": Against.SLOWER, "change_against": np.expm1(-0.1)}, Signal.QUESTION),
    ],
)
def test_what_is_called(changes, expected):
    assert one(**changes) == expected


@pytest.mark.parametrize(
    ("value", "expected"), [(10.49, ""), (10.5, Signal.STRENGTH), (9.53, ""), (9.52, "attention")]
)
def test_less_than_five_percent_from_the_middle_is_never_called(value, expected):
    """ln 1.05 either way: 10 / 1.05 = 9.524."""
    status = Status.GOOD if value > 10 else Status.POOR
    assert one(common_value=value, position_status=status, status=status) == expected


@pytest.mark.parametrize(("value", "expected"), [(14.9, ""), (15.0, Signal.STRENGTH)])
def test_less_than_five_points_of_a_survey_is_never_called(value, expected):
    item = indicator("eigen_a", chance=Chance.SURVEY)
    assert called([row("eigen_a", common_value=value)], [item])["signal"].iloc[0] == expected


def test_gap_has_no_smallest_difference():
    assert one(common_value=10.01, scale=Scale.DIFFERENCE) == Signal.STRENGTH


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"status": Status.GOOD}, Signal.STRENGTH),
        ({"status": Status.POOR}, Signal.ATTENTION),
        ({"status": Status.MIDDLE}, ""),
        ({"status": Status.MIDDLE, "pace_class": Pace.WRONG_WAY}, Signal.ATTENTION),
        ({"status": Status.MIDDLE, "pace_class": Pace.TOO_SLOW}, ""),
        ({"status": Status.UNKNOWN}, ""),
    ],
)
def test_own_target_is_called_without_a_place(changes, expected):
    nowhere = {"position_status": Status.UNKNOWN, "p_third": np.nan, "basis": Basis.OWN_TARGET}
    assert one(**nowhere | changes) == expected


def test_target_of_all_is_not_called():
    far = {"basis": Basis.TARGET, "status": Status.POOR}
    assert one(**MIDDLE | far) == ""


MANY = [indicator(f"eigen_{i}") for i in range(10)]


@pytest.mark.parametrize(
    ("p", "found"),
    [
        ([0.0051], 0),  # of ten: 0.05 x 1 / 10
        ([0.005], 1),
        ([0.0051, 0.0099], 2),  # 0.05 x 2 / 10
        ([0.001, 0.012, 0.02], 1),  # more than 0.010 and 0.015
        ([0.001, 0.012, 0.015], 3),  # the last one that stands takes all before it along
    ],
)
def test_of_many_few_are_called(p, found):
    """Benjamini and Hochberg over all spokesmen of a municipality; what is middle counts as 1."""
    rows = [row(item.id, p_third=each) for item, each in zip(MANY, p, strict=False)]
    rows += [row(item.id, **MIDDLE) for item in MANY[len(p) :]]
    result = called(rows, MANY)
    assert (result["signal"] == Signal.STRENGTH).sum() == found
    assert result["p_found"].unique().tolist() == [sorted(p)[found - 1] if found else -1.0]


def test_what_takes_no_status_takes_no_part():
    unknown = {"position_status": Status.UNKNOWN, "p_third": np.nan}
    rows = [row(item.id, **unknown) for item in MANY]
    rows[0] = row(MANY[0].id, p_third=0.05)  # the only one: 0.05 x 1 / 1
    result = called(rows, MANY)
    assert result["signal"].tolist() == [Signal.STRENGTH] + [""] * 9
    assert result["p_found"].isna().tolist() == [False] + [True] * 9


def test_municipalities_do_not_count_in_each_others_many():
    rows = [row(item.id, code, p_third=0.005) for item in MANY[:1] for code in ("90000", "90001")]
    rows += [row(MANY[1].id, "90000", p_third=0.04), row(MANY[1].id, "90001", **MIDDLE)]
    result = called(rows, MANY[:2]).set_index(["nis_code", "indicator_id"])["p_found"]
    assert result.to_dict() == {
        ("90000", "eigen_0"): 0.04,
        ("90001", "eigen_0"): 0.005,
        ("90000", "eigen_1"): 0.04,
        ("90001", "eigen_1"): 0.005,
    }


HEAD = indicator("eigen_a")
FAMILY = [indicator("eigen_c", "eigen_a", 2), HEAD, indicator("eigen_b", "eigen_a", 1)]
VALUE = {"position_status": Status.UNKNOWN, "p_third": np.nan}
NOTHING = VALUE | {"common_value": np.nan}


@pytest.mark.parametrize(
    ("a", "b", "c", "speaks"),
    [
        ({}, {}, {}, "eigen_a"),
        (NOTHING, {}, {}, "eigen_b"),
        (NOTHING, VALUE, {}, "eigen_c"),
        (NOTHING, NOTHING, {}, "eigen_c"),
        (VALUE, {}, {}, None),
        (NOTHING, NOTHING, NOTHING, None),
    ],
)
def test_one_of_a_family_speaks_and_the_parts_are_silent(a, b, c, speaks):
    rows = [row("eigen_c", **c), row("eigen_a", **a), row("eigen_b", **b)]
    result = called(rows, FAMILY).set_index("indicator_id")
    assert result.index[result["speaks"]].tolist() == ([speaks] if speaks else [])
    assert result.index[result["signal"] != ""].tolist() == ([speaks] if speaks else [])
    assert result["family"].unique().tolist() == ["eigen_a"]
    assert result["role"].to_dict() == {"eigen_a": "spokesman", "eigen_b": "part"} | {
        "eigen_c": "part"
    }


def test_part_that_loses_ground_raises_no_question():
    losing = MIDDLE | {"against": Against.SLOWER} | MOVED
    rows = [row("eigen_c", **losing), row("eigen_a", **MIDDLE), row("eigen_b", **losing)]
    assert set(called(rows, FAMILY)["signal"]) == {""}


def test_part_whose_spokesman_is_not_here_speaks():
    rows = [row("eigen_c"), row("eigen_b")]
    result = called(rows, [FAMILY[0], FAMILY[2]])
    assert result["speaks"].tolist() == [False, True]


def test_what_is_kept_and_not_shown_has_no_vote():
    old = indicator("eigen_a", archive=True)
    result = called([row("eigen_a"), row("eigen_0")], [old, MANY[0]])
    assert result["speaks"].tolist() == [False, True]
    assert result["signal"].tolist() == ["", Signal.STRENGTH]


rows_ = st.lists(
    st.tuples(
        st.sampled_from(list(Status)),
        st.sampled_from([2.0, 9.6, 10.2, 10.6, 30.0]),
        st.sampled_from([1e-6, 0.002, 0.004, 0.02, 0.3]),
        st.sampled_from(list(Against)),
        st.sampled_from([-0.3, -0.05, 0.05, 0.3]),
    ),
    min_size=10,
    max_size=10,
)


def one_by_one(status, against, *, found, moved):
    """The rule of a signal, written again as the method tells it."""
    if found and status == "good":
        return "strength"
    if found and status == "poor":
        return "question" if against == "faster" else "attention"
    return "question" if against in ("slower", "lead_shrinks") and moved else ""


@settings(max_examples=25)
@given(rows_)
def test_all_at_once_says_what_the_rules_say_one_by_one(facts):
    names = ("position_status", "common_value", "p_third", "against", "change_against")
    given_ = [dict(zip(names, each, strict=True)) for each in facts]
    result = called([row(i.id, **each) for i, each in zip(MANY, given_, strict=True)], MANY)
    spoken = [each for each in given_ if each["position_status"] != Status.UNKNOWN]
    p = [
        each["p_third"]
        if each["position_status"] in ("good", "poor")
        and abs(np.log(each["common_value"] / 10)) >= np.log(1.05)
        else 1.0
        for each in spoken
    ]
    standing = chance.discoveries(p, signal.Q).tolist() if p else []
    expected = [
        one_by_one(
            each["position_status"],
            each["against"],
            found=found,
            moved=abs(np.log1p(each["change_against"])) >= 0.25 * 0.4,
        )
        for each, found in zip(spoken, standing, strict=True)
    ]
    assert result.loc[result["speaks"], "signal"].tolist() == expected
    assert set(result.loc[~result["speaks"], "signal"]) <= {""}
