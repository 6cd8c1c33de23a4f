"""`/blad`: one municipality on one side of A4, to hand out at a meeting."""

from collections.abc import Iterator, Sequence
from typing import Final

from sdgwijzer.content import (
    Address,
    Around,
    Block,
    Code,
    Columns,
    Downloads,
    Heading,
    KeyFigure,
    KeyFigures,
    Link,
    Links,
    Page,
    Paragraph,
    Printing,
    Sheet,
    Styled,
)
from sdgwijzer.links.choices import Placed, to
from sdgwijzer.screens import overview, rows
from sdgwijzer.screens.report import to_report
from sdgwijzer.screens.share import share
from sdgwijzer.texts import numbers, site
from sdgwijzer.texts import sheet as texts
from sdgwijzer.views import signals
from sdgwijzer.views.cards import Card
from sdgwijzer.views.dataset import Dataset

FILES: Final = "afdruk"
"""Before the name of the sheet as a file."""

QR: Final = "qr"
"""Before the word of a page: its address as a picture."""

KEY: Final = ("armoederisico", "werkzoekendengraad", "beschikbaar_inkomen", "prijs_huizen")
"""Indicators that everybody asks for first."""


def page(choices: Placed, data: Dataset) -> Page:
    """The sheet of one municipality.

    Args:
        choices: of the link.
        data: the figures in use.
    """
    shown = data.cards(data.indicators(choices.code), choices.code, choices.peers)
    found = signals.signals(shown)
    facts = " · ".join(overview.facts(choices, shown))
    back = Links.of(Link(to(choices, "overzicht"), texts.BACK))
    pairs = (*choices.pairs, *choices.options.pairs("blad"))
    return Page(
        (
            Around(
                (
                    Printing(texts.PRINT, tuple(_files(pairs))),
                    share(texts.what(choices.name), ways=(to_report(choices),)),
                    back,
                )
            ),
            Heading(texts.title(choices.name), 1),
            Sheet(
                (
                    Code(
                        Address("blad", pairs),
                        Address(f"{QR}/blad.svg", pairs),
                        texts.what(choices.name),
                    ),
                    Paragraph.of(f"{facts}. {choices.whom_line}", "quiet"),
                    Paragraph.of(overview.answer(found), "answer"),
                    overview.counted(choices, shown, whom=False),
                    Heading(texts.KEY),
                    KeyFigures(tuple(_key(shown))),
                    Heading(texts.GOALS),
                    overview.goals(choices, data, shown),
                    Columns(tuple((each,) for each in overview.points(choices, shown, found))),
                    *_foot(data, shown),
                )
            ),
            Downloads("", (choices.code,), tuple(card.indicator.id for card in shown)),
        )
    )


def _files(pairs: tuple[tuple[str, str], ...]) -> Iterator[Link]:
    for ending, name in texts.FILES.items():
        yield Link(Address(f"{FILES}/blad.{ending}", pairs), name)


def _key(shown: Sequence[Card]) -> Iterator[KeyFigure]:
    """The key figures that there are."""
    cards = {card.indicator.id: card for card in shown}
    for card in (cards[id_] for id_ in KEY if id_ in cards):
        item, own = card.indicator, card.own
        value = rows.value(card)
        if own.value is not None:
            number = Styled(numbers.number(own.value, item.decimals), "value")
            unit = Styled(f" {item.unit} {own.year}", "quiet")
            value = (number, unit)
        yield KeyFigure(item.name, value, rows.spark(card), (rows.mark(card),))


def _foot(data: Dataset, shown: Sequence[Card]) -> Iterator[Block]:
    """What the marks mean, and what the figures were made with."""
    line = overview.marks_line(shown)
    if line is not None:
        yield line
    yield Paragraph.of(f"{texts.HOW} {site.build_line(data.store.build())}", "quiet")
