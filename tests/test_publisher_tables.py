"""A publisher's table file → cells, or an error that says what is wrong with it."""

import math
import struct
import zipfile
from datetime import datetime

import numpy as np
import openpyxl
import pandas as pd
import pytest

from sdgwijzer.errors import SourceError
from sdgwijzer.model import Missing
from sdgwijzer.parsing import delimited, documents, published_numbers, required, workbook
from tests.conftest import INVENTED, sampled

PAGE = b"\xef\xbb\xbf\r\n<!DOCTYPE html><html><title>Request Rejected</title></html>"


@pytest.fixture
def put(tmp_path):
    """Content → the path of a file that has it."""

    def write(content, name="table.csv"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return write


@pytest.fixture
def put_zip(tmp_path):
    """Members (name → text) → the path of a zip that has them."""

    def write(members, name="table.zip"):
        path = tmp_path / name
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for member, text in members.items():
                archive.writestr(member, text)
        return path

    return write


@pytest.fixture
def put_sheet(tmp_path):
    """Rows → the path of a workbook with these on sheet Cijfers."""

    def write(*rows):
        book = openpyxl.Workbook()
        book.active.title = "Cijfers"
        for row in rows:
            book.active.append(row)
        book.save(tmp_path / "table.xlsx")
        return tmp_path / "table.xlsx"

    return write


def frame_of(path, **options):
    return delimited.delimited(path, "test", delimiter=";", **options)


def refused(path, problem, **options):
    """This table is refused, with an error that names source, file and problem."""
    with pytest.raises(SourceError, match=problem) as caught:
        frame_of(path, **options)
    assert (caught.value.source, caught.value.file) == ("test", path.name)


# ---- delimited text: what comes out


def test_cells_are_text_as_they_stand_there(put):
    frame = frame_of(put("code;waarde\n01000; 1,50\nNA;nan\n"))
    assert frame.to_dict("list") == {"code": ["01000", "NA"], "waarde": [" 1,50", "nan"]}


def test_empty_cell_is_empty_text(put):
    assert frame_of(put("a;b\n1;\n;2\n")).to_numpy().tolist() == [["1", ""], ["", "2"]]


def test_columns_come_in_the_order_asked(put):
    frame = frame_of(put("a;b;c\n1;2;3\n"), columns=["c", "a"])
    assert frame.to_dict("list") == {"c": ["3"], "a": ["1"]}


def test_one_column_may_be_asked(put):
    assert frame_of(put("a;b\nx1;2\nx3;4\n"), columns=["a"])["a"].tolist() == ["x1", "x3"]


def test_byte_order_mark_is_no_part_of_the_first_name(put):
    assert frame_of(put(b"\xef\xbb\xbfa;b\n1;2\n")).columns.tolist() == ["a", "b"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("lines", [1, 30_000])
def test_encoding_is_found_by_rule(put, encoding, lines):
    """Also where the first accent stands far in the file, on the edge of what is read at once."""
    path = put(("naam;n\n" + f"{'x' * 40};1\n" * lines + "Lièrre’s €;1\n").encode(encoding))
    assert frame_of(path)["naam"].tolist()[-1] == "Lièrre’s €"


def test_letter_that_is_cut_by_the_edge_of_a_block_is_whole(put, monkeypatch):
    monkeypatch.setattr("sdgwijzer.parsing.encoding._BLOCK", 8)
    for before in range(8):
        path = put(f"naam;n\n{'x' * before}é;1\nabcdefghijkl;2\n")
        assert frame_of(path)["naam"][0] == "x" * before + "é"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"a;b\nx\x00y;1\n", "control character 0x00 at byte 5"),
        (b"a;b\nx\x1by;1\n", "control character 0x1b"),
        ("a;b\né;1\n".encode().decode("cp1252").encode(), "encoded twice"),
        ("a;b\né;1\n".encode() + "è;2\n".encode("cp1252"), "beside bytes of another encoding"),
        (b"a;b\n\x81\xe9;1\n", "cannot be read"),
        (b"\xff\xfea;b", "cannot be read"),
    ],
)
def test_bytes_that_no_text_holds_are_refused(put, content, said):
    refused(put(content), said)


