"""What stands out on a goal: strengths, points of attention, questions, each with its evidence."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Final

from sdgwijzer.html.base import heading, link, paragraph
from sdgwijzer.texts import sentences
from sdgwijzer.views.signals import Kind, Signal

MOST: Final = 5
"""Signals of one kind that are shown; the others are counted."""


def signals(
    found: Sequence[Signal], said: Mapping[str, str], choices: Sequence[tuple[str, str]]
) -> str:
    """Three lists; a sentence when there is nothing to list.

    Args:
        found: from `signals.signals`.
        said: indicator → its sentence, the evidence.
        choices: for the links.
    """
    if not found:
        return paragraph(sentences.NO_SIGNALS)
    parts = [paragraph(sentences.SIGNALS_NOTE, "quiet")]
    for kind in Kind:
        mine = [each for each in found if each.kind is kind]
        if not mine:
            continue
        items = "".join(_item(each, said, choices) for each in mine[:MOST])
        rest = len(mine) - MOST
        parts += [heading(sentences.KINDS[kind]), f'<ul class="signals">{items}</ul>']
        parts += [paragraph(sentences.more(rest), "quiet")] if rest > 0 else []
    return "".join(parts)


def _item(each: Signal, said: Mapping[str, str], choices: Sequence[tuple[str, str]]) -> str:
    item = each.card.indicator
    href = link("indicator", [*choices, ("indicator", item.id)])
    remark = paragraph(f"{sentences.MIND} {item.remark}", "quiet") if item.remark else ""
    return (
        f'<li><a href="{href}">{escape(item.name)}</a>: {escape(sentences.rule(each.rule))}'
        f"{paragraph(said[item.id], 'quiet')}{remark}</li>"
    )
