"""What somebody wants in a report."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from sdgwijzer.texts import report as texts

CHAPTERS: Final = tuple(texts.CHAPTERS)
"""Anchors of the chapters that can be left out, in the order in which they stand."""


@dataclass(frozen=True)
class Wishes:
    """The choices of a report beside those of a link.

    Attributes:
        title: of the document.
        goals: numbers of the goals that have a chapter; none for all.
        indicators: ids of the only figures that are shown; none for all. The summary is always of
            the whole municipality.
        order: key in `orders.yaml`.
        chapters: anchors of those that are wanted.
        own: anchor of a chapter → what the municipality writes there itself.
    """

    title: str = texts.TITLES[0]
    goals: tuple[int, ...] = ()
    indicators: tuple[str, ...] = ()
    order: str = "doelen"
    chapters: tuple[str, ...] = CHAPTERS
    own: Mapping[str, str] = field(default_factory=dict)
