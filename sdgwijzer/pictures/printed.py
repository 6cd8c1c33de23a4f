"""A picture as a file of its own: title, place, drawing, key and source on a light ground."""

from collections.abc import Callable, Iterator, Mapping
from typing import Final

from sdgwijzer import colours
from sdgwijzer.colours import Pair
from sdgwijzer.content import Print
from sdgwijzer.pictures import room
from sdgwijzer.pictures.shapes import Area, Drawing, Inset, Label, Path, Shape, block

WIDTH: Final = 800
PIXELS: Final = 1600
"""Of a file of pixels: as wide as a slide."""

_SIDE: Final = 24
INSIDE: Final = WIDTH - 2 * _SIDE
_LINE: Final = 1.3  # of a text, in its own size
_TITLE: Final = 24
_PLACE: Final = 16
_SMALL: Final = 13
_LEAD: Final = 32  # of a key, for its sample


def _dot(x: float, y: float) -> Shape:
    return Path(f"M{x + 9:.1f} {y:.1f}v-.1", colours.OTHERS, 6, round=True)


def _band(x: float, y: float) -> Shape:
    area = block(x, y - 6, 20, 12, colours.OWN.colour)
    return Area(area.area, area.colour, 0.16)


def _former(x: float, y: float) -> Shape:
    return Path(f"M{x:.1f} {y:.1f}h20", colours.OTHERS, 1.6, "2 3")


SAMPLES: Final[Mapping[str, Callable[[float, float], Shape]]] = {
    "dot": _dot,
    "band": _band,
    "former": _former,
}
"""Word in a key → what is drawn before its words."""


def draw(data: Print, drawing: Drawing) -> Drawing:
    """The whole file.

    Args:
        data: its words.
        drawing: the picture itself, `INSIDE` wide.
    """
    shapes: list[Shape] = []
    y = 12.0
    y = _text(shapes, data.title, _TITLE, y, colours.TEXT, bold=True)
    y = _text(shapes, data.place, _PLACE, y + 2, colours.INK) + 12
    shapes.append(Inset(_SIDE, y, drawing))
    y += drawing.height + 12
    for sample, words in data.key:
        below = y + 13
        if sample:
            shapes.append(SAMPLES[sample](_SIDE, below - 4.5))
        left = _SIDE + (_LEAD if sample else 0)
        shapes.append(Label(left, below, room.cut(words, _SMALL, WIDTH - _SIDE - left)))
        y += _SMALL * _LINE + 4
    y = _text(shapes, data.source, _SMALL, y + 4, colours.INK)
    height = round(y + 16)
    return Drawing(WIDTH, height, (block(0, 0, WIDTH, height, _GROUND), *shapes))


def _text(
    shapes: list[Shape], text: str, size: int, y: float, colour: Pair, *, bold: bool = False
) -> float:
    """Put a text in lines among the shapes; where it ends."""
    lines = room.filled(text, size, INSIDE, _MOST, bold=bold)
    shapes += _lines(lines, size, y, colour, bold=bold)
    return y + len(lines) * size * _LINE


def _lines(lines: list[str], size: int, y: float, colour: Pair, *, bold: bool) -> Iterator[Label]:
    for i, line in enumerate(lines, 1):
        yield Label(_SIDE, y + i * size * _LINE, line, size=size, colour=colour, bold=bold)


_MOST: Final = 4  # lines of one text
_GROUND: Final = colours.SCREEN["ground"]
