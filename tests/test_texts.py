"""Dutch words: numbers, units, places, dates, judgements."""

import string

import pytest

from sdgwijzer import texts
from sdgwijzer.judgement import position
from sdgwijzer.model import Direction, Flag, Missing, Status, Trend
from sdgwijzer.texts import method


@pytest.mark.parametrize(
    ("value", "decimals", "expected"),
    [
        (6.1, 1, "6,1"),
        (27247, 0, "27\u00a0247"),
        (1234567.891, 2, "1\u00a0234\u00a0567,89"),
        (-0.7, 1, "−0,7"),
        (-0.04, 1, "0,0"),
        (0, 0, "0"),
    ],
)
def test_number_is_written_as_in_flanders(value, decimals, expected):
    assert texts.number(value, decimals) == expected


def test_quantity_keeps_number_and_unit_together():
    assert texts.quantity(6.1, "%", 1) == "6,1\u00a0%"


def test_ratio_has_no_unit():
    assert texts.quantity(1.56, "verhouding", 2) == "1,56"


def test_place_names_the_number_of_municipalities():
    assert texts.place(34, 271) == "34e van 271\u00a0gemeenten"


def test_shared_place_names_both():
    assert texts.ordinal(34.5) == "34e-35e"


def test_day_is_written_in_words():
    assert texts.day("2026-11-03") == "3 november 2026"


@pytest.mark.parametrize(
    ("names", "expected"), [(["a"], "a"), (["a", "b"], "a en b"), (["a", "b", "c"], "a, b en c")]
)
def test_names_are_listed(names, expected):
    assert texts.listed(names) == expected


def test_falling_figure_that_improves_says_both():
    word = texts.trend_word(Trend.IMPROVING, -0.3, True)
    assert (word.symbol, word.text) == ("↘", "daalt: verbetert duidelijk")


@pytest.mark.parametrize(
    ("words", "codes"),
    [
        (texts.STATUS, Status),
        (texts.TREND, Trend),
        (texts.MISSING, Missing),
        (texts.FLAG, Flag),
        (texts.SHORT_FLAG, Flag),
        (texts.DIRECTION, Direction),
    ],
)
def test_every_code_has_a_dutch_word(words, codes):
    assert set(words) == set(codes)


def test_every_gap_has_a_short_reason():
    assert all(texts.short_missing(code) for code in Missing)


def test_every_reason_without_status_has_words():
    codes = {value for name, value in vars(position.Reason).items() if name.isupper()}
    assert codes == set(texts.STATUS_REASON)


def test_method_shows_the_constants_of_the_code():
    text = " ".join(body for _, body in method.METHOD)
    assert f"minder dan {position.MIN_PEERS} andere gemeenten" in text
    assert "20\u00a0%" in text
    assert not set("{}") & set(text)


def test_texts_have_no_odd_characters():
    allowed = set(string.printable) | set("éëïèöü…“”‘’\u00a0–−↗↘→↝▲●▼○·É²")
    for _, text in method.METHOD:
        assert set(text) <= allowed
