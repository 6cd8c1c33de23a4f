"""People with a full unemployment benefit; the recorded answer is invented, in old Excel."""

import openpyxl
import pytest
from pydantic import ValidationError

from sdgwijzer import municipalities
from sdgwijzer.errors import SourceError
from sdgwijzer.parsing.workbook import sheets
from sdgwijzer.sources.rva_unemployment import REQUEST, SOURCE
from tests.make import by_cell, indicator

PEOPLE = indicator(SOURCE.key, {}, "mensen", unit="personen", merge="sum")
RATE = indicator(SOURCE.key, {}, "graad", unit="per 1.000 inwoners", per={"indicator": "inwoners"})
UNIT, HEADER = 3, 5

read = by_cell(SOURCE)


@pytest.fixture
def edited(recorded, tmp_path):
    """`get` of the recorded workbook after a change to the rows of its sheets by name.

    Written as a new kind of workbook: there is no writer of the old kind here.
    """

    def change(edit):
        rows = {
            name: cells.to_numpy().tolist()
            for name, cells in sheets(recorded(REQUEST), SOURCE.key).items()
        }
        edit(rows)
        book = openpyxl.Workbook()
        book.remove(book.active)
        for name, cells in rows.items():
            sheet = book.create_sheet(name)
            for row in cells:
                sheet.append([None if cell == "" else cell for cell in row])
        book.save(tmp_path / "changed.xlsx")
        return lambda request: tmp_path / "changed.xlsx"

    return change


def row_of(rows, place):
    return next(row for row in rows if row[0] == place)


def put(place, cell, sheet="2024", column=-1):
    """A change: another cell in the row of this place."""

    def edit(rows):
        row_of(rows[sheet], place)[column] = cell

    return edit


# ---- what comes out


def test_recorded_answer_is_an_old_workbook(recorded):
    assert recorded(REQUEST).read_bytes().startswith(b"\xd0\xcf\x11\xe0")


def test_total_is_read_and_not_the_kinds_before_it(recorded):
    assert read(recorded, PEOPLE).loc[("mensen", "34013", 2024), "value"] == 122.1


def test_count_per_inhabitant_is_a_numerator_only(recorded):
    row = read(recorded, RATE).loc[("graad", "34013", 2024)]
    assert row["numerator"] == 122.1
    assert row[["value", "denominator"]].isna().all()


@pytest.mark.parametrize(
    ("code", "expected"),
    [("11002", 111.0), ("44021", 222.2), ("73109", 11.1), ("73110", 77.7), ("71072", 66.6)],
)
def test_dutch_and_french_names_find_their_code_of_today(recorded, code, expected):
    assert read(recorded, PEOPLE).loc[("mensen", code, 2024), "value"] == expected


def test_saint_nicolas_near_liege_is_not_sint_niklaas(recorded):
    assert read(recorded, PEOPLE).loc[("mensen", "46021", 2024), "value"] == 44.4


def test_saint_nicolas_closed_by_its_own_arrondissement_is_sint_niklaas(edited):
    def rename(rows):
        row_of(rows["2024"], "Sint-Niklaas")[0] = "Saint-Nicolas"
        row_of(rows["2024"], "arr.Sint-Niklaas")[0] = "arr.Saint-Nicolas"

    found = read(edited(rename), PEOPLE)
    assert found.loc[("mensen", "46021", 2024), "value"] == 44.4


def test_name_without_accents_is_known(edited):
    def rename(rows):
        row_of(rows["2024"], "Harelbeke")[0] = "Espierres Helchin"
        row_of(rows["2024"], "Fourons")[0] = "Bourg-Leopold"

    found = read(edited(rename), PEOPLE)
    assert found.loc[("mensen", "34043", 2024), "value"] == 122.1
    assert found.loc[("mensen", "71034", 2024), "value"] == 11.1


def test_totals_brussels_and_wallonia_are_left_out(recorded):
    found = read(recorded, PEOPLE).reset_index()
    assert found.groupby("year").size().to_dict() == {2024: 11, 2025: 11, 2026: 11}
    assert set(found["nis_code"]) <= set(municipalities.load().on_map(2025))


def test_all_years_are_on_the_map_of_2025(recorded):
    assert set(read(recorded, PEOPLE)["geography"]) == {2025}


def test_last_year_is_provisional_and_no_other(recorded):
    known = read(recorded, PEOPLE).query("value.notna()").reset_index()
    assert set(known.loc[known["flag"] == "provisional", "year"]) == {2026}
    assert (known["flag"].notna() == (known["year"] == 2026)).all()


# ---- gaps


def test_fewer_than_ten_is_withheld_and_no_zero(recorded):
    row = read(recorded, PEOPLE).loc[("mensen", "73028", 2024)]
    assert row["missing"] == "withheld"
    assert row[["value", "numerator", "flag"]].isna().all()


def test_nobody_is_a_value(recorded):
    row = read(recorded, PEOPLE).loc[("mensen", "34042", 2024)]
    assert row["value"] == 0
    assert row["missing"] is None


@pytest.mark.parametrize("mark", ["-", "<5", "n.d.", ""])
def test_unknown_mark_is_refused(edited, mark):
    with pytest.raises(SourceError, match="no number"):
        read(edited(put("Harelbeke", mark)), PEOPLE)


# ---- totals


