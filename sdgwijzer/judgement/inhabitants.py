"""How many people live in each municipality, in the year that a figure is of."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import pandas as pd

from sdgwijzer.judgement import grid
from sdgwijzer.judgement.chance import Floats

INDICATOR: Final = "inwoners"


class Inhabitants:
    """Inhabitants on 1 January, of the municipalities of today."""

    def __init__(self, observations: pd.DataFrame, codes: Sequence[str]) -> None:
        """Those of `INDICATOR`.

        Args:
            observations: indicator_id, nis_code, year and value.
            codes: the municipalities.
        """
        mine = observations[observations["indicator_id"].astype(str) == INDICATOR]
        self._wide = grid.wide(mine, "value", codes).dropna(axis=1, how="all")

    def of(self, year: float, codes: Sequence[str]) -> Floats:
        """Of this year, else of the nearest year that has them; NaN: not known.

        Args:
            year: 1 January of it; NaN: none.
            codes: of which municipalities.
        """
        if np.isnan(year) or self._wide.empty:
            return np.full(len(codes), np.nan)
        near = self._wide.reindex(list(codes)).to_numpy(float)
        order = np.argsort(np.abs(self._wide.columns.to_numpy(float) - year), kind="stable")
        near = near[:, order]
        first = np.argmax(~np.isnan(near), axis=1)
        return np.asarray(near[np.arange(len(near)), first], float)
