"""What stands around every page: the way to the other pages, and the box to search in."""

from dataclasses import dataclass

from sdgwijzer.content.base import Block
from sdgwijzer.content.runs import Link


@dataclass(frozen=True, slots=True)
class Search(Block):
    """A box for a question; the answer is a page of its own.

    Attributes:
        label: what can be asked.
        carried: choices that go along.
        typed: what was asked before.
        button: its words, where it stands in the page itself; "" in what is around it.
    """

    label: str
    carried: tuple[tuple[str, str], ...] = ()
    typed: str = ""
    button: str = ""


@dataclass(frozen=True, slots=True)
class Menu(Block):
    """The pages; on a telephone they unfold, with the search box.

    Attributes:
        label: its name.
        opens: the words that unfold it.
        home: the start page, by the name of the site.
        ways: the other pages.
        here: the word of this page.
        search: the box.
    """

    label: str
    opens: str
    home: Link
    ways: tuple[Link, ...]
    here: str
    search: Search
