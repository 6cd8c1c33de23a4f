"""Do the rules see what is not there? Noise is put through them, and what they say is counted.

`shuffled` permutes the years of each municipality, so that no trend can be left; `simulated` gives
all municipalities one and the same true rate, so that none can be better or weaker. The usual
rules call 67 to 82 % of such noise significant (methods 5.8, 6.4).
"""

from collections.abc import Iterable
from typing import Final

import numpy as np
import pandas as pd

from sdgwijzer.errors import FiguresError
from sdgwijzer.judgement import chance, position, trend
from sdgwijzer.judgement.chance import Floats
from sdgwijzer.model import Chance, Indicator, Status, Trend

MIN_YEARS: Final = 8
"""Years that a series needs to be shuffled: with fewer there are few orders to draw from."""

MAX_DIRECTION: Final = 0.10
MAX_CLEAR: Final = 0.05
"""Share of shuffled series that may get a direction, and a clear one."""

MAX_JUDGED: Final = 0.05
"""Share of equal municipalities that may be called better or weaker."""

RATES: Final = (0.004, 0.01, 0.03, 0.06, 0.12)
GROUPS: Final = (0.01, 0.1, 1.0)
"""True rates of the simulation, from rare to common, and the part of the inhabitants they are of.

Where all inhabitants count, the interval keeps its nominal 5 % to the letter (5.0 to 5.1 % here);
in a group of one in a hundred it is stricter, because counts are whole.
"""


def shuffled(
    observations: pd.DataFrame, indicators: Iterable[Indicator], times: int, seed: int = 0
) -> pd.DataFrame:
    """What the rules for a trend say of series whose years were permuted.

    Args:
        observations: indicator_id, nis_code, year, value.
        indicators: which ones; those without `MIN_YEARS` years are left out.
        times: how often each series is permuted.
        seed: of the random numbers; the same gives the same.

    Returns:
        Per indicator: indicator_id, series (permuted ones), direction, clear (shares of them), and
        real (share of the series as they are that has a direction).

    Raises:
        FiguresError: no series is long enough.
    """
    random = np.random.default_rng(seed)
    groups = dict(iter(observations.groupby("indicator_id", observed=True)))
    lines = []
    for item in indicators:
        if item.id not in groups:
            continue
        wide = groups[item.id].pivot(index="nis_code", columns="year", values="value")
        wide = wide.sort_index(axis=1).iloc[:, -trend.WINDOW_YEARS :]
        wide = wide[wide.notna().sum(axis=1) >= MIN_YEARS]
        wide = wide.loc[:, wide.columns > wide.columns.max() - trend.WINDOW_YEARS]
        if wide.empty or wide.shape[1] < MIN_YEARS:
            continue
        lines.append(_line(item, wide, times, random))
    if not lines:
        raise FiguresError(f"no series to shuffle; expected some with {MIN_YEARS} years or more")
    return pd.DataFrame(lines, columns=["indicator_id", "series", "direction", "clear", "real"])


def _line(
    item: Indicator, wide: pd.DataFrame, times: int, random: np.random.Generator
) -> dict[str, object]:
    years, values = wide.columns.to_numpy(float), wide.to_numpy(float)
    upper, lower = position.percentiles(values[:, -1], 75, 25)
    found = clear = 0
    for _ in range(times):
        directed, clearly = _directions(item, years, permuted(values, random), upper - lower)
        found, clear = found + directed, clear + clearly
    real, _ = _directions(item, years, values, upper - lower)
    count = times * len(values)
    return {
        "indicator_id": item.id,
        "series": count,
        "direction": found / count,
        "clear": clear / count,
        "real": real / len(values),
    }


def permuted(values: Floats, random: np.random.Generator) -> Floats:
    """The values of each row in another order; gaps stay where they are."""
    result = values.copy()
    gaps = np.isnan(values)
    _, pattern = np.unique(gaps, axis=0, return_inverse=True)
    for number in range(int(pattern.max(initial=-1)) + 1):
        rows = np.flatnonzero(pattern.ravel() == number)
        known = np.flatnonzero(~gaps[rows[0]])
        cells = np.ix_(rows, known)
        result[cells] = random.permuted(values[cells], axis=1)
    return result


