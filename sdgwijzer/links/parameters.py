"""The link is the state: which choices stand in it, on which pages, and how they get there.

What a link says is put in the session, what a visitor chooses is put in the link. (Streamlit's own
binding of widgets to the link drops unknown names in silence and doubles parameters in links
between pages.)
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import streamlit as st

MOST: Final = 40
"""Names in one parameter that are read; a longer list is cut."""


@dataclass(frozen=True)
class Parameter:
    """One choice that stands in the link of some pages, besides municipality and peers."""

    pages: tuple[str, ...]
    options: tuple[str, ...] = ()  # the first one is the default and stays out of the link
    many: bool = False  # a list, split by commas


SHOW: Final = (
    "alles",
    "sterk",
    "aandacht",
    "beter",
    "vergelijkbaar",
    "minder-goed",
    "geen-oordeel",
)
SORT: Final = ("thema", "zwakste-eerst", "sterkste-eerst", "naam")
COLOURS: Final = ("derden", "vijfden")
FIGURES: Final = ("alles", "verloop", "verdeling", "kaart", "tabel")
VIEWS: Final = ("tabel", "verloop")
TURNED: Final = ("nee", "ja")
TABLES: Final = ("jaren", "gemeenten")

PARAMETERS: Final[Mapping[str, Parameter]] = {
    "doel": Parameter(("doel",)),
    "toon": Parameter(("doel",), SHOW),
    "sorteer": Parameter(("doel",), SORT),
    "indicator": Parameter(("indicator",)),
    "kleur": Parameter(("indicator",), COLOURS),
    "figuur": Parameter(("indicator",), FIGURES),
    "doelen": Parameter(("vergelijk",), many=True),
    "indicatoren": Parameter(("vergelijk",), many=True),
    "beeld": Parameter(("vergelijk",), VIEWS),
    "draai": Parameter(("vergelijk",), TURNED),
    "x": Parameter(("verken",)),
    "y": Parameter(("verken",)),
    "reeks": Parameter(("verken",), many=True),
    "jaren": Parameter(("verken",), many=True),
    "rijen": Parameter(("verken",), TABLES),
    "zoek": Parameter(("zoek",)),
}


def read(link: Mapping[str, str]) -> None:
    """Put what a link says in the session; what is not an option becomes the default."""
    for name, parameter in PARAMETERS.items():
        text = link.get(name, "")
        if parameter.many:
            parts = (part.strip() for part in text.split(","))
            st.session_state[name] = list(dict.fromkeys(part for part in parts if part))[:MOST]
        elif parameter.options:
            default = parameter.options[0]
            st.session_state[name] = text if text in parameter.options else default
        else:
            st.session_state[name] = text or None


def pairs(page: str) -> list[tuple[str, str]]:
    """The choices of one page as they stand in its link; defaults stay out."""
    found = []
    for name, parameter in PARAMETERS.items():
        value = st.session_state.get(name)
        if page in parameter.pages and value and value != (*parameter.options, None)[0]:
            found.append((name, ",".join(value) if parameter.many else str(value)))
    return found


def keep_known(name: str, options: Iterable[str]) -> list[str]:
    """Drop what is no option of a list in the link; returns what was dropped."""
    known = set(options)
    wanted: Sequence[str] = st.session_state.get(name) or []
    st.session_state[name] = [each for each in wanted if each in known]
    return [each for each in wanted if each not in known]


def keep_first(name: str, most: int) -> list[str]:
    """Cut a list in the link to what its control takes; returns what was cut off."""
    wanted: list[str] = st.session_state.get(name) or []
    st.session_state[name] = wanted[:most]
    return wanted[most:]


def choice(name: str, label: str, words: Mapping[str, str]) -> str:
    """A dropdown for one of the options of a parameter; its default stands first.

    Args:
        name: of the parameter.
        label: of the dropdown.
        words: option → how it reads.
    """
    options = PARAMETERS[name].options
    if st.session_state.get(name) not in options:
        st.session_state[name] = options[0]
    chosen = st.selectbox(label, options, key=name, format_func=lambda each: words[each])
    return str(chosen)
