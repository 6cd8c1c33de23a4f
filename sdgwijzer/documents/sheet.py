"""One municipality on one side of A4, as PDF/UA-1 and as PNG: what the page `/blad` says, by typst.

`sheet.typ` is how it looks.
"""

from collections.abc import Iterator
from functools import singledispatch
from itertools import takewhile
from typing import Final

from sdgwijzer import colours, html, typeset
from sdgwijzer.content import (
    Block,
    Code,
    Columns,
    Figure,
    GoalRow,
    GoalRows,
    Heading,
    KeyFigure,
    KeyFigures,
    Page,
    Paragraph,
    Points,
    Sheet,
)
from sdgwijzer.documents import drawn, pdf
from sdgwijzer.documents.pdf import Json, runs
from sdgwijzer.goals import GOALS, Goal
from sdgwijzer.html import pictograms
from sdgwijzer.pictures import code
from sdgwijzer.texts import site

PIXELS: Final = 1600
"""Width of the picture."""

HEIGHTS: Final = (21.0, 20.0, 19.0, 18.0, 17.0, 16.0, 15.0, 14.0, 13.0)
"""Points of a goal; the first with which all of it stands on one side."""


def sheet(page: Page, made: str, home: str = "") -> bytes:
    """A sheet as PDF/UA-1.

    Args:
        page: of `/blad`.
        made: the day of its figures (ISO), which is the moment of the file.
        home: address of the start page, with a slash at the end; "" where nobody knows it: the
            code that leads to the page is left out.

    Raises:
        typst.TypstError: it does not fit on one side, or a picture is without words.
    """
    return typeset.pdf(pdf.look("sheet"), pdf.inputs(_data(page, home)), pdf.moment(made))


def picture(page: Page, home: str = "") -> bytes:
    """The same as PNG; the arguments are those of `sheet`."""
    [found] = typeset.pages(pdf.look("sheet"), pdf.inputs(_data(page, home)), PIXELS)
    return found


def _data(page: Page, home: str) -> Json:
    [title] = (each for each in page.blocks if isinstance(each, Heading))
    [paper] = (each for each in page.blocks if isinstance(each, Sheet))
    codes = [each for each in paper.blocks if isinstance(each, Code)]
    blocks = [each for each in paper.blocks if not isinstance(each, Code)]
    top = list(takewhile(lambda each: not isinstance(each, Heading), blocks))
    return {
        "title": title.text,
        "author": site.APP,
        "on": [colours.on_goal(goal.number) for goal in GOALS],
        "pictograms": [_pictogram(goal) for goal in GOALS],
        "heights": HEIGHTS,
        "code": next(_codes(codes, home), None),
        "top": [_block(each) for each in (title, *top)],
        "blocks": [_block(each) for each in blocks[len(top) :]],
    }


def _pictogram(goal: Goal) -> str:
    """In the colour of the number beside it."""
    return pictograms.drawing(goal).replace("currentColor", colours.on_goal(goal.number))


def _codes(codes: list[Code], home: str) -> Iterator[Json]:
    for each in codes:
        where = home + html.href(each.to).removeprefix("./")
        if home and len(where) <= code.LONGEST:
            site_ = home.partition("://")[2].partition("/")[0]
            yield {"svg": html.svg(code.draw(where, site_)), "alt": f"{each.alt}: {where}"}


@singledispatch
def _block(block: Block) -> Json:
    raise TypeError(f"no place on a sheet for {type(block).__name__}")


@_block.register
def _(block: Heading) -> Json:
    return {"kind": "heading", "level": block.level, "text": block.text}


@_block.register
def _(block: Paragraph) -> Json:
    return {"kind": "paragraph", "style": block.kind, "runs": runs(block.runs)}


@_block.register
def _(block: KeyFigures) -> Json:
    return {"kind": "keys", "figures": [_key(each) for each in block.figures]}


@_block.register
def _(block: GoalRows) -> Json:
    groups = [{"name": name, "rows": [_row(each) for each in rows]} for name, rows in block.groups]
    return {"kind": "rows", "heads": block.heads, "groups": groups}


@_block.register
def _(block: Columns) -> Json:
    parts = [[_points(each) for each in part if isinstance(each, Points)] for part in block.parts]
    return {"kind": "columns", "parts": parts}


def _key(each: KeyFigure) -> Json:
    return {
        "name": each.name,
        "value": runs(each.value),
        "course": _figure(each.course),
        "judged": runs(each.judged),
    }


def _row(row: GoalRow) -> Json:
    return {
        "goal": row.goal,
        "name": row.name,
        "figure": _figure(row.figure),
        "words": row.words,
        "counts": [runs(each) for each in row.counts],
    }


def _points(block: Points) -> Json:
    items = [{"what": runs(each.runs), "why": runs(each.below)} for each in block.items]
    return {
        "title": block.title,
        "style": block.style,
        "items": items,
        "nothing": block.nothing,
    }


def _figure(figure: Figure | None) -> Json | None:
    return {"svg": drawn.svg(figure)[0], "alt": figure.alt} if figure else None
