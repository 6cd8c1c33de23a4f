"""`/rapport`: the omgevingsanalyse as a document, with the choices of whoever takes it along."""

from collections.abc import Iterator

from sdgwijzer.content import (
    Address,
    Block,
    Entry,
    Heading,
    Link,
    Making,
    Page,
    Paragraph,
    Pick,
    Tick,
    Ticks,
    Writing,
)
from sdgwijzer.goals import GOALS
from sdgwijzer.links.choices import Placed, to
from sdgwijzer.orders import LETTERS, MOST_NAMES
from sdgwijzer.screens import search
from sdgwijzer.screens.expected import expected
from sdgwijzer.screens.sent import FORM, OWN, PATH, WITH
from sdgwijzer.texts import report as chapters
from sdgwijzer.texts import take_along as texts
from sdgwijzer.views.dataset import Dataset


def page(choices: Placed, data: Dataset) -> Page:
    """What can be in it, and a button for each format.

    Args:
        choices: of the link.
        data: the figures in use.
    """
    return Page(
        (
            Heading(texts.TITLE, 1, after=choices.name),
            *(() if choices.basket else _few(choices)),
            Paragraph.of(_intro(choices, data), "lead"),
            Paragraph.of(choices.beside_line, "quiet"),
            Making(
                Address(PATH, tuple(choices.pairs)),
                tuple(_parts(choices, data)),
                FORM,
                tuple(texts.FORMATS.items()),
                texts.TO_BUTTONS,
                texts.STOP,
                texts.BEGUN,
                texts.STOPPED,
                texts.FAILED,
                texts.DONE,
                expected(choices, data),
                texts.CHOOSE_OTHERS if _of_basket(choices) else "",
            ),
        )
    )


def _intro(choices: Placed, data: Dataset) -> str:
    if not _of_basket(choices):
        return texts.intro(choices.name)
    names = [data.all_indicators[id_].name for id_ in choices.basket]
    return texts.intro_of_basket(choices.name, names)


def _few(choices: Placed) -> Iterator[Block]:
    """The way to a report of some figures alone."""
    yield Paragraph.of(texts.FEW)
    yield search.box(choices)


def _of_basket(choices: Placed) -> bool:
    """Is it about what was put aside? Then there is nothing left to choose."""
    return bool(choices.basket) and choices.options.one("cijfers") == "mand"


def to_report(choices: Placed, *more: tuple[str, str]) -> Link:
    """The way to this page.

    Args:
        choices: of the link.
        more: choices of this page.
    """
    return Link(to(choices, "rapport", *more), texts.WAY)


def _parts(choices: Placed, data: Dataset) -> Iterator[Block]:
    options = choices.options
    chosen = options.many("doelen")
    goals = [
        Tick(str(goal.number), goal.name, str(goal.number) in chosen, goal.number) for goal in GOALS
    ]
    hint = texts.NO_GOALS_OF_BASKET if choices.basket else texts.NO_GOALS
    yield Ticks("doelen", texts.GOALS, tuple(goals), hint=hint)
    if choices.basket:
        held = (("alles", texts.EVERY), ("mand", texts.basket(len(choices.basket))))
        yield Pick("cijfers", texts.FIGURES, held, options.one("cijfers"))
    orders = tuple((key, texts.ORDERS[key]) for key in data.orders)
    yield Pick("orde", texts.ORDER, orders, options.one("orde"))
    pillars = ", ".join(group.name for group in data.orders["p"].groups.values())
    most = MOST_NAMES * (LETTERS + 2)
    given = options.one("pijlers")[:most] or pillars
    yield Entry("pijlers", texts.PILLARS, given, pillars, most)
    without = options.many("zonder")
    parts = {anchor: chapters.chapter(anchor, choices.name) for anchor in chapters.CHAPTERS}
    ticks = tuple(Tick(anchor, name, anchor not in without) for anchor, name in parts.items())
    yield Ticks(WITH, texts.CHAPTERS, ticks, left_out="zonder")
    usual = chapters.TITLES[0]
    yield Entry("titel", texts.NAME, options.one("titel") or usual, usual, 100)
    own = {anchor: name for anchor, name in parts.items() if anchor not in ("methode", "bijlage")}
    own |= {f"sdg-{goal.number}": chapters.goal(goal.number, goal.name) for goal in GOALS}
    places = tuple((f"{OWN}{anchor}", name) for anchor, name in own.items())
    yield Writing(texts.OWN, texts.OWN_HINT, places, chapters.LETTERS)
