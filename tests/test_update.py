"""Updates against a real server on loopback: what comes in, what is refused, what is never lost."""

import io
import json
import os
import random
import re
import resource
import shutil
import subprocess
import sys
import time
import zipfile
from datetime import date
from functools import cache
from string import ascii_uppercase

import openpyxl
import pandas as pd
import pytest
import yaml
from python_calamine import CalamineWorkbook

from sdgwijzer import catalogue, cli, municipalities, paths, sources
from sdgwijzer.build import pipeline
from sdgwijzer.errors import Busy
from sdgwijzer.fetch.supply import FromNetwork, from_cache
from sdgwijzer.fetch.web import Web
from sdgwijzer.figures import changes, kept
from sdgwijzer.lists import eurostat, outlines
from sdgwijzer.paths import Places
from sdgwijzer.settings import Settings
from sdgwijzer.sources import _stadsmonitor_files as stadsmonitor_files
from sdgwijzer.sources import (
    statbel_disposable_income,
    statbel_establishments,
    statbel_real_estate,
)
from sdgwijzer.store import store
from sdgwijzer.update import doctor, last
from sdgwijzer.update.lock import alone
from sdgwijzer.update.update import Result, Update
from tests import killed, publisher
from tests.conftest import INVENTED, RESPONSES, WHOLE, copy_shipped, sampled, swept
from tests.make import REFERENCE
from tests.test_outlines import squares

TODAY = date(2026, 12, 1)
PRICES = "statbel_real_estate"
INCOME, OTHER = "statbel_disposable_income", "statbel_establishments"
COLUMNS = {"armoederisico": "MS_ADMIN_AROP", "beschikbaar_inkomen": "MS_MEDIAN"}
KEEP = {*COLUMNS, "vestigingen", "inwoners"}
KILLS = 25 if WHOLE else 1


@pytest.fixture(scope="module")
def entries_file(tmp_path_factory):
    """A catalogue of four indicators: a medians' source, a count and what it is divided by."""
    return smaller(tmp_path_factory.mktemp("catalogue"), lambda id_, _: id_ in KEEP)


@cache
def shipped_entries():
    text = (paths.ROOT / "indicators.yaml").read_text(encoding="utf-8")
    return yaml.load(text, yaml.CSafeLoader)


def smaller(folder, keep):
    """A catalogue of the shipped entries that are kept, with the plan beside it."""
    whole = shipped_entries()
    kept = {id_: item for id_, item in whole["indicators"].items() if keep(id_, item)}
    alone = {
        id_: {name: each for name, each in item.items() if name != "family"}
        for id_, item in kept.items()
        if item.get("family", {}).get("spokesman", id_) not in kept
    }
    path = folder / "indicators.yaml"
    entries = {**whole, "indicators": {**kept, **alone}}
    text = yaml.dump(entries, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False)
    path.write_text(text, encoding="utf-8")
    shutil.copy(paths.ROOT / "plan.yaml", folder)
    return path


@pytest.fixture(scope="module")
def table():
    """What Statbel's workbook of incomes holds of three years, from the shipped figures."""
    rows, _ = kept.read(paths.ROOT / "data" / "figures", INCOME)
    rows = rows[rows["indicator_id"].isin(COLUMNS) & (rows["year"] >= 2020)]
    wide = rows.pivot(index=["year", "nis_code"], columns="indicator_id", values="value")
    poor = rows[rows["indicator_id"] == "armoederisico"].set_index(["year", "nis_code"])
    wide["MS_NBR_ELIGIBLE"] = poor["denominator"]
    return wide.reset_index().rename(
        columns={"year": "CD_YEAR", "nis_code": "CD_MUNTY_REFNIS", **COLUMNS}
    )


def workbook(frame, name="TF_SOC_ADI_MUNTY"):
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(name)
    sheet.append(list(frame.columns))
    for row in frame.itertuples(index=False):
        sheet.append([None if pd.isna(cell) else cell for cell in row])
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


@pytest.fixture(scope="module")
def whole(table):
    return workbook(table)


@pytest.fixture(scope="module")
def server():
    with publisher.published() as running:
        yield running


def quick(server):
    return Web(
        Settings(gateway=server.gateway, timeout=0.5, deadline=1, pause=0, backoff=0.01, patience=1)
    )


def update(data, entries_file, server, *keys, **options):
    supply = FromNetwork(data, quick(server))
    run = Update(Places.of(data, entries_file), supply, TODAY, **options)
    found = run.run(list(keys) or [INCOME, OTHER], lambda *_: None)
    return {outcome.key: outcome for outcome in found}


@pytest.fixture(scope="module")
def first(tmp_path_factory, entries_file, server, whole):
    """A data folder after a first update over the network."""
    data = tmp_path_factory.mktemp("first")
    copy_shipped(data)
    for path in (data / "figures").glob("statbel_[!p]*"):
        path.unlink()
    serve(server, whole)
    found = update(data, entries_file, server, accept=[OTHER])
    assert {key: outcome.result for key, outcome in found.items()} == {
        INCOME: Result.CHANGED,
        OTHER: Result.CHANGED,
        "database": Result.CHANGED,
    }, found
    return data


