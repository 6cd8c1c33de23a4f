"""What somebody wants in a report."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from sdgwijzer.errors import UsageError
from sdgwijzer.goals import GOALS
from sdgwijzer.links.choices import Placed
from sdgwijzer.orders import LETTERS, Order
from sdgwijzer.screens.expected import goals_behind, goals_of, only_of, pillars
from sdgwijzer.texts import report as texts
from sdgwijzer.views.dataset import Dataset
from sdgwijzer.workroom.document import Document

CHAPTERS: Final = tuple(texts.CHAPTERS)
"""Anchors of the chapters that can be left out, in the order in which they stand."""

ORDERS: Final = {"doelen": "doelen", "pijlers": "p", "domeinen": "domein"}
"""Word of an order → its key in `orders.yaml`."""

TITLE: Final = 100
"""Letters of a title that a form sends."""

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
        labels: what the groups of that order are called; none for their own names.
        chapters: anchors of those that are wanted.
        own: anchor of a chapter → what the municipality writes there itself.
        room: what a workroom left behind, for a chapter of its own; None for none.
    """

    title: str = texts.TITLES[0]
    goals: tuple[int, ...] = ()
    indicators: tuple[str, ...] = ()
    order: str = "doelen"
    labels: tuple[str, ...] = ()
    chapters: tuple[str, ...] = CHAPTERS
    own: Mapping[str, str] = field(default_factory=dict)
    room: Document | None = None

    @classmethod
    def of(
        cls,
        data: Dataset,
        *,
        title: str | None = None,
        goals: Iterable[int] = (),
        indicators: Iterable[str] = (),
        order: str = "doelen",
        labels: Iterable[str] = (),
        without: Iterable[str] = (),
        own: Mapping[str, str] | None = None,
        room: Document | None = None,
    ) -> "Wishes":
        """Wishes as somebody typed them.

        Args:
            data: the figures in use.
            title: of the document; None for the usual one.
            goals: numbers of the only goals; none: those of the only figures.
            indicators: ids of the only figures.
            order: a word of `ORDERS`, or a key in `orders.yaml`.
            labels: names for the groups of that order, from the first; "" keeps the own name.
            without: anchors of the chapters to leave out.
            own: anchor of a chapter → own text.
            room: what a workroom left behind.

        Raises:
            UsageError: one of them is not known, or a text is too long.
        """
        indicators = tuple(indicators)
        texts_ = {anchor: text.strip() for anchor, text in (own or {}).items()}
        _known("indicator", indicators, data.all_indicators)
        _known("chapter", without, CHAPTERS)
        _known("own text", texts_, _OWN)
        _known("order", [ORDERS.get(order, order)], data.orders)
        _fitting(tuple(labels), data.orders[ORDERS.get(order, order)])
        for anchor, text in texts_.items():
            if len(text) > texts.LETTERS:
                found = f"expected at most {texts.LETTERS} letters, found {len(text)}"
                raise UsageError(f"own text of {anchor}: {found}; make it shorter")
        return cls(
            title=(title or "").strip() or texts.TITLES[0],
            goals=tuple(goals) or goals_behind(indicators, data),
            indicators=indicators,
            order=ORDERS.get(order, order),
            labels=tuple(labels),
            chapters=tuple(each for each in CHAPTERS if each not in set(without)),
            own=texts_,
            room=room,
        )


def of_link(choices: Placed, data: Dataset) -> Wishes:
    """What the link of the page `/rapport` wants; what it names that is not there is passed over.

    Args:
        choices: of the link.
        data: the figures in use.
    """
    options = choices.options
    return Wishes.of(
        data,
        title=options.one("titel")[:TITLE],
        goals=goals_of(choices, data),
        indicators=only_of(choices),
        order=options.one("orde"),
        labels=labels(choices, data),
        without=[each for each in options.many("zonder") if each in CHAPTERS],
    )


def labels(choices: Placed, data: Dataset) -> tuple[str, ...]:
    """What a link calls the groups of its order; more than there are is passed over."""
    return pillars(choices)[: len(data.orders[choices.options.one("orde")].groups)]


def _fitting(labels: tuple[str, ...], order: Order) -> None:
    """Are there groups to be called so, and are the names short?"""
    groups = [group.name for group in order.groups.values()]
    if len(labels) > len(groups):
        there = f"at most {len(groups)}, of {', '.join(groups)}" if groups else "none"
        advice = "take fewer, or the order 'pijlers'"
        raise UsageError(
            f"labels of “{order.name}”: expected {there}, found {len(labels)}; {advice}"
        )
    long = [each for each in labels if len(each) > LETTERS]
    if long:
        found = f"expected at most {LETTERS} letters, found {long[0]!r}"
        raise UsageError(f"labels of “{order.name}”: {found}; make it shorter")


def _known(what: str, asked: Iterable[str], there: Collection[str]) -> None:
    """Are all of these there?"""
    wrong = [each for each in asked if each not in there]
    if wrong:
        some = ", ".join(sorted(there)[:30])
        raise UsageError(f"unknown {what} {', '.join(map(repr, wrong))}; expected one of {some}")
