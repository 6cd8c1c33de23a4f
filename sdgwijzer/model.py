"""The vocabulary: municipality, indicator, source, observation, and the words for a judgement.

Records are frozen and refuse unknown fields, so a misspelt key in `indicators.yaml` is an
error and never a silent default. Codes are English; the Dutch words are in `texts`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated, Any, Final

import pandas as pd
from pydantic import BaseModel, ConfigDict, Field, StringConstraints

NisCode = Annotated[str, StringConstraints(pattern=r"^\d{5}$")]
Number = Annotated[float, Field(strict=True, allow_inf_nan=False)]
"""A number, and nothing that only counts as one (true, "3", a date)."""
Whole = Annotated[int, Field(strict=True)]
GoalNumber = Annotated[Whole, Field(ge=1, le=17)]
IndicatorId = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]*$", max_length=60)]
UnTarget = Annotated[str, StringConstraints(pattern=r"^(1[0-7]|[1-9])\.(\d{1,2}|[a-d])$")]
Synonym = Annotated[str, StringConstraints(pattern=r"^[a-z0-9à-öø-ÿ][a-z0-9à-öø-ÿ'-]+$")]
"""One word in small letters."""


FIRST_YEAR: Final = 1950
"""Before this no source has figures of municipalities as they are."""


class Record(BaseModel):
    """A frozen value that refuses fields it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Direction(StrEnum):
    """Which way is better; `NEUTRAL` is context and is never judged."""

    HIGHER_IS_BETTER = "higher_is_better"
    LOWER_IS_BETTER = "lower_is_better"
    NEUTRAL = "neutral"

    @property
    def sign(self) -> int:
        """+1 higher is better, -1 lower is better, 0 context (d in the method)."""
        return {"higher_is_better": 1, "lower_is_better": -1, "neutral": 0}[self.value]


class Merge(StrEnum):
    """How the figures of merged municipalities become one."""

    SUM = "sum"  # counts, hectares, euros: add up
    RATIO = "ratio"  # shares and rates: sum of numerators / sum of denominators
    MEAN = "mean"  # published rates with the people they are of: mean of the parts, weighted
    NOT_POSSIBLE = "not_possible"  # medians, indices, rates without components


class Missing(StrEnum):
    """Why there is no value; set exactly when `value` is empty."""

    NOT_PUBLISHED = "not_published"  # the source has no figure for this place and year
    WITHHELD = "withheld"  # hidden by the source, for privacy
    NOT_APPLICABLE = "not_applicable"  # the source says the question makes no sense here
    NOT_MEASURED = "not_measured"  # no measurement (survey round) in this municipality
    MERGED = "merged"  # known for the parts only, and parts cannot be combined
    KNOWN_BAD = "known_bad"  # the source has a figure, and it is proven wrong: data/bad_cells.csv
    NO_DENOMINATOR = "no_denominator"  # the count is known, what to divide it by is not


class Flag(StrEnum):
    """What to know about a value that is there."""

    PROVISIONAL = "provisional"  # the source may still correct it
    POOLED = "pooled"  # several years together
    ESTIMATED = "estimated"  # by the publisher, never by us
    BREAK = "break"  # first year of a new definition
    RECALCULATED = "recalculated"  # of before a merger, put on the new map by the source
    SUMMED = "summed"  # of before a merger, added up from the parts by us
    COMPUTED = "computed"  # of before a merger, a rate weighted with the people counted, by us
    COMPOSED = "composed"  # of before a merger, parts of a survey weighted by inhabitants, by us
    OTHER_FILE = "other_file"  # from another file than the other years; the same definition


NOT_JUDGED: Final = frozenset({Flag.COMPOSED})
"""Flags of values that are shown and get no status: made of parts whose margin nobody knows."""


class Status(StrEnum):
    """Where a municipality stands beside its peers; always shown with the reference named."""

    GOOD = "good"
    MIDDLE = "middle"
    POOR = "poor"
    UNKNOWN = "unknown"


class Trend(StrEnum):
    """Where a municipality's own figure is going, turned by the indicator's direction."""

    IMPROVING = "improving"
    STABLE = "stable"
    WORSENING = "worsening"
    FLUCTUATING = "fluctuating"  # enough years, no direction beyond chance, and not stable
    UNKNOWN = "unknown"  # too few years, or too old
    RISING = "rising"  # context indicators have a direction but no better or worse
    FALLING = "falling"


class Against(StrEnum):
    """Where a figure is going beside the middle municipality, turned by the direction."""

    FASTER = "faster"  # the distance to the middle municipality moves to the better side
    EQUAL = "equal"
    SLOWER = "slower"
    LEAD_SHRINKS = "lead_shrinks"  # slower, in the best third
    UNCLEAR = "unclear"  # enough years, no direction of the distance beyond chance
    UNKNOWN = "unknown"  # too few years, too old, or context


