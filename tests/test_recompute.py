"""A stranger recomputes the judgements from the export alone (`recompute.py`)."""

import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from tests import recompute

ROWS = 2000


@pytest.fixture(scope="module")
def export(data, tmp_path_factory):
    path = tmp_path_factory.mktemp("export") / "all.parquet"
    command = [sys.executable, "-m", "sdgwijzer.cli", "--data", str(data), "export", "--all"]
    subprocess.run([*command, "--format", "parquet", "--output", str(path)], check=True)
    return path


def test_2000_random_rows_of_every_kind_say_what_a_stranger_makes_of_them(export):
    wrong, rows = recompute.differences(export, ROWS, seed=20261124)
    assert wrong == []
    assert len(rows) == ROWS
    assert set(rows["status"]) == {"good", "middle", "poor", "unknown"}
    assert {"improving", "worsening", "stable", "unclear", "unknown"} <= set(rows["trend"])
    assert {"faster", "equal", "slower", "unclear"} <= set(rows["trend_against_peers"])
    assert rows["pooled_from"].notna().sum() >= 2
    assert rows["turned"].notna().sum() >= 1


@pytest.mark.parametrize(
    ("column", "change"),
    [
        ("percentile", lambda value: value + 1),
        ("low", lambda value: value * 0.99),
        ("slope", lambda value: value + 0.001),
        ("status", lambda value: "poor" if value == "good" else "good"),
        ("trend", lambda value: "stable" if value != "stable" else "improving"),
    ],
)
def test_a_judgement_that_was_tampered_with_is_found(export, tmp_path, column, change):
    table = pd.read_parquet(export)
    mine = table[table["indicator_id"] == "werkzoekenden_niet_eu"].copy()
    assert mine["low"].notna().any()
    mine[column] = mine[column].map(change, na_action="ignore")
    mine.to_parquet(tmp_path / "wrong.parquet")
    wrong, _ = recompute.differences(tmp_path / "wrong.parquet", 50, seed=1)
    assert column in {name for _, _, _, name, _, _ in wrong}


def test_the_script_runs_on_its_own_and_imports_nothing_of_the_project(export):
    script = Path(recompute.__file__)
    assert "sdgwijzer" not in "".join(
        line for line in script.read_text(encoding="utf-8").splitlines() if "import" in line
    )
    found = subprocess.run(
        [sys.executable, str(script), str(export), "100", "3"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert found.stdout == "100 rows, 0 differences\n"
    assert found.returncode == 0
