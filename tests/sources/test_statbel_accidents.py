"""Road accidents; the columns are those of Statbel's description, the numbers are invented."""

from datetime import date, datetime

import pytest
from pydantic import ValidationError

from sdgwijzer import municipalities
from sdgwijzer.errors import AnswerMissing, SourceError
from sdgwijzer.fetch.finders import STATBEL
from sdgwijzer.sources.statbel_accidents import SOURCE, accidents
from tests.make import by_cell, indicator

COUNT = indicator(SOURCE.key, {"column": "MS_ACCT"}, "ongevallen", unit="ongevallen", merge="sum")
RATE, SERIOUS, FATAL = (
    indicator(
        SOURCE.key,
        {"column": column},
        id_,
        unit="per 1.000 inwoners",
        per={"indicator": "inwoners"},
        chance="events",
    )
    for column, id_ in (
        ("MS_ACCT", "graad"),
        ("MS_ACCT_WITH_SERLY_INJ", "zwaar"),
        ("MS_ACCT_WITH_DEAD_30_DAYS", "dodelijk"),
    )
)
YEAR = 2023

read = by_cell(SOURCE)


@pytest.fixture
def edited(recorded, edited_sheet):
    """`get` of the year 2023 alone, after a change to its sheet."""

    def change(edit):
        copy = edited_sheet(recorded(accidents(YEAR)))(edit)

        def get(request):
            if request == accidents(YEAR):
                return copy(request)
            raise AnswerMissing(request.name)

        return get

    return change


def column(sheet, name):
    return next(cell.column for cell in sheet[1] if cell.value == name)


def put(name, value, row=2):
    def edit(sheet):
        sheet.cell(row, column(sheet, name)).value = value

    return edit


# ---- what comes out


def test_rows_of_a_municipality_add_up(recorded):
    assert read(recorded, COUNT).loc[("ongevallen", "34013", YEAR), "value"] == 111 + 22


def test_accidents_per_inhabitant_are_a_numerator_only(recorded):
    row = read(recorded, RATE).loc[("graad", "34013", YEAR)]
    assert row["numerator"] == 133
    assert row[["value", "denominator"]].isna().all()


def test_dead_are_those_within_30_days_and_count_as_accidents(recorded):
    found = read(recorded, FATAL)["numerator"].loc["dodelijk"]
    assert found["34013"][YEAR] == 2
    assert found["34023"][YEAR] == 1


def test_seriously_injured_are_their_own_column(recorded):
    assert read(recorded, SERIOUS).loc[("zwaar", "34013", YEAR), "numerator"] == 11 + 2


def test_no_accident_of_a_kind_is_zero(recorded):
    row = read(recorded, FATAL).loc[("dodelijk", "34009", YEAR)]
    assert row["numerator"] == 0
    assert row["missing"] is None


def test_municipality_without_a_row_in_a_year_has_no_figure(recorded):
    years = read(recorded, COUNT).loc["ongevallen"].loc["34023"].index
    assert list(years) == [YEAR]


def test_other_regions_are_left_out(recorded):
    codes = set(read(recorded, COUNT).reset_index()["nis_code"])
    known = municipalities.load()
    assert codes <= set(known.on_map(2019)) | set(known.on_map(2025))
    assert "21001" not in codes


def test_each_year_is_on_the_map_of_its_codes(recorded):
    found = read(recorded, COUNT).reset_index()
    maps = found.groupby("year")["geography"].unique().map(list).to_dict()
    assert maps == {2023: [2019], 2025: [2025]}


def test_each_workbook_is_asked_once(recorded):
    asked = []

    def get(request):
        asked.append(request.name)
        return recorded(request)

    read(get, COUNT, RATE, FATAL)
    assert len(asked) == len(set(asked))
    assert accidents(YEAR).name in asked


def test_year_without_a_file_is_left_out_and_none_at_all_is_said(recorded):
    def only(year):
        def get(request):
            if request == accidents(year):
                return recorded(request)
            raise AnswerMissing(request.name)

        return get

    assert set(read(only(2025), COUNT).reset_index()["year"]) == {2025}
    with pytest.raises(AnswerMissing, match="no file for this or a later year"):
        read(only(1999), COUNT)


@pytest.mark.parametrize("day", [date(YEAR, 5, 5), datetime(YEAR, 5, 5), f"{YEAR}-05-05"])
def test_day_may_be_a_date_or_text(edited, day):
    assert len(read(edited(put("DT_DAY", day)), COUNT)) == 8


