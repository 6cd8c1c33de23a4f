"""Words of the sheet: one municipality on one side of paper."""

from typing import Final

KEY: Final = "Kerncijfers"
GOALS: Final = "Waar staan de cijfers van elk doel?"
HOW: Final = (
    "Elk teken is een cijfer. Achtergrondcijfers tellen niet mee. Er is geen totaalscore: doelen "
    "kan je niet bij elkaar optellen."
)
PRINT: Final = "Druk deze pagina af, of bewaar ze als PDF, met Ctrl+P: ze past op één blad."
BACK: Final = "Naar het overzicht"


def title(place: str) -> str:
    return f"{place} en de 17 duurzame doelen"


def what(place: str) -> str:
    """What a copied link leads to."""
    return f"het blad van {place}"
