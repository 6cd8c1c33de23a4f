"""A room from its opening to its document: ideas, bundling, votes, choices; whatever the order."""

import re
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from functools import partial
from threading import Barrier

import pytest
from sqlalchemy import select, text

from sdgwijzer.errors import UsageError
from sdgwijzer.workroom import archive, bundling, entry, ideas, moving, seen, tables, voting
from sdgwijzer.workroom.database import Database
from sdgwijzer.workroom.document import of_circle, read
from sdgwijzer.workroom.ideas import Text
from sdgwijzer.workroom.phases import Phase, Role
from sdgwijzer.workroom.refused import Refused, Why
from sdgwijzer.workroom.rooms import Circle, Rooms, Wish
from sdgwijzer.workroom.voting import Ballot


class Clock:
    """The server's, as a test sets it."""

    def __init__(self):
        self.now = datetime(2026, 3, 2, 9, tzinfo=UTC)

    def __call__(self):
        return self.now

    def later(self, **span):
        self.now += timedelta(**span)


WISH = Wish(
    nis_code="34013",
    place="Harelbeke",
    title="Testkamer",
    question="Waar moet Voorbeeldstad op inzetten?",
    responsible="Stad Voorbeeld",
    contact="test@voorbeeld.example",
    circles=(Circle("medewerkers"), Circle("inwoners", moderation="vooraf")),
    snapshot={"build": "test", "rules": "1"},
)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture(params=["sqlite", "postgresql"])
def database(request, tmp_path):
    """Each kind, without a room in it."""
    if request.param == "sqlite":
        made = Database(f"sqlite:///{tmp_path / 'werkruimte.db'}")
    else:
        made = Database(request.getfixturevalue("postgresql"))
        with made.write() as connection:
            connection.execute(text("TRUNCATE room CASCADE"))
    yield made
    made.close()


@pytest.fixture
def rooms(database, clock):
    return Rooms(database, clock)


class Played:
    """A room with people in it."""

    def __init__(self, rooms, wish=WISH):
        self.rooms = rooms
        self.keys = rooms.open(wish)
        self.ref, self.facilitator = entry.keeper(rooms, self.keys.manage)

    @property
    def room(self):
        return self.rooms.find(self.ref)

    def person(self, circle="medewerkers"):
        ref, token = entry.join(self.rooms, self.keys.codes[circle])
        return entry.participant(self.rooms, ref, token)

    def people(self, count, circle="medewerkers"):
        return [self.person(circle) for _ in range(count)]

    def challenge(self, title="Uitdaging test"):
        from sdgwijzer.workroom import cards

        cards.add_challenges(self.rooms, self.facilitator, [Text(title)])

    def go(self, to):
        moving.move(self.rooms, self.facilitator, self.room.phase, to)

    def idea(self, who, title="Idee van de test", key=None, **more):
        key = key or f"{who.participant}-{title}-{more}"
        return ideas.add(self.rooms, who, Text(title, **more), key)

    def bundle(self, *numbers, title="Voorstel van de test"):
        version = self.room.version
        return bundling.bundle(self.rooms, self.facilitator, numbers, Text(title), version)

    def at(self, phase, ideas=6):
        """A new room brought to a phase, with ideas and a proposal of each."""
        self.challenge()
        writers = self.people(2)
        for to in list(Phase)[1:]:
            if self.room.phase is phase:
                break
            if self.room.phase is Phase.IDEAS:
                made = [
                    self.idea(writers[each % 2], f"Idee nummer {each}") for each in range(ideas)
                ]
            if self.room.phase is Phase.BUNDLING:
                bundling.apart(self.rooms, self.facilitator, made, self.room.version)
            if self.room.phase is Phase.DISCUSSING:
                for number in range(1, ideas + 1):
                    self.decide(number)
            self.go(to)
        return self

    def decide(self, number, outcome="later", reason="Een reden die lang genoeg is.", **more):
        bundling.decide(self.rooms, self.facilitator, number, outcome, reason, **more)

    def document(self):
        return archive.document(self.rooms, self.facilitator, self.room)


