"""What `sdgwijzer doctor` says of publishers that answer, refuse, moved or are silent."""

import base64
import re
from datetime import date
from pathlib import Path

import pytest

from sdgwijzer import catalogue, cli, paths, sources
from sdgwijzer.fetch.finders import STATBEL
from sdgwijzer.fetch.web import HEAD, Web
from sdgwijzer.lists import eurostat
from sdgwijzer.settings import Settings
from sdgwijzer.sources import statbel_disposable_income, statbel_establishments
from sdgwijzer.update import doctor
from sdgwijzer.update.doctor import Verdict
from sdgwijzer.update.update import Result
from tests import publisher
from tests.conftest import copy_shipped
from tests.make import REFERENCE
from tests.test_update import smaller

ENTRIES = catalogue.read(paths.catalogue())
JSON = statbel_establishments.REQUEST


@pytest.fixture
def server():
    with publisher.published() as running:
        yield running


def examined(server, *keys):
    asks = Web(Settings(gateway=server.gateway, timeout=1, pause=0, tries=1))
    return list(doctor.examine(ENTRIES, keys, asks, REFERENCE))


@pytest.mark.parametrize(
    ("page", "verdict"),
    [
        (publisher.Page(b'{"facts": []}'), Verdict.REACHABLE),
        (publisher.Page(b"<html><title>Request rejected</title></html>"), Verdict.REFUSED),
        (publisher.Page(b"no", 403), Verdict.REFUSED),
        (publisher.Page(b"no", 404), Verdict.CHANGED),
        (publisher.Page(b"code;waarde"), Verdict.CHANGED),
        (publisher.Page(b"", fault=publisher.refuses), Verdict.UNREACHABLE),
    ],
)
def test_verdict_follows_from_what_a_publisher_answers(server, page, verdict):
    server.put(JSON.url, page)
    [found] = examined(server, "statbel_establishments")
    assert (found.verdict, found.address) == (verdict, JSON.url)


def test_address_of_today_is_found_as_an_update_does(server):
    server.serve(statbel_disposable_income.REQUEST, b"PK\x03\x04 a workbook")
    [found] = examined(server, "statbel_disposable_income")
    assert found.verdict is Verdict.REACHABLE
    assert found.address == "https://statbel.fgov.be/files/TF_SOC_ADI_MUNTY.xlsx"


@pytest.mark.parametrize(
    ("page", "verdict"),
    [
        (publisher.Page(b"no", 404), Verdict.CHANGED),
        (publisher.Page(b"", fault=publisher.refuses), Verdict.UNREACHABLE),
    ],
)
def test_catalogue_that_is_gone_or_silent_is_said(server, page, verdict):
    server.put(STATBEL, page)
    [found] = examined(server, "statbel_disposable_income")
    assert found.verdict is verdict
    assert "DCAT" in found.said


def test_file_of_hand_made_exports_is_named_as_such(server):
    [found] = examined(server, "abb_investments")
    assert found.verdict is Verdict.BY_HAND


@pytest.mark.parametrize("word", [*Verdict, *(each for each in Result if each != "skipped")])
def test_page_on_the_first_update_says_what_each_answer_means(word):
    page = (paths.ROOT / "docs" / "eerste-update.md").read_text(encoding="utf-8")
    assert re.search(rf"^\| `{word}` \|", page, re.MULTILINE)


@pytest.mark.parametrize("key", sources.available())
def test_every_source_says_what_it_asks(key):
    assert doctor.requests(ENTRIES, key, REFERENCE)


def test_at_most_a_few_files_of_one_source_are_tried(server):
    assert len(examined(server, "stadsmonitor")) == doctor.MOST


def test_file_in_several_forms_is_reachable_when_one_of_them_is(server):
    """Of the newest indicator the CSV is gone and its workbook is there: an update reads that."""
    *_, (csv, book, _) = doctor._ways(ENTRIES, "stadsmonitor", REFERENCE)
    server.put(book.url, b"PK\x03\x04 a workbook")
    *_, found = examined(server, "stadsmonitor")
    assert (found.verdict, found.address) == (Verdict.REACHABLE, book.url)
    assert csv.name in found.said
    assert not found.wrong


def test_file_in_several_forms_of_which_none_is_there_is_changed_and_names_each(server):
    *_, ways = doctor._ways(ENTRIES, "stadsmonitor", REFERENCE)
    *_, found = examined(server, "stadsmonitor")
    assert (found.verdict, found.name) == (Verdict.CHANGED, ways[0].name)
    assert all(each.name in found.said for each in ways[1:])


@pytest.mark.parametrize(
    ("age", "verdict"),
    [(0, Verdict.NOT_YET), (1, Verdict.NOT_YET), (2, Verdict.CHANGED)],
)
@pytest.mark.parametrize("key", ["statbel_population", "statbel_accidents"])
def test_file_of_a_year_to_come_is_not_changed(server, key, age, verdict):
    server.put(STATBEL, b"")  # Statbel's catalogue names no file
    found = {each.name: each for each in examined(server, key)}
    [of_year] = [each for name, each in found.items() if str(date.today().year - age) in name]
    assert of_year.verdict is verdict
    assert of_year.wrong is (verdict is Verdict.CHANGED)


