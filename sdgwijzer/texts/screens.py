"""Words of the pages themselves: titles, labels, buttons, what a map or a chart says."""

from collections.abc import Mapping, Sequence
from typing import Final

from sdgwijzer.judgement.association import Association
from sdgwijzer.model import UNITS, Chance, Direction, Flag, Indicator, Missing
from sdgwijzer.texts import (
    MISSING,
    NBSP,
    Word,
    day,
    listed,
    name_and_unit,
    number,
    plural,
    quantity,
)
from sdgwijzer.views.cards import Card, Series
from sdgwijzer.views.differences import Verdict

PAGES: Final[Mapping[str, str]] = {
    "start": "Start",
    "overzicht": "Overzicht",
    "doel": "Doelstelling",
    "indicator": "Indicator",
    "vergelijk": "Vergelijk",
    "verken": "Verken",
    "nieuw": "Wat is er nieuw",
    "zoek": "Zoeken",
    "verantwoording": "Verantwoording",
}

# the frame
MUNICIPALITY: Final = "Gemeente"
CHOOSE_ONE: Final = "Kies een gemeente"
COMPARE_WITH: Final = "Vergelijk met (leeg: de buurgemeenten)"
COMPARE_HINT: Final = "De buurgemeenten, of kies een groep of gemeenten"
SEARCH: Final = "Zoek een gemeente, doel of cijfer"
NO_SCRIPT: Final = "SDG-Wijzer werkt alleen met JavaScript. Zet JavaScript aan in je browser."
FOR_EXCEL: Final = "Cijfers voor Excel (CSV)"
FOR_ANALYSIS: Final = "Cijfers voor analyse (CSV)"
COPY_LINK: Final = "Kopieer de link"
COPY_FAILED: Final = "Kopiëren lukt niet in deze browser. Dit is de link:"


def unknown_page(word: str) -> str:
    return f"De pagina “{word[:60]}” bestaat niet. Je bent nu op de startpagina."


def copied(what: str) -> str:
    return f"Gekopieerd: de link naar {what}."


# the map
MAP: Final = "Kaart"
MAP_HELP: Final = (
    "Wijs een gemeente aan om haar cijfer te lezen en klik om ze te kiezen. Met het toetsenbord: "
    "pijltjes en Enter."
)
MAP_HELP_NAMES: Final = (
    "Wijs een gemeente aan om haar naam te lezen en klik om ze te kiezen. Met het toetsenbord: "
    "pijltjes en Enter."
)
MAP_FAILED: Final = "De kaart kon niet geladen worden. De tabel hieronder zegt hetzelfde."
MAP_COLOURS: Final = "Kleur de kaart volgens"
YEAR: Final = "Jaar"


def map_colours(item: Indicator) -> dict[str, str]:
    """How the map can be coloured: what "better" means depends on what is known of chance."""
    thirds = "beter of minder goed dan de mediaan van Vlaanderen"
    if item.chance in (Chance.SHARE, Chance.EVENTS):
        thirds += ", meer dan toeval"
    elif item.chance is not Chance.NONE:
        thirds += " (hoeveel toeval meespeelt, is niet bekend)"
    return {"derden": thirds, "vijfden": "de hoogte van het cijfer, in vijf even grote groepen"}


MAP_CHOOSE: Final = "Kaart van de Vlaamse gemeenten."
MAP_SOURCE: Final = (
    "Grenzen: Digitaal Vlaanderen, Voorlopig Referentiebestand Gemeentegrenzen, vereenvoudigd."
)
MAP_MISSING: Final = "geen cijfer of geen oordeel"
MAP_NO_FIGURE: Final = "geen cijfer"


def map_of(name: str, year: int) -> str:
    return f"Kaart: {name}, {year}."


def range_of(low: str, high: str) -> str:
    return f"{low} tot {high}"