def serve(server, content):
    """Both sources as they should be; returns the page of the incomes."""
    server.pages.clear()
    server.asked.clear()
    server.sent.clear()
    recorded = RESPONSES / statbel_establishments.REQUEST.name
    server.serve(statbel_establishments.REQUEST, recorded.read_bytes())
    address = server.serve(statbel_disposable_income.REQUEST, content)
    return server.pages[address.removeprefix("https://")]


@pytest.fixture
def page(server, whole):
    return serve(server, whole)


@pytest.fixture
def data(first, tmp_path):
    shutil.copytree(first, tmp_path / "data")
    return tmp_path / "data"


def held(data):
    """Everything that is in use: figures, provenance, the kept answers, the database's name."""
    files = [*(data / "figures").iterdir(), *(data / "answers").rglob("*")]
    found = {
        path.relative_to(data): path.read_bytes()
        for path in files
        if path.is_file() and path.name != "asked.json"
    }
    return found, store.current(data).name


def sound(data, entries_file):
    """Does the database open, and do the figures pass `check --data`?"""
    opened = store.Store(store.current(data))
    opened.close()
    _, failed = pipeline.report(data, catalogue.read(entries_file))
    return failed == []


def is_of_its_figures(data, entries_file):
    """Is the database made of the figures that are there?"""
    opened = store.Store(store.current(data))
    made_of = opened.build()["inputs_sha256"]
    opened.close()
    return made_of == pipeline.inputs(Places.of(data, entries_file), TODAY)


# ---- what comes in


def test_second_update_downloads_nothing_and_changes_nothing(data, entries_file, server, page):
    before = held(data)
    found = update(data, entries_file, server)
    assert [outcome.result for outcome in found.values()] == [Result.SAME, Result.SAME]
    assert server.sent == []  # 304 for each, the catalogue of addresses too
    assert held(data) == before


def test_offline_rebuilds_the_same_figures_from_the_kept_answers(data, entries_file, server, page):
    before, _ = held(data)
    shutil.rmtree(data / "figures")
    copy_shipped(copied := data.parent / "copied")
    shutil.copytree(copied / "figures", data / "figures")
    for path in (data / "figures").glob("statbel_[!p]*"):
        path.unlink()
    server.pages.clear()
    run = Update(Places.of(data, entries_file), from_cache(data), TODAY, accept=[OTHER])
    run.run([INCOME, OTHER], lambda *_: None)
    assert held(data)[0] == before
    assert server.asked == []


def test_figures_say_where_and_when_they_were_fetched(first, server):
    [answer] = kept.read_provenance(first / "figures", INCOME).answers
    assert answer.url == "https://statbel.fgov.be/files/TF_SOC_ADI_MUNTY.xlsx"
    assert server.gateway not in (first / "figures" / f"{INCOME}.json").read_text()


def test_changed_cells_are_listed_exactly(data, entries_file, server, table, capsys):
    edited = table.copy()
    one = (edited["CD_MUNTY_REFNIS"] == "34013") & (edited["CD_YEAR"] == 2020)
    other = (edited["CD_MUNTY_REFNIS"] == "34023") & (edited["CD_YEAR"] == 2021)
    edited.loc[one, "MS_ADMIN_AROP"], edited.loc[other, "MS_MEDIAN"] = 6.9, None
    serve(server, workbook(edited))
    since = "2026"
    known = set(changes.read(data)["moment"])
    found = update(data, entries_file, server)
    assert found[INCOME].result is Result.CHANGED
    rows = changes.read(data, since)
    rows = rows[~rows["moment"].isin(known)]
    cells = rows[["indicator_id", "kind", "nis_code", "year", "field", "old", "new"]]
    cells = cells.astype(object).where(cells.notna(), None)
    risk, median = table.loc[one, "MS_ADMIN_AROP"].item(), table.loc[other, "MS_MEDIAN"].item()
    assert cells.to_numpy().tolist() == [
        ["armoederisico", "changed", "34013", 2020, "value", risk, 6.9],
        ["beschikbaar_inkomen", "vanished", "34023", 2021, "value", median, None],
        ["beschikbaar_inkomen", "changed", "34023", 2021, "missing", None, "withheld"],
    ]
    assert cli.main(["--data", str(data), "changes"]) == 0
    assert f"34013 2020 value: {risk} -> 6.9 (changed)" in capsys.readouterr().out


def test_same_figures_are_not_compared_cell_by_cell(recorded, monkeypatch):
    """A file has other types than a reader gives; and perhaps another order."""
    source = sources.load(INCOME)
    asked = catalogue.read(paths.catalogue()).of_source(INCOME)
    frame = source.read(asked, recorded, REFERENCE)
    before = frame.iloc[::-1].astype({"year": "int16", "geography": "int16", "missing": "str"})
    assert before["missing"].notna().any()
    monkeypatch.setattr(changes, "_cells", lambda *_: pytest.fail("they are the same"))
    assert changes.between(before, frame) == ()


