"""A request → a local file, with what has to be known about it afterwards."""

import hashlib
import zipfile

import pytest

from sdgwijzer.errors import AnswerMissing, DownloadError
from sdgwijzer.fetch.answers import Mirror
from sdgwijzer.model import Request

TODAY = "2026-03-01"
CORE = (
    '<cp:coreProperties><dcterms:created xsi:type="dcterms:W3CDTF">2026-05-20T08:03:13Z'
    "</dcterms:created>{}</cp:coreProperties>"
)
MODIFIED = '<dcterms:modified xsi:type="dcterms:W3CDTF">2026-05-21T08:03:13Z</dcterms:modified>'


@pytest.fixture
def mirror(tmp_path):
    return Mirror(tmp_path, today=TODAY)


def put(mirror, name, content=b"a;b"):
    path = mirror.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def put_zip(mirror, name, members):
    """`members`: name → (content, moment of the member)."""
    path = mirror.folder / name
    with zipfile.ZipFile(path, "w") as archive:
        for member, (content, moment) in members.items():
            archive.writestr(zipfile.ZipInfo(member, moment), content)
    return path


def published(mirror, name):
    mirror.get(Request(name=name))
    return mirror.used[0].published


def test_file_is_found_by_its_exact_name(mirror):
    path = put(mirror, "statbel/cars.csv")
    assert mirror.get(Request(name="statbel/cars.csv")) == path


def test_file_is_found_by_another_name(mirror):
    path = put(mirror, "statbel/TF_CARS_2024 (1).csv")
    request = Request(name="statbel/cars.csv", also=("old/*.csv", "statbel/TF_CARS_*.csv"))
    assert mirror.get(request) == path


def test_exact_name_goes_before_other_names(mirror):
    path = put(mirror, "statbel/cars.csv")
    put(mirror, "statbel/TF_CARS_2024.csv")
    request = Request(name="statbel/cars.csv", also=("statbel/TF_*.csv",))
    assert mirror.get(request) == path


def test_name_with_glob_signs_is_taken_to_the_letter(mirror):
    put(mirror, "statbel/cars1.csv")
    with pytest.raises(AnswerMissing):
        mirror.get(Request(name="statbel/cars[1].csv"))


def test_file_that_fits_two_patterns_is_one_file(mirror):
    path = put(mirror, "statbel/TF_CARS.csv")
    request = Request(name="statbel/cars.csv", also=("statbel/TF_*.csv", "statbel/*CARS.csv"))
    assert mirror.get(request) == path


def test_two_files_that_fit_are_an_error_that_names_both(mirror):
    put(mirror, "statbel/2023/cars.csv")
    put(mirror, "statbel/2024/cars.csv", b"another")
    request = Request(name="statbel/cars.csv", also=("statbel/*/cars.csv",))
    with pytest.raises(DownloadError, match=r"2023/cars\.csv, statbel/2024/cars\.csv") as caught:
        mirror.get(request)
    assert not isinstance(caught.value, AnswerMissing)


def test_two_files_with_one_content_are_one_file(mirror):
    path = put(mirror, "statbel/2023/cars.csv")
    put(mirror, "statbel/2024/cars.csv")
    assert mirror.get(Request(name="statbel/cars.csv", also=("statbel/*/cars.csv",))) == path


@pytest.mark.parametrize("name", ["cars (1).csv", "cars(2).csv", "cars (12).csv"])
def test_number_of_a_browser_behind_a_name_does_not_matter(mirror, name):
    path = put(mirror, f"statbel/{name}")
    assert mirror.get(Request(name="statbel/cars.csv")) == path
    assert mirror.get(Request(name="other.csv", also=("statbel/cars.csv",))) == path


def test_second_download_that_differs_is_never_passed_over(mirror):
    put(mirror, "statbel/cars.csv")
    put(mirror, "statbel/cars (1).csv", b"newer")
    with pytest.raises(DownloadError, match=r"cars \(1\)\.csv, statbel/cars\.csv\); keep one"):
        mirror.get(Request(name="statbel/cars.csv"))


def test_name_that_says_it_is_another_file_does_not_fit(mirror):
    put(mirror, "statbel/cars_survey.csv", b"another")
    path = put(mirror, "statbel/cars_2024.csv")
    request = Request(name="cars.csv", also=("statbel/cars*.csv",), unlike="survey")
    assert mirror.get(request) == path


def test_folder_that_fits_is_no_file(mirror):
    put(mirror, "statbel/cars.csv.d/notes.txt")
    path = put(mirror, "statbel/cars.csv2")
    assert mirror.get(Request(name="statbel/cars", also=("statbel/cars.csv*",))) == path


def test_missing_file_is_an_answer_that_is_missing(mirror):
    with pytest.raises(AnswerMissing, match=r"statbel/cars\.csv"):
        mirror.get(Request(name="statbel/cars.csv", also=("statbel/*.csv",)))


def test_mirror_that_is_no_folder_is_out_of_reach(tmp_path):
    with pytest.raises(DownloadError, match="not a folder") as caught:
        Mirror(tmp_path / "typo", today=TODAY).get(Request(name="statbel/cars.csv"))
    assert not isinstance(caught.value, AnswerMissing)


