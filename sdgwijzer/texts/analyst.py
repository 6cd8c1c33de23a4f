"""How other methods read a series, and what the context lets one expect: for the analyst."""

from collections.abc import Sequence
from typing import Final

from sdgwijzer.judgement.expected import Expected
from sdgwijzer.judgement.methods import Reading
from sdgwijzer.texts import numbers, words
from sdgwijzer.views.cards import Card

TITLE: Final = "Voor de analist: hoe andere methoden dit lezen"
NOTE: Final = (
    "Deze methoden vergelijken meestal twee jaren en houden geen rekening met toeval. Ze dienen om "
    "te vergelijken met andere publicaties. Onze eigen oordelen hangen er niet van af."
)
HEAD: Final = ("Methode", "Periode", "Uitkomst", "Klasse van die methode")

METHODS: Final = {
    "own": "SDG-Wijzer (Theil-Sen, Mann-Kendall)",
    "eurostat_long": "Eurostat, lange termijn (groei per jaar)",
    "eurostat_short": "Eurostat, korte termijn (groei per jaar)",
    "canada": "Statistics Canada / Open SDG (score van −5 tot 5)",
    "sdsn_score": "SDSN (score van 0 tot 100; 0 en 100 zijn de uitersten van Vlaanderen)",
    "sdsn_trend": "SDSN (tempo naar het doel in 2030)",
    "un": "VN Progress Chart",
    "fingertips": "Fingertips (laatste vijf jaren)",
}

CLASSES: Final = {
    "significant progress": "duidelijke vooruitgang",
    "moderate progress": "matige vooruitgang",
    "moderate movement away": "matige achteruitgang",
    "significant movement away": "duidelijke achteruitgang",
    "target achieved": "doel bereikt",
    "substantial": "sterke vooruitgang",
    "moderate": "matige vooruitgang",
    "limited": "beperkte vooruitgang",
    "deterioration": "achteruitgang",
    "on track": "op koers",
    "moderately improving": "matige vooruitgang",
    "stagnating": "stilstand",
    "decreasing": "daling",
    "green reached": "doel bereikt",
    "level 1": "op koers",
    "level 2": "enige vooruitgang",
    "level 3": "stilstand of achteruitgang",
    "increasing": "stijging",
    "no significant change": "geen significante verandering",
    "": "",
}

_SHARES: Final = ("eurostat_long", "eurostat_short", "un")


def lines(card: Card, found: Sequence[Reading]) -> list[tuple[str, str, str, str]]:
    """The table: our own reading first, then those of others."""
    own = words.trend_word(card.trend, card.slope, card.clear).text
    period = f"{card.trend_from}-{card.trend_to}" if card.trend_from else ""
    slope = numbers.change(card.slope, card.indicator, 2)
    result = [(METHODS["own"], period, f"{slope} per jaar", own)]
    for each in found:
        first, last = each.period
        value = f"{numbers.number(100 * each.value, 1)}{numbers.NBSP}%"
        if each.method not in _SHARES:
            value = numbers.number(each.value, 2)
        when = str(last) if first == last else f"{first}-{last}"
        name = CLASSES[each.name]
        if each.method == "fingertips" and each.name in ("increasing", "decreasing"):
            name = {"increasing": "significante stijging", "decreasing": "significante daling"}[
                each.name
            ]
        result.append((METHODS[each.method], when, value, name))
    return result


def expected(card: Card, found: Expected) -> str:
    """What the context lets one expect, with its interval and how much it explains."""
    item = card.indicator

    def amount(value: float) -> str:
        return numbers.figure(value, item)

    own = card.compared
    verdict = ""
    if own is not None:
        where = "binnen" if found.low <= own <= found.high else "buiten"
        verdict = f" Het eigen cijfer ligt {where} die marge."
    return (
        f"Verwacht op basis van de achtergrond van de gemeente ({CONTEXT}): {amount(found.value)}, "
        f"met een marge van {amount(found.low)} tot {amount(found.high)}.{verdict} "
        f"De achtergrond verklaart {numbers.percent(found.r2)} van de verschillen tussen gemeenten "
        "(R²); de rest is beleid, toeval of iets anders. Dit zegt niets over oorzaken."
    )


CONTEXT: Final = (
    "aantal inwoners, dichtheid, inkomen, leeftijd, herkomst, ondernemingen en bebouwing"
)
EXPECTED: Final = "Verwacht gezien de achtergrond"
