"""The course of the years as a small picture, in colours that show on a light and a dark ground."""

from collections.abc import Iterator, Sequence
from typing import Final

from sdgwijzer import colours
from sdgwijzer.colours import Pair
from sdgwijzer.content import Line, Lines
from sdgwijzer.content.figures import Points
from sdgwijzer.pictures.shapes import Drawing, Path, Spot, of_peer

_SIZES: Final = {"spark": (84, 24), "row": (150, 40), "panel": (160, 56)}
_STYLES: Final = {
    # role: colour, width, dash
    "own": (colours.OWN.colour, 2.0, ""),
    "beside": (colours.OTHERS, 1.0, "3 2"),
    "flanders": (colours.OTHERS, 1.0, "4 3"),
    "group": (colours.INK, 1.6, "1.5 2.5"),
}
_EDGE: Final = 4

Place = tuple[float, float]


def draw(data: Lines) -> Drawing:
    """Own line with a spot at its end; dashed Flanders' median, dotted that of the group."""
    width, height = _SIZES[data.size]
    start, end = data.own.points[0][0], data.own.points[-1][0]
    lines = [
        (line, tuple(point for point in line.points if start <= point[0] <= end))
        for line in (*data.beside, data.own)
    ]
    values = [value for _, points in lines for _, value in points]
    low, high = data.bounds or (min(values), max(values))
    spread = (high - low) or 1.0

    def places(points: Points) -> list[Place]:
        return [
            (
                _EDGE + (width - 2 * _EDGE) * (year - start) / max(end - start, 1),
                _EDGE + (height - 2 * _EDGE) * (1 - (value - low) / spread),
            )
            for year, value in points
        ]

    shapes = [
        shape
        for line, points in lines
        for shape in drawn(runs(points, places(points)), *_style(line))
    ]
    x, y = places(data.own.points)[-1]
    return Drawing(width, height, (*shapes, Spot(x, y, 3, _style(data.own)[0])))


def _style(line: Line) -> tuple[Pair, float, str]:
    """Colour, width and dash."""
    if line.role == "peer":
        return of_peer(line.look).colour, 2.2, ""
    return _STYLES[line.role]


def runs(points: Points, places: Sequence[Place]) -> list[list[Place]]:
    """Cut a line where a year is missing: a gap stays a gap."""
    found: list[list[Place]] = []
    for i, place in enumerate(places):
        if i and points[i][0] == points[i - 1][0] + 1:
            found[-1].append(place)
        else:
            found.append([place])
    return found


def drawn(
    cut: Sequence[Sequence[Place]], colour: Pair, width: float, dash: str = ""
) -> Iterator[Path | Spot]:
    """A path for all years behind each other, a spot for a year alone."""
    longer = [run for run in cut if len(run) > 1]
    if longer:
        path = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in run) for run in longer)
        yield Path(path, colour, width, dash)
    for run in cut:
        if len(run) == 1:
            yield Spot(*run[0], width, colour)
