"""The course of the years as a small picture, in colours that show on a light and a dark ground."""

from collections.abc import Iterator, Sequence
from typing import Final

from sdgwijzer import colours
from sdgwijzer.content import Line, Lines
from sdgwijzer.content.figures import Points
from sdgwijzer.pictures.shapes import Drawing, Path, Spot

_SIZES: Final = {True: (150, 40), False: (160, 56)}
_STYLES: Final = {
    # role: colour, width, dash
    "own": (colours.OWN.colour, 2.0, ""),
    "peer": (colours.PEERS[0].colour, 2.2, ""),
    "beside": (colours.OTHERS, 1.0, "3 2"),
    "flanders": (colours.OTHERS, 1.0, "4 3"),
    "group": (colours.PEERS[0].colour, 1.6, "1.5 2.5"),
}
_EDGE: Final = 4

Place = tuple[float, float]


def draw(data: Lines) -> Drawing:
    """Own line with a spot at its end; dashed Flanders' median, dotted that of the group."""
    width, height = _SIZES[data.small]
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
        shape for line, points in lines for shape in _shapes(_runs(points, places(points)), line)
    ]
    x, y = places(data.own.points)[-1]
    return Drawing(width, height, (*shapes, Spot(x, y, 3, _STYLES[data.own.role][0])))


def _runs(points: Points, places: Sequence[Place]) -> list[list[Place]]:
    """Cut a line where a year is missing: a gap stays a gap."""
    runs: list[list[Place]] = []
    for i, place in enumerate(places):
        if i and points[i][0] == points[i - 1][0] + 1:
            runs[-1].append(place)
        else:
            runs.append([place])
    return runs


def _shapes(runs: Sequence[Sequence[Place]], line: Line) -> Iterator[Path | Spot]:
    """A path for all years behind each other, a spot for a year alone."""
    colour, width, dash = _STYLES[line.role]
    drawn = [run for run in runs if len(run) > 1]
    if drawn:
        path = "".join("M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in run) for run in drawn)
        yield Path(path, colour, width, dash)
    for run in runs:
        if len(run) == 1:
            yield Spot(*run[0], width, colour)