def test_command_prints_a_line_per_address_and_changes_nothing(
    server, monkeypatch, capsys, tmp_path
):
    monkeypatch.setenv("SDGWIJZER_GATEWAY", server.gateway)
    monkeypatch.setenv("SDGWIJZER_PAUSE", "0")
    server.put(JSON.url, b'{"facts": []}')
    copy_shipped(tmp_path)
    there = sorted(tmp_path.rglob("*"))
    code = cli.main(
        ["--data", str(tmp_path), "doctor", "statbel_establishments", "abb_investments"]
    )
    out = capsys.readouterr().out
    assert code == 0
    assert f"reachable    statbel_establishments: {JSON.url}" in out
    assert "1 reachable, 1 by hand" in out
    assert sorted(tmp_path.rglob("*")) == there


ASKED = ("vestigingen", "armoederisico", "inwoners", "werkzoekenden", "sportinfrastructuur")


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    """A catalogue of a few sources: it is read in no time."""
    return smaller(tmp_path_factory.mktemp("catalogue"), lambda id_, _: id_ in ASKED)


@pytest.fixture
def doctor_command(server, monkeypatch, tmp_path, few):
    """Runs the command in an empty folder, with a publisher on loopback."""
    monkeypatch.setenv("SDGWIJZER_GATEWAY", server.gateway)
    for name, value in {"PAUSE": "0", "TRIES": "1", "TIMEOUT": "1"}.items():
        monkeypatch.setenv(f"SDGWIJZER_{name}", value)
    monkeypatch.chdir(tmp_path)
    return lambda *words: cli.main(["--catalogue", str(few), "doctor", *words])


@pytest.mark.parametrize(
    ("page", "code"),
    [
        (publisher.Page(b'{"facts": []}'), 0),
        (publisher.Page(b"<html>wall</html>"), 1),
        (publisher.Page(b"no", 403), 1),
        (publisher.Page(b"no", 404), 1),
        (publisher.Page(b"code;waarde"), 1),
        (publisher.Page(b"", fault=publisher.refuses), 1),
    ],
)
def test_command_ends_with_1_when_somebody_has_to_look(server, doctor_command, capsys, page, code):
    server.put(JSON.url, page)
    assert doctor_command("statbel_establishments") == code
    said = capsys.readouterr()
    assert ("1 of 1 are refused, changed or unreachable" in said.err) is bool(code)
    assert said.out.count("statbel_establishments") == 1


def test_year_to_come_and_probe_that_refuses_are_nothing_to_look_at(server, doctor_command):
    server.put(STATBEL, b"")
    for ways in doctor._ways(ENTRIES, "statbel_population", REFERENCE):
        if ways[0].url and ways[0].year < date.today().year - 1:
            server.put(ways[0].url, b"PK\x03\x04 a zip")
    assert doctor_command("statbel_population", "provincies_in_cijfers") == 0


def test_report_is_one_text_with_what_came_and_its_name_is_printed(
    server, doctor_command, capsys, tmp_path
):
    body = b'{"facts": ["\xc3\xa9"]}' + b" " * 5_000
    server.put(JSON.url, publisher.Page(body, headers={"Last-Modified": "yesterday"}))
    assert doctor_command("statbel_establishments", "--report") == 0
    [path] = tmp_path.iterdir()
    assert path.name == f"sdgwijzer-doctor-{date.today()}.txt"
    assert f"written to {path.name}" in capsys.readouterr().out
    said = path.read_text(encoding="utf-8")
    for text in (
        f"--- 1. {JSON.url}",
        "status: 200",
        "Last-Modified: yesterday",
        f"body, the first {HEAD} bytes:",
        '  | {"facts": ["é"]}',
        "reachable    statbel_establishments",
        "1 reachable",
    ):
        assert text in said
    assert len(said) < 2 * HEAD + 1_500


@pytest.mark.parametrize("words", [("--report", "own.txt"), ("--report=own.txt",)])
def test_report_may_have_a_name(server, doctor_command, capsys, tmp_path, words):
    server.put(JSON.url, publisher.Page(b"no", 403))
    assert doctor_command("statbel_establishments", *words) == 1
    said = (tmp_path / "own.txt").read_text(encoding="utf-8")
    assert "status: 403" in said
    assert "  | no" in said


def test_source_behind_report_is_a_source_and_no_name_of_a_file(server, doctor_command, tmp_path):
    server.put(JSON.url, b'{"facts": []}')
    assert doctor_command("--report", "statbel_establishments") == 0
    assert [path.name for path in tmp_path.iterdir()] == [f"sdgwijzer-doctor-{date.today()}.txt"]


def test_report_in_a_folder_that_is_not_there_is_refused_before_anybody_is_asked(
    server, doctor_command, capsys
):
    assert doctor_command("--report", "nergens/own.txt") == 2
    assert server.asked == []


