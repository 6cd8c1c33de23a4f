"""`/vergelijk`: municipalities and groups side by side, on goals or indicators of one's choice."""

from collections.abc import Iterator, Sequence
from typing import Final

from sdgwijzer.content import (
    Block,
    Controls,
    Downloads,
    Dropdown,
    Heading,
    Note,
    Page,
    Paragraph,
    Several,
)
from sdgwijzer.goals import GOALS
from sdgwijzer.links.choices import Placed
from sdgwijzer.links.parameters import TURNED, VIEWS
from sdgwijzer.screens.share import share
from sdgwijzer.screens.side_by_side import courses, medians, side_by_side
from sdgwijzer.texts import headings, screens
from sdgwijzer.views.cards import Card
from sdgwijzer.views.dataset import Dataset

MOST_COURSES: Final = 60  # indicators that are drawn; pictures times municipalities

_GOALS: Final = {str(goal.number): f"{goal.number}. {goal.name}" for goal in GOALS}


def page(choices: Placed, data: Dataset) -> Page:
    """Municipalities side by side.

    Args:
        choices: of the link.
        data: the figures in use.
    """
    every, options = data.indicators(choices.code), choices.options
    asked = options.many("doelen"), options.many("indicatoren")
    goals = tuple(each for each in asked[0] if each in _GOALS)
    ids = tuple(each for each in asked[1] if each in every)
    unknown = [each for each in asked[0] if each not in _GOALS]
    unknown += [each for each in asked[1] if each not in every]
    chosen = {id_: i for id_, i in every.items() if id_ in ids or str(i.main_goal) in goals}
    entries = chosen if goals or ids else every
    named = [row.nis_code for row in choices.named]
    cards = data.cards(entries, choices.code, choices.peers, named=named, courses=False)
    names = {id_: item.name for id_, item in every.items()}
    warning = (Note("warning", screens.unknown_choices(unknown)),) if unknown else ()
    return Page(
        (
            Heading(screens.compare(choices.name), 1),
            *warning,
            _controls(choices, goals, names, ids),
            Paragraph.of(choices.beside_line),
            *_shown(choices, data, cards),
            share(screens.compare_of(choices.name)),
            Downloads("vergelijk-", tuple(choices.codes), tuple(entries)),
        )
    )


def _controls(
    choices: Placed, goals: tuple[str, ...], names: dict[str, str], ids: tuple[str, ...]
) -> Controls:
    view, turned = choices.options.one("beeld"), choices.options.one("draai")
    return Controls(
        (
            (
                Several("doelen", screens.CHOOSE_GOALS, _GOALS, goals, screens.ALL),
                Dropdown("beeld", screens.VIEW, screens.VIEWS, view),
            ),
            (
                Several("indicatoren", screens.CHOOSE_INDICATORS, names, ids, screens.ALL),
                Dropdown("draai", screens.TURN, screens.TURNED, turned),
            ),
        ),
        (1, 1),
    )


def _shown(choices: Placed, data: Dataset, cards: Sequence[Card]) -> Iterator[Block]:
    """Tables, or small pictures of the courses, per goal."""
    if choices.options.one("beeld") == VIEWS[0]:
        turned = choices.options.one("draai") != TURNED[0]
        columns = medians(choices, data)
        yield Paragraph.of(headings.READ_TABLE, "quiet")
        yield Paragraph.of(screens.marks(choices.name), "quiet")
        for number, title, mine in _by_goal(cards):
            caption = headings.side_by_side_caption(GOALS[number - 1].name)
            yield Heading(title)
            yield side_by_side(choices, mine, columns, caption, turned=turned)
    elif len(cards) > MOST_COURSES:
        yield Note("info", screens.TOO_MANY_COURSES)
    else:
        yield Paragraph.of(screens.COURSES_LEGEND.format(place=choices.name), "quiet")
        for _, title, mine in _by_goal(cards):
            yield Heading(title)
            yield from courses(choices, data, mine)


def _by_goal(cards: Sequence[Card]) -> Iterator[tuple[int, str, list[Card]]]:
    for goal in GOALS:
        mine = [card for card in cards if card.indicator.main_goal == goal.number]
        if mine:
            yield goal.number, f"{goal.number}. {goal.name}", mine
