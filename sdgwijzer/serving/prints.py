"""What is made to be printed, of a link: the sheet as PDF and as PNG."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Final

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from sdgwijzer.content import Page
from sdgwijzer.documents.sheet import picture, sheet
from sdgwijzer.links import Placed, read
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