def test_quoted_cell_may_hold_a_delimiter_a_quote_and_a_line_end(put):
    frame = frame_of(put('a;b\n"1;""x""\ny";2\n'))
    assert frame.to_dict("list") == {"a": ['1;"x"\ny'], "b": ["2"]}


def test_windows_line_ends_and_blank_lines_do_not_matter(put):
    frame = frame_of(put("a;b\r\n1;2\r\n\r\n3;4\r\n\r\n"))
    assert frame.to_numpy().tolist() == [["1", "2"], ["3", "4"]]


def test_table_without_rows_has_its_columns(put):
    frame = frame_of(put("a;b\n"))
    assert (frame.columns.tolist(), len(frame)) == (["a", "b"], 0)


def test_only_member_of_a_zip_is_read(put_zip):
    frame = frame_of(put_zip({"map/": "", "map/table.txt": "a;b\n1;2\n"}))
    assert frame.to_dict("list") == {"a": ["1"], "b": ["2"]}


def test_chunks_together_are_the_table(put, monkeypatch):
    monkeypatch.setattr(delimited, "CHUNK_ROWS", 2)
    path = put("a;b\n" + "".join(f"{i};{i * i}\n" for i in range(5)))
    chunks = list(delimited.chunked(path, "test", delimiter=";"))
    assert [len(chunk) for chunk in chunks] == [2, 2, 1]
    assert pd.concat(chunks).equals(frame_of(path))


def test_last_chunk_may_be_full(put, monkeypatch):
    monkeypatch.setattr(delimited, "CHUNK_ROWS", 2)
    path = put("a;b\n1;2\n3;4\n")
    assert sum(len(chunk) for chunk in delimited.chunked(path, "test", delimiter=";")) == 2


# ---- delimited text: what is refused


def test_page_instead_of_a_table_is_refused(put):
    refused(put(PAGE), "an HTML page")


def test_page_instead_of_a_zip_is_refused(put):
    refused(put(PAGE, "table.zip"), "an HTML page")


def test_other_markup_is_refused(put):
    refused(put("<?xml version='1.0'?><Error/>"), "not a table")


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_file_without_a_header_is_refused(put, content):
    refused(put(content), "a header")


@pytest.mark.parametrize("columns", [None, ["a"], ["c"]])
def test_cut_off_line_is_refused(put, columns):
    refused(put("a;b;c\n1;2;3\n4;5"), "row 2 under the header", columns=columns)


@pytest.mark.parametrize("columns", [None, ["a"], ["b"]])
def test_line_with_more_cells_is_refused(put, columns):
    refused(put("a;b\n1;2\n3;4;5\n"), "row 2 under the header", columns=columns)


@pytest.mark.parametrize("columns", [None, ["a"], ["b"]])
def test_cells_never_shift_under_another_header(put, columns):
    refused(put("a;b\n1;2;3\n4;5;6\n"), "another number of cells", columns=columns)


def test_cut_off_line_in_a_later_chunk_is_refused(put, monkeypatch):
    monkeypatch.setattr(delimited, "CHUNK_ROWS", 2)
    refused(put("a;b\n1;2\n3;4\n5\n"), "row 3 under the header")


def test_missing_column_is_named_beside_those_that_are_there(put):
    refused(put("a;b\n1;2\n"), r"column waarde is missing.*found a, b", columns=["a", "waarde"])


def test_other_delimiter_is_refused(put):
    refused(put("a,b\n1,2\n"), "column a, b is missing", columns=["a", "b"])


@pytest.mark.parametrize("columns", [None, ["a"]])
def test_doubled_column_is_refused(put, columns):
    refused(put("a;a;b\n1;2;3\n"), "doubled", columns=columns)


def test_doubled_column_that_is_not_asked_does_not_matter(put):
    assert frame_of(put("a;a;b\n1;2;3\n"), columns=["b"])["b"].tolist() == ["3"]


def test_open_quote_is_refused(put):
    refused(put('a;b\n"1;2\n3;4\n'), "damaged")


def test_zip_with_two_members_is_refused(put_zip):
    refused(put_zip({"a.txt": "a;b\n", "b.txt": "a;b\n"}), "number of files in the zip")


def test_zip_without_members_is_refused(put_zip):
    refused(put_zip({}), "not a zip")


