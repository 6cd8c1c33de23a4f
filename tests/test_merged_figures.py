"""Merged municipalities on the shipped figures: for all predecessors, added up again here.

Nothing of the product's own summing is used: plain pandas on the figures as read, and
`data/municipalities.csv` by way of the csv module. A predecessor is a row of that list that ended:
15 on 31 December 2018 and 28 on 31 December 2024. Official lists say 27 for 2025, because they
count the codes that vanish: 11002 (Antwerpen without Borsbeek) lives on with a larger territory.
Its figures have to be merged like those of the others, so it takes part: 43 in all.
"""

import csv

import numpy as np
import pandas as pd
import pytest

from sdgwijzer import catalogue, municipalities, paths
from sdgwijzer.build import pipeline
from tests.conftest import sampled

ENTRIES = catalogue.read(paths.catalogue())
RULES = {item.id: str(item.merge) for item in ENTRIES}
FACTORS = {item.id: item.measure.factor for item in ENTRIES}
CELL = ["indicator_id", "heir", "year"]
AMOUNTS = ["value", "numerator", "denominator"]
KINDS = dict.fromkeys(["indicator_id", "nis_code", "flag", "missing"], object) | {"year": int}

with (paths.ROOT / "data" / "municipalities.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
ENDED = [row for row in ROWS if row["valid_until"]]
SOME = sampled(ENDED, 5)
EACH = pytest.mark.parametrize("old", SOME, ids=[f"{r['name']}-{r['nis_code']}" for r in SOME])


def heir(row):
    """Code of today's municipality that the territory of this row belongs to."""
    while row["valid_until"]:
        later = [r for r in ROWS if r["nis_code"] == row["successor"]]
        (row,) = (r for r in later if r["valid_from"] > row["valid_until"])
    return row["nis_code"]


def heirs(year):
    """Code on the map of 1 January of that year → code of today."""
    day = f"{year}-01-01"
    rows = [r for r in ROWS if r["valid_from"] <= day <= (r["valid_until"] or "9999")]
    return {row["nis_code"]: heir(row) for row in rows}


def observe(figures):
    """What the product makes of figures: observations by cell, and parts by cell and code."""
    frames = pipeline.observe(figures, ENTRIES, municipalities.load())
    whole, parts = (f.astype(KINDS).rename(columns={"nis_code": "heir"}) for f in frames)
    return whole.set_index(CELL), parts.astype({"part_code": str}).set_index([*CELL, "part_code"])


@pytest.fixture(scope="module")
def raw():
    return pipeline.read_figures(paths.ROOT / "data" / "figures", ENTRIES)[0]


@pytest.fixture(scope="module")
def observed(raw):
    return observe(raw)


@pytest.fixture(scope="module")
def published(raw):
    """The figures of merged municipalities as read, with `heir`, and `of`: parts on that map."""
    maps = {int(year): heirs(year) for year in raw["geography"].unique()}
    places = [(year, *place) for year, codes in maps.items() for place in codes.items()]
    table = pd.DataFrame(places, columns=["geography", "nis_code", "heir"])
    table["of"] = table.groupby(["geography", "heir"])["nis_code"].transform("size")
    table = table[table["heir"].isin({heir(row) for row in ENDED})]
    rows = raw.astype(KINDS | {"geography": int}).merge(table, on=["geography", "nis_code"])
    assert rows.groupby(CELL)["geography"].nunique().max() == 1  # a cell is on one map
    return rows.assign(rule=rows["indicator_id"].map(RULES))


@pytest.fixture(scope="module")
def pieces(published):
    """The parts: figures on a map where today's municipality was still several.

    With `own`: the part's value, divided if need be. A denominator that another indicator gives
    where the source has none is that one's value for the same code; `below` is its value for the
    whole territory. `rated` is a rate times the people or inhabitants it is of.
    """
    rows = published[published["of"] > 1].reset_index(drop=True).assign(below=np.nan)
    for item in (item for item in ENTRIES if item.per is not None):
        at = rows[rows["indicator_id"] == item.id]
        other = published[published["indicator_id"] == item.per.indicator]
        for code, name in (("nis_code", "denominator"), ("heir", "below")):
            known = other.groupby([code, "year"])["value"].sum(skipna=False)
            keys = pd.MultiIndex.from_arrays([at[code], at["year"] + item.per.year_offset])
            rows.loc[at.index, name] = at[name].fillna(
                pd.Series(known.reindex(keys).to_numpy(), at.index)
            )
    rows["factor"] = rows["indicator_id"].map(FACTORS)
    share = rows["factor"] * rows["numerator"] / rows["denominator"].where(rows["denominator"] > 0)
    rated = rows["value"] * rows["denominator"]
    return rows.assign(own=share.where(rows["rule"] == "ratio", rows["value"]), rated=rated)


@pytest.fixture(scope="module")
def cells(pieces, observed):
    """One row per merged cell: what its parts say, beside what the product made of them."""
    groups = pieces.groupby(CELL)
    table = groups[["rule", "factor", "below"]].first()
    complete = groups.size() == groups["of"].first()  # a sum exists only when all parts do
    for name in [*AMOUNTS, "rated"]:
        table[f"sum_{name}"] = groups[name].sum(skipna=False).where(complete)
    table["lowest"] = groups["own"].min(skipna=False).where(complete)
    table["highest"] = groups["own"].max(skipna=False).where(complete)
    # Years before anybody has a value are left out: a count whose denominator is not known yet.
    first = observed[0]["value"].dropna().reset_index().groupby("indicator_id")["year"].min()
    table = table[[year >= first[id_] for id_, _, year in table.index]]
    assert table.index.isin(observed[0].index).all()
    return table.join(observed[0])


def merged(old, cells, pieces, rule):
    """The cells of this rule in which this predecessor is a part."""
    own = pieces[(pieces["nis_code"] == old["nis_code"]) & (pieces["rule"] == rule)]
    return cells[cells.index.isin(pd.MultiIndex.from_frame(own[CELL]))]


def assert_equal_or_refused(found, expected, flag="summed"):
    """The value is the expected one, and says how it was made; without one there is a reason."""
    np.testing.assert_allclose(found["value"], expected, rtol=1e-9)  # and gaps at the same places
    assert (found["missing"].isna() == expected.notna()).all()
    assert (found["flag"].eq(flag) == expected.notna()).all()


def test_fifteen_predecessors_of_2019_and_twenty_seven_codes_that_vanish_in_2025():
    first, second = ([r for r in ENDED if r["valid_until"] == f"{y}-12-31"] for y in (2018, 2024))
    assert (len(first), len(second), len(ENDED)) == (15, 28, 43)
    assert len(heirs(2018).keys() - heirs(2019).keys()) == 15
    assert len(heirs(2024).keys() - heirs(2025).keys()) == 27
    assert {row["nis_code"] for row in second} & heirs(2025).keys() == {"11002"}


@EACH
def test_sums_equal_the_parts(cells, pieces, old):
    found = merged(old, cells, pieces, "sum")
    assert_equal_or_refused(found, found["sum_value"])
    assert found["value"].count() > 0


@EACH
def test_shares_lie_between_the_parts(cells, pieces, old):
    found = merged(old, cells, pieces, "ratio")
    below = found["below"].fillna(found["sum_denominator"]).where(lambda number: number > 0)
    assert_equal_or_refused(found, found["factor"] * found["sum_numerator"] / below)
    known = found.dropna(subset=["lowest", "value"])
    assert len(known) > 0
    nearest = known["value"].clip(known["lowest"], known["highest"])
    np.testing.assert_allclose(known["value"], nearest, rtol=1e-9)  # but for rounding


@EACH
def test_rates_are_means_of_the_parts_weighted_with_people(cells, pieces, old):
    found = merged(old, cells, pieces, "mean")
    expected = found["sum_rated"] / found["sum_denominator"]
    weighed_by = {item.id: item.per is not None for item in ENTRIES}
    composed = found.index.get_level_values("indicator_id").map(weighed_by).to_numpy(bool)
    assert_equal_or_refused(found[~composed], expected[~composed], "computed")
    assert_equal_or_refused(found[composed], expected[composed], "composed")
    assert found.loc[composed, ["numerator", "denominator"]].isna().all(axis=None)
    known = found.dropna(subset=["lowest", "value"])
    nearest = known["value"].clip(known["lowest"], known["highest"])
    np.testing.assert_allclose(known["value"], nearest, rtol=1e-9)
    if old["valid_until"] == "2024-12-31":  # both sources stand on the map of before 2025
        assert len(known[composed[found["value"].notna()]]) > 100


@EACH
def test_refused_figures_say_why(published, observed, old):
    """No value and `merged`, unless the publisher itself put the past on a map of after it."""
    start = int(old["valid_until"][:4]) + 1
    mine = published[published["rule"].eq("not_possible") & published["heir"].eq(heir(old))]
    mine = mine[mine["year"] < start].join(observed[0].add_suffix("_made"), on=CELL)
    refused, own = mine[mine["of"] > 1], mine[mine["of"] == 1]
    assert refused["missing_made"].eq("merged").all()
    assert refused[[f"{name}_made" for name in AMOUNTS]].isna().all(axis=None)
    pd.testing.assert_series_equal(own["value_made"], own["value"], check_names=False)
    assert own["flag_made"].eq("recalculated").equals(own["value"].notna())
    assert own["missing_made"].fillna("").equals(own["missing"].fillna(""))
    # Sources with such figures start on the map of 2019: for 2019 they recalculated all themselves.
    assert len(refused if start == 2025 else own) > 0


@EACH
def test_parts_stay_visible_with_their_own_figures(cells, pieces, observed, old):
    mine = pieces[pieces["nis_code"].eq(old["nis_code"])].set_index(CELL)
    mine = mine[mine.index.isin(cells.index)].set_index("nis_code", append=True)
    kept = observed[1].loc[mine.index]  # an error if one is not there
    np.testing.assert_allclose(kept["value"], mine["own"], rtol=1e-9)
    assert (kept["missing"].isna() == kept["value"].notna()).all()
    assert kept["value"].notna().any()


@pytest.fixture(scope="module", params=["withheld", "not_published"])
def damaged(request, raw, pieces):
    """The figures with one part less in each cell: hidden by the publisher, or without a row."""
    rows = pieces.sort_values([*CELL, "nis_code"])
    gone = rows[rows.groupby(CELL).cumcount() == rows["year"] % rows["of"]]
    keys = ["indicator_id", "nis_code", "year"]
    figures = raw.astype(KINDS)
    hit = pd.MultiIndex.from_frame(figures[keys]).isin(pd.MultiIndex.from_frame(gone[keys]))
    assert hit.sum() == len(gone)
    figures.loc[hit, AMOUNTS], figures.loc[hit, "missing"] = np.nan, "withheld"
    figures = figures if request.param == "withheld" else figures[~hit]
    return request.param, gone, observe(figures)[0]


@EACH
def test_without_one_part_there_is_no_whole_but_a_reason(damaged, old):
    reason, gone, whole = damaged
    lost = gone[gone["nis_code"].eq(old["nis_code"]) & gone["rule"].ne("not_possible")]
    found = whole[whole.index.isin(pd.MultiIndex.from_frame(lost[CELL]))]
    assert set(found["missing"]) == {reason}
    assert found[["value", "numerator"]].isna().all(axis=None)
