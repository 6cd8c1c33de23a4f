"""An aggregate needs enough municipalities, wherever it is made; every figure here is made up."""

import numpy as np
import pandas as pd
import pytest

from sdgwijzer.judgement import beside, position, summary
from sdgwijzer.judgement.enough import needed
from sdgwijzer.store import exports
from sdgwijzer.texts import sentences
from sdgwijzer.views import compared as compared_by
from sdgwijzer.views.counts import Counts
from tests.test_judgement import CODES, INDICATOR, observations, summarised

APARTMENTS = "prijs_appartementen"  # in no year a figure for 80 % of the municipalities


@pytest.mark.parametrize(
    ("group", "expected"), [(285, 228), (284, 228), (10, 8), (6, 5), (5, 5), (1, 5), (0, 5)]
)
def test_four_fifths_of_the_group_and_five_at_least_are_needed(group, expected):
    assert needed(group) == expected


def beside_nine(known):
    """One municipality beside nine others, of whom so many have a figure."""
    rows = summarised(observations()).reset_index()
    rows.loc[rows["nis_code"].isin(CODES[1 + known :]), "common_value"] = np.nan
    return beside.beside(rows, {INDICATOR.id: INDICATOR}, CODES[0], CODES[1:]).loc[INDICATOR.id]


def test_group_of_whom_too_few_have_a_figure_gives_no_place_and_no_median():
    few, enough = beside_nine(7), beside_nine(8)
    assert few[["rank", "percentile", "reference_value"]].isna().all()
    assert few["position_reason"] == position.Reason.FEW_PEERS
    assert (enough["rank"], enough["position_status"]) == (1, "good")


def test_year_in_the_future_is_neither_the_latest_nor_compared():
    ahead = observations().assign(year=lambda rows: rows["year"].replace(2020, 2040))
    found = summarised(ahead, as_of=2021)
    assert set(found["year"]) == set(found["common_year"]) == {2019}
    assert set(found["trend_to"]) == {2019}


def test_own_figure_has_its_own_year_and_nobody_beside_it():
    item = INDICATOR.model_copy(update={"owner": CODES[0]})
    mine = observations().query("nis_code == @CODES[0]")
    [row] = summary.summarise(mine, [item], CODES, 2021).to_dict("records")
    assert (row["common_year"], row["n"], row["against"]) == (2020, 0, "unknown")
    assert row["position_reason"] == position.Reason.FEW_PEERS
    nothing = ("rank", "equal", "percentile", "reference_value", "iqr", "worst", "best")
    assert all(np.isnan(row[name]) for name in nothing)


def test_median_by_year_is_of_enough_municipalities(database):
    assert database.medians()["n"].min() >= needed(285)
    assert database.medians(APARTMENTS).empty


FLAT = (0.0,) * 5


def test_median_of_a_group_is_of_enough_of_its_members(database):
    coast = ["31004", "31006", "31012", "31022", "31033", "31040", "31042", "35013", "35029"]
    rows = database.courses("31005", coast, [APARTMENTS])
    short = rows["n"].fillna(0) < needed(len(coast))
    assert short.any()
    assert rows.loc[short, "median"].isna().all()
    codes = list("abcdefghij")
    compared = {
        "half": compared_by.Column(
            np.arange(5.0), {code: i for i, code in enumerate(codes[:5])}, FLAT
        ),
        "most": compared_by.Column(
            np.arange(10.0), {code: i for i, code in enumerate(codes)}, FLAT
        ),
    }
    assert compared_by.medians(compared, codes) == {"most": 4.5}


def test_export_beside_a_group_with_too_few_figures_has_no_place_in_it(database):
    table = database.rows(["34013"], ["inwoners"])
    judged = pd.DataFrame(np.nan, index=["inwoners"], columns=list(beside.COLUMNS)).assign(n=3)
    rows = exports.beside(table, "34013", judged, "verzonnen groep").to_pylist()
    compared = [row for row in rows if row["group_n"] is not None]
    assert [row["group_n"] for row in compared] == [3]
    for name in ("rank", "percentile", "equal", "reference_value"):
        assert [row[f"group_{name}"] for row in compared] == [None]


@pytest.mark.parametrize(
    ("figures", "unjudged", "said"),
    [
        (0, 0, "Geen enkele van de 6 indicatoren heeft een cijfer."),
        (2, 2, "2 van de 6 indicatoren hebben een cijfer. 2 krijgen geen oordeel."),
    ],
)
def test_without_a_judgement_is_said_of_figures_only(figures, unjudged, said):
    count = Counts(6, figures, 0, 0, 0, 0, unjudged, 0, 0, 0, 0)
    assert sentences.distribution(count) == said
