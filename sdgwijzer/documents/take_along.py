"""A report in the formats that somebody asks."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from unicodedata import normalize

from sdgwijzer.documents.bundle import bundle
from sdgwijzer.documents.pdf import pdf
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
        made: the day of its figures (ISO).
        template: of Word; None for our own.
    """

    report: Report
    export: Callable[[], Export]
    made: str
    template: Path | None = None


Writer = Callable[[Given], bytes]

ALONE: Final[Mapping[str, Writer]] = {
    "docx": lambda given: word(given.report, given.made, given.template),
    "pdf": lambda given: pdf(given.report, given.made),
    "html": lambda given: web(given.report),
    "pptx": lambda given: slides(given.report, given.made),
    "xlsx": lambda given: workbook(given.report, given.export(), given.made),
}
"""Ending → what writes it."""


def _all(given: Given) -> bytes:
    """All of those, with the figures and how one recomputes a judgement."""
    files = {f"{name(given.report)}.{form}": write(given) for form, write in ALONE.items()}
    return bundle(given.report, given.export(), files, given.made)


FORMATS: Final[Mapping[str, Writer]] = {**ALONE, "zip": _all}
"""The same, and all of them in one."""


def name(report: Report) -> str:
    """The name of a file of a report, without its ending: letters, numbers and hyphens."""
    plain = normalize("NFKD", f"{report.title} {report.place}").encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "rapport"
