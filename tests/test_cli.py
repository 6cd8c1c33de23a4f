"""The command line: results on standard output, errors on standard error, exit codes."""

import csv
import io
import json
import os
import re
import resource
import shlex
import shutil
import subprocess
import sys

import click
import openpyxl
import pandas as pd
import pytest
from click.shell_completion import ShellComplete

from sdgwijzer import catalogue, cli, lists, paths
from sdgwijzer.build import pipeline
from sdgwijzer.cli import commands, options
from sdgwijzer.paths import Places
from sdgwijzer.store import exports, store, versions
from sdgwijzer.views import peers
from tests.conftest import AS_OF, copy_shipped, swept
from tests.test_update import smaller

HEADER = (
    "indicator_id,indicator,nis_code,municipality,year,value,unit,numerator,denominator,flag,"
    "missing,source,licence,retrieved"
)
JUDGED = (
    "low,high,reference_value,rank,n,percentile,status,status_reason,trend,trend_clear,slope,"
    "p_course,points,trend_against_peers,slope_against_peers,p_against,method_version"
)
OF_METHOD_3 = (
    "scale,inhabitants,middle,margin,noise_a,noise_b,noise_sd,respondents,flanders,flanders_kind,"
    "third_worst,third_best,p_third,p_found,family,role,signal,s,rho,s_needed,s_clear,size_unit,"
    "range,net,net_margin,net_from,net_to,s_against,rho_against,s_needed_against,"
    "size_unit_against,change_against,net_against,age_limit"
)
GONE = {"p", "p_against_peers", "low_strict", "high_strict"}


FEW = {"armoederisico", "inwoners", "buitenlandse_herkomst"}


@pytest.fixture
def run(data, capsysbinary):
    """Run a command on the built data; returns exit code, output and errors."""

    def command(*arguments, folder=data):
        code = cli.main(["--data", str(folder), *arguments])
        out, err = capsysbinary.readouterr()
        return code, out, err.decode()

    return command


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    """Words before a command, and the data folder of three indicators."""
    folder = tmp_path_factory.mktemp("few")
    entries = smaller(folder, lambda id_, _: id_ in FEW)
    (folder / "data").mkdir()
    copy_shipped(folder / "data")
    pipeline.build(Places.of(folder / "data", entries), AS_OF)
    return ("--catalogue", str(entries)), folder / "data"


def rows(out):
    return list(csv.DictReader(io.StringIO(out.decode())))


def test_export_has_the_agreed_columns(run):
    _, out, _ = run("export", "--municipality", "34013", "--indicator", "armoederisico")
    header = out.decode().splitlines()[0]
    assert header.startswith(f"{HEADER},{JUDGED},")
    assert header.split(",") == list(exports.COLUMNS)
    later = [name for name in header.split(",") if name in OF_METHOD_3.split(",")]
    assert later[:13] == OF_METHOD_3.split(",")[:13]
    assert set(later) == set(OF_METHOD_3.split(","))
    assert not GONE & set(header.split(","))
    assert len(rows(out)) == 8
    found = {row["year"]: row["value"] for row in rows(out)}
    assert (found["2015"], found["2022"]) == ("6.7", "6.1")


def test_whole_numbers_have_no_point(run):
    _, out, _ = run("export", "--municipality", "34013", "--indicator", "inwoners")
    found = {row["year"]: row["value"] for row in rows(out)}
    assert (found["2014"], found["2021"]) == ("27247", "28614")


def test_old_name_exports_the_municipality_of_today(run):
    _, out, _ = run("export", "--municipality", "Nevele", "--indicator", "inwoners")
    assert {row["municipality"] for row in rows(out)} == {"Deinze"}


