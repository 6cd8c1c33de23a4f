"""The map's outlines: mergers put together, neighbours on one line, clear errors."""

import json

import numpy as np
import pytest

from sdgwijzer import municipalities, paths
from sdgwijzer.errors import SourceError
from sdgwijzer.lists import outlines

KNOWN = municipalities.load()
SHIPPED = json.loads((paths.ROOT / "data" / outlines.FILE).read_text(encoding="utf-8"))


def squares(codes):
    """Made-up squares in a row, in the publisher's layout."""
    return {
        "features": [
            {
                "properties": {"NISCODE": code},
                "geometry": {
                    "type": "Polygon",
                    "coordinates": [
                        [
                            [2.6 + i / 100, 51.0],
                            [2.61 + i / 100, 51.0],
                            [2.61 + i / 100, 51.01],
                            [2.6 + i / 100, 51.01],
                            [2.6 + i / 100, 51.0],
                        ]
                    ],
                },
            }
            for i, code in enumerate(codes)
        ]
    }


@pytest.fixture
def answer(tmp_path):
    """`get` for a made-up answer."""

    def made(content):
        path = tmp_path / "gemeentegrenzen2.json"
        text = content if isinstance(content, str) else json.dumps(content)
        path.write_text(text, encoding="utf-8")
        return lambda request: path

    return made


def test_shipped_outlines_are_those_of_the_municipalities_of_today():
    assert set(SHIPPED["paths"]) == set(KNOWN.today)


def test_shipped_outlines_stay_small():
    assert (paths.ROOT / "data" / outlines.FILE).stat().st_size < 150_000


def test_outlines_are_inside_the_drawing():
    for path in SHIPPED["paths"].values():
        points = outlines._numbers(path)
        assert points.min() >= 0
        assert (points.max(axis=0) <= [SHIPPED["width"], SHIPPED["height"]]).all()


def test_neighbours_share_points_and_others_do_not():
    def points(code):
        return set(map(tuple, np.round(outlines._numbers(SHIPPED["paths"][code]), 1)))

    harelbeke = KNOWN.find("Harelbeke")
    for code in harelbeke.bordering:
        assert len(points("34013") & points(code)) >= 2
    assert not points("34013") & points(KNOWN.find("Hasselt").nis_code)


def test_former_municipalities_become_one_outline(answer):
    codes = list(KNOWN.on_map(outlines.YEAR))
    made = outlines.read(answer(squares(codes)), KNOWN)
    assert set(made) == set(KNOWN.today)
    parts = [old for old, new in KNOWN.to_today(outlines.YEAR).items() if new == "73110"]
    assert len(parts) == 2
    assert made["73110"].count("M") in (1, 2)


def test_two_runs_give_the_same_bytes(answer):
    content = squares(KNOWN.on_map(outlines.YEAR))
    runs = {outlines.as_json(outlines.read(answer(content), KNOWN)) for _ in range(2)}
    assert len(runs) == 1


@pytest.mark.parametrize(
    "content",
    ["<!doctype html>", "{}", '{"features": [{"properties": {}}]}', '{"features": "x"}'],
)
def test_other_files_are_refused_with_what_was_expected(answer, content):
    with pytest.raises(SourceError, match="GeoJSON with NISCODE"):
        outlines.read(answer(content), KNOWN)


def test_missing_municipality_is_named(answer):
    codes = [code for code in KNOWN.on_map(outlines.YEAR) if code != "34013"]
    with pytest.raises(SourceError, match="34013"):
        outlines.read(answer(squares(codes)), KNOWN)


def test_overlapping_polygons_are_refused(answer):
    content = squares(KNOWN.on_map(outlines.YEAR))
    content["features"][1]["geometry"] = content["features"][0]["geometry"]
    with pytest.raises(SourceError, match="overlap"):
        outlines.read(answer(content), KNOWN)


def test_publishers_polygons_give_the_shipped_file_byte_for_byte(raw):
    made = outlines.as_json(outlines.read(raw, KNOWN))
    assert made == (paths.ROOT / "data" / outlines.FILE).read_text(encoding="utf-8")