@swept
def test_new_year_is_said_and_counted(data, entries_file, server, table):
    last = table[table["CD_YEAR"] == 2022].assign(CD_YEAR=2023)
    serve(server, workbook(pd.concat([table, last])))
    found = update(data, entries_file, server)
    assert {item.new_years.get(2023) for item in found[INCOME].changed} == {299}
    assert store.Store(store.current(data)).series(["34013"], "armoederisico")["year"].max() == 2023


def test_dry_run_says_what_would_change_and_writes_nothing(data, entries_file, server, table):
    before = held(data)
    edited = table.copy()
    edited.loc[0, "MS_ADMIN_AROP"] += 0.1
    serve(server, workbook(edited))
    found = update(data, entries_file, server, dry_run=True)
    assert found[INCOME].changed
    assert held(data) == before


def test_source_asked_since_a_day_is_left_out(data, entries_file, server, page):
    update(data, entries_file, server, INCOME)
    server.asked.clear()
    found = update(data, entries_file, server, INCOME, since="2020-01-01")
    assert found[INCOME].result is Result.SKIPPED
    assert server.asked == []


def test_source_of_hand_made_exports_is_no_failure(data, server):
    found = update(data, paths.catalogue(), server, "abb_investments", dry_run=True)
    assert found["abb_investments"].result is Result.BY_HAND
    assert "--mirror" in found["abb_investments"].said


# ---- what goes wrong: the table of docs/bijwerken.md


def renamed(frame):
    return frame.rename(columns={"MS_ADMIN_AROP": "MS_AROP"})


def fewer(frame):
    return frame[~frame["CD_MUNTY_REFNIS"].str.startswith("34")]


def tenfold(frame):
    return frame.assign(MS_MEDIAN=frame["MS_MEDIAN"] * 10)


def marked(frame):
    return frame.assign(
        MS_ADMIN_AROP=frame["MS_ADMIN_AROP"].astype(object).where(frame.index > 0, "§")
    )


def old_codes(frame):
    deinze = {"44083": "44011", "44084": "44001", "44085": "44036"}
    return frame.assign(CD_MUNTY_REFNIS=frame["CD_MUNTY_REFNIS"].replace(deinze))


def bomb():
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet1.xml", b"0" * 30_000_000)
    return content.getvalue()


CHALLENGE = b"<html><head><title>Request Rejected</title><script>TSPD</script></head></html>"
WRONG_BODY = {
    "challenge": (lambda table: CHALLENGE, "expected a workbook, found a page of HTML"),
    "renamed column": (lambda table: workbook(renamed(table)), "MS_ADMIN_AROP"),
    "fewer municipalities": (lambda table: workbook(fewer(table)), "had a row before have none"),
    "ten times": (lambda table: workbook(tenfold(table)), "changed by more than 5%"),
    "unknown mark": (lambda table: workbook(marked(table)), "§"),
    "old codes": (lambda table: workbook(old_codes(table)), "none in any year: 44083, 44084"),
    "zip bomb": (lambda table: bomb(), "at most 250 times as much"),
    "half a workbook": (lambda table: workbook(table)[:20_000], "expected a whole archive"),
}
WRONG_ANSWER = {
    "refused": (publisher.refuses, "expected an answer"),
    "timeout": (publisher.hangs, "expected an answer"),
    "drip": (publisher.drips, "expected an answer within 1 seconds"),
    "too many requests": (publisher.status(429, Retry_After="1"), "found 429"),
    "server error": (publisher.status(500), "found 500"),
    "cut": (publisher.cut, "broke off 3 times"),
    "no gzip": (publisher.garbled, "broke off 3 times"),
    "gone": (publisher.status(404), "404"),
}


@pytest.mark.parametrize("fault", sampled(WRONG_BODY, 4))
def test_wrong_content_is_refused_and_everything_of_before_stays(
    data, entries_file, server, table, fault
):
    make, said = WRONG_BODY[fault]
    serve(server, make(table))
    refused(data, entries_file, server, said)


@pytest.mark.parametrize("fault", sampled(WRONG_ANSWER, 4))
def test_wrong_answer_is_said_and_everything_of_before_stays(
    data, entries_file, server, page, fault
):
    page.fault, said = WRONG_ANSWER[fault]
    page.body += b"0"  # another file than the one at hand
    refused(data, entries_file, server, said)


def refused(data, entries_file, server, said):
    before = held(data)
    found = update(data, entries_file, server)
    assert found[INCOME].result is Result.FAILED
    assert found[INCOME].said.startswith(INCOME)
    assert said in found[INCOME].said
    assert "TF_SOC_ADI_MUNTY.xlsx" in found[INCOME].said
    assert found[OTHER].result is Result.SAME  # the others go on
    assert held(data) == before
    assert sound(data, entries_file)


@swept
@pytest.mark.parametrize(
    "fault", [publisher.first(2, publisher.status(500)), publisher.first(1, publisher.cut)]
)
def test_trouble_that_passes_is_no_failure(data, entries_file, server, table, fault):
    edited = table.copy()
    edited.loc[0, "MS_ADMIN_AROP"] += 0.1
    page = serve(server, workbook(edited))
    page.fault = fault
    assert update(data, entries_file, server)[INCOME].result is Result.CHANGED


