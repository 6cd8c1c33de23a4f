"""One Dutch sentence per indicator and place: value, year, position, certainty, trend.

The words about the value come from `sentence` in the catalogue; all else is here. A part that is
not known is left out or named, never filled in.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from sdgwijzer.judgement.position import MAX_TIES, Reason
from sdgwijzer.model import Against, Chance, Flag, Missing, Pace, Status, Trend
from sdgwijzer.texts import headings, numbers, words
from sdgwijzer.texts.groups import Group
from sdgwijzer.texts.numbers import NBSP
from sdgwijzer.views import signals
from sdgwijzer.views.cards import Card, Counts, is_context
from sdgwijzer.views.signals import Kind, Rule, Signal

_NOTES: Final = {
    Flag.PROVISIONAL: "voorlopig cijfer",
    Flag.ESTIMATED: "schatting van de bron",
    Flag.POOLED: "meerdere jaren samen",
    Flag.SUMMED: "samengeteld uit de vroegere gemeenten",
    Flag.RECALCULATED: "door de bron herrekend naar de gemeente van nu",
}


def sentence(card: Card, place: str, group: Group) -> str:
    """What there is to say of one indicator, in one sentence.

    Args:
        card: the indicator for this municipality.
        place: its name.
        group: whom it is compared with; used when the card is beside these peers.
    """
    if card.own.value is None:
        return _missing(card, place)
    parts = [_value(card, place) + _place(card, group), *_certainty(card), *_aim(card)]
    parts += [_trend(card, group)] if not card.old else []
    return "; ".join(part for part in parts if part) + "."


def figures_of_peers(card: Card, names: Mapping[str, str]) -> str:
    """The figures of those that are shown by name, as in "Ter vergelijking: Zwevegem 5,8 %."."""
    parts = []
    for peer in card.peers:
        value = "geen cijfer" if peer.value is None else amount(card, peer.value)
        other = f" ({peer.year})" if peer.value is not None and peer.year != card.own.year else ""
        parts.append(f"{names[peer.nis_code]} {value}{other}")
    return f"Ter vergelijking: {'; '.join(parts)}."


def amount(card: Card, value: float) -> str:
    """A value of this indicator as it is read: no false zero, no sign without a number."""
    item = card.indicator
    smallest = 10.0**-item.decimals
    if value == 0:
        return numbers.figure(0, item, 0)
    if abs(value) < smallest / 2 and value > 0:
        return f"minder dan {numbers.figure(smallest, item)}"
    return numbers.figure(value, item)


def _missing(card: Card, place: str) -> str:
    return f"Voor {place} is er geen cijfer over “{card.indicator.name}”: {why_missing(card)}."


def why_missing(card: Card) -> str:
    """The reason of a gap, as the end of a sentence."""
    if card.own.missing == Missing.MERGED:
        return "de cijfers van de vroegere gemeenten kan je niet samenvoegen"
    return words.MISSING[Missing(card.own.missing)]


def gaps(cards: Sequence[Card]) -> list[str]:
    """Indicators without a figure, one sentence per reason."""
    reasons: dict[str, list[str]] = {}
    for card in cards:
        if card.own.value is None:
            reasons.setdefault(why_missing(card), []).append(f"“{card.indicator.name}”")
    return [
        f"Geen cijfer ({reason}): {numbers.listed(names)}." for reason, names in reasons.items()
    ]


def _value(card: Card, place: str) -> str:
    item, own = card.indicator, card.own
    assert own.value is not None
    value = amount(card, own.value)
    said = item.sentence or "was het cijfer voor “{name}” in {place} {value}"
    text = f"In {own.year} " + said.format(value=value, place=place, name=item.name)
    notes = [_NOTES[Flag(card.flag)]] if card.flag in _NOTES else []
    if item.owner:
        notes.append("eigen cijfer")
    if card.old and is_context(card):
        notes.append("oud cijfer")
    if card.pooled_from is not None and card.compared is not None:
        notes.append(
            f"{card.pooled_from}-{card.common_year} samen: {amount(card, card.compared)}, "
            "omdat het om een klein aantal gaat"
        )
    elif card.small and item.chance in (Chance.SHARE, Chance.EVENTS):
        notes.append("klein aantal")
    return text + (f" ({'; '.join(notes)})" if notes else "")


def _others(card: Card, group: Group) -> str:
    """The others that have a figure: "284 andere gemeenten"."""
    if not card.beside_peers:
        noun = "andere gemeente" if card.n == 2 else "andere gemeenten"
        return f"{card.n - 1}{NBSP}{noun}"
    return f"{card.n - 1}{NBSP}{group.noun}"


def _place(card: Card, group: Group) -> str:
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
    word, count = ("minder", higher) if higher >= lower else ("meer", lower)
    if card.n == 2:
        return f", {word} dan in de andere gemeente"
    some = f"alle {others}" if count == card.n - 1 else f"{count}{NBSP}van de {others}"
    return f", {word} dan in {some}"


def _certainty(card: Card) -> list[str]:
    """What the difference with the median is worth."""
    if is_context(card) or card.own.year is None:
        return []
    if barred := _barred(card):
        return [barred]
    if card.status is Status.UNKNOWN or card.reference is None:
        return []
    median = f"de mediaan{'' if card.beside_peers else ' van Vlaanderen'}"
    median += f" ({amount(card, card.reference)})"
    if card.status is Status.MIDDLE:
        inside = card.low is not None and card.high is not None
        if inside and (card.low or 0) <= card.reference <= (card.high or 0):
            return [f"het verschil met {median} kan toeval zijn"]
        return [f"dat is vergelijkbaar met {median}"]
    text = f"dat is {words.STATUS[card.status].text} dan {median}"
    if card.status_reason == Reason.NO_CHANCE:
        return [f"{text}, maar hoeveel toeval daarin meespeelt, is niet bekend"]
    return [text if card.indicator.chance is Chance.NONE else f"{text}, en meer dan toeval"]


def _barred(card: Card) -> str:
    """Why a figure takes no status; "" where it may."""
    if card.old:
        return "dat cijfer is te oud voor een oordeel"
    year = f" van {card.common_year}" if card.common_year else " van een ander jaar"
    return {
        Reason.OTHER_YEAR: (
            f"de meeste andere gemeenten hebben een cijfer{year}, dus vergelijken we niet"
        ),
        Reason.TIES: "veel gemeenten hebben hetzelfde cijfer, dus is er geen oordeel",
        Reason.SMALL: "het aantal is te klein voor een oordeel",
    }.get(card.status_reason, "")


def _aim(card: Card) -> list[str]:
    """The target, how far it is, and whether the pace is enough."""
    aim = card.aim
    if aim is None or aim.status is Status.UNKNOWN:
        return []
    by = f" tegen {aim.year}" if aim.year else ""
    states = {
        Status.GOOD: "is bereikt",
        Status.MIDDLE: "is nog niet bereikt, maar wel al meer dan halfweg",
        Status.POOR: "is nog ver weg",
    }
    whose = "het eigen doel" if aim.own else "het doel"
    text = f"{whose} ({amount(card, aim.value)}{by}) {states[aim.status]}"
    paces = {
        Pace.ON_TRACK: ", en het tempo volstaat",
        Pace.TOO_SLOW: ", en het tempo is te laag",
        Pace.FAR_TOO_SLOW: ", en het tempo is veel te laag",
        Pace.WRONG_WAY: ", en het gaat de verkeerde kant op",
    }
    return [text + paces.get(aim.pace, "")]


def _trend(card: Card, group: Group) -> str:
    """Which way the figure goes, and beside the others."""
    if card.trend is Trend.UNKNOWN:
        return "voor een trend zijn er te weinig jaren"
    since = f"sinds {card.trend_from}"
    clearly = " duidelijk" if card.clear else ""
    moves = "stijgt" if card.slope > 0 else "daalt"
    others = "in de andere gemeenten" if not card.beside_peers else f"bij de {group.noun}"
    own = {
        Trend.IMPROVING: f"{since} {moves} het cijfer{clearly}, en dat is een verbetering",
        Trend.WORSENING: f"{since} {moves} het cijfer{clearly}, en dat is een achteruitgang",
        Trend.RISING: f"{since} stijgt het cijfer{clearly}",
        Trend.FALLING: f"{since} daalt het cijfer{clearly}",
        Trend.STABLE: f"{since} bleef het cijfer bijna gelijk",
        Trend.UNCLEAR: f"{since} is er geen duidelijke richting",
    }[card.trend]
    if card.turned is not None:
        own += f" (in {card.turned} keerde het cijfer om)"
    beside = {
        (Trend.IMPROVING, Against.FASTER): f", sneller dan {others}",
        (Trend.IMPROVING, Against.EQUAL): f", even snel als {others}",
        (Trend.IMPROVING, Against.SLOWER): f", maar trager dan {others}",
        (Trend.WORSENING, Against.FASTER): f", maar minder dan {others}",
        (Trend.WORSENING, Against.EQUAL): f", even snel als {others}",
        (Trend.WORSENING, Against.SLOWER): f", meer dan {others}",
    }.get((card.trend, card.against))
    if beside is None and card.trend in (Trend.STABLE, Trend.UNCLEAR):
        whom = "de andere gemeenten" if not card.beside_peers else f"de {group.noun}"
        beside = {
            Against.FASTER: f", maar tegenover {whom} gaat het vooruit",
            Against.SLOWER: f", maar tegenover {whom} gaat het achteruit",
        }.get(card.against)
    return own + (beside or "")


RULES: Final = {
    Rule.BETTER: "beter dan de anderen, en meer dan toeval",
    Rule.TARGET_REACHED: "eigen doel bereikt",
    Rule.WEAK: "minder goed dan de anderen, en het verbetert niet",
    Rule.WEAK_NO_TREND: "minder goed dan de anderen; welke kant het opgaat, is niet bekend",
    Rule.BEHIND: "raakt achterop tegenover de anderen",
    Rule.TARGET_FAR: "ver van het eigen doel, of niet op weg ernaartoe",
    Rule.WEAK_IMPROVING: "minder goed dan de anderen, maar het verbetert: snel genoeg?",
    Rule.BETTER_WORSENING: "beter dan de anderen, maar het verslechtert: hoe komt dat?",
    Rule.WEAK_UNSURE: "bij de zwakste derde: is het verschil echt, of toeval?",
    Rule.TURNED: "het cijfer keerde om: hoe komt dat?",
}

KINDS: Final = {
    Kind.STRENGTH: "Sterke punten",
    Kind.ATTENTION: "Aandachtspunten",
    Kind.QUESTION: "Vragen",
}

ONE: Final = {
    Kind.STRENGTH: "Sterk punt",
    Kind.ATTENTION: "Aandachtspunt",
    Kind.QUESTION: "Vraag",
}
NOTHING: Final = "Niets springt er met zekerheid uit."

MIND: Final = "Let op:"
NO_SIGNALS: Final = (
    "Op deze doelstelling springt niets eruit: geen enkel verschil is groot en zeker genoeg om een "
    "sterk punt of een aandachtspunt te zijn."
)
SIGNALS_NOTE: Final = (
    "We kijken naar veel cijfers tegelijk. Daarom is iets pas een sterk punt of een aandachtspunt "
    "als we er voor 99,8 % zeker van zijn dat het geen toeval is; achter de naam staat waarvan. "
    "Wat opvalt zonder die zekerheid, staat bij de vragen."
)


def distribution(count: Counts) -> str:
    """A whole goal: how its indicators are spread, and how many have a figure."""
    if not count.indicators:
        return headings.EMPTY_GOAL
    verb = "heeft" if count.with_figure == 1 else "hebben"
    number = f"{count.with_figure} van de {count.indicators}"
    text = f"{number} indicatoren {verb} een cijfer"
    if not count.with_figure:
        text = f"Geen enkele van de {count.indicators} indicatoren heeft een cijfer"
    if count.indicators == 1:
        text = f"De indicator heeft {'een' if count.with_figure else 'geen'} cijfer"
    judged = [
        f"{number} {words.STATUS[status].text}"
        for status, number in (
            (Status.GOOD, count.good),
            (Status.MIDDLE, count.middle),
            (Status.POOR, count.poor),
        )
        if number
    ]
    if judged:
        text += f": {numbers.listed(judged)}"
    rest = []
    if count.unjudged:
        rest.append(f"{count.unjudged} zonder oordeel")
    if count.context:
        rest.append(numbers.plural(count.context, "achtergrondcijfer", "achtergrondcijfers"))
    if rest:
        text += f"{'; daarnaast' if judged else ':'} {numbers.listed(rest)}"
    return text + "."


def stands_out(found: Sequence[Signal]) -> str:
    """One line on a goal: the strength or point of attention that is furthest from the middle.

    Args:
        found: the signals of that goal, from `signals.signals`.
    """
    for kinds in ((Kind.STRENGTH, Kind.ATTENTION), (Kind.QUESTION,)):
        mine = [each for each in found if each.kind in kinds]
        if mine:
            most = max(mine, key=lambda each: signals.outlying(each.card))
            return f"{ONE[most.kind]}: {evidence(most)}."
    return NOTHING


def evidence(found: Signal) -> str:
    """What a signal rests on, in few words: name, value and year."""
    card = found.card
    assert card.own.value is not None
    return f"{card.indicator.name}, {amount(card, card.own.value)} in {card.own.year}"


def rule(found: Rule) -> str:
    """Why something stands out, as the end of a sentence."""
    text = RULES[found]
    return text if text.endswith("?") else f"{text}."


def more(count: int) -> str:
    """How many signals of a kind are not shown."""
    return f"En nog {count} {'ander' if count == 1 else 'andere'}; zie de indicatoren hieronder."
