"""Figures of merged municipalities: added up, divided again, or refused."""

import numpy as np
import pandas as pd
import pytest

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
