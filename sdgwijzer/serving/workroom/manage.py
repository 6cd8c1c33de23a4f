"""The facilitator: prepares, moderates, bundles, types paper in, chooses, closes, takes along."""

import secrets
from collections.abc import Callable
from typing import Final

from starlette.responses import Response

from sdgwijzer.screens import frozen
from sdgwijzer.serving.workroom.desk import Asked, Handler, cookie
from sdgwijzer.texts import workroom as words
from sdgwijzer.texts import workroom_desk as said
from sdgwijzer.workroom import (
    archive,
    bundling,
    cards,
    entry,
    ideas,
    imports,
    moving,
    rules,
    seen,
    voting,
)
from sdgwijzer.workroom.document import of_circle
from sdgwijzer.workroom.ideas import Text
from sdgwijzer.workroom.phases import NEXT, Act, Phase, Role, may
from sdgwijzer.workroom.refused import Refused, Why
from sdgwijzer.workroom.rooms import Room, Who
from sdgwijzer.workroom.voting import Ballot

_LETTERS: Final = {letter: kind for kind, letter in archive.LETTER.items()}


def come_in(asked: Asked) -> Response:
    """A link with a key: it becomes a cookie, and goes out of the address."""
    found = entry.keeper(asked.rooms, asked.part("key"))
    if found is None:
        raise Refused(Why.CODE)
    ref, who = found
    page = "beheer" if who.role is Role.FACILITATOR else "scherm"
    return asked.remember(asked.to(f"r/{ref}/{page}"), cookie(who.role, ref), asked.part("key"))


def desk(asked: Asked) -> Response:
    """What there is to do in this phase."""
    found, who = asked.who(Role.FACILITATOR)
    return _desk(asked, found, who)


def _desk(
    asked: Asked, found: Room, who: Who, why: str = "", status: int = 200, **more: object
) -> Response:
    shown = seen.seen(asked.rooms, who, found)
    seconds = found.seconds_left(asked.rooms.clock())
    counted = found.phase in (Phase.DISCUSSING, Phase.CLOSED)
    made = archive.document(asked.rooms, who, found) if counted else None
    bundling_ = found.phase is Phase.BUNDLING
    values: dict[str, object] = {
        "room": found,
        "seen": shown,
        "here": f"{asked.root}w/r/{found.ref}/beheer",
        "screen": f"{asked.root}w/r/{found.ref}/scherm",
        "next": list(NEXT[found.phase]),
        "may": {act.name: may(who.role, act, found.phase) for act in Act},
        "turnout": asked.rooms.turnout(found),
        "seconds": seconds,
        "left": words.time_left(seconds) if seconds is not None else "",
        "offered": _offered(asked, found, shown) if found.phase is Phase.PREPARING else [],
        "newer": asked.desk.newer(found, shown.cards.values()),
        "asked": asked.query("zoek"),
        "actions": _actions(asked, found, shown) if found.phase is Phase.PREPARING else [],
        "supports": seen.supports(asked.rooms, found) if bundling_ else {},
        "free": [i for i in shown.ideas if i.state in ("shown", "aside") and not i.proposal],
        "near": _near(shown) if bundling_ else {},
        "document": made,
        "results": [of_circle(made, circle) for circle in made.circles] if made else [],
        "axes": words.AXES[found.axes],
        "dots": rules.dots(found.k, len(shown.proposals)),
        "said": said,
        "why": why,
        "done": said.DONE.get(asked.query("gedaan"), ""),
        "form_key": secrets.token_hex(12),
        "typed": {},
        "title": words.title(found.title, said.DESK),
        "look": "wide",
    }
    return asked.page("desk", status, **values | more)


def _offered(asked: Asked, found: Room, shown: seen.Seen) -> list[cards.Frozen]:
    """Figures that do not lie on the table yet."""
    there = {(each.title, each.body) for each in shown.cards.values()}
    offered = frozen.signals(asked.desk.data(), found.nis_code)
    return [each for each in offered if (each.title, each.body) not in there]


def _actions(asked: Asked, found: Room, shown: seen.Seen) -> list[cards.Frozen]:
    """Actions of the plan that the question finds, and that do not lie on the table yet."""
    there = {each.title for each in shown.cards.values() if each.kind == "action"}
    offered = frozen.actions(asked.desk.data(), found.nis_code, asked.query("zoek")[:100])
    return [each for each in offered if each.title not in there]


