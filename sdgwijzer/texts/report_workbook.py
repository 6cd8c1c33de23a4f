"""Words of the workbook: names of its sheets, heads of its columns, how it is read."""

from collections.abc import Iterator, Sequence
from typing import Final

from sdgwijzer.texts import method, words
from sdgwijzer.texts.numbers import listed
from sdgwijzer.views.marks import Mark

READ_ME: Final = "Lees mij"
SUMMARY: Final = "Samenvatting"
SERIES: Final = "Reeksen"
ALL: Final = "Alles"
SOURCES: Final = "Bronnen"

SHEETS: Final = {"profiel": "Profiel", "bijlage": "Bijlage"}
"""Anchor of a chapter with tables → its sheet; a goal has its number."""

READ_ME_HEAD: Final = ("Onderdeel", "Wat", "Uitleg")
SUMMARY_HEAD: Final = ("Onderdeel", "Tekst", "Bronnen")
SERIES_HEAD: Final = ("Code", "Cijfer", "Eenheid", "Jaar")
MISSING: Final = "Ontbreekt"
SOURCES_HEAD: Final = (
    *("Nummer", "Uitgever", "Titel", "Licentie", "Bestand van", "Opgehaald op", "Adres"),
)
PART: Final = "Onderdeel"
"""Above the name of the table, where a sheet has more than one."""
REFERENCES: Final = "Bronnen"

ABOUT: Final = "Over dit bestand"
IN_IT: Final = "Wat staat waar?"
READING: Final = "Hoe lees je dit?"
MARKS: Final = "Tekens"
COLUMNS: Final = "Kolommen van Alles"

_WHAT: Final = {
    READ_ME: "Deze uitleg.",
    SUMMARY: "De samenvatting als tekst. Achter elke regel staan de nummers van de bronnen.",
    SERIES: (
        "Elk cijfer per jaar, met een kolom per gemeente. Een lege cel is een cijfer dat er niet "
        "is. In de laatste kolom staat waarom."
    ),
    ALL: (
        "Alle cijfers met alle kolommen waarmee je een oordeel kan narekenen. Wijs een kolomkop "
        "aan voor de uitleg. Namen en uitleg van de kolommen zijn Engels, zoals in elke download."
    ),
    SOURCES: "De bronnen met hun nummer, hun licentie en hun adres.",
}
_TABLES: Final = (
    "De cijfers naast die van de andere gemeenten en van Vlaanderen, met oordeel, trend en "
    "nummer van de bron."
)

UNROUNDED: Final = (
    "Afronden",
    "De getallen zijn niet afgerond: je ziet evenveel cijfers na de komma als op de site, en je "
    "rekent met het hele getal. Staat er een jaar achter een getal, dan is het van dat jaar.",
)
GAPS: Final = (
    "Gaten",
    "We vullen niets in. Waar een cijfer ontbreekt, staat de reden.",
)


def goal(number: int) -> str:
    """The sheet of a goal."""
    return f"SDG {number}"


def about_sheet(name: str) -> str:
    """What stands on a sheet."""
    return _WHAT.get(name, _TABLES)


def marks() -> Iterator[tuple[str, str]]:
    """Sign and meaning: of the five marks, and of the two of background figures."""
    for mark in (Mark.GOOD, Mark.GOOD_ESTIMATED, Mark.MIDDLE, Mark.POOR, Mark.POOR_ESTIMATED):
        known = f"; {words.FILLED}" if mark.certain else ""
        also = f", of {words.MARK[Mark.BETWEEN].text}" if mark is Mark.MIDDLE else ""
        yield words.MARK[mark].symbol, f"{words.mark_words(mark)}{known}{also}"
    for mark in (Mark.HIGHER, Mark.LOWER):
        word = words.MARK[mark]
        yield word.symbol, f"{word.text} dan de middelste gemeente: een achtergrondcijfer"


def reading() -> tuple[tuple[str, str], ...]:
    """The rules in short."""
    return (UNROUNDED, GAPS, *method.SHORT)


def gaps(found: Sequence[tuple[str, str]], *, alone: bool) -> str:
    """Why figures of a year are missing: "Zwevegem: verborgen; Kuurne: fusie".

    Args:
        found: municipality and code of the reason.
        alone: is there but one municipality?
    """
    if alone:
        return listed([words.short_missing(code) for _, code in found])
    return "; ".join(f"{name}: {words.short_missing(code)}" for name, code in found)
