"""Words of the sheet: one municipality on one side of paper."""

from typing import Final

KEY: Final = "Kerncijfers"
GOALS: Final = "Waar staan de cijfers van elk doel?"
HOW: Final = (
    "Elk teken is een cijfer. Achtergrondcijfers tellen niet mee. Er is geen totaalscore: doelen "
    "kan je niet bij elkaar optellen."
)
PRINT: Final = "Druk af"
FILES: Final = {"pdf": "PDF", "png": "Beeld (PNG)"}
"""Ending → the link that gives the file."""
CHOOSE: Final = (
    "Hier vind je een gemeente op één blad A4, om uit te delen of te bewaren: wat opvalt, vier "
    "kerncijfers en de 17 doelen. Kies eerst een gemeente."
)
"""Said where no municipality is chosen."""

BACK: Final = "Naar het overzicht"


def title(place: str) -> str:
    return f"{place} en de 17 duurzame doelen"


def what(place: str) -> str:
    """What a copied link leads to."""
    return f"het blad van {place}"
