"""What stands around every page: its title in a tab, and the way to the other pages."""

from sdgwijzer.content import Address
from sdgwijzer.links import Choices, Unplaced
from sdgwijzer.texts import frame_of_pages, groups, site

LED_TO: tuple[str, ...] = ("start", "zoek", "nieuw", "wachtend")
"""Pages that other links lead to."""


def title(word: str, choices: Choices) -> str:
    """Of the browser's tab, of what is printed and of a preview."""
    page = frame_of_pages.PAGES[word]
    if isinstance(choices, Unplaced):
        return site.title(page, "", groups.NOBODY, beside_peers=False)
    return site.title(page, choices.name, choices.label, beside_peers=choices.judged_by_peers)


def ways(choices: Choices) -> dict[str, Address]:
    """The pages of the menu → their addresses, that carry the choices along."""
    options = choices.options
    extra = {"doel": str(options.goal or ""), "indicator": options.indicator}
    return {
        word: Address(word, (*choices.pairs, *([(word, extra[word])] if extra.get(word) else ())))
        for word in frame_of_pages.PAGES
        if word not in LED_TO
    }
