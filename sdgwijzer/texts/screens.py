"""Words of the pages themselves: titles, labels, buttons, what a map or a chart says."""

from collections.abc import Mapping, Sequence
from typing import Final

from sdgwijzer.texts.numbers import NBSP, day, listed, plural

# the goal page
BY_THEME: Final = "Indicatoren per thema"
FILTER: Final = "Toon"
ORDER: Final = "Volgorde"
SHOWN: Final = {
    "alles": "alle indicatoren",
    "sterk": "sterke punten",
    "aandacht": "aandachtspunten en vragen",
    "beter": "▲ beter",
    "vergelijkbaar": "○ geen duidelijk verschil",
    "minder-goed": "◆ minder goed",
    "geen-oordeel": "geen oordeel",
}
SORTED: Final = {
    "thema": "per thema",
    "zwakste-eerst": "zwakste positie eerst",
    "sterkste-eerst": "sterkste positie eerst",
    "naam": "op naam",
}
NONE_SHOWN: Final = "Geen enkele indicator van deze doelstelling past bij die keuze."
UN_TARGETS: Final = "Subdoelen van de Verenigde Naties bij deze cijfers"
LEGEND: Final = "In elk balkje is één streepje één gemeente. De blauwe stip is {place}."
LEGEND_PEERS: Final = "De gekleurde streepjes onderaan zijn de gemeenten waarmee je vergelijkt."
BACK: Final = "Terug naar het overzicht"


def shown(count: int, of: int) -> str:
    return f"{count} van de {of} indicatoren."


def previous_goal(number: int, name: str) -> str:
    return f"Vorige: {number}. {name}"


def next_goal(number: int, name: str) -> str:
    return f"Volgende: {number}. {name}"


def goal_of(number: int, place: str) -> str:
    """What a copied link leads to."""
    return f"doelstelling {number} van {place}"


# the overview
ALL_GOALS: Final = "De 17 doelstellingen"
GOALS_IN: Final = "Volgens"
WHY_GROUPS: Final = "Waarom deze verdeling?"
NEW: Final = "Wat is er nieuw"
UNKNOWN: Final = "Wat we niet weten"
NONE_CERTAIN: Final = "Geen enkel verschil met Vlaanderen is groot en zeker genoeg."
PRINT: Final = "Druk deze pagina af voor een samenvatting op één blad."


def overview(place: str) -> str:
    return f"{place}: overzicht"


def overview_of(place: str) -> str:
    """What a copied link leads to."""
    return f"het overzicht van {place}"


def on_goal(number: int) -> str:
    return f"SDG{NBSP}{number}"


def made_by(source: str) -> str:
    """Who divided the goals into groups."""
    return f"Bron: {source}."


def more_on_goals(count: int) -> str:
    return f"En nog {count} {'ander' if count == 1 else 'andere'}, bij de doelstellingen hieronder."


def known(figures: int, indicators: int, goals: int) -> str:
    """How much there is of one municipality, out of all that there are figures of."""
    return (
        f"{figures} van de {indicators} indicatoren hebben een cijfer, op {goals} van de 17 "
        "doelstellingen."
    )


def newest(year: int, names: Sequence[str], count: int, retrieved: str) -> list[str]:
    """The newest figures, and when figures were last fetched."""
    shown = [f"“{name}”" for name in names]
    rest = count - len(names)
    shown += [f"{rest} {'andere indicator' if rest == 1 else 'andere indicatoren'}"] if rest else []
    lines = [f"De nieuwste cijfers zijn van {year}: {listed(shown)}."]
    return [*lines, f"De laatste cijfers zijn opgehaald op {day(retrieved)}."]


def not_known(empty: Sequence[str], gaps: Mapping[str, int], old: int, short: int) -> list[str]:
    """What an overview leaves open.

    Args:
        empty: goals without any figure.
        gaps: reason → how many indicators have no figure for it.
        old: figures too old for a judgement.
        short: figures without a trend.
    """
    lines = []
    if empty:
        lines.append(f"Geen enkel cijfer bij: {listed(list(empty))}.")
    for reason, count in gaps.items():
        lines.append(f"Geen cijfer bij {plural(count, 'indicator', 'indicatoren')}: {reason}.")
    if old:
        verb = "is te oud" if old == 1 else "zijn te oud"
        lines.append(f"{plural(old, 'cijfer', 'cijfers')} {verb} voor een oordeel.")
    if short:
        lines.append(
            f"Bij {plural(short, 'indicator', 'indicatoren')} zijn er te weinig recente jaren om "
            "te zien welke kant het opgaat."
        )
    return lines


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
WHAT: Final = "Wat vind je hier?"
WHAT_LINES: Final = (
    "Per doelstelling: hoe staat de gemeente ervoor, welke kant gaat het op, tegenover wie, en hoe "
    "zeker is dat?",
    "Alleen cijfers van officiële bronnen. Een gat blijft een gat, met de reden erbij.",
    "Elk beeld is een link die je kunt doorsturen. Bij elk beeld horen de cijfers als bestand.",
    "Ook voor fusiegemeenten, met de cijfers van de vroegere gemeenten.",
)
EXAMPLE: Final = "Een voorbeeld: Harelbeke naast Zwevegem, Deerlijk en Kuurne"
HOW: Final = "Hoe we rekenen en waar de cijfers vandaan komen"


def source_news(publisher: str, title: str, published: str, retrieved: str) -> str:
    """One line on a source whose figures are new."""
    made = f"bestand van {day(published)}, " if published else ""
    return f"{publisher}, {title}: {made}opgehaald op {day(retrieved)}."