@swept
def test_file_that_moved_is_followed(data, entries_file, server, table):
    edited = table.copy()
    edited.loc[0, "MS_ADMIN_AROP"] += 0.1
    page = serve(server, workbook(edited))
    server.put("https://statbel.fgov.be/elders/nieuw.xlsx", page.body)
    page.fault = publisher.moved("statbel.fgov.be/elders/nieuw.xlsx")
    assert update(data, entries_file, server)[INCOME].result is Result.CHANGED
    [answer] = kept.read_provenance(data / "figures", INCOME).answers
    assert answer.url == "https://statbel.fgov.be/elders/nieuw.xlsx"


@swept
def test_export_that_breaks_off_in_the_middle_is_refused(data, server, tmp_path):
    wanted = ("fluvius_production", "statbel_population")
    entries = smaller(tmp_path, lambda _, item: item["source"] in wanted)
    request = sources.load("fluvius_production").read.__globals__["REQUEST"]
    whole = (INVENTED / request.name).read_bytes()
    broken = b"\nStreaming interrupted due to the following error: (error_code: X)\n"
    server.put(request.url, whole + broken)
    found = update(data, entries, server, "fluvius_production")
    assert "broke off in the middle" in found["fluvius_production"].said
    assert not (data / "figures" / "fluvius_production.json").exists()


def test_bug_in_a_reader_does_not_take_the_others_down(
    data, entries_file, server, page, monkeypatch, caplog
):
    source = sources.load(INCOME)
    broken = type(source)(**{**vars(source), "read": lambda *_: 1 / 0})
    monkeypatch.setattr(statbel_disposable_income, "SOURCE", broken)
    found = update(data, entries_file, server)
    assert "ZeroDivisionError" in found[INCOME].said
    assert found[OTHER].result is Result.SAME
    assert "failed" in caplog.text
    assert last.recall(data).failed == (found[INCOME].said,)
    monkeypatch.undo()
    update(data, entries_file, server, dry_run=True)
    assert last.recall(data).failed  # a trial is no update
    update(data, entries_file, server)
    assert last.recall(data).failed == ()


def test_larger_change_is_a_question_that_can_be_answered(data, entries_file, server, table):
    serve(server, workbook(table.assign(MS_ADMIN_AROP=table["MS_ADMIN_AROP"] + 0.1)))
    found = update(data, entries_file, server)
    assert "of the cells of before have another value" in found[INCOME].said
    assert f"--accept {INCOME}" in found[INCOME].said
    found = update(data, entries_file, server, accept=[INCOME])
    assert found[INCOME].result is Result.CHANGED


@swept
def test_file_of_one_indicator_that_fails_does_not_take_the_others_down(
    data, server, tmp_path, table
):
    kept = ("kansarmoede_index", "leefloon")
    entries = smaller(tmp_path, lambda id_, _: id_ in (*kept, *COLUMNS))
    shutil.rmtree(data / "figures")
    (tmp_path / "shipped").mkdir()
    copy_shipped(tmp_path / "shipped")
    for path in (tmp_path / "shipped" / "figures").glob("plan*"):
        (data / "figures").mkdir(exist_ok=True)
        shutil.copy(path, data / "figures")
    serve(server, workbook(table))
    query = catalogue.read(entries).of_source("stadsmonitor")[0].query
    rows = pd.DataFrame({"NIS-code": list(municipalities.load().today), "Jaar": 2024})
    rows = rows.assign(Gemeente="x", Indicator=query["title"], **{query["value"]: 11.1})
    server.put(
        stadsmonitor_files.workbook_request(query["code"], query["title"]).url, workbook(rows, "x")
    )
    server.asked.clear()
    found = update(data, entries, server, INCOME, "stadsmonitor")
    outcome = found["stadsmonitor"]
    asked = [address for address, _ in server.asked]
    assert asked.count("gemeente-stadsmonitor.vlaanderen.be/download-alle-cijfers") == 1
    assert (outcome.result, outcome.rows) == (Result.PARTLY, 285)
    assert "404" in outcome.said
    assert found["database"].good
    opened = store.Store(store.current(data))
    fetched = opened.indicators().set_index("indicator_id")["fetched"]
    opened.close()
    assert (fetched["kansarmoede_index"], fetched["leefloon"]) == (True, False)
    assert sound(data, entries)


CSV = """\
Gemeente;NIS-code;Indicator;Jaar;Bezette oppervlakte bedrijventerreinen;\
Totale oppervlakte bedrijventerreinen;Procent (%)
"""


def downloaded(share):
    """A CSV in the publisher's layout, with made-up figures: one share for all of 2024."""
    names = {code: place.name for code, place in municipalities.load().today.items()}
    rows = [
        f"{name};{code};Bezettingsgraad van bedrijventerreinen;2024;1,0;9,0;{share}\n"
        for code, name in {"2000": "Vlaams Gewest", **names}.items()
    ]
    return CSV + "".join(rows)


