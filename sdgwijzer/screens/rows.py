"""One indicator as a row: figure, place among all, mark, course, trend, how much it can bear."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from sdgwijzer.content import (
    Block,
    Figure,
    FigureRow,
    FigureRows,
    Judgement,
    Line,
    Lines,
    Link,
    Links,
    Marked,
    Paragraph,
    Run,
    Runs,
    Strip,
    Styled,
)
from sdgwijzer.links.choices import Placed, to
from sdgwijzer.model import Against, Reliability, Status, Trend
from sdgwijzer.screens import basket
from sdgwijzer.texts import drawings, goal, going, numbers, sentences, standing, words
from sdgwijzer.texts.words import Word
from sdgwijzer.views import marks
from sdgwijzer.views.cards import Card
from sdgwijzer.views.compared import Column
from sdgwijzer.views.dataset import Dataset
from sdgwijzer.views.signals import Called

ENOUGH: Final = 5
"""Municipalities with a figure from which the picture of their places says something."""
_DOTS: Final = {Reliability.LOW: 1, Reliability.MIDDLE: 2, Reliability.HIGH: 3}


def rows(
    choices: Placed,
    data: Dataset,
    cards: Iterable[Card],
    called: Mapping[str, Called],
    *,
    heads: bool = False,
) -> FigureRows:
    """Indicators below each other.

    Args:
        choices: of the link.
        data: for the figures of all municipalities.
        cards: in the order in which they are shown.
        called: indicator → what it is called, of those that stand out.
        heads: do they name the columns?
    """
    made = (_row(choices, data, card, called.get(card.indicator.id)) for card in cards)
    return FigureRows(tuple(made), goal.HEADS if heads else ())


def _row(choices: Placed, data: Dataset, card: Card, called: Called | None) -> FigureRow:
    there = card.own.value is not None
    return FigureRow(
        name=card.indicator.name,
        value=value(card),
        place=place(card, data.column(card.indicator.id), choices.marked, choices.looks),
        judged=(mark(card),) if there else (),
        course=spark(card),
        trend=(trend(card),) if there else (),
        certainty=certainty(card),
        more=tuple(_more(choices, card, called)),
    )


def value(card: Card) -> Runs:
    """The latest figure and its year, or why there is none."""
    item, own = card.indicator, card.own
    if own.value is None:
        return (Styled(words.short_missing(own.missing), "unknown"),)
    unit = "" if item.measure.bare else item.unit
    short = unit if len(unit) <= SHORT_UNIT else ""
    number = Styled(numbers.number(own.value, item.decimals), "strong")
    return (number, f" {short} " if short else " ", Styled(str(own.year), "quiet"))


SHORT_UNIT: Final = 4
"""Letters of a unit that stands in a row; longer ones stand in the sentence."""


def mark(card: Card) -> Judgement:
    """The mark with its word, and a ring where it is a strength or a point of attention."""
    found = marks.mark(card)
    word = words.MARK[found]
    return Judgement(
        words.SHORT_MARK.get(found, word.text), word.symbol, word.style, ring=marks.ring(card)
    )


def certainty(card: Card) -> Runs:
    """How much the figure can bear, as dots; nothing without a figure."""
    if card.reliability is Reliability.UNKNOWN:
        return ()
    said = goal.sure(words.RELIABILITY[card.reliability].text)
    return (Marked("", goal.CERTAIN[_DOTS[card.reliability]], "quiet", said),)


def _more(choices: Placed, card: Card, called: Called | None) -> Iterator[Block]:
    """What unfolds: the sentence, why it stands out, what to mind, and the way on."""
    item = card.indicator
    yield Paragraph.of(sentences.sentence(card, choices.name, choices.label), "sentence")
    if called is not None:
        yield Paragraph.of(f"{sentences.ONE[called.kind]}: {sentences.rule(called.rule)}")
    for line in (references(card), aim(card)):
        if line:
            yield Paragraph(line, "quiet")
    if item.remark:
        yield Paragraph.of(f"{sentences.MIND} {item.remark}", "quiet")
    aside = basket.way(choices, "doel", item.id)
    all_about = Link(to(choices, "indicator", ("indicator", item.id)), goal.ALL_ABOUT)
    yield Links.of(all_about, *([aside] if aside else []))


def references(card: Card) -> Runs:
    """What the figure is compared by, with the values."""
    item = card.indicator
    if item.measure.additive or card.common_year is None:
        return ()  # a count depends on the size of the place
    known = [(words.MIDDLE_MUNICIPALITY, card.middle), (words.FLANDERS, card.flanders)]
    known += [(words.GROUP_MIDDLE, card.reference)] if card.beside_peers else []
    parts = []
    for name, value_ in known:
        if value_ is not None:
            ours = name == words.FLANDERS and card.flanders_kind == "estimate"
            kind = f" ({words.ESTIMATE})" if ours else ""
            parts.append(f"{name} {card.common_year}: {numbers.figure(value_, item)}{kind}")
    return (" · ".join(parts),) if parts else ()


def judgement(found: Word, after: str = "") -> Judgement:
    """A word of judgement, and what belongs with it."""
    return Judgement(found.text, found.symbol, found.style, after)


def position(card: Card) -> str:
    """The place among the others, with the margin: "3e van 10 gemeenten; marge 4,9 tot 5,5"."""
    who = drawings.AMONG_PEERS if card.beside_peers else drawings.AMONG_ALL
    found = numbers.place(card.rank, card.n, who, card.equal) if card.rank is not None else ""
    return "; ".join(part for part in (found, standing.margin(card)) if part)


def trend(card: Card) -> Run:
    """Direction of the own figure, in words with its symbol."""
    word = words.trend_word(card.trend, card.slope, card.clear)
    if card.trend is Trend.UNKNOWN:
        return judgement(word._replace(text=words.NO_TREND))
    return judgement(word._replace(text=going.short(card)))


def against(card: Card) -> Judgement | None:
    """The trend beside that of the others; None when it is not known."""
    if card.against.word is Against.UNKNOWN:
        return None
    return judgement(words.AGAINST[card.against.word])


def aim(card: Card) -> Runs:
    """The target, whose it is, how far it is and the pace; nothing without one."""
    found = card.aim
    if found is None or found.status is Status.UNKNOWN:
        return ()
    item = card.indicator
    by = f" {drawings.by_year(found.year)}" if found.year else ""
    shown = numbers.figure(found.value, item)
    pace = f"; {drawings.pace(words.PACE[found.pace])}" if found.pace in words.PACE else ""
    name = words.OWN_TARGET if found.own else words.TARGET
    after = f"({shown}{by}; {found.source}{pace})"
    return (f"{name}: ", judgement(words.AIM[found.status], after))


def spark(card: Card) -> Figure | None:
    """The years, small; beside them the median of Flanders, or that of the group."""
    if len(card.series) < 2:
        return None
    beside = (Line(card.medians, "flanders"), Line(card.group_medians, "group"))
    known = tuple(line for line in beside if line.points)
    words_ = drawings.course_words(card.series, card.indicator)
    return Figure(Lines(Line(card.series, "own"), known, size="spark"), words_)


def place(
    card: Card, column: Column | None, peers: Sequence[str], looks: Mapping[str, int]
) -> Figure | None:
    """Where the municipality stands among all; nothing without a value to compare.

    Args:
        card: the indicator for the own municipality.
        column: what all are compared by.
        peers: codes that are marked.
        looks: numbers of their looks, of those that are shown by name.
    """
    own = None if column is None else column.places.get(card.own.nis_code)
    if column is None or own is None or card.compared is None or len(column.values) < ENOUGH:
        return None
    marked = ((column.places[code], looks.get(code)) for code in peers if code in column.places)
    direction = card.indicator.direction
    data = Strip(tuple(column.values.tolist()), direction.sign, own, tuple(marked))
    return Figure(data, drawings.strip(card))
