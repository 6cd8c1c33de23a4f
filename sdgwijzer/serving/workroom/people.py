"""Participants: in by a code, ideas and support, dots and scores, and what they brought."""

import secrets
from typing import Final

from starlette.responses import JSONResponse, Response

from sdgwijzer.html import workroom as html
from sdgwijzer.serving.workroom.desk import HEADERS, Asked, cookie
from sdgwijzer.texts import workroom as words
from sdgwijzer.workroom import archive, codes, entry, ideas, voting
from sdgwijzer.workroom.document import of_circle
from sdgwijzer.workroom.ideas import Text
from sdgwijzer.workroom.phases import Phase, Role, sees_counts
from sdgwijzer.workroom.refused import Refused, Why
from sdgwijzer.workroom.rooms import Room, Who
from sdgwijzer.workroom.seen import Seen, Shown, seen

CODE: Final = "w-code"
"""A cookie with the code that was given, until one is in."""

_PARTS: Final = ("cijfers", "ideeen", "ik")


def door(asked: Asked) -> Response:
    """Where one types a code."""
    return asked.page("door", code="", title=words.ENTER_TITLE)


def knock(asked: Asked) -> Response:
    """A code that was typed."""
    code = asked.form.one("code")
    try:
        _try(asked, code)
    except Refused as refused:
        status = 429 if refused.why is Why.TOO_FAST else 404
        said = words.why(refused.why, refused.about)
        return asked.page("door", status, code=code[:20], why=said, title=words.ENTER_TITLE)
    return asked.remember(asked.to("mee"), CODE, codes.typed(code))


def link(asked: Asked) -> Response:
    """A code in a link: it goes out of the address."""
    return asked.remember(asked.to("mee"), CODE, codes.typed(asked.part("code")))


def before(asked: Asked) -> Response:
    """What one reads before one goes in."""
    code = asked.request.cookies.get(CODE, "")
    found = _try(asked, code)
    if entry.participant(
        asked.rooms, found.room.ref, asked.cookie(Role.PARTICIPANT, found.room.ref)
    ):
        return asked.to(f"r/{found.room.ref}")
    return asked.page(
        "join",
        room=found.room,
        circle=found.name,
        privacy=_privacy(found.room),
        title=found.room.title,
    )


def join(asked: Asked) -> Response:
    """In."""
    code = asked.request.cookies.get(CODE, "")
    found = _try(asked, code)
    known = entry.participant(
        asked.rooms, found.room.ref, asked.cookie(Role.PARTICIPANT, found.room.ref)
    )
    if known is not None:
        return asked.to(f"r/{found.room.ref}")
    if not asked.desk.limits.joins.take(found.room.ref):
        raise Refused(Why.TOO_FAST)
    ref, token = entry.join(asked.rooms, code)
    answer = asked.remember(asked.to(f"r/{ref}"), cookie(Role.PARTICIPANT, ref), token)
    return asked.remember(answer, CODE, "")


def _try(asked: Asked, code: str) -> entry.Door:
    client = asked.request.client.host if asked.request.client else ""
    limits = asked.desk.limits
    if not limits.may_try(client):
        raise Refused(Why.TOO_FAST)
    try:
        return entry.door(asked.rooms, code)
    except Refused:
        limits.was_wrong(client)
        raise


def _privacy(room: Room) -> list[str]:
    return words.privacy(room.responsible, room.contact, room.keep_days)


def room(asked: Asked) -> Response:
    """The room, as a participant sees it; a closed one as all see it who know its address."""
    found = asked.rooms.find(asked.part("ref").upper())
    if found is not None and found.phase is Phase.CLOSED and found.show_results:
        return _room(asked, found, Who(Role.PARTICIPANT, found.id))
    found, who = asked.who(Role.PARTICIPANT)
    return _room(asked, found, who)


def _room(asked: Asked, found: Room, who: Who, why: str = "", status: int = 200) -> Response:
    shown = seen(asked.rooms, who, found)
    part = asked.query("deel") if asked.query("deel") in _PARTS else "ideeen"
    second = words.PROPOSALS if found.phase is Phase.VOTING else words.IDEAS
    offered = shown.proposals if found.phase is Phase.VOTING else shown.ideas
    tabs = [
        ("cijfers", words.CARDS, len(shown.cards)),
        ("ideeen", second, len(offered)),
        ("ik", words.MINE, len(shown.own)),
    ]
    return asked.page(
        "room",
        status,
        room=found,
        seen=shown,
        here=f"{asked.root}w/r/{found.ref}",
        tabs=tabs,
        part=part,
        results=_results(asked, found, who),
        standing=standing(found),
        said=_said,
        axes=words.AXES[found.axes],
        asked=words.AXES_ASKED[found.axes],
        privacy=_privacy(found),
        why=why,
        done=words.DONE.get(asked.query("gedaan"), ""),
        newer=asked.desk.newer(found, shown.cards.values()) if part == "cijfers" else {},
        saved=asked.query("gedaan") in ("idee", "wacht"),
        title=words.title(found.title),
        **_moving(asked, found, who, shown),
    )


