"""Figures of merged municipalities: added up, divided again, or refused."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdgwijzer import municipalities
from sdgwijzer.build import pipeline
from sdgwijzer.catalogue import Catalogue
from sdgwijzer.errors import FiguresError
from sdgwijzer.figures import mergers
from sdgwijzer.model import FIGURE_COLUMNS
from tests import make
from tests.make import UNITS

DEINZE, OLD_DEINZE, NEVELE = "44083", "44011", "44049"
ANTWERPEN, BORSBEEK = "11002", "11007"


def indicator(id_, unit, merge, **fields):
    return make.indicator("statbel_population", {}, id_, unit=unit, merge=merge, **fields)


CATALOGUE = Catalogue(
    (
        indicator("telling", "inwoners", "sum"),
        indicator("aandeel", "%", "ratio"),
        indicator("mediaan", "euro", "not_possible"),
        indicator("graad", "%", "mean"),
        indicator("mening", "%", "mean", per={"indicator": "telling"}),
        indicator("per_duizend", "per 1.000 inwoners", "ratio", per={"indicator": "telling"}),
    ),
    {"test": "Test"},
    UNITS,
)


def figures(*rows):
    """Rows of id, code, geography, year, value, numerator, denominator, missing."""
    names = ("indicator_id", "nis_code", "geography", "year", "value", "numerator", "denominator")
    frame = pd.DataFrame(rows, columns=[*names, "missing"])
    frame = frame.assign(flag=None)[list(FIGURE_COLUMNS)]
    return frame.astype({"value": float, "numerator": float, "denominator": float})


def observed(*rows):
    """Observations on today's map, by (indicator, code, year); Zwevegem always has a figure."""
    years = {(row[0], *row[2:4]) for row in rows if row[0] in ("telling", "mediaan")}
    others = [
        (id_, "34042", geography, year, 5, None, None, None) for id_, geography, year in years
    ]
    found, _ = pipeline.observe(figures(*rows, *others), CATALOGUE, municipalities.load())
    return found.set_index(["indicator_id", "nis_code", "year"])


def merged_share(parts):
    """The share that the build makes of two parts of Deinze, in percent."""
    rows = [
        ("aandeel", code, 2018, 2017, None, numerator, denominator, None)
        for code, (numerator, denominator) in zip((OLD_DEINZE, NEVELE), parts, strict=True)
    ]
    return observed(*rows).loc[("aandeel", DEINZE, 2017), "value"]


def test_counts_of_the_parts_add_up():
    found = observed(
        ("telling", OLD_DEINZE, 2018, 2017, 30, None, None, None),
        ("telling", NEVELE, 2018, 2017, 12, None, None, None),
    ).loc[("telling", DEINZE, 2017)]
    assert (found["value"], found["flag"]) == (42, "summed")


def test_share_is_the_ratio_of_sums_not_the_mean_of_shares():
    assert merged_share([(120, 4000), (90, 1000)]) == pytest.approx(4.2)


def test_share_lies_between_the_shares_of_its_parts():
    assert 3.0 < merged_share([(120, 4000), (90, 1000)]) < 9.0


def test_median_of_parts_is_refused_with_reason_merged():
    found = observed(
        ("mediaan", OLD_DEINZE, 2018, 2017, 20_000, None, None, None),
        ("mediaan", NEVELE, 2018, 2017, 21_000, None, None, None),
    ).loc[("mediaan", DEINZE, 2017)]
    assert np.isnan(found["value"])
    assert found["missing"] == "merged"


def merged_rate(id_, parts, people=(None, None), inhabitants=()):
    """What the build makes of published rates of two parts of Deinze."""
    codes = (OLD_DEINZE, NEVELE)
    rows = [
        (id_, code, 2018, 2017, rate, None, below, None)
        for code, rate, below in zip(codes, parts, people, strict=True)
    ]
    rows += [
        ("telling", code, 2018, 2017, count, None, None, None)
        for code, count in zip(codes, inhabitants, strict=False)
    ]
    return observed(*rows, (id_, "34042", 2018, 2017, 5, None, None, None)).loc[(id_, DEINZE, 2017)]


def test_rate_of_parts_is_weighted_with_the_people_it_is_of():
    found = merged_rate("graad", (10.0, 4.0), people=(3000, 1000))
    assert (found["value"], found["denominator"], found["flag"]) == (8.5, 4000, "computed")
    assert np.isnan(found["numerator"])


def test_rate_of_which_one_part_has_no_people_is_refused():
    found = merged_rate("graad", (10.0, 4.0), people=(3000, None))
    assert np.isnan(found["value"])
    assert found["missing"] == "merged"


def test_rate_of_which_one_part_is_withheld_is_withheld():
    found = observed(
        ("graad", OLD_DEINZE, 2018, 2017, 10, None, 3000, None),
        ("graad", NEVELE, 2018, 2017, None, None, None, "withheld"),
        ("graad", "34042", 2018, 2017, 5, None, 10, None),
    ).loc[("graad", DEINZE, 2017)]
    assert found["missing"] == "withheld"


