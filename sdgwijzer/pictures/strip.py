"""Where a municipality stands among all of them, as a small picture: each of them is a mark.

Marks of equal place are piled up, so the picture is also the distribution. Better is always to the
right; of a background figure, higher.
"""

from typing import Any, Final

import numpy as np
import numpy.typing as npt

from sdgwijzer import colours
from sdgwijzer.colours import Pair
from sdgwijzer.content import Strip
from sdgwijzer.pictures.shapes import Drawing, Path, Spot, of_peer

Numbers = npt.NDArray[Any]

WIDTH: Final = 236
_HEIGHT: Final = 40
_PLACES: Final = 76
_EDGES: Final = (1.0, 99.0)
"""Percentiles beyond which values are drawn at the edge: one far away would flatten the rest."""


def draw(data: Strip) -> Drawing:
    """All as grey marks, the chosen ones below the line, the own one with a spot."""
    places = _placed(np.array(data.values), data.sign)
    counts = np.bincount(places, minlength=_PLACES)
    unit = min(2.6, (_HEIGHT - 12) / max(counts.max(), 1))
    base = _HEIGHT - 6
    piles = "".join(
        f"M{_x(place)} {base}v-{count * unit:.1f}" for place, count in enumerate(counts) if count
    )
    every = len(data.peers) >= len(data.values) - 1  # then no one is marked
    marked: dict[Pair, set[int]] = {}
    for peer, look in () if every else data.peers:
        marked.setdefault(of_peer(look).colour, set()).add(int(places[peer]))
    below = [
        Path("".join(f"M{_x(place)} {base + 1}v5" for place in sorted(mine)), colour, 2.4)
        for colour, mine in marked.items()
    ]
    own = _x(int(places[data.own]))
    return Drawing(
        WIDTH,
        _HEIGHT,
        (
            Path(piles, colours.OTHERS, 2, f"{unit * 0.8:.2f} {unit * 0.2:.2f}"),
            *below,
            Path(f"M{own} {_HEIGHT}V9", colours.OWN.colour, 2.4),
            Spot(own, 6, 4.5, colours.OWN.colour),
        ),
    )


def _placed(values: Numbers, sign: int) -> Numbers:
    """Values → places from left (worst) to right, 0 to `_PLACES` - 1."""
    low, high = np.percentile(values, _EDGES)
    low, high = (low, high) if high > low else (values.min(), max(values.max(), values.min() + 1))
    share = np.clip((values - low) / (high - low), 0, 1)
    share = 1 - share if sign < 0 else share
    return np.asarray(np.round(share * (_PLACES - 1)), int)


def _x(place: int) -> int:
    return round(6 + place * (WIDTH - 12) / (_PLACES - 1))
