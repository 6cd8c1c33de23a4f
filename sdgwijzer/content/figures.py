"""Pictures as data: what is drawn, in words too. `pictures/` and `charts` draw them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from sdgwijzer.content.base import Block

Points = tuple[tuple[int, float], ...]
"""Years with a value."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a small picture.

    Attributes:
        points: at least one year.
        role: own, beside (set back), flanders, group or peer.
        look: number of its look, of a peer; None: one of many.
    """

    points: Points
    role: str
    look: int | None = None


@dataclass(frozen=True, slots=True)
class Lines:
    """The course of the years, small.

    Attributes:
        own: at least one point; the last one gets a dot.
        beside: lines behind it.
        bounds: lowest and highest value of the scale; None: those of the lines.
        size: spark (84 x 24, in a line of a table), row, or panel (one of many).
    """

    own: Line
    beside: tuple[Line, ...] = ()
    bounds: tuple[float, float] | None = None
    size: Literal["spark", "row", "panel"] = "row"


@dataclass(frozen=True, slots=True)
class Strip:
    """Where a municipality stands among all: each is a mark, better to the right.

    Attributes:
        values: of all municipalities that have one.
        sign: 1 higher is better, -1 lower is better, 0 neither.
        own: which of the values is the own one.
        peers: which are marked, each with the number of its look (`colours.peer`); None: one
            of many.
    """

    values: tuple[float, ...]
    sign: int
    own: int
    peers: tuple[tuple[int, int | None], ...]


@dataclass(frozen=True, slots=True)
class Among:
    """A few municipalities on one axis, among all; better to the right.

    Attributes:
        spread: of all: nearly the lowest value, the lower quarter, the middle one, the upper
            quarter, nearly the highest; beyond the ends one stands at the edge.
        sign: 1 higher is better, -1 lower is better, 0 neither.
        own: value of the own municipality; None where it has none.
        peers: value and number of the look of the others.
    """

    spread: tuple[float, float, float, float, float]
    sign: int
    own: float | None
    peers: tuple[tuple[float, int | None], ...]


@dataclass(frozen=True, slots=True)
class Standing:
    """One figure among those of all municipalities.

    Attributes:
        share: of the other municipalities that it is better than, 0 to 100.
        mark: a code of `views.marks.Mark`.
        ring: is it a strength or a point of attention?
    """

    share: float
    mark: str
    ring: bool = False


@dataclass(frozen=True, slots=True)
class Standings:
    """Where many figures of one municipality stand: a mark for each, better to the right."""

    figures: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class PlaceRow:
    """One row of `Places`.

    Attributes:
        name: of a goal or an indicator.
        goal: whose tile stands before it; None for none.
        value: the own figure as it is read; "" for none.
        data: where it stands; None where nothing is judged.
        words: what stands there then.
        after: what follows, in columns: words with their style (good, middle, poor, unknown).
        mark: a code of `views.marks.Mark`, drawn before a single word; "" for none.
    """

    name: str
    goal: int | None
    value: str
    data: Standings | Among | None
    words: str
    after: tuple[tuple[str, str], ...]
    mark: str = ""


@dataclass(frozen=True, slots=True)
class Places:
    """Goals or indicators below each other, each with its place among all; better to the right.

    Attributes:
        rows: in order.
        ends: words above the left and the right end.
        heads: above what follows.
        looks: name and number of the look of those whose markers are drawn; None: the own one.
    """

    rows: tuple[PlaceRow, ...]
    ends: tuple[str, str]
    heads: tuple[str, ...] = ()
    looks: tuple[tuple[str, int | None], ...] = ()


@dataclass(frozen=True, slots=True)
class Named:
    """A municipality with its value, and how both are read.

    Attributes:
        name: as it is written.
        value: in the unit of the indicator.
        shown: the value as it is read.
        look: number of its look (`colours.peer`), from 0; None: one of many, without its own.
    """

    name: str
    value: float
    shown: str
    look: int | None = 0


@dataclass(frozen=True, slots=True)
class Distribution:
    """How many municipalities have which value, and who is where; better to the right.

    Attributes:
        values: of all that have one; at least one.
        sign: 1 higher is better, -1 lower is better (the axis turns), 0 neither.
        own: the own municipality; None where it has no value.
        peers: those that stand beside it.
        middle: the middle municipality, as it is called; None: not named.
        ends: words at the left and at the right end: "minder goed (14 %)", "beter (3 %)".
    """

    values: tuple[float, ...]
    sign: int
    own: Named | None
    peers: tuple[Named, ...]
    middle: Named | None
    ends: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar; role: own, peer or other."""

    named: Named
    role: Literal["own", "peer", "other"] = "other"


