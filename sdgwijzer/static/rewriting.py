"""The HTML of a page, as it was made for the live site → with the links of the static one."""

import re
from collections.abc import Callable
from html import escape
from html.parser import HTMLParser
from typing import Final

from sdgwijzer.static.addresses import LIVE, SEARCH, relative
from sdgwijzer.texts import standing_alone as texts

_LEADING: Final = {"a": "href", "img": "src"}
"""Tags that lead somewhere, and by which attribute."""

_WITHIN: Final = r"""(?:[^>"']|"[^"]*"|'[^']*')*>"""
_CHANGED: Final = re.compile(rf"<form\b.*?</form>|<(?:{'|'.join(_LEADING)})\b{_WITHIN}", re.DOTALL)
"""What is written anew: one in twelve of the tags of a page. The others are copied as they are."""

Leads = Callable[[str], str]
Attributes = list[tuple[str, str | None]]


def anew(piece: str, here: str, leads: Leads, rows: Leads | None = None) -> str:
    """Write the links of some HTML anew; a form, which needs a server, becomes a link.

    Args:
        piece: HTML of our own making.
        here: the path of the page from the start page.
        leads: a link of the live site → a path from the start page (`Addresses.of`).
        rows: of a page with a row for each municipality: the anchor of a row → where its own link
            leads; None for other pages.
    """
    writer = _Writer(here, leads, rows)
    return _CHANGED.sub(lambda found: writer.anew(found[0]), piece)


class _Writer(HTMLParser):
    """Writes one tag that leads somewhere, or one form, anew."""

    def __init__(self, here: str, leads: Leads, rows: Leads | None) -> None:
        super().__init__()
        self._here, self._leads, self._rows = here, leads, rows

    def anew(self, text: str) -> str:
        """A tag, or a form with all that is in it."""
        self._made = ""
        self.reset()
        self.feed(text)
        return self._made

    def handle_starttag(self, tag: str, attrs: Attributes) -> None:
        if tag == "form":
            to = relative(SEARCH, self._here)
            self._made = f'<a class="to-search" href="{to}">{escape(texts.SEARCH)}</a>'
        elif not self._made:  # what is in a form goes with it
            self._made = self._led(tag, attrs)

    def _led(self, tag: str, attrs: Attributes) -> str:
        """The tag with its link anew; of a link to a row of a municipality also an anchor."""
        name, parts = _LEADING[tag], []
        if self._leads(dict(attrs).get(name) or "#") == LIVE:
            attrs = [pair for pair in attrs if pair[0] != "download"]  # a page is no file to keep
        for key, text in attrs:
            if key == name and text and not text.startswith("data:"):
                to = self._leads(text)
                path, _, anchor = to.partition("#")
                if self._rows is not None and path == self._here and anchor:
                    parts.append(f' id="{escape(anchor)}"')
                    to = self._rows(anchor)
                text = relative(to, self._here)
            parts.append(f" {key}" if text is None else f' {key}="{escape(text)}"')
        return f"<{tag}{''.join(parts)}>"
