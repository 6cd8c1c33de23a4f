"""The frame around every page: title, choice of municipality and peers, navigation.

The link is the state: what it says is put in the choices, what a visitor chooses is put in the
link. (Streamlit's own binding of widgets to the link drops unknown names in silence and doubles
parameters in links between pages.)
"""

from collections.abc import Mapping

import streamlit as st

from sdgwijzer import peers, texts
from sdgwijzer.errors import SdgWijzerError
from sdgwijzer.model import Municipality
from sdgwijzer.municipalities import sort_key
from sdgwijzer.pages import context
from sdgwijzer.pages.context import PAGES, Choices
from sdgwijzer.peers import Peers


def main() -> None:
    """Lay out one run of the app."""
    pages = {
        word: st.Page(file, title=title, url_path=word, default=word == "start")
        for word, (file, title) in PAGES.items()
    }
    chosen = st.navigation(list(pages.values()), position="hidden")
    st.set_page_config(page_icon="🧭", layout="wide")
    notices = _link_to_widgets()
    found = _choose(notices)
    st.session_state["choices"] = found
    place = found.municipality.name if found.municipality else ""
    st.set_page_config(
        page_title=texts.title(chosen.title, place, found.label, beside_peers=found.judged_by_peers)
    )
    _widgets_to_link(found)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(f"**{texts.APP}**", width="content")
        for word, page in pages.items():
            if word == "start" and found.municipality is not None:
                continue  # it would lead to the overview
            extra = [("doel", str(found.goal or ""))] if word == "doel" else []
            extra += [("indicator", found.indicator or "")] if word == "indicator" else []
            query = {key: value for key, value in [*found.pairs, *extra] if value}
            st.page_link(page, query_params=query)
    for notice in notices:
        st.warning(notice)
    if chosen.url_path in ("", "start") and found.municipality is not None:
        query = {key: value for key, value in found.pairs if value}
        st.switch_page(pages["overzicht"], query_params=query)
    try:
        chosen.run()
    except SdgWijzerError as error:
        st.error(texts.error(error))


def _link_to_widgets() -> list[str]:
    """When the link is new (opened, or the back button), the widgets follow it."""
    link = st.query_params.to_dict()
    written: dict[str, str] = st.session_state.get("written", {})
    if not link:
        link = written  # a page was opened without choices: keep those of this visit
    if link == written and "gemeente" in st.session_state:
        return []
    known, notices = context.reference(), []
    name = link.get("gemeente", "")
    row = known.find(name) if name else None
    if name and row is None:
        notices.append(texts.unknown_municipality(name))
    elif row is not None and name in known.old_names:
        notices.append(texts.merged_name(name, row.name))
    st.session_state["gemeente"] = row.name if row else None
    wanted = [part.strip() for part in link.get("vergelijk", "").split(",") if part.strip()]
    words, unknown = [], []
    for part in wanted[:50]:
        peer = known.find(part)
        if part in peers.GROUPS:
            words.append(part)
        elif peer is None:
            unknown.append(part)
        elif peer != row:
            words.append(peer.name)
    if unknown:
        notices.append(texts.unknown_peers(unknown))
    st.session_state["vergelijk"] = list(dict.fromkeys(words))
    weights = dict(
        part.split(":", 1) for part in link.get("gewichten", "").split(",") if ":" in part
    )
    for name in peers.CONTEXT:
        st.session_state[_weight(name)] = _whole(weights.get(name, ""))
    st.session_state["doel"] = link.get("doel", "")
    st.session_state["indicator"] = link.get("indicator", "")
    return notices


def _choose(notices: list[str]) -> Choices:
    known = context.reference()
    names = [row.name for row in known.today.values()]
    options = sorted([*names, *known.old_names], key=sort_key)
    left, right = st.columns([1, 2])
    with left:
        name = st.selectbox(
            "Gemeente",
            options,
            index=None,
            key="gemeente",
            placeholder="Kies een gemeente",
            format_func=lambda name: texts.option(name, known.old_names),
        )
    row = known.find(name) if name else None
    offered = _offered(row, {})
    with right:
        chosen = _peers(row, offered, [each for each in names if row is None or each != row.name])
        weights = _weights() if peers.SIMILAR in chosen else ()
    if weights:
        offered = _offered(row, dict(weights))
    found = Peers((), ())
    if row is not None:
        found = peers.choose(chosen, row.nis_code, offered, known)
        gone = [word for word in chosen if word in peers.GROUPS and word not in offered]
        notices += [texts.group_not_offered(word, row.name) for word in gone]
    return Choices(
        municipality=row,
        peers=found,
        default=not chosen,
        label=texts.group(found, row, known.today, _cluster(row)) if row else texts.NOBODY,
        weights=weights,
        goal=_goal(str(st.session_state.get("doel", ""))),
        indicator=str(st.session_state.get("indicator", "")) or None,
    )


def _peers(
    row: Municipality | None, offered: Mapping[str, tuple[str, ...]], names: list[str]
) -> list[str]:
    """One control for all: groups first, then municipalities by name."""
    cluster = _cluster(row) if row else ""
    return st.multiselect(
        "Vergelijk met (leeg: de buurgemeenten)",
        [*peers.GROUPS, *names],
        key="vergelijk",
        placeholder="De buurgemeenten, of kies een groep of gemeenten",
        select_all=False,
        format_func=lambda word: texts.group_option(word, row, len(offered.get(word, ())), cluster),
    )


def _offered(row: Municipality | None, weights: dict[str, int]) -> dict[str, tuple[str, ...]]:
    if row is None:
        return {}
    return peers.groups(row.nis_code, context.reference(), context.likeness(), weights)


def _cluster(row: Municipality) -> str:
    """Belfius' cluster; "" for a municipality that has none."""
    return str(context.likeness()["cluster"].dropna().get(row.nis_code, ""))


def _weights() -> tuple[tuple[str, int], ...]:
    """How heavily each context variable counts in likeness; those that differ from 1."""
    with st.popover(texts.WEIGHTS):
        st.write(texts.WEIGHTS_HELP)
        chosen = {
            name: st.slider(texts.CONTEXT_NAMES[name], 0, peers.MAX_WEIGHT, key=_weight(name))
            for name in peers.CONTEXT
        }
    return tuple((name, weight) for name, weight in chosen.items() if weight != 1)


def _weight(name: str) -> str:
    return f"gewicht_{name}"


def _whole(text: str) -> int:
    """A weight in a link; 1 for anything else."""
    return int(text) if text in map(str, range(peers.MAX_WEIGHT + 1)) else 1


def _goal(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) <= 2 and 1 <= int(text) <= 17 else None


def _widgets_to_link(found: Choices) -> None:
    """Put the choices in the link, so that it restores this view in another browser."""
    extra = [("doel", str(st.session_state.get("doel", "")))]
    extra += [("indicator", str(st.session_state.get("indicator", "")))]
    link = {key: value for key, value in [*found.pairs, *extra] if value}
    if st.query_params.to_dict() != link:
        st.query_params.from_dict(link)
    st.session_state["written"] = link


main()
