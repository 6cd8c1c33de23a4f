"""What votes say: counts in, words, order and quadrants out. Pure; nothing here asks a database.

The rules of a room (docs/werkruimte.md), so that whoever has the counts can do them again. Shares
and medians are exact (`Fraction`): a border of 25 % or of 2.75 is no matter of rounding.
"""

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate
from math import ceil
from typing import Final, Self, TypeVar

from sdgwijzer.workroom.wording import alphabetical

T = TypeVar("T", bound=Hashable)
P = TypeVar("P", bound=Hashable)

VERSION: Final = "1"
"""Of these rules; another one where the same votes would say something else."""

CLASSES: Final = (1, 2, 3, 4, 5)
"""What a score can be."""

FEWEST: Final = 5
"""Voters of a circle, or scores of a proposal, below which nothing is shown."""

BORDER: Final = Fraction(3)
"""Between low and high on an axis."""

NEAR: Final = Fraction(1, 4)
"""So near to the border (itself included) a proposal stands on it."""

_SIDE: Final = Fraction(1, 4)
"""Of those who scored: from so many on both sides they are divided."""


class Agreement(StrEnum):
    """How much those who scored agree."""

    DIVIDED = "verdeeld"
    UNITED = "eensgezind"
    MIXED = "wisselend"


class Quadrant(StrEnum):
    """Where a proposal stands on the two axes; the second axis is influence, or feasibility."""

    NOW = "nu"
    TOGETHER = "samen"
    IF_POSSIBLE = "kan"
    NOT_NOW = "niet"
    ON_BORDER = "grens"


@dataclass(frozen=True)
class Counts:
    """How many gave 1, 2, 3, 4 and 5.

    Raises:
        ValueError: these are not five numbers from 0.
    """

    of: tuple[int, ...]

    def __post_init__(self) -> None:
        if len(self.of) != len(CLASSES) or min(self.of) < 0:
            raise ValueError(f"five counts from 0 asked, found {self.of}")

    @classmethod
    def from_scores(cls, scores: Iterable[int]) -> Self:
        """Of scores in any order.

        Raises:
            ValueError: a score is not 1 to 5.
        """
        given = list(scores)
        if strange := set(given) - set(CLASSES):
            raise ValueError(f"scores are 1 to 5, found {sorted(strange)}")
        return cls(tuple(given.count(each) for each in CLASSES))

    @property
    def n(self) -> int:
        """Those who scored."""
        return sum(self.of)

    @property
    def median(self) -> Fraction | None:
        """Interpolated, 0.5 to 5.5: the mean of what is found from below and from above.

        None without scores.
        """
        if not self.n:
            return None
        return (_from_below(self.of) + 6 - _from_below(self.of[::-1])) / 2

    @property
    def quartiles(self) -> tuple[Fraction, Fraction] | None:
        """First and third, type 7 of Hyndman and Fan; None without scores."""
        if not self.n:
            return None
        return self._quantile(Fraction(1, 4)), self._quantile(Fraction(3, 4))

    @property
    def agreement(self) -> Agreement | None:
        """In a word; None without scores."""
        if self.quartiles is None:
            return None
        low, middle, high = sum(self.of[:2]), self.of[2], sum(self.of[3:])
        if min(low, high) >= _SIDE * self.n and middle < min(low, high):
            return Agreement.DIVIDED
        first, third = self.quartiles
        return Agreement.UNITED if third - first <= 1 else Agreement.MIXED

    def _quantile(self, share: Fraction) -> Fraction:
        scores = [each for each, count in zip(CLASSES, self.of, strict=True) for _ in range(count)]
        place = share * (self.n - 1)
        below = scores[int(place)]
        above = scores[min(int(place) + 1, self.n - 1)]
        return below + (place - int(place)) * (above - below)


def _from_below(counts: Sequence[int]) -> Fraction:
    half = Fraction(sum(counts), 2)
    for score, count, upto in zip(CLASSES, counts, accumulate(counts), strict=True):
        if upto >= half:
            return score - Fraction(1, 2) + (half - (upto - count)) / count
    raise AssertionError("half of a count is never above all of it")


def quadrant(
    first: Fraction, second: Fraction, border: tuple[Fraction, Fraction] = (BORDER, BORDER)
) -> Quadrant:
    """Where a proposal stands; never a product or a sum of both: 5 x 2 is not 2 x 5.

    Args:
        first: median of importance, or of effect.
        second: median of influence, or of feasibility.
        border: of both; the middle proposal's where a screen asks so.
    """
    off = (first - border[0], second - border[1])
    if min(abs(each) for each in off) <= NEAR:
        return Quadrant.ON_BORDER
    return {
        (True, True): Quadrant.NOW,
        (True, False): Quadrant.TOGETHER,
        (False, True): Quadrant.IF_POSSIBLE,
        (False, False): Quadrant.NOT_NOW,
    }[off[0] > 0, off[1] > 0]


def bands(chosen: Mapping[T, int], titles: Mapping[T, str], voters: int) -> list[list[T]]:
    """Proposals by how many chose them, those together whose difference says nothing.

    A band ends where its first has more than max(2, 5 % of the voters, rounded up) people more.

    Args:
        chosen: people who chose a proposal, for all of them.
        titles: by which those in a band are ordered, and then as they were given.
        voters: of the circle.
    """
    apart = max(2, ceil(Fraction(voters, 20)))
    made: list[list[T]] = []
    most = 0
    for each in sorted(chosen, key=lambda each: -chosen[each]):
        if not made or most - chosen[each] > apart:
            made.append([])
            most = chosen[each]
        made[-1].append(each)
    place = {each: number for number, each in enumerate(chosen)}
    return [
        sorted(band, key=lambda each: (alphabetical(titles[each]), place[each])) for band in made
    ]


def people(of: Mapping[T, Iterable[P]], among: Iterable[T]) -> int:
    """Distinct people behind some ideas, or proposals: who stands behind two counts once.

    Args:
        of: the people behind each.
        among: those that are laid together.
    """
    return len({person for each in among for person in of.get(each, ())})


def share(part: int, whole: int) -> int | None:
    """Whole percents, half up; None of nobody."""
    return int(Fraction(100 * part, whole) + Fraction(1, 2)) if whole else None


def shown(count: int) -> bool:
    """Are so many voters, or scores, enough to show what they say?"""
    return count >= FEWEST


def dots(wished: int, proposals: int) -> int:
    """How many proposals one may choose: as the room says, at most half of them, at least one."""
    return max(1, min(wished, proposals // 2))
