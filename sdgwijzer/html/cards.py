"""Goals as tiles and indicators as cards: figure, course, position and trend, each in words."""

from collections.abc import Mapping, Sequence
from html import escape

import pandas as pd

from sdgwijzer.goals import GOALS, Goal
from sdgwijzer.html.base import link, paragraph, word
from sdgwijzer.judgement.position import Reason
from sdgwijzer.model import UNITS, Against, Indicator, Missing, Reliability, Status, Trend
from sdgwijzer.pictures.lines import sparkline
from sdgwijzer.pictures.strip import strip
from sdgwijzer.texts import drawings, headings, numbers
from sdgwijzer.texts.words import (
    AGAINST,
    AGAINST_WORSENING,
    AIM,
    ALONE,
    BESIDE_FLANDERS,
    BESIDE_PEERS,
    CONTEXT,
    GROUP_MEDIAN,
    MEDIAN_FLANDERS,
    MISSING,
    NOT_FETCHED,
    OWN_FIGURE,
    OWN_TARGET,
    PACE,
    RELIABILITY,
    RELIABLE,
    SMALL,
    STATUS,
    STATUS_REASON,
    TARGET,
    WAITING,
    trend_word,
)
from sdgwijzer.views.cards import Card, Counts, counts, is_context


def tiles(
    cards: Sequence[Card],
    waiting: Sequence[Indicator],
    lines: Mapping[int, str],
    choices: Sequence[tuple[str, str]],
) -> str:
    """The 17 goals: how their indicators are spread, which way they go, one line on each.

    Args:
        cards: of all indicators with figures.
        waiting: entries without figures.
        lines: goal → what stands out, in one sentence.
        choices: for the links.
    """
    items = ""
    for goal in GOALS:
        later = sum(item.main_goal == goal.number for item in waiting)
        page = later or any(goal.number in card.indicator.goals for card in cards)
        count = counts(cards, goal.number)
        items += _tile(goal, count, later, bool(page), lines.get(goal.number, ""), choices)
    return f'<ul class="tiles goals">{items}</ul>'


def _tile(
    goal: Goal,
    count: Counts,
    later: int,
    page: bool,
    line: str,
    choices: Sequence[tuple[str, str]],
) -> str:
    title = f"{goal.number}. {escape(goal.name)}"
    edge = f' style="--edge:{goal.colour}"'
    href = link("doel", [*choices, ("doel", str(goal.number))])
    head = f'<h3><a href="{href}">{title}</a></h3>'
    if not count.indicators:
        empty = headings.waiting(later) if later else headings.EMPTY_GOAL
        head = head if page else f"<h3>{title}</h3>"
        return f"<li{edge}>{head}{paragraph(empty, 'quiet')}</li>"
    coverage = headings.tile_coverage(count.with_figure, count.indicators, later)
    lines = [paragraph(coverage, "quiet")]
    if count.with_figure:
        lines += [_spread(count), f"<p>{_positions(count)}</p>"]
    if count.improving or count.worsening or count.unclear:
        lines.append(f"<p>{_directions(count)}</p>")
    lines.append(paragraph(line, "line") if line else "")
    return f"<li{edge}>{head}{''.join(lines)}</li>"


def _positions(count: Counts) -> str:
    parts = [
        f'<span class="{each.style}"><span aria-hidden="true">{each.symbol}</span>{numbers.NBSP}'
        f"{number}{numbers.NBSP}{each.text.replace(' ', numbers.NBSP)}</span>"
        for status, number in (
            (Status.GOOD, count.good),
            (Status.MIDDLE, count.middle),
            (Status.POOR, count.poor),
            (Status.UNKNOWN, count.unjudged),
        )
        if number
        for each in [STATUS[status]]
    ]
    if count.context:
        context = numbers.plural(count.context, "achtergrondcijfer", "achtergrondcijfers")
        parts.append(f'<span class="unknown">{context}</span>')
    return " · ".join(parts)


def _directions(count: Counts) -> str:
    parts = [
        f'<span class="{style}">{text}</span>'
        for number, text, style in (
            (count.improving, drawings.improving(count.improving), "good"),
            (count.worsening, drawings.worsening(count.worsening), "poor"),
            (count.unclear, drawings.without_direction(count.unclear), "unknown"),
        )
        if number
    ]
    return f"{drawings.TREND}: " + " · ".join(parts)


def _spread(count: Counts) -> str:
    """A bar of the judgements; the words below it say the same."""
    cells = "".join(
        f'<span style="flex:{number};background:{colour}"></span>'
        for number, colour in (
            (count.good, "var(--good)"),
            (count.middle, "var(--quiet)"),
            (count.poor, "var(--poor)"),
            (count.unjudged + count.context, "var(--line)"),
        )
        if number
    )
    return f'<div class="bar" aria-hidden="true">{cells}</div>'


def indicator_list(
    cards: Sequence[Card],
    sentences: Mapping[str, str],
    choices: Sequence[tuple[str, str]],
    spreads: pd.DataFrame,
    peers: Sequence[str],
) -> str:
    """Indicators as cards: value, course, place among all, position and trend, and the sentence.

    Args:
        cards: in the order in which they are shown.
        sentences: indicator → its sentence.
        choices: for the links.
        spreads: what all municipalities are compared by: codes in rows, indicators in columns.
        peers: codes that are marked among them.
    """
    rows = (
        _indicator(card, sentences, choices, strip(card, _column(spreads, card), peers))
        for card in cards
    )
    return f"<ul>{''.join(rows)}</ul>"


def _column(spreads: pd.DataFrame, card: Card) -> pd.Series | None:
    id_ = card.indicator.id
    return spreads[id_].dropna() if id_ in spreads else None


