"""Municipalities: codes, names and mergers in the reference list itself."""

import csv

import pandas as pd
import pytest

from sdgwijzer import municipalities, paths
from sdgwijzer.errors import SdgWijzerError, SourceError
from sdgwijzer.model import Request
from sdgwijzer.parsing.workbook import sheet

ANTWERPEN, BORSBEEK, HARELBEKE, HERSTAPPE = "11002", "11007", "34013", "73028"
AGGREGATION = "provincies-in-cijfers-gebiedsniveaus/aggregatietabellen/gemeente2024_gemeente.xlsx"
PROVINCES = {"Antwerpen", "Limburg", "Oost-Vlaanderen", "Vlaams-Brabant", "West-Vlaanderen"}
# Name → code before and from the year of a merger on.
SAME_NAME = {
    "Lokeren": (2025, "46014", "46029"),
    "Hasselt": (2025, "71022", "71072"),
    "Tielt": (2025, "37015", "37022"),
    "Lochristi": (2025, "44034", "44087"),
    "Wingene": (2025, "37018", "37021"),
    "Deinze": (2019, "44011", "44083"),
    "Aalter": (2019, "44001", "44084"),
}


@pytest.fixture(scope="module")
def reference():
    return municipalities.read(paths.data() / "municipalities.csv")


# ---- maps


@pytest.mark.parametrize(
    ("year", "count"), [(2018, 308), (2019, 300), (2024, 300), (2025, 285), (2026, 285)]
)
def test_map_has_all_municipalities_of_that_year(reference, year, count):
    assert len(reference.on_map(year)) == count


def test_today_is_the_map_of_2025(reference):
    assert set(reference.today) == set(reference.on_map(2025))


def test_today_is_in_alphabetical_order(reference):
    names = [municipalities.sort_key(row.name) for row in reference.today.values()]
    assert names == sorted(names)


@pytest.mark.parametrize("year", [2018, 2019, 2024, 2025])
def test_name_is_unique_on_a_map(reference, year):
    names = [row.name for row in reference.on_map(year).values()]
    assert len(set(names)) == len(names)


def test_every_municipality_lies_in_a_flemish_province(reference):
    assert {row.province for row in reference} == PROVINCES


def test_every_municipality_of_today_has_a_reference_region(reference):
    assert len({row.reference_region for row in reference.today.values()} - {""}) == 15
    assert all(row.reference_region for row in reference.today.values())


# ---- mergers


def test_every_municipality_that_ended_has_a_successor_of_the_day_after(reference):
    starts = {(row.nis_code, row.valid_from) for row in reference}
    day = pd.Timedelta(days=1).to_pytimedelta()
    ended = [row for row in reference if row.valid_until is not None]
    assert ended
    assert all((row.successor, row.valid_until + day) in starts for row in ended)


def test_municipality_of_today_has_no_successor(reference):
    assert all(row.successor is None for row in reference.today.values())


@pytest.mark.parametrize("year", [2018, 2019, 2024, 2025])
def test_every_municipality_became_one_of_today(reference, year):
    assert set(reference.to_today(year).values()) == set(reference.today)


@pytest.mark.parametrize(("name", "change"), SAME_NAME.items())
def test_merged_municipality_keeps_its_name_and_changes_its_code(reference, name, change):
    year, before, after = change
    assert reference.code(name, year - 1) == before
    assert reference.code(name, year) == after


@pytest.mark.parametrize(("name", "change"), SAME_NAME.items())
def test_name_of_before_and_after_is_one_municipality(reference, name, change):
    year, before, after = change
    assert reference.to_today(year - 1)[before] == after


def test_antwerpen_keeps_its_code(reference):
    assert reference.code("Antwerpen", 2024) == reference.code("Antwerpen", 2025) == ANTWERPEN


@pytest.mark.parametrize("year", [2018, 2019, 2024])
def test_antwerpen_has_borsbeek_as_a_part_before_2025(reference, year):
    parts = {row.nis_code for row in reference.parts(ANTWERPEN, year)}
    assert parts == {ANTWERPEN, BORSBEEK}


