"""How two indicators go together over the municipalities: ranks, with an interval. No causes."""

from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from sdgwijzer.judgement import quantiles
from sdgwijzer.judgement.chance import LEVEL

MIN_PLACES: Final = 20
"""Municipalities with both figures below which nothing is said."""


class Association(NamedTuple):
    """Spearman's rank correlation, its 95 % interval, and of how many municipalities."""

    rho: float
    low: float
    high: float
    n: int

    @property
    def certain(self) -> bool:
        """Is it more than chance that they go together?"""
        return self.low > 0 or self.high < 0


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
    half = quantiles.normal(0.5 + LEVEL / 2) * np.sqrt((1 + rho**2 / 2) / (len(both) - 3))
    low, high = np.tanh(np.arctanh(safe) - half), np.tanh(np.arctanh(safe) + half)
    return Association(rho, float(low), float(high), len(both))


NEAR: Final = 30
"""Municipalities with nearly the same figure that another is put beside."""


def deviations(x: pd.Series, y: pd.Series) -> pd.DataFrame:
    """How far each y is from those of the municipalities with nearly the same x. No causes.

    Args:
        x: by code; without gaps.
        y: on the same index.

    Returns:
        By code, in its order: middle (the median y of the `NEAR` municipalities around it in the
        order of x, without itself) and apart (y minus that). Empty where there are too few.
    """
    n = len(x)
    if n < 2 * NEAR:
        return pd.DataFrame({"middle": [], "apart": []}, dtype=float)
    order = np.argsort(x.to_numpy(float), kind="stable")
    values = y.to_numpy(float)[order]
    places = np.arange(n)
    first = np.clip(places - NEAR // 2, 0, n - NEAR - 1)
    around = first[:, None] + np.arange(NEAR + 1)
    others = values[around[around != places[:, None]].reshape(n, NEAR)]
    middle = np.empty(n)
    middle[order] = np.median(others, axis=1)
    found = pd.DataFrame({"middle": middle}, index=x.index)
    return found.assign(apart=y - found["middle"])