# search
FOUND: Final = {
    "gemeente": "Gemeenten",
    "doel": "Doelstellingen",
    "thema": "Thema's",
    "indicator": "Indicatoren",
}
ALL_NEWS: Final = "Alles wat er veranderde"
SEARCH_EMPTY: Final = (
    "Typ bovenaan wat je zoekt: een gemeente, een doelstelling, een thema of een cijfer."
)
SYNONYMS: Final = {
    "werkloos": "werkzoek",
    "auto": "wagen",
    "huizen": "woning",
    "huis": "woning",
    "bejaard": "65plus",
    "senior": "65plus",
    "ouder": "65plus",
    "migra": "herkomst",
    "vreemdeling": "belgen",
    "kinderopvang": "opvang",
    "creche": "opvang",
    "misdaad": "misdrijf",
    "criminaliteit": "misdrij",
    "stroom": "elektriciteit",
    "gas": "aardgas",
    "belasting": "belasting",
    "klimaat": "uitstoot",
    "natuur": "groen",
    "afval": "restafval",
    "arm": "armoede",
}
"""How people begin a word → how the catalogue begins it."""


def results(question: str) -> str:
    return f"Gevonden voor “{question[:80]}”"


PLAN_WORDS: Final = ("plan", "meerjaren", "budget", "begroting", "invester")
PLAN_FOUND: Final = (
    "De acties en de geplande investeringen van het meerjarenplan staan onderaan elke "
    "doelstelling, naast de cijfers. Kies een doelstelling:"
)


def nothing_found(question: str) -> str:
    return (
        f"Niets gevonden voor “{question[:80]}”. Probeer een ander woord, of een deel van het "
        "woord. Een oude naam van een gemeente mag ook."
    )


def more_hits(count: int) -> str:
    return f"En nog {plural(count, 'ander', 'andere')}. Typ een woord meer om minder te vinden."


def now(old: str, new: str) -> str:
    """An old name of a municipality, as a result."""
    return f"{old} (nu {new})"


# where a municipality stands
STRIP_ENDS: Final = {
    Direction.LOWER_IS_BETTER: ("minder goed", "beter"),
    Direction.HIGHER_IS_BETTER: ("minder goed", "beter"),
    Direction.NEUTRAL: ("lager", "hoger"),
}


def strip(card: Card) -> str:
    """What the picture of all municipalities shows."""
    place = card.position
    if place is None:
        return "Verdeling van alle Vlaamse gemeenten"
    lower, higher = place
    whom = "de groep" if card.beside_peers else "alle gemeenten"
    return (
        f"Plaats tussen {whom}: {plural(lower, 'gemeente', 'gemeenten')} met een lager cijfer, "
        f"{higher} met een hoger cijfer"
    )


# the goal page
BY_THEME: Final = "Indicatoren per thema"
FILTER: Final = "Toon"
ORDER: Final = "Volgorde"
SHOWN: Final = {
    "alles": "alle indicatoren",
    "sterk": "sterke punten",
    "aandacht": "aandachtspunten en vragen",
    "beter": "▲ beter",
    "vergelijkbaar": "● vergelijkbaar",
    "minder-goed": "▼ minder goed",
    "geen-oordeel": "○ geen oordeel",
}
SORTED: Final = {
    "thema": "per thema",
    "zwakste-eerst": "zwakste positie eerst",
    "sterkste-eerst": "sterkste positie eerst",
    "naam": "op naam",
}
NONE_SHOWN: Final = "Geen enkele indicator van deze doelstelling past bij die keuze."
UN_TARGETS: Final = "Subdoelen van de Verenigde Naties bij deze cijfers"
LEGEND: Final = "In elk balkje is één streepje één gemeente. De blauwe stip is {place}."
LEGEND_PEERS: Final = "De oranje streepjes onderaan zijn de gemeenten waarmee je vergelijkt."
BACK: Final = "Terug naar het overzicht"


def shown(count: int, of: int) -> str:
    return f"{count} van de {of} indicatoren."


def previous_goal(number: int, name: str) -> str:
    return f"Vorige: {number}. {name}"


def next_goal(number: int, name: str) -> str:
    return f"Volgende: {number}. {name}"


def goal_of(number: int, place: str) -> str:
    """What a copied link leads to."""
    return f"doelstelling {number} van {place}"


