"""Every Dutch word that a visitor reads, except the catalogue: numbers, units, judgements, errors.

Plain Flemish Dutch (B1): decimal comma, a fixed space between thousands, years in full.
"""

from collections.abc import Mapping, Sequence
from typing import Final, NamedTuple

from sdgwijzer.errors import SdgWijzerError, StoreError
from sdgwijzer.goals import Goal
from sdgwijzer.judgement import position, summary, trend
from sdgwijzer.model import Against, Direction, Flag, Indicator, Missing, Status, Trend

NBSP: Final = "\u00a0"


class Word(NamedTuple):
    """A judgement: never by colour alone, so always a word and a symbol with it."""

    text: str
    symbol: str
    style: str  # class in the style sheet: good, middle, poor, unknown


STATUS: Final = {
    Status.GOOD: Word("beter", "▲", "good"),
    Status.MIDDLE: Word("vergelijkbaar", "●", "middle"),
    Status.POOR: Word("minder goed", "▼", "poor"),
    Status.UNKNOWN: Word("geen oordeel", "○", "unknown"),
}

CONTEXT: Final = Word("achtergrondcijfer", "", "unknown")

STATUS_REASON: Final = {
    position.Reason.CONTEXT: "achtergrondcijfer: hoger of lager is niet beter of slechter",
    position.Reason.NO_VALUE: "geen cijfer voor deze gemeente",
    position.Reason.OTHER_YEAR: "het laatste cijfer is van een ander jaar dan bij de anderen",
    position.Reason.OLD: "het cijfer is te oud voor een oordeel",
    position.Reason.FEW_PEERS: (
        f"minder dan {position.MIN_PEERS} andere gemeenten met een cijfer: "
        "te weinig voor een oordeel"
    ),
    position.Reason.TIES: "te veel gemeenten hebben hetzelfde cijfer",
    position.Reason.NO_CHANCE: "hoeveel toeval meespeelt, is niet bekend",
}

TREND: Final = {
    Trend.IMPROVING: Word("verbetert", "", "good"),
    Trend.WORSENING: Word("verslechtert", "", "poor"),
    Trend.RISING: Word("stijgt", "↗", "middle"),
    Trend.FALLING: Word("daalt", "↘", "middle"),
    Trend.STABLE: Word("bijna gelijk gebleven", "→", "middle"),
    Trend.UNCLEAR: Word("geen duidelijke richting", "↝", "unknown"),
    Trend.UNKNOWN: Word("te weinig of te oude cijfers", "○", "unknown"),
}

AGAINST: Final = {
    Against.FASTER: Word("sneller dan de anderen", "▲", "good"),
    Against.EQUAL: Word("even snel", "→", "middle"),
    Against.SLOWER: Word("trager dan de anderen", "▼", "poor"),
    Against.UNCLEAR: Word("geen duidelijk verschil", "↝", "unknown"),
}
"""Beside the median municipality of Flanders; nothing is said when it is not known."""

MISSING: Final = {
    Missing.NOT_PUBLISHED: "niet gepubliceerd door de bron",
    Missing.WITHHELD: "verborgen door de bron, om de privacy te beschermen",
    Missing.NOT_APPLICABLE: "niet van toepassing",
    Missing.NOT_MEASURED: "niet gemeten in deze gemeente",
    Missing.MERGED: (
        "niet beschikbaar voor de gefuseerde gemeente: "
        "de cijfers van de vroegere gemeenten kan je niet samenvoegen"
    ),
    Missing.NO_DENOMINATOR: "het aantal inwoners van dat jaar is niet opgenomen",
}

FLAG: Final = {
    Flag.PROVISIONAL: "voorlopig",
    Flag.POOLED: "meerdere jaren samen",
    Flag.ESTIMATED: "schatting van de bron",
    Flag.BREAK: "nieuwe definitie vanaf dit jaar",
    Flag.RECALCULATED: "door de bron herrekend naar de gemeente van nu",
    Flag.SUMMED: "samengeteld uit de vroegere gemeenten",
}

DIRECTION: Final = {
    Direction.HIGHER_IS_BETTER: "Hoger is beter.",
    Direction.LOWER_IS_BETTER: "Lager is beter.",
    Direction.NEUTRAL: "Achtergrondcijfer: er staat geen oordeel bij.",
}

