"""The multi-year plans: actions by goal, budgets by policy field, and the mapping between them."""

import json
import re

import pandas as pd
import pytest

from sdgwijzer import files, html, municipalities, paths
from sdgwijzer.errors import CatalogueError, FiguresError, SourceError
from sdgwijzer.lists import plan
from sdgwijzer.screens.plan import plan as beside_figures
from sdgwijzer.store import store
from tests.make import REFERENCE

MAPPED = plan.read_mapping(paths.ROOT / "plan.yaml")


@pytest.fixture(scope="module")
def shipped():
    return plan.load(paths.ROOT / "data" / "figures")


def test_harelbeke_has_29_actions_for_62_million(shipped):
    actions = shipped["actions"].query("nis_code == '34013'")
    assert (len(actions), actions["amount"].sum()) == (29, 62_034_865)
    assert set(actions["goals"]) == {"1", "3", "4", "7", "9", "10", "11", "15", "16"}


@pytest.mark.parametrize(("code", "expected"), [("34042", 21), ("34009", 43), ("34023", 23)])
def test_neighbours_have_their_actions(shipped, code, expected):
    assert len(shipped["actions"].query("nis_code == @code")) == expected


def test_only_three_municipalities_name_goals_by_number(shipped):
    named = shipped["actions"].query("goals != ''")["nis_code"]
    known = municipalities.load().today
    assert {known[code].name for code in named} == {"Harelbeke", "Heuvelland", "Lubbeek"}


def test_objective_that_names_several_goals_counts_under_none(shipped):
    rows = shipped["actions"].query("nis_code == '24066'").to_dict("records")  # Lubbeek
    shown = html.block(beside_figures(rows, [], 3))
    assert "noemt naast andere" in shown
    assert "<table>" not in shown


def test_codes_are_those_of_today(shipped):
    today = set(municipalities.load().today)
    assert set(shipped["actions"]["nis_code"]) <= today
    assert set(shipped["budgets"]["nis_code"]) <= today


def test_wrong_code_of_the_file_is_mended_by_the_name(shipped):
    assert len(shipped["actions"].query("nis_code == '41002'")) == 64  # Aalst


def test_every_policy_field_belongs_to_a_goal_or_is_listed_as_not(shipped):
    goals = plan.by_goal(shipped["budgets"], MAPPED)["goal"]
    assert goals.between(0, 17).all()
    assert 0 < (goals == 0).mean() < 0.25


def test_longest_code_wins():
    assert (MAPPED.goal("0945"), MAPPED.goal("0943")) == (4, 3)


def test_field_that_nobody_mapped_is_an_error():
    with pytest.raises(CatalogueError, match="policy field 9999"):
        MAPPED.goal("9999")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('policy_fields: {"03": {goal: 18, reason: x}}', "line 1: 03: goal: expected less than"),
        ("policy_fields: {03: {goal: true, reason: x}}", "03: goal: expected a valid integer"),
        ("policy_fields:\n  x3: {goal: 1, reason: x}", "line 2: x3: -: expected a code of two"),
        ("policy_fields: {03: {goal: 1, reason: x}}\nunmapped: {03: x}", "unmapped, found both"),
        ("policy_fields: {}\nunmapped: {03: [x]}", "line 2: unmapped: 03: expected a text"),
        ("unmapped: {03: x}", "policy_fields: expected at least one, found none"),
        ("policy_fields: [", "is not YAML"),
    ],
)
def test_wrong_mapping_is_refused_with_its_line(tmp_path, text, said):
    path = tmp_path / "plan.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError, match=re.escape(said)):
        plan.read_mapping(path)


def test_damaged_table_is_refused(tmp_path, shipped):
    files.replace_described(*plan.prepare(tmp_path, shipped))
    (tmp_path / "plan_budgets.parquet").write_bytes(b"x")
    with pytest.raises(FiguresError, match=r"plan_budgets\.parquet: expected checksum"):
        plan.load(tmp_path)


def test_file_with_another_layout_is_refused(tmp_path):
    path = tmp_path / "projects.parquet"
    pd.DataFrame({"a": [1]}).to_parquet(path)
    with pytest.raises(SourceError, match=r"projects\.parquet: another layout"):
        plan.read(lambda request: path, REFERENCE)


def test_reading_reproduces_the_shipped_tables(raw, tmp_path):
    files.replace_described(*plan.prepare(tmp_path, plan.read(raw, REFERENCE)))
    shipped = json.loads((paths.ROOT / "data/figures/plan.json").read_text(encoding="utf-8"))
    assert json.loads((tmp_path / "plan.json").read_text(encoding="utf-8")) == shipped


def test_texts_of_the_plan_are_shown_as_text():
    row = {"goals": "1", "objective": "", "action_plan": "<i>", "action": "<script>", "amount": 1.0}
    assert "<script>" not in html.block(beside_figures([row], [], 1))


def test_what_is_planned_stands_in_the_same_order_everywhere(data):
    """Two fields with the same amount changed places from one process to the other."""
    found = store.Store(store.current(data))
    for code in ("44084", "34013"):  # Aalter has such fields
        rows = list(found.plan_budgets(code).itertuples(index=False))
        assert rows == sorted(
            rows, key=lambda row: (-row.per_inhabitant, row.policy_field, row.goal)
        )
