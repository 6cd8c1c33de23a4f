"""A visit without a browser: Streamlit's own test runs the app on a link."""

from functools import cache

from streamlit.testing.v1 import AppTest

from sdgwijzer.frame import FRAME
from sdgwijzer.frame.context import PAGES


@cache
def _pages():
    """The pages that the app registers: asked once, because to ask is to run its start."""
    return AppTest.from_file(FRAME, default_timeout=60).run()._registered_pages


def opened(word, link):
    """The app after its first run, of a page with the choices of a link."""
    app = AppTest.from_file(FRAME, default_timeout=60)
    app._registered_pages = dict(_pages())  # else it must run once before it can be sent anywhere
    for name, value in link.items():
        app.query_params[name] = value
    app.switch_page(PAGES[word])
    return app.run()
