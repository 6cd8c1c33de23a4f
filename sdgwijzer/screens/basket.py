"""The basket: figures put aside, and what to do with them; it stands in the link alone."""

from collections.abc import Sequence
from typing import Final

from sdgwijzer.content import Address, AtOnce, Held, Link
from sdgwijzer.links import Choices
from sdgwijzer.links.parameters import MOST
from sdgwijzer.screens import files
from sdgwijzer.screens.sent import FORM, PATH, WITH
from sdgwijzer.texts import basket as texts
from sdgwijzer.texts import take_along
from sdgwijzer.texts.report import CHAPTERS

_KEPT: Final = ("lezen", "doelen")
_MAKES: Final = ("docx", "pdf")
_SENT: Final = (
    ("cijfers", "mand"),
    *((WITH, each) for each in _KEPT),
    ("titel", texts.CHOSEN),
)
_SHORT: Final = (
    ("cijfers", "mand"),
    ("zonder", ",".join(each for each in CHAPTERS if each not in _KEPT)),
    ("titel", texts.CHOSEN),
)
"""A report of what is put aside begins with little more than that; the rest can be ticked."""


def bar(choices: Choices, here: str) -> Held | None:
    """What is put aside, and what to do with it; None where there is nothing.

    Args:
        choices: of the link.
        here: the word of the page.
    """
    held = choices.basket
    if not held:
        return None
    chosen = ",".join(held)
    links = (
        *(Link(each, texts.DOWNLOAD) for each in _file(choices)),
        Link(Address("rapport", (*choices.pairs, *_SHORT)), texts.REPORT),
        Link(Address("vergelijk", (*choices.pairs, ("indicatoren", chosen))), texts.COMPARE),
        Link(Address("verken", (*choices.pairs, ("reeks", chosen))), texts.EXPLORE),
        *([Link(Address("zoek", tuple(choices.pairs)), texts.MORE)] if len(held) < MOST else []),
        Link(_with(choices, here, ()), texts.EMPTY),
    )
    return Held(texts.held(len(held)), _at_once(choices, here), links)


def way(choices: Choices, here: str, indicator: str) -> Link | None:
    """Put an indicator aside, or take it out again, on the page that is open; None: it is full."""
    held = choices.basket
    if indicator in held:
        rest = tuple(each for each in held if each != indicator)
        return Link(_with(choices, here, rest), texts.TAKE)
    if len(held) >= MOST:
        return None
    return Link(_with(choices, here, (*held, indicator)), texts.PUT)


def _at_once(choices: Choices, here: str) -> AtOnce | None:
    """A report of what is put aside alone; the page of reports has buttons of its own."""
    if choices.municipality is None or here == "rapport":
        return None
    return AtOnce(
        Address(PATH, tuple(choices.pairs)),
        _SENT,
        FORM,
        tuple((each, texts.MAKE[each]) for each in _MAKES),
        take_along.STOP,
        take_along.BEGUN,
        take_along.STOPPED,
        take_along.FAILED,
        take_along.DONE,
    )


def _file(choices: Choices) -> tuple[Address, ...]:
    """The workbook of what is put aside; none where no municipality is chosen to have it of."""
    if choices.municipality is None:
        return ()
    return (Address(f"{files.PATH}/{files.BASKET}.{files.WORKBOOK}", tuple(choices.pairs)),)


def _with(choices: Choices, here: str, held: Sequence[str]) -> Address:
    """This page with another basket."""
    pairs = [pair for pair in choices.pairs if pair[0] != "mand"]
    return Address(here, (*pairs, ("mand", ",".join(held)), *choices.options.pairs(here)))
