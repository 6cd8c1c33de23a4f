"""Cells that a publisher has and that are wrong: `data/bad_cells.csv` → gaps with their reason.

What the publisher gave stays in `data/figures`, where anybody can look it up; the build makes a gap
of it (`known_bad`), so that it is in no judgement, no sum of parts and no trend. A cell is in the
list when the figures themselves prove it; `evidence` says by which rule it was found, and
`tests/test_bad_cells.py` finds it again. `total` is what the cells add up to: a publisher who mends
them gives another one, and then nothing is hidden.
"""

import csv
from collections.abc import Sequence
from io import StringIO
from pathlib import Path
from typing import Annotated, Final

import numpy as np
import pandas as pd
from pydantic import StringConstraints, ValidationError

from sdgwijzer import paths
from sdgwijzer.errors import FiguresError
from sdgwijzer.model import IndicatorId, Missing, Record

FILE: Final = "bad_cells.csv"
ALL: Final = "all"
_SAME: Final = 0.5
_NUMBERS: Final = ["value", "numerator", "denominator"]


class Bad(Record):
    """Cells of one indicator and year that are wrong for the same reason.

    Attributes:
        indicator_id: of which indicator.
        year: of which year.
        nis_codes: codes as published, split by spaces, or `all`.
        total: what is counted in these cells together (values, or numerators).
        evidence: which rule found them, with the figures, and whose they are.
    """

    indicator_id: IndicatorId
    year: int
    nis_codes: Annotated[str, StringConstraints(pattern=r"^(all|\d{5}( \d{5})*)$")]
    total: float
    evidence: Annotated[str, StringConstraints(min_length=20)]


def load(data: Path) -> tuple[Bad, ...]:
    """The list of the data folder; of one without it, the list of the program.

    Raises:
        FiguresError: a row of another form.
    """
    own = data / FILE
    path = own if own.is_file() else paths.ROOT / "data" / FILE
    rows = csv.DictReader(StringIO(path.read_text(encoding="utf-8")))
    try:
        return tuple(Bad.model_validate(row) for row in rows)
    except ValidationError as error:
        raise FiguresError(f"{path}: {error}") from error


def mark(figures: pd.DataFrame, cells: Sequence[Bad]) -> pd.DataFrame:
    """The figures with a gap where a cell is known to be wrong.

    Args:
        figures: `FIGURE_COLUMNS`; text may be categories.
        cells: what is wrong; cells that do not add up to the total are others, and are kept.
    """
    wrong = np.zeros(len(figures), dtype=bool)
    for bad in cells:
        here = (figures["indicator_id"] == bad.indicator_id) & (figures["year"] == bad.year)
        if bad.nis_codes != ALL:
            here &= figures["nis_code"].isin(bad.nis_codes.split())
        counted = figures.loc[here, "numerator"].fillna(figures.loc[here, "value"])
        if len(counted) and abs(counted.sum() - bad.total) < _SAME:
            wrong |= here.to_numpy()
    if not wrong.any():
        return figures
    reason = figures["missing"].astype(object).mask(wrong, Missing.KNOWN_BAD.value)
    changed = {name: figures[name].mask(wrong) for name in [*_NUMBERS, "flag"]}
    return figures.assign(**changed, missing=reason)
