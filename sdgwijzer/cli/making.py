"""A report made for a terminal: first what it says, then each file, by processes of their own.

Together in one process it would take half a gigabyte: figures, Word, PDF and slides each keep what
they needed.
"""

import pickle
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sdgwijzer.cli import options
from sdgwijzer.cli.processes import apart


@dataclass(frozen=True)
class Asked:
    """One report, as it is asked on a terminal.

    Attributes:
        where: the folder and the list.
        municipality: a name, a code or a postcode.
        peers: words of groups and municipalities.
        called: what the chosen ones are called together; "" for nothing.
        order: in which order the goals stand.
        labels: names for the groups of that order.
        wishes: the other arguments of `Wishes.of`.
    """

    where: options.Where
    municipality: str
    peers: Sequence[str]
    called: str
    order: str
    labels: str
    wishes: Mapping[str, Any]


@dataclass(frozen=True)
class Made:
    """What files are made of, each part pickled: who passes it on loads none of it.

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


def made(asked: Asked, forms: Sequence[str]) -> Made:
    """What these files are made of.

    Raises:
        UsageError: there is no such municipality or wish.
        StoreError: the database cannot be read.
    """
    return apart(_made, asked, forms)


def file(
    given: Made, form: str, written: Mapping[str, bytes], template: Path | None, home: str
) -> tuple[str, bytes]:
    """The name of a file, and the file.

    Args:
        given: what it is made of.
        form: one of `formats.REPORT`.
        written: form → file, of those that a zip takes.
        template: of Word; None for our own.
        home: address of the start page, with a slash at the end; "" where nobody knows it.
    """
    return apart(_file, given, form, written, template, home)


def checked(template: Path) -> list[str]:
    """What is refused, added or cramped in a template.

    Raises:
        TemplateError: it cannot be used.
    """
    return apart(_checked, template)


def _checked(template: Path) -> list[str]:
    from sdgwijzer.documents import word

    return list(word.check(template))


def _made(asked: Asked, forms: Sequence[str]) -> Made:
    from sdgwijzer.links import read
    from sdgwijzer.links.choices import Placed
    from sdgwijzer.report import ORDERS, Wishes, export, report
    from sdgwijzer.screens import sheet
    from sdgwijzer.store import store
    from sdgwijzer.views.dataset import Dataset

    places = asked.where.places
    data = Dataset(store.current(places.data), places.catalogue)
    names = options.lookup(asked.where)
    code = options.code(names, asked.municipality)
    words = options.peers(names, asked.peers, code)
    link = {"gemeente": names.known.today[code].name, "vergelijk": ",".join(words)}
    link |= {"orde": ORDERS.get(asked.order, asked.order), "pijlers": asked.labels}
    choices = read({**link, "groep": asked.called}, "rapport", data).choices
    assert isinstance(choices, Placed)
    labels = [each.strip() for each in asked.labels.split(",")] if asked.labels.strip() else ()
    wishes = Wishes.of(data, order=asked.order, labels=labels, **asked.wishes)
    figures = not {"xlsx", "zip"}.isdisjoint(forms)
    side = not {"blad", "blad.png", "zip"}.isdisjoint(forms)
    return Made(
        report=pickle.dumps(report(choices, data, wishes)),
        export=pickle.dumps(export(choices, data)) if figures else b"",
        sheet=pickle.dumps(sheet.page(choices, data)) if side else b"",
        day=data.day,
    )


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
