"""New figures that are not believable are refused, and those of before stay in use."""

import numpy as np
import pandas as pd
import pytest

from sdgwijzer import municipalities, sources
from sdgwijzer.errors import FiguresError
from sdgwijzer.figures import checks
from sdgwijzer.model import FIGURE_COLUMNS
from tests.make import indicator

SOURCE = sources.load("statbel_establishments")
ITEM = indicator(SOURCE.key, {}, unit="inwoners", merge="sum", plausible=(0, 100_000))


def figures(value=1000.0, years=(2020, 2021)):
    """Made-up figures: the same value for every municipality of 2025."""
    codes = list(municipalities.load().on_map(2025))
    rows = [
        (ITEM.id, code, 2025, year, value, np.nan, np.nan, None, None)
        for year in years
        for code in codes
    ]
    return pd.DataFrame(rows, columns=list(FIGURE_COLUMNS))


def check(frame, before=None):
    checks.figures(SOURCE, frame, [ITEM], municipalities.load(), before)


def test_the_same_figures_again_are_fine():
    check(figures(), figures())


def test_new_year_is_fine():
    check(figures(years=(2020, 2021, 2022)), figures())


def test_small_correction_is_fine():
    frame = figures()
    frame.loc[:20, "value"] = 1010.0
    check(frame, figures())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda frame: frame.iloc[:400], "expected 285 municipalities, found 115"),
        (lambda frame: frame.assign(value=200_000.0), "values outside"),
        (lambda frame: frame.assign(indicator_id="iets_anders"), "no figures at all"),
    ],
)
def test_unbelievable_figures_are_refused(change, said):
    with pytest.raises(FiguresError, match=said):
        check(change(figures()))


def test_one_value_times_1000_is_found():
    frame = figures(value=12.0)
    frame.loc[3, "value"] = 12_000.0
    with pytest.raises(
        FiguresError, match=r"of 1 cells changed by more than 5%.*about 12\.0, found 12000"
    ):
        check(frame, figures(value=12.0))


def test_many_altered_values_are_a_question():
    frame = figures()
    frame.loc[:200, "value"] = 1001.0
    with pytest.raises(FiguresError, match="35% of the cells of before have another value"):
        check(frame, figures())


def test_vanished_municipalities_are_a_question():
    with pytest.raises(FiguresError, match="6 municipalities that had a row before have none"):
        check(figures().iloc[6:], figures())


def test_refusal_says_how_to_accept():
    with pytest.raises(FiguresError, match=f"--accept {SOURCE.key}"):
        check(figures().assign(value=-5.0))


def test_refusal_says_what_stays_in_use():
    with pytest.raises(FiguresError, match="were refused, those of before stay in use"):
        check(figures(value=-5.0), figures())


def observations(factor):
    """Three made-up years; the last one in another unit."""
    codes = list(municipalities.load().on_map(2025))
    rows = [
        (ITEM.id, code, year, value)
        for year, value in ((2019, 50.0), (2020, 52.0), (2021, 53.0 * factor))
        for code in codes
    ]
    return pd.DataFrame(rows, columns=["indicator_id", "nis_code", "year", "value"])


@pytest.mark.parametrize("factor", [10, 100, 1000, 0.01])
def test_change_of_unit_between_years_is_reported(factor):
    line = checks.report(observations(factor), [ITEM], municipalities.load()).iloc[0]
    assert line["unit_jumps"] == "2021"
    assert "factor 10" in line["verdict"]


def test_absent_municipalities_are_named():
    frame = observations(1)
    frame = frame[~((frame["nis_code"] == "73028") & (frame["year"] == 2021))]
    line = checks.report(frame, [ITEM], municipalities.load()).iloc[0]
    assert (line["municipalities"], line["absent"], line["verdict"]) == (284, "73028", "ok")


def test_values_that_become_gaps_are_a_question():
    frame = figures()
    frame.loc[:5, ["value", "missing"]] = [np.nan, "withheld"]
    with pytest.raises(FiguresError, match="value of 6 municipalities that had one is now a gap"):
        check(frame, figures())


def test_provisional_value_may_be_revised():
    before = figures().assign(flag="provisional")
    frame = figures()
    frame.loc[:20, "value"] = 1200.0
    check(frame, before)


def test_refusal_names_the_files():
    with pytest.raises(FiguresError, match=r"lijst\.csv were refused, there are none of before"):
        checks.figures(
            SOURCE, figures(value=-5.0), [ITEM], municipalities.load(), None, ["lijst.csv"]
        )


def counted(people, households=100.0):
    """Made-up counts of the same people by two sources, in one municipality."""
    rows = [
        ("alleenwonenden", "34013", 2020, 30.0, people),
        ("gezinnen", "34013", 2020, households, np.nan),
    ]
    names = ["indicator_id", "nis_code", "year", "value", "denominator"]
    return pd.DataFrame(rows, columns=names)


def test_two_sources_that_agree_are_fine():
    assert checks.disagreements(counted(100.5)) == {}


def test_two_sources_that_do_not_agree_are_named():
    said = checks.disagreements(counted(150.0))["alleenwonenden"]
    assert "expected 100, found 150 in 34013 in 2020" in said


def test_two_sources_without_a_cell_in_common_were_not_compared():
    rows = counted(100.0)
    said = checks.disagreements(rows.assign(year=[2020, 2021]))["alleenwonenden"]
    assert "no cell in common" in said


def test_two_sources_agree_in_the_shipped_figures(database):
    rows = database.rows().to_pandas()
    assert checks.disagreements(rows) == {}
