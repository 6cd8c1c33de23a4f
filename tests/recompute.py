"""A stranger recomputes the judgements: python tests/recompute.py all.parquet [rows] [seed].

Nothing of the project is imported here. The formulas are written again, in the slowest and
plainest way, from the description of the method; the file comes from
`sdgwijzer export --all --format parquet --output all.parquet`.
"""

import math
import statistics
import sys
from functools import cache
from itertools import combinations

import numpy as np
import pandas as pd
from scipy import stats

Z = 1.959963984540054
FACTORS = {"%": 100, "m² per inwoner": 10_000, "inwoners per km²": 100}
NUMBERS = (
    "compared_value",
    "low",
    "high",
    "rank",
    "n",
    "equal",
    "percentile",
    "reference_value",
    "iqr",
    "slope",
    "p",
    "points",
    "trend_from",
    "trend_to",
    "turned",
    "slope_against_peers",
    "p_against_peers",
    "cagr",
    "target",
    "pace",
)
WORDS = (
    "position_status",
    "status",
    "status_reason",
    "status_basis",
    "trend",
    "trend_clear",
    "trend_against_peers",
    "cagr_class",
    "reliability",
    "pace_class",
)


def factor(unit):
    """What turns numerator / denominator into the unit: "per 1.000 inwoners" is a thousand."""
    words = unit.split()
    number = words[1].replace(".", "") if len(words) > 1 and words[0] == "per" else ""
    return int(number) if number.isdigit() else FACTORS.get(unit, 1)


def interval(kind, numerator, denominator, scale):
    """Wilson for shares, Byar or exact for events; None where chance has no say."""
    if kind == "share":
        p, n = numerator / denominator, denominator
        centre = p + Z**2 / (2 * n)
        half = Z * math.sqrt(p * (1 - p) / n + Z**2 / (4 * n**2))
        low, high = ((centre + sign * half) / (1 + Z**2 / n) for sign in (-1, 1))
        return scale * max(low, 0), scale * min(high, 1)
    o = numerator
    if o < 10:
        low = stats.chi2.ppf(0.025, 2 * o) / 2 if o else 0.0
        high = stats.chi2.ppf(0.975, 2 * o + 2) / 2
    else:
        low = o * (1 - 1 / (9 * o) - Z / (3 * math.sqrt(o))) ** 3
        high = (o + 1) * (1 - 1 / (9 * (o + 1)) + Z / (3 * math.sqrt(o + 1))) ** 3
    return scale * low / denominator, scale * high / denominator


@cache
def orders(counts):
    """S → how many orders of a multiset have it: place a value first, then all the others."""
    if sum(counts) <= 1:
        return {0: 1}
    found = {}
    for i, count in enumerate(counts):
        if count:
            rest = (*counts[:i], count - 1, *counts[i + 1 :])
            gain = sum(rest[i + 1 :]) - sum(rest[:i])
            for s, number in orders(rest).items():
                found[s + gain] = found.get(s + gain, 0) + number
    return found


def kendall(values):
    """Mann-Kendall S and its exact two-sided p."""
    known = [round(float(value), 9) for value in values]
    s = sum((b > a) - (b < a) for a, b in combinations(known, 2))
    counts = tuple(known.count(value) for value in sorted(set(known)))
    spread = orders(counts)
    return s, sum(n for each, n in spread.items() if abs(each) >= abs(s)) / sum(spread.values())


def theil_sen(points):
    """Median of the slopes between all pairs of (year, value)."""
    return statistics.median(
        round(float(b - a), 9) / (t - s) for (s, a), (t, b) in combinations(points, 2)
    )


def direction(points, iqr, sign):
    """Slope, p, word and whether it is clear, by the rules for a trend."""
    if len(points) < 2:
        return math.nan, math.nan, "unknown", False
    slope, (_, p) = theil_sen(points), kendall([value for _, value in points])
    if len(points) < 5 or math.isnan(iqr):
        return slope, p, "unknown", False
    total = abs(slope) * (points[-1][0] - points[0][0])
    if total < 0.1 * iqr or slope == 0:
        return slope, p, "stable", False
    if p > 0.10:
        return slope, p, "unclear", False
    clear = p <= 0.05 and total >= 0.5 * iqr
    if sign == 0:
        return slope, p, "rising" if slope > 0 else "falling", clear
    return slope, p, "improving" if slope * sign > 0 else "worsening", clear


def turned(points, iqr):
    """The year of the turn, when both halves move enough and opposite ways."""
    half = math.ceil(len(points) / 2)
    moves = [
        theil_sen(part) * (part[-1][0] - part[0][0]) for part in (points[:half], points[-half:])
    ]
    if moves[0] * moves[1] >= 0 or min(map(abs, moves)) <= 0.25 * iqr:
        return math.nan
    pick = max if moves[0] > 0 else min
    extreme = pick(value for _, value in points)
    return next(year for year, value in points if value == extreme)


