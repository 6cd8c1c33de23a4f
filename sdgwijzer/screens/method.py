"""`/verantwoording`: how judgements are made, what we do not know, where the figures come from."""

from collections import Counter
from typing import Final

import streamlit as st

from sdgwijzer import html, paths, sources
from sdgwijzer.frame import context, say
from sdgwijzer.goals import GOALS
from sdgwijzer.lists import plan
from sdgwijzer.store.store import Store
from sdgwijzer.texts import frame_of_pages, headings, method, plans, screens, site, words
from sdgwijzer.texts.numbers import count, day
from sdgwijzer.views import coverage


def show() -> None:
    say.title(frame_of_pages.PAGES["verantwoording"])
    store = context.current_store()
    st.html(
        html.block(
            *(html.heading(title) + html.paragraph(text) for title, text in method.METHOD),
            *_example(store),
            html.heading(screens.UNKNOWN),
            html.paragraph(headings.UNKNOWN_GOALS),
            html.plain_table(headings.COVERAGE_HEAD, _coverage(store), method.BY_GOAL),
            *(html.paragraph(text) for text in method.KNOWN_GAPS),
            html.plain_table(
                method.WAITING_HEAD,
                _waiting(),
                words.WAITING,
            ),
            html.heading(plans.PLAN),
            html.plain_table(
                method.FIELDS_HEAD,
                _plan(),
                method.FIELDS,
            ),
            html.heading(method.SOURCES),
            html.plain_table(
                method.SOURCES_HEAD,
                (
                    (
                        row.publisher,
                        row.title,
                        day(row.retrieved),
                        row.licence,
                        headings.Address(row.homepage),
                    )
                    for row in context.provenance().itertuples()
                ),
                method.SOURCES_CAPTION,
            ),
            html.paragraph(site.build_line(store.build()), "quiet"),
        )
    )


EXAMPLE: Final = "werkzoekendengraad"  # worked out where the link names none that is judged


def _example(store: Store) -> list[str]:
    """The rules step by step, on a live figure of the municipality."""
    found, entries = context.choices(), context.indicators()
    parts = [html.heading(method.EXAMPLE)]
    if found.municipality is None:
        return [*parts, html.paragraph(method.CHOOSE)]
    own = found.municipality
    for id_ in (found.indicator or EXAMPLE, EXAMPLE, *entries):
        item = entries.get(id_)
        if item is None or item.direction.sign == 0 or item.owner:
            continue
        row = store.summary([own.nis_code], [id_]).iloc[0]
        if row["position_status"] != "unknown" and row["trend"] != "unknown":
            steps = method.example(row.to_dict(), item, own.name)
            return [*parts, html.plain_table(method.EXAMPLE_HEAD, steps, method.EXAMPLE)]
    return []


def _plan() -> list[tuple[str, str, str]]:
    """Policy field → goal and reason; those that belong to none last."""
    mapped = plan.read_mapping(paths.plan())
    named = [
        (code, f"{item.goal}. {GOALS[item.goal - 1].name}", item.reason)
        for code, item in mapped.policy_fields.items()
    ]
    return [*named, *((code, "geen", reason) for code, reason in mapped.unmapped.items())]


def _coverage(store: Store) -> list[tuple[str, ...]]:
    """Per goal and in total: what is catalogued, what has figures, over how many years."""
    found = coverage.table(store)
    names = [f"{goal.number}. {goal.name}" for goal in GOALS]
    return [
        (name, *(count(row[column]) for column in coverage.COUNTS))
        for name, row in zip(
            [*names, headings.TOTAL], [*found["goals"], found["total"]], strict=True
        )
    ]


def _waiting() -> list[tuple[str, ...]]:
    """Sources of which nothing was fetched yet, with the number of their indicators."""
    numbers = Counter(item.source for item in context.waiting().values())
    waits = {key: sources.load(key) for key in sorted(numbers)}
    return [
        (one.publisher, one.title, str(numbers[key]), one.licence, headings.Address(one.homepage))
        for key, one in waits.items()
    ]


if __name__ == "__main__":  # Streamlit runs a page as a script
    show()
