"""`/vergelijk`: municipalities and groups side by side, on goals or indicators of one's choice."""

from collections.abc import Sequence
from typing import Final

import streamlit as st

from sdgwijzer import html
from sdgwijzer.components import copy_link
from sdgwijzer.frame import context, say
from sdgwijzer.goals import GOALS
from sdgwijzer.links import parameters as link
from sdgwijzer.texts import headings, screens
from sdgwijzer.views import cards
from sdgwijzer.views.cards import Card

MOST_COURSES: Final = 60  # indicators that are drawn; pictures times municipalities


def show() -> None:
    found = context.municipality_needed()
    assert found.municipality is not None
    own = found.municipality
    say.title(screens.compare(own.name))
    entries = _chosen()
    shown = found.cards(entries, courses=False)
    st.html(html.block(html.paragraph(context.beside_line(found))))
    if st.session_state["beeld"] == link.VIEWS[0]:
        _tables(found, shown)
    elif len(shown) > MOST_COURSES:
        say.note(screens.TOO_MANY_COURSES)
    else:
        _courses(found, shown)
    copy_link(screens.compare_of(own.name), key="copy")
    context.downloads("vergelijk-", found, found.codes, list(entries))


def _chosen() -> context.Entries:
    """The indicators of the goals and names that are chosen; all when none are."""
    entries = context.indicators()
    goals = {str(goal.number): f"{goal.number}. {goal.name}" for goal in GOALS}
    unknown = link.keep_known("doelen", goals) + link.keep_known("indicatoren", entries)
    if unknown:
        say.warning(screens.unknown_choices(unknown))
    left, right = st.columns(2)
    with left:
        wanted = st.multiselect(
            screens.CHOOSE_GOALS,
            list(goals),
            key="doelen",
            format_func=goals.__getitem__,
            placeholder=screens.ALL,
            select_all=False,
        )
        link.choice("beeld", screens.VIEW, screens.VIEWS)
    with right:
        ids = st.multiselect(
            screens.CHOOSE_INDICATORS,
            list(entries),
            key="indicatoren",
            format_func=lambda id_: entries[id_].name,
            placeholder=screens.ALL,
            select_all=False,
        )
        link.choice("draai", screens.TURN, screens.TURNED)
    if not wanted and not ids:
        return entries
    return {
        id_: item for id_, item in entries.items() if id_ in ids or str(item.main_goal) in wanted
    }


def _tables(found: context.Choices, shown: Sequence[Card]) -> None:
    """A table per goal."""
    assert found.municipality is not None
    names = [found.municipality.name, *(row.name for row in found.named)]
    turned = st.session_state["draai"] != link.TURNED[0]
    medians = context.medians(found)
    parts = [
        html.paragraph(headings.READ_TABLE, "quiet"),
        html.paragraph(screens.marks(found.municipality.name), "quiet"),
    ]
    for number, title, mine in _by_goal(shown):
        caption = headings.side_by_side_caption(GOALS[number - 1].name)
        parts.append(html.heading(title))
        parts.append(html.side_by_side(mine, names, medians, found.pairs, caption, turned=turned))
    st.html(html.block(*parts))


def _courses(found: context.Choices, shown: Sequence[Card]) -> None:
    """Small pictures of the courses, per goal."""
    assert found.municipality is not None
    names = {row.nis_code: row.name for row in (found.municipality, *found.named)}
    series = cards.courses(context.current_store(), list(names))
    groups = context.group_courses(found, [card.indicator.id for card in shown])
    parts = [html.paragraph(screens.COURSES_LEGEND.format(place=found.municipality.name), "quiet")]
    for _, title, mine in _by_goal(shown):
        parts.append(html.heading(title))
        parts.append(html.courses(mine, series, names, groups, found.pairs, 3))
    st.html(html.block(*parts))


def _by_goal(shown: Sequence[Card]) -> list[tuple[int, str, list[Card]]]:
    found = []
    for goal in GOALS:
        mine = [card for card in shown if card.indicator.main_goal == goal.number]
        if mine:
            found.append((goal.number, f"{goal.number}. {goal.name}", mine))
    return found


if __name__ == "__main__":  # Streamlit runs a page as a script
    show()
