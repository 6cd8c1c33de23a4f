"""Words of the report: the omgevingsanalyse as a document."""

from collections.abc import Sequence
from typing import Final

from sdgwijzer.content import Source, Table, plain
from sdgwijzer.judgement import position
from sdgwijzer.texts.numbers import NBSP, listed, plural, quantity

TITLES: Final = ("Omgevingsanalyse", "SDG-rapport", "Gemeenteprofiel")
"""What the document can be called; somebody may write another."""

DRAFT: Final = "Ontwerp"
"""Status on the title page: it is finished by whoever takes it along."""

CHAPTERS: Final = {
    "samenvatting": "Samenvatting",
    "lezen": "Hoe lees je dit?",
    "profiel": "Profiel van {place}",
    "doelen": "De doelstellingen",
    "verbanden": "Verbanden met andere doelstellingen",
    "vragen": "Vragen voor het gesprek",
    "methode": "Methode",
    "bijlage": "Bijlage: cijfers zonder oordeel",
}
"""Anchor → heading."""

FEW: Final = 3
"""Chosen figures that are named under the title."""

SOURCES: Final = "Bronnen"
TABLE: Final = "Tabel"
FIGURE: Final = "Figuur"
CONTENTS: Final = "Inhoud"
OF: Final = "van"
PAGE_NUMBERS: Final = "Klik in de inhoud en druk op F9: dan zet Word de paginanummers erbij."
STANDS_OUT: Final = "Wat opvalt"
FIGURES: Final = "Cijfers"
IN_WORDS: Final = "In woorden"
PLAN: Final = "Wat het meerjarenplan voorziet"
UNKNOWN: Final = "Wat we niet weten"
OWN: Final = "Eigen duiding"
REACH: Final = (
    "Dit is het externe deel van een omgevingsanalyse: hoe de gemeente er in cijfers voor staat. "
    "De interne analyse, en wat ermee moet gebeuren, schrijft de gemeente zelf."
)
NO_TOTAL: Final = (
    "Elk teken is een cijfer. Er is geen totaalscore: doelstellingen kan je niet optellen."
)
WHOLE: Final = (
    "De samenvatting gaat over alle cijfers van de gemeente, ook over wat niet in dit document "
    "staat."
)
TARGETS: Final = "Gaat hier over"
RICHTVRAGEN: Final = (
    "Meer vragen per beleidsdomein staan in de fiches van de VVSG over de omgevingsanalyse."
)
LINKS: Final = "Deze cijfers staan bij één doelstelling en zeggen ook iets over een andere."
NO_LINKS: Final = "Geen enkel cijfer in dit document zegt ook iets over een andere doelstelling."
NO_QUESTIONS: Final = "Geen enkel cijfer roept met genoeg zekerheid een vraag op."
OWN_FIGURES: Final = "Eigen cijfers"
OWN_PUBLISHER: Final = "de gemeente zelf"
PLAN_SOURCE: Final = (
    "Meerjarenplannen 2026-2031 (BBC-DR), toestand van januari 2026",
    "Agentschap Binnenlands Bestuur, verwerkt door derden",
    "",
    "",
    "",
    "",
)
NO_FIGURES: Final = "nog geen cijfers per gemeente"
NONE: Final = "–"
ENDS: Final = ("‹ minder goed", "beter ›")
COUNTED: Final = ("▲", "○", "◆")
"""Above the counts of what is better, without clear difference and less good."""
HEAD: Final = ("Cijfer", "Vlaanderen", "Oordeel", "Trend")
MIDDLE: Final = "Middelste van de gekozen gemeenten"

LETTERS: Final = 4000
"""Of what a municipality writes itself in one chapter."""

MOST_NAMED: Final = 4
"""Peers that have a column of their own; of more the middle one is shown."""


def chapter(anchor: str, place: str) -> str:
    """The heading of a chapter."""
    return CHAPTERS[anchor].format(place=place)


def question(place: str, names: Sequence[str] = ()) -> str:
    """What the document answers, under its title.

    Args:
        place: name of the municipality.
        names: of the only figures in it; none for all.
    """
    if not names:
        return f"Hoe staat {place} ervoor op de 17 duurzame doelen?"
    if len(names) > FEW:
        return f"Hoe staat {place} ervoor? Dit document gaat over {len(names)} gekozen cijfers."
    return f"Hoe staat {place} ervoor? Dit document gaat over: {listed(list(names))}."


def lead(place: str, whom: str, good: int, middle: int, poor: int, estimated: int) -> str:
    """The first sentences of the summary.

    Args:
        place: name of the municipality.
        whom: it is compared with: "naast alle Vlaamse gemeenten".
        good: facts on which it is better.
        middle: ... without a clear difference.
        poor: ... less good.
        estimated: of the better and the less good, those with an estimated margin.
    """
    total = good + middle + poor
    if not total:
        return f"Geen enkel cijfer van {place} krijgt een oordeel."
    facts = f"1 feit van {place} krijgt" if total == 1 else f"{total} feiten van {place} krijgen"
    text = (
        f"{facts} een oordeel {whom}: {good} beter, {poor} minder goed, {middle} zonder duidelijk "
        "verschil."
    )
    sided = good + poor
    if not sided:
        return text
    those = f"die {sided}" if sided > 1 else "dat verschil"
    if estimated in (0, sided):
        return f"{text} Van {those} is de marge {'een schatting' if estimated else 'bekend'}."
    return f"{text} Bij {estimated} van {those} is de marge een schatting."