def test_real_case_of_harelbeke_fluctuates_alone_and_beside_the_middle(run):
    """The series of 5.9: S and slope alone, and of ln(value / middle municipality).

    Of ten years the rho of 0.8 asks for |S| of 33, that beside the middle (0.9) for 37.
    """
    expected = {
        "Harelbeke": (-18, -0.1, 33, 0.02501),
        "Zwevegem": (-17, -0.075, 23, 0.0242),
        "Deerlijk": (-23, -0.125, 19, 0.01311),
        "Kuurne": (-17, -0.1143, 27, 0.02006),
    }
    for name, (s, slope, s_beside, beside) in expected.items():
        _, out, _ = run("export", "--municipality", name, "--indicator", "werkzoekendengraad")
        row = rows(out)[-1]
        words = (row["year"], row["trend"], row["trend_against_peers"])
        assert words == ("2024", "fluctuating", "unclear")
        assert (float(row["s"]), float(row["s_against"])) == (s, s_beside)
        assert (float(row["s_needed"]), float(row["s_needed_against"])) == (33, 37)
        assert float(row["slope"]) == pytest.approx(slope, abs=5e-5)
        assert float(row["slope_against_peers"]) == pytest.approx(beside, abs=5e-6)
        assert row["method_version"] == "3"


def test_both_references_stand_in_the_export(run):
    """The middle municipality in every row, Flanders in the year that is compared."""
    _, out, _ = run("export", "--municipality", "34013", "--indicator", "werkzoekendengraad")
    middles = {row["year"]: float(row["middle"]) for row in rows(out)}
    assert (len(middles), middles["2024"], middles["2015"]) == (11, 4.7, 6.4)
    last = rows(out)[-1]
    assert last["reference_name"] == "middelste gemeente"
    assert (round(float(last["flanders"]), 1), last["flanders_kind"]) == (6.6, "sum")
    assert {row["flanders"] for row in rows(out)[:-1]} == {""}


def test_goals_of_a_municipality_are_read_as_sentences(run):
    code, out, _ = run("read", "Harelbeke", "--goal", "8", "--peers", "buurgemeenten")
    text = out.decode()
    assert code == 0
    assert "8. Waardig werk en economische groei" in text
    assert "van de 9 buurgemeenten" in text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    "peers",
    [
        ["--peers", "Zwevegem,Deerlijk,8520"],
        ["--peers=Zwevegem, Deerlijk", "--peers", "Kuurne"],
        ["--peers", "Zwevegem", "Deerlijk,Kuurne"],
        ["--compare", "Zwevegem", "Deerlijk", "Kuurne"],
    ],
)
def test_peers_may_be_named_in_each_usual_way(run, peers):
    code, out, _ = run("read", "Harelbeke", "--goal", "8", *peers)
    assert code == 0
    assert "Zwevegem, Deerlijk en Kuurne" in out.decode()


def test_figures_of_a_few_peers_are_printed_below_each_sentence(run):
    code, out, err = run("read", "Harelbeke", "--goal", "1", "--peers", "Zwevegem,Kuurne")
    lines = out.decode().splitlines()
    at = next(i for i, line in enumerate(lines) if line.startswith("In 2022 leefde 6,1"))
    assert (code, err) == (0, "")
    assert lines[at + 1].replace("\xa0", " ") == "Ter vergelijking: Zwevegem 4,9 %; Kuurne 6,5 %."
    assert "Zwevegem" not in run("read", "Harelbeke", "--goal", "1")[1].decode()


def test_nobody_left_to_compare_with_is_said(run):
    code, _, err = run("read", "Gent", "--goal", "1", "--peers", "Gent")
    assert code == 0
    assert "nobody is left; beside all of Flanders" in err


def test_groups_are_known_in_english_too(run):
    dutch = run("read", "Gent", "--goal", "1", "--peers", "buurgemeenten")
    assert run("read", "Gent", "--goal", "1", "--peers", "neighbours") == dutch


def test_indicators_are_listed_by_word_and_goal(run):
    code, out, _ = run("indicators", "ARMOEDE", "--goal", "1,7")
    ids = [line.split()[0] for line in out.decode().splitlines()[1:]]
    assert code == 0
    assert "armoederisico" in ids
    assert "energiearmoede" in ids
    assert "kansarmoede_herkomst" not in ids  # goal 10
    assert run("indicators", "nergens")[1].decode().split() == ["id", "goal", "latest", "name"]


