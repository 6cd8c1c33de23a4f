"""What a page shows before Streamlit is there: its own content, and the way on without scripts."""

from collections.abc import Mapping
from dataclasses import dataclass

from sdgwijzer import html
from sdgwijzer.html import kept
from sdgwijzer.links import Choices, Unplaced, read
from sdgwijzer.screens import around, basket
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


def first(word: str, link: Mapping[str, str], data: Dataset, font: str, later: str) -> First:
    """What a page shows at once.

    Args:
        word: of the page, in its address.
        link: the choices in the address.
        data: the figures in use.
        font: address of the font that Streamlit will use.
        later: address of the style sheet of the pictograms.

    Raises:
        StoreError: there is no database to ask.
    """
    asked = read(link, word, data)
    choices, embedded = asked.choices, _embedded(link)
    page = kept.page(word, choices, data, embedded=embedded)
    above = [] if embedded or (held := basket.bar(choices, word)) is None else [held]
    notices = "".join(html.block([each]) for each in (*above, *asked.notices))
    place = choices.municipality.name if choices.municipality else ""
    body = html.at_once(
        font,
        later,
        notices + page.html,
        frame_of_pages,
        menu=around.menu(choices, word),
        search=around.search(choices),
        here=word,
        place=place,
        short=around.beside(choices),
        names=[row.name for row in data.reference.today.values()],
        whom=_whom(choices),
        beside=",".join(choices.words),
        others=[(key, text) for key, text in link.items() if key not in ("gemeente", "vergelijk")],
        embedded=embedded,
    )
    shared = site.shared(page.title, place)
    return First(around.title(word, choices), body, shared, page.sentence or site.TAGLINE)


def is_kept(word: str, link: Mapping[str, str], data: Dataset) -> bool:
    """Is what the page of a link says kept? `first` takes milliseconds then.

    Args:
        word: of the page, in its address.
        link: the choices in the address.
        data: the figures in use.
    """
    return kept.there(word, read(link, word, data).choices, data, embedded=_embedded(link))


def _embedded(link: Mapping[str, str]) -> bool:
    return link.get("embed", "").lower() == "true"


def _whom(choices: Choices) -> list[tuple[str, str]]:
    """Whom one can compare with, without scripts: the neighbours, a group, or as it is now.

    Nobody where there is no municipality.
    """
    if isinstance(choices, Unplaced):
        return []
    offered = {"": groups.group_option(peers.BORDERING)}
    offered |= {word: groups.group_option(word) for word in peers.GROUPS[1:]}
    offered[",".join(choices.words)] = around.beside(choices)
    return list(offered.items())
