"""Words of the page on what is new, and of its feed."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from sdgwijzer.texts import numbers, sentences, words
from sdgwijzer.views.news import Cell, Item, News, Town, Turned

INTRO: Final = (
    "Hier staat wat er aan de cijfers veranderde sinds deze SDG-Wijzer er is: nieuwe "
    "jaren, cijfers die de bron verbeterde en cijfers die verdwenen."
)
NOTHING: Final = (
    "Er veranderde nog geen cijfer sinds deze SDG-Wijzer er is. Hieronder staat van wanneer de "
    "cijfers van elke bron zijn."
)
FEED: Final = "Volg dit met een nieuwslezer (Atom)"
EVERYWHERE: Final = "In alle gemeenten"
NEW_YEARS: Final = "Nieuwe jaren"
SOURCES: Final = "Van wanneer zijn de cijfers?"
SOURCES_HEAD: Final = ("Bron", "Reeks", "Bestand van", "Opgehaald op")
MORE: Final = "En vroeger nog {count} andere updates; ze staan in de tabel change van de databank."
PLACE_HEAD: Final = ("Cijfer", "Jaar", "Was", "Is nu", "Sinds")
NO_NUMBER: Final = "geen cijfer"
FIELDS: Final = {"value": "", "numerator": "teller", "denominator": "noemer"}
FEED_TITLE: Final = "SDG-Wijzer: wat is er nieuw"


def of_place(name: str) -> str:
    """Title of the table of one municipality."""
    return f"Gewijzigde cijfers van {name}"


def headline(found: News) -> str:
    """Who published what."""
    return f"{found.publisher}, {found.title}"


def lines(items: Sequence[Item]) -> list[str]:
    """One line per indicator: new years, and what happened to earlier ones."""
    return [f"{item.indicator.name}: {_what(item)}." for item in items]


def _what(item: Item) -> str:
    parts = []
    if item.new_years:
        years = numbers.listed([str(year) for year in item.new_years])
        parts.append(f"{'nieuw jaar' if len(item.new_years) == 1 else 'nieuwe jaren'} {years}")
    for count, one, many in (
        (item.changed, "cijfer is gewijzigd", "cijfers zijn gewijzigd"),
        (item.vanished, "cijfer is verdwenen", "cijfers zijn verdwenen"),
        (item.added, "cijfer kwam erbij", "cijfers kwamen erbij"),
    ):
        if count:
            parts.append(numbers.plural(count, one, many))
    if item.places:
        parts[-1] += f" (in {numbers.plural(item.places, 'gemeente', 'gemeenten')})"
    return numbers.listed(parts) if parts else "andere uitleg bij gaten"


def row(cell: Cell) -> tuple[str, str, str, str, str]:
    """One number of a municipality that changed."""
    item = cell.indicator
    notes = [note for note in (FIELDS[cell.field], cell.part) if note]
    name = f"{item.name} ({', '.join(notes)})" if notes else item.name

    def amount(value: float | None) -> str:
        if value is None:
            return NO_NUMBER
        if cell.field != "value":
            return numbers.number(value, 0 if value == int(value) else 2)
        return numbers.figure(value, item)

    return name, str(cell.year), amount(cell.old), amount(cell.new), numbers.day(cell.day)


# one municipality
SINCE: Final = "Sinds"
TURNED_HEAD: Final = ("Cijfer", "Was", "Is nu", "Waardoor")
TURNED: Final = {
    "signal": "Wat eruit springt",
    "status": "Oordelen",
    "trend": "Richtingen",
}
"""Field of a judgement → what it is called; what matters most first."""
BECAUSE: Final = {
    "methode": "nieuwe methode",
    "catalogus": "andere uitleg in de lijst",
    "cijfers": "nieuwe cijfers",
}
WITH_YEARS: Final = ("reeks kreeg een nieuw jaar", "reeksen kregen een nieuw jaar")
METHOD: Final = "methode"
"""Kind of a change that comes from the rules."""
NO_WORD: Final = {
    "status": ("geen oordeel", "geen oordeel"),
    "trend": ("geen richting", "geen richting"),
    "signal": ("sprong er niet uit", "springt er niet meer uit"),
}
"""Where nothing was known before, and where nothing is known now."""
COUNTED: Final = {
    "status": ("oordeel", "oordelen"),
    "trend": ("richting", "richtingen"),
    "signal": (
        "sterk punt, aandachtspunt of vraag",
        "sterke punten, aandachtspunten of vragen",
    ),
}
BY_METHOD: Final = "Dat komt door een nieuwe methode, niet door nieuwe cijfers."
YEARS_HEAD: Final = ("Cijfer", "Nieuw")
NEVER: Final = "Er is nog geen tweede update geweest: pas daarna valt te zeggen wat er veranderde."
FEED_OF_TOWN: Final = "Volg deze gemeente met een nieuwslezer (Atom)"
NOT_A_DAY: Final = "In de link staat sinds={text}. Schrijf een dag zo: 2026-11-26."


def code_word(field: str, code: str, *, now: bool) -> str:
    """A code of a judgement, as it is read.

    Args:
        field: of the judgement.
        code: of the field; "" where nothing is known.
        now: does it hold now, or did it before?
    """
    known: dict[str, dict[str, str]] = {
        "status": {str(key): word.text for key, word in words.STATUS.items()},
        "trend": {str(key): word.text for key, word in words.TREND.items()},
        "signal": {str(key): text.lower() for key, text in sentences.ONE.items()},
    }
    return known[field].get(code) or NO_WORD[field][now]


def turned_word(found: Turned) -> str:
    """One judgement in a line: "Werkzoekendengraad: minder goed, was geen duidelijk verschil"."""
    new = code_word(found.field, found.new, now=True)
    if found.field == "signal" and not found.old:
        return f"{found.indicator.name}: {new}"
    return f"{found.indicator.name}: {new}, was {code_word(found.field, found.old, now=False)}"


def of_town(found: Town, name: str) -> str:
    """How much changed for one municipality, and whether that is by the rules alone."""
    turned = Counter(each.field for each in found.turned)
    judged = [numbers.plural(turned[field], *COUNTED[field]) for field in COUNTED if turned[field]]
    verb = "veranderde" if len(found.turned) == 1 else "veranderden"
    parts = [f"{numbers.listed(judged)} {verb}"] if judged else []
    parts += [
        numbers.plural(count, one, many)
        for count, one, many in (
            (len(found.cells), "cijfer werd herzien", "cijfers werden herzien"),
            (len(found.years), *WITH_YEARS),
        )
        if count
    ]
    since = f"{name} sinds {numbers.day(found.since)}"
    if not parts:
        return f"{since}: niets veranderde."
    by_rules = judged and all(each.kind == METHOD for each in found.turned)
    return f"{since}: {'; '.join(parts)}.{f' {BY_METHOD}' if by_rules else ''}"


def years_line(name: str, years: Sequence[int]) -> str:
    """An indicator with its new years."""
    return f"{name}: {years_word(years)}"


def years_word(years: Sequence[int]) -> str:
    """Years in a line: "2023 en 2024"."""
    return numbers.listed([str(year) for year in years])


def no_town(asked: str) -> str:
    """A feed was asked of what is not certainly one municipality."""
    return (
        f"“{asked[:60]}” is niet met zekerheid één Vlaamse gemeente. "
        "Schrijf het adres bijvoorbeeld zo: nieuw.atom?gemeente=Harelbeke."
    )


def feed_of_town(name: str) -> str:
    """Title of the feed of one municipality."""
    return f"SDG-Wijzer: wat is er nieuw voor {name}"
