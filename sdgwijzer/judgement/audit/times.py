"""Series that go nowhere, or somewhere that is known: what directions are seen in them?"""

from collections.abc import Callable, Iterable
from functools import partial
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from sdgwijzer.judgement import direction, net, noise, serial, trend
from sdgwijzer.judgement.audit import series
from sdgwijzer.judgement.audit.subjects import Judged
from sdgwijzer.judgement.chance import Floats
from sdgwijzer.model import Against

ROWS: Final = 285
"""Series of one draw without an indicator behind it: the municipalities of Flanders."""

RHOS: Final = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)
YEARS: Final = (10, 8)
"""Autocorrelations and lengths of those series."""

STEPS: Final = trend.WINDOW_YEARS - 1
"""Steps from the first to the last of ten years: a drift of one unit is spread over them."""

MEAN: Final = "mean"

_DIRECTED: Final = (Against.FASTER, Against.SLOWER, Against.LEAD_SHRINKS)


class Seen(NamedTuple):
    """Shares of one draw: a direction, a clear one; where there is a drift, its own only."""

    direction: float
    clear: float


def seen(distances: Floats, unit: float, change: Floats | None = None) -> Seen:
    """The rules for a course beside the middle municipality, on made-up distances.

    Their autocorrelation is found in themselves, as it is in real ones.

    Args:
        distances: a row per municipality.
        unit: size unit; 0: no change is too small.
        change: what each truly changes in ten years, which comes on top.
    """
    years = np.arange(distances.shape[1], dtype=float)
    made = distances if change is None else distances + _drifts(len(years), change)
    raw, points = serial.raw(made, years)
    course = direction.beside(
        years,
        made,
        sign=1,
        unit=unit,
        rho_used=serial.used(serial.rho(points, raw)),
        percentile=np.zeros(len(made)),
    )
    directed = np.isin(course.word.astype(str), _DIRECTED)
    if change is not None:
        directed &= np.sign(course.slopes.slope) == np.sign(change)
    return Seen(float(directed.mean()), float((directed & course.clear).mean()))


def nulls(draws: int, seed: int) -> pd.DataFrame:
    """Series that resemble themselves and go nowhere, without a condition on size, in percent."""
    lines = []
    for rho in RHOS:
        line: dict[str, object] = {"null": f"AR(1), rho {rho:.1f}" if rho < 1 else "random walk"}
        for years in YEARS:
            random = series.random_of(seed, "nulls", f"{rho}", f"{years}")
            found = _mean(seen(series.ar1(rho, ROWS, years, random), 0.0) for _ in range(draws))
            line |= {f"n = {years}: direction": found.direction, f"n = {years}: clear": found.clear}
        lines.append(line)
    return pd.DataFrame(lines)


def _mean(found: Iterable[Seen]) -> Seen:
    """In percent."""
    return Seen(*(100 * np.mean(list(found), axis=0)).tolist())


def own(asked: Iterable[Judged], draws: int, seed: int) -> pd.DataFrame:
    """Every judged indicator with a course, at its own autocorrelation, noise and size unit.

    Returns:
        A row per indicator and their mean, in percent: false directions in AR(1), in reshuffled
        and in flipped blocks; power of a drift of 1 and of half an interquartile range in ten
        years.
    """
    lines = [_own(one, draws, seed) for one in asked if one.coursed]
    table = pd.DataFrame(lines)
    mean = table.drop(columns=["indicator", "n", "rho"]).mean()
    last = {"indicator": MEAN, "n": "", "rho": "", **mean, "series": int(table["series"].sum())}
    return pd.concat([table, pd.DataFrame([last])], ignore_index=True)


def _own(one: Judged, draws: int, seed: int) -> dict[str, object]:
    random = series.random_of(seed, "own", one.item.id)
    rest, sd, rho = one.rest, one.sd[one.whole], one.rho
    rows, years = rest.shape
    size = np.sqrt(np.mean((rest / sd[:, None]) ** 2) / series.left(rho, years))

    def wander() -> Floats:
        return np.asarray(size * sd[:, None] * series.ar1(rho, rows, years, random), float)

    def shuffle() -> Floats:
        return series.reshuffled(rest, random)

    def drift(part: float) -> Floats:
        return np.asarray(random.choice([-1.0, 1.0], rows) * part * one.unit, float)

    kinds: dict[str, Callable[[], Seen]] = {
        "AR(1)": lambda: seen(wander(), one.unit),
        "blocks": lambda: seen(shuffle(), one.unit),
        "flipped": lambda: seen(series.reshuffled(rest, random, flip=True), one.unit),
        "1 IQR": lambda: seen(wander(), one.unit, drift(1.0)),
        "1 IQR, blocks": lambda: seen(shuffle(), one.unit, drift(1.0)),
        "0.5 IQR, blocks": lambda: seen(shuffle(), one.unit, drift(0.5)),
    }
    found = {name: _mean(kind() for _ in range(draws)) for name, kind in kinds.items()}
    line: dict[str, object] = {
        "indicator": one.item.id,
        "n": str(years),
        "rho": f"{serial.used(rho):.1f}",
        "series": rows * draws,
    }
    for name, each in found.items():
        line[name] = each.direction
        if not name[0].isdigit():
            line[f"{name}: clear"] = each.clear
    return line


def changes(asked: Iterable[Judged], draws: int, seed: int) -> pd.DataFrame:
    """The net change in pure noise, whose margin is found anew, and its power, in percent.

    Returns:
        A row per judged indicator with a course, and their mean: called in noise; called the right
        way with a drift of 1 and of half an interquartile range in ten years.
    """
    table = pd.DataFrame([_changes(one, draws, seed) for one in asked if one.coursed])
    mean = table.drop(columns="indicator").mean()
    return pd.concat([table, pd.DataFrame([{"indicator": MEAN, **mean}])], ignore_index=True)


def _changes(one: Judged, draws: int, seed: int) -> dict[str, object]:
    random = series.random_of(seed, "net", one.item.id)
    rest, sd, people = one.rest, one.sd[one.whole], one.inhabitants[one.whole]

    def called() -> float:
        pure = sd[:, None] * random.standard_normal(rest.shape)
        again = noise.by_size(*noise.half_mean_squares(pure), people).sd(people)
        return float(np.mean(np.isin(net.net(pure, again).word.astype(str), ("higher", "lower"))))

    def right(part: float) -> float:
        side = random.choice([-1.0, 1.0], len(rest))
        drift = _drifts(rest.shape[1], side * part * one.unit)
        word = net.net(series.reshuffled(rest, random) + drift, sd).word
        return float(np.mean(word.astype(str) == np.where(side > 0, "higher", "lower")))

    kinds: dict[str, Callable[[], float]] = {
        "noise": called,
        "1 IQR": partial(right, 1.0),
        "0.5 IQR": partial(right, 0.5),
    }
    line: dict[str, object] = {"indicator": one.item.id}
    for name, kind in kinds.items():
        line[name] = 100 * float(np.mean([kind() for _ in range(draws)]))
    return line


def _drifts(years: int, change: Floats) -> Floats:
    return np.asarray(change[:, None] * np.arange(years) / STEPS, float)