# the overview
ALL_GOALS: Final = "De 17 doelstellingen"
NEW: Final = "Wat is er nieuw"
UNKNOWN: Final = "Wat we niet weten"
NONE_CERTAIN: Final = "Geen enkel verschil is groot en zeker genoeg."
PRINT: Final = "Druk deze pagina af voor een samenvatting op één blad."


def overview(place: str) -> str:
    return f"{place}: overzicht"


def overview_of(place: str) -> str:
    """What a copied link leads to."""
    return f"het overzicht van {place}"


def on_goal(number: int) -> str:
    return f"SDG{NBSP}{number}"


def more_on_goals(count: int) -> str:
    return f"En nog {count} {'ander' if count == 1 else 'andere'}, bij de doelstellingen hieronder."


def known(figures: int, indicators: int, waiting: int, goals: int) -> str:
    """How much there is of one municipality, out of all that is in the list."""
    later = f" ({waiting} ervan zijn nog niet opgehaald)" if waiting else ""
    return (
        f"{figures} van de {indicators + waiting} indicatoren hebben een cijfer{later}, op {goals} "
        "van de 17 doelstellingen."
    )


def newest(year: int, names: Sequence[str], count: int, retrieved: str) -> list[str]:
    """The newest figures, and when figures were last fetched."""
    shown = [f"“{name}”" for name in names]
    rest = count - len(names)
    shown += [f"{rest} {'andere indicator' if rest == 1 else 'andere indicatoren'}"] if rest else []
    lines = [f"De nieuwste cijfers zijn van {year}: {listed(shown)}."]
    return [*lines, f"De laatste cijfers zijn opgehaald op {day(retrieved)}."]


def not_known(
    empty: Sequence[str], gaps: Mapping[str, int], old: int, short: int, waiting: int
) -> list[str]:
    """What an overview leaves open.

    Args:
        empty: goals without any figure.
        gaps: reason → how many indicators have no figure for it.
        old: figures too old for a judgement.
        short: figures without a trend.
        waiting: entries that wait for their first update.
    """
    lines = []
    if empty:
        lines.append(f"Geen enkel cijfer bij: {listed(list(empty))}.")
    for reason, count in gaps.items():
        lines.append(f"Geen cijfer bij {plural(count, 'indicator', 'indicatoren')}: {reason}.")
    if old:
        verb = "is te oud" if old == 1 else "zijn te oud"
        lines.append(f"{plural(old, 'cijfer', 'cijfers')} {verb} voor een oordeel.")
    if short:
        lines.append(
            f"Bij {plural(short, 'indicator', 'indicatoren')} zijn er te weinig recente jaren om "
            "te zien welke kant het opgaat."
        )
    if waiting:
        verb = "wacht" if waiting == 1 else "wachten"
        lines.append(
            f"{plural(waiting, 'indicator', 'indicatoren')} {verb} op de eerste update van de bron."
        )
    return lines


# the indicator page
QUARTERS: Final[Mapping[Direction, Sequence[str]]] = {
    Direction.HIGHER_IS_BETTER: ("zwakste", "1e kwart", "mediaan", "3e kwart", "beste"),
    Direction.LOWER_IS_BETTER: ("beste", "1e kwart", "mediaan", "3e kwart", "zwakste"),
    Direction.NEUTRAL: ("laagste", "1e kwart", "mediaan", "3e kwart", "hoogste"),
}
DISTRIBUTION: Final = "Verdeling van de gemeenten"
TABLE: Final = "Alle gemeenten in een tabel"
HOW_TO_READ: Final = "Zo lees je dit"
BEWARE: Final = "Waarop moet je letten?"
RANKING_HEAD: Final = ("Plaats", "Gemeente", "Cijfer", "Marge (95 %)", "Tegenover Vlaanderen")
DISTRIBUTION_LEGEND: Final = "Elk grijs blokje is één gemeente."
DISTRIBUTION_PEERS: Final = (
    "De oranje streepjes onder de lijn zijn de gemeenten waarmee je vergelijkt."
)


