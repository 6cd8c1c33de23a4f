"""What a municipality's context lets one expect: a regression on the other municipalities.

Only for who asks what is behind a difference. It says nothing of causes, and is not given where
the context explains too little.
"""

from typing import Final, NamedTuple

import numpy as np
import pandas as pd

from sdgwijzer.judgement import quantiles
from sdgwijzer.judgement.chance import LEVEL

MIN_R2: Final = 0.3
"""Part of the differences that the context must explain before anything is expected."""

MIN_PLACES: Final = 50
"""Municipalities with a figure that the regression needs."""


class Expected(NamedTuple):
    """An expected value, its 95 % prediction interval, and how much the context explains."""

    value: float
    low: float
    high: float
    r2: float


def expected(values: pd.Series, context: pd.DataFrame, own: str) -> Expected | None:
    """The value to expect of one municipality, from a line through all the others.

    Args:
        values: of one indicator by code, NaN where missing.
        context: standardised variables by code (`peers.standardised`), without any that the
            indicator itself measures.
        own: the municipality; its own value takes no part.

    Returns:
        None where its context is not known, there are too few others, or R² is below `MIN_R2`.
    """
    table = (
        context.join(values.rename("value"), how="inner").drop(index=own, errors="ignore").dropna()
    )
    if own not in context.index or len(table) < MIN_PLACES:
        return None
    x = np.column_stack([np.ones(len(table)), table[context.columns].to_numpy(float)])
    y = table["value"].to_numpy(float)
    weights, *_ = np.linalg.lstsq(x, y, rcond=None)
    spread = float(((y - y.mean()) ** 2).sum())
    left = float(((y - x @ weights) ** 2).sum())
    r2 = 1 - left / spread if spread > 0 else 0.0
    if r2 < MIN_R2:
        return None
    here = np.array([1.0, *context.loc[own].to_numpy(float)])
    free = len(y) - x.shape[1]
    leverage = float(here @ np.linalg.pinv(x.T @ x) @ here)
    half = float(quantiles.student(free, 0.5 + LEVEL / 2)) * np.sqrt(left / free * (1 + leverage))
    value = float(here @ weights)
    return Expected(value, value - half, value + half, r2)
