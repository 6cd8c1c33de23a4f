"""Workbooks of the Gemeente-Stadsmonitor.

No workbook of the publisher was at hand. The workbooks here are made up: their layout (header
row, column names, rows of provinces, classes in a column of their own) is that of published
descriptions and of other projects' readers, and no live file was seen. Values are 1, 2, 3 and the
like, so that nobody takes them for figures.
"""

import openpyxl
import pandas as pd
import pytest
from pydantic import ValidationError

from sdgwijzer import municipalities
from sdgwijzer.errors import AnswerMissing, DownloadError, SourceError
from sdgwijzer.model import FIGURE_COLUMNS
from sdgwijzer.sources.stadsmonitor import SOURCE, Query, geography, request, theme_request
from tests.make import REFERENCE, indicator

NEVER_SEEN = True  # no answer of the publisher was at hand: nothing is recorded
TITLE = "Verzonnen index"
HEADER = ["Gemeente", "NIS-code", "Indicator", "Jaar", "Procent (%)"]
ROWS = [
    ["Harelbeke", 34013, TITLE, 2020, 1],
    ["Zwevegem", 34042, TITLE, 2020, 2],
    ["Deinze", 44083, TITLE, 2020, 3],
    ["Borsbeek", 11007, TITLE, 2020, 4],
    ["Harelbeke", 34013, TITLE, 2025, 5],
    ["Pajottegem", 23106, TITLE, 2025, 6],
]
CLASSED = [
    "Gemeente",
    "NIS-code",
    "Indicator",
    "Jaar",
    "Soort",
    "Oppervlakte",
    "Totale oppervlakte",
]
CLASSES = [
    ["Harelbeke", 34013, TITLE, 2020, "Bos", 1, 10],
    ["Harelbeke", 34013, TITLE, 2020, "Moeras", 2, 10],
    ["Harelbeke", 34013, TITLE, 2020, "Huizen", 7, 10],
]
QUERY = {"code": "XX_01", "title": TITLE, "value": "Procent (%)"}
PART = {"code": "XX_01", "title": TITLE, "numerator": "Oppervlakte"} | {
    "denominator": "Totale oppervlakte"
}


@pytest.fixture
def publish(tmp_path):
    """Write made-up workbooks; gives a `get` that finds them."""

    def write(rows, header=HEADER, code="XX_01"):
        book = openpyxl.Workbook()
        for row in [header, *rows]:
            book.active.append(row)
        book.save(tmp_path / f"GSM_Extract_{code}.xlsx")
        return lambda request: tmp_path / request.name.removeprefix("stadsmonitor/")

    return write


def read(get, query=QUERY, **fields):
    items = [indicator(SOURCE.key, query, **{"merge": "not_possible"} | fields)]
    return SOURCE.read(items, get, REFERENCE).set_index(["nis_code", "year"])


def test_request_names_the_workbook_of_the_indicator():
    assert request("AR_03").name == "stadsmonitor/GSM_Extract_AR_03.xlsx"
    assert request("AR_03").url == (
        "https://gsminfo.blob.core.windows.net/$web/Rapporten_outputs/OutputPerlDO/"
        "GSM_Extract_AR_03.xlsx"
    )


@pytest.fixture
def only_theme(tmp_path):
    """A workbook of a theme with a sheet per code, and none of an indicator."""

    def write(sheets, refusal=AnswerMissing):
        book = openpyxl.Workbook()
        book.active.title = "Inhoud"
        for code, rows in sheets.items():
            page = book.create_sheet(code)
            for row in [HEADER, *rows]:
                page.append(row)
        book.save(path := tmp_path / "thema_xx.xlsx")

        def get(asked):
            if asked == theme_request("XX_01") and sheets:
                return path
            raise refusal(f"no {asked.name}")

        return get

    return write


def test_workbook_of_the_theme_is_read_where_that_of_the_indicator_is_gone(only_theme):
    other = [["Harelbeke", 34013, "Iets anders", 2020, 9]]
    found = read(only_theme({"XX_02": other, "XX_01": ROWS}))
    assert found.loc[("34013", 2020), "value"] == 1


def test_theme_without_a_sheet_of_the_indicator_is_named_with_those_it_has(only_theme):
    with pytest.raises(SourceError, match=r"expected XX_01, found Inhoud, XX_02"):
        read(only_theme({"XX_02": ROWS}))


