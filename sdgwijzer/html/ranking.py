"""All municipalities on one indicator as a table: the map and the distribution in words."""

from collections.abc import Sequence
from html import escape
from typing import Any, Final

import pandas as pd

from sdgwijzer.html.base import link, word
from sdgwijzer.html.tables import gap, scrolling
from sdgwijzer.model import Indicator, Status
from sdgwijzer.texts import frame_of_pages, indicator_page, numbers, words

LEFT: Final = ' class="text"'


def ranking(
    cross: pd.DataFrame,
    item: Indicator,
    own: str,
    peers: Sequence[str],
    choices: Sequence[tuple[str, str]],
) -> str:
    """Place, name, figure, margin of chance and status beside Flanders, best first.

    Args:
        cross: from `Store.cross_section`: all municipalities, those without a value last.
        item: for unit and direction.
        own: code of the own municipality.
        peers: codes that are marked.
        choices: of the link, without the municipality.
    """
    shown = [True, True, True, bool(cross["low"].notna().any()), bool(item.direction.sign)]
    heads = [each for each, there in zip(indicator_page.RANKING_HEAD, shown, strict=True) if there]
    head = "".join(
        f'<th scope="col"{LEFT if i == 1 else ""}>{escape(each)}</th>'
        for i, each in enumerate(heads)
    )
    marked = {own: "own", **{code: "peer" for code in peers if code != own}}
    body = "".join(
        _row(row, item, marked.get(row["nis_code"], ""), choices, shown)
        for row in cross.to_dict("records")
    )
    return scrolling(indicator_page.ranking_caption(item), head, body, "scroll high")


def _row(
    row: Any,  # noqa: ANN401 - a row of the frame
    item: Indicator,
    style: str,
    choices: Sequence[tuple[str, str]],
    shown: Sequence[bool],
) -> str:
    href = link("indicator", [("gemeente", row["name"]), *choices])
    name = f'<a href="{href}">{escape(row["name"])}</a>'
    if pd.isna(row["common_value"]):
        why = gap(row["missing"]) if pd.notna(row["missing"]) else _other_year(row["year"])
        cells = ["", name, why, "", ""]
    else:
        value = escape(numbers.number(row["common_value"], item.decimals))
        margin = ""
        if pd.notna(row["low"]) and pd.notna(row["high"]):
            low, high = (numbers.number(row[end], item.decimals) for end in ("low", "high"))
            margin = escape(frame_of_pages.range_of(low, high))
        status = Status(row["position_status"])
        cells = [
            numbers.ordinal(row["rank"], int(row["equal"])),
            name,
            value,
            margin,
            word(words.STATUS[status]),
        ]
    first, second, *rest = (cell for cell, there in zip(cells, shown, strict=True) if there)
    kind = f' class="{style}"' if style else ""
    others = "".join(f"<td>{cell}</td>" for cell in rest)
    return f'<tr{kind}><td>{first}</td><th scope="row"{LEFT}>{second}</th>{others}</tr>'


def _other_year(year: float) -> str:
    return f'<span class="quiet">{escape(indicator_page.other_year(year))}</span>'
