"""Taking a page along: its address, its text, its pictures."""

from dataclasses import dataclass

from sdgwijzer.content.base import Block
from sdgwijzer.content.runs import Link


@dataclass(frozen=True, slots=True)
class Copy:
    """One thing to copy.

    Attributes:
        name: on its button.
        said: once it is copied.
        text: what is copied; "" is the address of the page as it is then.
        sentences: are it the sentences of the page with their headings, to paste in a document?
    """

    name: str
    said: str
    text: str = ""
    sentences: bool = False


@dataclass(frozen=True, slots=True)
class Snippet(Block):
    """A line to copy into a program; `links.embedding.HERE` in it is the address of the site.

    Attributes:
        label: of what it is.
        text: the line.
        copy: the words of the button.
        said: once it is copied.
        failed: said before the text where a browser refuses to copy.
    """

    label: str
    text: str
    copy: str
    said: str
    failed: str


@dataclass(frozen=True, slots=True)
class Printing(Block):
    """A page on paper.

    Attributes:
        label: of the button that prints it.
        files: the same page as files.
    """

    label: str
    files: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class Share(Block):
    """A button that unfolds ways to take the page along.

    Attributes:
        label: on the button.
        copies: what can be copied.
        failed: said before the text where a browser refuses to copy.
        links: files and other forms of this page.
        main: the first of all ways, beside the button.
        ways: pages where it becomes something else.
        full: the words of a button that fills the screen with the page; "" for none.
    """

    label: str
    copies: tuple[Copy, ...]
    failed: str
    links: tuple[Link, ...] = ()
    main: tuple[Link, ...] = ()
    ways: tuple[Link, ...] = ()
    full: str = ""
