"""What every source must keep, and every entry of the catalogue must get; runs over all of them."""

from pathlib import Path

import pytest

from sdgwijzer import catalogue, municipalities, paths, sources
from sdgwijzer.build import pipeline
from sdgwijzer.figures import kept
from sdgwijzer.model import FIGURE_COLUMNS, Chance, Flag, Merge, Missing
from tests import tables
from tests.make import REFERENCE, said_of

ENTRIES = catalogue.read(paths.ROOT / "indicators.yaml")
FIGURES = paths.ROOT / "data" / "figures"
RECORDED = [key for key in sources.available() if not said_of(key, "NEVER_SEEN")]
SHIPPED = [item for item in ENTRIES if sources.load(item.source).shipped]


@pytest.fixture(scope="module", params=RECORDED)
def source(request):
    return sources.load(request.param)


@pytest.fixture(scope="module")
def frame(source, recorded):
    """The figures of a source, read once from its recorded answers."""
    return source.read(ENTRIES.of_source(source.key), recorded, REFERENCE)


def test_source_says_who_publishes_and_under_which_licence():
    for source in map(sources.load, sources.available()):
        assert all((source.title, source.publisher, source.licence)), source.key
        assert source.homepage.startswith("https://"), source.key


def test_source_has_its_own_test():
    here = Path(__file__).parent
    for key in sources.available():
        assert (here / f"test_{key}.py").exists()


def test_reader_gives_the_agreed_columns(frame):
    assert tuple(frame.columns) == FIGURE_COLUMNS


def test_reader_gives_every_indicator_that_is_asked(source, frame):
    assert set(frame["indicator_id"]) == {item.id for item in ENTRIES.of_source(source.key)}


def test_codes_are_on_the_map_they_are_said_to_be_on(frame):
    known = municipalities.load()
    for year, rows in frame.groupby("geography"):
        assert set(rows["nis_code"]) <= set(known.on_map(int(year)))


def test_a_cell_is_given_once(frame):
    assert not frame.duplicated(["indicator_id", "nis_code", "geography", "year"]).any()


def test_gap_has_a_reason_and_a_figure_has_none(frame):
    empty = frame["value"].isna() & frame["numerator"].isna()
    assert (frame["missing"].notna() == empty).all()


def test_reasons_and_flags_are_known_codes(frame):
    assert set(frame["missing"].dropna()) <= set(Missing)
    assert set(frame["flag"].dropna()) <= set(Flag)


def test_part_is_never_larger_than_the_whole(frame):
    percents = [item.id for item in ENTRIES if item.unit == "%"]
    both = frame["denominator"].notna() & frame["numerator"].notna()
    shares = frame["indicator_id"].isin(percents) & both
    assert (frame.loc[shares, "numerator"] <= frame.loc[shares, "denominator"]).all()


def test_reading_twice_gives_the_same(source, frame, recorded):
    again = source.read(ENTRIES.of_source(source.key), recorded, REFERENCE)
    assert frame.equals(again)


def test_entry_has_figures_for_most_municipalities(database):
    for item in SHIPPED:
        rows = database.cross_section(item.id)
        known = rows["value"].notna() | (rows["missing"] == Missing.WITHHELD.value)
        assert (item.id, len(rows), known.sum() >= 250) == (item.id, 285, True)


def test_entry_with_an_interval_has_components(database):
    counted = [item for item in SHIPPED if item.chance in (Chance.SHARE, Chance.EVENTS)]
    assert {item.merge for item in counted} == {Merge.RATIO}
    for item in counted:
        assert database.cross_section(item.id)["low"].notna().any(), item.id


def test_shipped_figures_are_the_ones_described():
    for key in {item.source for item in SHIPPED}:
        frame, origin = kept.read(FIGURES, key)
        assert (key, len(frame)) == (key, origin.rows)
        assert origin.retrieved >= "2026-01-01", key
        assert origin.licence == sources.load(key).licence, key


def test_figures_of_sources_without_a_licence_are_not_in_the_repository():
    kept_out = [key for key in sources.available() if not sources.load(key).shipped]
    assert not [key for key in kept_out if (FIGURES / f"{key}.parquet").exists()]


@pytest.mark.parametrize("page", tables.TABLES, ids=lambda page: page.name)
def test_table_of_sources_in_a_page_is_that_of_the_code(page):
    assert page.read_text(encoding="utf-8") == tables.drawn(page), "run python -m tests.tables"


def test_shipped_figures_are_small():
    assert sum(path.stat().st_size for path in (paths.ROOT / "data").rglob("*.parquet")) < 15e6


def test_every_year_lists_all_municipalities_or_says_what_is_missing(database):
    raw, _ = pipeline.read_figures(FIGURES, ENTRIES)
    counts = raw[raw["indicator_id"] == "inwoners"].groupby("year")["nis_code"].nunique()
    assert counts.to_dict() == {
        2014: 308,
        2015: 308,
        2016: 308,
        2017: 308,
        2018: 308,
        2019: 300,
        2020: 300,
        2021: 300,
        2022: 300,
        2023: 300,
        2024: 300,
        2025: 285,
    }
