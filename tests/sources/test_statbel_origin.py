"""Inhabitants by group of origin: maps of each year, sums, other regions."""

import math

import pandas as pd
import pyarrow.parquet as pq
import pytest
from pydantic import ValidationError

from sdgwijzer import municipalities, paths
from sdgwijzer.errors import DownloadError, SourceError
from sdgwijzer.fetch.answers import Mirror
from sdgwijzer.sources.statbel_origin import GROUPS, REQUEST, SOURCE, Query
from tests.damage import Where
from tests.make import by_cell, indicator

LOOKS_AT = {"*.parquet": Where("non_eu27", ("34013",))}

BELGIAN = indicator(SOURCE.key, {"groups": ["belgian_bg"]}, "belgisch")
FOREIGN = indicator(SOURCE.key, {"groups": ["neighbouring", "eu27", "non_eu27"]}, "buitenlands")
OUTSIDE_EU = indicator(SOURCE.key, {"groups": ["non_eu27"]}, "niet_eu")
ALL = indicator(SOURCE.key, {"groups": list(GROUPS)}, "alle", unit="inwoners", merge="sum")

HARELBEKE, HERSTAPPE, DEINZE, PAJOTTEGEM = "34013", "73028", "44083", "23106"

read = by_cell(SOURCE)


def row(get, item, nis_code, year):
    return read(get, item).loc[(item.id, nis_code, year)]


@pytest.fixture
def changed(recorded, tmp_path):
    """`get` of the recorded file after a change to its table."""

    def change(edit):
        table = edit(pd.read_parquet(recorded(REQUEST)))
        table.to_parquet(tmp_path / "changed.parquet")
        return lambda request: tmp_path / "changed.parquet"

    return change


# ---- what comes out


@pytest.mark.parametrize(("year", "percent"), [(2014, 89.89), (2025, 78.95)])
def test_belgian_background_in_harelbeke_is_the_known_share(recorded, year, percent):
    found = row(recorded, BELGIAN, HARELBEKE, year)
    assert round(100 * found["numerator"] / found["denominator"], 2) == percent
    assert math.isnan(found["value"])


def test_groups_are_added_up_out_of_all_inhabitants(recorded):
    found = row(recorded, FOREIGN, HARELBEKE, 2025)
    assert (found["numerator"], found["denominator"]) == (757 + 1_284 + 4_340, 30_311)


def test_one_group_is_asked_by_its_column(recorded):
    assert row(recorded, OUTSIDE_EU, HARELBEKE, 2025)["numerator"] == 4_340


def test_count_is_a_value_without_components(recorded):
    found = row(recorded, ALL, HARELBEKE, 2025)
    assert found["value"] == 30_311
    assert found[["numerator", "denominator"]].isna().all()


def test_small_municipality_is_counted_too(recorded):
    found = row(recorded, OUTSIDE_EU, HERSTAPPE, 2025)
    assert (found["numerator"], found["denominator"]) == (2, 75)


def test_figure_has_no_reason(recorded):
    assert row(recorded, FOREIGN, HERSTAPPE, 2025)["missing"] is None


def test_file_is_read_once_for_all_indicators(recorded):
    asked = []

    def get(request):
        asked.append(request.name)
        return recorded(request)

    read(get, BELGIAN, FOREIGN, OUTSIDE_EU)
    assert asked == [REQUEST.name]


# ---- traps


def test_each_year_stands_on_its_own_map(recorded):
    found = read(recorded, FOREIGN).reset_index()
    assert (found["geography"] == found["year"]).all()


@pytest.mark.parametrize(
    ("nis_code", "years"),
    [
        ("44011", {2000, 2014, 2018}),  # Deinze before it took in Nevele
        (DEINZE, {2019, 2024, 2025}),
        (PAJOTTEGEM, {2025}),
        ("11007", {2000, 2014, 2018, 2019, 2024}),  # Borsbeek, in Antwerpen since 2025
        ("11002", {2000, 2014, 2018, 2019, 2024, 2025}),
    ],
)
def test_merged_municipality_is_there_in_its_own_years(recorded, nis_code, years):
    found = read(recorded, FOREIGN).reset_index()
    assert set(found.loc[found["nis_code"] == nis_code, "year"]) == years


