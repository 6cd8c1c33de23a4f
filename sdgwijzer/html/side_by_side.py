"""Municipalities side by side: a table of figures, or a small picture of each course."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

from sdgwijzer.html.base import link
from sdgwijzer.html.tables import gap, scrolling
from sdgwijzer.model import UNITS, Missing
from sdgwijzer.pictures.lines import OWN, QUIET, Line, picture
from sdgwijzer.texts import drawings, numbers, screens, words
from sdgwijzer.views.cards import Card, Figure, Series
from sdgwijzer.views.differences import difference


@dataclass(frozen=True)
class Medians:
    """The median of a group in the common year, by indicator: a column of its own."""

    title: str
    values: Mapping[str, float]


def side_by_side(
    cards: Sequence[Card],
    names: Sequence[str],
    medians: Sequence[Medians],
    choices: Sequence[tuple[str, str]],
    caption: str,
    *,
    turned: bool = False,
) -> str:
    """A table of indicators by municipality; the own one first, years where they differ.

    A sign beside a figure says how it stands beside the own one, and whether that may be chance.

    Args:
        cards: one per indicator; figures in the order of `names`.
        names: the own municipality and the peers that are shown by name.
        medians: columns of groups.
        choices: for the links.
        caption: what the table shows.
        turned: municipalities in the rows, indicators in the columns.
    """
    heads = [_head(card, choices) for card in cards]
    titles = [escape(name) for name in (*names, *(each.title for each in medians))]
    cells = [_cells(card, medians) for card in cards]
    if turned:
        head = f'<th scope="col">{screens.PLACE}</th>' + "".join(
            f'<th scope="col">{each}</th>' for each in heads
        )
        body = "".join(
            f'<tr{_own(i)}><th scope="row">{title}</th>'
            + "".join(f"<td>{row[i]}</td>" for row in cells)
            + "</tr>"
            for i, title in enumerate(titles)
        )
        return scrolling(caption, head, body)
    head = f'<th scope="col">{screens.INDICATOR}</th>' + "".join(
        f'<th scope="col"{_own(i)}>{title}</th>' for i, title in enumerate(titles)
    )
    body = "".join(
        f'<tr><th scope="row">{head_}</th>'
        + "".join(f"<td{_own(i)}>{cell}</td>" for i, cell in enumerate(row))
        + "</tr>"
        for head_, row in zip(heads, cells, strict=True)
    )
    return scrolling(caption, head, body)


def _head(card: Card, choices: Sequence[tuple[str, str]]) -> str:
    item = card.indicator
    href = link("indicator", [*choices, ("indicator", item.id)])
    year = "" if card.common_year is None else str(card.common_year)
    below = ", ".join(filter(None, (year, numbers.unit_of(item))))
    return f'<a href="{href}">{escape(item.name)}</a><br><span class="quiet">{escape(below)}</span>'


def _cells(card: Card, medians: Sequence[Medians]) -> list[str]:
    cells = [_cell(card, figure) for figure in (card.own, *card.peers)]
    for group in medians:
        value = group.values.get(card.indicator.id)
        # of a count it says nothing: that depends on the size of a place
        said = value is not None and not UNITS[card.indicator.unit].additive
        cells.append(escape(numbers.number(value or 0.0, card.indicator.decimals)) if said else "")
    return cells


def _cell(card: Card, figure: Figure) -> str:
    if figure.value is None:
        return gap(figure.missing or Missing.NOT_PUBLISHED)
    value = escape(numbers.number(figure.value, card.indicator.decimals))
    if figure.year != card.common_year:
        return f'{value}<br><span class="quiet">in {figure.year}</span>'
    if figure is card.own:
        return value
    mark = screens.MARKS.get(difference(card.indicator, card.own, figure).verdict)
    assert card.own.value is not None or mark is None
    same = value == escape(numbers.number(card.own.value or 0.0, card.indicator.decimals))
    if mark is None or same or card.own.year != card.common_year:
        return value
    return (
        f'<span class="figure">{value} <span class="mark {mark.style}" role="img" '
        f'aria-label="{mark.text}" title="{mark.text}">{mark.symbol}</span></span>'
    )


def _own(index: int) -> str:
    return ' class="own"' if index == 0 else ""


def courses(
    cards: Sequence[Card],
    series: Mapping[tuple[str, str], Series],
    names: Mapping[str, str],
    groups: Mapping[str, Mapping[str, Series]],
    choices: Sequence[tuple[str, str]],
    level: int,
) -> str:
    """Small multiples: per indicator one picture for each municipality, all on the same scale.

    Args:
        cards: one per indicator.
        series: (indicator, code) → years with a value.
        names: code → name, the own municipality first; its line stands behind those of the others.
        groups: title → the median of a group by year, by indicator; none of a count, that depends
            on the size of a place.
        choices: for the links.
        level: of the headings.
    """
    parts = []
    for card in cards:
        item = card.indicator
        there = names if item.owner is None else [card.own.nis_code]
        mine = {code: series.get((item.id, code), ()) for code in there}
        if item.owner is None and not UNITS[item.unit].additive:
            mine |= {title: lines.get(item.id, ()) for title, lines in groups.items()}
        values = [value for line in mine.values() for _, value in line]
        if not values:
            continue
        href = link("indicator", [*choices, ("indicator", item.id)])
        title = f'<a href="{href}">{escape(item.name)}</a>'
        bounds = (min(values), max(values))
        pictures = "".join(_course(card, key, names.get(key, key), mine, bounds) for key in mine)
        parts.append(f'<h{level}>{title}</h{level}><ul class="courses">{pictures}</ul>')
    return "".join(parts)


def _course(
    card: Card,
    code: str,
    name: str,
    mine: Mapping[str, Series],
    bounds: tuple[float, float],
) -> str:
    item, line = card.indicator, mine[code]
    if len(line) < 2:
        value = _last(card, line) if line else words.short_missing(Missing.NOT_PUBLISHED)
        return f"<li><strong>{escape(name)}</strong><p>{escape(value)}</p></li>"
    own = Line(line, OWN if code == card.own.nis_code else "#c8641b", 2.2)
    beside = [] if code == card.own.nis_code else [Line(mine[card.own.nis_code], QUIET, 1, "3 2")]
    drawn = picture(own, beside, drawings.course_words(line, item), size=(160, 56), bounds=bounds)
    return (
        f"<li><strong>{escape(name)}</strong>{drawn}"
        f'<p class="quiet">{escape(_last(card, line))}</p></li>'
    )


def _last(card: Card, line: Series) -> str:
    year, value = line[-1]
    return f"{numbers.quantity(value, card.indicator.unit, card.indicator.decimals)} in {year}"
