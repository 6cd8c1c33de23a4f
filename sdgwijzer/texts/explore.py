"""Words of `/verken`: two figures against each other, who deviates, a table of one's choice."""

from typing import Final

from sdgwijzer.judgement.association import NEAR, Association
from sdgwijzer.model import Direction, Indicator
from sdgwijzer.texts.numbers import figure, name_and_unit, number, plural

TITLE: Final = "Verken de cijfers"
INTRO: Final = (
    "Voor wie zelf wil rekenen: zet twee cijfers tegenover elkaar, of maak een tabel van gemeenten "
    "en jaren. Alles wat je kiest, staat in de link en in de bestanden onderaan."
)
AXIS_X: Final = "Horizontaal"
AXIS_Y: Final = "Verticaal"
ENDS: Final = ("beter ›", "beter ↑")
SCATTER_TABLE: Final = "De gemeenten met een kleur"
LARGE: Final = "Bekijk groot, met de naam en de cijfers van elke stip"
SMALL: Final = "Terug naar het gewone beeld"


def of(place: str) -> str:
    """What a copied link leads to."""
    return f"deze verkenning voor {place}"


def read(*, judged: bool, many: bool) -> str:
    """What stands in the picture: is there a better side, and are there many to compare with?"""
    text = "Elke stip is een gemeente"
    text += "; beter staat naar rechts en naar boven." if judged else "."
    text += " Grotere stippen: de gemeenten waarmee je vergelijkt." if many else ""
    return (
        f"{text} Streepjeslijnen: de middelste gemeente voor elk cijfer. Heel verre cijfers staan "
        "aan de rand."
    )


def map_of(name: str) -> str:
    return f"Kaart: {name}"


def end(direction: Direction, which: int) -> str:
    """What the right end (0) or the top (1) of an axis means; "" of background figures."""
    return ENDS[which] if direction.sign else ""


def without(place: str, *, alone: bool) -> str:
    """The own municipality is not among the dots, nor (`alone`) any that it is compared with."""
    others = " Dat geldt ook voor de gemeenten waarmee je vergelijkt." if alone else ""
    return f"{place} staat niet in de figuur: niet voor allebei is er een cijfer.{others}"


NEEDS_TWO: Final = "Kies twee verschillende cijfers die voor dezelfde gemeenten bestaan."
CORRELATION: Final = (
    "Let op: samen hoog of samen laag betekent niet dat het ene door het andere komt. Vaak zit er "
    "iets anders achter, zoals leeftijd, inkomen of de ligging. En wat geldt voor gemeenten, geldt "
    "daarom nog niet voor de mensen die er wonen."
)


def axis(item: Indicator, year: int | None) -> str:
    return f"{name_and_unit(item)}{f' ({year})' if year else ''}"


CLEAR: Final = 0.3
STRONG: Final = 0.6
"""Rank correlations from which a relation is called clear, and strong (Cohen 1988, rounded up)."""


def answer(x: Indicator, y: Indicator, found: Association | None) -> str:
    """How two figures go together, as far as that is certain."""
    if found is None:
        return "Te weinig gemeenten hebben beide cijfers om iets over een verband te zeggen."
    if not found.certain:
        return "Een verband tussen de twee cijfers is niet met zekerheid te zien."
    strength = "Er is een zwak verband"
    if abs(found.rho) >= STRONG:
        strength = "Er is een sterk verband"
    elif abs(found.rho) >= CLEAR:
        strength = "Er is een duidelijk verband"
    way = "hoger" if found.rho > 0 else "lager"
    return f"{strength}: waar “{x.name}” hoger is, is “{y.name}” meestal {way}."


def evidence(n: int, found: Association | None) -> str:
    """Of how many municipalities, and with which margin."""
    text = plural(n, "gemeente heeft", "gemeenten hebben") + " beide cijfers"
    if found is None:
        return f"{text}."
    low, high = number(found.low, 2), number(found.high, 2)
    return f"{text}; rangcorrelatie {number(found.rho, 2)}, marge {low} tot {high}."


DEVIATES: Final = "Wie wijkt af?"
HIGHER: Final = "Het verst erboven"
LOWER: Final = "Het verst eronder"
DEVIATION_NOTE: Final = "Ver van de andere liggen kan toeval zijn, en zegt niet waarom."


def deviates(x: Indicator, y: Indicator) -> str:
    """What stands beside what in the list."""
    return (
        f"“{y.name}”, tegenover het middelste cijfer van de {NEAR} gemeenten die voor “{x.name}” "
        "bijna gelijk staan."
    )


def deviation(value: float, middle: float, item: Indicator) -> str:
    """Behind the name of a municipality: "9,8 % tegenover 5,1 %"."""
    return f": {figure(value, item)} tegenover {figure(middle, item)}"


PIVOT: Final = "Tabel van gemeenten en jaren"
PIVOT_HINT: Final = "Kies tot acht indicatoren"
PIVOT_LAYOUT: Final = "Schikking"
PIVOT_LAYOUTS: Final = {
    "jaren": "jaren in de rijen, een tabel per indicator",
    "gemeenten": "gemeenten in de rijen, laatste jaar",
}
PERIOD: Final = {"from": "Van", "to": "Tot en met"}


def in_year(value: str, year: int) -> str:
    return f"{value} ({year})"


OTHERS: Final = "Andere gemeenten"
PEERS: Final = "Vergeleken met"