def test_text_that_is_called_a_zip_is_refused(put):
    refused(put("a;b\n1;2\n", "table.zip"), "not a zip")


def test_cut_off_zip_is_refused(put_zip):
    path = put_zip({"a.txt": "a;b\n" + "1;2\n" * 500})
    path.write_bytes(path.read_bytes()[:60])
    refused(path, "damaged")


@pytest.mark.parametrize("place", [40, 60, 500, 3000])
def test_zip_with_a_wrong_byte_is_refused(put_zip, place):
    path = put_zip({"a.txt": "a;b\n" + "".join(f"{i};{i * 7919 % 997}\n" for i in range(3000))})
    content = bytearray(path.read_bytes())
    content[place] ^= 0xFF
    path.write_bytes(content)
    refused(path, "damaged")


# ---- only the header


def test_header_has_the_names_in_their_order(put):
    assert delimited.header(put("b;a\n1;2\n"), "test", delimiter=";") == ("b", "a")


def test_header_of_a_zip_is_that_of_its_member(put_zip):
    path = put_zip({"table.txt": "b;a\n1;2\n"})
    assert delimited.header(path, "test", delimiter=";") == ("b", "a")


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (PAGE, "table.csv"),
        (b"", "table.csv"),
        (b"\xff\xfea;b", "table.csv"),
        (PAGE, "table.zip"),
        (b"PK\x03\x04x", "table.zip"),
    ],
)
def test_header_of_what_is_no_table_is_refused(put, content, name):
    with pytest.raises(SourceError, match=f"test: {name}"):
        delimited.header(put(content, name), "test", delimiter=";")


# ---- workbooks


def test_sheet_has_all_rows_and_no_header(put_sheet):
    cells = workbook.sheet(put_sheet(["code", "n"], ["01000", 1.5]), "test", "Cijfers")
    assert cells.to_numpy().tolist() == [["code", "n"], ["01000", 1.5]]
    assert cells.columns.tolist() == [0, 1]


def test_empty_cell_of_a_sheet_is_empty_text(put_sheet):
    cells = workbook.sheet(put_sheet(["a", None], [None, 2]), "test")
    assert cells.to_numpy().tolist() == [["a", ""], ["", 2.0]]


def test_row_and_column_numbers_are_those_of_the_sheet(put_sheet):
    cells = workbook.sheet(put_sheet([None, None], [None, "x"]), "test")
    assert cells.at[1, 1] == "x"


def test_sheet_without_a_name_is_the_first(put_sheet):
    assert workbook.sheet(put_sheet(["x"]), "test").at[0, 0] == "x"


def sheet_refused(path, problem, name=None):
    with pytest.raises(SourceError, match=problem) as caught:
        workbook.sheet(path, "test", name)
    assert (caught.value.source, caught.value.file) == ("test", path.name)


def test_missing_sheet_is_named_beside_those_that_are_there(put_sheet):
    sheet_refused(put_sheet(["x"]), "expected Blad1, found Cijfers", "Blad1")


def test_empty_sheet_is_refused(put_sheet):
    sheet_refused(put_sheet(), "the sheet is empty")


def test_page_instead_of_a_workbook_is_refused(put):
    sheet_refused(put(PAGE, "table.xlsx"), "an HTML page")


def test_empty_file_is_no_workbook(put):
    sheet_refused(put(b"", "table.xlsx"), "an empty file")


def test_start_of_an_old_workbook_is_no_workbook(put):
    sheet_refused(put(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "table.xls"), "damaged")


def test_all_sheets_are_there_in_their_order(put_sheet):
    path = put_sheet(["x"])
    book = openpyxl.load_workbook(path)
    book.create_sheet("Andere", 0).append(["y"])
    book.save(path)
    found = workbook.sheets(path, "test")
    assert {name: cells.at[0, 0] for name, cells in found.items()} == {
        "Andere": "y",
        "Cijfers": "x",
    }
    assert list(found) == ["Andere", "Cijfers"]


def test_one_empty_sheet_among_others_is_named(put_sheet):
    path = put_sheet(["x"])
    book = openpyxl.load_workbook(path)
    book.create_sheet("Leeg")
    book.save(path)
    with pytest.raises(
        SourceError, match="the sheet is empty; expected a table, found no cells on"
    ):
        workbook.sheets(path, "test")


