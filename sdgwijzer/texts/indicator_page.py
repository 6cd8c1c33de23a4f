"""The page of one indicator: how to read it, what to mind, its figures to embed."""

from collections.abc import Mapping, Sequence
from typing import Final

from sdgwijzer.judgement.trend import MIN_POINTS
from sdgwijzer.model import Chance, Flag, Indicator
from sdgwijzer.texts import standing
from sdgwijzer.texts.numbers import NBSP, day, figure, listed, name_and_unit, plural
from sdgwijzer.views.cards import Card

# the indicator page
NO_FIGURE: Final = "Laatste cijfer"

HOW_SURE: Final = "Hoe zeker is het cijfer?"

WHICH_WAY: Final = "Welke kant gaat het op?"

LARGER: Final = "Bekijk groot, met alle jaren"

SMALLER: Final = "Toon weer klein"


def where(place: str) -> str:
    return f"Waar staat {place} tussen alle gemeenten?"


DISTRIBUTION: Final = "Verdeling van de gemeenten"

TABLE: Final = "Alle gemeenten in een tabel"

HOW_TO_READ: Final = "Zo lees je dit"

BEWARE: Final = "Waarop moet je letten?"

RANKING_HEAD: Final = ("Plaats", "Gemeente", "Cijfer", "Marge (95 %)", "Tegenover Vlaanderen")


def not_in_picture(place: str) -> str:
    """Why the own municipality is not among the dots."""
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
        return figure(value, item)

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
            "De middelste gemeente: de helft van de gemeenten heeft een hoger cijfer, de helft een "
            "lager."
        )
    if card.shared and card.flanders is not None:
        lines.append(
            "Vlaanderen is het gewest als geheel. Grote steden wegen daarin zwaarder door, dus kan "
            "het ver van de middelste gemeente liggen."
        )
    if item.direction.sign and card.beside_peers:
        lines.append(
            "“Beter” en “minder goed”: de gemeente hoort bij het beste of het zwakste derde van de "
            "groep waarmee je vergelijkt, en de middelste van die groep valt buiten haar marge. "
            "Vlaanderen telt voor dat oordeel dan niet mee."
        )
    elif item.direction.sign and card.shared:
        lines.append(
            "“Beter” en “minder goed”: de gemeente hoort bij het beste of het zwakste derde, de "
            "middelste gemeente valt buiten haar marge"
            + (", en ze is ook beter of minder goed dan Vlaanderen." if card.flanders else ".")
        )
    elif not item.direction.sign:
        lines.append(
            "Dit is een achtergrondcijfer. Hoger is niet beter of slechter, dus is er geen oordeel."
        )
    if said := standing.margin_of(card):
        low, high = (figure(each, item) for each in (card.low or 0, card.high or 0))
        lines.append(f"{said} Voor {place} in {card.common_year}: van {low} tot {high}.")
    lines.append(
        "“Betrouwbaarheid” zegt hoeveel je op dit ene cijfer mag bouwen: een brede of geschatte "
        "marge of een ouder cijfer maakt ze lager."
    )
    lines.append(
        f"Een richting is er pas na minstens {MIN_POINTS} jaren, en als ze langer aanhoudt dan "
        "gewoon schommelen. Hoe we rekenen, staat bij Verantwoording."
    )
    return lines


def beware(card: Card, flags: Sequence[str]) -> list[str]:
    """What one should not conclude from this figure."""
    item = card.indicator
    said = {
        "Dit is een aantal. Het hangt af van hoe groot de gemeente is: gebruik het niet om "
        "gemeenten te rangschikken.": item.measure.additive,
        "Dit cijfer komt uit een bevraging. De bron geeft geen foutenmarge per gemeente: "
        "we schatten ze, en kleine verschillen zeggen weinig.": item.chance is Chance.SURVEY,
        "Bedragen zijn niet aangepast aan de stijging van de prijzen. Of een gemeente vooruitgaat, "
        "zie je alleen naast de middelste gemeente.": item.unit.startswith("euro"),
        "Het gaat om een klein aantal. Het cijfer kan van jaar tot jaar sterk schommelen.": (
            card.small
        ),
        "Dit cijfer is oud: het krijgt geen oordeel meer.": (
            card.old and card.own.value is not None
        ),
        **{text: flag in flags for flag, text in _FLAGGED.items()},
        "Een verschil tussen gemeenten is nog geen gevolg van beleid: ook de achtergrond van "
        "de inwoners, de ligging en toeval spelen mee.": item.owner is None,
    }
    return [text for text, holds in said.items() if holds]


_FLAGGED: Final = {
    Flag.SUMMED: (
        "De gemeente is gefuseerd. De jaren voor de fusie zijn samengeteld uit de vroegere "
        "gemeenten."
    ),
    Flag.RECALCULATED: (
        "De bron heeft de cijfers van voor de fusie herrekend naar de gemeente van nu."
    ),
    Flag.COMPUTED: (
        "De gemeente is gefuseerd. De bron heeft voor de jaren voor de fusie alleen cijfers van de "
        "vroegere gemeenten: wij berekenden er het cijfer van de nieuwe gemeente uit, volgens het "
        "aantal mensen dat de bron er telde."
    ),
    Flag.COMPOSED: (
        "De gemeente is gefuseerd na de bevraging. Wij stelden het cijfer samen uit dat van de "
        "vroegere gemeenten, volgens hun aantal inwoners. We vergelijken het niet."
    ),
    Flag.OTHER_FILE: (
        "Niet alle jaren komen uit hetzelfde bestand. De definitie is wel dezelfde. De uitleg bij "
        "de indicator zegt om welke jaren het gaat."
    ),
    Flag.BREAK: "De definitie veranderde. Vergelijk de jaren voor en na de breuk niet.",
    Flag.PROVISIONAL: "De laatste cijfers zijn voorlopig: de bron kan ze nog verbeteren.",
}


BAND: Final = "Marge (95 %)"

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


WHOLE_PAGE: Final = "Alles over dit cijfer"

EMBED: Final = "Eén figuur op je eigen website"

EMBED_HELP: Final = (
    "Elk van deze links toont één figuur. De code om een figuur op je eigen website te zetten, "
    "vind je bovenaan bij “Deel”: kopieer ze en plak ze in je pagina."
)

CODE_COPIED: Final = "Gekopieerd: de code. Plak ze in de HTML van je website."

FIGURES: Final = {
    "verloop": "Het verloop",
    "verdeling": "De verdeling",
    "kaart": "De kaart",
    "tabel": "De tabel",
}


def framed(figure_: str) -> str:
    """How a figure looks on another site."""
    return f"{figure_}, zoals op een andere website"


def code_of(figure_: str) -> str:
    """What is copied to show a figure on another site."""
    return f"Kopieer de code: {figure_[:1].lower()}{figure_[1:]}"


def file_of(figure_: str, kind: str) -> str:
    """A figure as a file: "De kaart als PNG"."""
    return f"{figure_} als {kind}"
