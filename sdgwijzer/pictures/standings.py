"""Where many figures of one municipality stand among all: a mark for each, better to the right.

Marks that would cover each other are stacked around the line; the middle is dotted.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from sdgwijzer import colours
from sdgwijzer.colours import Pair
from sdgwijzer.content import Standing, Standings
from sdgwijzer.pictures.shapes import Area, Drawing, Path, Shape, marker
from sdgwijzer.views.marks import Mark

WIDTH: Final = 290
HEIGHT: Final = 30
_SIDE: Final = 9
_RADIUS: Final = 4.3
_RING: Final = 6.4
_STEP: Final = 7.6  # between two that are stacked
_NUDGE: Final = 4.0  # pixels that a mark may stand beside its place, not to cover another
_LEVELS: Final = (0, -1, 1)
"""Where a mark may stand, in steps from the line: on it, above it, below it."""

SHAPES: Final[Mapping[str, tuple[str, Pair]]] = {
    Mark.GOOD: ("triangle", colours.GOOD),
    Mark.GOOD_ESTIMATED: ("hollow_triangle", colours.GOOD),
    Mark.MIDDLE: ("hollow_circle", colours.INK),
    Mark.BETWEEN: ("hollow_circle", colours.INK),
    Mark.POOR: ("diamond", colours.POOR),
    Mark.POOR_ESTIMATED: ("hollow_diamond", colours.POOR),
    Mark.HIGHER: ("up", colours.INK),
    Mark.LOWER: ("down", colours.INK),
}
"""Marker and colour of each mark that is drawn."""


def draw(data: Standings) -> Drawing:
    """One mark per figure; those without a judgement are not drawn."""
    middle = HEIGHT / 2
    shown = [each for each in data.figures if each.mark in SHAPES]
    across = WIDTH - 2 * _SIDE
    shapes: list[Shape] = [
        Path(f"M{_SIDE} {middle:.0f}H{WIDTH - _SIDE}", colours.LINE, 1.5),
        Path(f"M{WIDTH / 2:.0f} 3V{HEIGHT - 3}", colours.OTHERS, 1.5, "2 2.5"),
    ]
    ordered = sorted(shown, key=lambda each: (each.share, each.mark, each.ring))
    wanted = [_SIDE + across * each.share / 100 for each in ordered]
    radii = [_RING if each.ring else _RADIUS for each in ordered]
    for each, (x, level) in zip(ordered, _spread(wanted, radii), strict=True):
        shapes += _mark(each, min(x, WIDTH - _SIDE), middle + _STEP * level)
    return Drawing(WIDTH, HEIGHT, tuple(shapes))


def _spread(wanted: Sequence[float], radii: Sequence[float]) -> list[tuple[float, int]]:
    """Place and level of each mark: the first level with room, else the nearest place.

    Args:
        wanted: places, from left to right.
        radii: of the marks.
    """
    last = dict.fromkeys(_LEVELS, -1000.0)  # where the last mark on it ends
    found = []
    for x, radius in zip(wanted, radii, strict=True):
        moved = {level: max(0.0, end + radius - x) for level, end in last.items()}
        level = min(_LEVELS, key=lambda each: moved[each])
        place = x + min(moved[level], _NUDGE)
        last[level] = place + radius - 1
        found.append((place, level))
    return found


def _mark(each: Standing, x: float, y: float) -> list[Shape]:
    """A mark, with its ring; what is open covers the line behind it."""
    shape, colour = SHAPES[each.mark]
    ground = Area(_filled(shape, x, y), colours.SCREEN["ground"])
    ring = [marker("hollow_circle", colour, x, y, _RING)] if each.ring else []
    return [ground, marker(shape, colour, x, y, _RADIUS), *ring]


def _filled(shape: str, x: float, y: float) -> str:
    found = marker(shape.removeprefix("hollow_"), colours.INK, x, y, _RADIUS)
    assert isinstance(found, Area)
    return found.area