def distribution_own(place: str, *, there: bool) -> str:
    if there:
        return f"De blauwe stip is {place}."
    return f"{place} staat er niet bij: geen cijfer in dat jaar."


def indicator_of(name: str, place: str) -> str:
    """What a copied link leads to."""
    return f"“{name}” in {place}"


def ranking_caption(item: Indicator) -> str:
    order = "de beste eerst" if item.direction.sign else "de hoogste eerst"
    return f"{name_and_unit(item)}: {order}"


def ranked(figures: int, gaps: Mapping[str, int]) -> str:
    """How many municipalities have a figure, and why the others have none."""
    text = f"{plural(figures, 'gemeente heeft', 'gemeenten hebben')} een cijfer in dit jaar"
    total = sum(gaps.values())
    if not total:
        return f"{text}: allemaal."
    reasons = listed([f"{count}{NBSP}× {reason}" for reason, count in gaps.items()])
    return f"{text}, {total} niet ({reasons})."


ANOTHER_YEAR: Final = "een ander jaar"


def other_year(year: float) -> str:
    """Why a municipality with a figure is not in the list."""
    return f"laatste cijfer is van {year:.0f}"


def distribution_alt(
    card: Card, count: int, low: float, quarters: Sequence[float], high: float
) -> str:
    """The picture of all municipalities in one sentence."""
    item = card.indicator

    def amount(value: float) -> str:
        return quantity(value, item.unit, item.decimals)

    return (
        f"Verdeling van {plural(count, 'gemeente', 'gemeenten')} in {card.common_year}: van "
        f"{amount(low)} tot {amount(high)}. Een kwart ligt onder {amount(quarters[0])}, de helft "
        f"onder {amount(quarters[1])} en een kwart boven {amount(quarters[2])}."
    )


def beside_flanders(judged: str) -> str:
    """The map always compares with all of Flanders, whatever the peers of the page."""
    return f"{judged} (tegenover Vlaanderen)"


def area(name: str, value: str, year: int | None, judged: str) -> str:
    """One municipality on the map: "Harelbeke: 6,1 % in 2022, minder goed"."""
    text = f"{name}: {value}" if year is None else f"{name}: {value} in {year}"
    return f"{text}, {judged}" if judged else text


def not_shared(card: Card) -> str:
    """Why a figure is not put beside those of others; "" where it is."""
    if card.shared:
        return ""
    if card.indicator.owner is not None:
        return "Dit is een eigen cijfer: andere gemeenten hebben het niet."
    return "Te weinig gemeenten hebben dit cijfer in eenzelfde jaar om ze te vergelijken."


def how_to_read(card: Card, place: str) -> list[str]:
    """What the words and pictures on this page mean, for this figure."""
    item = card.indicator
    lines = []
    if card.shared:
        lines.append(
            "De mediaan is de middelste gemeente: de helft heeft een hoger cijfer, de helft een "
            "lager."
        )
    if item.direction.sign and card.shared:
        beyond = {
            Chance.SHARE: "en het verschil met de mediaan is groter dan toeval",
            Chance.EVENTS: "en het verschil met de mediaan is groter dan toeval",
            Chance.NONE: "en het cijfer is niet gelijk aan de mediaan",
        }.get(item.chance, "maar hoeveel toeval daarin meespeelt, is bij dit cijfer niet bekend")
        lines.append(
            "“Beter” en “minder goed”: de gemeente hoort bij de beste of de zwakste derde, "
            f"{beyond}. Al het andere is “vergelijkbaar”."
        )
    elif not item.direction.sign:
        lines.append(
            "Dit is een achtergrondcijfer. Hoger is niet beter of slechter, dus is er geen oordeel."
        )
    if card.low is not None and card.high is not None and card.compared is not None:
        low, high = (quantity(each, item.unit, item.decimals) for each in (card.low, card.high))
        lines.append(
            f"De lichte band in de grafiek is de marge van het toeval. Voor {place} in "
            f"{card.common_year}: van {low} tot {high}. Een verschil dat binnen de band valt, kan "
            "toeval zijn."
        )
    lines.append(
        "“Betrouwbaarheid” zegt hoeveel je op dit ene cijfer mag bouwen: een klein aantal, een "
        "oud cijfer of een bevraging zonder foutenmarge maakt ze lager."
    )
    lines.append(
        "Een trend krijgt pas een richting na minstens 5 jaren, als toeval ze moeilijk kan "
        "verklaren en de verandering niet heel klein is. Hoe we rekenen, staat bij Verantwoording."
    )
    return lines


