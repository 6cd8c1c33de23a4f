"""What our own addresses answer: made of a link, few at a time; what fails is said and logged."""

from asyncio import Semaphore
from collections.abc import Awaitable, Callable, Mapping
from typing import Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse

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


def bodiless(response: Response) -> Response:
    """An answer to HEAD: the same headers alone; nothing is made for it."""
    headers = dict(response.headers)
    return StreamingResponse(iter(()), status_code=response.status_code, headers=headers)


class Maker:
    """Makes the answers of one site; who waits takes no thread, pages have theirs all the same."""

    def __init__(self, data: Callable[[], Dataset]) -> None:
        """Nothing is made yet.

        Args:
            data: the figures in use, asked at every request.
        """
        self._data = data
        self._turns = Semaphore(MAKERS)

    def endpoint(self, answer: Answer) -> Callable[[Request], Awaitable[Response]]:
        """What a route calls: its `name`, the choices of the link and the figures → an answer.

        Args:
            answer: None where there is nothing at this address: "not found".
        """

        async def in_turn(request: Request) -> Response:
            async with self._turns:
                response = await run_in_threadpool(self._made, answer, request)
            if request.method == "HEAD" and isinstance(response, StreamingResponse):
                return bodiless(response)
            return response

        return in_turn

    def _made(self, answer: Answer, request: Request) -> Response:
        name, link = str(request.path_params["name"]), dict(request.query_params)
        try:
            found = answer(name, link, self._data())
        except Exception as error:  # noqa: BLE001 - whatever it is, it is said and logged
            said = failures.sentence(error, request.url.path.rpartition("/")[2], link)
            status = 503 if isinstance(error, SdgWijzerError) else 500
            return PlainTextResponse(said, status_code=status)
        return found or PlainTextResponse(frame_of_pages.NOT_FOUND, status_code=404)
