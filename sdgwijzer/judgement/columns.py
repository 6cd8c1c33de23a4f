"""Every judged column once: name, type, meaning, unit, and how it appears in the export.

The table `summary`, the frame of `summary.summarise`, what is judged anew beside other peers
(`beside.py`) and the export are made of this list. To add a column: calculate it, and give it its
line here, at the end of the list.
"""

from dataclasses import dataclass
from enum import StrEnum
from functools import partial
from typing import Final

import pandas as pd

from sdgwijzer.errors import FiguresError

IN_UNIT: Final = "in the unit of the indicator"
PER_YEAR: Final = f"{IN_UNIT}, per year"


class Row(StrEnum):
    """The row of the export in which a column stands; in the other rows it is empty."""

    COMPARED = "compared"  # of the year in which all are compared
    LATEST = "latest"  # of the municipality's latest year with a value


@dataclass(frozen=True)
class Column:
    """One column of the table `summary`.

    Attributes:
        name: in the table and in frames.
        type: in the database.
        meaning: for analysts.
        unit: `IN_UNIT`, `PER_YEAR`, or "" for what has none or says it in its meaning.
        row: where it stands in the export; None: not in it.
        called: its name in the export, where that is another.
        empty: the value that is empty in the export.
        anew: is it judged anew beside other peers than Flanders?
    """

    name: str
    type: str
    meaning: str
    unit: str = ""
    row: Row | None = None
    called: str = ""
    empty: str | None = None
    anew: bool = False

    @property
    def exported(self) -> str:
        """Its name in the export."""
        return self.called or self.name

    @property
    def explained(self) -> str:
        """What it is, with its unit."""
        return f"{self.meaning} ({self.unit})" if self.unit else self.meaning


_compared = partial(Column, row=Row.COMPARED)
_latest = partial(Column, row=Row.LATEST)

