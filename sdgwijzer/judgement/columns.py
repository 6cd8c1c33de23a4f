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
    """The row of the export in which a column stands; in other rows it is empty."""

    COMPARED = "compared"  # of the year in which all are compared
    LATEST = "latest"  # of the municipality's latest year with a value
    EVERY = "every"  # of the indicator: in every row


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
_every = partial(Column, row=Row.EVERY)

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
    Column("unsure", "VARCHAR", 'why it takes none beside others: small, zero, no margin; or ""'),
    Column("common_year", "SMALLINT", "the year in which all are compared"),
    # the position of the municipality
    _compared(
        "low", "DOUBLE", "lower limit of the margin (95 %) of the value that is compared", IN_UNIT
    ),
    _compared("high", "DOUBLE", "upper limit of the margin", IN_UNIT),
    Column("small", "BOOLEAN", "is the count behind the value that is compared below 20?"),
    _compared(
        "reference_value",
        "DOUBLE",
        "what is compared with: the middle municipality of the peers in that year",
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
        "improving, worsening, stable, fluctuating, unknown; context and euros: rising, falling",
    ),
    _latest("clear", "BOOLEAN", "is the direction clear?", called="trend_clear"),
    _latest("slope", "DOUBLE", "Theil-Sen change per year", PER_YEAR),
    _latest(
        "p",
        "DOUBLE",
        "two-sided p of Mann-Kendall, at the autocorrelation of the indicator",
        called="p_course",
    ),
    _latest("points", "INTEGER", "years behind the trend"),
    _latest(
        "against",
        "VARCHAR",
        "faster, equal, slower, lead_shrinks, unclear, unknown: the course of the distance",
        called="trend_against_peers",
        anew=True,
    ),
    _latest(
        "against_slope",
        "DOUBLE",
        "change per year of the distance to the middle municipality (on the scale)",
        called="slope_against_peers",
        anew=True,
    ),
    _latest("against_p", "DOUBLE", "p of that course", called="p_against", anew=True),
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
    _latest("reliability", "VARCHAR", "high, middle, low, unknown (no margin)"),
    # of method 3
    _every("scale", "VARCHAR", "ratio, rest, difference: on which distances are measured"),
    _compared("inhabitants", "DOUBLE", "on 1 January of the year in which all are compared"),
    _compared("margin", "VARCHAR", "years, counts, published, estimated, none: what it comes from"),
    _every("noise_a", "DOUBLE", "variance of one year: noise_a + noise_b / inhabitants (scale)"),
    _every("noise_b", "DOUBLE", "see noise_a"),
    _compared("noise_sd", "DOUBLE", "standard deviation of one year (on the scale)"),
    _compared("respondents", "DOUBLE", "assumed number of answers behind an estimated margin"),
    _compared("flanders", "DOUBLE", "the figure of Flanders as a whole in that year", IN_UNIT),
    _compared("flanders_kind", "VARCHAR", "published, sum, estimate; empty: none", empty=""),
    _compared("third_worst", "DOUBLE", "bound of the worst third", IN_UNIT, anew=True),
    _compared("third_best", "DOUBLE", "bound of the best third", IN_UNIT, anew=True),
    _compared(
        "p_third", "DOUBLE", "one-sided p that a good or poor figure is in its third", anew=True
    ),
    _latest("p_found", "DOUBLE", "largest p that stands among all of the municipality; -1: none"),
    _every("family", "VARCHAR", "the indicator that speaks for this one"),
    _every("role", "VARCHAR", "spokesman or part of its family"),
    _latest("signal", "VARCHAR", "strength, attention, question", empty=""),
    _latest("s", "DOUBLE", "S of Mann-Kendall"),
    _every("rho", "DOUBLE", "autocorrelation of the indicator that the test takes into account"),
    _latest("s_needed", "DOUBLE", "smallest |S| of a direction; empty: none is enough"),
    _latest("s_clear", "DOUBLE", "smallest |S| of a clear direction; empty: none is enough"),
    _latest("size_unit", "DOUBLE", "what a change is measured by", IN_UNIT),
    _latest("range", "DOUBLE", "largest minus smallest value", IN_UNIT),
    _latest("net", "DOUBLE", "mean of the last years minus mean of the first (on the scale)"),
    _latest("net_margin", "DOUBLE", "margin of that change (95 %, on the scale)"),
    _latest("net_from", "DOUBLE", "mean of the first three years (of a short series two)", IN_UNIT),
    _latest("net_to", "DOUBLE", "mean of the last years", IN_UNIT),
    _latest("s_against", "DOUBLE", "S of the distance to the middle municipality", anew=True),
    _every("rho_against", "DOUBLE", "autocorrelation of those distances"),
    _latest("s_needed_against", "DOUBLE", "smallest |S| of a direction of it", anew=True),
    _every("size_unit_against", "DOUBLE", "interquartile range of the distances (on the scale)"),
    _latest(
        "change_against",
        "DOUBLE",
        "change of the distance from first to last year: a fraction, on difference in the unit",
        anew=True,
    ),
    _latest("net_against", "DOUBLE", "the same as net, of the distances", anew=True),
    _latest("against_from", "DOUBLE", "mean distance in the first years (on the scale)", anew=True),
    _latest("against_to", "DOUBLE", "mean distance in the last years (on the scale)", anew=True),
    _every("age_limit", "SMALLINT", "largest age at which a figure of the indicator is judged"),
    Column("speaks", "BOOLEAN", "does it speak for its family in this municipality?"),
)
"""In the order of the export, to which columns come at the end only."""

NAMES: Final = tuple(column.name for column in SUMMARY)
EVERY: Final = tuple(column for column in SUMMARY if column.row is Row.EVERY)
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