class Basis(StrEnum):
    """What a status compares with."""

    PEERS = "peers"  # the median of those compared with
    TARGET = "target"  # a target with its source
    OWN_TARGET = "own_target"  # a target that the municipality set itself


class Pace(StrEnum):
    """Whether a target is reached in its year when the trend goes on."""

    ON_TRACK = "on_track"
    TOO_SLOW = "too_slow"
    FAR_TOO_SLOW = "far_too_slow"
    WRONG_WAY = "wrong_way"
    UNKNOWN = "unknown"  # no target with a year, already there, or no direction


class Reliability(StrEnum):
    """How much a figure and its judgement can bear; shown beside every value."""

    HIGH = "high"
    MIDDLE = "middle"
    LOW = "low"
    UNKNOWN = "unknown"  # no value


class Margin(StrEnum):
    """What the margin of a figure comes from."""

    YEARS = "years"  # how far it swings from year to year, in a municipality of its size
    COUNTS = "counts"  # chance in the counts behind it
    PUBLISHED = "published"  # by the source
    ESTIMATED = "estimated"  # of a survey, with an assumed number of answers
    NONE = "none"


class Signal(StrEnum):
    """How what stands out is meant."""

    STRENGTH = "strength"
    ATTENTION = "attention"
    QUESTION = "question"


class Chance(StrEnum):
    """How chance comes into a figure; decides which interval its counts get."""

    SHARE = "share"  # people or things out of a known number: Wilson
    EVENTS = "events"  # counted events, per so many inhabitants: Poisson
    NONE = "none"  # stocks and accounts: what is counted is all there is
    SURVEY = "survey"  # answers of a sample, whose margin the publisher does not give
    UNKNOWN = "unknown"  # the source gives no components and no margin


class Scale(StrEnum):
    """On which scale the figures of an indicator are compared."""

    RATIO = "ratio"  # ln x: rates, shares, counts, euros, prices
    REST = "rest"  # -ln(100 - x): shares with a median above 50 %
    DIFFERENCE = "difference"  # x: gaps, values that can be negative, many zeros


class Rhythm(StrEnum):
    """How often the source brings a new figure."""

    YEARLY = "yearly"
    THREE_YEARLY = "three_yearly"  # survey rounds
    IRREGULAR = "irregular"
    CLOSED = "closed"  # no new figures will come


class Unit(Record):
    """What a number means: one of `units` in `indicators.yaml`."""

    factor: Annotated[Number, Field(gt=0)] = 1.0  # turns numerator / denominator into the unit
    additive: Annotated[bool, Field(strict=True)] = False  # may the values of two places be added?
    measured: Annotated[bool, Field(strict=True)] = False  # an amount, where others count things
    bare: Annotated[bool, Field(strict=True)] = False  # it is not written behind the number
    one: str = ""  # how it reads behind 1, where that is otherwise: inwoner


class Per(Record):
    """The denominator where the source gives none: another indicator, of a year beside."""

    indicator: IndicatorId
    year_offset: Whole = (
        0  # +1: a figure at the end of the year, divided by that of 1 January after
    )


class Target(Record):
    """A value to reach, and who set it."""

    value: Number  # in the indicator's unit
    year: Annotated[Whole, Field(ge=2000, le=2100)] | None = None  # None: no year was set
    source: Annotated[str, StringConstraints(min_length=5)]
    own: bool = False  # set by the municipality itself: only there, and marked so
    worst: Number | None = None  # where the way to it begins; None: the worst 2.5 % of Flanders


class Benchmark(Record):
    """The same question for the whole Flemish Region, answered by Eurostat: see `flanders`."""

    dataset: Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9_]+$")]
    filters: Mapping[str, str] = {}  # dimension → the one code; the region is added
    differs: Annotated[str, StringConstraints(min_length=20)]  # from the municipal figure, in Dutch


class Family(Record):
    """Of an indicator that says nearly the same as another: one fact has one vote."""

    spokesman: IndicatorId  # who speaks for them
    place: Annotated[Whole, Field(ge=1)]  # who speaks where the spokesman has no figure, in order


class FlemishFigure(Record):
    """How the figure of Flanders as a whole is made, where the source gives no components."""

    count: IndicatorId  # the numerator, from the same source; what it is of follows from the rate