def test_report_has_the_links_to_files_on_a_page_that_should_name_one(server, doctor_command):
    (csv, *_) = doctor._ways(ENTRIES, "stadsmonitor", REFERENCE)[-1]
    page = csv.finders[0].page
    links = b'<a href="/f/cijfers_2027.csv?sig=geheim">x</a><a href="/over">y</a>'
    server.put(page, b"<html>" + b" " * 3_000 + links)
    assert doctor_command("stadsmonitor", "--report", "own.txt") == 1
    said = Path("own.txt").read_text(encoding="utf-8")
    assert "  > https://gemeente-stadsmonitor.vlaanderen.be/f/cijfers_2027.csv\n" in said
    assert "geheim" not in said
    assert "/over\n" not in said


def test_report_of_a_silent_publisher_says_why(server, doctor_command):
    server.put(JSON.url, publisher.Page(b"", fault=publisher.refuses))
    assert doctor_command("statbel_establishments", "--report", "own.txt") == 1
    assert "no answer: " in Path("own.txt").read_text(encoding="utf-8")


def test_bytes_that_are_no_text_are_in_the_report_as_base64(server, doctor_command):
    body = b"PK\x03\x04" + bytes(range(256)) * 20
    server.serve(statbel_disposable_income.REQUEST, body)
    assert doctor_command("statbel_disposable_income", "--report", "own.txt") == 0
    said = Path("own.txt").read_text(encoding="utf-8")
    lines = said.partition("bytes in base64:\n")[2].splitlines()
    found = "".join(line.removeprefix("  | ") for line in lines if line.startswith("  | "))
    assert base64.b64decode(found) == body[:HEAD]


def test_report_has_no_secrets(server, doctor_command, monkeypatch):
    """A proxy that refuses repeats what it was sent, in its page and in headers."""
    pair = base64.b64encode(b"jan:Ge/heim1").decode()
    monkeypatch.setenv("FTP_PROXY", "http://jan:Ge%2Fheim1@proxy.example:8080")
    monkeypatch.setenv("SDGWIJZER_CONTACT", "it@gemeente.example")
    monkeypatch.setenv("MY_API_TOKEN", "tok-123456")
    page = (
        f"<html><title>Geweigerd</title> jan januari Ge/heim1 Ge%2Fheim1 {pair}\n"
        "Authorization: Basic abcdef\nCookie: sessie=s3ss13\n"
        "http://els:w8woord@proxy.example/x</html>"
    )
    headers = {"Set-Cookie": "sessie=k0ekje", "X-User": "jan.peeters", "Via": "muur"}
    server.put(JSON.url, publisher.Page(page.encode(), 403, headers))
    assert doctor_command("statbel_establishments", "--report", "own.txt") == 1
    said = Path("own.txt").read_text(encoding="utf-8")
    for secret in (
        *("heim1", "Ge%2F", pair, "abcdef", "s3ss13", "k0ekje", "jan.peeters", "w8woord"),
        *("it@gemeente.example", "tok-123456", " jan "),
    ):
        assert secret not in said, secret
    for text in ("Geweigerd", "januari", "Via: muur", "Set-Cookie", "X-User"):
        assert text in said


def test_report_has_the_folder_of_its_maker_as_a_tilde(server, doctor_command, monkeypatch):
    monkeypatch.setenv("HOME", "/home/els")
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", "/home/els/none.pem")
    monkeypatch.setenv("SDGWIJZER_GATEWAY", server.gateway.replace("http:", "https:"))
    assert doctor_command("statbel_establishments", "--report", "own.txt") == 1
    said = Path("own.txt").read_text(encoding="utf-8")
    assert "~/none.pem" in said
    assert "els" not in said


@pytest.mark.parametrize(
    ("page", "verdict"),
    [
        (publisher.Page(b'{"headers": [], "rows": []}'), Verdict.REACHABLE),
        (publisher.Page(b"no", 401), Verdict.REFUSED),
    ],
)
def test_address_that_is_only_tried_is_named_as_optional(server, page, verdict):
    [probe] = sources.load("provincies_in_cijfers").probes
    server.put(probe.url, page)
    *_, last = examined(server, "provincies_in_cijfers")
    assert (last.verdict, last.address) == (verdict, probe.url)
    assert last.said.startswith("optional")


def test_series_of_the_flemish_region_are_looked_at(server):
    wanted = doctor.requests(ENTRIES, "eurostat", REFERENCE)
    assert len(wanted) >= doctor.MOST
    for request in wanted:
        server.put(request.url, b'{"id": []}')
    assert {each.verdict for each in examined(server, "eurostat")} == {Verdict.REACHABLE}


def test_source_that_nobody_asks_anything_of_is_said(server):
    nothing = catalogue.Catalogue((), {}, {})
    web = Web(Settings(gateway=server.gateway))
    [found] = doctor.examine(nothing, [eurostat.KEY], web, REFERENCE)
    assert (found.verdict, found.said) == (Verdict.CHANGED, "no entry asks anything of it")
