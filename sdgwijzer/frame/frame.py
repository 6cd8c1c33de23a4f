"""The frame around every page: navigation, search, choice of municipality and peers."""

from collections.abc import Mapping

import streamlit as st

from sdgwijzer import html, serving
from sdgwijzer.frame import context, say
from sdgwijzer.frame.context import PAGES, Choices
from sdgwijzer.links import parameters as link
from sdgwijzer.links.asked import Notice
from sdgwijzer.links.asked import asked as places_asked
from sdgwijzer.model import Municipality
from sdgwijzer.municipalities import sort_key
from sdgwijzer.texts import frame_of_pages, groups, site
from sdgwijzer.texts.names import merged_name, option, peer_is_own
from sdgwijzer.views import once, peers
from sdgwijzer.views.peers import Peers

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
        notices = [*st.session_state.pop("notices", []), *_link_to_session(word)]
        found = _choices(notices)
    except Exception as error:  # noqa: BLE001 - without choices the pages are there all the same
        st.html(html.STYLE)
        _navigation(pages, context.NOTHING)
        say.fault(error, word, st.query_params.to_dict())
        return
    st.session_state["choices"] = found
    if question := st.session_state.pop("question", None):
        _go(pages["zoek"], found, [("zoek", question)])
    if word == "start" and found.municipality is not None:
        st.session_state["notices"] = notices
        _go(pages["overzicht"], found, [])
    place = found.municipality.name if found.municipality else ""
    st.set_page_config(
        page_title=site.title(chosen.title, place, found.label, beside_peers=found.judged_by_peers)
    )
    _session_to_link(found, word)
    st.html(html.STYLE)
    if not st.context.is_embedded:
        _navigation(pages, found)
        _controls(found)
    for notice in notices:
        say.warning(notice.text, notice.ways)
    try:
        if fault := say.kept_fault():
            raise fault
        chosen.run()
    except Exception as error:  # noqa: BLE001 - whatever it is, the header stays
        say.fault(error, word, st.query_params.to_dict())


def _go(page: st.Page, found: Choices, extra: list[tuple[str, str]]) -> None:
    query = {key: value for key, value in [*found.pairs, *extra] if value}
    st.switch_page(page, query_params=query)


def _link_to_session(word: str) -> list[Notice]:
    """When the link is new (opened, or the back button), the session follows it.

    Links between pages carry the choices, so an address without any is a page without any.
    """
    asked = st.query_params.to_dict()
    written: dict[str, str] = st.session_state.get("written", {})
    if asked == written and "gemeente" in st.session_state:
        return []
    notices = []
    if page := asked.get("pagina", ""):
        notices.append(Notice(frame_of_pages.unknown_page(page)))
    made = places_asked(asked, word, context.lookup())
    notices += made.notices
    st.session_state["gemeente"] = made.municipality.name if made.municipality else None
    st.session_state["vergelijk"] = list(made.peers)
    weights = dict(
        part.split(":", 1) for part in asked.get("gewichten", "").split(",") if ":" in part
    )
    for name in peers.CONTEXT:
        st.session_state[_weight(name)] = _whole(weights.get(name, ""))
    link.read(asked)
    return notices


def _session_to_link(found: Choices, word: str) -> None:
    """Put the choices in the link, so that it restores this view in another browser."""
    made = {key: value for key, value in [*found.pairs, *link.pairs(word)] if value}
    if st.query_params.to_dict() != made:
        st.query_params.from_dict(made)
    st.session_state["written"] = made


def _choices(notices: list[Notice]) -> Choices:
    """What the session says, made sense of."""
    known = context.reference()
    name = st.session_state.get("gemeente")
    row = known.find(name) if name else None
    if row is not None and name != row.name:  # an old name was taken from the list
        st.session_state["gemeente"] = row.name
        notices.append(Notice(merged_name(str(name), row.name)))
    own = row.name if row else None
    words = [word for word in st.session_state.get("vergelijk", []) if word != own]
    if own and own in st.session_state.get("vergelijk", []):
        notices.append(Notice(peer_is_own(own)))
    for name in peers.CONTEXT:  # Streamlit forgets the value of a slider that is not shown
        st.session_state.setdefault(_weight(name), 1)
    weights: tuple[tuple[str, int], ...] = ()
    if peers.SIMILAR in words:
        all_weights = {name: int(st.session_state[_weight(name)]) for name in peers.CONTEXT}
        weights = tuple((name, weight) for name, weight in all_weights.items() if weight != 1)
    found, offered = Peers(tuple(words), ()), {}  # kept for when there is a municipality
    if row is not None:
        offered = _offered(row, dict(weights))
        found = peers.choose(words, row.nis_code, offered, known)
        gone = [word for word in words if word in peers.GROUPS and word not in offered]
        notices += [Notice(groups.group_not_offered(word, row.name)) for word in gone]
        words = [word for word in words if word not in gone]
    st.session_state["vergelijk"] = words
    return Choices(
        municipality=row,
        peers=found,
        default=not words,
        groups={word: offered[word] for word in found.words if word in offered},
        label=groups.group(found, row, known.today, _cluster(row)) if row else groups.NOBODY,
        weights=weights if peers.SIMILAR in words else (),
        goal=_goal(str(st.session_state.get("doel") or "")),
        indicator=st.session_state.get("indicator") or None,
    )


def _navigation(pages: Pages, found: Choices) -> None:
    """The pages, with the choices in their links, and the search box."""
    with st.container(horizontal=True, vertical_alignment="center", key="navigation"):
        st.page_link(pages["start"], label=f"**{site.APP}**")
        for word, page in pages.items():
            if word in ("start", "zoek", "nieuw"):
                continue  # other links lead there
            extra = [("doel", str(found.goal or ""))] if word == "doel" else []
            extra += [("indicator", found.indicator or "")] if word == "indicator" else []
            query = {key: value for key, value in [*found.pairs, *extra] if value}
            st.page_link(page, query_params=query)
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


def _controls(found: Choices) -> None:
    """Which municipality, and whom to compare it with: one control for groups and names."""
    known, row = context.reference(), found.municipality
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
    offered = _offered(row, dict(found.weights))
    cluster = _cluster(row) if row else ""
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
        if peers.SIMILAR in found.peers.words:
            _weights()


def _weights() -> None:
    """How heavily each context variable counts in likeness."""
    with st.popover(groups.WEIGHTS):
        st.write(groups.WEIGHTS_HELP)
        for name in peers.CONTEXT:
            st.slider(groups.CONTEXT_NAMES[name], 0, peers.MAX_WEIGHT, key=_weight(name))


def _offered(row: Municipality | None, weights: dict[str, int]) -> dict[str, tuple[str, ...]]:
    return {} if row is None else context.groups(row.nis_code, weights)


def _cluster(row: Municipality) -> str:
    """Belfius' cluster; "" for a municipality that has none."""
    return str(context.likeness()["cluster"].dropna().get(row.nis_code, ""))


def _weight(name: str) -> str:
    return f"gewicht_{name}"


def _whole(text: str) -> int:
    """A weight in a link; 1 for anything else."""
    return int(text) if text in map(str, range(peers.MAX_WEIGHT + 1)) else 1


def _goal(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= 2 and 1 <= int(text) <= 17 else None


with once.TURNS:
    main()
