"""What a page says: one module per page, choices of a link and the figures in use → content.

Pure: no Streamlit, no session, no clock. Each has a function `page(choices, data)`; pages of a
municipality take `Placed` choices, the others either kind.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from sdgwijzer.content import TOP, Anchors, Page
from sdgwijzer.links import Choices, Placed, Unplaced
from sdgwijzer.screens import (
    choose,
    compare,
    explore,
    files,
    goal,
    indicator,
    method,
    news,
    open_data,
    overview,
    report,
    search,
    sheet,
    start,
    waiting,
)
from sdgwijzer.texts import frame_of_pages
from sdgwijzer.views.dataset import Dataset

OF_A_PLACE: Final[Mapping[str, Callable[[Placed, Dataset], Page]]] = {
    "overzicht": overview.page,
    "doel": goal.page,
    "indicator": indicator.page,
    "vergelijk": compare.page,
    "verken": explore.page,
    "blad": sheet.page,
    "rapport": report.page,
}
OF_ALL: Final[Mapping[str, Callable[[Choices, Dataset], Page]]] = {
    "start": start.page,
    "nieuw": news.page,
    "zoek": search.page,
    "verantwoording": method.page,
    "wachtend": waiting.page,
    "gegevens": open_data.page,
}
"""Word in the link → page."""

WORDS: Final = (*OF_A_PLACE, *OF_ALL)
"""Of all pages."""


def page(word: str, choices: Choices, data: Dataset) -> Page:
    """The page of a word; one of a municipality asks for it where there is none.

    Args:
        word: of the page, in its address.
        choices: of the link.
        data: the figures in use.

    Raises:
        StoreError: there is no database to ask.
    """
    if word in OF_ALL:
        made = OF_ALL[word](choices, data)
    elif isinstance(choices, Unplaced):
        return choose.page(choices, data, word)
    else:
        made = files.linked(OF_A_PLACE[word](choices, data), word, choices)
    return replace(made, blocks=(*made.blocks, Anchors(((frame_of_pages.TO_TOP, TOP),), top=True)))
