"""`/vergelijk`: the chosen municipalities side by side, on all indicators."""

import streamlit as st

from sdgwijzer import html, texts
from sdgwijzer.goals import GOALS
from sdgwijzer.pages import context


def show() -> None:
    found = context.municipality_needed()
    assert found.municipality is not None
    own, entries = found.municipality, context.indicators()
    st.title(f"{own.name} naast andere gemeenten")
    shown = found.cards(entries, courses=False)
    names = [own.name, *(row.name for row in found.named)]
    parts = [html.paragraph(context.beside_line(found)), html.paragraph(texts.READ_TABLE, "quiet")]
    for goal in GOALS:
        mine = [card for card in shown if card.indicator.main_goal == goal.number]
        if mine:
            title = f"{goal.number}. {goal.name}"
            caption = texts.side_by_side_caption(goal.name)
            parts += [html.heading(title), html.side_by_side(mine, names, found.pairs, caption)]
    st.html(html.block(*parts))
    context.downloads("vergelijk-", found, found.codes, list(entries))


if __name__ == "__main__":  # Streamlit runs a page as a script
    show()
