"""All municipalities on one indicator: how many have which value, and who is where."""

from collections.abc import Sequence

import numpy as np

from sdgwijzer.content import Distribution, Figure, Tick
from sdgwijzer.texts import indicator_page, numbers
from sdgwijzer.views.cards import Card
from sdgwijzer.views.compared import Column


def distribution(card: Card, column: Column, peers: Sequence[str]) -> Figure | None:
    """Each municipality as a mark, piled up by value; nothing of a single one.

    The same information stands in the table below it.

    Args:
        card: the indicator for the own municipality.
        column: what all are compared by.
        peers: codes that are marked.
    """
    values, item = column.values, card.indicator
    if len(values) < 2:
        return None
    low, high = float(values.min()), float(values.max())
    quarters = [float(number) for number in np.quantile(values, (0.25, 0.5, 0.75))]
    ends = zip((low, *quarters, high), indicator_page.QUARTERS[item.direction], strict=True)
    data = Distribution(
        values=tuple(values.tolist()),
        own=card.compared,
        peers=tuple(float(values[column.places[c]]) for c in peers if c in column.places),
        ticks=tuple(Tick(each, numbers.number(each, item.decimals), word) for each, word in ends),
    )
    return Figure(data, indicator_page.distribution_alt(card, len(values), low, quarters, high))
