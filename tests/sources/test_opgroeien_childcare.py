"""Places in childcare; the recorded answer is invented."""

import pytest
from pydantic import ValidationError

from sdgwijzer import municipalities
from sdgwijzer.errors import SourceError
from sdgwijzer.sources.opgroeien_childcare import PAGE, REQUEST, SOURCE
from tests.make import by_cell, indicator

PLACES = indicator(SOURCE.key, {}, "plaatsen", unit="plaatsen", merge="sum")
RATE = indicator(SOURCE.key, {}, "graad", unit="per 1.000 inwoners", per={"indicator": "inwoners"})
INCOME = indicator(SOURCE.key, {"column": "Plaatsen IKT", "of": "Totaal plaatsen"}, "inkomen")
YEAR, REGION, PLACE, PRICE, ALL, BY_INCOME, FREE = 1, 2, 5, 7, 8, 9, 10
FIRST = 2

read = by_cell(SOURCE)


@pytest.fixture
def edited(recorded, edited_sheet):
    return edited_sheet(recorded(REQUEST))


def rows_of(sheet, place, year):
    return [
        row[0].row
        for row in sheet.iter_rows(min_row=FIRST)
        if (row[PLACE - 1].value, row[YEAR - 1].value) == (place, year)
    ]


def put(column, value):
    """A change: another cell in the first row under the header."""

    def edit(sheet):
        sheet.cell(FIRST, column).value = value

    return edit


# ---- what comes out


def test_kinds_of_licence_and_price_add_up(recorded):
    found = read(recorded, PLACES, INCOME)
    assert found.loc[("plaatsen", "34013", 2024), "value"] == 222 + 111
    row = found.loc[("inkomen", "34013", 2024)]
    assert (row["numerator"], row["denominator"]) == (222, 333)


def test_places_per_inhabitant_are_a_numerator_only(recorded):
    row = read(recorded, RATE).loc[("graad", "34013", 2025)]
    assert row["numerator"] == 322 + 111
    assert row[["value", "denominator"]].isna().all()


def test_no_places_are_zero_where_the_file_says_so(recorded):
    row = read(recorded, PLACES).loc[("plaatsen", "34009", 2024)]
    assert row["value"] == 0
    assert row["missing"] is None


def test_municipality_without_a_row_in_a_year_has_no_figure(edited):
    def drop(sheet):
        for row in reversed(rows_of(sheet, "Kuurne", 2024)):
            sheet.delete_rows(row)

    years = read(edited(drop), PLACES).loc["plaatsen"].loc["34023"].index
    assert list(years) == [2025]


def test_brussels_is_left_out(recorded):
    codes = set(read(recorded, PLACES).reset_index()["nis_code"])
    known = municipalities.load()
    assert codes <= set(known.on_map(2019)) | set(known.on_map(2025))


def test_quarter_of_the_running_year_is_left_out(recorded):
    years = set(read(recorded, PLACES).reset_index()["year"])
    assert years == {2024, 2025}


# ---- the map


def test_year_with_old_names_is_on_the_old_map(recorded):
    found = read(recorded, PLACES).reset_index()
    assert found.groupby("year")["geography"].unique().map(list).to_dict() == {
        2024: [2019],
        2025: [2025],
    }
    hasselt = found[found["nis_code"].isin(["71022", "71072"])]
    assert dict(zip(hasselt["year"], hasselt["nis_code"], strict=True)) == {
        2024: "71022",
        2025: "71072",
    }


def test_history_under_the_names_of_today_is_on_the_map_of_today(edited):
    def backcast(sheet):
        for name in ("Kortessem", "Hoeselt"):
            for row in reversed(rows_of(sheet, name, 2024)):
                sheet.delete_rows(row)
        for row in rows_of(sheet, "Bilzen", 2024):
            sheet.cell(row, PLACE, "Bilzen-Hoeselt")

    found = read(edited(backcast), PLACES)
    assert set(found["geography"]) == {2025}
    assert found.loc[("plaatsen", "73110", 2024), "value"] == 66 + 6


@pytest.mark.parametrize("name", ["Harelbeek", "Bilzen-Hoeselt", "Onbekend", ""])
def test_unknown_name_or_names_of_two_maps_in_one_year_are_refused(edited, name):
    with pytest.raises(SourceError, match="unknown municipalities in 2024"):
        read(edited(put(PLACE, name)), PLACES)


# ---- what is refused