@pytest.fixture
def played(rooms):
    return Played(rooms)


def refused(why):
    return pytest.raises(Refused, match=re.escape(str(why)))


def whole_road(played):
    """Nine people, six ideas, four proposals, six voters."""
    played.challenge("Water en hitte")
    people = played.people(9)
    played.go(Phase.IDEAS)
    for each in range(6):
        played.idea(people[each % 3], f"Idee {each}")
    for who, number in ((people[3], 1), (people[4], 1), (people[3], 2)):
        ideas.support(played.rooms, who, number, on=True)
    played.go(Phase.BUNDLING)
    assert played.bundle(1, 2, title="Drinkfontein") == 1
    bundling.apart(played.rooms, played.facilitator, [3, 4, 5], played.room.version)
    bundling.set_aside(played.rooms, played.facilitator, [6], "Bestaat al.", played.room.version)
    played.go(Phase.VOTING)
    for each in people[:6]:
        voting.choose(played.rooms, each, 1, on=True)
        voting.score(played.rooms, each, 1, (5, 4))
    voting.choose(played.rooms, people[0], 2, on=True)
    played.go(Phase.DISCUSSING)
    played.decide(1, "priority", challenge=1)
    for number in (2, 3, 4):
        played.decide(number)
    played.go(Phase.CLOSED)


def test_from_figures_to_priorities(played):
    """The whole road, with the numbers that come out."""
    whole_road(played)
    document = played.document()
    [staff, residents] = document.circles
    assert (staff.participants, staff.voters, residents.participants) == (9, 6, 0)
    assert document.proposals[0].people == 4  # p0 p1 wrote, p3 p4 support; p3 twice
    assert document.proposals[0].votes["medewerkers"].importance == (0, 0, 0, 0, 6)
    assert document.challenge_people == {"U1": {"medewerkers": 6}}
    said = of_circle(document, staff)
    assert [[each.proposal.number for each in band] for band in said.bands] == [
        ["V1"],
        ["V2", "V3", "V4"],
    ]
    assert said.bands[0][0].percent == 100
    assert not of_circle(document, residents).enough
    assert read(document.text(), "werkruimte.json") == document
    assert document.ideas[5].reason == "Bestaat al."


def test_nobody_counts_more_than_k_dots(played):
    played.at(Phase.VOTING, ideas=12)
    who = played.person()
    for number in range(1, 6):
        voting.choose(played.rooms, who, number, on=True)
    voting.choose(played.rooms, who, 5, on=True)  # twice is as once
    with refused(Why.DOTS) as error:
        voting.choose(played.rooms, who, 6, on=True)
    assert error.value.about == ("V1", "V2", "V3", "V4", "V5")
    voting.choose(played.rooms, who, 5, on=False)
    voting.choose(played.rooms, who, 6, on=True)


def test_few_voters_show_nothing(played):
    played.at(Phase.VOTING)
    people = played.people(5)
    for who in people[:4]:
        voting.choose(played.rooms, who, 1, on=True)
        voting.score(played.rooms, who, 1, (1, 5))
    played.go(Phase.DISCUSSING)
    document = played.document()
    assert document.circles[0].voters == 4
    assert document.proposals[0].votes["medewerkers"].chosen is None
    assert document.proposals[0].votes["medewerkers"].importance is None
    assert of_circle(document, document.circles[0]).bands == ()


def test_few_scores_are_not_shown(played):
    played.at(Phase.VOTING)
    for place, who in enumerate(played.people(6)):
        voting.choose(played.rooms, who, 1, on=True)
        if place < 4:
            voting.score(played.rooms, who, 2, (1, 5))
    played.go(Phase.DISCUSSING)
    votes = played.document().proposals[1].votes["medewerkers"]
    assert (votes.chosen, votes.importance, votes.influence) == (0, None, None)