def test_indicator_without_figures_is_said_beside_an_empty_export(run):
    code, out, err = run("export", "--indicator", "energiearmoede", "--municipality", "Gent")
    assert code == 0
    assert len(out.splitlines()) == 1
    assert err == "energiearmoede: no figures of it yet\n"


@pytest.mark.parametrize(
    ("name", "form", "said"),
    [
        ("x.xls", (), "name the file .xlsx"),
        ("x.xlsx", ("--format", "csv"), "does not fit"),
        ("x.csv", ("--format", "json"), "does not fit"),
        ("x.parquet", ("--format", "csv"), "does not fit"),
        ("x.csv", ("--format", "parquet"), "does not fit"),
    ],
)
def test_name_of_a_file_that_lies_about_its_content_is_refused(run, tmp_path, name, form, said):
    path = tmp_path / name
    code, _, err = run("export", "--indicator", "inwoners", *form, "--output", str(path))
    assert code == 2
    assert said in err
    assert not path.exists()


def test_everything_and_something_is_refused(run):
    code, _, err = run("export", "--all", "--municipality", "Gent")
    assert code == 2
    assert "--all" in err


@pytest.mark.parametrize(
    ("typed", "spread"),
    [
        ("Gent --goal 1,8", "Gent --goal 1 --goal 8"),
        ("Gent --goal=1,8 9", "Gent --goal=1 --goal=8 --goal 9"),
        ("--goal 1 De Panne", "--goal 1 De Panne"),
        ("--goal 1 8 -- De Panne", "--goal 1 8 -- De Panne"),
        ("Gent --goal 1 -h", "Gent --goal 1 -h"),
        ("Gent --goal", "Gent --goal"),
        ("Gent --goal ,", "Gent --goal ,"),
    ],
)
def test_list_is_spread_unless_the_municipality_would_be_missing(typed, spread):
    found = options.spread(typed.split(), {"--goal", "--peers"}, needed=1)
    assert found == spread.split()


def test_name_of_several_words_needs_no_quotes(run):
    code, out, _ = run("read", "Heist", "op", "den", "Berg", "--goal", "1")
    assert (code, out.decode().splitlines()[0]) == (0, "Heist-op-den-Berg")


def test_gap_is_empty_with_its_reason(run):
    _, out, _ = run("export", "--municipality", "44083", "--indicator", "investeringen_per_inwoner")
    assert {row["flag"] for row in rows(out) if row["year"] < "2019"} == {"recalculated"}
    _, out, _ = run("export", "--municipality", "71072", "--indicator", "beschikbaar_inkomen")
    assert {(row["value"], row["missing"]) for row in rows(out)} == {("", "merged")}


def test_csv_reads_back_to_the_same_numbers(run, database):
    numbers = ["value", "numerator"]
    places = ["34013", "11002", "73028"]
    _, out, _ = run("export", "--municipality", ",".join(places))
    read = pd.read_csv(io.BytesIO(out), usecols=numbers)
    kept = database.rows(places).select(numbers).to_pandas()
    assert len(kept) > 1000
    pd.testing.assert_series_equal(read["value"], kept["value"])
    pd.testing.assert_series_equal(read["numerator"], kept["numerator"])


def test_excel_csv_has_decimal_comma_semicolons_and_a_mark(run):
    _, out, _ = run(
        "export", "--municipality", "34013", "--indicator", "armoederisico", "--format", "excel-csv"
    )
    assert out.startswith(b"\xef\xbb\xbfindicator_id;")
    assert ';"6,1";"%";' in out.decode("utf-8-sig")


def test_file_that_is_named_parquet_is_so_and_holds_the_same_rows(run, database, tmp_path):
    path = tmp_path / "alles.parquet"
    code, out, _ = run("export", "--indicator", "inwoners", "--output", str(path))
    assert (code, out) == (0, b"")
    assert len(pd.read_parquet(path)) == database.rows(None, ["inwoners"]).num_rows > 0