class Export:
    """The file, by indicator: municipalities by years."""

    def __init__(self, table):
        self.table = table
        self.values, self.compared, self.rows = {}, {}, {}
        self.known, self.median = {}, {}
        for id_, rows in table.groupby("indicator_id", observed=True):
            values = rows.pivot(index="nis_code", columns="year", values="value")
            self.values[id_] = values
            self.known[id_] = values.notna().sum().to_dict()
            self.median[id_] = values.median().to_dict()
            self.compared[id_] = rows["compared_value"].dropna()
            self.rows[id_] = rows.set_index(["nis_code", "year"])

    def judge(self, row):
        """Everything the row says of its municipality, computed anew."""
        values = self.values[row.indicator_id]
        sign = {"higher_is_better": 1, "lower_is_better": -1, "neutral": 0}[row.direction]
        known = self.known[row.indicator_id]
        common = max((year for year in values if known[year] >= 0.8 * len(values)), default=None)
        found = self.position(row, sign) if row.year == common else {}
        iqr = math.nan
        if common is not None:
            iqr = float(np.subtract(*np.percentile(self.compared[row.indicator_id], [75, 25])))
        old = int(row.as_of[:4]) - row.year > row.lag_years + (
            5 if row.rhythm == "three_yearly" else 3
        )
        found |= self.position_status(row, found, sign, old, common)
        found |= self.trends(row, values, sign, iqr, old)
        found |= self.status(row, found, sign, old)
        return found | {"reliability": self.reliability(row, found, common)}

    def position(self, row, sign):
        """Value compared, interval and place in the common year."""
        numerator, denominator, value = row.numerator, row.denominator, row.value
        counted = row.chance in ("share", "events")
        pooled = False
        if counted and numerator < 10:
            rows = self.rows[row.indicator_id]
            years = [(row.nis_code, row.year - back) for back in (0, 1, 2)]
            parts = [
                rows.loc[year, ["numerator", "denominator"]] for year in years if year in rows.index
            ]
            known = [part for part in parts if part.notna().all()]
            if len(known) == 3 and not (rows.loc[years, "flag"] == "break").any():
                numerator, denominator = (sum(part.iloc[i] for part in known) for i in (0, 1))
                pooled, value = True, factor(row.unit) * numerator / denominator
        low = high = math.nan
        if counted and not math.isnan(denominator):
            low, high = interval(row.chance, numerator, denominator, factor(row.unit))
        group = self.compared[row.indicator_id]
        more, less = int((group > value).sum()), int((group < value).sum())
        equal, n = len(group) - more - less - 1, len(group)
        better, worse = (less, more) if sign < 0 else (more, less)
        return {
            "compared_value": value,
            "low": low,
            "high": high,
            "rank": better + 1 + equal / 2,
            "n": n,
            "equal": equal,
            "percentile": 100 * (worse + equal / 2) / (n - 1),
            "reference_value": float(group.median()),
            "iqr": float(np.subtract(*np.percentile(group, [75, 25]))),
            "_numerator": numerator,
            "_pooled": pooled,
        }

    def position_status(self, row, found, sign, old, common):
        """Outer thirds beyond chance, or the reason why not."""
        reason = self.reason(row, found, sign, old, common)
        status = "unknown"
        if found and reason in ("", "chance_unknown"):
            free = math.isnan(found["low"])
            beyond = free or not found["low"] <= found["reference_value"] <= found["high"]
            place = found["percentile"]
            status = (
                "good" if place >= 200 / 3 - 1e-9 else "poor" if place <= 100 / 3 + 1e-9 else ""
            )
            status = status if status and beyond else "middle"
        return {"position_status": status, "status_reason": reason}

    def reason(self, row, found, sign, old, common):
        """Why there is no position, or none beyond chance; the last one counts."""
        group = self.compared[row.indicator_id]
        reason = ""
        if row.denominator < 50:
            reason = "small"
        if row.year != common:
            reason = "other_year"
        if old:
            reason = "old"
        if found and not reason and row.chance != "none" and math.isnan(found["low"]):
            reason = "chance_unknown"
        if found and group.value_counts().max() > max(1, 0.2 * len(group)):
            reason = "ties"
        if len(group) < 6:
            reason = "few_peers"
        if sign == 0:
            reason = "context"
        return reason

    def trends(self, row, values, sign, iqr, old):
        """The own trend, its turn, its growth, and the trend beside the median municipality."""
        known, median = self.known[row.indicator_id], self.median[row.indicator_id]
        filled = [year for year in values if known[year]]
        rows = self.rows[row.indicator_id].loc[row.nis_code]
        since = max(rows.index[rows["flag"] == "break"], default=0)
        own = values.loc[row.nis_code]
        points = [
            (year, float(own[year]))
            for year in values
            if year > filled[-1] - 10 and year >= since and not math.isnan(own[year])
        ]
        points = [each for each in points if (points[-1][0] - each[0]) % row.pooled_years == 0]
        slope, p, word, clear = direction(points, iqr, sign)
        many = max(0.8 * len(values), 6)
        apart = [(t, value - median[t]) for t, value in points if known[t] >= many]
        apart_slope, apart_p, apart_word, _ = direction(apart, iqr, sign)
        words = {"improving": "faster", "worsening": "slower", "stable": "equal"}
        beside = "unknown" if sign == 0 or old else words.get(apart_word, apart_word)
        word = "unknown" if old else word
        growth = math.nan
        (first, start), (last, end) = (points[0], points[-1]) if points else ((0, 0), (0, 0))
        if last > first and start > 0 and end > 0:
            growth = (end / start) ** (1 / (last - first)) - 1
        quiet = word in ("unclear", "stable")
        return {
            "slope": slope,
            "p": p,
            "points": len(points),
            "trend": word,
            "trend_clear": clear and word != "unknown",
            "trend_from": first or math.nan,
            "trend_to": last or math.nan,
            "turned": turned(points, iqr) if quiet else math.nan,
            "slope_against_peers": apart_slope,
            "p_against_peers": apart_p,
            "trend_against_peers": beside,
            "cagr": growth,
            "cagr_class": self.eurostat(growth * sign) if sign else None,
            "_start": (first, start),
        }

    def eurostat(self, growth):
        """Class of a growth that is turned by the direction."""
        if math.isnan(growth):
            return None
        names = ("significant progress", "moderate progress", "moderate movement away")
        limits = zip((0.01, 0, -0.01), names, strict=True)
        return next(
            (name for limit, name in limits if growth >= limit), "significant movement away"
        )

    def status(self, row, found, sign, old):
        """Beside the target where the row has one, else the position."""
        if math.isnan(row.target):
            return {
                "status": found["position_status"],
                "status_basis": "peers",
                "target": math.nan,
                "pace": math.nan,
                "pace_class": None,
            }
        value = found.get("compared_value", row.value)
        way, gone = (sign * (to - row.target_worst) for to in (row.target, value))
        status = "middle" if way > 0 and gone >= 0.5 * way else "poor"
        status = "good" if sign * (value - row.target) >= 0 else status
        small = row.denominator < 50
        (first, start), pace = found["_start"], math.nan
        if (
            found["trend"] in ("improving", "worsening")
            and (row.target - value) * (row.target - start) > 0
            and row.target_year > first
        ):
            pace = found["slope"] / ((row.target - start) / (row.target_year - first))
        names = ((1, "on_track"), (0.5, "too_slow"), (0, "far_too_slow"), (-math.inf, "wrong_way"))
        return {
            "status": "unknown" if old or small else status,
            "status_reason": "old" if old else "small" if small else "",
            "status_basis": row.status_basis,
            "target": row.target,
            "pace": pace,
            "pace_class": next((name for limit, name in names if pace >= limit), None),
        }

    def reliability(self, row, found, common):
        """High, middle or low."""
        counted = row.chance in ("share", "events")
        numerator = found.get("_numerator", math.nan)
        if (
            found.get("_pooled")
            or row.pooled_years > 1
            or row.flag in ("pooled", "estimated")
            or (counted and numerator < 20)
            or row.year != common
            or row.chance == "survey"
        ):
            return "low"
        known = row.chance == "none" or (counted and not math.isnan(numerator))
        recent = int(row.as_of[:4]) - row.year <= 2
        return "high" if known and recent else "middle"


