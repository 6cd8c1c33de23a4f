"""The command line: results on standard output, errors on standard error, exit codes."""

import csv
import io
import os
import re
import shutil
import subprocess
import sys

import pandas as pd
import pytest

from sdgwijzer import catalogue, cli, exports, paths, peers, pipeline, store, versions
from tests.conftest import copy_shipped

HEADER = (
    "indicator_id,indicator,nis_code,municipality,year,value,unit,numerator,denominator,flag,"
    "missing,source,licence,retrieved"
)
JUDGED = (
    "low,high,reference_value,rank,n,percentile,status,status_reason,trend,trend_clear,slope,p,"
    "points,trend_against_peers,slope_against_peers,p_against_peers,method_version"
)


@pytest.fixture
def run(data, capsysbinary):
    """Run a command on the built data; returns exit code, output and errors."""

    def command(*arguments, folder=data):
        code = cli.main(["--data", str(folder), *arguments])
        out, err = capsysbinary.readouterr()
        return code, out, err.decode()

    return command


def rows(out):
    return list(csv.DictReader(io.StringIO(out.decode())))


def test_export_has_the_agreed_columns(run):
    _, out, _ = run("export", "--municipality", "34013", "--indicator", "armoederisico")
    header = out.decode().splitlines()[0]
    assert header.startswith(f"{HEADER},{JUDGED},")
    assert header.split(",") == list(exports.COLUMNS)
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


def test_real_case_of_harelbeke_unclear_and_slower_than_the_median(run):
    """The series of 5.9: own trend, and the trend beside the median municipality."""
    expected = {
        "Harelbeke": ("unclear", -0.1, "slower", 0.1375),
        "Zwevegem": ("unclear", -0.075, "slower", 0.15),
        "Deerlijk": ("improving", -0.125, "slower", 0.1),
        "Kuurne": ("unclear", -0.1143, "slower", 0.1),
    }
    for name, (trend, slope, beside, apart) in expected.items():
        _, out, _ = run("export", "--municipality", name, "--indicator", "werkzoekendengraad")
        row = rows(out)[-1]
        assert (row["year"], row["trend"], row["trend_against_peers"]) == ("2024", trend, beside)
        assert float(row["slope"]) == pytest.approx(slope, abs=5e-5)
        assert float(row["slope_against_peers"]) == pytest.approx(apart, abs=5e-5)


def test_goals_of_a_municipality_are_read_as_sentences(run):
    code, out, _ = run("read", "Harelbeke", "--goal", "8", "--peers", "buurgemeenten")
    text = out.decode()
    assert code == 0
    assert "8. Waardig werk en economische groei" in text
    assert "van de 9 buurgemeenten" in text.replace("\u00a0", " ")


def test_unknown_peers_are_named(run):
    code, _, problem = run("read", "Harelbeke", "--peers", "Atlantis")
    assert code == 2
    assert "Atlantis" in problem


@pytest.mark.parametrize(
    "peers",
    [
        ["--peers", "Zwevegem,Deerlijk,8520"],
        ["--peers=Zwevegem, Deerlijk", "--peers", "Kuurne"],
        ["--compare", "Zwevegem", "Deerlijk", "Kuurne"],
    ],
)
def test_peers_may_be_named_in_each_usual_way(run, peers):
    code, out, _ = run("read", "Harelbeke", "--goal", "8", *peers)
    assert code == 0
    assert "Zwevegem, Deerlijk en Kuurne" in out.decode()


def test_name_of_several_words_needs_no_quotes(run):
    code, out, _ = run("read", "Heist", "op", "den", "Berg", "--goal", "1")
    assert (code, out.decode().splitlines()[0]) == (0, "Heist-op-den-Berg")


def test_gap_is_empty_with_its_reason(run):
    _, out, _ = run("export", "--municipality", "44083", "--indicator", "investeringen_per_inwoner")
    assert {row["flag"] for row in rows(out) if row["year"] < "2019"} == {"recalculated"}
    _, out, _ = run("export", "--municipality", "71072", "--indicator", "armoederisico")
    assert {(row["value"], row["missing"]) for row in rows(out)} == {("", "merged")}


