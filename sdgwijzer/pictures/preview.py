"""What a link looks like where it is shared: place, title, figure, sentence and the 17 colours."""

from collections.abc import Iterator
from typing import Final

from sdgwijzer import colours
from sdgwijzer.colours import Pair
from sdgwijzer.content import Preview
from sdgwijzer.goals import GOALS
from sdgwijzer.pictures import room
from sdgwijzer.pictures.shapes import Drawing, Label, Shape, block

WIDTH: Final = 1200
HEIGHT: Final = 630
"""Pixels: what networks show whole."""

_SIDE: Final = 70
_MOST: Final = WIDTH - 2 * _SIDE
_BAND: Final = 22  # high, with a colour per goal
_TILE: Final = (148, 84)
_TOP: Final = 100
_BOTTOM: Final = HEIGHT - _BAND - 24
_LINE: Final = 1.2  # of a text, in its own size
_PLACE: Final = 40
_TITLE: Final = 54
_FIGURE: Final = 100
_YEAR: Final = 40
_SENTENCE: Final = 32


def draw(data: Preview) -> Drawing:
    """The picture; a sentence that is too long ends with an ellipsis."""
    shapes: list[Shape] = [
        block(0, 0, WIDTH, HEIGHT, colours.SCREEN["ground"]),
        *_band(),
        Label(_SIDE, _TOP, data.site, size=30, colour=colours.INK),
    ]
    if data.goal is not None:
        shapes += _tile(data.goal)
    y = _TOP + 20.0
    parts = (
        (data.place, _PLACE, 1, colours.OWN.colour),
        (data.title, _TITLE, 2 if data.figure[0] else 3, colours.TEXT),
    )
    for text, size, most, colour in parts:
        lines = room.filled(text, size, _MOST, most, bold=True)
        shapes += _lines(lines, size, y, colour, bold=True)
        y += _high(lines, size) + 6
    if data.figure[0]:
        shapes += _figure(data.figure, y)
        y += _FIGURE * 1.05
    most = max(int((_BOTTOM - y - 12) / (_SENTENCE * _LINE)), 1)
    lines = room.filled(data.sentence, _SENTENCE, _MOST, most)
    shapes += _lines(lines, _SENTENCE, y + 12, colours.INK)
    return Drawing(WIDTH, HEIGHT, tuple(shapes))


def _band() -> Iterator[Shape]:
    wide = WIDTH / len(GOALS)
    for i, goal in enumerate(GOALS):
        yield block(i * wide, HEIGHT - _BAND, wide, _BAND, colours.of_goal(goal.number))


def _tile(number: int) -> Iterator[Shape]:
    """The number of a goal on its colour, in the corner."""
    wide, high = _TILE
    left = WIDTH - _SIDE - wide
    ink = colours.on_goal(number)
    yield block(left, 42, wide, high, colours.of_goal(number))
    yield Label(left + wide / 2, 104, str(number), "middle", 60, Pair(ink, ink), bold=True)


def _figure(figure: tuple[str, str], y: float) -> Iterator[Shape]:
    number, year = figure
    base = y + _FIGURE * 0.9
    number = room.cut(number, _FIGURE, _MOST * 0.8, bold=True)
    right = _SIDE + room.width(number, _FIGURE, bold=True)
    yield Label(_SIDE, base, number, size=_FIGURE, colour=colours.OWN.colour, bold=True)
    yield Label(right + 10, base, year, size=_YEAR, colour=colours.INK)


def _lines(
    lines: list[str], size: int, y: float, colour: Pair, *, bold: bool = False
) -> Iterator[Shape]:
    for i, line in enumerate(lines, 1):
        yield Label(_SIDE, y + i * size * _LINE, line, size=size, colour=colour, bold=bold)


def _high(lines: list[str], size: int) -> float:
    return len(lines) * size * _LINE
