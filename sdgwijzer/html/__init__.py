"""Lists and tables as one block of HTML. The only place that writes HTML.

One block is several times faster than as many charts or columns. Every text goes through
`escape`: names and descriptions come from files.
"""

from sdgwijzer.html.base import (
    STYLE,
    block,
    facts,
    goals_key,
    heading,
    link,
    links,
    note,
    outside,
    paragraph,
    trail,
)
from sdgwijzer.html.cards import headline, indicator_list, tiles, waiting
from sdgwijzer.html.overview import highlights, plain_list
from sdgwijzer.html.plan import plan
from sdgwijzer.html.ranking import ranking
from sdgwijzer.html.side_by_side import Medians, courses, side_by_side
from sdgwijzer.html.signals import signals
from sdgwijzer.html.tables import plain_table, years
from sdgwijzer.pictures.distribution import distribution

__all__ = [
    "STYLE",
    "Medians",
    "block",
    "courses",
    "distribution",
    "facts",
    "goals_key",
    "heading",
    "headline",
    "highlights",
    "indicator_list",
    "link",
    "links",
    "note",
    "outside",
    "paragraph",
    "plain_list",
    "plain_table",
    "plan",
    "ranking",
    "side_by_side",
    "signals",
    "tiles",
    "trail",
    "waiting",
    "years",
]
