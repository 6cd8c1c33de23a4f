"""What a page says outside its blocks: its title, its notes, a chart, and what went wrong.

Streamlit reads titles and notes as Markdown, in which a text from a link, a file or a search
becomes a link or a picture of somebody else. Here they are HTML, with every text escaped.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import wraps
from typing import Final

import streamlit as st

from sdgwijzer import failures, html
from sdgwijzer.charts import Chart
from sdgwijzer.texts import frame_of_pages, indicator_page

_FAULT: Final = "fault"  # in the session: an error of a callback


def title(text: str) -> None:
    """The one title of a page."""
    st.html(html.block(html.heading(text, 1)))


def note(text: str) -> None:
    """Something to know, or what to do next."""
    st.html(html.note("info", text))


def warning(text: str, ways: Sequence[tuple[str, str]] = ()) -> None:
    """Something that is not as the visitor asked, or that is easily misread.

    Args:
        text: what it says.
        ways: addresses (already safe) and texts of links behind it.
    """
    st.html(html.note("warning", text, ways))


def chart(drawn: Chart, key: str) -> None:
    """A figure with the sentence that says the same; the numbers stand in the page's table."""
    st.html(html.block(html.paragraph(drawn.sentence)))
    st.plotly_chart(
        drawn.figure,
        key=key,
        alt=drawn.sentence,
        config={
            "displayModeBar": True,
            "displaylogo": False,
            "modeBarButtons": [["toImage"]],
            "toImageButtonOptions": {"filename": f"sdg-wijzer-{key}", "scale": 2},
            "scrollZoom": False,
            "locale": "nl",
            "locales": {"nl": {"dictionary": indicator_page.PLOTLY}},
        },
    )


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
    st.html(html.note("error", said, [(html.link("", []), frame_of_pages.TO_START)]))
