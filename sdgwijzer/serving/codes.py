"""The address of a page as a QR code, for paper: only the server knows where the site stands."""

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from sdgwijzer import html
from sdgwijzer.pictures import code
from sdgwijzer.screens.sheet import QR
from sdgwijzer.serving import address
from sdgwijzer.serving.address import Site
from sdgwijzer.serving.answer import AN_HOUR
from sdgwijzer.texts import frame_of_pages


def route(site: Site) -> Route:
    """The addresses of codes: `/qr/<page>.svg` with the choices of the page.

    Args:
        site: where the pages stand.
    """

    def send(request: Request) -> Response:
        word = request.path_params["name"]
        query = f"?{request.url.query}" if request.url.query else ""
        where = f"{address.public(request.scope, site)}{word}{query}"
        if word not in site.pages or len(where) > code.LONGEST:
            return PlainTextResponse(frame_of_pages.NOT_FOUND, status_code=404)
        drawing = code.draw(where, request.url.hostname or "")
        made = html.svg(drawing, frame_of_pages.QR, where)
        return Response(made, media_type="image/svg+xml", headers=AN_HOUR)

    return Route(f"{site.root}{QR}/{{name}}.svg", send)
