"""A report as one HTML file: pictures in it, a contents that leads on, and made to be printed."""

from collections.abc import Iterator
from dataclasses import replace

from sdgwijzer import html
from sdgwijzer.content import Anchors, Block, Heading, Page, Paragraph
from sdgwijzer.documents.flow import flow, is_goal, listed
from sdgwijzer.report import Report
from sdgwijzer.texts import report as texts


def web(report: Report) -> bytes:
    """A report as a whole HTML document that asks for nothing else.

    Args:
        report: its chapters.
    """
    return html.paper(Page(tuple(_blocks(report)))).encode()


def _blocks(report: Report) -> Iterator[Block]:
    yield Heading(f"{report.title} {report.place}", 1)
    yield Paragraph.of(report.question, "lead")
    for line in (report.facts, f"{report.status}. {report.made}", report.left_out):
        if line:
            yield Paragraph.of(line, "facts")
    yield Heading(texts.CONTENTS, 2)
    yield Anchors(tuple((each.text, each.anchor) for each in listed(report)))
    for block, _ in flow(report):
        if isinstance(block, Heading):  # below the title of the document
            goal = block.goal if is_goal(block) else None
            yield replace(block, level=block.level + 1, goal=goal)
        else:
            yield block
