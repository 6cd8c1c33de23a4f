"""The goals of one municipality as plain text: distribution, what stands out, every sentence."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from sdgwijzer.goals import GOALS
from sdgwijzer.judgement.position import MIN_PEERS
from sdgwijzer.model import Indicator, Signal
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.store.store import Store
from sdgwijzer.texts import groups, sentences
from sdgwijzer.texts.groups import Group
from sdgwijzer.views import peers, signals
from sdgwijzer.views.cards import Card, cards_of
from sdgwijzer.views.counts import counts


@dataclass(frozen=True)
class Said:
    """One thing that is said of a goal.

    Attributes:
        kind: distribution (how its figures are spread), a word of `model.Signal`, figure, peers
            (figures of who is compared with), gap (indicators without a figure).
        goal: its number.
        text: in Dutch.
        indicator: id of the indicator; "" for the goal as a whole.
    """

    kind: str
    goal: int
    text: str
    indicator: str = ""


@dataclass(frozen=True)
class Aloud:
    """What there is to say of a municipality: whom it is beside, and each goal."""

    head: tuple[str, ...]
    said: tuple[Said, ...]


def goals(
    database: Store,
    reference: Municipalities,
    indicators: Mapping[str, Indicator],
    own: str,
    words: Sequence[str] = (),
    numbers: Sequence[int] = tuple(range(1, 18)),
) -> str:
    """What can be read aloud of these goals, in Dutch; the arguments are those of `aloud`."""
    found = aloud(database, reference, indicators, own, words, numbers)
    lines = list(found.head)
    for number in numbers:
        mine = [each for each in found.said if each.goal == number]
        counted = Counter(each.kind for each in mine)
        lines += ["", f"{number}. {GOALS[number - 1].name}"]
        for kind, group in groupby(mine, lambda each: each.kind):
            signal = kind in set(Signal)
            lines += [f"{_kind(Signal(kind), counted[kind])}:"] if signal else []
            lines += [f"- {each.text}" if signal else each.text for each in group]
    return "\n".join(lines) + "\n"


def aloud(
    database: Store,
    reference: Municipalities,
    indicators: Mapping[str, Indicator],
    own: str,
    words: Sequence[str] = (),
    numbers: Sequence[int] = tuple(range(1, 18)),
) -> Aloud:
    """What there is to say of these goals.

    Args:
        database: the open store.
        reference: all municipalities.
        indicators: id → indicator, those with figures.
        own: code of the municipality.
        words: whom to compare with, as in a link; none means all of Flanders.
        numbers: which goals.
    """
    context = database.context()
    offered = peers.groups(own, reference, context)
    chosen = peers.choose(words or [peers.FLANDERS], own, offered, reference)
    cluster = str(context["cluster"].dropna().get(own, ""))
    row = reference.today[own]
    group = groups.group(chosen, row, reference.today, cluster)
    few = len(chosen.codes) < MIN_PEERS
    cards = cards_of(
        database,
        indicators,
        own,
        chosen.codes,
        named=chosen.codes if few else (),
        flanders=chosen.flanders,
    )
    names = {code: reference.today[code].name for code in chosen.codes} if few else {}
    head = [row.name, groups.few_peers(group) if few else groups.beside(group), MARGINS]
    if parts := reference.merged_from(own):
        head.append(groups.merged(row, parts))
    said = (each for number in numbers for each in _goal(number, cards, row.name, group, names))
    return Aloud(tuple(head), tuple(said))


def _goal(
    number: int, cards: Sequence[Card], place: str, group: Group, names: Mapping[str, str]
) -> Iterator[Said]:
    """Of one goal; `names` are those of peers whose figures are said."""
    mine = [card for card in cards if card.indicator.main_goal == number]
    yield Said("distribution", number, sentences.distribution(counts(cards, number)))
    found = signals.signals(mine)
    for each in sorted(found, key=lambda one: list(Signal).index(one.kind)):
        text = f"{sentences.evidence(each)}: {sentences.rule(each.rule)}"
        yield Said(each.kind.value, number, text, each.card.indicator.id)
    for card in mine:
        if card.own.value is not None:
            id_ = card.indicator.id
            yield Said("figure", number, sentences.sentence(card, place, group), id_)
            if names:
                yield Said("peers", number, sentences.figures_of_peers(card, names), id_)
    for gap in sentences.gaps(mine):
        yield Said("gap", number, gap)


MARGINS: Final = (
    "De marge achter een cijfer zegt tussen welke waarden het door toeval kan schommelen."
)


def _kind(kind: Signal, count: int) -> str:
    return (sentences.ONE if count == 1 else sentences.KINDS)[kind]