def _moving(asked: Asked, found: Room, who: Who, shown: Seen) -> dict[str, object]:
    """What the script needs to ask whether there is something new."""
    seconds = found.seconds_left(asked.rooms.clock())
    return {
        "seconds": seconds,
        "left": words.time_left(seconds) if seconds is not None else "",
        "tag": tag(found),
        "known": len([each for each in shown.ideas if not each.own]),
    }


def _results(asked: Asked, found: Room, who: Who) -> list[object]:
    if not sees_counts(who.role, found.phase, shown=found.show_results):
        return []
    made = archive.document(asked.rooms, who, found)
    return [of_circle(made, circle) for circle in made.circles]


def standing(found: Room) -> str:
    """What there is to say of a phase in which nothing can be done."""
    return {
        Phase.PREPARING: words.NOT_OPEN,
        Phase.BUNDLING: words.BUNDLING,
        Phase.DISCUSSING: words.DISCUSSING,
        Phase.CLOSED: words.CLOSED,
    }.get(found.phase, "")


def _said(idea: Shown) -> str:
    return words.state(idea.state, idea.reason)


def tag(found: Room) -> str:
    """Of what all may see of a room: it says nothing of how many voted."""
    return f'"{found.news}-{found.phase.name.lower()}"'


def news(asked: Asked) -> Response:
    """Is there something new? How many ideas of others, how much time; no votes, no supports."""
    found, who = asked.who(Role.PARTICIPANT)
    headers = HEADERS | {"ETag": tag(found)}
    if asked.request.headers.get("if-none-match") == tag(found):
        return Response(status_code=304, headers=headers)
    others = [each for each in seen(asked.rooms, who, found).ideas if not each.own]
    known = asked.query("sinds")
    more = len(others) - (int(known) if known.isdecimal() and len(known) < 6 else 0)
    said = words.news(more) if found.phase is Phase.IDEAS and more > 0 else words.REFRESH
    answer = {
        "nieuw": True,
        "woorden": said,
        "seconden": found.seconds_left(asked.rooms.clock()),
        "fase": found.phase,
    }
    return JSONResponse(answer, headers=headers)


def write(asked: Asked) -> Response:
    """The form for a new idea, or for other words."""
    found, who = asked.who(Role.PARTICIPANT)
    shown = seen(asked.rooms, who, found)
    number = asked.number() if asked.part("number") else None
    own = next((each for each in shown.own if each.bare == number), None)
    if number is not None and own is None:
        raise Refused(Why.GONE)
    sent: dict[str, object] = {
        "title": "",
        "body": "",
        "goals": (),
        "cards": (),
        "form_key": secrets.token_hex(12),
    }
    if own is not None:
        sent |= {"title": own.title, "body": own.body, "cards": own.cards}
        sent |= {"goals": tuple(map(str, own.goals))}
    return _form(asked, found, who, shown, sent, number=number)


def _form(
    asked: Asked,
    found: Room,
    who: Who,
    shown: Seen,
    sent: dict[str, object],
    *,
    number: int | None = None,
    alike: object = (),
    why: str = "",
    status: int = 200,
) -> Response:
    here = f"{asked.root}w/r/{found.ref}"
    return asked.page(
        "idea",
        status,
        room=found,
        here=here,
        heading=words.ADD if number is None else words.CHANGE,
        action=f"{here}/idee" + (f"/{number}" if number is not None else ""),
        sent=sent,
        cards=list(shown.cards.values()),
        alike=alike,
        why=why,
        title=words.title(found.title, words.ADD),
        **_moving(asked, found, who, shown),
    )