def _near(shown: seen.Seen) -> dict[str, str]:
    """Of each idea without a proposal: the one that it is most like."""
    free = [each for each in shown.ideas if each.state == "shown" and not each.proposal]
    found = {}
    for each in free:
        others = [(o.bare, o.title, o.body) for o in free if o is not each]
        if alike := ideas.alike(each.title, each.body, others):
            found[each.number] = said.like(f"I{alike[0].number}", alike[0].percent)
    return found


def done(asked: Asked, found: Room, word: str, anchor: str = "") -> Response:
    """Back to the desk, that says what was done."""
    return asked.to(f"r/{found.ref}/beheer?gedaan={word}{anchor}")


def _acting(act: Callable[[Asked, Room, Who], tuple[str, str]]) -> Handler:
    """A handler of something that is done, or refused on the page itself."""

    def handler(asked: Asked) -> Response:
        found, who = asked.who(Role.FACILITATOR)
        try:
            word, anchor = act(asked, found, who)
        except Refused as refused:
            why = words.why(refused.why, refused.about)
            now = asked.rooms.find(found.ref)
            if now is None:
                raise
            status = 409 if refused.why in (Why.CHANGED, Why.PHASE, Why.JUST_CLOSED) else 400
            return _desk(asked, now, who, why, status, typed=dict(asked.form.fields))
        return done(asked, found, word, anchor)

    return handler


def _lay_out(asked: Asked, found: Room, who: Who) -> tuple[str, str]:
    wanted = set(asked.form.all("kaart"))
    data = asked.desk.data()
    offered = frozen.signals(data, found.nis_code)
    offered += frozen.actions(data, found.nis_code, asked.form.one("zoek")[:100])
    count = cards.lay_out(asked.rooms, who, [each for each in offered if each.key in wanted])
    return ("kaarten" if count else "niets"), "#kaarten"


def _challenges(asked: Asked, _: Room, who: Who) -> tuple[str, str]:
    form = asked.form
    listed = form.one("lijst").strip()
    texts = imports.challenges(listed) if listed else []
    if form.one("titel").strip():
        texts.append(Text(form.one("titel"), form.one("uitleg"), form.all("doel")))
    cards.add_challenges(asked.rooms, who, texts)
    return ("uitdaging" if texts else "niets"), "#uitdagingen"


def _take_away(asked: Asked, _: Room, who: Who) -> tuple[str, str]:
    number = asked.form.one("nummer")
    kind = _LETTERS.get(number[:1], "")
    if not number[1:].isdecimal():
        raise Refused(Why.GONE)
    cards.take_away(asked.rooms, who, kind, int(number[1:]))
    return "weg", "#kaarten"


def _move(asked: Asked, found: Room, who: Who) -> tuple[str, str]:
    before, to = (_phase(asked.form.one(name)) for name in ("van", "naar"))
    moving.move(asked.rooms, who, before, to)
    return "fase", ""


def _phase(text: str) -> Phase:
    if text not in set(Phase):
        raise Refused(Why.PHASE)
    return Phase(text)


def _time(asked: Asked, _: Room, who: Who) -> tuple[str, str]:
    moving.give_time(asked.rooms, who, asked.form.number("minuten"))
    return "tijd", ""


def _paper_idea(asked: Asked, _: Room, who: Who) -> tuple[str, str]:
    form = asked.form
    text = Text(form.one("titel"), form.one("uitleg"), form.all("doel"), form.all("kaart"))
    number = ideas.add(asked.rooms, who, text, form.one("formulier")[:40])
    return "papier", f"#I{number}"


def _moderate(asked: Asked, _: Room, who: Who) -> tuple[str, str]:
    form, number = asked.form, asked.number()
    if form.one("doe") == "toon":
        ideas.show(asked.rooms, who, number)
    elif form.one("doe") == "zwart":
        ideas.black_out(asked.rooms, who, number, form.one("woorden"))
    else:
        ideas.hide(asked.rooms, who, number, form.one("reden"))
    return "gezien", f"#I{number}"


def _numbers(asked: Asked, name: str = "idee") -> list[int]:
    return [int(each) for each in asked.form.all(name) if each.isdecimal() and len(each) < 6]


def _version(asked: Asked) -> int:
    return asked.form.number("versie") or 0


def _bundle(asked: Asked, _: Room, who: Who) -> tuple[str, str]:
    form, chosen, version = asked.form, _numbers(asked), _version(asked)
    rooms = asked.rooms
    if form.one("doe") == "elk":
        if not chosen:
            raise Refused(Why.GONE)
        bundling.apart(rooms, who, chosen, version)
        return "voorstel", "#voorstellen"
    if form.one("doe") in ("opzij", "terug"):
        reason = form.one("reden") if form.one("doe") == "opzij" else ""
        if form.one("doe") == "opzij" and not reason.strip():
            raise Refused(Why.REASON)
        bundling.set_aside(rooms, who, chosen, reason, version)
        return "opzij", "#ideeen"
    text = Text(form.one("titel"), form.one("uitleg"), form.all("doel"))
    number = bundling.bundle(rooms, who, chosen, text, version)
    return "voorstel", f"#V{number}"


