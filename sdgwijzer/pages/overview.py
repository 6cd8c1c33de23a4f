"""`/overzicht`: one municipality, 17 goals at a glance."""

import streamlit as st

from sdgwijzer import html, texts
from sdgwijzer.pages import context


def show() -> None:
    found = context.municipality_needed()
    assert found.municipality is not None
    own = found.municipality
    st.title(f"{own.name}: overzicht")
    shown = found.cards(context.indicators(), courses=False)
    goals = {card.indicator.main_goal for card in shown}
    lines = [html.paragraph(texts.coverage(len(shown), len(goals)))]
    lines.append(html.paragraph(context.beside_line(found)))
    st.html(html.block(*lines, html.tiles(shown, list(context.waiting().values()), found.pairs)))
    context.downloads("", found, [own.nis_code], [card.indicator.id for card in shown])


if __name__ == "__main__":  # Streamlit runs a page as a script
    show()
