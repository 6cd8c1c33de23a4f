"""Pictures: data → shapes with places and colours; `html` writes them as SVG.

Quick, and the same on a page, in a report and in a file. Those that a visitor studies closer are
in `charts`.
"""

from functools import singledispatch
from typing import Final

from sdgwijzer.content import (
    Among,
    Areas,
    Bars,
    Course,
    Distribution,
    Lines,
    Matrix,
    Places,
    Preview,
    Print,
    Scatter,
    Standings,
    Strip,
)
from sdgwijzer.pictures import (
    among,
    areas,
    bars,
    course,
    distribution,
    lines,
    matrix,
    places,
    preview,
    printed,
    scatter,
    standings,
    strip,
)
from sdgwijzer.pictures.shapes import Area, Drawing, Inset, Label, Path, Shape, Spot

__all__ = ["NARROW", "Area", "Drawing", "Inset", "Label", "Path", "Shape", "Spot", "draw"]

NARROW: Final = 330
"""Pixels that a picture has on a telephone."""


@singledispatch
def draw(data: object, width: int | None = None) -> Drawing:
    """The shapes of one picture.

    Args:
        data: what is drawn.
        width: pixels that a fluid picture has; None: as on a wide screen.

    Raises:
        TypeError: nobody draws this.
    """
    raise TypeError(f"no drawing for {type(data).__name__}")


@draw.register
def _(data: Lines, width: int | None = None) -> Drawing:
    return lines.draw(data)


@draw.register
def _(data: Strip, width: int | None = None) -> Drawing:
    return strip.draw(data)


@draw.register
def _(data: Among, width: int | None = None) -> Drawing:
    return among.draw(data)


@draw.register
def _(data: Standings, width: int | None = None) -> Drawing:
    return standings.draw(data)


@draw.register
def _(data: Places, width: int | None = None) -> Drawing:
    return places.draw(data)


@draw.register
def _(data: Distribution, width: int | None = None) -> Drawing:
    return distribution.draw(data, width or distribution.WIDTH)


@draw.register
def _(data: Course, width: int | None = None) -> Drawing:
    return course.draw(data, width or course.WIDTH)


@draw.register
def _(data: Scatter, width: int | None = None) -> Drawing:
    return scatter.draw(data, width or scatter.WIDTH)


@draw.register
def _(data: Bars, width: int | None = None) -> Drawing:
    return bars.draw(data, width or bars.WIDTH)


@draw.register
def _(data: Preview, width: int | None = None) -> Drawing:
    return preview.draw(data)


@draw.register
def _(data: Print, width: int | None = None) -> Drawing:
    return printed.draw(data, draw(data.figure.data, printed.INSIDE))


@draw.register
def _(data: Areas, width: int | None = None) -> Drawing:
    return areas.draw(data, width or areas.WIDTH)


@draw.register
def _(data: Matrix, width: int | None = None) -> Drawing:
    return matrix.draw(data)
