"""One figure, table or tile for a page of somebody else: title, place, source, the way back."""

from collections.abc import Iterator
from typing import Final

from sdgwijzer.content import (
    Address,
    Badge,
    Block,
    Heading,
    Judgement,
    Link,
    Links,
    Page,
    Paragraph,
    Runs,
    Styled,
)
from sdgwijzer.goals import GOALS
from sdgwijzer.links import Choices, Unplaced
from sdgwijzer.links.choices import Placed, to
from sdgwijzer.model import Missing
from sdgwijzer.screens import printed
from sdgwijzer.screens.ranking import ranking
from sdgwijzer.texts import drawings, indicator_page, numbers, prints, sentences, words
from sdgwijzer.views import marks
from sdgwijzer.views.cards import Card
from sdgwijzer.views.counts import counts
from sdgwijzer.views.dataset import Dataset

TABLE: Final = "tabel"
TILE: Final = "tegel"
KINDS: Final = (*printed.KINDS, TABLE, TILE)
"""Words in the address."""


def page(kind: str, choices: Choices, data: Dataset) -> Page | None:
    """What stands in a frame.

    Args:
        kind: one of `KINDS`.
        choices: of the link: which municipality, beside whom, which indicator; a tile can be of a
            goal too.
        data: the figures in use.

    Returns:
        None where the link names no municipality or nothing that is there.
    """
    if isinstance(choices, Unplaced):
        return None
    card = printed.card_of(choices, data)
    if kind == TILE and card is None:
        return _of_goal(choices, data)
    if card is None:
        return None
    if kind == TILE:
        return _of_indicator(choices, data, card)
    blocks = tuple(_table(choices, data, card) if kind == TABLE else _figure(kind, choices, data))
    return Page((*blocks, *_origin(choices, data, card))) if blocks else None


def _figure(kind: str, choices: Placed, data: Dataset) -> Iterator[Block]:
    found = printed.printed(kind, choices, data)
    if found is not None:
        yield Heading(found.title, 1)
        yield Paragraph.of(found.place)
        yield found.figure
        yield from (Paragraph.of(words, "quiet") for _, words in found.key)


def _table(choices: Placed, data: Dataset, card: Card) -> Iterator[Block]:
    """All municipalities; of an own figure of a municipality there is nothing to rank."""
    if card.shared and card.common_year is not None:
        item = card.indicator
        yield Heading(item.name, 1)
        yield Paragraph.of(prints.in_year(choices.name, card.common_year))
        yield ranking(choices, data.cross_section(item.id), item, marked=True)


def _of_indicator(choices: Placed, data: Dataset, card: Card) -> Page:
    """The latest figure and its judgement."""
    item = card.indicator
    return Page(
        (
            Paragraph((Badge(item.main_goal), f" {choices.name}")),
            Heading(item.name, 1),
            Paragraph(_value(card)),
            *_judged(choices, card),
            *_origin(choices, data, card),
        )
    )


def _value(card: Card) -> Runs:
    own, item = card.own, card.indicator
    if own.value is None:
        return (words.MISSING[Missing(own.missing)].capitalize() + ".",)
    number = Styled(numbers.figure(own.value, item), "value")
    return (number, " ", Styled(drawings.in_year(own.year), "quiet"))


def _judged(choices: Placed, card: Card) -> Iterator[Block]:
    """The mark with its word; nothing where there is no judgement."""
    mark = marks.mark(card)
    if mark.judged:
        found = words.MARK[mark]
        whom = Styled(f" {choices.beside_line}", "quiet")
        yield Paragraph((Judgement(words.mark_words(mark), found.symbol, found.style), whom))


def _of_goal(choices: Placed, data: Dataset) -> Page | None:
    """How many indicators of a goal are better and less good."""
    number = choices.options.goal
    if number is None:
        return None
    entries = data.indicators(choices.code)
    mine = {id_: item for id_, item in entries.items() if item.main_goal == number}
    cards = data.cards(mine, choices.code, choices.peers, courses=False)
    return Page(
        (
            Paragraph((Badge(number), f" {choices.name}")),
            Heading(GOALS[number - 1].name, 1),
            Paragraph.of(sentences.distribution(counts(cards, number))),
            Paragraph.of(choices.beside_line, "quiet"),
            _whole(to(choices, "doel", ("doel", str(number))), prints.WHOLE_GOAL),
        )
    )


def _origin(choices: Placed, data: Dataset, card: Card) -> Iterator[Block]:
    """Whose figures they are, and where there is more."""
    yield Paragraph.of(printed.source_of(card, data), "quiet")
    address = to(choices, "indicator", ("indicator", card.indicator.id))
    yield _whole(address, indicator_page.WHOLE_PAGE)


def _whole(address: Address, name: str) -> Block:
    return Links.of(Link(address, name))
