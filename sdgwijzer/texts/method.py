"""How judgements are made, in plain Dutch; every number comes from the constant that decides."""

from typing import Final

from sdgwijzer.judgement import position, summary, trend
from sdgwijzer.texts import percent

METHOD: Final = (
    (
        "Eén gemeenschappelijk jaar",
        "We vergelijken gemeenten in het laatste jaar waarvoor minstens "
        f"{percent(position.COMMON_YEAR_SHARE)} van de gemeenten een cijfer heeft. Heeft jouw "
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
        "Trend",
        f"Een trend vraagt minstens {trend.MIN_POINTS} jaren met een cijfer in de laatste "
        f"{trend.WINDOW_YEARS} jaar. We nemen de middelste helling tussen alle paren van jaren "
        "(Theil-Sen) en berekenen precies hoe groot de kans is dat toeval die richting geeft "
        f"(Mann-Kendall). Is die kans hoogstens {percent(trend.DIRECTION_P)}, dan is er een "
        f"richting. Is ze hoogstens {percent(trend.CLEAR_P)} en is de verandering groot (minstens "
        f"{percent(trend.CLEAR_IQR)} van het gewone verschil tussen gemeenten), dan is de "
        "richting duidelijk. Een heel kleine verandering noemen we “bijna gelijk gebleven” "
        f"(minder dan {percent(trend.STABLE_IQR)} van het gewone verschil tussen gemeenten).",
    ),
    (
        "Tegenover de anderen",
        "Als het overal beter gaat, gaat bijna elke gemeente vooruit. Daarom kijken we ook naar "
        "het verschil met de mediaan gemeente van Vlaanderen, jaar na jaar, met dezelfde regels. "
        "“Sneller” is dat het verschil naar de goede kant beweegt, “trager” naar de slechte. "
        "Een gemeente kan dus vooruitgaan en toch trager zijn dan de anderen.",
    ),
    (
        "Oude cijfers",
        "Elke bron publiceert met vertraging. Een cijfer dat ouder is dan die vertraging plus "
        f"{summary.MAX_AGE} jaar ({summary.MAX_AGE_SURVEY} bij een bevraging om de drie jaar), "
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
    "De bevolking naar leeftijd en nationaliteit ontbreekt voor 2018 en vanaf 2022, het aantal "
    "inwoners voor 2018 en 2022: die bestanden hadden we niet. Cijfers per inwoner hebben dan ook "
    "een gat. We vullen geen enkel jaar in.",
    "Van een bevraging kennen we de foutmarge per gemeente niet. Kleine verschillen kunnen toeval "
    "zijn; dat staat erbij.",
    "Indicatoren die nog op hun eerste cijfers wachten, staan al in de lijst. Ze tonen geen nul en "
    "geen lege grafiek, en tellen nergens mee. Bij enkele bronnen staat geen licentie vermeld: die "
    "cijfers geven we niet mee tot de uitgever dat toelaat.",
)
