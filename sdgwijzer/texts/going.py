"""Which way a figure goes, in words: its own course, and beside the middle municipality."""

from collections.abc import Sequence
from typing import Final

import numpy as np

from sdgwijzer.judgement import net
from sdgwijzer.judgement.position import Reason
from sdgwijzer.judgement.trend import MIN_POINTS
from sdgwijzer.model import Against, Scale, Trend
from sdgwijzer.texts import numbers, words
from sdgwijzer.texts.numbers import NBSP
from sdgwijzer.texts.standing import middle
from sdgwijzer.views.cards import Card, Net, is_context

PERCENT: Final = f"{NBSP}%"
LITTLE: Final = 0.005
"""A distance below this reads as 0 %: equal."""


def course(card: Card) -> str:
    """Which way the figure goes, alone and beside the middle municipality."""
    if card.trend is Trend.UNKNOWN:
        return unknown(card) if card.points > 1 else ""  # one year shows that by itself
    return _own(card) + lately(card) + _beside(card)


def unknown(card: Card) -> str:
    """Why there is no course."""
    if card.old:
        return "te oud voor een richting"
    if card.indicator.moving:
        why = card.indicator.moving.rstrip(".")
        return f"een richting berekenen we niet: {why[0].lower()}{why[1:]}"
    if card.points >= MIN_POINTS:
        return "een richting geven we niet: te weinig gemeenten hebben een cijfer"
    return "voor een richting zijn er te weinig jaren"


def _own(card: Card) -> str:
    since = f"sinds {card.trend_from}"
    clearly = " duidelijk" if card.clear else ""
    moves = "stijgt" if card.slope > 0 else "daalt"
    if card.trend is Trend.FLUCTUATING:
        return _turned(card) or f"{since} schommelt het cijfer{happened(card)}"
    good = {Trend.IMPROVING: "een verbetering", Trend.WORSENING: "een verslechtering"}
    after = f" ({good[card.trend]})" if card.trend in good else ""
    if card.trend is Trend.STABLE:
        return _stable(card)
    if card.indicator.unit.startswith("euro"):
        after = f" {NOMINAL}"
    return f"{since} {moves} het cijfer{clearly}{after}"


NOMINAL: Final = "in gewone euro's (ook de prijzen veranderden)"


def _stable(card: Card) -> str:
    """A change that is small beside the differences between municipalities, and what it was."""
    since, change = f"sinds {card.trend_from}", card.net
    if all(value == 0 for _, value in card.series) and card.series:
        return f"{since} is het cijfer elk jaar {numbers.figure(0, card.indicator, 0)}"
    if change is None or _level(change):
        return f"{since} bleef het cijfer bijna gelijk"
    averages = means(card)
    return f"{since} veranderde het cijfer weinig{f': {averages}' if averages else ''}"


def _level(change: Net) -> bool:
    """Do the first and the last years differ by less than a tenth?"""
    return abs(change.last - change.first) <= LEVEL * abs(change.first)


LEVEL: Final = 0.10


def turn(card: Card) -> str:
    """A series that turned round: "eerst daling, sinds 2020 stijging"; "" where it did not."""
    first, later = _ways(card)
    return f"eerst {first}, sinds {card.turned} {later}" if first else ""


def _turned(card: Card) -> str:
    """The same as a sentence."""
    did = {"daling": "daalde", "stijging": "steeg"}
    does = {"daling": "daalt", "stijging": "stijgt"}
    first, later = _ways(card)
    return f"het cijfer {did[first]} eerst en {does[later]} sinds {card.turned}" if first else ""


def _ways(card: Card) -> tuple[str, str]:
    years = dict(card.series)
    at, start = years.get(card.turned or 0), years.get(card.trend_from or 0)
    if at is None or start is None:  # it did not, or the page has no years
        return "", ""
    return ("stijging", "daling") if at > start else ("daling", "stijging")


def lately(card: Card) -> str:
    """The last two years, where both went against the course; "" where they did not."""
    shown = [(year, value) for year, value in card.series if year <= (card.trend_to or 0)]
    if card.trend not in _DIRECTIONS or len(shown) < MIN_POINTS or card.indicator.pooled_years > 1:
        return ""
    (start, first), (_, between), (end, last) = shown[-3:]
    up = first < between < last
    item = card.indicator
    if not (up or first > between > last) or up == (card.slope > 0):
        return ""
    was = numbers.number(first, item.decimals)
    if was == numbers.number(last, item.decimals):
        return ""
    went, became = "steeg" if up else "daalde", numbers.figure(last, item)
    return f", maar van {start} tot {end} {went} het weer (van {was} naar {became})"


_DIRECTIONS: Final = (Trend.IMPROVING, Trend.WORSENING, Trend.RISING, Trend.FALLING)


def happened(card: Card) -> str:
    """The net change, as the end of a sentence; "" where its margin is not known."""
    change = card.net
    if change is None or change.margin is None:
        return ""
    way = change.last - change.first
    if abs(change.change) <= change.margin or way * change.change <= 0:
        level = card.indicator.scale is Scale.RATIO and _level(change)
        return " rond hetzelfde peil" if level else " zonder duidelijke richting"
    averages = means(card)
    text = f", maar ligt het {'hoger' if way > 0 else 'lager'}"
    if not averages:
        return text
    euros = f" {NOMINAL}" if card.indicator.unit.startswith("euro") else ""
    return f"{text}{euros}: {averages}{_other_way(card, change)}"


