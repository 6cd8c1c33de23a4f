"""All municipalities on two indicators: each is a dot, better to the right and upwards.

The own one and those beside it have their marker and their name; dashed lines are the medians.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from sdgwijzer import colours
from sdgwijzer.content import Dot, Scatter
from sdgwijzer.pictures import axis, room
from sdgwijzer.pictures.shapes import Drawing, Label, Path, Shape, marker, of_peer
from sdgwijzer.texts.numbers import number

WIDTH: Final = 560
_HEIGHT: Final = 400  # of the plot
_EDGE: Final = 10  # from the frame to the outermost dots
_SIZE: Final = 13
_LINE: Final = 17  # of a title
_TICKS: Final = 24
_DOT: Final = 5.2
_RADIUS: Final = 6.0
_FAR: Final = (11.0, 26.0, 44.0, 66.0)
"""How far from its marker a name may stand; from the second on, a line leads to it."""

_AROUND: Final = ((1, 0), (-1, 0), (0, -1), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1))

_Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, slots=True)
class _Scale:
    """Where a value stands: from `start` to `stop` in pixels, in the order of better."""

    low: float
    high: float
    start: float
    stop: float

    def at(self, value: float) -> float:
        """Its place; beyond the ends it is the edge."""
        share = (value - self.low) / (self.high - self.low) if self.high > self.low else 0.5
        return self.start + min(max(share, 0.0), 1.0) * (self.stop - self.start)


def draw(data: Scatter, width: int = WIDTH) -> Drawing:
    """Dots, medians, markers and names, the axes with their titles.

    Args:
        data: at least one dot.
        width: of the picture, in pixels.
    """
    xs, ys = np.array([dot.x for dot in data.dots]), np.array([dot.y for dot in data.dots])
    above = _titles(data.y, data.ends[1], width)
    below = _titles(data.x, data.ends[0], width)
    top = _LINE * len(above) + 8
    bottom = top + _HEIGHT
    y_low, y_high = axis.ends(ys)
    y = _scale(y_low, y_high, bottom - _EDGE, top + _EDGE, data.signs[1])
    rows = _numbers(y_low, y_high, 6)
    left = max(room.width(words, _SIZE) for _, words in rows) + 8 if rows else 8.0
    x_low, x_high = axis.ends(xs)
    x = _scale(x_low, x_high, left + _EDGE, width - _EDGE - 4, data.signs[0])
    shapes: list[Shape] = [
        *_frame(x, y, rows, _numbers(x_low, x_high, width // 90), (left, top, width - 4, bottom)),
        _dots([dot for dot in data.dots if dot.role == "other"], x, y),
        *_medians(data, x, y, (left, top, width - 4, bottom)),
        *_named(data.dots, x, y, (left, top, width - 4, bottom)),
    ]
    shapes += _written(above, 13, width)
    shapes += _written(below, bottom + _TICKS + 13, width)
    return Drawing(width, bottom + _TICKS + _LINE * len(below) + 4, tuple(shapes), fluid=True)


def _scale(low: float, high: float, start: float, stop: float, sign: int) -> _Scale:
    return _Scale(low, high, stop, start) if sign < 0 else _Scale(low, high, start, stop)


def _numbers(low: float, high: float, most: int) -> list[tuple[float, str]]:
    """Round numbers of an axis as they are read."""
    ticks = axis.ticks(low, high, most) if high > low else [low]
    places = axis.decimals(ticks)
    return [(each, number(each, places)) for each in ticks]


def _titles(title: str, end: str, width: int) -> list[tuple[str, str]]:
    """Lines of the title of an axis; behind the first what its end means."""
    first = width - room.width(end, _SIZE, bold=True) - 20
    lines = room.wrapped(title, _SIZE, first, width - 8)
    return [(line, end if i == 0 else "") for i, line in enumerate(lines)]


def _written(lines: Sequence[tuple[str, str]], y: float, width: int) -> Iterator[Label]:
    for i, (words, end) in enumerate(lines):
        yield Label(2, y + i * _LINE, words)
        if end:
            yield Label(width - 4, y + i * _LINE, end, "end", bold=True)


def _frame(
    x: _Scale,
    y: _Scale,
    rows: Sequence[tuple[float, str]],
    columns: Sequence[tuple[float, str]],
    box: _Box,
) -> Iterator[Shape]:
    """Lines at round numbers, with these numbers."""
    left, top, right, bottom = box
    for value, words in rows:
        yield Path(f"M{left:.1f} {y.at(value):.1f}H{right:.1f}", colours.LINE, 1)
        yield Label(left - 6, y.at(value) + 4.5, words, "end")
    for value, words in columns:
        yield Path(f"M{x.at(value):.1f} {top}V{bottom}", colours.LINE, 1)
        half = room.width(words, _SIZE) / 2
        at = min(max(x.at(value), half + 1), right + 3 - half)
        yield Label(at, bottom + 17, words, "middle")


def _dots(dots: Sequence[Dot], x: _Scale, y: _Scale) -> Path:
    """All others in one stroke: lines without length have round ends."""
    path = "".join(f"M{x.at(dot.x):.1f} {y.at(dot.y):.1f}h0" for dot in dots)
    return Path(path or "M0 0", colours.OTHERS, _DOT, round=True)


def _medians(data: Scatter, x: _Scale, y: _Scale, box: _Box) -> Iterator[Path]:
    left, top, right, bottom = box
    if data.middle is not None:
        yield Path(f"M{x.at(data.middle[0]):.1f} {top}V{bottom}", colours.INK, 1.5, "5 4")
        yield Path(f"M{left:.1f} {y.at(data.middle[1]):.1f}H{right:.1f}", colours.INK, 1.5, "5 4")


def _named(dots: Sequence[Dot], x: _Scale, y: _Scale, box: _Box) -> list[Shape]:
    """Markers, and the names that find room: the own one first, then in the order of choice."""
    many = [dot for dot in dots if dot.role == "peer" and dot.look is None]
    peers = [dot for dot in dots if dot.role == "peer" and dot.look is not None]
    own = [dot for dot in dots if dot.role == "own"]
    shapes: list[Shape] = [
        marker("circle", colours.INK, x.at(dot.x), y.at(dot.y), 3.6) for dot in many
    ]
    shown = [*own, *sorted(peers, key=lambda dot: dot.look or 0)]
    places = [(x.at(dot.x), y.at(dot.y)) for dot in shown]
    taken: list[_Box] = [(a - 7, b - 7, a + 7, b + 7) for a, b in places]
    words: list[Shape] = []
    for dot, place in zip(shown, places, strict=True):
        words += _name(dot, place, taken, box)
    for dot, (a, b) in reversed(list(zip(shown, places, strict=True))):
        look = colours.OWN if dot.role == "own" else of_peer(dot.look)
        shapes.append(marker(look.marker, look.colour, a, b, _RADIUS))
    return [*shapes, *words]


def _name(dot: Dot, place: tuple[float, float], taken: list[_Box], box: _Box) -> Iterator[Shape]:
    """The name beside its marker, or further off with a line to it; nothing where it has no room.

    Args:
        dot: whose name it is.
        place: of its marker.
        taken: markers and names that are there; the name is added.
        box: of the plot.
    """
    own = dot.role == "own"
    wide = room.width(dot.name, _SIZE, bold=own)
    colour = colours.OWN.colour if own else of_peer(dot.look).colour
    for far in _FAR:
        for dx, dy in _AROUND:
            a, b = place[0] + dx * far, place[1] + dy * far
            left = a if dx > 0 else a - wide if dx < 0 else a - wide / 2
            found = (left, b - 8, left + wide, b + 8)
            inside = found[0] >= box[0] and found[2] <= box[2]
            inside = inside and found[1] >= box[1] and found[3] <= box[3]
            if not inside or any(_overlap(found, other) for other in taken):
                continue
            taken.append(found)
            if far > _FAR[0]:
                yield Path(f"M{place[0]:.1f} {place[1]:.1f}L{a:.1f} {b:.1f}", colour, 1)
            ink = colour if own else colours.INK
            yield Label(left, b + 4.5, dot.name, "start", _SIZE, ink, bold=own, halo=True)
            return


def _overlap(one: _Box, other: _Box) -> bool:
    apart = (one[2] <= other[0], other[2] <= one[0], one[3] <= other[1], other[3] <= one[1])
    return not any(apart)
