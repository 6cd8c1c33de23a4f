"""Words of the pages themselves: titles, labels, buttons, what a map or a chart says."""

from collections.abc import Sequence
from typing import Final

from sdgwijzer.texts.numbers import NBSP, day, listed

UNKNOWN: Final = "Wat we niet weten"


def on_goal(number: int) -> str:
    return f"SDG{NBSP}{number}"


# comparing and exploring
CHOOSE_INDICATORS: Final = "Indicatoren"
PLACE: Final = "Gemeente"


def marks(place: str) -> str:
    """What the marks, and the lines under figures, mean where municipalities stand side by side."""
    return (
        "Teken en kleur: hoe een gemeente staat naast alle Vlaamse gemeenten. Een lijn onder een "
        f"cijfer: een verschil met {place} dat groter is dan het toeval."
    )


def unknown_choices(names: Sequence[str]) -> str:
    return f"Dit kennen we niet: {listed([name[:40] for name in names[:5]])}. We lieten het weg."


def too_many_choices(names: list[str], most: int) -> str:
    """What does not fit is left out; five of its names at most."""
    more = ", ..." if len(names) > 5 else ""
    return f"Er passen hoogstens {most} keuzes. We lieten weg: {listed(names[:5])}{more}."


# the start page
def source_news(publisher: str, title: str, published: str, retrieved: str) -> str:
    """One line on a source whose figures are new."""
    made = f"bestand van {day(published)}, " if published else ""
    return f"{publisher}, {title}: {made}opgehaald op {day(retrieved)}."
