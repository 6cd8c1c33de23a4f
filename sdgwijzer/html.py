"""Lists and tables as one block of HTML with small pictures. The only module that writes HTML.

One block is several times faster than as many charts or columns. Every text goes through
`escape`: names and descriptions come from files. Streamlit's `st.html` drops inline SVG, so a
sparkline is an image with its SVG in the address, in colours that show on light and dark.
"""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any, Final
from urllib.parse import quote, urlencode

import pandas as pd

from sdgwijzer import texts
from sdgwijzer.goals import GOALS, Goal
from sdgwijzer.judgement.position import Reason
from sdgwijzer.judgement.trend import WINDOW_YEARS
from sdgwijzer.model import UNITS, Flag, Indicator, Missing, Status
from sdgwijzer.texts import Word
from sdgwijzer.views import Card, Counts, Figure, Series, counts, is_context

OWN: Final = "#1f83c2"
QUIET: Final = "#8795a1"

STYLE: Final = """
<style>
.stMainBlockContainer { padding-top: 1.5rem; padding-bottom: 3rem; }
.sdg { --good: light-dark(#00694f, #5fd3ac); --poor: light-dark(#a63a00, #ffb27d);
  --quiet: light-dark(#4a5663, #b3bfca); --line: light-dark(#c9d2da, #3a4754);
  --own: light-dark(#00558c, #7cc4f2); line-height: 1.45; font-size: 1rem; }
.sdg a { color: light-dark(#00558c, #8ccbf5); }
.sdg p { margin: 0.2rem 0; }
.sdg .good { color: var(--good); } .sdg .poor { color: var(--poor); }
.sdg .middle { color: inherit; } .sdg .unknown, .sdg .quiet { color: var(--quiet); }
.sdg .quiet { font-size: 0.9rem; }
.sdg ul { list-style: none; padding: 0; margin: 0.5rem 0; display: grid; gap: 0.75rem; }
.sdg ul.tiles { grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); }
.sdg li { margin: 0; border: 1px solid var(--line); border-left: 0.5rem solid
  var(--edge, var(--line)); border-radius: 0.25rem; padding: 0.6rem 0.8rem; min-width: 0;
  overflow-wrap: anywhere; }
.sdg li h2, .sdg li h3 { font-size: 1.05rem; margin: 0 0 0.2rem; padding: 0; line-height: 1.3; }
.sdg .value { font-size: 1.5rem; font-weight: 650; }
.sdg .facts { display: grid; gap: 0.2rem 1.2rem;
  grid-template-columns: minmax(11rem, 1.1fr) minmax(8rem, 0.8fr) minmax(13rem, 1.6fr); }
@media (max-width: 40rem) { .sdg .facts { grid-template-columns: minmax(0, 1fr); } }
.sdg .head { grid-template-columns: repeat(auto-fit, minmax(min(100%, 18rem), 1fr)); }
.sdg img { max-width: 100%; display: block; }
.sdg .bar { display: flex; gap: 2px; height: 0.5rem; max-width: 18rem; margin: 0.3rem 0; }
.sdg .scroll { overflow-x: auto; border: 1px solid var(--line); border-radius: 0.25rem; }
.sdg table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
.sdg th, .sdg td { padding: 0.4rem 0.7rem; border-bottom: 1px solid var(--line);
  vertical-align: top; text-align: right; }
.sdg th { font-weight: 600; } .sdg thead th { vertical-align: bottom; }
.sdg th:first-child, .sdg td.text { text-align: left; }
.sdg tbody th:first-child { min-width: 11rem; font-weight: 500; }
.sdg .own { font-weight: 700; background: light-dark(#e3eff7, #1f3342); }
.sdg td .quiet { white-space: nowrap; }
.sdg dt { font-weight: 600; margin-top: 0.5rem; } .sdg dd { margin: 0; }
@media print { .sdg li { break-inside: avoid; } }
</style>
"""


def block(*parts: str) -> str:
    """The parts as one block, with the style sheet."""
    return f'{STYLE}<div class="sdg">{"".join(parts)}</div>'


def link(page: str, choices: Iterable[tuple[str, str]]) -> str:
    """Address of a page with these choices, safe in an attribute."""
    query = urlencode([(key, value) for key, value in choices if value])
    return escape(f"./{page}?{query}" if query else f"./{page}", quote=True)


