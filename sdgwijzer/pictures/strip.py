"""Where a municipality stands among all of them, as a small picture: each of them is a mark.

Marks of equal place are piled up, so the picture is also the distribution. Better is always to the
right; of a background figure, higher.
"""

from collections.abc import Sequence
from html import escape
from typing import Any, Final
from urllib.parse import quote

import numpy as np
import numpy.typing as npt
import pandas as pd

from sdgwijzer.pictures.lines import OWN, PEERS, QUIET
from sdgwijzer.texts import drawings
from sdgwijzer.views.cards import Card

Numbers = npt.NDArray[Any]

_WIDTH: Final = 236
_HEIGHT: Final = 40
_PLACES: Final = 76
_EDGES: Final = (1.0, 99.0)
"""Percentiles beyond which values are drawn at the edge: one far away would flatten the rest."""


def strip(card: Card, values: pd.Series | None, peers: Sequence[str]) -> str:
    """An image with its alternative text; "" without a value to compare.

    Args:
        card: the indicator for this municipality.
        values: what all municipalities are compared by, by code.
        peers: codes that are marked.
    """
    if values is None or card.compared is None or len(values) < 5:
        return ""
    places = _placed(values.to_numpy(float), card.indicator.direction.sign)
    by_code = dict(zip(values.index, places, strict=True))
    own = by_code.get(card.own.nis_code)
    if own is None:
        return ""
    marked = sorted({int(by_code[code]) for code in peers if code in by_code})
    svg = quote(_svg(places, marked if len(peers) < len(values) - 1 else [], int(own)), " /:;=,.'")
    ends = drawings.STRIP_ENDS[card.indicator.direction]
    return (
        f'<img src="data:image/svg+xml,{escape(svg, quote=True)}" width="{_WIDTH}" '
        f'height="{_HEIGHT}" alt="{escape(drawings.strip(card), quote=True)}">'
        f'<p class="quiet ends" aria-hidden="true"><span>{escape(ends[0])}</span>'
        f"<span>{escape(ends[1])}</span></p>"
    )


def _placed(values: Numbers, sign: int) -> Numbers:
    """Values → places from left (worst) to right, 0 to `_PLACES` - 1."""
    low, high = np.percentile(values, _EDGES)
    low, high = (low, high) if high > low else (values.min(), max(values.max(), values.min() + 1))
    share = np.clip((values - low) / (high - low), 0, 1)
    share = 1 - share if sign < 0 else share
    return np.asarray(np.round(share * (_PLACES - 1)), int)


def _svg(places: Numbers, peers: Sequence[int], own: int) -> str:
    counts = np.bincount(places, minlength=_PLACES)
    unit = min(2.6, (_HEIGHT - 12) / max(counts.max(), 1))
    base = _HEIGHT - 6
    piles = "".join(
        f"M{_x(place)} {base}v-{count * unit:.1f}" for place, count in enumerate(counts) if count
    )
    dots = "".join(f"M{_x(place)} {base + 1}v5" for place in peers)
    return (
        f"<svg xmlns='http://www.w3.org/2000/svg' width='{_WIDTH}' height='{_HEIGHT}'>"
        f"<path d='{piles}' stroke='{QUIET}' stroke-width='2' "
        f"stroke-dasharray='{unit * 0.8:.2f} {unit * 0.2:.2f}'/>"
        f"<path d='{dots}' stroke='{PEERS}' stroke-width='2.4'/>"
        f"<path d='M{_x(own)} {_HEIGHT}V9' stroke='{OWN}' stroke-width='2.4'/>"
        f"<circle cx='{_x(own)}' cy='6' r='4.5' fill='{OWN}'/></svg>"
    )


def _x(place: int) -> str:
    return f"{6 + place * (_WIDTH - 12) / (_PLACES - 1):.0f}"
