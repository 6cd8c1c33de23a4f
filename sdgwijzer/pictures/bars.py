"""Values of a few municipalities as bars below each other, from zero."""

from typing import Final

from sdgwijzer import colours
from sdgwijzer.colours import Pair
from sdgwijzer.content import Bar, Bars
from sdgwijzer.pictures import room
from sdgwijzer.pictures.shapes import Area, Drawing, Label, Path, Shape, of_peer

WIDTH: Final = 560
_ROW: Final = 26
_THICK: Final = 15
_SIZE: Final = 14
_NAMES: Final = 0.36
"""Part of the width that names may take."""
_GAP: Final = 8


def draw(data: Bars, width: int = WIDTH) -> Drawing:
    """A name, a bar and a value on each line; bars below zero go to the left.

    Args:
        data: at least one bar.
        width: of the picture, in pixels.
    """
    names = [
        room.cut(bar.named.name, _SIZE, width * _NAMES, bold=bar.role == "own") for bar in data.bars
    ]
    start = max(_wide(bar, name) for bar, name in zip(data.bars, names, strict=True)) + _GAP
    shown = max(_wide(bar, bar.named.shown) for bar in data.bars) + _GAP
    values = [bar.named.value for bar in data.bars]
    low, high = min(0.0, *values), max(0.0, *values)
    first = start + (shown if low < 0 else 0.0)
    scale = (width - shown - first) / ((high - low) or 1.0)
    zero = first - low * scale
    shapes: list[Shape] = []
    for row, (bar, name) in enumerate(zip(data.bars, names, strict=True)):
        shapes += _bar(bar, name, start, zero, bar.named.value * scale, _ROW * (row + 0.5))
    height = _ROW * len(data.bars)
    shapes.append(Path(f"M{zero:.1f} 0V{height}", colours.OTHERS, 1))
    return Drawing(width, height, tuple(shapes), fluid=True)


def _wide(bar: Bar, text: str) -> float:
    return room.width(text, _SIZE, bold=bar.role == "own")


def _bar(
    bar: Bar, name: str, start: float, zero: float, long: float, middle: float
) -> tuple[Shape, ...]:
    bold = bar.role == "own"
    left, right = sorted((zero, zero + long))
    top, below = middle - _THICK / 2, middle + 5
    words = (left - _GAP, "end") if long < 0 else (right + _GAP, "start")
    return (
        Label(start - _GAP, below, name, "end", _SIZE, bold=bold),
        Area(f"M{left:.1f} {top:.1f}H{right:.1f}v{_THICK}H{left:.1f}Z", _colour(bar)),
        Label(words[0], below, bar.named.shown, words[1], _SIZE, bold=bold),
    )


def _colour(bar: Bar) -> Pair:
    if bar.role == "own":
        return colours.OWN.colour
    return of_peer(bar.named.look).colour if bar.role == "peer" else colours.OTHERS
