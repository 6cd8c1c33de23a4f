"""What a picture is made of: lines, areas, spots and labels, in units of a screen's pixel."""

from dataclasses import dataclass

from sdgwijzer import colours
from sdgwijzer.colours import Look, Pair
from sdgwijzer.pictures import markers


@dataclass(frozen=True, slots=True)
class Path:
    """A line or several, in the language of SVG: `M6 34v-2.6`; `round` ends make dots of dashes."""

    d: str
    colour: Pair
    width: float
    dash: str = ""
    round: bool = False


@dataclass(frozen=True, slots=True)
class Area:
    """A filled outline; `thin` lets through what is behind it, 1 nothing; `edge`: its line."""

    area: str
    colour: Pair
    thin: float = 1.0
    edge: Pair | None = None


@dataclass(frozen=True, slots=True)
class Spot:
    """A filled circle."""

    x: float
    y: float
    radius: float
    colour: Pair


@dataclass(frozen=True, slots=True)
class Label:
    """A text; `anchor` is start, middle or end; `size` in pixels; `halo`: it covers lines."""

    x: float
    y: float
    text: str
    anchor: str = "start"
    size: int = 13
    colour: Pair = colours.INK
    bold: bool = False
    halo: bool = False


@dataclass(frozen=True, slots=True)
class Inset:
    """A drawing in another one, with its corner at x, y, so many times its size."""

    x: float
    y: float
    drawing: "Drawing"
    scale: float = 1.0


Shape = Path | Area | Spot | Label | Inset


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes from back to front.

    Attributes:
        width: of the picture.
        height: of it.
        shapes: in order.
        fluid: is it drawn for each width (`draw`), and shown as wide as there is room?
    """

    width: int
    height: int
    shapes: tuple[Shape, ...]
    fluid: bool = False


def block(x: float, y: float, wide: float, high: float, colour: Pair) -> Area:
    """A rectangle with its corner at x, y."""
    return Area(f"M{x:.1f} {y:.1f}h{wide:.1f}v{high:.1f}h-{wide:.1f}Z", colour)


def marker(name: str, colour: Pair, x: float, y: float, radius: float) -> Path | Area:
    """A marker (`markers.MARKERS`): filled, or its edge where its name says `hollow_`."""
    if name.startswith(markers.HOLLOW):
        return Path(markers.path(name, x, y, radius - 0.4), colour, 1.7)
    return Area(markers.path(name, x, y, radius), colour)


def of_peer(look: int | None) -> Look:
    """The look of a municipality beside the own one; one of many has none of its own."""
    return _MANY if look is None else colours.peer(look)


_MANY = Look(colours.INK, colours.PLOTTED["group"], "bar", "▮")
