"""All municipalities on one indicator, as a picture: how many have which value, and who is where.

The same information stands in the table below it, so the picture is an image with a sentence.
"""

from collections.abc import Callable, Sequence
from html import escape
from typing import Final
from urllib.parse import quote

import numpy as np
import pandas as pd

from sdgwijzer.pictures.lines import OWN, PEERS, QUIET
from sdgwijzer.texts import indicator_page, numbers
from sdgwijzer.views.cards import Card

_WIDTH: Final = 460
_HEIGHT: Final = 196
_BASE: Final = 150
_BINS: Final = 72
_INK: Final = "#6b7884"


def distribution(card: Card, values: pd.Series, peers: Sequence[str]) -> str:
    """Each municipality as a mark, piled up by value; own, peers, quarters and median.

    Args:
        card: the indicator for the own municipality.
        values: what all are compared by, by code; without gaps.
        peers: codes that are marked.
    """
    if len(values) < 2:
        return ""
    low, high = float(values.min()), float(values.max())
    spread = (high - low) or 1.0

    def x(value: float) -> float:
        return 14 + (value - low) / spread * (_WIDTH - 28)

    bins = np.clip(((values.to_numpy(float) - low) / spread * _BINS).astype(int), 0, _BINS - 1)
    counts = np.bincount(bins, minlength=_BINS)
    unit = min(5.0, (_BASE - 30) / counts.max())
    wide = (_WIDTH - 28) / _BINS
    piles = "".join(
        f"M{14 + (i + 0.5) * wide:.1f} {_BASE}v-{count * unit:.1f}"
        for i, count in enumerate(counts)
        if count
    )
    among = sorted({round(x(float(values[code])), 1) for code in peers if code in values.index})
    marks = "".join(f"M{place} {_BASE + 2}v9" for place in among)
    quarters = [float(number) for number in np.quantile(values.to_numpy(float), (0.25, 0.5, 0.75))]
    axis = _axis([low, *quarters, high], x, card)
    own = "" if card.compared is None else _own(x(card.compared))
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {_WIDTH} {_HEIGHT}' "
        f"font-family='sans-serif' font-size='16' fill='{_INK}'>"
        f"<path d='{piles}' stroke='{QUIET}' stroke-width='{wide * 0.72:.1f}' "
        f"stroke-dasharray='{unit * 0.84:.2f} {unit * 0.16:.2f}'/>"
        f"<path d='{marks}' stroke='{PEERS}' stroke-width='3'/>{axis}{own}</svg>"
    )
    address = escape(f"data:image/svg+xml,{quote(svg, safe=' /:;=,.')}", quote=True)
    alt = escape(
        indicator_page.distribution_alt(card, len(values), low, quarters, high), quote=True
    )
    return f'<img class="wide" src="{address}" alt="{alt}">'


def _axis(values: Sequence[float], x: Callable[[float], float], card: Card) -> str:
    """Lowest, quarters, median and highest with their value; labels that collide are left out."""
    item, parts = card.indicator, []
    order = sorted(range(len(values)), key=lambda i: (i != 2, i not in (0, 4), i))
    shown: list[float] = []
    for i in order:
        place = x(values[i])
        if any(abs(place - other) < 76 for other in shown):
            continue
        shown.append(place)
        anchor = "start" if place < 60 else "end" if place > _WIDTH - 60 else "middle"
        value = escape(numbers.number(values[i], item.decimals))
        parts.append(
            f"<path d='M{place:.1f} {_BASE}v6' stroke='{_INK}'/>"
            f"<text x='{place:.1f}' y='{_BASE + 24}' text-anchor='{anchor}'>{value}</text>"
            f"<text x='{place:.1f}' y='{_BASE + 41}' text-anchor='{anchor}' font-size='14'>"
            f"{escape(indicator_page.QUARTERS[item.direction][i])}</text>"
        )
    return f"<path d='M8 {_BASE}H{_WIDTH - 8}' stroke='{_INK}'/>" + "".join(parts)


def _own(place: float) -> str:
    return (
        f"<path d='M{place:.1f} {_BASE}V16' stroke='{OWN}' stroke-width='2.5'/>"
        f"<circle cx='{place:.1f}' cy='11' r='7' fill='{OWN}'/>"
    )
