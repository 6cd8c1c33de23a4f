"""Every Dutch word that a visitor reads, except the catalogue: numbers, units, judgements, errors.

Plain Flemish Dutch (B1): decimal comma, a fixed space between thousands, years in full.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from sdgwijzer.errors import SdgWijzerError, StoreError
from sdgwijzer.goals import Goal
from sdgwijzer.judgement import position, small
from sdgwijzer.lookup import Found, How, Name
from sdgwijzer.model import (
    Against,
    Direction,
    Flag,
    Indicator,
    Missing,
    Municipality,
    Pace,
    Reliability,
    Status,
    Trend,
)
from sdgwijzer.views import peers
from sdgwijzer.views.peers import Peers

NBSP: Final = "\u00a0"


class Word(NamedTuple):
    """A judgement: never by colour alone, so always a word and a symbol with it."""

    text: str
    symbol: str
    style: str  # class in the style sheet: good, middle, poor, unknown


class Address(str):
    """A text that is shown as a link to itself; any other text never is."""


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
    position.Reason.FEW_PEERS: "te weinig andere gemeenten hebben dit cijfer om te vergelijken",
    position.Reason.SMALL: "te klein aantal voor een oordeel",
    position.Reason.TIES: (
        "te veel andere gemeenten hebben onderling een gelijk cijfer om ze in drie groepen te delen"
    ),
    position.Reason.NO_CHANCE: "hoeveel toeval meespeelt, is niet bekend",
}

RELIABILITY: Final = {
    Reliability.HIGH: Word("hoog", "", "good"),
    Reliability.MIDDLE: Word("matig", "", "middle"),
    Reliability.LOW: Word("laag", "", "poor"),
}
"""How much the figure can bear; nothing is said where there is none."""

AIM: Final = {
    Status.GOOD: Word("bereikt", "▲", "good"),
    Status.MIDDLE: Word("meer dan halfweg", "●", "middle"),
    Status.POOR: Word("nog ver weg", "▼", "poor"),
}

PACE: Final = {
    Pace.ON_TRACK: "op koers",
    Pace.TOO_SLOW: "te traag",
    Pace.FAR_TOO_SLOW: "veel te traag",
    Pace.WRONG_WAY: "verkeerde kant",
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
"""Beside the median of the others; nothing is said when it is not known."""

AGAINST_WORSENING: Final = {
    Against.FASTER: Word("verslechtert minder snel dan bij de anderen", "▲", "good"),
    Against.SLOWER: Word("verslechtert sneller dan bij de anderen", "▼", "poor"),
}
"""The same for a figure that worsens: there "faster" alone would be read the wrong way round."""

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
    """A number with its unit: "6,1 %", "27 247 inwoners", "1 inwoner", "580,1 euro per inwoner"."""
    shown = number(value, decimals)
    if unit in BARE:
        return shown
    one = shown.replace("−", "") == "1"
    return f"{shown}{NBSP}{SINGULAR.get(unit, unit) if one else unit}"


def pooled(since: int, value: float, item: Indicator) -> str:
    """The figure of three years together that a small count is compared by."""
    years = f"{since}-{since + small.POOL_YEARS - 1}"
    return f"Om te vergelijken, {years} samen: {quantity(value, item.unit, item.decimals)}"


def change(value: float, item: Indicator, more: int = 0) -> str:
    """A difference of two values: percentages differ in percentage points.

    Args:
        value: in the indicator's unit.
        item: for unit and decimals.
        more: decimals beyond those of the value itself.
    """
    return quantity(value, "procentpunt" if item.unit == "%" else item.unit, item.decimals + more)


def unit_of(item: Indicator) -> str:
    """The unit beside the name of an indicator, without what that name says already.

    "euro" beside "Schuld per inwoner", "per 1.000 gebouwen" beside "Renovaties", "" beside
    "Sportclubs per 1.000 inwoners".
    """
    if item.unit in BARE:
        return ""
    name = item.name.casefold()
    counted, per, whom = item.unit.partition("per ")
    if per and f"per {whom.split()[0]}" in name:
        counted = counted.strip()
        return "" if counted.casefold() in name else counted
    return "" if item.unit.casefold() in name else item.unit


def name_and_unit(item: Indicator) -> str:
    """As in "Schuld per inwoner, in euro", "Renovaties, per 1.000 gebouwen", "Sportclubs"."""
    unit = unit_of(item)
    between = ", " if unit.startswith("per ") else ", in "
    return f"{item.name}{between}{unit}" if unit else item.name


BARE: Final = ("verhouding", "index", "E-peil")
"""Units that are not written behind the number."""

SINGULAR: Final = {
    "inwoners": "inwoner",
    "personen": "persoon",
    "gezinnen": "gezin",
    "woningen": "woning",
    "gebouwen": "gebouw",
    "installaties": "installatie",
    "laadpunten": "laadpunt",
    "plaatsen": "plaats",
    "ongevallen": "ongeval",
    "personen per gezin": "persoon per gezin",
    "wagens per gezin": "wagen per gezin",
    "inwoners per km²": "inwoner per km²",
    "opcentiemen": "opcentiem",
}


def ordinal(rank: float, equal: int = 0) -> str:
    """34.0 → "34e"; ties share a mean rank: 35.0 with 2 equals → "34e-36e".

    Args:
        rank: mean rank of those with the same value.
        equal: how many others have it.
    """
    low, high = (rank - equal / 2, rank + equal / 2) if equal else (rank // 1, -(-rank // 1))
    low, high = int(low), int(high)
    return f"{low}e" if low == high else f"{low}e-{high}e"


def place(rank: float, n: int, unit: str = "gemeenten", equal: int = 0) -> str:
    """Never a rank without the number that have a figure: "34e van 271 gemeenten"."""
    return f"{ordinal(rank, equal)} van {n}{NBSP}{unit}"


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

CHOOSE_MUNICIPALITY: Final = "Kies een gemeente"
NO_MUNICIPALITY: Final = (
    "Kies hierboven een gemeente. Je ziet dan hoe ze ervoor staat op elk van de 17 doelstellingen, "
    "welke kant het opgaat en hoe ze zich verhoudt tot andere gemeenten."
)
EMPTY_GOAL: Final = (
    "Nog geen cijfers per gemeente opgenomen die vooral over deze doelstelling gaan."
)
NO_FIGURES: Final = "Voor deze gemeente zijn er geen cijfers."


def unknown_municipality(name: str, *, suggested: bool = False) -> str:
    """A name or number that stands for nothing.

    Args:
        name: as it was asked.
        suggested: links to what may be meant follow.
    """
    said = f"Er is geen Vlaamse gemeente met de naam, de code of de postcode “{name[:60]}”."
    return f"{said} Bedoel je:" if suggested else f"{said} Kies een gemeente uit de lijst."


def ambiguous(name: str) -> str:
    """A name or postcode that more than one municipality may be."""
    return f"“{name[:60]}” kan meer dan één gemeente zijn. Welke bedoel je?"


def other_name(found: Found, *, peer: bool = False) -> str:
    """What is shown is called otherwise than what was asked.

    Args:
        found: what was asked, and what it stands for.
        peer: it is one to compare with.
    """
    assert found.name is not None
    asked, name, now = found.asked[:60], found.name, found.name.municipality.name
    seen = "" if peer else f" Je ziet de cijfers van {now}."
    part = "" if (name.place or name.text) == now else f", nu een deel van {now}"
    if name.how is How.POSTCODE:
        return f"Postcode {asked} is van {now}.{seen}"
    if name.how is How.FRENCH:
        french = name.text.partition(" (")[0]
        return f"{french} is de Franse naam van {name.place}{part}.{seen}"
    if name.how in (How.OLD_CODE, How.FORMER_CODE):
        which = "de" if part else "een oude"
        return f"{asked} is {which} code van {name.text}{part}.{seen}"
    return f"{name.text} is nu een deel van {now}.{seen}"


def named(name: Name) -> str:
    """A municipality that was found or suggested, with the name by which it was."""
    now, called = name.municipality.name, (name.place or name.text).partition(" (")[0]
    if name.how is How.POSTCODE:
        return f"{now} (postcode {name.text})"
    if name.how is How.FRENCH and called == now:
        return f"{now} ({name.text.partition(' (')[0]})"
    return now if called == now else f"{called} (nu {now})"


def peer_is_own(name: str) -> str:
    return f"{name} staat al bovenaan. We lieten het weg bij de gemeenten om mee te vergelijken."


def peers_twice(names: list[str]) -> str:
    return f"In de link stond meer dan één keer: {listed(names)}. Je ziet elk maar één keer."


def too_many_peers(dropped: int, most: int) -> str:
    return (
        f"De link noemt te veel gemeenten om mee te vergelijken. Je ziet de eerste {most}; "
        f"{dropped} lieten we weg."
    )


def choose_first(what: str) -> str:
    """A page on an indicator, without a municipality."""
    return f"Kies hierboven een gemeente: dan zie je “{what}” voor die gemeente."


def merged_name(old: str, new: str) -> str:
    return f"{old} is nu een deel van {new}. Je ziet de cijfers van {new}."


def unknown_peers(names: list[str]) -> str:
    shown = listed([name[:40] for name in names[:5]])
    return f"Deze namen om mee te vergelijken kennen we niet: {shown}. We lieten ze weg."


def unknown_indicator(name: str) -> str:
    return f"Er is geen indicator “{name[:60]}”. Kies er een uit de lijst."


def unknown_goal(name: str) -> str:
    return f"Er is geen doelstelling “{name[:20]}”. Kies een doelstelling van 1 tot en met 17."


@dataclass(frozen=True)
class Group:
    """Whom is compared with, in words."""

    count: int
    noun: str  # "buurgemeenten"; after "de 9 "
    names: str  # who they are, "" when they are many


NOBODY: Final = Group(0, "", "")


def group(
    found: Peers,
    own: Municipality,
    today: Mapping[str, Municipality],
    cluster: str,
) -> Group:
    """The peers of one municipality in words."""
    names = [today[code].name for code in found.codes]
    nouns = {
        peers.BORDERING: "buurgemeente" if len(names) == 1 else "buurgemeenten",
        peers.REGION: f"andere gemeenten van de referentieregio ({own.reference_region})",
        peers.PROVINCE: f"andere gemeenten van de provincie {own.province}",
        peers.CLUSTER: f"andere gemeenten van de Belfius-cluster {cluster}",
        peers.SIMILAR: f"gemeenten die het meest op {own.name} lijken",
        peers.FLANDERS: "andere Vlaamse gemeenten",
    }
    noun = nouns.get(found.group or "", "gekozen gemeente" + "n" * (len(names) != 1))
    return Group(len(names), noun, listed(names) if len(names) <= MAX_LISTED else "")


MAX_LISTED: Final = 15
"""Names that a sentence can bear."""


def group_option(
    word: str, own: Municipality | None = None, count: int = 0, cluster: str = ""
) -> str:
    """A group (or the name of a municipality) in the list of whom to compare with."""
    labels = {
        peers.BORDERING: "Buurgemeenten",
        peers.REGION: f"Referentieregio {own.reference_region if own else ''}".strip(),
        peers.PROVINCE: f"Provincie {own.province if own else ''}".strip(),
        peers.CLUSTER: f"Belfius-cluster {cluster}".strip(),
        peers.SIMILAR: "Meest gelijkaardige gemeenten",
        peers.FLANDERS: "Heel Vlaanderen",
    }
    if word not in labels:
        return word
    if own is None:
        return labels[word]
    return f"{labels[word]} ({count})" if count else f"{labels[word]} (niet beschikbaar)"


def group_not_offered(word: str, name: str) -> str:
    reasons = {
        peers.CLUSTER: "de indeling van Belfius is van voor de fusie",
        peers.REGION: "de gemeente heeft geen referentieregio",
    }
    why = reasons.get(word, "er zijn geen andere gemeenten in die groep")
    label = group_option(word)
    return f"“{label}” is er niet voor {name}: {why}."


def beside(found: Group) -> str:
    """Whom the judgements compare with."""
    return f"Vergeleken met de {beside_whom(found)}."


def beside_whom(found: Group) -> str:
    """The group with its number and, when they are few, its names."""
    names = f" ({found.names})" if found.names else ""
    count = "" if found.count == 1 else f"{found.count}{NBSP}"  # "de buurgemeente (Kuurne)"
    return f"{count}{found.noun}{names}"


def title(page: str, place: str, found: Group, *, beside_peers: bool) -> str:
    """Of the browser's tab and of what is printed: the page, the place, whom it is beside."""
    if not place:
        return f"{page} · {APP}"
    whom = f"{found.count} {found.noun}" if beside_peers else "alle Vlaamse gemeenten"
    return f"{page} · {place} naast {whom} · {APP}"


