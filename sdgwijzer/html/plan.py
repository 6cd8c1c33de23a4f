"""The multi-year plan beside the figures of one goal: actions that name it, and policy fields."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

from sdgwijzer.html.base import heading, paragraph
from sdgwijzer.texts import drawings, numbers, plans

Row = Mapping[Any, Any]


def plan(actions: Sequence[Row], budgets: Sequence[Row], goal: int) -> str:
    """What the municipality plans on this goal.

    Args:
        actions: of the municipality: goals, objective, action_plan, action, amount.
        budgets: of the municipality: goal, name, per_inhabitant.
        goal: the number of the goal.
    """
    named = [row for row in actions if row["goals"] == str(goal)]
    among = [row for row in actions if " " in row["goals"] and str(goal) in row["goals"].split()]
    fields = [row for row in budgets if row["goal"] == goal]
    parts = [heading(plans.PLAN)]
    if not actions and not budgets:
        return "".join([*parts, paragraph(plans.NO_PLAN)])
    if named:
        total = sum(row["amount"] for row in named)
        parts += [paragraph(plans.plan_actions(len(named), total)), _actions(named)]
    elif among:
        parts.append(paragraph(plans.plan_among(len(among))))
    else:
        parts.append(paragraph(plans.PLAN_NOT_BY_GOAL))
    if fields:
        total = sum(row["per_inhabitant"] for row in fields)
        parts += [paragraph(plans.plan_budget(total)), _fields(fields)]
    elif budgets:
        parts.append(paragraph(plans.PLAN_NO_BUDGET))
    return "".join([*parts, paragraph(plans.PLAN_SOURCE, "quiet")])


def _actions(rows: Sequence[Row]) -> str:
    body = "".join(
        f'<tr><th scope="row">{escape(row["action"] or row["action_plan"])}</th>'
        f'<td class="text">{escape(row["action_plan"])}</td>'
        f"<td>{escape(numbers.quantity(row['amount'], 'euro', 0))}</td></tr>"
        for row in sorted(rows, key=lambda row: -row["amount"])
    )
    return _table(body, drawings.PLAN_ACTIONS_HEAD, plans.PLAN_ACTIONS)


def _fields(rows: Sequence[Row]) -> str:
    body = "".join(
        f'<tr><th scope="row">{escape(row["name"])}</th>'
        f"<td>{escape(numbers.quantity(row['per_inhabitant'], 'euro per inwoner', 0))}</td></tr>"
        for row in rows
    )
    return _table(body, drawings.PLAN_FIELDS_HEAD, plans.PLAN_BUDGETS)


def _table(body: str, header: Sequence[str], caption: str) -> str:
    *names, amount = (f'<th scope="col" class="text">{escape(cell)}</th>' for cell in header)
    head = "".join([*names, amount.replace(' class="text"', "")])
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{escape(caption)}"><table>'
        f'<caption class="quiet">{escape(caption)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )
