"""Inhabitants by sex, nationality and age, in two layouts, and lists of totals."""

import subprocess
import sys
import zipfile
from collections import Counter

import pandas as pd
import pytest

from sdgwijzer import paths
from sdgwijzer.errors import AnswerMissing, DownloadError, SourceError
from sdgwijzer.fetch.answers import Mirror
from sdgwijzer.figures import kept
from sdgwijzer.parsing.delimited import chunked
from sdgwijzer.sources import _origin
from sdgwijzer.sources.statbel_population import SOURCE, structure, totals
from tests.conftest import RAW
from tests.damage import Where
from tests.make import REFERENCE, indicator

LOOKS_AT = {
    "*.zip": Where("MS_POPULATION", ("34013",), delimiter="|"),
    "*.csv": Where("Totaal", ("34013",), delimiter=";"),
    "*.parquet": Where("total", ("34013",)),
}

SHIPPED = paths.ROOT / "data" / "figures"
YEARS = (2014, 2021, 2024)
CELL = ["indicator_id", "nis_code", "year"]
COUNT = indicator(SOURCE.key, {}, "telling", unit="inwoners", merge="sum")
GROUPS = {
    "age_65_plus": {"ages": [[65, None]]},
    "age_0_17": {"ages": [[0, 17]]},
    "non_belgian": {"nationality": "ETR"},
    "burden": {"ages": [[0, 19], [65, None]], "of": [[20, 64]]},
}
SHARES = [indicator(SOURCE.key, query, id_) for id_, query in GROUPS.items()]


def read(get):
    frame = SOURCE.read([COUNT, *SHARES], get, REFERENCE)
    return frame.set_index(["indicator_id", "nis_code", "year"])


@pytest.fixture
def rewritten(recorded, tmp_path):
    """A mirror with one recorded zip whose text was changed."""

    def change(year, edit):
        request = structure(year)
        with zipfile.ZipFile(recorded(request)) as archive:
            name = archive.namelist()[0]
            text = archive.read(name).decode("utf-8-sig")
        path = tmp_path / request.name
        path.parent.mkdir()
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr(name, ("\ufeff" + edit(text)).encode())
        return Mirror(tmp_path, today="2026-01-01").get

    return change


@pytest.fixture
def rewritten_totals(recorded, tmp_path):
    """A mirror with the recorded list of totals after a change to its text."""

    def change(edit):
        request = totals(2023)
        text = recorded(request).read_bytes().decode("cp1252")
        path = tmp_path / request.name
        path.parent.mkdir()
        path.write_bytes(edit(text).encode("cp1252"))
        return Mirror(tmp_path, today="2026-01-01").get

    return change


@pytest.mark.parametrize(
    ("year", "people", "foreign", "old"), [(2017, 27683, 1351, 5556), (2019, 28158, 1627, 5778)]
)
def test_harelbeke_in_both_layouts(recorded, year, people, foreign, old):
    found = read(recorded)
    assert found.loc[("telling", "34013", year), "value"] == people
    assert found.loc[("non_belgian", "34013", year), "numerator"] == foreign
    assert found.loc[("age_65_plus", "34013", year), "numerator"] == old
    assert found.loc[("age_65_plus", "34013", year), "denominator"] == people


def test_two_ranges_of_ages_are_added_and_divided_by_a_third(recorded):
    row = read(recorded).loc[("burden", "34013", 2019)]
    assert row["numerator"] + row["denominator"] == 28158


def test_each_file_is_asked_once_for_all_measures(recorded):
    asked = Counter()

    def get(request):
        asked[request.name] += 1
        return recorded(request)

    read(get)
    assert set(asked.values()) == {1}


def test_rows_of_age_100_that_look_doubled_all_count(recorded):
    old = pd.read_csv(recorded(structure(2019)), sep="|", encoding="utf-8-sig")
    old = old[(old["CD_REFNIS"] == 34013) & (old["CD_AGE"] >= 65)]
    assert old.duplicated(["CD_SEX", "CD_NATLTY", "CD_CIV_STS", "CD_AGE"]).any()
    found = read(recorded).loc[("age_65_plus", "34013", 2019), "numerator"]
    assert found == old["MS_POPULATION"].sum()


def test_share_is_left_to_the_pipeline(recorded):
    found = read(recorded).reset_index().query("indicator_id == 'age_0_17'")
    assert found["value"].isna().all()


def test_each_year_stands_on_its_own_map(recorded):
    found = read(recorded).reset_index()
    assert (found["geography"] == found["year"]).all()


def test_predecessor_of_2017_keeps_its_code(recorded):
    assert ("telling", "44049", 2017) in read(recorded).index  # Nevele


