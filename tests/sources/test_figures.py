"""What all readers share: where a number goes, and which rows are municipalities."""

import numpy as np
import pandas as pd
import pytest

from sdgwijzer.errors import CatalogueError, SourceError
from sdgwijzer.model import FIGURE_COLUMNS, Flag, Missing
from sdgwijzer.sources._figures import figures, flemish
from tests.make import REFERENCE, indicator

CODES = pd.Index(["34013", "34042"], name="nis_code")
PART, WHOLE = pd.Series([3.0, np.nan], CODES), pd.Series([10, 20], CODES)
PER = {"per": {"indicator": "inwoners"}}


def rows(merge, *amounts, **more):
    fields = more.pop("fields", {})
    item = indicator("verzonnen", {}, merge=merge, **fields)
    return figures(item, *amounts, **{"geography": 2025, "year": 2024} | more)


@pytest.mark.parametrize(
    ("merge", "amounts", "fields", "expected"),
    [
        ("sum", [PART], {}, (3, None, None)),
        ("sum", [PART, WHOLE], {}, (3, None, None)),
        ("not_possible", [PART], {}, (3, None, None)),
        ("ratio", [PART, WHOLE], {}, (None, 3, 10)),
        ("ratio", [PART], PER, (None, 3, None)),
        ("ratio", [PART, WHOLE], PER, (None, 3, None)),
    ],
)
def test_merge_says_where_a_number_goes(merge, amounts, fields, expected):
    found = rows(merge, *amounts, fields=fields)
    cells = found.loc[0, ["value", "numerator", "denominator"]].astype(float)
    assert tuple(None if np.isnan(cell) else cell for cell in cells) == expected
    assert tuple(found.columns) == FIGURE_COLUMNS
    assert found["missing"].tolist() == [None, "not_published"]
    assert found.loc[1, ["value", "numerator", "denominator"]].isna().all()


def test_part_of_a_whole_is_never_kept_as_published():
    with pytest.raises(CatalogueError, match="verzonnen: merge: expected ratio"):
        rows("not_possible", PART, WHOLE)


def test_gap_has_its_reason_and_no_number_or_flag():
    reasons = pd.Series([None, Missing.WITHHELD.value], CODES)
    flag = pd.Series(Flag.POOLED.value, CODES)
    found = rows("ratio", WHOLE, WHOLE, missing=reasons, flag=flag)
    assert found["missing"].tolist() == [None, "withheld"]
    assert found["flag"].tolist() == ["pooled", None]
    assert found["numerator"].tolist()[0] == 10
    assert found.loc[1, ["numerator", "denominator"]].isna().all()


def test_gap_in_the_whole_is_a_gap():
    assert rows("ratio", WHOLE, PART)["missing"].tolist() == [None, "not_published"]


def test_year_without_a_geography_is_on_its_own_map():
    index = pd.MultiIndex.from_tuples(
        [("34013", 2014), ("34013", 2024)], names=["nis_code", "year"]
    )
    item = indicator("verzonnen", {}, merge="sum", unit="personen")
    found = figures(item, pd.Series([1, 2], index))
    assert found["geography"].tolist() == found["year"].tolist() == [2014, 2024]


def table(*codes):
    return pd.DataFrame({"plaats": codes, "n": range(len(codes))})


def kept(codes, year=2025, **options):
    found = flemish(table(*codes), "plaats", year, REFERENCE, "bron", "lijst.csv", **options)
    return found["nis_code"].tolist()


def test_only_municipalities_of_that_map_stay():
    assert kept(["34013", "21004", "02000", "11007"]) == ["34013"]
    assert kept(["34013", "11007"], 2024) == ["34013", "11007"]


def test_code_that_went_through_a_number_is_known():
    assert kept([34013.0, " 34042 ", 34040]) == ["34013", "34042", "34040"]


def test_table_without_municipalities_is_refused():
    with pytest.raises(SourceError, match=r"no Flemish municipalities.*\['21004'\]"):
        kept(["21004"])


def test_stranger_is_refused_where_none_may_be():
    assert kept(["34013", "2000"], others={"02000"}) == ["34013"]
    with pytest.raises(SourceError, match=r"unknown municipalities.*and 02000.*\['21004'\]"):
        kept(["34013", "2000", "21004"], others={"02000"})
