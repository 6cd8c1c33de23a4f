"""Judged columns are defined once: frames, table and export are those of the definition."""

import duckdb
import pytest

from sdgwijzer.errors import FiguresError
from sdgwijzer.judgement import columns
from sdgwijzer.store import exports
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


def test_table_has_the_defined_columns_types_and_meanings(database):
    with duckdb.connect(str(database.path), read_only=True) as connection:
        found = connection.execute(
            "SELECT column_name, data_type, comment FROM duckdb_columns() "
            "WHERE table_name = 'summary' ORDER BY column_index"
        ).fetchall()
    assert found == [(each.name, each.type, each.explained) for each in columns.SUMMARY]


def plain(column):
    return column.astype(object).where(column.notna(), None).tolist()


def test_judged_columns_stand_in_their_row_of_the_export_and_nowhere_else(database):
    places = ["11002", "34013", "44084", "73028"]
    ids = database.indicators()["indicator_id"].tolist()
    key = ["indicator_id", "nis_code"]
    summary = database.summary(places, ids).set_index(key)
    export = database.rows(places).to_pandas().set_index(key)
    mine = summary.reindex(export.index)
    years = {
        columns.Row.COMPARED: mine["common_year"],
        columns.Row.LATEST: mine["year"],
        columns.Row.EVERY: export["year"],
    }
    for each in columns.EXPORTED:
        here = (years[each.row] == export["year"]) & (mine[each.name] != each.empty)
        expected = mine[each.name].where(here)
        # no entry of the catalogue has a target, and none with counts has too few years to pool
        nowhere = each.name.startswith(("target", "pace", "pooled"))
        assert expected.notna().any() != nowhere, each.name
        assert plain(export[each.exported]) == plain(expected), each.name


def test_export_has_all_columns_once_those_of_before_first():
    names = list(exports.COLUMNS)
    assert len(names) == len(set(names))
    assert [name for name in names if name in {each.exported for each in columns.EXPORTED}] == [
        each.exported for each in columns.EXPORTED
    ]
    assert {"method_version", "reference_name", "published"} < set(names)
    assert "slope (per year), " in exports.COLUMNS["unit"]
