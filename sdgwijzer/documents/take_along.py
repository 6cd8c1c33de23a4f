"""A report in the formats that somebody asks."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from unicodedata import normalize

from sdgwijzer.content import Page
from sdgwijzer.report import Export, Report


@dataclass(frozen=True)
class Given:
    """What a file is made of.

    Attributes:
        report: its chapters.
        export: the figures behind it, asked where a format needs them.
        sheet: the page `/blad` of the municipality, asked likewise.
        made: the day of its figures (ISO).
        template: of Word; None for our own.
        home: address of the start page, with a slash at the end; "" where nobody knows it.
        written: format → file, of what was written already: a zip takes it as it is.
    """

    report: Report
    export: Callable[[], Export]
    sheet: Callable[[], Page]
    made: str
    template: Path | None = None
    home: str = ""
    written: dict[str, bytes] = field(default_factory=dict)


Writer = Callable[[Given], bytes]


def _word(given: Given) -> bytes:
    from sdgwijzer.documents.word import word

    return word(given.report, given.made, given.template)


def _pdf(given: Given) -> bytes:
    from sdgwijzer.documents.pdf import pdf

    return pdf(given.report, given.made)


def _sheet(given: Given) -> bytes:
    from sdgwijzer.documents.sheet import sheet

    return sheet(given.sheet(), given.made, given.home)


def _picture(given: Given) -> bytes:
    from sdgwijzer.documents.sheet import picture

    return picture(given.sheet(), given.home)


def _web(given: Given) -> bytes:
    from sdgwijzer.documents.web import web

    return web(given.report)


def _slides(given: Given) -> bytes:
    from sdgwijzer.documents.slides import slides

    return slides(given.report, given.made)


def _workbook(given: Given) -> bytes:
    from sdgwijzer.documents.workbook import workbook

    return workbook(given.report, given.export(), given.made)


ALONE: Final[Mapping[str, Writer]] = {
    "docx": _word,
    "pdf": _pdf,
    "blad": _sheet,
    "blad.png": _picture,
    "html": _web,
    "pptx": _slides,
    "xlsx": _workbook,
}
"""Format → what writes it; each loads only what it needs, for a process that writes one."""


def _all(given: Given) -> bytes:
    """All of those, with the figures and how one recomputes a judgement."""
    from sdgwijzer.documents.bundle import bundle

    files = {name(given.report, form): file(given, form) for form in ALONE}
    return bundle(given.report, given.export(), files, given.made)


FORMATS: Final[Mapping[str, Writer]] = {**ALONE, "zip": _all}
"""The same, and all of them in one."""

_ENDINGS: Final = {"blad": "-blad.pdf", "blad.png": "-blad.png"}
"""Of files beside the report."""


def file(given: Given, form: str) -> bytes:
    """The file in one format; each is written once.

    Args:
        given: what it is made of.
        form: one of `FORMATS`.
    """
    if form not in given.written:
        given.written[form] = FORMATS[form](given)
    return given.written[form]


def name(report: Report, form: str) -> str:
    """The name of a file of a report: letters, numbers and hyphens, and its ending.

    Args:
        report: which it is of.
        form: one of `FORMATS`.
    """
    plain = normalize("NFKD", f"{report.title} {report.place}").encode("ascii", "ignore").decode()
    whole = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "rapport"
    return f"{whole}{_ENDINGS.get(form, f'.{form}')}"
