"""The big screen: what all may see; from the reveal on what each circle says. It has no voter."""

from typing import Final

from starlette.responses import JSONResponse, Response

from sdgwijzer.html import workroom as html
from sdgwijzer.screens import votes
from sdgwijzer.serving.workroom.desk import HEADERS, Asked, Handler
from sdgwijzer.serving.workroom.people import standing, tag
from sdgwijzer.texts import workroom as words
from sdgwijzer.workroom import archive
from sdgwijzer.workroom.document import of_circle
from sdgwijzer.workroom.phases import Role, sees_counts
from sdgwijzer.workroom.refused import Refused
from sdgwijzer.workroom.rooms import Room, Who
from sdgwijzer.workroom.seen import seen


def _who(asked: Asked) -> tuple[Room, Who]:
    """By its own key; the facilitator sees it too, as what it is."""
    try:
        return asked.who(Role.SCREEN)
    except Refused:
        found, who = asked.who(Role.FACILITATOR)
        return found, Who(Role.SCREEN, who.room)


def show(asked: Asked) -> Response:
    """What stands on it in this phase."""
    found, who = _who(asked)
    seconds = found.seconds_left(asked.rooms.clock())
    values: dict[str, object] = {"said": None, "circles": (), "matrix": ""}
    if sees_counts(who.role, found.phase, shown=found.show_results):
        made = archive.document(asked.rooms, who, found)
        at = asked.query("kring")
        place = int(at) if at.isdecimal() and int(at) < len(made.circles) else 0
        said = of_circle(made, made.circles[place])
        values = {
            "said": said,
            "circles": made.circles,
            "matrix": html.picture(votes.matrix(said, found.axes)),
        }
    values |= {"look": "screen", "title": words.title(found.title)}
    return asked.page(
        "screen",
        200,
        room=found,
        seen=seen(asked.rooms, who, found),
        here=f"{asked.root}w/r/{found.ref}/scherm",
        axes=words.AXES[found.axes],
        standing=standing(found),
        seconds=seconds,
        left=words.time_left(seconds) if seconds is not None else "",
        tag=tag(found),
        **values,
    )


def news(asked: Asked) -> Response:
    """Is there something new for the screen?"""
    found, _ = _who(asked)
    headers = HEADERS | {"ETag": tag(found)}
    if asked.request.headers.get("if-none-match") == tag(found):
        return Response(status_code=304, headers=headers)
    seconds = found.seconds_left(asked.rooms.clock())
    return JSONResponse(
        {"nieuw": True, "woorden": "", "seconden": seconds, "fase": found.phase}, headers=headers
    )


READ: Final[dict[str, Handler]] = {
    "r/{ref}/scherm": show,
    "r/{ref}/scherm/stand": news,
}
WRITE: Final[dict[str, Handler]] = {}
