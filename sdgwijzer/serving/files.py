"""Files that the server makes of a link: a page's preview."""

from collections.abc import Callable, Mapping
from threading import BoundedSemaphore
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from sdgwijzer import failures, html, pictures, screens, typeset
from sdgwijzer.errors import SdgWijzerError
from sdgwijzer.html import kept
from sdgwijzer.links import read
from sdgwijzer.pictures import preview as shape
from sdgwijzer.screens.preview import preview
from sdgwijzer.texts import frame_of_pages
from sdgwijzer.views.dataset import Dataset

PREVIEW: Final = "voorbeeld"
"""Before the word of a page: the picture of its link, for where it is shared."""

MAKERS: Final = 2
"""Files that are made at the same time; others wait."""

_PNG: Final = "image/png"
_AN_HOUR: Final = {"Cache-Control": "public, max-age=3600"}
_TURNS: Final = BoundedSemaphore(MAKERS)

Link = Mapping[str, str]
Answer = Callable[[str, Link, Dataset], Response | None]


def routes(root: str, data: Callable[[], Dataset]) -> list[Route]:
    """The addresses of files.

    Args:
        root: path of the start page.
        data: the figures in use, asked at every request.
    """
    return [Route(f"{root}{PREVIEW}/{{name}}.png", _endpoint(_preview, data))]


def _endpoint(answer: Answer, data: Callable[[], Dataset]) -> Callable[[Request], Response]:
    """What answers a request: few at a time; what fails is said, and a line in the log."""

    def endpoint(request: Request) -> Response:
        name, link = str(request.path_params["name"]), dict(request.query_params)
        try:
            with _TURNS:
                found = answer(name, link, data())
        except Exception as error:  # noqa: BLE001 - whatever it is, it is said and logged
            said = failures.sentence(error, request.url.path.rpartition("/")[2], link)
            status = 503 if isinstance(error, SdgWijzerError) else 500
            return PlainTextResponse(said, status_code=status)
        return found or PlainTextResponse(frame_of_pages.NOT_FOUND, status_code=404)

    return endpoint


def _preview(word: str, link: Link, data: Dataset) -> Response | None:
    if word not in screens.WORDS:
        return None
    choices = read(link, word, data).choices
    page = kept.page(word, choices, data)
    drawing = pictures.draw(preview(word, choices, data, page.title, page.sentence))
    made = typeset.png(html.svg(drawing, paper=True), shape.WIDTH)
    return Response(made, media_type=_PNG, headers=_AN_HOUR)