def few_peers(found: Group) -> str:
    """Why the judgements are beside Flanders and not beside these few."""
    return (
        f"Je ziet ook de cijfers van de {beside_whom(found)}. Voor een oordeel zijn er minstens "
        f"{position.MIN_PEERS} nodig; beter, vergelijkbaar en minder goed gaan daarom over alle "
        "Vlaamse gemeenten."
    )


WEIGHTS: Final = "Waarop lijken ze?"
WEIGHTS_HELP: Final = (
    "De gelijkaardige gemeenten zijn die met bijna dezelfde achtergrond. Kies hoe zwaar elk "
    "kenmerk telt: 0 telt niet mee, 3 telt drie keer."
)
CONTEXT_NAMES: Final = {
    "inwoners": "Aantal inwoners",
    "dichtheid": "Inwoners per km²",
    "inkomen": "Inkomen per inwoner",
    "ouderen": "Aandeel 65-plussers",
    "jongeren": "Aandeel jonger dan 18",
    "herkomst": "Aandeel van buitenlandse herkomst",
    "vestigingen": "Ondernemingen per 1.000 inwoners",
    "bebouwd": "Aandeel bebouwd",
}


def percent(share: float) -> str:
    """0.05 → "5 %"."""
    return f"{share * 100:.0f}{NBSP}%"


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
INDICATORS: Final = "Indicatoren"
ALSO: Final = "Zegt ook iets over deze doelstelling"
SIDE_BY_SIDE: Final = "Cijfers naast elkaar"
COURSE: Final = "Verloop"
RANKING: Final = "Alle gemeenten"
FIGURES: Final = "Cijfers per jaar"
ABOUT: Final = "Over dit cijfer"
READ_TABLE: Final = (
    "Onder elke indicator staan het jaar en de eenheid, als de naam die niet al zegt. Staat er bij "
    "een cijfer een ander jaar, dan is dat het laatste jaar waarvoor die gemeente een cijfer heeft."
)
UNKNOWN_GOALS: Final = (
    "Niet voor elke doelstelling zijn er cijfers per gemeente. Een lege doelstelling krijgt geen "
    "oordeel. Een indicator telt mee bij één doelstelling, zijn hoofddoelstelling."
)


