"""What the votes of a workroom say as a picture, for the big screen and for documents."""

from collections.abc import Sequence
from fractions import Fraction

from sdgwijzer.content import Matrix, Position
from sdgwijzer.texts import workroom as words
from sdgwijzer.workroom.document import OfCircle, Result
from sdgwijzer.workroom.rules import Agreement, Quadrant

_CORNERS = (Quadrant.NOW, Quadrant.TOGETHER, Quadrant.IF_POSSIBLE, Quadrant.NOT_NOW)


def matrix(said: OfCircle, axes: str) -> Matrix:
    """Where proposals stand, of those that enough people scored.

    Args:
        said: what a circle says.
        axes: of the room.
    """
    positions = tuple(_position(each) for each in scored(said))
    first, second, third, fourth = (words.QUADRANTS[each] for each in _CORNERS)
    return Matrix(positions, words.AXES[axes], (first, second, third, fourth))


def scored(said: OfCircle) -> list[Result]:
    """Proposals that enough people of a circle scored, in the order of the bands."""
    return [each for band in said.bands for each in band if each.axes]


def _position(result: Result) -> Position:
    assert result.axes is not None
    up, right = result.axes
    return Position(
        result.proposal.number,
        float(right.median),
        float(up.median),
        (_spread(up.counts.quartiles), _spread(right.counts.quartiles)),
        Agreement.DIVIDED in (up.agreement, right.agreement),
    )


def _spread(quartiles: Sequence[Fraction] | None) -> tuple[float, float]:
    first, third = quartiles or (Fraction(0), Fraction(0))
    return float(first), float(third)
