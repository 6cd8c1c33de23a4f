"""A report in the formats that somebody asks."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final
from unicodedata import normalize

from sdgwijzer.documents.pdf import pdf
from sdgwijzer.documents.web import web
from sdgwijzer.documents.word import word
from sdgwijzer.report import Report

Writer = Callable[[Report, str, Path | None], bytes]

FORMATS: Final[Mapping[str, Writer]] = {
    "docx": word,
    "pdf": lambda report, made, _: pdf(report, made),
    "html": lambda report, _, __: web(report),
}
"""Ending → what writes it: of a report, the day of its figures, and a template of Word."""


def name(report: Report) -> str:
    """The name of a file of a report, without its ending: letters, numbers and hyphens."""
    plain = normalize("NFKD", f"{report.title} {report.place}").encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or "rapport"
