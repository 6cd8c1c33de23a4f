"""What somebody puts on a page of their own to show a figure of this site: a frame and a listener.

The figure tells how high it is (`serving/embedded.js`); the listener gives its frame that height.
Where scripts are not allowed, the frame keeps the height that stands in it, and scrolls.
"""

from html import escape
from typing import Final
from urllib.parse import urlencode

from sdgwijzer.content import Address
from sdgwijzer.links.choices import Placed

PATH: Final = "insluiten"
"""Before the word of a figure (`screens.embedded.KINDS`)."""

PICTURE: Final = "beeld"
"""Before the word of a figure and `.svg` or `.png`: that figure as a file."""

HERE: Final = "{hier}"
"""In a code: the full address of the start page with its last slash; who copies it fills it in."""

HEIGHTS: Final = {"tegel": 260, "verloop": 480, "verdeling": 460, "tabel": 720, "kaart": 560}
"""Pixels that a frame has until its figure has said how high it is."""

_LISTENER: Final = (
    'addEventListener("message",function(e){var h=Number(e.data&&e.data.sdgWijzer);'
    'if(h>0)document.querySelectorAll("iframe[data-sdg-wijzer]").forEach(function(f){'
    'if(f.contentWindow===e.source)f.style.height=h+"px"})})'
)


def address(kind: str, found: Placed, *choices: tuple[str, str], home: str = HERE) -> str:
    """The full address of a figure to show in a frame.

    Args:
        kind: word of the figure.
        found: municipality and peers.
        choices: what it is of: `("indicator", "armoederisico")`, or `("doel", "1")` for a tile.
        home: full address of the start page, with a slash at the end.
    """
    query = urlencode([(name, text) for name, text in (*found.pairs, *choices) if text])
    return f"{home}{PATH}/{kind}?{query}"


def picture(kind: str, ending: str, *choices: tuple[str, str], found: Placed) -> Address:
    """Where a figure is as a file: to open, to keep, to put in a report.

    Args:
        kind: word of the figure (`screens.printed.KINDS`).
        ending: svg or png.
        choices: what it is of: `("indicator", "armoederisico")`.
        found: municipality and peers.
    """
    return Address(f"{PICTURE}/{kind}.{ending}", (*found.pairs, *choices))


def code(kind: str, title: str, found: Placed, *choices: tuple[str, str], home: str = HERE) -> str:
    """The HTML to copy: a frame that is as high as its figure.

    Args:
        kind: word of the figure.
        title: what a screen reader calls the frame.
        found: municipality and peers.
        choices: as in `address`.
        home: as in `address`.
    """
    where = escape(address(kind, found, *choices, home=home))
    style = f"width:100%;height:{HEIGHTS[kind]}px;border:0"
    frame = (
        f'<iframe src="{where}" title="{escape(title)}" loading="lazy" style="{style}" '
        "data-sdg-wijzer></iframe>"
    )
    return f"{frame}\n<script>{_LISTENER}</script>"
