"""Registered offences: four kinds, all years on the map of 2019, no 2020 for all offences."""

import openpyxl
import pytest

from sdgwijzer.errors import SourceError
from sdgwijzer.sources.police_crime import REQUEST, SOURCE
from tests.damage import Where
from tests.make import by_cell, indicator

LOOKS_AT = {"*.xlsx": Where("v2801_vh_totcrim", ("34013",))}

PER = {"unit": "per 1.000 inwoners", "per": {"indicator": "inwoners"}}
ALL = indicator(SOURCE.key, {"kind": "totcrim"}, "alle", **PER)
UNTIL = indicator(SOURCE.key, {"kind": "totcrim", "until": 2019}, "tot_2019", **PER)
KINDS = {
    kind: indicator(SOURCE.key, {"kind": kind}, kind, **PER)
    for kind in ("ds_woning", "ds_fiets", "ifg_fys")
}

read = by_cell(SOURCE)

YEARS = (2008, 2012, 2015, 2018, 2019, 2020)
KNOWN = {
    "34013": (1_427, 1_511, 1_290, 1_426, 1_392, 1_779),  # Harelbeke
    "34042": (953, 907, 878, 879, 918, 882),  # Zwevegem
    "34009": (446, 443, 389, 398, 398, 570),  # Deerlijk
    "34023": (768, 717, 575, 634, 672, 730),  # Kuurne
    "12041": (1_454, 1_243, 1_049, 1_168, 1_510, 1_208),  # Puurs-Sint-Amands
    "46003": (3_164, 3_513, 3_549, 3_317, 3_474, 3_349),  # Beveren
    "44083": (2_243, 2_316, 2_123, 1_918, 1_855, 2_274),  # Deinze
}


@pytest.mark.parametrize(("code", "expected"), KNOWN.items())
def test_offences_are_the_published_ones(recorded, code, expected):
    found = read(recorded, ALL).xs(("alle", code), level=("indicator_id", "nis_code"))
    assert tuple(found.loc[list(YEARS), "numerator"]) == expected


@pytest.mark.parametrize(("kind", "count"), [("ds_fiets", 57), ("ds_woning", 25), ("ifg_fys", 68)])
def test_kinds_of_harelbeke_in_2020(recorded, kind, count):
    assert read(recorded, KINDS[kind]).loc[(kind, "34013", 2020), "numerator"] == count


def test_year_that_cannot_be_compared_is_left_out(recorded):
    years = read(recorded, UNTIL).index.get_level_values("year")
    assert (years.min(), years.max()) == (2008, 2019)


def test_brussels_and_facts_without_a_place_are_left_out(recorded):
    found = read(recorded, ALL).reset_index()
    assert set(found["nis_code"]) == {*KNOWN, "73028", "11002", "11007"}
    assert set(found["geography"]) == {2019}


def test_another_level_is_refused(recorded, tmp_path):
    book = openpyxl.load_workbook(recorded(REQUEST))
    book["upload1"].cell(3, 2).value = "provincie"
    book.save(tmp_path / "changed.xlsx")
    with pytest.raises(SourceError, match="another geolevel"):
        read(lambda request: tmp_path / "changed.xlsx", ALL)


@pytest.mark.parametrize(
    ("year", "total"), [(2008, 486_491), (2012, 508_603), (2015, 443_634), (2019, 434_626)]
)
def test_full_file_has_the_known_sum_of_300_municipalities(raw, year, total):
    found = read(raw, ALL).xs(year, level="year")["numerator"]
    assert len(found) == 300
    assert total * 0.99 <= found.sum() <= total  # some facts are somewhere in Flanders
