"""Content on the screen: pieces of HTML as they are, controls made live."""

from collections.abc import Callable
from functools import singledispatch
from typing import Any

import streamlit as st

from sdgwijzer import charts, html, serving
from sdgwijzer.components import choose_on_map
from sdgwijzer.content import (
    Chart,
    Controls,
    Downloads,
    Dropdown,
    Map,
    Period,
    Several,
)
from sdgwijzer.frame import context, say, session
from sdgwijzer.html import kept
from sdgwijzer.links import Placed
from sdgwijzer.store import exports
from sdgwijzer.texts import frame_of_pages, indicator_page
from sdgwijzer.texts.groups import beside_whom
from sdgwijzer.views import cards


def show(word: str) -> None:
    """Put the page of a word for the choices of this run on the screen."""
    embedded = bool(st.context.is_embedded)
    found = kept.page(word, session.choices(), context.dataset(), embedded=embedded)
    for piece in found.pieces:
        if isinstance(piece, str):
            st.html(piece)
        else:
            put(piece)


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
    outlines = serving.outlines_address()
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


@put.register
def _(control: Downloads) -> None:
    """Buttons for the figures of this view: for Excel, and plain CSV for analysts."""
    found = session.choices()
    assert isinstance(found, Placed)

    def content(format_: str) -> Callable[[], bytes]:
        return lambda: exports.as_bytes(_table(found, control), format_)

    with st.container(horizontal=True, key="downloads"):
        for label, format_, ending in (
            (frame_of_pages.FOR_EXCEL, "excel-csv", "excel.csv"),
            (frame_of_pages.FOR_ANALYSIS, "csv", "csv"),
        ):
            st.download_button(
                label,
                content(format_),
                file_name=f"sdg-wijzer-{control.name}{found.file_name}.{ending}",
                mime="text/csv",
                key=f"download-{format_}",
                on_click="ignore",
            )


def _table(found: Placed, wanted: Downloads) -> Any:  # noqa: ANN401 - an Arrow table
    """The rows of a download; those of the own municipality are judged as on the page."""
    data = context.dataset()
    table = data.store.rows(list(wanted.codes), list(wanted.indicators))
    if not found.judged_by_peers:
        return table
    every = data.all_indicators
    entries = {id_: every[id_] for id_ in every if id_ in set(wanted.indicators)}
    judged = cards.judged_beside(data.store, entries, found.code, found.peers.codes)
    return exports.beside(table, found.code, judged, beside_whom(found.label))
