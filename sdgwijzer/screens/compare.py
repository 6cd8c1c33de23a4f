"""`/vergelijk`: municipalities and groups side by side, on goals or indicators of one's choice."""

from collections.abc import Iterator, Sequence
from typing import Final

from sdgwijzer.content import (
    Among,
    Block,
    Compared,
    Comparison,
    Controls,
    Downloads,
    Dropdown,
    Figure,
    Heading,
    Note,
    OfGoal,
    Page,
    Paragraph,
    Several,
    Styled,
    joined,
)
from sdgwijzer.goals import GOALS, Goal
from sdgwijzer.links.choices import Placed
from sdgwijzer.links.parameters import ROWS, TURNED, VIEWS
from sdgwijzer.screens.in_order import in_order
from sdgwijzer.screens.legend import legend
from sdgwijzer.screens.share import share
from sdgwijzer.screens.side_by_side import (
    Medians,
    courses,
    figures_of,
    head,
    medians,
    places,
    side_by_side,
)
from sdgwijzer.texts import compare, headings, screens
from sdgwijzer.views import alongside
from sdgwijzer.views.alongside import Row
from sdgwijzer.views.cards import Card
from sdgwijzer.views.dataset import Dataset

MOST_COURSES: Final = 60  # indicators that are drawn; pictures times municipalities
MANY: Final = 60
"""Rows from which only those that differ are shown, unless the link asks for all."""

UNFOLDED: Final = 16
"""Rows that are unfolded at first: those of the first goals."""

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
    rows = [alongside.row(card) for card in cards]
    names = {id_: item.name for id_, item in every.items()}
    warning = (Note("warning", screens.unknown_choices(unknown)),) if unknown else ()
    title = compare.title(choices.name, [row.name for row in choices.named], choices.label)
    return Page(
        (
            Heading(title, 1),
            share(compare.of(choices.name)),
            *warning,
            *_answer(choices, rows),
            *_ordered(choices, data, rows),
            _controls(choices, goals, names, ids, many=len(rows) > MANY),
            *_shown(choices, data, rows),
            Downloads("vergelijk-", tuple(choices.codes), tuple(entries)),
        )
    )


def _answer(choices: Placed, rows: Sequence[Row]) -> Iterator[Block]:
    """How the own municipality stands beside the others, and how certain that is."""
    if choices.named:
        beside = {row.name: alongside.tally(rows, i) for i, row in enumerate(choices.named)}
        yield Paragraph.of(compare.answer(choices.name, beside), "answer")
        tallies = list(beside.values())
    else:
        tallies = [alongside.alone(rows)]
        yield Paragraph.of(compare.answer_alone(choices.name, choices.label, *tallies), "answer")
    chance = compare.by_chance(tallies) if choices.named else ""
    if text := " ".join(filter(None, (compare.sure(tallies), chance))):
        yield Paragraph.of(text, "quiet")


def _ordered(choices: Placed, data: Dataset, rows: Sequence[Row]) -> Iterator[Block]:
    """Of a single indicator who stands best, and which way each of them goes."""
    table = in_order(choices, data, rows[0].card) if len(rows) == 1 else None
    if table is not None:
        yield table


def _controls(
    choices: Placed,
    goals: tuple[str, ...],
    names: dict[str, str],
    ids: tuple[str, ...],
    *,
    many: bool,
) -> Controls:
    one = choices.options.one
    return Controls(
        (
            (Several("doelen", compare.CHOOSE_GOALS, _GOALS, goals, compare.ALL),),
            (Several("indicatoren", screens.CHOOSE_INDICATORS, names, ids, compare.ALL),),
            (_which(one("verschil"), many=many),),
            (Dropdown("beeld", compare.VIEW, compare.VIEWS, one("beeld")),),
            (Dropdown("draai", compare.TURN, compare.TURNED, one("draai")),),
        ),
        (4, 4, 4, 3, 3),
    )


def _which(chosen: str, *, many: bool) -> Dropdown:
    """All rows or those that differ; one of the two is what is usual, and stays out of the link."""
    usual, different, every = ROWS
    only = _only_different(chosen, many=many)
    options = {
        chosen if only else usual if many else different: compare.DIFFERENT,
        every if only and many else usual if only else chosen: compare.EVERY,
    }
    return Dropdown("verschil", compare.WHICH, options, chosen)