def test_csv_reads_back_to_the_same_numbers(run, database):
    _, out, _ = run("export", "--all")
    read = pd.read_csv(io.BytesIO(out), dtype={"nis_code": str}, low_memory=False)
    kept = database.rows().to_pandas()
    pd.testing.assert_series_equal(read["value"], kept["value"])
    pd.testing.assert_series_equal(read["numerator"], kept["numerator"])


def test_excel_csv_has_decimal_comma_semicolons_and_a_mark(run):
    _, out, _ = run(
        "export", "--municipality", "34013", "--indicator", "armoederisico", "--format", "excel-csv"
    )
    assert out.startswith(b"\xef\xbb\xbfindicator_id;")
    assert ';"6,1";"%";' in out.decode("utf-8-sig")


def test_parquet_holds_the_same_rows(run, database, tmp_path):
    path = tmp_path / "alles.parquet"
    code, out, _ = run("export", "--all", "--format", "parquet", "--output", str(path))
    assert (code, out) == (0, b"")
    assert len(pd.read_parquet(path)) == database.rows().num_rows


def test_export_of_nothing_asks_what(run):
    code, out, err = run("export")
    assert (code, out) == (2, b"")
    assert "--municipality or --indicator" in err


def test_unknown_municipality_is_named(run):
    code, _, err = run("export", "--municipality", "Atlantis")
    assert code == 2
    assert "'Atlantis'" in err


def test_unknown_indicator_is_named(run):
    code, _, err = run("export", "--indicator", "geluk")
    assert code == 2
    assert "unknown indicator geluk" in err


def test_export_without_a_database_says_what_to_run(run, tmp_path):
    code, _, err = run("export", "--all", folder=tmp_path)
    assert code == 1
    assert "run 'sdgwijzer build'" in err


def test_check_counts_what_is_right(run):
    code, out, _ = run("check")
    assert code == 0
    assert re.search(rb"\d+ indicators on 17 goals, no problems\n", out)
    assert re.search(rb"plan: \d+ policy fields with a goal, \d+ without, no problems\n", out)
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
    before = (data / "figures" / "abb_investments.parquet").read_bytes()
    code, _, err = run("update", "abb_investments", "--mirror", str(tmp_path))
    assert code == 1
    assert "detail-alle-jaren.xlsx" in err
    assert (data / "figures" / "abb_investments.parquet").read_bytes() == before


@pytest.mark.parametrize(
    "arguments",
    [
        ["bouwen"],
        ["build", "--as-of", "gisteren"],
        ["changes", "--since", "2026-13-01"],
        ["read"],
        ["read", "Harelbeke", "--goal", "18"],
        ["export", "--all", "--format", "pdf"],
        ["export", "--all", "--output", "/nergens/alles.csv"],
        ["update", "--offline", "--mirror", "."],
        ["audit"],
        ["audit", "--shuffle", "0"],
    ],
)
def test_wrong_use_exits_with_2_and_says_what(run, arguments):
    code, out, error = run(*arguments)
    assert (code, out) == (2, b"")
    assert error
    assert "Traceback" not in error


def test_store_path_follows_the_setting(monkeypatch, data):
    monkeypatch.setenv("SDGWIJZER_DATA", str(data))
    assert store.current(paths.data()).parent == data


def test_check_of_the_figures_prints_a_line_per_indicator(run):
    code, out, _ = run("check", "--data")  # the old name of --figures
    lines = out.decode().splitlines()
    assert code == 0
    assert any(line.split()[:1] == ["armoederisico"] and line.endswith(" ok") for line in lines)


