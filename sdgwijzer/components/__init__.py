"""The one thing Streamlit has no widget for: a map to click.

A small script in this folder, without any library. The outlines of the map are a static
file that a browser keeps; only the style and the words of each municipality travel with a page.
The colours are the CSS variables of the page's own style sheet (`html.STYLE`).
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

import streamlit as st

from sdgwijzer import colours
from sdgwijzer.content import Map
from sdgwijzer.texts import frame_of_pages

_HERE: Final = Path(__file__).parent


def _read(name: str) -> str:
    return (_HERE / name).read_text(encoding="utf-8")


_MAP: Final = st.components.v2.component(
    "sdgwijzer_map", html=_read("map.html"), css=_read("map.css"), js=_read("map.js")
)


def choose_on_map(
    drawn: Map, *, outlines: str, key: str, on_choice: Callable[[], None]
) -> str | None:
    """A map of all municipalities; one that is clicked, or chosen with the keyboard, comes back.

    Args:
        drawn: what it shows.
        outlines: address of the drawing.
        key: of the widget.
        on_choice: called before the next run when one is chosen.

    Returns:
        The code that was chosen just now.
    """
    data: dict[str, Any] = {
        "outlines": outlines,
        "label": drawn.label,
        "help": frame_of_pages.MAP_HELP if drawn.legend else frame_of_pages.MAP_HELP_NAMES,
        "failed": frame_of_pages.MAP_FAILED,
        "legend": [list(each) for each in drawn.legend],
        "areas": {code: list(area) for code, area in drawn.areas.items()},
        "own": drawn.own,
        "peers": [[code, look and look % len(colours.PEERS)] for code, look in drawn.peers],
        "choose": frame_of_pages.MAP_CHOOSE_THIS,
        "small": drawn.small,
    }
    result = _MAP(key=key, data=data, on_chosen_change=on_choice)
    chosen = getattr(result, "chosen", None)
    return str(chosen) if chosen in drawn.areas else None
