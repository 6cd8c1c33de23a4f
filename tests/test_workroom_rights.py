"""Whoever does whatever in whichever order: nothing is written that the rights do not allow."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select, text

from sdgwijzer.errors import WorkroomDown
from sdgwijzer.workroom import archive, bundling, cards, entry, ideas, moving, tables, voting
from sdgwijzer.workroom.ideas import Text
from sdgwijzer.workroom.phases import Phase, Role
from sdgwijzer.workroom.refused import Refused
from sdgwijzer.workroom.rooms import Rooms, Who
from sdgwijzer.workroom.voting import Ballot
from tests.conftest import WHOLE
from tests.test_workroom import Clock, Played, database  # noqa: F401 - a fixture

P, S, F = Role.PARTICIPANT, Role.SCREEN, Role.FACILITATOR
TEXT = Text("Tekst van de test")
REASON = "Een reden die lang genoeg is."
PREPARING, IDEAS, BUNDLING, VOTING, DISCUSSING, CLOSED = Phase
OPEN = (PREPARING, IDEAS, BUNDLING, VOTING, DISCUSSING)

ACTS = {  # what it does; who may, and when: as the rules of a room have it, written down once more
    "idea": (lambda r, w, n: ideas.add(r, w, TEXT, f"{w}{n}"), {P: (IDEAS,), F: (IDEAS, BUNDLING)}),
    "change": (lambda r, w, n: ideas.change(r, w, n, TEXT), {P: (IDEAS,)}),
    "withdraw": (lambda r, w, n: ideas.withdraw(r, w, n), {P: (IDEAS,)}),
    "support": (lambda r, w, n: ideas.support(r, w, n, on=True), {P: (IDEAS,)}),
    "report": (lambda r, w, n: ideas.report(r, w, n), {P: (IDEAS,)}),
    "hide": (
        lambda r, w, n: ideas.hide(r, w, n, "Niet voor de test"),
        {F: (IDEAS, BUNDLING, VOTING, DISCUSSING)},
    ),
    "show": (lambda r, w, n: ideas.show(r, w, n), {F: (IDEAS, BUNDLING, VOTING, DISCUSSING)}),
    "challenge": (lambda r, w, n: cards.add_challenges(r, w, [TEXT]), {F: (PREPARING,)}),
    "take away": (lambda r, w, n: cards.take_away(r, w, "challenge", n), {F: (PREPARING,)}),
    "passes": (
        lambda r, w, n: entry.new_passes(r, w, "inwoners", 1),
        {F: (PREPARING, IDEAS, BUNDLING, VOTING)},
    ),
    "bundle": (lambda r, w, n: bundling.bundle(r, w, [n], TEXT, _version(r, w)), {F: (BUNDLING,)}),
    "apart": (lambda r, w, n: bundling.apart(r, w, [n], _version(r, w)), {F: (BUNDLING,)}),
    "undo": (lambda r, w, n: bundling.undo(r, w, n, _version(r, w)), {F: (BUNDLING,)}),
    "aside": (
        lambda r, w, n: bundling.set_aside(r, w, [n], "Niet nu", _version(r, w)),
        {F: (BUNDLING,)},
    ),
    "dot": (lambda r, w, n: voting.choose(r, w, n, on=True), {P: (VOTING,)}),
    "score": (lambda r, w, n: voting.score(r, w, n, (n, n)), {P: (VOTING,)}),
    "ballot": (
        lambda r, w, n: voting.put_in(r, w, [Ballot(str(n), "medewerkers", (1,))]),
        {F: (VOTING,)},
    ),
    "choice": (lambda r, w, n: bundling.decide(r, w, n, "priority", REASON), {F: (DISCUSSING,)}),
    "order": (lambda r, w, n: bundling.shift(r, w, n, up=True), {F: (DISCUSSING,)}),
    "time": (lambda r, w, n: moving.give_time(r, w, n), {F: (IDEAS, VOTING)}),
    "move": (lambda r, w, n: moving.move(r, w, _phase(r, w), list(Phase)[n]), {F: OPEN}),
    "erase own": (lambda r, w, n: entry.erase_own(r, w), {P: OPEN}),
    "export": (lambda r, w, n: archive.export(r, w), {F: (DISCUSSING, CLOSED)}),
}


def _room(rooms, who):
    with rooms.database.read() as connection:
        return connection.execute(select(tables.room).where(tables.room.c.id == who.room)).one()


def _version(rooms, who):
    return _room(rooms, who).version


def _phase(rooms, who):
    return Phase(_room(rooms, who).phase)


def rows(rooms):
    with rooms.database.read() as connection:
        return {
            table.name: connection.execute(select(table).order_by(*table.primary_key)).all()
            for table in tables.TABLES.sorted_tables
        }


STEPS = st.lists(
    st.tuples(st.sampled_from([P, P, S, F, F]), st.sampled_from(sorted(ACTS)), st.integers(1, 5)),
    min_size=1,
    max_size=8,
)


@settings(
    max_examples=1000 if WHOLE else 40,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(begin=st.sampled_from(list(Phase)), steps=STEPS)
@example(begin=Phase.VOTING, steps=[(P, "dot", 1), (F, "move", 2), (P, "score", 1)])
@example(begin=Phase.CLOSED, steps=[(F, "choice", 1), (F, "move", 1), (P, "erase own", 1)])
def test_nothing_forbidden_is_written(database, begin, steps):  # noqa: F811
    with database.write() as connection:
        connection.execute(text("DELETE FROM room"))
    rooms = Rooms(database, Clock())
    played = Played(rooms)
    played.at(begin, ideas=4)
    person = None if begin is Phase.CLOSED else played.person()
    for role, name, number in steps:
        who = person or Who(P, played.room.id, 10**6, 10**6)
        who = {P: who, S: Who(S, who.room), F: played.facilitator}[role]
        act, allowed = ACTS[name]
        phase, before = played.room.phase, rows(rooms)
        try:
            act(rooms, who, number)
        except Refused:
            assert rows(rooms) == before, (role, name, number)
            continue
        assert phase in allowed.get(role, ()), (role, name, phase)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_acts_that_are_allowed_are_done(database):  # noqa: F811
    """The test above cannot pass because everything is refused."""
    done = set()
    for begin in Phase:
        played = Played(Rooms(database, Clock()))
        played.at(begin, ideas=4)
        for name, (act, allowed) in ACTS.items():
            for role in (P, F):
                if begin not in allowed.get(role, ()) or name in ("erase own", "move"):
                    continue
                who = played.facilitator if role is F else played.person()
                for number in (1, 2, 3):
                    try:
                        act(played.rooms, who, number)
                    except (Refused, WorkroomDown):
                        continue
                    done.add((role, name))
                    break
    missing = {(role, name) for name, (_, may) in ACTS.items() for role in may} - done
    assert missing == {(P, "change"), (P, "withdraw"), (P, "erase own"), (F, "move")}