def test_brussels_and_larger_areas_are_left_out(recorded):
    codes = set(read(recorded).reset_index()["nis_code"])
    assert {"34013", "44049", "73028", "34009", "34023", "34042"} <= codes
    assert not [code for code in codes if code.startswith("21") or code.endswith("000")]


def test_table_by_origin_gives_the_total_of_a_year_without_either(recorded):
    row = read(recorded).loc[("telling", "34013", 2025)]
    assert (row["value"], row["flag"], row["geography"]) == (30_311, "other_file", 2025)


def test_only_totals_say_that_they_are_of_another_file(recorded):
    found = read(recorded).reset_index().groupby("year")["flag"].nunique()
    assert set(found[found > 0].index) == {2014, 2018, 2023, 2024, 2025}  # 2014, 2018: not recorded


def test_structure_goes_before_the_table_by_origin(recorded):
    asked = Counter()

    def get(request):
        asked[request.name] += 1
        return recorded(request)

    row = read(get).loc[("telling", "34013", 2019)]
    assert (row["value"], row["flag"]) == (28_158, None)
    assert asked[_origin.REQUEST.name] == 1


def test_list_of_totals_fills_a_year_without_structure(recorded):
    found = read(recorded)
    assert found.loc[("telling", "34013", 2023), "value"] == 29574
    assert found.loc[("telling", "73028", 2023), "value"] == 77


def test_list_of_totals_gives_no_shares(recorded):
    years = read(recorded).reset_index().query("indicator_id == 'non_belgian'")["year"]
    assert set(years) == {2017, 2019, 2022}


def test_file_in_windows_1252_without_a_mark_is_read(recorded):
    """That of 2022; it stands in a folder of its own."""
    found = read(recorded)
    assert found.loc[("telling", "34013", 2022), "value"] == 29_095
    assert found.loc[("non_belgian", "34013", 2022), "numerator"] == 2_024
    assert found.loc[("age_65_plus", "34013", 2022), "numerator"] == 6_092
    assert found.loc[("telling", "73028", 2022), "value"] == 79


def test_names_that_are_not_those_of_the_codes_are_refused(rewritten):
    get = rewritten(2019, lambda text: text.replace("|Harelbeke|", "|Harelbék|"))
    with pytest.raises(SourceError, match=r"other names beside the codes.*34013 Harelbék"):
        read(get)


@pytest.mark.parametrize(
    ("year", "code", "people", "strangers", "old"),
    [
        (2018, "34013", 27_886, 1_485, 5_662),
        (2018, "34042", 24_619, 549, 4_945),
        (2018, "44011", 31_085, None, None),
        (2018, "44049", 12_179, None, None),
        (2018, "73028", 88, 2, 20),
        (2022, "34042", 25_140, 790, 5_277),
        (2022, "44083", 44_315, 2_268, 9_446),
        (2022, "12041", 26_311, 1_026, 5_513),
    ],
)
def test_shipped_figures_have_the_check_values_of_2018_and_2022(
    shipped, year, code, people, strangers, old
):
    found = shipped.loc[(slice(None), code, year), :].droplevel(["nis_code", "year"])
    assert found.loc["inwoners", "value"] == people
    if strangers is not None:
        assert found.loc["aandeel_niet_belgen", "numerator"] == strangers
        assert found.loc["aandeel_65plus", "numerator"] == old


@pytest.fixture(scope="module")
def shipped():
    frame, _ = kept.read(SHIPPED, SOURCE.key)
    return frame.set_index(["indicator_id", "nis_code", "year"]).sort_index()


def test_year_without_a_file_is_left_out(recorded):
    assert {2015, 2016, 2020, 2021}.isdisjoint(read(recorded).reset_index()["year"])


def test_folder_without_any_year_is_an_error(tmp_path):
    with pytest.raises(AnswerMissing, match="no file for this or a later year"):
        read(Mirror(tmp_path, today="2026-01-01").get)


def test_other_year_in_the_file_is_refused(rewritten):
    get = rewritten(2017, lambda text: text.replace("|2017\r\n", "|2016\r\n"))
    with pytest.raises(SourceError, match="another year in CD_YEAR; expected 2017, found 2016"):
        read(get)


def test_renamed_column_is_named(rewritten):
    get = rewritten(2019, lambda text: text.replace("MS_POPULATION", "MS_PEOPLE"))
    with pytest.raises(SourceError, match=r"TF_SOC_POP_STRUCT_2019\.zip: .*MS_POPULATION"):
        read(get)


def test_unknown_nationality_is_refused(rewritten):
    get = rewritten(2019, lambda text: text.replace("|ETR|", "|XXX|"))
    with pytest.raises(SourceError, match="expected BEL or ETR, found"):
        read(get)


