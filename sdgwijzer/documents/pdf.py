"""A report as PDF: tagged, with words at every picture (PDF/UA-1), by typst.

`report.typ` is how it looks; what it says goes there as JSON, so that no text of a municipality is
read as typst's own language.
"""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from functools import singledispatch
from pathlib import Path
from typing import Final

from sdgwijzer import colours, typeset
from sdgwijzer.content import (
    Bullets,
    Captioned,
    Cell,
    Heading,
    Judgement,
    Link,
    Marked,
    Numbered,
    Outside,
    Paragraph,
    Ref,
    Run,
    Runs,
    Source,
    Styled,
    Table,
    Value,
)
from sdgwijzer.documents.drawn import svg
from sdgwijzer.documents.flow import flow, is_goal
from sdgwijzer.documents.widths import widths
from sdgwijzer.goals import GOALS
from sdgwijzer.report import Report
from sdgwijzer.texts import report as texts
from sdgwijzer.texts import site

_HERE: Final = Path(__file__).parent
_WIDTH: Final = 17 * 72 / 2.54  # points of the text
_TWENTIETHS: Final = 20
_COLOURS: Final = ("text", "quiet", "own", "line", "own-ground")

Json = dict[str, object]


def pdf(report: Report, made: str) -> bytes:
    """A report as PDF/UA-1.

    Args:
        report: its chapters.
        made: the day of its figures (ISO), which is the moment of the file.

    Raises:
        typst.TypstError: it is not accessible, such as a picture without words.
    """
    return typeset.pdf(look("report"), inputs(_data(report)), moment(made))


def firsts(report: Report, pixels: int) -> tuple[bytes, ...]:
    """The title page and the first one behind the contents, as PNG.

    Args:
        report: its chapters.
        pixels: width of each.
    """
    title, _, first, *_ = typeset.pages(look("report"), inputs(_data(report)), pixels)
    return title, first


def look(name: str) -> bytes:
    """A document in typst's language, behind what all of them share.

    Args:
        name: of its file.
    """
    return b"".join((_HERE / f"{each}.typ").read_bytes() for each in ("common", name))


def inputs(said: Json) -> dict[str, str]:
    """What a document says, with our font and colours, as it goes to typst."""
    shared = {
        "font": typeset.FAMILY,
        "colours": [colours.SCREEN[name].light for name in _COLOURS],
        "goals": [colours.of_goal(goal.number).light for goal in GOALS],
        "sides": {"good": colours.GOOD.light, "poor": colours.POOR.light},
    }
    return {"said": json.dumps(shared | said, ensure_ascii=False)}


def moment(made: str) -> datetime:
    """The day of the figures (ISO) as the moment of a file."""
    return datetime.fromisoformat(made).replace(tzinfo=UTC)


def _data(report: Report) -> Json:
    facts = (report.facts, f"{report.status}. {report.made}", report.left_out)
    return {
        "title": f"{report.title} {report.place}",
        "author": site.APP,
        "question": report.question,
        "facts": [each for each in facts if each],
        "of": texts.OF,
        "words": {
            "contents": texts.CONTENTS,
            "sources": texts.SOURCES,
            "table": texts.TABLE,
            "figure": texts.FIGURE,
        },
        "blocks": [_block(block) | {"page": page} for block, page in flow(report)],
    }


@singledispatch
def _block(block: object) -> Json:
    raise TypeError(f"no PDF for {type(block).__name__}")


@_block.register
def _(block: Heading) -> Json:
    edge = block.goal if is_goal(block) else None
    return {
        "kind": "heading",
        "level": block.level,
        "text": block.text,
        "anchor": block.anchor,
        "edge": edge,
    }


@_block.register
def _(block: Paragraph) -> Json:
    return {"kind": "paragraph", "style": block.kind, "runs": runs(block.runs)}


@_block.register
def _(block: Bullets) -> Json:
    return {"kind": "bullets", "items": [runs(item) for item in block.items]}


@_block.register
def _(block: Numbered) -> Json:
    items = [runs(item) for item in block.items]
    return {"kind": "numbered", "first": block.first, "items": items}


@_block.register
def _(block: Source) -> Json:
    home = str(block.homepage)
    return {"kind": "source", "number": block.number, "text": f"{block.line} ", "home": home}


@_block.register
def _(block: Captioned) -> Json:
    around: Json = {
        "caption": block.caption,
        "remark": block.remark,
        "sources": list(block.sources),
    }
    if isinstance(block.content, Table):
        return around | _table(block.content)
    return around | {"kind": "figure", "svg": svg(block.content)[0], "alt": block.content.alt}


def _table(table: Table) -> Json:
    columns = widths(table, round(_WIDTH * _TWENTIETHS))
    return {
        "kind": "table",
        "widths": [each / _TWENTIETHS for each in columns],
        "head": [_cell(cell) for cell in table.head],
        "rows": [[_cell(cell) for cell in row.cells] for row in table.rows],
    }


def _cell(cell: Cell) -> Json:
    return {"runs": runs(cell.runs), "left": cell.text or cell.header, "own": cell.own}


def runs(line: Iterable[Run] | Runs) -> list[Json]:
    """The pieces of a line as typst gets them."""
    return [made for run in line if (made := _run(run)) is not None]


def _run(run: Run) -> Json | None:
    """One piece of a line; None for what has no words."""
    if isinstance(run, Outside):
        return {"kind": "outside", "text": str(run)}
    if isinstance(run, Ref):
        return {"kind": "ref", "numbers": list(run.numbers)}
    if isinstance(run, str):
        return {"kind": "text", "text": run}
    if isinstance(run, Judgement):
        text = f"{run.symbol}\u00a0{run.text}" if run.symbol else run.text
        return {"kind": run.style, "text": text}
    if isinstance(run, Styled):
        return {"kind": run.style, "text": run.text}
    if isinstance(run, Value | Link):
        return {"kind": "text", "text": run.text}
    return {"kind": "text", "text": run.number or run.symbol} if isinstance(run, Marked) else None