def _indicator(
    card: Card, sentences: Mapping[str, str], choices: Sequence[tuple[str, str]], place: str
) -> str:
    item = card.indicator
    href = link("indicator", [*choices, ("indicator", item.id)])
    colour = GOALS[item.main_goal - 1].colour
    cells = (_value(card), sparkline(card), place, _judgement(card))
    facts = "".join(f"<div>{cell}</div>" for cell in cells)
    return (
        f'<li style="--edge:{colour}">'
        f'<h4><a href="{href}">{escape(item.name)}</a></h4>'
        f'<div class="facts">{facts}</div>{paragraph(sentences[item.id], "sentence")}</li>'
    )


def _value(card: Card) -> str:
    item, own = card.indicator, card.own
    if own.value is None:
        return paragraph(MISSING[Missing(own.missing)].capitalize() + ".", "unknown")
    value, unit = (
        numbers.number(own.value, item.decimals),
        "" if item.unit == "verhouding" else item.unit,
    )
    notes = [drawings.OLD] if card.old else []
    notes += [OWN_FIGURE] if item.owner else []
    notes += [SMALL] if card.small and card.compared is not None else []
    age = "".join(f", {note}" for note in notes)
    lines = [f"<p>{reliability_words(card)}</p>"]
    if card.pooled_from is not None and card.compared is not None:
        lines.append(paragraph(numbers.pooled(card.pooled_from, card.compared, item), "quiet"))
    comparable = not UNITS[item.unit].additive  # a count depends on the size of the place
    if comparable and card.common_year is not None:
        medians = [(MEDIAN_FLANDERS, card.flanders)]
        medians += [(GROUP_MEDIAN, card.reference)] if card.beside_peers else []
        lines += [
            paragraph(
                f"{name} {card.common_year}: {numbers.quantity(value, item.unit, item.decimals)}",
                "quiet",
            )
            for name, value in medians
            if value is not None
        ]
    return (
        f'<p><span class="value">{escape(value)}</span> {escape(unit)} '
        f'<span class="quiet">in {own.year}{age}</span></p>{"".join(lines)}'
    )


def _judgement(card: Card) -> str:
    if card.own.value is None:
        return ""  # the reason stands beside it
    lines = [
        position_words(card),
        aim_words(card),
        f"{drawings.TREND}: {trend_words(card)}",
        against_words(card),
    ]
    return "".join(f"<p>{line}</p>" for line in lines if line)


def position_words(card: Card) -> str:
    """Status with its reference and place: "▲ beter (3e van 10 gemeenten) …"."""
    who = drawings.AMONG_PEERS if card.beside_peers else drawings.AMONG_ALL
    place = numbers.place(card.rank, card.n, who, card.equal) if card.rank is not None else ""
    if is_context(card):
        return word(CONTEXT, f"({drawings.HIGHEST_FIRST}: {place})" if place else "")
    if card.status is Status.UNKNOWN:
        reason = ALONE if card.indicator.owner else STATUS_REASON[card.status_reason]
        shown = "; ".join(part for part in (reason, place) if part)
        return word(STATUS[Status.UNKNOWN], f"({shown})")
    note = ""
    if card.status_reason == Reason.NO_CHANCE:
        note = f"; {STATUS_REASON[Reason.NO_CHANCE]}"
    return word(STATUS[card.status], f"({place}{note})")


def trend_words(card: Card) -> str:
    """Direction of the own figure, in words with its symbol."""
    span = ""
    if card.trend_from is not None and card.trend_from != card.trend_to:
        turned = f"; {drawings.turned(card.turned)}" if card.turned is not None else ""
        span = f"({card.trend_from}-{card.trend_to}{turned})"
    return word(trend_word(card.trend, card.slope, card.clear), span)


def against_words(card: Card) -> str:
    """The trend beside that of the others; "" when it is not known."""
    if card.against is Against.UNKNOWN:
        return ""
    beside = BESIDE_PEERS if card.beside_peers else BESIDE_FLANDERS
    words = AGAINST
    if card.trend is Trend.WORSENING:
        words = {**words, **AGAINST_WORSENING}
    return f"{beside}: {word(words[card.against], '')}"


def reliability_words(card: Card) -> str:
    """How much the figure can bear; "" without a figure."""
    if card.reliability is Reliability.UNKNOWN:
        return ""
    return f"{RELIABLE}: {word(RELIABILITY[card.reliability], '')}"


def aim_words(card: Card) -> str:
    """The target, whose it is, how far it is and the pace; "" without one."""
    aim = card.aim
    if aim is None or aim.status is Status.UNKNOWN:
        return ""
    item = card.indicator
    by = f" tegen {aim.year}" if aim.year else ""
    value = numbers.quantity(aim.value, item.unit, item.decimals)
    pace = f"; tempo: {PACE[aim.pace]}" if aim.pace in PACE else ""
    name = OWN_TARGET if aim.own else TARGET
    return f"{name}: {word(AIM[aim.status], f'({value}{by}; {aim.source}{pace})')}"


def headline(card: Card) -> str:
    """The latest figure with its judgement, large."""
    return f'<div class="facts head"><div>{_value(card)}</div><div>{_judgement(card)}</div></div>'


def waiting(items: Sequence[Indicator], choices: Sequence[tuple[str, str]]) -> str:
    """Entries of the catalogue without figures yet: name and source, never a zero."""
    if not items:
        return ""
    rows = "".join(
        f'<li><a href="{link("indicator", [*choices, ("indicator", item.id)])}">'
        f'{escape(item.name)}</a> <span class="quiet">{escape(NOT_FETCHED)}</span></li>'
        for item in items
    )
    return f'<h2>{escape(WAITING)}</h2><ul class="tiles">{rows}</ul>'
