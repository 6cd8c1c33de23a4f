"""Words of municipalities side by side: the page, its answer, its table and what its signs mean."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from sdgwijzer.judgement.chance import LEVEL
from sdgwijzer.model import Indicator
from sdgwijzer.texts.groups import Group
from sdgwijzer.texts.numbers import NBSP, listed, plural
from sdgwijzer.texts.words import Word
from sdgwijzer.views.alongside import Tally
from sdgwijzer.views.differences import Verdict

CHOOSE_GOALS: Final = "Doelstellingen"
ALL: Final = "alle"
WHICH: Final = "Toon"
DIFFERENT: Final = "alleen verschillen"
EVERY: Final = "alle cijfers"
VIEW: Final = "Beeld"
VIEWS: Final = {"tabel": "tabel met cijfers", "verloop": "verloop per gemeente"}
TURN: Final = "In de rijen"
TURNED: Final = {
    "nee": "indicatoren",
    "ja": "gemeenten",
}
TOO_MANY_COURSES: Final = (
    "Dat is te veel om als verloop te tonen. Kies hierboven een of meer doelstellingen of "
    "indicatoren."
)
COURSES_LEGEND: Final = (
    "Bij elke indicator hebben alle prentjes dezelfde schaal. De grijze streepjeslijn is {place}."
)
INDICATOR: Final = "Indicator, jaar en eenheid"
CAPTION: Final = "Het laatste cijfer van elke gemeente, per doelstelling"
ENDS: Final = ("‹ minder goed", "beter ›")
THIS_GROUP: Final = "de gekozen gemeenten"
MOST_NAMES: Final = 4
"""Municipalities that a title names."""

MOST_TOLD: Final = 3
"""Municipalities that the answer takes one by one."""

MOST_WORDS: Final = 30
"""Of an answer."""


def title(place: str, names: list[str], found: Group) -> str:
    """Who stands beside whom: by name where they are few."""
    if not names or len(names) > MOST_NAMES or len(names) < found.count:
        return f"{place} naast {whom(found)}"
    return f"{place} naast {listed(names)}"


def whom(found: Group) -> str:
    """The group without its names: "de 61 andere gemeenten van de provincie"."""
    return f"de {found.count}{NBSP}{found.noun}" if found.count > 1 else f"de {found.noun}"


def pair(place: str) -> str:
    """What is chosen on a telephone."""
    return f"Toon naast {place}"


def of(place: str) -> str:
    """What a copied link leads to."""
    return f"deze vergelijking van {place}"


def answer(place: str, beside: Mapping[str, Tally]) -> str:
    """On how many figures the own municipality is better than the others: 30 words at most.

    Args:
        place: the own municipality.
        beside: name of another one → how they compare.
    """
    told = {name: each for name, each in beside.items() if each.told}
    if not told:
        return f"Of {place} beter of minder goed staat dan {_these(beside)}, is niet te zeggen."
    if len(told) == 1:
        [(name, each)] = told.items()
        if not each.better + each.worse:
            return f"Geen duidelijk verschil tussen {place} en {name}, op {figures(each.told)}."
        return (
            f"{place} staat op {each.better} van {figures(each.told)} duidelijk beter dan {name} "
            f"en op {each.worse} duidelijk minder goed."
        )
    if len(told) <= MOST_TOLD:
        text = _on_one(place, told) if all(each.told == 1 for each in told.values()) else ""
        text = text or _each(place, told)
        if len(text.split()) <= MOST_WORDS:
            return text
    better, worse, total, *_ = map(sum, zip(*told.values(), strict=True))
    return (
        f"In {better} van {total} vergelijkingen met {_these(told)} staat {place} duidelijk beter, "
        f"in {worse} duidelijk minder goed."
    )


def _on_one(place: str, told: Mapping[str, Tally]) -> str:
    """On a single figure: who is better, who is less good, who does not differ."""
    parts = []
    for word, names in (
        ("beter dan", [name for name, each in told.items() if each.better]),
        ("minder goed dan", [name for name, each in told.items() if each.worse]),
        ("niet duidelijk anders dan", [n for n, e in told.items() if not e.better + e.worse]),
    ):
        if names:
            parts.append(f"{word} {listed(names)}")
    return f"Op dit ene cijfer staat {place} {', '.join(parts)}."


def _each(place: str, told: Mapping[str, Tally]) -> str:
    """Of each of a few: on how many better, and on how many less good."""
    (first, one), *rest = told.items()
    parts = [
        f"{place} staat duidelijk beter dan {first} op {one.better} van {figures(one.told)} en "
        f"minder goed op {one.worse}"
    ]
    for name, each in rest:
        of = "" if each.told == one.told else f" van {each.told}"
        parts.append(f"dan {name} op {each.better}{of} en op {each.worse}")
    return f"{'; '.join(parts)}."


def _these(names: Mapping[str, Tally]) -> str:
    return next(iter(names)) if len(names) == 1 else f"deze {len(names)} gemeenten"


def figures(count: int) -> str:
    return plural(count, "cijfer", "cijfers")


def answer_alone(place: str, found: Group, mine: Tally) -> str:
    """The same beside many, by the marks of the own municipality."""
    return (
        f"Naast {whom(found)} staat {place} op {mine.better} van {figures(mine.told)} beter en "
        f"op {mine.worse} minder goed."
    )


def sure(tallies: Sequence[Tally]) -> str:
    """How certain the answer is: by which margins, and of how many figures it can not be told."""
    estimated = _from_to(each.estimated for each in tallies)
    gaps = _from_to(each.of - each.told for each in tallies)
    parts = [f"Bij {estimated} van die cijfers is de marge geschat."] if estimated else []
    if gaps:
        parts.append(
            f"Bij {gaps} andere cijfers is het niet te zeggen: cijfer of marge ontbreekt, of het "
            "jaar verschilt."
        )
    return " ".join(parts)


def by_chance(tallies: Sequence[Tally]) -> str:
    """What chance alone does where many figures are put side by side; "" for few."""
    return BY_CHANCE if any(each.told >= MANY for each in tallies) else ""


MANY: Final = 20
"""Figures from which chance alone is likely to make one differ."""

BY_CHANCE: Final = (
    f"Ook tussen gelijke gemeenten lijkt door toeval ongeveer 1 op de {round(1 / (1 - LEVEL))} "
    "cijfers te verschillen."
)


def _from_to(counts: Iterable[int]) -> str:
    """As in "3", "3 tot 105"; "" for none."""
    found = sorted({*counts})
    if not found or found[-1] == 0:
        return ""
    return str(found[0]) if len(found) == 1 else f"{found[0]} tot {found[-1]}"


def shown(count: int, of: int, place: str, *, named: bool) -> str:
    """How many rows are shown of those that were chosen."""
    if count == of:
        return f"{figures(of)}."
    whom = f"waar minstens één gemeente duidelijk van {place} verschilt"
    alone = f"waar {place} duidelijk verschilt"
    return f"{count} van de {figures(of)}: {whom if named else alone}."


NONE_DIFFERS: Final = (
    "Geen enkel van deze cijfers verschilt duidelijk. Kies bij “Toon” voor alle cijfers om ze te "
    "zien."
)

DIFFERENCE: Final[Mapping[Verdict, Word]] = {
    Verdict.BETTER: Word("beter", "", "good"),
    Verdict.WORSE: Word("minder goed", "", "poor"),
    Verdict.HIGHER: Word("hoger", "", "unknown"),
    Verdict.LOWER: Word("lager", "", "unknown"),
}
"""How another municipality differs from the own one, beyond chance: a line under its figure."""


def differs(verdict: Verdict, place: str) -> str:
    """The same beside the figure: "beter dan Harelbeke"."""
    return f"{DIFFERENCE[verdict].text} dan {place}"


BESIDE_FLANDERS: Final = "Teken en kleur: naast alle Vlaamse gemeenten"


def beside_group(found: Group) -> str:
    return f"Teken en kleur: naast {whom(found)}"


def underlined(place: str) -> str:
    """Before the samples of the lines under a figure."""
    return f"Lijn eronder: duidelijk verschil met {place}, meer dan toeval:"


AXIS: Final = (
    "Lijn rechts: het dikke stuk is de middelste helft van alle Vlaamse gemeenten, de stippellijn "
    "de middelste gemeente. Achtergrondcijfers gaan van lager naar hoger."
)


def median_of(group: str) -> str:
    return f"Middelste: {group}"


def ordered(item: Indicator, place: str) -> str:
    """What the table of the chosen municipalities shows, in which order, and beside whom."""
    first = "de beste eerst" if item.direction.sign else "de hoogste eerst"
    return f"{item.name}: {first}, met het verschil met {place}"


OWN: Final = "je gemeente"


def in_order_head(year: int | None) -> tuple[str, str, str]:
    """Above its columns."""
    return "Gemeente en verloop", "Cijfer" if year is None else str(year), "Verschil"


def course(symbol: str, words: str, years: str) -> str:
    """Below its name: which way the figure goes there, and over which years."""
    return f"{symbol} {words}, {years}".strip()


UNDECIDED: Final[Mapping[Verdict, str]] = {
    Verdict.CHANCE: "binnen de marges",
    Verdict.EQUAL: "even hoog",
    Verdict.UNSURE: "geen marge bekend",
    Verdict.UNKNOWN: "ander jaar",
}
"""The others: how another municipality does not differ, or why that cannot be told."""