def test_antwerpen_is_whole_from_2025_on(reference):
    assert [row.nis_code for row in reference.parts(ANTWERPEN, 2025)] == [ANTWERPEN]


def test_antwerpen_of_today_did_not_exist_in_2024(reference):
    assert not reference.existed(ANTWERPEN, 2024)
    assert reference.existed(ANTWERPEN, 2025)


def test_zwijndrecht_moves_to_oost_vlaanderen(reference):
    before = reference.on_map(2024)["11056"]
    after = reference.today[reference.to_today(2024)["11056"]]
    assert (before.province, after.province) == ("Antwerpen", "Oost-Vlaanderen")


def test_merger_table_leads_from_the_map_of_2018_to_that_of_2025(reference, raw):
    path = raw(Request(name="nis-mergers/municipality_crosswalk_flanders.csv"))
    with path.open(encoding="utf-8", newline="") as file:
        successor = {row["old_nis"]: row["new_nis"] for row in csv.DictReader(file)}

    def followed(code):
        return followed(successor[code]) if code in successor else code

    assert {code: followed(code) for code in reference.on_map(2018)} == reference.to_today(2018)


def test_mergers_of_2025_agree_with_an_independent_table(reference, raw):
    cells = sheet(raw(Request(name=AGGREGATION)), "test").iloc[1:]
    table = dict(zip(cells[0], cells[1], strict=True))
    others = {code for code in table if code.startswith(("21", "9999"))}  # Brussels, no place
    flemish = {code: table[code] for code in table.keys() - others}
    assert flemish == reference.to_today(2024)


# ---- neighbours


def test_neighbours_are_in_the_list(reference):
    known = {row.nis_code for row in reference}
    assert all(set(row.bordering) <= known for row in reference)


def test_bordering_is_symmetric_among_municipalities_of_today(reference):
    pairs = {(code, other) for code, row in reference.today.items() for other in row.bordering}
    assert pairs == {(other, code) for code, other in pairs}


def test_no_municipality_borders_itself(reference):
    assert all(row.nis_code not in row.bordering for row in reference)


def test_neighbours_of_harelbeke_are_those_on_the_map(reference):
    names = {reference.today[code].name for code in reference.today[HARELBEKE].bordering}
    assert names == {
        "Deerlijk",
        "Ingelmunster",
        "Kortrijk",
        "Kuurne",
        "Lendelede",
        "Oostrozebeke",
        "Waregem",
        "Wielsbeke",
        "Zwevegem",
    }


def test_herstappe_has_neighbours(reference):
    assert reference.today[HERSTAPPE].bordering


# ---- names


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("Bilzen", "Bilzen-Hoeselt"),
        ("Borsbeek", "Antwerpen"),
        ("Opglabbeek", "Oudsbergen"),
        ("Zwijndrecht", "Beveren-Kruibeke-Zwijndrecht"),
        ("Deinze", "Deinze"),
        ("  harelBEKE ", "Harelbeke"),
        (HARELBEKE, "Harelbeke"),
        ("44011", "Deinze"),
        ("s gravenwezel", None),
        ("Brussel", None),
        ("", None),
    ],
)
def test_municipality_is_found_by_any_name_or_code_it_had(reference, asked, found):
    row = reference.find(asked)
    assert (row and row.name) == found


def test_old_name_leads_to_the_name_of_today(reference):
    assert reference.old_names["Bilzen"] == "Bilzen-Hoeselt"


def test_name_that_still_exists_is_no_old_name(reference):
    assert not set(reference.old_names) & {row.name for row in reference.today.values()}


@pytest.mark.parametrize(
    ("name", "year"), [("Halrebeke", 2025), ("Bilzen", 2025), ("Bilzen-Hoeselt", 2024)]
)
def test_name_unknown_in_that_year_has_no_code(reference, name, year):
    assert reference.code(name, year) is None


def test_names_become_codes_on_their_own_index(reference):
    names = pd.Series(["Harelbeke", "Zwevegem "], index=[7, 3])
    assert reference.codes(names, 2025, "test", "file").to_dict() == {7: HARELBEKE, 3: "34042"}