@pytest.mark.parametrize("refusal", [AnswerMissing, DownloadError])
def test_neither_workbook_is_said_of_both(only_theme, refusal):
    with pytest.raises(DownloadError, match=r"GSM_Extract_XX_01.*thema_xx") as caught:
        read(only_theme({}, refusal))
    assert type(caught.value) is refusal


@pytest.mark.parametrize(
    ("link", "fits"),
    [
        ("/files/gsm_register_armoede_2026.xlsx", True),
        ("/files/gsm_burgerbevraging_armoede.xlsx", False),
        ("/files/GSM_Extract_AR_03.xlsx", False),
        ("/armoede/gsm_wonen.xlsx", False),
    ],
)
def test_workbook_of_the_theme_is_found_by_the_name_of_its_file(link, fits):
    page = f'<p><a href="{link}">Download</a></p>'.encode()
    [find] = theme_request("AR_03").finders
    assert bool(find(lambda _: page)) is fits


def test_value_is_read_by_code_and_year(publish):
    found = read(publish(ROWS))
    assert found.loc[("34013", 2020), "value"] == 1
    assert found.loc[("23106", 2025), "value"] == 6
    assert found["missing"].isna().all()


def test_columns_are_found_by_their_header_and_not_by_their_place(publish):
    turned = [row[::-1] for row in ROWS]
    assert read(publish(turned, HEADER[::-1])).loc[("34042", 2020), "value"] == 2


@pytest.mark.parametrize("header", ["Procent", "procent (%)", " Procent  (%) "])
def test_header_may_be_spelled_another_way(publish, header):
    assert read(publish(ROWS, [*HEADER[:4], header])).loc[("34042", 2020), "value"] == 2


def test_thousands_in_a_header_may_be_written_another_way(publish):
    get = publish(ROWS, [*HEADER[:4], "Per 1 000 inwoners"])
    query = QUERY | {"value": "Per 1.000 inwoners"}
    assert read(get, query).loc[("34042", 2020), "value"] == 2


def test_very_same_header_goes_before_one_that_is_like_it(publish):
    rows = [[*row, 9] for row in ROWS]
    get = publish(rows, [*HEADER, "Procent"])
    assert read(get).loc[("34042", 2020), "value"] == 2


def test_two_headers_that_are_like_the_wanted_one_are_refused(publish):
    rows = [[*row, 9] for row in ROWS]
    with pytest.raises(SourceError, match=r"Procent .%. is missing or doubled"):
        read(publish(rows, [*HEADER[:4], "Procent", "PROCENT"]))


def test_renamed_column_is_named_with_those_that_are_there(publish):
    with pytest.raises(SourceError, match=r"column Procent \(%\) is missing.*Jaar, Promille"):
        read(publish(ROWS, [*HEADER[:4], "Promille"]))


@pytest.mark.parametrize("code", ["34013", 34013, 34013.0, " 34013 "])
def test_code_may_be_a_number_or_text(publish, code):
    get = publish([["Harelbeke", code, TITLE, 2020, 1]])
    assert read(get).loc[("34013", 2020), "value"] == 1


def test_provinces_region_and_brussels_are_left_out(publish):
    others = [
        ["Vlaams Gewest", 2000, TITLE, 2020, 9],
        ["Vlaams Gewest", "02000", TITLE, 2020, 9],
        ["Provincie Vlaams-Brabant", 20001, TITLE, 2020, 9],
        ["Provincie West-Vlaanderen", 30000, TITLE, 2020, 9],
        ["Brussel", 21004, TITLE, 2020, 9],
        ["Bron: verzonnen", None, None, None, None],
    ]
    assert len(read(publish([*ROWS, *others]))) == len(ROWS)


def test_workbook_without_municipalities_is_refused(publish):
    with pytest.raises(SourceError, match="no municipalities"):
        read(publish([["Vlaams Gewest", 2000, TITLE, 2020, 9]]))


def test_empty_cell_is_a_gap_and_no_zero(publish):
    row = read(publish([*ROWS, ["Gent", 44021, TITLE, 2020, None]])).loc[("44021", 2020)]
    assert row["missing"] == "not_published"
    assert row[["value", "numerator", "denominator"]].isna().all()


def test_zero_is_a_figure(publish):
    row = read(publish([["Gent", 44021, TITLE, 2020, 0]])).loc[("44021", 2020)]
    assert row["value"] == 0
    assert pd.isna(row["missing"])