def _reword(asked: Asked, _: Room, who: Who) -> tuple[str, str]:
    form, number = asked.form, asked.number()
    if form.one("doe") == "los":
        bundling.undo(asked.rooms, who, number, _version(asked))
        return "los", "#voorstellen"
    text = Text(form.one("titel"), form.one("uitleg"), form.all("doel"))
    bundling.reword(asked.rooms, who, number, _numbers(asked), text, _version(asked))
    return "voorstel", f"#V{number}"


def _ballot(asked: Asked, found: Room, who: Who) -> tuple[str, str]:
    form = asked.form
    listed = form.one("lijst").strip()
    if listed:
        ballots = imports.ballots(listed)
        if form.one("doe") == "proef":
            voting.try_out(asked.rooms, who, ballots)
            return "proef", "#biljetten"
        voting.put_in(asked.rooms, who, ballots)
        return "biljetten", "#biljetten"
    scores: dict[int, voting.Score] = {}
    for name, text in form.fields:
        if name.startswith("een-") and name[4:].isdecimal():
            other = form.one(f"twee-{name[4:]}")
            if text or other:
                scores[int(name[4:])] = (_digit(text), _digit(other))
    ballot = Ballot(
        form.one("biljet").strip(), form.one("kring"), tuple(_numbers(asked, "stip")), scores
    )
    voting.put_in(asked.rooms, who, [ballot])
    return "biljet", "#biljetten"


def _digit(text: str) -> int:
    return int(text) if text in ("1", "2", "3", "4", "5") else 0


def _take_out(asked: Asked, _: Room, who: Who) -> tuple[str, str]:
    voting.take_out(asked.rooms, who, asked.form.one("kring"), asked.form.one("biljet").strip())
    return "biljet-weg", "#biljetten"


def _choose(asked: Asked, _: Room, who: Who) -> tuple[str, str]:
    form, number = asked.form, asked.number()
    if form.one("doe") in ("omhoog", "omlaag"):
        bundling.shift(asked.rooms, who, number, up=form.one("doe") == "omhoog")
        return "keuze", f"#V{number}"
    challenge = form.one("uitdaging").removeprefix("U")
    bundling.decide(
        asked.rooms,
        who,
        number,
        form.one("keuze"),
        form.one("reden"),
        int(challenge) if challenge.isdecimal() else None,
        _version(asked),
    )
    return "keuze", f"#V{number}"


def delete(asked: Asked) -> Response:
    """The room goes, with all that is in it; its name must be typed."""
    found, who = asked.who(Role.FACILITATOR)
    if not may(who.role, Act.DELETE, found.phase):
        raise Refused(Why.RIGHTS)
    if asked.form.one("naam").strip().upper() != found.ref:
        return _desk(asked, found, who, said.TYPE_NAME, 400)
    asked.rooms.delete(found.ref)
    answer = asked.page(
        "message",
        heading=said.DELETED,
        said=said.DELETED_SAID,
        typed=(),
        again="",
        back=f"{asked.root}w/",
    )
    return asked.remember(answer, cookie(Role.FACILITATOR, found.ref), "")


READ: Final[dict[str, Handler]] = {
    "b/{key}": come_in,
    "s/{key}": come_in,
    "r/{ref}/beheer": desk,
}
WRITE: Final[dict[str, Handler]] = {
    "r/{ref}/beheer/kaarten": _acting(_lay_out),
    "r/{ref}/beheer/uitdaging": _acting(_challenges),
    "r/{ref}/beheer/weg": _acting(_take_away),
    "r/{ref}/beheer/fase": _acting(_move),
    "r/{ref}/beheer/tijd": _acting(_time),
    "r/{ref}/beheer/papier": _acting(_paper_idea),
    "r/{ref}/beheer/idee/{number}": _acting(_moderate),
    "r/{ref}/beheer/bundel": _acting(_bundle),
    "r/{ref}/beheer/voorstel/{number}": _acting(_reword),
    "r/{ref}/beheer/biljet": _acting(_ballot),
    "r/{ref}/beheer/biljet/weg": _acting(_take_out),
    "r/{ref}/beheer/keuze/{number}": _acting(_choose),
    "r/{ref}/beheer/wis": delete,
}
