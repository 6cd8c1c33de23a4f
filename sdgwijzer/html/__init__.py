"""Content → HTML, by Jinja: every text is escaped, only the templates write tags.

`templates/blocks/` has a macro per block and run, `templates/style/` how they look. One block of
HTML is several times faster in Streamlit than as many of its own elements.
"""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any, Final
from urllib.parse import urlencode

from jinja2 import Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup, escape

from sdgwijzer import colours, pictures, settings
from sdgwijzer.colours import Pair
from sdgwijzer.content import Address, Block, Outside, Page
from sdgwijzer.goals import GOALS
from sdgwijzer.html import pictograms
from sdgwijzer.pictures import Drawing

__all__ = [
    *("STYLE", "at_once", "block", "document", "embedded", "embedded_style", "href", "message"),
    *("paper", "parcelled", "pictogram_style", "programs", "programs_style", "shared", "still"),
    *("standing", "standing_style", "svg", "title"),
]

_PICTURE: Final = re.compile(r'(<span class="picture[^>]*)>(<svg.*?</svg>)', re.DOTALL)
_FOLDED: Final = re.compile(
    r'(<tbody class="goal-\d+")(><tr class="head"><th [^>]*><details>.*?</tr>)(.*?)</tbody>',
    re.DOTALL,
)
"""A goal that is folded: its head, and the rows behind it."""


def href(to: Address | Outside) -> str:
    """Where a link leads: a page with its choices, or an address elsewhere; "" for none of these.

    Relative to the page, as the site may stand under a path.
    """
    if isinstance(to, Outside):
        return str(to) if to.startswith(("https://", "./")) else ""
    query = urlencode([(key, value) for key, value in to.choices if value])
    query += "&embed=true" if to.embedded else ""
    return f"./{to.page}?{query}" if query else f"./{to.page}"


def _html(part: Any) -> Markup:  # noqa: ANN401 - a run or a block
    """One run or block.

    Raises:
        TypeError: it has no macro.
    """
    kind = type(part)
    return escape(part) if kind is str else _macro(kind)(part)


def svg(drawing: Drawing, title: str = "", words: str = "") -> str:
    """A picture as SVG, as a file of its own.

    It has the colours for a light ground alone: programs for text do not know two.

    Args:
        drawing: its shapes.
        title: its name.
        words: the same picture in words.
    """
    ground = colours.SCREEN["ground"]
    return _SVG.render(drawing=drawing, title=title, words=words, ground=ground, inside=False)


@cache
def _paint(colour: Pair, what: str, inside: bool) -> Markup:
    """A colour as the fill or stroke of a shape: in a page for both schemes, else for light."""
    return Markup(f"{what}='{colour if inside else colour.light}'")


def _look(number: int | None) -> dict[str, str]:
    """Sign and class of a municipality: the own one, or the n-th beside it."""
    if number is None:
        return {"sign": colours.OWN.sign, "number": "own"}
    return {"sign": colours.peer(number).sign, "number": str(number % len(colours.PEERS) + 1)}


def inside(drawing: Drawing) -> Markup:
    """As a part of a page: what it shows in words is said around it."""
    ground = colours.SCREEN["ground"]
    return Markup(_SVG.render(drawing=drawing, title="", words="", ground=ground, inside=True))


def _runs(parts: Iterable[Any]) -> Markup:
    """Runs or blocks behind each other."""
    return Markup("").join(map(_html, parts))


_ENVIRONMENT: Final = Environment(
    loader=PackageLoader("sdgwijzer.html"),
    autoescape=True,
    undefined=StrictUndefined,
    auto_reload=False,
)
_ENVIRONMENT.filters.update(html=_html, runs=_runs, href=href)
_ENVIRONMENT.filters.update(drawing=pictures.draw, inside=inside, paint=_paint, look=_look)
_ENVIRONMENT.globals.update(narrow=pictures.NARROW)
_ENVIRONMENT.filters["lines"] = lambda text: Markup("<br>").join(map(escape, text.split("\n")))
_ENVIRONMENT.filters["pictogram"] = lambda goal: Markup(pictograms.address(goal))
_SVG: Final = _ENVIRONMENT.get_template("drawing.svg")
_FIRST: Final = _ENVIRONMENT.get_template("first.html")
_DOCUMENT: Final = _ENVIRONMENT.get_template("document.html")
_EMBEDDED: Final = _ENVIRONMENT.get_template("embedded.html")
_FRAMED: Final = _ENVIRONMENT.get_template("embedded.css")
_MESSAGE: Final = _ENVIRONMENT.get_template("message.html")
_PROGRAMS: Final = _ENVIRONMENT.get_template("programs.html")
_PROGRAMS_STYLE: Final = _ENVIRONMENT.get_template("programs.css")
_STANDING: Final = _ENVIRONMENT.get_template("static.html")
_STANDING_STYLE: Final = _ENVIRONMENT.get_template("static.css")
_SHARED: Final = _ENVIRONMENT.get_template("shared.html")
_ICONS: Final = _ENVIRONMENT.get_template("icons.css")
BLOCKS: Final = (
    "around",
    "text",
    "overview",
    "rows",
    "start",
    "pictures",
    "tables",
    "compare",
    "share",
    "sheet",
    "live",
    "document",
    "forms",
)
"""Templates of the macros, in `templates/blocks/`."""

