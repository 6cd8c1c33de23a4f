"""Judged columns are defined once: frames, table and export are those of the definition."""

import pytest

from sdgwijzer.errors import FiguresError
from sdgwijzer.judgement import columns
from tests.test_judgement import observations, summarised


def test_summary_has_the_defined_columns_in_their_order():
    found = summarised(observations()).reset_index()
    assert sorted(found) == sorted(columns.NAMES)
    assert tuple(columns.ordered(found)) == columns.NAMES


def test_frame_that_lacks_a_column_or_has_one_that_nobody_defined_is_refused():
    found = summarised(observations()).reset_index()
    with pytest.raises(FiguresError, match="lacking rank, not defined there none"):
        columns.ordered(found.drop(columns="rank"))
    with pytest.raises(FiguresError, match="lacking none, not defined there verzonnen"):
        columns.ordered(found.assign(verzonnen=1))