def test_workbook_and_json_have_the_rows_of_the_csv(run, tmp_path):
    asked = ("export", "--municipality", "34013", "--indicator", "armoederisico")
    table = rows(run(*asked)[1])
    path = tmp_path / "cijfers.xlsx"
    assert run(*asked, "--output", str(path))[:2] == (0, b"")
    head, *found = openpyxl.load_workbook(path)["Onafgerond"].values
    assert list(head) == list(table[0])
    assert [str(row[head.index("value")]) for row in found] == [row["value"] for row in table]
    objects = json.loads(run(*asked, "--format", "json")[1])
    assert [list(each) for each in objects] == [list(head)] * len(table)
    assert [each["value"] for each in objects] == [float(row["value"]) for row in table]
    assert objects[0]["status"] is None


def test_export_without_a_database_says_what_to_run(run, tmp_path):
    code, _, err = run("export", "--all", folder=tmp_path)
    assert code == 1
    assert "run 'sdgwijzer build'" in err


def test_check_counts_what_is_right(run):
    code, out, _ = run("check")
    assert code == 0
    assert re.search(rb"\d+ indicators on 17 goals, no problems\n", out)
    assert re.search(rb"plan: \d+ policy fields with a goal, \d+ without, no problems\n", out)
    assert b"orders: doelen, p, domein, no problems\n" in out
    assert b"local: no folder with own targets and figures\n" in out


def test_check_of_no_figures_fails(run, tmp_path):
    shutil.copy(paths.ROOT / "data" / "municipalities.csv", tmp_path)
    code, out, _ = run("check", "--data", folder=tmp_path)
    assert code == 1
    assert b"0 indicators with figures checked" in out


def test_check_lists_every_problem_and_fails(run, tmp_path):
    text = (paths.ROOT / "indicators.yaml").read_text(encoding="utf-8")
    wrong = tmp_path / "indicators.yaml"
    wrong.write_text(
        text.replace("goals: [5, 8]", "goals: [18]")
        .replace("    lag_years: 3\n", "    lag_jaren: 3\n", 1)
        .replace("\n  aandeel_0_17:", "\n  aandeel_65plus:"),
        encoding="utf-8",
    )
    code, out, err = run("--catalogue", str(wrong), "check")
    assert (code, out) == (1, b"")
    assert "genderkloof_werkzoekend: goals.0" in err
    assert "armoederisico: lag_jaren: expected one of the fields" in err
    assert "aandeel_65plus: expected each name once" in err


def test_build_with_a_missing_file_names_it_and_fails(run, tmp_path):
    (tmp_path / "municipalities.csv").write_bytes(
        (paths.ROOT / "data/municipalities.csv").read_bytes()
    )
    code, _, err = run("build", folder=tmp_path)
    assert code == 1
    assert "abb_investments.json is missing" in err


def test_update_of_an_unknown_source_lists_the_known_ones(run, tmp_path):
    code, _, err = run("update", "nergens", "--mirror", str(tmp_path))
    assert code == 2
    assert "unknown source nergens" in err
    assert "statbel_population" in err


