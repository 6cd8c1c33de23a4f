"""A page of a municipality whose link names none: what to do."""

from sdgwijzer.content import AskPlace, Heading, Note, Page
from sdgwijzer.links.choices import Unplaced
from sdgwijzer.texts import headings, names, start
from sdgwijzer.views.dataset import Dataset


def page(choices: Unplaced, data: Dataset, word: str) -> Page:
    """A friendly stop.

    Args:
        choices: of the link.
        data: the figures in use.
        word: of the page, in its address.
    """
    item = {**data.indicators(None), **data.waiting}.get(choices.options.indicator)
    said = names.choose_first(item.name) if item else headings.NO_MUNICIPALITY
    carried = (*choices.pairs, *choices.options.pairs(word))
    box = AskPlace(start.PLACE, start.SHOW, word, carried)
    return Page((Heading(headings.CHOOSE_MUNICIPALITY, 1), Note("info", said), box))
