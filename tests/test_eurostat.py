"""Eurostat's figure of the Flemish Region. The answers are made up: 1.1, 2.2 and the like, in the
layout of JSON-stat 2.0 as the API is described; no live answer was seen."""

import json

import pytest

from sdgwijzer import catalogue, paths
from sdgwijzer.catalogue import Catalogue
from sdgwijzer.errors import FiguresError, SourceError
from sdgwijzer.lists import eurostat
from sdgwijzer.model import Benchmark
from sdgwijzer.texts import benchmark as words
from sdgwijzer.texts import numbers
from tests.make import indicator

DIFFERS = "Eurostat meet dit verzonnen cijfer met een enquête."
FILTERS = {"sex": "T", "unit": "PC"}
ITEM = indicator(
    "x",
    {},
    unit="%",
    plausible=(0, 50),
    benchmark={"dataset": "made_up", "filters": FILTERS, "differs": DIFFERS},
)
ENTRIES = Catalogue(themes={}, units={}, indicators=(ITEM, indicator("x", {}, "zonder")))


def answer(**changed):
    """Three years; the middle one has no number, the last one is provisional."""
    dimensions = {
        "freq": ["A"],
        "unit": ["PC"],
        "sex": ["T"],
        "geo": ["BE2"],
        "time": ["2021", "2022", "2023"],
    }
    dimensions |= changed.pop("dimensions", {})
    return {
        "version": "2.0",
        "class": "dataset",
        "updated": "2026-04-17T23:00:00+0200",
        "id": list(dimensions),
        "size": [len(codes) for codes in dimensions.values()],
        "dimension": {
            name: {"category": {"index": {code: place for place, code in enumerate(codes)}}}
            for name, codes in dimensions.items()
        },
        "value": {"0": 1.1, "2": 3.3},
        "status": {"1": ":", "2": "p"},
        **changed,
    }


@pytest.fixture
def read(tmp_path):
    def run(content):
        path = tmp_path / "verzonnen.json"
        path.write_text(content if isinstance(content, str) else json.dumps(content), "utf-8")
        return eurostat.read(lambda _: path, ENTRIES)

    return run


def test_request_asks_the_region_and_the_filters():
    asked = eurostat.request(ITEM)
    assert asked.name == "eurostat/verzonnen.json"
    assert asked.url == (
        "https://ec.europa.eu/eurostat/api/dissemination/statistics/1.0/data/made_up"
        "?format=JSON&lang=EN&geo=BE2&sex=T&unit=PC"
    )


def test_years_with_a_number_are_read_and_the_others_left_out(read):
    found = read(answer())
    assert tuple(found.columns) == eurostat.COLUMNS
    assert found.to_numpy().tolist() == [
        ["verzonnen", 2021, 1.1, "", "made_up", "2026-04-17"],
        ["verzonnen", 2023, 3.3, "p", "made_up", "2026-04-17"],
    ]


def test_lists_are_read_as_objects_are(read):
    listed = answer(value=[1.1, None, 3.3], status=["", ":", "p"])
    for dimension in listed["dimension"].values():
        dimension["category"]["index"] = list(dimension["category"]["index"])
    assert read(listed).equals(read(answer()))


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (answer(dimensions={"sex": []}), r"another series.*'sex': \[\]"),
        (answer(dimensions={"age": ["Y1", "Y2"]}), "another series.*'age'"),
        (answer(dimensions={"geo": ["BE3"]}), "another series.*BE3"),
        (answer(dimensions={"unit": ["NR"]}), "another series.*NR"),
        (answer(dimensions={"time": ["2021-Q1", "2021-Q2"]}), "another form.*whole years"),
        (answer(value={"0": 50.1}), "plausible range.*50.1 in 2021"),
        (answer(status={"0": "q"}), "unknown mark in 2021.*'q'"),
        (answer(status={"0": ":"}), "unknown mark in 2021.*':'"),
        (answer(value={}), "no numbers"),
        (answer(value={"0": "veel"}), "another form.*veel"),
        ({"error": [{"status": 413, "label": "asynchronous"}]}, "no figures.*asynchronous"),
        (answer(updated="17 april"), "another form.*17 april"),
        ({"id": ["time"]}, "another form"),
        ([], "no figures"),
        ("{", "no JSON"),
    ],
)
def test_answer_of_another_form_is_refused(read, content, problem):
    with pytest.raises(SourceError, match=f"(?s){problem}"):
        read(content)


def test_filter_that_the_data_set_lacks_is_refused(read):
    whole = answer()
    place = whole["id"].index("sex")
    del whole["id"][place], whole["size"][place]
    with pytest.raises(SourceError, match="without sex"):
        read(whole)


def test_table_is_read_back_as_it_was_written(read, tmp_path):
    found = read(answer())
    (tmp_path / eurostat.FILE).write_text(eurostat.as_csv(found), "utf-8")
    back = eurostat.load(tmp_path, ENTRIES)
    assert back[list(eurostat.COLUMNS)].equals(found)
    assert set(back["differs"]) == {DIFFERS}


def test_before_a_first_update_there_is_nothing(tmp_path):
    assert eurostat.load(tmp_path, ENTRIES).empty


@pytest.mark.parametrize("text", ["", "year,value\n", "indicator_id,year\nx,1\n"])
def test_damaged_table_is_refused_with_what_to_do(tmp_path, text):
    (tmp_path / eurostat.FILE).write_text(text, "utf-8")
    with pytest.raises(FiguresError, match="update eurostat"):
        eurostat.load(tmp_path, ENTRIES)


def test_series_of_another_data_set_than_the_catalogue_names_is_left_out(read, tmp_path):
    (tmp_path / eurostat.FILE).write_text(eurostat.as_csv(read(answer())), "utf-8")
    other = Benchmark(dataset="other", differs=DIFFERS)
    moved = ITEM.model_copy(update={"benchmark": other})
    assert eurostat.load(tmp_path, Catalogue(themes={}, units={}, indicators=(moved,))).empty


def test_words_name_the_value_the_doubt_the_difference_and_the_source():
    rows = [
        (2021, 1.1, "", "made_up", "2026-04-17", DIFFERS),
        (2023, 3.3, "bp", "made_up", "2026-04-17", DIFFERS),
    ]
    said = " ".join(words.lines(rows, ITEM)).replace(numbers.NBSP, " ")
    assert "3,3 % in 2023 (nieuwe meetwijze vanaf dat jaar en voorlopig)" in said
    assert "tegenover 1,1 % in 2021" in said
    assert words.BROKEN in said
    assert DIFFERS in said
    assert "made_up, bijgewerkt op 17 april 2026" in said


def test_every_known_mark_has_words():
    assert set(words.STATUS) == set(eurostat.STATUS)


def test_catalogue_names_data_sets_of_shares():
    named = [item for item in catalogue.read(paths.catalogue()) if item.benchmark is not None]
    assert len(named) >= 4
    assert {item.unit for item in named} == {"%"}  # the number of the region is no sum of ours
