"""A report in the formats that somebody asks."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from unicodedata import normalize

from sdgwijzer.content import Page
from sdgwijzer.documents.bundle import bundle
from sdgwijzer.documents.pdf import pdf
from sdgwijzer.documents.sheet import picture, sheet
from sdgwijzer.documents.slides import slides
from sdgwijzer.documents.web import web
from sdgwijzer.documents.word import word
from sdgwijzer.documents.workbook import workbook
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

ALONE: Final[Mapping[str, Writer]] = {
    "docx": lambda given: word(given.report, given.made, given.template),
    "pdf": lambda given: pdf(given.report, given.made),
    "blad": lambda given: sheet(given.sheet(), given.made, given.home),
    "blad.png": lambda given: picture(given.sheet(), given.home),
    "html": lambda given: web(given.report),
    "pptx": lambda given: slides(given.report, given.made),
    "xlsx": lambda given: workbook(given.report, given.export(), given.made),
}
"""Format → what writes it."""


def _all(given: Given) -> bytes:
    """All of those, with the figures and how one recomputes a judgement."""
    files = {name(given.report, form): file(given, form) for form in ALONE}
    return bundle(given.report, given.export(), files, given.made)


_ENDINGS: Final = {"blad": "-blad.pdf", "blad.png": "-blad.png"}
"""Of files beside the report."""

FORMATS: Final[Mapping[str, Writer]] = {**ALONE, "zip": _all}
"""The same, and all of them in one."""


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
