"""The worked examples run in a fresh Python, on the built database: their code cells, in order."""

import json
import os
import shutil
import subprocess
import sys

import pytest

from sdgwijzer import paths
from tests.test_update import smaller

NOTEBOOKS = {
    "eerste_stappen": "-0.1 (",
    "harelbeke_en_buren": "Het best staat Deerlijk.",
    "reken_het_oordeel_na": "284 oordelen nagerekend, 0 verschillen",
    "een_eigen_indicator_toevoegen": "bedroeg het verzonnen aandeel in Harelbeke 22,2",
}
RUN = """
import json, sys
scope = {}
for cell in json.load(open(sys.argv[1], encoding="utf-8"))["cells"]:
    if cell["cell_type"] == "code":
        exec("".join(cell["source"]), scope)
scope["db"].close()
"""


@pytest.fixture
def run(data, tmp_path):
    """What a notebook prints, run beside a data folder and a catalogue of a few indicators."""
    (tmp_path / "notebooks").mkdir()
    (tmp_path / "data").symlink_to(data)
    entries = smaller(tmp_path, lambda id_, _: id_ in ("inwoners", "beschikbaar_inkomen"))
    for name in ("plan.yaml", "orders.yaml"):
        shutil.copy(paths.ROOT / name, tmp_path)

    def printed(name):
        path = paths.ROOT / "notebooks" / f"{name}.ipynb"
        done = subprocess.run(
            [sys.executable, "-c", RUN, str(path)],
            cwd=tmp_path / "notebooks",
            env=os.environ | {"SDGWIJZER_CATALOGUE": str(entries), "PYTHONUTF8": "1"},
            capture_output=True,
            text=True,
            encoding="utf-8",
        )
        assert done.returncode == 0, done.stderr
        return done.stdout.replace("\u00a0", " ")

    return printed


@pytest.mark.parametrize(("name", "said"), NOTEBOOKS.items(), ids=NOTEBOOKS)
def test_notebook_runs_in_a_fresh_python(run, name, said):
    assert said in run(name)


def test_every_notebook_is_run_and_kept_without_what_it_printed():
    found = {path.stem: path for path in (paths.ROOT / "notebooks").glob("*.ipynb")}
    assert set(found) == set(NOTEBOOKS)
    for path in found.values():
        cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
        code = [cell for cell in cells if cell["cell_type"] == "code"]
        assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in code)
