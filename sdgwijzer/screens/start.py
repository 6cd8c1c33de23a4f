"""`/`: what this is, before a municipality is chosen: a map to click, an example, what is new."""

from typing import Final

from sdgwijzer import failures
from sdgwijzer.content import (
    Address,
    Block,
    Bullets,
    Heading,
    Key,
    Link,
    Links,
    Map,
    Note,
    Page,
    Paragraph,
)
from sdgwijzer.errors import StoreError
from sdgwijzer.goals import GOALS
from sdgwijzer.links.choices import Choices
from sdgwijzer.screens import areas
from sdgwijzer.texts import frame_of_pages, headings, screens, site
from sdgwijzer.views.dataset import Dataset

EXAMPLE: Final = (("gemeente", "Harelbeke"), ("vergelijk", "Zwevegem,Deerlijk,Kuurne"))
NEWEST: Final = 6  # sources


def page(choices: Choices, data: Dataset) -> Page:
    """The first page; it opens without a database too.

    Args:
        choices: of the link; none of them is shown here.
        data: the figures in use.
    """
    coloured = areas.plain(data.reference)
    return Page(
        (
            Heading(site.APP, 1),
            Paragraph.of(site.TAGLINE, "lead"),
            Note("info", headings.NO_MUNICIPALITY),
            Map(frame_of_pages.MAP_CHOOSE, coloured.areas, coloured.legend, None, ()),
            Paragraph.of(frame_of_pages.MAP_SOURCE, "quiet"),
            Heading(screens.WHAT),
            Bullets.of(screens.WHAT_LINES),
            Links.of(
                Link(Address("vergelijk", EXAMPLE), screens.EXAMPLE),
                Link(Address("verantwoording"), screens.HOW),
                Link(Address("wachtend"), frame_of_pages.PAGES["wachtend"]),
            ),
            Heading(screens.NEW),
            _new(data),
            Links.of(Link(Address("nieuw"), frame_of_pages.ALL_NEWS)),
            Heading(headings.GOALS_CAPTION),
            Key(tuple((goal.number, goal.name) for goal in GOALS)),
        )
    )


def _new(data: Dataset) -> Block:
    """The sources whose files are the newest."""
    try:
        rows = data.provenance()
    except StoreError as error:
        return Paragraph.of(failures.sentence(error, "", {}))
    rows = rows.sort_values(["published", "retrieved"], ascending=False).head(NEWEST)
    return Bullets.of(
        [
            screens.source_news(row["publisher"], row["title"], row["published"], row["retrieved"])
            for row in rows.fillna("").astype(str).to_dict("records")
        ]
    )
