"""`/overzicht`: one municipality in one minute: what stands out, 17 goals, what is not known."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sdgwijzer.content import (
    Block,
    Bullets,
    Columns,
    Controls,
    CopyLink,
    Counted,
    Downloads,
    Dropdown,
    Facts,
    Groups,
    Heading,
    Highlights,
    Item,
    Judgement,
    Link,
    Links,
    Page,
    Paragraph,
    Runs,
    Styled,
    Tile,
    Tiles,
    Unfold,
    joined,
)
from sdgwijzer.goals import GOALS, Goal
from sdgwijzer.links.choices import Placed, to
from sdgwijzer.model import Signal, Status, Trend
from sdgwijzer.texts import drawings, frame_of_pages, headings, numbers, screens, sentences
from sdgwijzer.texts.words import STATUS
from sdgwijzer.views import signals
from sdgwijzer.views.cards import Card, is_context
from sdgwijzer.views.counts import Counts, counts
from sdgwijzer.views.dataset import Dataset
from sdgwijzer.views.signals import Called

MOST: Final = 5  # strengths, and points of attention, that are shown
NAMED: Final = 3  # of the newest indicators


def page(choices: Placed, data: Dataset) -> Page:
    """The overview of one municipality.

    Args:
        choices: of the link.
        data: the figures in use.
    """
    shown = data.cards(data.indicators(choices.code), choices.code, choices.peers, courses=False)
    stands_out = signals.signals(shown)
    figures = [card for card in shown if card.own.value is not None]
    goals = {card.indicator.main_goal for card in figures}
    lines = {number: _line(stands_out, number) for number in goals}
    known = screens.known(len(figures), len(shown), len(goals))
    nothing = screens.NONE_CERTAIN if figures else headings.NO_FIGURES
    kinds = (Signal.STRENGTH, Signal.ATTENTION)
    new = to(choices, "nieuw")
    tiles = {goal.number: _tile(choices, goal, shown, lines) for goal in GOALS}
    return Page(
        (
            Heading(screens.overview(choices.name), 1),
            CopyLink(screens.overview_of(choices.name)),
            Paragraph.of(known),
            Paragraph.of(choices.beside_line),
            Columns(tuple(_stands_out(choices, stands_out, kind, nothing) for kind in kinds)),
            Heading(screens.ALL_GOALS),
            *_ordered(choices, data, tiles),
            Paragraph.of(sentences.SIGNALS_NOTE, "quiet"),
            Columns(
                (
                    (
                        Heading(screens.NEW),
                        Bullets.of(_new(figures, data)),
                        Links.of(Link(new, frame_of_pages.ALL_NEWS)),
                    ),
                    (Heading(screens.UNKNOWN), Bullets.of(_open(shown))),
                )
            ),
            Downloads("", (choices.code,), tuple(card.indicator.id for card in shown)),
        ),
        sheet=True,
    )


def _ordered(choices: Placed, data: Dataset, tiles: Mapping[int, Tile]) -> Iterator[Block]:
    """The goals in the order that the link asks, in the groups of that order."""
    chosen, orders = choices.options.one("orde"), data.orders
    names = {key: order.name for key, order in orders.items()}
    yield Controls(((Dropdown("orde", screens.GOALS_IN, names, chosen),), ()), (1, 2))
    order = orders[chosen]
    if not order.groups:
        yield Tiles(tuple(tiles.values()))
        return
    yield Groups(
        tuple(
            (group.name, Tiles(tuple(tiles[number] for number in group.goals), level=4))
            for group in order.groups.values()
        )
    )
    why = Facts(tuple((group.name, (group.reason,)) for group in order.groups.values()))
    yield Unfold(screens.WHY_GROUPS, (why, Paragraph.of(screens.made_by(order.source), "quiet")))


def _line(found: Sequence[Called], goal: int) -> str:
    """What stands out on one goal, in one sentence."""
    return sentences.stands_out([each for each in found if each.card.indicator.main_goal == goal])


def _stands_out(
    choices: Placed, found: Sequence[Called], kind: Signal, nothing: str
) -> tuple[Heading | Highlights | Paragraph, ...]:
    """What stands out over all goals, of one kind."""
    mine = [each for each in found if each.kind is kind]
    shown = signals.spread_over_goals(mine, MOST)
    items = tuple(_highlight(choices, each) for each in shown)
    parts = (Highlights(items) if items else Paragraph.of(nothing),)
    more = len(mine) - len(shown)
    rest = (Paragraph.of(screens.more_on_goals(more), "quiet"),) if more > 0 else ()
    return (Heading(sentences.KINDS[kind]), *parts, *rest)


def _highlight(choices: Placed, found: Called) -> Item:
    item = found.card.indicator
    figure = sentences.with_margin(found.card)
    where = f"{screens.on_goal(item.main_goal)}; {sentences.RULES[found.rule]}"
    link = Link(to(choices, "indicator", ("indicator", item.id)), item.name)
    runs = (link, ": ", Styled(figure, "strong"), " ", Styled(where, "quiet"))
    return Item(runs, item.main_goal)


def _tile(choices: Placed, goal: Goal, cards: Sequence[Card], lines: Mapping[int, str]) -> Tile:
    """One goal: how its indicators are spread, which way they go, one line on it."""
    there = any(goal.number in card.indicator.goals for card in cards)
    count = counts(cards, goal.number)
    title = f"{goal.number}. {goal.name}"
    address = to(choices, "doel", ("doel", str(goal.number))) if there else None
    if not count.indicators:
        empty = Paragraph.of(headings.EMPTY_GOAL, "quiet")
        return Tile(goal.number, title, address, (), (empty,))
    coverage = headings.tile_coverage(count.with_figure, count.indicators)
    said = [Paragraph.of(coverage, "quiet")]
    said += [Paragraph(_positions(count))] if count.with_figure else []
    if count.improving or count.worsening or count.unclear:
        said.append(Paragraph((f"{drawings.TREND}: ", *_directions(count))))
    if line := lines.get(goal.number):
        said.append(Paragraph.of(line, "line"))
    return Tile(goal.number, title, address, _spread(count), tuple(said))


def _spread(count: Counts) -> tuple[Counted, ...]:
    """The judgements as a bar."""
    parts = (
        ("good", count.good),
        ("middle", count.middle),
        ("poor", count.poor),
        ("unknown", count.unjudged + count.context),
    )
    there = count.with_figure
    return tuple(Counted(style, number) for style, number in parts if number and there)


def _positions(count: Counts) -> Runs:
    parts: list[Runs] = [
        (Judgement(drawings.counted(number, word.text), word.symbol, word.style, strong=False),)
        for status, number in (
            (Status.GOOD, count.good),
            (Status.MIDDLE, count.middle),
            (Status.POOR, count.poor),
            (Status.UNKNOWN, count.unjudged),
        )
        if number
        for word in [STATUS[status]]
    ]
    if count.context:
        context = numbers.plural(count.context, *drawings.CONTEXT_FIGURES)
        parts.append((Styled(context, "unknown"),))
    return joined(parts, " · ")


def _directions(count: Counts) -> Runs:
    parts = (
        (count.improving, drawings.improving(count.improving), "good"),
        (count.worsening, drawings.worsening(count.worsening), "poor"),
        (count.unclear, drawings.without_direction(count.unclear), "unknown"),
    )
    return joined([(Styled(text, style),) for number, text, style in parts if number], " · ")


def _new(figures: Sequence[Card], data: Dataset) -> list[str]:
    """The newest figures of this municipality."""
    years = [card.own.year for card in figures if card.own.year is not None]
    if not years:
        return [headings.NO_FIGURES]
    newest = [card.indicator.name for card in figures if card.own.year == max(years)]
    retrieved = max(data.provenance()["retrieved"].astype(str))
    return screens.newest(max(years), newest[:NAMED], len(newest), retrieved)


def _open(shown: Sequence[Card]) -> list[str]:
    """What this overview leaves open."""
    there = {card.indicator.main_goal for card in shown if card.own.value is not None}
    gaps = Counter(sentences.why_missing(card) for card in shown if card.own.value is None)
    judged = [card for card in shown if card.own.value is not None and not is_context(card)]
    old = sum(card.old for card in judged)
    short = sum(card.trend is Trend.UNKNOWN and not card.old for card in judged)
    empty = [f"{goal.number}. {goal.name}" for goal in GOALS if goal.number not in there]
    return screens.not_known(empty, gaps, old, short)
