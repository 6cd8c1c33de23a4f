"""Streamlit's page in Dutch from its first byte, with the scripts that it will need.

Streamlit's page says `lang="en"`: a screen reader would read Dutch as English, and a browser would
break words as English ones.
"""

import re
from functools import cache, lru_cache
from importlib import resources
from pathlib import Path
from typing import Final

from sdgwijzer import html
from sdgwijzer.html.first import First
from sdgwijzer.texts import frame_of_pages, site

STATIC: Final = Path(str(resources.files("streamlit"))) / "static"
SCRIPTS: Final = (
    "Selectbox",
    "Multiselect",
    "Html",
)
CHART: Final = "PlotlyChart"
MAP: Final = "BidiComponent"
MAPPED: Final = ("", "indicator")
"""Pages with a map."""

SCRIPT: Final = "paginas.js"
"""Our own script: a history to walk back, keys that scroll, Dutch for Streamlit's own words."""

PICTOGRAMS: Final = "pictogrammen.css"
"""The style sheet that comes once a page is painted."""

_STREAMLIT: Final = "streamlit"
_LATER: Final = re.compile(
    r'<script type="module"[^>]*></script>|<link\s+rel="(?:modulepreload|stylesheet|preload)"[^>]*>'
)
"""What Streamlit needs, and the first HTML does not."""

_TITLE: Final = html.title(site.APP)
_ADDRESS: Final = (Path(__file__).parent / "address.js").read_text(encoding="utf-8")


def page(
    word: str, canonical: str, picture: str, shown: First | None = None, *, charted: bool = False
) -> str:
    """The first HTML of a page.

    Args:
        word: of the page in its address; "" is the start page.
        canonical: its full address, the one to keep; "" for none.
        picture: full address of what its link looks like where it is shared.
        shown: its own content; None where that cannot be made: Streamlit's page says why.
        charted: does it show a chart to study?
    """
    title, sentence = (shown.shared, shown.sentence) if shown else ("", "")
    shared = html.shared(site.APP, title, sentence, canonical, picture)
    before, after = _page(charted, word in MAPPED)
    if shown is not None:
        after = after.replace(_TITLE, html.title(shown.title), 1)
    body = shown.body if shown else ""
    after = after.replace("<body>", f"<body>{html.STYLE}{body}", 1)
    return f'{before}<script data-page="{word}">{_ADDRESS}</script>{shared}{after}'


@cache
def inline() -> tuple[str, ...]:
    """The scripts that stand in the page itself: Streamlit's own, and ours."""
    made = (STATIC / "index.html").read_text(encoding="utf-8")
    return (_ADDRESS, *re.findall(r"<script>(.*?)</script>", made, re.DOTALL))


@lru_cache(maxsize=1)
def font() -> str:
    """Address of the font that Streamlit uses, as its own page names it."""
    made = (STATIC / "index.html").read_text(encoding="utf-8")
    return str(re.findall(r'href="(\./static/media/[\w.-]+\.woff2)"', made)[0])


def preloaded(charted: bool, mapped: bool) -> list[str]:
    """Scripts of Streamlit that a page asks for once its first run is done, and what those import.

    Asked from the start, they arrive while the browser is busy with the others.

    Args:
        charted: with Plotly, which is larger than all others together.
        mapped: with a map.
    """
    folder = STATIC / "static" / "js"
    wanted = [
        path.name
        for name in (*SCRIPTS, *((CHART,) if charted else ()), *((MAP,) if mapped else ()))
        for path in sorted(folder.glob(f"{name}.*.js"))
    ]
    for name in wanted:  # grows while it is read
        text = (folder / name).read_text(encoding="utf-8")
        found = re.findall(r"""(?:from|import)\s*["'`]\./([\w.-]+\.js)["'`]""", text)
        wanted += [each for each in dict.fromkeys(found) if each not in wanted]
    return wanted


@lru_cache(maxsize=4)
def _page(charted: bool, mapped: bool) -> tuple[str, str]:
    """Streamlit's page, in Dutch, with the scripts that it will need; split behind `<head>`.

    What Streamlit loads stands in a template: `address.js` takes it out once the page is painted.
    """
    made = (STATIC / "index.html").read_text(encoding="utf-8")
    early = "".join(
        f'<link rel="modulepreload" crossorigin fetchpriority="low" href="./static/js/{name}">'
        for name in preloaded(charted, mapped)
        if name not in made
    )
    script = f'<script defer src="./{SCRIPT}"></script>'
    style = f'<link rel="stylesheet" href="./{PICTOGRAMS}">'
    later = "".join([style, *_LATER.findall(made), early])
    made = _LATER.sub("", made)
    made = made.replace("</body>", f'<template id="{_STREAMLIT}">{later}</template></body>', 1)
    before, _, rest = made.partition("<noscript>")
    after = rest.partition("</noscript>")[2]
    made = (
        f"{before}<noscript><p>{frame_of_pages.NO_SCRIPT}</p></noscript>{after}" if after else made
    )
    made = made.replace('lang="en"', 'lang="nl"', 1)
    made = made.replace("<title>Streamlit</title>", _TITLE, 1)
    before, head, after = made.partition("<head>")
    return before + head, script + after
