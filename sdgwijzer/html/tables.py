"""Tables with real table markup: municipalities side by side, years, plain texts."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd

from sdgwijzer import texts
from sdgwijzer.html.base import description, link
from sdgwijzer.model import UNITS, Flag, Indicator, Missing
from sdgwijzer.views import Card, Figure


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
    if not any(card.peers for card in cards):  # a large group: its median stands for it
        beside = any(card.beside_peers for card in cards)
        names = [*names, texts.GROUP_MEDIAN if beside else texts.FLANDERS_MEDIAN]
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
    if not card.peers:
        cells += f"<td>{escape(_median(card))}</td>"
    return (
        f'<tr><th scope="row"><a href="{href}">{escape(item.name)}</a>'
        f'<br><span class="quiet">{escape(year)}</span></th>{cells}</tr>'
    )


def _median(card: Card) -> str:
    """Of those compared with; of a count it says nothing, it depends on the size of a place."""
    if card.reference is None or UNITS[card.indicator.unit].additive:
        return ""
    return texts.number(card.reference, card.indicator.decimals)


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


def plain_table(header: Sequence[str], rows: Iterable[Sequence[str]], caption: str) -> str:
    """A small table of texts; the first column names the row."""
    head = "".join(f'<th scope="col" class="text">{escape(cell)}</th>' for cell in header)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f'<td class="text">{description(cell)}</td>' for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}">'
        f'<table><caption class="quiet">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


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
