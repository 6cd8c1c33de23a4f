"""The addresses for programs: their page, and what is said where there is no answer."""

from collections.abc import Mapping, Sequence
from typing import Final

from sdgwijzer.texts.numbers import listed, plural

TITLE: Final = "Cijfers voor programma's"

LEDE: Final = (
    "Elk cijfer en elk oordeel van SDG-Wijzer heeft een adres, voor een rekenblad of een eigen "
    "programma. Je hebt geen sleutel nodig. Zet .csv achter een adres voor een tabel, of .json "
    "voor een programma."
)

HEADINGS: Final[Mapping[str, str]] = {
    "fixed": "Vaste bestanden",
    "resources": "Alles wat je kan vragen",
    "rules": "Hoe het werkt",
    "problems": "Als er geen antwoord is",
    "document": "Het hele contract, voor programma's:",
}

FIXED: Final = (
    "Eén tabel met alle jaren, altijd op hetzelfde adres. Handig om aan een rekenblad of een "
    "script te koppelen."
)

FIXED_FILES: Final[Mapping[str, str]] = {
    "indicators": "Eén indicator, alle gemeenten",
    "municipalities": "Eén gemeente, alle indicatoren",
    "goals": "Eén doelstelling, alle gemeenten",
    "observations": "Alles (ongeveer 170 MB)",
}

TRY: Final = "Probeer:"

ONE: Final = "Eén ervan:"

PROBLEMS: Final = (
    "Dan zegt het antwoord in het Nederlands wat er scheelt, wat er verwacht werd en wat je kan "
    "doen (application/problem+json)."
)

RESOURCES: Final[Mapping[str, str]] = {
    "municipalities": "De gemeenten van vandaag, met hun codes, regio, buren en postcodes.",
    "goals": "De 17 doelstellingen.",
    "indicators": "De indicatoren: naam, uitleg, eenheid, bron en licentie.",
    "observations": "De cijfers per gemeente, indicator en jaar, onafgerond, met bron en licentie.",
    "assessments": "De laatste cijfers met hun oordeel, naast Vlaanderen of naast wie je kiest.",
    "changes": "Wat er veranderde: oordelen, herziene cijfers en nieuwe jaren.",
    "sentences": "De zinnen die je kan voorlezen, per doelstelling en per cijfer.",
}

_MUNICIPALITIES: Final = (
    "namen, NIS-codes of postcodes van Vlaamse gemeenten, hoogstens 50, met komma's ertussen"
)
_PEERS: Final = (
    "gemeenten, of groepen: buurgemeenten, referentieregio, arrondissement, provincie, belfius, "
    "gelijkaardig of vlaanderen, met komma's ertussen"
)

PARAMETERS: Final[Mapping[str, str]] = {
    "municipality": _MUNICIPALITIES,
    "indicator": "codes van indicatoren, hoogstens 50, met komma's ertussen",
    "goal": "nummers van doelstellingen, 1 tot en met 17, met komma's ertussen",
    "year": "een jaar van 1950 tot en met 2100",
    "from": "het eerste jaar, van 1950 tot en met 2100",
    "to": "het laatste jaar, van 1950 tot en met 2100",
    "peers": _PEERS,
    "since": "een dag als 2026-11-26",
    "kind": "judgement (oordelen), figure (herziene cijfers) of year (nieuwe jaren)",
    "limit": "hoeveel rijen, 1 tot en met 1000",
    "offset": "hoeveel rijen je overslaat, 0 of meer",
}
"""What each filter takes; a sentence begins before it."""

ONE_MUNICIPALITY: Final = "de naam, NIS-code of postcode van één gemeente; die moet erbij"

RULES: Final = (
    "JSON heeft zonder limit 100 rijen. Het totaal en het adres van de volgende rijen staan erbij.",
    "CSV heeft zonder limit alle rijen: komma, decimale punt, UTF-8. Leeg is: er is geen cijfer.",
    "Getallen zijn niet afgerond. Waarom er geen getal is, staat in de kolom missing.",
    "Lees nis_code als tekst.",
    "De cijfers veranderen hoogstens elke nacht. Met ETag en If-None-Match haal je alleen op wat "
    "nieuw is.",
    "Andere websites mogen deze adressen vragen (CORS).",
)

