"""What a workroom left behind, as chapters: who was there, votes, challenges, priorities, the rest.

It reads `werkruimte.json` alone, never a database. A vote is a `Value` that says where in the file
it stands.
"""

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from sdgwijzer.content import (
    Block,
    Bullets,
    Captioned,
    Cell,
    Figure,
    Heading,
    Outside,
    Paragraph,
    Ref,
    Run,
    Runs,
    Source,
    Styled,
    Table,
    TableRow,
    Value,
)
from sdgwijzer.content.document import OWN
from sdgwijzer.report.chapters import Chapter
from sdgwijzer.screens import votes
from sdgwijzer.texts import note as texts
from sdgwijzer.texts import numbers, workroom
from sdgwijzer.texts import report as texts_of_report
from sdgwijzer.workroom.document import AboutCircle, Card, Document, OfCircle, Proposal, of_circle
from sdgwijzer.workroom.rules import dots

ANCHOR: Final = "prioriteiten"
"""Of the chapter in a report."""

Add = Callable[[str, Source], int]
"""Gives a source a number, by its key; asked again it is the same."""


class Listed:
    """The sources of a document that has no others."""

    def __init__(self) -> None:
        self._found: dict[str, Source] = {}

    def add(self, key: str, source: Source) -> int:
        """As `Add`."""
        number = len(self._found) + 1
        return self._found.setdefault(key, replace(source, number=number)).number

    def listed(self) -> tuple[Source, ...]:
        """All of them, by number."""
        return tuple(self._found.values())


class Origins:
    """The sources of what a room has: its document, and those of its figures."""

    def __init__(self, document: Document, add: Add) -> None:
        room = document.room
        line = texts.source(room.ref, room.place, texts.days(room.first_day, room.last_day))
        self._add = add
        self.votes = Ref((add("room", Source(0, line, room.responsible, "", "", "", "", line)),))

    def of(self, card: Card) -> tuple[Run, ...]:
        """What stands behind a figure; nothing behind a challenge."""
        origin = (card.evidence or {}).get("origin") or {}
        if not origin:
            return ()
        made = Source(
            0,
            origin["title"],
            origin["publisher"],
            origin["licence"],
            numbers.day(origin["published"]) if origin["published"] else "",
            numbers.day(origin["retrieved"]) if origin["retrieved"] else "",
            Outside(origin["homepage"]) if origin["homepage"] else "",
        )
        line = texts_of_report.source_line(made)
        return (Ref((self._add(f"room {line}", replace(made, line=line)),)),)


