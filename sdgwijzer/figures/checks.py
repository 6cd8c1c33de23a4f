"""Is what a reader took out of a file believable? Asked before figures are replaced.

A file can be whole and still wrong: a column in another unit, half of the municipalities, one
value a thousand times too large. Every problem is listed with the indicator and an example;
figures that fail are not written, and those of before stay in use.
"""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import pandas as pd

from sdgwijzer.errors import FiguresError
from sdgwijzer.model import Flag, Indicator, Source
from sdgwijzer.municipalities import Municipalities

MAX_ABSENT: Final = 15
"""Municipalities that may be lacking in a year: sources leave out a few tiny ones (Herstappe)."""

MAX_VANISHED: Final = 5
"""Municipalities that may disappear from a year that had them before."""

MAX_ALTERED: Final = 0.20
"""Share of the values of before that a revision may change."""

MAX_REVISION: Final = 0.05
"""A larger change of one value of before is a question, unless that value was provisional."""

SMALL: Final = 10
"""A change of at most this much (people, percent, euro) is a correction whatever its share."""

FACTOR: Final = 10
"""Values of all municipalities that are this many times larger or smaller: another unit."""

_CELL: Final = ["indicator_id", "nis_code", "geography", "year"]
_AMOUNTS: Final = ("value", "numerator", "denominator")


def figures(
    source: Source,
    frame: pd.DataFrame,
    indicators: Sequence[Indicator],
    municipalities: Municipalities,
    before: pd.DataFrame | None,
    files: Sequence[str] = (),
) -> None:
    """Refuse new figures of a source that are not believable.

    Args:
        source: whose figures.
        frame: the new figures, `FIGURE_COLUMNS`.
        indicators: the entries that asked for them.
        municipalities: the reference list.
        before: the figures in use, or None for a first time.
        files: what they were read from, for the error.

    Raises:
        FiguresError: with every problem, what was expected and what was found.
    """
    problems = [
        *_asked(frame, indicators),
        *_coverage(frame, municipalities),
        *_range(frame, indicators),
        *(_revision(frame, before) if before is not None else ()),
    ]
    if problems:
        kept = "there are none of before" if before is None else "those of before stay in use"
        raise FiguresError(
            f"{source.key}: the new figures of {', '.join(files) or 'its files'} were refused, "
            f"{kept}:\n"
            + "\n".join(f"  {problem}" for problem in problems)
            + f"\nCompare with {source.homepage}; if the publisher is right, run the update again "
            f"with --accept {source.key}."
        )


def _asked(frame: pd.DataFrame, indicators: Sequence[Indicator]) -> Iterator[str]:
    absent = {item.id for item in indicators} - set(frame["indicator_id"])
    for id_ in sorted(absent):
        yield f"{id_}: no figures at all; expected at least one year"


def _coverage(frame: pd.DataFrame, municipalities: Municipalities) -> Iterator[str]:
    """Years in which too many municipalities have no row."""
    rows = frame.groupby(["indicator_id", "geography", "year"])["nis_code"].nunique()
    for (id_, geography, year), found in rows.items():
        expected = len(municipalities.on_map(int(geography)))
        if expected - found > MAX_ABSENT:
            yield f"{id_} {year}: expected {expected} municipalities, found {found}"


def _range(frame: pd.DataFrame, indicators: Sequence[Indicator]) -> Iterator[str]:
    """Published values outside the plausible range (what is divided is checked by the build)."""
    limits = {item.id: item.plausible for item in indicators}
    low = frame["indicator_id"].map({id_: pair[0] for id_, pair in limits.items()})
    high = frame["indicator_id"].map({id_: pair[1] for id_, pair in limits.items()})
    outside = (frame["value"] < low) | (frame["value"] > high)
    for id_, wrong in frame[outside].groupby("indicator_id"):
        first = wrong.iloc[0]
        yield (
            f"{id_}: {len(wrong)} values outside {list(limits[str(id_)])}, "
            f"found for example {first['value']} for {first['nis_code']} in {first['year']}"
        )


def _revision(frame: pd.DataFrame, before: pd.DataFrame) -> Iterator[str]:
    """What changed in cells that were there before, more than a revision would."""
    both = before.merge(frame, on=_CELL, how="left", suffixes=("_before", ""), indicator=True)
    gone = both[both["_merge"] == "left_only"]
    gone = gone[gone["indicator_id"].isin(frame["indicator_id"])]
    for (id_, year), cells in gone.groupby(["indicator_id", "year"]):
        if len(cells) > MAX_VANISHED:
            yield f"{id_} {year}: {len(cells)} municipalities that had a row before have none"
    for id_, cells in gone.groupby("indicator_id"):
        mine = frame[frame["indicator_id"] == id_]
        codes = sorted(set(cells["nis_code"]) - set(mine["nis_code"]))
        if codes:
            yield f"{id_}: municipalities that had figures and have none in any year: " + ", ".join(
                codes[:5]
            )
    kept = both[both["_merge"] == "both"]
    for name in _AMOUNTS:
        yield from _revised(kept, name)


