"""Pictures as data: what is drawn, in words too. `pictures/` and `charts` draw them."""

from dataclasses import dataclass

from sdgwijzer.content.base import Block

Points = tuple[tuple[int, float], ...]
"""Years with a value."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a small picture; role: own, beside (set back), flanders, group or peer."""

    points: Points
    role: str


@dataclass(frozen=True, slots=True)
class Lines:
    """The course of the years, small.

    Attributes:
        own: at least two points; the last one gets a dot.
        beside: lines behind it.
        bounds: lowest and highest value of the scale; None: those of the lines.
        small: as in a row, or as one of many panels.
    """

    own: Line
    beside: tuple[Line, ...]
    bounds: tuple[float, float] | None = None
    small: bool = True


@dataclass(frozen=True, slots=True)
class Strip:
    """Where a municipality stands among all: each is a mark, better to the right.

    Attributes:
        values: of all municipalities that have one.
        sign: 1 higher is better, -1 lower is better, 0 neither.
        own: which of the values is the own one.
        peers: which are marked.
    """

    values: tuple[float, ...]
    sign: int
    own: int
    peers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A value on an axis, with its number and its word."""

    value: float
    number: str
    word: str


@dataclass(frozen=True, slots=True)
class Distribution:
    """How many municipalities have which value, and who is where.

    Attributes:
        values: of all that have one.
        own: the own value; None without one.
        peers: values that are marked.
        ticks: lowest, quarters, median, highest.
    """

    values: tuple[float, ...]
    own: float | None
    peers: tuple[float, ...]
    ticks: tuple[Tick, ...]


@dataclass(frozen=True, slots=True)
class Figure(Block):
    """A picture with the figures that it is drawn from.

    Attributes:
        data: what is drawn.
        alt: the same in words.
        below: words under it: at its left, and at its right end where there are two.
    """

    data: Lines | Strip | Distribution
    alt: str
    below: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Panel:
    """One of many small pictures; without a picture the words alone."""

    name: str
    figure: Figure | None
    words: str


@dataclass(frozen=True, slots=True)
class Gallery(Block):
    """Small pictures side by side, all on the same scale."""

    panels: tuple[Panel, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One year of a line, and its value as it is read; None is a gap."""

    year: int
    value: float | None
    shown: str


@dataclass(frozen=True, slots=True)
class Track:
    """One line of a chart: role own, peer, former, flanders or group; without years left out."""

    name: str
    role: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Course:
    """The years of one indicator, to study.

    Attributes:
        tracks: lines in the order in which they are drawn.
        band: year, lower and upper limit of chance of the own line.
        breaks: years in which the definition changed.
        merged: the year in which the municipality merged, when it is inside the years.
        target: its words and its value.
        unit: of the values.
    """

    tracks: tuple[Track, ...]
    band: tuple[tuple[int, float, float], ...]
    breaks: tuple[int, ...]
    merged: int | None
    target: tuple[str, float] | None
    unit: str


@dataclass(frozen=True, slots=True)
class Dot:
    """One municipality in a scatter, and its values as they are read; role: own, peer or other."""

    name: str
    x: float
    y: float
    shown: tuple[str, str]
    role: str


@dataclass(frozen=True, slots=True)
class Scatter:
    """All municipalities on two indicators, to study; x and y are the titles of the axes."""

    dots: tuple[Dot, ...]
    x: str
    y: str
