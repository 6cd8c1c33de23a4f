"""How judgements are made, in plain Dutch; every number comes from the constant that decides."""

from collections.abc import Mapping
from typing import Any, Final

from sdgwijzer.judgement import (
    age,
    chance,
    enough,
    expected,
    position,
    small,
    target,
    trend,
)
from sdgwijzer.model import Indicator, Status, Trend
from sdgwijzer.texts.groups import CONTEXT_NAMES
from sdgwijzer.texts.numbers import NBSP, change, figure, listed, number, percent, place
from sdgwijzer.texts.words import STATUS, trend_word
from sdgwijzer.views import peers

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
        "Beter, vergelijkbaar of minder goed",
        "Een gemeente is “beter” als ze bij het beste derde van de groep hoort én het verschil met "
        "de mediaan van de groep groter is dan toeval kan verklaren (95 %). “Minder goed” is het "
        "omgekeerde. Al de rest is “vergelijkbaar”. Geeft de bron geen aantallen, dan kunnen we "
        "het toeval niet berekenen en zeggen we dat erbij. Met minder dan "
        f"{position.MIN_PEERS} andere gemeenten, of als meer dan {percent(position.MAX_TIES)} "
        "van de gemeenten hetzelfde cijfer heeft, geven we geen oordeel.",
    ),
    (
        "Genoeg gemeenten",
        "Een mediaan, een plaats of een vergelijking met een groep is er alleen als minstens "
        f"{percent(enough.SHARE)} van die groep een cijfer heeft, en minstens {enough.LEAST} "
        "gemeenten. Een eigen cijfer van één gemeente krijgt ze dus nooit.",
    ),
    (
        "Kleine aantallen",
        f"Gaat het om minder dan {small.POOL_BELOW} mensen of feiten in een jaar, dan tellen we "
        f"{small.POOL_YEARS} jaren samen om te vergelijken, en dat staat erbij. Onder "
        f"{small.FLAG_BELOW} zetten we er “klein aantal” bij. Wordt er gedeeld door minder dan "
        f"{small.MIN_DENOMINATOR}, dan geven we geen oordeel. Wat een bron verbergt, berekenen we "
        "niet.",
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
        f"Hoog: een registratie met aantallen van {small.FLAG_BELOW} of meer, hoogstens "
        f"{age.RECENT_YEARS} jaar oud. Laag: een bevraging zonder gekende foutmarge, "
        "meerdere jaren samen, een klein aantal, een schatting van de bron, of een ander jaar dan "
        "bij de anderen. Matig: al de rest.",
    ),
    (
        "Trend",
        f"Een trend vraagt minstens {trend.MIN_POINTS} jaren met een cijfer in de laatste "
        f"{trend.WINDOW_YEARS} jaar. We nemen de middelste helling tussen alle paren van jaren "
        "(Theil-Sen) en berekenen precies hoe groot de kans is dat toeval die richting geeft "
        f"(Mann-Kendall). Is die kans hoogstens {percent(trend.DIRECTION_P)}, dan is er een "
        f"richting. Is ze hoogstens {percent(trend.CLEAR_P)} en is de verandering groot (minstens "
        f"{percent(trend.CLEAR_IQR)} van het gewone verschil tussen gemeenten), dan is de "
        "richting duidelijk. Een heel kleine verandering noemen we “bijna gelijk gebleven” "
        f"(minder dan {percent(trend.STABLE_IQR)} van het gewone verschil tussen gemeenten). Het "
        "gewone verschil is dat tussen de gemeente op een kwart en die op drie kwart. Dekt een "
        "cijfer meerdere jaren, dan nemen we alleen jaren die elkaar niet overlappen. Gaan de "
        "eerste en de tweede helft elk meer dan "
        f"{percent(trend.TURN_IQR)} van het gewone verschil een andere kant op, dan zeggen we in "
        "welk jaar het cijfer omkeerde. Over een nieuwe definitie heen trekken we geen lijn.",
    ),
    (
        "Tegenover de anderen",
        "Als het overal beter gaat, gaat bijna elke gemeente vooruit. Daarom kijken we ook naar "
        "het verschil met de mediaan gemeente van Vlaanderen, jaar na jaar, met dezelfde regels. "
        "“Sneller” is dat het verschil naar de goede kant beweegt, “trager” naar de slechte. "
        "Een gemeente kan dus vooruitgaan en toch trager zijn dan de anderen.",
    ),
    (
        "Met wie we vergelijken",
        "Jij kiest: de buurgemeenten, de referentieregio, de provincie, de Belfius-cluster, heel "
        f"Vlaanderen, gemeenten naar keuze, of de {peers.NEAREST} die het meest op de gemeente "
        "lijken. Die laatste zoeken we met achtergrondcijfers: "
        f"{listed([name.lower() for name in CONTEXT_NAMES.values()])}. Een oordeel of een plaats "
        "speelt daarbij nooit mee.",
    ),
    (
        "Sterke punten, aandachtspunten en vragen",
        "Wie naar honderden cijfers kijkt, vindt altijd iets. Daarom is iets pas een sterk punt of "
        f"een aandachtspunt als het zeker is voor {number(100 * chance.STRICT, 1)}{NBSP}%: beter "
        "of minder goed dan de mediaan, of een verschil met de anderen dat jaar na jaar groeit. "
        "Ook een eigen doel dat nog ver weg is, is een aandachtspunt. Wat opvalt zonder die "
        "zekerheid, wordt een vraag. Bij bedragen in euro kijken we niet of de afstand groeit: "
        "die groeit vanzelf als alle prijzen stijgen.",
    ),
    (
        "Een hele doelstelling",
        "We tellen hoeveel indicatoren beter, vergelijkbaar en minder goed zijn, en hoeveel er een "
        "cijfer hebben. We maken geen score per doelstelling en geen rangschikking van gemeenten "
        "over doelstellingen heen: zo'n getal verbergt meer dan het toont.",
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
        "Fingertips de reeks lezen. Die uitkomsten bepalen nooit ons oordeel. Op cijfers waarin "
        "de jaren door elkaar zijn geschud, zien zulke regels in twee op de drie gevallen een "
        "“trend”; onze regels in minder dan één op de tien.",
    ),
    (
        "Oude cijfers",
        "Elke bron publiceert met vertraging. Een cijfer dat ouder is dan die vertraging plus "
        f"{age.MAX_AGE} jaar ({age.MAX_AGE_SURVEY} bij een bevraging om de drie jaar), "
        "tonen we nog met het jaar erbij, maar het krijgt geen oordeel en geen trend.",
    ),
    (
        "Gefuseerde gemeenten",
        "Aantallen van vroegere gemeenten tellen we op. Aandelen berekenen we opnieuw uit de "
        "aantallen. Medianen en andere cijfers zonder aantallen kan je niet samenvoegen: daar "
        "staat “niet beschikbaar voor de gefuseerde gemeente”.",
    ),
    (
        "Gaten blijven gaten",
        "We schatten niets en vullen niets in. Waar een cijfer ontbreekt, staat de reden.",
    ),
)

