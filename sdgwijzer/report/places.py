"""The pictures of places: all goals, and the figures of one goal."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import Final

from sdgwijzer.content import Among, Captioned, Figure, PlaceRow, Places, Standings
from sdgwijzer.goals import GOALS
from sdgwijzer.links.choices import Placed
from sdgwijzer.report.sources import Sources
from sdgwijzer.screens import overview
from sdgwijzer.texts import numbers, words
from sdgwijzer.texts import overview as words_of_overview
from sdgwijzer.texts import report as texts
from sdgwijzer.views import marks
from sdgwijzer.views.cards import Card
from sdgwijzer.views.counts import counts
from sdgwijzer.views.dataset import Dataset

MOST: Final = 14
"""Figures in one picture: half a page, which a page always has room for below its head."""


def of_goals(choices: Placed, shown: Sequence[Card], sources: Sources) -> Captioned | None:
    """The 17 goals, each with the marks of its judged figures; None where nothing is judged.

    Args:
        choices: of the link.
        shown: all figures of the municipality.
        sources: for their numbers.
    """
    judged = [card for card in shown if card.speaks and marks.mark(card).judged]
    if not judged:
        return None
    rows = []
    for goal in GOALS:
        mine = [card for card in shown if card.indicator.main_goal == goal.number]
        count = counts(mine, goal.number)
        figure = overview.standings(choices.name, mine)
        there = count.with_figure
        empty = words_of_overview.without_judgement(there) if there else texts.NO_FIGURES
        after = tuple(
            (str(number) if number else texts.NONE, style if number else "unknown")
            for number, style in (
                (count.good, "good"),
                (count.middle, "unknown"),
                (count.poor, "poor"),
            )
        )
        data = figure.data if figure is not None else None
        assert data is None or isinstance(data, Standings)
        rows.append(PlaceRow(goal.name, goal.number, "", data, empty, after))
    said = overview.standings(choices.name, shown)
    assert said is not None
    picture = Figure(
        Places(tuple(rows), texts.ENDS, texts.COUNTED),
        texts.goals_alt(said.alt),
        title=texts.TITLES[0],
    )
    caption = texts.standings_of(choices.name)
    used = sources.of(card.indicator for card in judged)
    return Captioned(picture, caption, used, texts.NO_TOTAL)


def of_figures(
    choices: Placed, data: Dataset, cards: Sequence[Card], caption: str, sources: Sources
) -> Iterator[Captioned]:
    """The judged figures of a goal, beside the chosen municipalities, in pictures of `MOST` rows.

    Args:
        choices: of the link.
        data: for the figures of all municipalities.
        cards: of the goal.
        caption: what the picture shows.
        sources: for their numbers.
    """
    few = choices.named if len(choices.named) <= texts.MOST_NAMED else ()
    judged = [card for card in cards if marks.mark(card).judged]
    made = [(card, _row(choices, data, card, named=bool(few))) for card in judged]
    there = [(card, row) for card, row in made if row is not None]
    looks = ((choices.name, None), *((row.name, choices.looks[row.nis_code]) for row in few))
    parts = ceil(len(there) / MOST)
    for number in range(parts):
        mine = there[number * len(there) // parts : (number + 1) * len(there) // parts]
        title = texts.part(caption, number + 1, parts)
        alt = texts.places_alt(choices.name, [card.indicator.name for card, _ in mine])
        rows = tuple(row for _, row in mine)
        picture = Figure(Places(rows, texts.ENDS, looks=looks), alt, title=title)
        yield Captioned(picture, title, sources.of(card.indicator for card, _ in mine))


def _row(choices: Placed, data: Dataset, card: Card, *, named: bool) -> PlaceRow | None:
    column = data.column(card.indicator.id)
    if column is None or card.compared is None or card.own.value is None:
        return None
    item = card.indicator
    others = [
        (float(column.values[column.places[code]]), look)
        for code, look in choices.looks.items()
        if named and code in column.places
    ]
    found = marks.mark(card)
    word = words.MARK[found]
    unit = item.unit if item.unit == "%" else ""
    return PlaceRow(
        name=item.name,
        goal=None,
        value=f"{numbers.number(card.own.value, item.decimals)}{numbers.NBSP * bool(unit)}{unit}",
        data=Among(column.spread, item.direction.sign, card.compared, tuple(others)),
        words="",
        after=((words.SHORT_MARK.get(found, word.text), word.style),),
        mark=found,
    )
