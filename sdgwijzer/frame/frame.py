"""The frame around every page: navigation, search, choice of municipality and peers."""

from collections.abc import Mapping, Sequence

import streamlit as st

from sdgwijzer import html, serving
from sdgwijzer.content import Note
from sdgwijzer.frame import context, say, session
from sdgwijzer.frame.context import PAGES
from sdgwijzer.frame.turns import TURNS
from sdgwijzer.links import Choices, Options, Placed, Unplaced
from sdgwijzer.municipalities import sort_key
from sdgwijzer.screens import around
from sdgwijzer.texts import frame_of_pages, groups, site
from sdgwijzer.texts.names import option
from sdgwijzer.views import peers
from sdgwijzer.views.dataset import Dataset

Pages = Mapping[str, st.Page]


def main() -> None:
    """Lay out one run of the app."""
    pages = {
        word: st.Page(
            file, title=frame_of_pages.PAGES[word], url_path=word, default=word == "start"
        )
        for word, file in PAGES.items()
    }
    chosen = st.navigation(list(pages.values()), position="hidden")
    word = chosen.url_path or "start"
    st.set_page_config(page_icon=serving.ICON, layout="wide")
    try:
        sheet = html.style()
        data = context.dataset()
        read = session.follow(word, data)
    except Exception as error:  # noqa: BLE001 - without choices the pages are there all the same
        st.html(html.STYLE)
        _navigation(pages, Unplaced(Options.of({})))
        say.fault(error, word, st.query_params.to_dict())
        return
    found = read.choices
    notices = [*st.session_state.pop("notices", []), *read.notices]
    if question := st.session_state.pop("question", None):
        _go(pages["zoek"], found, [("zoek", question)])
    if word == "start" and isinstance(found, Placed):
        st.session_state["notices"] = notices
        _go(pages["overzicht"], found, [])
    st.set_page_config(page_title=around.title(word, found))
    session.write(found, word)
    st.html(sheet)
    _around(pages, found, data, notices)
    try:
        if fault := say.kept_fault():
            raise fault
        chosen.run()
    except Exception as error:  # noqa: BLE001 - whatever it is, the header stays
        say.fault(error, word, st.query_params.to_dict())


def _go(page: st.Page, found: Choices, extra: list[tuple[str, str]]) -> None:
    query = {key: value for key, value in [*found.pairs, *extra] if value}
    st.switch_page(page, query_params=query)


def _around(pages: Pages, found: Choices, data: Dataset, notices: Sequence[Note]) -> None:
    """What stands above every page."""
    if not st.context.is_embedded:
        _navigation(pages, found)
        _controls(found, data)
    for notice in notices:
        st.html(html.block([notice]))


def _navigation(pages: Pages, found: Choices) -> None:
    """The pages, with the choices in their links, and the search box."""
    with st.container(horizontal=True, vertical_alignment="center", key="navigation"):
        st.page_link(pages["start"], label=f"**{site.APP}**")
        for word, to in around.ways(found).items():
            query = {key: value for key, value in to.choices if value}
            st.page_link(pages[word], query_params=query)
        st.text_input(
            frame_of_pages.SEARCH,
            key="searchbox",
            placeholder=frame_of_pages.SEARCH,
            label_visibility="collapsed",
            width=280,
            on_change=_asked,
        )


@say.guarded
def _asked() -> None:
    st.session_state["question"] = str(st.session_state["searchbox"]).strip()[:200]
    st.session_state["searchbox"] = ""


def _controls(found: Choices, data: Dataset) -> None:
    """Which municipality, and whom to compare it with: one control for groups and names."""
    known, row = data.reference, found.municipality
    names = [each.name for each in known.today.values()]
    left, right = st.container(key="controls").columns([1, 2])
    with left:
        st.selectbox(
            frame_of_pages.MUNICIPALITY,
            sorted([*names, *known.old_names], key=sort_key),
            index=None,
            key="gemeente",
            placeholder=frame_of_pages.CHOOSE_ONE,
            format_func=lambda name: option(name, known.old_names),
        )
    offered = data.groups(row.nis_code, dict(found.weights)) if row else {}
    cluster = data.cluster(row.nis_code) if row else ""
    with right:
        st.multiselect(
            frame_of_pages.COMPARE_WITH,
            [*peers.GROUPS, *(name for name in names if row is None or name != row.name)],
            key="vergelijk",
            placeholder=frame_of_pages.COMPARE_HINT,
            select_all=False,
            format_func=lambda word: groups.group_option(
                word, row, len(offered.get(word, ())), cluster
            ),
        )
        if peers.SIMILAR in found.words:
            _weights()


def _weights() -> None:
    """How heavily each context variable counts in likeness."""
    with st.popover(groups.WEIGHTS):
        st.write(groups.WEIGHTS_HELP)
        for name in peers.CONTEXT:
            key = session.weight_key(name)
            st.slider(groups.CONTEXT_NAMES[name], 0, peers.MAX_WEIGHT, key=key)


with TURNS:
    main()