@pytest.mark.parametrize(
    ("old", "wrong", "found"),
    sampled(
        [
            (b'r="A2"', b'r="A99999999"', r"99,999,999 rows x 2 columns"),
            (b'r="2"', b"r = '99999999'", r"99,999,999 rows x 2 columns"),
            (b'r="B2"', b'r="XFDB1000000"', r"1,000,000 rows x [\d,]+ columns"),
        ],
        3,
    ),
)
def test_one_wrong_digit_does_not_ask_for_a_hundred_million_rows(
    put_sheet, tmp_path, old, wrong, found
):
    """They would be made in memory, empty: 23 GB were met. Wherever a piece ends."""
    source = put_sheet(["code", "n"], ["01000", 1.5], *(["x" * 40, 1] for _ in range(40_000)))
    path = tmp_path / "wrong.xlsx"
    with zipfile.ZipFile(source) as whole, zipfile.ZipFile(path, "w") as damaged:
        for name in whole.namelist():
            content = whole.read(name)
            is_sheet = name.startswith("xl/worksheets/")
            damaged.writestr(name, content.replace(old, wrong, 1) if is_sheet else content)
    with pytest.raises(SourceError, match=found):
        workbook.sheet(path, "test")


OLD = next(INVENTED.rglob("*.xls")).read_bytes()


@pytest.mark.parametrize("kept", [20, 600, 4_000, 8_500, 9_500])
def test_cut_off_old_workbook_is_refused(put, kept):
    """At some of them a library in Rust panics, which is no `Exception`: it ended the update."""
    sheet_refused(put(OLD[:kept], "table.xls"), "the workbook is damaged")


def test_old_workbook_that_goes_round_in_circles_is_refused(put):
    """Each sector says which one is next; one that names itself has no end."""
    [table, first] = (struct.unpack_from("<I", OLD, at)[0] for at in (76, 48))
    content = bytearray(OLD)
    struct.pack_into("<I", content, 512 * (table + 1) + 4 * first, first)
    sheet_refused(put(bytes(content), "table.xls"), "the workbook is damaged")


def test_cells_of_an_old_workbook_are_text_numbers_and_dates(put):
    found = workbook.sheets(put(OLD, "table.xls"), "test")
    kinds = {type(cell) for each in found.values() for cell in each.to_numpy().ravel()}
    assert kinds <= {str, float, bool, datetime}
    assert {str, float} <= kinds


def test_zip_that_is_no_workbook_is_refused(put_zip):
    sheet_refused(put_zip({"a.txt": "a;b\n"}, "table.xlsx"), "damaged")


@pytest.mark.parametrize("part", [0.1, 0.5, 0.99])
def test_cut_off_workbook_is_refused(put_sheet, part):
    path = put_sheet(*[[f"x{i}", i / 7] for i in range(50)])
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * part)])
    sheet_refused(path, "damaged")


# ---- JSON


def test_json_document_is_its_content(put):
    assert documents.json_document(put('{"facts": [1.5, null]}'), "test") == {"facts": [1.5, None]}


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (PAGE, "an HTML page"),
        (b"", "an empty file"),
        (b'{"facts": [1, 2', "starts with"),
        ('{"naam": "é"}'.encode("cp1252"), "starts with"),
    ],
    ids=["page", "empty", "cut off", "encoding"],
)
def test_file_that_is_not_whole_json_is_refused(put, content, found):
    with pytest.raises(SourceError, match=found) as caught:
        documents.json_document(put(content, "table.json"), "test")
    assert (caught.value.source, caught.value.file) == ("test", "table.json")


# ---- keys


def test_row_with_the_same_key_is_refused_with_an_example():
    frame = pd.DataFrame({"code": ["1", "2", "1"], "jaar": [2020, 2020, 2020], "n": [5, 6, 7]})
    with pytest.raises(SourceError, match=r"2 rows are doubled.*'code': '1'.*'jaar': 2020"):
        required.require_unique(frame, ["code", "jaar"], "test", "file")


def test_rows_with_other_keys_are_accepted():
    frame = pd.DataFrame({"code": ["1", "1"], "jaar": [2020, 2021]})
    required.require_unique(frame, ["code", "jaar"], "test", "file")


