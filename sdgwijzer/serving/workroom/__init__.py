"""The workroom (`/w/`): HTML and forms of the same server, without Streamlit.

`desk.py` takes every request, `people.py` is for participants, `manage.py` for the facilitator and
`along.py` for what they take along, `screen.py` for the big screen, `host.py` for who may open one.
Only here with a database set.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Final

from starlette.responses import Response
from starlette.routing import Route

from sdgwijzer.serving.address import Site
from sdgwijzer.serving.way import WORKROOM
from sdgwijzer.serving.workroom import along, host, manage, people, screen
from sdgwijzer.serving.workroom.desk import HEADERS, Asked, Desk, Handler
from sdgwijzer.texts import workroom as words
from sdgwijzer.views.dataset import Dataset
from sdgwijzer.workroom.database import Database
from sdgwijzer.workroom.limits import Limits
from sdgwijzer.workroom.refused import Refused, Why
from sdgwijzer.workroom.rooms import Rooms

_SCRIPT: Final = (Path(__file__).parent / "room.js").read_text(encoding="utf-8")


def _script(_: Asked) -> Response:
    said = f"const WORDS = {json.dumps(words.SCRIPT)};\n"
    headers = HEADERS | {"Cache-Control": "public, max-age=86400"}
    return Response(said + _SCRIPT, media_type="text/javascript", headers=headers)


def _nothing(_: Asked) -> Response:
    raise Refused(Why.GONE)


_READ: Final[dict[str, Handler]] = {
    "": people.door,
    "stijl.css": people.style,
    "werk.js": _script,
    "k/{code}": people.link,
    "mee": people.before,
    "r/{ref}": people.room,
    "r/{ref}/stand": people.news,
    "r/{ref}/idee": people.write,
    "r/{ref}/idee/{number}": people.write,
    **manage.READ,
    **along.READ,
    **screen.READ,
    **host.READ,
}
_WRITE: Final[dict[str, Handler]] = {
    "": people.knock,
    "mee": people.join,
    "r/{ref}/idee": people.save,
    "r/{ref}/idee/{number}": people.save,
    "r/{ref}/steun/{number}": people.support,
    "r/{ref}/meld/{number}": people.report,
    "r/{ref}/weg/{number}": people.withdraw,
    "r/{ref}/stip/{number}": people.choose,
    "r/{ref}/punten/{number}": people.score,
    "r/{ref}/wis": people.erase,
    **manage.WRITE,
    **along.WRITE,
    **screen.WRITE,
    **host.WRITE,
}


def routes(data: Callable[[], Dataset], site: Site) -> list[Route]:
    """Addresses of the workroom.

    Args:
        data: the figures in use, asked where a room is prepared.
        site: where they stand, and which database.

    Raises:
        UsageError: it is no address of a database.
    """
    desk = Desk(Rooms(Database(site.workroom)), site, data, site.workroom_key, Limits())
    root = f"{site.root}{WORKROOM}/"
    asked = [("GET", path, handler) for path, handler in _READ.items()]
    asked += [("POST", path, handler) for path, handler in _WRITE.items()]
    return [  # the gate takes a slash at the end away
        Route((root + path).rstrip("/"), desk.take(handler), methods=[method])
        for method, path, handler in (*asked, ("GET", "{rest:path}", _nothing))
    ]
