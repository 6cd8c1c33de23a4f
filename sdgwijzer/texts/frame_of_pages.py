"""What stands around every page: menu, search, map, notices, Streamlit's own words."""

from collections.abc import Mapping
from typing import Final

from sdgwijzer.model import Chance, Indicator
from sdgwijzer.texts.numbers import plural

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
    "wachtend": "Wacht nog op cijfers",
    "gegevens": "Gegevens",
    "blad": "Blad",
    "rapport": "Rapport",
}

# the frame
MUNICIPALITY: Final = "Gemeente"

CHOOSE_ONE: Final = "Kies een gemeente"

COMPARE_WITH: Final = "Vergelijk met (leeg: de buurgemeenten)"

COMPARE_HINT: Final = "De buurgemeenten, of kies een groep of gemeenten"

SEARCH: Final = "Zoek"

CONNECTION: Final = {
    "gone": "De verbinding met de site is weg. Je kan weer kiezen zodra ze terug is. Dat gaat "
    "vanzelf.",
    "again": "De verbinding met de site was even weg en deze pagina is opnieuw gelezen. Kijk na of "
    "je laatste keuze er staat, en kies zo nodig opnieuw.",
}
"""While there is no connection; and when it is back, to who chose something just before it went."""

MENU: Final = "Pagina's"

OPEN_MENU: Final = "Menu en zoeken"

MENU_NAMES: Final[Mapping[str, str]] = {"doel": "Doelen"}
"""Where the name in the menu is not that of the page."""

COMPARE_SHORT: Final = "naast ..."

SHOW: Final = "Toon"

NO_SCRIPT: Final = "Zonder JavaScript kan je lezen en doorklikken. Zet het aan om meer te kiezen."

FILES: Final[Mapping[str, str]] = {
    "xlsx": "Cijfers voor Excel (XLSX)",
    "excel-csv": "CSV voor Excel",
    "csv": "CSV",
    "zip": "CSV met uitleg (ZIP)",
    "parquet": "Parquet",
    "json": "JSON",
}
"""Kind of a file → its link."""

OTHER_FILES: Final = "Andere vormen"

ALL_DATA: Final = "Alle gegevens"

SHARE: Final = "Deel"

FULL_SCREEN: Final = "Volledig scherm"

QR: Final = "Adres van deze pagina"

COPY_LINK: Final = "Kopieer de link"

COPY_FAILED: Final = "Kopiëren lukt niet in deze browser. Kopieer dit zelf:"


def unknown_page(word: str) -> str:
    return f"De pagina “{word[:60]}” bestaat niet. Je bent nu op de startpagina."


def copied(what: str) -> str:
    return f"Gekopieerd: de link naar {what}."


# the map
MAP: Final = "Kaart"

MAP_HELP: Final = (
    "Wijs een gemeente aan om haar cijfer te lezen en klik om ze te kiezen. Met het toetsenbord: "
    "pijltjes en Enter. Met je vinger: tik een tweede keer om te kiezen."
)

MAP_HELP_NAMES: Final = (
    "Wijs een gemeente aan om haar naam te lezen en klik om ze te kiezen. Met het toetsenbord: "
    "pijltjes en Enter. Met je vinger: tik een tweede keer om te kiezen."
)

MAP_CHOOSE_THIS: Final = "Kies deze gemeente"

MAP_FAILED: Final = "De kaart kon niet geladen worden. De tabel hieronder zegt hetzelfde."

MAP_COLOURS: Final = "Kleur de kaart volgens"

YEAR: Final = "Jaar"


def map_colours(item: Indicator) -> dict[str, str]:
    """How the map can be coloured: what "better" means depends on what is known of chance."""
    thirds = "beter of minder goed dan de middelste gemeente en dan Vlaanderen"
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

WHAT: Final = "Wat zoek je?"
SEARCH_EMPTY: Final = (
    "Zoek een gemeente, een doelstelling, een thema of een cijfer. Meer dan één mag, met komma's "
    "ertussen: “armoede, werkloosheid”."
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
        f"Niets gevonden voor “{question[:80]}”: er is geen cijfer over, of het heet hier anders. "
        "Probeer een ander woord, of een deel van het woord. Een postcode, een deelgemeente of een "
        "oude naam van een gemeente mag ook."
    )


def not_yet(question: str) -> str:
    """What was asked is in the list, and has no figures yet."""
    return f"Over “{question[:80]}” is er nog geen cijfer."


ABSENT: Final[Mapping[str, tuple[str, ...]]] = {
    "de levensverwachting": ("levensverwacht", "levensduur"),
    "overgewicht": ("overgewicht", "obesitas", "zwaarlijvig"),
    "zelfdoding": ("zelfdoding", "zelfmoord", "suïcide"),
    "fijn stof": ("fijnstof", "fijn stof"),
    "eenoudergezinnen": ("eenouder", "alleenstaande ouder"),
    "de wachtlijst voor een sociale woning": ("wachtlijst",),
    "leegstand": ("leegstand", "leegstaand", "tweede verblij"),
    "de bevolking die we in de toekomst verwachten": ("vooruitzicht", "bevolkingsgroei"),
    "dakloosheid": ("dakloos", "daklozen", "thuisloos"),
    "voedselhulp": ("voedselhulp", "voedselbank"),
    "het opleidingsniveau van de inwoners": ("opleidingsniveau",),
    "sterfte": ("sterfte", "overlijden", "overleden"),
    "roken": ("roken", "rokers"),
    "parkeren": ("parkeren", "parkeerplaats", "parking"),
    "religie": ("religie", "godsdienst", "geloof"),
}
"""What people look for and no figure here is about → what a question of it holds.

docs/wat-ontbreekt.md says of most who has it.
"""


def no_figure_of(question: str) -> str:
    """What is said of something that no figure is about; "" for anything else."""
    asked = question.casefold()
    for topic, begins in ABSENT.items():
        if any(begin in asked for begin in begins):
            return f"Over {topic} is er hier geen cijfer."
    return ""


def more_hits(count: int) -> str:
    return f"En nog {plural(count, 'ander', 'andere')}. Typ een woord meer om minder te vinden."


def now(old: str, new: str) -> str:
    """An old name of a municipality, as a result."""
    return f"{old} (nu {new})"


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
    (r"1 option available\.", "1 keuze."),
    (r"(\d+) options available\.", "$1 keuzes."),
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
        "De site antwoordt niet. Ben je verbonden met het internet? Zodra de site er weer is, gaat "
        "deze pagina vanzelf verder.",
    ),
    ("Page not found", "Deze pagina bestaat niet"),
    ("Running", "Bezig"),
)
"""Its words have no setting. What is not listed stays English; `test_dutch.py` looks for it."""

DID_YOU_MEAN: Final = "Bedoel je:"

TO_TOP: Final = "↑ Naar boven"

TO_START: Final = "Naar de startpagina"

NOT_FOUND: Final = "Dit adres bestaat niet."

OTHER_ADDRESS: Final = "Deze site staat op een ander adres:"

OTHER_SITE: Final = "Dit verzoek hoort niet bij deze site."