def test_double_tap_is_one_idea(played):
    played.at(Phase.IDEAS)
    who = played.person()
    assert played.idea(who, key="zelfde") == played.idea(who, key="zelfde")
    other = played.person()
    assert played.idea(other, key="zelfde") == 2  # somebody else's form


def test_numbers_are_given_once(played):
    played.at(Phase.IDEAS)
    who = played.person()
    first = played.idea(who, "Eerste")
    ideas.withdraw(played.rooms, who, first)
    assert played.idea(who, "Tweede") == first + 1


def test_own_ideas_are_not_supported_and_supported_ones_not_changed(played):
    played.at(Phase.IDEAS)
    writer, other = played.people(2)
    number = played.idea(writer)
    with refused(Why.OWN):
        ideas.support(played.rooms, writer, number, on=True)
    ideas.change(played.rooms, writer, number, Text("Andere titel"))
    for _ in range(2):
        ideas.support(played.rooms, other, number, on=True)
    with refused(Why.SUPPORTED):
        ideas.change(played.rooms, writer, number, Text("Nog een titel"))
    with refused(Why.RIGHTS):
        ideas.change(played.rooms, other, number, Text("Van een ander"))
    ideas.support(played.rooms, other, number, on=False)
    ideas.change(played.rooms, writer, number, Text("Nog een titel"))


def test_ideas_of_residents_wait_for_the_facilitator(played):
    played.at(Phase.IDEAS)
    resident, other = played.person("inwoners"), played.person()
    number = played.idea(resident)
    with refused(Why.GONE):
        ideas.support(played.rooms, other, number, on=True)
    ideas.show(played.rooms, played.facilitator, number)
    ideas.support(played.rooms, other, number, on=True)


def test_hour_that_passed_ends_the_phase(played, clock):
    played.at(Phase.IDEAS)
    who = played.person()
    moving.give_time(played.rooms, played.facilitator, 10)
    assert played.room.seconds_left(clock()) == 600
    clock.later(minutes=9)
    moving.give_time(played.rooms, played.facilitator, 5)
    clock.later(minutes=5, seconds=59)
    played.idea(who)
    clock.later(seconds=1)
    assert played.room.phase is Phase.BUNDLING
    with refused(Why.JUST_CLOSED):
        played.idea(who, "Te laat")
    played.bundle(1)
    with played.rooms.database.read() as connection:
        log = connection.execute(select(tables.log.c.who, tables.log.c.number)).all()
    assert ("rule", "bundelen") in log


def test_two_who_move_at_once_move_once(played):
    played.at(Phase.IDEAS)
    moving.move(played.rooms, played.facilitator, Phase.IDEAS, Phase.BUNDLING)
    moving.move(played.rooms, played.facilitator, Phase.IDEAS, Phase.BUNDLING)
    assert played.room.phase is Phase.BUNDLING
    with refused(Why.CHANGED):
        moving.move(played.rooms, played.facilitator, Phase.IDEAS, Phase.VOTING)


def test_back_only_while_nothing_is_lost(played):
    played.at(Phase.BUNDLING)
    with refused(Why.PROPOSALS):
        played.go(Phase.VOTING)
    played.go(Phase.IDEAS)
    played.go(Phase.BUNDLING)
    for number in (1, 2, 3):
        played.bundle(number, title=f"Voorstel {number}")
    played.go(Phase.VOTING)
    played.go(Phase.BUNDLING)
    played.go(Phase.VOTING)
    voting.choose(played.rooms, played.person(), 1, on=True)
    with refused(Why.VOTED):
        played.go(Phase.BUNDLING)
    played.go(Phase.DISCUSSING)
    with refused(Why.PHASE):
        played.go(Phase.VOTING)
    with refused(Why.UNDECIDED) as error:
        played.go(Phase.CLOSED)
    assert error.value.about == ("V1", "V2", "V3")


def test_nothing_to_see_does_not_open(played):
    with refused(Why.NOTHING_TO_SEE):
        played.go(Phase.IDEAS)


