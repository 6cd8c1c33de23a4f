"""Words of the pages themselves: titles, labels, buttons, what a map or a chart says."""

from collections.abc import Mapping, Sequence
from typing import Final

from sdgwijzer.judgement.association import Association
from sdgwijzer.model import Indicator
from sdgwijzer.texts.numbers import NBSP, day, listed, name_and_unit, number, plural
from sdgwijzer.texts.words import Word
from sdgwijzer.views.differences import Verdict

UNKNOWN: Final = "Wat we niet weten"


def on_goal(number: int) -> str:
    return f"SDG{NBSP}{number}"


# the compare page
CHOOSE_GOALS: Final = "Doelstellingen"
CHOOSE_INDICATORS: Final = "Indicatoren"
ALL: Final = "Alle; kies er om de lijst korter te maken"
VIEW: Final = "Beeld"
VIEWS: Final = {"tabel": "tabel met cijfers", "verloop": "verloop per gemeente"}
TURN: Final = "Rijen en kolommen"
TURNED: Final = {
    "nee": "indicatoren in de rijen",
    "ja": "gemeenten in de rijen",
}
TOO_MANY_COURSES: Final = (
    "Dat is te veel om als verloop te tonen. Kies hierboven een of meer doelstellingen of "
    "indicatoren."
)
COURSES_LEGEND: Final = (
    "Bij elke indicator hebben alle prentjes dezelfde schaal. De grijze streepjeslijn is {place}."
)
PLACE: Final = "Gemeente"
INDICATOR: Final = "Indicator"


def compare(place: str) -> str:
    return f"{place} naast andere gemeenten"


def compare_of(place: str) -> str:
    """What a copied link leads to."""
    return f"deze vergelijking van {place}"


def marks(place: str) -> str:
    """What the signs beside the figures mean."""
    return (
        f"▲ beter dan {place} en ◆ minder goed dan {place}: het verschil is groter dan de marges. "
        "↑ hoger en ↓ lager: bij achtergrondcijfers. ≈ het verschil valt binnen de marges. ? de "
        "marge is niet bekend. Zonder teken: een even hoog cijfer, of een cijfer dat "
        "niet te vergelijken is, bijvoorbeeld van een ander jaar."
    )


THIS_GROUP: Final = "de gekozen gemeenten"


def median_of(group: str) -> str:
    return f"Middelste: {group}"


def unknown_choices(names: Sequence[str]) -> str:
    return f"Dit kennen we niet: {listed([name[:40] for name in names[:5]])}. We lieten het weg."


def too_many_choices(names: list[str], most: int) -> str:
    """What does not fit is left out; five of its names at most."""
    more = ", ..." if len(names) > 5 else ""
    return f"Er passen hoogstens {most} keuzes. We lieten weg: {listed(names[:5])}{more}."


MARKS: Final[Mapping[Verdict, Word]] = {
    Verdict.BETTER: Word("beter", "▲", "good"),
    Verdict.WORSE: Word("minder goed", "◆", "poor"),
    Verdict.HIGHER: Word("hoger", "↑", "middle"),
    Verdict.LOWER: Word("lager", "↓", "middle"),
    Verdict.CHANCE: Word("binnen de marges", "≈", "unknown"),
    Verdict.UNSURE: Word("marge niet bekend", "?", "unknown"),
}
"""Beside a figure of another municipality; nothing where they are equal or not comparable."""


# the explore page
EXPLORE: Final = "Verken de cijfers"
EXPLORE_INTRO: Final = (
    "Voor wie zelf wil rekenen: zet twee cijfers tegenover elkaar, of maak een tabel van gemeenten "
    "en jaren. Alles wat je kiest, staat in de link en in de bestanden onderaan."
)
AXIS_X: Final = "Horizontaal"
AXIS_Y: Final = "Verticaal"
SCATTER_TABLE: Final = "De gemeenten met een kleur"


def scatter_without(place: str, *, alone: bool) -> str:
    """The own municipality is not among the dots, nor (`alone`) any that it is compared with."""
    others = " Dat geldt ook voor de gemeenten waarmee je vergelijkt." if alone else ""
    return f"{place} staat niet in de figuur: niet voor allebei is er een cijfer.{others}"


SCATTER_NEEDS_TWO: Final = "Kies twee verschillende cijfers die voor dezelfde gemeenten bestaan."
CORRELATION: Final = (
    "Let op: samen hoog of samen laag betekent niet dat het ene door het andere komt. Vaak zit er "
    "iets anders achter, zoals leeftijd, inkomen of de ligging. En wat geldt voor gemeenten, geldt "
    "daarom nog niet voor de mensen die er wonen."
)
PIVOT: Final = "Tabel van gemeenten en jaren"
PIVOT_HINT: Final = "Kies tot acht indicatoren"
PIVOT_LAYOUT: Final = "Schikking"
PIVOT_LAYOUTS: Final = {
    "jaren": "jaren in de rijen, een tabel per indicator",
    "gemeenten": "gemeenten in de rijen, laatste jaar",
}
PERIOD: Final = {"from": "Van", "to": "Tot en met"}


def explore_of(place: str) -> str:
    """What a copied link leads to."""
    return f"deze verkenning voor {place}"


def scatter(x: str, y: str) -> str:
    return f"{y} tegenover {x}"


def in_year(value: str, year: int) -> str:
    return f"{value} ({year})"


def axis(item: Indicator, year: int | None) -> str:
    return f"{name_and_unit(item)}{f' ({year})' if year else ''}"


OTHERS: Final = "Andere gemeenten"
PEERS: Final = "Vergeleken met"


def scatter_sentence(x: Indicator, y: Indicator, n: int, found: Association | None) -> str:
    """How two figures go together, with the margin."""
    text = f"Elke stip is een van de {plural(n, 'gemeente', 'gemeenten')} met beide cijfers."
    if found is None:
        return text
    margin = (
        f"(rangcorrelatie {number(found.rho, 2)}, marge {number(found.low, 2)} tot "
        f"{number(found.high, 2)})"
    )
    if found.low <= 0 <= found.high:
        return f"{text} Een verband is er niet met zekerheid te zien {margin}."
    strength = "Er is een zwak verband"
    if abs(found.rho) >= STRONG:
        strength = "Er is een sterk verband"
    elif abs(found.rho) >= CLEAR:
        strength = "Er is een duidelijk verband"
    way = "hoger" if found.rho > 0 else "lager"
    return f"{text} {strength}: waar “{x.name}” hoger is, is “{y.name}” meestal {way} {margin}."


CLEAR: Final = 0.3
STRONG: Final = 0.6
"""Rank correlations from which a relation is called clear, and strong (Cohen 1988, rounded up)."""


# the start page
def source_news(publisher: str, title: str, published: str, retrieved: str) -> str:
    """One line on a source whose figures are new."""
    made = f"bestand van {day(published)}, " if published else ""
    return f"{publisher}, {title}: {made}opgehaald op {day(retrieved)}."
