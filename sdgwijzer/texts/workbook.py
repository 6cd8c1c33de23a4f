"""Words of a workbook of figures: its sheets, its columns and what they mean."""

from collections.abc import Mapping
from typing import Final, NamedTuple

from sdgwijzer.goals import goal
from sdgwijzer.judgement.position import Reason
from sdgwijzer.model import Flag, Margin, Missing, Status, Trend
from sdgwijzer.texts import words
from sdgwijzer.views import marks

TITLE: Final = "Cijfers van SDG-Wijzer"
FIGURES: Final = "Cijfers"
UNROUNDED: Final = "Onafgerond"
EXPLAINED: Final = "Uitleg"
"""Sheets."""


class Column(NamedTuple):
    """A column of the first sheet."""

    heading: str
    width: float  # in characters
    meaning: str


COLUMNS: Final[Mapping[str, Column]] = {
    "goal": Column("Doelstelling", 30, "De doelstelling waarbij de indicator meetelt."),
    "indicator": Column("Indicator", 48, "Wat er geteld of gemeten is."),
    "municipality": Column("Gemeente", 20, "De gemeente, zoals ze nu is."),
    "year": Column("Jaar", 8, "Het jaar van het cijfer."),
    "value": Column(
        "Cijfer", 12, "Het cijfer, afgerond zoals op het scherm. Leeg: er is geen cijfer."
    ),
    "unit": Column(
        "Eenheid", 22, "De eenheid van het cijfer, van de middelste gemeente en van Vlaanderen."
    ),
    "note": Column(
        "Opmerking", 30, "Waarom er geen cijfer is, of wat je over het cijfer moet weten."
    ),
    "middle": Column(
        "Middelste gemeente",
        12,
        "Het cijfer van de middelste gemeente van Vlaanderen in dat jaar: de helft van de "
        "gemeenten heeft meer, de helft minder.",
    ),
    "flanders": Column(
        "Vlaanderen",
        12,
        "Het cijfer van Vlaanderen als geheel, in het jaar waarin we gemeenten vergelijken. Op "
        "het blad Onafgerond zegt flanders_kind of het gepubliceerd, geteld of geschat is.",
    ),
    "judgement": Column(
        "Oordeel",
        24,
        "Hoe het laatste cijfer staat naast alle Vlaamse gemeenten. Het staat in de rij van het "
        "laatste jaar.",
    ),
    "reason": Column("Waarom geen oordeel", 32, "Waarom het laatste cijfer geen oordeel krijgt."),
    "trend": Column(
        "Trend", 30, "Welke kant het cijfer uitgaat. Ze staat in de rij van het laatste jaar."
    ),
    "rank": Column(
        "Plaats in Vlaanderen",
        12,
        "De plaats tussen alle Vlaamse gemeenten met een cijfer, in het jaar waarin we "
        "vergelijken: 1 is de beste, of de hoogste als er geen beter of slechter is. Gemeenten "
        "met hetzelfde cijfer delen hun plaats.",
    ),
    "n": Column("Van hoeveel", 10, "Hoeveel Vlaamse gemeenten dat jaar een cijfer hebben."),
    "group_middle": Column(
        "Middelste van de groep",
        12,
        "Het cijfer van de middelste gemeente van de groep die gekozen is, zonder de eigen "
        "gemeente. Alles over de groep staat alleen bij de eigen gemeente.",
    ),
    "group_judgement": Column(
        "Oordeel naast de groep", 24, "Hoe het laatste cijfer staat naast de groep."
    ),
    "group_rank": Column(
        "Plaats in de groep", 12, "De plaats in de groep, met de eigen gemeente erbij."
    ),
    "group_n": Column(
        "Groep: van hoeveel",
        10,
        "Hoeveel gemeenten van de groep een cijfer hebben, met de eigen gemeente erbij.",
    ),
    "target": Column("Doel", 12, "De waarde die iemand wil bereiken, waar er een is."),
    "aim": Column("Tegenover het doel", 18, "Hoe ver het cijfer van dat doel staat."),
    "reliability": Column("Betrouwbaarheid", 16, "Hoeveel je uit het cijfer mag besluiten."),
    "source": Column("Bron", 50, "Wie het cijfer publiceerde, en waarin."),
}
"""In order."""

HEADS_EXPLAINED: Final = (("Waarover", 14.0), ("Naam", 40.0), ("Uitleg", 110.0))

FILE: Final = "Bestand"
PLACES: Final = "Gemeenten"
GROUP: Final = "Groep"
DAY: Final = "Stand van"
ROUNDED: Final = (
    "Dezelfde rijen als op het blad Onafgerond, met woorden en afgerond zoals op het scherm."
)
PRECISE: Final = (
    "Alle kolommen zoals in de CSV, zonder af te ronden. De namen en hun uitleg zijn in het Engels."
)
SOURCE: Final = "Bron"


def taken(licence: str, day: str) -> str:
    """How a source may be used, and when it was asked."""
    return f"{licence}; opgehaald op {day}" if day else licence


def of_goal(number: int) -> str:
    """SDG 1: Geen armoede; with a plain space, for whoever searches in the sheet."""
    return f"SDG {number}: {goal(number).name}"


def note(missing: str | None, flag: str | None) -> str | None:
    """Why there is no figure, or what to know about it."""
    if missing:
        return words.MISSING[Missing(missing)]
    return words.FLAG[Flag(flag)] if flag else None


def judgement(status: str | None, margin: str | None, reason: str | None) -> str | None:
    """The word of a judgement, as beside its mark on the screen."""
    if status is None:
        return None
    if reason == Reason.CONTEXT:
        return words.CONTEXT.text
    return words.mark_words(marks.of(Status(status), Margin(margin or Margin.NONE), reason or ""))


def why(status: str | None, reason: str | None) -> str | None:
    """Why there is no judgement; nothing for context, which says so itself."""
    if status != Status.UNKNOWN or not reason or reason == Reason.CONTEXT:
        return None
    return words.STATUS_REASON[reason]


def trend(found: str | None, slope: float | None, clear: bool | None) -> str | None:
    """The word of a trend."""
    if found is None:
        return None
    return words.trend_word(Trend(found), slope or 0.0, bool(clear)).text


def aim(basis: str | None, status: str | None) -> str | None:
    """The word of a target."""
    if basis in (None, "peers") or status in (None, Status.UNKNOWN):
        return None
    return words.AIM[Status(status)].text


def reliability(found: str | None) -> str | None:
    """How much a figure can bear."""
    known = {str(code): word.text for code, word in words.RELIABILITY.items()}
    return known.get(found or "")