def beside(label: str, count: int) -> str:
    """Whom the judgements compare with, said once."""
    if count < position.MIN_PEERS:
        return (
            f"De oordelen vergelijken met alle Vlaamse gemeenten: om met een groep te vergelijken "
            f"zijn er minstens {position.MIN_PEERS} gemeenten nodig. De gekozen gemeenten staan "
            "ernaast."
        )
    return label


def goal(number: int, name: str) -> str:
    """The heading of a goal."""
    return f"SDG {number} · {name}"


def figures_of(number: int) -> str:
    """Caption of the table of a goal."""
    return f"SDG {number}: de cijfers"


def course_of(name: str) -> str:
    """Caption of a course."""
    return f"{name}: het verloop"


def standings_of(place: str) -> str:
    """Caption of the picture of all goals."""
    return f"Waar staan de cijfers van {place} op de 17 doelstellingen?"


def also(names: Sequence[str]) -> str:
    """Others of a family that say the same, behind their spokesman."""
    return f"zo ook {listed(list(names))}"


def estimated(count: int, of: int) -> str:
    """How many judgements have an estimated margin."""
    return f"Bij {count} van de {of} oordelen is de marge een schatting."


def old(count: int) -> str:
    """Figures that are too old."""
    return f"{plural(count, 'cijfer is', 'cijfers zijn')} te oud voor een oordeel."


MOST_WAITING: Final = 6


def waiting(names: Sequence[str]) -> str:
    """What the catalogue has without figures: a few by name, the rest counted."""
    more = len(names) - MOST_WAITING
    if more <= 1:
        return f"Nog zonder cijfers: {listed(list(names))}."
    return f"Nog zonder cijfers: {', '.join(names[:MOST_WAITING])} en nog {more} andere."


ONLY_INVESTMENTS: Final = (
    "Van het meerjarenplan kennen we alleen de investeringen, niet de werking en het personeel."
)


def no_part(count: int) -> str:
    """Figures of a merged municipality that its parts cannot give."""
    return (
        f"{plural(count, 'cijfer ontbreekt', 'cijfers ontbreken')}: die van de vroegere gemeenten "
        "kan je niet samenvoegen."
    )


def left_out(titles: Sequence[str]) -> str:
    """Chapters that somebody did not want, on the title page."""
    return f"Niet in dit document: {listed([each[0].lower() + each[1:] for each in titles])}."


def belongs(name: str, numbers: Sequence[int]) -> str:
    """An indicator and the goals that it says something about too."""
    return f"{name}: ook {listed([f'SDG{NBSP}{each}' for each in numbers])}"


def ordered(name: str) -> str:
    """In which order the goals stand."""
    return f"De doelstellingen staan in de volgorde “{name}”."


def in_group(numbers: Sequence[int], reason: str) -> str:
    """The goals of a group, and why they stand together."""
    return f"{listed([f'SDG{NBSP}{each}' for each in numbers])}. {reason}"


def planned(count: int, total: float) -> str:
    """What the plan has under one goal."""
    return (
        f"{plural(count, 'actie', 'acties')} met investeringen, samen {quantity(total, 'euro', 0)}."
    )


def goals_alt(said: str) -> str:
    """The picture of all goals in words; the counts stand in the chapters too."""
    return f"{said} Per doelstelling staat elk cijfer als een teken op een lijn, beter naar rechts."


def places_of(number: int) -> str:
    """Caption of the picture of places of a goal."""
    return f"SDG {number}: de plaats tussen alle Vlaamse gemeenten"


def part(caption: str, number: int, of: int) -> str:
    """A picture that was too long for one."""
    return f"{caption} ({number} van {of})" if of > 1 else caption


def places_alt(place: str, names: Sequence[str]) -> str:
    """The picture of places in words: what it shows; the table below it has the figures."""
    shown = list(names[:3])
    more = f" en nog {len(names) - 3}" if len(names) > 3 else ""
    return (
        f"De plaats van {place} tussen alle Vlaamse gemeenten, beter naar rechts: "
        f"{', '.join(shown)}{more}. De cijfers staan in de tabel."
    )


def source_line(found: Source) -> str:
    """A source at the end of a document, without its number and its address."""
    parts = [f"{found.publisher}, {found.title}"]
    parts += [f"Licentie: {found.licence}"] if found.licence else []
    parts += [f"Bestand van {found.published}"] if found.published else []
    parts += [f"Opgehaald op {found.retrieved}"] if found.retrieved else []
    return ". ".join(parts) + "."


def table_about(table: Table) -> str:
    """A table in words: how large it is, and what its columns are."""
    columns = listed([plain(cell.runs) for cell in table.head])
    return f"{plural(len(table.rows), 'rij', 'rijen')} met de kolommen {columns}."
