"""The overview's two lists: what stands out over all goals, each with goal, figure and reason."""

from collections.abc import Sequence
from html import escape

from sdgwijzer.goals import GOALS
from sdgwijzer.html.base import heading, link, paragraph
from sdgwijzer.texts import screens, sentences
from sdgwijzer.views.signals import Signal


def highlights(
    columns: Sequence[tuple[str, Sequence[Signal], int]],
    choices: Sequence[tuple[str, str]],
    nothing: str,
) -> str:
    """Lists side by side.

    Args:
        columns: title, the signals that are shown, how many there are.
        choices: for the links.
        nothing: what an empty list says.
    """
    parts = []
    for title, found, total in columns:
        items = "".join(_item(each, choices) for each in found)
        body = f'<ol class="plain">{items}</ol>' if found else paragraph(nothing)
        more = total - len(found)
        body += paragraph(screens.more_on_goals(more), "quiet") if more > 0 else ""
        parts.append(f"<section>{heading(title)}{body}</section>")
    return f'<div class="columns">{"".join(parts)}</div>'


def _item(found: Signal, choices: Sequence[tuple[str, str]]) -> str:
    item = found.card.indicator
    goal = GOALS[item.main_goal - 1]
    href = link("indicator", [*choices, ("indicator", item.id)])
    assert found.card.own.value is not None
    figure = f"{sentences.amount(found.card, found.card.own.value)} in {found.card.own.year}"
    return (
        f'<li style="--edge:{goal.colour}"><a href="{href}">{escape(item.name)}</a>: '
        f"<strong>{escape(figure)}</strong> "
        f'<span class="quiet">{escape(screens.on_goal(goal.number))}; '
        f"{escape(sentences.RULES[found.rule])}</span></li>"
    )


def plain_list(lines: Sequence[str]) -> str:
    """Sentences, one to a line."""
    return f'<ul class="lines">{"".join(f"<li>{escape(line)}</li>" for line in lines)}</ul>'
