"""The kind of all that stands below each other on a page."""


class Block:
    """One of the blocks of this package; who writes or shows them refuses what it does not know."""

    __slots__ = ()