def test_long_list_of_columns_is_cut_short_in_the_error():
    with pytest.raises(SourceError, match="…"):
        required.require_columns([f"c{i}" for i in range(60)], ["x"], "test", "file")


# ---- numbers


def numbers(*cells, **options):
    return published_numbers.numbers(pd.Series(cells, dtype=object), "test", "file", **options)


def value(cell, **options):
    return numbers(cell, **options)["value"].iloc[0]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("7", 7), (" 7 ", 7), ("-0.5", -0.5), (".5", 0.5), ("1e3", 1000), ("007", 7)],
)
def test_text_is_a_number(cell, expected):
    assert value(cell) == expected


@pytest.mark.parametrize("cell", [7, 7.0, np.int64(7), np.float64(7)])
def test_number_is_a_number(cell):
    assert value(cell) == 7


def test_number_keeps_all_its_digits():
    cells = [0.1 + 0.2, 1 / 3, 123456789.123456789, 5e-324]
    assert numbers(*cells)["value"].tolist() == cells
    assert numbers(*map(repr, cells))["value"].tolist() == cells


@pytest.mark.parametrize(
    ("cell", "expected"), [("1,5", 1.5), ("-3,25", -3.25), ("4", 4), (",5", 0.5)]
)
def test_decimal_comma(cell, expected):
    assert value(cell, decimal=",") == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("1.234,5", 1234.5), ("1.234.567", 1234567), ("-12.345", -12345), ("1234,5", 1234.5)],
)
def test_points_between_thousands(cell, expected):
    assert value(cell, decimal=",", thousands=".") == expected


def test_commas_between_thousands():
    assert value("1,234.5", thousands=",") == 1234.5


def test_spaces_between_thousands():
    assert value("1\u00a0234", thousands="\u00a0") == 1234


@pytest.mark.parametrize("cell", [1.5, np.float64(1.5)])
def test_point_of_a_cell_that_is_a_number_is_never_a_thousands_sign(cell):
    assert value(cell, decimal=",", thousands=".") == 1.5


@pytest.mark.parametrize(
    ("cell", "options"),
    [
        ("1.5", {"decimal": ","}),
        ("1.5", {"decimal": ",", "thousands": "."}),
        ("12.34", {"decimal": ",", "thousands": "."}),
        ("1234.567", {"decimal": ",", "thousands": "."}),
        ("1,5.000", {"decimal": ",", "thousands": "."}),
        ("1,5", {}),
        ("1.234.567", {}),
        ("1 234", {}),
    ],
)
def test_number_written_in_another_way_is_refused(cell, options):
    with pytest.raises(SourceError, match="no number"):
        numbers(cell, **options)


NO_NUMBERS = (
    *("nan", "NaN", "inf", "-inf", "Infinity", "1e400", "0x1A", "1_000"),
    *("", "-", "x", "NA", "None"),
    *(float("nan"), float("inf"), None, True, pd.Timestamp("2020-01-01")),
)


@pytest.mark.parametrize("cell", NO_NUMBERS)
@pytest.mark.parametrize("options", [{}, {"decimal": ",", "thousands": "."}])
def test_cell_that_is_no_number_is_refused(cell, options):
    with pytest.raises(SourceError, match="no number"):
        numbers("1", cell, **options)


def test_unknown_marks_are_counted_in_the_error():
    with pytest.raises(SourceError, match=r"expected numbers or '', found '\*' \(2x\), '-' \(1x\)"):
        numbers("1", "*", "-", "*", "", marks={"": Missing.WITHHELD})


def test_mark_is_a_gap_with_its_reason():
    frame = numbers("x", "", marks={"x": Missing.WITHHELD, "": Missing.NOT_PUBLISHED})
    assert frame["missing"].tolist() == ["withheld", "not_published"]
    assert frame["value"].isna().all()


def test_mark_may_have_spaces_around_it():
    assert numbers(" x ", marks={"x": Missing.WITHHELD})["missing"].tolist() == ["withheld"]


def test_number_has_no_reason():
    frame = numbers("1", "x", marks={"x": Missing.WITHHELD})
    assert frame["missing"].iloc[0] is None
    assert math.isnan(frame["value"].iloc[1])


