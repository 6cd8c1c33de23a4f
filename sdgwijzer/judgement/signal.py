"""What stands out of one municipality: one vote per family, many looked at, few called.

The p of each spokesman beside the bound of its third, then Benjamini & Hochberg (1995) over all of
the municipality.
"""

from collections.abc import Collection, Sequence
from typing import Final

import numpy as np

Q: Final = 0.05
"""Of what is called, at most this share may be chance."""

LEAST_SHARE: Final = 0.05
LEAST_RATIO: Final = float(np.log(1 + LEAST_SHARE))
LEAST_POINTS: Final = 5.0
"""A smaller difference with the middle municipality (5 %; in a survey 5 points) is never called."""

LEAST_MOVE: Final = 0.25
"""Change beside the middle, as part of the interquartile range, that raises a question."""

TOLERANCE: Final = 1e-9


def counted(p: float, status: str, distance: float, kind: str) -> float:
    """The p that takes part: 1 for what is in the middle, or too small to mean something.

    Args:
        p: beside the bound of the third.
        status: good, middle, poor or unknown.
        distance: to the middle municipality, on the scale of the indicator; survey: points.
        kind: ratio, rest, difference (no limit), or points for a survey.
    """
    least = {"points": LEAST_POINTS, "difference": 0.0}.get(kind, LEAST_RATIO)
    outside = status in ("good", "poor") and abs(distance) >= least - TOLERANCE
    return p if outside else 1.0


def kind_of(status: str, against: str, *, found: bool, moved: bool) -> str:
    """strength, attention, question or "".

    Args:
        status: good, middle, poor or unknown.
        against: the course beside the middle municipality.
        found: does its p stand among all of the municipality?
        moved: did it move at least `LEAST_MOVE` beside the middle?
    """
    if found and status == "good":
        return "strength"
    if found and status == "poor":
        return "question" if against == "faster" else "attention"
    return "question" if against in ("slower", "lead_shrinks") and moved else ""


def speaks(
    family: Sequence[str], with_figure: Collection[str], with_status: Collection[str]
) -> str | None:
    """Who speaks for a family in one municipality.

    Args:
        family: the spokesman, then its parts in their order.
        with_figure: those with a value in the common year.
        with_status: those with a status.

    Returns:
        None: a spokesman with a value but without status keeps its family silent.
    """
    first, *parts = family
    if first in with_figure:
        return first if first in with_status else None
    return next((each for each in parts if each in with_status), None)
