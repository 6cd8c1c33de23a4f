"""`/`: what this is, before a municipality is chosen."""

import streamlit as st

from sdgwijzer import html, texts
from sdgwijzer.goals import GOALS


def show() -> None:
    st.title(texts.APP)
    st.markdown(f"**{texts.TAGLINE}**")
    st.info(texts.NO_MUNICIPALITY)
    rows = [(str(goal.number), goal.name) for goal in GOALS]
    st.html(html.block(html.plain_table(("Nummer", "Doelstelling"), rows, texts.GOALS_CAPTION)))


if __name__ == "__main__":  # Streamlit runs a page as a script
    show()
