"""Shapes of markers: of municipalities, and the marks of judgements.

Each is a path around the point (0, 0) in a square of 2 x 2; `path` sizes and places it.
"""

from collections.abc import Mapping
from math import cos, pi, sin
from typing import Final

_Points = tuple[tuple[float, float], ...]


def _polygon(corners: int, inner: float = 0.0) -> _Points:
    """A regular polygon with a corner on top; with `inner` a star with corners in between."""
    radii = (1.0, inner) if inner else (1.0,)
    count = corners * len(radii)
    return tuple(
        (
            radii[i % len(radii)] * sin(2 * pi * i / count),
            -radii[i % len(radii)] * cos(2 * pi * i / count),
        )
        for i in range(count)
    )


_SQUARE: Final = ((-0.86, -0.86), (0.86, -0.86), (0.86, 0.86), (-0.86, 0.86))
_PLUS: Final = tuple(
    (x, y)
    for x, y in (
        *((-0.35, -1.0), (0.35, -1.0), (0.35, -0.35), (1.0, -0.35), (1.0, 0.35), (0.35, 0.35)),
        *((0.35, 1.0), (-0.35, 1.0), (-0.35, 0.35), (-1.0, 0.35), (-1.0, -0.35), (-0.35, -0.35)),
    )
)
_TURN: Final = sin(pi / 4)
_CROSS: Final = tuple(((x - y) * _TURN * 1.1, (x + y) * _TURN * 1.1) for x, y in _PLUS)

_ARROW: Final = (
    *((0.0, -1.0), (0.75, -0.1), (0.25, -0.1), (0.25, 1.0)),
    *((-0.25, 1.0), (-0.25, -0.1), (-0.75, -0.1)),
)

_OUTLINES: Final[Mapping[str, _Points]] = {
    "square": _SQUARE,
    "plus": _PLUS,
    "star": _polygon(5, 0.45),
    "cross": _CROSS,
    "pentagon": _polygon(5),
    "bar": ((-0.45, -1.0), (0.45, -1.0), (0.45, 1.0), (-0.45, 1.0)),
    "hexagon": _polygon(6),
    "dash": ((-1.0, -0.45), (1.0, -0.45), (1.0, 0.45), (-1.0, 0.45)),
    "triangle": ((0.0, -0.95), (1.0, 0.8), (-1.0, 0.8)),
    "diamond": ((0.0, -1.0), (1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)),
    "up": _ARROW,
    "down": tuple((x, -y) for x, y in _ARROW),
}
HOLLOW: Final = "hollow_"
"""Before the name of a shape: drawn as its edge."""

MARKERS: Final = frozenset(
    {"circle", *_OUTLINES, *(f"{HOLLOW}{name}" for name in ("circle", *_OUTLINES))}
)


def path(marker: str, x: float, y: float, radius: float) -> str:
    """The outline of a marker, in the language of SVG.

    Args:
        marker: a name of `MARKERS`.
        x: of its middle, in pixels.
        y: of its middle.
        radius: half its width, in pixels.
    """
    name = marker.removeprefix(HOLLOW)
    if name == "circle":
        wide = f"{2 * radius:.1f}"
        arc = f"a{radius:.1f} {radius:.1f} 0 1 "
        return f"M{x - radius:.1f} {y:.1f}{arc}0 {wide} 0{arc}0 -{wide} 0Z"
    places = (f"{x + radius * dx:.1f} {y + radius * dy:.1f}" for dx, dy in _OUTLINES[name])
    return f"M{'L'.join(places)}Z"