class Room:
    """The chapters of one document."""

    def __init__(self, document: Document, add: Add) -> None:
        self.document = document
        self.sources = Origins(document, add)
        self.axes = workroom.AXES[document.room.axes]
        self.cards = {
            each.number: each for each in (*document.cards, *document.challenges, *document.actions)
        }
        self.place = {each.number: at for at, each in enumerate(document.proposals)}

    def chapters(self) -> Iterator[Chapter]:
        """In their order."""
        yield self._chapter("totstandkoming", self.made())
        yield self._chapter("cijfers", self.figures())
        yield self._chapter("uitdagingen", self.challenges())
        yield self._chapter("stemmen", self.votes())
        for at, each in enumerate(self.document.with_outcome("priority"), start=1):
            anchor = f"prioriteit-{at}"
            heading = Heading(texts.ranked(at, each.number, each.title), 1, anchor=anchor)
            yield Chapter(anchor, (heading, *self.priority(each)))
        yield self._chapter("later", self.others("later"))
        yield self._chapter("niet", self.others("no"))
        yield self._chapter("grenzen", iter([Bullets.of(texts.NOT_MADE_UP)]))
        yield self._chapter("ideeen", self.ideas())

    def _chapter(self, anchor: str, blocks: Iterator[Block]) -> Chapter:
        return Chapter(anchor, (Heading(texts.CHAPTERS[anchor], 1, anchor=anchor), *blocks))

    def value(self, number: int, where: str) -> Value:
        """A number of the document, and where it stands in it."""
        room = self.document.room
        return Value(str(number), "", room.nis_code, None, where, number)

    def made(self) -> Iterator[Block]:
        """Who was there, and how it went."""
        document = self.document
        shown = [each for each in document.ideas if each.state != "hidden"]
        k = dots(document.room.k, len(document.proposals))
        yield Paragraph.of(texts.road(len(shown), len(document.proposals), k))
        yield Bullets(tuple(self._who(at, each) for at, each in enumerate(document.circles)))
        yield Bullets.of(list(workroom.AXES_ASKED[document.room.axes]))

    def _who(self, at: int, circle: AboutCircle) -> Runs:
        name, _, middle, _, after = texts.circle(
            circle.name, circle.participants, circle.paper, circle.voters, circle.open_code
        )
        return (
            name,
            self.value(circle.participants, f"/circles/{at}/participants"),
            middle,
            self.value(circle.voters, f"/circles/{at}/voters"),
            after,
            self.sources.votes,
        )

    def figures(self) -> Iterator[Block]:
        """The cards that lay on the table."""
        if not self.document.cards:
            yield Paragraph.of(texts.NONE)
            return
        yield Bullets(tuple(self.figure(each) for each in self.document.cards))

    def figure(self, card: Card) -> Runs:
        """A card as a line."""
        said = f": {card.body}" if card.body else ""
        return (Styled(f"{card.number} {card.title}", "strong"), said, *self.sources.of(card))

    def challenges(self) -> Iterator[Block]:
        """Challenges, with the people who chose a proposal under each."""
        if not self.document.challenges:
            yield Paragraph.of(texts.NONE)
        for each in self.document.challenges:
            yield Heading(f"{each.number} {each.title}", 2)
            if each.body:
                yield from _paragraphs(each.body)
            under = self.document.under(each.number)
            lines = [(f"{one.number} {one.title}",) for one in under]
            people = self.document.challenge_people.get(each.number, {})
            found: list[Runs] = list(lines)
            for name, count in people.items():
                where = f"/challenge_people/{each.number}/{name}"
                found.append((self.value(count, where), texts.under(name), self.sources.votes))
            if found:
                yield Bullets(tuple(found))

    def votes(self) -> Iterator[Block]:
        """What each circle says: a matrix, and how many chose each proposal."""
        for circle in self.document.circles:
            said = of_circle(self.document, circle)
            yield Heading(circle.name, 2)
            if not said.enough:
                yield Paragraph.of(workroom.few(circle.voters))
                continue
            yield from self._matrix(said)
            yield self._table(said)

    def _matrix(self, said: OfCircle) -> Iterator[Captioned]:
        found = votes.scored(said)
        if not found:
            return
        lines = []
        for each in found:
            up, right = (numbers.number(float(axis.median), 1) for axis in each.axes or ())
            lines.append(texts.at(each.proposal.number, up, right, self.axes))
        data = votes.matrix(said, self.document.room.axes)
        caption = texts.matrix(said.circle.name, self.axes)
        yield Captioned(Figure(data, texts.matrix_alt(lines)), caption, self.sources.votes.numbers)

    def _table(self, said: OfCircle) -> Captioned:
        head = (texts.PROPOSAL, texts.CHOSEN, "%", *self.axes, texts.STANDS)
        rows = []
        for band in said.bands:
            for each in band:
                at = self.place[each.proposal.number]
                where = f"/proposals/{at}/votes/{said.circle.name}/chosen"
                words = [workroom.AGREEMENT[axis.agreement] for axis in each.axes or ()] or [
                    workroom.TOO_FEW_SCORES,
                    "",
                ]
                stands = workroom.QUADRANTS[each.quadrant] if each.quadrant else ""
                cells = (
                    Cell((f"{each.proposal.number} {each.proposal.title}",), header=True),
                    Cell((self.value(each.chosen, where),)),
                    Cell((str(each.percent),)),
                    *(Cell((word,), text=True) for word in (*words, stands)),
                )
                rows.append(TableRow(cells))
        caption = texts.table(said.circle.name)
        table = Table(caption, tuple(Cell((each,), text=True) for each in head), tuple(rows))
        return Captioned(table, caption, self.sources.votes.numbers)

    def priority(self, proposal: Proposal) -> Iterator[Block]:
        """One priority: why, with what figures, how many chose it, and of whose ideas it came."""
        yield from _paragraphs(proposal.body)
        ideas = self.document.ideas_of(proposal.number)
        beside = [self.cards[number] for number in self._beside(proposal)]
        yield Heading(texts.WHY, 2)
        yield from _paragraphs(proposal.choice.reason if proposal.choice else "")
        yield Heading(texts.FIGURES, 2)
        figures = [self.figure(each) for each in beside if each.number[0] in "CU"]
        yield Bullets(tuple(figures)) if figures else Paragraph.of(texts.NO_FIGURES)
        yield Heading(texts.VOTES, 2)
        yield Bullets(tuple(self._voted(proposal)))
        yield Heading(texts.IDEAS, 2)
        lines = [f"{each.number} {each.title}" for each in ideas]
        yield Bullets.of(lines) if lines else Paragraph.of(texts.NO_IDEAS)
        yield Heading(texts.IN_PLAN, 2)
        plan = [self.figure(each) for each in beside if each.number[0] == "A"]
        yield Bullets(tuple(plan)) if plan else Paragraph.of(texts.NO_PLAN)
        yield Heading(texts.QUESTION, 2)
        yield Paragraph.of(texts.ROOM, OWN)

    def _beside(self, proposal: Proposal) -> list[str]:
        """Cards beside its ideas, and the challenge that it is under; each once."""
        found = [n for each in self.document.ideas_of(proposal.number) for n in each.cards]
        if proposal.choice and proposal.choice.challenge:
            found.append(proposal.choice.challenge)
        return list(dict.fromkeys(found))

    def _voted(self, proposal: Proposal) -> Iterator[Runs]:
        at = self.place[proposal.number]
        paper = sum(each.paper for each in self.document.ideas_of(proposal.number))
        where = f"/proposals/{at}/people"
        yield (
            self.value(proposal.people, where),
            texts.behind(proposal.people, paper),
            self.sources.votes,
        )
        for circle in self.document.circles:
            yield self._of_circle(proposal, circle)

    def _of_circle(self, proposal: Proposal, circle: AboutCircle) -> Runs:
        said = of_circle(self.document, circle)
        found = [e for band in said.bands for e in band if e.proposal.number == proposal.number]
        if not found:
            return (f"{circle.name}: {workroom.few(circle.voters)}", self.sources.votes)
        [result] = found
        at = self.place[proposal.number]
        where = f"/proposals/{at}/votes/{circle.name}/chosen"
        words = [
            texts.agreed(axis, workroom.AGREEMENT[each.agreement])
            for axis, each in zip(self.axes, result.axes or (), strict=False)
        ] or [workroom.TOO_FEW_SCORES]
        if result.quadrant:
            words.append(workroom.QUADRANTS[result.quadrant])
        after = workroom.chosen_by(result.chosen, circle.voters, result.percent)
        return (
            f"{circle.name}: ",
            self.value(result.chosen, where),
            f"{after.removeprefix(str(result.chosen))} · {' · '.join(words)}",
            self.sources.votes,
        )

    def others(self, outcome: str) -> Iterator[Block]:
        """Proposals that became no priority, with the reason."""
        found = self.document.with_outcome(outcome)
        if not found:
            yield Paragraph.of(texts.NONE)
        for each in found:
            yield Heading(f"{each.number} {each.title}", 2)
            yield from _paragraphs(each.choice.reason if each.choice else "")
            yield Bullets(tuple(self._voted(each)))

    def ideas(self) -> Iterator[Block]:
        """All ideas, with what became of each."""
        shown = [each for each in self.document.ideas if each.state != "hidden"]
        if not shown:
            yield Paragraph.of(texts.NONE)
            return
        yield Bullets(
            tuple(
                (
                    Styled(f"{each.number} {each.title}", "strong"),
                    f": {_one_line(each.body)}" if each.body else "",
                    f" ({texts.became(each.state, each.reason, each.proposal)})",
                )
                for each in shown
            )
        )


def _paragraphs(text: str) -> Iterator[Paragraph]:
    for part in text.split("\n\n"):
        if part.strip():
            yield Paragraph.of(_one_line(part))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def priorities(document: Document, add: Add) -> Iterator[Block]:
    """The chapter *Prioriteiten* of a report, without its heading.

    How it was made, what the votes say, an item per priority.

    Args:
        document: of a room, from `bespreken`.
        add: gives its sources a number among those of the report.
    """
    made = Room(document, add)
    yield from made.made()
    yield from made.votes()
    for at, each in enumerate(document.with_outcome("priority"), start=1):
        yield Heading(texts.ranked(at, each.number, each.title), 2)
        for block in made.priority(each):
            yield Heading(block.text, 3) if isinstance(block, Heading) else block