def _directions(item: Indicator, years: Floats, values: Floats, iqr: float) -> tuple[int, int]:
    words, clear, _ = trend.trends(
        years,
        values,
        sign=item.direction.sign or 1,
        iqr=iqr,
        current=np.ones(len(values), bool),
    )
    return sum(word in (Trend.IMPROVING, Trend.WORSENING) for word in words), int(clear.sum())


def simulated(inhabitants: Floats, draws: int, seed: int = 0) -> pd.DataFrame:
    """What the rules for a status say of municipalities with one true rate.

    Args:
        inhabitants: of every municipality; the groups are parts of them.
        draws: how often all municipalities are drawn.
        seed: of the random numbers; the same gives the same.

    Returns:
        Per group and true rate: group (part of the inhabitants), rate, judged (share that is
        called better or weaker), thirds (share that thirds alone would call so).

    Raises:
        FiguresError: there are no municipalities.
    """
    if not len(inhabitants):
        raise FiguresError("no municipalities to draw; expected their numbers of inhabitants")
    random = np.random.default_rng(seed)
    lines = []
    for group in GROUPS:
        sizes = np.maximum(np.round(np.asarray(inhabitants, float) * group), 1)
        for rate in RATES:
            found = [_drawn(sizes, rate, random) for _ in range(draws)]
            judged, thirds = (sum(each) / (draws * len(sizes)) for each in zip(*found, strict=True))
            lines.append({"group": group, "rate": rate, "judged": judged, "thirds": thirds})
    return pd.DataFrame(lines)


def _drawn(sizes: Floats, rate: float, random: np.random.Generator) -> tuple[int, int]:
    """One draw: how many are called better or weaker, and how many thirds alone would."""
    events = random.binomial(sizes.astype(int), rate).astype(float)
    low, high = chance.wilson(events, sizes)
    values = events / sizes
    status, _ = position.statuses(
        values,
        low,
        high,
        1,
        reference=float(np.median(values)),
        chance=Chance.SHARE,
        barred=np.full(len(sizes), "", object),
    )
    place = position.percentile_rank(values)
    outer = (place >= position.UPPER_THIRD) | (place <= position.LOWER_THIRD)
    return sum(word in (Status.GOOD, Status.POOR) for word in status), int(outer.sum())


Seen = tuple[str, float, float]
"""What was counted, the share of it, and the most that it may be."""


def report(
    observations: pd.DataFrame, indicators: Iterable[Indicator], shuffle: int, draws: int
) -> list[tuple[pd.DataFrame, list[Seen]]]:
    """What the rules see in noise, beside what they may.

    Args:
        observations: indicator_id, nis_code, year, value.
        indicators: all of them.
        shuffle: how often each series is permuted; 0: not.
        draws: how often municipalities with one rate are drawn; 0: not.

    Returns:
        The table of each kind of noise that was asked, and the shares it comes down to.
    """
    found = []
    if shuffle:
        table = shuffled(observations, indicators, shuffle)
        direction, clear = (
            float(np.average(table[name], weights=table["series"]))
            for name in ("direction", "clear")
        )
        seen = [
            ("shuffled series with a direction", direction, MAX_DIRECTION),
            ("shuffled series with a clear direction", clear, MAX_CLEAR),
        ]
        found.append((table, seen))
    if draws:
        people = observations[observations["indicator_id"] == "inwoners"]
        sizes = people.loc[people["year"] == people["year"].max(), "value"].dropna()
        table = simulated(sizes.to_numpy(float), draws)
        judged = float(table["judged"].mean())
        found.append(
            (table, [("equal municipalities called better or weaker", judged, MAX_JUDGED)])
        )
    return found
