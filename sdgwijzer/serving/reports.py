"""Where a report is made: `POST /rapport/maken`, in a process of its own, two at a time.

Who asks for `application/x-ndjson` hears each step as a line of JSON, and gets the file behind the
last one; who does not, a browser without scripts, gets the file.
"""

import asyncio
import json
import os
import signal
import sys
from asyncio import Semaphore
from asyncio.subprocess import PIPE, Process
from collections.abc import AsyncIterator, Callable, Iterator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from typing import Any, Final
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from sdgwijzer import failures, paths
from sdgwijzer.documents.apart import Asked, wanted
from sdgwijzer.documents.take_along import FORMATS
from sdgwijzer.errors import SdgWijzerError, UsageError
from sdgwijzer.report import CHAPTERS, TITLE
from sdgwijzer.screens.sent import FORM, OWN, PATH, WITH
from sdgwijzer.serving import address
from sdgwijzer.serving.address import Site
from sdgwijzer.serving.files import ascii_name
from sdgwijzer.settings import read
from sdgwijzer.store import store
from sdgwijzer.texts import site as words
from sdgwijzer.texts import take_along as texts
from sdgwijzer.views.dataset import Dataset

MAKERS: Final = 2
"""Reports that are made at the same time; others wait, and hear that."""

WAITING: Final = 20
"""That wait, and those that are made: who comes then is asked to come back."""

SECONDS: Final = 60
"""That one may take."""

BYTES: Final = 1_000_000
"""Of what a visitor sends: own text of all chapters."""

LINES: Final = "application/x-ndjson"
_KINDS: Final = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "blad": "application/pdf",
    "blad.png": "image/png",
    "html": "text/html",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "zip": "application/zip",
}
_WORKER: Final = ("-m", "sdgwijzer.documents.apart")


@dataclass(frozen=True)
class Step:
    """One line of the worker: what it says, and what comes behind it."""

    said: Mapping[str, Any]
    content: bytes = b""

    @property
    def line(self) -> bytes:
        """As it is sent on."""
        return json.dumps(self.said, ensure_ascii=False).encode() + b"\n" + self.content


class Queue:
    """Reports that are made, and those that wait for it."""

    def __init__(self) -> None:
        self.turns = Semaphore(MAKERS)
        self.asked = 0

    @contextmanager
    def place(self) -> Iterator[None]:
        """One more, as long as it lasts."""
        self.asked += 1
        try:
            yield
        finally:
            self.asked -= 1


def route(site: Site, data: Callable[[], Dataset]) -> Route:
    """The address at which reports are made.

    Args:
        site: where the pages stand.
        data: the figures in use, asked at every request: what cannot be made starts no process.
    """
    queue = Queue()

    async def make(request: Request) -> Response:
        if queue.asked >= WAITING:
            return PlainTextResponse(texts.BUSY, status_code=429, headers={"Retry-After": "30"})
        return await _answer(request, queue, address.public(request.scope, site), data)

    return Route(f"{site.root}{PATH}", make, methods=["POST"])


async def _answer(
    request: Request, queue: Queue, home: str, data: Callable[[], Dataset]
) -> Response:
    body = await _body(request)
    if body is None:
        return PlainTextResponse(texts.TOO_LARGE, status_code=413)
    link, sent = dict(request.query_params), parse_qsl(body.decode("utf-8", "replace"))
    form = dict(sent).get(FORM, "")
    if form not in FORMATS:
        return PlainTextResponse(texts.no_format(form), status_code=400)
    try:
        asked = _asked(form, link, sent, home)
        await run_in_threadpool(lambda: wanted(asked, data()))
    except UsageError as error:
        failures.record(error, "rapport", link)
        return PlainTextResponse(texts.WRONG, status_code=400)
    except SdgWijzerError as error:
        return PlainTextResponse(failures.sentence(error, "rapport", link), status_code=503)
    steps = _steps(asked, queue)
    if request.headers.get("accept") == LINES:
        return StreamingResponse((step.line async for step in steps), media_type=LINES)
    last = Step({"fout": words.BUG})
    async for step in steps:
        last = step
    if "klaar" not in last.said:
        return PlainTextResponse(str(last.said["fout"]), status_code=400)
    named = {"Content-Disposition": f'attachment; filename="{ascii_name(last.said["klaar"])}"'}
    return Response(last.content, media_type=_KINDS[form], headers=named)


async def _body(request: Request) -> bytes | None:
    """What was sent; None where it is too much."""
    found = bytearray()
    async for part in request.stream():
        found += part
        if len(found) > BYTES:
            return None
    return bytes(found)


def _asked(
    form: str, link: Mapping[str, str], sent: list[tuple[str, str]], home: str = ""
) -> Asked:
    """What the worker is told: the choices of the link, and those of the form."""
    first = dict(reversed(sent))
    kept = [value for name, value in sent if name == WITH]
    goals = [int(v) for name, v in sent if name == "doelen" and v.isdecimal() and len(v) < 3]
    own = {  # with line ends as the browser counted them
        name.removeprefix(OWN): text.replace("\r\n", "\n")
        for name, text in sent
        if name.startswith(OWN) and text.strip()
    }
    order = first.get("orde") or "doelen"
    named = first.get("pijlers", "") if order == "p" else ""
    wishes = {
        "title": first.get("titel", "")[:TITLE],
        "goals": [goal for goal in dict.fromkeys(goals) if 1 <= goal <= 17],
        "order": order,
        "without": [each for each in CHAPTERS if each not in kept],
        "own": own,
    }
    template = read().template if form in ("docx", "zip") else None
    return Asked(
        database=str(store.current(paths.data())),
        catalogue=str(paths.catalogue()),
        form=form,
        link={**link, "orde": order, "pijlers": named},
        wishes=wishes,
        basket=first.get("cijfers") == "mand",
        template=str(template or ""),
        home=home,
    )


async def _steps(asked: Asked, queue: Queue) -> AsyncIterator[Step]:
    """What the worker says; who goes away takes it along."""
    with queue.place():
        if queue.turns.locked():
            yield Step({"zegt": texts.WAITS})
        async with queue.turns, _worker() as process:
            try:
                async with asyncio.timeout(SECONDS):
                    async for step in _heard(process, asked):
                        yield step
            except TimeoutError:
                yield Step({"fout": texts.TOO_LONG})


async def _heard(process: Process, asked: Asked) -> AsyncIterator[Step]:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(asked.text().encode())
    process.stdin.close()
    while line := await process.stdout.readline():
        said = json.loads(line)
        size = int(said.get("grootte", 0))
        yield Step(said, await process.stdout.readexactly(size) if size else b"")
        if said.keys() & {"klaar", "fout"}:
            return
    error = SdgWijzerError(f"the worker of a report ended with {await process.wait()}")
    failures.record(error, "rapport", asked.link)
    yield Step({"fout": words.BUG})


@asynccontextmanager
async def _worker() -> AsyncIterator[Process]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, *_WORKER, stdin=PIPE, stdout=PIPE, cwd=paths.ROOT, start_new_session=True
    )
    try:
        yield process
    finally:
        if process.returncode is None:
            _end(process)
        await process.communicate()  # to the end of its pipe, which closes it


def _end(process: Process) -> None:
    """With those that it started: they have its group, where the system knows groups."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except AttributeError:  # Windows
        process.kill()
    except ProcessLookupError:  # it has just ended by itself
        pass