def beware(card: Card, flags: Sequence[str]) -> list[str]:
    """What one should not conclude from this figure."""
    item, lines = card.indicator, []
    if UNITS[item.unit].additive:
        lines.append(
            "Dit is een aantal. Het hangt af van hoe groot de gemeente is: gebruik het niet om "
            "gemeenten te rangschikken."
        )
    if item.chance is Chance.SURVEY:
        lines.append(
            "Dit cijfer komt uit een bevraging. De bron geeft geen foutenmarge per gemeente: "
            "kleine verschillen zeggen weinig."
        )
    if item.chance is Chance.UNKNOWN:
        lines.append("Hoeveel toeval in dit cijfer meespeelt, is niet bekend.")
    if item.unit.startswith("euro"):
        lines.append("Bedragen zijn niet aangepast aan de stijging van de prijzen.")
    if card.small:
        lines.append(
            "Het gaat om een klein aantal. Het cijfer kan van jaar tot jaar sterk schommelen."
        )
    if card.old and card.own.value is not None:
        lines.append("Dit cijfer is oud: het krijgt geen oordeel meer.")
    if Flag.SUMMED in flags:
        lines.append(
            "De gemeente is gefuseerd. De jaren voor de fusie zijn samengeteld uit de vroegere "
            "gemeenten."
        )
    if Flag.RECALCULATED in flags:
        lines.append(
            "De bron heeft de cijfers van voor de fusie herrekend naar de gemeente van nu."
        )
    if Flag.BREAK in flags:
        lines.append("De definitie veranderde. Vergelijk de jaren voor en na de breuk niet.")
    if Flag.PROVISIONAL in flags:
        lines.append("De laatste cijfers zijn voorlopig: de bron kan ze nog verbeteren.")
    if item.owner is None:
        lines.append(
            "Een verschil tussen gemeenten is nog geen gevolg van beleid: ook de achtergrond van "
            "de inwoners, de ligging en toeval spelen mee."
        )
    return lines


BAND: Final = "Marge van toeval (95 %)"
BREAK: Final = "nieuwe definitie"
MERGER: Final = "fusie"


def former(name: str) -> str:
    """A municipality of before a merger."""
    return f"{name} (vroeger)"


def source_line(publisher: str, title: str, licence: str, retrieved: str) -> str:
    """Under a figure that stands on its own."""
    return f"Bron: {publisher}, {title} ({licence}), opgehaald op {day(retrieved)}. SDG-Wijzer."


PLOTLY: Final = {"Download plot as a PNG": "Bewaar als afbeelding"}
"""Plotly's own words on the screen → ours."""

EACH: Final = "Naast de gemeenten die je koos"


def each(name: str, value: str, year: int, verdict: Verdict, own: str, own_year: int | None) -> str:
    """One chosen municipality beside the own one, and whether that is certain."""
    if verdict is Verdict.UNKNOWN and year == own_year:  # too few have it to compare anything
        return f"{name}: {value} in {year}."
    said = {
        Verdict.BETTER: f"{name} doet het beter dan {own}; het verschil is groter dan toeval",
        Verdict.WORSE: f"{own} doet het beter dan {name}; het verschil is groter dan toeval",
        Verdict.HIGHER: f"hoger dan {own}",
        Verdict.LOWER: f"lager dan {own}",
        Verdict.CHANCE: f"het verschil met {own} kan toeval zijn",
        Verdict.UNSURE: f"of het verschil met {own} meer is dan toeval, is niet bekend",
        Verdict.EQUAL: f"even hoog als {own}",
    }.get(verdict, "niet van hetzelfde jaar, dus niet te vergelijken")
    return f"{name}: {value} in {year}; {said}."