@swept
def test_one_csv_that_somebody_downloaded_is_read_and_the_other_files_are_left_alone(
    data, tmp_path, capsys
):
    own = ("bezetting_bedrijventerreinen", "kansarmoede_index", "leefloon")
    entries = smaller(tmp_path, lambda id_, _: id_ in (*own, *KEEP))
    folder = tmp_path / "downloads"
    folder.mkdir()
    path = folder / "gemeentestadsmonitor_EC_15 (1).csv"
    asked = ["--data", str(data), "update", "stadsmonitor", "--mirror", str(folder)]
    for share, result in (("11,1", "changed"), ("11,1", "same"), ("12,2", "changed")):
        path.write_text(downloaded(share), encoding="utf-8")
        code = cli.main(["--catalogue", str(entries), *asked, "--accept", "stadsmonitor"])
        out = capsys.readouterr().out
        assert code == 0
        assert re.search(rf"stadsmonitor +{result} +285 +1 .*1 of 3 files are there", out)
    rows, origin = kept.read(data / "figures", "stadsmonitor")
    assert set(rows["value"]) == {12.2}
    assert set(rows["nis_code"]) == set(municipalities.load().today)
    assert [answer.name for answer in origin.answers] == [
        "stadsmonitor/gemeentestadsmonitor_EC_15.csv"
    ]


@swept
def test_folder_without_any_of_the_files_is_said(data, tmp_path, capsys):
    own = ("bezetting_bedrijventerreinen", "leefloon")
    entries = smaller(tmp_path, lambda id_, _: id_ in (*own, *KEEP))
    (tmp_path / "gemeentestadsmonitor_WO_07.csv").write_text(downloaded("11,1"), encoding="utf-8")
    asked = ["--data", str(data), "update", "stadsmonitor", "--mirror", str(tmp_path)]
    assert cli.main(["--catalogue", str(entries), *asked]) == 1
    assert "none of 2 files is there, the first: stadsmonitor/g" in capsys.readouterr().err


@swept
def test_file_in_a_folder_that_is_wrong_is_said_and_the_file_beside_it_is_read(
    data, tmp_path, capsys
):
    own = ("bezetting_bedrijventerreinen", "activiteitsgraad", "leefloon")
    entries = smaller(tmp_path, lambda id_, _: id_ in (*own, *KEEP))
    folder = tmp_path / "downloads"
    folder.mkdir()
    (folder / "gemeentestadsmonitor_EC_15.csv").write_text(downloaded("11,1"), encoding="utf-8")
    wrong = downloaded("11,1").replace("Bezettingsgraad van bedrijventerreinen", "Activiteitsgraad")
    wrong = wrong.replace("Procent (%)", "Promille")
    (folder / "gemeentestadsmonitor_WE_28.csv").write_text(wrong, encoding="utf-8")
    asked = ["--data", str(data), "update", "stadsmonitor", "--mirror", str(folder)]
    assert cli.main(["--catalogue", str(entries), *asked]) == 1
    said = capsys.readouterr()
    assert re.search(r"stadsmonitor +partly +285", said.out)
    assert "gemeentestadsmonitor_WE_28.csv: column Procent (%) is missing" in said.err
    assert "Promille" in said.err
    assert "leefloon" not in said.err
    assert "AR_13" not in said.err


@swept
def test_workbook_of_a_theme_stands_in_for_those_of_its_indicators(data, server, tmp_path, table):
    """Gone are the workbooks of both codes: one download of the theme, and none the next time."""
    kept = ("kansarmoede_index", "verhoogde_tegemoetkoming")
    entries = smaller(tmp_path, lambda id_, _: id_ in (*kept, *KEEP))
    asked = [item.query for item in catalogue.read(entries).of_source("stadsmonitor")]
    book = openpyxl.Workbook()
    for query in asked:
        sheet = book.create_sheet(query["code"])
        sheet.append(["Gemeente", "NIS-code", "Indicator", "Jaar", query["value"]])
        for code in municipalities.load().today:
            sheet.append(["x", code, query["title"], 2024, 11.1])
    content = io.BytesIO()
    book.save(content)
    serve(server, workbook(table))
    request = stadsmonitor_files.theme_request(asked[0]["code"])
    name = "GSM_register_armoede_2026.xlsx"
    [find] = request.finders
    server.put(find.page, f'<a href="/files/{name}">Armoede</a>'.encode())
    address = f"https://gemeente-stadsmonitor.vlaanderen.be/files/{name}"
    server.put(address, content.getvalue())
    found = update(data, entries, server, "stadsmonitor")
    assert (found["stadsmonitor"].result, found["stadsmonitor"].rows) == (Result.CHANGED, 570), (
        found["stadsmonitor"].said
    )
    assert [each for each in server.sent if each.endswith(name)] == [
        address.removeprefix("https:/")
    ]
    server.sent.clear()
    assert update(data, entries, server, "stadsmonitor")["stadsmonitor"].result is Result.SAME
    assert server.sent == []


