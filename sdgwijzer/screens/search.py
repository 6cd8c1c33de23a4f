"""`/zoek`: what the search box finds, by kind."""

from typing import Final

import streamlit as st

from sdgwijzer import html
from sdgwijzer.frame import context, say
from sdgwijzer.goals import GOALS
from sdgwijzer.model import Indicator
from sdgwijzer.texts import frame_of_pages, names, plans, screens
from sdgwijzer.texts.words import NOT_FETCHED
from sdgwijzer.views import search
from sdgwijzer.views.search import Hit, Kind

MOST: Final = 12
"""Hits of one kind that are listed; the others are counted."""


def show() -> None:
    question = str(st.session_state.get("zoek") or "")
    if not question.strip():
        say.title(frame_of_pages.PAGES["zoek"])
        say.note(frame_of_pages.SEARCH_EMPTY)
        return
    found = context.choices()
    entries = {**context.indicators(), **context.waiting()}
    themes, known = context.themes(), context.lookup()
    hits = search.find(question, known, entries.values(), themes, frame_of_pages.SYNONYMS)
    say.title(frame_of_pages.results(question))
    parts = []
    if any(word.startswith(frame_of_pages.PLAN_WORDS) for word in question.casefold().split()):
        parts.append(html.heading(plans.PLAN) + html.paragraph(frame_of_pages.PLAN_FOUND))
        parts.append(html.links([_goal(found, goal.number, goal.name) for goal in GOALS]))
    elif not hits:
        say.note(frame_of_pages.nothing_found(question))
        return
    for kind in Kind:
        mine = [hit for hit in hits if hit.kind is kind]
        if not mine:
            continue
        parts.append(html.heading(frame_of_pages.FOUND[kind]))
        if kind is Kind.THEME:
            for hit in mine:
                among = [item for item in entries.values() if item.theme == hit.key]
                parts.append(html.heading(hit.name, 3))
                parts.append(html.links([_indicator(found, item) for item in among]))
            continue
        parts.append(html.links([_link(found, hit) for hit in mine[:MOST]]))
        if len(mine) > MOST:
            parts.append(html.paragraph(frame_of_pages.more_hits(len(mine) - MOST), "quiet"))
    st.html(html.block(*parts))


def _link(found: context.Choices, hit: Hit) -> tuple[str, str] | tuple[str, str, str]:
    """Address and words of one hit."""
    if hit.kind is Kind.MUNICIPALITY:
        others = [(key, value) for key, value in found.pairs if key != "gemeente"]
        words = hit.name if hit.name == hit.key else frame_of_pages.now(hit.name, hit.key)
        words = names.named(hit.called) if hit.called else words
        return html.link("overzicht", [("gemeente", hit.key), *others]), words
    if hit.kind is Kind.GOAL:
        return _goal(found, int(hit.key), hit.name)
    item = context.indicators().get(hit.key) or context.waiting()[hit.key]
    return _indicator(found, item)


def _goal(found: context.Choices, number: int, name: str) -> tuple[str, str]:
    return html.link("doel", [*found.pairs, ("doel", str(number))]), f"{number}. {name}"


def _indicator(found: context.Choices, item: Indicator) -> tuple[str, str, str]:
    """An indicator, the goal where it counts, and whether there are figures yet."""
    note = screens.on_goal(item.main_goal)
    if item.id in context.waiting():
        note = f"{note}, {NOT_FETCHED}"
    return html.link("indicator", [*found.pairs, ("indicator", item.id)]), item.name, note


if __name__ == "__main__":  # Streamlit runs a page as a script
    show()
