"""The frame around every page: navigation, search, choice of municipality and peers."""

import time
from collections.abc import Mapping, Sequence

import streamlit as st

from sdgwijzer import html, serving
from sdgwijzer.content import Note
from sdgwijzer.frame import context, say, session
from sdgwijzer.links import Choices, Options, Placed, Unplaced
from sdgwijzer.links.choices import NAME
from sdgwijzer.municipalities import sort_key
from sdgwijzer.screens import around, basket
from sdgwijzer.texts import frame_of_pages, groups
from sdgwijzer.texts.names import option
from sdgwijzer.views import peers, turns
from sdgwijzer.views.dataset import Dataset

Pages = Mapping[str, st.Page]


def main() -> tuple[str, bool]:
    """Lay out one run of the app.

    Returns:
        The word of its page, and whether all went well.
    """
    pages = context.pages()
    chosen = st.navigation(list(pages.values()), position="hidden")
    word = chosen.url_path or "start"
    st.set_page_config(page_icon=serving.ICON, layout="wide")
    try:
        html.pictogram_style()  # says when the folder with icons cannot be used
        data = context.dataset()
        read = session.follow(word, data)
    except Exception as error:  # noqa: BLE001 - without choices the pages are there all the same
        _header(Unplaced(Options.of({})), word, None)
        say.fault(error, word, st.query_params.to_dict())
        return word, False
    found = read.choices
    notices = [*st.session_state.pop("notices", []), *read.notices]
    if word == "start" and isinstance(found, Placed):
        st.session_state["notices"] = notices
        query = {key: value for key, value in found.pairs if value}
        st.switch_page(pages["overzicht"], query_params=query)
    st.set_page_config(page_title=around.title(word, found))
    session.write(found, word)
    _around(found, data, word, notices)
    try:
        if fault := say.kept_fault():
            raise fault
        chosen.run()
    except Exception as error:  # noqa: BLE001 - whatever it is, the header stays
        say.fault(error, word, st.query_params.to_dict())
        return word, False
    return word, True


def _around(found: Choices, data: Dataset, word: str, notices: Sequence[Note]) -> None:
    """What stands above every page."""
    if not st.context.is_embedded:
        _header(found, word, data)
        if (held := basket.bar(found, word)) is not None:
            st.html(html.block([held]))
    for notice in notices:
        st.html(html.block([notice]))


def _header(found: Choices, word: str, data: Dataset | None) -> None:
    """One line: the pages, which municipality, whom to compare it with, the search box."""
    with st.container(horizontal=True, vertical_alignment="center", key="header"):
        st.html(html.block([around.menu(found, word)]))
        if data is not None:
            _municipality(data)
            if isinstance(found, Placed):
                _peers(found, data)
        st.html(html.block([around.search(found)]))


def _municipality(data: Dataset) -> None:
    known = data.reference
    names = [each.name for each in known.today.values()]
    st.selectbox(
        frame_of_pages.MUNICIPALITY,
        sorted([*names, *known.old_names], key=sort_key),
        index=None,
        key="gemeente",
        placeholder=frame_of_pages.CHOOSE_ONE,
        format_func=lambda name: option(name, known.old_names),
        label_visibility="collapsed",
    )


def _peers(found: Placed, data: Dataset) -> None:
    """Whom to compare with: one control for groups and names."""
    row = found.municipality
    names = [each.name for each in data.reference.today.values() if each.name != row.name]
    offered = data.groups(row.nis_code, dict(found.weights))
    cluster = data.cluster(row.nis_code)
    with st.popover(say.plain(around.beside(found)), key="beside"):
        st.multiselect(
            frame_of_pages.COMPARE_WITH,
            [*peers.GROUPS, *names],
            key="vergelijk",
            placeholder=frame_of_pages.COMPARE_HINT,
            select_all=False,
            format_func=lambda word: groups.group_option(
                word, row, len(offered.get(word, ())), cluster
            ),
        )
        if found.words and not found.groups:
            st.text_input(groups.CALL, key="groep", max_chars=NAME, placeholder=groups.CALL_HINT)
        if peers.SIMILAR in found.words:
            _weights()


def _weights() -> None:
    """How heavily each context variable counts in likeness."""
    st.write(f"**{groups.WEIGHTS}** {groups.WEIGHTS_HELP}")
    for name in peers.CONTEXT:
        key = session.weight_key(name)
        st.slider(groups.CONTEXT_NAMES[name], 0, peers.MAX_WEIGHT, key=key)


begun = time.perf_counter()
with turns.PAGES:
    page, well = main()
serving.visits.told(
    serving.visits.SWITCH,
    page,
    st.query_params.to_dict(),
    time.perf_counter() - begun,
    "ok" if well else "failed",
)
