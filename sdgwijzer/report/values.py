"""Numbers that can be traced: each that is shown knows its cell of the export.

A sentence is made elsewhere, for pages too, as one text. Here the numbers in it are recognised: one
that reads like a figure of its card is that figure. What is left are years, counts and places among
the others, which are made by rule; a test reads whole reports for a number that is neither.
"""

import re
from collections.abc import Iterator
from typing import Final

from sdgwijzer.content import Run, Runs, Value
from sdgwijzer.texts import numbers
from sdgwijzer.texts.numbers import NBSP
from sdgwijzer.views.cards import Card, Figure

NUMBER: Final = re.compile(rf"−?\d+(?:{NBSP}\d{{3}})*(?:,\d+)?(?![\d.])")
"""A number as `numbers.number` writes it; not the "1.000" of a unit."""


def own(card: Card, text: str = "") -> Value:
    """The latest figure of the municipality.

    Args:
        card: an indicator with a figure.
        text: as it is read; "" for the number alone.
    """
    return of_figure(card, card.own, text)


def of_figure(card: Card, figure: Figure, text: str = "") -> Value:
    """The latest figure of any municipality on a card."""
    assert figure.value is not None
    shown = text or numbers.number(figure.value, card.indicator.decimals)
    item = card.indicator.id
    return Value(shown, item, figure.nis_code, figure.year, "value", figure.value)


def beside(card: Card, column: str, number: float, text: str) -> Value:
    """What the figure is compared by, which stands in its row of the common year.

    Args:
        card: the indicator.
        column: of the export: flanders, middle, or that of `reference`.
        number: unrounded.
        text: as it is read.
    """
    return Value(text, card.indicator.id, card.own.nis_code, card.common_year, column, number)


def reference(card: Card) -> str:
    """The column of what a card is held against: that beside a group has its own."""
    return "group_reference_value" if card.beside_peers else "reference_value"


def traced(text: str, card: Card) -> Runs:
    """A sentence about a card, with its figures as values.

    Args:
        text: of `texts.sentences` or its like.
        card: what it is about.
    """
    known = {value.text: value for value in _figures(card)}
    found: list[Run] = []
    at = 0
    for match in NUMBER.finditer(text):
        value = known.get(match[0]) or known.get(f"−{match[0]}")
        if value is None:
            continue
        if match.start() > at:
            found.append(text[at : match.start()])
        found.append(value)
        at = match.end()
    if at < len(text):
        found.append(text[at:])
    return tuple(found)


def _figures(card: Card) -> Iterator[Value]:
    """All figures of a card that a sentence may name, the least certain match first.

    A mean of years is written with more decimals where the usual ones would hide a difference.
    """
    item, code = card.indicator, card.own.nis_code
    for column, year, number in _numbers(card):
        if number is None:
            continue
        for decimals in range(item.decimals, item.decimals + 3):
            text = numbers.number(number, decimals)
            yield Value(text, item.id, code, year, column, number)
    yield from (of_figure(card, peer) for peer in card.peers if peer.value is not None)
    if card.own.value is not None:
        yield own(card)


def _numbers(card: Card) -> Iterator[tuple[str, int | None, float | None]]:
    """Column, year of its row and number."""
    latest, common = card.own.year, card.common_year
    yield from (("value", year, value) for year, value in card.series)
    if card.net is not None:
        yield "net_from", latest, card.net.first
        yield "net_to", latest, card.net.last
    if card.aim is not None:
        yield "target", latest, card.aim.value
    yield "low", common, card.low
    yield "high", common, card.high
    yield "middle", common, card.middle
    yield reference(card), common, card.reference
    yield "flanders", common, card.flanders
    yield "compared_value", common, card.compared
