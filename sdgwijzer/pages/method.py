"""`/verantwoording`: how judgements are made, what we do not know, where the figures come from."""

import streamlit as st

from sdgwijzer import html, paths, plan, texts
from sdgwijzer.goals import GOALS
from sdgwijzer.pages import context


def show() -> None:
    st.title("Verantwoording")
    store = context.current_store()
    st.html(
        html.block(
            *(html.heading(title) + html.paragraph(text) for title, text in texts.METHOD),
            html.heading("Wat we niet weten"),
            html.paragraph(texts.UNKNOWN_GOALS),
            html.plain_table(
                ("Doelstelling", "Indicatoren"), _coverage(), "Indicatoren per doelstelling"
            ),
            html.heading(texts.PLAN),
            html.plain_table(
                ("Beleidsveld", "Doelstelling", "Waarom"),
                _plan(),
                "Beleidsvelden en doelstellingen",
            ),
            html.heading("Bronnen"),
            html.plain_table(
                ("Bron", "Reeks", "Opgehaald op", "Licentie", "Website"),
                (
                    (row.publisher, row.title, texts.day(row.retrieved), row.licence, row.homepage)
                    for row in store.provenance().itertuples()
                ),
                "Waar de cijfers vandaan komen",
            ),
            html.paragraph(texts.build_line(store.build()), "quiet"),
        )
    )


def _plan() -> list[tuple[str, str, str]]:
    """Policy field → goal and reason; those that belong to none last."""
    mapped = plan.read_mapping(paths.plan())
    named = [
        (code, f"{item.goal}. {GOALS[item.goal - 1].name}", item.reason)
        for code, item in mapped.policy_fields.items()
    ]
    return [*named, *((code, "geen", reason) for code, reason in mapped.unmapped.items())]


def _coverage() -> list[tuple[str, str]]:
    """Goal → number of indicators with figures."""
    main = [item.main_goal for item in context.indicators().values()]
    return [
        (f"{goal.number}. {goal.name}", str(main.count(goal.number) or texts.EMPTY_GOAL))
        for goal in GOALS
    ]


if __name__ == "__main__":  # Streamlit runs a page as a script
    show()
