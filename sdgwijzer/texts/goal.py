"""Words of the page of one goal: the answer, its themes, what unfolds."""

from collections.abc import Sequence
from typing import Final

from sdgwijzer.texts.numbers import NBSP, listed, plural, quantity

HEADS: Final = (
    "cijfer",
    "waarde",
    "‹ minder goed … beter ›",
    "plaats",
    "verloop",
    "trend",
    "zeker",
)
"""Above the columns of the rows."""

SHOW: Final = "Toon"
ORDER: Final = "Volgorde"
SHOWN: Final = {
    "alles": "alles",
    "sterk": "sterk",
    "aandacht": "aandacht en vragen",
    "beter": "▲ beter",
    "vergelijkbaar": "○ geen duidelijk verschil",
    "minder-goed": "◆ minder goed",
    "geen-oordeel": "geen oordeel",
}
SORTED: Final = {
    "thema": "per thema",
    "zwakste-eerst": "zwakste eerst",
    "sterkste-eerst": "sterkste eerst",
    "naam": "op naam",
}
NONE_SHOWN: Final = "Geen enkel cijfer van deze doelstelling past bij die keuze."
UN_TARGETS: Final = "Subdoelen van de Verenigde Naties bij deze cijfers"
LEGEND: Final = "In elk balkje is één streepje één gemeente. De blauwe stip is {place}."
LEGEND_PEERS: Final = "De gekleurde streepjes onderaan zijn de gemeenten waarmee je vergelijkt."
COPY_TEXT: Final = (
    "Kopieer als tekst voor Word",
    "Gekopieerd: de zinnen van deze doelstelling. Plak ze in je document.",
)
"""On its button, and once it is copied."""
BACK: Final = "Terug naar het overzicht"
HOW_SPREAD: Final = "Hoe deze cijfers verdeeld zijn"
ALL_ABOUT: Final = "Alles over dit cijfer"
NO_DIFFERENCE: Final = "Geen enkel cijfer is duidelijk beter of minder goed."
NOT_JUDGED: Final = "Bij deze doelstelling is er geen enkel cijfer met een oordeel."
LOSING: Final = "Verliest terrein"
MOST_THEMES: Final = 3
"""Named in the answer."""
CERTAIN: Final = {1: "●○○", 2: "●●○", 3: "●●●"}


def shown(count: int, of: int) -> str:
    return f"{count} van de {of} cijfers."


def previous_goal(number: int, name: str) -> str:
    return f"Vorige: {number}. {name}"


def next_goal(number: int, name: str) -> str:
    return f"Volgende: {number}. {name}"


def what(number: int, place: str) -> str:
    """What a copied link leads to."""
    return f"doelstelling {number} van {place}"


def theme(name: str, good: int, poor: int) -> str:
    """One theme in the answer: "Mobiliteit: 4 beter en 1 minder goed"."""
    counted = [f"{good} beter"] * bool(good) + [f"{poor} minder goed"] * bool(poor)
    return f"{name}: {listed(counted)}"


def answer(themes: Sequence[str], losing: Sequence[str]) -> str:
    """The goal in a few sentences.

    Args:
        themes: those with something better or less good, as `theme` says them.
        losing: names of figures that lose ground.
    """
    said = [*themes[:MOST_THEMES]]
    if losing:
        said.append(f"{LOSING}: {listed([name[:1].lower() + name[1:] for name in losing[:1]])}")
    return " ".join(f"{each}." for each in said) if said else NO_DIFFERENCE


def others(judged: int, context: int) -> str:
    """What unfolds below the first rows of a theme."""
    parts = [f"{judged} {'ander' if judged == 1 else 'andere'}"] * bool(judged)
    parts += [plural(context, "achtergrondcijfer", "achtergrondcijfers")] * bool(context)
    return f"Toon {listed(parts)}"


def background(theme_: str, count: int) -> str:
    """A theme without any judgement, that unfolds."""
    return f"{theme_}: {plural(count, 'cijfer', 'cijfers')} zonder oordeel"


def figures(place: str, count: int) -> str:
    """Behind the name of the goal."""
    return f"{place} · {plural(count, 'cijfer', 'cijfers')}"


def in_plan(total: float) -> str:
    """What the plan spends on this goal, behind the counts."""
    if total >= MILLION:
        return f"{quantity(total / MILLION, 'miljoen euro', 1)} in het meerjarenplan"
    return f"{quantity(total, 'euro', 0)} in het meerjarenplan"


MILLION: Final = 1_000_000


def on_other_goals(count: int) -> str:
    """What also says something on this goal, and counts on another one."""
    return f"Zegt ook iets over deze doelstelling: {plural(count, 'cijfer', 'cijfers')}"


def sure(word: str) -> str:
    """How much a figure can bear, for who does not see the dots."""
    return f"betrouwbaarheid{NBSP}{word}"
