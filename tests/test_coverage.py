"""What there is per goal: the same numbers as text, CSV and JSON."""

import csv
import io
import json

from sdgwijzer.views import coverage


def test_json_has_total_and_17_goals(database):
    found = json.loads(coverage.written(database, "json"))
    assert [goal["goal"] for goal in found["goals"]] == list(range(1, 18))
    assert {"catalogued", "with_figures", "with_5_years", "latest_year"} <= set(found["total"])


def test_total_is_the_sum_of_the_goals(database):
    found = coverage.table(database)
    for name in ("catalogued", "with_figures", "with_5_years"):
        assert found["total"][name] == sum(goal[name] for goal in found["goals"])


def test_catalogued_counts_every_entry(database):
    assert coverage.table(database)["total"]["catalogued"] == len(database.indicators())


def test_goal_without_figures_has_no_year(database):
    empty = [goal for goal in coverage.table(database)["goals"] if not goal["with_figures"]]
    assert all(goal["latest_year"] is None for goal in empty)


def test_csv_has_a_line_per_goal_and_the_total(database):
    rows = list(csv.DictReader(io.StringIO(coverage.written(database, "csv"))))
    assert [row["goal"] for row in rows] == [*map(str, range(1, 18)), "total"]


def test_text_is_aligned(database):
    lines = coverage.written(database, "text").splitlines()
    assert len({len(line) for line in lines}) == 1
