"""The files of a report, each written by a process of its own; what they are made of, pickled.

Together in one process they take half a gigabyte: figures, Word, PDF and slides each keep what they
needed. Whoever only passes on what is here loads none of it.
"""

import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

from sdgwijzer.documents.processes import apart

if TYPE_CHECKING:
    from sdgwijzer.links.choices import Placed
    from sdgwijzer.report import Report
    from sdgwijzer.views.dataset import Dataset

P = TypeVar("P")

_Drawn = dict[tuple[bytes, int], bytes]
"""`typeset.drawn`: pictures by what they show."""

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


_FIGURES: Final = ("xlsx", "zip")
"""Forms that have the figures behind the report in them."""

_SHEET: Final = ("blad", "blad.png", "zip")
"""Forms that have the page `/blad` in them."""

_LARGEST: Final = "pdf"
"""The form that takes most memory: it is made first, while no other file is kept."""

_PIXELS: Final = ("docx", "pptx")
"""Forms with the same pictures as pixels: the first that is written draws them."""


def begun(report: "Report", data: "Dataset") -> Made:
    """What every file is made of, asked where the figures are; these are closed behind it.

    Args:
        report: its chapters.
        data: the figures in use.
    """
    made = Made(report=pickle.dumps(report), export=b"", sheet=b"", day=data.day)
    data.store.close()
    return made


def completed(
    made: Made, forms: Sequence[str], opened: "Callable[[P], tuple[Placed, Dataset]]", asked: P
) -> Made:
    """The same with the figures behind it and the sheet, where one of these files needs them.

    The figures are opened anew: what the database kept for the chapters is free then, and their
    process takes no more than it did.

    Args:
        made: what every file is made of.
        forms: of `FORMS`.
        opened: what is asked → which municipality, and the figures.
        asked: what it is called with.

    Raises:
        StoreError: the database cannot be read.
    """
    from sdgwijzer.report import export
    from sdgwijzer.screens import sheet

    figures, side = (not set(each).isdisjoint(forms) for each in (_FIGURES, _SHEET))
    if not (figures or side):
        return made
    choices, data = opened(asked)
    return replace(
        made,
        export=pickle.dumps(export(choices, data)) if figures else b"",
        sheet=pickle.dumps(sheet.page(choices, data)) if side else b"",
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
    drawn: _Drawn = {}
    wanted = FORMS if FORMS[-1] in forms else forms
    for form in sorted(wanted, key=lambda each: each != _LARGEST):
        within = written if form == FORMS[-1] else {}
        asked = (_of(given, form), form, within, template, home)
        if form in _PIXELS:
            name, written[form], drawn = apart(_pictured, drawn, *asked)
        else:
            name, written[form] = apart(_file, *asked)
        if form in forms:
            yield form, name, written[form]


def _of(given: Made, form: str) -> Made:
    """No more than this form needs: all of it is sent to the process that writes it."""
    return replace(
        given,
        export=given.export if form in _FIGURES else b"",
        sheet=given.sheet if form in _SHEET else b"",
    )


def _pictured(drawn: _Drawn, *asked: Any) -> tuple[str, bytes, _Drawn]:  # noqa: ANN401
    """As `_file`, with pictures that were drawn before; and those that are drawn now."""
    from sdgwijzer import typeset

    typeset.know(drawn)
    return *_file(*asked), typeset.drawn()


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
        written=dict(written),
    )
    return take_along.name(report, form), take_along.file(parts, form)