def test_zero_is_a_number_and_no_gap():
    assert numbers("0", marks={"": Missing.WITHHELD}).to_numpy().tolist() == [[0.0, None]]


def test_mark_that_looks_like_a_number_is_a_mark():
    frame = numbers("-1", "1", marks={"-1": Missing.WITHHELD})
    assert frame["missing"].tolist() == ["withheld", None]


def test_numbers_stay_on_the_index_of_the_cells():
    cells = pd.Series(["1", "2"], index=[9, 4])
    assert published_numbers.numbers(cells, "test", "file")["value"].to_dict() == {9: 1, 4: 2}


@pytest.mark.parametrize("kind", [object, str, float])
def test_no_cells_are_no_numbers(kind):
    frame = published_numbers.numbers(
        pd.Series([], dtype=kind), "test", "file", decimal=",", thousands="."
    )
    assert (frame.columns.tolist(), len(frame)) == (["value", "missing"], 0)


def made_up(*rows):
    """Made-up people by municipality and year."""
    index = pd.MultiIndex.from_tuples([row[:2] for row in rows], names=["nis_code", "year"])
    return pd.DataFrame({"people": [float(row[2]) for row in rows]}, index)


def test_total_that_is_not_the_sum_is_refused():
    parts = made_up(("1", 2020, 3), ("2", 2020, 4))
    whole = pd.DataFrame({"people": [8.0]}, [2020])
    with pytest.raises(SourceError, match=r"people of 2020: 8.*found 7 for its 2"):
        required.require_total(parts, whole, 2, "bron", "lijst.csv")


def test_total_of_a_year_without_all_municipalities_is_an_upper_limit():
    parts, whole = made_up(("1", 2020, 3)), pd.DataFrame({"people": [8.0]}, [2020])
    required.require_total(parts, whole, 2, "bron", "lijst.csv")
    with pytest.raises(SourceError, match=r"people of 2020: 2.*found 3 for its 1"):
        required.require_total(parts, whole - 6, 2, "bron", "lijst.csv")


@pytest.mark.parametrize("whole", [{}, {2019: 8.0}, {2020: None}])
def test_total_that_is_not_found_is_an_error(whole):
    parts = made_up(("1", 2020, 3), ("2", 2020, 4))
    totals = pd.DataFrame({"people": pd.Series(whole, dtype=float)})
    with pytest.raises(SourceError, match="no Flemish total to compare with; expected people of"):
        required.require_total(parts, totals, 2, "bron", "lijst.csv")


@pytest.mark.parametrize(
    ("at", "byte"),
    [(8, 1), (10, 99), (42, 200)],
    ids=["locked", "packed otherwise", "begins elsewhere"],
)
def test_zip_with_a_damaged_directory_is_refused(put_zip, at, byte):
    path = put_zip({"table.csv": "a;b\n1;2\n"})
    content = bytearray(path.read_bytes())
    content[content.index(b"PK\x01\x02") + at] = byte
    path.write_bytes(content)
    with pytest.raises(SourceError, match="damaged"):
        delimited.delimited(path, "test", delimiter=";")


def test_zip_that_begins_before_itself_is_refused(put_zip, monkeypatch):
    def before(*_, **__):
        raise OSError(22, "Invalid argument")

    path = put_zip({"table.csv": "a;b"})
    monkeypatch.setattr(zipfile.ZipFile, "open", before)
    with pytest.raises(SourceError, match="damaged"):
        delimited.delimited(path, "test", delimiter=";")


@pytest.mark.parametrize("content", ["[" * 100_000, "[" + "9" * 5000 + "]", b"\x90"])
def test_json_without_end_is_refused(put, content):
    with pytest.raises(SourceError, match="not a JSON document"):
        documents.json_document(put(content, "table.json"), "test")


def test_parquet_whose_names_are_no_text_is_refused(put, tmp_path):
    path = tmp_path / "whole.parquet"
    pd.DataFrame({"kolom_aaaa": [1]}).to_parquet(path)
    damaged = path.read_bytes().replace(b"kolom_aaaa", b"kolom_\x90\x90\x90\x90")
    with pytest.raises(SourceError, match="not a Parquet file"):
        documents.parquet(put(damaged, "table.parquet"), "test", ["kolom_aaaa"])
