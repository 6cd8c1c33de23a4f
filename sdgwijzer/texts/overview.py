"""Words of the overview: the answer, what stands out, what is new and what is not known."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

from sdgwijzer.model import Signal
from sdgwijzer.texts.numbers import NBSP, day, listed, number, plural
from sdgwijzer.views.signals import Rule

WORDS: Final = 24
"""Of the answer, at most."""

NOTHING: Final = (
    "Geen enkel verschil met Vlaanderen is groot en zeker genoeg om sterk of zwak te noemen."
)

POINTS: Final = {
    Signal.STRENGTH: "Sterk",
    Signal.ATTENTION: "Aandacht",
    Signal.QUESTION: "Vragen voor het gesprek",
}

NONE: Final = {
    Signal.STRENGTH: "Niets is zeker genoeg om sterk te noemen.",
    Signal.ATTENTION: "Niets is zeker genoeg om er een aandachtspunt van te maken.",
}
"""Where nothing of a kind is called."""

WHY: Final = {
    Rule.BETTER: "vrijwel zeker beste derde",
    Rule.TARGET_REACHED: "eigen doel bereikt",
    Rule.WEAK: "vrijwel zeker zwakste derde",
    Rule.TARGET_FAR: "ver van het eigen doel, of niet op weg ernaartoe",
    Rule.CATCHING_UP: "zwakste derde, maar haalt in: snel genoeg?",
    Rule.LEAD_SHRINKS: "de voorsprong wordt kleiner: waardoor?",
    Rule.LOSING: "verliest terrein: waardoor?",
}
"""Why something stands out, behind its figure."""

HEADS: Final = ("17 doelen", "‹ minder goed", "midden", "beter ›", "cijfers", "trend")
GOALS_IN: Final = "Volgorde"
WHY_GROUPS: Final = "Waarom deze verdeling?"
NEW: Final = "Wat is er nieuw?"
UNKNOWN: Final = "Wat we niet weten"
SIGNALS: Final = "Waarmee we vergelijken en wat eruit springt"
SHEET: Final = "Op één blad"
REPORT: Final = "Word of PDF"
WORKROOM: Final = "Naar de werkruimte"
WHY_NOT: Final = "waarom?"
TREND_WORDS: Final = "Trend: + verbetert, − verslechtert."
NO_TRENDS: Final = "Trend: geen enkel verbetert of verslechtert."
NO_FIGURES_YET: Final = "nog geen cijfers"
NO_FIGURE_HERE: Final = "geen cijfer voor deze gemeente"


def what(place: str) -> str:
    """What a copied link leads to."""
    return f"het overzicht van {place}"


def inhabitants(value: float) -> str:
    return f"{number(value, 0)} inwoners"


def cluster(name: str) -> str:
    return f"Belfius-cluster {name}"


def answer(strong: Sequence[str], weak: Sequence[str]) -> str:
    """What is strong and what needs attention, in at most `WORDS` words.

    Args:
        strong: names of what is strong, the most outlying first.
        weak: of what needs attention.
    """
    if not strong and not weak:
        return NOTHING
    shown: dict[str, list[str]] = {"Sterk": [], "Aandacht": []}
    for kind, name in _in_turns(strong, weak):
        longer = {**shown, kind: [*shown[kind], name]}
        if shown[kind] and len(_answer(longer).split()) > WORDS:
            continue
        shown = longer
    return _answer(shown)


def _in_turns(strong: Sequence[str], weak: Sequence[str]) -> Iterator[tuple[str, str]]:
    for i in range(max(len(strong), len(weak))):
        yield from (("Sterk", each) for each in strong[i : i + 1])
        yield from (("Aandacht", each) for each in weak[i : i + 1])


def _answer(shown: Mapping[str, list[str]]) -> str:
    said = [
        f"{kind}: {listed([short(each) for each in names])}."
        for kind, names in shown.items()
        if names
    ]
    return " ".join(said)


def short(name: str) -> str:
    """A name inside a sentence, without who says it."""
    kept = name.removesuffix(", volgens inwoners")
    return kept if kept[:2].isupper() else kept[:1].lower() + kept[1:]


def certain(known: int) -> str:
    """How many of what is better or less good has a known margin."""
    return f"{known} met bekende marge"


def parts(count: int) -> str:
    """How many are judged and count no second time: another of their family has the vote."""
    return f"{count} {'telt' if count == 1 else 'tellen'} mee met een verwant cijfer"


def unjudged(count: int) -> str:
    return f"{count} zonder oordeel"


def point_title(kind: Signal, *, in_flanders: bool) -> str:
    """Above what stands out; with its place where the marks beside it are beside a group."""
    said = in_flanders and kind is not Signal.QUESTION
    return f"{POINTS[kind]} in Vlaanderen" if said else POINTS[kind]


def without_judgement(count: int) -> str:
    return f"{plural(count, 'cijfer', 'cijfers')}, geen oordeel"


def more_points(count: int) -> str:
    return f"Nog {count} {'ander' if count == 1 else 'andere'}"


def also(count: int) -> str:
    """Others of its family say the same."""
    return f"ook bij {plural(count, 'verwant cijfer', 'verwante cijfers')}"


def merged_gaps(count: int) -> str:
    """What a merged municipality lacks."""
    verb = "ontbreekt" if count == 1 else "ontbreken"
    return (
        f"{plural(count, 'cijfer', 'cijfers')} {verb}: die van de vroegere gemeenten kan je niet "
        "samenvoegen."
    )


def improving(count: int) -> tuple[str, str]:
    """How many become better: short, and as it is said."""
    return f"+{count}", f"{count} {'verbetert' if count == 1 else 'verbeteren'}"


def worsening(count: int) -> tuple[str, str]:
    """How many become less good: short, and as it is said."""
    return f"−{count}", f"{count} {'verslechtert' if count == 1 else 'verslechteren'}"


def on_goal(goal: int) -> str:
    return f"SDG{NBSP}{goal}"


def made_by(source: str) -> str:
    """Who divided the goals into groups."""
    return f"Bron: {source}."


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
