"""A report made apart from the site: `python -m sdgwijzer.documents.apart`.

What goes wrong there takes nobody along. It loads no figures itself: those it starts do, one after
another (`making.py`). Standard input has what is asked (`Asked`, as JSON);
standard output a line of JSON for each step, and at last one with the name and the size, with the
file behind it.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from sdgwijzer import log
from sdgwijzer.documents import making
from sdgwijzer.documents.processes import largest
from sdgwijzer.errors import SdgWijzerError, TemplateError, UsageError

if TYPE_CHECKING:
    from sdgwijzer.links.choices import Placed
    from sdgwijzer.report import Wishes
    from sdgwijzer.views.dataset import Dataset

SECONDS: Final = 60
"""Of the processor, that one report may take."""

MEMORY: Final = 2_000_000_000
"""Bytes of data that each of its processes may take: a report takes a seventh."""


@dataclass(frozen=True)
class Asked:
    """One report, as it is asked.

    Attributes:
        database: the one in use.
        catalogue: `indicators.yaml`.
        form: ending of the file.
        link: the choices of the link.
        wishes: arguments of `Wishes.of`.
        basket: are the figures that the link puts aside the only ones?
        template: of Word; "" for our own.
        home: address of the start page, with a slash at the end.
    """

    database: str
    catalogue: str
    form: str
    link: Mapping[str, str]
    wishes: Mapping[str, object]
    basket: bool = False
    template: str = ""
    home: str = ""

    def text(self) -> str:
        """As it goes to the other process."""
        return json.dumps(asdict(self))


def say(**line: object) -> None:
    """One line of what is going on."""
    sys.stdout.buffer.write(json.dumps(line).encode() + b"\n")
    sys.stdout.buffer.flush()


def wanted(asked: Asked, data: "Dataset") -> "tuple[Placed, Wishes, str]":
    """The choices of the link, the wishes, and what was dropped of what the link asks.

    Raises:
        UsageError: there is no such municipality or wish.
        StoreError: the database cannot be read.
    """
    from sdgwijzer.links import read
    from sdgwijzer.links.choices import Placed
    from sdgwijzer.report import Wishes, labels

    found = read(asked.link, "rapport", data)
    choices = found.choices
    if not isinstance(choices, Placed):
        raise UsageError("no municipality in the link")
    only = choices.basket if asked.basket else ()
    wishes: dict[str, Any] = {**asked.wishes, "labels": labels(choices, data)}
    dropped = " ".join(each.text for each in found.notices)
    return choices, Wishes.of(data, indicators=only, **wishes), dropped


def _begun(asked: Asked) -> tuple[making.Made, str]:
    """What the file is made of, and what was dropped of what the link asks; says how far it is."""
    from sdgwijzer.documents.word import check
    from sdgwijzer.report import report
    from sdgwijzer.texts import take_along as texts

    if asked.template:
        check(Path(asked.template))
    choices, wishes, dropped = wanted(asked, data := _data(asked))
    chapters = report(choices, data, wishes, lambda *step: say(zegt=texts.progress(*step)))
    say(zegt=texts.writing(asked.form))
    begun = making.begun(chapters, data)
    return making.completed(begun, [asked.form], _opened, asked), dropped


def _opened(asked: Asked) -> "tuple[Placed, Dataset]":
    data = _data(asked)
    return wanted(asked, data)[0], data


def _data(asked: Asked) -> "Dataset":
    from sdgwijzer.views.dataset import Dataset

    return Dataset(Path(asked.database), Path(asked.catalogue))


def make(asked: Asked) -> tuple[str, str, bytes]:
    """The name of the file, what was dropped of what the link asks, and the file.

    Raises:
        SdgWijzerError: there is no such municipality or wish, the template cannot be used, or the
            database cannot be read.
    """
    template = Path(asked.template) if asked.template else None
    made, dropped = largest(_begun, asked)
    [(_, name, content)] = making.files(made, [asked.form], template, asked.home)
    return name, dropped, content


def main() -> None:
    """Answer what stands on standard input."""
    _bounded()
    log.configure()
    asked = Asked(**json.load(sys.stdin))
    try:
        name, dropped, content = make(asked)
    except SdgWijzerError as error:
        say(fout=_sentence(error, asked))
        sys.exit(1)
    say(klaar=name, grootte=len(content), meldt=dropped)
    sys.stdout.buffer.write(content)


def _sentence(error: SdgWijzerError, asked: Asked) -> str:
    """What went wrong, for who asked it; it is logged too."""
    from sdgwijzer import failures
    from sdgwijzer.texts import take_along as texts

    said = failures.sentence(error, "rapport", asked.link)
    sentences = (TemplateError, texts.TEMPLATE), (UsageError, texts.WRONG)
    return next((each for kind, each in sentences if isinstance(error, kind)), said)


def _bounded() -> None:
    """No more of the machine than a report needs; Windows has no such bounds."""
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))


if __name__ == "__main__":
    main()
