"""`/doel`: one goal: what stands out, its indicators by theme, the plan, the peers side by side."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Final

from sdgwijzer.content import (
    Block,
    Columns,
    Copy,
    Downloads,
    Facts,
    Heading,
    Link,
    Links,
    Note,
    Options,
    Page,
    Paragraph,
    Runs,
    Styled,
    Unfold,
    joined,
)
from sdgwijzer.goals import GOALS, Goal
from sdgwijzer.links.choices import Placed, to
from sdgwijzer.model import Signal, Status
from sdgwijzer.screens import waiting
from sdgwijzer.screens.legend import legend
from sdgwijzer.screens.overview import counted
from sdgwijzer.screens.plan import plan, spent_on
from sdgwijzer.screens.report import to_report
from sdgwijzer.screens.rows import rows
from sdgwijzer.screens.share import share
from sdgwijzer.screens.side_by_side import medians, side_by_side
from sdgwijzer.texts import frame_of_pages, headings, overview, plans, screens, sentences
from sdgwijzer.texts import goal as texts
from sdgwijzer.texts.names import unknown_goal
from sdgwijzer.texts.targets import TARGETS
from sdgwijzer.views import marks, signals
from sdgwijzer.views.cards import Card, is_context
from sdgwijzer.views.counts import counts
from sdgwijzer.views.dataset import Dataset
from sdgwijzer.views.signals import Called, Rule

MOST: Final = 3
"""Signals of one kind that are named at the top."""
FIRST: Final = 3
"""Rows of a theme that are shown, and themes where nothing is judged; the others unfold."""


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
    if not mine:
        title = Heading(goal.name, 1, after=choices.name, goal=number)
        empty = Note("info", headings.EMPTY_GOAL)
        return Page((title, empty, *later, _neighbours(choices, number)))
    named = [row.nis_code for row in choices.named]
    cards = data.cards(mine, choices.code, choices.peers, named=named)
    main = [card for card in cards if card.indicator.main_goal == number]
    also = [card for card in cards if card.indicator.main_goal != number]
    called = {each.card.indicator.id: each for each in signals.signals(main)}
    about = texts.figures(choices.name, sum(card.own.value is not None for card in main))
    return Page(
        (
            Heading(
                goal.name,
                1,
                after=f"{about}. {choices.whom_line}",
                goal=number,
            ),
            share(
                texts.what(number, choices.name),
                Copy(*texts.COPY_TEXT, sentences=True),
                ways=(to_report(choices, ("doelen", str(number))),),
            ),
            Paragraph.of(answer(data.themes, main, called), "answer"),
            *_summary(choices, data, main, number, called),
            *(_by_theme(choices, data, main, called) if main else ()),
            *_also(choices, data, also),
            _spread(choices, main, number, called),
            Unfold(headings.SIDE_BY_SIDE, tuple(_beside(choices, data, [*main, *also], goal))),
            Unfold(plans.PLAN, tuple(plan(*data.plan(choices.code), number))),
            *_targets(cards, number),
            *later,
            _neighbours(choices, number),
            Downloads(f"sdg{number}-", tuple(choices.codes), tuple(mine)),
        )
    )


def answer(themes: Mapping[str, str], main: Sequence[Card], called: Mapping[str, Called]) -> str:
    """Per theme how many are better and less good, and what loses ground.

    Args:
        themes: key → name.
        main: the figures of the goal.
        called: indicator → what it is called.
    """
    if not main:
        return headings.EMPTY_GOAL
    if not any(marks.mark(card).judged for card in main):
        return texts.NOT_JUDGED
    said = []
    for key, name in themes.items():
        voting = [card for card in main if card.indicator.theme == key and card.speaks]
        good, poor = (
            sum(_judged(card) is status for card in voting) for status in (Status.GOOD, Status.POOR)
        )
        if good or poor:
            said.append((good + poor, texts.theme(name, good, poor)))
    said.sort(key=lambda each: -each[0])
    losing = [each.card.indicator.name for each in called.values() if each.rule is Rule.LOSING]
    return texts.answer([words for _, words in said], losing)


def _summary(
    choices: Placed,
    data: Dataset,
    main: Sequence[Card],
    number: int,
    called: Mapping[str, Called],
) -> Iterator[Block]:
    """Counts, what the plan spends, what stands out with a link, the legend."""
    if main:
        spent = spent_on(*data.plan(choices.code), number)
        yield counted(choices, main, *([texts.in_plan(spent)] if spent else []), parts=True)
    parts: list[Runs] = []
    for kind, title in overview.POINTS.items():
        mine = [each.card.indicator for each in called.values() if each.kind is kind]
        links = [
            (Link(to(choices, "indicator", ("indicator", item.id)), item.name),)
            for item in mine[:MOST]
        ]
        if links:
            parts.append((Styled(f"{title}: ", "strong"), *joined(links, ", ")))
    if parts:
        yield Paragraph(joined(parts, " · "))
    shown = {marks.mark(card) for card in main}
    line = legend(shown, rings=any(marks.ring(card) for card in main))
    if line is not None:
        yield line


def _spread(
    choices: Placed, main: Sequence[Card], number: int, called: Mapping[str, Called]
) -> Unfold:
    """How the figures are spread, and how they are read."""
    there = any(card.own.value is not None for card in main)
    return Unfold(
        texts.HOW_SPREAD,
        (
            Paragraph.of(choices.beside_line),
            Paragraph.of(sentences.distribution(counts(main, number))),
            *_strips(choices, main),
            *([] if called or not there else [Paragraph.of(sentences.NO_SIGNALS)]),
            Paragraph.of(sentences.SIGNALS_NOTE),
        ),
    )


def _strips(choices: Placed, cards: Sequence[Card]) -> Iterator[Block]:
    """What the strips show, where there are any."""
    if any(card.shared for card in cards):
        said = texts.LEGEND.format(place=choices.name)
        whole = choices.peers.flanders
        yield Paragraph.of(said if whole else f"{said} {texts.LEGEND_PEERS}")


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
    choices: Placed, data: Dataset, main: Sequence[Card], called: Mapping[str, Called]
) -> Iterator[Block]:
    """The indicators, by theme or by another order, all or a part of them."""
    chosen, order = choices.options.one("toon"), choices.options.one("sorteer")
    orders = _options(choices, "sorteer", texts.ORDER, texts.SORTED)
    yield Columns(((orders,), (_options(choices, "toon", texts.SHOW, texts.SHOWN),)))

    def kind(card: Card) -> Signal | None:
        found = called.get(card.indicator.id)
        return found.kind if found else None

    mine = [card for card in main if _FILTERS[chosen](card, kind(card))]
    if not mine:
        yield Paragraph.of(texts.NONE_SHOWN)
    elif order != "thema" or chosen != "alles":
        yield Paragraph.of(texts.shown(len(mine), len(main)), "quiet")
        yield rows(choices, data, _ordered(mine, order), called, heads=True)
    else:
        judged, others = _themes(data.themes, mine)
        shown, folded = (judged, others) if judged else (others[:FIRST], others[FIRST:])
        for i, (name, of_theme) in enumerate(shown):
            yield from _theme(choices, data, name, of_theme, called, heads=i == 0)
        for name, of_theme in folded:
            title = texts.background(name, len(of_theme))
            yield Unfold(title, (rows(choices, data, of_theme, called),), small=True)


Themed = list[tuple[str, list[Card]]]  # name and figures of each theme


def _themes(names: Mapping[str, str], cards: Sequence[Card]) -> tuple[Themed, Themed]:
    """The themes with something judged, and those with nothing but background."""
    found: tuple[Themed, Themed] = ([], [])
    for key, name in names.items():
        mine = [card for card in cards if card.indicator.theme == key]
        judged = any(marks.mark(card).judged for card in mine)
        found[0 if judged else 1].extend([(name, mine)] if mine else [])
    return found


def _theme(
    choices: Placed,
    data: Dataset,
    name: str,
    cards: Sequence[Card],
    called: Mapping[str, Called],
    *,
    heads: bool,
) -> Iterator[Block]:
    """One theme: what one must talk about first; the others unfold."""
    ordered = sorted(cards, key=lambda card: _first(card, called))
    first = ordered[:FIRST] if len(ordered) > FIRST + 1 else ordered
    rest = ordered[len(first) :]
    yield Heading(name, 2)
    yield rows(choices, data, first, called, heads=heads)
    if rest:
        context = sum(is_context(card) for card in rest)
        title = texts.others(len(rest) - context, context)
        yield Unfold(title, (rows(choices, data, rest, called),), small=True)


def _first(card: Card, called: Mapping[str, Called]) -> tuple[int, float]:
    """What one must talk about first: what stands out, then what is less good, then better."""
    if card.indicator.id in called:
        return list(Signal).index(called[card.indicator.id].kind), -signals.outlying(card)
    order = (Status.POOR, Status.GOOD, Status.MIDDLE, Status.UNKNOWN)
    if card.own.value is None or is_context(card):
        return 10 + (card.own.value is None), 0.0
    return 3 + order.index(_judged(card)), -signals.outlying(card)


def _options(choices: Placed, name: str, label: str, words: Mapping[str, str]) -> Options:
    """One choice of this page as links; the others go along."""
    chosen = choices.options.one(name)
    mine = [(key, value) for key, value in choices.options.pairs("doel") if key != name]
    first = next(iter(words))
    return Options(
        label,
        tuple(
            (said, to(choices, "doel", *mine, (name, "" if key == first else key)), key == chosen)
            for key, said in words.items()
        ),
    )


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


def _also(choices: Placed, data: Dataset, also: Sequence[Card]) -> Iterator[Block]:
    """Indicators that count on another goal, and say something on this one."""
    if also:
        yield Unfold(texts.on_other_goals(len(also)), (rows(choices, data, also, {}),))


def _beside(choices: Placed, data: Dataset, cards: Sequence[Card], goal: Goal) -> Iterator[Block]:
    """The figures of the peers."""
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
        facts = Facts(tuple((code, (TARGETS[code],)) for code in mine))
        yield Unfold(texts.UN_TARGETS, (facts,))


def _neighbours(choices: Placed, number: int) -> Links:
    """Links to the goals before and after, and back to the overview."""
    links = [Link(to(choices, "overzicht"), texts.BACK)]
    for other, said in ((number - 1, texts.previous_goal), (number + 1, texts.next_goal)):
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
