"""Tables with real table markup: years by municipality, plain texts."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape
from typing import Any

import pandas as pd

from sdgwijzer.html.base import description
from sdgwijzer.model import Flag, Indicator, Missing
from sdgwijzer.texts import frame_of_pages, numbers, words


def gap(missing: str) -> str:
    """A gap in a table: the short reason, the long one on hover."""
    reason = escape(words.MISSING[Missing(missing)])
    return f'<span class="quiet" title="{reason}">{words.short_missing(missing)}</span>'


def _own(index: int) -> str:
    return ' class="own"' if index == 0 else ""


def scrolling(caption: str, head: str, body: str, style: str = "scroll") -> str:
    """A table in a frame that scrolls on a small screen, and can be reached with the keyboard."""
    caption = escape(caption)
    return (
        f'<div class="{style}" tabindex="0" role="region" aria-label="{caption}"><table>'
        f'<caption class="quiet">{caption}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
    )


def plain_table(header: Sequence[str], rows: Iterable[Sequence[str]], caption: str) -> str:
    """A small table of texts; the first column names the row."""
    head = "".join(f'<th scope="col" class="text">{escape(cell)}</th>' for cell in header)
    body = "".join(
        f'<tr><th scope="row">{escape(row[0])}</th>'
        + "".join(f'<td class="text">{description(cell)}</td>' for cell in row[1:])
        + "</tr>"
        for row in rows
    )
    return scrolling(caption, head, body)


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
    return scrolling(
        numbers.name_and_unit(item), f'<th scope="col">{frame_of_pages.YEAR}</th>{head}', body
    )


def _year_cell(row: Any, item: Indicator) -> str:  # noqa: ANN401 - a named tuple of the frame
    if row is None:
        return words.short_missing(Missing.NOT_PUBLISHED)
    if pd.isna(row.value):
        return gap(row.missing)
    value = escape(numbers.number(row.value, item.decimals))
    if pd.isna(row.flag):
        return value
    note = escape(words.FLAG[Flag(row.flag)])
    return (
        f'{value}<br><span class="quiet" title="{note}">{words.SHORT_FLAG[Flag(row.flag)]}</span>'
    )
