"""One indicator as a row: figure, course, place among all, position and trend, each in words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sdgwijzer.content import (
    Address,
    Figure,
    Judgement,
    Line,
    Lines,
    Paragraph,
    Row,
    Rows,
    Run,
    Runs,
    Strip,
    Styled,
)
from sdgwijzer.links.choices import Placed, to
from sdgwijzer.model import Against, Missing, Reliability, Status, Trend
from sdgwijzer.texts import drawings, going, numbers, standing, words
from sdgwijzer.texts.words import Word
from sdgwijzer.views import marks
from sdgwijzer.views.cards import Card, is_context
from sdgwijzer.views.compared import Column
from sdgwijzer.views.dataset import Dataset

ENOUGH: Final = 5
"""Municipalities with a figure from which the picture of their places says something."""


def rows(choices: Placed, data: Dataset, cards: Iterable[Card], said: Mapping[str, str]) -> Rows:
    """Indicators below each other.

    Args:
        choices: of the link.
        data: for the figures of all municipalities.
        cards: in the order in which they are shown.
        said: indicator → its sentence.
    """
    return Rows(tuple(_row(choices, data, card, said[card.indicator.id]) for card in cards))


def head(card: Card) -> Rows:
    """The latest figure with its judgement, large."""
    item = card.indicator
    row = Row("", Address(""), item.main_goal, value(card), None, None, judged(card), "")
    return Rows((row,), head=True)


def _row(choices: Placed, data: Dataset, card: Card, sentence: str) -> Row:
    item = card.indicator
    return Row(
        name=item.name,
        to=to(choices, "indicator", ("indicator", item.id)),
        goal=item.main_goal,
        value=value(card),
        course=course(card),
        place=place(card, data.column(item.id), choices.marked, choices.looks),
        judged=judged(card),
        sentence=sentence,
    )


def judgement(found: Word, after: str = "") -> Judgement:
    """A word of judgement, and what belongs with it."""
    return Judgement(found.text, found.symbol, found.style, after)


def value(card: Card) -> tuple[Paragraph, ...]:
    """The latest figure, its year, how much it can bear, and the medians beside it."""
    item, own = card.indicator, card.own
    if own.value is None:
        return (Paragraph.of(words.MISSING[Missing(own.missing)].capitalize() + ".", "unknown"),)
    number = numbers.number(own.value, item.decimals)
    unit = "" if item.measure.bare else item.unit
    notes = [drawings.OLD] if card.old else []
    notes += [words.OWN_FIGURE] if item.owner else []
    notes += [words.SMALL] if card.small and card.compared is not None else []
    when = ", ".join([drawings.in_year(own.year), *notes])
    figure = Paragraph((Styled(number, "value"), f" {unit} ", Styled(when, "quiet")))
    return (figure, Paragraph(reliability(card)), *_beside(card))


def _beside(card: Card) -> Iterable[Paragraph]:
    """What the figure is compared by, and the medians of those beside it."""
    item = card.indicator
    if card.pooled_from is not None and card.compared is not None:
        yield Paragraph.of(numbers.pooled(card.pooled_from, card.compared, item), "quiet")
    if item.measure.additive or card.common_year is None:
        return  # a count depends on the size of the place
    references = [(words.MIDDLE_MUNICIPALITY, card.middle), (words.FLANDERS, card.flanders)]
    references += [(words.GROUP_MIDDLE, card.reference)] if card.beside_peers else []
    for name, value in references:
        if value is not None:
            shown = numbers.figure(value, item)
            ours = name == words.FLANDERS and card.flanders_kind == "estimate"
            kind = f" ({words.ESTIMATE})" if ours else ""
            yield Paragraph.of(f"{name} {card.common_year}: {shown}{kind}", "quiet")


def judged(card: Card) -> tuple[Paragraph, ...]:
    """Position, target, trend, and the trend beside that of the others."""
    if card.own.value is None:
        return ()  # the reason stands beside it
    lines = (position(card), aim(card), (f"{drawings.TREND}: ", trend(card)), against(card))
    return tuple(Paragraph(line) for line in lines if line)


def position(card: Card) -> Runs:
    """Mark with its reference and place: "▲ beter (3e van 10 gemeenten) …"."""
    who = drawings.AMONG_PEERS if card.beside_peers else drawings.AMONG_ALL
    place = numbers.place(card.rank, card.n, who, card.equal) if card.rank is not None else ""
    if is_context(card):
        after = f"({drawings.HIGHEST_FIRST}: {place})" if place else ""
        return (judgement(words.CONTEXT, after),)
    if card.status is Status.UNKNOWN:
        alone = card.indicator.owner
        reason = words.ALONE if alone else words.STATUS_REASON[card.status_reason]
        shown = "; ".join(part for part in (reason, place) if part)
        return (judgement(words.STATUS[Status.UNKNOWN], f"({shown})"),)
    note = f"; {margin}" if (margin := standing.margin(card)) else ""
    return (judgement(words.MARK[marks.mark(card)], f"({place}{note})"),)


def trend(card: Card) -> Run:
    """Direction of the own figure, in words with its symbol."""
    span = ""
    if card.trend_from is not None and card.trend_from != card.trend_to:
        span = f"({card.trend_from}-{card.trend_to})"
    word = words.trend_word(card.trend, card.slope, card.clear)
    if card.trend is Trend.UNKNOWN:
        return judgement(word._replace(text=going.unknown(card)), span)
    return judgement(word._replace(text=going.short(card)), span)


def against(card: Card) -> Runs:
    """The trend beside that of the others; nothing when it is not known."""
    if card.against.word is Against.UNKNOWN:
        return ()
    beside = words.BESIDE_GROUP if card.beside_peers else words.BESIDE_MIDDLE
    return (f"{beside}: ", judgement(words.AGAINST[card.against.word]))


def reliability(card: Card) -> Runs:
    """How much the figure can bear; nothing without a figure."""
    if card.reliability is Reliability.UNKNOWN:
        return ()
    return (f"{words.RELIABLE}: ", judgement(words.RELIABILITY[card.reliability]))


def aim(card: Card) -> Runs:
    """The target, whose it is, how far it is and the pace; nothing without one."""
    found = card.aim
    if found is None or found.status is Status.UNKNOWN:
        return ()
    item = card.indicator
    by = f" {drawings.by_year(found.year)}" if found.year else ""
    value = numbers.figure(found.value, item)
    pace = f"; {drawings.pace(words.PACE[found.pace])}" if found.pace in words.PACE else ""
    name = words.OWN_TARGET if found.own else words.TARGET
    after = f"({value}{by}; {found.source}{pace})"
    return (f"{name}: ", judgement(words.AIM[found.status], after))


def course(card: Card) -> Figure | None:
    """The years, small; beside them the median of Flanders and that of the group."""
    if len(card.series) < 2:
        return None
    beside = (Line(card.medians, "flanders"), Line(card.group_medians, "group"))
    return Figure(
        Lines(Line(card.series, "own"), beside),
        drawings.course_words(card.series, card.indicator),
        (f"{card.series[0][0]}-{card.series[-1][0]}",),
    )


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
    return Figure(data, drawings.strip(card), drawings.STRIP_ENDS[direction])
