"""Deprivation index: one census year per indicator, scores and nothing else."""

import pytest
from pydantic import ValidationError

from sdgwijzer.errors import SourceError
from sdgwijzer.sources.bimd import SOURCE, Query, scores
from tests.damage import Where
from tests.make import by_cell, indicator

LOOKS_AT = {"*.csv": Where("average_score_bimd_2011", delimiter=",")}

INDEX = indicator(SOURCE.key, {}, "index", unit="index", merge="not_possible")
OLD = indicator(SOURCE.key, {"year": 2001}, "old", unit="index", merge="not_possible")

read = by_cell(SOURCE)


def domain(name):
    return indicator(SOURCE.key, {"domain": name}, name, unit="index", merge="not_possible")


# Harelbeke
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("income", 10.82),
        ("employment", 13.69),
        ("education", 15.94),
        ("housing", 33.67),
        ("crime", 11.90),
        ("health", 34.33),
        ("bimd", 19.68),
    ],
)
def test_check_value_of_harelbeke_in_2011(recorded, name, expected):
    found = read(recorded, domain(name)).loc[(name, "34013", 2011), "value"]
    assert round(found, 2) == expected


def test_check_value_of_harelbeke_in_2001(recorded):
    assert round(read(recorded, OLD).loc[("old", "34013", 2001), "value"], 2) == 15.17


def test_score_is_not_rounded(recorded):
    assert read(recorded, INDEX).loc[("index", "11002", 2011), "value"] == 35.2049426483993


def test_indicator_is_of_one_year(recorded):
    found = read(recorded, INDEX, OLD).reset_index()
    assert found.groupby("indicator_id")["year"].unique().map(list).to_dict() == {
        "index": [2011],
        "old": [2001],
    }


def test_year_is_2011_unless_asked_otherwise():
    assert Query().column == "average_score_bimd_2011"


def test_wallonia_and_brussels_are_left_out(recorded):
    codes = {code for _, code, _ in read(recorded, INDEX).index}
    assert codes == {"11002", "11007", "34013", "34042", "44011", "44049", "73028"}


def test_parts_of_mergers_stand_on_the_map_of_2018(recorded):
    found = read(recorded, INDEX)
    assert set(found["geography"]) == {2018}
    assert {("index", "44011", 2011), ("index", "44049", 2011)} <= set(
        found.index
    )  # Deinze, Nevele


def test_score_has_no_components_and_no_gaps(recorded):
    found = read(recorded, INDEX)
    assert found[["numerator", "denominator", "missing"]].isna().all(axis=None)


def test_each_file_is_read_once_for_all_indicators(recorded):
    asked = []

    def get(request):
        asked.append(request.name)
        return recorded(request)

    read(get, INDEX, domain("health"), OLD)
    assert asked == [scores(2001).name, scores(2011).name]


def test_year_that_nobody_asks_for_is_not_read(recorded):
    def get(request):
        assert "2001" not in request.name
        return recorded(request)

    read(get, INDEX)


def test_figures_without_a_clear_licence_are_not_shipped():
    assert not SOURCE.shipped


# ---- what is refused


@pytest.mark.parametrize("query", [{"year": 2021}, {"domain": "rank"}, {"column": "decile"}])
def test_query_for_something_else_is_refused(query):
    with pytest.raises(ValidationError):
        Query.model_validate(query)


SCORE = "19.6803227073716"  # of Harelbeke

DAMAGE = {
    "column renamed": (lambda text: text.replace("score_bimd", "bimd"), "average_score_bimd_2011"),
    "code renamed": (lambda text: text.replace('"code"', '"nis"'), "code"),
    "row doubled": (lambda text: text + text.splitlines()[1] + "\n", "doubled"),
    "unknown mark": (lambda text: text.replace(SCORE, "n.a."), r"n\.a\."),
    "decimal comma": (lambda text: text.replace(SCORE, '"19,68"'), "no number"),
    "a rate": (lambda text: text.replace(SCORE, "119.68"), "outside 0 to 100"),
    "negative": (lambda text: text.replace(SCORE, "-19.68"), "outside 0 to 100"),
    "cut off": (lambda text: text[: text.index("," + SCORE)], "number of cells"),
    "without Flanders": (lambda text: text.splitlines()[0] + "\n", "no Flemish municipalities"),
    "codes of another kind": (
        lambda text: "\n".join("BE" + line for line in text.splitlines()).replace("BE", "", 1),
        "no Flemish municipalities",
    ),
    "other delimiter": (lambda text: text.replace(",", ";"), "damaged"),
    "a page": (lambda text: "<!DOCTYPE html><html></html>", "not a table"),
    "empty": (lambda text: "", "not a table"),
}


@pytest.mark.parametrize(("edit", "problem"), DAMAGE.values(), ids=DAMAGE.keys())
def test_damaged_file_is_refused(edited_text, edit, problem):
    with pytest.raises(SourceError, match=problem) as caught:
        read(edited_text(scores(2011), edit), INDEX)
    file = scores(2011).name.rpartition("/")[2]
    assert (caught.value.source, caught.value.file) == (SOURCE.key, file)


# ---- the full files


@pytest.mark.parametrize("item", [INDEX, OLD], ids=["2011", "2001"])
def test_full_files_have_all_308_municipalities(raw, item):
    found = read(raw, item)
    assert len(found) == 308
    assert found["value"].notna().all()


def test_harelbeke_in_the_full_files(raw):
    found = read(raw, INDEX, OLD)["value"].round(2)
    assert found[("index", "34013", 2011)] == 19.68
    assert found[("old", "34013", 2001)] == 15.17


def test_all_domains_can_be_read_from_the_full_files(raw):
    names = ("bimd", "income", "employment", "education", "housing", "crime", "health")
    for year in (2001, 2011):
        items = [indicator(SOURCE.key, {"domain": name, "year": year}, name) for name in names]
        assert len(read(raw, *items)) == 7 * 308