KINDS: Final[Mapping[str, tuple[str, str]]] = {
    "vraag": ("De vraag klopt niet", "Verbeter wat het antwoord noemt en vraag het opnieuw."),
    "onbekend": (
        "Dat is er niet",
        "De gemeente, de indicator of het adres bestaat niet. Het antwoord noemt wat erop lijkt.",
    ),
    "methode": ("Je kan hier alleen lezen", "Vraag met GET of HEAD."),
    "vorm": ("Die vorm is er niet", "Vraag JSON of CSV, met .json of .csv achter het adres."),
    "drukte": ("Het is te druk", "Wacht zo lang als Retry-After zegt, en vraag het opnieuw."),
    "fout": ("Er ging iets mis", "De beheerder ziet de fout. Probeer het later opnieuw."),
    "cijfers": ("De cijfers zijn er even niet", "Probeer het over enkele minuten opnieuw."),
}
"""Kind of a problem → its title, and what one does."""


def expected(name: str, names: Sequence[str]) -> str:
    """What was expected of a filter, or of the filters together.

    Args:
        name: the filter, or what is wrong with several.
        names: the filters that there are.
    """
    together = {
        "year_and_period": "year, of from en to",
        "period": "een jaar bij from dat niet na dat bij to komt",
        "peers_of_one": "één gemeente bij municipality",
    }
    if name in together:
        return together[name]
    if name not in names:
        return f"een van {', '.join(names)}" if names else "geen filters op dit adres"
    return PARAMETERS[name]


def refused(parameter: str, found: str | None, expected: str) -> str:
    """One thing in an address that cannot be right."""
    together = {
        "year_and_period": "year gaat niet samen met from of to",
        "period": "from komt na to",
        "peers_of_one": "peers gaat met één gemeente samen",
    }
    if parameter in together:
        return f"{together[parameter].capitalize()}: verwacht {expected}. Verbeter het adres."
    if found is None:
        return f"In het adres ontbreekt {parameter}: verwacht {expected}. Zet het erbij."
    if expected not in PARAMETERS.values():
        return f"De filter “{parameter}” is er niet: verwacht {expected}. Verbeter de naam."
    return f"In het adres staat {parameter}={found}: verwacht {expected}. Verbeter het."


def too_long(found: int, most: int) -> str:
    return (
        f"Het adres heeft {found} tekens achter het vraagteken, en het mogen er {most} zijn. Vraag "
        "minder tegelijk."
    )


def _offered(names: Sequence[str], otherwise: str) -> str:
    return f"Bedoel je {' of '.join(names)}?" if names else otherwise


def no_municipality(asked: str, offered: Sequence[str], *, several: bool) -> str:
    """A name that stands for no municipality, or for several."""
    if several:
        return f"“{asked[:60]}” kan meer dan één gemeente zijn. {_offered(offered, '')}"
    said = f"Er is geen Vlaamse gemeente met de naam, de NIS-code of de postcode “{asked[:60]}”."
    return f"{said} {_offered(offered, 'Alle gemeenten staan op /api/v1/municipalities.')}"


def no_indicator(asked: str, offered: Sequence[str]) -> str:
    said = f"Er is geen indicator met de code “{asked[:60]}”."
    return f"{said} {_offered(offered, 'Alle indicatoren staan op /api/v1/indicators.')}"


def no_goal(asked: str) -> str:
    return (
        f"Er is geen doelstelling “{asked[:60]}”: verwacht een nummer van 1 tot en met 17. Alle "
        "doelstellingen staan op /api/v1/goals."
    )


def no_group(word: str, place: str, offered: Sequence[str]) -> str:
    return f"De groep {word} is er niet voor {place}. Deze zijn er wel: {listed(list(offered))}."


def only_itself(place: str) -> str:
    return f"Bij peers staat alleen {place} zelf. Noem een andere gemeente of een groep."


def no_address(path: str, names: Sequence[str]) -> str:
    return (
        f"Het adres /{path[:60]} is er niet. Deze zijn er wel: {listed(list(names))}. Uitleg staat "
        "op /api/v1/."
    )


def wrong_method(method: str) -> str:
    return f"Je vroeg met {method[:20]}, en hier kan je alleen lezen. Vraag met GET of HEAD."


def wrong_form(accept: str) -> str:
    return (
        f"Je vroeg “{accept[:60]}”, en dit adres geeft application/json of text/csv. Vraag een van "
        "die twee, of zet .json of .csv achter het adres."
    )


def too_busy(most: int) -> str:
    return (
        f"Er zijn nu {most} vragen tegelijk onderweg, en meer kan niet. Wacht een seconde en vraag "
        "het opnieuw."
    )


def few(count: int, needed: int) -> str:
    """Judgements stay beside Flanders where there are few peers."""
    those = plural(count, "gemeente", "gemeenten")
    return (
        f"Je noemde {those} om mee te vergelijken. Een oordeel vraagt er minstens {needed}: deze "
        "oordelen zijn naast heel Vlaanderen."
    )
