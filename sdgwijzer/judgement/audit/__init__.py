"""Do the rules keep what they promise? Noise and known differences are put through them.

The rules are those that judge (`place`, `direction`, `net`, `noise`, `signal`, …), the figures the
shipped ones; what is found, and how each table is made, stands in `docs/audit.md`.
"""

from collections.abc import Sequence
from typing import Final, NamedTuple

import pandas as pd

from sdgwijzer.errors import FiguresError
from sdgwijzer.judgement.audit import heldout, places, promises, subjects, times
from sdgwijzer.judgement.audit.promises import Promise
from sdgwijzer.model import Indicator

DRAWS: Final = 20
"""How often all municipalities are drawn."""

SERIES: Final = 4
"""Draws of series for each of those: they cost less, and lie further apart."""


class Audit(NamedTuple):
    """What was found."""

    tables: dict[str, pd.DataFrame]  # by title
    promises: list[Promise]
    alone: list[str]  # which single indicators are outside, in words


def report(
    observations: pd.DataFrame,
    rows: pd.DataFrame,
    indicators: Sequence[Indicator],
    as_of: int,
    *,
    draws: int = DRAWS,
    seed: int = 0,
) -> Audit:
    """Make every table anew, and hold what was promised beside it.

    Args:
        observations: indicator_id, nis_code, year, value, numerator, denominator, flag.
        rows: of the summary of all municipalities and indicators.
        indicators: of the catalogue.
        as_of: the year in which age was measured.
        draws: how often all municipalities are drawn; `SERIES` times as often their series.
        seed: of the random numbers; the same gives the same.

    Raises:
        FiguresError: no indicator has a status and a margin from the years.
    """
    cases = subjects.cases(observations, rows, indicators, as_of)
    judged = subjects.judged(rows, indicators, cases)
    ids = [one.item.id for one in judged]
    if not any(one.coursed for one in judged):
        raise FiguresError("nothing to audit; expected indicators with a status and a course")
    held = heldout.table(cases, ids)
    equal = places.equal(judged, draws, seed)
    today = places.today(judged, draws, seed)
    power = places.power(judged, draws, seed)
    course = times.own(judged, SERIES * draws, seed)
    return Audit(
        {
            "Margin: changes of the last year inside it (%)": held,
            "Place: equal municipalities, with noise (%)": equal,
            "Place: today's figures as the truth, with noise (%)": today,
            "Place: a truth of 1 IQR from the middle, by inhabitants (%)": power,
            "Time: directions in series without any (%)": times.nulls(SERIES * draws, seed),
            "Time: directions beside the middle municipality (%)": course,
            "Time: net change beside the middle municipality (%)": times.changes(
                judged, SERIES * draws, seed
            ),
        },
        promises.all_of(held, equal, today, course),
        promises.alone(held, equal, course),
    )
