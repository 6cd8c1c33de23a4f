"""A stranger recomputes the judgements: python tests/recompute.py all.parquet [rows] [seed].

Nothing of the project is imported here. The formulas are written again, in the slowest and
plainest way, from the description of method 3; the file comes from
`sdgwijzer export --all --format parquet --output all.parquet`. The published tables on years that
resemble each other are an input of the method: they stand beside this script.
"""

import json
import math
import statistics
import sys
from functools import cache, cached_property
from itertools import combinations, pairwise
from pathlib import Path
from typing import NamedTuple

import pandas as pd
from scipy import stats

NAN = math.nan
Z = 1.9599639845400545
TOLERANCE = 1e-9
TABLES = json.loads((Path(__file__).parent / "method_vectors_2.json").read_text("utf-8"))["tables"]

# what the catalogue says and the file does not
COUNT_OF = {"werkzoekendengraad": "werkzoekenden"}  # the numerator of a rate without components
MOVING = {"werkzoekendengraad_60_64"}  # the definition moves with the pension age: no course
ORIGIN = "herkomst_niet_eu"  # its denominator: inhabitants of a year that `inwoners` lacks
COUNTS = {"personen", "gezinnen", "inwoners", "woningen", "vacatures"}  # units of what is counted
PARTS = {  # who speaks where the spokesman has no figure, in order
    "duidelijke_communicatie": [
        "consultatie",
        "informatie_beslissingen",
        "vertrouwen_gemeentebestuur",
        "informatie_gemeente",
    ],
    "milieubewust_handelen": ["fair_trade", "vegetarisch"],
    "staat_straten": ["staat_voetpaden", "netheid"],
    "voldoende_fietspaden": ["veilig_fietsen", "staat_fietspaden"],
    "werkzoekendengraad": [
        "werkzoekendengraad_25_59",
        "werkzoekendengraad_vrouwen",
        "werkzoekendengraad_mannen",
        "werkzoekendengraad_jong",
    ],
    "woning_duurzaam": ["warmtepomp", "zonneboiler"],
    "woning_energiezuinig": ["muurisolatie", "dakisolatie"],
}

FACTS = (  # what the judgements are recomputed from
    *("indicator_id", "nis_code", "year", "value", "numerator", "denominator", "flag"),
    *("unit", "scale", "chance", "direction", "rhythm", "lag_years", "pooled_years", "as_of"),
    *("family", "role"),
)
ASKED = ("status_basis", "target", "target_year", "target_worst")  # of a target; input too
EVERY = (
    *("scale", "noise_a", "noise_b", "family", "role", "rho", "rho_against"),
    *("size_unit_against", "age_limit", "middle"),
)
COMPARED = (
    *("compared_value", "pooled_from", "low", "high", "margin", "noise_sd", "respondents"),
    *("inhabitants", "reference_value", "rank", "n", "equal", "percentile", "iqr", "flanders"),
    *("flanders_kind", "third_worst", "third_best", "p_third"),
)
LATEST = (
    *("position_status", "status", "status_reason", "status_basis", "target", "target_worst"),
    *("pace", "pace_class", "trend", "trend_clear", "slope", "p_course", "points", "s"),
    *("s_needed", "s_clear", "size_unit", "range", "trend_from", "trend_to", "turned"),
    *("net", "net_margin", "net_from", "net_to", "trend_against_peers", "slope_against_peers"),
    *("p_against", "s_against", "s_needed_against", "change_against", "net_against"),
    *("against_from", "against_to", "cagr", "cagr_class", "reliability", "p_found", "signal"),
)


# --- formulas


def known(values):
    """Those that are there."""
    return [value for value in values if not math.isnan(value)]


def median(values):
    there = known(values)
    return statistics.median(there) if there else NAN


