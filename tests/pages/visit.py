"""A visit without a browser: Streamlit's own test runs the app on a link."""

from functools import cache

from streamlit.testing.v1 import AppTest

from sdgwijzer.frame import FRAME
from sdgwijzer.frame.context import PAGES

CARRIED = ("gemeente", "vergelijk", "gewichten", "mand")
"""Choices that every link of the site carries along."""


@cache
def _known():
    """A visit that knows the pages (to ask for them is to run the start) and the components.

    Each AppTest looks for components in all installed packages: longer than most pages take.
    """
    return AppTest.from_file(FRAME, default_timeout=60).run()


def opened(word, link):
    """The app after its first run, of a page with the choices of a link."""
    app = AppTest.from_file(FRAME, default_timeout=60)
    app._registered_pages = dict(_known()._registered_pages)
    app._bidi_component_manager = _known()._bidi_component_manager
    for name, value in link.items():
        app.query_params[name] = value
    app.switch_page(PAGES[word])
    return app.run()
