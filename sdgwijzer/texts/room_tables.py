"""Tables of a workroom: their columns, what each means, and the text that goes with them."""

from collections.abc import Mapping, Sequence
from typing import Final

COLUMNS: Final[Mapping[str, Mapping[str, str]]] = {
    "voorstellen": {
        "voorstel": "string",
        "titel": "string",
        "uitleg": "string",
        "sdg": "string",
        "mensen": "integer",
    },
    "ideeen": {
        "idee": "string",
        "titel": "string",
        "uitleg": "string",
        "sdg": "string",
        "kaarten": "string",
        "op_papier": "boolean",
        "steun": "integer",
        "voorstel": "string",
        "toestand": "string",
        "reden": "string",
    },
    "kaarten": {
        "kaart": "string",
        "titel": "string",
        "uitleg": "string",
        "sdg": "string",
        "bron": "string",
        "stand": "string",
    },
    "verdeling": {
        "voorstel": "string",
        "kring": "string",
        "stemmers": "integer",
        "kozen": "integer",
        **{f"as1_{score}": "integer" for score in range(1, 6)},
        **{f"as2_{score}": "integer" for score in range(1, 6)},
    },
    "keuzes": {
        "voorstel": "string",
        "keuze": "string",
        "plaats": "integer",
        "uitdaging": "string",
        "reden": "string",
    },
    "moderatie": {
        "dag": "date",
        "wie": "string",
        "wat": "string",
        "nummer": "string",
        "reden": "string",
    },
}
"""Table → its columns, with their type."""

STATES: Final = {
    "shown": "getoond",
    "waiting": "niet gelezen",
    "hidden": "verborgen",
    "aside": "opzij gezet",
}

_MEANINGS: Final = {
    "voorstel": "nummer van het voorstel (V1, V2, …)",
    "titel": "in enkele woorden",
    "uitleg": "de volledige tekst",
    "sdg": "nummers van de doelstellingen, met een spatie ertussen",
    "mensen": "mensen die een idee van dit voorstel brachten of steunden; elk telt één keer",
    "idee": "nummer van het idee (I1, I2, …)",
    "kaarten": "nummers van de kaarten die erbij horen",
    "op_papier": "ingetypt van papier: daarvan telt niemand mee bij de mensen",
    "steun": "mensen die dit idee steunden",
    "toestand": "getoond, niet gelezen, verborgen of opzij gezet",
    "reden": "waarom",
    "kaart": "nummer van de kaart: C cijfer, U uitdaging, A actie uit het plan",
    "bron": "van wie het cijfer is",
    "stand": "van welke dag het cijfer is",
    "kring": "groep mensen met een eigen code",
    "stemmers": "deelnemers van de kring die minstens één keuze of punt gaven",
    "kozen": "stemmers die dit voorstel kozen; leeg bij minder dan vijf stemmers",
    "keuze": "prioriteit, later of niet weerhouden",
    "plaats": "van een prioriteit, vanaf 1",
    "uitdaging": "nummer van de uitdaging waar het voorstel onder ligt",
    "dag": "dag van de handeling",
    "wie": "facilitator (begeleider), screen, rule (de klok) of host (beheerder)",
    "wat": "wat er gebeurde",
    "nummer": "van het idee of het voorstel",
}
_HEADINGS: Final = {"op_papier": "Op papier", "sdg": "SDG"}
_WIDE: Final = {"titel": 40.0, "uitleg": 60.0, "reden": 60.0, "bron": 40.0}


def meaning(column: str) -> str:
    """What a column has."""
    axis, _, score = column.partition("_")
    if axis in ("as1", "as2") and score.isdecimal():
        which = "eerste" if axis == "as1" else "tweede"
        return f"hoeveel {score} gaven op de {which} vraag; leeg bij minder dan vijf punten"
    return _MEANINGS[column]


def heading(column: str) -> str:
    """Above a column of a workbook."""
    if column[:3] in ("as1", "as2"):
        return f"As {column[2]}: {column[4:]}"
    return _HEADINGS.get(column, column.capitalize())


def width(column: str) -> float:
    """Of a column of a workbook, in characters."""
    return _WIDE.get(column, 12.0)


def read_me(title: str, place: str, ref: str, files: Sequence[str]) -> str:
    """What goes with the files."""
    listed = "\n".join(f"- `{name}`" for name in sorted(files))
    columns = "\n".join(
        f"- `{name}`: {meaning(name)}"
        for name in dict.fromkeys(each for table in COLUMNS.values() for each in table)
    )
    return f"""# {title} ({place})

Wat werkruimte {ref} naliet. Er staat niet in wie meedeed, wie welk idee schreef of wat iemand
stemde.

{listed}

`werkruimte.json` is het volledige document: `sdgwijzer nota werkruimte.json` maakt er de
inspiratienota van, `sdgwijzer workroom import werkruimte.json` een werkruimte om in te lezen. De
CSV-bestanden hebben een komma en een decimale punt; een tekst die een rekenblad als formule zou
uitvoeren, krijgt er een apostrof voor.

Uit de aantallen in `verdeling.csv` volgt elk ander getal:

- aandeel = kozen / stemmers, in hele procenten, een half naar boven;
- geïnterpoleerde mediaan van c1 tot c5: het gemiddelde van een ondergrens en een bovengrens. De
  ondergrens is k - 0,5 + (n/2 - C(k-1)) / c(k), met k de eerste klasse waarvoor C(k) minstens n/2
  is (C telt op van 1 tot k); de bovengrens is hetzelfde, geteld van boven;
- verdeeld: minstens een kwart gaf 1 of 2, minstens een kwart gaf 4 of 5, en minder gaven 3 dan een
  van beide; eensgezind: anders, als derde en eerste kwartiel hoogstens 1 verschillen; wisselend:
  anders.

## Kolommen

{columns}
"""