def _only_different(chosen: str, *, many: bool) -> bool:
    usual, different, _ = ROWS
    return chosen == different or (chosen == usual and many)


def _shown(choices: Placed, data: Dataset, rows: Sequence[Row]) -> Iterator[Block]:
    """A table, or small pictures of the courses, per goal."""
    one = choices.options.one
    if one("beeld") == VIEWS[0]:
        only = _only_different(one("verschil"), many=len(rows) > MANY)
        kept = [row for row in rows if row.differs] if only else rows
        said = compare.shown(len(kept), len(rows), choices.name, named=bool(choices.named))
        yield Paragraph.of(said, "lead")
        if not kept:
            yield Note("info", compare.NONE_DIFFERS)
            return
        yield from _legend(choices, kept)
        columns = medians(choices, data)
        if one("draai") == TURNED[0]:
            yield _table(choices, data, kept, columns)
            return
        for goal, mine in _by_goal([row.card for row in kept]):
            caption = headings.side_by_side_caption(goal.name)
            yield Heading(_GOALS[str(goal.number)])
            yield side_by_side(choices, mine, columns, caption, turned=True)
    elif len(rows) > MOST_COURSES:
        yield Note("info", compare.TOO_MANY_COURSES)
    else:
        yield Paragraph.of(compare.COURSES_LEGEND.format(place=choices.name), "quiet")
        for goal, mine in _by_goal([row.card for row in rows]):
            yield Heading(_GOALS[str(goal.number)])
            yield from courses(choices, data, mine)


def _legend(choices: Placed, rows: Sequence[Row]) -> Iterator[Block]:
    """What marks, colours, lines under figures and the axis mean."""
    found = legend({mark for row in rows for mark in row.marks})
    if found is not None:
        yield found
    whole = choices.named or not choices.judged_by_peers
    said = compare.BESIDE_FLANDERS if whole else compare.beside_group(choices.label)
    there = {verdict for row in rows for verdict in row.verdicts}
    words = [word for verdict, word in compare.DIFFERENCE.items() if verdict in there]
    samples = joined([(Styled(word.text, f"under-{word.style}"),) for word in words], ", ")
    lines = (f"{compare.underlined(choices.name)} ", *samples, ".") if samples else ()
    yield Paragraph((f"{said}. ", *lines), "quiet")
    if choices.options.one("draai") == TURNED[0]:
        yield Paragraph.of(compare.AXIS, "axis")


def _table(
    choices: Placed, data: Dataset, rows: Sequence[Row], columns: Sequence[Medians]
) -> Comparison:
    """All goals in one table, the first ones unfolded."""
    by_id = {row.card.indicator.id: row for row in rows}
    goals: list[OfGoal] = []
    above = 0
    for goal, cards in _by_goal([row.card for row in rows]):
        mine = [by_id[card.indicator.id] for card in cards]
        opened = not goals or above + len(mine) <= UNFOLDED
        above += len(mine)
        made = tuple(_row(choices, data, row, columns) for row in mine)
        goals.append(OfGoal(goal.number, goal.name, compare.figures(len(made)), made, opened))
    names = places(choices, columns)
    return Comparison(
        compare.CAPTION,
        compare.INDICATOR,
        names,
        compare.ENDS,
        compare.pair(choices.name),
        tuple(goals),
    )


def _row(choices: Placed, data: Dataset, row: Row, columns: Sequence[Medians]) -> Compared:
    cells = tuple(figures_of(choices, row, columns))
    return Compared(head(choices, row.card), cells, _axis(choices, data, row.card))


def _axis(choices: Placed, data: Dataset, card: Card) -> Figure | None:
    """All of them on one axis; its values stand in the cells, so it says nothing aloud."""
    column = data.column(card.indicator.id)
    peers = [(f.compared, choices.looks[f.nis_code]) for f in card.peers if f.compared is not None]
    if column is None or card.common_year is None or (card.compared is None and not peers):
        return None
    sign = card.indicator.direction.sign
    return Figure(Among(column.spread, sign, card.compared, tuple(peers)), "")


def _by_goal(cards: Sequence[Card]) -> Iterator[tuple[Goal, list[Card]]]:
    for goal in GOALS:
        mine = [card for card in cards if card.indicator.main_goal == goal.number]
        if mine:
            yield goal, mine
