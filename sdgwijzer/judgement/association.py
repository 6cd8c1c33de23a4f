"""How two indicators go together over the municipalities: ranks, with an interval. No causes."""

from typing import Final, NamedTuple

import numpy as np
import pandas as pd
from scipy import special

from sdgwijzer.judgement.chance import LEVEL

MIN_PLACES: Final = 20
"""Municipalities with both figures below which nothing is said."""


class Association(NamedTuple):
    """Spearman's rank correlation, its 95 % interval, and of how many municipalities."""

    rho: float
    low: float
    high: float
    n: int


def association(x: pd.Series, y: pd.Series) -> Association | None:
    """Rank correlation of two columns on the same index; None when there are too few pairs.

    The interval is Fisher's z with the variance of Bonett & Wright 2000, (1 + rho² / 2) / (n - 3).
    """
    both = pd.DataFrame({"x": x, "y": y}).dropna()
    if len(both) < MIN_PLACES or both["x"].nunique() < 2 or both["y"].nunique() < 2:
        return None
    ranks = both.rank()
    rho = float(np.corrcoef(ranks["x"], ranks["y"])[0, 1])
    safe = min(max(rho, -0.999999), 0.999999)
    half = special.ndtri(0.5 + LEVEL / 2) * np.sqrt((1 + rho**2 / 2) / (len(both) - 3))
    low, high = np.tanh(np.arctanh(safe) - half), np.tanh(np.arctanh(safe) + half)
    return Association(rho, float(low), float(high), len(both))