def quantile(values, share):
    """Straight between the two nearest (type 7)."""
    ordered = sorted(known(values))
    if not ordered:
        return NAN
    place = (len(ordered) - 1) * share
    below = math.floor(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


def spread(values):
    """Interquartile range."""
    return quantile(values, 0.75) - quantile(values, 0.25)


def scaled(scale, value):
    """A value on its scale; NaN where it has no logarithm."""
    if scale == "difference":
        return value
    if scale == "ratio":
        return math.log(value) if value > 0 else NAN
    return -math.log(100 - value) if value < 100 else NAN


def unscaled(scale, value):
    if scale == "difference":
        return value
    return math.exp(value) if scale == "ratio" else 100 - math.exp(-value)


def relative(scale, change):
    """A change on the scale as a fraction; of `rest`: of what is missing to 100 %."""
    if scale == "difference":
        return change
    return math.expm1(-change if scale == "rest" else change)


def tail(z):
    """One-sided p of a normal z."""
    return math.erfc(z / math.sqrt(2)) / 2


def wilson(share, n):
    centre = share + Z**2 / (2 * n)
    half = Z * math.sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
    low, high = ((centre + sign * half) / (1 + Z**2 / n) for sign in (-1, 1))
    return max(low, 0), min(high, 1)


def byar(o):
    """Interval of a count: exact below ten."""
    if o < 10:
        low = stats.chi2.ppf(0.025, 2 * o) / 2 if o else 0.0
        return low, stats.chi2.ppf(0.975, 2 * o + 2) / 2
    low = o * (1 - 1 / (9 * o) - Z / (3 * math.sqrt(o))) ** 3
    return low, (o + 1) * (1 - 1 / (9 * (o + 1)) + Z / (3 * math.sqrt(o + 1))) ** 3


def sd_of_counts(chance, scale, numerator, denominator, value):
    """What the counts say of one year, on the scale; NaN where they say nothing."""
    if chance not in ("share", "events") or math.isnan(numerator) or numerator <= 0:
        return NAN
    if chance == "events":
        found = 1 / math.sqrt(numerator)
    else:
        p = numerator / denominator
        found = math.sqrt((1 - p) / numerator)
        if scale == "rest":
            found = found * p / (1 - p) if p < 1 else NAN
    return found * abs(value) if scale == "difference" else found


def factor(unit):
    """What turns numerator / denominator into the unit: "per 1.000 inwoners" is a thousand."""
    words = unit.split()
    number = words[1].replace(".", "") if len(words) > 1 and words[0] == "per" else ""
    named = {"%": 100, "m² per inwoner": 10_000, "inwoners per km²": 100}
    return int(number) if number.isdigit() else named.get(unit, 1)


# --- time


def changes(points):
    """(years apart, change) between all pairs; 0.3 - 0.2 and 0.2 - 0.1 are equal here."""
    return [(t - s, round(b - a, 9)) for (s, a), (t, b) in combinations(points, 2)]


def theil_sen(points):
    return statistics.median(change / apart for apart, change in changes(points))


def kendall(points):
    return sum((change > 0) - (change < 0) for _, change in changes(points))


def moved(points):
    """Slope times span."""
    return theil_sen(points) * (points[-1][0] - points[0][0])


def residuals(points):
    """What is left beside a straight line."""
    t, y = (statistics.fmean(each) for each in zip(*points, strict=True))
    slope = sum((a - t) * (b - y) for a, b in points) / sum((a - t) ** 2 for a, _ in points)
    return [b - y - slope * (a - t) for a, b in points]


def rho_used(series):
    """Autocorrelation of an indicator from the series of all municipalities, rounded up."""
    raw, lengths = [], []
    for points in series:
        if len(points) < 5:
            continue
        rest = residuals(points)
        square = sum(each**2 for each in rest)
        if square >= 1e-18:  # it moves
            raw.append(sum(a * b for a, b in pairwise(rest)) / square)
            lengths.append(len(points))
    if len(raw) < 50 or statistics.median(lengths) < 7:
        return 0.6
    found = between(TABLES["lag1"][str(round(statistics.median(lengths)))], statistics.fmean(raw))
    return min(math.ceil(round(10 * found, 9)) / 10, 0.9)


def between(table, raw):
    """The rho behind a raw one, straight between two of the table."""
    pairs = sorted((float(rho), said) for rho, said in table.items())
    if raw <= pairs[0][1]:
        return pairs[0][0]
    for (rho, below), (more, above) in pairwise(pairs):
        if below <= raw <= above:
            return rho + (more - rho) * (raw - below) / (above - below)
    return pairs[-1][0]


def s_needed(n, rho):
    """Smallest |S| of a direction, and of a clear one."""
    if n < 5:
        return NAN, NAN
    return tuple(NAN if s is None else s for s in TABLES["s_needed"][str(n)][f"{rho:.1f}"])


def p_of_s(s, n, rho):
    if n < 5:
        return NAN
    table = TABLES["p_of_s"][str(n)][f"{rho:.1f}"]
    smaller = [each for each in map(int, table) if each <= abs(s)]
    return table[str(max(smaller))] if smaller else 1.0


def course(points, unit, rho):
    """What a series says: `way` is direction, still or neither."""
    n = len(points)
    direct, clear = s_needed(n, rho)
    found = {"n": n, "slope": NAN, "s": NAN, "p": NAN, "range": NAN, "way": "", "clear": False}
    found |= {"needed": direct, "needed_clear": clear}
    if n >= 2:
        found |= {"slope": theil_sen(points), "s": kendall(points)}
    if n < 5:
        return found
    values = [value for _, value in points]
    total, s = abs(moved(points)), abs(found["s"])
    found |= {"p": p_of_s(s, n, rho), "range": max(values) - min(values)}
    if s >= direct and total >= 0.1 * unit - TOLERANCE and found["slope"] != 0:
        found["way"] = "direction"
        found["clear"] = s >= clear and total >= 0.5 * unit - TOLERANCE
    elif found["range"] < 0.25 * unit - TOLERANCE:
        found["way"] = "still"
    return found


class Net(NamedTuple):
    change: float
    begin: float
    end: float
    k: int


def net(points):
    """Means of the last and of the first years, and what lies between."""
    values = [value for _, value in points]
    if len(values) < 5:
        return Net(NAN, NAN, NAN, 2)
    k = 3 if len(values) >= 6 else 2
    begin, end = statistics.fmean(values[:k]), statistics.fmean(values[-k:])
    return Net(end - begin, begin, end, k)


def turned(points, unit, sd):
    """The year of the turn, when both halves move enough and opposite ways."""
    if len(points) < 5 or math.isnan(sd) or math.isnan(unit):
        return NAN
    half = math.ceil(len(points) / 2)
    before, after = moved(points[:half]), moved(points[-half:])
    if before * after >= 0:
        return NAN
    if min(abs(before), abs(after)) <= max(0.25 * unit, Z * math.sqrt(2) * sd):
        return NAN
    pick = max if before > 0 else min
    extreme = pick(value for _, value in points)
    return next(year for year, value in points if value == extreme)


# --- the margin of one year, by size


def by_size(squares):
    """a and b of a + b / inhabitants from (variance, changes, inhabitants), in 25 rounds."""
    a, b = statistics.median(v for v, _, _ in squares), 0.0
    for _ in range(25):
        fits = [a + b / people for _, _, people in squares]
        if min(fits) <= 0:  # nothing moves
            break
        a, b = least_squares(
            [
                (1 / people, min(v, 5 * fit), n / fit**2)
                for (v, n, people), fit in zip(squares, fits, strict=True)
            ]
        )
    return a, b


def least_squares(points):
    """Weighted, of (x, y, weight); neither a nor b below zero."""
    total = sum(w for _, _, w in points)
    x0, y0 = sum(w * x for x, _, w in points) / total, sum(w * y for _, y, w in points) / total
    apart = sum(w * (x - x0) ** 2 for x, _, w in points)
    b = sum(w * (x - x0) * (y - y0) for x, y, w in points) / apart
    a = y0 - b * x0
    if b < 0:
        return y0, 0.0
    if a < 0:
        return 0.0, sum(w * x * y for x, y, w in points) / sum(w * x**2 for x, _, w in points)
    return a, b


# --- one indicator


class Figure(NamedTuple):
    value: float
    numerator: float
    denominator: float
    flag: str | None


MISSING = Figure(NAN, NAN, NAN, None)


class Indicator:
    """The figures of one indicator: municipality by year."""

    def __init__(self, export, rows):
        first = rows.iloc[0]
        self.export, self.id = export, first["indicator_id"]
        for name in ("unit", "scale", "chance", "family", "role", "pooled_years"):
            setattr(self, name, first[name])
        self.sign = {"higher_is_better": 1, "lower_is_better": -1, "neutral": 0}[first["direction"]]
        rhythm = 3 if first["rhythm"] == "three_yearly" else 1
        self.expected = int(first["lag_years"]) + rhythm
        self.now = int(first["as_of"][:4])
        self.figures = {}
        columns = ("nis_code", "year", "value", "numerator", "denominator", "flag")
        for code, year, *rest in zip(*(rows[name].tolist() for name in columns), strict=True):
            self.figures.setdefault(code, {})[year] = Figure(*rest)
        self.codes = list(self.figures)
        self.years = sorted({year for of in self.figures.values() for year in of})
        self.rate = self.unit == "%" or self.unit.startswith("per ")
        self.survey = self.chance == "survey"

    def figure(self, code, year):
        return self.figures.get(code, {}).get(year, MISSING)

    def value(self, code, year):
        """What may be compared: not what is composed of parts."""
        found = self.figure(code, year)
        return NAN if found.flag == "composed" else found.value

    @cache  # noqa: B019 - one export per run
    def in_year(self, year):
        return [self.value(code, year) for code in self.codes]

    def enough(self, year):
        """Have 80 % of the municipalities (and at least 5) a value?"""
        return len(known(self.in_year(year))) >= max(0.8 * len(self.codes) - TOLERANCE, 5)

    @cached_property
    def common(self):
        return max((year for year in self.years if self.enough(year)), default=None)

    @cached_property
    def recent(self):
        """The last ten years up to the newest."""
        last = max((year for year in self.years if known(self.in_year(year))), default=0)
        return range(last - 9, last + 1)

    @cached_property
    def middles(self):
        """Year → the middle municipality, where enough have a figure."""
        return {year: median(self.in_year(year)) for year in self.recent if self.enough(year)}

    def since(self, code):
        """First year of the present definition."""
        own = self.figures.get(code, {})
        return max((year for year, figure in own.items() if figure.flag == "break"), default=0)

    @cache  # noqa: B019
    def points(self, code):
        """(year, value) of the recent years, of one definition, without overlap."""
        since = self.since(code)
        own = [(year, self.value(code, year)) for year in self.recent if year >= since]
        own = [(year, value) for year, value in own if not math.isnan(value)]
        return [each for each in own if (own[-1][0] - each[0]) % self.pooled_years == 0]

    @cache  # noqa: B019
    def on_scale(self, code):
        there = [(year, scaled(self.scale, value)) for year, value in self.points(code)]
        return [(year, value) for year, value in there if not math.isnan(value)]

    @cache  # noqa: B019
    def distances(self, code):
        """To the middle municipality of the year."""
        own = [
            (year, value - scaled(self.scale, self.middles[year]))
            for year, value in self.on_scale(code)
            if year in self.middles
        ]
        return [(year, value) for year, value in own if not math.isnan(value)]

    @cached_property
    def rho(self):
        return rho_used(map(self.on_scale, self.codes))

    @cached_property
    def rho_against(self):
        return rho_used(map(self.distances, self.codes))

    @cached_property
    def noise(self):
        """a and b; NaN where the years give no margin."""
        squares = []
        for code in self.codes:
            steps = [b - a for (s, a), (t, b) in pairwise(self.distances(code)) if t == s + 1]
            people = self.export.inhabitants(code, self.common)
            if len(steps) >= 3 and not math.isnan(people):
                v = sum(step**2 for step in steps) / (2 * len(steps))
                squares.append((v, len(steps), people))
        if len(self.middles) < 5 or len(squares) < 50:
            return NAN, NAN
        return by_size(squares)

    @cached_property
    def group(self):
        """What all are compared by."""
        return known(self.place(code).compared for code in self.codes)

    @cached_property
    def most_tied(self):
        """How many have one and the same value."""
        return max((self.group.count(value) for value in set(self.group)), default=0)

    @cached_property
    def iqr(self):
        return spread(self.group)

    @cached_property
    def middle(self):
        return median(self.group)

    @cached_property
    def thirds(self):
        """Bounds of the worst and of the best third."""
        low, high = (quantile(self.group, share) for share in (1 / 3, 2 / 3))
        return (high, low) if self.sign < 0 else (low, high)

    @cached_property
    def unit_against(self):
        if self.common not in self.recent:
            return NAN
        return spread([scaled(self.scale, value) for value in self.in_year(self.common)])

    @cached_property
    def worst(self):
        """Where the way to a target begins: 2.5 % of the pooled reference period."""
        pool = [value for year in range(2015, 2025) for value in self.in_year(year)]
        if not known(pool):
            pool = [value for year in self.years for value in self.in_year(year)]
        return quantile(pool, 0.975 if self.sign < 0 else 0.025)

    @cached_property
    def flanders(self):
        """The figure of Flanders in the common year, and how it was made."""
        if self.common is None or self.unit in COUNTS:
            return NAN, ""
        parts = [part for part in map(self.components, self.codes) if not math.isnan(sum(part))]
        if parts:
            above, below = map(sum, zip(*parts, strict=True))
            return factor(self.unit) * above / below, "sum"
        there = [code for code in self.codes if not math.isnan(self.value(code, self.common))]
        held = sum(map(self.people, there))
        if not self.rate or held < 0.95 * sum(map(self.people, self.codes)):
            return NAN, ""
        counted = {code: self.figure(code, self.common).denominator for code in there}
        if all(map(math.isnan, counted.values())):
            counted = {code: self.people(code) for code in there}
        pairs = [(self.value(code, self.common), n) for code, n in counted.items() if n == n]
        return sum(value * n for value, n in pairs) / sum(n for _, n in pairs), "estimate"

    def components(self, code):
        """Numerator and denominator in the common year; from a count where the source has none."""
        figure = self.figure(code, self.common)
        if self.id not in COUNT_OF:
            return figure.numerator, figure.denominator
        count = self.export.indicators[COUNT_OF[self.id]].value(code, self.common)
        return count, factor(self.unit) * count / figure.value if figure.value > 0 else NAN

    def people(self, code):
        return self.export.inhabitants(code, self.common)

    @cache  # noqa: B019
    def place(self, code):
        return Place(self, code)


# --- one municipality on one indicator


class Place:
    """Where it stands and which way it goes."""

    def __init__(self, indicator, code):
        self.of, self.code = indicator, code
        own = indicator.figures.get(code, {})
        self.latest = max(
            (year for year, figure in own.items() if not math.isnan(figure.value)), default=None
        )
        self.old = self.latest is None or indicator.now - self.latest > indicator.expected + 1

    @cached_property
    def counts(self):
        """Numerator, denominator and first year: of three years where one has too few cases."""
        of, year = self.of, self.of.common
        own = of.figure(self.code, year)
        if of.chance in ("share", "events") and own.numerator < 10 and math.isnan(of.noise[0]):
            parts = [of.figure(self.code, year - back) for back in (0, 1, 2)]
            above, below = (sum(part[i] for part in parts) for i in (1, 2))
            if not math.isnan(above + below) and year - 2 >= of.since(self.code):
                return above, below, year - 2
        return own.numerator, own.denominator, NAN

    @cached_property
    def compared(self):
        value = self.of.value(self.code, self.of.common)
        if math.isnan(value) or math.isnan((counts := self.counts)[2]):
            return value
        above, below, _ = counts
        return factor(self.of.unit) * above / below

    @cached_property
    def people(self):
        return self.of.people(self.code)

    @cached_property
    def respondents(self):
        return 135 if self.people < 5000 else 200

    @cached_property
    def by_years(self):
        a, b = self.of.noise
        return math.sqrt(a + b / self.people) if a + b / self.people >= 0 else NAN

    @cached_property
    def by_counts(self):
        return sd_of_counts(self.of.chance, self.of.scale, *self.counts[:2], self.compared)

    @cached_property
    def sd(self):
        """Standard deviation of one year on the scale; the largest of two."""
        if self.of.survey:
            return NAN
        return max(known([self.by_years, self.by_counts]), default=NAN)

    @cached_property
    def interval(self):
        of, value = self.of, self.compared
        if math.isnan(value):
            return NAN, NAN
        if of.survey:
            low, high = wilson(value / 100, self.respondents)
            return max(100 * low - 0.5, 0), min(100 * high + 0.5, 100)
        if not math.isnan(of.noise[0]):
            g = scaled(of.scale, value)
            return tuple(unscaled(of.scale, g + sign * Z * self.sd) for sign in (-1, 1))
        above, below, _ = self.counts
        if of.chance not in ("share", "events") or math.isnan(above):
            return NAN, NAN
        if of.chance == "share":
            return tuple(factor(of.unit) * each for each in wilson(above / below, below))
        return tuple(factor(of.unit) * each / below for each in byar(above))

    @cached_property
    def margin(self):
        if math.isnan(self.interval[0]):
            return "none"
        if self.of.survey:
            return "estimated"
        years, counts = self.by_years, self.by_counts
        return "counts" if math.isnan(years) or counts > years else "years"

    @cached_property
    def ranks(self):
        """Rank, others with the same value, percentile rank."""
        if math.isnan(self.compared):
            return NAN, NAN, NAN
        group = self.of.group
        more = sum(value > self.compared for value in group)
        less = sum(value < self.compared for value in group)
        equal = len(group) - more - less - 1
        better, worse = (less, more) if self.of.sign < 0 else (more, less)
        percentile = 100 * (worse + equal / 2) / (len(group) - 1) if len(group) > 1 else NAN
        return better + 1 + equal / 2, equal, percentile

    @cached_property
    def barred(self):
        """Why the figure takes no status, whatever it is beside."""
        of = self.of
        bars = {
            "context": of.sign == 0,
            "no_value": self.latest is None,
            "composed": of.figure(self.code, self.latest).flag == "composed",
            "old": self.old,
            "other_year": self.latest != of.common,
            "few_peers": len(of.group) < 6,
        }
        return next((reason for reason, holds in bars.items() if holds), "")

    @cached_property
    def unsure(self):
        """Why it takes none beside others."""
        of = self.of
        small = of.rate and self.people < 1000
        zero = math.isnan(scaled(of.scale, self.compared))
        bars = {
            "ties": of.most_tied > max(0.2 * len(of.group), 1),
            "small": small or of.figure(self.code, of.common).denominator < 50,
            "zero": zero and not of.survey,
            "no_margin": self.margin == "none",
        }
        return next((reason for reason, holds in bars.items() if holds), "")

    @cached_property
    def position(self):
        """Status beside the middle municipality and Flanders, and the reason."""
        of = self.of
        reason = self.barred or self.unsure
        if reason:
            return "unknown", reason
        low, high = self.interval
        percentile, (flemish, _) = self.ranks[2], of.flanders
        if percentile >= 200 / 3 - TOLERANCE:
            word, way = "good", of.sign
        elif percentile <= 100 / 3 + TOLERANCE:
            word, way = "poor", -of.sign
        else:
            return "middle", ""
        if not (low > of.middle if way > 0 else high < of.middle):
            return "middle", ""
        if not math.isnan(flemish) and way * (self.compared - flemish) <= TOLERANCE:
            return "middle", "between"
        return word, ""

    @cached_property
    def p_third(self):
        """One-sided p that it is in its third."""
        of, (status, _) = self.of, self.position
        if status not in ("good", "poor"):
            return NAN
        bound = of.thirds[status == "good"]
        way = of.sign if status == "good" else -of.sign
        if of.survey:
            variance = bound * (100 - bound) / self.respondents + 1 / 12
            return tail(way * (self.compared - bound) / math.sqrt(variance))
        far = scaled(of.scale, self.compared) - scaled(of.scale, bound)
        return tail(way * far / self.sd)

    @cached_property
    def p_counted(self):
        """1 for the middle, and for a difference that is too small to mean something."""
        of = self.of
        if self.position[0] not in ("good", "poor"):
            return 1.0
        if of.survey:
            large = abs(self.compared - of.middle) >= 5 - TOLERANCE
        else:
            apart = abs(scaled(of.scale, self.compared) - scaled(of.scale, of.middle))
            large = of.scale == "difference" or apart >= math.log(1.05) - TOLERANCE
        return self.p_third if large else 1.0

    @cached_property
    def own(self):
        """The own course."""
        of, points = self.of, self.of.points(self.code)
        unit = of.iqr
        if of.unit in COUNTS:
            unit = 0.2 * median([value for _, value in points])
        found = course(points, unit, of.rho) | {"unit": unit}
        told = not (self.old or math.isnan(unit) or of.id in MOVING)
        found["clear"] = found["clear"] and told
        found["word"] = self.own_word(found) if told and found["n"] >= 5 else "unknown"
        return found | {"told": told}

    def own_word(self, found):
        if found["way"] != "direction":
            return "stable" if found["way"] == "still" else "fluctuating"
        up = found["slope"] > 0
        if self.of.sign == 0 or self.of.unit.startswith("euro"):
            return "rising" if up else "falling"
        return "improving" if up == (self.of.sign > 0) else "worsening"

    @cached_property
    def beside(self):
        """The course of the distance to the middle municipality."""
        of = self.of
        unit = of.unit_against
        found = course(of.distances(self.code), unit, of.rho_against)
        told = not (self.old or math.isnan(unit) or of.id in MOVING) and found["n"] >= 5
        word = "unknown"
        if told and of.sign:
            word = {"": "unclear", "still": "equal"}.get(found["way"]) or "slower"
            if found["way"] == "direction" and (found["slope"] > 0) == (of.sign > 0):
                word = "faster"
            if word == "slower" and self.ranks[2] >= 200 / 3 - TOLERANCE:
                word = "lead_shrinks"
        return found | {"told": told, "word": word}

    @cached_property
    def reliability(self):
        if (
            self.margin == "estimated"
            or self.latest != self.of.common
            or self.of.figure(self.code, self.latest).flag == "composed"
        ):
            return "low"
        if self.margin == "none":
            return "unknown"
        low, high = self.interval
        narrow = (high - low) / 2 <= 0.1 * abs(self.compared) + TOLERANCE
        return "high" if narrow and self.of.now - self.latest <= self.of.expected else "middle"

    # the columns of the file

    def of_common_year(self):
        of, (rank, equal, percentile) = self.of, self.ranks
        return {
            "compared_value": self.compared,
            "pooled_from": NAN if math.isnan(self.compared) else self.counts[2],
            "low": self.interval[0],
            "high": self.interval[1],
            "margin": self.margin,
            "noise_sd": self.sd,
            "respondents": self.respondents if self.margin == "estimated" else NAN,
            "inhabitants": self.people,
            "reference_value": of.middle,
            "rank": rank,
            "n": len(of.group),
            "equal": equal,
            "percentile": percentile,
            "iqr": of.iqr,
            "flanders": of.flanders[0],
            "flanders_kind": of.flanders[1],
            "third_worst": of.thirds[0],
            "third_best": of.thirds[1],
            "p_third": self.p_third,
        }

    def of_latest_year(self, row):
        found = self.own_columns() | self.beside_columns() | self.growth()
        found |= {"position_status": self.position[0], "reliability": self.reliability}
        found |= self.judged(row)
        largest = self.of.export.found(self.code) if self.speaks else NAN
        return found | {"p_found": largest, "signal": self.signal(found, largest)}

    def own_columns(self):
        of, own, points = self.of, self.own, self.of.points(self.code)
        on_scale = of.on_scale(self.code)
        moves, values = net(on_scale), net(points)
        told = not math.isnan(moves.change)
        quiet = own["word"] == "fluctuating"
        found = {
            "net": moves.change,
            "net_margin": Z * self.sd * math.sqrt(2 / moves.k) if told else NAN,
            "net_from": values.begin,
            "net_to": values.end,
        }
        return {
            "trend": own["word"],
            "trend_clear": own["clear"],
            "slope": own["slope"],
            "s": own["s"],
            "p_course": own["p"],
            "points": own["n"],
            "s_needed": own["needed"],
            "s_clear": own["needed_clear"],
            "size_unit": own["unit"],
            "range": own["range"],
            "trend_from": points[0][0] if points else NAN,
            "trend_to": points[-1][0] if points else NAN,
            "turned": turned(on_scale, of.unit_against, self.sd) if quiet else NAN,
        } | {name: value if own["told"] else NAN for name, value in found.items()}

    def beside_columns(self):
        of, beside = self.of, self.beside
        points = of.distances(self.code)
        moves, total = net(points), moved(points) if len(points) > 1 else NAN
        found = {
            "slope_against_peers": beside["slope"],
            "p_against": beside["p"],
            "s_against": beside["s"],
            "s_needed_against": beside["needed"],
            "change_against": relative(of.scale, total),
            "net_against": moves.change,
            "against_from": moves.begin,
            "against_to": moves.end,
        }
        shown = {name: value if beside["told"] else NAN for name, value in found.items()}
        return shown | {"trend_against_peers": beside["word"]}

    def growth(self):
        """Compound growth from first to last value, and what Eurostat calls it."""
        points = self.of.points(self.code)
        if len(points) < 2 or points[0][1] <= 0 or points[-1][1] <= 0:
            return {"cagr": NAN, "cagr_class": None}
        (first, start), (last, end) = points[0], points[-1]
        found = (end / start) ** (1 / (last - first)) - 1
        names = ("significant progress", "moderate progress", "moderate movement away")
        limits = zip((0.01, 0, -0.01), names, strict=True)
        word = next(
            (name for limit, name in limits if found * self.of.sign >= limit),
            "significant movement away",
        )
        return {"cagr": found, "cagr_class": word if self.of.sign else None}

    def judged(self, row):
        """Beside the target where the row has one, else the position."""
        found = {"target": row.target, "pace": NAN, "pace_class": None}
        if math.isnan(row.target):
            status, reason = self.position
            found |= {"status": status, "status_reason": reason, "status_basis": "peers"}
            return found | {"target_worst": self.of.worst}
        sign, value = self.of.sign, self.compared if self.latest == self.of.common else row.value
        way, gone = (sign * (to - row.target_worst) for to in (row.target, value))
        status = "middle" if way > 0 and gone >= 0.5 * way else "poor"
        status = "good" if sign * (value - row.target) >= 0 else status
        found |= {
            "status": "unknown" if self.barred else status,
            "status_reason": self.barred,
            "status_basis": row.status_basis,
            "target_worst": row.target_worst,
        }
        return found | self.pace(row, value)

    def pace(self, row, value):
        """Observed change per year over what the target asks."""
        points, ratio = self.of.points(self.code), NAN
        if (
            self.own["word"] in ("improving", "worsening", "rising", "falling")
            and (row.target - value) * (row.target - points[0][1]) > 0
            and row.target_year > points[0][0]
        ):
            asked = (row.target - points[0][1]) / (row.target_year - points[0][0])
            ratio = self.own["slope"] / asked
        names = ((1, "on_track"), (0.5, "too_slow"), (0, "far_too_slow"), (-math.inf, "wrong_way"))
        word = next((name for limit, name in names if ratio >= limit), None)
        return {"pace": ratio, "pace_class": word}

    @cached_property
    def speaks(self):
        return self.of.export.speaker(self.of.family, self.code) == self.of.id

    def signal(self, judged, largest):
        """One word on what stands out."""
        status = judged["status"]
        if judged["status_basis"] == "own_target" and status != "unknown":
            if status == "poor" or judged["pace_class"] in ("far_too_slow", "wrong_way"):
                return "attention"
            if status == "good":
                return "strength"
        if not self.speaks:
            return ""
        against, stands = self.beside["word"], self.p_counted <= largest
        if stands and self.position[0] == "good":
            return "strength"
        if stands and self.position[0] == "poor":
            return "question" if against == "faster" else "attention"
        if against not in ("slower", "lead_shrinks"):
            return ""
        total = abs(moved(self.of.distances(self.code)))
        return "question" if total >= 0.25 * self.of.unit_against - TOLERANCE else ""


# --- the file


class Export:
    """All indicators of the file."""

    def __init__(self, table):
        groups = table[list(FACTS)].groupby("indicator_id", observed=True, sort=False)
        self.indicators = {id_: Indicator(self, rows) for id_, rows in groups}
        self.families = {}
        for item in self.indicators.values():
            self.families.setdefault(item.family, []).append(item.id)

    @cache  # noqa: B019
    def inhabitants(self, code, year):
        """Of this year, from the file on origin where need be; else of the nearest."""
        if year is None:
            return NAN
        people, origin = (self.indicators.get(id_) for id_ in ("inwoners", ORIGIN))
        if people is None:
            return NAN
        if not math.isnan(found := people.figure(code, year).value):
            return found
        if origin and not math.isnan(found := origin.figure(code, year).denominator):
            return found
        there = {each: people.figure(code, each).value for each in people.years}
        near = [each for each in there if not math.isnan(there[each])]
        return there[min(near, key=lambda each: abs(each - year))] if near else NAN

    @cache  # noqa: B019
    def speaker(self, family, code):
        """The spokesman if it has a figure; else the first part with a status."""
        places = {id_: self.indicators[id_].place(code) for id_ in self.families[family]}
        first = places.pop(family, None)
        if first and not math.isnan(first.compared):
            return family if first.position[0] != "unknown" else None
        able = [id_ for id_, place in places.items() if place.position[0] != "unknown"]
        if len(able) > 1:
            able.sort(key=PARTS[family].index)
        return able[0] if able else None

    @cache  # noqa: B019
    def found(self, code):
        """Benjamini-Hochberg over all that speak in one municipality: the largest p that stands."""
        speaking = {family: self.speaker(family, code) for family in self.families}
        p = sorted(self.indicators[id_].place(code).p_counted for id_ in speaking.values() if id_)
        return max((each for i, each in enumerate(p, 1) if each <= 0.05 * i / len(p)), default=-1)

    def judge(self, row):
        """Every judged column of a row, computed anew; empty where it has nothing to say."""
        of = self.indicators[row.indicator_id]
        place = of.place(row.nis_code)
        found = dict.fromkeys((*COMPARED, *LATEST), NAN)
        found |= {
            "scale": of.scale,
            "noise_a": of.noise[0],
            "noise_b": of.noise[1],
            "family": of.family,
            "role": "spokesman" if of.family == of.id else "part",
            "rho": of.rho,
            "rho_against": of.rho_against,
            "size_unit_against": of.unit_against,
            "age_limit": of.expected + 1,
            "middle": median(of.in_year(row.year)) if of.enough(row.year) else NAN,
        }
        if row.year == of.common:
            found |= place.of_common_year()
        if row.year == place.latest:
            found |= place.of_latest_year(row)
        return found


def chosen(table, count, seed):
    """Random rows with a judgement, and a fifth of that many without."""
    with_one = table["status"].notna() | table["n"].notna()
    judged, other = table[with_one], table[~with_one]
    pieces = [
        rows.sample(min(number, len(rows)), random_state=seed)
        for rows, number in ((judged, count), (other, count // 5))
    ]
    return pd.concat(pieces)


def differences(export, rows):
    """What rows of the file say otherwise than they should."""
    wrong = []
    for row in rows.itertuples():
        made = export.judge(row)
        for name in (*EVERY, *COMPARED, *LATEST):
            said = getattr(row, name)
            if not same(said, made[name]):
                wrong.append((row.indicator_id, row.nis_code, row.year, name, said, made[name]))
    return wrong


def read(path):
    wanted = dict.fromkeys((*FACTS, *ASKED, *EVERY, *COMPARED, *LATEST))
    return pd.read_parquet(path, columns=list(wanted))


def same(said, made):
    """Equal, both empty, or equal but for the last digits."""
    empty = [each is None or each == "" or pd.isna(each) for each in (said, made)]
    if any(empty):
        return all(empty)
    if isinstance(made, (str, bool)):
        return said == made
    return math.isclose(said, made, rel_tol=1e-9, abs_tol=1e-12)


if __name__ == "__main__":
    arguments = [*sys.argv[1:], *("2000", "1")[len(sys.argv) - 2 :]]
    file = read(arguments[0])
    sample = chosen(file, int(arguments[1]), int(arguments[2]))
    problems = differences(Export(file), sample)
    for problem in problems:
        print(*problem)
    print(f"{len(sample)} rows, {len(problems)} differences")
    sys.exit(bool(problems))
