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
    drawing = pictures.draw(figure.data, WIDTH)
    svg = html.svg(drawing, figure.title, figure.alt)
    return Drawn(typeset.png(svg, PIXELS), svg.encode(), drawing.height / drawing.width)
