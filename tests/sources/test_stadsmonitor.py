"""Tables of the Gemeente-Stadsmonitor, as CSV and as workbook.

No file of the publisher was at hand. The tables here are made up: their layout is that of one
real CSV that others read, of published descriptions and of other projects' readers. Values are
1, 2, 3 and the like, so that nobody takes them for figures; those of the prices of houses are the
publisher's own.
"""

import openpyxl
import pandas as pd
import pytest
from pydantic import ValidationError

from sdgwijzer import catalogue, municipalities, paths
from sdgwijzer.errors import AnswerMissing, DownloadError, SourceError
from sdgwijzer.fetch.answers import Mirror
from sdgwijzer.model import FIGURE_COLUMNS
from sdgwijzer.sources._stadsmonitor_files import csv_request, page, theme_request, workbook_request
from sdgwijzer.sources._stadsmonitor_headers import matching
from sdgwijzer.sources.stadsmonitor import SOURCE, Query, geography
from tests.make import REFERENCE, indicator
from tests.tables import HEADERS

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


def as_workbook(path, rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def as_csv(path, rows):
    """As the publisher writes: a semicolon, a decimal comma, nothing for a gap."""
    lines = []
    for row in rows:
        cells = ("" if cell is None else str(cell) for cell in row)
        last = [str(row[-1]).replace(".", ",")] if isinstance(row[-1], float) else []
        lines.append(";".join([*cells][: len(row) - len(last)] + last))
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


WRITE = {"GSM_Extract_{}.xlsx": as_workbook, "gemeentestadsmonitor_{}.csv": as_csv}


@pytest.fixture(params=WRITE)
def publish(request, tmp_path):
    """Write made-up tables in each of the publisher's forms; gives a `get` that finds them."""

    def write(rows, header=HEADER, code="XX_01"):
        WRITE[request.param](tmp_path / request.param.format(code), [header, *rows])
        return Mirror(tmp_path, today="").get

    return write


def read(get, query=QUERY, **fields):
    items = [indicator(SOURCE.key, query, **{"merge": "not_possible"} | fields)]
    return SOURCE.read(items, get, REFERENCE).set_index(["nis_code", "year"])


# ---- where a file stands


def test_requests_name_the_files_as_they_were_published():
    assert csv_request("WO_07", "x").name == "stadsmonitor/gemeentestadsmonitor_WO_07.csv"
    assert workbook_request("AR_03", "x").name == "stadsmonitor/GSM_Extract_AR_03.xlsx"
    assert workbook_request("AR_03", "x").url == (
        "https://gsminfo.blob.core.windows.net/$web/Rapporten_outputs/OutputPerlDO/"
        "GSM_Extract_AR_03.xlsx"
    )


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Inwonersaantal", "inwonersaantal"),
        ("Antibioticumconsumptie", "antibioticumconsumptie"),
        ("Gemiddeld inkomen, per inwoner", "gemiddeld-inkomen-inwoner"),
        ("Bezettingsgraad van bedrijventerreinen", "bezettingsgraad-van-bedrijventerreinen"),
        (
            "Leerlingen lager onderwijs, naar woonplaats, naar thuistaal",
            "leerlingen-lager-onderwijs-naar-woonplaats-naar-thuistaal",
        ),
    ],
)
def test_page_of_an_indicator_is_named_after_its_title(title, slug):
    """These titles and addresses are real."""
    expected = (
        f"https://gemeente-stadsmonitor.vlaanderen.be/over-de-monitor/overzicht-indicatoren/{slug}"
    )
    assert page(title) == expected


NAMES = (
    "gemeentestadsmonitor_XX_01.csv",
    "gemeentestadsmonitor_XX_01 (1).csv",
    "gemeentestadsmonitor_XX_01(2).csv",
    "GSM_Extract_XX_01.csv",
    "GSM_Extract_XX_01.xlsx",
    "GSM_Extract_XX_01 (1).xlsx",
    "gemeentestadsmonitor_XX_01.xlsx",
)


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("folder", ["", "stadsmonitor", "stadsmonitor 2026"])
def test_file_is_found_under_each_name_it_is_published_by(tmp_path, folder, name):
    (tmp_path / folder).mkdir(exist_ok=True)
    write = as_csv if name.endswith("csv") else as_workbook
    write(tmp_path / folder / name, [HEADER, *ROWS])
    assert read(Mirror(tmp_path, today="").get).loc[("34013", 2020), "value"] == 1


