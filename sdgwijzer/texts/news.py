"""Words of the page on what is new, and of its feed."""

from collections.abc import Sequence
from typing import Final

from sdgwijzer.texts import numbers
from sdgwijzer.views.news import Cell, Item, News

INTRO: Final = (
    "Hier staat wat er aan de cijfers veranderde sinds deze SDG-Wijzer is geïnstalleerd: nieuwe "
    "jaren, cijfers die de bron verbeterde en cijfers die verdwenen."
)
NOTHING: Final = (
    "Er veranderde nog geen cijfer sinds de installatie. Hieronder staat van wanneer de cijfers "
    "van elke bron zijn."
)
FEED: Final = "Volg dit met een nieuwslezer (Atom)"
SOURCES: Final = "Van wanneer zijn de cijfers?"
SOURCES_HEAD: Final = ("Bron", "Reeks", "Bestand van", "Opgehaald op")
MORE: Final = "En vroeger nog {count} andere updates; ze staan in de tabel change van de databank."
PLACE_HEAD: Final = ("Cijfer", "Jaar", "Was", "Is nu", "Sinds")
NO_NUMBER: Final = "geen cijfer"
FIELDS: Final = {"value": "", "numerator": "teller", "denominator": "noemer"}
FEED_TITLE: Final = "SDG-Wijzer: wat is er nieuw"


def of_place(name: str) -> str:
    """Title of the table of one municipality."""
    return f"Gewijzigde cijfers van {name}"


def none_of_place(name: str) -> str:
    return f"Voor {name} veranderde geen enkel cijfer van een vroeger jaar."


def headline(found: News) -> str:
    """Who published what."""
    return f"{found.publisher}, {found.title}"


def lines(items: Sequence[Item]) -> list[str]:
    """One line per indicator: new years, and what happened to earlier ones."""
    return [f"{item.indicator.name}: {_what(item)}." for item in items]


def _what(item: Item) -> str:
    parts = []
    if item.new_years:
        years = numbers.listed([str(year) for year in item.new_years])
        parts.append(f"{'nieuw jaar' if len(item.new_years) == 1 else 'nieuwe jaren'} {years}")
    for count, one, many in (
        (item.changed, "cijfer is gewijzigd", "cijfers zijn gewijzigd"),
        (item.vanished, "cijfer is verdwenen", "cijfers zijn verdwenen"),
        (item.added, "cijfer kwam erbij", "cijfers kwamen erbij"),
    ):
        if count:
            parts.append(numbers.plural(count, one, many))
    if item.places:
        parts[-1] += f" (in {numbers.plural(item.places, 'gemeente', 'gemeenten')})"
    return numbers.listed(parts) if parts else "andere uitleg bij gaten"


def row(cell: Cell) -> tuple[str, str, str, str, str]:
    """One number of a municipality that changed."""
    item = cell.indicator
    notes = [note for note in (FIELDS[cell.field], cell.part) if note]
    name = f"{item.name} ({', '.join(notes)})" if notes else item.name

    def amount(value: float | None) -> str:
        if value is None:
            return NO_NUMBER
        if cell.field != "value":
            return numbers.number(value, 0 if value == int(value) else 2)
        return numbers.figure(value, item)

    return name, str(cell.year), amount(cell.old), amount(cell.new), numbers.day(cell.day)
