"""What there is to say of one indicator and place: value, margin, year, position, course.

The words about the value come from `sentence` in the catalogue; how it stands is in `standing`,
which way it goes in `going`. A part that is not known is left out or named, never filled in.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from sdgwijzer.judgement import signal
from sdgwijzer.model import Chance, Flag, Missing, Pace, Signal, Status
from sdgwijzer.texts import going, headings, numbers, standing, words
from sdgwijzer.texts.groups import Group
from sdgwijzer.texts.standing import amount
from sdgwijzer.views import signals
from sdgwijzer.views.cards import Card, is_context
from sdgwijzer.views.counts import Counts
from sdgwijzer.views.signals import Called, Rule

_NOTES: Final = {
    Flag.PROVISIONAL: "voorlopig cijfer",
    Flag.ESTIMATED: "schatting van de bron",
    Flag.POOLED: "meerdere jaren samen",
    Flag.SUMMED: "van de vroegere gemeenten samen",
    Flag.RECALCULATED: "door de bron herrekend naar de gemeente van nu",
    Flag.COMPUTED: "door ons berekend uit de vroegere gemeenten",
}


def sentence(card: Card, place: str, group: Group) -> str:
    """What there is to say of one indicator, in a few sentences that can be read aloud.

    Args:
        card: the indicator for this municipality.
        place: its name.
        group: whom it is compared with; used when the card is beside these peers.
    """
    if card.own.value is None:
        return _missing(card, place)
    parts = [_value(card, place) + standing.among(card, group), *standing.status(card)]
    parts += _aim(card)
    parts += [going.course(card)] if not card.old else []
    return numbers.as_sentences(parts)


def answer(card: Card, place: str, group: Group) -> str:
    """The figure and how it stands, without margins and years that stand beside it.

    Args:
        card: the indicator for this municipality.
        place: its name.
        group: whom it is compared with; used when the card is beside these peers.
    """
    if card.own.value is None:
        return _missing(card, place)
    first = f"In {card.own.year} {_filled(card, place)}{standing.among(card, group)}"
    return numbers.as_sentences([first, *standing.status(card)[:1]])


def figures_of_peers(card: Card, names: Mapping[str, str]) -> str:
    """The figures of those that are shown by name, as in "Ter vergelijking: Zwevegem 5,8 %."."""
    parts = []
    for peer in card.peers:
        value = "geen cijfer" if peer.value is None else amount(card, peer.value)
        other = f" ({peer.year})" if peer.value is not None and peer.year != card.own.year else ""
        parts.append(f"{names[peer.nis_code]} {value}{other}")
    return f"Ter vergelijking: {'; '.join(parts)}."


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


def _filled(card: Card, place: str) -> str:
    """The words of the catalogue around the value."""
    item, value = card.indicator, card.own.value
    assert value is not None
    shown = amount(card, value)
    said = item.sentence or "was het cijfer voor “{name}” in {place} {value}"
    if value < 0 and said.startswith("boekte "):  # more was corrected than spent
        shown = f"een correctie van {amount(card, -value)}"
        said = said.replace(" aan ", " op ", 1)
    if "{way}" in said:  # a difference: how much, and which way
        shown = amount(card, abs(value))
    way = "lager" if value < 0 else "hoger"
    return said.format(value=shown, place=place, name=item.name, way=way)


def _value(card: Card, place: str) -> str:
    item, own = card.indicator, card.own
    text = f"In {own.year} {_filled(card, place)}"
    notes = [_NOTES[Flag(card.flag)]] if card.flag in _NOTES else []
    if card.flag == Flag.COMPOSED and is_context(card):  # no status says it
        notes.append(words.FLAG[Flag.COMPOSED])
    if item.owner:
        notes.append("eigen cijfer")
    if card.old and is_context(card):
        notes.append("oud cijfer")
    if card.own.year == card.common_year and (margin := standing.margin(card)):
        notes.append(margin)
    if card.pooled_from is not None and card.compared is not None:
        notes.append(
            f"{card.pooled_from}-{card.common_year} samen: {amount(card, card.compared)}, "
            "omdat het om een klein aantal gaat"
        )
    elif card.small and item.chance in (Chance.SHARE, Chance.EVENTS):
        notes.append("klein aantal")
    return text + (f" ({'; '.join(notes)})" if notes else "")


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


RULES: Final = {
    Rule.BETTER: "vrijwel zeker bij het beste derde van Vlaanderen",
    Rule.TARGET_REACHED: "eigen doel bereikt",
    Rule.WEAK: "vrijwel zeker bij het zwakste derde van Vlaanderen",
    Rule.TARGET_FAR: "ver van het eigen doel, of niet op weg ernaartoe",
    Rule.CATCHING_UP: "hoort bij het zwakste derde, maar haalt in. Is dat snel genoeg?",
    Rule.LEAD_SHRINKS: "de voorsprong op de middelste gemeente wordt kleiner. Waardoor?",
    Rule.LOSING: "verliest terrein op de middelste gemeente. Waardoor?",
}

KINDS: Final = {
    Signal.STRENGTH: "Sterke punten",
    Signal.ATTENTION: "Aandachtspunten",
    Signal.QUESTION: "Vragen",
}

ONE: Final = {
    Signal.STRENGTH: "Sterk punt",
    Signal.ATTENTION: "Aandachtspunt",
    Signal.QUESTION: "Vraag",
}
NOTHING: Final = "Niets springt er met zekerheid uit."

MIND: Final = "Let op:"
NO_SIGNALS: Final = (
    "Naast heel Vlaanderen springt er op deze doelstelling niets uit: geen enkel verschil is groot "
    "en zeker genoeg om een sterk punt of een aandachtspunt te zijn."
)
SIGNALS_NOTE: Final = (
    "Sterke punten en aandachtspunten gaan over heel Vlaanderen. Iets is er een als de gemeente "
    "vrijwel zeker bij het beste of het zwakste derde hoort, hoe het cijfer ook schommelt, en "
    f"minstens {numbers.percent(signal.LEAST_SHARE)} van de middelste gemeente verschilt (bij een "
    f"bevraging {signal.LEAST_POINTS:.0f} procentpunt). We kijken naar veel cijfers tegelijk: "
    f"hoogstens 1 op de {1 / signal.Q:.0f} van wat we noemen, mag toeval zijn. Cijfers over "
    "hetzelfde tellen samen één keer."
)


def distribution(count: Counts) -> str:
    """A whole goal: how its indicators are spread, and how many have a figure."""
    if not count.indicators:
        return headings.EMPTY_GOAL
    judged = [
        f"{_are(number, count.indicators)} {word}"
        for word, number in (
            (words.STATUS[Status.GOOD].text, count.good),
            (words.STATUS[Status.POOR].text, count.poor),
            ("geen van beide" if count.good and count.poor else NEITHER, count.middle),
        )
        if number
    ]
    told = _with_figure(count) + (f": {numbers.listed(judged)}" if judged else "")
    rest = [
        (one if number == 1 else many).format(number)
        for number, one, many in (
            (count.parts, "Eén hoort bij een cijfer dat al meetelt", PARTS),
            (count.unjudged, "Eén krijgt geen oordeel", "{} krijgen geen oordeel"),
            (count.context, "Eén is een achtergrondcijfer", "{} zijn achtergrondcijfers"),
        )
        if number
    ]
    return numbers.as_sentences([told, *rest])


def _are(number: int, of: int) -> str:
    """Before a word: “2 zijn”, “1 is”; of one figure “het is”."""
    if of == 1:
        return "het is"
    return f"{number} {'is' if number == 1 else 'zijn'}"


def _with_figure(count: Counts) -> str:
    if count.indicators == 1:
        return "Er is één cijfer" if count.with_figure else "Er is geen cijfer"
    if count.with_figure == count.indicators:
        return f"Alle {count.indicators} indicatoren hebben een cijfer"
    if not count.with_figure:
        return f"Geen enkele van de {count.indicators} indicatoren heeft een cijfer"
    verb = "heeft" if count.with_figure == 1 else "hebben"
    return f"{count.with_figure} van de {count.indicators} indicatoren {verb} een cijfer"


NEITHER: Final = "niet duidelijk beter of minder goed"
"""In the middle: of some the margin is too wide to tell, others are too near it."""
PARTS: Final = "{} horen bij een cijfer dat al meetelt"


def stands_out(found: Sequence[Called]) -> str:
    """One line on a goal: the strength or point of attention that is furthest from the middle.

    Args:
        found: the signals of that goal, from `signals.signals`.
    """
    for kinds in ((Signal.STRENGTH, Signal.ATTENTION), (Signal.QUESTION,)):
        mine = [each for each in found if each.kind in kinds]
        if mine:
            most = max(mine, key=lambda each: signals.outlying(each.card))
            return f"{ONE[most.kind]}: {evidence(most)}."
    return NOTHING


def evidence(found: Called) -> str:
    """What a signal rests on, in few words: name, value, margin and year."""
    return f"{found.card.indicator.name}, {with_margin(found.card)}"


def with_margin(card: Card) -> str:
    """The latest figure: "84 % in 2023 (geschatte marge 78 tot 89)"."""
    assert card.own.value is not None
    text = f"{amount(card, card.own.value)} in {card.own.year}"
    margin = standing.margin(card) if card.own.year == card.common_year else ""
    return f"{text} ({margin})" if margin else text


def latest(card: Card) -> str:
    """The latest figure in few words ("84 % in 2023"), or why there is none."""
    if card.own.value is None:
        return f"geen cijfer: {why_missing(card)}"
    return f"{amount(card, card.own.value)} in {card.own.year}"


def rule(found: Rule) -> str:
    """Why something stands out, as the end of a sentence."""
    text = RULES[found]
    return text if text.endswith("?") else f"{text}."


def more(count: int) -> str:
    """How many signals of a kind are not shown."""
    return f"En nog {count} {'ander' if count == 1 else 'andere'}; zie de indicatoren hieronder."