def test_ballots_on_paper_are_all_put_in_or_none(played):
    played.at(Phase.VOTING)
    good = Ballot("12", "medewerkers", (1, 2), {1: (5, 3)})
    with refused(Why.GONE):
        voting.put_in(played.rooms, played.facilitator, [good, Ballot("13", "medewerkers", (9,))])
    assert voting.put_in(played.rooms, played.facilitator, [good]) == 1
    with refused(Why.BALLOT):
        voting.put_in(played.rooms, played.facilitator, [good])
    with refused(Why.DOTS):
        voting.put_in(played.rooms, played.facilitator, [Ballot("14", "medewerkers", (1, 2, 3, 4))])
    with refused(Why.SCORES):
        voting.put_in(
            played.rooms, played.facilitator, [Ballot("14", "medewerkers", (), {1: (0, 6)})]
        )
    assert played.rooms.turnout(played.room)["medewerkers"] == 3  # two wrote, one is on paper
    voting.take_out(played.rooms, played.facilitator, "medewerkers", "12")
    voting.put_in(played.rooms, played.facilitator, [good])


def test_passes_are_used_once(played):
    played.at(Phase.IDEAS)
    one, two = entry.new_passes(played.rooms, played.facilitator, "inwoners", 2)
    ref, token = entry.join(played.rooms, one.lower())
    who = entry.participant(played.rooms, ref, token)
    number = played.idea(who)
    with refused(Why.USED):
        entry.join(played.rooms, one)
    entry.cancel_pass(played.rooms, played.facilitator, one)
    assert entry.participant(played.rooms, ref, token) is None
    with refused(Why.GONE):
        ideas.show(played.rooms, played.facilitator, number)
    with refused(Why.CODE):
        entry.join(played.rooms, one)
    entry.join(played.rooms, two)


def test_what_one_brought_goes_at_their_wish(played):
    played.at(Phase.IDEAS)
    who, other = played.people(2)
    number = played.idea(who)
    ideas.support(played.rooms, other, number, on=True)
    entry.erase_own(played.rooms, who)
    with played.rooms.database.read() as connection:
        assert (
            connection.execute(select(tables.card).where(tables.card.c.kind == "idea")).all() == []
        )
        assert connection.execute(select(tables.support)).all() == []


def test_closed_room_holds_no_ballot_author_or_token(played):
    played.at(Phase.CLOSED)
    before = played.document()
    with played.rooms.database.read() as connection:
        for name in ("participant", "pass", "dot", "score", "support", "card", "circle", "log"):
            assert connection.execute(select(tables.TABLES.tables[name])).all() == [], name
    assert played.document() == before
    assert played.room.delete_on == date(2026, 5, 1)


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_deleted_room_leaves_no_sentence_in_a_file(played, tmp_path):
    sentence = "Zin die nergens anders staat"
    played.at(Phase.IDEAS)
    played.idea(played.person(), sentence)
    files = list(tmp_path.glob("werkruimte.db*"))
    assert any(sentence.encode() in each.read_bytes() for each in files)
    assert played.rooms.delete(played.ref)
    assert not played.rooms.delete(played.ref)
    for each in tmp_path.glob("werkruimte.db*"):
        assert sentence.encode() not in each.read_bytes(), each.name


def test_clock_closes_and_deletes(played, clock):
    played.at(Phase.VOTING)
    clock.later(days=179)
    assert moving.sweep(played.rooms) == ([], [])
    clock.later(days=1)
    assert moving.sweep(played.rooms) == ([played.ref], [])
    clock.later(days=59)
    assert moving.sweep(played.rooms) == ([], [])
    clock.later(days=1)
    assert moving.sweep(played.rooms) == ([], [played.ref])
    assert played.room is None


