"""A page of a municipality whose link names none: what to do."""

from typing import Final

from sdgwijzer.content import AskPlace, Heading, Note, Page
from sdgwijzer.links.choices import Unplaced
from sdgwijzer.texts import headings, names, sheet, start, take_along
from sdgwijzer.views.dataset import Dataset

_FOR: Final = {"rapport": take_along.CHOOSE, "blad": sheet.CHOOSE}
"""What a page is for, where that is not how a municipality stands."""


def page(choices: Unplaced, data: Dataset, word: str) -> Page:
    """A friendly stop.

    Args:
        choices: of the link.
        data: the figures in use.
        word: of the page, in its address.
    """
    item = {**data.indicators(None), **data.waiting}.get(choices.options.indicator)
    said = names.choose_first(item.name) if item else _FOR.get(word, headings.NO_MUNICIPALITY)
    carried = (*choices.pairs, *choices.options.pairs(word))
    box = AskPlace(start.PLACE, start.SHOW, word, carried)
    return Page((Heading(headings.CHOOSE_MUNICIPALITY, 1), Note("info", said), box))
