"""The survey of 2023 of the Gemeente-Stadsmonitor."""

import json

import pytest

from sdgwijzer.errors import SourceError
from sdgwijzer.sources.stadsmonitor_survey import QUESTIONS, SHARES, SOURCE
from tests.conftest import RAW
from tests.damage import Where
from tests.make import by_cell, indicator

LOOKS_AT = {
    "master*.csv": Where("Subjectieve armoede", delimiter=","),
    "mapping*.csv": Where("source_sheet", ("AR_S_02",), delimiter=","),
}

HARELBEKE, DEERLIJK, KUURNE, ZWEVEGEM = "34013", "34009", "34023", "34042"
POOR = indicator(
    SOURCE.key, {"code": "AR_S_02", "column": "Subjectieve armoede"}, merge="not_possible"
)
COMMA = indicator(
    SOURCE.key,
    {"code": "CU_S_02", "column": "Bezoek museum, tentoonstelling in eigen gemeente"},
    merge="not_possible",
)

read = by_cell(SOURCE)


def asked_item(code, column):
    return indicator(SOURCE.key, {"code": code, "column": column}, merge="not_possible")


# Harelbeke, Deerlijk, Kuurne, Zwevegem, as in the publisher's pages
CHECKED = {
    ("AR_S_02", "Subjectieve armoede"): (17, 13, 17, 12),
    ("ZO_S_04", "Geluksgevoel"): (88, 87, 83, 84),
    ("SA_S_06", "Vrijwilligerswerk"): (18, 26, 21, 21),
    ("LO_S_13", "Vertrouwen in gemeentebestuur"): (21, 29, 41, 15),
    ("WO_S_33", "Voldoende groen in de buurt"): (74, 67, 68, 72),
    ("MO_S_06", "Veilig fietsen"): (54, 42, 49, 48),
}


@pytest.mark.parametrize(("item", "expected"), CHECKED.items())
def test_check_values(recorded, item, expected):
    asked = asked_item(*item)
    found = read(recorded, asked)["value"]
    codes = (HARELBEKE, DEERLIJK, KUURNE, ZWEVEGEM)
    assert tuple(found[("verzonnen", code, 2023)] for code in codes) == expected


def test_item_with_a_comma_in_its_name_is_one_column(recorded):
    assert read(recorded, COMMA).loc[("verzonnen", HARELBEKE, 2023), "value"] == 36


def test_municipality_that_was_not_asked_is_not_measured(recorded):
    herstappe = read(recorded, POOR).loc[("verzonnen", "73028", 2023)]
    assert herstappe["missing"] == "not_measured"


def test_only_herstappe_was_not_asked(raw):
    figures = read(raw, POOR)
    assert [code for _, code, _ in figures[figures["missing"].notna()].index] == ["73028"]


def test_item_of_another_question_is_refused(recorded):
    other = indicator(SOURCE.key, {"code": "AR_S_01", "column": "Subjectieve armoede"})
    with pytest.raises(SourceError, match=r"of another question; expected AR_S_01, found AR_S_02"):
        read(recorded, other)


def test_question_that_does_not_exist_is_refused(recorded):
    with pytest.raises(SourceError, match="no such item"):
        read(recorded, indicator(SOURCE.key, {"code": "AR_S_02", "column": "Bestaat niet"}))


def test_renamed_item_is_refused(edited_text):
    get = edited_text(SHARES, lambda text: text.replace("Subjectieve armoede", "Armoede", 1))
    with pytest.raises(SourceError, match="Subjectieve armoede"):
        read(get, POOR)


def test_share_above_a_hundred_is_refused(edited_text):
    get = edited_text(SHARES, lambda text: text.replace("34013,14.0,17.0", "34013,14.0,17000.0"))
    with pytest.raises(SourceError, match="shares outside 0 to 100"):
        read(get, POOR)


def test_doubled_municipality_is_refused(edited_text):
    get = edited_text(SHARES, lambda text: text + text.splitlines()[1] + "\n")
    with pytest.raises(SourceError, match=r"twice|doubled"):
        read(get, POOR)


def test_code_of_another_map_is_refused(edited_text):
    get = edited_text(SHARES, lambda text: text.replace(",34013,", ",99999,"))
    with pytest.raises(SourceError, match="unknown municipalities"):
        read(get, POOR)


def test_page_instead_of_a_table_is_refused(edited_text):
    get = edited_text(QUESTIONS, lambda _: "<!DOCTYPE html><html></html>")
    with pytest.raises(SourceError, match="mapping_table"):
        read(get, POOR)


ELSEWHERE = {
    "netheidCentrum": ("WO_S_12", "Netheid van het centrum"),
    "netheidStraten": ("WO_S_13", "Netheid van straten en voetpaden"),
    "groenBuurt": ("WO_S_33", "Voldoende groen in de buurt"),
    "tevredenheidGemeente": ("WO_S_15", "Tevredenheid over de gemeente"),
    "graagWonen": ("WO_S_16", "Graag wonen in de gemeente"),
    "vertrouwenBestuur": ("LO_S_13", "Vertrouwen in gemeentebestuur"),
    "veiligFietsen": ("MO_S_06", "Veilig fietsen"),
    "tevredenheidZorg": ("ZO_S_06", "Tevredenheid over gezondheidsvoorzieningen"),
}


@pytest.mark.parametrize(("key", "item"), ELSEWHERE.items())
def test_item_equals_another_reading_of_the_publishers_workbook(raw, key, item):
    """A dashboard of someone else read the same workbook; it has no years, so no source of ours."""
    asked = asked_item(*item)
    found = read(raw, asked)["value"].loc["verzonnen"].droplevel("year")
    other = json.loads((RAW / "stadsmonitor_afgeleid/gemeenten-real.json").read_text("utf-8"))
    known = {place["id"]: place[key] for place in other if place[key]}
    both = found[found.index.isin(list(known))]
    assert len(both) >= 270
    assert dict(both) == {code: known[code] for code in both.index}
