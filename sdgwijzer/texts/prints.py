"""Pictures that leave the site: what their marks are, what a file and a frame are called."""

from typing import Final

from sdgwijzer.texts.numbers import day

ONE_PLACE: Final = "Elk stipje is één gemeente."

MARGIN: Final = "De lichte band is de marge: zo ver kan het cijfer schommelen (95 %)."

FORMER: Final = "Een stippellijn is een gemeente van voor de fusie."

WHOLE_GOAL: Final = "Alles over dit doel"


def not_there(place: str) -> str:
    """Why the own municipality is not in the picture."""
    return f"{place} staat er niet bij: geen cijfer in dat jaar."


def on_map(place: str, year: int) -> str:
    """Under the title of a map."""
    return f"Alle Vlaamse gemeenten, {year}; {place} heeft een dikke rand"


def in_year(place: str, year: int) -> str:
    """Under the title: the municipality among all, in one year."""
    return f"{place} tussen alle Vlaamse gemeenten, {year}"


def source(publisher: str, title: str, licence: str, retrieved: str) -> str:
    """Below a picture: whose figures, of which day, who drew them."""
    return (
        f"Bron: {publisher}, {title} ({licence}), opgehaald op {day(retrieved)}. Beeld: SDG-Wijzer."
    )