def test_file_of_another_code_is_not_taken(tmp_path):
    for code in ("XX_010", "XX_01_1", "XX_S_01", "YXX_01"):
        as_csv(tmp_path / f"gemeentestadsmonitor_{code}.csv", [HEADER, *ROWS])
    with pytest.raises(AnswerMissing, match=r"gemeentestadsmonitor_XX_01\.csv: not in"):
        read(Mirror(tmp_path, today="").get)


def test_csv_goes_before_a_workbook(tmp_path):
    as_workbook(tmp_path / "GSM_Extract_XX_01.xlsx", [HEADER, ["Gent", 44021, TITLE, 2020, 9]])
    as_csv(tmp_path / "gemeentestadsmonitor_XX_01.csv", [HEADER, *ROWS])
    assert read(Mirror(tmp_path, today="").get).loc[("34013", 2020), "value"] == 1


@pytest.mark.parametrize(
    ("link", "fits"),
    [
        ("/files/gemeentestadsmonitor_WO_07.csv", True),
        ("/files/gemeentestadsmonitor_WO_07.csv?v=2", True),
        ("/files/GSM_Extract_WO_07.csv", True),
        ("/files/WO_07.csv", True),
        ("/files/gemeentestadsmonitor_WO_07_1.csv", False),
        ("/files/gemeentestadsmonitor_WO_S_07.csv", False),
        ("/files/gemeentestadsmonitor_WO_07.xlsx", False),
    ],
)
def test_csv_is_found_by_the_code_in_its_name(link, fits):
    text = f'<p><a href="{link}">Download</a></p>'.encode()
    assert [bool(find(lambda _: text)) for find in csv_request("WO_07", "x").finders] == [fits] * 2


@pytest.mark.parametrize("folder", ["", "stadsmonitor"])
def test_item_of_the_survey_is_read_from_the_workbook_of_the_whole_survey(tmp_path, folder):
    (tmp_path / folder).mkdir(exist_ok=True)
    book = openpyxl.Workbook()
    for row in [HEADER, *ROWS]:
        book.create_sheet("XX_S_01") if "XX_S_01" not in book.sheetnames else None
        book["XX_S_01"].append(row)
    book.save(tmp_path / folder / "gemeentestadsmonitor_survey_alledata.xlsx")
    found = read(Mirror(tmp_path, today="").get, QUERY | {"code": "XX_S_01"})
    assert found.loc[("34013", 2020), "value"] == 1


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


# ---- headers


SAME = [
    ("Procent (%)", "Procent"),
    ("Procent (%)", " procent  (%) "),
    ("Procent", "Procent (in %)"),
    ("Per 1.000 rechthebbenden", "Verhouding per 1000 rechthebbenden"),
    ("Per 1.000 inwoners", "Per 1 000 inwoners"),
    ("Per 100.000 inwoners", "Verhouding (slachtoffers), per 100000 inwoners"),
    ("Per inwoner", "Gemiddeld inkomen (in euro), per inwoner"),
    ("Per inwoner", "Verhouding per inwoner"),
    ("Gemiddeld inkomen, per inwoner", "Gemiddeld inkomen (in euro), per inwoner"),
    ("Gemiddeld inkomen, per inwoner", "Per inwoner: gemiddeld inkomen"),
    ("Mediaanprijs", "Mediaanprijs (in euro)"),
    ("Mediaanprijs (euro)", "Mediaanprijs (in euro)"),
    ("Dichtheid", "Dichtheid (inw/km2)"),
    ("Dichtheid (inw/km2)", "Dichtheid (inw/km²)"),
    ("NIS-code", "Niscode"),
    ("Eens (%)", "Eens"),
    ("Hoog (8 of meer) (%)", "Hoog (8 of meer)"),
]
OTHER = [
    ("Procent (%)", "Promille"),
    ("Procent (%)", "Procentpunt"),
    ("Per 1.000 inwoners", "Per 10.000 inwoners"),
    ("Per 1.000 inwoners", "Verhouding per 1000 rechthebbenden"),
    ("Per 100 inwoners", "Per 1.000 inwoners"),
    ("Per inwoner", "Per inwoner van 15 tot en met 64 jaar"),
    ("Per inwoner", "Schuld (in miljoen euro), per inwoner"),
    ("Aantal inwoners", "Aantal inwoners van 65 jaar en ouder"),
    ("Totaal inkomen", "Totaal inkomen (in miljoen euro)"),
    ("Totaal inkomen (in euro)", "Totaal inkomen (in miljoen euro)"),
    ("Oppervlakte (ha)", "Oppervlakte (km2)"),
    ("Inwoners (%)", "Aantal inwoners"),
    ("inwoner", "Schuld per inwoner"),
]