def test_unknown_mark_is_refused(publish):
    with pytest.raises(SourceError, match=r"no number.*'x'"):
        read(publish([["Gent", 44021, TITLE, 2020, "x"]]))


def test_other_title_is_refused(publish):
    rows = [[*row[:2], "Heel iets anders", *row[3:]] for row in ROWS]
    with pytest.raises(SourceError, match=r"another indicator.*Verzonnen index.*Heel iets anders"):
        read(publish(rows))


def test_capitals_and_spaces_in_the_title_do_not_matter(publish):
    get = publish([["Harelbeke", 34013, "verzonnen  Index ", 2020, 1]])
    assert len(read(get)) == 1


def test_doubled_row_is_refused(publish):
    with pytest.raises(SourceError, match="2 rows are doubled"):
        read(publish([*ROWS, ROWS[0]]))


def test_html_page_instead_of_a_workbook_is_refused(tmp_path):
    path = tmp_path / "GSM_Extract_XX_01.xlsx"
    path.write_text("<!DOCTYPE html><html></html>")
    with pytest.raises(SourceError, match=r"GSM_Extract_XX_01.xlsx.*not a workbook"):
        read(lambda request: path)


def test_cut_off_workbook_is_refused(publish):
    get = publish(ROWS)
    path = get(request("XX_01"))
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(SourceError, match="damaged"):
        read(get)


def test_each_year_is_on_the_map_of_its_codes(publish):
    maps = read(publish(ROWS)).groupby("year")["geography"].unique().map(list).to_dict()
    assert maps == {2020: [2019], 2025: [2025]}


def test_codes_of_several_maps_in_one_year_are_refused(publish):
    rows = [["Nevele", 44049, TITLE, 2020, 1], ["Deinze", 44083, TITLE, 2020, 1]]
    with pytest.raises(SourceError, match="codes of 2020 are of several maps"):
        read(publish(rows))


@pytest.mark.parametrize("year", [2018, 2019, 2025])
def test_all_codes_of_a_map_are_of_that_map(year):
    assert geography(set(municipalities.load().on_map(year)), REFERENCE) == year


@pytest.mark.parametrize("year", [2018, 2019, 2025])
def test_map_is_found_without_herstappe(year):
    assert geography(set(municipalities.load().on_map(year)) - {"73028"}, REFERENCE) == year


def test_years_between_mergers_are_of_the_map_of_2019():
    assert geography(set(municipalities.load().on_map(2024)), REFERENCE) == 2019


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        ({"34013", "44083"}, 2025),  # Deinze since 2019, still there
        ({"34013", "11007"}, 2019),  # Borsbeek until 2024
        ({"44083", "11007"}, 2019),
        ({"44011", "11007"}, 2018),  # Deinze without Nevele
        ({"34013", "44088"}, 2025),  # Merelbeke-Melle
    ],
)
def test_one_code_of_a_merger_decides(codes, expected):
    assert geography(codes, REFERENCE) == expected


def test_codes_that_all_maps_share_are_of_the_map_of_today():
    known = municipalities.load()
    shared = set.intersection(*(set(known.on_map(year)) for year in (2018, 2019, 2025)))
    assert geography(shared, REFERENCE) == 2025


@pytest.mark.parametrize("codes", [{"44049", "44083"}, {"44083", "73006", "73110"}, {"02000"}])
def test_codes_that_no_map_has_together_have_no_map(codes):
    assert geography(codes, REFERENCE) is None


def test_share_has_components_and_no_value(publish):
    query = PART | {"item": "Bos"}
    row = read(publish(CLASSES, CLASSED), query, merge="ratio").iloc[0]
    assert (row["numerator"], row["denominator"]) == (1, 10)
    assert row["value"] != row["value"]


def test_items_are_added_up_over_the_same_whole(publish):
    query = PART | {"item": ["bos", "Moeras"]}
    row = read(publish(CLASSES, CLASSED), query, merge="ratio").iloc[0]
    assert (row["numerator"], row["denominator"]) == (3, 10)


def test_sum_lacks_when_one_item_lacks(publish):
    rows = [*CLASSES, ["Gent", 44021, TITLE, 2020, "Bos", 1, 10]]
    found = read(publish(rows, CLASSED), PART | {"item": ["Bos", "Moeras"]}, merge="ratio")
    assert found.loc[("44021", 2020), "missing"] == "not_published"
    assert pd.isna(found.loc[("34013", 2020), "missing"])


