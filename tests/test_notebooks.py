"""The worked examples run on the built database (their code cells, in order)."""

import json
import os

import pytest

from sdgwijzer import paths

NOTEBOOKS = sorted((paths.ROOT / "notebooks").glob("*.ipynb"))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs(path, data, tmp_path, monkeypatch, capsys):
    (tmp_path / "notebooks").mkdir()
    os.symlink(data, tmp_path / "data")
    monkeypatch.chdir(tmp_path / "notebooks")
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    scope: dict[str, object] = {}
    for cell in cells:
        if cell["cell_type"] == "code":
            exec("".join(cell["source"]), scope)
    scope["db"].close()
    assert "-0.1 (" in capsys.readouterr().out
