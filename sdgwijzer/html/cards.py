"""Goals as tiles and indicators as cards: figure, course, position and trend, each in words."""

from collections.abc import Mapping, Sequence
from html import escape

from sdgwijzer import texts
from sdgwijzer.goals import GOALS, Goal
from sdgwijzer.html.base import link, paragraph, word
from sdgwijzer.html.sparkline import sparkline
from sdgwijzer.judgement.position import Reason
from sdgwijzer.model import UNITS, Against, Indicator, Missing, Reliability, Status
from sdgwijzer.views import Card, Counts, counts, is_context


def tiles(
    cards: Sequence[Card], waiting: Sequence[Indicator], choices: Sequence[tuple[str, str]]
) -> str:
    """The 17 goals: first figure, number of indicators, how they are spread, which are empty."""
    items = ""
    for goal in GOALS:
        mine = [card for card in cards if card.indicator.main_goal == goal.number]
        later = sum(item.main_goal == goal.number for item in waiting)
        page = later or any(goal.number in card.indicator.goals for card in cards)
        items += _tile(goal, mine, counts(cards, goal.number), later, bool(page), choices)
    return f'<ul class="tiles">{items}</ul>'


def _tile(
    goal: Goal,
    cards: Sequence[Card],
    count: Counts,
    later: int,
    page: bool,
    choices: Sequence[tuple[str, str]],
) -> str:
    title = f"{goal.number}. {escape(goal.name)}"
    edge = f' style="--edge:{goal.colour}"'
    href = link("doel", [*choices, ("doel", str(goal.number))])
    head = f'<h2><a href="{href}">{title}</a></h2>'
    if not count.indicators:
        empty = texts.waiting(later) if later else texts.EMPTY_GOAL
        head = head if page else f"<h2>{title}</h2>"
        return f"<li{edge}>{head}{paragraph(empty, 'quiet')}</li>"
    number = texts.plural(count.indicators, "indicator", "indicatoren")
    coverage = f"{number}, {count.with_figure} met een cijfer"
    coverage += f"; {texts.waiting(later)}" if later else ""
    lines = [_first(cards), paragraph(coverage, "quiet"), _spread(count)]
    lines.append(f"<p>{_positions(count)}</p>")
    if count.improving or count.worsening or count.unclear:
        lines.append(f"<p>{_directions(count)}</p>")
    return f"<li{edge}>{head}{''.join(lines)}</li>"


def _first(cards: Sequence[Card]) -> str:
    """One figure of the goal in one line: the first that can be judged, or else the first."""
    judged = [card for card in cards if card.indicator.direction.sign and not card.old]
    for card in [*judged, *cards]:
        if card.own.value is not None:
            item = card.indicator
            value = texts.quantity(card.own.value, item.unit, item.decimals)
            return (
                f"<p>{escape(item.name)}: <strong>{escape(value)}</strong> "
                f'<span class="quiet">in {card.own.year}; {texts.RELIABLE.lower()} '
                f"{texts.RELIABILITY[card.reliability].text}</span></p>"
            )
    return paragraph(texts.NO_FIGURES, "quiet")


def _positions(count: Counts) -> str:
    parts = [
        f'<span class="{each.style}"><span aria-hidden="true">{each.symbol}</span> '
        f"{number} {each.text}</span>"
        for status, number in (
            (Status.GOOD, count.good),
            (Status.MIDDLE, count.middle),
            (Status.POOR, count.poor),
            (Status.UNKNOWN, count.unjudged),
        )
        if number
        for each in [texts.STATUS[status]]
    ]
    if count.context:
        context = texts.plural(count.context, "achtergrondcijfer", "achtergrondcijfers")
        parts.append(f'<span class="unknown">{context}</span>')
    return " · ".join(parts)


def _directions(count: Counts) -> str:
    parts = [
        f'<span class="{style}">{number} {text}</span>'
        for number, text, style in (
            (count.improving, "verbetert" if count.improving == 1 else "verbeteren", "good"),
            (count.worsening, "verslechtert" if count.worsening == 1 else "verslechteren", "poor"),
            (count.unclear, "zonder duidelijke richting", "unknown"),
        )
        if number
    ]
    return "Trend: " + " · ".join(parts)


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
    cards: Sequence[Card], sentences: Mapping[str, str], choices: Sequence[tuple[str, str]]
) -> str:
    """Indicators as cards: value, course, position and trend in words, and the sentence."""
    return f"<ul>{''.join(_indicator(card, sentences, choices) for card in cards)}</ul>"


def _indicator(card: Card, sentences: Mapping[str, str], choices: Sequence[tuple[str, str]]) -> str:
    item = card.indicator
    href = link("indicator", [*choices, ("indicator", item.id)])
    colour = GOALS[item.main_goal - 1].colour
    facts = f"<div>{_value(card)}</div><div>{sparkline(card)}</div><div>{_judgement(card)}</div>"
    return (
        f'<li style="--edge:{colour}">'
        f'<h3><a href="{href}">{escape(item.name)}</a></h3>'
        f'<div class="facts">{facts}</div>{paragraph(sentences[item.id], "sentence")}</li>'
    )


