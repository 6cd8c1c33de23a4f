"""`/doel`: one goal: what stands out, its indicators by theme, the plan, the peers side by side."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from sdgwijzer.content import (
    Block,
    Controls,
    CopyLink,
    Downloads,
    Dropdown,
    Facts,
    Heading,
    Item,
    Link,
    Links,
    Note,
    Page,
    Paragraph,
    Signals,
)
from sdgwijzer.goals import GOALS, Goal
from sdgwijzer.links.choices import Placed, to
from sdgwijzer.model import Signal, Status
from sdgwijzer.screens import waiting
from sdgwijzer.screens.plan import plan
from sdgwijzer.screens.rows import rows
from sdgwijzer.screens.side_by_side import medians, side_by_side
from sdgwijzer.texts import frame_of_pages, headings, screens, sentences
from sdgwijzer.texts.names import unknown_goal
from sdgwijzer.texts.targets import TARGETS
from sdgwijzer.views import signals
from sdgwijzer.views.cards import Card, is_context
from sdgwijzer.views.counts import counts
from sdgwijzer.views.dataset import Dataset
from sdgwijzer.views.signals import Called

MOST: Final = 5
"""Signals of one kind that are shown; the others are counted."""

Said = Mapping[str, str]  # indicator → its sentence


def page(choices: Placed, data: Dataset) -> Page:
    """One goal of one municipality; all of them to choose from where the link names none.

    Args:
        choices: of the link.
        data: the figures in use.
    """
    number = choices.options.goal
    if number is None:
        return _choose(choices)
    goal = GOALS[number - 1]
    every = data.indicators(choices.code)
    mine = {id_: item for id_, item in every.items() if number in item.goals}
    later = waiting.line(choices, sum(item.main_goal == number for item in data.waiting.values()))
    title = Heading(f"SDG {goal.number}: {goal.name}", 1)
    if not mine:
        empty = Note("info", headings.EMPTY_GOAL)
        return Page((title, empty, *later, _neighbours(choices, number)))
    named = [row.nis_code for row in choices.named]
    cards = data.cards(mine, choices.code, choices.peers, named=named)
    said = {
        card.indicator.id: sentences.sentence(card, choices.name, choices.label) for card in cards
    }
    main = [card for card in cards if card.indicator.main_goal == number]
    also = [card for card in cards if card.indicator.main_goal != number]
    found = signals.signals(main)
    return Page(
        (
            title,
            *_answer(choices, cards, number, found, said),
            CopyLink(screens.goal_of(goal.number, choices.name)),
            *(_by_theme(choices, data, main, found, said) if main else ()),
            *_also(choices, data, main, also, said),
            *_beside(choices, data, [*main, *also], goal),
            *plan(*data.plan(choices.code), number),
            *_targets(cards, number),
            *later,
            _neighbours(choices, number),
            Downloads(f"sdg{number}-", tuple(choices.codes), tuple(mine)),
        )
    )


def _answer(
    choices: Placed, cards: Sequence[Card], number: int, found: Sequence[Called], said: Said
) -> Iterator[Block]:
    """How the goal stands, and what stands out."""
    count = counts(cards, number)
    yield Paragraph.of(f"{choices.name}. {choices.beside_line}")
    yield Paragraph.of(sentences.distribution(count))
    if not count.with_figure:
        return
    if not found:
        yield Paragraph.of(sentences.NO_SIGNALS)
        return
    yield Paragraph.of(sentences.SIGNALS_NOTE, "quiet")
    for kind in Signal:
        mine = [each for each in found if each.kind is kind]
        if not mine:
            continue
        yield Heading(sentences.KINDS[kind])
        yield Signals(tuple(_signal(choices, each, said) for each in mine[:MOST]))
        if len(mine) > MOST:
            yield Paragraph.of(sentences.more(len(mine) - MOST), "quiet")


def _signal(choices: Placed, each: Called, said: Said) -> Item:
    item = each.card.indicator
    link = Link(to(choices, "indicator", ("indicator", item.id)), item.name)
    below = [Paragraph.of(said[item.id], "quiet")]
    below += [Paragraph.of(f"{sentences.MIND} {item.remark}", "quiet")] if item.remark else []
    return Item((link, f": {sentences.rule(each.rule)}"), item.main_goal, tuple(below))


_FILTERS: Final[dict[str, Callable[[Card, Signal | None], bool]]] = {
    "alles": lambda card, kind: True,
    "sterk": lambda card, kind: kind is Signal.STRENGTH,
    "aandacht": lambda card, kind: kind in (Signal.ATTENTION, Signal.QUESTION),
    "beter": lambda card, kind: _judged(card) is Status.GOOD,
    "vergelijkbaar": lambda card, kind: _judged(card) is Status.MIDDLE,
    "minder-goed": lambda card, kind: _judged(card) is Status.POOR,
    "geen-oordeel": lambda card, kind: (
        card.own.value is not None and _judged(card) is Status.UNKNOWN
    ),
}


def _by_theme(
    choices: Placed, data: Dataset, main: Sequence[Card], found: Sequence[Called], said: Said
) -> Iterator[Block]:
    """The indicators, by theme or by another order, all or a part of them."""
    chosen, order = choices.options.one("toon"), choices.options.one("sorteer")
    yield Heading(screens.BY_THEME)
    yield Controls(
        (
            (Dropdown("toon", screens.FILTER, screens.SHOWN, chosen),),
            (Dropdown("sorteer", screens.ORDER, screens.SORTED, order),),
        ),
        (1, 1),
    )
    kinds = {each.card.indicator.id: each.kind for each in found}
    mine = [card for card in main if _FILTERS[chosen](card, kinds.get(card.indicator.id))]
    yield Paragraph.of(screens.shown(len(mine), len(main)))
    yield from _legend(choices, mine)
    if not mine:
        yield Paragraph.of(screens.NONE_SHOWN)
    elif order == "thema":
        for key, name in data.themes.items():
            of_theme = [card for card in mine if card.indicator.theme == key]
            if of_theme:
                yield Heading(name, 3)
                yield rows(choices, data, of_theme, said)
    else:
        yield rows(choices, data, _ordered(mine, order), said)


def _legend(choices: Placed, cards: Sequence[Card]) -> Iterator[Block]:
    """What the strips show, where there are any."""
    if any(card.shared for card in cards):
        legend = screens.LEGEND.format(place=choices.name)
        whole = choices.peers.flanders
        yield Paragraph.of(legend if whole else f"{legend} {screens.LEGEND_PEERS}", "quiet")


def _ordered(cards: Sequence[Card], order: str) -> list[Card]:
    """Sorted; what has no position comes last."""
    if order == "naam":
        return sorted(cards, key=lambda card: card.indicator.name)
    turned = 1 if order == "zwakste-eerst" else -1
    known = [card for card in cards if _judged(card) is not Status.UNKNOWN]
    rest = [card for card in cards if _judged(card) is Status.UNKNOWN]
    return [*sorted(known, key=lambda card: turned * (card.percentile or 0.0)), *rest]


def _judged(card: Card) -> Status:
    """The status that the words beside the card say."""
    return Status.UNKNOWN if is_context(card) else card.status


def _also(
    choices: Placed, data: Dataset, main: Sequence[Card], also: Sequence[Card], said: Said
) -> Iterator[Block]:
    """Indicators that count on another goal, and say something on this one."""
    if also:
        yield Heading(headings.ALSO)
        yield from () if main else _legend(choices, also)
        yield rows(choices, data, also, said)


def _beside(choices: Placed, data: Dataset, cards: Sequence[Card], goal: Goal) -> Iterator[Block]:
    """The figures of the peers."""
    yield Heading(headings.SIDE_BY_SIDE)
    yield Paragraph.of(screens.marks(choices.name), "quiet")
    caption = headings.side_by_side_caption(goal.name)
    yield side_by_side(choices, cards, medians(choices, data), caption)


def _targets(cards: Sequence[Card], number: int) -> Iterator[Block]:
    """The UN's targets of this goal that these figures say something about."""
    codes = {code for card in cards for code in card.indicator.un_targets}
    mine = sorted(
        (code for code in codes if code.split(".")[0] == str(number)),
        key=lambda code: (len(code), code),
    )
    if mine:
        yield Heading(screens.UN_TARGETS)
        yield Facts(tuple((code, (TARGETS[code],)) for code in mine))


def _neighbours(choices: Placed, number: int) -> Links:
    """Links to the goals before and after, and back to the overview."""
    links = [Link(to(choices, "overzicht"), screens.BACK)]
    for other, said in ((number - 1, screens.previous_goal), (number + 1, screens.next_goal)):
        if 1 <= other <= len(GOALS):
            address = to(choices, "doel", ("doel", str(other)))
            links.append(Link(address, said(other, GOALS[other - 1].name)))
    return Links.of(*links)


def _choose(choices: Placed) -> Page:
    """No goal (or an unknown one) in the link: offer all."""
    text = choices.options.one("doel")
    said = unknown_goal(text) if text else headings.CHOOSE_GOAL
    links = [
        Link(to(choices, "doel", ("doel", str(goal.number))), f"{goal.number}. {goal.name}")
        for goal in GOALS
    ]
    return Page((Heading(frame_of_pages.PAGES["doel"], 1), Note("info", said), Links.of(*links)))