@pytest.mark.parametrize("name", ["Jaar", "Gemeente", "IKT/Niet IKT", "Totaal plaatsen"])
def test_renamed_column_is_named(edited, name):
    def rename(sheet):
        cell = next(cell for cell in sheet[1] if cell.value == name)
        cell.value = "Iets anders"

    with pytest.raises(SourceError, match=f"column {name} is missing"):
        read(edited(rename), PLACES)


def test_column_that_moved_is_found_by_its_name(edited, recorded):
    assert read(edited(lambda sheet: sheet.insert_cols(3)), PLACES).equals(read(recorded, PLACES))


def test_doubled_row_is_refused(edited):
    def double(sheet):
        sheet.append([cell.value for cell in sheet[FIRST]])

    with pytest.raises(SourceError, match="2 rows are doubled"):
        read(edited(double), PLACES)


def test_other_number_in_a_doubled_row_is_refused_too(edited):
    def double(sheet):
        sheet.append([*[cell.value for cell in sheet[FIRST]][: ALL - 1], 1, 1, 0, 1])

    with pytest.raises(SourceError, match="2 rows are doubled"):
        read(edited(double), PLACES)


def test_total_among_the_rows_is_refused(edited):
    with pytest.raises(SourceError, match="totals among the rows"):
        read(edited(put(PRICE, "Totaal")), PLACES)


@pytest.mark.parametrize("region", ["Waals Gewest", "Totaal", ""])
def test_other_region_is_refused(edited, region):
    with pytest.raises(SourceError, match="other regions"):
        read(edited(put(REGION, region)), PLACES)


@pytest.mark.parametrize("year", ["24", "2024-2025", "31/12/2024", ""])
def test_other_period_is_refused(edited, year):
    with pytest.raises(SourceError, match="another period"):
        read(edited(put(YEAR, year)), PLACES)


def test_year_as_text_is_a_year(edited, recorded):
    def text(sheet):
        for row in range(FIRST, sheet.max_row + 1):
            sheet.cell(row, YEAR, str(sheet.cell(row, YEAR).value))

    assert read(edited(text), PLACES).equals(read(recorded, PLACES))


@pytest.mark.parametrize(
    ("column", "value"),
    [(ALL, 222_000), (BY_INCOME, 2), (FREE, -222), (FREE, 1)],
    ids=["total x 1000", "by income", "negative", "free price"],
)
def test_places_that_do_not_add_up_are_refused(edited, column, value):
    with pytest.raises(SourceError, match="places do not add up"):
        read(edited(put(column, value)), PLACES)


def test_negative_places_are_refused_even_if_they_add_up(edited):
    def negative(sheet):
        for column, value in ((ALL, -1), (BY_INCOME, -1), (FREE, 0)):
            sheet.cell(FIRST, column, value)

    with pytest.raises(SourceError, match="places do not add up"):
        read(edited(negative), PLACES)


@pytest.mark.parametrize("mark", ["<5", "-", "n.b.", None])
def test_mark_that_nobody_described_is_no_zero(edited, mark):
    with pytest.raises(SourceError, match="no number"):
        read(edited(put(BY_INCOME, mark)), PLACES)


def test_page_instead_of_the_workbook_is_refused(tmp_path):
    path = tmp_path / "page.xlsx"
    path.write_bytes(b"<!DOCTYPE html><title>Niet gevonden</title>")
    with pytest.raises(SourceError, match="an HTML page"):
        read(lambda request: path, PLACES)


@pytest.mark.parametrize(
    "query", [{"column": "Locaties"}, {"of": "Plaatsen IKT"}, {"kolom": "Totaal plaatsen"}]
)
def test_what_the_reader_does_not_know_is_refused_by_the_catalogue(query):
    with pytest.raises(ValidationError):
        SOURCE.query.model_validate(query)


def test_address_comes_from_the_page_of_the_publisher():
    file = "b-p-aantal-plaatsen-en-locaties-naar-vergunningstype-en-inkomenstarief_7.xlsx"
    page = (
        f'<a href="/sites/default/files/documents/{file}">Excel</a>'
        '<a href="/files/aantal-plaatsen-per-100-kinderen_3.xlsx">Excel</a>'
    ).encode()
    asked = []

    def ask(address):
        asked.append(address)
        return page

    (finder,) = REQUEST.finders
    found = finder(ask)
    assert found == [f"https://www.opgroeien.be/sites/default/files/documents/{file}"]
    assert asked == [PAGE]
