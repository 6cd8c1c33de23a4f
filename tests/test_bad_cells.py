"""Cells that are known to be wrong: proven from the figures, and gaps in the database."""

import pandas as pd
import pytest

from sdgwijzer import catalogue, municipalities, paths
from sdgwijzer.errors import FiguresError
from sdgwijzer.figures import bad_cells, kept
from sdgwijzer.figures.bad_cells import Bad
from sdgwijzer.parsing.delimited import delimited
from sdgwijzer.sources.statbel_building_permits import REQUEST

ENTRIES = catalogue.read(paths.catalogue())
LISTED = bad_cells.load(paths.ROOT / "data")
HALVED = next(bad for bad in LISTED if bad.indicator_id == "verkochte_huizen")
FIGURES = paths.ROOT / "data" / "figures"
HARELBEKE, OUDENAARDE = "34013", "45035"


def bad(**fields):
    said = {"indicator_id": "inwoners", "year": 2020, "nis_codes": "34013", "total": 28_502}
    return Bad(**said | {"evidence": "an invented reason for a test"} | fields)


@pytest.fixture(scope="module")
def sales():
    """Houses sold, by code and year, as the publisher has them."""
    rows, _ = kept.read(FIGURES, "statbel_real_estate")
    rows = rows[rows["indicator_id"] == "verkochte_huizen"]
    return rows.pivot(index="nis_code", columns="year", values="numerator")


def halved(sales, year):
    """The rule of the list: far below its neighbours in time, together with its surroundings."""
    place = {code: row.arrondissement for code, row in municipalities.load().today.items()}
    around = sales.groupby(sales.index.map(place)).sum()
    own, wide = (each[year] / (each[year - 1] + each[year + 1]) for each in (sales, around))
    low = wide[wide < 0.9 * wide.median()].index
    return set(own[(own < 0.75 * own.median()) & own.index.map(place).isin(low)].index)


def test_rule_finds_the_listed_municipalities_and_only_in_that_year(sales):
    assert halved(sales, HALVED.year) == set(HALVED.nis_codes.split())
    assert len(HALVED.nis_codes.split()) == 30
    others = [halved(sales, year) for year in range(2011, 2024) if year != HALVED.year]
    assert max(map(len, others)) == 1


def test_sales_there_are_fewer_than_half_of_the_years_beside(sales):
    there = sales.loc[HALVED.nis_codes.split()].sum()
    assert there[2015] == 2_149
    assert (there[2014] + there[2016]) / 2 == 4_814.5


def test_listed_cell_is_a_gap_with_its_reason_in_the_database(database):
    rows = database.series([HARELBEKE, OUDENAARDE], "verkochte_huizen")
    rows = rows.set_index(["nis_code", "year"])
    gap, own = rows.loc[(OUDENAARDE, 2015)], rows.loc[(HARELBEKE, 2015)]
    assert pd.isna(gap["value"])
    assert (gap["missing"], pd.isna(own["missing"])) == ("known_bad", True)


@pytest.mark.parametrize("id_", ["nieuwe_woningen", "renovatievergunningen", "bedrijfsgebouwen"])
def test_permits_of_2017_are_gaps_and_those_beside_are_not(database, id_):
    rows = database.series([HARELBEKE], id_).set_index("year")
    assert rows.loc[2017, "missing"] == "known_bad"
    assert rows.loc[[2016, 2018], "value"].notna().all()


def test_value_of_a_listed_cell_is_kept_in_the_figures(sales):
    assert sales.loc[OUDENAARDE, 2015] == 122


def test_marked_figures_differ_in_the_listed_cells_only():
    rows, _ = kept.read(FIGURES, "statbel_population")
    cell = (rows["indicator_id"] == "inwoners") & (rows["year"] == 2020)
    cell &= rows["nis_code"] == HARELBEKE
    found = bad_cells.mark(rows, [bad()])
    assert found.loc[cell, "missing"].tolist() == ["known_bad"]
    assert found.loc[cell, ["value", "numerator", "denominator", "flag"]].isna().all(axis=None)
    pd.testing.assert_frame_equal(found[~cell], rows[~cell], check_dtype=False)


def test_indicator_without_figures_is_passed_over():
    rows, _ = kept.read(FIGURES, "statbel_origin")
    assert bad_cells.mark(rows, LISTED) is rows


@pytest.mark.parametrize("other", [{"year": 1999}, {"nis_codes": "34042"}, {"total": 28_503}])
def test_cells_that_are_not_those_that_were_proven_wrong_are_kept(other):
    rows, _ = kept.read(FIGURES, "statbel_population")
    assert bad_cells.mark(rows, [bad(**other)]) is rows


@pytest.mark.parametrize("each", LISTED, ids=lambda each: each.indicator_id)
def test_each_row_of_the_list_is_of_the_figures_that_are_shipped(each):
    source = ENTRIES.by_id[each.indicator_id].source
    rows, _ = kept.read(FIGURES, source)
    found = bad_cells.mark(rows, [each])
    expected = 285 if each.nis_codes == "all" else len(each.nis_codes.split())
    assert (found["missing"] == "known_bad").sum() == expected


@pytest.mark.parametrize(
    "row", ["Geen Naam,2020,all,1,", "inwoners,2020,34013;34042,1,", "inwoners,x,all,1,"]
)
def test_row_of_another_form_is_refused(tmp_path, row):
    text = f"indicator_id,year,nis_codes,total,evidence\n{row}an invented reason for a test\n"
    (tmp_path / bad_cells.FILE).write_text(text)
    with pytest.raises(FiguresError, match=r"bad_cells\.csv"):
        bad_cells.load(tmp_path)


def test_folder_without_a_list_uses_that_of_the_program(tmp_path):
    assert bad_cells.load(tmp_path) == LISTED


def test_permits_of_2017_are_fewer_than_the_publishers_own_total_and_only_then(raw):
    columns = ["REFNIS", "CD_YEAR", "CD_PERIOD", "CD_REFNIS_LEVEL", "CD_REFNIS_REGION"]
    counted = "MS_BUILDING_RES_RENOVATION"
    table = delimited(raw(REQUEST), "test", delimiter="|", columns=[*columns, counted])
    table = table[(table["CD_PERIOD"] == "0") & (table["CD_REFNIS_REGION"] == "02000")]
    numbers = table.assign(number=table[counted].astype(float))
    by_level = numbers.groupby(["CD_YEAR", "CD_REFNIS_LEVEL"])["number"].sum().unstack()
    share = by_level["5"] / by_level["2"]
    assert list(share.index[share < 0.9999]) == ["2017"]
    assert share["2017"] == pytest.approx(0.9404, abs=5e-5)
