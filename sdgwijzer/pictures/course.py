"""The course of one indicator: own line with its margin, those beside it, the middle, Flanders.

Names stand at the ends of the lines and never cover each other; a missing year is a gap.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sdgwijzer import colours
from sdgwijzer.colours import Pair
from sdgwijzer.content import Course, Track
from sdgwijzer.pictures import axis, room
from sdgwijzer.pictures.lines import drawn, runs
from sdgwijzer.pictures.shapes import Area, Drawing, Label, Path, Shape, Spot, marker
from sdgwijzer.texts import indicator_page
from sdgwijzer.texts.numbers import number

WIDTH: Final = 560
_HEIGHT: Final = 256
_TOP: Final = 20
_FOOT: Final = 30
_SIZE: Final = 13
_LINE: Final = 17  # of text
_LEAD: Final = 34  # from the end of the lines to the words
_NAMES: Final = 0.42
"""Part of the width that names at the ends may take."""
_BAND: Final = 0.6
"""Part of the spread of the lines that their margin may add at either side."""
_STYLES: Final = {
    # role: colour, width, dash
    "own": (colours.OWN.colour, 3.0, ""),
    "former": (colours.OTHERS, 1.6, "2 3"),
    "flanders": (colours.INK, 1.8, "4 2"),
    "group": (colours.INK, 1.8, "1.5 2"),
    "region": (colours.INK, 1.8, "9 2 3 2"),
}
_ORDER: Final = ("former", "region", "flanders", "group", "peer", "own")
"""From back to front."""


@dataclass(frozen=True, slots=True)
class _Frame:
    """Where a year and a value stand."""

    left: float
    right: float
    bottom: float
    first: int
    last: int
    low: float
    high: float

    def x(self, year: float) -> float:
        if self.first == self.last:
            return (self.left + self.right) / 2
        return self.left + (self.right - self.left) * (year - self.first) / (self.last - self.first)

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return self.bottom - (self.bottom - _TOP) * min(max(share, 0.0), 1.0)


@dataclass(frozen=True, slots=True)
class _End:
    """The words at the end of a line."""

    track: Track
    lines: tuple[str, ...]
    year: int
    value: float


def draw(data: Course, width: int = WIDTH) -> Drawing:
    """All lines, with the axis fitted to them.

    Args:
        data: at least one line with a value.
        width: of the picture, in pixels.
    """
    tracks = sorted(
        (each for each in data.tracks if _known(each)), key=lambda each: _ORDER.index(each.role)
    )
    ends = [_end(each, width) for each in tracks if each.role != "former"]
    gutter = max((_wide(end) for end in ends), default=0.0) + _LEAD + 2
    height = max(_HEIGHT, _TOP + _FOOT + sum(_LINE * len(end.lines) for end in ends))
    low, high = _scale(data, tracks)
    ticks = axis.ticks(low, high, 5)
    places = axis.decimals(ticks)
    numbers = [number(each, places) for each in ticks]
    years = [year for each in tracks for year, _ in _known(each)]
    left = max((room.width(each, _SIZE) for each in numbers), default=0.0) + 10
    frame = _Frame(left, width - gutter, height - _FOOT, min(years), max(years), low, high)
    shapes: list[Shape] = [
        *_grid(frame, ticks, numbers),
        *_band(frame, data),
        *_events(frame, data),
    ]
    for each in tracks:
        shapes += _track(frame, each)
    shapes += _former(frame, tracks)
    shapes += _names(frame, ends)
    return Drawing(width, height, tuple(shapes), fluid=True)


def _known(track: Track) -> tuple[tuple[int, float], ...]:
    return tuple((p.year, p.value) for p in track.points if p.value is not None)


def _end(track: Track, width: int) -> _End:
    """Name and last value, on two lines where they are too long for one."""
    last = next(point for point in reversed(track.points) if point.value is not None)
    assert last.value is not None
    most, bold = width * _NAMES, track.role == "own"
    whole = f"{track.name} {last.shown}"
    fits = room.width(whole, _SIZE, bold=bold) <= most
    lines = (whole,) if fits else (track.name, last.shown)
    cut = tuple(room.cut(each, _SIZE, most, bold=bold) for each in lines)
    return _End(track, cut, last.year, last.value)


def _wide(end: _End) -> float:
    return max(room.width(each, _SIZE, bold=end.track.role == "own") for each in end.lines)


def _scale(data: Course, tracks: Sequence[Track]) -> tuple[float, float]:
    """Ends of the axis: of lines and target, and as much of the margin as is useful."""
    values = [value for each in tracks for _, value in _known(each)]
    values += [] if data.target is None else [data.target[1]]
    values += [] if data.fitted else [0.0]
    low, high = min(values), max(values)
    more = _BAND * (high - low)
    low = min(low, max(low - more, min((each[1] for each in data.band), default=low)))
    high = max(high, min(high + more, max((each[2] for each in data.band), default=high)))
    edge = 0.06 * (high - low) or abs(high) * 0.1 or 1.0
    below = 0.0 if low == 0 or (low > 0 and not data.fitted) else edge
    return low - below, high + edge


def _grid(frame: _Frame, ticks: Sequence[float], numbers: Sequence[str]) -> Iterator[Shape]:
    for value, words in zip(ticks, numbers, strict=True):
        y = frame.y(value)
        yield Path(f"M{frame.left:.1f} {y:.1f}H{frame.right:.1f}", colours.LINE, 1)
        yield Label(frame.left - 6, y + 4.5, words, "end")
    across = max(frame.right - frame.left, 1.0)
    for year in axis.years(frame.first, frame.last, across, 46):
        at = min(max(frame.x(year), 18.0), frame.right + 4)
        yield Label(at, frame.bottom + 21, str(year), "middle")


def _band(frame: _Frame, data: Course) -> Iterator[Area]:
    """The margin of each year, thin; none where it is not known."""
    lows = tuple((year, low) for year, low, _ in data.band)
    highs = tuple((year, high) for year, _, high in data.band)
    below, above = (
        runs(each, [(frame.x(year), frame.y(value)) for year, value in each])
        for each in (lows, highs)
    )
    for bottom, top in zip(below, above, strict=True):
        edge = [*bottom, *reversed(top)]
        if len(bottom) == 1:  # a year alone: as wide as a spot
            (x, low), (_, high) = edge
            edge = [(x - 4, low), (x + 4, low), (x + 4, high), (x - 4, high)]
        yield Area(f"M{'L'.join(f'{x:.1f} {y:.1f}' for x, y in edge)}Z", colours.OWN.colour, 0.16)


def _events(frame: _Frame, data: Course) -> Iterator[Shape]:
    """Where the definition changed, when the municipality merged, and the target."""
    known = [(year, indicator_page.BREAK) for year in data.breaks]
    known += [] if data.merged is None else [(data.merged, indicator_page.MERGER)]
    for row, (year, words) in enumerate(known):
        x = frame.x(year - 0.5)
        yield Path(f"M{x:.1f} {_TOP - 4}V{frame.bottom:.1f}", colours.OTHERS, 1.5, "2 3")
        near = x < (frame.left + frame.right) / 2
        most = (frame.right - x if near else x - frame.left) - 6
        text = room.cut(words, _SIZE, most)
        yield Label(
            x + (5 if near else -5), _TOP - 6 + _LINE * row, text, "start" if near else "end"
        )
    if data.target is not None:
        words, value = data.target
        y = frame.y(value)
        yield Path(f"M{frame.left:.1f} {y:.1f}H{frame.right:.1f}", colours.AIM, 2, "10 4")
        above = y - 5 if y > _TOP + _LINE else y + 15
        text = room.cut(words, _SIZE, frame.right - frame.left - 8)
        yield Label(frame.left + 4, above, text, colour=colours.AIM, halo=True)


def _style(track: Track) -> tuple[Pair, float, str]:
    if track.role == "peer":
        return colours.peer(track.look).colour, 2.0, ""
    return _STYLES[track.role]


def _track(frame: _Frame, track: Track) -> Iterator[Shape]:
    """A line with its gaps, and the marker of its municipality at the end."""
    known = _known(track)
    places = [(frame.x(year), frame.y(value)) for year, value in known]
    colour, width, dash = _style(track)
    yield from drawn(runs(known, places), colour, width, dash)
    if track.role == "own":
        yield Spot(*places[-1], 5.5, colour)
    elif track.role == "peer":
        yield marker(colours.peer(track.look).marker, colour, *places[-1], 4.5)


def _former(frame: _Frame, tracks: Sequence[Track]) -> Iterator[Label]:
    """Names of the municipalities of before, at the start of their lines, away from the own one."""
    above = {year: value for each in tracks if each.role == "own" for year, value in _known(each)}
    tracks = [each for each in tracks if each.role == "former"]
    starts = [_known(track)[0] for track in tracks]
    away = [12 if above.get(year, value - 1) > value else -12 for year, value in starts]
    wanted = [frame.y(value) + side for (_, value), side in zip(starts, away, strict=True)]
    found = room.apart(wanted, [_LINE] * len(tracks), _TOP, frame.bottom)
    for track, (year, _), y in zip(tracks, starts, found, strict=True):
        x = frame.x(year) + 3
        yield Label(x, y + 4.5, room.cut(track.name, _SIZE, frame.right - x), halo=True)


def _names(frame: _Frame, ends: Sequence[_End]) -> Iterator[Shape]:
    """The words at the ends, apart, each with the look of its line before it."""
    heights = [float(_LINE * len(end.lines)) for end in ends]
    wanted = [frame.y(end.value) for end in ends]
    found = room.apart(wanted, heights, 2.0, frame.bottom + 8)
    for end, y, middle, tall in zip(ends, wanted, found, heights, strict=True):
        own = end.track.role == "own"
        first = middle - tall / 2 + _LINE / 2
        lead = f"M{frame.x(end.year) + 7:.1f} {y:.1f}L{frame.right + 12:.1f} {first:.1f}"
        yield Path(lead, colours.LINE, 1)
        yield from _sample(end.track, frame.right + 22, first)
        for row, words in enumerate(end.lines):
            colour = colours.OWN.colour if own else colours.INK
            below = first + _LINE * row + 4.5
            yield Label(frame.right + _LEAD, below, words, colour=colour, bold=own)


def _sample(track: Track, x: float, y: float) -> Iterator[Shape]:
    """What a line looks like: its marker, or a piece of it."""
    colour, width, dash = _style(track)
    if track.role == "own":
        yield Spot(x, y, 5, colour)
    elif track.role == "peer":
        yield marker(colours.peer(track.look).marker, colour, x, y, 4.5)
    else:
        yield Path(f"M{x - 7:.1f} {y:.1f}h14", colour, width, dash)
