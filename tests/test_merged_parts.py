"""Every former municipality on the real figures: sums, shares and refusals, added up again here.

What the project makes of merged municipalities is compared with plain sums of the figures as
published, by way of data/municipalities.csv read with the csv module. Predecessors are all that
lost their territory: 15 in 2019 (into 7) and 28 in 2025 (into 13), among them those whose code
lives on with a larger territory.
"""

import csv
from collections import defaultdict

import pandas as pd
import pytest

from sdgwijzer import catalogue, municipalities, paths, pipeline
from sdgwijzer.model import UNITS, Flag, Merge, Missing

ENTRIES = catalogue.read(paths.catalogue())
with (paths.ROOT / "data" / "municipalities.csv").open(encoding="utf-8", newline="") as file:
    ROWS = list(csv.DictReader(file))
ENDED = [row for row in ROWS if row["valid_until"]]


def heir(row):
    """The row of today that a former municipality became part of."""
    while row["valid_until"]:
        (row,) = (
            other
            for other in ROWS
            if other["nis_code"] == row["successor"] and other["valid_from"] > row["valid_until"]
        )
    return row


def territory(code, year):
    """Codes on the map of that year that make up today's municipality."""
    day = f"{year}-01-01"
    there = [
        row
        for row in ROWS
        if row["valid_from"] <= day and (not row["valid_until"] or day <= row["valid_until"])
    ]
    return {row["nis_code"] for row in there if heir(row)["nis_code"] == code}


@pytest.fixture(scope="module")
def published():
    """The figures as read: indicator → geography → code → year → row."""
    raw, _ = pipeline.read_figures(paths.ROOT / "data" / "figures", ENTRIES)
    raw = raw.astype({"indicator_id": str, "nis_code": str})
    codes = {row["nis_code"] for row in ENDED} | {heir(row)["nis_code"] for row in ENDED}
    found = defaultdict(dict)
    for row in raw[raw["nis_code"].isin(codes)].itertuples():
        found[row.indicator_id, row.geography][row.nis_code, row.year] = row
    return raw, found


@pytest.fixture(scope="module")
def made(published):
    """What the project makes of them, by indicator, code and year; and the parts it keeps."""
    raw, _ = published
    whole, parts = pipeline.observe(raw, ENTRIES, municipalities.load())
    keys = ["indicator_id", "nis_code", "year"]
    whole = whole.astype({"indicator_id": str, "nis_code": str})
    return whole.set_index(keys).sort_index(), parts.astype({"indicator_id": str, "part_code": str})


def cases(published, row, merge):
    """(indicator, successor, year, rows of the parts) where the source has the old map."""
    _, found = published
    code = heir(row)["nis_code"]
    for item in ENTRIES:
        if item.merge is not merge:
            continue
        for (id_, geography), cells in found.items():
            if id_ != item.id or f"{geography}-01-01" > row["valid_until"]:
                continue
            members = territory(code, geography)
            if row["nis_code"] not in members or len(members) < 2:
                continue
            for year in sorted({year for member, year in cells if member == row["nis_code"]}):
                yield item, code, year, [cells.get((member, year)) for member in members]


def test_fifteen_predecessors_of_2019_and_twenty_eight_of_2025():
    numbers = pd.Series([row["valid_until"] for row in ENDED]).value_counts().to_dict()
    assert numbers == {"2018-12-31": 15, "2024-12-31": 28}


names = pytest.mark.parametrize("row", ENDED, ids=lambda row: f"{row['name']}-{row['valid_until']}")


@names
def test_sums_equal_the_parts(published, made, row):
    whole, checked = made[0], 0
    for item, code, year, parts in cases(published, row, Merge.SUM):
        one = whole.loc[(item.id, code, year)] if (item.id, code, year) in whole.index else None
        if one is None:
            continue  # of before the first year with a value
        known = [part.value for part in parts if part is not None and part.value == part.value]
        if len(known) == len(parts):
            assert one["value"] == pytest.approx(sum(known))
            assert one["flag"] == Flag.SUMMED
        else:
            assert pd.isna(one["value"])
            assert one["missing"] in set(Missing)
        checked += 1
    assert checked >= 4


@names
def test_shares_lie_between_the_parts(published, made, row):
    whole, checked = made[0], 0
    for item, code, year, parts in cases(published, row, Merge.RATIO):
        if item.per is not None or (item.id, code, year) not in whole.index:
            continue  # the denominator is another indicator's sum: tested there
        one = whole.loc[(item.id, code, year)]
        whole_parts = all(
            part is not None and part.numerator == part.numerator and part.denominator > 0
            for part in parts
        )
        if not whole_parts:
            continue
        factor = UNITS[item.unit].factor
        shares = [factor * part.numerator / part.denominator for part in parts]
        total = sum(part.numerator for part in parts) / sum(part.denominator for part in parts)
        assert one["value"] == pytest.approx(factor * total)
        assert min(shares) - 1e-9 <= one["value"] <= max(shares) + 1e-9
        checked += 1
    assert checked >= 20


@names
def test_refused_figures_say_why_and_the_parts_stay_visible(published, made, row):
    whole, kept = made
    mine = kept[kept["part_code"] == row["nis_code"]]
    visible = set(zip(mine["indicator_id"], mine["year"], strict=True))
    checked = 0
    for item, code, year, parts in cases(published, row, Merge.NOT_POSSIBLE):
        if (item.id, code, year) not in whole.index:
            continue
        one = whole.loc[(item.id, code, year)]
        assert pd.isna(one["value"])
        assert one["missing"] == Missing.MERGED
        own = next(part for part in parts if part is not None and part.nis_code == row["nis_code"])
        if own.value == own.value:
            assert (item.id, year) in visible
        checked += 1
    if row["valid_until"] == "2018-12-31":  # these sources have all history on a later map
        assert checked == 0
        assert whole.loc[("armoederisico", heir(row)["nis_code"])]["value"].notna().all()
    else:
        assert checked >= 5
