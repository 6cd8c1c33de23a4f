"""In which orders the goals can stand: each goal once, each problem with its line."""

import os
import re
import shutil

import pytest

from sdgwijzer import html, orders, paths, screens
from sdgwijzer.content import Aside, GoalRows
from sdgwijzer.errors import CatalogueError
from sdgwijzer.links import read
from sdgwijzer.lists import plan
from sdgwijzer.store import store
from sdgwijzer.views.dataset import Dataset

FILE = paths.ROOT / "orders.yaml"
SHIPPED = orders.read(FILE)
HARELBEKE = {"gemeente": "Harelbeke"}
DOMAINS = {
    "bestuur": "01",
    "mobiliteit": "02",
    "milieu": "03",
    "veiligheid": "04",
    "economie": "05",
    "wonen": "06",
    "onderwijs": "08",
    "zorg": "09",
}
"""How the codes of the policy fields of each domain begin."""
NO_FIELD = {5: "bestuur", 14: "milieu"}
"""Goals that no field of their domain belongs to; the reasons of the groups say why."""


@pytest.mark.parametrize("key", orders.KEYS[1:])
def test_every_goal_stands_in_an_order_once(key):
    goals = [goal for group in SHIPPED[key].groups.values() for goal in group.goals]
    assert sorted(goals) == list(range(1, 18))


def test_the_5_ps_are_those_of_the_agenda():
    found = {group.name: list(group.goals) for group in SHIPPED["p"].groups.values()}
    assert list(found) == ["Mensen", "Planeet", "Welvaart", "Vrede", "Partnerschap"]
    assert (found["Vrede"], found["Partnerschap"]) == ([16], [17])


def test_goal_stands_in_a_domain_with_a_policy_field_of_that_goal():
    fields = plan.read_mapping(paths.ROOT / "plan.yaml").policy_fields
    assert set(SHIPPED["domein"].groups) == set(DOMAINS)
    for key, group in SHIPPED["domein"].groups.items():
        for goal in group.goals:
            mine = any(
                field.goal == goal and code.startswith(DOMAINS[key])
                for code, field in fields.items()
            )
            assert mine or NO_FIELD[goal] == key


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (
            "goals: [16]",
            "goals: [18]",
            "p: groups.vrede.goals.0: expected less than or equal to 17",
        ),
        ("goals: [16]", "goals: [16, 17]", "each goal once, found 17 again (first in vrede)"),
        ("goals: [16]", "goals: []", "p: groups.vrede.goals: expected"),
        ("goals: [1, 2, 3, 4, 5]", "goals: [1, 3, 5]", "every goal in a group, found 2, 4 in no"),
        ("        name: Vrede\n", "", "p: groups.vrede.name: expected a value, found nothing"),
        ("        name: Vrede\n", "        naam: Vrede\n", "expected one of the fields"),
        ("  p:\n", "  q:\n", "q: -: expected one of doelen, p, domein, found another order"),
        ("  p:\n", "  q:\n", "-: p: expected this order, found none"),
        ("  p:\n", "  doelen:\n", "expected each name once"),
        ("orders:\n", "ordes:\n", "expected only orders, found an unknown section"),
        ("orders:\n", "orders: [", "is not YAML"),
    ],
)
def test_wrong_file_is_refused_with_its_line(tmp_path, before, after, said):
    path = tmp_path / "orders.yaml"
    text = FILE.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(CatalogueError, match=re.escape(said)):
        orders.read(path)


def test_only_the_order_of_the_numbers_has_no_groups(tmp_path):
    path = tmp_path / "orders.yaml"
    start, _, rest = FILE.read_text(encoding="utf-8").partition("  p:\n")
    of_p, _, of_domains = rest.partition("  # The first two digits")
    alone, head, groups = of_p.partition("    groups:\n")
    text = f"{start}{head}{groups}  p:\n{alone}  # {of_domains}"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CatalogueError) as caught:
        orders.read(path)
    assert "doelen: groups: expected nothing: its goals are not grouped, found 5" in str(
        caught.value
    )
    assert "p: groups: expected groups of goals, found none" in str(caught.value)


def test_missing_file_says_where_it_should_be(tmp_path):
    with pytest.raises(CatalogueError, match=r"orders\.yaml: cannot be read"):
        orders.read(tmp_path / "orders.yaml")


def overview(dataset, **link):
    return screens.page(
        "overzicht", read({**HARELBEKE, **link}, "overzicht", dataset).choices, dataset
    )


def grouped(page):
    """Name of a group → its goals; "" for goals in no group."""
    found = {}
    (both,) = (block for block in page.blocks if isinstance(block, Aside))
    for block in both.main:
        if isinstance(block, GoalRows):
            found |= {name: [row.goal for row in rows] for name, rows in block.groups}
    return found


def test_overview_has_the_17_goals_by_number_without_a_choice(dataset):
    assert grouped(overview(dataset)) == {"": list(range(1, 18))}


@pytest.mark.parametrize("key", orders.KEYS[1:])
def test_overview_has_the_goals_under_the_headings_of_the_order(dataset, key):
    groups = SHIPPED[key].groups.values()
    page = overview(dataset, orde=key)
    assert grouped(page) == {group.name: list(group.goals) for group in groups}
    shown = html.block(page.blocks)
    assert all(group.reason in shown for group in groups)


def test_order_stands_in_the_link_of_the_overview_alone(dataset):
    options = read({**HARELBEKE, "orde": "p"}, "overzicht", dataset).choices.options
    assert ("orde", "p") in list(options.pairs("overzicht"))
    assert "orde" not in dict(options.pairs("doel"))


@pytest.mark.parametrize(
    ("page", "name", "text", "said"),
    [
        ("overzicht", "orde", "xyz", "orde=xyz, maar die keuze is er niet. Je ziet doelen."),
        ("doel", "toon", "<b>", "toon=<b>, maar die keuze is er niet. Je ziet alles."),
    ],
)
def test_option_that_is_not_there_is_said(dataset, page, name, text, said):
    found = read({**HARELBEKE, name: text}, page, dataset)
    assert [said in note.text for note in found.notices] == [True]
    assert read({**HARELBEKE, name: text}, "nieuw", dataset).notices == ()
    assert found.choices == read(HARELBEKE, page, dataset).choices


def test_other_orders_make_another_version_of_the_pages(data, tmp_path):
    entries = tmp_path / "indicators.yaml"
    shutil.copy(paths.ROOT / "indicators.yaml", entries)
    shipped = Dataset(store.current(data), entries).version
    shutil.copy(FILE, tmp_path)  # stands beside it from now on
    os.utime(tmp_path / FILE.name, (1, 1))
    first = Dataset(store.current(data), entries).version
    os.utime(tmp_path / FILE.name, (2, 2))
    assert len({shipped, first, Dataset(store.current(data), entries).version}) == 3
