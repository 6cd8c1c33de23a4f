"""The link and the session: what a link says is put in the controls, what is chosen in the link.

The link is the state. (Streamlit's own binding of widgets to the link drops unknown names in
silence and doubles parameters in links between pages.)
"""

from typing import Final

import streamlit as st

from sdgwijzer.links import PARAMETERS, Choices, Read, read
from sdgwijzer.views.dataset import Dataset
from sdgwijzer.views.peers import CONTEXT

_CHOICES: Final = "choices"
_WRITTEN: Final = "written"  # the link as the last run wrote it


def link() -> dict[str, str]:
    """What is asked: the address when it is new (opened, or Back), else what the controls say.

    Links between pages carry the choices, so an address without any is a page without any.
    """
    asked: dict[str, str] = st.query_params.to_dict()
    if asked != st.session_state.get(_WRITTEN) or "gemeente" not in st.session_state:
        return asked
    found = {name: _text(name) for name in ("gemeente", "vergelijk", "groep", *PARAMETERS)}
    weights = ((name, st.session_state.get(weight_key(name))) for name in CONTEXT)
    found["mand"] = ",".join(st.session_state[_CHOICES].basket)
    found["gewichten"] = ",".join(f"{name}:{w}" for name, w in weights if w is not None)
    return {name: text for name, text in found.items() if text}


def _text(name: str) -> str:
    value = st.session_state.get(name) or ""
    return ",".join(value) if isinstance(value, list) else str(value)


def follow(page: str, data: Dataset) -> Read:
    """Read what is asked, and let the controls say what it was taken for."""
    found = read(link(), page, data)
    chosen, state = found.choices, st.session_state
    state[_CHOICES] = chosen
    state["gemeente"] = chosen.municipality.name if chosen.municipality else None
    state["vergelijk"] = list(chosen.words)
    state["groep"] = chosen.called
    for name in CONTEXT:
        state[weight_key(name)] = dict(chosen.weights).get(name, 1)
    for name in PARAMETERS:
        value = chosen.options.values[name]
        state[name] = list(value) if isinstance(value, tuple) else value
    return found


def write(chosen: Choices, page: str) -> None:
    """Put the choices in the link, so that it restores this view in another browser."""
    pairs = [*chosen.pairs, *chosen.options.pairs(page)]
    made = {key: value for key, value in pairs if value}
    if st.query_params.to_dict() != made:
        st.query_params.from_dict(made)
    st.session_state[_WRITTEN] = made


def choices() -> Choices:
    """The choices of this run; the frame has put them in the session."""
    found: Choices = st.session_state[_CHOICES]
    return found


def weight_key(name: str) -> str:
    """The control of one context variable."""
    return f"gewicht_{name}"
