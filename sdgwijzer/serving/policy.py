"""What a browser may run and load on our pages: Content-Security-Policy.

A script in the page is allowed by its hash, so markup that slips in runs nothing.
"""

from base64 import b64encode
from hashlib import sha256
from typing import Final

NAME: Final = "Content-Security-Policy"


def hashed(text: str) -> str:
    """A script or style sheet in the page itself, as a policy names it."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


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


def _header(rules: dict[str, str]) -> dict[str, str]:
    return {NAME: "; ".join(f"{name} {value}" for name, value in rules.items())}
