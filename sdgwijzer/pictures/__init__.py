"""Pictures: data → shapes with places and colours; `html` writes them as SVG.

Small, quick, and the same on a page, in a report and in a file. Figures to study are in `charts`.
"""

from functools import singledispatch

from sdgwijzer.content import Distribution, Lines, Strip
from sdgwijzer.pictures.distribution import draw as draw_distribution
from sdgwijzer.pictures.lines import draw as draw_lines
from sdgwijzer.pictures.shapes import Drawing, Label, Path, Spot
from sdgwijzer.pictures.strip import draw as draw_strip

__all__ = ["Drawing", "Label", "Path", "Spot", "draw"]


@singledispatch
def draw(data: object) -> Drawing:
    """The shapes of one picture.

    Raises:
        TypeError: nobody draws this.
    """
    raise TypeError(f"no drawing for {type(data).__name__}")


@draw.register
def _(data: Lines) -> Drawing:
    return draw_lines(data)


@draw.register
def _(data: Strip) -> Drawing:
    return draw_strip(data)


@draw.register
def _(data: Distribution) -> Drawing:
    return draw_distribution(data)
