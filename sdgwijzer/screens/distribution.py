"""All municipalities on one indicator: how many have which value, and who is where."""

import numpy as np

from sdgwijzer.content import Distribution, Figure, Named
from sdgwijzer.links.choices import Placed
from sdgwijzer.texts import drawings, indicator_page, numbers, words
from sdgwijzer.views.cards import Card
from sdgwijzer.views.compared import Column


def distribution(choices: Placed, card: Card, column: Column) -> Figure | None:
    """Each municipality as a dot, piled up by value; nothing of a single one.

    The same information stands in the table below it.

    Args:
        choices: of the link.
        card: the indicator for the own municipality.
        column: what all are compared by.
    """
    values, item = column.values, card.indicator
    if len(values) < 2:
        return None
    names = {row.nis_code: row.name for row in choices.named}
    low, high = float(values.min()), float(values.max())
    quarters = [float(number) for number in np.quantile(values, (0.25, 0.5, 0.75))]

    def named(name: str, value: float, look: int | None = None) -> Named:
        return Named(name, value, numbers.number(value, item.decimals), look)

    data = Distribution(
        values=tuple(values.tolist()),
        sign=item.direction.sign,
        own=None if card.compared is None else named(choices.name, card.compared),
        peers=tuple(
            named(names[code], float(values[column.places[code]]), choices.looks[code])
            for code in names
            if code in column.places
        ),
        middle=named(words.MIDDLE_SHORT, quarters[1]),
        ends=drawings.ends(item, low, high),
    )
    alt = indicator_page.distribution_alt(card, len(values), low, quarters, high)
    return Figure(data, alt, title=item.name)