def paragraph(text: str, style: str = "") -> str:
    """A paragraph of plain text."""
    return f'<p class="{escape(style)}">{escape(text)}</p>' if style else f"<p>{escape(text)}</p>"


def word(found: Word, after: str = "") -> str:
    """A judgement: symbol, word and colour, and what belongs with it."""
    symbol = f'<span aria-hidden="true">{found.symbol} </span>' if found.symbol else ""
    extra = f' <span class="quiet">{escape(after)}</span>' if after else ""
    return (
        f'<span class="{found.style}">{symbol}<strong>{escape(found.text)}</strong></span>{extra}'
    )


def tiles(cards: Sequence[Card], choices: Sequence[tuple[str, str]]) -> str:
    """The 17 goals: first figure, number of indicators, how they are spread, which are empty."""
    items = ""
    for goal in GOALS:
        mine = [card for card in cards if card.indicator.main_goal == goal.number]
        items += _tile(goal, mine, counts(cards, goal.number), choices)
    return f'<ul class="tiles">{items}</ul>'


def _tile(
    goal: Goal, cards: Sequence[Card], count: Counts, choices: Sequence[tuple[str, str]]
) -> str:
    title = f"{goal.number}. {escape(goal.name)}"
    edge = f' style="--edge:{goal.colour}"'
    if not count.indicators:
        return f"<li{edge}><h2>{title}</h2>{paragraph(texts.EMPTY_GOAL, 'quiet')}</li>"
    href = link("doel", [*choices, ("doel", str(goal.number))])
    head = f'<h2><a href="{href}">{title}</a></h2>'
    number = texts.plural(count.indicators, "indicator", "indicatoren")
    coverage = f"{number}, {count.with_figure} met een cijfer"
    lines = [_first(cards), paragraph(coverage, "quiet"), _spread(count)]
    lines.append(f"<p>{_positions(count)}</p>")
    if count.improving or count.worsening or count.unclear:
        lines.append(f"<p>{_directions(count)}</p>")
    return f"<li{edge}>{head}{''.join(lines)}</li>"


