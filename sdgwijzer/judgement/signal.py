"""What stands out of one municipality: one vote per family, many looked at, few called.

The p of each spokesman beside the bound of its third, then Benjamini & Hochberg (1995) over all of
the municipality.
"""

from collections.abc import Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

from sdgwijzer.judgement.chance import Floats
from sdgwijzer.judgement.words import Words, choose
from sdgwijzer.model import Against, Scale, Signal, Status

Mask = npt.NDArray[np.bool_]

Q: Final = 0.05
"""Of what is called, at most this share may be chance."""

LEAST_SHARE: Final = 0.05
LEAST_RATIO: Final = float(np.log(1 + LEAST_SHARE))
LEAST_POINTS: Final = 5.0
"""A smaller difference with the middle municipality (5 %; in a survey 5 points) is never called."""

LEAST_MOVE: Final = 0.25
"""Change beside the middle, as part of the interquartile range, that raises a question."""

POINTS: Final = "points"
"""How the distances of a survey are told, where other indicators have a scale."""

TOLERANCE: Final = 1e-9


def counted(
    p: npt.ArrayLike, status: npt.ArrayLike, distance: npt.ArrayLike, kind: npt.ArrayLike
) -> Floats:
    """The p that takes part: 1 for what is in the middle, or too small to mean something.

    Args:
        p: beside the bound of the third.
        status: good, middle, poor or unknown.
        distance: to the middle municipality, on the scale of the indicator; survey: points.
        kind: ratio, rest, difference (no limit), or points for a survey; one, or one per p.
    """
    kind, status = np.asarray(kind, object), np.asarray(status, object)
    least = np.where(kind == POINTS, LEAST_POINTS, LEAST_RATIO)
    least = np.where(kind == Scale.DIFFERENCE, 0.0, least)
    outside = (status == Status.GOOD) | (status == Status.POOR)
    with np.errstate(invalid="ignore"):
        large = np.abs(np.asarray(distance, float)) >= least - TOLERANCE
    return np.where(outside & large, np.asarray(p, float), 1.0)


def kinds(
    status: npt.ArrayLike, against: npt.ArrayLike, *, found: npt.ArrayLike, moved: npt.ArrayLike
) -> Words:
    """`Signal` or "" of many.

    Args:
        status: good, middle, poor or unknown.
        against: the course beside the middle municipality.
        found: does its p stand among all of the municipality?
        moved: did it move at least `LEAST_MOVE` beside the middle?
    """
    status, against = np.asarray(status, object), np.asarray(against, object)
    found, losing = (
        np.asarray(found, bool),
        np.isin(against, [Against.SLOWER, Against.LEAD_SHRINKS]),
    )
    return choose(
        "",
        (found & (status == Status.GOOD), Signal.STRENGTH),
        (found & (status == Status.POOR) & (against == Against.FASTER), Signal.QUESTION),
        (found & (status == Status.POOR), Signal.ATTENTION),
        (losing & np.asarray(moved, bool), Signal.QUESTION),
    )


def speaks(valued: npt.ArrayLike, judged: Sequence[npt.ArrayLike]) -> list[Mask]:
    """Who speaks for a family, in many municipalities.

    Args:
        valued: has the spokesman a figure in the common year?
        judged: has each of the family a status: the spokesman first, then the parts in order?

    Returns:
        One per member. A spokesman with a figure but without status keeps its family silent.
    """
    masks = [np.asarray(each, bool) for each in judged]
    silent = np.asarray(valued, bool) & ~masks[0]
    found = []
    for mine in masks:
        found.append(mine & ~silent)
        silent = silent | mine
    return found
