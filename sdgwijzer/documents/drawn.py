"""The pictures of a document, as files that stand in it."""

from dataclasses import dataclass
from typing import Final

from sdgwijzer import html, pictures, typeset
from sdgwijzer.content import Figure

WIDTH: Final = 640
"""Units of the width of the text: 17 centimetres on our own paper."""
PIXELS: Final = 1600


@dataclass(frozen=True)
class Drawn:
    """One picture: the same as pixels and as a drawing, and how high it is for its width."""

    png: bytes
    svg: bytes
    ratio: float


def drawn(figure: Figure) -> Drawn:
    """A picture in the width of the text.

    Args:
        figure: with its data.
    """
    drawing, ratio = svg(figure)
    return Drawn(typeset.png(drawing, PIXELS), drawing.encode(), ratio)


def svg(figure: Figure) -> tuple[str, float]:
    """A picture in the width of the text as a drawing, and how high it is for its width.

    Args:
        figure: with its data.
    """
    shapes = pictures.draw(figure.data, WIDTH)
    return html.svg(shapes, figure.title, figure.alt), shapes.height / shapes.width
