"""Files that the server makes of a link: previews, pictures with their source, figures."""

import re
from collections.abc import Callable, Mapping
from typing import Final
from unicodedata import normalize

from starlette.responses import Response
from starlette.routing import Route

from sdgwijzer import html, pictures, screens, typeset
from sdgwijzer.documents import bundle, sheets
from sdgwijzer.html import kept
from sdgwijzer.links import Unplaced, read
from sdgwijzer.links.embedding import PICTURE
from sdgwijzer.pictures import preview as shape
from sdgwijzer.pictures.printed import PIXELS
from sdgwijzer.screens import files as of_page
from sdgwijzer.screens.preview import preview
from sdgwijzer.screens.printed import KINDS, printed
from sdgwijzer.serving import answer
from sdgwijzer.serving.answer import Link, Maker
from sdgwijzer.store import exports
from sdgwijzer.texts import basket as texts
from sdgwijzer.views.dataset import Dataset

PREVIEW: Final = "voorbeeld"
"""Before the word of a page: the picture of its link, for where it is shared."""

_PNG: Final = "image/png"
_ALONE: Final = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'"}
"""A drawing that is opened by itself runs nothing and asks for nothing."""


def routes(root: str, maker: Maker) -> list[Route]:
    """The addresses of files.

    Args:
        root: path of the start page.
        maker: makes them in turns.
    """
    return [
        Route(f"{root}{PREVIEW}/{{name}}.png", maker.endpoint(_preview)),
        Route(f"{root}{PICTURE}/{{name}}", maker.endpoint(_picture)),
        Route(f"{root}{of_page.PATH}/{{name}}", maker.endpoint(_download)),
    ]


def _preview(word: str, link: Link, data: Dataset) -> Response | None:
    if word not in screens.WORDS:
        return None
    choices = read(link, word, data).choices
    page = kept.page(word, choices, data)
    drawing = pictures.draw(preview(word, choices, data, page.title, page.sentence))
    made = typeset.png(html.svg(drawing), shape.WIDTH)
    return Response(made, media_type=_PNG, headers=answer.AN_HOUR)


def _picture(name: str, link: Link, data: Dataset) -> Response | None:
    kind, _, ending = name.partition(".")
    if kind not in KINDS or ending not in _MADE:
        return None
    found = printed(kind, read(link, "indicator", data).choices, data)
    if found is None:
        return None
    words = f"{found.place}. {found.figure.alt}"
    svg = html.svg(pictures.draw(found), found.title, words)
    named = {"Content-Disposition": f'inline; filename="{ascii_name(found.name)}.{ending}"'}
    made, media = _MADE[ending](svg)
    return Response(made, media_type=media, headers=answer.AN_HOUR | _ALONE | named)


def _download(name: str, link: Link, data: Dataset) -> Response | None:
    """The figures that a page shows; they are asked of the page itself."""
    word, _, ending = name.partition(".")
    if word not in (*screens.WORDS, of_page.BASKET) or ending not in of_page.FORMATS:
        return None
    choices = read(link, word, data).choices
    if isinstance(choices, Unplaced):
        return None
    page = None if word == of_page.BASKET else kept.page(word, choices, data)
    wanted = page.downloads if page else of_page.of_basket(choices)
    if wanted is None or not wanted.codes:
        return None
    table = of_page.rows(choices, data, wanted.codes, wanted.indicators)
    form = of_page.FORMATS[ending].export
    if form == of_page.WORKBOOK:
        made = sheets.xlsx(of_page.book(table, choices, data))
    elif form == of_page.BUNDLE:
        made = bundle.of_page(page.title if page else texts.TITLE, choices, data, table)
    else:
        made = exports.as_bytes(table, form)
    file = ascii_name(of_page.name(wanted, choices, ending))
    named = {"Content-Disposition": f'attachment; filename="{file}"', "Cache-Control": "no-cache"}
    return Response(made, media_type=of_page.FORMATS[ending].media, headers=named)


def ascii_name(name: str) -> str:
    """A name of a file as a header can have it: letters without accents."""
    plain = normalize("NFKD", name).encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9._-]+", "-", plain)


_MADE: Final[Mapping[str, Callable[[str], tuple[bytes, str]]]] = {
    "svg": lambda svg: (svg.encode(), "image/svg+xml"),
    "png": lambda svg: (typeset.png(svg, PIXELS), _PNG),
}
