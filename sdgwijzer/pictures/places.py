"""Goals or indicators below each other, each with its place among all: for a document.

640 units are 17 centimetres on paper, so letters of 12 are 9 points. Names take two lines and are
never cut; all 17 goals have room on a page with what is said of them.
"""

from collections.abc import Iterator
from itertools import accumulate
from typing import Final

from sdgwijzer import colours
from sdgwijzer.colours import Pair
from sdgwijzer.content import Among, PlaceRow, Places
from sdgwijzer.pictures import among, room, standings
from sdgwijzer.pictures.shapes import Drawing, Inset, Label, Path, Shape, block, marker, of_peer

WIDTH: Final = 640
SIZE: Final = 12
_LINE: Final = 14
_ROW: Final = 17
_TILE: Final = 34
_HEAD: Final = 22
_COLOURS: Final = {"good": colours.GOOD, "poor": colours.POOR}


def draw(data: Places) -> Drawing:
    """A row each, with the ends of the axis and the heads of the columns above them."""
    legend = _LINE + 8 if data.looks else 0
    made = [_Row(each) for each in data.rows]
    tops = list(accumulate((row.height for row in made), initial=float(legend + _HEAD)))
    shapes: list[Shape] = [*_legend(data), *_heads(data, legend + 15.0)]
    for row, top in zip(made, tops, strict=False):
        shapes.append(Path(f"M0 {top:.0f}H{WIDTH}", colours.LINE, 1))
        shapes += row.drawn(top)
    shapes.append(Path(f"M0 {tops[-1]:.0f}H{WIDTH}", colours.LINE, 1))
    return Drawing(WIDTH, round(tops[-1]) + 2, tuple(shapes))


class _Row:
    """One row: where its parts stand, and how high it is."""

    def __init__(self, row: PlaceRow) -> None:
        self.row = row
        self.tiled = row.goal is not None
        self.left = _TILE + 8 if self.tiled else 0
        self.names = room.wrapped(row.name, SIZE, _columns(self.tiled)[0] - self.left - 6)
        self.words = [
            room.wrapped(text, SIZE, wide)
            for (text, _), wide in zip(row.after, _after(len(row.after))[1], strict=True)
        ]
        lines = max(len(self.names), *(len(each) for each in self.words), 1)
        self.height = max(_ROW, (lines * _LINE + 5 if lines > 1 else 0))

    def drawn(self, top: float) -> Iterator[Shape]:
        """Its shapes, from this height down."""
        row, middle = self.row, top + self.height / 2
        _, axis = _columns(self.tiled)
        if row.goal is not None:
            colour = colours.on_goal(row.goal)
            yield block(0, middle - 9, _TILE, 18, colours.of_goal(row.goal))
            yield Label(
                _TILE / 2,
                middle + 4.5,
                str(row.goal),
                "middle",
                SIZE,
                Pair(colour, colour),
                bold=True,
            )
        yield from _text(self.names, self.left, middle, "start", colours.TEXT)
        if row.value:
            yield Label(
                axis - 12, middle + 4.5, row.value, "end", SIZE, colours.OWN.colour, bold=True
            )
        if row.data is None:
            yield Label(axis, middle + 4.5, row.words, "start", SIZE, colours.INK)
        else:
            small = (
                among.draw(row.data) if isinstance(row.data, Among) else standings.draw(row.data)
            )
            scale = among.WIDTH / small.width
            yield Inset(axis, middle - small.height * scale / 2, small, scale)
        places, _ = _after(len(row.after))
        for lines, (_, style), x in zip(self.words, row.after, places, strict=True):
            anchor = "start" if len(row.after) == 1 else "end"
            if row.mark in standings.SHAPES:
                shape, painted = standings.SHAPES[row.mark]
                yield marker(shape, painted, x - 10, middle, 4.3)
            yield from _text(lines, x, middle, anchor, _COLOURS.get(style, colours.INK))


def _columns(tiled: bool) -> tuple[int, int]:
    """Where the names end, and where the axis begins."""
    return (304, 310) if tiled else (196, 286)


def _after(count: int) -> tuple[list[float], list[float]]:
    """Places and widths of the columns behind the axis."""
    if count == 1:
        return [540.0], [100.0]
    return [WIDTH - 34.0 * (count - 1 - i) - 4 for i in range(count)], [34.0] * count


def _text(lines: list[str], x: float, middle: float, anchor: str, colour: Pair) -> Iterator[Label]:
    first = middle - (len(lines) - 1) * _LINE / 2 + 4.5
    for number, line in enumerate(lines):
        yield Label(x, first + number * _LINE, line, anchor, SIZE, colour)


def _heads(data: Places, y: float) -> Iterator[Label]:
    """Words above the ends of the axis, and above the columns behind it."""
    _, axis = _columns(any(row.goal is not None for row in data.rows))
    left, right = data.ends
    yield Label(axis, y, left, "start", SIZE, colours.INK)
    yield Label(axis + among.WIDTH, y, right, "end", SIZE, colours.INK)
    places, _ = _after(len(data.heads))
    for text, x in zip(data.heads, places, strict=True):
        yield Label(x, y, text, "end" if len(data.heads) > 1 else "start", SIZE, colours.INK)


def _legend(data: Places) -> Iterator[Shape]:
    """The marker and the name of each municipality, in one line."""
    x = 0.0
    for name, look in data.looks:
        shown = colours.OWN if look is None else of_peer(look)
        yield marker("circle" if look is None else shown.marker, shown.colour, x + 6, 9, 5)
        yield Label(x + 16, 13.5, name, "start", SIZE, colours.TEXT, bold=look is None)
        x += 30 + room.width(name, SIZE, bold=look is None)
