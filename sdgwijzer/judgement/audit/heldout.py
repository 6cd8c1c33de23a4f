"""Is a margin as wide as it says? The last year is held out: does its change stay inside?"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from sdgwijzer.judgement import margin
from sdgwijzer.judgement.case import Case
from sdgwijzer.judgement.chance import Floats
from sdgwijzer.judgement.noise import Z

FAR: Final = 3.09
"""Standard deviations that a change passes once in 500 when noise is normal."""

SIZES: Final = ("small", "middle", "large")

TOGETHER: Final = "judged together"


class Held(NamedTuple):
    """Of one indicator: the last change in standard deviations, and the inhabitants."""

    change: Floats
    people: Floats


def held_out(case: Case) -> Held | None:
    """The change from the last year but one to the last, beside what the years before promise.

    None without two consecutive last years, or without a margin before the last.
    """
    years, distances = case.recent.years, case.recent.distances
    there = years[~np.isnan(distances).all(axis=0)]
    if len(there) < 2 or there[-1] - there[-2] != 1:
        return None
    last = there[-1]
    before = replace(
        case,
        rows=case.rows[case.rows["year"] < last],
        values=case.values.loc[:, case.values.columns < last],
    )
    people = case.people.of(last - 1, case.codes)
    sd = margin.fitted(before, people).sd(people)
    change = distances[:, years == last] - distances[:, years == last - 1]
    with np.errstate(invalid="ignore", divide="ignore"):
        return None if np.isnan(sd).all() else Held(change[:, 0] / (np.sqrt(2) * sd), people)


def table(cases: Mapping[str, Case], judged: Iterable[str]) -> pd.DataFrame:
    """Coverage in percent, of all and by third of the municipalities in size.

    Args:
        cases: of all indicators with a margin from the years.
        judged: which of them are judged.

    Returns:
        A row per judged indicator, one for them together and one for all cases together.
    """
    held = {id_: found for id_, case in cases.items() if (found := held_out(case)) is not None}
    chosen = [id_ for id_ in judged if id_ in held]
    lines = [_line(id_, [held[id_]]) for id_ in chosen]
    lines.append(_line(TOGETHER, [held[id_] for id_ in chosen]))
    lines.append(_line(f"all {len(held)} with a margin from the years", list(held.values())))
    return pd.DataFrame(lines)


def _line(name: str, held: list[Held]) -> dict[str, object]:
    third = [_thirds(one.people) for one in held]
    change = np.abs(np.concatenate([one.change for one in held] or [np.empty(0)]))
    size = np.concatenate(third or [np.empty(0)])
    known = ~np.isnan(change)

    def percent(where: Floats, most: float) -> float:
        chosen = change[known & where]
        return 100 * float(np.mean(chosen <= most)) if chosen.size else float("nan")

    every = np.ones(change.shape, bool)
    return {
        "indicator": name,
        "changes": int(known.sum()),
        "inside": percent(every, Z),
        **{word: percent(size == number, Z) for number, word in enumerate(SIZES)},
        "beyond 3.09 sd": 100 - percent(every, FAR),
    }


def _thirds(people: Floats) -> Floats:
    low, high = np.nanpercentile(people, [100 / 3, 200 / 3])
    return np.where(np.isnan(people), np.nan, (people > low).astype(float) + (people > high))
