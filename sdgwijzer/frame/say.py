"""What went wrong, said to the visitor in Dutch.

Streamlit reads the texts of its own notes as Markdown, in which a text from a link, a file or a
search becomes a link or a picture of somebody else. Here they are HTML, with every text escaped.
"""

import re
from collections.abc import Callable, Mapping
from functools import wraps
from typing import Final

import streamlit as st

from sdgwijzer import failures, html
from sdgwijzer.content import Address, Link, Note
from sdgwijzer.texts import frame_of_pages

_FAULT: Final = "fault"  # in the session: an error of a callback


_MARKDOWN: Final = re.compile(r"([\\`*_{}\[\]()#+.!|<>~:$-])")


def plain(text: str) -> str:
    """A text as it is, where Streamlit would read Markdown."""
    return _MARKDOWN.sub(r"\\\1", text)


def guarded(callback: Callable[[], None]) -> Callable[[], None]:
    """A callback of a control: what fails in it is kept, and said by the page that follows.

    Streamlit calls it before the run of a page; with an error there the run, and with it the
    header, would not come at all.
    """

    @wraps(callback)
    def call() -> None:
        try:
            callback()
        except Exception as error:  # noqa: BLE001 - the page that follows says it
            st.session_state[_FAULT] = error

    return call


def kept_fault() -> Exception | None:
    """What went wrong in a callback before this run, once."""
    found = st.session_state.pop(_FAULT, None)
    return found if isinstance(found, Exception) else None


def fault(error: Exception, page: str, link: Mapping[str, str]) -> None:
    """Something went wrong: the visitor reads it in Dutch, the log gets where and what.

    Args:
        error: what went wrong; anything but an `SdgWijzerError` is a bug, with its traceback.
        page: the word of the page in its address.
        link: the choices in its address.
    """
    said = failures.sentence(error, page, link)
    way = Link(Address(""), frame_of_pages.TO_START)
    st.html(html.block([Note("error", said, (way,))]))
