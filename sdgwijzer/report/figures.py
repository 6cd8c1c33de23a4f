"""Lines, tables and pictures of figures, as every chapter has them."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from sdgwijzer.content import (
    Captioned,
    Cell,
    Figure,
    Judgement,
    Run,
    Runs,
    Scatter,
    Styled,
    Table,
    TableRow,
)
from sdgwijzer.links.choices import Placed
from sdgwijzer.model import Trend
from sdgwijzer.report import values
from sdgwijzer.report.sources import Sources
from sdgwijzer.screens import courses
from sdgwijzer.texts import going, numbers, overview, standing, words
from sdgwijzer.texts import report as texts
from sdgwijzer.views import marks, signals
from sdgwijzer.views.cards import Card, is_context
from sdgwijzer.views.dataset import Dataset
from sdgwijzer.views.signals import Called

BESIDE: Final = (("middle", words.MIDDLE), ("flanders", words.FLANDERS))
"""Columns of what every figure is held against, with their words."""


def point(found: Called, shown: Sequence[Card], sources: Sources) -> Runs:
    """What stands out, in one line: its figure, what that is held against, why, who says the same.

    Args:
        found: what is called.
        shown: all figures of the municipality.
        sources: for the number of the source.
    """
    card = found.card
    item, own = card.indicator, card.own
    assert own.value is not None
    parts: list[Run] = [Styled(item.name, "strong"), ": "]
    parts += [values.own(card, standing.amount(card, own.value)), f" in {own.year}"]
    against = list(references(card))
    if against:
        parts += [" (", *against, ")"]
    family = signals.same_of_family(found, shown)
    also = (
        f"; {texts.also([overview.short(each.indicator.name) for each in family])}"
        if family
        else ""
    )
    parts.append(f"; {overview.WHY[found.rule].rstrip('.')}{also}")
    asks = overview.WHY[found.rule].endswith("?") and not also
    return (*parts, *([] if asks else ["."]), sources.ref(item))


def references(card: Card) -> Iterator[Run]:
    """The middle municipality and Flanders, with their values."""
    first = True
    for column, name in BESIDE:
        number = card.middle if column == "middle" else card.flanders
        if number is None or card.indicator.measure.additive:
            continue
        ours = column == "flanders" and card.flanders_kind == "estimate"
        yield f"{'' if first else ', '}{name} "
        yield values.beside(card, column, number, standing.amount(card, number))
        if ours:
            yield f" ({words.ESTIMATE})"
        first = False


def table(choices: Placed, cards: Sequence[Card], caption: str, sources: Sources) -> Captioned:
    """Figures with those of the peers, of Flanders, the judgement and the course.

    Args:
        choices: whom the municipality stands beside.
        cards: those that have a figure, in order.
        caption: what the table shows.
        sources: for their numbers.
    """
    named = list(choices.named) if 0 < len(choices.named) <= texts.MOST_NAMED else []
    first, flanders, judged, course = texts.HEAD
    others = [row.name for row in named] or ([texts.MIDDLE] if choices.judged_by_peers else [])
    head = (
        Cell((first,), text=True),
        Cell((choices.name,), own=True),
        *(Cell((each,)) for each in others),
        Cell((flanders,)),
        Cell((judged,), text=True),
        Cell((course,), text=True),
    )
    body = tuple(TableRow(tuple(_cells(choices, card, named))) for card in cards)
    return Captioned(Table(caption, head, body), caption, sources.of(c.indicator for c in cards))


def _cells(choices: Placed, card: Card, named: Sequence[object]) -> Iterator[Cell]:
    item, own = card.indicator, card.own
    unit = numbers.unit_of(item)
    after = f" ({unit})" if unit else ""
    yield Cell((f"{item.name}{after}, {own.year}",), header=True, text=True)
    yield Cell((values.own(card),), own=True)
    if named:
        for figure in card.peers:
            yield Cell(_of_peer(card, figure.nis_code))
    elif choices.judged_by_peers:
        ranked = card.beside_peers and card.percentile is not None  # else beside nobody
        yield Cell(_beside(card, values.reference(card), card.reference if ranked else None))
    yield Cell(_beside(card, "flanders", card.flanders))
    yield Cell((_judged(card),), text=True)
    known = card.trend is not Trend.UNKNOWN
    yield Cell((going.short(card) if known else words.NO_TREND,), text=True)


def _of_peer(card: Card, code: str) -> Runs:
    [figure] = (each for each in card.peers if each.nis_code == code)
    if figure.value is None:
        return (words.short_missing(figure.missing),)
    year = f" ({figure.year})" if figure.year != card.own.year else ""
    return (values.of_figure(card, figure), *([year] if year else []))


def _beside(card: Card, column: str, number: float | None) -> Runs:
    if number is None or card.indicator.measure.additive:
        return ()
    shown = numbers.number(number, card.indicator.decimals)
    year = f" ({card.common_year})" if card.common_year != card.own.year else ""
    return (values.beside(card, column, number, shown), *([year] if year else []))


def _judged(card: Card) -> Judgement:
    found = marks.mark(card)
    word = words.MARK[found]
    text = words.mark_words(found) if found.judged else word.text
    return Judgement(text, word.symbol, word.style, strong=False, ring=marks.ring(card))


def with_figure(cards: Iterable[Card]) -> list[Card]:
    """Those that have one: judged first, then context."""
    there = [card for card in cards if card.own.value is not None]
    return sorted(there, key=lambda card: (is_context(card), not marks.mark(card).judged))


def course(choices: Placed, data: Dataset, card: Card, sources: Sources) -> Captioned | None:
    """The years of one indicator beside those of the peers; None where there are too few."""
    if len(card.series) < 2:
        return None
    chart = courses.of_place(choices, data, card)
    if isinstance(chart.data, Scatter) or not chart.data.tracks:
        return None
    figure = Figure(chart.data, chart.sentence, title=card.indicator.name)
    return Captioned(figure, texts.course_of(card.indicator.name), sources.of([card.indicator]))