def means(card: Card) -> str:
    """As "gemiddeld 5,5 % in 2015-2017 en 4,8 % in 2022-2024"; "" where the years are not known."""
    change, spans, item = card.net, ends(card), card.indicator
    if change is None or spans is None:
        return ""
    more = 0
    while more < 2 and round(change.last, item.decimals + more) == round(
        change.first, item.decimals + more
    ):
        more += 1
    first = numbers.figure(change.first, item, item.decimals + more)
    last = numbers.number(change.last, item.decimals + more) + PERCENT * (item.unit == "%")
    return f"gemiddeld {first} in {spans[0]} en {last} in {spans[1]}"


def _other_way(card: Card, change: Net) -> str:
    """The newest figure, where it is not on the side of the mean of the last years."""
    newest = card.own.value
    if newest is None or card.own.year != card.trend_to:
        return ""
    if (newest - change.first) * (change.last - change.first) > 0:
        return ""
    return f" (maar {numbers.figure(newest, card.indicator)} in {card.own.year})"


def ends(card: Card) -> tuple[str, str] | None:
    """The years at either end that are averaged: "2015-2017" and "2022-2024"."""
    if card.trend_from is None or card.trend_to is None:
        return None
    every = card.indicator.pooled_years
    years = [
        year
        for year, _ in card.series
        if card.trend_from <= year <= card.trend_to and (card.trend_to - year) % every == 0
    ]
    if len(years) < MIN_POINTS:
        return None
    k = 3 if len(years) >= net.LONG else 2
    return _span(years[:k]), _span(years[-k:])


def _span(years: Sequence[int]) -> str:
    if years[-1] - years[0] == len(years) - 1:
        return f"{years[0]}-{years[-1]}"
    return numbers.listed([str(year) for year in years])


_APART: Final = (Reason.SMALL, Reason.OTHER_YEAR)
"""Figures that are not put beside those of others."""

_TOGETHER: Final = {
    (Trend.IMPROVING, Against.FASTER): "sneller dan in",
    (Trend.IMPROVING, Against.EQUAL): "even snel als in",
    (Trend.IMPROVING, Against.SLOWER): "trager dan in",
    (Trend.WORSENING, Against.FASTER): "minder sterk dan in",
    (Trend.WORSENING, Against.EQUAL): "even sterk als in",
    (Trend.WORSENING, Against.SLOWER): "sterker dan in",
}


def _beside(card: Card) -> str:
    """The course beside the middle municipality; "" when there is nothing to say."""
    word = card.against.word
    if word is Against.UNKNOWN or is_context(card) or card.status_reason in _APART:
        return ""
    if together := _TOGETHER.get((card.trend, word)):
        return f"; naar verhouding {together} {middle(card)}"
    distance = distances(card)
    if word is Against.LEAD_SHRINKS:
        said = f"de voorsprong op {middle(card)} wordt kleiner"
        return f"; {said}{f': {distance}' if distance else ''}"
    if word in (Against.FASTER, Against.SLOWER):
        does = "wint" if word is Against.FASTER else "verliest"
        said = f"naar verhouding {does} het terrein op {middle(card)}"
        return f"; {said}{f': {distance}' if distance else ''}"
    if word is Against.UNCLEAR and distance and _moved(card):
        return f"; naast {middle(card)} was het {distance}"
    return ""


def _moved(card: Card) -> bool:
    """Is the net change beside the middle municipality more than its margin?"""
    found, margin = card.against.net, card.net.margin if card.net else None
    return found is not None and margin is not None and abs(found) > margin


def distances(card: Card) -> str:
    """As "in 2015-2017 10 % lager, in 2022-2024 6 % hoger"; "" where it cannot be said so.

    They are ratios: 10 % lower than 5 % is 4,5 %. From half as much more on it is told in times.
    """
    spans, beside = ends(card), card.against
    if spans is None or beside.first is None or beside.last is None:
        return ""
    if card.indicator.scale is not Scale.RATIO:
        return ""
    ratios = [float(np.exp(each)) for each in (beside.first, beside.last)]
    first, last = (_apart(each, 0) for each in ratios)
    if first == last:
        first, last = (_apart(each, 1) for each in ratios)
    return f"in {spans[0]} {first}, in {spans[1]} {last}"


def _apart(ratio: float, decimals: int) -> str:
    if ratio >= TIMES:
        return f"{numbers.number(ratio, 1 + decimals)}{NBSP}keer zo hoog"
    if abs(ratio - 1) < LITTLE:
        return "even hoog"
    way = "hoger" if ratio > 1 else "lager"
    return f"{numbers.number(abs(ratio - 1) * 100, decimals)}{NBSP}% {way}"


TIMES: Final = 1.5


def short(card: Card) -> str:
    """The own course in a few words, for a row: "schommelt, maar ligt lager"."""
    if card.trend is not Trend.FLUCTUATING:
        return words.trend_word(card.trend, card.slope, card.clear).text
    happens = happened(card).split(":")[0].removesuffix(f" {NOMINAL}").replace("ligt het ", "ligt ")
    return turn(card) or f"schommelt{happens}"