AROUND: Final = ("frame", "around", "start")
"""Style sheets of what stands around pages, and of the first one."""

LATER: Final = "pictograms"
"""A browser makes a document of each of them, which takes 2 ms: a page is painted before."""

STYLES: Final = (
    "frame",
    "around",
    "text",
    "overview",
    "rows",
    "goals",
    "start",
    "pictures",
    "tables",
    "compare",
    "sheet",
    "files",
    "forms",
    "roles",
    "pictograms",
    "paper",
)
"""Style sheets in the order in which they hold, in `templates/style/`."""

_BLOCKS: Final = [_ENVIRONMENT.get_template(f"blocks/{name}.html").module for name in BLOCKS]
_MACROS: Final[dict[type, Any]] = {}


def _macro(kind: type) -> Any:  # noqa: ANN401 - a macro of Jinja
    """The macro for a class of content: that with its name.

    Raises:
        TypeError: there is none.
    """
    if kind not in _MACROS:
        name = kind.__name__.lower()
        found = [macro for each in _BLOCKS if (macro := getattr(each, name, None)) is not None]
        if len(found) != 1:
            raise TypeError(f"expected one macro for {kind.__name__}, found {len(found)}")
        _MACROS[kind] = found[0]
    return _MACROS[kind]


def _sheet(names: Iterable[str]) -> Markup:
    """Style sheets behind each other."""
    given = {"colours": colours.variables(), "goals": GOALS, "peers": len(colours.PEERS)}
    return Markup("").join(
        Markup(_ENVIRONMENT.get_template(f"style/{name}.css").render(given)) for name in names
    )


def template(name: str) -> Template:
    """A template of this folder, for a module beside this one."""
    return _ENVIRONMENT.get_template(name)


def coloured(name: str) -> str:
    """A style sheet of this folder, with the colours of everything."""
    given = {"colours": colours.variables(), "goals": GOALS, "peers": len(colours.PEERS)}
    return template(name).render(given)


_SHEET: Final = _sheet(name for name in STYLES if name != LATER)
_ALONE: Final = _sheet(name for name in STYLES if name not in AROUND)
"""The same for a document without anything around it."""
STYLE: Final = f"<style>{_SHEET}</style>"
"""The style sheet of all blocks, once per page; that of the pictograms comes behind it."""


def pictogram_style() -> str:
    """The style sheet of the pictograms, with the official icons where there are some.

    Raises:
        UsageError: the folder of the icons has none that can be used.
    """
    return f"{_pictograms()}{_official()}"


@cache
def _pictograms() -> str:
    return _sheet([LATER])


def _official() -> str:
    """The style of the official icons; "" where there are none."""
    folder = settings.read().icons
    if folder is None:
        return ""
    icons = {number: Markup(each) for number, each in pictograms.official(folder).items()}
    return _ICONS.render(icons=icons)


def block(parts: Iterable[Block]) -> str:
    """Blocks of content as one block of HTML."""
    return f'<div class="sdg">{_runs(parts)}</div>'


def still(live: Block) -> str:
    """A live block as it reads without what makes it live."""
    return f'<div class="sdg live {type(live).__name__.lower()}">{_html(live)}</div>'


