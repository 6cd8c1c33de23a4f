"""What a workroom prints, on A4 by typst: cards of A6, a ballot, and passes of one person.

`room.typ` is how it looks.
"""

from collections.abc import Sequence
from typing import Any, Final

from sdgwijzer import colours, typeset
from sdgwijzer.documents import pdf
from sdgwijzer.goals import GOALS
from sdgwijzer.texts import room_prints as texts
from sdgwijzer.texts import workroom as words
from sdgwijzer.workroom.rooms import Room
from sdgwijzer.workroom.seen import Proposed, Shown

_DAY: Final = "2026-01-01"
"""The moment of such a file: what is printed is thrown away."""


def cards(room: Room, shown: Sequence[Shown]) -> bytes:
    """Cards, challenges and actions, each A6, four on a sheet.

    Args:
        room: whose they are.
        shown: at least one.
    """
    items = [
        {
            "number": each.number,
            "kind": texts.KINDS[each.kind],
            "title": each.title,
            "body": each.body,
            "goals": list(each.goals),
            "source": _source(each),
        }
        for each in shown
    ]
    return _made(room, "cards", items)


def _source(card: Shown) -> str:
    evidence = card.evidence or {}
    return " · ".join(str(evidence[name]) for name in ("source", "frozen") if evidence.get(name))


def passes(room: Room, address: str, codes: Sequence[str]) -> bytes:
    """Passes of one person, 24 on a sheet.

    Args:
        room: that they open.
        address: where one types the code.
        codes: as they are read.
    """
    return _made(room, "passes", list(codes), address=address)


def ballot(room: Room, proposals: Sequence[Proposed], dots: int) -> bytes:
    """A ballot to fill in with a pen; its number is written on it by hand.

    Args:
        room: whose it is.
        proposals: in the order of their numbers.
        dots: how many one may choose.
    """
    items = [
        {"number": each.number, "title": each.title}
        for each in sorted(proposals, key=lambda each: each.bare)
    ]
    heads = [texts.PROPOSAL, texts.CHOOSE, *words.AXES[room.axes]]
    return _made(room, "ballot", items, heads=heads, how=texts.how(dots))


def _made(room: Room, kind: str, items: list[Any], **more: object) -> bytes:
    said = {
        "title": f"{room.title} {room.place}",
        "room": room.title,
        "question": room.question,
        "kind": kind,
        "items": items,
        "on": [colours.on_goal(goal.number) for goal in GOALS],
        **more,
    }
    return typeset.pdf(pdf.look("room"), pdf.inputs(said), pdf.moment(_DAY))