def test_other_regions_are_left_out(recorded):
    assert {"21001", "92094"} <= set(pd.read_parquet(recorded(REQUEST))["CD_REFNIS"])
    assert not {"21001", "92094"} & set(read(recorded, FOREIGN).reset_index()["nis_code"])


def test_rounded_share_is_never_read():
    with pytest.raises(ValidationError, match="groups"):
        Query(groups=("pct_all_foreign",))


def test_query_for_nobody_is_refused():
    with pytest.raises(ValidationError, match="groups"):
        Query(groups=())


# ---- what is refused


def _set(column, value):
    """A change of one cell: that of the first Flemish row."""

    def edit(table):
        first = table.index[table["CD_REFNIS"] == HARELBEKE][0]
        return table.astype({column: object}).assign(
            **{column: lambda whole: whole[column].where(whole.index != first, value)}
        )

    return edit


DAMAGE = {
    "column renamed": (lambda table: table.rename(columns={"eu27": "eu28"}), "column eu27"),
    "row doubled": (lambda table: pd.concat([table, table.head(1)]), "2 rows are doubled"),
    "sum is another": (_set("eu27", 1.0), "sums differ"),
    "empty cell": (_set("eu27", None), "no number"),
    "code of another year": (_set("CD_REFNIS", "34099"), "that were not there"),
    "code that lost a digit": (_set("CD_REFNIS", "3401"), "that were not there"),
    "all codes of today": (lambda table: table.assign(year=2025).head(60), "doubled"),
    "region in another language": (
        lambda table: table.assign(TX_RGN_DESCR_NL="Région flamande"),
        "that were not there",
    ),
    "no rows": (lambda table: table.head(0), "that were not there"),
}


@pytest.mark.parametrize(("change", "problem"), DAMAGE.values(), ids=DAMAGE.keys())
def test_damaged_file_is_refused(changed, change, problem):
    with pytest.raises(SourceError, match=problem) as caught:
        read(changed(change), FOREIGN)
    assert (caught.value.source, caught.value.file) == (SOURCE.key, "changed.parquet")


@pytest.mark.parametrize("size", [0, 4, 5_000])
def test_cut_off_file_is_refused(recorded, tmp_path, size):
    path = tmp_path / "cut.parquet"
    path.write_bytes(recorded(REQUEST).read_bytes()[:size])
    with pytest.raises(SourceError, match=r"cut\.parquet: not a Parquet file"):
        read(lambda request: path, FOREIGN)


def test_html_page_under_the_name_of_the_file_is_refused(tmp_path):
    path = tmp_path / REQUEST.name
    path.parent.mkdir()
    path.write_text("<!DOCTYPE html><html><body>Not found</body></html>")
    with pytest.raises(DownloadError, match="expected a Parquet file"):
        read(Mirror(tmp_path, today="2026-01-01").get, FOREIGN)


# ---- the full file


def test_full_file_has_all_municipalities_of_each_year(raw):
    found = read(raw, FOREIGN).reset_index()
    known = municipalities.load()
    assert sorted(set(found["year"])) == list(range(2000, 2026))
    for year, rows in found.groupby("year"):
        assert set(rows["nis_code"]) == set(known.on_map(year))


@pytest.mark.parametrize(("year", "belgians"), [(2022, 7_714_233), (2024, 7_618_446)])
def test_derived_file_has_the_numbers_that_statbel_published_for_belgium(raw, year, belgians):
    table = pq.read_table(raw(REQUEST), columns=["year", "belgian_bg"]).to_pandas()
    assert table.loc[table["year"] == year, "belgian_bg"].astype(float).sum() == belgians


def test_totals_of_the_derived_file_are_the_inhabitants_of_statbel(raw):
    ours = read(raw, ALL).reset_index()
    theirs = pd.read_parquet(paths.ROOT / "data" / "figures" / "statbel_population.parquet")
    both = ours.merge(theirs[theirs["indicator_id"] == "inwoners"], on=["nis_code", "year"])
    assert len(both) > 2_700
    assert (both["value_x"] == both["value_y"]).all()