def parcelled(piece: str) -> str:
    """A block of HTML for Streamlit, which drops drawings and weighs each element.

    Drawings stand in an attribute, and so do the rows that a goal unfolds. On the screen
    `serving/pages.js` puts drawings where they belong, and rows once they are unfolded.

    Args:
        piece: HTML of our own making.
    """
    drawn = _PICTURE.sub(lambda found: f'{found[1]} data-svg="{escape(found[2])}">', piece)
    return _FOLDED.sub(
        lambda found: f'{found[1]} data-rows="{escape(found[3])}"{found[2]}</tbody>', drawn
    )


def document(page: Page) -> str:
    """A page as a whole document, without what needs a server to do something."""
    return _DOCUMENT.render(title=page.title, style=_ALONE, body=_runs(page.blocks))


def paper(page: Page) -> str:
    """A page as a document to keep and to print: a report."""
    style = _ALONE + _sheet(["report"])
    return _DOCUMENT.render(title=page.title, style=style, body=_runs(page.blocks))


def at_once(font: str, later: str, body: str, words: object, **around: object) -> str:
    """What a page shows at once, with its own styles.

    Args:
        font: address of the font that Streamlit will use.
        later: address of the style sheet of the pictograms, for who runs no scripts.
        body: HTML of our own making.
        words: the texts around it.
        around: `menu` and `search` (blocks), `here` (word of the page), `place` and `short` (who
            is beside it), `names`, `whom` and `beside`, `others` (choices that the form carries
            along); `embedded`: without these.
    """
    return _FIRST.render(font=font, later=later, body=Markup(body), words=words, **around)


def embedded(page: Page, style: str, script: str) -> str:
    """A page to stand in a frame on a page of somebody else; it stands one step below the start.

    Args:
        page: what it shows.
        style: its style sheet (`embedded_style`).
        script: of our own, that tells the page around it how high it is.
    """
    body = Markup(block(page.blocks))
    around = {"style": Markup(style), "script": Markup(script)}
    return _EMBEDDED.render(title=page.title, body=body, **around)


def embedded_style(font: str) -> str:
    """The text of the style sheet of a page in a frame.

    Args:
        font: address of the font of the pages, from the start page.
    """
    return f"{_ALONE}{_official()}{_FRAMED.render(font=font)}"


def programs(style: str, home: str, **values: object) -> str:
    """The page that explains the addresses for programs; it stands two steps below the start.

    Args:
        style: its style sheet (`programs_style`).
        home: full address of what it explains, without a slash at the end.
        values: `words` (the texts), `files` (address and what it is), `resources` and `problems`.
    """
    return _PROGRAMS.render(style=Markup(style), home=home, **values)


def programs_style(font: str) -> str:
    """The text of its style sheet.

    Args:
        font: address of the font of the pages, from the start page.
    """
    return f"{_sheet(['text'])}{_PROGRAMS_STYLE.render(font=font)}"


def standing(body: str, menu: str, **around: object) -> str:
    """A page that stands alone on any web server; its styles and its script are files beside it.

    Args:
        body: HTML of our own making.
        menu: that too.
        around: `title`, `sentence` (what it says), `canonical` (full address; "" for none), `root`
            (the way to the start page, "" for the same folder), `place` (its municipality; "" for
            none), `other` (the address for another one, with * for it), `note`, `words`.
    """
    return _STANDING.render(body=Markup(body), menu=Markup(menu), **around)


def standing_style(font: str) -> str:
    """The text of the style sheet of such pages, pictograms and all.

    Args:
        font: address of the font of the pages, from the style sheet.

    Raises:
        UsageError: the folder of the icons has none that can be used.
    """
    return f"{_SHEET}{pictogram_style()}{_STANDING_STYLE.render(font=font)}"


def message(title: str, words: str, href: str, name: str) -> str:
    """A document of one sentence and one way to go on.

    Args:
        title: of the site.
        words: the sentence.
        href: where the link leads: an address of our own making.
        name: the words of the link.
    """
    return _MESSAGE.render(title=title, words=words, href=href, name=name)


def title(text: str) -> str:
    """For the head of a page: its name in a tab."""
    return f"<title>{escape(text)}</title>"


def shared(site: str, title: str, sentence: str, address: str, picture: str) -> str:
    """For the head of a page: the address to keep, and what stands where it is shared (Open Graph).

    Args:
        site: its name.
        title: of the page, with its place; "" where there is no content to speak of.
        sentence: what the page says; "" for nothing.
        address: the full one to keep; "" for none, and then there is no picture either.
        picture: full address of one of 1200 x 630 pixels.
    """
    return _SHARED.render(
        site=site, title=title, sentence=sentence, address=address, picture=picture
    )
