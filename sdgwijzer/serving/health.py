"""Is it alive, and can it answer? `/healthz` and `/readyz`, for whoever watches over the site."""

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, Final

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from sdgwijzer import municipalities, paths
from sdgwijzer.errors import SdgWijzerError
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.update import last
from sdgwijzer.views.dataset import CATALOGUE, ORDERS, Dataset
from sdgwijzer.views.last_good import LastGood
from sdgwijzer.views.outlines import OUTLINES

ALIVE: Final = "healthz"
READY: Final = "readyz"

MUNICIPALITIES: Final[LastGood[Municipalities]] = LastGood(municipalities.read)
"""The site reads them once; here it is seen whether the next start can."""

_NOW: Final = {"Cache-Control": "no-store"}
_LOG: Final = logging.getLogger(__name__)


def routes(root: str, data: Callable[[], Dataset]) -> list[Route]:
    """Their addresses, for GET and HEAD.

    Args:
        root: path of the start page.
        data: the figures in use, asked at every request.
    """

    async def alive(_: Request) -> Response:
        return PlainTextResponse("ok\n", headers=_NOW)

    async def ready(_: Request) -> Response:
        found = await run_in_threadpool(looked, data)
        return JSONResponse(found, status_code=200 if found["ready"] else 503, headers=_NOW)

    return [Route(f"{root}{ALIVE}", alive), Route(f"{root}{READY}", ready)]


def looked(data: Callable[[], Dataset]) -> Mapping[str, Any]:
    """The same as `state`, of today; whatever goes wrong is said in it, and logged.

    Args:
        data: the figures in use.
    """
    try:
        return state(data(), datetime.now(UTC).date())
    except Exception as error:  # noqa: BLE001 - whatever it is, it is not ready and says why
        _LOG.error("not ready: %s: %s", type(error).__name__, error)
        return {"ready": False, "wrong": str(error)[:500]}


def state(data: Dataset, today: date) -> dict[str, Any]:
    """What there is to say of the figures in use.

    Args:
        data: the figures in use.
        today: to count days from.

    Returns:
        `ready`: does the database open, and can catalogue, orders, municipalities and outlines be
        read? When the site starts anew it needs all of them; a site that runs goes on with those of
        before. `wrong`: what is not, by its name; then the database, how old its figures are and
        how the last update ended, of which neither makes it unready: the last good figures stay in
        use.
    """
    wrong = {
        "database": data.behind,
        "catalogue": CATALOGUE.wrong(data.entries),
        "orders": ORDERS.wrong(data.ordered),
        "municipalities": MUNICIPALITIES.wrong(paths.data() / municipalities.FILE),
        "outlines": OUTLINES.wrong(paths.outlines()),
    }
    found: dict[str, Any] = {}
    try:
        newest = str(data.provenance()["retrieved"].dropna().max())[:10]
        found["database"] = {"file": data.store.path.name, "built": data.day}
        found["figures"] = {"newest": newest, "days": _age(newest, today)}
        found["update"] = _update(data.store.path.parent)
    except SdgWijzerError as error:
        wrong["database"] = str(error)[:500]
    wrong = {name: said for name, said in wrong.items() if said}
    return {"ready": not wrong, "wrong": wrong, **found}


def _age(newest: str, today: date) -> int:
    """Days; none where the clock was ahead when the figures came, and is right again."""
    return max(0, (today - date.fromisoformat(newest)).days)


def _update(folder: Path) -> dict[str, Any] | None:
    found = last.recall(folder)
    if found is None:
        return None
    return {"ended": found.ended, "ok": not found.failed, "failed": list(found.failed)}
