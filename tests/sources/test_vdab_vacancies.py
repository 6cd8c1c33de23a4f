"""Vacancies of VDAB: a workbook of the portal, counts on the map of 2025."""

import pytest

from sdgwijzer.errors import SourceError
from sdgwijzer.sources.vdab_vacancies import REQUEST, SOURCE
from tests.damage import Where
from tests.make import by_cell, indicator

LOOKS_AT = {"*.xlsx": Where("openstaande vacatures", ("Harelbeke",), 1)}

OPEN, RECEIVED = (
    indicator(SOURCE.key, {"label": f"{kind} vacatures"}, kind, unit="vacatures", merge="sum")
    for kind in ("openstaande", "ontvangen")
)
read = by_cell(SOURCE)

# Open vacancies of 2014 to 2024, seen in the publisher's workbook.
KNOWN = {
    "34013": [71, 54, 57, 111, 126, 174, 177, 141, 603, 255, 163],  # Harelbeke
    "34042": [39, 43, 60, 102, 70, 134, 201, 97, 328, 327, 138],  # Zwevegem
    "34009": [42, 53, 65, 142, 159, 137, 131, 102, 120, 149, 152],  # Deerlijk
    "34023": [38, 55, 59, 69, 88, 102, 120, 99, 151, 136, 95],  # Kuurne
    "46030": [181, 172, 202, 327, 428, 547, 572, 371, 817, 960, 715],  # Beveren-K.-Z.
}


@pytest.mark.parametrize(("code", "expected"), KNOWN.items())
def test_open_vacancies_are_the_published_ones(recorded, code, expected):
    found = read(recorded, OPEN).xs(("openstaande", code), level=("indicator_id", "nis_code"))
    assert found["value"].to_dict() == dict(zip(range(2014, 2025), expected, strict=True))


@pytest.mark.parametrize(("year", "expected"), [(2014, 364), (2021, 1_634), (2024, 974)])
def test_received_vacancies_of_harelbeke(recorded, year, expected):
    assert read(recorded, RECEIVED).loc[("ontvangen", "34013", year), "value"] == expected


def test_zero_of_herstappe_is_a_real_zero(recorded):
    row = read(recorded, OPEN).loc[("openstaande", "73028", 2024)]
    assert (row["value"], row["missing"]) == (0, None)


def test_brussels_and_people_without_a_place_are_left_out(recorded):
    found = read(recorded, OPEN).reset_index()
    assert len(set(found["nis_code"])) == 8
    assert set(found["geography"]) == {2025}


def test_both_labels_are_read_from_one_file(recorded):
    asked = []

    def get(request):
        asked.append(request)
        return recorded(request)

    assert len(read(get, OPEN, RECEIVED)) == 2 * 8 * 11
    assert asked == [REQUEST]


@pytest.fixture
def changed(recorded, edited_sheet):
    """`get` of the recorded workbook after a change to its sheet."""
    return edited_sheet(recorded(REQUEST))


def test_mark_that_is_not_in_the_legend_is_refused(changed):
    def spoil(sheet):
        sheet.cell(5, 20).value = "n.b."

    with pytest.raises(SourceError, match=r"n\.b\."):
        read(changed(spoil), OPEN)


def test_renamed_label_is_named(changed):
    def rename(sheet):
        sheet.cell(2, 23).value = "vacatures open"

    with pytest.raises(SourceError, match="column openstaande vacatures is missing"):
        read(changed(rename), OPEN)


def test_name_that_is_no_municipality_is_refused(changed):
    def rename(sheet):
        sheet.cell(5, 1).value = "Nergens"

    with pytest.raises(SourceError, match="Nergens"):
        read(changed(rename), OPEN)


@pytest.mark.parametrize(
    ("item", "year", "total"),
    [
        (OPEN, 2014, 20_331),
        (OPEN, 2019, 42_782),
        (OPEN, 2022, 63_837),
        (OPEN, 2024, 56_839),
        (RECEIVED, 2014, 142_376),
        (RECEIVED, 2022, 348_903),
        (RECEIVED, 2024, 272_419),
    ],
)
def test_full_file_has_the_known_sums_of_285_municipalities(raw, item, year, total):
    found = read(raw, item).xs(year, level="year")["value"]
    assert (len(found), found.sum()) == (285, total)