def test_cut_off_zip_is_refused(recorded, tmp_path):
    request = structure(2019)
    path = tmp_path / request.name
    path.parent.mkdir()
    path.write_bytes(recorded(request).read_bytes()[:3000])
    with pytest.raises(DownloadError, match=r"2019\.zip"):
        read(Mirror(tmp_path, today="2026-01-01").get)


def test_doubled_row_is_refused(rewritten):
    def double(text):
        row = next(line for line in text.splitlines() if line.startswith("34013|"))
        return text + row + "\r\n"

    with pytest.raises(SourceError, match=r"2017\.zip: 2 rows are doubled"):
        read(rewritten(2017, double))


def test_mark_that_is_no_number_is_refused(rewritten):
    def mark(text):
        head, row = text.rsplit("34013|", 1)
        return head + "34013|" + row.replace("|2017\r\n", "x|2017\r\n", 1)

    with pytest.raises(SourceError, match=r"2017\.zip: cells that are no number"):
        read(rewritten(2017, mark))


def test_html_page_under_the_name_of_a_zip_is_refused(tmp_path):
    path = tmp_path / structure(2019).name
    path.parent.mkdir()
    path.write_text("<html><head><script>TSPD</script></head></html>")
    with pytest.raises(DownloadError, match=r"2019\.zip.*HTML"):
        read(Mirror(tmp_path, today="2026-01-01").get)


def test_notes_under_the_list_of_totals_are_left_out(recorded):
    text = recorded(totals(2023)).read_bytes().decode("cp1252")
    assert "Bron: Statbel" in text
    assert len(read(recorded).xs(2023, level="year")) == 5


def test_list_of_totals_under_the_name_of_a_copy_is_found(recorded, tmp_path):
    copy = tmp_path / "statbel-population-total-csv" / "Bevolking_per_gemeente 2023 (1).csv"
    copy.parent.mkdir()
    copy.write_bytes(recorded(totals(2023)).read_bytes())
    found = read(Mirror(tmp_path, today="2026-01-01").get)
    assert found.loc[("telling", "34013", 2023), "value"] == 29574


def test_structure_goes_before_the_list_of_totals(recorded, tmp_path):
    for request in (structure(2019), totals(2019)):
        (tmp_path / request.name).parent.mkdir()
    (tmp_path / structure(2019).name).write_bytes(recorded(structure(2019)).read_bytes())
    (tmp_path / totals(2019).name).write_bytes(recorded(totals(2023)).read_bytes())
    found = read(Mirror(tmp_path, today="2026-01-01").get)
    assert found.loc[("telling", "34013", 2019), "value"] == 28158


def test_totals_that_do_not_add_up_are_refused(rewritten_totals):
    get = rewritten_totals(lambda text: text.replace("29.574", "29.575"))
    with pytest.raises(SourceError, match=r"gemeente 2023\.csv: sums differ"):
        read(get)


def test_renamed_column_of_totals_is_named(rewritten_totals):
    get = rewritten_totals(lambda text: text.replace("Totaal", "Total"))
    with pytest.raises(SourceError, match=r"gemeente 2023\.csv: column Totaal"):
        read(get)


def test_doubled_row_of_totals_is_refused(rewritten_totals):
    get = rewritten_totals(lambda text: text + "73028;Herstappe;41;36;77\r\n")
    with pytest.raises(SourceError, match="2 rows are doubled"):
        read(get)


def test_cut_off_list_of_totals_is_refused(rewritten_totals):
    get = rewritten_totals(lambda text: text[: text.index("29.574") - 4])
    with pytest.raises(SourceError, match=r"gemeente 2023\.csv: "):
        read(get)


MEASURE = """
import sys
from pathlib import Path
from sdgwijzer import catalogue, municipalities, paths, sources
from sdgwijzer.errors import AnswerMissing
from sdgwijzer.fetch.answers import Mirror
from sdgwijzer.figures import kept
folder, full, *years = sys.argv[1:]
REFERENCE, SOURCE = municipalities.load(), sources.load("statbel_population")
origin = kept.read_provenance(paths.ROOT / "data" / "figures", SOURCE.key)
answers = Mirror(Path(full), "2026-01-01", {answer.sha256: answer for answer in origin.answers})
asked = catalogue.read(paths.ROOT / "indicators.yaml").of_source(SOURCE.key)
def get(request):
    if years and not any(year in request.name.rpartition("/")[2] for year in years):
        raise AnswerMissing(request.name)
    return answers.get(request)
found = SOURCE.read(asked, get, REFERENCE)
if sys.platform == "linux":  # not rusage: a child inherits its parent's peak
    status = Path("/proc/self/status").read_text()
    print(int(status.split("VmHWM:")[1].split()[0]) / 1024)
kept.write(Path(folder), kept.prepare(SOURCE, found, answers.used))
"""