def test_total_leaves_room_for_what_is_withheld(edited):
    assert len(read(edited(put("arr.Tongres", 88.8 + 9.9)), PEOPLE))
    with pytest.raises(SourceError, match=r"the total of arr\.Tongres differs; expected 100\.0"):
        read(edited(put("arr.Tongres", 100.0)), PEOPLE)


@pytest.mark.parametrize("value", [122.1 * 1000, 132.1, 112.1])
def test_value_that_its_arrondissement_does_not_hold_is_refused(edited, value):
    with pytest.raises(SourceError, match=r"sheet 2025: the total of arr\.Courtrai differs"):
        read(edited(put("Harelbeke", value, "2025")), PEOPLE)


def test_municipality_without_a_row_is_missed_in_the_total(edited):
    def drop(rows):
        rows["2024"].remove(row_of(rows["2024"], "Kuurne"))

    with pytest.raises(SourceError, match=r"the total of arr\.Courtrai differs"):
        read(edited(drop), PEOPLE)


# ---- what is refused


def test_euros_are_no_people(edited):
    def euros(rows):
        rows["2025"][UNIT][0] = "Montants - Total"

    with pytest.raises(SourceError, match=r"another unit in A4 of 2025.*Montants - Total"):
        read(edited(euros), PEOPLE)


def test_renamed_column_is_named_with_its_sheet(edited):
    def rename(rows):
        rows["2025"][HEADER][-1] = "Totaux"

    with pytest.raises(SourceError, match="sheet 2025: column Total is missing"):
        read(edited(rename), PEOPLE)


def test_column_that_moved_is_found_by_its_name(edited, recorded):
    def move(rows):
        for cells in rows.values():
            for row in cells[HEADER:]:
                row.insert(1, row.pop())

    assert read(edited(move), PEOPLE).equals(read(recorded, PEOPLE))


def test_sheet_that_is_no_year_is_refused(edited):
    def rename(rows):
        rows["Notes"] = rows.pop("2024")

    with pytest.raises(SourceError, match=r"a sheet that is no year.*Notes"):
        read(edited(rename), PEOPLE)


def test_unit_or_header_alone_is_no_table(edited):
    def cut(rows):
        del rows["2024"][HEADER:]

    with pytest.raises(SourceError, match="another unit in A4 of 2024"):
        read(edited(cut), PEOPLE)


@pytest.mark.parametrize("name", ["Harelbeeck", "Bilzen", "Kortessem"])
def test_unknown_or_old_name_in_flanders_is_refused(edited, name):
    def rename(rows):
        row_of(rows["2024"], "Harelbeke")[0] = name

    with pytest.raises(SourceError, match=rf"unknown municipalities.*{name}"):
        read(edited(rename), PEOPLE)


def test_municipality_that_is_there_twice_is_refused(edited):
    def double(rows):
        row_of(rows["2024"], "Kuurne")[0] = "Harelbeke"

    with pytest.raises(SourceError, match="rows are doubled"):
        read(edited(double), PEOPLE)


def test_doubled_total_is_refused(edited):
    def double(rows):
        row_of(rows["2024"], "arr.Gand")[0] = "arr.Courtrai"

    with pytest.raises(SourceError, match="doubled"):
        read(edited(double), PEOPLE)


@pytest.mark.parametrize(
    ("label", "problem"),
    [
        ("arr.Cortryck", r"Flemish municipalities elsewhere.*Deerlijk before arr\.Cortryck"),
        ("total Courtrai", r"the total of arr\.Gand differs"),
    ],
)
def test_flemish_arrondissement_under_an_unknown_name_is_no_silence(edited, label, problem):
    def rename(rows):
        row_of(rows["2024"], "arr.Courtrai")[0] = label

    with pytest.raises(SourceError, match=problem):
        read(edited(rename), PEOPLE)


def test_municipality_behind_the_last_total_is_refused(edited):
    def add(rows):
        rows["2024"].append(["Menen", 1.0, 1.0, 2.0])

    with pytest.raises(SourceError, match="Menen before the end of the sheet"):
        read(edited(add), PEOPLE)


def test_negative_number_is_refused(edited):
    with pytest.raises(SourceError, match="no numbers of people"):
        read(edited(put("Zwevegem", -1.0)), PEOPLE)


def test_sheet_without_flanders_is_refused(edited):
    def drop(rows):
        del rows["2024"][HEADER + 1 :]
        rows["2024"] += [["Ans", 1.0, 1.0, 2.0], ["arr.Liège", 1.0, 1.0, 2.0]]

    with pytest.raises(SourceError, match="no numbers of people on 2024"):
        read(edited(drop), PEOPLE)


@pytest.mark.parametrize(
    ("damage", "problem"),
    [
        (lambda whole: b"<!DOCTYPE html><title>Maintenance</title>", "an HTML page"),
        (lambda whole: whole[: len(whole) // 2], "damaged"),
        (lambda whole: b"", "an empty file"),
    ],
    ids=["page", "cut off", "empty"],
)
def test_file_that_is_no_whole_workbook_is_refused(recorded, tmp_path, damage, problem):
    path = tmp_path / "page.xls"
    path.write_bytes(damage(recorded(REQUEST).read_bytes()))
    with pytest.raises(SourceError, match=problem):
        read(lambda request: path, PEOPLE)


def test_query_has_nothing_to_choose():
    with pytest.raises(ValidationError):
        SOURCE.query.model_validate({"column": "CCI-DE"})
