"""For analysts: how other methods read a series, and what the context lets one expect."""

import pandas as pd

from sdgwijzer.judgement.expected import Expected, expected
from sdgwijzer.judgement.methods import Reading, readings
from sdgwijzer.store.store import Store
from sdgwijzer.views import peers
from sdgwijzer.views.cards import Card

_ENDS = ("worst", "best")  # of all municipalities: 2.5 % at either end


def analysis(
    store: Store, card: Card, cross: pd.DataFrame, context: pd.DataFrame, own: str
) -> tuple[list[Reading], Expected | None]:
    """How other methods read a series, and what the municipality's context lets one expect.

    Args:
        store: the open database.
        card: with its series.
        cross: `Store.cross_section` of its indicator.
        context: `Store.context`.
        own: code of the municipality.
    """
    item = card.indicator
    [summary] = store.records([own], [item.id])
    worst, best = (float("nan") if summary[k] is None else float(summary[k]) for k in _ENDS)
    rows = store.series([own], item.id)
    counts = rows[rows["numerator"].notna() & (rows["denominator"] > 0)].set_index("year")
    aim = card.aim
    found = readings(
        card.series,
        item.direction.sign,
        bounds=(worst, best),
        share=item.unit == "%",
        target=None if aim is None else (aim.year, aim.value),
        counts=(counts["numerator"].to_dict(), counts["denominator"].to_dict()),
        chance=item.chance,
    )
    if not card.shared:
        return found, None
    values = cross.set_index("nis_code")["common_value"].astype(float)
    return found, expected(values, _context(context, item.id), own)


def _context(context: pd.DataFrame, indicator: str) -> pd.DataFrame:
    """The standardised context, without what the indicator itself measures."""
    known = peers.standardised(context)
    return known.drop(columns=[name for name in known if peers.MEASURES[str(name)] == indicator])