def test_update_without_the_publishers_file_keeps_the_figures(run, data, tmp_path):
    mine, mirror = tmp_path / "data", tmp_path / "mirror"
    shutil.copytree(data, mine)
    mirror.mkdir()
    before = (mine / "figures" / "abb_investments.parquet").read_bytes()
    code, _, err = run("update", "abb_investments", "--mirror", str(mirror), folder=mine)
    assert code == 1
    assert "detail-alle-jaren.xlsx" in err
    assert (mine / "figures" / "abb_investments.parquet").read_bytes() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "Missing command"),
        (["bouwen"], "bouwen"),
        (["read"], "MUNICIPALITY"),
        (["read", "Atlantis"], "unknown municipality 'Atlantis'"),
        (["read", "Harelbeke", "--peers", "Kuurne,Atlantis"], "unknown municipality 'Atlantis'"),
        (["read", "Harelbeke", "--peers"], "requires an argument"),
        (["read", "Harelbeke", "--peers", ","], "unknown municipality ','"),
        (["read", "Harelbeke", "--goal", "18"], "18"),
        (["export"], "--municipality or --indicator"),
        (["export", "--municipality", "Atlantis"], "unknown municipality 'Atlantis'"),
        (["export", "--municipality", "--all"], "--all"),
        (["export", "--indicator", "armoederisco"], "unknown indicator armoederisco"),
        (["export", "--indicator", "armoederisco"], "did you mean armoederisico"),
        (["export", "--all", "--format", "xls"], "excel-csv"),
        (["export", "--all", "--output", "/nergens/alles.csv"], "/nergens is not a folder"),
        (["export", "--all", "--output", "/"], "/ is a folder"),
        (["export", "--all", "--data", "data"], "--data stands before the command"),
        (["audit", "--draws", "0"], "--draws"),
        (["changes", "--since", "2026-13-01"], "expected YYYY-MM-DD, found '2026-13-01'"),
        (["changes", "--municipality", "Gent"], "--municipality goes with --judgements"),
        (["changes", "--judgements", "--municipality", "Atlantis"], "municipality 'Atlantis'"),
        (["build", "--as-of", "gisteren"], "expected YYYY-MM-DD, found 'gisteren'"),
        (["update", "--mirror", ".", "--offline"], "--mirror and --offline"),
        (["check", "anders"], "anders"),
        (["--catalogue", "/nergens.yaml", "check"], "/nergens.yaml is not a file"),
    ],
)
def test_wrong_use_ends_with_2_and_says_what_was_wrong(run, arguments, said):
    code, out, error = run(*arguments)
    assert (code, out) == (2, b"")
    assert said in error
    assert "Traceback" not in error


def test_folder_of_the_environment_is_named_with_its_setting(monkeypatch, capsys):
    monkeypatch.setenv("SDGWIJZER_DATA", "/nergens")
    assert cli.main(["check"]) == 2
    assert "/nergens is not a folder; name the one with figures, by --data or SDGWIJZER_DATA" in (
        " ".join(capsys.readouterr().err.split())
    )


def test_store_path_follows_the_setting(monkeypatch, data):
    monkeypatch.setenv("SDGWIJZER_DATA", str(data))
    assert store.current(paths.data()).parent == data


def test_check_of_the_figures_prints_a_line_per_indicator(run, few):
    words, folder = few
    code, out, _ = run(*words, "check", "--data", folder=folder)  # the old name of --figures
    lines = out.decode().splitlines()
    assert code == 0
    assert {line.split()[0] for line in lines if line.endswith(" ok")} == FEW


def test_check_of_damaged_figures_names_them_and_goes_on_with_the_others(run, few, tmp_path):
    copy_shipped(tmp_path)
    words, _ = few
    (tmp_path / "figures" / "statbel_origin.parquet").write_bytes(b"PAR1 afgebroken")
    code, out, err = run(*words, "check", "--figures", folder=tmp_path)
    assert code == 1
    assert "statbel_origin.parquet: the file is not the one described" in err
    assert "armoederisico" in out.decode()
    assert "buitenlandse_herkomst" not in out.decode()


def test_audit_prints_what_was_found_beside_what_was_promised(run, few):
    """Poverty alone: less than 92 % of 2022 is inside its margin, so it ends with 1."""
    words, folder = few
    code, out, error = run(*words, "audit", "--draws", "1", folder=folder)
    assert code == 1
    said = out.decode()
    assert "Place: equal municipalities" in said
    line = r"last year inside the margin, judged together: 8[6-9]\.\d % \(92 to 96 %\) BROKEN"
    assert re.search(line, said)
    assert re.search(r"armoederisico 8[6-9]\.\d %", said)
    assert "broken: last year inside the margin" in error


def test_export_has_the_judgement_in_the_row_of_the_latest_year(run):
    """Harelbeke's job seekers: no direction, alone nor beside the middle municipality."""
    _, out, _ = run("export", "--municipality", "34013", "--indicator", "werkzoekendengraad")
    last, before = rows(out)[-1], rows(out)[-2]
    assert (last["year"], last["trend"], last["trend_against_peers"]) == (
        "2024",
        "fluctuating",
        "unclear",
    )
    assert float(last["slope"]) == pytest.approx(-0.1)
    assert (last["n"], last["points"]) == ("285", "10")
    assert {before[name] for name in ("trend", "status", "slope", "rank")} == {""}