@pytest.mark.parametrize(("wanted", "header"), SAME)
def test_header_may_be_written_another_way(wanted, header):
    assert matching(wanted, ["Jaar", header, "Aantal"]) == [header]


@pytest.mark.parametrize(("wanted", "header"), OTHER)
def test_header_that_means_something_else_is_not_taken(wanted, header):
    assert matching(wanted, ["Jaar", header]) == []


ENTRIES = catalogue.read(paths.catalogue()).of_source(SOURCE.key)


@pytest.mark.parametrize("code", HEADERS)
def test_real_headers_are_those_that_the_catalogue_expects(code):
    asked = [Query.model_validate(item.query) for item in ENTRIES if item.query["code"] == code]
    assert asked
    for wanted in {header for query in asked for header in query.headers.values()}:
        assert len(matching(wanted, HEADERS[code])) == 1, wanted


def test_entries_of_one_file_expect_one_title():
    """The reader finds the page of an indicator by it."""
    titles = {(item.query["code"], item.query["title"]) for item in ENTRIES}
    assert len(titles) == len({code for code, _ in titles})


@pytest.mark.parametrize("header", ["Procent", "Verhouding (procent)", "procent (%)"])
def test_figures_are_read_under_a_header_that_is_written_another_way(publish, header):
    get = publish(ROWS, [*HEADER[:4], header])
    assert read(get, QUERY | {"value": header}).loc[("34042", 2020), "value"] == 2


def test_ratio_that_stands_behind_two_headers_is_refused(publish):
    header = [*HEADER[:4], "Schuld (in euro), per inwoner", "Uitgaven (in euro), per inwoner"]
    with pytest.raises(SourceError, match="Per inwoner is missing or doubled"):
        read(publish([[*row, 9] for row in ROWS], header), QUERY | {"value": "Per inwoner"})


def test_very_same_header_goes_before_one_that_is_like_it(publish):
    rows = [[*row, 9] for row in ROWS]
    get = publish(rows, [*HEADER, "Procent"])
    assert read(get).loc[("34042", 2020), "value"] == 2


def test_two_headers_that_are_like_the_wanted_one_are_refused(publish):
    rows = [[*row, 9] for row in ROWS]
    with pytest.raises(SourceError, match=r"Procent .%. is missing or doubled"):
        read(publish(rows, [*HEADER[:4], "Procent", "PROCENT"]))


def test_renamed_column_is_refused_with_both_headers_and_what_to_do(publish):
    with pytest.raises(SourceError) as caught:
        read(publish(ROWS, [*HEADER[:4], "Promille"]))
    for text in (
        "column Procent (%) is missing",
        "expected a header with NIS-code; Indicator; Jaar; Procent (%)",
        "found the header Gemeente; NIS-code; Indicator; Jaar; Promille",
        "write its header in `query`",
    ):
        assert text in str(caught.value)


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


@pytest.mark.parametrize("name", ["GSM_Extract_XX_01.xlsx", "gemeentestadsmonitor_XX_01.csv"])
def test_html_page_instead_of_a_table_is_refused(tmp_path, name):
    path = tmp_path / name
    path.write_text("<!DOCTYPE html><html></html>")
    with pytest.raises(SourceError, match=rf"{name}.*not a (workbook|table)"):
        opened_as(path)


def opened_as(path):
    """What the reader makes of this one file, whatever is in it."""

    def get(request):
        if request.name.endswith(path.name):
            return path
        raise AnswerMissing(request.name)

    return read(get)


def test_cut_off_workbook_is_refused(tmp_path):
    as_workbook(path := tmp_path / "GSM_Extract_XX_01.xlsx", [HEADER, *ROWS])
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(SourceError, match="damaged"):
        opened_as(path)


def test_cut_off_csv_is_refused(tmp_path):
    as_csv(path := tmp_path / "gemeentestadsmonitor_XX_01.csv", [HEADER, *ROWS])
    path.write_bytes(path.read_bytes()[:-5])
    with pytest.raises(SourceError, match="another number of cells"):
        opened_as(path)


def test_table_with_all_codes_on_one_map_is_of_that_map_in_all_years(publish):
    """Also in a year of which only municipalities that never merged have a row."""
    rows = [["Borsbeek", 11007, TITLE, 2024, 1], ["Gent", 44021, TITLE, 2020, 2]]
    assert set(read(publish(rows))["geography"]) == {2019}


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
    assert len(asked) == len(set(asked)) <= 2