def test_answer_has_name_address_size_and_checksum(mirror):
    put(mirror, "statbel/TF_CARS.csv", b"code;cars")
    mirror.get(Request(name="statbel/cars.csv", url="https://x.be/c", also=("statbel/TF*",)))
    answer = mirror.used[0]
    assert (answer.name, answer.url, answer.bytes) == ("statbel/cars.csv", "https://x.be/c", 9)
    assert answer.sha256 == hashlib.sha256(b"code;cars").hexdigest()


def test_answers_are_kept_in_order_of_asking(mirror):
    for name in ("b.csv", "a.csv"):
        put(mirror, name)
        mirror.get(Request(name=name))
    assert [answer.name for answer in mirror.used] == ["b.csv", "a.csv"]


def test_answer_that_is_asked_twice_is_kept_once(mirror):
    put(mirror, "a.csv")
    mirror.get(Request(name="a.csv"))
    mirror.get(Request(name="a.csv"))
    assert len(mirror.used) == 1


def test_missing_answer_is_not_kept(mirror):
    with pytest.raises(AnswerMissing):
        mirror.get(Request(name="a.csv"))
    assert mirror.used == []


def test_new_content_is_retrieved_today(mirror):
    put(mirror, "a.csv")
    mirror.get(Request(name="a.csv"))
    assert mirror.used[0].retrieved == TODAY


def _again(mirror, name):
    """A mirror on the same folder, a year later, that knows what was used before."""
    before = {answer.sha256: answer for answer in mirror.used}
    later = Mirror(mirror.folder, today="2027-03-01", before=before)
    later.get(Request(name=name))
    return later.used[0]


def test_same_content_keeps_its_day(mirror):
    put(mirror, "a.csv")
    mirror.get(Request(name="a.csv"))
    assert _again(mirror, "a.csv") == mirror.used[0]


def test_same_content_under_another_name_keeps_its_day(mirror):
    path = put(mirror, "a.csv")
    mirror.get(Request(name="a.csv"))
    path.rename(mirror.folder / "b.csv")
    answer = _again(mirror, "b.csv")
    assert (answer.name, answer.retrieved) == ("b.csv", TODAY)


def test_changed_content_gets_a_new_day(mirror):
    put(mirror, "a.csv")
    mirror.get(Request(name="a.csv"))
    put(mirror, "a.csv", b"a;c")
    assert _again(mirror, "a.csv").retrieved == "2027-03-01"


def test_workbook_is_published_when_it_was_last_changed(mirror):
    members = {"docProps/core.xml": (CORE.format(MODIFIED), (1980, 1, 1, 0, 0, 0))}
    put_zip(mirror, "a.xlsx", members)
    assert published(mirror, "a.xlsx") == "2026-05-21"


def test_workbook_that_was_never_changed_is_published_when_it_was_made(mirror):
    members = {"docProps/core.xml": (CORE.format(""), (1980, 1, 1, 0, 0, 0))}
    put_zip(mirror, "a.xlsx", members)
    assert published(mirror, "a.xlsx") == "2026-05-20"


def test_workbook_without_dates_is_published_on_no_day(mirror):
    put_zip(mirror, "a.xlsx", {"docProps/core.xml": ("<x/>", (2026, 5, 21, 0, 0, 0))})
    assert published(mirror, "a.xlsx") == ""


def test_zip_is_published_on_the_day_of_its_newest_member(mirror):
    moments = {"a.txt": ("", (2024, 6, 1, 9, 0, 0)), "b.txt": ("", (2025, 2, 3, 9, 0, 0))}
    put_zip(mirror, "a.zip", moments)
    assert published(mirror, "a.zip") == "2025-02-03"


def test_zip_without_dates_is_published_on_no_day(mirror):
    put_zip(mirror, "a.zip", {"a.txt": ("", (1980, 1, 1, 0, 0, 0))})
    assert published(mirror, "a.zip") == ""


def test_zip_with_an_impossible_date_is_published_on_no_day(mirror):
    put_zip(mirror, "a.zip", {"a.txt": ("", (2025, 0, 0, 0, 0, 0))})
    assert published(mirror, "a.zip") == ""


def test_empty_zip_is_refused(mirror):
    put_zip(mirror, "a.zip", {})
    with pytest.raises(DownloadError, match=r"a\.zip: expected a zip archive"):
        mirror.get(Request(name="a.zip"))


def test_damaged_zip_is_refused(mirror):
    path = put_zip(mirror, "a.xlsx", {"docProps/core.xml": (CORE, (2025, 1, 1, 0, 0, 0))})
    path.write_bytes(path.read_bytes().replace(b"2026-05-20", b"2026-05-2x"))
    with pytest.raises(DownloadError, match=r"expected a whole archive, found: Bad CRC"):
        mirror.get(Request(name="a.xlsx"))


def test_text_is_published_on_no_day(mirror):
    put(mirror, "a.csv")
    assert published(mirror, "a.csv") == ""
