"""A stranger recomputes the judgements from the export alone (`recompute.py`)."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pyarrow.parquet as pq
import pytest

from tests import recompute
from tests.conftest import WHOLE

ROWS = 2000 if WHOLE else 100
SEED = 20261132
KINDS = {
    "status": {"good", "middle", "poor", "unknown"},
    "status_reason": {"context", "old", "ties", "between"},
    "margin": {"years", "counts", "estimated", "none"},
    "flanders_kind": {"sum", "estimate"},
    "scale": {"ratio", "rest", "difference"},
    "trend": {"improving", "stable", "fluctuating", "rising", "falling", "unknown"},
    "trend_against_peers": {"faster", "equal", "slower", "lead_shrinks", "unclear", "unknown"},
    "signal": {"strength", "attention", "question"},
    "reliability": {"high", "middle", "low", "unknown"},
    "role": {"spokesman", "part"},
}


@pytest.fixture(scope="module")
def file(data, tmp_path_factory):
    path = tmp_path_factory.mktemp("export") / "all.parquet"
    command = [sys.executable, "-m", "sdgwijzer.cli", "--data", str(data), "export", "--all"]
    subprocess.run([*command, "--format", "parquet", "--output", str(path)], check=True)
    return path


@pytest.fixture(scope="module")
def table(file):
    return recompute.read(file)


@pytest.fixture(scope="module")
def export(table):
    return recompute.Export(table)


@pytest.fixture(scope="module")
def rows(table):
    """Random ones, and one of each kind: some are rare."""
    random = recompute.chosen(table, ROWS, SEED)
    rare = [table.dropna(subset=[name]).groupby(name).head(1) for name in KINDS]
    return pd.concat([random, *rare])


def test_random_rows_of_every_kind_say_what_a_stranger_makes_of_them(export, rows):
    wrong = recompute.differences(export, rows)
    assert wrong == []
    judged = rows[rows["status"].notna() | rows["n"].notna()]
    assert len(judged) >= ROWS
    assert len(rows) >= ROWS + ROWS // 5
    for name, expected in KINDS.items():
        assert expected <= set(rows[name].dropna()), name
    assert rows["turned"].notna().sum() >= 1


def test_what_is_compared_in_2025_takes_the_inhabitants_of_the_file_on_origin(export, table):
    mine = table[(table["indicator_id"] == "buitenlandse_herkomst") & table["n"].notna()]
    assert len(mine)
    assert recompute.differences(export, mine.head(20)) == []


def test_every_column_of_method_3_is_recomputed(file):
    """But texts that are repeated from a source, and how a target came about."""
    asked = {"target_year", "target_source"}
    columns = pq.read_schema(file).names
    judged = set(columns[columns.index("low") :]) - asked - set(recompute.FACTS)
    told = {"reference_name", "method_version", "peers", "provisional", "published"}
    assert judged - told <= {*recompute.EVERY, *recompute.COMPARED, *recompute.LATEST}


TAMPERED = {
    "percentile": lambda value: value + 1,
    "low": lambda value: value * 0.99,
    "noise_b": lambda value: value * 1.001 + 0.001,
    "slope": lambda value: value + 0.001,
    "s_needed": lambda value: value - 1,
    "flanders": lambda value: value * 1.001,
    "p_found": lambda value: value * 1.001,
    "status": lambda value: "poor" if value == "good" else "good",
    "signal": lambda value: "attention" if value != "attention" else "question",
    "trend": lambda value: "stable" if value != "stable" else "improving",
}


def test_a_judgement_that_was_tampered_with_is_found(export, rows):
    for column, change in TAMPERED.items():
        mine = rows[rows[column].notna() & (rows[column] != 0)].head(20).copy()
        mine[column] = mine[column].map(change)
        found = [name for _, _, _, name, _, _ in recompute.differences(export, mine)]
        assert found.count(column) == len(mine) > 0, column


def test_the_script_runs_on_its_own_and_imports_nothing_of_the_project(table, tmp_path):
    script = Path(recompute.__file__)
    assert "sdgwijzer" not in "".join(
        line for line in script.read_text(encoding="utf-8").splitlines() if "import" in line
    )
    few = table["indicator_id"].isin(["inwoners", "aandeel_65plus", "renovatievergunningen"])
    table[few].to_parquet(tmp_path / "few.parquet")
    found = subprocess.run(
        [sys.executable, str(script), str(tmp_path / "few.parquet"), "50", "3"],
        capture_output=True,
        text=True,
        check=False,
    )
    *lines, last = found.stdout.splitlines()
    others = {"p_found", "signal"}  # they need all that is judged of a municipality
    assert {line.split()[3] for line in lines} <= others
    assert last == f"60 rows, {len(lines)} differences"
    assert found.returncode == bool(lines)
