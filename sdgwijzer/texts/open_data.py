"""Words of `/gegevens`: everything there is to take along, and its addresses that stay."""

from typing import Final

from sdgwijzer.texts.numbers import NBSP, day, listed, number, plural

WAY: Final = "Alle gegevens om mee te nemen"
"""Of the links that lead here."""

ALL: Final = "Alles in één keer"
ONE_PLACE: Final = "Eén gemeente"
BASKET: Final = "Wat je opzij legde"
BY_GOAL: Final = "Per doelstelling en per cijfer"
COLUMNS: Final = "Wat elke kolom is"
READING: Final = "Inlezen in je eigen programma"

LASTING: Final = (
    "Deze adressen veranderen niet. Je kan ze aan een rekenblad of een script koppelen: je krijgt "
    "telkens de cijfers van nu."
)
COLUMNS_LEAD: Final = (
    "Elk bestand heeft dezelfde kolommen. Een rij is één cijfer van één gemeente in één jaar. Het "
    "oordeel en alles wat erbij hoort, staan in de rijen van het laatste jaar en van het jaar "
    "waarin we vergelijken. Wat leeg is, is er niet."
)
ALL_PLACES: Final = "Alle gemeenten"
TO_API: Final = "Andere vragen aan de cijfers, voor programma's"
DESCRIBED: Final = "beschrijving (JSON)"

FILES: Final = {
    "zip": ("Alles met uitleg (ZIP)", 54, "CSV en Parquet, met leesmij, kolommen en licenties"),
    "excel.csv": ("CSV voor Excel", 561, "opent zo in een Nederlandstalige Excel"),
    "csv": ("CSV", 537, "voor elk programma"),
    "parquet": ("Parquet", 22, "klein en snel, voor R, Python en DuckDB"),
    "json": ("JSON", 2063, "een lijst met een object per rij"),
}
"""Ending → name, bytes of a row (about), and for whom."""

DATABASE: Final = "Databank (DuckDB)"
DATABASE_FOR: Final = "het bestand waar deze site zelf uit leest"

NO_SHEET: Final = (
    "Een werkmap (XLSX) van alles is er niet: Excel zou minuten nodig hebben om ze te openen. "
    "Neem de CSV voor Excel, of een werkmap van één doelstelling, gemeente of cijfer op zijn "
    "pagina."
)

COPY: Final = "Kopieer"
COPIED: Final = "Gekopieerd."

EXAMPLES: Final = {
    "Excel (Power Query, lege query)": (
        '= Csv.Document(Web.Contents("{address}"), [Delimiter=",", Encoding=65001])'
    ),
    "R": 'cijfers <- read.csv("{address}", colClasses = c(nis_code = "character"))',
    "Python": ('import pandas; cijfers = pandas.read_csv("{address}", dtype={"nis_code": str})'),
    "DuckDB": "SELECT * FROM read_csv('{address}', types = {'nis_code': 'VARCHAR'});",
}
"""Program → its line; `{address}` is filled in."""

EXCEL_HINT: Final = (
    "In Excel: Gegevens, Gegevens ophalen, Uit andere bronnen, Lege query. Gebruik daarna de "
    "eerste rij als kolomkoppen, en zet getallen om met landinstelling Engels."
)


def lead(indicators: int, places: int, figures: int) -> str:
    """How much there is."""
    return (
        f"{plural(indicators, 'indicator', 'indicatoren')}, "
        f"{plural(places, 'gemeente', 'gemeenten')} en {number(figures, 0)} rijen: alles wat op "
        "deze site staat, kan je meenemen. Niets is afgerond, en bij elk cijfer staan de bron en "
        "de licentie."
    )


def size(bytes_: int) -> str:
    """About how large a file is: "170 MB"."""
    megabytes = bytes_ / 1_000_000
    round_ = round(megabytes, -1) if megabytes >= 100 else megabytes
    return f"ongeveer {number(max(1, round_), 0)}{NBSP}MB"


def file_note(bytes_: int, said: str) -> str:
    """What stands behind the link of a file."""
    return f"{size(bytes_)}; {said}"


def goal(number_: int, name: str, indicators: int) -> str:
    """The head of what unfolds."""
    return f"SDG{NBSP}{number_} · {name} ({indicators})"


def archive(indicators: int) -> str:
    """The head of what is kept and not shown."""
    return f"Oude cijfers die we bewaren ({indicators})"


def goal_file(number_: int) -> str:
    return f"Alle cijfers van SDG{NBSP}{number_} (CSV)"


def place_lead(name: str) -> str:
    """Before the address of the file of the municipality that is chosen."""
    return f"Alle cijfers van {name}. Het adres dat niet verandert: "


def choose(places: int) -> str:
    """How one finds the file of a municipality where none is chosen."""
    return f"Elk van de {places} gemeenten heeft een bestand met al haar cijfers."


def facts(years: str, places: int, source: str, licence: str, retrieved: str) -> str:
    """What is known of the figures of an indicator, in one line."""
    parts = [
        years,
        plural(places, "gemeente", "gemeenten"),
        source,
        licence,
        f"opgehaald op {day(retrieved)}" if retrieved else "",
    ]
    return " · ".join(part for part in parts if part)


def years(first: int, last: int, many: int) -> str:
    """The years that have figures: "2010-2022", "2010 en 2022"."""
    if many == 1:
        return str(last)
    if many == 2 and last - first > 1:
        return listed([str(first), str(last)])
    return f"{first}-{last}" + (f" ({many} jaren)" if many < last - first + 1 else "")
