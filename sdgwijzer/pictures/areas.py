"""All municipalities on a map that stands still, with what its colours mean."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from sdgwijzer import colours
from sdgwijzer.colours import SCREEN, Pair
from sdgwijzer.content import Areas
from sdgwijzer.pictures import room
from sdgwijzer.pictures.shapes import Area, Drawing, Inset, Label, Path, Shape, block

WIDTH: Final = 752
_SIZE: Final = 13
_ROW: Final = 22
_LEAD: Final = 26  # from a sample to its words
_GAP: Final = 18  # between two entries of the legend
_OWN: Final = 2.2  # wide, on the screen
_BESIDE: Final = 0.7


def draw(data: Areas, width: int = WIDTH) -> Drawing:
    """The map as wide as there is room, and its legend below it.

    Args:
        data: outlines, and the style of each.
        width: of the picture, in pixels.
    """
    wide, high = data.size
    scale = width / wide
    inner = Drawing(wide, high, (*_areas(data), *_marks(data, scale)))
    below = high * scale + 10
    shapes: list[Shape] = [Inset(0, 0, inner, scale)]
    x, y = 0.0, below
    for style, words in data.legend:
        text = room.cut(words, _SIZE, width - _LEAD)
        needed = _LEAD + room.width(text, _SIZE)
        if x and x + needed > width:
            x, y = 0.0, y + _ROW
        shapes += _entry(style, text, x, y)
        x += needed + _GAP
    return Drawing(width, round(y + (_ROW if data.legend else 0)), tuple(shapes), fluid=True)


def _areas(data: Areas) -> Iterator[Area]:
    """One shape per style: the outlines of all that have it."""
    found: dict[str, list[str]] = defaultdict(list)
    for code, outline in data.outlines.items():
        found[data.styles.get(code, _NONE)].append(outline)
    for style, outlines in sorted(found.items()):
        yield Area("".join(outlines), _colour(style), edge=_edge(style))


def _marks(data: Areas, scale: float) -> Iterator[Path]:
    """The edge of those beside it, and of the own municipality above all; as thick on any map."""
    for code in data.peers:
        if code in data.outlines:
            yield Path(data.outlines[code], colours.TEXT, round(_BESIDE / scale, 2))
    if data.own in data.outlines:
        yield Path(data.outlines[data.own], colours.TEXT, round(_OWN / scale, 2))


def _entry(style: str, text: str, x: float, y: float) -> Iterator[Shape]:
    sample = block(x + 1, y + 2, 18, 13, _colour(style))
    yield Area(sample.area, sample.colour, edge=colours.OTHERS)
    yield Label(x + _LEAD, y + 13, text)


_NONE: Final = "missing"


def _colour(style: str) -> Pair:
    return SCREEN["ground" if style == _NONE else style]


def _edge(style: str) -> Pair:
    """Lines of the ground between areas; around what has no colour a line that shows."""
    return colours.OTHERS if style == _NONE else SCREEN["ground"]
