"""Pages as HTML, made once for all who ask: the first HTML of the server and Streamlit share them.

What is kept belongs to one database and one catalogue: a new one gets its own, and what was made of
the old one goes when there is no room left. The room is in bytes, whatever pages weigh.
"""

import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from threading import Condition
from typing import Final

from cachetools import LRUCache, cached

from sdgwijzer import html, screens
from sdgwijzer.content import Around, Block, Chart, Controls, Downloads, Map, Page, Table, said
from sdgwijzer.links import Choices
from sdgwijzer.views.dataset import Dataset

MOST: Final = 32_000_000
"""Bytes of all pages that are kept: some 600 goals, or all overviews many times."""

LIVE: Final = (Chart, Controls, Map)
"""Blocks that do something: each is put on the screen by itself."""


_LIVE: Final = 20_000  # bytes of a live block: the figures of a chart, the places of a map


@dataclass(frozen=True)
class Kept:
    """A page: its HTML, packed (an eighth of what it is), and the blocks that are made live."""

    title: str
    packed: tuple[bytes | Block, ...]
    sentence: str  # what it says (`content.said`)
    downloads: Downloads | None  # its figures as files

    @property
    def pieces(self) -> tuple[str | Block, ...]:
        """Pieces of HTML, and between them the blocks that are made live."""
        return tuple(
            zlib.decompress(piece).decode() if isinstance(piece, bytes) else piece
            for piece in self.packed
        )

    @property
    def html(self) -> str:
        """All of it as it reads without anything live; room is left for what comes there."""
        return "".join(
            piece if isinstance(piece, str) else html.still(piece) for piece in self.pieces
        )

    @property
    def size(self) -> int:
        """About how many bytes it takes."""
        return sum(len(piece) if isinstance(piece, bytes) else _LIVE for piece in self.packed)


def page(word: str, choices: Choices, data: Dataset, *, embedded: bool = False) -> Kept:
    """The page of a word for these choices; who asks while it is made waits for it.

    Args:
        word: of the page, in its address.
        choices: of the link.
        data: the figures in use.
        embedded: without what stands around a figure.

    Raises:
        StoreError: there is no database to ask.
    """
    return _page(_key(word, choices, data, embedded), word, choices, data)


def there(word: str, choices: Choices, data: Dataset, *, embedded: bool = False) -> bool:
    """Is this page kept? To show it takes next to nothing then.

    Args:
        word: of the page, in its address.
        choices: of the link.
        data: the figures in use.
        embedded: without what stands around a figure.
    """
    return _key(word, choices, data, embedded) in _ROOM


def _key(word: str, choices: Choices, data: Dataset, embedded: bool) -> tuple[object, ...]:
    chosen = sorted(choices.options.values.items())  # all: a page may read what is of another
    return (data.version, word, *choices.pairs, *chosen, embedded)


_ROOM: Final[LRUCache[tuple[object, ...], Kept]] = LRUCache(MOST, getsizeof=lambda page: page.size)


def forget() -> None:
    """Keep nothing."""
    _ROOM.clear()


@cached(_ROOM, key=lambda key, *_: key, condition=Condition())
def _page(key: tuple[object, ...], word: str, choices: Choices, data: Dataset) -> Kept:
    return made(screens.page(word, choices, data), embedded=bool(key[-1]))


def made(page: Page, *, embedded: bool = False) -> Kept:
    """A page as HTML.

    Args:
        page: what it says.
        embedded: without what stands around a figure.
    """
    blocks = tuple(_there(page.blocks, embedded=embedded))
    wanted = next((each for each in blocks if isinstance(each, Downloads)), None)
    pieces: list[bytes | Block] = []
    for (live, _), some in groupby(blocks, key=lambda each: (isinstance(each, LIVE), _long(each))):
        mine = tuple(some)
        pieces += mine if live else [zlib.compress(html.block(mine).encode(), 1)]
    return Kept(page.title, tuple(pieces), said(page), wanted)


def _long(block: Block) -> bool:
    """Is it a table that stays on the screen as it is while what stands around it changes?"""
    return isinstance(block, Table) and block.high


def _there(blocks: Iterable[Block], *, embedded: bool) -> Iterator[Block]:
    """Without what stands around a figure, where it is embedded."""
    for each in blocks:
        if not isinstance(each, Around):
            yield each
        elif not embedded:
            yield from each.blocks
