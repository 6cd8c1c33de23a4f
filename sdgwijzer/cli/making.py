"""A report as it is asked on a terminal → what its files are made of."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sdgwijzer.cli import options
from sdgwijzer.documents import making
from sdgwijzer.documents.making import Made
from sdgwijzer.documents.processes import apart, largest
from sdgwijzer.errors import UsageError

if TYPE_CHECKING:
    from sdgwijzer.links.choices import Placed
    from sdgwijzer.views.dataset import Dataset
    from sdgwijzer.workroom.document import Document


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


def made(asked: Asked, forms: Sequence[str]) -> Made:
    """What these files are made of, asked by a process of its own.

    Raises:
        UsageError: there is no such municipality or wish.
        StoreError: the database cannot be read.
    """
    return largest(_begun, asked, forms)


def checked(template: Path) -> list[str]:
    """What is refused, added or cramped in a template.

    Raises:
        TemplateError: it cannot be used.
    """
    return apart(_checked, template)


def _checked(template: Path) -> list[str]:
    from sdgwijzer.documents import word

    return list(word.check(template))


def room(file: Path) -> "Document":
    """What a workroom left behind.

    Raises:
        UsageError: there is no such file, or it is no werkruimte.json.
    """
    from sdgwijzer.workroom import document

    try:
        return document.read(file.read_bytes(), str(file))
    except OSError as error:
        raise UsageError(f"{file}: {error.strerror}") from error


def _of_another(document: "Document", choices: "Placed", data: "Dataset") -> None:
    """Is the workroom of this municipality, or of one that became part of it?"""
    parts = {part.nis_code for part in data.reference.merged_from(choices.code)}
    if document.room.nis_code not in {choices.code, *parts}:
        raise UsageError(
            f"--workroom: expected a workroom of {choices.name}, found one of {document.room.place}"
        )


def _opened(asked: Asked) -> "tuple[Placed, Dataset]":
    """Which municipality beside whom, and the figures.

    Raises:
        UsageError: there is no such municipality.
        StoreError: the database cannot be read.
    """
    from sdgwijzer.links import read
    from sdgwijzer.links.choices import Placed
    from sdgwijzer.report import ORDERS
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
    return choices, data


def _begun(asked: Asked, forms: Sequence[str]) -> Made:
    from sdgwijzer.report import Wishes, report

    choices, data = _opened(asked)
    labels = [each.strip() for each in asked.labels.split(",")] if asked.labels.strip() else ()
    wishes = Wishes.of(data, order=asked.order, labels=labels, **asked.wishes)
    if wishes.room is not None:
        _of_another(wishes.room, choices, data)
    begun = making.begun(report(choices, data, wishes), data)
    return making.completed(begun, forms, _opened, asked)