def test_position_stands_in_the_row_of_the_year_that_is_compared(run):
    _, out, _ = run("export", "--municipality", "34013", "--indicator", "aandeel_65plus")
    judged = [row for row in rows(out) if row["percentile"]]
    assert len(judged) == 1
    assert float(judged[0]["low"]) < float(judged[0]["value"]) < float(judged[0]["high"])


def test_folder_that_may_not_be_read_is_said_in_one_line(run, tmp_path):
    """As a full disk is: an error of the machine is no bug."""
    (tmp_path / "municipalities.csv").mkdir()
    code, _, said = run("build", folder=tmp_path)
    assert code == 1
    assert said.startswith("sdgwijzer build: ")
    assert said.count("\n") == 1
    assert "what was in use before still is" in said


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["update", "--accept", "nergens", "--offline"], "unknown source nergens"),
        (["update", "--mirror", "/nergens"], "/nergens is not a folder"),
        (["update", "--offline"], "nothing was fetched over the network yet"),
        (["doctor", "nergens"], "unknown source nergens"),
    ],
)
def test_wrong_use_is_said_once_and_ends_with_2(run, tmp_path, arguments, said):
    (tmp_path / "answers").mkdir() if "--accept" in arguments else None
    code, _, error = run(*arguments, folder=tmp_path)
    assert (code, error.count("\n")) == (2, 1)
    assert said in error


def test_folder_that_is_not_there_is_not_made(run, tmp_path):
    for command in (["build"], ["update", "--mirror", str(tmp_path)], ["changes"]):
        code, _, said = run(*command, folder=tmp_path / "nergens")
        assert code == 2
        assert "nergens is not a folder" in said
    assert not (tmp_path / "nergens").exists()


@pytest.mark.parametrize(
    ("switched", "said"),
    [(False, "what was in use before still is"), (True, "the new database is in use")],
)
@pytest.mark.parametrize(("error", "ends"), [(KeyboardInterrupt(), 130), (OSError("vol"), 1)])
def test_who_is_cut_off_hears_what_is_in_use(
    run, tmp_path, monkeypatch, switched, said, error, ends
):
    def build(places, _):
        if switched:
            versions.switch(places.data, "sdgwijzer-verzonnen.duckdb")
        raise error

    monkeypatch.setattr(pipeline, "build", build)
    code, _, told = run("build", folder=tmp_path)
    assert code == ends
    assert said in told
    assert told.strip().count("\n") == 0


def test_interruption_of_what_writes_nothing_is_said_in_a_line(run, monkeypatch):
    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(catalogue, "read", interrupted)
    code, _, said = run("check")
    assert (code, said) == (130, "\nsdgwijzer check: interrupted\n")


def test_full_disk_while_exporting_leaves_the_file_of_before_and_says_nothing_of_the_database(
    run, tmp_path
):
    path = tmp_path / "alles.csv"
    path.write_bytes(b"van gisteren")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
    try:
        code, _, said = run("export", "--indicator", "inwoners", "--output", str(path))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert code == 1
    assert f"{path} could not be written" in said
    assert "in use" not in said
    assert [each.read_bytes() for each in tmp_path.iterdir()] == [b"van gisteren"]


def program(*arguments, **more):
    command = [sys.executable, "-m", "sdgwijzer.cli", *arguments]
    return subprocess.Popen(
        command, cwd=paths.ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **more
    )


def test_reader_that_has_seen_enough_is_no_error(data):
    with program("--data", str(data), "export", "--indicator", "inwoners") as running:
        running.stdout.readline()
        running.stdout.close()
        said = running.stderr.read()
    assert (running.returncode, said) == (0, b"")


