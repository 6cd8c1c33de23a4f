"""Taking a page along: its address, and what a page offers besides."""

from sdgwijzer.content import Copy, Link, Share
from sdgwijzer.texts import frame_of_pages


def share(
    what: str,
    *copies: Copy,
    main: tuple[Link, ...] = (),
    ways: tuple[Link, ...] = (),
    links: tuple[Link, ...] = (),
) -> Share:
    """The button under which a page is taken along.

    Args:
        what: the address leads to, in words.
        copies: other texts than the address.
        main: the first of all ways, beside the button.
        ways: pages where it becomes something else.
        links: files and other forms of the page.
    """
    address = Copy(frame_of_pages.COPY_LINK, frame_of_pages.copied(what))
    failed = frame_of_pages.COPY_FAILED
    full = frame_of_pages.FULL_SCREEN
    return Share(frame_of_pages.SHARE, (address, *copies), failed, links, main, ways, full)