SUMMARY: Final[tuple[Column, ...]] = (
    Column("indicator_id", "VARCHAR", "code of the indicator"),
    Column("nis_code", "VARCHAR", "code of the municipality (map of today)"),
    Column("year", "SMALLINT", "latest year with a value; empty: none"),
    Column("value", "DOUBLE", "the value of that year", IN_UNIT),
    Column("flag", "VARCHAR", "what to know about that value"),
    Column("missing", "VARCHAR", "why there is no value in any year"),
    Column("old", "BOOLEAN", "is the latest value too old to judge?"),
    Column(
        "barred", "VARCHAR", 'why the figure takes no status, whatever it is beside; "": it may'
    ),
    Column("common_year", "SMALLINT", "the year in which all are compared"),
    # the position of the municipality
    _compared(
        "low", "DOUBLE", "lower limit of chance (95 %) of the value that is compared", IN_UNIT
    ),
    _compared("high", "DOUBLE", "upper limit of chance", IN_UNIT),
    Column("low_strict", "DOUBLE", "lower limit of 99.8 %, for what is picked of many", IN_UNIT),
    Column("high_strict", "DOUBLE", "upper limit of 99.8 %", IN_UNIT),
    Column("small", "BOOLEAN", "is the count behind the value that is compared below 20?"),
    _compared(
        "reference_value",
        "DOUBLE",
        "what is compared with: the median of the peers in that year",
        IN_UNIT,
        anew=True,
    ),
    _compared(
        "rank",
        "DOUBLE",
        "place among those with a value, 1 is best (highest for context); ties share the mean",
        anew=True,
    ),
    _compared("n", "INTEGER", "how many have a value", anew=True),
    _compared("percentile", "DOUBLE", "percentile rank (mid-rank), 100 is best", anew=True),
    # the judgement
    _latest(
        "status",
        "VARCHAR",
        "good, middle, poor, unknown: beside the target if there is one, else the peers",
        anew=True,
    ),
    _latest(
        "status_reason", "VARCHAR", "why unknown, or what to know about it", empty="", anew=True
    ),
    _latest(
        "trend",
        "VARCHAR",
        "improving, worsening, stable, unclear, unknown; context: rising, falling",
    ),
    _latest("clear", "BOOLEAN", "is the direction clear?", called="trend_clear"),
    _latest("slope", "DOUBLE", "Theil-Sen change per year", PER_YEAR),
    _latest("p", "DOUBLE", "exact two-sided p of Mann-Kendall"),
    _latest("points", "INTEGER", "years behind the trend"),
    _latest(
        "against",
        "VARCHAR",
        "faster, equal, slower, unclear, unknown: the trend beside the peers",
        called="trend_against_peers",
        anew=True,
    ),
    _latest(
        "against_slope",
        "DOUBLE",
        "change per year of the difference with the median of the peers",
        PER_YEAR,
        called="slope_against_peers",
        anew=True,
    ),
    _latest("against_p", "DOUBLE", "p of that difference", called="p_against_peers", anew=True),
    # what the judgements follow from
    _compared(
        "common_value",
        "DOUBLE",
        "the value that is compared: of the year, or of three years when pooled",
        IN_UNIT,
        called="compared_value",
    ),
    _compared("pooled_from", "SMALLINT", "first of those three years"),
    _compared("equal", "INTEGER", "others with the same compared value", anew=True),
    _compared("iqr", "DOUBLE", "interquartile range of Flanders in that year", IN_UNIT),
    _latest(
        "basis",
        "VARCHAR",
        "peers, target or own_target: what the status compares with",
        called="status_basis",
    ),
    _latest(
        "position_status",
        "VARCHAR",
        "status beside the peers, also where there is a target",
        anew=True,
    ),
    Column("position_reason", "VARCHAR", "why unknown, or what to know about it", anew=True),
    _latest("target", "DOUBLE", "the value to reach", IN_UNIT),
    _latest("target_year", "SMALLINT", "by when"),
    _latest("target_source", "VARCHAR", "who set it", empty=""),
    _latest(
        "worst", "DOUBLE", "where the way to the target begins", IN_UNIT, called="target_worst"
    ),
    Column("best", "DOUBLE", "the best 2.5 % of Flanders in the reference period", IN_UNIT),
    _latest("pace", "DOUBLE", "observed change per year over what the target asks"),
    _latest(
        "pace_class", "VARCHAR", "on_track, too_slow, far_too_slow, wrong_way", empty="unknown"
    ),
    _latest("trend_from", "SMALLINT", "first year behind the trend"),
    _latest("trend_to", "SMALLINT", "last year behind the trend"),
    _latest("turned", "SMALLINT", "the year in which the series turned round"),
    _latest("cagr", "DOUBLE", "compound annual growth from trend_from to trend_to, a fraction"),
    _latest(
        "cagr_class",
        "VARCHAR",
        "what Eurostat calls that growth; for comparison, never the trend",
        empty="unknown",
    ),
    _latest("reliability", "VARCHAR", "high, middle, low"),
)
"""In the order of the export, to which columns come at the end only."""

NAMES: Final = tuple(column.name for column in SUMMARY)
EXPORTED: Final = tuple(column for column in SUMMARY if column.row is not None)
ANEW: Final = tuple(column for column in SUMMARY if column.anew)


def ordered(frame: pd.DataFrame) -> pd.DataFrame:
    """The columns of `SUMMARY`, in that order.

    Raises:
        FiguresError: the frame lacks one of them, or has one that is not defined here.
    """
    lacking, unknown = (
        sorted(set(one) - set(other))
        for one, other in ((NAMES, frame.columns), (frame.columns, NAMES))
    )
    if lacking or unknown:
        raise FiguresError(
            "judged columns are not those of judgement/columns.py: lacking "
            f"{', '.join(lacking) or 'none'}, not defined there {', '.join(unknown) or 'none'}"
        )
    return frame[list(NAMES)]