MONTHS: Final = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]


def number(value: float, decimals: int) -> str:
    """1234.5 → "1 234,5": decimal comma, fixed space between thousands."""
    rounded = f"{value:,.{decimals}f}"
    if float(rounded.replace(",", "")) == 0:
        rounded = rounded.removeprefix("-")  # -0,04 rounds to 0, not to -0
    return rounded.replace(",", NBSP).replace(".", ",").replace("-", "−")


def quantity(value: float, unit: str, decimals: int) -> str:
    """A number with its unit: "6,1 %", "27 247 inwoners", "580,1 euro per inwoner"."""
    if unit == "verhouding":
        return number(value, decimals)
    return f"{number(value, decimals)}{NBSP}{unit}"


def ordinal(rank: float) -> str:
    """34.0 → "34e"; ties share a mean rank: 34.5 → "34e-35e"."""
    low, high = int(rank // 1), int(-(-rank // 1))
    return f"{low}e" if low == high else f"{low}e-{high}e"


def place(rank: float, n: int, unit: str = "gemeenten") -> str:
    """Never a rank without the number that have a figure: "34e van 271 gemeenten"."""
    return f"{ordinal(rank)} van {n}{NBSP}{unit}"


def day(iso: str) -> str:
    """2026-11-23 → "23 november 2026"; "" stays ""."""
    if not iso:
        return ""
    year, month, date = iso.split("-")
    return f"{int(date)} {MONTHS[int(month) - 1]} {year}"


def listed(names: list[str]) -> str:
    """["a", "b", "c"] → "a, b en c"."""
    return " en ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


def plural(count: int, one: str, many: str) -> str:
    """1 → "1 indicator", 3 → "3 indicatoren"."""
    return f"{count}{NBSP}{one if count == 1 else many}"


def trend_word(found: Trend, slope: float, clear: bool) -> Word:
    """Which way the figure goes, and whether that is good: "↘ daalt, verbetert duidelijk"."""
    word = TREND[found]
    if found in (Trend.IMPROVING, Trend.WORSENING):
        moving = "stijgt" if slope > 0 else "daalt"
        text = f"{moving}: {word.text}" + (" duidelijk" if clear else "")
        return Word(text, "↗" if slope > 0 else "↘", word.style)
    if found in (Trend.RISING, Trend.FALLING) and clear:
        return word._replace(text=f"{word.text} duidelijk")
    return word


def error(problem: SdgWijzerError) -> str:
    """One Dutch sentence with what to do."""
    if isinstance(problem, StoreError):
        return (
            "De cijfers zijn even niet beschikbaar. Probeer het over enkele minuten opnieuw. "
            "Blijft dit zo, vraag de beheerder dan om 'sdgwijzer build' uit te voeren."
        )
    return "Er ging iets mis bij het lezen van de cijfers. Verwittig de beheerder van deze site."


APP: Final = "SDG-Wijzer"
TAGLINE: Final = "Hoe staat jouw gemeente ervoor op de 17 duurzame-ontwikkelingsdoelstellingen?"

NO_MUNICIPALITY: Final = (
    "Kies hierboven een gemeente. Je ziet dan hoe ze ervoor staat op elk van de 17 doelstellingen, "
    "welke kant het opgaat en hoe ze zich verhoudt tot andere gemeenten."
)
EMPTY_GOAL: Final = (
    "Nog geen cijfers per gemeente opgenomen die vooral over deze doelstelling gaan."
)
NO_FIGURES: Final = "Voor deze gemeente is er nog geen cijfer."


def unknown_municipality(name: str) -> str:
    return f"Er is geen Vlaamse gemeente met de naam “{name[:60]}”. Kies een gemeente uit de lijst."


def merged_name(old: str, new: str) -> str:
    return f"{old} is nu een deel van {new}. Je ziet de cijfers van {new}."


def unknown_peers(names: list[str]) -> str:
    shown = listed([name[:40] for name in names[:5]])
    return f"Deze namen om mee te vergelijken kennen we niet: {shown}. We lieten ze weg."


def unknown_indicator(name: str) -> str:
    return f"Er is geen indicator “{name[:60]}”. Kies er een uit de lijst."


def unknown_goal(name: str) -> str:
    return f"Er is geen doelstelling “{name[:20]}”. Kies een doelstelling van 1 tot en met 17."


def beside(names: list[str], bordering: bool) -> str:
    """Who is compared with: "de 9 buurgemeenten (…)" or the names."""
    if bordering:
        return f"de {plural(len(names), 'buurgemeente', 'buurgemeenten')} ({listed(names)})"
    return listed(names)


def few_peers(count: int, bordering: bool) -> str:
    """Why the judgements are beside Flanders and not beside these few."""
    number = plural(count, "gemeente", "gemeenten")
    who = f"Er grenst maar {number} aan" if count == 1 else f"Er grenzen maar {number} aan"
    start = f"{who} deze gemeente" if bordering else f"Je koos {number} om mee te vergelijken"
    return (
        f"{start}. Voor een oordeel "
        f"zijn er minstens {position.MIN_PEERS} nodig. Je ziet hun cijfers naast elkaar; de "
        "oordelen beter, vergelijkbaar en minder goed gaan over alle Vlaamse gemeenten."
    )


def _percent(share: float) -> str:
    return f"{share * 100:.0f}{NBSP}%"


METHOD: Final = (
    (
        "Eén gemeenschappelijk jaar",
        "We vergelijken gemeenten in het laatste jaar waarvoor minstens "
        f"{_percent(position.COMMON_YEAR_SHARE)} van de gemeenten een cijfer heeft. Heeft jouw "
        "gemeente in dat jaar geen cijfer, dan tonen we het laatste eigen cijfer met het jaar "
        "erbij, zonder oordeel.",
    ),
    (
        "Plaats tussen de andere gemeenten",
        "De plaats (bijvoorbeeld 34e van 284) telt hoeveel gemeenten het beter doen. Gelijke "
        "cijfers delen een plaats. De plaats zegt niet of het goed genoeg is.",
    ),
    (
        "Beter, vergelijkbaar of minder goed",
        "Een gemeente is “beter” als ze bij het beste derde van de groep hoort én het verschil met "
        "de mediaan van de groep groter is dan toeval kan verklaren (95 %). “Minder goed” is het "
        "omgekeerde. Al de rest is “vergelijkbaar”. Geeft de bron geen aantallen, dan kunnen we "
        "het toeval niet berekenen en zeggen we dat erbij. Met minder dan "
        f"{position.MIN_PEERS} andere gemeenten, of als meer dan {_percent(position.MAX_TIES)} "
        "van de gemeenten hetzelfde cijfer heeft, geven we geen oordeel.",
    ),
    (
        "Trend",
        f"Een trend vraagt minstens {trend.MIN_POINTS} jaren met een cijfer in de laatste "
        f"{trend.WINDOW_YEARS} jaar. We nemen de middelste helling tussen alle paren van jaren "
        "(Theil-Sen) en berekenen precies hoe groot de kans is dat toeval die richting geeft "
        f"(Mann-Kendall). Is die kans hoogstens {_percent(trend.DIRECTION_P)}, dan is er een "
        f"richting. Is ze hoogstens {_percent(trend.CLEAR_P)} en is de verandering groot (minstens "
        f"{_percent(trend.CLEAR_IQR)} van het gewone verschil tussen gemeenten), dan is de "
        "richting duidelijk. Een heel kleine verandering noemen we “bijna gelijk gebleven” "
        f"(minder dan {_percent(trend.STABLE_IQR)} van het gewone verschil tussen gemeenten).",
    ),
    (
        "Tegenover de anderen",
        "Als het overal beter gaat, gaat bijna elke gemeente vooruit. Daarom kijken we ook naar "
        "het verschil met de mediaan gemeente van Vlaanderen, jaar na jaar, met dezelfde regels. "
        "“Sneller” is dat het verschil naar de goede kant beweegt, “trager” naar de slechte. "
        "Een gemeente kan dus vooruitgaan en toch trager zijn dan de anderen.",
    ),
    (
        "Oude cijfers",
        "Elke bron publiceert met vertraging. Een cijfer dat ouder is dan die vertraging plus "
        f"{summary.MAX_AGE} jaar ({summary.MAX_AGE_SURVEY} bij een bevraging om de drie jaar), "
        "tonen we nog met het jaar erbij, maar het krijgt geen oordeel en geen trend.",
    ),
    (
        "Gefuseerde gemeenten",
        "Aantallen van vroegere gemeenten tellen we op. Aandelen berekenen we opnieuw uit de "
        "aantallen. Medianen en andere cijfers zonder aantallen kan je niet samenvoegen: daar "
        "staat “niet beschikbaar voor de gefuseerde gemeente”.",
    ),
    (
        "Gaten blijven gaten",
        "We schatten niets en vullen niets in. Waar een cijfer ontbreekt, staat de reden.",
    ),
)


def short_missing(code: str) -> str:
    """The reason of a gap, short enough for a table cell."""
    return {
        Missing.NOT_PUBLISHED: "geen cijfer",
        Missing.WITHHELD: "verborgen",
        Missing.NOT_APPLICABLE: "n.v.t.",
        Missing.NOT_MEASURED: "niet gemeten",
        Missing.MERGED: "fusie",
        Missing.NO_DENOMINATOR: "geen cijfer",
    }[Missing(code)]


SHORT_FLAG: Final = {
    Flag.PROVISIONAL: "voorlopig",
    Flag.POOLED: "meerdere jaren",
    Flag.ESTIMATED: "schatting",
    Flag.BREAK: "nieuwe definitie",
    Flag.RECALCULATED: "herrekend",
    Flag.SUMMED: "samengeteld",
}

GOALS_CAPTION: Final = "De 17 doelstellingen van de Verenigde Naties"
CHOOSE_GOAL: Final = "Kies een doelstelling."
CHOOSE_INDICATOR: Final = "Kies een indicator."
ALSO: Final = "Zegt ook iets over deze doelstelling"
SIDE_BY_SIDE: Final = "Cijfers naast elkaar"
COURSE: Final = "Verloop"
RANKING: Final = "Alle gemeenten"
FIGURES: Final = "Cijfers per jaar"
ABOUT: Final = "Over dit cijfer"
READ_TABLE: Final = (
    "Onder elke indicator staan het jaar en de eenheid. Staat er bij een cijfer een ander jaar, "
    "dan is dat het laatste jaar waarvoor die gemeente een cijfer heeft."
)
UNKNOWN_GOALS: Final = (
    "Niet voor elke doelstelling zijn er cijfers per gemeente. Een lege doelstelling krijgt geen "
    "oordeel. Een indicator telt mee bij één doelstelling, zijn hoofddoelstelling."
)


BESIDE_FLANDERS: Final = "Tegenover Vlaanderen"
COVERAGE_HEAD: Final = (
    "Doelstelling",
    "In de lijst",
    "Met cijfers",
    "Met 5 jaren of meer",
    "Laatste jaar",
    "Gemeenten",
)
TOTAL: Final = "Alle doelstellingen"
KNOWN_GAPS: Final = (
    "De bevolking naar leeftijd en nationaliteit ontbreekt voor 2018 en vanaf 2022, het aantal "
    "inwoners voor 2018 en 2022: die bestanden hadden we niet. Cijfers per inwoner hebben dan ook "
    "een gat. We vullen geen enkel jaar in.",
    "Van een bevraging kennen we de foutmarge per gemeente niet. Kleine verschillen kunnen toeval "
    "zijn; dat staat erbij.",
    "Indicatoren die nog op hun eerste cijfers wachten, staan al in de lijst. Ze tonen geen nul en "
    "geen lege grafiek, en tellen nergens mee. Bij enkele bronnen staat geen licentie vermeld: die "
    "cijfers geven we niet mee tot de uitgever dat toelaat.",
)


def count(value: int | None) -> str:
    """A whole number, or a dash for what is not there."""
    return "-" if value is None else str(value)


def side_by_side_caption(goal: str) -> str:
    return f"{goal}: het laatste cijfer van elke gemeente"


def coverage(indicators: int, goals: int) -> str:
    return (
        f"{plural(indicators, 'indicator', 'indicatoren')} op {goals} van de 17 doelstellingen. "
        "Achtergrondcijfers en te oude cijfers krijgen geen oordeel."
    )


def option(name: str, old_names: Mapping[str, str]) -> str:
    """A name in the list of municipalities; an old name says what it is now."""
    return f"{name} (nu {old_names[name]})" if name in old_names else name


def about(
    item: Indicator, origin: Mapping[str, str], goals: Sequence[Goal]
) -> list[tuple[str, str]]:
    """Everything there is to know about a figure: term and text."""
    numbers = [f"{goals[n - 1].number}. {goals[n - 1].name}" for n in item.goals]
    targets = ", ".join(item.un_targets)
    return [
        ("Wat is dit?", item.description),
        ("Hoe lees je het?", f"{DIRECTION[item.direction]} {item.direction_reason}".strip()),
        ("Let op", item.remark),
        ("Doelstellingen", listed(numbers)),
        ("Subdoelen van de Verenigde Naties", targets),
        ("Bron", f"{origin['publisher']}, {origin['title']}"),
        ("Website van de bron", origin["homepage"]),
        ("Laatste bestand van de bron", day(origin["published"])),
        ("Opgehaald op", day(origin["retrieved"])),
        ("Licentie", origin["licence"]),
        ("Code van deze indicator", item.id),
    ]


def build_line(build: Mapping[str, str]) -> str:
    return (
        f"SDG-Wijzer {build['version']}, methode {build['method_version']}. "
        f"Ouderdom van de cijfers gemeten op {day(build['as_of'])}."
    )


BUG: Final = (
    "Er ging iets mis op deze pagina. Probeer het opnieuw, of ga terug naar het overzicht. "
    "Blijft het misgaan, verwittig dan de beheerder van deze site."
)


NOT_FETCHED: Final = "nog niet opgehaald"
WAITING: Final = "Nog niet opgehaald"


def waiting(count: int) -> str:
    """How many entries of the catalogue wait for their first update."""
    verb = "wacht" if count == 1 else "wachten"
    return f"{plural(count, 'indicator', 'indicatoren')} {verb} op de eerste update"


def not_fetched(publisher: str, title: str) -> str:
    return (
        f"De cijfers van deze indicator zijn nog niet opgehaald. Ze komen van {publisher} "
        f"({title}) en verschijnen hier na de eerste update."
    )


PLAN: Final = "Het meerjarenplan 2026-2031"
PLAN_ACTIONS: Final = "Acties met investeringen in het meerjarenplan"
PLAN_BUDGETS: Final = "Geplande investeringen per beleidsveld, zes jaren samen"
NO_PLAN: Final = "Van deze gemeente is geen meerjarenplan 2026-2031 opgenomen."
PLAN_NOT_BY_GOAL: Final = (
    "Het meerjarenplan van deze gemeente noemt deze doelstelling niet met haar nummer. Daarom "
    "tonen we alleen de beleidsvelden die bij de doelstelling horen."
)
PLAN_NO_BUDGET: Final = "In de beleidsvelden van deze doelstelling zijn geen investeringen gepland."
PLAN_SOURCE: Final = (
    "Bron: Agentschap Binnenlands Bestuur, BBC-DR, meerjarenplannen 2026-2031, toestand van "
    "januari 2026, verwerkt door derden. Alleen investeringen: werking en personeel tellen niet "
    "mee. Welk beleidsveld bij welke doelstelling hoort, is een keuze van SDG-Wijzer: zie "
    "Verantwoording."
)


def plan_actions(count: int, total: float) -> str:
    return (
        f"Het meerjarenplan zet {plural(count, 'actie', 'acties')} onder deze doelstelling, voor "
        f"{quantity(total, 'euro', 0)} aan investeringen."
    )


def plan_among(count: int) -> str:
    return (
        f"{plural(count, 'actie valt', 'acties vallen')} onder een beleidsdoel dat deze "
        "doelstelling noemt naast andere. We tellen ze daarom bij geen enkele doelstelling."
    )


def plan_budget(total: float) -> str:
    return (
        "In de beleidsvelden die bij deze doelstelling horen, plant de gemeente "
        f"{quantity(total, 'euro per inwoner', 0)} aan investeringen in zes jaar."
    )