def differences(path, count, seed):
    """What a sample of judged rows says otherwise than it should; and the size of the sample."""
    table = pd.read_parquet(path)
    export = Export(table)
    judged = table[table["status"].notna()]
    rows = judged.sample(min(count, len(judged)), random_state=seed)
    wrong = []
    for row in rows.itertuples():
        found = export.judge(row)
        for name in (*NUMBERS, *WORDS):
            if name not in found:
                continue
            said, made = getattr(row, name), found[name]
            if not same(said, made):
                wrong.append((row.indicator_id, row.nis_code, row.year, name, said, made))
    return wrong, rows


def same(said, made):
    """Equal, both empty, or equal but for the last digits."""
    empty = [each is None or each == "" or pd.isna(each) for each in (said, made)]
    if any(empty):
        return all(empty)
    if isinstance(made, (str, bool, np.bool_)):
        return said == made
    return math.isclose(said, made, rel_tol=1e-9, abs_tol=1e-9)


if __name__ == "__main__":
    arguments = [*sys.argv[1:], *("2000", "1")[len(sys.argv) - 2 :]]
    problems, sample = differences(arguments[0], int(arguments[1]), int(arguments[2]))
    for problem in problems:
        print(*problem)
    print(f"{len(sample)} rows, {len(problems)} differences")
    sys.exit(bool(problems))
