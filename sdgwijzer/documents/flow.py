"""The blocks of a report in their order, with where a page begins: the same in every format."""

from collections.abc import Iterator

from sdgwijzer.content import Block, Heading
from sdgwijzer.report import Report


def flow(report: Report) -> Iterator[tuple[Block, bool]]:
    """Each block, and whether it begins a page.

    A chapter does, and so does a goal; the first goal stands on the page of the heading above it.

    Args:
        report: its chapters.
    """
    alone = False  # has the heading of a chapter nothing below it yet?
    for chapter in report.chapters:
        for block in chapter.blocks:
            top = isinstance(block, Heading) and block.level == 1
            yield block, top or (is_goal(block) and not alone)
            alone = top


def is_goal(block: Block) -> bool:
    """Is it the heading of the chapter of a goal?"""
    return isinstance(block, Heading) and bool(block.goal and block.anchor)


def listed(report: Report) -> list[Heading]:
    """The headings that stand in the contents."""
    blocks = (block for block, _ in flow(report))
    return [block for block in blocks if isinstance(block, Heading) and block.anchor]