def each_missing(name: str, missing: str) -> str:
    """A chosen municipality without a figure."""
    return f"{name}: geen cijfer, {MISSING[Missing(missing)]}."


WHOLE_PAGE: Final = "Alles over dit cijfer"
EMBED: Final = "Eén figuur op je eigen website"
EMBED_HELP: Final = (
    "Elk van deze links toont één figuur. Met een link “om in te voegen” valt alles errond weg: "
    "gebruik dat adres in een iframe."
)
TO_EMBED: Final = "om in te voegen"
FIGURES: Final = {
    "verloop": "Alleen het verloop",
    "verdeling": "Alleen de verdeling",
    "kaart": "Alleen de kaart",
    "tabel": "Alleen de tabel",
}


# the compare page
CHOOSE_GOALS: Final = "Doelstellingen"
CHOOSE_INDICATORS: Final = "Indicatoren"
ALL: Final = "Alle; kies er om de lijst korter te maken"
VIEW: Final = "Beeld"
VIEWS: Final = {"tabel": "tabel met cijfers", "verloop": "verloop per gemeente"}
TURN: Final = "Rijen en kolommen"
TURNED: Final = {
    "nee": "indicatoren in de rijen",
    "ja": "gemeenten in de rijen",
}
TOO_MANY_COURSES: Final = (
    "Dat is te veel om als verloop te tonen. Kies hierboven een of meer doelstellingen of "
    "indicatoren."
)
COURSES_LEGEND: Final = (
    "Bij elke indicator hebben alle prentjes dezelfde schaal. De grijze streepjeslijn is {place}."
)
PLACE: Final = "Gemeente"
INDICATOR: Final = "Indicator"


def compare(place: str) -> str:
    return f"{place} naast andere gemeenten"


def compare_of(place: str) -> str:
    """What a copied link leads to."""
    return f"deze vergelijking van {place}"


def marks(place: str) -> str:
    """What the signs beside the figures mean."""
    return (
        f"▲ beter dan {place} en ▼ minder goed dan {place}: het verschil is groter dan toeval. "
        "△ hoger en ▽ lager: bij achtergrondcijfers. ≈ het verschil kan toeval zijn. ? hoeveel "
        "toeval meespeelt, is niet bekend. Zonder teken: een even hoog cijfer, of een cijfer dat "
        "niet te vergelijken is, bijvoorbeeld van een ander jaar."
    )


THIS_GROUP: Final = "de gekozen gemeenten"


def median_of(group: str) -> str:
    return f"Mediaan: {group}"


def unknown_choices(names: Sequence[str]) -> str:
    return f"Dit kennen we niet: {listed([name[:40] for name in names[:5]])}. We lieten het weg."


def too_many_choices(names: list[str], most: int) -> str:
    """What does not fit is left out; five of its names at most."""
    more = ", ..." if len(names) > 5 else ""
    return f"Er passen hoogstens {most} keuzes. We lieten weg: {listed(names[:5])}{more}."


MARKS: Final[Mapping[Verdict, Word]] = {
    Verdict.BETTER: Word("beter", "▲", "good"),
    Verdict.WORSE: Word("minder goed", "▼", "poor"),
    Verdict.HIGHER: Word("hoger", "△", "middle"),
    Verdict.LOWER: Word("lager", "▽", "middle"),
    Verdict.CHANCE: Word("kan toeval zijn", "≈", "unknown"),
    Verdict.UNSURE: Word("toeval niet bekend", "?", "unknown"),
}
"""Beside a figure of another municipality; nothing where they are equal or not comparable."""

