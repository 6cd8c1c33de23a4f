"""What somebody wants in a report."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from sdgwijzer.errors import UsageError
from sdgwijzer.goals import GOALS
from sdgwijzer.texts import report as texts
from sdgwijzer.views.dataset import Dataset

CHAPTERS: Final = tuple(texts.CHAPTERS)
"""Anchors of the chapters that can be left out, in the order in which they stand."""

ORDERS: Final = {"doelen": "doelen", "pijlers": "p", "domeinen": "domein"}
"""Word of an order → its key in `orders.yaml`."""

_OWN: Final = (*CHAPTERS, *(f"sdg-{goal.number}" for goal in GOALS))


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

    @classmethod
    def of(
        cls,
        data: Dataset,
        *,
        title: str | None = None,
        goals: Iterable[int] = (),
        indicators: Iterable[str] = (),
        order: str = "doelen",
        without: Iterable[str] = (),
        own: Mapping[str, str] | None = None,
    ) -> "Wishes":
        """Wishes as somebody typed them.

        Args:
            data: the figures in use.
            title: of the document; None for the usual one.
            goals: numbers of the only goals.
            indicators: ids of the only figures.
            order: a word of `ORDERS`, or a key in `orders.yaml`.
            without: anchors of the chapters to leave out.
            own: anchor of a chapter → own text.

        Raises:
            UsageError: one of them is not known, or a text is too long.
        """
        texts_ = {anchor: text.strip() for anchor, text in (own or {}).items()}
        _known("indicator", indicators, data.all_indicators)
        _known("chapter", without, CHAPTERS)
        _known("own text", texts_, _OWN)
        _known("order", [ORDERS.get(order, order)], data.orders)
        for anchor, text in texts_.items():
            if len(text) > texts.LETTERS:
                found = f"expected at most {texts.LETTERS} letters, found {len(text)}"
                raise UsageError(f"own text of {anchor}: {found}; make it shorter")
        return cls(
            title=(title or "").strip() or texts.TITLES[0],
            goals=tuple(goals),
            indicators=tuple(indicators),
            order=ORDERS.get(order, order),
            chapters=tuple(each for each in CHAPTERS if each not in set(without)),
            own=texts_,
        )


def _known(what: str, asked: Iterable[str], there: Collection[str]) -> None:
    """Are all of these there?"""
    wrong = [each for each in asked if each not in there]
    if wrong:
        some = ", ".join(sorted(there)[:30])
        raise UsageError(f"unknown {what} {', '.join(map(repr, wrong))}; expected one of {some}")
