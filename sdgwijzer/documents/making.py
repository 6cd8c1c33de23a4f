"""The files of a report, each written by a process of its own; what they are made of, pickled.

Together in one process they take half a gigabyte: figures, Word, PDF and slides each keep what they
needed. Whoever only passes on what is here loads none of it.
"""

import pickle
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sdgwijzer.documents.processes import apart

if TYPE_CHECKING:
    from sdgwijzer.links.choices import Placed
    from sdgwijzer.report import Report
    from sdgwijzer.views.dataset import Dataset

FORMS: Final = ("docx", "pdf", "blad", "blad.png", "html", "pptx", "xlsx", "zip")
"""`take_along.FORMATS`; the last one has all others in it."""


@dataclass(frozen=True)
class Made:
    """What files are made of, each part pickled.

    Attributes:
        report: its chapters.
        export: the figures behind it; empty when no file needs them.
        sheet: the page `/blad` of the municipality; likewise.
        day: of its figures (ISO).
    """

    report: bytes
    export: bytes
    sheet: bytes
    day: str


def made(report: "Report", choices: "Placed", data: "Dataset", forms: Sequence[str]) -> Made:
    """What these files are made of, asked where the figures are.

    Args:
        report: its chapters.
        choices: which municipality, beside whom.
        data: the figures in use.
        forms: of `FORMS`.

    Raises:
        StoreError: the database cannot be read.
    """
    from sdgwijzer.report import export
    from sdgwijzer.screens import sheet

    figures = not {"xlsx", "zip"}.isdisjoint(forms)
    side = not {"blad", "blad.png", "zip"}.isdisjoint(forms)
    return Made(
        report=pickle.dumps(report),
        export=pickle.dumps(export(choices, data)) if figures else b"",
        sheet=pickle.dumps(sheet.page(choices, data)) if side else b"",
        day=data.day,
    )


def files(
    given: Made, forms: Sequence[str], template: Path | None, home: str
) -> Iterator[tuple[str, str, bytes]]:
    """Of each form: itself, the name of the file, and the file.

    Args:
        given: what they are made of.
        forms: of `FORMS`.
        template: of Word; None for our own.
        home: address of the start page, with a slash at the end; "" where nobody knows it.

    Raises:
        TemplateError: it cannot be used.
    """
    written: dict[str, bytes] = {}
    for form in FORMS if FORMS[-1] in forms else forms:
        name, written[form] = apart(_file, given, form, written, template, home)
        if form in forms:
            yield form, name, written[form]


def _file(
    given: Made, form: str, written: Mapping[str, bytes], template: Path | None, home: str
) -> tuple[str, bytes]:
    from sdgwijzer.documents import take_along

    report = pickle.loads(given.report)
    parts = take_along.Given(
        report=report,
        export=lambda: pickle.loads(given.export),
        sheet=lambda: pickle.loads(given.sheet),
        made=given.day,
        template=template,
        home=home,
        written=dict(written) if form == FORMS[-1] else {},
    )
    return take_along.name(report, form), take_along.file(parts, form)
