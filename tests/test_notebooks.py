"""The notebooks run from a clean kernel on the built database, and check what they show."""

import nbformat
import pytest
from nbclient import NotebookClient

from sdgwijzer import paths

NOTEBOOKS = sorted((paths.ROOT / "notebooks").glob("*.ipynb"))
WRITTEN_IN = ("data/figures", "local", "notebooks")


def read(path):
    return nbformat.read(path, as_version=4)


def code_of(book):
    return [cell for cell in book.cells if cell.cell_type == "code"]


def repository():
    """What stands in the folders in which a notebook could leave something."""
    folders = [paths.ROOT / name for name in WRITTEN_IN]
    found = [path for folder in folders if folder.is_dir() for path in folder.rglob("*")]
    found.append(paths.ROOT / "indicators.yaml")
    return {path: (path.stat().st_mtime_ns, path.stat().st_size) for path in found}


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs_from_a_clean_kernel_and_leaves_nothing(path, data, tmp_path, monkeypatch):
    monkeypatch.setenv("SDGWIJZER_DATA", str(data))
    monkeypatch.setenv("PYTHONPATH", str(paths.ROOT))
    monkeypatch.setenv("IPYTHONDIR", str(tmp_path))
    before = repository()
    book = read(path)
    place = {"metadata": {"path": str(path.parent)}}
    NotebookClient(book, timeout=120, resources=place).execute()
    said = [output.get("text", "") for cell in code_of(book) for output in cell.outputs]
    assert not any("Warning" in text for text in said)
    assert repository() == before


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_is_kept_without_what_it_showed(path):
    cells = code_of(read(path))
    assert [cell for cell in cells if cell.outputs or cell.execution_count] == []
    assert sum("assert " in cell.source for cell in cells) >= 3