class Indicator(Record):
    """One entry of `indicators.yaml`."""

    id: IndicatorId
    name: Annotated[str, StringConstraints(min_length=3, max_length=60)]
    synonyms: tuple[Synonym, ...] = ()  # what visitors call it, where the name says otherwise
    description: Annotated[str, StringConstraints(min_length=40)]
    goals: Annotated[tuple[GoalNumber, ...], Field(min_length=1)]  # the main goal first
    un_targets: tuple[UnTarget, ...] = ()
    theme: str
    unit: str  # as visitors read it
    measure: Unit  # what that unit means; the catalogue fills it in
    decimals: Annotated[Whole, Field(ge=0, le=3)] = 1
    direction: Direction
    direction_reason: str = ""
    source: str  # key of a module in sources/
    query: Mapping[str, Any]  # what to ask; checked by that source's Query
    per: Per | None = None
    merge: Merge
    chance: Chance
    scale: Scale = Scale.RATIO
    family: Family | None = None  # None: it speaks for itself
    flemish: FlemishFigure | None = None
    moving: str = ""  # why its definition moves with the years, so that it has no course; in Dutch
    plausible: tuple[Number, Number]
    lag_years: Annotated[Whole, Field(ge=0, le=5)]  # years between the figure and its publication
    rhythm: Rhythm = Rhythm.YEARLY
    pooled_years: Annotated[Whole, Field(ge=1, le=5)] = 1  # years that one figure covers
    archive: Annotated[bool, Field(strict=True)] = False  # kept and exported, not on the pages
    target: Target | None = None
    benchmark: Benchmark | None = None
    sentence: str = ""  # what the value is, after "In 2022 ": with {value}, {place} (and {way})
    remark: str = ""
    owner: NisCode | None = None  # the municipality whose own figure this is, from `local/`

    @property
    def main_goal(self) -> int:
        """The goal in whose counts this indicator takes part."""
        return self.goals[0]


class Municipality(Record):
    """One row of `data/municipalities.csv`: a municipality during one period."""

    nis_code: NisCode
    name: str
    valid_from: date
    valid_until: date | None = None  # last day; None: exists today
    successor: NisCode | None = None
    province: str
    arrondissement: str
    reference_region: str = ""
    bordering: tuple[NisCode, ...] = ()


Ask = Callable[[str], bytes]
"""Address of a small document of a publisher (a page, a catalogue) → its content.

Raises `DownloadError` when it cannot be had.
"""

Finder = Callable[[Ask], Sequence[str]]
"""Where a file stands today, the best address first; see `addresses`."""


@dataclass(frozen=True)
class Request:
    """What to ask a publisher.

    Addresses are tried in the order of `finders`, `url`, `fallbacks`; a request without any is of
    a file that is exported by hand.

    Attributes:
        name: where the answer stands in the cache or a mirror: `<folder>/<file>`. Its ending says
            what the content has to be.
        url: the publisher's known address.
        also: other names (glob patterns) under which a mirror may hold the same file.
        unlike: what the name of such a file may not hold (a regular expression); "" for anything.
        finders: what names the address of today, tried before the known one.
        fallbacks: the same, tried after it.
        limit: bytes that the answer may have, and that it may unpack to.
        year: of the figures in it, of a source with a file for every year: one of this year or the
            last need not be there yet.
    """

    name: str
    url: str = ""
    also: tuple[str, ...] = ()
    unlike: str = ""
    finders: tuple[Finder, ...] = ()
    fallbacks: tuple[Finder, ...] = ()
    limit: int = 400_000_000
    year: int | None = None

    @property
    def by_hand(self) -> bool:
        """Is there no address that a program can ask?"""
        return not (self.url or self.finders or self.fallbacks)


Get = Callable[[Request], Path]
"""The only way a reader reaches the outside world: a request becomes a local file.

Raises `AnswerMissing` when the publisher has no such file, `DownloadError` otherwise.
"""

FIGURE_COLUMNS: Final = (
    "indicator_id",
    "nis_code",
    "geography",
    "year",
    "value",
    "numerator",
    "denominator",
    "flag",
    "missing",
)
"""Columns of the figures a reader gives, one row per indicator, municipality and year.

`geography` is the year whose municipal map the code belongs to: a source that puts all its
history on the map of 2019 says 2019 in every row. `value` is in the indicator's unit; it may
be empty beside a numerator (the pipeline divides), or beside a reason in `missing`.
"""


@dataclass(frozen=True)
class Source:
    """Who publishes, under which conditions, and how the files are read.

    `read` takes the indicators of this source, `get` and the municipalities (nothing else says a
    reader which data folder it works for), and returns a frame with `FIGURE_COLUMNS`; it raises
    `SourceError` when a file has another form.
    """

    key: str
    title: str  # the data set, in Dutch
    publisher: str
    homepage: str
    licence: str
    query: type[Record]
    read: Callable[[Sequence[Indicator], Get, Any], pd.DataFrame]  # the third: Municipalities
    via: str = ""  # what a third party did to the publisher's file, for data/README.md
    shipped: bool = True  # False: figures are not in the repository, only from an update
    snapshot: bool = False
    """Is the file of one day, and replaced by the next? Then years of before are kept, and the
    year of the file may change at every update."""
    apart: Callable[[Indicator], str] | None = None
    """What an indicator is read from, where each has a file of its own: one that fails does not
    take the others down."""
    probes: tuple[Request, ...] = ()
    """Addresses that may answer programs one day, where files are exported by hand now. Only
    `sdgwijzer doctor` tries them."""
