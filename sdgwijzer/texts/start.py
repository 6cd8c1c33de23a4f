"""Words of the start page."""

from typing import Final

QUESTION: Final = "Hoe staat jouw gemeente ervoor op de 17 duurzame doelen?"
PLACE: Final = "Gemeente of postcode"
SHOW: Final = "Toon"
EXAMPLE: Final = "Harelbeke naast Zwevegem, Deerlijk en Kuurne"
EXAMPLE_LEAD: Final = "Of bekijk een voorbeeld: "
NEWEST: Final = "Nieuwste bestand: "
DOORS: Final = (
    (
        "rapport",
        "Omgevingsanalyse maken",
        "Kies een gemeente en doelstellingen, schrijf er je eigen tekst bij, en neem ze mee als "
        "Word, PDF, dia's of Excel.",
    ),
    (
        "zoek",
        "Eén vraag beantwoorden",
        "Zoek een cijfer en lees het antwoord in één zin, met verloop, kaart en bron.",
    ),
    (
        "gegevens",
        "Zelf rekenen",
        "Neem alle cijfers mee als bestand, met uitleg bij elke kolom, en reken elk oordeel na.",
    ),
)
"""Word of the page, what one can do, and how."""


def size(places: int, figures: int) -> str:
    """What there is here."""
    return (
        f"{places} gemeenten, {figures} indicatoren. Je ziet waar ze staat, welke kant "
        "het opgaat en hoe zeker dat is."
    )


def breakable(name: str) -> str:
    """The name of a goal where a long word may be broken on a narrow tile."""
    return name.replace("Kwaliteitsonderwijs", "Kwaliteits\u00adonderwijs")


def coloured(name: str, year: int) -> str:
    """What the map shows."""
    return f"De kaart toont: {name[:1].lower()}{name[1:]}, {year}. Kies er je gemeente op."