def test_check_of_damaged_figures_names_them_and_goes_on_with_the_others(run, tmp_path):
    copy_shipped(tmp_path)
    (tmp_path / "figures" / "statbel_origin.parquet").write_bytes(b"PAR1 afgebroken")
    code, out, err = run("check", "--figures", folder=tmp_path)
    assert code == 1
    assert "statbel_origin.parquet: the file is not the one described" in err
    assert "armoederisico" in out.decode()
    assert "buitenlandse_herkomst" not in out.decode()


def test_audit_prints_what_the_rules_see_in_noise(run):
    code, out, _ = run("audit", "--shuffle", "1", "--simulate", "5")
    assert code == 0
    assert "shuffled series with a direction" in out.decode()
    assert "equal municipalities called better or weaker" in out.decode()


def test_audit_of_nothing_asks_what(run):
    code, _, err = run("audit")
    assert code == 2
    assert "--shuffle" in err


def test_export_has_the_judgement_in_the_row_of_the_latest_year(run):
    """Harelbeke's job seekers: no direction of their own, slower than the others (5.9)."""
    _, out, _ = run("export", "--municipality", "34013", "--indicator", "werkzoekendengraad")
    last, before = rows(out)[-1], rows(out)[-2]
    assert (last["year"], last["trend"], last["trend_against_peers"]) == (
        "2024",
        "unclear",
        "slower",
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
    for command in (["build"], ["update", "--mirror", str(tmp_path)]):
        code, _, said = run(*command, folder=tmp_path / "nergens")
        assert code == 2
        assert "nergens is not a folder" in said
    assert not (tmp_path / "nergens").exists()


def test_interruption_is_said_in_a_line(run, monkeypatch):
    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr(catalogue, "read", interrupted)
    code, _, said = run("check")
    assert code == 130
    assert "what was in use before still is" in said


def test_a_fault_behind_the_switch_is_no_word_on_what_was_in_use(run, tmp_path, monkeypatch):
    def switched(*_, **__):
        versions.switch(tmp_path, "sdgwijzer-new.duckdb")
        raise OSError("the disk is full")

    monkeypatch.setattr(pipeline, "build", switched)
    code, _, said = run("build", folder=tmp_path)
    assert code == 1
    assert "the new database is in use" in said


@pytest.mark.parametrize("command", ["--help", "read --help", "export --help", "update --help"])
def test_help_has_an_example(run, command):
    code, out, _ = run(*command.split())
    assert code == 0
    assert "sdgwijzer" in out.decode().partition("Example")[2]


def test_help_names_every_group_of_peers(run):
    words = run("read", "--help")[1].decode()
    assert not [word for word in peers.GROUPS if word not in words]


PLAIN = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["read", "’s Gravenvoeren", "--goal", "1", "--peers", "Liège,Gent"],
        ["read", "Pajottegem", "--goal", "1"],
        ["export", "--municipality", "Bever", "--indicator", "werkzoekendengraad"],
        ["check", "--figures"],
    ],
)
def test_no_traceback_where_the_terminal_is_set_to_plain_ascii(data, arguments):
    done = subprocess.run(
        [sys.executable, "-m", "sdgwijzer.cli", "--data", str(data), *arguments],
        env={**os.environ, **PLAIN},
        capture_output=True,
        cwd=paths.ROOT,
    )
    wrong = "Liège" in " ".join(arguments)  # in Wallonia
    assert done.returncode == (2 if wrong else 0)
    assert b"Traceback" not in done.stderr
    assert done.stdout or "Liège".encode() in done.stderr


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("read Hare", "Harelbeke"),
        ("export --indicator armoe", "armoederisico"),
        ("update rva", "rva_"),
    ],
)
def test_shell_completes_names_ids_and_sources(typed, found):
    words = {"COMP_WORDS": f"sdgwijzer {typed}", "COMP_CWORD": str(len(typed.split()))}
    done = subprocess.run(
        [sys.executable, "-m", "sdgwijzer.cli"],
        env={**os.environ, cli.COMPLETE: "bash_complete", **words},
        capture_output=True,
        cwd=paths.ROOT,
        text=True,
    )
    assert found in done.stdout