# what Streamlit says by itself: a pattern, and the Dutch in its place
STREAMLIT: Final = (
    ("Skip to main content", "Naar de inhoud"),
    ("Open", "Toon de lijst"),
    ("Clear (value|all|entry)", "Maak leeg"),
    ("Close|Dismiss", "Sluit"),
    ("Selected values", "Gekozen"),
    ("Remove (.+)", "Haal $1 weg"),
    ("Select all", "Kies alles"),
    (r"Select (\d+) matches", "Kies deze $1"),
    ("Add: (.+)", "Voeg toe: $1"),
    ("No results", "Niets gevonden"),
    ("No options to select", "Er is niets om te kiezen"),
    ("Choose (an option|options)", "Kies"),
    (r"(\d+) options? available\.", "$1 keuzes."),
    (
        r"You can only select up to (\d+) options?\. Remove an option first\.",
        "Je kunt er hoogstens $1 kiezen. Haal er eerst een weg.",
    ),
    ("Press Enter to apply", "Druk op Enter"),
    ("Fullscreen", "Volledig scherm"),
    ("Close fullscreen", "Sluit het volledige scherm"),
    ("Connecting", "Verbinden"),
    ("Connecting to Streamlit server", "We maken verbinding met de site"),
    ("Unable to connect to Streamlit server", "Er is geen verbinding met de site"),
    ("Error", "Fout"),
    ("Connection error", "Geen verbinding"),
    (
        r"(Streamlit server is not responding|Is Streamlit still running|Connection timed out"
        r"|Connection failed with status)[\s\S]*",
        "De site antwoordt niet. Ben je verbonden met het internet? Herlaad de pagina over enkele "
        "minuten.",
    ),
    ("Page not found", "Deze pagina bestaat niet"),
    ("Running", "Bezig"),
)
"""Its words have no setting. What is not listed stays English; `test_dutch.py` looks for it."""

# the explore page
EXPLORE: Final = "Verken de cijfers"
EXPLORE_INTRO: Final = (
    "Voor wie zelf wil rekenen: zet twee cijfers tegenover elkaar, of maak een tabel van gemeenten "
    "en jaren. Alles wat je kiest, staat in de link en in de bestanden onderaan."
)
AXIS_X: Final = "Horizontaal"
AXIS_Y: Final = "Verticaal"
SCATTER_TABLE: Final = "De gemeenten met een kleur"


def scatter_without(place: str, *, alone: bool) -> str:
    """The own municipality is not among the dots, nor (`alone`) any that it is compared with."""
    others = " Dat geldt ook voor de gemeenten waarmee je vergelijkt." if alone else ""
    return f"{place} staat niet in de figuur: niet voor allebei is er een cijfer.{others}"


SCATTER_NEEDS_TWO: Final = "Kies twee verschillende cijfers die voor dezelfde gemeenten bestaan."
CORRELATION: Final = (
    "Let op: samen hoog of samen laag betekent niet dat het ene door het andere komt. Vaak zit er "
    "iets anders achter, zoals leeftijd, inkomen of de ligging. En wat geldt voor gemeenten, geldt "
    "daarom nog niet voor de mensen die er wonen."
)
PIVOT: Final = "Tabel van gemeenten en jaren"
PIVOT_HINT: Final = "Kies tot acht indicatoren"
PIVOT_LAYOUT: Final = "Schikking"
PIVOT_LAYOUTS: Final = {
    "jaren": "jaren in de rijen, een tabel per indicator",
    "gemeenten": "gemeenten in de rijen, laatste jaar",
}
PERIOD: Final = {"from": "Van", "to": "Tot en met"}
DID_YOU_MEAN: Final = "Bedoel je:"
TO_START: Final = "Naar de startpagina"
NOT_FOUND: Final = "Dit adres bestaat niet."
OTHER_ADDRESS: Final = "Deze site staat op een ander adres:"
OTHER_SITE: Final = "Dit verzoek hoort niet bij deze site."


def explore_of(place: str) -> str:
    """What a copied link leads to."""
    return f"deze verkenning voor {place}"


def scatter(x: str, y: str) -> str:
    return f"{y} tegenover {x}"


def in_year(value: str, year: int) -> str:
    return f"{value} ({year})"


def axis(item: Indicator, year: int | None) -> str:
    return f"{name_and_unit(item)}{f' ({year})' if year else ''}"


OTHERS: Final = "Andere gemeenten"
PEERS: Final = "Vergeleken met"


