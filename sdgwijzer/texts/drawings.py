"""Words on cards, strips and lines."""

from collections.abc import Mapping
from typing import Final

from sdgwijzer.model import Direction, Indicator, Missing
from sdgwijzer.texts.numbers import NBSP, figure, listed, plural
from sdgwijzer.texts.words import MISSING, mark_words
from sdgwijzer.views.cards import Card
from sdgwijzer.views.courses import Series
from sdgwijzer.views.marks import Mark

# where a municipality stands
STRIP_ENDS: Final = {
    Direction.LOWER_IS_BETTER: ("minder goed", "beter"),
    Direction.HIGHER_IS_BETTER: ("minder goed", "beter"),
    Direction.NEUTRAL: ("lager", "hoger"),
}


def ends(item: Indicator, low: float, high: float) -> tuple[str, str]:
    """The ends of a distribution with their value: "‹ minder goed (14 %)", "beter (3 %) ›"."""
    first, last = STRIP_ENDS[item.direction]
    values = (high, low) if item.direction.sign < 0 else (low, high)
    left, right = (figure(value, item) for value in values)
    return f"‹ {first} ({left})", f"{last} ({right}) ›"


def standings(place: str, found: Mapping[Mark, int]) -> str:
    """What the picture of many figures shows: how many have each mark."""
    parts = [
        f"{found[mark]} {mark_words(mark)}"
        for mark in Mark
        if mark is not Mark.NONE and found.get(mark)
    ]
    return f"{place} tussen alle gemeenten: {listed(parts)}." if parts else f"{place}: {NO_MARK}."


NO_MARK: Final = "geen cijfers met een oordeel"


def strip(card: Card) -> str:
    """What the picture of all municipalities shows."""
    place = card.position
    if place is None:
        return "Verdeling van alle Vlaamse gemeenten"
    lower, higher = place
    whom = "de groep" if card.beside_peers else "alle gemeenten"
    return (
        f"Plaats tussen {whom}: {plural(lower, 'gemeente', 'gemeenten')} met een lager cijfer, "
        f"{higher} met een hoger cijfer"
    )


def course_words(series: Series, item: Indicator) -> str:
    """First and last of a series in words."""
    first, last = series[0], series[-1]
    return (
        f"Verloop van {figure(first[1], item)} in {first[0]} "
        f"tot {figure(last[1], item)} in {last[0]}"
    )


def course_sentence(card: Card, name: str) -> str:
    """First and last year of the own figure, beside the middle municipality."""
    item = card.indicator
    if card.own.value is None or not card.series:
        return f"Voor {name} is er geen cijfer: {MISSING[Missing(card.own.missing)]}."

    def amount(value: float) -> str:
        return figure(value, item)

    first, last = card.series[0], card.series[-1]
    sentence = f"{item.name} in {name}: {amount(last[1])} in {last[0]}"
    if first[0] != last[0]:
        sentence += f", {amount(first[1])} in {first[0]}"
    median = dict(card.medians).get(last[0])
    if median is not None:
        sentence += f". De middelste gemeente in {last[0]}: {amount(median)}"
    return sentence + "."


# figures on cards
TREND: Final = "Trend"

PLACE: Final = "Plaats"

OLD: Final = "oud cijfer"

AMONG_PEERS: Final = "gemeenten"

AMONG_ALL: Final = "Vlaamse gemeenten"

HIGHEST_FIRST: Final = "hoogste eerst"

PLAN_ACTIONS_HEAD: Final = ("Actie", "Actieplan", "Bedrag 2026-2031")

PLAN_FIELDS_HEAD: Final = ("Beleidsveld", "Gepland 2026-2031")


def improving(count: int) -> str:
    return f"{count} {'verbetert' if count == 1 else 'verbeteren'}"


def worsening(count: int) -> str:
    return f"{count} {'verslechtert' if count == 1 else 'verslechteren'}"


def without_direction(count: int) -> str:
    return f"{count} zonder duidelijke richting"


def in_year(year: int | None) -> str:
    return f"in {year}"


def by_year(year: int) -> str:
    """By when a target is to be reached."""
    return f"tegen {year}"


def pace(word: str) -> str:
    return f"tempo: {word}"


def counted(number: int, word: str) -> str:
    """How many have one judgement, kept on one line: "3 minder goed"."""
    return f"{number}{NBSP}{word.replace(' ', NBSP)}"


CONTEXT_FIGURES: Final = ("achtergrondcijfer", "achtergrondcijfers")