# ---- what is refused


@pytest.mark.parametrize(
    "name", ["DT_DAY", "CD_MUNTY_REFNIS", "CD_RGN_REFNIS", "MS_ACCT", "MS_ACCT_WITH_SERLY_INJ"]
)
def test_renamed_column_is_named(edited, name):
    def rename(sheet):
        sheet.cell(1, column(sheet, name)).value = "ANDERS"

    with pytest.raises(SourceError, match=f"column {name} is missing"):
        read(edited(rename), COUNT)


@pytest.mark.parametrize("day", [date(2022, 12, 31), "05/05/2023", "45000", "2023", None])
def test_day_of_another_year_or_form_is_refused(edited, day):
    with pytest.raises(SourceError, match="other days in DT_DAY; expected days of 2023"):
        read(edited(put("DT_DAY", day)), COUNT)


def test_file_in_which_all_rows_are_doubled_is_refused(edited):
    def double(sheet):
        for row in list(sheet.iter_rows(min_row=2, values_only=True)):
            sheet.append(row)

    with pytest.raises(SourceError, match="all rows are doubled"):
        read(edited(double), COUNT)


@pytest.mark.parametrize("code", [99999, 71072, "Harelbeke", None])
def test_unknown_code_or_codes_of_two_maps_are_refused(edited, code):
    with pytest.raises(SourceError, match="other municipalities"):
        read(edited(put("CD_MUNTY_REFNIS", code)), COUNT)


def test_file_without_flanders_is_refused(edited):
    def abroad(sheet):
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, column(sheet, "CD_RGN_REFNIS")).value = 3000

    with pytest.raises(SourceError, match="other municipalities"):
        read(edited(abroad), COUNT)


@pytest.mark.parametrize("mark", ["-", "*", None])
def test_mark_is_no_zero(edited, mark):
    with pytest.raises(SourceError, match="no number"):
        read(edited(put("MS_ACCT_WITH_DEAD_30_DAYS", mark)), COUNT)


@pytest.mark.parametrize(
    ("name", "value"),
    [("MS_ACCT", 1), ("MS_ACCT", -111), ("MS_ACCT_WITH_SERLY_INJ", 11_000)],
)
def test_more_accidents_of_a_kind_than_accidents_are_refused(edited, name, value):
    with pytest.raises(SourceError, match="accidents that do not fit"):
        read(edited(put(name, value)), COUNT)


def test_description_of_the_columns_is_not_the_table(edited):
    def describe(sheet):
        names = [cell.value for cell in sheet[1]]
        sheet.delete_rows(1, sheet.max_row)
        sheet.append(["NAME", "LABEL"])
        for name in names:
            sheet.append([name, "Business key"])

    with pytest.raises(SourceError, match="column DT_DAY"):
        read(edited(describe), COUNT)


def test_header_alone_is_refused(edited):
    with pytest.raises(SourceError, match="other days in DT_DAY"):
        read(edited(lambda sheet: sheet.delete_rows(2, sheet.max_row)), COUNT)


def test_page_instead_of_the_workbook_is_refused(tmp_path):
    path = tmp_path / "page.xlsx"
    path.write_bytes(b"<html><head>TSPD</head></html>")
    with pytest.raises(SourceError, match="an HTML page"):
        read(lambda request: path, COUNT)


@pytest.mark.parametrize("name", ["MS_ACCT_WITH_DEAD", "MS_VCT"])
def test_what_the_reader_does_not_know_is_refused_by_the_catalogue(name):
    with pytest.raises(ValidationError):
        SOURCE.query.model_validate({"column": name})


def test_victims_and_other_years_are_not_taken_for_the_accidents_of_a_year():
    folder = "https://statbel.fgov.be/sites/default/files/files/opendata/elders/"
    files = ("TF_ACCIDENTS_VICTIMS_2023.xlsx", "TF_ACCIDENTS_2022.xlsx", "TF_ACCIDENTS_2023.xlsx")
    turtle = "@prefix dcat: <http://www.w3.org/ns/dcat#> .\n" + "\n".join(
        f"<https://statbel.fgov.be/node/{number}> dcat:distribution <{folder}{file}#dist> ."
        for number, file in enumerate(files)
    )
    (finder,) = accidents(YEAR).finders
    assert finder({STATBEL: turtle.encode()}.__getitem__) == [folder + files[-1]]
