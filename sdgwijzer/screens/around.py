"""What stands around every page: its title in a tab, the menu and the search box."""

from typing import Final

from sdgwijzer.content import Address, Link, Menu, Search
from sdgwijzer.links import Choices, Unplaced
from sdgwijzer.texts import frame_of_pages, groups, site

MENU: Final = ("overzicht", "doel", "vergelijk", "verken", "rapport", "verantwoording")
"""Words of the pages in the menu; links lead to the others."""


def title(word: str, choices: Choices) -> str:
    """Of the browser's tab, of what is printed and of a preview."""
    page = frame_of_pages.PAGES[word]
    if isinstance(choices, Unplaced):
        return site.title(page, "", groups.NOBODY, beside_peers=False)
    return site.title(page, choices.name, choices.label, beside_peers=choices.judged_by_peers)


def search(choices: Choices) -> Search:
    """The search box, that carries the choices along."""
    return Search(frame_of_pages.SEARCH, tuple(choices.pairs))


def menu(choices: Choices, here: str) -> Menu:
    """The menu: links that carry the choices along.

    Args:
        choices: of the link.
        here: the word of the page that is shown.
    """
    names = {**frame_of_pages.PAGES, **frame_of_pages.MENU_NAMES}
    links = (Link(Address(word, tuple(choices.pairs)), names[word]) for word in MENU)
    return Menu(
        frame_of_pages.MENU,
        frame_of_pages.OPEN_MENU,
        Link(Address("."), site.APP),
        tuple(links),
        here,
        search(choices),
    )


def beside(choices: Choices) -> str:
    """Whom it is compared with, short: "naast Zwevegem, Deerlijk en Kuurne"."""
    if isinstance(choices, Unplaced):
        return frame_of_pages.COMPARE_SHORT
    known = choices.named if not choices.groups and not choices.default else ()
    if choices.called:
        return groups.beside_called(choices.called)
    if known:
        return groups.beside_names([row.name for row in known])
    return groups.beside_short(choices.label)
