"""One indicator of all municipalities → how each is coloured on the map, and what is said of it."""

from collections.abc import Mapping
from typing import Any, Final, NamedTuple

import numpy as np
import pandas as pd

from sdgwijzer.model import Indicator, Status
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.texts import frame_of_pages, indicator_page, numbers
from sdgwijzer.texts.words import STATUS

MISSING: Final = "missing"
FIFTHS: Final = 5

Legend = tuple[tuple[str, str], ...]  # style and words


class Coloured(NamedTuple):
    """The map of one indicator: code → style and words, and what the styles mean."""

    areas: dict[str, tuple[str, str]]
    legend: Legend


def plain(known: Municipalities) -> Coloured:
    """A map to choose from: all alike, with their names."""
    return Coloured({code: ("plain", row.name) for code, row in known.today.items()}, ())


def by_status(cross: pd.DataFrame, item: Indicator) -> Coloured:
    """Better or weaker than the median of Flanders beyond chance, or comparable.

    Args:
        cross: from `Store.cross_section`.
        item: for unit and direction.
    """
    areas, seen = {}, set()
    for row in cross.to_dict("records"):
        known = pd.notna(row["common_value"])
        status = Status(row["position_status"]) if known else Status.UNKNOWN
        style = MISSING if status is Status.UNKNOWN else STATUS[status].style
        seen.add(style)
        judged = indicator_page.beside_flanders(STATUS[status].text) if known else ""
        areas[row["nis_code"]] = (style, _words(row, item, judged))
    legend = [
        (word.style, f"{word.symbol} {word.text}")
        for word in (STATUS[each] for each in (Status.GOOD, Status.MIDDLE, Status.POOR))
        if word.style in seen
    ]
    legend += [(MISSING, frame_of_pages.MAP_MISSING)] if MISSING in seen else []
    return Coloured(areas, tuple(legend))


def by_value(cross: pd.DataFrame, item: Indicator) -> Coloured:
    """Five groups of about as many municipalities, by value; fewer when many are equal."""
    values = cross["common_value"].astype(float)
    bounds = np.unique(np.nanquantile(values, np.linspace(0, 1, FIFTHS + 1)[1:-1]))
    group = np.searchsorted(bounds, values.to_numpy(), side="left")
    # with fewer groups the palest and the darkest stay in use
    shades = np.round(np.linspace(1, FIFTHS, len(bounds) + 1)).astype(int)
    areas, legend = {}, []
    for row, number in zip(cross.to_dict("records"), group, strict=True):
        known = pd.notna(row["common_value"])
        style = f"fifth{shades[number]}" if known else MISSING
        areas[row["nis_code"]] = (style, _words(row, item, ""))
    for number, shade in enumerate(shades):
        mine = values[(group == number) & values.notna().to_numpy()]
        if len(mine):
            low, high = (numbers.number(each, item.decimals) for each in (mine.min(), mine.max()))
            words = low if low == high else frame_of_pages.range_of(low, high)
            legend.append((f"fifth{shade}", f"{words} ({len(mine)})"))
    if values.isna().any():
        legend.append((MISSING, f"{frame_of_pages.MAP_NO_FIGURE} ({int(values.isna().sum())})"))
    return Coloured(areas, tuple(legend))


def _words(row: Mapping[Any, Any], item: Indicator, judged: str) -> str:
    if pd.isna(row["common_value"]):
        return indicator_page.area(row["name"], frame_of_pages.MAP_NO_FIGURE, None, "")
    value = numbers.figure(row["common_value"], item)
    return indicator_page.area(row["name"], value, int(row["common_year"]), judged)
