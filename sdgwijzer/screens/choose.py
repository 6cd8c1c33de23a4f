"""A page of a municipality whose link names none: what to do."""

from typing import Final

from sdgwijzer.content import AskPlace, Heading, Note, Page
from sdgwijzer.goals import GOALS
from sdgwijzer.links.choices import Unplaced
from sdgwijzer.texts import headings, names, sheet, start, take_along
from sdgwijzer.views.dataset import Dataset

_FOR: Final = {
    "rapport": take_along.CHOOSE,
    "blad": sheet.CHOOSE,
    "vergelijk": headings.COMPARE_FIRST,
    "verken": headings.EXPLORE_FIRST,
}
"""What a page is for, where that is not how a municipality stands."""


def page(choices: Unplaced, data: Dataset, word: str) -> Page:
    """A friendly stop.

    Args:
        choices: of the link.
        data: the figures in use.
        word: of the page, in its address.
    """
    carried = (*choices.pairs, *choices.options.pairs(word))
    box = AskPlace(start.PLACE, start.SHOW, word, carried)
    return Page(
        (Heading(headings.CHOOSE_MUNICIPALITY, 1), Note("info", _said(choices, data, word)), box)
    )


def _said(choices: Unplaced, data: Dataset, word: str) -> str:
    """What one sees then: what the link was about is not forgotten."""
    item = {**data.indicators(None), **data.waiting}.get(choices.options.indicator)
    if item is not None:
        return names.choose_first(item.name)
    number = choices.options.goal if word == "doel" else None
    if number is not None:
        return headings.goal_first(GOALS[number - 1])
    return _FOR.get(word, headings.NO_MUNICIPALITY)
