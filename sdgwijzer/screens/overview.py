"""`/overzicht`: one municipality in one screen: the answer, what stands out, the 17 goals.

Below it what is new, what is not known, and how something comes to stand out.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from sdgwijzer import settings
from sdgwijzer.content import (
    Address,
    Aside,
    Block,
    Bullets,
    Downloads,
    Facts,
    Figure,
    GoalRow,
    GoalRows,
    Heading,
    Item,
    Judgement,
    Link,
    Links,
    Options,
    Page,
    Paragraph,
    Points,
    Runs,
    Standing,
    Standings,
    Styled,
    Unfold,
    joined,
)
from sdgwijzer.goals import GOALS, Goal
from sdgwijzer.links.choices import Placed, to
from sdgwijzer.model import Missing, Signal, Status, Trend
from sdgwijzer.orders import named
from sdgwijzer.screens.expected import pillars
from sdgwijzer.screens.legend import legend
from sdgwijzer.screens.share import share
from sdgwijzer.texts import drawings, frame_of_pages, groups, headings, overview, sentences, words
from sdgwijzer.texts import news as texts_of_news
from sdgwijzer.views import marks, news, signals
from sdgwijzer.views.cards import Card, is_context
from sdgwijzer.views.counts import Counts, counts
from sdgwijzer.views.dataset import Dataset
from sdgwijzer.views.marks import Mark
from sdgwijzer.views.signals import Called

MOST: Final = 2
"""Of each kind that are shown; the others unfold."""
NAMED: Final = 3  # of the newest indicators
_INHABITANTS: Final = "inwoners"


def page(choices: Placed, data: Dataset) -> Page:
    """The overview of one municipality.

    Args:
        choices: of the link.
        data: the figures in use.
    """
    shown = data.cards(data.indicators(choices.code), choices.code, choices.peers, courses=False)
    found = signals.signals(shown)
    sheet = Link(to(choices, "blad"), overview.SHEET)
    report = Link(to(choices, "rapport"), overview.REPORT)
    return Page(
        (
            Heading(choices.name, 1, after=" · ".join(facts(choices, shown))),
            Paragraph.of(answer(found), "answer"),
            share(overview.what(choices.name), main=(sheet, report, *_workroom(choices))),
            *_merger(choices, data, shown),
            Aside(
                (counted(choices, shown), goals(choices, data, shown), *_legend(choices, shown)),
                tuple(points(choices, shown, found)),
            ),
            *_below(choices, data, shown),
        )
    )


def _workroom(choices: Placed) -> Iterator[Link]:
    """The way to the workrooms, where this site has them."""
    found = settings.read()
    if found.workroom:
        page = "w/nieuw" if found.workroom_key else "w/"
        place = (("gemeente", choices.name),) if found.workroom_key else ()
        yield Link(Address(page, place), overview.WORKROOM)


def answer(found: Sequence[Called]) -> str:
    """What is strong and what needs attention, in one sentence of few words."""
    strong, weak = (
        [each.card.indicator.name for each in _of_kind(found, kind)]
        for kind in (Signal.STRENGTH, Signal.ATTENTION)
    )
    return overview.answer(strong, weak)


def _of_kind(found: Sequence[Called], kind: Signal) -> list[Called]:
    """All of one kind, each goal once before any goal twice."""
    mine = [each for each in found if each.kind is kind]
    return signals.spread_over_goals(mine, len(mine))


def facts(choices: Placed, shown: Sequence[Card]) -> Iterator[str]:
    """What sort of place it is."""
    for card in shown:
        if card.indicator.id == _INHABITANTS and card.own.value is not None:
            yield f"{overview.inhabitants(card.own.value)} ({card.own.year})"
    if choices.cluster:
        yield overview.cluster(choices.cluster)
    if choices.municipality.reference_region:
        yield choices.municipality.reference_region


def _merger(choices: Placed, data: Dataset, shown: Sequence[Card]) -> Iterator[Paragraph]:
    """What a merged municipality lacks, and why."""
    parts = data.reference.merged_from(choices.code)
    if parts:
        gone = sum(card.own.missing == Missing.MERGED for card in shown)
        lacks = f" {overview.merged_gaps(gone)}" if gone else ""
        yield Paragraph.of(groups.merged(choices.municipality, parts) + lacks, "quiet")


def _speaking(shown: Sequence[Card]) -> list[Card]:
    """Judged figures; one fact has one mark."""
    return [card for card in shown if card.speaks and marks.mark(card).judged]


def counted(
    choices: Placed, shown: Sequence[Card], *after: str, parts: bool = False, whom: bool = True
) -> Paragraph:
    """How many are better, less good or neither beside whom, and of how many the margin is known.

    Args:
        choices: of the link.
        shown: figures; one fact counts once.
        after: what follows.
        parts: is it said how many are judged and count no second time?
        whom: is it said whom they compare with?
    """
    found = Counter(marks.mark(card) for card in _speaking(shown))
    sums = (
        (Status.GOOD, (Mark.GOOD, Mark.GOOD_ESTIMATED)),
        (Status.MIDDLE, (Mark.MIDDLE, Mark.BETWEEN)),
        (Status.POOR, (Mark.POOR, Mark.POOR_ESTIMATED)),
    )
    sides: list[Runs] = [
        (
            Judgement("", words.STATUS[status].symbol, words.STATUS[status].style, strong=False),
            Styled(str(sum(found[each] for each in mine)), "count"),
            f" {words.STATUS[status].text}",
        )
        for status, mine in sums
    ]
    known = found[Mark.GOOD] + found[Mark.POOR]
    there = sum(card.own.value is not None for card in shown)
    same = sum(marks.mark(card).judged and not card.speaks for card in shown)
    said = [overview.certain(known), *([overview.parts(same)] if parts and same else [])]
    rest = " · ".join([*said, overview.unjudged(there - found.total() - same), *after])
    beside = [Styled(f"{_whom(choices)}: ", "whom")] if whom else []
    return Paragraph((*beside, *joined(sides, " · "), " · ", Styled(rest, "quiet")), "counts")


def _whom(choices: Placed) -> str:
    """Whom the marks compare with, as a beginning of a line."""
    return f"{choices.beside_short[0].upper()}{choices.beside_short[1:]}"


def goals(choices: Placed, data: Dataset, shown: Sequence[Card]) -> GoalRows:
    """The goals, in the order that the link asks."""
    order = named(data.orders[choices.options.one("orde")], pillars(choices))
    rows = {goal.number: _row(choices, goal, shown) for goal in GOALS}
    parts = [(group.name, group.goals) for group in order.groups.values()] or [("", tuple(rows))]
    chosen = tuple((name, tuple(rows[number] for number in goals)) for name, goals in parts)
    moving = any(row.trend for row in rows.values())
    return GoalRows(overview.HEADS if moving else overview.HEADS[:-1], chosen)


def _row(choices: Placed, goal: Goal, shown: Sequence[Card]) -> GoalRow:
    there = any(goal.number in card.indicator.goals for card in shown)
    address = to(choices, "doel", ("doel", str(goal.number))) if there else None
    mine = [card for card in shown if card.indicator.main_goal == goal.number]
    count = counts(mine, goal.number)
    figure = standings(choices.name, mine)
    said = overview.without_judgement(count.with_figure)
    if not count.with_figure:
        said = overview.NO_FIGURE_HERE if count.indicators else overview.NO_FIGURES_YET
    return GoalRow(
        goal.number,
        goal.name,
        address,
        figure,
        "" if figure else said,
        tuple(_count(count)),
        tuple(_trend(count)),
    )


def standings(place: str, cards: Sequence[Card]) -> Figure | None:
    """Where the judged figures stand among all; nothing where none is judged.

    Args:
        place: name of the municipality.
        cards: some of its figures.
    """
    mine = [card for card in _speaking(cards) if card.percentile is not None]
    if not mine:
        return None
    found = tuple(
        Standing(card.percentile or 0.0, marks.mark(card), marks.ring(card)) for card in mine
    )
    counted = Counter(marks.mark(card) for card in mine)
    return Figure(Standings(found), drawings.standings(place, counted))


def _count(count: Counts) -> Iterator[Runs]:
    """How many have each judgement; nothing where there are none."""
    for status, number in (
        (Status.GOOD, count.good),
        (Status.MIDDLE, count.middle),
        (Status.POOR, count.poor),
    ):
        word = words.STATUS[status]
        yield (Judgement(str(number), word.symbol, word.style, strong=False),) if number else ()


def _trend(count: Counts) -> Iterator[Styled]:
    for number, said, style in (
        (count.improving, overview.improving(count.improving), "good"),
        (count.worsening, overview.worsening(count.worsening), "poor"),
    ):
        if number:
            yield Styled(said[0], style, said[1])


def marks_line(shown: Sequence[Card]) -> Paragraph | None:
    """What the marks of the rows mean; None where there are none."""
    mine = _speaking(shown)
    return legend({marks.mark(card) for card in mine}, rings=any(marks.ring(c) for c in mine))


def _legend(choices: Placed, shown: Sequence[Card]) -> Iterator[Block]:
    """What the marks mean, whom they compare with, and in which order the goals stand."""
    line = marks_line(shown)
    if line is not None:
        yield line
    moving = any(counts(shown, goal.number).moving for goal in GOALS)
    trend = overview.TREND_WORDS if moving else overview.NO_TRENDS
    few = bool(choices.named) and not choices.default and not choices.judged_by_peers
    whom = groups.FROM_FIVE if few else choices.whom_line
    yield Paragraph.of(f"{whom} {trend}", "quiet")


def points(choices: Placed, shown: Sequence[Card], found: Sequence[Called]) -> Iterator[Points]:
    """What stands out over all goals, a list per kind."""
    figures = any(card.own.value is not None for card in shown)
    for kind in overview.POINTS:
        items = [_item(choices, each, shown) for each in _of_kind(found, kind)]
        if not items and kind is Signal.QUESTION:
            continue
        yield Points(
            overview.point_title(kind, in_flanders=choices.judged_by_peers),
            {Signal.STRENGTH: "good", Signal.ATTENTION: "poor"}.get(kind, "unknown"),
            tuple(items[:MOST]),
            tuple(items[MOST:]),
            overview.more_points(len(items) - MOST),
            overview.NONE.get(kind, "") if figures else headings.NO_FIGURES,
        )


def _item(choices: Placed, found: Called, shown: Sequence[Card]) -> Item:
    """One of them: name, figure, and why; others of its family that say the same."""
    item = found.card.indicator
    same = signals.same_of_family(found, shown)
    said = [sentences.latest(found.card), overview.WHY[found.rule]]
    said += [overview.also(len(same))] if same else []
    link = Link(to(choices, "indicator", ("indicator", item.id)), item.name)
    return Item((link,), item.main_goal, (" · ".join(said),))


def _below(choices: Placed, data: Dataset, shown: Sequence[Card]) -> Iterator[Block]:
    """What one reads after the first screen."""
    order = data.orders[choices.options.one("orde")]
    yield Options(
        overview.GOALS_IN,
        tuple(
            (each.name, to(choices, "overzicht", ("orde", key)), each is order)
            for key, each in data.orders.items()
        ),
    )
    if order.groups:
        why = Facts(tuple((group.name, (group.reason,)) for group in order.groups.values()))
        made = Paragraph.of(overview.made_by(order.source), "quiet")
        yield Unfold(overview.WHY_GROUPS, (why, made))
    figures = [card for card in shown if card.own.value is not None]
    there = {card.indicator.main_goal for card in figures}
    known = overview.known(len(figures), len(shown), len(there))
    new = Links.of(Link(to(choices, "nieuw"), frame_of_pages.ALL_NEWS))
    lines = [*_changed(choices, data), *_new(figures, data)]
    yield Unfold(overview.NEW, (Bullets.of(lines), new))
    yield Unfold(overview.UNKNOWN, (Paragraph.of(known), Bullets.of(_open(shown))))
    said = (Paragraph.of(choices.beside_line), Paragraph.of(sentences.SIGNALS_NOTE))
    yield Unfold(overview.SIGNALS, said)
    yield Downloads("", (choices.code,), tuple(card.indicator.id for card in shown))


def _changed(choices: Placed, data: Dataset) -> Iterator[str]:
    """What the last update changed for this municipality: how much, and what stands out by it."""
    entries = data.indicators(choices.code)
    found = news.town(data.store, entries, data.reference, choices.code)
    if found.since:
        yield texts_of_news.of_town(found, choices.name)
    called = [each for each in found.turned if each.field == "signal" and each.new]
    yield from (f"{texts_of_news.turned_word(each)}." for each in called[:NAMED])


def _new(figures: Sequence[Card], data: Dataset) -> list[str]:
    """The newest figures of this municipality."""
    years = [card.own.year for card in figures if card.own.year is not None]
    if not years:
        return [headings.NO_FIGURES]
    newest = [card.indicator.name for card in figures if card.own.year == max(years)]
    retrieved = max(data.provenance()["retrieved"].astype(str))
    return overview.newest(max(years), newest[:NAMED], len(newest), retrieved)


def _open(shown: Sequence[Card]) -> list[str]:
    """What this overview leaves open."""
    there = {card.indicator.main_goal for card in shown if card.own.value is not None}
    gaps = Counter(sentences.why_missing(card) for card in shown if card.own.value is None)
    judged = [card for card in shown if card.own.value is not None and not is_context(card)]
    old = sum(card.old for card in judged)
    short = sum(card.trend is Trend.UNKNOWN and not card.old for card in judged)
    empty = [f"{goal.number}. {goal.name}" for goal in GOALS if goal.number not in there]
    return overview.not_known(empty, gaps, old, short)
