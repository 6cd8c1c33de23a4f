"""What is made to be printed, of a link: the sheet as PDF and as PNG; how a report begins."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sdgwijzer.content import Page
from sdgwijzer.documents.pdf import firsts
from sdgwijzer.documents.sheet import picture, sheet
from sdgwijzer.links import Placed, read
from sdgwijzer.report import of_link, opening
from sdgwijzer.screens.sheet import FILES, page
from sdgwijzer.serving import address, answer
from sdgwijzer.serving.address import Site
from sdgwijzer.serving.answer import Link, Maker
from sdgwijzer.serving.files import ascii_name
from sdgwijzer.views.dataset import Dataset

_SHEETS: Final[Mapping[str, tuple[Callable[[Page, str, str], bytes], str]]] = {
    "pdf": (sheet, "application/pdf"),
    "png": (lambda page, _, home: picture(page, home), "image/png"),
}


_FIRSTS: Final = ("rapport-1.png", "rapport-2.png")
_PIXELS: Final = 800


def route(site: Site, maker: Maker) -> Route:
    """Their addresses: `/afdruk/<page>.<ending>` with the choices of the page.

    Args:
        site: where the pages stand, for the code on the sheet that leads there.
        maker: makes them in turns.
    """

    async def send(request: Request) -> Response:
        home = address.public(request.scope, site)
        return await maker.endpoint(partial(_sheet, home=home))(request)

    return Route(f"{site.root}{FILES}/{{name}}", send)


def _sheet(name: str, link: Link, data: Dataset, home: str) -> Response | None:
    word, _, ending = name.partition(".")
    if name in _FIRSTS:
        return _first(_FIRSTS.index(name), link, data)
    if word != "blad" or ending not in _SHEETS:
        return None
    choices = read(link, word, data).choices
    if not isinstance(choices, Placed):
        return None
    make, media = _SHEETS[ending]
    made = make(page(choices, data), data.day, home)
    file = ascii_name(f"sdg-wijzer-blad-{choices.file_name}.{ending}")
    named = {"Content-Disposition": f'attachment; filename="{file}"'}
    return Response(made, media_type=media, headers=answer.AN_HOUR | named)


def _first(number: int, link: Link, data: Dataset) -> Response | None:
    """A picture of how the report of a link begins; own text is not in a link."""
    choices = read(link, "rapport", data).choices
    if not isinstance(choices, Placed):
        return None
    begun = opening(choices, data, of_link(choices, data))
    return Response(firsts(begun, _PIXELS)[number], media_type="image/png", headers=answer.AN_HOUR)
