"""What our own addresses answer: made of a link, few at a time; what fails is said and logged."""

from collections.abc import Callable, Mapping
from threading import BoundedSemaphore
from typing import Final

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from sdgwijzer import failures
from sdgwijzer.errors import SdgWijzerError
from sdgwijzer.texts import frame_of_pages
from sdgwijzer.views.dataset import Dataset

Link = Mapping[str, str]
Answer = Callable[[str, Link, Dataset], Response | None]

MAKERS: Final = 2
"""Answers that are made at the same time; others wait."""

AN_HOUR: Final = {"Cache-Control": "public, max-age=3600"}
"""Figures change in the night; who asks often asks no more than this."""

_TURNS: Final = BoundedSemaphore(MAKERS)


def endpoint(answer: Answer, data: Callable[[], Dataset]) -> Callable[[Request], Response]:
    """What a route calls: its `name`, the choices of the link and the figures → an answer.

    Args:
        answer: None where there is nothing at this address: "not found".
        data: the figures in use, asked at every request.
    """

    def made(request: Request) -> Response:
        name, link = str(request.path_params["name"]), dict(request.query_params)
        try:
            with _TURNS:
                found = answer(name, link, data())
        except Exception as error:  # noqa: BLE001 - whatever it is, it is said and logged
            said = failures.sentence(error, request.url.path.rpartition("/")[2], link)
            status = 503 if isinstance(error, SdgWijzerError) else 500
            return PlainTextResponse(said, status_code=status)
        return found or PlainTextResponse(frame_of_pages.NOT_FOUND, status_code=404)

    return made
