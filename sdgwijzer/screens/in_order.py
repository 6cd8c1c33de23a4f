"""One figure of municipalities chosen by name: who stands best, which way each of them goes."""

from sdgwijzer.content import Cell, Runs, Sign, Styled, Table, TableRow
from sdgwijzer.links.choices import Placed
from sdgwijzer.model import Missing, Municipality, Trend
from sdgwijzer.screens.side_by_side import gap
from sdgwijzer.texts import compare, drawings, going, numbers, words
from sdgwijzer.views import alongside
from sdgwijzer.views.cards import Card, Figure
from sdgwijzer.views.dataset import Dataset
from sdgwijzer.views.differences import Verdict


def in_order(choices: Placed, data: Dataset, card: Card) -> Table | None:
    """A row for the own municipality and for each that was chosen: figure, difference, course.

    The best is first (of a background figure the highest), who has no figure of the year that is
    compared last. The course is that of the page of the municipality itself.

    Args:
        choices: of the link.
        data: the figures in use.
        card: the indicator; its figures in the order of `choices.named`.

    Returns:
        None where nobody was chosen by name, or fewer than two have a figure.
    """
    others = choices.named if card.indicator.owner is None else ()
    figures = (card.own, *card.peers) if others else ()
    if sum(each.value is not None for each in figures) < 2:
        return None
    places = (choices.municipality, *others)
    verdicts = (Verdict.EQUAL, *alongside.row(card).verdicts)
    sign = card.indicator.direction.sign or 1

    def worst(which: int) -> tuple[bool, float]:
        value = figures[which].compared
        return value is None, -sign * (value or 0.0)

    rows = []
    theirs = data.each(card.indicator, [place.nis_code for place in places])
    for i in sorted(range(len(places)), key=worst):
        said = (Styled(compare.OWN, "quiet"),) if i == 0 else _apart(card, figures[i], verdicts[i])
        name = Cell((*_name(choices, places[i]), _course(theirs[places[i].nis_code])), header=True)
        cells = (name, Cell(_figure(card, figures[i])), Cell(said))
        rows.append(TableRow(cells, "own" if i == 0 else ""))
    head = compare.in_order_head(card.common_year)
    caption = compare.ordered(card.indicator, choices.name)
    return Table(
        caption, tuple(Cell((each,), text=i == 0) for i, each in enumerate(head)), tuple(rows)
    )


def _name(choices: Placed, place: Municipality) -> Runs:
    return (Sign(choices.looks.get(place.nis_code)), f" {place.name}")


def _figure(card: Card, figure: Figure) -> Runs:
    if figure.value is None:
        return gap(figure.missing or Missing.NOT_PUBLISHED)
    shown = numbers.figure(figure.value, card.indicator)
    if figure.year == card.common_year:
        return (shown,)
    return (shown, " ", Styled(drawings.in_year(figure.year), "quiet"))


def _apart(card: Card, figure: Figure, verdict: Verdict) -> Runs:
    """Is the difference with the own municipality more than chance?"""
    if figure.value is None or card.own.value is None:
        return ()
    word = compare.DIFFERENCE.get(verdict)
    if word is not None:
        return (Styled(word.text, word.style),)
    return (Styled(compare.UNDECIDED[verdict], "quiet"),)


def _course(theirs: Card) -> Styled:
    """Which way it goes there, as its own page says it, on a line below the name."""
    if theirs.trend is Trend.UNKNOWN:
        return Styled(words.NO_TREND, "quiet", broken=True)
    word = words.trend_word(theirs.trend, theirs.slope, theirs.clear)
    years = f"{theirs.trend_from}-{theirs.trend_to}"
    return Styled(compare.course(word.symbol, going.short(theirs), years), "quiet", broken=True)
