"""Ideas become proposals, or are set aside with a reason; each proposal ends with a choice."""

from collections.abc import Sequence
from typing import Final

from sqlalchemy import delete, insert, select, update

from sdgwijzer.workroom import tables, wording
from sdgwijzer.workroom.ideas import Text
from sdgwijzer.workroom.phases import Act
from sdgwijzer.workroom.refused import Refused, Why
from sdgwijzer.workroom.rooms import PROPOSALS, Held, Rooms, Who

OUTCOMES: Final = ("priority", "later", "no")


def bundle(rooms: Rooms, who: Who, ideas: Sequence[int], text: Text, version: int) -> int:
    """One proposal of these ideas (none: the facilitator's own).

    Args:
        rooms: all.
        who: the facilitator.
        ideas: their numbers; the originals stay, and are listed with it.
        text: of the proposal.
        version: of the room that the facilitator saw.

    Returns:
        Its number.

    Raises:
        Refused: an idea is in another proposal, hidden, or gone; somebody changed the room
            meanwhile; 30 proposals; a title that is too short or too long; not in this phase.
    """
    kept = text.checked()
    with rooms.held(who, Act.BUNDLE, version) as held:
        _is_room(held)
        return _make(held, ideas, kept)


def apart(rooms: Rooms, who: Who, ideas: Sequence[int], version: int) -> list[int]:
    """Each of these ideas a proposal of its own, in its own words.

    Returns:
        Their numbers.

    Raises:
        Refused: as `bundle`.
    """
    card, made = tables.card, []
    with rooms.held(who, Act.BUNDLE, version) as held:
        for number in ideas:
            _is_room(held)
            row = held.connection.execute(
                select(card).where(
                    card.c.room == held.room.id, card.c.kind == "idea", card.c.number == number
                )
            ).one_or_none()
            if row is None:
                raise Refused(Why.GONE, f"I{number}")
            words = Text(row.title, row.body, tuple(map(str, row.goals)))
            made.append(_make(held, [number], words))
    return made


def reword(
    rooms: Rooms, who: Who, number: int, ideas: Sequence[int], text: Text, version: int
) -> None:
    """Other words for a proposal, or other ideas in it.

    Raises:
        Refused: as `bundle`; no such proposal.
    """
    table, kept = tables.proposal, text.checked()
    with rooms.held(who, Act.BUNDLE, version) as held:
        id_ = _proposal(held, number)
        held.connection.execute(
            update(table)
            .where(table.c.id == id_)
            .values(title=kept.title, body=kept.body, goals=wording.goals(kept.goals))
        )
        held.connection.execute(
            delete(tables.proposal_idea).where(tables.proposal_idea.c.proposal == id_)
        )
        _lay_in(held, id_, ideas)
        held.write_down("proposal changed", number=f"V{number}")


def undo(rooms: Rooms, who: Who, number: int, version: int) -> None:
    """A proposal falls apart in its ideas again.

    Raises:
        Refused: no such proposal; somebody changed the room meanwhile; not in this phase.
    """
    with rooms.held(who, Act.BUNDLE, version) as held:
        id_ = _proposal(held, number)
        held.connection.execute(delete(tables.proposal).where(tables.proposal.c.id == id_))
        held.write_down("proposal undone", number=f"V{number}")


def set_aside(rooms: Rooms, who: Who, ideas: Sequence[int], reason: str, version: int) -> None:
    """Ideas of which no proposal comes, and why; an empty reason takes them back.

    Raises:
        Refused: a reason of 3 to 600 letters is missing; an idea is in a proposal, or gone;
            somebody changed the room meanwhile; not in this phase.
    """
    card, why = tables.card, wording.line(reason)
    if why and not 3 <= len(why) <= wording.REASON[1]:
        raise Refused(Why.REASON, len(why))
    with rooms.held(who, Act.BUNDLE, version) as held:
        for id_ in _free(held, ideas).values():
            held.connection.execute(
                update(card)
                .where(card.c.id == id_)
                .values(state="aside" if why else "shown", reason=why)
            )
        for number in ideas:
            held.write_down("aside" if why else "back", number=f"I{number}", reason=why)


def decide(
    rooms: Rooms,
    who: Who,
    number: int,
    outcome: str,
    reason: str,
    challenge: int | None = None,
    version: int | None = None,
) -> None:
    """What becomes of a proposal, and why.

    Args:
        rooms: all.
        who: the facilitator.
        number: of the proposal.
        outcome: one of `OUTCOMES`.
        reason: 20 to 600 letters.
        challenge: the number of the challenge that it belongs under; None for none.
        version: of the room that the facilitator saw.

    Raises:
        Refused: no such proposal, outcome or challenge; no reason; somebody changed the room
            meanwhile; not in this phase.
    """
    table, why = tables.choice, wording.paragraphs(reason)
    low, high = wording.REASON
    if not low <= len(why) <= high:
        raise Refused(Why.REASON, len(why))
    if outcome not in OUTCOMES:
        raise Refused(Why.SETTING, "keuze")
    with rooms.held(who, Act.CHOOSE, version) as held:
        id_ = _proposal(held, number)
        place = _next_place(held, id_) if outcome == "priority" else None
        held.connection.execute(delete(table).where(table.c.proposal == id_))
        held.connection.execute(
            insert(table).values(
                proposal=id_,
                challenge=_challenge(held, challenge),
                outcome=outcome,
                place=place,
                reason=why,
            )
        )
        held.news = True
        held.write_down("choice", number=f"V{number}", reason=outcome)