def scatter_sentence(x: Indicator, y: Indicator, n: int, found: Association | None) -> str:
    """How two figures go together, with the margin."""
    text = f"Elke stip is een van de {plural(n, 'gemeente', 'gemeenten')} met beide cijfers."
    if found is None:
        return text
    margin = (
        f"(rangcorrelatie {number(found.rho, 2)}, marge {number(found.low, 2)} tot "
        f"{number(found.high, 2)})"
    )
    if found.low <= 0 <= found.high:
        return f"{text} Een verband is er niet met zekerheid te zien {margin}."
    strength = "Er is een zwak verband"
    if abs(found.rho) >= STRONG:
        strength = "Er is een sterk verband"
    elif abs(found.rho) >= CLEAR:
        strength = "Er is een duidelijk verband"
    way = "hoger" if found.rho > 0 else "lager"
    return f"{text} {strength}: waar “{x.name}” hoger is, is “{y.name}” meestal {way} {margin}."


CLEAR: Final = 0.3
STRONG: Final = 0.6
"""Rank correlations from which a relation is called clear, and strong (Cohen 1988, rounded up)."""

# the start page
WHAT: Final = "Wat vind je hier?"
WHAT_LINES: Final = (
    "Per doelstelling: hoe staat de gemeente ervoor, welke kant gaat het op, tegenover wie, en hoe "
    "zeker is dat?",
    "Alleen cijfers van officiële bronnen. Een gat blijft een gat, met de reden erbij.",
    "Elk beeld is een link die je kunt doorsturen. Bij elk beeld horen de cijfers als bestand.",
    "Ook voor fusiegemeenten, met de cijfers van de vroegere gemeenten.",
)
EXAMPLE: Final = "Een voorbeeld: Harelbeke naast Zwevegem, Deerlijk en Kuurne"
HOW: Final = "Hoe we rekenen en waar de cijfers vandaan komen"


def source_news(publisher: str, title: str, published: str, retrieved: str) -> str:
    """One line on a source whose figures are new."""
    made = f"bestand van {day(published)}, " if published else ""
    return f"{publisher}, {title}: {made}opgehaald op {day(retrieved)}."


def course_words(series: Series, item: Indicator) -> str:
    """First and last of a series in words."""
    first, last = series[0], series[-1]
    return (
        f"Verloop van {quantity(first[1], item.unit, item.decimals)} in {first[0]} "
        f"tot {quantity(last[1], item.unit, item.decimals)} in {last[0]}"
    )


def course_sentence(card: Card, name: str) -> str:
    """First and last year of the own figure, beside the median of Flanders."""
    item = card.indicator
    if card.own.value is None or not card.series:
        return f"Voor {name} is er geen cijfer: {MISSING[Missing(card.own.missing)]}."

    def amount(value: float) -> str:
        return quantity(value, item.unit, item.decimals)

    first, last = card.series[0], card.series[-1]
    sentence = f"{item.name} in {name}: {amount(last[1])} in {last[0]}"
    if first[0] != last[0]:
        sentence += f", {amount(first[1])} in {first[0]}"
    median = dict(card.medians).get(last[0])
    if median is not None:
        sentence += f". De mediaan van Vlaanderen in {last[0]}: {amount(median)}"
    return sentence + "."


# figures on cards
TREND: Final = "Trend"
OLD: Final = "oud cijfer"
AMONG_PEERS: Final = "gemeenten"
AMONG_ALL: Final = "Vlaamse gemeenten"
HIGHEST_FIRST: Final = "hoogste eerst"
PLAN_ACTIONS_HEAD: Final = ("Actie", "Actieplan", "Bedrag 2026-2031")
PLAN_FIELDS_HEAD: Final = ("Beleidsveld", "Gepland 2026-2031")


def improving(count: int) -> str:
    return f"{count} {'verbetert' if count == 1 else 'verbeteren'}"


def worsening(count: int) -> str:
    return f"{count} {'verslechtert' if count == 1 else 'verslechteren'}"


def without_direction(count: int) -> str:
    return f"{count} zonder duidelijke richting"


def turned(year: int) -> str:
    return f"keerde om in {year}"
