"""The Dutch word for every code: judgements, trends, reasons of gaps, what is beside a figure."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from sdgwijzer.judgement import position
from sdgwijzer.model import (
    Against,
    Direction,
    Flag,
    Margin,
    Missing,
    Pace,
    Reliability,
    Status,
    Trend,
)
from sdgwijzer.views.marks import Mark


class Word(NamedTuple):
    """A judgement: never by colour alone, so always a word and a symbol with it."""

    text: str
    symbol: str
    style: str  # class in the style sheet: good, middle, poor, unknown


BETWEEN: Final = "tussen de middelste gemeente en Vlaanderen"

MARK: Final = {
    Mark.GOOD: Word("beter", "▲", "good"),
    Mark.GOOD_ESTIMATED: Word("beter", "△", "good"),
    Mark.MIDDLE: Word("geen duidelijk verschil", "○", "middle"),
    Mark.BETWEEN: Word(BETWEEN, "○", "middle"),
    Mark.POOR: Word("minder goed", "◆", "poor"),
    Mark.POOR_ESTIMATED: Word("minder goed", "◇", "poor"),
    Mark.HIGHER: Word("hoger", "↑", "unknown"),
    Mark.LOWER: Word("lager", "↓", "unknown"),
    Mark.NONE: Word("geen oordeel", "", "unknown"),
}
"""Its sign says how certain it is; `mark_words` says that too."""

SHORT_MARK: Final = {Mark.BETWEEN: "ertussenin"}
"""In a row, where the sentence says it whole."""

NO_TREND: Final = "geen richting"
"""In a row; the sentence says why."""

ESTIMATED: Final = "geschatte marge"

STATUS: Final = {
    Status.GOOD: MARK[Mark.GOOD],
    Status.MIDDLE: MARK[Mark.MIDDLE],
    Status.POOR: MARK[Mark.POOR],
    Status.UNKNOWN: MARK[Mark.NONE],
}
"""Of many figures together, whatever their margins."""

FILLED: Final = "vol: marge bekend"

OUTLINED: Final = f"open: {ESTIMATED}"

RINGED: Final = "met ring: sterk of aandacht"

CONTEXT: Final = Word("achtergrondcijfer", "", "unknown")

STATUS_REASON: Final[Mapping[str, str]] = {
    position.Reason.CONTEXT: "achtergrondcijfer: hoger of lager is niet beter of slechter",
    position.Reason.NO_VALUE: "geen cijfer voor deze gemeente",
    position.Reason.OTHER_YEAR: "het laatste cijfer is van een ander jaar dan elders",
    position.Reason.COMPOSED: "samengesteld uit de vroegere gemeenten: we vergelijken het niet",
    position.Reason.OLD: "te oud om te oordelen",
    position.Reason.FEW_PEERS: "te weinig gemeenten hebben een cijfer om te vergelijken",
    position.Reason.SMALL: "te klein om te oordelen",
    position.Reason.ZERO: "geen enkel geval: geen oordeel",
    position.Reason.TIES: (
        "te veel andere gemeenten hebben onderling een gelijk cijfer om ze in drie groepen te delen"
    ),
    position.Reason.NO_MARGIN: "geen oordeel: hoe ver dit cijfer schommelt, is niet bekend",
    position.Reason.BETWEEN: BETWEEN,
}

RELIABILITY: Final = {
    Reliability.HIGH: Word("hoog", "", "good"),
    Reliability.MIDDLE: Word("matig", "", "middle"),
    Reliability.LOW: Word("laag", "", "poor"),
}
"""How much the figure can bear; nothing is said where there is none."""

AIM: Final = {
    Status.GOOD: Word("bereikt", "▲", "good"),
    Status.MIDDLE: Word("meer dan halfweg", "○", "middle"),
    Status.POOR: Word("nog ver weg", "◆", "poor"),
}

PACE: Final = {
    Pace.ON_TRACK: "op koers",
    Pace.TOO_SLOW: "te traag",
    Pace.FAR_TOO_SLOW: "veel te traag",
    Pace.WRONG_WAY: "verkeerde kant",
}

TREND: Final = {
    Trend.IMPROVING: Word("een verbetering", "", "good"),
    Trend.WORSENING: Word("een verslechtering", "", "poor"),
    Trend.RISING: Word("stijgt", "↗", "middle"),
    Trend.FALLING: Word("daalt", "↘", "middle"),
    Trend.STABLE: Word("bleef bijna gelijk", "→", "middle"),
    Trend.FLUCTUATING: Word("schommelt", "↝", "unknown"),
    Trend.UNKNOWN: Word("te weinig of te oude cijfers", "", "unknown"),
}

AGAINST: Final = {
    Against.FASTER: Word("wint terrein", "»", "good"),
    Against.EQUAL: Word("even snel", "→", "middle"),
    Against.SLOWER: Word("verliest terrein", "«", "poor"),
    Against.LEAD_SHRINKS: Word("de voorsprong wordt kleiner", "«", "middle"),
    Against.UNCLEAR: Word("geen duidelijke richting", "↝", "unknown"),
}
"""Beside the middle municipality; nothing is said when it is not known."""

NO_VALUE: Final = "geen cijfer"

KIND_OF_MARGIN: Final[Mapping[Margin, str]] = {
    Margin.YEARS: "marge uit de schommelingen van jaar tot jaar",
    Margin.COUNTS: "marge uit het aantal gevallen",
    Margin.PUBLISHED: "marge van de bron",
    Margin.ESTIMATED: "marge geschat",
}
"""What the margin comes from; nothing is said where it is not known."""

MISSING: Final = {
    Missing.NOT_PUBLISHED: "niet gepubliceerd door de bron",
    Missing.WITHHELD: "niet getoond door de bron, omdat het om te weinig gevallen gaat",
    Missing.NOT_APPLICABLE: "niet van toepassing",
    Missing.NOT_MEASURED: "niet gemeten in deze gemeente",
    Missing.MERGED: (
        "niet beschikbaar voor de gefuseerde gemeente: "
        "de cijfers van de vroegere gemeenten kan je niet samenvoegen"
    ),
    Missing.KNOWN_BAD: "het cijfer van de bron klopt niet voor dat jaar, daarom tonen we het niet",
    Missing.NO_DENOMINATOR: "het aantal inwoners van dat jaar is niet opgenomen",
}

FLAG: Final = {
    Flag.PROVISIONAL: "voorlopig",
    Flag.POOLED: "meerdere jaren samen",
    Flag.ESTIMATED: "schatting van de bron",
    Flag.BREAK: "nieuwe definitie vanaf dit jaar",
    Flag.RECALCULATED: "door de bron herrekend naar de gemeente van nu",
    Flag.SUMMED: "van de vroegere gemeenten samen",
    Flag.COMPUTED: "door ons berekend uit de cijfers van de vroegere gemeenten",
    Flag.COMPOSED: "door ons samengesteld uit de bevraging in de vroegere gemeenten",
    Flag.OTHER_FILE: "uit een ander bestand dan de andere jaren",
}

DIRECTION: Final = {
    Direction.HIGHER_IS_BETTER: "Hoger is beter.",
    Direction.LOWER_IS_BETTER: "Lager is beter.",
    Direction.NEUTRAL: "Achtergrondcijfer: er staat geen oordeel bij.",
}


def mark_words(found: Mark) -> str:
    """The word of a mark, and what it says of the margin: "minder goed, geschatte marge"."""
    return f"{MARK[found].text}, {ESTIMATED}" if found.estimated else MARK[found].text


def trend_word(found: Trend, slope: float, clear: bool) -> Word:
    """Which way the figure goes, and whether that is good: "↘ daalt duidelijk (verbetert)"."""
    word = TREND[found]
    if found in (Trend.IMPROVING, Trend.WORSENING):
        moving = "stijgt" if slope > 0 else "daalt"
        text = moving + (" duidelijk" if clear else "") + f" ({word.text})"
        return Word(text, "↗" if slope > 0 else "↘", word.style)
    if found in (Trend.RISING, Trend.FALLING) and clear:
        return word._replace(text=f"{word.text} duidelijk")
    return word


def short_missing(code: str) -> str:
    """The reason of a gap, short enough for a table cell."""
    return {
        Missing.NOT_PUBLISHED: "geen cijfer",
        Missing.WITHHELD: "verborgen",
        Missing.NOT_APPLICABLE: "n.v.t.",
        Missing.NOT_MEASURED: "niet gemeten",
        Missing.MERGED: "fusie",
        Missing.KNOWN_BAD: "fout in bron",
        Missing.NO_DENOMINATOR: "geen cijfer",
    }[Missing(code)]


SHORT_FLAG: Final = {
    Flag.PROVISIONAL: "voorlopig",
    Flag.POOLED: "meerdere jaren",
    Flag.ESTIMATED: "schatting",
    Flag.BREAK: "nieuwe definitie",
    Flag.RECALCULATED: "herrekend",
    Flag.SUMMED: "samengeteld",
    Flag.COMPUTED: "berekend",
    Flag.COMPOSED: "samengesteld",
    Flag.OTHER_FILE: "ander bestand",
}

MIDDLE: Final = "de middelste gemeente"

MIDDLE_OF_GROUP: Final = "de middelste van de groep"

MIDDLE_SHORT: Final = "middelste"

MIDDLE_MUNICIPALITY: Final = "Middelste gemeente"

GROUP_MIDDLE: Final = "Middelste van de groep"

FLANDERS: Final = "Vlaanderen"

ESTIMATE: Final = "onze schatting"

BESIDE_MIDDLE: Final = "Tegenover de middelste gemeente"

BESIDE_GROUP: Final = "Tegenover de middelste van de groep"

RELIABLE: Final = "Betrouwbaarheid"

TARGET: Final = "Doel"

OWN_TARGET: Final = "Eigen doel"

OWN_FIGURE: Final = "eigen cijfer"

ALONE: Final = "eigen cijfer: andere gemeenten hebben het niet"

SMALL: Final = "klein aantal"