def _first(cards: Sequence[Card]) -> str:
    """The goal's first indicator that has a figure, in one line."""
    for card in cards:
        if card.own.value is not None:
            item = card.indicator
            value = texts.quantity(card.own.value, item.unit, item.decimals)
            return (
                f"<p>{escape(item.name)}: <strong>{escape(value)}</strong> "
                f'<span class="quiet">in {card.own.year}</span></p>'
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


def indicator_list(cards: Sequence[Card], choices: Sequence[tuple[str, str]]) -> str:
    """Indicators as cards: value, course, position and trend, each in words."""
    return f"<ul>{''.join(_indicator(card, choices) for card in cards)}</ul>"


def _indicator(card: Card, choices: Sequence[tuple[str, str]]) -> str:
    item = card.indicator
    href = link("indicator", [*choices, ("indicator", item.id)])
    colour = GOALS[item.main_goal - 1].colour
    facts = f"<div>{_value(card)}</div><div>{sparkline(card)}</div><div>{_judgement(card)}</div>"
    return (
        f'<li style="--edge:{colour}">'
        f'<h3><a href="{href}">{escape(item.name)}</a></h3>'
        f'<div class="facts">{facts}</div></li>'
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
    median = ""
    comparable = not UNITS[item.unit].additive  # a count depends on the size of the place
    if comparable and card.flanders is not None and card.common_year is not None:
        amount = texts.quantity(card.flanders, item.unit, item.decimals)
        median = paragraph(f"Mediaan Vlaanderen {card.common_year}: {amount}", "quiet")
    return (
        f'<p><span class="value">{escape(value)}</span> {escape(unit)} '
        f'<span class="quiet">in {own.year}{age}</span></p>{median}'
    )


def _judgement(card: Card) -> str:
    return f"<p>{position_words(card)}</p><p>Trend: {trend_words(card)}</p>"


def position_words(card: Card) -> str:
    """Status with its reference and place: "▲ beter (3e van 10 gemeenten) …"."""
    who = "gemeenten" if card.beside_peers else "Vlaamse gemeenten"
    place = texts.place(card.rank, card.n, who) if card.rank is not None else ""
    if is_context(card) or card.status is Status.UNKNOWN:
        reason = texts.STATUS_REASON.get(card.status_reason, "")
        order = f"hoogste eerst: {place}" if is_context(card) and place else place
        shown = "; ".join(part for part in (reason, order) if part)
        return word(texts.STATUS[Status.UNKNOWN], f"({shown})" if shown else "")
    note = ""
    if card.status_reason == Reason.NO_CHANCE:
        note = f"; {texts.STATUS_REASON[Reason.NO_CHANCE]}"
    return word(texts.STATUS[card.status], f"({place}{note})")


def trend_words(card: Card) -> str:
    """Direction of the own figure, in words with its symbol."""
    years = [year for year, _ in card.series]
    recent = [year for year in years if year > years[-1] - WINDOW_YEARS]
    span = f"({recent[0]}-{recent[-1]})" if len(recent) > 1 else ""
    return word(texts.trend_word(card.trend, card.slope, card.clear), span)


def sparkline(card: Card) -> str:
    """The course of the years as a small picture: own line, and the median of Flanders dashed."""
    if len(card.series) < 2:
        return ""
    first, last = card.series[0], card.series[-1]
    item = card.indicator
    alt = (
        f"Verloop van {texts.quantity(first[1], item.unit, item.decimals)} in {first[0]} "
        f"tot {texts.quantity(last[1], item.unit, item.decimals)} in {last[0]}"
    )
    picture = quote(_sparkline_svg(card.series, card.medians, 150, 40), safe=" /:;=,.'")
    return (
        f'<img src="data:image/svg+xml,{escape(picture, quote=True)}" width="150" height="40" '
        f'alt="{escape(alt, quote=True)}"><p class="quiet">{first[0]}-{last[0]}</p>'
    )


def _sparkline_svg(series: Series, medians: Series, width: int, height: int) -> str:
    start, end = series[0][0], series[-1][0]
    inside = [(year, value) for year, value in medians if start <= year <= end]
    values = [value for _, value in (*series, *inside)]
    low, spread = min(values), (max(values) - min(values)) or 1.0

    def points(line: Sequence[tuple[int, float]]) -> list[tuple[float, float]]:
        return [
            (
                4 + (width - 8) * (year - start) / (end - start),
                4 + (height - 8) * (1 - (value - low) / spread),
            )
            for year, value in line
        ]

    own = points(series)
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{width}' height='{height}'>"
        f"{_polyline(_runs(inside, points(inside)), QUIET, '4 3', 1)}"
        f"{_polyline(_runs(series, own), OWN, '', 2)}"
        f"<circle cx='{own[-1][0]:.1f}' cy='{own[-1][1]:.1f}' r='3' fill='{OWN}'/></svg>"
    )


def _runs(
    line: Sequence[tuple[int, float]], points: Sequence[tuple[float, float]]
) -> list[list[tuple[float, float]]]:
    """Cut a line where a year is missing: a gap stays a gap."""
    runs: list[list[tuple[float, float]]] = []
    for i, point in enumerate(points):
        if i and line[i][0] == line[i - 1][0] + 1:
            runs[-1].append(point)
        else:
            runs.append([point])
    return runs


def _polyline(
    runs: Sequence[Sequence[tuple[float, float]]], colour: str, dash: str, width: int
) -> str:
    lines = []
    for run in runs:
        if len(run) == 1:
            x, y = run[0]
            lines.append(f"<circle cx='{x:.1f}' cy='{y:.1f}' r='{width}' fill='{colour}'/>")
            continue
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in run)
        lines.append(
            f"<polyline points='{path}' fill='none' stroke='{colour}' stroke-width='{width}' "
            f"stroke-dasharray='{dash}'/>"
        )
    return "".join(lines)


def side_by_side(
    cards: Sequence[Card],
    names: Sequence[str],
    choices: Sequence[tuple[str, str]],
    caption: str,
) -> str:
    """A table of indicators by municipality; the own one first, years where they differ.

    Args:
        cards: one per indicator; figures in the order of `names`.
        names: the own municipality and its peers.
        choices: for the links.
        caption: what the table shows.
    """
    head = "".join(f'<th scope="col"{_own(i)}>{escape(name)}</th>' for i, name in enumerate(names))
    rows = "".join(_row(card, choices) for card in cards)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table><caption class="quiet">{escape(caption)}</caption>'
        f'<thead><tr><th scope="col">Indicator</th>{head}</tr></thead>'
        f"<tbody>{rows}</tbody></table></div>"
    )