def shift(rooms: Rooms, who: Who, number: int, *, up: bool, version: int | None = None) -> None:
    """A priority one place up or down; at the end it stays where it is.

    Raises:
        Refused: it is no priority; somebody changed the room meanwhile; not in this phase.
    """
    table = tables.choice
    with rooms.held(who, Act.CHOOSE, version) as held:
        order = _priorities(held)
        id_ = _proposal(held, number)
        if id_ not in order:
            raise Refused(Why.GONE)
        at = order.index(id_)
        to = at - 1 if up else at + 1
        if 0 <= to < len(order):
            order[at], order[to] = order[to], order[at]
            for place, each in enumerate(order, start=1):
                held.connection.execute(
                    update(table).where(table.c.proposal == each).values(place=place)
                )
            held.news = True
            held.write_down("order", number=f"V{number}")


def _is_room(held: Held) -> None:
    if len(_all(held)) >= PROPOSALS[1]:
        raise Refused(Why.PROPOSALS)


def _make(held: Held, ideas: Sequence[int], kept: Text) -> int:
    number = held.number("proposal")
    id_ = held.connection.execute(
        insert(tables.proposal)
        .values(
            room=held.room.id,
            number=number,
            title=kept.title,
            body=kept.body,
            goals=wording.goals(kept.goals),
        )
        .returning(tables.proposal.c.id)
    ).scalar_one()
    _lay_in(held, id_, ideas)
    held.write_down(
        "proposal", number=f"V{number}", reason=" ".join(f"I{each}" for each in ideas)[:600]
    )
    return number


def _lay_in(held: Held, proposal: int, ideas: Sequence[int]) -> None:
    card = tables.card
    for id_ in _free(held, ideas).values():
        held.connection.execute(insert(tables.proposal_idea).values(idea=id_, proposal=proposal))
        held.connection.execute(
            update(card).where(card.c.id == id_).values(state="shown", reason="")
        )


def _free(held: Held, ideas: Sequence[int]) -> dict[int, int]:
    """Ids of ideas that are shown or set aside, and in no proposal, by number."""
    card, bundled = tables.card, tables.proposal_idea
    found = held.connection.execute(
        select(card.c.number, card.c.id, bundled.c.proposal)
        .outerjoin(bundled, bundled.c.idea == card.c.id)
        .where(
            card.c.room == held.room.id,
            card.c.kind == "idea",
            card.c.number.in_(ideas),
            card.c.state.in_(("shown", "aside")),
        )
    ).all()
    if gone := set(ideas) - {row.number for row in found}:
        raise Refused(Why.GONE, *(f"I{each}" for each in sorted(gone)))
    if taken := [row.number for row in found if row.proposal is not None]:
        raise Refused(Why.IN_PROPOSAL, *(f"I{each}" for each in sorted(taken)))
    return {row.number: row.id for row in found}


def _all(held: Held) -> dict[int, int]:
    table = tables.proposal
    found = select(table.c.number, table.c.id).where(table.c.room == held.room.id)
    return dict(held.connection.execute(found).all())


def _proposal(held: Held, number: int) -> int:
    found = _all(held).get(number)
    if found is None:
        raise Refused(Why.GONE, f"V{number}")
    return found


def _challenge(held: Held, number: int | None) -> int | None:
    if number is None:
        return None
    card = tables.card
    found = held.connection.execute(
        select(card.c.id).where(
            card.c.room == held.room.id, card.c.kind == "challenge", card.c.number == number
        )
    ).scalar_one_or_none()
    if found is None:
        raise Refused(Why.GONE, f"U{number}")
    return int(found)


def _priorities(held: Held) -> list[int]:
    choice, proposal = tables.choice, tables.proposal
    found = (
        select(choice.c.proposal)
        .join(proposal)
        .where(proposal.c.room == held.room.id, choice.c.outcome == "priority")
        .order_by(choice.c.place, choice.c.proposal)
    )
    return list(held.connection.execute(found).scalars())


def _next_place(held: Held, proposal: int) -> int:
    """Where it stands already, or after the last."""
    order = _priorities(held)
    return order.index(proposal) + 1 if proposal in order else len(order) + 1
