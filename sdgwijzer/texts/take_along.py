"""Words of the page on which one makes a report, and of what it says meanwhile."""

from collections.abc import Sequence
from typing import Final

from sdgwijzer.texts.numbers import NBSP, listed, plural

TITLE: Final = "Rapport"
NAME: Final = "Titel van het document"
GOALS: Final = "Welke doelstellingen?"
NO_GOALS: Final = "Vink je niets aan, dan komen alle 17 erin."
NO_GOALS_OF_BASKET: Final = (
    "Vink je niets aan, dan komen alle 17 erin, of die van de cijfers die je opzij legde als je "
    "alleen die kiest."
)
ORDER: Final = "In welke volgorde?"
ORDERS: Final = {
    "doelen": "de 17 doelstellingen",
    "p": "de 5 pijlers",
    "domein": "de beleidsdomeinen",
}
PILLARS: Final = (
    "Hoe heten de pijlers bij jullie? Zet komma's tussen de namen. Twee keer dezelfde naam maakt "
    "er één van."
)
CONTENTS: Final = "Wat krijg je?"
FIRST_PAGE: Final = "De eerste bladzijde van de PDF, met titel en gemeente. Opent groot."
SECOND_PAGE: Final = "Het begin van het eerste hoofdstuk in de PDF. Opent groot."
CHAPTERS: Final = "Welke hoofdstukken?"
OWN: Final = "Eigen tekst"
OWN_HINT: Final = (
    "Komt in het document als tekst van de gemeente. Een lege regel begint een nieuwe alinea, "
    "“- ” een punt van een lijst. We bewaren dit niet."
)
FIGURES: Final = "Welke cijfers?"
EVERY: Final = "alle cijfers"
FEW: Final = "Enkele cijfers? Zoek ze, met komma's ertussen, en leg ze opzij."
CHOOSE_OTHERS: Final = "Kies zelf wat erin komt"
TO_BUTTONS: Final = "Meteen naar de knoppen: Word, PDF en meer"
STOP: Final = "Stop"
BEGUN: Final = "Bezig: het begint …"
STOPPED: Final = "Gestopt: er is niets gemaakt."
FAILED: Final = "Dat lukte niet. Probeer het opnieuw."
DONE: Final = "Klaar:"
WAITS: Final = "Er worden al twee rapporten gemaakt: het jouwe komt daarna."
BUSY: Final = "Er wachten al veel rapporten. Probeer het over een halve minuut opnieuw."
TOO_LONG: Final = "Dit duurde te lang en is gestopt. Kies minder doelstellingen en probeer opnieuw."
WRONG: Final = (
    "Dit rapport kan niet: een keuze bestaat niet (meer), of een eigen tekst is te lang. "
    "Begin opnieuw vanaf de pagina Rapport."
)
TEMPLATE: Final = (
    "Het Word-sjabloon van deze site ontbreekt of mag niet gebruikt worden. Verwittig de "
    "beheerder van deze site. Een PDF of een webpagina maken kan wel."
)
TOO_LARGE: Final = "Er kwam te veel tekst mee. Maak je eigen tekst korter."
FORMATS: Final = {
    "docx": "Maak Word",
    "pdf": "Maak PDF",
    "blad": "Maak blad (PDF, 1 bladzijde)",
    "html": "Maak webpagina (HTML)",
    "pptx": "Maak dia's (PowerPoint)",
    "xlsx": "Maak Excel",
    "zip": "Maak alles (zip)",
}
"""Format → the button that makes it."""

KINDS: Final = {
    "docx": "het Word-bestand",
    "pdf": "de PDF",
    "blad": "het blad",
    "blad.png": "het blad als beeld",
    "html": "de webpagina",
    "pptx": "de dia's",
    "xlsx": "het Excel-bestand",
    "zip": "alle bestanden",
}
CHOOSE: Final = (
    "Hier maak je van de cijfers van een gemeente een omgevingsanalyse, als Word-bestand, PDF, "
    "dia's of Excel: een samenvatting van één bladzijde, en per doelstelling een hoofdstuk met "
    "cijfers, zinnen en bronnen. Kies eerst een gemeente."
)
"""Said where no municipality is chosen."""

WAY: Final = "Maak er een rapport van"


MOST_NAMED: Final = 4
"""Figures that are named in a sentence; more are counted."""


def intro(place: str) -> str:
    """What the page is for."""
    return (
        f"Alle cijfers van {place} als omgevingsanalyse: een samenvatting van één bladzijde, en "
        "per doelstelling een hoofdstuk met cijfers, zinnen en bronnen."
    )


def intro_of_basket(place: str, names: Sequence[str]) -> str:
    """What the page is for, when it is about what was put aside; one can still choose all."""
    which = f": {listed([*names])}" if len(names) <= MOST_NAMED else ""
    held = plural(len(names), "cijfer", "cijfers")
    return (
        f"Je legde {held} opzij voor {place}{which}. Daarover gaat het rapport, tenzij je "
        "hieronder alle cijfers kiest. In Word werk je eraan verder."
    )


def no_format(form: str) -> str:
    """Asked for a file that cannot be made."""
    return f"“{form[:40]}” kunnen we niet maken. Kies {', '.join(KINDS.values())}."


def basket(count: int) -> str:
    """Only what is put aside."""
    return f"alleen {plural(count, 'cijfer dat', 'cijfers die')} je opzij legde"


def pages(count: int) -> str:
    """How long it will be."""
    return f"Ongeveer {plural(count, 'bladzijde', 'bladzijden')} als PDF, zonder eigen tekst"


def goals_line(numbers: Sequence[int], groups: Sequence[str]) -> str:
    """Which goals have a chapter, in their order, and the names of their groups."""
    if len(numbers) == 1:
        return f"De doelstelling SDG{NBSP}{numbers[0]}"
    which = "alle 17" if len(numbers) == 17 else f"SDG{NBSP}{listed([str(n) for n in numbers])}"
    return f"De doelstellingen: {which}" + (f" ({listed(list(groups))})" if groups else "")


def progress(number: int, of: int, name: str) -> str:
    """Which chapter is being made."""
    return f"{number} van {of}: {name}"


def writing(form: str) -> str:
    """The chapters are there, the file is being made."""
    return f"We maken {KINDS[form]}"
