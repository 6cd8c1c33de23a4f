"""The reader and the test in CONTRIBUTING.md are whole: they run, and find what they say."""

import re
import sys
from types import ModuleType

import pytest

from sdgwijzer import paths

BLOCKS = re.findall(
    r"```python\n(.*?)```", (paths.ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.DOTALL
)
TABLE = """\
nis;jaar;met;zonder;totaal
34013;2023;120;360;480
73028;2023;x;x;x
21004;2023;5;6;11
"""


@pytest.fixture
def example(tmp_path, monkeypatch):
    """The test of the page, with the reader of the page as a source, and `get` of its table."""
    reader, test = (ModuleType(name) for name in ("sdgwijzer.sources.mijn_bron", "test_mijn_bron"))
    monkeypatch.setitem(sys.modules, reader.__name__, reader)
    exec(BLOCKS[0], reader.__dict__)
    exec(BLOCKS[1], test.__dict__)
    path = tmp_path / "tabel.csv"
    path.write_text(TABLE, encoding="utf-8")
    return test, lambda request: path


def test_reader_of_the_page_finds_its_check_values(example):
    test, get = example
    test.test_check_values_of_harelbeke(get)


def test_reader_of_the_page_keeps_gaps_and_leaves_brussels_out(example):
    test, get = example
    found = test.read(get, test.SHARE, test.COUNT.model_copy(update={"id": "telling"}))
    assert set(found.index.get_level_values("nis_code")) == {"34013", "73028"}
    assert set(found.xs("73028", level="nis_code")["missing"]) == {"withheld"}
    assert found.loc[("telling", "34013", 2023), "value"] == 120