def test_items_of_different_wholes_are_refused(publish):
    rows = [CLASSES[0], [*CLASSES[1][:6], 11]]
    with pytest.raises(SourceError, match="classes with another Totale oppervlakte"):
        read(publish(rows, CLASSED), PART | {"item": ["Bos", "Moeras"]}, merge="ratio")


def test_class_that_is_not_there_is_named_with_those_that_are(publish):
    with pytest.raises(SourceError, match=r"a class is missing.*Duin.*bos.*huizen, moeras"):
        read(publish(CLASSES, CLASSED), PART | {"item": "Duin"}, merge="ratio")


def test_classes_without_an_item_are_refused(publish):
    with pytest.raises(SourceError, match="3 rows are doubled"):
        read(publish(CLASSES, CLASSED), PART, merge="ratio")


def test_minus_is_the_difference_of_two_classes(publish):
    query = QUERY | {"value": "Oppervlakte", "item": "Huizen", "minus": "Moeras"}
    assert read(publish(CLASSES, CLASSED), query).iloc[0]["value"] == 5


def test_difference_with_a_gap_is_a_gap(publish):
    rows = [CLASSES[0], ["Gent", 44021, TITLE, 2020, "Moeras", 2, 10], CLASSES[1]]
    query = QUERY | {"value": "Oppervlakte", "item": "Moeras", "minus": "Bos"}
    found = read(publish(rows, CLASSED), query)
    assert found.loc[("44021", 2020), "missing"] == "not_published"
    assert found.loc[("34013", 2020), "value"] == 1


def test_scale_leaves_no_dust(publish):
    get = publish([["Harelbeke", 34013, TITLE, 2020, 0.07]])
    assert read(get, QUERY | {"scale": 100}).iloc[0]["value"] == 7


def test_count_that_another_indicator_divides_is_a_numerator(publish):
    row = read(publish(ROWS), per={"indicator": "inwoners"}, merge="ratio").iloc[0]
    assert row["numerator"] > 0
    assert row["value"] != row["value"]


def test_years_together_are_flagged(publish):
    rows = [*ROWS, ["Gent", 44021, TITLE, 2020, None]]
    found = read(publish(rows), pooled_years=3)
    assert found.loc[("34013", 2020), "flag"] == "pooled"
    assert pd.isna(found.loc[("44021", 2020), "flag"])
    assert read(publish(rows))["flag"].isna().all()


def test_workbook_is_read_once_for_all_its_indicators(publish):
    get, asked = publish(ROWS), []

    def counted(request):
        asked.append(request.name)
        return get(request)

    items = [indicator(SOURCE.key, QUERY, id_, merge="not_possible") for id_ in ("een", "twee")]
    assert set(SOURCE.read(items, counted, REFERENCE)["indicator_id"]) == {"een", "twee"}
    assert len(asked) == 1


def test_all_wrong_workbooks_are_named_in_one_error(publish):
    publish(ROWS, [*HEADER[:4], "Promille"])
    get = publish([[*row[:2], "Iets anders", *row[3:]] for row in ROWS], code="XX_02")
    items = [
        indicator(SOURCE.key, QUERY, "een", merge="not_possible"),
        indicator(SOURCE.key, QUERY | {"code": "XX_02"}, "twee", merge="not_possible"),
    ]
    with pytest.raises(SourceError) as caught:
        SOURCE.read(items, get, REFERENCE)
    for text in ("2 workbooks", "Promille", "Iets anders", "XX_01.xlsx", "XX_02.xlsx"):
        assert text in str(caught.value)


def test_nothing_asked_gives_no_rows(publish):
    frame = SOURCE.read([], publish(ROWS), REFERENCE)
    assert tuple(frame.columns) == FIGURE_COLUMNS
    assert frame.empty


@pytest.mark.parametrize(
    "wrong",
    [
        {"code": "AR3"},
        {"value": None},
        {"numerator": "Teller"},
        {"numerator": "Teller", "denominator": "Noemer"},
        {"minus": "Vrouwen"},
        {"item": ["a", "b"], "minus": "c"},
        {"kolom": "Procent"},
    ],
)
def test_query_that_asks_no_single_thing_is_refused(wrong):
    with pytest.raises(ValidationError):
        Query.model_validate(QUERY | wrong)


def test_figures_wait_for_the_first_update():
    assert not SOURCE.shipped