@dataclass(frozen=True, slots=True)
class Bars:
    """Values of a few municipalities below each other, from zero, in their order."""

    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Point:
    """One year of a line, and its value as it is read; None is a gap."""

    year: int
    value: float | None
    shown: str


@dataclass(frozen=True, slots=True)
class Track:
    """One line of a chart, without years left out.

    Attributes:
        name: as it stands at the end of the line.
        role: own, peer, former (a municipality before a merger), flanders (the middle
            municipality), group (the middle one of those chosen) or region (all of Flanders).
        points: years.
        look: number of its look, of a peer.
    """

    name: str
    role: str
    points: tuple[Point, ...]
    look: int = 0


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
        fitted: is the axis fitted to the values (rates), or does it begin at zero (counts)?
    """

    tracks: tuple[Track, ...]
    band: tuple[tuple[int, float, float], ...]
    breaks: tuple[int, ...]
    merged: int | None
    target: tuple[str, float] | None
    unit: str
    fitted: bool = True


@dataclass(frozen=True, slots=True)
class Dot:
    """One municipality in a scatter.

    Attributes:
        name: as it is written.
        x: value on the horizontal axis.
        y: value on the vertical one.
        shown: both as they are read.
        role: own, peer or other.
        look: number of its look, of a peer; None: one of many.
    """

    name: str
    x: float
    y: float
    shown: tuple[str, str]
    role: str
    look: int | None = None


@dataclass(frozen=True, slots=True)
class Scatter:
    """All municipalities on two indicators; better to the right and upwards.

    Attributes:
        dots: at least one.
        x: title of the horizontal axis.
        y: title of the vertical one.
        middle: the middle values of both; None: not drawn.
        signs: of both: 1 higher is better, -1 lower is better (the axis turns), 0 neither.
        ends: what the right end and the top mean; "" of background figures.
    """

    dots: tuple[Dot, ...]
    x: str
    y: str
    middle: tuple[float, float] | None = None
    signs: tuple[int, int] = (0, 0)
    ends: tuple[str, str] = ("", "")


@dataclass(frozen=True, slots=True)
class Position:
    """A proposal on a matrix.

    Attributes:
        number: that stands beside it.
        x: median on the horizontal axis, 0.5 to 5.5.
        y: on the vertical one.
        spread: first and third quartile on both axes.
        divided: do those who scored it stand on both sides?
    """

    number: str
    x: float
    y: float
    spread: tuple[tuple[float, float], tuple[float, float]]
    divided: bool = False


@dataclass(frozen=True, slots=True)
class Matrix:
    """Proposals on two axes of 1 to 5, with their spread.

    Attributes:
        positions: of proposals.
        axes: names of the vertical and the horizontal one.
        corners: words of the quadrants: high-high, high-low, low-high, low-low (vertical first).
        border: between low and high, vertical and horizontal.
    """

    positions: tuple[Position, ...]
    axes: tuple[str, str]
    corners: tuple[str, str, str, str]
    border: tuple[float, float] = (3.0, 3.0)


@dataclass(frozen=True, slots=True)
class Areas:
    """All municipalities on a map that stands still.

    Attributes:
        outlines: code → outline, in the language of SVG.
        size: width and height of the outlines, in their own units.
        styles: code → how it is coloured: a name of `colours.SCREEN`, or missing.
        legend: styles and their words, in order.
        own: code that is outlined.
        peers: codes that are outlined thinner.
    """

    outlines: Mapping[str, str]
    size: tuple[int, int]
    styles: Mapping[str, str]
    legend: tuple[tuple[str, str], ...]
    own: str
    peers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure(Block):
    """A picture with the figures that it is drawn from.

    Attributes:
        data: what is drawn.
        alt: the same in words.
        below: words under it: at its left, and at its right end where there are two.
        title: its name, where it stands on its own as a file.
    """

    data: (
        Lines
        | Strip
        | Among
        | Standings
        | Places
        | Distribution
        | Bars
        | Course
        | Scatter
        | Areas
        | Matrix
    )
    alt: str
    below: tuple[str, ...] = ()
    title: str = ""


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
