"""Accidents of 2019 and 2020, all and those with a bicycle."""

import pytest

from sdgwijzer.errors import SourceError
from sdgwijzer.sources.pinc_accidents import REQUEST, SOURCE
from tests.damage import Where
from tests.make import by_cell, indicator

LOOKS_AT = {"*.xlsx": Where("v2802_vh_ver_ongeval_lets", ("34013",))}

PER = {"unit": "per 1.000 inwoners", "per": {"indicator": "inwoners"}}
ALL = indicator(SOURCE.key, {"kind": "ongeval_lets"}, "alle", **PER)
CYCLISTS = indicator(SOURCE.key, {"kind": "fiets"}, "fiets", **PER)

read = by_cell(SOURCE)

KNOWN = {  # all of 2019 and 2020, with a bicycle of 2019 and 2020
    "34013": (90, 82, 39, 43),
    "34042": (50, 64, 14, 34),
    "34009": (47, 44, 13, 17),
    "34023": (47, 42, 21, 19),
    "12041": (69, 48, 21, 22),
    "44083": (129, 111, 47, 57),
}


@pytest.mark.parametrize(("code", "expected"), KNOWN.items())
def test_accidents_are_the_published_ones(recorded, code, expected):
    found = read(recorded, ALL, CYCLISTS)["numerator"]
    cells = [(id_, code, year) for id_ in ("alle", "fiets") for year in (2019, 2020)]
    assert tuple(found.loc[cells]) == expected


def test_brussels_is_left_out(recorded):
    found = read(recorded, ALL).reset_index()
    assert "21001" not in set(found["nis_code"])
    assert set(found["geography"]) == {2019}


def test_negative_number_is_refused(recorded, edited_sheet):
    def spoil(sheet):
        sheet.cell(3, 7).value = -1

    with pytest.raises(SourceError, match="negative numbers"):
        read(edited_sheet(recorded(REQUEST))(spoil), ALL)


def test_full_file_has_the_known_sums_of_300_municipalities(raw):
    found = read(raw, ALL, CYCLISTS)["numerator"].groupby(["indicator_id", "year"])
    assert set(found.size()) == {300}
    assert found.sum().to_dict() == {
        ("alle", 2019): 23_146,
        ("alle", 2020): 18_754,
        ("fiets", 2019): 8_616,
        ("fiets", 2020): 7_963,
    }