def test_document_becomes_a_room_to_read(played, tmp_path):
    document = played.at(Phase.CLOSED).document()
    elsewhere = Database(f"sqlite:///{tmp_path / 'elders.db'}")
    elsewhere.prepare()
    rooms = Rooms(elsewhere, played.rooms.clock)
    keys = archive.put_in(rooms, document)
    ref, who = entry.keeper(rooms, keys.manage)
    assert archive.document(rooms, who, rooms.find(ref)) == document
    with refused(Why.NAME):
        archive.put_in(rooms, document)
    elsewhere.close()


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ('"V1"', '"V31"', "not there"),
        ('"voters": 0', '"voters": -1', "voters"),
        ('"schema": "sdg-wijzer werkruimte 1"', '"schema": "9"', "schema"),
        ("{", "", "the whole"),
    ],
)
def test_documents_that_are_none_are_refused(played, before, after, said):
    text = played.at(Phase.CLOSED).document().text()
    assert before in text
    with pytest.raises(UsageError, match=said):
        read(text.replace(before, after, 1), "werkruimte.json")


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
def test_secrets_are_nowhere_in_the_files(played, tmp_path):
    played.at(Phase.VOTING)
    [pass_] = entry.new_passes(played.rooms, played.facilitator, "inwoners", 1)
    _ref, token = entry.join(played.rooms, pass_)
    secrets = [pass_, token, played.keys.manage, played.keys.screen, *played.keys.codes.values()]
    for file in tmp_path.glob("werkruimte.db*"):
        content = file.read_bytes()
        assert not [each for each in secrets if each.encode() in content], file.name


def test_lost_keys_are_renewed(played):
    keys = played.rooms.renew_keys(played.ref)
    assert entry.keeper(played.rooms, played.keys.manage) is None
    assert entry.keeper(played.rooms, keys.manage)[1].role is Role.FACILITATOR
    assert entry.keeper(played.rooms, keys.screen)[1].role is Role.SCREEN
    with refused(Why.CODE):
        entry.door(played.rooms, played.keys.codes["medewerkers"])
    entry.door(played.rooms, keys.codes["medewerkers"])


def at_once(*works):
    """All of them begun in one moment; what each raised, or None."""
    ready = Barrier(len(works))

    def run(work):
        ready.wait()
        try:
            work()
        except Refused as refused:
            return refused
        return None

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(run, works))


def test_twenty_tabs_give_no_more_than_k_dots(played):
    played.at(Phase.VOTING, ideas=20)
    who = played.person()
    ends = at_once(
        *(partial(voting.choose, played.rooms, who, number, on=True) for number in range(1, 21))
    )
    assert Counter(end.why if end else None for end in ends) == {None: 5, Why.DOTS: 15}
    with played.rooms.database.read() as connection:
        given = select(tables.dot).where(tables.dot.c.participant == who.participant)
        assert len(connection.execute(given).all()) == 5


def test_form_that_is_sent_ten_times_at_once_is_one_idea(played):
    played.at(Phase.IDEAS)
    who = played.person()
    assert at_once(*[partial(played.idea, who, key="zelfde")] * 10) == [None] * 10
    assert len(seen.seen(played.rooms, who, played.room).own) == 1


def test_pass_that_is_used_at_once_lets_one_in(played):
    played.at(Phase.IDEAS)
    [code] = entry.new_passes(played.rooms, played.facilitator, "inwoners", 1)
    ends = at_once(*[partial(entry.join, played.rooms, code)] * 8)
    assert Counter(end.why if end else None for end in ends) == {None: 1, Why.USED: 7}


def test_everyone_has_another_order_and_no_place_is_favoured(played):
    """The first of ten ideas stands at each place as often as chance has it."""
    places = Counter()
    numbers = [f"I{each}" for each in range(1, 11)]
    for person in range(1000):
        order = sorted(numbers, key=lambda number: seen.turn("ABCDEFGHJK", person, number))
        places[order.index("I1")] += 1
    assert set(places) == set(range(10))
    assert all(60 < count < 145 for count in places.values())  # 100 expected, spread 9.5
