"""All municipalities on one indicator: how many have which value, and who is where."""

from collections.abc import Callable, Iterator, Sequence
from typing import Final

import numpy as np

from sdgwijzer import colours
from sdgwijzer.content import Distribution, Tick
from sdgwijzer.pictures.shapes import Drawing, Label, Path, Spot

_WIDTH: Final = 460
_HEIGHT: Final = 196
_BASE: Final = 150
_SIDE: Final = 14
_BINS: Final = 72
_APART: Final = 76  # between two labels of the axis


def draw(data: Distribution) -> Drawing:
    """Each municipality as a mark, piled up by value; own, peers, quarters and median."""
    values = np.array(data.values)
    low, high = float(values.min()), float(values.max())
    spread = (high - low) or 1.0

    def x(value: float) -> float:
        return _SIDE + (value - low) / spread * (_WIDTH - 2 * _SIDE)

    bins = np.clip(((values - low) / spread * _BINS).astype(int), 0, _BINS - 1)
    counts = np.bincount(bins, minlength=_BINS)
    unit = min(5.0, (_BASE - 30) / counts.max())
    wide = (_WIDTH - 2 * _SIDE) / _BINS
    piles = "".join(
        f"M{_SIDE + (i + 0.5) * wide:.1f} {_BASE}v-{count * unit:.1f}"
        for i, count in enumerate(counts)
        if count
    )
    among = sorted({round(x(value), 1) for value in data.peers})
    marks = "".join(f"M{place} {_BASE + 2}v9" for place in among)
    shapes = [
        Path(piles, colours.OTHERS, round(wide * 0.72, 1), f"{unit * 0.84:.2f} {unit * 0.16:.2f}"),
        *([Path(marks, colours.PEERS[0].colour, 3)] if marks else []),
        *_axis(data.ticks, x),
        *([] if data.own is None else _own(x(data.own))),
    ]
    return Drawing(_WIDTH, _HEIGHT, tuple(shapes), grows=True)


def _axis(ticks: Sequence[Tick], x: Callable[[float], float]) -> Iterator[Path | Label]:
    """Median, lowest, highest and quarters with their value; labels that collide are left out."""
    yield Path(f"M8 {_BASE}H{_WIDTH - 8}", colours.INK, 1)
    order = sorted(range(len(ticks)), key=lambda i: (i != 2, i not in (0, 4), i))
    shown: list[float] = []
    for i in order:
        place = x(ticks[i].value)
        if any(abs(place - other) < _APART for other in shown):
            continue
        shown.append(place)
        anchor = "start" if place < 60 else "end" if place > _WIDTH - 60 else "middle"
        yield Path(f"M{place:.1f} {_BASE}v6", colours.INK, 1)
        yield Label(place, _BASE + 24, ticks[i].number, anchor, 16)
        yield Label(place, _BASE + 41, ticks[i].word, anchor, 14)


def _own(place: float) -> tuple[Path, Spot]:
    return (
        Path(f"M{place:.1f} {_BASE}V16", colours.OWN.colour, 2.5),
        Spot(place, 11, 7, colours.OWN.colour),
    )