def test_full_disk_behind_standard_output_fails_in_a_line(data):
    with open("/dev/full", "wb") as full:
        command = [sys.executable, "-m", "sdgwijzer.cli", "--help"]
        done = subprocess.run(command, cwd=paths.ROOT, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert b"No space left" in done.stderr
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize("name", commands.sdgwijzer.commands)
def test_every_command_has_help_with_examples_that_parse(capsys, name):
    assert cli.main([name, "--help"]) == 0
    said = capsys.readouterr().out
    examples = re.split("Examples?:", said)[1].partition("Sources:")[0]
    lines = [line.strip() for line in examples.splitlines()]
    shown = [shlex.split(line) for line in lines if line]
    assert shown
    for program_, command, *words in shown:
        assert (program_, command) == ("sdgwijzer", name)
        chosen = commands.sdgwijzer.commands[name]
        chosen.make_context(name, words, parent=click.Context(commands.sdgwijzer))


def test_commands_are_listed_as_one_meets_them(capsys):
    assert cli.main(["--help"]) == 0
    said = capsys.readouterr().out.partition("Commands:")[2]
    names = re.findall(r"^  (\w+) ", said.partition("Examples:")[0], re.M)
    assert names[:3] == ["read", "report", "export"]


def test_words_of_the_help_are_those_of_the_modules():
    assert tuple(options.GROUPS) == peers.GROUPS
    assert set(lists.available()) == set(options.TABLES)


def test_help_waits_for_nothing_heavy():
    watched = "import sys; from sdgwijzer.cli import main; main(['export', '--help']); "
    watched += "print({'pandas', 'duckdb', 'pydantic'} & set(sys.modules), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", watched], cwd=paths.ROOT, capture_output=True, check=True
    )
    assert done.stderr.strip() == b"set()"


PLAIN = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


COMMANDS = r"""
import sys
from sdgwijzer.cli import main
data, folder, entries = sys.argv[1:]
for words in (
    "read \u2019s Gravenvoeren --goal 1 --peers Gent",
    "read Pajottegem --goal 8",
    "read Li\u00e8ge",
    "check --figures",
    f"export --municipality Bever --indicator inwoners --output {folder}/caf\u00e9.csv",
    "changes",
    "coverage",
    "read --help",
    f"update statbel_disposable_income --mirror {data} --dry-run",
):
    print(main(["--data", data, "--catalogue", entries, *words.split()]), file=sys.stderr)
"""


@swept
def test_no_command_depends_on_the_encoding_of_the_locale(few, tmp_path):
    """With ASCII as the encoding of everything; Python warns of a file that is read by it."""
    mine, written = tmp_path / "data", tmp_path / "written"
    (_, entries), data = few
    shutil.copytree(data, mine)
    written.mkdir()
    given = [str(mine), str(written), entries]
    done = subprocess.run(
        [sys.executable, "-X", "warn_default_encoding", "-c", COMMANDS, *given],
        cwd=paths.ROOT,
        env={**os.environ, **PLAIN, "PYTHONWARNINGS": ""},
        capture_output=True,
    )
    said = done.stderr.decode()
    codes = [int(line) for line in said.splitlines() if line.isdigit()]
    assert codes == [0, 0, 2, 0, 0, 0, 0, 0, 1], said
    assert "unknown municipality 'Liège'" in said
    assert "economische groei" in done.stdout.decode()
    assert os.listdir(os.fsencode(written)) == ["café.csv".encode()]
    assert str(paths.ROOT / "sdgwijzer") not in said  # of an EncodingWarning


@pytest.mark.parametrize(
    ("words", "begun", "offered"),
    [
        ("read", "harelb", "Harelbeke"),
        ("read Harelbeke --peers", "Kuurne,Zwe", "Kuurne,Zwevegem"),
        ("read Harelbeke --peers", "buur", "buurgemeenten"),
        ("export --indicator", "armoederis", "armoederisico"),
        ("update", "statbel_pop", "statbel_population"),
        ("update --accept", "bound", "boundaries"),
    ],
)
def test_shell_completes_names_groups_ids_and_sources(words, begun, offered):
    complete = ShellComplete(commands.sdgwijzer, {}, "sdgwijzer", "")
    found = [each.value for each in complete.get_completions(words.split(), begun)]
    assert found == [offered]


def test_shell_gets_its_completion(monkeypatch):
    with program(env={**os.environ, cli.COMPLETE: "bash_source"}) as running:
        assert b"complete -o nosort -F" in running.stdout.read()