def save(asked: Asked) -> Response:
    """An idea that was written: those like it are shown first."""
    found, who = asked.who(Role.PARTICIPANT)
    _slowly(asked, who)
    number = asked.number() if asked.part("number") else None
    form = asked.form
    text = Text(form.one("titel"), form.one("uitleg"), form.all("doel"), form.all("kaart"))
    sent: dict[str, object] = {
        "title": text.title,
        "body": text.body,
        "goals": text.goals,
        "cards": text.cards,
        "form_key": form.one("formulier")[:40] or secrets.token_hex(12),
    }
    shown = seen(asked.rooms, who, found)
    try:
        text.checked()
        if number is not None:
            ideas.change(asked.rooms, who, number, text)
            return asked.to(f"r/{found.ref}?deel=ik&gedaan=idee")
        near = [] if form.one("toch") else _alike(text, shown)
        if near and found.phase is Phase.IDEAS:
            return _form(asked, found, who, shown, sent, alike=near)
        made = ideas.add(asked.rooms, who, text, str(sent["form_key"]))
    except Refused as refused:
        if refused.why in (Why.JUST_CLOSED, Why.PHASE):
            raise
        said = words.why(refused.why, refused.about)
        return _form(asked, found, who, shown, sent, number=number, why=said, status=400)
    own = next((each for each in seen(asked.rooms, who, found).own if each.bare == made), None)
    done = "wacht" if own and own.state == "waiting" else "idee"
    return asked.to(f"r/{found.ref}?gedaan={done}#I{made}")


def _alike(text: Text, shown: Seen) -> list[ideas.Alike]:
    others = [(each.bare, each.title, each.body) for each in shown.ideas if not each.own]
    return ideas.alike(text.title, text.body, others)


def support(asked: Asked) -> Response:
    """Support, given or taken back."""
    found, who = asked.who(Role.PARTICIPANT)
    _slowly(asked, who)
    number = asked.number()
    ideas.support(asked.rooms, who, number, on=asked.query("weg") != "1")
    return asked.to(f"r/{found.ref}#I{number}")


def report(asked: Asked) -> Response:
    """The facilitator is asked to look."""
    found, who = asked.who(Role.PARTICIPANT)
    _slowly(asked, who)
    ideas.report(asked.rooms, who, asked.number())
    return asked.to(f"r/{found.ref}?gedaan=gemeld")


def withdraw(asked: Asked) -> Response:
    """An own idea goes."""
    found, who = asked.who(Role.PARTICIPANT)
    _slowly(asked, who)
    ideas.withdraw(asked.rooms, who, asked.number())
    return asked.to(f"r/{found.ref}?deel=ik&gedaan=weg")


def choose(asked: Asked) -> Response:
    """A dot, given or taken back."""
    found, who = asked.who(Role.PARTICIPANT)
    _slowly(asked, who)
    number = asked.number()
    try:
        voting.choose(asked.rooms, who, number, on=asked.query("weg") != "1")
    except Refused as refused:
        if refused.why is not Why.DOTS:
            raise
        said = words.why(refused.why, refused.about)
        return _room(asked, found, who, said, 409)
    return asked.to(f"r/{found.ref}#V{number}")


def score(asked: Asked) -> Response:
    """Two scores, or none."""
    found, who = asked.who(Role.PARTICIPANT)
    _slowly(asked, who)
    number, form = asked.number(), asked.form
    first, second = form.number("een"), form.number("twee")
    try:
        if form.one("weg"):
            voting.score(asked.rooms, who, number, None)
        elif first is None or second is None:
            raise Refused(Why.SCORES, f"V{number}")
        else:
            voting.score(asked.rooms, who, number, (first, second))
    except Refused as refused:
        if refused.why is not Why.SCORES:
            raise
        return _room(asked, found, who, words.why(refused.why, refused.about), 400)
    return asked.to(f"r/{found.ref}#V{number}")


def erase(asked: Asked) -> Response:
    """All that one brought."""
    found, who = asked.who(Role.PARTICIPANT)
    entry.erase_own(asked.rooms, who)
    answer = asked.page(
        "message",
        heading=words.ERASED,
        said=words.ERASED_SAID,
        typed=(),
        back=f"{asked.root}w/",
        again="",
    )
    return asked.remember(answer, cookie(Role.PARTICIPANT, found.ref), "")


def _slowly(asked: Asked, who: Who) -> None:
    if not asked.desk.limits.writes.take(who.participant):
        raise Refused(Why.TOO_FAST)


def style(asked: Asked) -> Response:
    """The style sheet; its address changes with it."""
    return Response(html.style(), media_type="text/css", headers=HEADERS | _KEPT)


_KEPT: Final = {"Cache-Control": "public, max-age=86400"}
