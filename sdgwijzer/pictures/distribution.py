"""All municipalities on one indicator: each is a dot, piled up by value; better to the right.

The own one stands on a stem with its name, those beside it have their marker under the line.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from sdgwijzer import colours
from sdgwijzer.content import Distribution, Named
from sdgwijzer.pictures import axis, room
from sdgwijzer.pictures.shapes import Drawing, Label, Path, Shape, Spot, marker, of_peer

Numbers = npt.NDArray[Any]

WIDTH: Final = 560
_SIDE: Final = 12
_TOP: Final = 36  # the head of the stem and its name
_PILES: Final = 132  # as high as piles can be
_BASE: Final = _TOP + _PILES
_DOT: Final = 5.6  # from one dot to the next
_FLAT: Final = 2.5  # lower ones are no dots any more
_SIZE: Final = 13
_ROW: Final = 19
_MARK: Final = 14  # of a name, for its marker
_GAP: Final = 12  # between two names


def draw(data: Distribution, width: int = WIDTH) -> Drawing:
    """Dots, the middle municipality, names under the axis, the ends in words.

    Args:
        data: at least one value.
        width: of the picture, in pixels.
    """
    low, high = axis.ends(np.array(data.values))

    def x(value: float) -> float:
        share = 0.5 if high == low else min(max((value - low) / (high - low), 0.0), 1.0)
        return _SIDE + (1 - share if data.sign < 0 else share) * (width - 2 * _SIDE)

    below, rows = _below(data, x, width)
    height = _BASE + 20 + _ROW * (rows + 1)
    shapes: list[Shape] = [_piles(np.array([x(value) for value in data.values]), width)]
    shapes.append(Path(f"M4 {_BASE}.5H{width - 4}", colours.OTHERS, 1))
    shapes += below
    if data.own is not None:
        shapes += _own(data.own, x(data.own.value), width)
    shapes += _words_at_ends(data.ends, width, height - 5)
    return Drawing(width, height, tuple(shapes), fluid=True)


def _words_at_ends(ends: tuple[str, str], width: int, y: float) -> tuple[Label, Label]:
    """What is to the left and to the right; the longer one gives way where there is no room."""
    most = width - 20
    half = most / 2
    left, right = (room.width(words, _SIZE) for words in ends)
    return (
        Label(4, y, room.cut(ends[0], _SIZE, max(half, most - right))),
        Label(width - 4, y, room.cut(ends[1], _SIZE, max(half, most - left)), "end"),
    )


def _piles(places: Numbers, width: int) -> Path:
    """A dot for each, in columns; flatter ones where a column would be too high."""
    across = width - 2 * _SIDE
    count = max(int(across / (_DOT + 0.6)), 1)
    wide = across / count
    bins = np.clip(((places - _SIDE) / wide).astype(int), 0, count - 1)
    piles = np.bincount(bins, minlength=count)
    step = min(_DOT, _PILES / piles.max())
    dot = min(step * 0.9, wide * 0.86)
    even = step >= _FLAT
    dot = dot if even else wide * 0.8
    start = _BASE - 1 - (dot / 2 if even else 0)
    path = "".join(
        f"M{_SIDE + (i + 0.5) * wide:.1f} {start:.1f}v-{(pile - (0.9 if even else 0)) * step:.1f}"
        for i, pile in enumerate(piles)
        if pile
    )
    dash = f"0 {step:.2f}" if even else f"{step * 0.8:.2f} {step * 0.2:.2f}"
    return Path(path, colours.OTHERS, round(dot, 1), dash, round=even)


def _below(data: Distribution, x: Callable[[float], float], width: int) -> tuple[list[Shape], int]:
    """Markers and names under the axis, in rows; how many rows there are."""
    shapes: list[Shape] = []
    wanted = [x(each.value) for each in data.peers]
    for each, at in zip(
        data.peers, room.apart(wanted, [9.0] * len(wanted), 2, width - 2), strict=True
    ):
        look = of_peer(each.look)
        shapes.append(marker(look.marker, look.colour, at, _BASE + 9, 4.8))
    if data.middle is not None:
        at = x(data.middle.value)
        shapes.insert(0, Path(f"M{at:.1f} {_TOP}V{_BASE + 14}", colours.INK, 1.5, "2 2.5"))
    named = sorted(
        (*([] if data.middle is None else [data.middle]), *data.peers), key=lambda n: x(n.value)
    )
    texts = [room.cut(f"{each.name} {each.shown}", _SIZE, width - 40) for each in named]
    wide = [room.width(text, _SIZE) + _MARK + _GAP for text in texts]
    rows = room.rows(wide, width)
    for row in range(max(rows, default=-1) + 1):
        mine = [i for i, each in enumerate(rows) if each == row]
        wanted = [x(named[i].value) for i in mine]
        found = room.apart(wanted, [wide[i] for i in mine], 2, width - 2)
        for i, middle in zip(mine, found, strict=True):
            left = middle - (wide[i] - _GAP) / 2
            shapes += _name(named[i], texts[i], left, _BASE + 32 + _ROW * row, data.middle)
    return shapes, max(rows, default=-1) + 1


def _name(each: Named, text: str, left: float, y: float, middle: Named | None) -> Iterator[Shape]:
    """A name with the marker of its municipality before it."""
    if each is middle:
        yield Path(f"M{left + 5:.1f} {y - 10:.1f}v12", colours.INK, 1.5, "2 2.5")
    else:
        look = of_peer(each.look)
        yield marker(look.marker, look.colour, left + 5, y - 4.5, 4.5)
    yield Label(left + _MARK, y, text)


def _own(own: Named, at: float, width: int) -> Sequence[Shape]:
    """A stem with a head, and the name on the side that has the most room."""
    text = f"{own.name} {own.shown}"
    left = at > width / 2
    most = (at if left else width - at) - 14
    words = room.cut(text, 15, most, bold=True)
    place = at - 12 if left else at + 12
    colour = colours.OWN.colour
    return (
        Path(f"M{at:.1f} {_BASE}V16", colour, 2.5),
        Spot(at, 14, 7, colour),
        Label(place, 19, words, "end" if left else "start", 15, colour, bold=True),
    )
