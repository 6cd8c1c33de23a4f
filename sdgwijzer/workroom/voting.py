"""Phase 2: dots and scores of participants, and ballots on paper."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import delete, func, insert, select

from sdgwijzer.workroom import tables
from sdgwijzer.workroom.phases import Act
from sdgwijzer.workroom.refused import Refused, Why
from sdgwijzer.workroom.rooms import PARTICIPANTS, Held, Rooms, Who
from sdgwijzer.workroom.rules import CLASSES, dots

Score = tuple[int, int]
"""Of importance and influence, or of the two other axes."""


@dataclass(frozen=True)
class Ballot:
    """One on paper.

    Attributes:
        number: that stands on it.
        circle: its name.
        chosen: numbers of proposals with a dot.
        scores: of proposals, by number.
    """

    number: str
    circle: str
    chosen: tuple[int, ...] = ()
    scores: Mapping[int, Score] = field(default_factory=dict)


def choose(rooms: Rooms, who: Who, number: int, *, on: bool) -> None:
    """A dot for a proposal, given or taken back; twice is as once.

    Raises:
        Refused: all dots are given (with the numbers of the chosen); no such proposal; not in this
            phase.
    """
    table = tables.dot
    with rooms.held(who, Act.DOT) as held:
        proposals = _proposals(held)
        if number not in proposals:
            raise Refused(Why.GONE)
        assert who.participant is not None
        chosen = _chosen(held, who.participant)
        if on and number not in chosen:
            if len(chosen) >= dots(held.room.k, len(proposals)):
                raise Refused(Why.DOTS, *(f"V{each}" for each in chosen))
            held.connection.execute(
                insert(table).values(participant=who.participant, proposal=proposals[number])
            )
        elif not on:
            held.connection.execute(
                delete(table).where(
                    table.c.participant == who.participant,
                    table.c.proposal == proposals[number],
                )
            )


def score(rooms: Rooms, who: Who, number: int, given: Score | None) -> None:
    """Two scores for a proposal; None takes them back.

    Raises:
        Refused: not two scores of 1 to 5; no such proposal; not in this phase.
    """
    table = tables.score
    _are_scores(given)
    with rooms.held(who, Act.SCORE) as held:
        proposals = _proposals(held)
        if number not in proposals:
            raise Refused(Why.GONE)
        held.connection.execute(
            delete(table).where(
                table.c.participant == who.participant, table.c.proposal == proposals[number]
            )
        )
        if given is not None:
            held.connection.execute(
                insert(table).values(
                    participant=who.participant,
                    proposal=proposals[number],
                    importance=given[0],
                    influence=given[1],
                )
            )


class _Tried(Exception):
    """All could be put in."""


def try_out(rooms: Rooms, who: Who, ballots: Sequence[Ballot]) -> None:
    """See whether ballots on paper could be put in; nothing is kept.

    Raises:
        Refused: as `put_in`.
    """
    try:
        put_in(rooms, who, ballots, keep=False)
    except _Tried:
        return


def put_in(rooms: Rooms, who: Who, ballots: Sequence[Ballot], *, keep: bool = True) -> int:
    """Ballots on paper; all of them, or none.

    Returns:
        How many.

    Raises:
        Refused: a number is there already (in the room, or twice in these); no such circle or
            proposal; too many dots; a score that is none; not in this phase.
    """
    with rooms.held(who, Act.BALLOT) as held:
        proposals, circles = _proposals(held), _circles(held)
        for each in ballots:
            _check(held, each, proposals, circles)
            person = held.connection.execute(
                insert(tables.participant)
                .values(
                    circle=circles[each.circle],
                    origin="paper",
                    ballot=each.number,
                    day=held.when.date(),
                )
                .returning(tables.participant.c.id)
            ).scalar_one()
            _write(held, person, each, proposals)
        if not keep:
            raise _Tried
    return len(ballots)


def take_out(rooms: Rooms, who: Who, circle: str, number: str) -> None:
    """A ballot on paper that was typed in wrong.

    Raises:
        Refused: no such ballot; not in this phase.
    """
    person = tables.participant
    with rooms.held(who, Act.BALLOT) as held:
        found = _circles(held).get(circle)
        gone = held.connection.execute(
            delete(person).where(
                person.c.circle == found, person.c.ballot == number, person.c.origin == "paper"
            )
        )
        if not gone.rowcount:
            raise Refused(Why.GONE)
        held.write_down("ballot taken out", number=number[:12])


def _are_scores(given: Score | None) -> None:
    if given is not None and (len(given) != 2 or set(given) - set(CLASSES)):
        raise Refused(Why.SCORES)


def _check(
    held: Held, ballot: Ballot, proposals: Mapping[int, int], circles: Mapping[str, int]
) -> None:
    """Against the room as it is, with the ballots that were put in just before it."""
    person = tables.participant
    if ballot.circle not in circles:
        raise Refused(Why.NAME, ballot.circle)
    if not 1 <= len(ballot.number) <= 20:
        raise Refused(Why.BALLOT, ballot.number[:20])
    if strange := (set(ballot.chosen) | set(ballot.scores)) - set(proposals):
        raise Refused(Why.GONE, *(f"V{each}" for each in sorted(strange)))
    if len(set(ballot.chosen)) > dots(held.room.k, len(proposals)):
        raise Refused(Why.DOTS, *(f"V{each}" for each in ballot.chosen))
    for each in ballot.scores.values():
        _are_scores(each)
    there = select(func.count()).where(
        person.c.circle == circles[ballot.circle], person.c.ballot == ballot.number
    )
    if held.connection.execute(there).scalar_one():
        raise Refused(Why.BALLOT, ballot.number)
    everybody = select(func.count()).where(person.c.circle.in_(circles.values()))
    if held.connection.execute(everybody).scalar_one() >= PARTICIPANTS:
        raise Refused(Why.FULL)


def _write(held: Held, person: int, ballot: Ballot, proposals: Mapping[int, int]) -> None:
    for number in sorted(set(ballot.chosen)):
        held.connection.execute(
            insert(tables.dot).values(participant=person, proposal=proposals[number])
        )
    for number, (importance, influence) in sorted(ballot.scores.items()):
        held.connection.execute(
            insert(tables.score).values(
                participant=person,
                proposal=proposals[number],
                importance=importance,
                influence=influence,
            )
        )


def _proposals(held: Held) -> dict[int, int]:
    table = tables.proposal
    found = select(table.c.number, table.c.id).where(table.c.room == held.room.id)
    return dict(held.connection.execute(found).all())


def _circles(held: Held) -> dict[str, int]:
    table = tables.circle
    found = select(table.c.name, table.c.id).where(table.c.room == held.room.id)
    return dict(held.connection.execute(found).all())


def _chosen(held: Held, person: int) -> list[int]:
    dot, proposal = tables.dot, tables.proposal
    found = (
        select(proposal.c.number)
        .join(dot)
        .where(dot.c.participant == person)
        .order_by(proposal.c.number)
    )
    return list(held.connection.execute(found).scalars())
