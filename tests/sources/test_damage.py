"""A damaged copy of a publisher's file never changes a figure in silence.

A recorded answer of every layout of every second source is damaged in every way that its format
allows, and every answer of all by `make sweep`; the same over a whole folder of publishers' files
is `python -m tests.damage FOLDER`.
"""

from datetime import date

import pytest

from sdgwijzer import catalogue, paths, sources
from sdgwijzer.fetch.answers import Mirror
from sdgwijzer.figures import kept
from tests import damage
from tests.conftest import INVENTED, RESPONSES, WHOLE, sampled
from tests.make import REFERENCE
from tests.sources.test_contract import RECORDED

ENTRIES = catalogue.read(paths.ROOT / "indicators.yaml")
MOST = 0 if WHOLE else 1  # files of a layout; 0 for all
LARGE = ("statbel_population", "stadsmonitor_survey", "abb_investments")
DAMAGED = sampled((key for key in RECORDED if damage.of(key) and (WHOLE or key not in LARGE)), 4)


def answers(key):
    """The folder with the recorded answers of a source: real ones, or invented."""
    return INVENTED if (INVENTED / key.replace("_", "-")).is_dir() else RESPONSES


@pytest.fixture
def before(tmp_path):
    """Makes a data folder with the figures of a source's undamaged recorded answers."""

    def made(key):
        data = tmp_path / "data"
        data.mkdir()
        (data / "municipalities.csv").symlink_to(paths.ROOT / "data" / "municipalities.csv")
        source, mirror = sources.load(key), Mirror(answers(key), today="2026-01-01")
        frame = source.read(ENTRIES.of_source(key), mirror.get, REFERENCE)
        kept.write(data / "figures", kept.prepare(source, frame, mirror.used))
        return data

    return made


def test_every_source_with_an_answer_can_be_damaged():
    """An invented answer may be; if it is not, the test of its source says what is refused."""
    silent = [key for key in RECORDED if answers(key) == RESPONSES and not damage.of(key)]
    assert not silent, (
        f"no LOOKS_AT in the tests of {silent}: where does a reader look in the file?"
    )


@pytest.mark.parametrize("key", DAMAGED)
def test_damage_is_refused_and_whole_files_are_not(before, tmp_path, key):
    """The figures of before stay; the same answers again are not called revised."""
    data, wrong = before(key), []
    held = (data / "figures" / f"{key}.parquet").read_bytes()
    # a few municipalities are never enough: what an update says of them anyhow is no finding
    usual = set((damage.refusal(data, key, answers(key)) or "").splitlines())
    assert not [line for line in usual if "changed" in line or "gap" in line]
    assert date.fromisoformat(kept.read_provenance(data / "figures", key).retrieved)
    for number, (path, kind, content) in enumerate(damage.copies(key, answers(key), MOST)):
        mirror = tmp_path / str(number)
        damage.mirrored(answers(key), path, content, mirror)
        said = damage.refusal(data, key, mirror) or ""
        named = key in said and path.name in said
        same = (data / "figures" / f"{key}.parquet").read_bytes() == held
        if not (named and same and set(said.splitlines()) - usual):
            wrong.append((path.name, kind, said))
    assert not wrong
