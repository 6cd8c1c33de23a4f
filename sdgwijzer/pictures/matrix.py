"""Proposals on two axes of 1 to 5: where the middle of the scores lies, and how far they spread.

Full where those who scored agree, hollow where they are divided. Each has its number beside it; the
same figures stand in words around the picture.
"""

from collections.abc import Iterator, Sequence
from typing import Final

from sdgwijzer import colours
from sdgwijzer.content import Matrix, Position
from sdgwijzer.pictures import room
from sdgwijzer.pictures.shapes import Drawing, Label, Path, Shape, marker

WIDTH: Final = 480
HEIGHT: Final = 400
_LEFT: Final = 44
_BOTTOM: Final = 48
_TOP: Final = 26
_RIGHT: Final = 12
_LOW, _HIGH = 0.5, 5.5
_SIZE: Final = 15
_RADIUS: Final = 7.0
_LINE: Final = 17


def draw(data: Matrix) -> Drawing:
    """The matrix.

    Args:
        data: proposals with a median on both axes.
    """
    shapes = (*_frame(data), *_corners(data), *_spreads(data.positions), *_marks(data.positions))
    return Drawing(WIDTH, HEIGHT, shapes, fluid=True)


def _x(value: float) -> float:
    return _LEFT + (value - _LOW) / (_HIGH - _LOW) * (WIDTH - _LEFT - _RIGHT)


def _y(value: float) -> float:
    return HEIGHT - _BOTTOM - (value - _LOW) / (_HIGH - _LOW) * (HEIGHT - _BOTTOM - _TOP)


def _frame(data: Matrix) -> Iterator[Shape]:
    left, right, top, bottom = _x(_LOW), _x(_HIGH), _y(_HIGH), _y(_LOW)
    edge = f"M{left:.1f} {top:.1f}H{right:.1f}V{bottom:.1f}H{left:.1f}Z"
    yield Path(edge, colours.LINE, 1)
    for score in range(1, 6):
        yield Label(_x(score), bottom + 18, str(score), "middle", _SIZE, colours.INK)
        yield Label(left - 8, _y(score) + 5, str(score), "end", _SIZE, colours.INK)
    vertical, horizontal = data.border
    cross = (
        f"M{left:.1f} {_y(vertical):.1f}H{right:.1f}M{_x(horizontal):.1f} {top:.1f}V{bottom:.1f}"
    )
    yield Path(cross, colours.INK, 1.2, dash="5 4")
    yield Label(left, top - 8, data.axes[0], "start", _SIZE, bold=True)
    yield Label(right, bottom + 38, data.axes[1], "end", _SIZE, bold=True)


def _corners(data: Matrix) -> Iterator[Label]:
    both, first, second, none = data.corners
    left, right, top, bottom = _x(_LOW) + 8, _x(_HIGH) - 8, _y(_HIGH) + 18, _y(_LOW) - 8
    yield Label(right, top, both, "end", _SIZE, colours.INK)
    yield Label(left, top, first, "start", _SIZE, colours.INK)
    yield Label(right, bottom, second, "end", _SIZE, colours.INK)
    yield Label(left, bottom, none, "start", _SIZE, colours.INK)


def _spreads(positions: Sequence[Position]) -> Iterator[Path]:
    """From the first to the third quartile on both axes."""
    for each in positions:
        (low, high), (left, right) = each.spread
        lines = f"M{_x(left):.1f} {_y(each.y):.1f}H{_x(right):.1f}"
        lines += f"M{_x(each.x):.1f} {_y(low):.1f}V{_y(high):.1f}"
        yield Path(lines, colours.OTHERS, 1.4)


def _marks(positions: Sequence[Position]) -> Iterator[Shape]:
    for each in positions:
        name = "hollow_circle" if each.divided else "circle"
        yield marker(name, colours.OWN.colour, _x(each.x), _y(each.y), _RADIUS)
    taken: list[tuple[float, float]] = []
    for each in sorted(positions, key=lambda one: (-one.y, one.x)):
        x, y = _free(each, taken)
        taken.append((x, y))
        yield Label(x, y, each.number, "start", _SIZE, colours.TEXT, bold=True, halo=True)


def _free(each: Position, taken: Sequence[tuple[float, float]]) -> tuple[float, float]:
    """Beside its mark, or below the names that stand there."""
    wide = room.width(each.number, _SIZE) + 4
    x = min(_x(each.x) + _RADIUS + 4, WIDTH - _RIGHT - wide)
    y = _y(each.y) + 5
    while any(abs(x - a) < wide and abs(y - b) < _LINE for a, b in taken):
        y += _LINE / 2
    return x, y