KNOWN_GAPS: Final = (
    "De bevolking naar leeftijd en nationaliteit gaat tot 2022. Voor 2023 en 2024 hadden we alleen "
    "het totaal per gemeente, voor 2025 niets: cijfers per inwoner van dat jaar hebben een gat. We "
    "vullen geen enkel jaar in.",
    "Van een bevraging kennen we de foutmarge per gemeente niet. Kleine verschillen kunnen toeval "
    "zijn; dat staat erbij.",
    "Indicatoren die nog op hun eerste cijfers wachten, staan al in de lijst. Ze tonen geen nul en "
    "geen lege grafiek, en tellen nergens mee. Bij enkele bronnen staat geen licentie vermeld: die "
    "cijfers geven we niet mee tot de uitgever dat toelaat.",
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

    total = abs(row["slope"]) * (row["trend_to"] - row["trend_from"])
    share = total / row["iqr"] if row["iqr"] else float("nan")
    steps = [
        ("Indicator en gemeente", f"{item.name}, {name}"),
        ("Het cijfer", f"{amount(row['value'])} in {row['year']:.0f}"),
        ("Mediaan van Vlaanderen in dat jaar", amount(row["reference_value"])),
        ("Plaats", place(row["rank"], int(row["n"]), equal=int(row["equal"]))),
        (
            "Percentiel (0 is de zwakste plaats, 100 de beste)",
            f"{number(row['percentile'], 1)}: {_third(row['percentile'])}",
        ),
    ]
    if row["low"] == row["low"]:
        inside = row["low"] <= row["reference_value"] <= row["high"]
        verdict = "de mediaan ligt erbinnen" if inside else "de mediaan ligt erbuiten"
        steps.append(
            (
                "Marge van het toeval",
                f"{amount(row['low'], 1)} tot {amount(row['high'], 1)}: {verdict}",
            )
        )
    steps += [
        ("Oordeel", STATUS[Status(row["position_status"])].text),
        (
            "Verandering per jaar",
            f"{change(row['slope'], item, 2)} over {row['points']:.0f} jaren "
            f"({row['trend_from']:.0f}-{row['trend_to']:.0f}), samen {change(total, item, 1)}",
        ),
        (
            "Het gewone verschil tussen gemeenten",
            f"{change(row['iqr'], item, 1)}; de verandering is {percent(share)} daarvan",
        ),
        ("Kans dat toeval deze richting geeft", f"{number(100 * row['p'], 1)}{NBSP}%"),
        ("Trend", trend_word(Trend(row["trend"]), row["slope"], bool(row["clear"])).text),
    ]
    return steps


def _third(percentile: float) -> str:
    if percentile >= position.UPPER_THIRD:
        return "het beste derde"
    if percentile <= position.LOWER_THIRD:
        return "het zwakste derde"
    return "het middelste derde"


BY_GOAL: Final = "Cijfers per doelstelling"
WAITING_HEAD: Final = ("Bron", "Reeks", "Indicatoren", "Licentie", "Website")
FIELDS: Final = "Beleidsvelden en doelstellingen"
FIELDS_HEAD: Final = ("Beleidsveld", "Doelstelling", "Waarom")
SOURCES: Final = "Bronnen"
SOURCES_HEAD: Final = ("Bron", "Reeks", "Opgehaald op", "Licentie", "Website")
SOURCES_CAPTION: Final = "Waar de cijfers vandaan komen"
NO_GOAL: Final = "geen"