def _row(card: Card, choices: Sequence[tuple[str, str]]) -> str:
    item = card.indicator
    href = link("indicator", [*choices, ("indicator", item.id)])
    unit = "" if item.unit == "verhouding" else f", {item.unit}"
    year = "" if card.common_year is None else f"{card.common_year}{unit}"
    cells = "".join(
        f"<td{_own(i)}>{_cell(item, figure, card.common_year)}</td>"
        for i, figure in enumerate((card.own, *card.peers))
    )
    return (
        f'<tr><th scope="row"><a href="{href}">{escape(item.name)}</a>'
        f'<br><span class="quiet">{escape(year)}</span></th>{cells}</tr>'
    )


def _cell(item: Indicator, figure: Figure, common_year: int | None) -> str:
    if figure.value is None:
        return _gap(figure.missing)
    value = escape(texts.number(figure.value, item.decimals))
    if figure.year != common_year:
        return f'{value}<br><span class="quiet">in {figure.year}</span>'
    return value


def _gap(missing: str) -> str:
    """A gap in a table: the short reason, the long one on hover."""
    reason = escape(texts.MISSING[Missing(missing)])
    return f'<span class="quiet" title="{reason}">{texts.short_missing(missing)}</span>'


def _own(index: int) -> str:
    return ' class="own"' if index == 0 else ""


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Terms with their description; a description that is an address becomes a link."""
    items = "".join(
        f"<dt>{escape(term)}</dt><dd>{_description(text)}</dd>" for term, text in pairs if text
    )
    return f"<dl>{items}</dl>"


def _description(text: str) -> str:
    if text.startswith("https://"):
        return f'<a href="{escape(text, quote=True)}">{escape(text)}</a>'
    return escape(text)


def plain_table(header: Sequence[str], rows: Iterable[Sequence[str]], caption: str) -> str:
    """A small table of texts; the first column names the row."""
    head = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in header)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f'<td class="text">{_description(cell)}</td>' for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table><caption class="quiet">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def heading(text: str) -> str:
    """A heading inside a block."""
    return f"<h2>{escape(text)}</h2>"


def links(pairs: Iterable[tuple[str, str]]) -> str:
    """A list of links: address (already safe) and text."""
    items = "".join(f'<li><a href="{href}">{escape(text)}</a></li>' for href, text in pairs)
    return f'<ul class="tiles">{items}</ul>'


def headline(card: Card) -> str:
    """The latest figure with its judgement, large."""
    return f'<div class="facts head"><div>{_value(card)}</div><div>{_judgement(card)}</div></div>'


def years(observations: pd.DataFrame, names: Mapping[str, str], item: Indicator) -> str:
    """Every value by year (rows) and municipality (columns), gaps with their reason.

    Args:
        observations: nis_code, year, value, flag, missing.
        names: code → name, in the order of the columns.
        item: for unit and decimals.
    """
    cells = {(row.nis_code, int(row.year)): row for row in observations.itertuples()}
    head = "".join(
        f'<th scope="col"{_own(i)}>{escape(name)}</th>' for i, name in enumerate(names.values())
    )
    body = ""
    for year in sorted({year for _, year in cells}, reverse=True):
        row = "".join(
            f"<td{_own(i)}>{_year_cell(cells.get((code, year)), item)}</td>"
            for i, code in enumerate(names)
        )
        body += f'<tr><th scope="row">{year}</th>{row}</tr>'
    caption = escape(f"{item.name}, in {item.unit}" if item.unit != "verhouding" else item.name)
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{caption}"><table>'
        f'<caption class="quiet">{caption}</caption><thead><tr><th scope="col">Jaar</th>{head}</tr>'
        f"</thead><tbody>{body}</tbody></table></div>"
    )


def _year_cell(row: Any, item: Indicator) -> str:  # noqa: ANN401 - a named tuple of the frame
    if row is None:
        return texts.short_missing(Missing.NOT_PUBLISHED)
    if pd.isna(row.value):
        return _gap(row.missing)
    value = escape(texts.number(row.value, item.decimals))
    if pd.isna(row.flag):
        return value
    note = escape(texts.FLAG[Flag(row.flag)])
    return (
        f'{value}<br><span class="quiet" title="{note}">{texts.SHORT_FLAG[Flag(row.flag)]}</span>'
    )
