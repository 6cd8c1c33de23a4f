"""How judgements are made, in plain Dutch; every number comes from the constant that decides."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from sdgwijzer.judgement import (
    chance,
    direction,
    enough,
    expected,
    flemish,
    margin,
    net,
    noise,
    place,
    position,
    reliability,
    serial,
    signal,
    small,
    target,
    trend,
)
from sdgwijzer.model import Indicator, Scale, Status, Trend
from sdgwijzer.texts import numbers
from sdgwijzer.texts.groups import CONTEXT_NAMES
from sdgwijzer.texts.numbers import NBSP, change, figure, listed, number, percent
from sdgwijzer.texts.words import STATUS, trend_word
from sdgwijzer.views import peers

ON_ONE_PAGE: Final = "Op één pagina"
MORE: Final = "Meer over de regels"

_CHANCE: Final = round(1 / serial.DIRECTION_P)
_FALSE: Final = round(1 / signal.Q)

SHORT: Final = (
    (
        "Met wie vergelijken we?",
        "Met de middelste gemeente (de helft doet het beter, de helft minder goed) en met "
        "Vlaanderen als geheel. Grote steden wegen in het Vlaamse cijfer zwaarder door. Ligt een "
        "gemeente tussen de twee, dan noemen we haar niet beter of minder goed. Naast een "
        "groep (de buurgemeenten, de provincie, een eigen keuze) is er alleen de middelste van die "
        "groep, en telt Vlaanderen niet mee.",
    ),
    (
        "Hoe zeker is een cijfer?",
        "Elk cijfer schommelt van jaar tot jaar, in kleine gemeenten meer dan in grote. Uit de "
        "cijfers van alle gemeenten samen berekenen we hoeveel dat is voor een gemeente van die "
        f"grootte. Ongeveer {number(noise.Z, 0)} keer zoveel naar boven en naar beneden is de "
        f"marge ({percent(chance.LEVEL)}). Bij de burgerbevraging is het aantal antwoorden per "
        "gemeente niet openbaar; daar schatten we de marge, eerder te ruim dan te krap: alsof er "
        f"{noise.RESPONDENTS} antwoorden waren ({noise.FEW_RESPONDENTS} in een gemeente met minder "
        f"dan {number(noise.FEW_INHABITANTS, 0)} inwoners). Kennen we geen marge, dan geven we "
        "geen oordeel.",
    ),
    (
        "Beter of minder goed?",
        "Alleen als een gemeente bij het beste of het zwakste derde hoort, de middelste gemeente "
        "buiten haar marge valt, en ze ook beter of minder goed is dan Vlaanderen. Al de rest is "
        "geen duidelijk verschil.",
    ),
    (
        "Sterk of aandacht?",
        "Alleen als de gemeente vrijwel zeker bij dat derde hoort, hoe het cijfer ook schommelt, "
        f"en het verschil met de middelste gemeente minstens {percent(signal.LEAST_SHARE)} is (bij "
        f"een bevraging {signal.LEAST_POINTS:.0f} procentpunt). Omdat we naar tientallen cijfers "
        f"kijken, leggen we de lat hoger: hoogstens 1 op de {_FALSE} van wat we noemen, mag toeval "
        "zijn (Benjamini-Hochberg). Cijfers die over hetzelfde gaan, tellen samen één keer. Een "
        "eigen doel dat nog ver weg is, is ook een aandachtspunt.",
    ),
    (
        "Stijgt of daalt het?",
        "Cijfers van opeenvolgende jaren lijken op elkaar. Een paar jaren op rij in één richting "
        f"kan dus toeval zijn. Met minstens {trend.MIN_POINTS} van de laatste {trend.WINDOW_YEARS} "
        "jaren spreken we van een richting als ze zo lang aanhoudt dat ze bij gewoon schommelen "
        f"hoogstens 1 keer op {_CHANCE} voorkomt, en ze groot genoeg is "
        f"({percent(direction.LEAST)} van het gewone verschil tussen gemeenten). Duidelijk is ze "
        f"bij hoogstens 1 keer op {round(1 / serial.CLEAR_P)} en {percent(direction.CLEAR)} van "
        "dat verschil. Anders zeggen we dat het cijfer schommelt, en of het gemiddelde van de "
        "laatste drie jaar hoger of lager ligt dan dat van de eerste drie. Bleef alles binnen "
        f"{percent(direction.STILL)} van het gewone verschil, dan bleef het bijna gelijk.",
    ),
    (
        "En tegenover de middelste gemeente?",
        "Dan kijken we naar de verhouding met de middelste gemeente: 10 % hoger blijft 10 % hoger, "
        "ook als alle cijfers dalen. Zo spelen ook de prijzen geen rol. Wie terrein verliest, "
        "krijgt een vraag, geen verwijt; bij wie tot het beste derde hoort, wordt de voorsprong "
        "kleiner.",
    ),
    (
        "Na te rekenen?",
        "Ja: in elke rij van de download staan de marge, de twee referenties en de getallen "
        "waarmee ze berekend zijn.",
    ),
)
"""The method as a council reads it."""

METHOD: Final = (
    (
        "Eén gemeenschappelijk jaar",
        "We vergelijken gemeenten in het laatste jaar waarvoor minstens "
        f"{percent(enough.SHARE)} van de gemeenten een cijfer heeft. Heeft jouw "
        "gemeente in dat jaar geen cijfer, dan tonen we het laatste eigen cijfer met het jaar "
        "erbij, zonder oordeel.",
    ),
    (
        "Plaats tussen de andere gemeenten",
        "De plaats (bijvoorbeeld 34e van 284) telt hoeveel gemeenten het beter doen. Gelijke "
        "cijfers delen een plaats. De plaats zegt niet of het goed genoeg is.",
    ),
    (
        "De marge",
        "Per gemeente nemen we de veranderingen van het ene jaar op het andere, telkens naast de "
        "middelste gemeente. De helft van hun gemiddelde kwadraat is hoeveel één jaar schommelt. "
        "Over alle gemeenten samen hangt dat zo af van de grootte: a + b, gedeeld door het aantal "
        f"inwoners. Dat vraagt {margin.MIN_YEARS} jaren en {margin.MIN_PLACES} gemeenten. Kennen "
        "we ook aantallen en geven die een bredere marge, dan nemen we die. Zijn er te weinig "
        f"jaren, dan alleen die van de aantallen; minder dan {small.POOL_BELOW} tellen we dan over "
        f"{small.POOL_YEARS} jaren samen. Echte veranderingen maken de marge breder, nooit "
        "smaller.",
    ),
    (
        "Vlaanderen als geheel",
        "De som van alle gemeenten waar de bron aantallen geeft. Anders het gemiddelde, gewogen "
        "met de inwoners, als gemeenten met een cijfer samen "
        f"{percent(flemish.ENOUGH)} van hen tellen; daar staat “eigen schatting” bij. Voor "
        "medianen, prijzen en bedragen is er geen Vlaams cijfer: dan beslist de middelste "
        "gemeente alleen.",
    ),
    (
        "Genoeg gemeenten",
        "Een middelste gemeente, een plaats of een vergelijking met een groep is er alleen als "
        f"minstens {percent(enough.SHARE)} van die groep een cijfer heeft, en minstens "
        f"{enough.LEAST} gemeenten. Heeft meer dan {percent(position.MAX_TIES)} van de gemeenten "
        "hetzelfde cijfer, dan is er geen oordeel. Een eigen cijfer van één gemeente krijgt er "
        "dus nooit een.",
    ),
    (
        "Kleine gemeenten en kleine aantallen",
        f"Onder de {number(small.MIN_INHABITANTS, 0)} inwoners geven we geen oordeel over aandelen "
        f"en verhoudingen, en ook niet als er gedeeld wordt door minder dan "
        f"{small.MIN_DENOMINATOR}. Bij minder dan {small.FLAG_BELOW} staat “klein aantal”. Wat een "
        "bron verbergt, berekenen we niet.",
    ),
    (
        "Schommelen en omkeren",
        "Hoeveel opeenvolgende jaren op elkaar lijken, meten we per indicator over alle gemeenten "
        "samen (autocorrelatie). Daarvan hangt af hoe lang een richting moet aanhouden "
        "(Mann-Kendall; de verandering per jaar is die van Theil-Sen). Gaan de eerste en de tweede "
        "helft een andere kant op, en allebei meer dan de marge en dan "
        f"{percent(net.TURN)} van het gewone verschil, dan zeggen we sinds wanneer. Het gewone "
        "verschil is dat tussen de gemeente op een kwart en die op drie kwart. Over een nieuwe "
        "definitie heen trekken we geen lijn, en jaren waarvan we weten dat het cijfer niet klopt, "
        "tellen niet mee.",
    ),
    (
        "Doel",
        "Heeft een indicator een doel, of stelde de gemeente zelf een doel, dan zeggen we of het "
        f"bereikt is. “Meer dan halfweg” is minstens {percent(target.HALF_WAY)} van de weg. Die "
        f"weg begint waar de zwakste {number(target.WORST_PERCENT, 1)}{NBSP}% van de gemeenten "
        f"stond in {target.REFERENCE_PERIOD[0]}-{target.REFERENCE_PERIOD[1]}. Het tempo is de "
        "verandering per jaar, gedeeld door wat nodig is: 1 of meer is op koers, onder "
        f"{number(target.TOO_SLOW, 1)} is veel te traag. Een eigen doel heet altijd “eigen doel”.",
    ),
    (
        "Betrouwbaarheid",
        "Hoog: een marge van hoogstens "
        f"{percent(reliability.NARROW)} van het cijfer, en geen nieuwer cijfer dat er al moest "
        "zijn. Laag: een geschatte marge, een cijfer dat uit vroegere gemeenten is samengesteld, "
        "of een ander jaar dan elders. Matig: al de rest met een marge.",
    ),
    (
        "Met wie we vergelijken",
        "Jij kiest: de buurgemeenten, de referentieregio, het arrondissement, de provincie, de "
        f"Belfius-cluster, heel Vlaanderen, gemeenten naar keuze, of de {peers.NEAREST} die het "
        "meest op de gemeente lijken. Die laatste zoeken we met achtergrondcijfers: "
        f"{listed([name.lower() for name in CONTEXT_NAMES.values()])}. Een oordeel of een plaats "
        f"speelt daarbij nooit mee. Met minder dan {position.MIN_PEERS} andere gemeenten gaan de "
        "oordelen over heel Vlaanderen. Sterke punten, aandachtspunten en vragen gaan dat altijd.",
    ),
    (
        "Vragen",
        "Een cijfer dat vrijwel zeker bij het zwakste derde hoort, maar sneller gaat dan in de "
        "middelste gemeente, is een vraag: haalt het snel genoeg in? Een cijfer dat terrein "
        f"verliest, minstens {percent(signal.LEAST_MOVE)} van het gewone verschil, is er ook een: "
        "waardoor?",
    ),
    (
        "Een hele doelstelling",
        "We tellen hoeveel indicatoren beter en minder goed zijn, en hoeveel er een cijfer "
        "hebben. Zeggen er twee bijna hetzelfde, dan heeft één van hen de stem. We maken geen "
        "score per doelstelling en geen rangschikking van gemeenten over doelstellingen heen: "
        "zo'n getal verbergt meer dan het toont.",
    ),
    (
        "Verwacht gezien de achtergrond",
        "Een regressie op de achtergrondcijfers van de andere gemeenten. We tonen de uitkomst "
        f"alleen met haar marge ({percent(chance.LEVEL)}), en alleen als de achtergrond minstens "
        f"{percent(expected.MIN_R2)} van de verschillen verklaart.",
    ),
    (
        "Andere methoden",
        "Bij elke indicator staat voor de analist hoe Eurostat, Statistics Canada, SDSN, de VN en "
        "Fingertips de reeks lezen. Die uitkomsten bepalen nooit ons oordeel.",
    ),
    (
        "Oude cijfers",
        "Elke bron publiceert met vertraging. We oordelen tot er al een jaar een nieuwer cijfer "
        "had moeten zijn: de vertraging, plus de tijd tussen twee cijfers, plus een jaar. Daarna "
        "tonen we het cijfer nog met het jaar erbij, zonder oordeel en zonder richting.",
    ),
    (
        "Gefuseerde gemeenten",
        "Aantallen van vroegere gemeenten tellen we op. Aandelen berekenen we opnieuw uit de "
        "aantallen. Geeft de bron bij een aandeel hoeveel mensen meetelden, dan wegen we daarmee "
        "(“berekend”). Een bevraging stellen we samen met de inwoners als gewicht "
        "(“samengesteld”): dat cijfer tonen we, maar we vergelijken het niet. Medianen kan je niet "
        "samenvoegen: daar staat “niet beschikbaar voor de gefuseerde gemeente”.",
    ),
    (
        "Gaten blijven gaten",
        "We vullen niets in. Waar een cijfer ontbreekt, staat de reden.",
    ),
)

KNOWN_GAPS: Final = (
    "De bevolking naar leeftijd en nationaliteit gaat tot 2022. Voor 2023 en 2024 hadden we alleen "
    "het totaal per gemeente, voor 2025 niets: cijfers per inwoner van dat jaar hebben een gat. We "
    "vullen geen enkel jaar in.",
    "Van een bevraging kennen we het aantal antwoorden per gemeente niet. We "
    "schatten de marge tot de bron ze geeft. Wie geen mening had of het niet wist, telt bij de "
    "meeste vragen niet mee.",
    "Indicatoren die nog op hun eerste cijfers wachten, staan op een pagina apart en tellen "
    "nergens mee. Bij enkele bronnen staat geen licentie vermeld: die cijfers geven we niet mee "
    "tot de uitgever dat toelaat.",
)

EXAMPLE: Final = "Een voorbeeld, met de cijfers van nu"
CHOOSE: Final = "Kies bovenaan een gemeente om hier een uitgewerkt voorbeeld te zien."
EXAMPLE_HEAD: Final = ("Stap", "Uitkomst")


def example(row: Mapping[Any, Any], item: Indicator, name: str) -> list[tuple[str, str]]:
    """The rules step by step on one figure of one municipality.

    Args:
        row: a row of the table `summary` that has a value and a trend.
        item: the indicator.
        name: of the municipality.
    """

    def amount(value: float, more: int = 0) -> str:
        return figure(float(value), item, item.decimals + more)

    steps = [
        ("Indicator en gemeente", f"{item.name}, {name}"),
        ("Het cijfer", f"{amount(row['value'])} in {row['year']:.0f}"),
        ("De middelste gemeente in dat jaar", amount(row["reference_value"])),
    ]
    if row["flanders"] == row["flanders"]:
        steps.append(("Vlaanderen in dat jaar", amount(row["flanders"])))
    steps += [
        ("Plaats", numbers.place(row["rank"], int(row["n"]), equal=int(row["equal"]))),
        (
            "Percentiel (0 is de zwakste plaats, 100 de beste)",
            f"{number(row['percentile'], 1)}: {_third(row['percentile'])}",
        ),
        *_margin(row, item),
        ("Oordeel", STATUS[Status(row["position_status"])].text),
        *_course(row, item),
    ]
    return steps


def _margin(row: Mapping[Any, Any], item: Indicator) -> Iterator[tuple[str, str]]:
    """How far the figure swings, and whether the middle municipality lies inside."""
    if row["noise_a"] == row["noise_a"]:
        relative = " (op een logaritmische schaal)" if item.scale is not Scale.DIFFERENCE else ""
        yield (
            "Zoveel schommelt één jaar in een gemeente van deze grootte",
            f"√({number(row['noise_a'], 6)} + {number(row['noise_b'], 2)} / "
            f"{number(row['inhabitants'], 0)} inwoners) = {number(row['noise_sd'], 4)}{relative}",
        )
    if row["low"] == row["low"]:
        low, high = (figure(float(row[each]), item, item.decimals + 1) for each in ("low", "high"))
        inside = row["low"] <= row["reference_value"] <= row["high"]
        where = "erbinnen" if inside else "erbuiten"
        yield "Marge", f"{low} tot {high}: de middelste gemeente ligt {where}"


def _course(row: Mapping[Any, Any], item: Indicator) -> Iterator[tuple[str, str]]:
    """The slope, what it is measured by, and how long it has to hold."""
    total = abs(row["slope"]) * (row["trend_to"] - row["trend_from"])
    share = total / row["size_unit"] if row["size_unit"] else float("nan")
    yield (
        "Verandering per jaar",
        f"{change(row['slope'], item, 2)} over {row['points']:.0f} jaren "
        f"({row['trend_from']:.0f}-{row['trend_to']:.0f}), samen {change(total, item, 1)}",
    )
    yield (
        "Het gewone verschil tussen gemeenten",
        f"{change(row['size_unit'], item, 1)}; de verandering is {percent(share)} daarvan",
    )
    needed = "geen" if row["s_needed"] != row["s_needed"] else f"{row['s_needed']:.0f}"
    yield (
        "Paren van jaren die stijgen, min die dalen",
        f"{number(row['s'], 0)}; voor een richting zijn er {needed} nodig, want opeenvolgende "
        f"jaren lijken op elkaar ({number(row['rho'], 1)})",
    )
    word = trend_word(Trend(row["trend"]), row["slope"], bool(row["clear"]))
    yield "Richting", word.text


def _third(percentile: float) -> str:
    if percentile >= place.BEST:
        return "het beste derde"
    if percentile <= place.WORST:
        return "het zwakste derde"
    return "het middelste derde"


VOTES: Final = "Stemmen per doelstelling"
BY_GOAL: Final = "Cijfers per doelstelling"
FIELDS: Final = "Beleidsvelden en doelstellingen"
FIELDS_HEAD: Final = ("Beleidsveld", "Doelstelling", "Waarom")
SOURCES: Final = "Bronnen"
SOURCES_HEAD: Final = ("Bron", "Reeks", "Opgehaald op", "Licentie", "Website")
SOURCES_CAPTION: Final = "Waar de cijfers vandaan komen"
NO_GOAL: Final = "geen"
