"""What a page says in one breath, for where it is shared: in a preview and in a search engine."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import fields
from typing import Final

from sdgwijzer.content.base import Block
from sdgwijzer.content.blocks import Page, Paragraph, Unfold
from sdgwijzer.content.runs import plain

KINDS: Final = ("answer", "lead", "sentence", "")
"""Kinds of a paragraph, the one that says most first."""

MOST: Final = 300
"""Letters."""


def said(page: Page) -> str:
    """The sentence of a page: that of its first answer, else of its lead, else its first paragraph.

    Whole sentences, as many as `MOST` allows; the first is cut where it is longer. "" where a page
    has no paragraph of text.
    """
    found = list(_paragraphs(page.blocks))
    texts = (plain(each.runs) for kind in KINDS for each in found if each.kind == kind)
    return shortened(next(filter(None, texts), ""), MOST)


def shortened(text: str, most: int) -> str:
    """As many whole sentences as `most` letters allow; of a longer first one as many words."""
    sentences = re.split(r"(?<=[.!?])\s+(?=[A-Z\u00c0-\u00dc0-9“])", text)
    kept = sentences[0]
    for each in sentences[1:]:
        if len(kept) + 1 + len(each) > most:
            break
        kept = f"{kept} {each}"
    return kept if len(kept) <= most else f"{kept[: most - 1].rpartition(' ')[0]}…"


def _paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    """All that stands open on the page, also in what has parts."""
    for each in blocks:
        if isinstance(each, Paragraph):
            yield each
        elif not isinstance(each, Unfold):
            yield from _paragraphs(_inside(each))


def _inside(block: Block) -> list[Block]:
    values = (getattr(block, field.name) for field in fields(block))  # type: ignore[arg-type]
    return [each for value in values for each in _blocks(value)]


def _blocks(value: object) -> Iterator[Block]:
    if isinstance(value, Block):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from _blocks(each)
