"""The basket: figures put aside on any page, in the link."""

from collections.abc import Sequence
from typing import Final

from sdgwijzer.texts.numbers import listed, plural

PUT: Final = "Leg opzij"
TAKE: Final = "Leg terug"
MORE: Final = "Zoek er een bij"
COMPARE: Final = "Vergelijk ze"
EXPLORE: Final = "Verken ze"
MAKE: Final = {"docx": "Maak Word", "pdf": "Maak PDF"}
"""Format → the button that makes it of what is put aside."""

REPORT: Final = "Ander rapport"
CHOSEN: Final = "Gekozen cijfers"
"""Title of a report of them."""

TITLE: Final = "Opzij gelegde cijfers"
DOWNLOAD: Final = "Excel"
EMPTY: Final = "Leg alles terug"


def held(count: int) -> str:
    """How many are put aside."""
    return f"Opzij gelegd: {plural(count, 'cijfer', 'cijfers')}"


def unknown(names: Sequence[str]) -> str:
    """What a link puts aside that is no indicator."""
    found = listed([name[:40] for name in names[:5]])
    return f"Bij wat je opzij legde, zat iets dat we niet kennen: {found}. We lieten het weg."
