"""What a picture is made of: paths, spots and labels, in units of a screen's pixel."""

from dataclasses import dataclass

from sdgwijzer.colours import Pair


@dataclass(frozen=True, slots=True)
class Path:
    """A line or several, in the language of SVG: `M6 34v-2.6`."""

    d: str
    colour: Pair
    width: float
    dash: str = ""


@dataclass(frozen=True, slots=True)
class Spot:
    """A filled circle."""

    x: float
    y: float
    radius: float
    colour: Pair


@dataclass(frozen=True, slots=True)
class Label:
    """A text; `anchor` is start, middle or end."""

    x: float
    y: float
    text: str
    anchor: str
    size: int


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes from back to front.

    Attributes:
        width: of the picture.
        height: of it.
        shapes: in order.
        grows: does it take the width that there is?
    """

    width: int
    height: int
    shapes: tuple[Path | Spot | Label, ...]
    grows: bool = False
