"""What a browser may run and load on our pages: Content-Security-Policy.

A script in the page is allowed by its hash, so markup that slips in runs nothing.
"""

from base64 import b64encode
from collections.abc import Iterable
from hashlib import sha256
from typing import Final

NAME: Final = "Content-Security-Policy"

_OF_STREAMLIT: Final = "'wasm-unsafe-eval' blob:"
"""Scripts without which Streamlit does not do: its files; a component (the map), that it puts in
the page as a blob, what only a script of the page itself can make; WebAssembly for the numbers of
its messages. No eval: Plotly does without. Its styles (emotion, and `style=` in what it draws) are
written by scripts as they go, so no hash can name them: styles may stand in the page.
"""


def hashed(text: str) -> str:
    """A script or style sheet in the page itself, as a policy names it."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def of_page(scripts: Iterable[str], frames: Iterable[str] = ()) -> dict[str, str]:
    """Of a page of the site, with Streamlit's.

    Args:
        scripts: texts of those that stand in the page itself.
        frames: other sites that may show it in a frame.
    """
    return _header(
        {
            "default-src": "'none'",
            "script-src": " ".join(["'self'", *map(hashed, scripts), _OF_STREAMLIT]),
            "style-src": "'self' 'unsafe-inline'",
            "img-src": "'self' data: blob:",
            "font-src": "'self' data:",
            "connect-src": "'self'",
            "manifest-src": "'self'",
            "base-uri": "'none'",
            "form-action": "'self'",
            "frame-ancestors": " ".join(["'self'", *frames]),
        }
    )


def of_embedded(style: str, script: str) -> dict[str, str]:
    """Of a figure in a frame of any site: one style sheet, one script, pictures in the page.

    Args:
        style: the text of the style sheet.
        script: the text of the script.
    """
    return _header(
        {
            "default-src": "'none'",
            "script-src": hashed(script),
            "style-src": hashed(style),
            "img-src": "data:",
            "font-src": "'self'",
            "base-uri": "'self'",
            "form-action": "'none'",
            "frame-ancestors": "*",
        }
    )


def of_text(style: str) -> dict[str, str]:
    """Of a page of text that runs nothing.

    Args:
        style: the text of its style sheet.
    """
    return _header(
        {
            "default-src": "'none'",
            "style-src": hashed(style),
            "font-src": "'self'",
            "base-uri": "'self'",
            "form-action": "'none'",
            "frame-ancestors": "'self'",
        }
    )


OF_MESSAGE: Final = {NAME: "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'"}
"""Of a page of one sentence."""


def _header(rules: dict[str, str]) -> dict[str, str]:
    return {NAME: "; ".join(f"{name} {value}" for name, value in rules.items())}
