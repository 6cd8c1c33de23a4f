"""Charging points by municipality, in blocks; the answer is invented, in the real layout."""

import json
from copy import deepcopy

import pytest

from sdgwijzer.errors import SourceError
from sdgwijzer.sources import mow_charging_points as module
from sdgwijzer.sources.mow_charging_points import SOURCE, request
from tests.make import by_cell, indicator

PUBLIC = indicator(SOURCE.key, {"access": ["publiek"]}, "publiek", unit="laadpunten", merge="sum")
ALL = indicator(
    SOURCE.key, {"access": ["publiek", "semi-publiek"]}, "alle", unit="laadpunten", merge="sum"
)
RATE = indicator(SOURCE.key, {"access": ["publiek"]}, "per", per={"indicator": "inwoners"})
HARELBEKE, KUURNE, BILZEN_HOESELT = "34013", "34023", "73110"

read = by_cell(SOURCE)


def row(get, code, item=PUBLIC):
    return read(get, item).loc[(item.id, code, 2026)]


@pytest.fixture
def edited(recorded, tmp_path):
    """`get` of the recorded answer after a change to it."""
    document = json.loads(recorded(request(0)).read_text(encoding="utf-8"))

    def edit(change):
        changed = deepcopy(document)
        change(changed)
        (tmp_path / "changed.json").write_text(json.dumps(changed), encoding="utf-8")
        return lambda asked: tmp_path / "changed.json"

    return edit


@pytest.fixture
def blocks(recorded, tmp_path, monkeypatch):
    """`get` of the recorded points in blocks of five, and what was asked."""
    monkeypatch.setattr(module, "BLOCK", 5)
    document = json.loads(recorded(request(0)).read_text(encoding="utf-8"))

    def split(count=None):
        points, asked = document["features"][:count], []

        def get(wanted):
            asked.append(wanted.name)
            start = 5 * (len(asked) - 1)
            assert wanted.url.endswith(f"&count=5&startIndex={start}")
            part = {"features": points[start : start + 5], "numberMatched": len(points)}
            path = tmp_path / wanted.name.rpartition("/")[2]
            path.write_text(json.dumps(document | part), encoding="utf-8")
            return path

        return get, asked

    return split


# ---- what comes out


def test_points_of_one_kind_are_counted(recorded):
    assert row(recorded, HARELBEKE)["value"] == 3


def test_kinds_add_up(recorded):
    assert row(recorded, HARELBEKE, ALL)["value"] == 5


def test_place_with_points_of_the_other_kind_alone_has_zero(recorded):
    assert row(recorded, KUURNE)["value"] == 0


def test_place_without_points_has_no_row(recorded):
    assert len(read(recorded, ALL)) == 6


def test_divided_indicator_has_a_numerator_and_no_value(recorded):
    found = row(recorded, HARELBEKE, RATE)
    assert found["numerator"] == 3
    assert found[["value", "denominator"]].isna().all()


def test_year_is_that_of_the_answer(edited):
    get = edited(lambda answer: answer.update(timeStamp="2027-01-01T00:00:00Z"))
    assert {year for *_, year in read(get, ALL).index} == {2027}


def test_old_name_without_the_other_part_is_a_gap(edited):
    get = edited(lambda answer: answer["features"][-1]["properties"].update(gemeente="Bilzen"))
    assert row(get, BILZEN_HOESELT)["missing"] == "not_published"


# ---- blocks


@pytest.mark.parametrize(("count", "asked"), [(15, 4), (14, 3), (4, 1)])
def test_blocks_are_asked_until_one_is_not_full(blocks, count, asked):
    get, names = blocks(count)
    assert read(get, ALL)["value"].sum() == count
    assert len(set(names)) == len(names) == asked


def test_more_blocks_than_there_can_be_are_refused(blocks, monkeypatch):
    monkeypatch.setattr(module, "MOST_BLOCKS", 2)
    with pytest.raises(SourceError, match="other points than there are"):
        read(blocks(15)[0], ALL)


# ---- what is refused


def rename(name):
    def change(answer):
        for point in answer["features"]:
            point["properties"]["anders"] = point["properties"].pop(name)

    return change


def put(name, value):
    return lambda answer: answer["features"][0]["properties"].update({name: value})


def double(answer):
    answer["features"].append(answer["features"][0])
    answer["numberMatched"] += 1


DAMAGE = {
    "place renamed": (rename("gemeente"), "column gemeente is missing"),
    "access renamed": (rename("toegankelijkheid"), "toegankelijkheid is missing"),
    "id renamed": (rename("uniek_identificatienummer"), "uniek_identificatienummer is missing"),
    "unknown place": (put("gemeente", "Moeskroen"), "unknown municipalities"),
    "no place": (put("gemeente", None), "unknown municipalities"),
    "other kind": (put("toegankelijkheid", "privaat"), "other kinds of points"),
    "no kind": (put("toegankelijkheid", None), "other kinds of points"),
    "no date": (lambda answer: answer.pop("timeStamp"), "no date"),
    "other date": (lambda answer: answer.update(timeStamp="11/11/2026"), "no date"),
    "lost point": (lambda answer: answer["features"].pop(), "other points than there are"),
    "no total": (lambda answer: answer.pop("numberMatched"), "other points than there are"),
    "doubled point": (double, "2 rows are doubled"),
    "no points": (lambda answer: answer.update(features=[], numberMatched=0), "other points"),
    "no list": (lambda answer: answer.pop("features"), "no points"),
}


@pytest.mark.parametrize(("change", "problem"), DAMAGE.values(), ids=DAMAGE.keys())
def test_damaged_answer_is_refused(edited, change, problem):
    with pytest.raises(SourceError, match=problem) as caught:
        read(edited(change), PUBLIC)
    assert "mow_charging_points: changed.json" in str(caught.value)


@pytest.mark.parametrize("content", ["<html>Even geduld</html>", "<?xml version='1.0'?>", "[]"])
def test_other_answer_is_refused(tmp_path, content):
    (tmp_path / "page.json").write_text(content)
    with pytest.raises(SourceError, match=r"page\.json"):
        read(lambda asked: tmp_path / "page.json", PUBLIC)
