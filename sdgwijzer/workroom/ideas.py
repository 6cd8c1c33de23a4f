"""Phase 1: ideas of participants and on paper, support, reports, and what is hidden."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from rapidfuzz import fuzz
from sqlalchemy import Row, delete, exists, func, insert, select, update

from sdgwijzer.workroom import codes, tables, wording
from sdgwijzer.workroom.phases import Act, Role
from sdgwijzer.workroom.refused import Refused, Why
from sdgwijzer.workroom.rooms import FULL, Held, Rooms, Who

MOST: Final = 10
"""Ideas of a participant."""

LINKS: Final = 3
"""Cards beside an idea."""

ALIKE: Final = 70
"""Of 100: from here on an idea is shown to who writes one like it."""

_BY_BODY: Final = 20
"""More alike than by its title an idea can be by its text."""


@dataclass(frozen=True)
class Text:
    """What somebody typed, before it is looked at.

    Attributes:
        title: 3 to 80 letters.
        body: at most 1,000 letters.
        goals: numbers of goals.
        cards: numbers of cards beside it, as people say them: "C3", "U1", "A2".
    """

    title: str
    body: str = ""
    goals: tuple[str, ...] = ()
    cards: tuple[str, ...] = ()

    def checked(self) -> "Text":
        """The same as it is kept.

        Raises:
            Refused: too short, too long, too many cards.
        """
        title, body = wording.line(self.title), wording.paragraphs(self.body)
        low, high = wording.TITLE
        if not low <= len(title) <= high:
            raise Refused(Why.TITLE, len(title))
        if len(body) > wording.BODY:
            raise Refused(Why.BODY, len(body))
        if len(set(self.cards)) > LINKS:
            raise Refused(Why.TOO_MANY_LINKS)
        return Text(title, body, self.goals, tuple(dict.fromkeys(self.cards)))


def add(rooms: Rooms, who: Who, text: Text, form_key: str) -> int:
    """A new idea; the same form sent twice is one idea.

    Returns:
        Its number.

    Raises:
        Refused: not in this phase; too many; too long.
        WorkroomDown: the database cannot be used.
    """
    kept = text.checked()
    form_key = codes.hashed(form_key)[:40]  # whatever its length
    paper = who.role is Role.FACILITATOR
    with rooms.held(who, Act.PAPER_IDEA if paper else Act.ADD_IDEA) as held:
        if (before := _sent(held, form_key)) is not None:
            return before
        _has_room(held)
        number = held.number("idea")
        waits = not paper and _moderated(held)
        idea = held.connection.execute(
            insert(tables.card)
            .values(
                room=held.room.id,
                number=number,
                kind="idea",
                title=kept.title,
                body=kept.body,
                goals=wording.goals(kept.goals),
                author=who.participant,
                state="waiting" if waits else "shown",
                reason="",
                reports=0,
                paper=paper,
                form_key=form_key,
            )
            .returning(tables.card.c.id)
        ).scalar_one()
        _lay_beside(held, idea, kept.cards)
        held.news = not waits
    return number


def change(rooms: Rooms, who: Who, number: int, text: Text) -> None:
    """Other words for an own idea, until somebody supports it.

    Raises:
        Refused: not their own; supported; not in this phase; too long.
    """
    kept = text.checked()
    with rooms.held(who, Act.CHANGE_IDEA) as held:
        idea = _own(held, number)
        if held.connection.execute(
            select(exists().where(tables.support.c.idea == idea.id))
        ).scalar_one():
            raise Refused(Why.SUPPORTED)
        waits = _moderated(held)
        held.connection.execute(
            update(tables.card)
            .where(tables.card.c.id == idea.id)
            .values(
                title=kept.title,
                body=kept.body,
                goals=wording.goals(kept.goals),
                state="waiting" if waits else "shown",
            )
        )
        held.connection.execute(delete(tables.link).where(tables.link.c.idea == idea.id))
        _lay_beside(held, idea.id, kept.cards)
        held.news = True


def withdraw(rooms: Rooms, who: Who, number: int) -> None:
    """An own idea goes, with the supports it had.

    Raises:
        Refused: not their own; not in this phase.
    """
    with rooms.held(who, Act.CHANGE_IDEA) as held:
        idea = _own(held, number)
        held.connection.execute(delete(tables.card).where(tables.card.c.id == idea.id))
        held.news = True


def support(rooms: Rooms, who: Who, number: int, *, on: bool) -> None:
    """One's support for somebody else's idea, given or taken back; twice is as once.

    Raises:
        Refused: one's own idea; it is not shown; not in this phase.
    """
    table = tables.support
    with rooms.held(who, Act.SUPPORT) as held:
        idea = _idea(held, number)
        if idea.author == who.participant:
            raise Refused(Why.OWN)
        if idea.state != "shown":
            raise Refused(Why.GONE)
        held.connection.execute(
            delete(table).where(table.c.participant == who.participant, table.c.idea == idea.id)
        )
        if on:
            held.connection.execute(insert(table).values(participant=who.participant, idea=idea.id))


def report(rooms: Rooms, who: Who, number: int) -> None:
    """The facilitator is asked to look at an idea.

    Raises:
        Refused: it is not there; not in this phase.
    """
    card = tables.card
    with rooms.held(who, Act.REPORT) as held:
        idea = _idea(held, number)
        held.connection.execute(
            update(card).where(card.c.id == idea.id).values(reports=card.c.reports + 1)
        )


def hide(rooms: Rooms, who: Who, number: int, reason: str) -> None:
    """An idea is shown no more; its author reads why.

    Raises:
        Refused: a reason of 3 to 600 letters is missing; it is not there; not in this phase.
    """
    _judge(rooms, who, number, "hidden", reason)


def show(rooms: Rooms, who: Who, number: int) -> None:
    """An idea that waited, or was hidden, is shown.

    Raises:
        Refused: it is not there; not in this phase.
    """
    _judge(rooms, who, number, "shown", "")


def black_out(rooms: Rooms, who: Who, number: int, words: str) -> None:
    """Words in an idea that name somebody become blocks; how often, the log says, not which.

    Raises:
        Refused: no such words in it; it is not there; not in this phase.
    """
    card = tables.card
    wanted = wording.line(words)
    with rooms.held(who, Act.MODERATE) as held:
        idea = _idea(held, number)
        if not wanted or wanted not in f"{idea.title}\n{idea.body}":
            raise Refused(Why.GONE)
        blocks = "█" * len(wanted)
        held.connection.execute(
            update(card)
            .where(card.c.id == idea.id)
            .values(
                title=idea.title.replace(wanted, blocks), body=idea.body.replace(wanted, blocks)
            )
        )
        held.news = True
        held.write_down("black out", number=f"I{number}")


def _judge(rooms: Rooms, who: Who, number: int, state: str, reason: str) -> None:
    card, why = tables.card, wording.line(reason)
    if state == "hidden" and not 3 <= len(why) <= wording.REASON[1]:
        raise Refused(Why.REASON, len(why))
    with rooms.held(who, Act.MODERATE) as held:
        idea = _idea(held, number)
        held.connection.execute(
            update(card).where(card.c.id == idea.id).values(state=state, reason=why, reports=0)
        )
        held.news = True
        held.write_down(state, number=f"I{number}", reason=why)


@dataclass(frozen=True)
class Alike:
    """An idea that is like what somebody writes.

    Attributes:
        number: of the idea.
        title: of it.
        percent: how alike, of 100.
    """

    number: int
    title: str
    percent: int


def alike(title: str, body: str, among: Sequence[tuple[int, str, str]]) -> list[Alike]:
    """Ideas that say nearly the same, most alike first; at most three.

    Args:
        title: of the idea that is written.
        body: of it.
        among: number, title and body of those that are there.
    """
    found = []
    for number, other, more in among:
        named = _alike(title, other)
        whole = _alike(f"{title} {body}", f"{other} {more}")
        found.append(Alike(number, other, round(max(named, min(whole, named + _BY_BODY)))))
    found = [each for each in found if each.percent >= ALIKE]
    return sorted(found, key=lambda each: (-each.percent, each.number))[:3]


def _alike(one: str, other: str) -> float:
    plain = (wording.alphabetical(each) for each in (one, other))
    return fuzz.token_sort_ratio(*plain)


def _sent(held: Held, form_key: str) -> int | None:
    card = tables.card
    found = select(card.c.number).where(
        card.c.room == held.room.id,
        card.c.form_key == form_key,
        card.c.author.is_not_distinct_from(held.who.participant),
    )
    return held.connection.execute(found).scalar_one_or_none()


def _has_room(held: Held) -> None:
    card = tables.card
    ideas = select(func.count()).where(card.c.room == held.room.id, card.c.kind == "idea")
    if held.connection.execute(ideas).scalar_one() >= FULL:
        raise Refused(Why.FULL)
    if held.who.participant is not None:
        own = ideas.where(card.c.author == held.who.participant)
        if held.connection.execute(own).scalar_one() >= MOST:
            raise Refused(Why.TOO_MANY_IDEAS)


def _moderated(held: Held) -> bool:
    circle = tables.circle
    found = select(circle.c.moderation).where(circle.c.id == held.who.circle)
    return bool(held.connection.execute(found).scalar_one() == "vooraf")


def _lay_beside(held: Held, idea: int, cards: Sequence[str]) -> None:
    """Cards of this room, that are shown; others fall out."""
    card = tables.card
    kinds = {"C": "signal", "U": "challenge", "A": "action"}
    for each in cards:
        kind, number = kinds.get(each[:1]), each[1:]
        if kind is None or not number.isdecimal():
            continue
        found = held.connection.execute(
            select(card.c.id).where(
                card.c.room == held.room.id, card.c.kind == kind, card.c.number == int(number)
            )
        ).scalar_one_or_none()
        if found is not None:
            held.connection.execute(insert(tables.link).values(idea=idea, card=found))


def _idea(held: Held, number: int) -> Row[Any]:
    card = tables.card
    row = held.connection.execute(
        select(card).where(
            card.c.room == held.room.id, card.c.kind == "idea", card.c.number == number
        )
    ).one_or_none()
    if row is None:
        raise Refused(Why.GONE)
    return row


def _own(held: Held, number: int) -> Row[Any]:
    row = _idea(held, number)
    if row.author is None or row.author != held.who.participant or row.state == "hidden":
        raise Refused(Why.RIGHTS)
    return row
