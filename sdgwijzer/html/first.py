"""What a page shows before Streamlit is there: its own content, and the way on without scripts."""

from collections.abc import Mapping
from dataclasses import dataclass

from sdgwijzer import html
from sdgwijzer.html import kept
from sdgwijzer.links import Choices, read
from sdgwijzer.screens import around
from sdgwijzer.texts import frame_of_pages, groups, site
from sdgwijzer.views import peers
from sdgwijzer.views.dataset import Dataset


@dataclass(frozen=True)
class First:
    """A page at once.

    Attributes:
        title: in a tab.
        body: what stands in it, as HTML.
        shared: its title where it is shared.
        sentence: what it says.
    """

    title: str
    body: str
    shared: str
    sentence: str


def first(word: str, link: Mapping[str, str], data: Dataset, font: str) -> First:
    """What a page shows at once.

    Args:
        word: of the page, in its address.
        link: the choices in the address.
        data: the figures in use.
        font: address of the font that Streamlit will use.

    Raises:
        StoreError: there is no database to ask.
    """
    asked = read(link, word, data)
    choices, embedded = asked.choices, link.get("embed", "").lower() == "true"
    page = kept.page(word, choices, data, embedded=embedded)
    notices = html.block(asked.notices) if asked.notices else ""
    place = choices.municipality.name if choices.municipality else ""
    body = html.at_once(
        font,
        notices + page.html,
        frame_of_pages,
        menu=[(frame_of_pages.PAGES[key], to) for key, to in around.ways(choices).items()],
        here=word,
        site=site.APP,
        place=place,
        names=[row.name for row in data.reference.today.values()],
        carried=choices.pairs,
        whom=_whom(choices),
        beside=",".join(choices.words),
        others=[(key, text) for key, text in link.items() if key not in ("gemeente", "vergelijk")],
        embedded=embedded,
    )
    shared = site.shared(page.title, place)
    return First(around.title(word, choices), body, shared, page.sentence or site.TAGLINE)


def _whom(choices: Choices) -> list[tuple[str, str]]:
    """Whom one can compare with, without scripts: the neighbours, a group, or as it is now."""
    offered = {"": frame_of_pages.COMPARE_HINT}
    offered |= {word: groups.group_option(word) for word in peers.GROUPS}
    offered.setdefault(",".join(choices.words), ", ".join(choices.words))
    return list(offered.items())
