"""Files of everything: `/download/alles.csv` and the like, and the database itself.

None is made before somebody asks it; then a piece at a time, once for all who ask (`spool.py`).
"""

from asyncio import Semaphore
from collections.abc import Callable, Iterator
from functools import partial
from threading import Lock
from typing import IO, Final

from cachetools import LRUCache, cached
from starlette.requests import Request
from starlette.responses import FileResponse, Response, StreamingResponse
from starlette.routing import Route

from sdgwijzer import failures
from sdgwijzer.documents import bundle
from sdgwijzer.screens.files import ALL, BUNDLE, DATABASE, FORMATS, PATH
from sdgwijzer.serving.answer import MAKERS, Link, Maker
from sdgwijzer.serving.spool import Spool, Write
from sdgwijzer.store import exports, whole
from sdgwijzer.texts.open_data import FILES
from sdgwijzer.views.dataset import Dataset

KEPT: Final = 2
"""Files of everything that stand on the disk at most: those that were asked last."""

_AS_IT_IS: Final = {"Content-Encoding": "identity", "Cache-Control": "no-cache"}
"""It is small already, and parts of it can be asked: nothing may zip it on the way."""


def routes(root: str, maker: Maker) -> list[Route]:
    """Their addresses.

    Args:
        root: path of the start page.
        maker: says what goes wrong.
    """
    turns = Semaphore(MAKERS)
    spool = cached(LRUCache(KEPT), key=_key, lock=Lock())(_spool)
    database = maker.endpoint(lambda _, link, data: _database(data))
    everything = maker.endpoint(partial(_everything, spool=spool, turns=turns))

    async def send_database(request: Request) -> Response:
        request.path_params["name"] = DATABASE
        return await database(request)

    return [
        Route(f"{root}{PATH}/{DATABASE}", send_database),
        Route(f"{root}{PATH}/{ALL}.{{name}}", everything),
    ]


def _database(data: Dataset) -> Response:
    """The file in use, read from the disk as it is sent; named after its build."""
    path = data.store.path
    name = path.name.replace("sdgwijzer-", "sdg-wijzer-")
    return FileResponse(
        path, filename=name, media_type="application/octet-stream", headers=_AS_IT_IS
    )


def _everything(
    ending: str,
    link: Link,
    data: Dataset,
    spool: Callable[[Dataset, str], Spool],
    turns: Semaphore,
) -> Response | None:
    if ending not in FILES:
        return None
    kind = FORMATS[ending]
    found = spool(data, ending)
    found.read(0)  # what goes wrong at once can still be said
    name = f"sdg-wijzer-{ALL}-{data.day}.{ending}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-cache"}
    headers |= {} if kind.media.startswith("text/") or ending == "json" else _AS_IT_IS
    failed = partial(failures.record, page=f"{PATH}/{ALL}.{ending}", link=link)
    return StreamingResponse(found.sent(turns, failed), media_type=kind.media, headers=headers)


def _key(data: Dataset, ending: str) -> tuple[str, str]:
    return data.version, ending


def _spool(data: Dataset, ending: str) -> Spool:
    return Spool(writer(data, FORMATS[ending].export))


def writer(data: Dataset, form: str) -> Write:
    """What writes all figures in a form.

    Args:
        data: the figures in use.
        form: `Format.export`.
    """

    def write(file: IO[bytes]) -> Iterator[None]:
        if form == BUNDLE:
            return bundle.everything(data)(file)
        asked = whole.ASKED if form == "csv" else whole.FEW
        return exports.stream(data.store.everything(asked), file, form)

    return write
