"""The command line: results on standard output, errors on standard error, exit codes."""

import csv
import io

import pandas as pd
import pytest

from sdgwijzer import cli, exports, paths, store
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
    code, out, _ = run("read", "Harelbeke", "--goal", "8", "--compare", "buurgemeenten")
    text = out.decode()
    assert code == 0
    assert "8. Waardig werk en economische groei" in text
    assert "van de 9 buurgemeenten" in text.replace("\u00a0", " ")


def test_unknown_peers_are_named(run):
    code, _, problem = run("read", "Harelbeke", "--compare", "Atlantis")
    assert code == 1
    assert "Atlantis" in problem


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
    assert (code, out) == (1, b"")
    assert "--municipality or --indicator" in err


def test_unknown_municipality_is_named(run):
    code, _, err = run("export", "--municipality", "Atlantis")
    assert code == 1
    assert "'Atlantis'" in err


def test_unknown_indicator_is_named(run):
    code, _, err = run("export", "--indicator", "geluk")
    assert code == 1
    assert "unknown indicator geluk" in err


def test_export_without_a_database_says_what_to_run(run, tmp_path):
    code, _, err = run("export", "--all", folder=tmp_path)
    assert code == 1
    assert "run 'sdgwijzer build'" in err


def test_check_counts_what_is_right(run):
    code, out, _ = run("check")
    assert code == 0
    assert b"no problems" in out


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


def test_wrong_use_exits_with_2(run):
    with pytest.raises(SystemExit) as stopped:
        run("bouwen")
    assert stopped.value.code == 2


def test_store_path_follows_the_setting(monkeypatch, data):
    monkeypatch.setenv("SDGWIJZER_DATA", str(data))
    assert store.current(paths.data()).parent == data


def test_check_of_the_figures_prints_a_line_per_indicator(run):
    code, out, _ = run("check", "--data")
    lines = out.decode().splitlines()
    assert code == 0
    assert any(line.split()[:1] == ["armoederisico"] and line.endswith(" ok") for line in lines)


def test_check_of_damaged_figures_names_them_and_goes_on_with_the_others(run, tmp_path):
    copy_shipped(tmp_path)
    (tmp_path / "figures" / "statbel_origin.parquet").write_bytes(b"PAR1 afgebroken")
    code, out, err = run("check", "--data", folder=tmp_path)
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
    assert code == 1
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

    monkeypatch.setattr(cli.catalogue, "read", interrupted)
    code, _, said = run("check")
    assert code == 130
    assert "what was in use before still is" in said


def test_day_that_is_none_is_wrong_use(run):
    with pytest.raises(SystemExit) as ended:
        run("changes", "--since", "gisteren")
    assert ended.value.code == 2