def _revised(kept: pd.DataFrame, name: str) -> Iterator[str]:
    """Numbers of before that became a gap, or another number."""
    old, new, ids = kept[f"{name}_before"], kept[name], kept["indicator_id"]
    lost = (old.notna() & new.isna()).groupby([ids, kept["year"]]).sum()
    for (id_, year), count in lost[lost > MAX_VANISHED].items():
        yield f"{id_} {year}: {name} of {count} municipalities that had one is now a gap"
    change = (new - old).abs()
    settled = kept["flag_before"] != Flag.PROVISIONAL.value
    large = settled & (change > SMALL) & (change > MAX_REVISION * old.abs())
    for id_, wrong in kept[large].groupby("indicator_id"):
        first = wrong.loc[change[wrong.index].idxmax()]
        yield (
            f"{id_}: {name} of {len(wrong)} cells changed by more than {MAX_REVISION:.0%}, for "
            f"example {first['nis_code']} in {first['year']}: expected about "
            f"{first[f'{name}_before']}, found {first[name]}"
        )
    altered = (old.notna() & (old != new)).groupby(ids).mean()
    for id_, share in altered[altered > MAX_ALTERED].items():
        yield (
            f"{id_}: {share:.0%} of the cells of before have another {name}; "
            f"expected at most {MAX_ALTERED:.0%}"
        )


SAME: Final = (
    # indicator, its column, indicator, its column, years later
    ("buitenlandse_herkomst", "denominator", "inwoners", "value", 0),
    ("inkomen_per_inwoner", "denominator", "inwoners", "value", 1),
    ("alleenwonenden", "denominator", "gezinnen", "value", 0),
)
"""Two sources that count the same people: income is of a year, inhabitants of the day after it."""

MAX_APART: Final = 0.01
"""How far two counts of the same people may lie apart in one municipality."""

REPORT_COLUMNS: Final = (
    "indicator_id",
    "years",
    "first_year",
    "last_year",
    "municipalities",  # with a value in the last year
    "absent",  # without, by code, the first five
    "lowest",
    "median",
    "highest",
    "unit_jumps",
    "verdict",  # "ok", or what is off
)


def report(
    observations: pd.DataFrame, indicators: Sequence[Indicator], municipalities: Municipalities
) -> pd.DataFrame:
    """One line per indicator: what there is, what is missing, and what looks off.

    Args:
        observations: on today's map: indicator_id, nis_code, year, value.
        indicators: the entries; those without figures get no line.
        municipalities: the reference list.

    Returns:
        `REPORT_COLUMNS`.
    """
    groups = dict(iter(observations[observations["value"].notna()].groupby("indicator_id")))
    apart = disagreements(observations)
    lines = []
    for item in indicators:
        if item.id in groups:
            line = _line(item, groups[item.id], municipalities)
            line["verdict"] = apart.get(item.id, line["verdict"])
            lines.append(line)
    return pd.DataFrame(lines, columns=list(REPORT_COLUMNS))


def counted(found: pd.DataFrame, indicators: Sequence[Indicator]) -> str:
    """How many indicators a report is about, and of how many it says nothing."""
    without = len(indicators) - len(found)
    return (
        f"{len(found)} indicator{'s' * (len(found) != 1)} with figures checked, {without} have none"
    )


def _line(item: Indicator, rows: pd.DataFrame, municipalities: Municipalities) -> dict[str, object]:
    last = rows[rows["year"] == rows["year"].max()]
    absent = sorted(set(municipalities.today) - set(last["nis_code"]))
    jumps = unit_jumps(rows)
    low, high = item.plausible
    off = []
    if rows["value"].min() < low or rows["value"].max() > high:
        off.append("outside the plausible range")
    if rows.duplicated(["nis_code", "year"]).any():
        off.append("doubled rows")
    if jumps:
        off.append("the middle municipality jumps by a factor 10 or more")
    return {
        "indicator_id": item.id,
        "years": rows["year"].nunique(),
        "first_year": rows["year"].min(),
        "last_year": rows["year"].max(),
        "municipalities": len(last),
        "absent": " ".join(absent[:5]) + (" …" if len(absent) > 5 else ""),
        "lowest": rows["value"].min(),
        "median": last["value"].median(),
        "highest": rows["value"].max(),
        "unit_jumps": " ".join(map(str, jumps)),
        "verdict": ", ".join(off) or "ok",
    }


def unit_jumps(rows: pd.DataFrame) -> list[int]:
    """Years in which all municipalities together are `FACTOR` times larger or smaller than before.

    One municipality may jump, and a middle near zero may too; that the middle one and a high one
    (the 90th of 100) do so in the same year happens only when the unit changes.
    """
    by_year = rows.groupby("year")["value"].quantile([0.5, 0.9]).unstack().abs()
    small = np.minimum(by_year, by_year.shift())
    large = np.maximum(by_year, by_year.shift())
    jumped = ((small > 0) & (large >= FACTOR * small)).all(axis=1)
    return [int(year) for year in jumped.index[jumped]]


def disagreements(observations: pd.DataFrame) -> dict[str, str]:
    """Indicators of which two sources do not agree (`SAME`) → what was expected and found."""
    found = {}
    there = set(observations["indicator_id"])
    for own, column, other, other_column, later in SAME:
        if not {own, other} <= there:
            continue
        left, right = (
            observations.loc[observations["indicator_id"] == id_, ["nis_code", "year", name]]
            for id_, name in ((own, column), (other, other_column))
        )
        right = right.assign(year=right["year"].astype(int) - later)
        both = left.merge(right, on=["nis_code", "year"]).dropna()
        if both.empty:
            found[own] = f"{column} and the {other_column} of {other} have no cell in common"
            continue
        one, two = both.iloc[:, 2], both.iloc[:, 3]
        apart = (one - two).abs() > MAX_APART * two
        if apart.any():
            first = both[apart].iloc[0]
            found[own] = (
                f"{column} is not the {other_column} of {other}: expected {first.iloc[3]:.0f}, "
                f"found {first.iloc[2]:.0f} in {first['nis_code']} in {first['year']} "
                f"({int(apart.sum())} cells)"
            )
    return found