@swept
def test_series_of_the_flemish_region_come_with_their_own_table(data, server, tmp_path, page):
    """Values are made up; a second update changes nothing, and the database shows them."""
    entries = smaller(tmp_path, lambda id_, _: id_ in KEEP)
    [item] = [item for item in catalogue.read(entries) if item.benchmark]
    dimensions = {"freq": ["A"], "geo": ["BE2"], "time": ["2023", "2024"]}
    answer = {
        "updated": "2026-04-17T23:00:00+0200",
        "id": list(dimensions),
        "size": [1, 1, 2],
        "dimension": {
            name: {"category": {"index": {code: place for place, code in enumerate(codes)}}}
            for name, codes in dimensions.items()
        },
        "value": {"0": 1.1, "1": 2.2},
        "status": {"1": "p"},
    }
    server.put(eurostat.request(item).url, json.dumps(answer).encode())
    found = update(data, entries, server, "eurostat")
    assert found["eurostat"].result is Result.CHANGED, found["eurostat"].said
    opened = store.Store(store.current(data))
    rows = opened.benchmark(item.id)
    opened.close()
    assert [row[:3] for row in rows] == [(2023, 1.1, ""), (2024, 2.2, "p")]
    assert update(data, entries, server, "eurostat")["eurostat"].result is Result.SAME
    answer["value"]["1"] = 222  # a poverty rate above its plausible range
    server.put(eurostat.request(item).url, json.dumps(answer).encode())
    failed = update(data, entries, server, "eurostat")["eurostat"]
    assert (failed.result, "plausible" in failed.said) == (Result.FAILED, True)
    assert eurostat.load(data, catalogue.read(entries))["value"].tolist() == [1.1, 2.2]


def test_file_that_is_gone_is_no_file_made_by_hand(data, entries_file, server, tmp_path, page):
    """Prices come from Statbel's zip; a hand-made extract only stands in for it in a folder."""
    entries = smaller(tmp_path, lambda id_, item: item["source"] == PRICES or id_ in KEEP)
    found = update(data, entries, server, PRICES)[PRICES]
    assert found.result is Result.FAILED
    assert statbel_real_estate.REQUEST.url in found.said
    assert "404" in found.said
    [by_hand] = [
        outcome
        for key, outcome in update(
            data, paths.catalogue(), server, "stadsmonitor_survey", PRICES
        ).items()
        if key == "stadsmonitor_survey"
    ]
    assert by_hand.result is Result.BY_HAND
    asked = json.loads((data / "answers" / "asked.json").read_text())
    assert not {PRICES, "stadsmonitor_survey"} & set(asked)


@swept
def test_change_whose_update_was_cut_off_is_not_told_twice(data, entries_file, server, table):
    edited = table.copy()
    edited.loc[edited["CD_MUNTY_REFNIS"] == "34013", "MS_ADMIN_AROP"] += 0.1
    serve(server, workbook(edited))
    update(data, entries_file, server, INCOME)
    [path] = [
        path
        for path in (data / "changes").iterdir()
        if INCOME in path.name and json.loads(path.read_text())["before"]
    ]
    told = changes.read(data)
    earlier = json.loads(path.read_text()) | {"moment": "2026-11-30T00:00:00+00:00"}
    path.with_name(f"2026-11-30T000000Z-{INCOME}.json").write_text(json.dumps(earlier))
    assert len(changes.read(data)) == len(told)


def test_outlines_come_over_the_network_and_only_once(data, entries_file, server, page):
    """Made-up squares: the outlines of before stay when the answer is of other municipalities."""
    shapes = squares(municipalities.load().on_map(outlines.YEAR))
    server.put(outlines.REQUEST.url, json.dumps(shapes).encode())
    path, before = data / outlines.FILE, (data / outlines.FILE).read_bytes()
    assert update(data, entries_file, server, "boundaries")["boundaries"].result is Result.CHANGED
    drawn = path.read_bytes()
    assert drawn != before
    server.sent.clear()
    assert update(data, entries_file, server, "boundaries")["boundaries"].result is Result.SAME
    assert server.sent == []
    shapes["features"].pop()
    server.put(outlines.REQUEST.url, json.dumps(shapes).encode())
    failed = update(data, entries_file, server, "boundaries")["boundaries"]
    assert (failed.result, "other municipalities" in failed.said) == (Result.FAILED, True)
    assert path.read_bytes() == drawn


def edit(original, target, edits):
    """Copy the publisher's workbook with more in some cells; old and new by column, code, year."""
    [sheet] = CalamineWorkbook.from_path(original).sheet_names
    header, *rows = CalamineWorkbook.from_path(original).get_sheet_by_name(sheet).to_python()
    place = {(row[1], row[0]): number for number, row in enumerate(rows, 2)}
    changed = {}
    with zipfile.ZipFile(original) as old, zipfile.ZipFile(target, "w") as new:
        for member in old.namelist():
            text = old.read(member)
            for code, year, column, more in edits if "sheet1" in member else ():
                letter, number = ascii_uppercase[header.index(column)], place[code, year]
                cell = re.compile(rf'(<c r="{letter}{number}"[^>]*><v>)([^<]+)'.encode())
                [(_, value)] = cell.findall(text)
                changed[column, code, int(year)] = float(value), float(value) + more
                text = cell.sub(rb"\g<1>" + repr(float(value) + more).encode(), text)
            new.writestr(member, text, zipfile.ZIP_DEFLATED)
    return changed