def _value(card: Card) -> str:
    item, own = card.indicator, card.own
    if own.value is None:
        return paragraph(texts.MISSING[Missing(own.missing)].capitalize() + ".", "unknown")
    value, unit = (
        texts.number(own.value, item.decimals),
        "" if item.unit == "verhouding" else item.unit,
    )
    age = ", oud cijfer" if card.old else ""
    age += f", {texts.OWN_FIGURE}" if item.owner else ""
    age += f", {texts.SMALL}" if card.small and card.compared is not None else ""
    lines = [f"<p>{reliability_words(card)}</p>"]
    if card.pooled_from is not None and card.compared is not None:
        lines.append(paragraph(texts.pooled(card.pooled_from, card.compared, item), "quiet"))
    comparable = not UNITS[item.unit].additive  # a count depends on the size of the place
    if comparable and card.common_year is not None:
        medians = [(texts.MEDIAN_FLANDERS, card.flanders)]
        medians += [(texts.GROUP_MEDIAN, card.reference)] if card.beside_peers else []
        lines += [
            paragraph(
                f"{name} {card.common_year}: {texts.quantity(value, item.unit, item.decimals)}",
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
    lines = [
        position_words(card),
        aim_words(card),
        f"Trend: {trend_words(card)}",
        against_words(card),
    ]
    return "".join(f"<p>{line}</p>" for line in lines if line)


def position_words(card: Card) -> str:
    """Status with its reference and place: "▲ beter (3e van 10 gemeenten) …"."""
    who = "gemeenten" if card.beside_peers else "Vlaamse gemeenten"
    place = texts.place(card.rank, card.n, who) if card.rank is not None else ""
    if is_context(card):
        return word(texts.CONTEXT, f"(hoogste eerst: {place})" if place else "")
    if card.status is Status.UNKNOWN:
        reason = texts.STATUS_REASON[card.status_reason]
        shown = "; ".join(part for part in (reason, place) if part)
        return word(texts.STATUS[Status.UNKNOWN], f"({shown})")
    note = ""
    if card.status_reason == Reason.NO_CHANCE:
        note = f"; {texts.STATUS_REASON[Reason.NO_CHANCE]}"
    return word(texts.STATUS[card.status], f"({place}{note})")


def trend_words(card: Card) -> str:
    """Direction of the own figure, in words with its symbol."""
    span = ""
    if card.trend_from is not None and card.trend_from != card.trend_to:
        turned = f"; keerde om in {card.turned}" if card.turned is not None else ""
        span = f"({card.trend_from}-{card.trend_to}{turned})"
    return word(texts.trend_word(card.trend, card.slope, card.clear), span)


def against_words(card: Card) -> str:
    """The trend beside that of the others; "" when it is not known."""
    if card.against is Against.UNKNOWN:
        return ""
    beside = texts.BESIDE_PEERS if card.beside_peers else texts.BESIDE_FLANDERS
    return f"{beside}: {word(texts.AGAINST[card.against], '')}"


def reliability_words(card: Card) -> str:
    """How much the figure can bear; "" without a figure."""
    if card.reliability is Reliability.UNKNOWN:
        return ""
    return f"{texts.RELIABLE}: {word(texts.RELIABILITY[card.reliability], '')}"


def aim_words(card: Card) -> str:
    """The target, whose it is, how far it is and the pace; "" without one."""
    aim = card.aim
    if aim is None or aim.status is Status.UNKNOWN:
        return ""
    item = card.indicator
    by = f" tegen {aim.year}" if aim.year else ""
    value = texts.quantity(aim.value, item.unit, item.decimals)
    pace = f"; tempo: {texts.PACE[aim.pace]}" if aim.pace in texts.PACE else ""
    name = texts.OWN_TARGET if aim.own else texts.TARGET
    return f"{name}: {word(texts.AIM[aim.status], f'({value}{by}; {aim.source}{pace})')}"


def headline(card: Card) -> str:
    """The latest figure with its judgement, large."""
    return f'<div class="facts head"><div>{_value(card)}</div><div>{_judgement(card)}</div></div>'


def waiting(items: Sequence[Indicator], choices: Sequence[tuple[str, str]]) -> str:
    """Entries of the catalogue without figures yet: name and source, never a zero."""
    if not items:
        return ""
    rows = "".join(
        f'<li><a href="{link("indicator", [*choices, ("indicator", item.id)])}">'
        f'{escape(item.name)}</a> <span class="quiet">{escape(texts.NOT_FETCHED)}</span></li>'
        for item in items
    )
    return f'<h2>{escape(texts.WAITING)}</h2><ul class="tiles">{rows}</ul>'
