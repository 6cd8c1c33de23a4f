"""Words of the inspiratienota, and of the chapter on priorities in a report."""

from datetime import date
from typing import Final

from sdgwijzer.texts import numbers, workroom
from sdgwijzer.workroom.rules import FEWEST

TITLE: Final = "Inspiratienota"
STATUS: Final = "Gemaakt uit werkruimte.json"

CHAPTERS: Final = {
    "totstandkoming": "Hoe deze nota tot stand kwam",
    "cijfers": "Waar staan we",
    "uitdagingen": "Uitdagingen",
    "stemmen": "Wat de stemmen zeggen",
    "later": "Later",
    "niet": "Niet weerhouden",
    "grenzen": "Wat deze stemmen niet zeggen",
    "ideeen": "Bijlage: alle ideeën",
}
PRIORITIES: Final = "Prioriteiten"
WHY: Final = "Waarom"
FIGURES: Final = "Cijfers"
VOTES: Final = "Stemmen"
IDEAS: Final = "Ideeën"
IN_PLAN: Final = "In het meerjarenplan"
QUESTION: Final = "Vraag aan het bestuur"
ROOM: Final = "(in te vullen)"
NO_FIGURES: Final = "Bij dit voorstel legde niemand een cijfer."
NO_IDEAS: Final = "Dit voorstel maakte de begeleider zelf."
NO_PLAN: Final = "Geen actie van het plan werd hiernaast gelegd."
NONE: Final = "Geen."
NOT_MADE_UP: Final = (
    "Wie kwam, is geen steekproef: deze cijfers gaan over de stemmers, niet over alle inwoners.",
    "Kringen staan naast elkaar. Ze zijn niet opgeteld en niet gewogen.",
    "Voorstellen in dezelfde groep verschillen te weinig om daarop te bouwen.",
    f"Van minder dan {FEWEST} stemmers of {FEWEST} punten staat er niets.",
    "Wie twee toestellen heeft, kan met een gewone code twee keer stemmen; met een kaartje niet.",
)
PROPOSAL: Final = "Voorstel"
CHOSEN: Final = "Kozen dit"
OF: Final = "van"
STANDS: Final = "Plaats"
WORKROOM: Final = "Werkruimte"


def question(asked: str, days: str) -> str:
    """What the note answers."""
    return f"{asked} ({days})"


def days(first: date, last: date) -> str:
    """When it was made."""
    begun, ended = numbers.day(first.isoformat()), numbers.day(last.isoformat())
    return begun if begun == ended else f"{begun} tot {ended}"


def circle(name: str, participants: int, paper: int, voters: int, open_code: bool) -> list[str]:
    """Who was there of a circle, in pieces: a number stands by itself."""
    how = workroom.PER_DEVICE if open_code else workroom.PER_PASS
    return [
        f"{name}: ",
        str(participants),
        " deelnemers, ",
        str(voters),
        f" stemmers, {paper} op papier. {how}",
    ]


def road(ideas: int, proposals: int, k: int) -> str:
    """Of how many ideas how many proposals came."""
    return (
        f"Deelnemers brachten {numbers.plural(ideas, 'idee', 'ideeën')}. Die werden gebundeld tot "
        f"{numbers.plural(proposals, 'voorstel', 'voorstellen')}. Iedereen koos er hoogstens {k}, "
        "en gaf punten op twee vragen. Het managementteam koos, met een reden."
    )


def matrix(name: str, axes: tuple[str, str]) -> str:
    """Of a picture."""
    return f"{axes[0]} en {axes[1].lower()}, volgens {name}"


def matrix_alt(lines: list[str]) -> str:
    """The picture in words."""
    return "; ".join(lines)


def at(number: str, first: str, second: str, axes: tuple[str, str]) -> str:
    """Where a proposal stands."""
    return f"{number}: {axes[0].lower()} {first}, {axes[1].lower()} {second}"


def table(name: str) -> str:
    """Of a table."""
    return f"Hoeveel stemmers elk voorstel kozen, {name}"


def ranked(place: int, number: str, title: str) -> str:
    """A priority as a heading."""
    return f"Prioriteit {place}: {title} ({number})"


def behind(people: int, paper: int) -> str:
    """Who stands behind a proposal."""
    who = " mens bracht of steunde" if people == 1 else " mensen brachten of steunden"
    more = f", en {numbers.plural(paper, 'idee', 'ideeën')} op papier" if paper else ""
    return f"{who} deze ideeën{more}."


def agreed(axis: str, word: str) -> str:
    """How much those who scored agree."""
    return f"{axis.lower()}: {word}"


def under(name: str) -> str:
    """People of a circle who chose a proposal under a challenge."""
    return f" mensen van {name} kozen een voorstel hieronder"


def became(state: str, reason: str, proposal: str | None) -> str:
    """What became of an idea."""
    if proposal:
        return f"in voorstel {proposal}"
    said = {
        "aside": "opzij gezet",
        "hidden": "verborgen door de begeleider",
        "waiting": "niet meer gelezen",
        "shown": "niet in een voorstel",
    }[state]
    return f"{said}: {reason}" if reason else said


def source(ref: str, place: str, days_: str) -> str:
    """The document of the room as a source."""
    return f"Werkruimte {ref} van {place}, {days_}: werkruimte.json"
