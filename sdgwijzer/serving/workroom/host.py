"""Who keeps the site opens a room, with the key of the setting; others cannot."""

import hmac
from typing import Final

from starlette.responses import Response

from sdgwijzer.html import workroom as html
from sdgwijzer.pictures import code
from sdgwijzer.screens import frozen
from sdgwijzer.serving import address
from sdgwijzer.serving.workroom.desk import Asked, Handler
from sdgwijzer.texts import workroom as words
from sdgwijzer.texts import workroom_desk as said
from sdgwijzer.workroom import codes, rules, wording
from sdgwijzer.workroom.refused import Refused, Why
from sdgwijzer.workroom.rooms import Circle, Wish


def new(asked: Asked) -> Response:
    """The form for a new room."""
    return _form(asked, asked.query("gemeente"))


def _form(asked: Asked, town: str = "", why: str = "", status: int = 200) -> Response:
    if not asked.desk.host_key:
        raise Refused(Why.GONE)
    towns = [row.name for row in asked.desk.data().reference.today.values()]
    return asked.page(
        "new",
        status,
        towns=towns,
        town=town,
        typed=dict(asked.form.fields),
        why=why,
        said=said,
        title=said.NEW,
    )


def open_(asked: Asked) -> Response:
    """A new room; its keys are shown once."""
    form, limits = asked.form, asked.desk.limits
    client = asked.request.client.host if asked.request.client else ""
    if not limits.may_try(client):
        return _form(asked, why=words.WHY[Why.TOO_FAST], status=429)
    if not asked.desk.host_key or not hmac.compare_digest(
        form.one("sleutel").encode(), asked.desk.host_key.encode()
    ):
        limits.was_wrong(client)
        return _form(asked, why=said.WRONG_KEY, status=403)
    try:
        keys = asked.rooms.open(_wish(asked))
    except Refused as refused:
        return _form(asked, why=words.why(refused.why, refused.about), status=400)
    home = address.public(asked.request.scope, asked.desk.site)
    return asked.page(
        "opened",
        keys=keys,
        home=home,
        spaced={name: codes.spaced(each) for name, each in keys.codes.items()},
        qr={
            name: html.picture_of(code.draw(f"{home}w/k/{each}", name))
            for name, each in keys.codes.items()
        },
        said=said,
        title=said.OPENED,
    )


def _wish(asked: Asked) -> Wish:
    form, data = asked.form, asked.desk.data()
    found = [row for row in data.reference.today.values() if row.name == form.one("gemeente")]
    if not found:
        raise Refused(Why.SETTING, "gemeente")
    first, passes = _lines(form.one("vooraf")), _lines(form.one("passen"))
    circles = tuple(
        Circle(name, name not in passes, "vooraf" if name in first else "achteraf")
        for name in _lines(form.one("kringen"))
    )
    return Wish(
        nis_code=found[0].nis_code,
        place=found[0].name,
        title=wording.line(form.one("titel")),
        question=wording.line(form.one("vraag")),
        responsible=wording.line(form.one("verantwoordelijke")),
        contact=wording.line(form.one("contact")),
        circles=circles,
        axes=form.one("assen"),
        k=form.number("stippen") or 0,
        show_results=bool(form.one("tonen")),
        keep_days=form.number("dagen") or 0,
        snapshot={"build": frozen.build(data), "day": data.day, "rules": rules.VERSION},
    )


def _lines(text: str) -> list[str]:
    return list(dict.fromkeys(filter(None, (wording.line(each) for each in text.splitlines()))))


READ: Final[dict[str, Handler]] = {"nieuw": new}
WRITE: Final[dict[str, Handler]] = {"nieuw": open_}
