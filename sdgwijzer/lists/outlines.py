"""Official municipal boundaries → `data/boundaries.json`, for the map: small, with shared lines.

The polygons of the 300 municipalities of 2019-2024 (Voorlopig Referentiebestand Gemeentegrenzen)
are put together for mergers since, simplified as one coverage (so that neighbours keep one and the
same line between them), and written as SVG paths in a flat drawing. The file is static: a browser
keeps it. It is a drawing, not a survey: areas and distances do not come from it.
"""

import json
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import numpy as np
import shapely

from sdgwijzer import municipalities
from sdgwijzer.catalogue import Catalogue
from sdgwijzer.errors import SourceError
from sdgwijzer.lists import List, Prepared
from sdgwijzer.model import Get, Request
from sdgwijzer.municipalities import Municipalities

KEY: Final = "boundaries"
FILE: Final = "boundaries.json"
YEAR: Final = 2024
REQUEST: Final = Request(
    name="vrbg-gemeentegrenzen/gemeentegrenzen2.json",
    url=(
        "https://geo.api.vlaanderen.be/VRBG2019/wfs?service=WFS&version=2.0.0&request=GetFeature"
        "&typeNames=VRBG2019:Refgem&outputFormat=application/json&srsName=EPSG:4326"
    ),
)
ATTRIBUTION: Final = "Digitaal Vlaanderen, Voorlopig Referentiebestand Gemeentegrenzen"

WIDTH: Final = 1000
"""Of the drawing; one unit is about 240 metres."""

TOLERANCE: Final = 1.0
"""Details smaller than this (in units of the drawing) are left out."""

_WEST, _EAST, _NORTH = 2.53, 5.93, 51.52
_MIDDLE: Final = math.cos(math.radians(51.0))
_SCALE: Final = WIDTH / ((_EAST - _WEST) * _MIDDLE)


def read(get: Get, reference: Municipalities) -> dict[str, str]:
    """Code of today → SVG path, by code.

    Raises:
        SourceError: not GeoJSON, other municipalities than there were, or broken polygons.
    """
    path = get(REQUEST)
    shapes = _shapes(path)
    expected = reference.on_map(YEAR)
    if set(shapes) != set(expected):
        strange = sorted(set(shapes) ^ set(expected))[:5]
        raise SourceError(
            KEY, path.name, "other municipalities", f"the {len(expected)} of {YEAR}", str(strange)
        )
    drawn = {code: shapely.transform(shape, _drawn) for code, shape in shapes.items()}
    if not shapely.coverage_is_valid(list(drawn.values())):
        raise SourceError(
            KEY, path.name, "polygons overlap or leave gaps", "one line between neighbours", "more"
        )
    parts: dict[str, list[Any]] = {}
    for code, today in reference.to_today(YEAR).items():
        parts.setdefault(today, []).append(drawn[code])
    codes = sorted(parts)
    whole = [shapely.coverage_union_all(parts[code]) for code in codes]
    simple = shapely.coverage_simplify(whole, TOLERANCE)
    return {code: _path(shape) for code, shape in zip(codes, simple, strict=True)}


def as_json(paths: Mapping[str, str]) -> str:
    """The file as it stands in `data/`; the same paths give the same bytes."""
    content = {
        "source": ATTRIBUTION,
        "width": WIDTH,
        "height": math.ceil(max(_numbers(path)[:, 1].max() for path in paths.values())),
        "paths": dict(paths),
    }
    return json.dumps(content, ensure_ascii=False, separators=(",", ":")) + "\n"


def _shapes(path: Path) -> dict[str, Any]:
    try:
        features = json.loads(path.read_text(encoding="utf-8"))["features"]
        return {
            str(each["properties"]["NISCODE"]): shapely.from_geojson(json.dumps(each["geometry"]))
            for each in features
        }
    except (ValueError, LookupError, TypeError, shapely.errors.ShapelyError) as error:
        raise SourceError(
            KEY, path.name, "not the boundaries", "GeoJSON with NISCODE", repr(error)[:100]
        ) from error


def _drawn(places: np.ndarray[Any, Any]) -> np.ndarray[Any, Any]:
    """Longitude and latitude → units of the drawing, from the north-west."""
    east, north = places[:, 0], places[:, 1]
    return np.column_stack([(east - _WEST) * _MIDDLE * _SCALE, (_NORTH - north) * _SCALE])


def _path(shape: Any) -> str:  # noqa: ANN401 - a polygon or several
    """A shape as an SVG path, one decimal; each ring closed."""
    rings = [
        ring
        for polygon in shapely.get_parts(shape)
        for ring in (polygon.exterior, *polygon.interiors)
    ]
    return "".join(
        "M" + "L".join(f"{x:g},{y:g}" for x, y in np.round(ring.coords, 1)[:-1]) + "z"
        for ring in rings
    )


def _numbers(path: str) -> np.ndarray[Any, Any]:
    """The points of a path."""
    pairs = path.replace("M", "L").replace("z", "").split("L")[1:]
    return np.array([[float(number) for number in pair.split(",")] for pair in pairs])


def _prepare(data: Path, _: Catalogue, get: Get) -> Prepared:
    drawn = read(get, municipalities.of(data))
    return Prepared(f"{len(drawn)} municipalities", {data / FILE: as_json(drawn).encode()})


LIST: Final = List(KEY, _prepare, FILE)
