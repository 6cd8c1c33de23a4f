"""One indicator of all municipalities: what every step of a judgement starts from."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from sdgwijzer.judgement import grid
from sdgwijzer.judgement.chance import Floats
from sdgwijzer.model import Indicator


@dataclass(frozen=True)
class Case:
    """The figures of one indicator, a row per municipality.

    Attributes:
        item: the indicator.
        rows: its observations.
        codes: the municipalities; of an own figure its owner only.
        as_of: the year in which age is measured.
        values: codes by years, ascending, NaN where missing.
    """

    item: Indicator
    rows: pd.DataFrame
    codes: Sequence[str]
    as_of: int
    values: pd.DataFrame

    @classmethod
    def of(cls, item: Indicator, rows: pd.DataFrame, codes: Sequence[str], as_of: int) -> "Case":
        """The case of one indicator; the codes are all municipalities that exist today."""
        places = [item.owner] if item.owner else codes
        return cls(item, rows, places, as_of, grid.wide(rows, "value", places))

    @property
    def years(self) -> Floats:
        """The years of `values`."""
        return np.asarray(self.values.columns, float)
