"""What the facilitator prints or takes along: passes, cards, ballots, and all that came out."""

from collections.abc import Callable
from typing import Final

from starlette.responses import Response

from sdgwijzer.documents import room as documents
from sdgwijzer.documents import room_prints
from sdgwijzer.serving.address import public
from sdgwijzer.serving.workroom import manage
from sdgwijzer.serving.workroom.desk import Asked, Handler
from sdgwijzer.texts import workroom as words
from sdgwijzer.texts import workroom_desk as said
from sdgwijzer.workroom import archive, codes, entry, rules, seen
from sdgwijzer.workroom.document import Document
from sdgwijzer.workroom.phases import Role
from sdgwijzer.workroom.refused import Refused, Why


def passes(asked: Asked) -> Response:
    """New passes: their codes, once, to print."""
    found, who = asked.who(Role.FACILITATOR)
    form = asked.form
    if form.one("doe") == "vervang":
        entry.cancel_pass(asked.rooms, who, form.one("code"))
        return manage.done(asked, found, "pas-weg", "#passen")
    drawn = entry.new_passes(asked.rooms, who, form.one("kring"), form.number("aantal") or 0)
    if form.one("doe") == "pdf":
        address = f"{public(asked.request.scope, asked.desk.site)}w/"
        spaced = [codes.spaced(each) for each in drawn]
        return _pdf(room_prints.passes(found, address, spaced), f"kaartjes_{found.ref}")
    return asked.page(
        "passes",
        room=found,
        circle=form.one("kring"),
        codes=[codes.spaced(each) for each in drawn],
        back=f"{asked.root}w/r/{found.ref}/beheer",
        said=said,
        title=words.title(found.title, said.PASSES),
    )


def prints(asked: Asked) -> Response:
    """Cards, or a ballot, to print."""
    found, who = asked.who(Role.FACILITATOR)
    shown = seen.seen(asked.rooms, who, found)
    kind = asked.part("kind")
    if kind == "kaarten" and shown.cards:
        content = room_prints.cards(found, list(shown.cards.values()))
    elif kind == "stembiljet" and shown.proposals:
        dots = rules.dots(found.k, len(shown.proposals))
        content = room_prints.ballot(found, shown.proposals, dots)
    else:
        raise Refused(Why.GONE)
    return _pdf(content, f"{kind}_{found.ref}")


def _pdf(content: bytes, name: str) -> Response:
    headers = {
        "Content-Disposition": f'attachment; filename="{name}.pdf"',
        "Cache-Control": "no-store",
    }
    return Response(content, media_type="application/pdf", headers=headers)


def export(asked: Asked) -> Response:
    """`werkruimte.json`, its tables as a workbook, or all of it in a zip."""
    found, who = asked.who(Role.FACILITATOR)
    form = asked.part("form")
    if form not in _FILES:
        raise Refused(Why.GONE)
    kind, content = _FILES[form]
    name = f"werkruimte_{found.ref}.{form}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    return Response(content(archive.export(asked.rooms, who)), media_type=kind, headers=headers)


def _text(document: Document) -> bytes:
    return document.text().encode()


_FILES: Final[dict[str, tuple[str, Callable[[Document], bytes]]]] = {
    "json": ("application/json", _text),
    "xlsx": (
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        documents.workbook,
    ),
    "zip": ("application/zip", documents.bundle),
}


READ: Final[dict[str, Handler]] = {
    "r/{ref}/beheer/werkruimte.{form}": export,
    "r/{ref}/beheer/{kind}.pdf": prints,
}
WRITE: Final[dict[str, Handler]] = {"r/{ref}/beheer/passen": passes}