BESIDE_FLANDERS: Final = "Tegenover Vlaanderen"
MEDIAN_FLANDERS: Final = "Mediaan Vlaanderen"
FLANDERS_MEDIAN: Final = "Mediaan van Vlaanderen"
GROUP_MEDIAN: Final = "Mediaan van de groep"
BESIDE_PEERS: Final = "Tegenover deze groep"
RELIABLE: Final = "Betrouwbaarheid"
TARGET: Final = "Doel"
OWN_TARGET: Final = "Eigen doel"
OWN_FIGURE: Final = "eigen cijfer"
ALONE: Final = "eigen cijfer: andere gemeenten hebben het niet"
SMALL: Final = "klein aantal"
COVERAGE_HEAD: Final = (
    "Doelstelling",
    "In de lijst",
    "Met cijfers",
    "Met 5 jaren of meer",
    "Laatste jaar",
    "Gemeenten",
)
TOTAL: Final = "Alle doelstellingen"


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
        ("Website van de bron", Address(origin["homepage"])),
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


def tile_coverage(known: int, indicators: int, later: int) -> str:
    """How much of a goal is known, in few words: "9 van 10 indicatoren met een cijfer"."""
    text = f"{known} van {plural(indicators, 'indicator', 'indicatoren')} met een cijfer"
    return text + (f"; {later} nog niet opgehaald" if later else "")


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
