"""A few municipalities on one axis, among all: better to the right.

The line is thick where the middle half of all stands, and dotted across at the middle one.
"""

from collections.abc import Sequence
from typing import Final

from sdgwijzer import colours
from sdgwijzer.content import Among
from sdgwijzer.pictures.shapes import Drawing, Path, Shape, Spot, marker, of_peer

WIDTH: Final = 232
HEIGHT: Final = 30
_SIDE: Final = 8
_MIDDLE: Final = HEIGHT // 2
_RADIUS: Final = 4.4
_APART: Final = 10.0  # pixels from one marker to the next on the same level
_LEVELS: Final = (0, -10, 10)
"""Where a marker may stand that would cover another: on the line, above it, below it."""


def draw(data: Among) -> Drawing:
    """The axis, the markers of the others, and the own one before them."""

    def x(value: float) -> float:
        low, *_, high = data.spread
        share = 0.5 if high == low else min(max((value - low) / (high - low), 0.0), 1.0)
        return _SIDE + (1 - share if data.sign < 0 else share) * (WIDTH - 2 * _SIDE)

    _, first, middle, last, _ = (x(value) for value in data.spread)
    peers = [(x(value), look) for value, look in data.peers]
    own = [] if data.own is None else [x(data.own)]
    levels = _levels([*own, *(at for at, _ in peers)])
    shapes: list[Shape] = [
        Path(f"M{_SIDE} {_MIDDLE}H{WIDTH - _SIDE}", colours.LINE, 1.5),
        Path(f"M{min(first, last):.0f} {_MIDDLE}H{max(first, last):.0f}", colours.LINE, 6),
        Path(f"M{middle:.0f} 3V{HEIGHT - 3}", colours.OTHERS, 1.5, "2 2.5"),
    ]
    for (at, number), level in zip(peers, levels[len(own) :], strict=True):
        look = of_peer(number)
        shapes.append(marker(look.marker, look.colour, at, _MIDDLE + level, _RADIUS))
    shapes += [Spot(at, _MIDDLE, 5.2, colours.OWN.colour) for at in own]
    return Drawing(WIDTH, HEIGHT, tuple(shapes))


def _levels(places: Sequence[float]) -> list[int]:
    """The level of each marker: the first where it covers none before it, or else the line."""
    taken: list[tuple[float, int]] = []
    for at in places:
        free = (
            level
            for level in _LEVELS
            if all(abs(at - other) >= _APART for other, there in taken if there == level)
        )
        taken.append((at, next(free, 0)))
    return [level for _, level in taken]
