"""The multi-year plan beside the figures of one goal: actions that name it, and policy fields."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sdgwijzer.content import Block, Cell, Heading, Paragraph, Runs, Table, TableRow
from sdgwijzer.texts import drawings, numbers, plans

Found = Mapping[Any, Any]


def plan(actions: Sequence[Found], budgets: Sequence[Found], goal: int) -> Iterator[Block]:
    """What the municipality plans on this goal.

    Args:
        actions: of the municipality: goals, objective, action_plan, action, amount.
        budgets: of the municipality: goal, name, per_inhabitant.
        goal: the number of the goal.
    """
    yield Heading(plans.PLAN)
    if not actions and not budgets:
        yield Paragraph.of(plans.NO_PLAN)
        return
    named = [row for row in actions if row["goals"] == str(goal)]
    among = [row for row in actions if " " in row["goals"] and str(goal) in row["goals"].split()]
    if named:
        total = sum(row["amount"] for row in named)
        yield Paragraph.of(plans.plan_actions(len(named), total))
        yield _actions(named)
    elif among:
        yield Paragraph.of(plans.plan_among(len(among)))
    else:
        yield Paragraph.of(plans.PLAN_NOT_BY_GOAL)
    fields = [row for row in budgets if row["goal"] == goal]
    if fields:
        yield Paragraph.of(plans.plan_budget(sum(row["per_inhabitant"] for row in fields)))
        yield _fields(fields)
    elif budgets:
        yield Paragraph.of(plans.PLAN_NO_BUDGET)
    yield Paragraph.of(plans.PLAN_SOURCE, "quiet")


def spent_on(actions: Sequence[Found], _budgets: Sequence[Found], goal: int) -> float:
    """Euro of the actions that the plan puts under this goal alone; 0 for none."""
    return float(sum(row["amount"] for row in actions if row["goals"] == str(goal)))


def _actions(rows: Sequence[Found]) -> Table:
    found: list[tuple[Runs, ...]] = [
        (
            (row["action"] or row["action_plan"],),
            (row["action_plan"],),
            (numbers.quantity(row["amount"], "euro", 0),),
        )
        for row in sorted(rows, key=lambda row: -row["amount"])
    ]
    return _table(found, drawings.PLAN_ACTIONS_HEAD, plans.PLAN_ACTIONS)


def _fields(rows: Sequence[Found]) -> Table:
    found: list[tuple[Runs, ...]] = [
        ((row["name"],), (numbers.quantity(row["per_inhabitant"], "euro per inwoner", 0),))
        for row in rows
    ]
    return _table(found, drawings.PLAN_FIELDS_HEAD, plans.PLAN_BUDGETS)


def _table(rows: Sequence[tuple[Runs, ...]], header: Sequence[str], caption: str) -> Table:
    """Texts, with an amount in the last column."""
    *names, amount = header
    head = (*(Cell((each,), text=True) for each in names), Cell((amount,)))
    body = (
        (Cell(first, header=True), *(Cell(each, text=True) for each in texts), Cell(last))
        for first, *texts, last in rows
    )
    return Table(caption, head, tuple(TableRow(cells) for cells in body))
