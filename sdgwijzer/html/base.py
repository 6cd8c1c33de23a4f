"""What every block of HTML is made of: escaped text, links, words of judgement."""

from collections.abc import Iterable
from html import escape
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

from sdgwijzer.texts.headings import Address
from sdgwijzer.texts.words import Word

STYLE: Final = f"<style>{(Path(__file__).parent / 'style.css').read_text(encoding='utf-8')}</style>"
"""The style sheet of all blocks, once per page."""


def block(*parts: str, sheet: bool = False) -> str:
    """The parts as one block; a `sheet` is printed small, on one page."""
    kind = "sdg sheet" if sheet else "sdg"
    return f'<div class="{kind}">{"".join(parts)}</div>'


def link(page: str, choices: Iterable[tuple[str, str]]) -> str:
    """Address of a page with these choices, safe in an attribute."""
    query = urlencode([(key, value) for key, value in choices if value])
    return escape(f"./{page}?{query}" if query else f"./{page}", quote=True)


def outside(address: str) -> str:
    """An address elsewhere, safe in an attribute."""
    return escape(address, quote=True)


def paragraph(text: str, style: str = "") -> str:
    """A paragraph of plain text."""
    return f'<p class="{escape(style)}">{escape(text)}</p>' if style else f"<p>{escape(text)}</p>"


def word(found: Word, after: str = "") -> str:
    """A judgement: symbol, word and colour, and what belongs with it."""
    symbol = f'<span aria-hidden="true">{found.symbol} </span>' if found.symbol else ""
    extra = f' <span class="quiet">{escape(after)}</span>' if after else ""
    return (
        f'<span class="{found.style}">{symbol}<strong>{escape(found.text)}</strong></span>{extra}'
    )


def heading(text: str, level: int = 2) -> str:
    """A heading inside a block."""
    return f"<h{level}>{escape(text)}</h{level}>"


def note(kind: str, text: str, ways: Iterable[tuple[str, str]] = ()) -> str:
    """A note between the blocks of a page, read aloud when it appears.

    Args:
        kind: info, warning or error.
        text: what it says.
        ways: addresses (already safe) and texts of links behind it.
    """
    behind = ", ".join(f'<a href="{href}">{escape(words)}</a>' for href, words in ways)
    role = "alert" if kind == "error" else "status"
    said = f"{escape(text)} {behind}".strip()
    return block(f'<p class="note {escape(kind)}" role="{role}">{said}</p>')


def links(found: Iterable[tuple[str, str] | tuple[str, str, str]]) -> str:
    """A list of links: address (already safe), text and, where there is one, a note behind it."""
    items = "".join(
        f'<li><a href="{href}">{escape(text)}</a>'
        + "".join(f' <span class="quiet">{escape(each)}</span>' for each in note)
        + "</li>"
        for href, text, *note in found
    )
    return f'<ul class="tiles">{items}</ul>'


def trail(pairs: Iterable[tuple[str, str]]) -> str:
    """Links to what a page is a part of: address (already safe) and text."""
    items = " › ".join(f'<a href="{href}">{escape(text)}</a>' for href, text in pairs)
    return f'<nav class="trail">‹ {items}</nav>'


def goals_key(goals: Iterable[tuple[int, str, str]]) -> str:
    """Number, name and colour of the goals, as a list."""
    items = "".join(
        f'<li style="--edge:{colour}">{number}. {escape(name)}</li>'
        for number, name, colour in goals
    )
    return f'<ul class="tiles goals">{items}</ul>'


def facts(pairs: Iterable[tuple[str, str]]) -> str:
    """Terms with their description; an `Address` becomes a link."""
    items = "".join(
        f"<dt>{escape(term)}</dt><dd>{description(text)}</dd>" for term, text in pairs if text
    )
    return f"<dl>{items}</dl>"


def description(text: str) -> str:
    """Escaped text; an `Address` becomes a link."""
    if isinstance(text, Address) and text.startswith("https://"):
        return f'<a href="{escape(text, quote=True)}">{escape(text)}</a>'
    return escape(text)
