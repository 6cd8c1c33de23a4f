"""Inhabitants by sex, nationality and age, in two layouts, and lists of totals."""

import subprocess
import sys
import zipfile

import pytest

from sdgwijzer import paths
from sdgwijzer.answers import Mirror
from sdgwijzer.errors import AnswerMissing, SourceError
from sdgwijzer.sources.statbel_population import SOURCE, structure, totals
from tests.conftest import RAW
from tests.make import indicator

COUNT = indicator(SOURCE.key, {"measure": "inhabitants"}, "telling", unit="inwoners", merge="sum")
SHARES = [
    indicator(SOURCE.key, {"measure": measure}, measure)
    for measure in ("age_65_plus", "age_0_17", "non_belgian")
]


def read(get):
    frame = SOURCE.read([COUNT, *SHARES], get)
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


@pytest.mark.parametrize(
    ("year", "people", "foreign", "old"), [(2017, 27683, 1351, 5556), (2019, 28158, 1627, 5778)]
)
def test_harelbeke_in_both_layouts(recorded, year, people, foreign, old):
    found = read(recorded)
    assert found.loc[("telling", "34013", year), "value"] == people
    assert found.loc[("non_belgian", "34013", year), "numerator"] == foreign
    assert found.loc[("age_65_plus", "34013", year), "numerator"] == old
    assert found.loc[("age_65_plus", "34013", year), "denominator"] == people


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
    assert codes == {"34013", "44049", "73028", "34009", "34023", "34042"}


def test_list_of_totals_fills_a_year_without_structure(recorded):
    found = read(recorded)
    assert found.loc[("telling", "34013", 2023), "value"] == 29574
    assert found.loc[("telling", "73028", 2023), "value"] == 77


def test_list_of_totals_gives_no_shares(recorded):
    years = read(recorded).reset_index().query("indicator_id == 'non_belgian'")["year"]
    assert set(years) == {2017, 2019}


def test_year_without_a_file_is_left_out(recorded):
    assert 2018 not in set(read(recorded).reset_index()["year"])


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
    with pytest.raises(SourceError, match=r"2019\.zip"):
        read(Mirror(tmp_path, today="2026-01-01").get)


def test_totals_that_do_not_add_up_are_refused(recorded, tmp_path):
    request = totals(2023)
    text = recorded(request).read_text(encoding="cp1252").replace("29.574", "29.575")
    path = tmp_path / request.name
    path.parent.mkdir()
    path.write_text(text, encoding="cp1252")
    with pytest.raises(SourceError, match="sums differ"):
        read(Mirror(tmp_path, today="2026-01-01").get)


# Statbel, row totals of the files themselves, and check values for Harelbeke and Zwevegem
@pytest.mark.parametrize(
    ("code", "year", "expected"),
    [
        ("34013", 2014, 27247),
        ("34013", 2015, 27446),
        ("34013", 2016, 27536),
        ("34013", 2020, 28502),
        ("34013", 2021, 28614),
        ("34013", 2024, 29904),
        ("34042", 2014, 24258),
        ("34042", 2021, 24853),
        ("34042", 2024, 25785),
        ("34009", 2024, 12670),
        ("34023", 2024, 14145),
    ],
)
def test_check_value_of_the_full_files(everything, code, year, expected):
    assert everything.loc[("telling", code, year), "value"] == expected


@pytest.mark.parametrize(
    ("year", "foreign", "old"),
    [(2014, 973, 5266), (2015, 1037, 5375), (2016, 1160, 5481), (2020, 1772, 5926)],
)
def test_groups_of_harelbeke_in_the_full_files(everything, year, foreign, old):
    assert everything.loc[("non_belgian", "34013", year), "numerator"] == foreign
    assert everything.loc[("age_65_plus", "34013", year), "numerator"] == old


@pytest.fixture(scope="module")
def everything():
    if not RAW.is_dir():
        pytest.skip("the publishers' full files (../shared/raw) are not on this machine")
    return read(Mirror(RAW, today="2026-01-01").get)


MEASURE = """
from pathlib import Path
from sdgwijzer.answers import Mirror
from tests.sources.test_statbel_population import COUNT, RAW, SHARES, SOURCE
SOURCE.read([COUNT, *SHARES], Mirror(RAW, today="2026-01-01").get)
status = Path("/proc/self/status").read_text()  # not rusage: a child inherits its parent's peak
print(int(status.split("VmHWM:")[1].split()[0]) / 1024)
"""


@pytest.mark.skipif(sys.platform != "linux", reason="reads the peak memory from /proc")
def test_reading_all_years_stays_below_300_mb(raw):
    done = subprocess.run(
        [sys.executable, "-c", MEASURE], cwd=paths.ROOT, capture_output=True, text=True, check=True
    )
    assert float(done.stdout) < 300
