"""Content on the screen: pieces of HTML as they are, controls made live."""

from functools import singledispatch
from html import escape
from urllib.parse import urljoin

import streamlit as st

from sdgwijzer import charts, html, serving
from sdgwijzer.components import choose_on_map
from sdgwijzer.content import (
    Chart,
    Controls,
    Dropdown,
    Map,
    Period,
    Several,
)
from sdgwijzer.errors import SdgWijzerError
from sdgwijzer.frame import context, say, session
from sdgwijzer.html import kept
from sdgwijzer.links.embedding import HERE
from sdgwijzer.texts import indicator_page


def show(word: str) -> None:
    """Put the page of a word for the choices of this run on the screen."""
    embedded = bool(st.context.is_embedded)
    found = kept.page(word, session.choices(), context.dataset(), embedded=embedded)
    for piece in found.pieces:
        if isinstance(piece, str):
            st.html(html.parcelled(piece).replace(HERE, escape(_home())))
        else:
            put(piece)


def _home() -> str:
    """The address of the start page as the browser knows it, for lines to copy."""
    return urljoin(st.context.url, ".") if st.context.url else HERE


@singledispatch
def put(control: object) -> None:
    """Make one control live.

    Raises:
        TypeError: nobody can.
    """
    raise TypeError(f"no control for {type(control).__name__}")


@put.register
def _(control: Controls) -> None:
    columns = st.columns(list(control.widths)) if len(control.widths) > 1 else [st.container()]
    for column, mine in zip(columns, control.columns, strict=True):
        with column:
            for each in mine:
                put(each)


@put.register
def _(control: Dropdown) -> None:
    st.session_state[control.name] = control.chosen
    st.selectbox(
        control.label,
        list(control.options),
        key=control.name,
        format_func=control.options.__getitem__,
    )


@put.register
def _(control: Several) -> None:
    st.session_state[control.name] = list(control.chosen)
    st.multiselect(
        control.label,
        list(control.options),
        key=control.name,
        format_func=control.options.__getitem__,
        placeholder=control.placeholder,
        max_selections=control.most,
        select_all=False,
    )


@put.register
def _(control: Period) -> None:
    keys = [f"{control.name}-{end}" for end in ("from", "to")]

    @say.guarded
    def chosen() -> None:
        st.session_state[control.name] = [str(st.session_state[key]) for key in keys]

    ends = zip(st.columns(2), control.labels, keys, control.chosen, strict=True)
    for column, label, key, year in ends:
        st.session_state[key] = year
        with column:
            st.selectbox(label, control.years, key=key, on_change=chosen)


@put.register
def _(control: Map) -> None:
    try:
        outlines = serving.outlines_address()
    except SdgWijzerError as error:  # the list below it says the same
        say.fault(error, serving.OUTLINES, {})
        return
    choose_on_map(control, outlines=outlines, key="map", on_choice=_take_from_map)


@say.guarded
def _take_from_map() -> None:
    """A municipality was chosen on the map: it becomes the municipality of the page."""
    row = context.dataset().reference.today.get(str(st.session_state["map"].get("chosen")))
    if row is not None:
        st.session_state["gemeente"] = row.name


@put.register
def _(control: Chart) -> None:
    st.html(html.block([control]))
    st.plotly_chart(
        charts.figure(control.data),
        key=control.key,
        alt=control.sentence,
        config={
            "displayModeBar": True,
            "displaylogo": False,
            "modeBarButtons": [["toImage"]],
            "toImageButtonOptions": {"filename": f"sdg-wijzer-{control.key}", "scale": 2},
            "scrollZoom": False,
            "locale": "nl",
            "locales": {"nl": {"dictionary": indicator_page.PLOTLY}},
        },
    )
