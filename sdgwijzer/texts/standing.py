"""How a figure stands: its margin, beside the middle municipality and Flanders, or why not."""

from typing import Final

from sdgwijzer.judgement.position import MAX_TIES, Reason
from sdgwijzer.model import Margin, Status
from sdgwijzer.texts import numbers, words
from sdgwijzer.texts.groups import Group
from sdgwijzer.texts.numbers import NBSP
from sdgwijzer.views.cards import Card, is_context


def amount(card: Card, value: float) -> str:
    """A value of this indicator as it is read: no false zero, no sign without a number."""
    item = card.indicator
    smallest = 10.0**-item.decimals
    if value == 0:
        if card.margin is Margin.ESTIMATED:  # rounded to whole percents by the publisher
            return f"minder dan {numbers.figure(1, item, 0)}"
        return numbers.figure(0, item, 0)
    if abs(value) < smallest / 2 and value > 0:
        return f"minder dan {numbers.figure(smallest, item)}"
    return numbers.figure(value, item)


def margin(card: Card) -> str:
    """The margin of the value that is compared: "marge 4,9 tot 5,5"; "" where there is none."""
    if card.low is None or card.high is None or is_context(card):
        return ""
    decimals = card.indicator.decimals
    low, high = (numbers.number(each, decimals) for each in (card.low, card.high))
    return f"{MARGIN[card.margin]} {low} tot {high}"


MARGIN: Final = {
    Margin.YEARS: "marge",
    Margin.COUNTS: "marge",
    Margin.PUBLISHED: "marge",
    Margin.ESTIMATED: words.ESTIMATED,
}


def margin_of(card: Card) -> str:
    """What the margin of this figure comes from, as a sentence; "" where there is none."""
    if card.low is None or is_context(card):
        return ""
    return {
        Margin.YEARS: (
            "De marge zegt hoe ver dit cijfer van jaar tot jaar schommelt in een gemeente van deze "
            "grootte."
        ),
        Margin.COUNTS: "De marge zegt hoeveel toeval er zit in een aantal van deze grootte.",
        Margin.PUBLISHED: "De marge komt van de bron.",
        Margin.ESTIMATED: (
            "De marge is een schatting: het aantal antwoorden per gemeente is niet openbaar."
        ),
    }.get(card.margin, "")


def middle(card: Card) -> str:
    """Who stands in the middle of those compared with."""
    return words.MIDDLE_OF_GROUP if card.beside_peers else words.MIDDLE


def references(card: Card) -> list[str]:
    """Both references with their value: the middle municipality, and Flanders where known."""
    found = []
    if card.reference is not None:
        found.append(f"{middle(card)} ({amount(card, card.reference)})")
    if card.flanders is not None and not card.beside_peers:
        found.append(flanders(card, card.flanders))
    return found


def flanders(card: Card, value: float) -> str:
    """The figure of Flanders as a whole: "Vlaanderen (7,8 %, eigen schatting)"."""
    kind = f", {words.ESTIMATE}" if card.flanders_kind == "estimate" else ""
    return f"Vlaanderen ({amount(card, value)}{kind})"


def status(card: Card) -> list[str]:
    """What the figure is worth beside the references, or why there is no judgement."""
    if is_context(card) or card.own.year is None:
        return []
    if card.status is Status.UNKNOWN:
        return [text] if (text := barred(card)) else []
    if card.reference is None:
        return []
    both = references(card)
    if card.status_reason == Reason.BETWEEN:
        return [f"dat ligt tussen {numbers.listed(both)}"]
    if card.status is not Status.MIDDLE:
        word = words.STATUS[card.status].text
        return [f"dat is {word} dan {' en dan '.join(both)}"]
    inside = card.low is not None and card.high is not None
    if inside and (card.low or 0) <= card.reference <= (card.high or 0):
        after = f"; in Vlaanderen is het {_whole(card)}" if len(both) > 1 else ""
        return [f"dat is geen duidelijk verschil met {both[0]}{after}"]
    rest = [f"in Vlaanderen {_whole(card)}"] if len(both) > 1 else []
    is_it = f"in {middle(card)} is het {amount(card, card.reference)}"
    return ["dat hoort bij het middelste derde: " + ", ".join([is_it, *rest])]


def _whole(card: Card) -> str:
    """The figure of Flanders in a sentence: "7,8 % (eigen schatting)"."""
    assert card.flanders is not None
    estimate = f" ({words.ESTIMATE})" if card.flanders_kind == "estimate" else ""
    return f"{amount(card, card.flanders)}{estimate}"


def barred(card: Card) -> str:
    """Why a figure takes no status, as a part of a sentence; "" where nothing is to be said."""
    year = f" van {card.common_year}" if card.common_year else " van een ander jaar"
    said: dict[str, str] = {
        Reason.OLD: "dit cijfer is te oud voor een oordeel",
        Reason.COMPOSED: (
            "we stelden dit cijfer samen uit de bevraging in de vroegere gemeenten, en zo'n cijfer "
            "vergelijken we niet"
        ),
        Reason.OTHER_YEAR: (
            f"de meeste andere gemeenten hebben een cijfer{year}, dus vergelijken we niet"
        ),
        Reason.FEW_PEERS: "te weinig gemeenten hebben een cijfer om te vergelijken",
        Reason.TIES: "geen oordeel: te veel andere gemeenten hebben onderling hetzelfde cijfer",
        Reason.SMALL: "het gaat om te weinig gevallen voor een oordeel",
        Reason.ZERO: "geen enkel geval: geen oordeel",
        Reason.NO_MARGIN: "geen oordeel: hoe ver dit cijfer schommelt, is niet bekend",
    }
    return said.get(card.status_reason, "")


def among(card: Card, group: Group) -> str:
    """How many of the others have more, or less; "" when it cannot be compared."""
    place = card.position
    if place is None or card.own.year != card.common_year or card.n < 2:
        return ""
    lower, higher = place
    others = _others(card, group)
    if card.equal == card.n - 1:
        return f", evenveel als in alle {others}"
    if card.equal > MAX_TIES * (card.n - 1):
        return f", evenveel als in {card.equal}{NBSP}van de {others}"
    less, more = LOWER if card.indicator.unit in MEASURED else FEWER
    word, count = (less, higher) if higher >= lower else (more, lower)
    if card.n == 2:
        return f", {word} dan in de andere gemeente"
    if 2 * count <= card.n - 1:  # it is in the middle, or among those in the middle
        equal = f", {card.equal} een gelijk" if card.equal else ""
        return f"; van de {others} hebben er {higher} een hoger cijfer{equal} en {lower} een lager"
    some = f"alle {others}" if count == card.n - 1 else f"{count}{NBSP}van de {others}"
    return f", {word} dan in {some}"


MEASURED: Final = ("euro", "euro per jaar", "procentpunt", "keer")
"""Units of which there is no more or fewer, but a higher or lower."""
LOWER: Final = ("lager", "hoger")
FEWER: Final = ("minder", "meer")


def _others(card: Card, group: Group) -> str:
    """The others that have a figure: "284 andere gemeenten"."""
    if not card.beside_peers:
        noun = "andere gemeente" if card.n == 2 else "andere gemeenten"
        return f"{card.n - 1}{NBSP}{noun}"
    return f"{card.n - 1}{NBSP}{group.noun}"
