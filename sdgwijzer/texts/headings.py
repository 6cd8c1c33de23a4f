"""Every Dutch word that a visitor reads, except the catalogue: numbers, units, judgements, errors.

Plain Flemish Dutch (B1): decimal comma, a fixed space between thousands, years in full.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from sdgwijzer.content import Outside, Runs
from sdgwijzer.goals import Goal
from sdgwijzer.model import (
    Indicator,
)
from sdgwijzer.texts.numbers import day, listed, plural
from sdgwijzer.texts.words import DIRECTION

CHOOSE_MUNICIPALITY: Final = "Kies een gemeente"
NO_MUNICIPALITY: Final = (
    "Je ziet dan hoe ze ervoor staat op elk van de 17 doelstellingen, welke kant "
    "het opgaat en hoe ze zich verhoudt tot andere gemeenten."
)
COMPARE_FIRST: Final = "Dan kies je met welke gemeenten je ze vergelijkt, en op welke cijfers."
EXPLORE_FIRST: Final = "Dan leg je twee cijfers naast elkaar, voor die gemeente en alle andere."


def goal_first(goal: Goal) -> str:
    """A page of a goal, without a municipality."""
    return f"Je ziet dan hoe ze ervoor staat op doelstelling {goal.number}: {goal.name}."


EMPTY_GOAL: Final = (
    "Nog geen cijfers per gemeente opgenomen die vooral over deze doelstelling gaan."
)
NONE_CHOSEN: Final = "Geen van de gekozen cijfers gaat vooral over deze doelstelling."
NO_FIGURES: Final = "Voor deze gemeente zijn er geen cijfers."


GOALS_CAPTION: Final = "De 17 doelstellingen van de Verenigde Naties"
CHOOSE_GOAL: Final = "Kies een doelstelling."
CHOOSE_INDICATOR: Final = "Kies een indicator."
INDICATORS: Final = "Indicatoren"
ALSO: Final = "Zegt ook iets over deze doelstelling"
SIDE_BY_SIDE: Final = "Cijfers naast elkaar"
COURSE: Final = "Verloop"
RANKING: Final = "Alle gemeenten"
FIGURES: Final = "Cijfers per jaar"
ABOUT: Final = "Over dit cijfer"
UNKNOWN_GOALS: Final = (
    "Niet voor elke doelstelling zijn er cijfers per gemeente. Een lege doelstelling krijgt geen "
    "oordeel. Een indicator telt mee bij één doelstelling, zijn hoofddoelstelling."
)


COVERAGE_HEAD: Final = (
    "Doelstelling",
    "In de lijst",
    "Met cijfers",
    "Met 5 jaren of meer",
    "Laatste jaar",
    "Gemeenten",
)
VOTES_HEAD: Final = (
    "Doelstelling",
    "Stemmen",
    "Uit registraties",
    "Uit de bevraging",
    "Waard als los van elkaar",
    "Nieuwste jaar",
)
VOTES: Final = (
    "Een stem is een feit waarover er voor bijna alle gemeenten een oordeel is; cijfers die bijna "
    "hetzelfde zeggen, hebben er samen één. Feiten die samen op en neer gaan, zijn minder waard "
    "dan hun aantal."
)


def no_register(goal: int, name: str, reasons: Mapping[str, int]) -> str:
    """Why no register has a vote on a goal: "SDG 3, …: 7 achtergrondcijfers, 2 te oud"."""
    said = [
        plural(number, *_WHY.get(why, ("zonder oordeel",) * 2))
        for why, number in sorted(reasons.items())
    ]
    why = listed(said) if said else "geen enkel cijfer in de lijst"
    return f"{goal}. {name}: {why}."


_WHY: Final[Mapping[str, tuple[str, str]]] = {
    "waiting": ("cijfer dat nog moet komen", "cijfers die nog moeten komen"),
    "context": ("achtergrondcijfer", "achtergrondcijfers"),
    "old": ("te oud cijfer", "te oude cijfers"),
    "ties": ("cijfer dat bijna overal gelijk is", "cijfers die bijna overal gelijk zijn"),
    "few_peers": ("cijfer van te weinig gemeenten", "cijfers van te weinig gemeenten"),
    "no_margin": ("cijfer zonder bekende marge", "cijfers zonder bekende marge"),
}
NO_REGISTER: Final = (
    "Bij deze doelstellingen komt geen enkel oordeel uit een registratie. Dit is er wel, van "
    "andere bronnen dan de bevraging:"
)
TOTAL: Final = "Alle doelstellingen"


def side_by_side_caption(goal: str) -> str:
    return f"{goal}: het laatste cijfer van elke gemeente"


def coverage(indicators: int, goals: int) -> str:
    return (
        f"{plural(indicators, 'indicator', 'indicatoren')} op {goals} van de 17 doelstellingen. "
        "Achtergrondcijfers en te oude cijfers krijgen geen oordeel."
    )


def about(
    item: Indicator, origin: Mapping[str, str], goals: Sequence[Goal]
) -> tuple[tuple[str, Runs], ...]:
    """Everything there is to know about a figure: term and text."""
    numbers = [f"{goals[n - 1].number}. {goals[n - 1].name}" for n in item.goals]
    targets = ", ".join(item.un_targets)
    found: list[tuple[str, str]] = [
        ("Wat is dit?", item.description),
        ("Hoe lees je het?", f"{DIRECTION[item.direction]} {item.direction_reason}".strip()),
        ("Let op", item.remark),
        ("Doelstellingen", listed(numbers)),
        ("Subdoelen van de Verenigde Naties", targets),
        ("Bron", f"{origin['publisher']}, {origin['title']}"),
        ("Website van de bron", Outside(origin["homepage"])),
        ("Laatste bestand van de bron", day(origin["published"])),
        ("Opgehaald op", day(origin["retrieved"])),
        ("Licentie", origin["licence"]),
        ("Code van deze indicator", item.id),
    ]
    return tuple((term, (text,)) for term, text in found if text)


def tile_coverage(known: int, indicators: int) -> str:
    """How much of a goal is known, in few words: "9 van 10 indicatoren met een cijfer"."""
    return f"{known} van {plural(indicators, 'indicator', 'indicatoren')} met een cijfer"


def not_fetched(publisher: str, title: str) -> str:
    return (
        f"De cijfers van deze indicator zijn nog niet opgehaald. Ze komen van {publisher} "
        f"({title}) en verschijnen hier na de eerste update."
    )