@given(
    st.lists(
        st.tuples(st.integers(0, 500_000), st.integers(500_001, 600_000)), min_size=2, max_size=2
    )
)
def test_rounding_of_the_parts_moves_a_computed_rate_by_at_most_half_a_tenth(parts):
    rates = [round(100 * poor / people, 1) for poor, people in parts]
    exact = 100 * sum(poor for poor, _ in parts) / sum(people for _, people in parts)
    total = sum(people for _, people in parts)
    computed = sum(rate * people for rate, (_, people) in zip(rates, parts, strict=True)) / total
    assert abs(computed - exact) <= 0.05 + 1e-9


def test_opinion_of_parts_is_weighted_with_inhabitants_and_only_a_value():
    found = merged_rate("mening", (10.0, 4.0), inhabitants=(3000, 1000))
    assert (found["value"], found["flag"]) == (8.5, "composed")
    assert found[["numerator", "denominator"]].isna().all()


def test_opinion_without_the_inhabitants_of_one_part_is_refused():
    found = merged_rate("mening", (10.0, 4.0), inhabitants=(3000,))
    assert found["missing"] == "merged"
    assert found[["value", "flag"]].isna().all()


def test_published_rate_of_a_whole_municipality_is_kept_as_it_is():
    found = observed(
        ("mening", "34013", 2025, 2020, 7, None, None, None),
        ("telling", "34013", 2025, 2020, 30_000, None, None, None),
    ).loc[("mening", "34013", 2020)]
    assert found["value"] == 7
    assert found[["denominator", "flag"]].isna().all()


def test_withheld_part_makes_the_whole_withheld_not_smaller():
    found = observed(
        ("telling", OLD_DEINZE, 2018, 2017, 30, None, None, None),
        ("telling", NEVELE, 2018, 2017, None, None, None, "withheld"),
    ).loc[("telling", DEINZE, 2017)]
    assert np.isnan(found["value"])
    assert found["missing"] == "withheld"


def test_absent_part_makes_the_whole_missing():
    found = observed(("telling", OLD_DEINZE, 2018, 2017, 30, None, None, None))
    assert found.loc[("telling", DEINZE, 2017), "missing"] == "not_published"


def test_antwerpen_of_2020_is_a_part_of_antwerpen_of_today():
    found = observed(
        ("telling", ANTWERPEN, 2024, 2020, 500, None, None, None),
        ("telling", BORSBEEK, 2024, 2020, 10, None, None, None),
    )
    assert found.loc[("telling", ANTWERPEN, 2020), "value"] == 510


def test_antwerpen_on_the_map_of_2025_is_whole():
    found = observed(("mediaan", ANTWERPEN, 2025, 2020, 20_000, None, None, None))
    assert found.loc[("mediaan", ANTWERPEN, 2020), "value"] == 20_000


def test_median_of_antwerpen_before_borsbeek_is_refused():
    found = observed(
        ("mediaan", ANTWERPEN, 2024, 2020, 20_000, None, None, None),
        ("mediaan", BORSBEEK, 2024, 2020, 21_000, None, None, None),
    )
    assert found.loc[("mediaan", ANTWERPEN, 2020), "missing"] == "merged"


def test_history_that_the_source_put_on_the_new_map_says_so():
    found = observed(("mediaan", DEINZE, 2025, 2017, 20_000, None, None, None))
    assert found.loc[("mediaan", DEINZE, 2017), "flag"] == "recalculated"


def test_figure_of_after_the_merger_has_no_flag():
    found = observed(("mediaan", DEINZE, 2025, 2020, 20_000, None, None, None))
    assert pd.isna(found.loc[("mediaan", DEINZE, 2020), "flag"])


def test_code_that_is_not_on_its_map_is_an_error():
    with pytest.raises(FiguresError, match=r"44083.*map of 2018|map of 2018.*44083"):
        mergers.to_today(
            figures(("telling", DEINZE, 2018, 2017, 1, None, None, None)),
            CATALOGUE,
            municipalities.load(),
        )


def test_count_is_divided_by_the_inhabitants_of_that_year():
    found = observed(
        ("telling", "34013", 2025, 2020, 2000, None, None, None),
        ("per_duizend", "34013", 2025, 2020, None, 8, None, None),
    ).loc[("per_duizend", "34013", 2020)]
    assert (found["value"], found["denominator"]) == (4.0, 2000)


def test_count_without_inhabitants_stays_a_gap_with_its_reason():
    found = observed(
        ("telling", "34013", 2025, 2020, 2000, None, None, None),
        ("telling", "34013", 2025, 2022, 2000, None, None, None),
        ("per_duizend", "34013", 2025, 2020, None, 8, None, None),
        ("per_duizend", "34013", 2025, 2021, None, 8, None, None),
    ).loc[("per_duizend", "34013", 2021)]
    assert np.isnan(found["value"])
    assert (found["numerator"], found["missing"]) == (8, "no_denominator")


def test_parts_of_a_merged_municipality_stay_visible():
    _, parts = pipeline.observe(
        figures(
            ("telling", OLD_DEINZE, 2018, 2017, 30, None, None, None),
            ("telling", NEVELE, 2018, 2017, 12, None, None, None),
        ),
        CATALOGUE,
        municipalities.load(),
    )
    assert dict(zip(parts["part_code"], parts["value"], strict=True)) == {
        OLD_DEINZE: 30,
        NEVELE: 12,
    }


def test_municipality_without_a_row_gets_a_gap_with_its_reason():
    found = observed(("telling", "34013", 2025, 2020, 1, None, None, None))
    assert found.loc[("telling", "34022", 2020), "missing"] == "not_published"