@pytest.mark.parametrize("cell", ["Halrebeke", "", None, 34013.0])
def test_cell_that_is_no_name_is_refused(reference, cell):
    names = pd.Series(["Harelbeke", cell], dtype=object)
    with pytest.raises(SourceError, match=r"test: file: unknown municipalities"):
        reference.codes(names, 2025, "test", "file")


# ---- the file


def test_missing_file_is_refused(tmp_path):
    with pytest.raises(SdgWijzerError, match="is missing"):
        municipalities.read(tmp_path / "municipalities.csv")


CHANGES = {
    "column renamed": (lambda text: text.replace("nis_code", "nis", 1), "expected columns"),
    "page": (lambda text: "<!DOCTYPE html>", "expected columns"),
    "empty": (lambda text: "", "expected columns"),
    "header only": (lambda text: text.splitlines(keepends=True)[0], "0 of 0 rows"),
    "cut off in a row": (lambda text: text[:5000], "line 53"),
    "row too long": (lambda text: text + "73109,x" + "," * 8 + "\n", "cells"),
    "row doubled": (lambda text: text + text.splitlines(keepends=True)[1], "328 of 329 rows"),
    "date": (lambda text: text.replace("1970-01-01", "1/1/1970", 1), "line 2"),
    "code": (lambda text: text.replace("11001,", "1101,", 1), "line 2"),
    "successor taken out": (lambda text: text.replace("2024-12-31,11002", "2024-12-31,"), "11002"),
    "successor unknown": (
        lambda text: text.replace("2024-12-31,11002", "2024-12-31,99999"),
        "no successor",
    ),
}


@pytest.mark.parametrize(("change", "problem"), CHANGES.values(), ids=CHANGES.keys())
def test_changed_file_is_refused(tmp_path, change, problem):
    text = (paths.data() / "municipalities.csv").read_text(encoding="utf-8")
    path = tmp_path / "municipalities.csv"
    path.write_text(change(text), encoding="utf-8")
    with pytest.raises(SdgWijzerError, match=problem) as caught:
        municipalities.read(path)
    assert str(path) in str(caught.value)


def test_file_in_another_encoding_is_refused(tmp_path):
    path = tmp_path / "municipalities.csv"
    path.write_bytes(paths.data().joinpath("municipalities.csv").read_bytes() + b"\xe9")
    with pytest.raises(SdgWijzerError, match="decode"):
        municipalities.read(path)


# ---- names of before and after a merger in one file

NEW, OLD = ["Tessenderlo-Ham"], ["Galmaarden"]


@pytest.mark.parametrize(
    ("names", "beside", "expected"),
    [
        (["HASSELT"], [], ("71072", True, False)),
        (["HASSELT"], NEW, ("71072", True, False)),
        (["HASSELT"], OLD, ("71072", False, False)),  # Kortessem is lacking
        (["HASSELT"], OLD + NEW, ("71072", True, False)),
        (["HASSELT", "KORTESSEM"], [], ("71072", True, True)),
        (["HASSELT", "KORTESSEM"], NEW, ("71072", False, False)),  # with or without?
        (["BILZEN", "HOESELT"], NEW, ("73110", True, True)),
        (["BILZEN"], NEW, ("73110", False, False)),
        (["BILZEN", "HOESELT", "BILZEN-HOESELT"], [], ("73110", False, False)),
        (["DEINZE", "NEVELE"], [], ("44083", True, True)),
        (["DEINZE", "NEVELE"], OLD, ("44083", True, True)),
        (["DEINZE", "NEVELE"], ["Pelt"], ("44083", False, False)),
        (["Bilzen Hoeselt"], [], ("73110", True, False)),
        (["GENT"], OLD, ("44021", True, False)),
    ],
)
def test_names_around_a_merger_are_whole_only_without_doubt(reference, names, beside, expected):
    found = reference.placed(pd.Series(names + beside), "test", "file")
    assert set(found.iloc[: len(names)].itertuples(index=False, name=None)) == {expected}


def test_placing_an_unknown_name_names_it(reference):
    with pytest.raises(SourceError, match=r"unknown municipalities.*Brussel"):
        reference.placed(pd.Series(["Gent", "Brussel"]), "test", "file")
