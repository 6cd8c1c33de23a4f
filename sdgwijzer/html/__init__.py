"""Lists and tables as one block of HTML. The only place that writes HTML.

One block is several times faster than as many charts or columns. Every text goes through
`escape`: names and descriptions come from files.
"""

from sdgwijzer.html.base import block, facts, heading, link, links, paragraph
from sdgwijzer.html.cards import headline, indicator_list, tiles, waiting
from sdgwijzer.html.plan import plan
from sdgwijzer.html.signals import signals
from sdgwijzer.html.tables import plain_table, side_by_side, years

__all__ = [
    "block",
    "facts",
    "heading",
    "headline",
    "indicator_list",
    "link",
    "links",
    "paragraph",
    "plain_table",
    "plan",
    "side_by_side",
    "signals",
    "tiles",
    "waiting",
    "years",
]
