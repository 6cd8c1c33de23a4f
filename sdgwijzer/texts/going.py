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
from sdgwijzer.views.cards import Card, is_context

LITTLE: Final = 0.005
"""A distance below this reads as 0 %: equal."""


def course(card: Card) -> str:
    """Which way the figure goes, alone and beside the middle municipality."""
    if card.trend is Trend.UNKNOWN:
        return unknown(card) if card.points > 1 else ""  # one year shows that by itself
    return _own(card) + _beside(card)


def unknown(card: Card) -> str:
    """Why there is no course."""
    if card.old:
        return "te oud voor een richting"
    if card.indicator.moving:
        why = card.indicator.moving.rstrip(".")
        return f"een richting berekenen we niet: {why[0].lower()}{why[1:]}"
    if card.points >= MIN_POINTS:
        return "te weinig gemeenten hebben een cijfer om de veranderingen mee te vergelijken"
    return "voor een richting zijn er te weinig jaren"


def _own(card: Card) -> str:
    since = f"sinds {card.trend_from}"
    clearly = " duidelijk" if card.clear else ""
    moves = "stijgt" if card.slope > 0 else "daalt"
    if card.trend is Trend.FLUCTUATING:
        return turn(card) or f"{since} schommelt het cijfer{happened(card)}"
    good = {Trend.IMPROVING: "een verbetering", Trend.WORSENING: "een verslechtering"}
    after = f" ({good[card.trend]})" if card.trend in good else ""
    if card.trend is Trend.STABLE:
        return f"{since} bleef het cijfer bijna gelijk"
    if card.indicator.unit.startswith("euro"):
        after = " in gewone euro's, niet gecorrigeerd voor prijzen"
    return f"{since} {moves} het cijfer{clearly}{after}"


def turn(card: Card) -> str:
    """A series that turned round: "eerst daling, sinds 2020 stijging"; "" where it did not."""
    years = dict(card.series)
    at, start = years.get(card.turned or 0), years.get(card.trend_from or 0)
    if at is None or start is None:  # it did not, or the page has no years
        return ""
    first, later = ("stijging", "daling") if at > start else ("daling", "stijging")
    return f"eerst {first}, sinds {card.turned} {later}"


def happened(card: Card) -> str:
    """The net change, as the end of a sentence; "" where its margin is not known."""
    change = card.net
    if change is None or change.margin is None:
        return ""
    way = change.last - change.first
    if abs(change.change) <= change.margin or way * change.change <= 0:
        return " rond hetzelfde peil"
    item = card.indicator
    more = 0
    while more < 2 and round(change.last, item.decimals + more) == round(
        change.first, item.decimals + more
    ):
        more += 1
    first, last = (
        numbers.figure(each, item, item.decimals + more) for each in (change.first, change.last)
    )
    text = f", maar ligt het {'hoger' if way > 0 else 'lager'}"
    spans = ends(card)
    if spans is None:
        return text
    return f"{text}: gemiddeld {last} in {spans[1]}, {first} in {spans[0]}"


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
    return f"{years[0]}-{years[-1]}"


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
    if word is Against.UNKNOWN or is_context(card) or card.status_reason == Reason.SMALL:
        return ""
    if together := _TOGETHER.get((card.trend, word)):
        return f", {together} {middle(card)}"
    distance = distances(card)
    if word is Against.LEAD_SHRINKS:
        said = f"de voorsprong op {middle(card)} wordt kleiner"
        return f"; {said}{f': {distance}' if distance else ''}"
    if word in (Against.FASTER, Against.SLOWER):
        way = "goede" if word is Against.FASTER else "slechte"
        said = f"het verschil met {middle(card)} gaat de {way} kant op"
        return f"; {said}{f': {distance}' if distance else ''}"
    if word is Against.UNCLEAR and distance and _moved(card):
        return f"; tegenover {middle(card)}: {distance}"
    return ""


def _moved(card: Card) -> bool:
    """Is the net change beside the middle municipality more than its margin?"""
    found, margin = card.against.net, card.net.margin if card.net else None
    return found is not None and margin is not None and abs(found) > margin


def distances(card: Card) -> str:
    """As "in 2015-2017 10 % lager, in 2022-2024 6 % hoger"; "" where it cannot be said so."""
    spans, beside = ends(card), card.against
    if spans is None or beside.first is None or beside.last is None:
        return ""
    if card.indicator.scale is not Scale.RATIO:
        return ""
    first, last = (_apart(float(np.expm1(each))) for each in (beside.first, beside.last))
    return f"in {spans[0]} {first}, in {spans[1]} {last}"


def _apart(share: float) -> str:
    if abs(share) < LITTLE:
        return "even hoog"
    return f"{abs(share) * 100:.0f}{NBSP}% {'hoger' if share > 0 else 'lager'}"


def short(card: Card) -> str:
    """The own course in a few words, for a row: "schommelt, maar ligt lager"."""
    if card.trend is not Trend.FLUCTUATING:
        return words.trend_word(card.trend, card.slope, card.clear).text
    happens = happened(card).split(":")[0].replace("ligt het ", "ligt ")
    return turn(card) or f"schommelt{happens}"
