"""The goals of one municipality as plain text: distribution, what stands out, every sentence."""

from collections.abc import Mapping, Sequence
from typing import Final

from sdgwijzer.goals import GOALS
from sdgwijzer.judgement.position import MIN_PEERS
from sdgwijzer.model import Indicator, Signal
from sdgwijzer.municipalities import Municipalities
from sdgwijzer.store.store import Store
from sdgwijzer.texts import groups, sentences
from sdgwijzer.views import peers, signals
from sdgwijzer.views.cards import cards_of
from sdgwijzer.views.counts import counts


def goals(
    database: Store,
    reference: Municipalities,
    indicators: Mapping[str, Indicator],
    own: str,
    words: Sequence[str] = (),
    numbers: Sequence[int] = tuple(range(1, 18)),
) -> str:
    """What can be read aloud of these goals, in Dutch.

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
    names = {code: reference.today[code].name for code in chosen.codes}
    lines = [row.name, groups.few_peers(group) if few else groups.beside(group), MARGINS]
    if parts := reference.merged_from(own):
        lines.append(groups.merged(row, parts))
    for number in numbers:
        mine = [card for card in cards if card.indicator.main_goal == number]
        goal = GOALS[number - 1]
        lines += [
            "",
            f"{goal.number}. {goal.name}",
            sentences.distribution(counts(cards, number)),
        ]
        found = signals.signals(mine)
        for kind in Signal:
            of_kind = [each for each in found if each.kind is kind]
            lines += [f"{_kind(kind, len(of_kind))}:"] if of_kind else []
            lines += [
                f"- {sentences.evidence(each)}: {sentences.rule(each.rule)}" for each in of_kind
            ]
        known = [card for card in mine if card.own.value is not None]
        for card in known:
            lines += [sentences.sentence(card, row.name, group)]
            lines += [sentences.figures_of_peers(card, names)] if few else []
        lines += sentences.gaps(mine)
    return "\n".join(lines) + "\n"


MARGINS: Final = (
    "De marge achter een cijfer zegt tussen welke waarden het door toeval kan schommelen."
)


def _kind(kind: Signal, count: int) -> str:
    return (sentences.ONE if count == 1 else sentences.KINDS)[kind]