def test_all_wrong_workbooks_are_named_in_one_error(publish):
    publish(ROWS, [*HEADER[:4], "Promille"])
    get = publish([[*row[:2], "Iets anders", *row[3:]] for row in ROWS], code="XX_02")
    items = [
        indicator(SOURCE.key, QUERY, "een", merge="not_possible"),
        indicator(SOURCE.key, QUERY | {"code": "XX_02"}, "twee", merge="not_possible"),
    ]
    with pytest.raises(SourceError) as caught:
        SOURCE.read(items, get, REFERENCE)
    for text in ("2 files", "Promille", "Iets anders", "XX_01.", "XX_02."):
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


# ---- a CSV to the letter: header, order and values are those of the publisher (prices of houses)


PRICES = """\
Gemeente;NIS-code;Indicator;Jaar;Type;Mediaanprijs (in euro)
Vlaams Gewest;2000;Mediaanprijs huizen;2010;Alle huizen;200000,0
Vlaams Gewest;2000;Mediaanprijs huizen;2010;Gesloten/halfopen bebouwing;180000,0
Vlaams Gewest;2000;Mediaanprijs huizen;2010;Open bebouwing;267500,0
Vlaams Gewest;2000;Mediaanprijs huizen;2025;Alle huizen;349000,0
Vlaams Gewest;2000;Mediaanprijs huizen;2025;Open bebouwing;430000,0
Aartselaar;11001;Mediaanprijs huizen;2010;Alle huizen;252500,0
Boechout;11004;Mediaanprijs huizen;2011;Gesloten/halfopen bebouwing;257500,0
Boechout;11004;Mediaanprijs huizen;2011;Open bebouwing;
Boechout;11004;Mediaanprijs huizen;2012;Alle huizen;290000,0
Deerlijk;34009;Mediaanprijs huizen;2025;Alle huizen;295000,0
Harelbeke;34013;Mediaanprijs huizen;2010;Alle huizen;160000,0
Harelbeke;34013;Mediaanprijs huizen;2020;Alle huizen;200000,0
Harelbeke;34013;Mediaanprijs huizen;2023;Alle huizen;260000,0
Harelbeke;34013;Mediaanprijs huizen;2024;Alle huizen;250000,0
Harelbeke;34013;Mediaanprijs huizen;2025;Alle huizen;255000,0
Kortrijk;34022;Mediaanprijs huizen;2025;Alle huizen;285000,0
"""
HOUSES = {"code": "WO_07", "title": "Mediaanprijs huizen", "value": "Mediaanprijs"}


@pytest.fixture(params=["utf-8", "utf-8-sig"])
def prices(request, tmp_path):
    path = tmp_path / "gemeentestadsmonitor_WO_07.csv"
    path.write_bytes(PRICES.replace("\n", "\r\n").encode(request.param))
    return Mirror(tmp_path, today="").get


def test_check_values_of_the_prices_of_houses(prices):
    found = read(prices, HOUSES | {"item": "Alle huizen"})["value"]
    assert found.xs("34013").to_dict() == {
        2010: 160_000,
        2020: 200_000,
        2023: 260_000,
        2024: 250_000,
        2025: 255_000,
    }
    assert found[("34009", 2025)] == 295_000
    assert found[("34022", 2025)] == 285_000


def test_all_years_of_a_download_of_today_are_on_the_map_of_2025(prices):
    found = read(prices, HOUSES | {"item": "Alle huizen"})
    assert set(found["geography"]) == {2025}
    assert found.index.get_level_values("year").min() == 2010


def test_region_of_a_csv_is_no_municipality(prices):
    found = read(prices, HOUSES | {"item": "Alle huizen"})
    assert not {"02000", "2000"} & set(found.index.get_level_values("nis_code"))


def test_empty_last_cell_of_a_csv_is_a_gap(prices):
    found = read(prices, HOUSES | {"item": "Open bebouwing"})
    assert found.loc[("11004", 2011), "missing"] == "not_published"


def test_decimal_point_in_a_csv_is_refused(tmp_path):
    """It could as well stand between thousands."""
    path = tmp_path / "gemeentestadsmonitor_WO_07.csv"
    path.write_text(PRICES.replace("255000,0", "255.000"), encoding="utf-8")
    with pytest.raises(SourceError, match=r"no number.*'255\.000'"):
        read(Mirror(tmp_path, today="").get, HOUSES | {"item": "Alle huizen"})