def read_apart(folder, *years):
    """Read the full files in a process of its own, below 300 MB."""
    command = [sys.executable, "-c", MEASURE, str(folder), str(RAW), *map(str, years)]
    done = subprocess.run(command, cwd=paths.ROOT, capture_output=True, text=True, check=True)
    assert sys.platform != "linux" or float(done.stdout) < 300
    return sorted(path.name for path in folder.iterdir())


def test_full_files_give_the_shipped_figures_below_300_mb(raw, tmp_path):
    """A year of each of the two layouts, and one of the lists; all years by `make sweep`."""
    read_apart(tmp_path, *YEARS)
    again, shipped = (kept.read(folder, SOURCE.key)[0] for folder in (tmp_path, SHIPPED))
    shipped = shipped[shipped["year"].isin(YEARS)]
    assert set(again["year"]) == set(YEARS)
    pd.testing.assert_frame_equal(*map(in_order, (again, shipped)))


def in_order(figures):
    """The same rows, whatever the order of the years in the file."""
    text = figures.astype(dict.fromkeys(CELL[:2], str))
    return text.sort_values(CELL, ignore_index=True)


def test_all_full_files_give_the_shipped_figures_byte_for_byte_below_300_mb(raw, tmp_path):
    """A gigabyte of text, read once."""
    written = read_apart(tmp_path)
    assert written == [f"{SOURCE.key}.json", f"{SOURCE.key}.parquet"]
    for name in written:
        assert (tmp_path / name).read_bytes() == (SHIPPED / name).read_bytes()


# Check values for Harelbeke, Zwevegem, Deerlijk and Kuurne, seen in the publisher's files.
@pytest.mark.parametrize(
    ("code", "year", "expected"),
    [
        ("34013", 2014, 27247),
        ("34013", 2015, 27446),
        ("34013", 2016, 27536),
        ("34013", 2017, 27683),
        ("34013", 2019, 28158),
        ("34013", 2020, 28502),
        ("34013", 2021, 28614),
        ("34013", 2023, 29574),
        ("34013", 2024, 29904),
        ("34042", 2014, 24258),
        ("34042", 2021, 24853),
        ("34042", 2023, 25558),
        ("34042", 2024, 25785),
        ("34009", 2023, 12561),
        ("34009", 2024, 12670),
        ("34023", 2023, 14033),
        ("34023", 2024, 14145),
        ("34013", 2018, 27886),
        ("34013", 2022, 29095),
        ("34013", 2025, 30311),
    ],
)
def test_shipped_figures_have_the_check_values(shipped, code, year, expected):
    assert shipped.loc[("inwoners", code, year), "value"] == expected


@pytest.mark.parametrize(
    ("year", "foreign", "old"),
    [
        (2014, 973, 5266),
        (2015, 1037, 5375),
        (2016, 1160, 5481),
        (2017, 1351, 5556),
        (2019, 1627, 5778),
        (2020, 1772, 5926),
        (2021, 1865, 5968),
    ],
)
def test_shipped_figures_have_the_groups_of_harelbeke(shipped, year, foreign, old):
    assert shipped.loc[("aandeel_niet_belgen", "34013", year), "numerator"] == foreign
    assert shipped.loc[("aandeel_65plus", "34013", year), "numerator"] == old


def test_table_by_origin_has_the_same_totals_as_every_other_file(shipped):
    origin, _ = kept.read(SHIPPED, "statbel_origin")
    origin = origin[origin["indicator_id"] == "buitenlandse_herkomst"]
    total = origin.set_index(["nis_code", "year"])["denominator"]
    counted = shipped.xs("inwoners")[lambda rows: rows.index.get_level_values("year") < 2025]
    assert len(counted) == 3_340
    assert counted["value"].equals(total.reindex(counted.index).rename("value"))


def test_flanders_of_2023_is_the_sum_of_its_municipalities(shipped):
    flanders = shipped.xs(("inwoners", 2023), level=("indicator_id", "year"))["value"].sum()
    assert flanders == 6_774_807  # the row "Vlaams Gewest" of the list itself


def test_belgium_of_2021_has_its_known_number_of_inhabitants(raw):
    chunks = chunked(raw(structure(2021)), SOURCE.key, delimiter="|", columns=["MS_POPULATION"])
    assert sum(int(chunk.iloc[:, 0].astype(int).sum()) for chunk in chunks) == 11_521_238