def test_edited_file_of_the_publisher_gives_exactly_the_edited_cells(tmp_path, capsys, raw):
    """The publisher's own workbook, three cells of it other than they were."""
    name = statbel_disposable_income.REQUEST.name
    original = raw(statbel_disposable_income.REQUEST)
    mirror, data = tmp_path / "mirror", tmp_path / "data"
    entries_file = smaller(tmp_path, lambda id_, item: item["source"] == INCOME or id_ in KEEP)
    (mirror / name).parent.mkdir(parents=True)
    copy_shipped(data)
    edits = [
        ("34013", "2022", "MS_ADMIN_AROP", 1.1),
        ("34023", "2021", "MS_ADMIN_AROP", 2.2),
        ("34042", "2022", "MS_MEDIAN", 0.3),
    ]
    changed = edit(original, mirror / name, edits)
    asked = [
        (each.id, each.query["column"]) for each in catalogue.read(entries_file).of_source(INCOME)
    ]
    expected = {
        (id_, code, year): values
        for (column, code, year), values in changed.items()
        for id_, its in asked
        if its == column
    }
    assert set(COLUMNS) <= {id_ for id_, _, _ in expected}
    begin = ["--data", str(data), "--catalogue", str(entries_file)]
    assert cli.main([*begin, "update", INCOME, "--mirror", str(mirror)]) == 0
    capsys.readouterr()
    assert cli.main([*begin, "changes", "--format", "json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    found = {
        (each["indicator_id"], each["nis_code"], each["year"]): (each["old"], each["new"])
        for each in listed
    }
    assert len(listed) == len(found)
    assert {cell: pytest.approx(values) for cell, values in expected.items()} == found


# ---- killed, full, doubled


def arguments(data, entries_file):
    return ["--data", str(data), "--catalogue", str(entries_file), "update", INCOME, OTHER]


def asking(server):
    return {"SDGWIJZER_GATEWAY": server.gateway, "SDGWIJZER_PAUSE": "0"}


def command(data, entries_file, server):
    return subprocess.Popen(
        [sys.executable, "-m", "sdgwijzer.cli", *arguments(data, entries_file)],
        env={**os.environ, **asking(server)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


@swept
def test_killed_at_any_moment_leaves_the_old_or_the_new(
    first, entries_file, server, table, tmp_path
):
    edited, rng = table.copy(), random.Random(6)
    one = edited["CD_MUNTY_REFNIS"] == "34013"
    edited.loc[one, "MS_ADMIN_AROP"] += 0.1
    serve(server, workbook(edited))
    old = kept.read_provenance(first / "figures", INCOME).sha256
    said = tmp_path / "said.txt"

    def begun(name):
        shutil.copytree(first, tmp_path / name)
        given = arguments(tmp_path / name, entries_file)
        return tmp_path / name, killed.begun(given, asking(server), said)

    killed.begun(["--version"], {}, said).join(300)  # the imports, which nothing can go wrong in
    since = time.monotonic()
    data, running = begun("whole")
    running.join(300)
    takes = time.monotonic() - since
    assert running.exitcode == 0, said.read_text() if said.exists() else "nothing was said"
    new = kept.read_provenance(data / "figures", INCOME).sha256
    assert new != old
    for kill in range(KILLS):
        data, running = begun(str(kill))
        time.sleep(takes * rng.uniform(0, 1))
        running.kill()
        running.join(60)
        assert sound(data, entries_file), kill
        assert kept.read_provenance(data / "figures", INCOME).sha256 in (old, new)
        found = update(data, entries_file, server)
        assert all(outcome.good for outcome in found.values()), (kill, found)
        assert updated_once(data, entries_file, new, one.sum()), kill
        shutil.rmtree(data)


def updated_once(data, entries_file, checksum, cells):
    """Are the figures, the database and the changes those of one whole update?"""
    told = changes.read(data).query("kind == 'changed'")
    return (
        kept.read_provenance(data / "figures", INCOME).sha256 == checksum
        and is_of_its_figures(data, entries_file)
        and not list((data / "answers").rglob(".new/*"))
        and len(told) == cells
    )


def test_full_disk_is_said_and_everything_of_before_stays(data, entries_file, server, table):
    edited = table.copy()
    edited.loc[0, "MS_ADMIN_AROP"] += 0.1
    serve(server, workbook(edited))
    before = held(data)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))  # no file larger than this
    try:
        found = update(data, entries_file, server)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert found[INCOME].result is Result.FAILED
    assert "could not be read or written" in found[INCOME].said
    assert held(data) == before
    assert sound(data, entries_file)


@pytest.fixture
def small_disk(tmp_path):
    """Mount a disk of 24 MB for a data folder; filled up to so many bytes that are left."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", str(folder)],
        capture_output=True,
        check=False,
    )
    if mounted.returncode:
        pytest.skip(f"no disk of its own can be mounted here: {mounted.stderr.decode()}")

    def filled(left):
        size = shutil.disk_usage(folder).free - left
        (folder / "ballast").write_bytes(b"0" * size)

    yield folder, filled
    subprocess.run(["umount", str(folder)], check=True)


@swept
@pytest.mark.parametrize("left", [0, 40_000, 150_000, 1_000_000])
def test_full_disk_leaves_everything_as_it_was(
    small_disk, first, entries_file, server, table, left
):
    """Full before an answer came, while it comes, at the figures, and at the database."""
    folder, filled = small_disk
    shutil.copytree(first, data := folder / "data")
    edited = table.copy()
    edited.loc[0, "MS_ADMIN_AROP"] += 0.1
    serve(server, workbook(edited))
    before, old = held(data), store.current(data)
    told = sorted((data / "changes").iterdir())
    filled(left)
    found = update(data, entries_file, server)
    assert store.current(data) == old
    assert sound(data, entries_file)
    failed = [each for each in found.values() if each.result is Result.FAILED]
    assert failed, found
    assert all("No space left" in each.said or "full" in each.said for each in failed), failed
    if found[INCOME] in failed:
        assert held(data) == before
        assert sorted((data / "changes").iterdir()) == told
    assert not [path for path in data.rglob("*") if ".draft" in path.name]
    (folder / "ballast").unlink()
    found = update(data, entries_file, server)
    assert all(each.good for each in found.values()), found
    assert is_of_its_figures(data, entries_file)


def test_second_update_says_who_is_at_work_and_leaves(data, entries_file, server, page):
    with alone(data, "update"):
        running = command(data, entries_file, server)
        _, said = running.communicate(timeout=60)
    assert running.returncode == 1
    assert "in use by 'sdgwijzer update', process" in said
    with alone(data, "update"), pytest.raises(Busy), alone(data, "update"):
        pass
    waited = []
    with alone(data, "update"), pytest.raises(Busy), alone(data, "build", 0.1, waited.append):
        pass
    assert "'sdgwijzer update', process" in waited[0]


def test_command_line_says_what_became_of_each_source(data, entries_file, server, page):
    page.fault = publisher.status(403)
    page.body += b"0"
    running = command(data, entries_file, server)
    out, err = running.communicate(timeout=60)
    assert running.returncode == 1
    assert f"{INCOME}" in out
    assert "failed" in out.splitlines()[1]
    assert "same" in out.splitlines()[2]
    assert (
        "https://statbel.fgov.be/files/TF_SOC_ADI_MUNTY.xlsx: expected status 200, found 403" in err
    )


def test_changes_of_an_update_that_never_came_into_use_are_passed_over(data):
    known = len(changes.read(data))
    ghost = changes.ChangeSet(
        moment="2026-12-02T00:00:00+00:00",
        source=INCOME,
        before=kept.read_provenance(data / "figures", INCOME).sha256,
        after="0" * 64,
        indicators=(changes.Changed(indicator_id="x", new_years={2023: 1}, cells=()),),
    )
    changes.write(data, ghost)
    assert len(changes.read(data)) == known


def test_state_of_the_updates_is_readable(first):
    assert set(json.loads((first / "answers" / "asked.json").read_text())) == {INCOME, OTHER}


# ---- every source


def addressable():
    """Sources that a program can ask, with what they ask and the recorded answers."""
    entries = catalogue.read(paths.catalogue())
    found = {}
    for key in sources.available():
        asked = {}
        for request in doctor.requests(entries, key, REFERENCE):
            for folder in (RESPONSES, INVENTED):
                path = folder / request.name
                if path.is_file() and not request.by_hand:
                    asked[request] = path
        if asked:
            found[key] = asked
    return found


def test_every_source_fills_an_empty_folder_and_is_not_downloaded_twice(tmp_path, server):
    asked = addressable()
    assert len(asked) >= 12
    asked = {key: asked[key] for key in sorted({"statbel_population", *sampled(asked, 3)})}
    entries = smaller(tmp_path, lambda _, item: item["source"] in asked)
    (tmp_path / "data").mkdir()
    copy_shipped(tmp_path / "data")
    for path in (tmp_path / "data" / "figures").iterdir():
        if not path.name.startswith("plan"):
            path.unlink()
    server.pages.clear()
    for requests in asked.values():
        for request, path in requests.items():
            server.serve(request, path.read_bytes())
    data, keys = tmp_path / "data", list(asked)
    keys = Update(Places.of(data, entries), FromNetwork(data, quick(server)), TODAY).chosen(keys)
    assert keys[0] == "statbel_population"  # others divide by it
    found = update(data, entries, server, *keys, accept=keys)
    wrong = {key: outcome.said for key, outcome in found.items() if not outcome.good}
    assert not wrong, "\n".join(map(str, wrong.values()))
    assert {path.stem for path in (data / "figures").glob("*.json")} == {*keys, "plan"}
    assert sound(data, entries)
    before = held(data)
    server.sent.clear()
    found = update(data, entries, server, *keys)
    assert {outcome.result for outcome in found.values()} == {Result.SAME}
    assert server.sent == []
    assert held(data) == before
