"""The top of an indicator's page: the figure, large, and in cells what there is to say of it."""

from collections.abc import Iterator
from typing import Final

from sdgwijzer.content import FigureCell, FigureCells, Runs, Styled
from sdgwijzer.model import Missing, Reliability, Trend
from sdgwijzer.screens import rows
from sdgwijzer.texts import drawings, going, indicator_page, numbers, words
from sdgwijzer.views import marks
from sdgwijzer.views.cards import Card


def cells(card: Card) -> FigureCells:
    """The latest figure, large; place, trend, beside the others, how sure, the target."""
    return FigureCells(_figure(card), tuple(_cells(card)))


def _figure(card: Card) -> FigureCell:
    item, own = card.indicator, card.own
    if own.value is None:
        why = words.MISSING[Missing(own.missing)]
        return FigureCell(indicator_page.NO_FIGURE, (Styled(words.NO_VALUE, "unknown"),), ((why,),))
    number = numbers.number(own.value, item.decimals)
    style = "value" if len(number) <= SHORT else "value-long"
    unit = "" if item.measure.bare else item.unit
    notes = [drawings.OLD] if card.old else []
    notes += [words.OWN_FIGURE] if item.owner else []
    notes += [words.SMALL] if card.small and card.compared is not None else []
    below = [(", ".join(notes),)] if notes else []
    if card.pooled_from is not None and card.compared is not None:
        below.append((numbers.pooled(card.pooled_from, card.compared, item),))
    title = drawings.in_year(own.year).capitalize()
    return FigureCell(title, (Styled(number, style), " ", Styled(unit, "unit")), tuple(below))


SHORT: Final = 7
"""Letters of a number that is drawn at its largest."""


def _cells(card: Card) -> Iterator[FigureCell]:
    if card.own.value is None:
        return
    reason = words.STATUS_REASON.get(card.status_reason, "")
    lines: list[Runs] = [] if marks.mark(card).judged or not reason else [(reason,)]
    lines += [(found,)] if (found := rows.position(card)) else []
    lines += [rows.references(card)]
    yield FigureCell(drawings.PLACE, (rows.mark(card),), tuple(lines))
    span = "" if card.trend_from in (None, card.trend_to) else f" {card.trend_from}-{card.trend_to}"
    why = going.unknown(card) if card.trend is Trend.UNKNOWN else going.means(card)
    yield FigureCell(f"{drawings.TREND}{span}", (rows.trend(card),), ((why,),) if why else ())
    if (beside := rows.against(card)) is not None:
        title = words.BESIDE_GROUP if card.beside_peers else words.BESIDE_MIDDLE
        yield FigureCell(title, (beside,))
    if card.reliability is not Reliability.UNKNOWN:
        sure = words.RELIABILITY[card.reliability]
        after = words.KIND_OF_MARGIN.get(card.margin, "")
        runs = (*rows.certainty(card), f" {sure.text}")
        yield FigureCell(indicator_page.HOW_SURE, runs, ((after,),) if after else ())
    if found_aim := rows.aim(card):
        yield FigureCell(words.TARGET, found_aim[1:])
