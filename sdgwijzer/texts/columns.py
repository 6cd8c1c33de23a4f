"""Every column of an export in Dutch: what its English meaning says, for who is no analyst."""

from collections.abc import Mapping
from typing import Final

from sdgwijzer.store import exports

GROUPS: Final[Mapping[str, Mapping[str, str]]] = {
    "Het cijfer": {
        "indicator_id": "De code van de indicator.",
        "indicator": "De naam van de indicator.",
        "nis_code": "De NIS-code van de gemeente, op de kaart van nu. Lees ze als tekst.",
        "municipality": "De naam van de gemeente.",
        "year": "Het jaar van het cijfer.",
        "value": "Het cijfer, niet afgerond. Leeg: er is geen cijfer, en missing zegt waarom.",
        "unit": "De eenheid van het cijfer en van alle kolommen die in dezelfde eenheid staan.",
        "numerator": "De teller: het aantal achter het cijfer, waar we dat kennen.",
        "denominator": "De noemer: waardoor we delen, waar we dat kennen.",
        "flag": "Wat je over het cijfer moet weten: voorlopig (provisional), meerdere jaren samen "
        "(pooled), geschat (estimated), nieuwe definitie (break), herrekend (recalculated), "
        "opgeteld (summed), berekend (computed), samengesteld (composed), ander bestand "
        "(other_file).",
        "missing": "Waarom er geen cijfer is.",
        "provisional": "Kan de bron het cijfer nog verbeteren?",
        "rhythm": "Hoe vaak het cijfer verschijnt: elk jaar (yearly), om de drie jaar "
        "(three_yearly), onregelmatig (irregular) of niet meer (closed).",
        "lag_years": "Hoeveel jaren er zijn tussen het cijfer en zijn publicatie.",
        "pooled_years": "Over hoeveel jaren één gepubliceerd cijfer gaat.",
        "source": "Wie het cijfer publiceerde, en waarin.",
        "licence": "De licentie van de bron.",
        "retrieved": "De dag waarop we het bestand van de bron haalden.",
        "published": "De dag die de bron zelf aan het bestand gaf, als die er is.",
        "as_of": "De dag waarop we meten hoe oud een cijfer is.",
        "method_version": "De versie van onze regels.",
    },
    "Naast andere gemeenten": {
        "peers": "Met wie we vergelijken.",
        "compared_value": "Het cijfer dat we vergelijken: van dat jaar, of van drie jaren samen.",
        "pooled_from": "Het eerste van die drie jaren.",
        "reference_value": "Waarmee we vergelijken: het cijfer van de middelste gemeente.",
        "reference_name": "Wat reference_value is.",
        "middle": "Het cijfer van de middelste Vlaamse gemeente, in het jaar van de rij.",
        "flanders": "Het cijfer van Vlaanderen als geheel, in dat jaar.",
        "flanders_kind": "Of dat gepubliceerd (published), opgeteld (sum) of geschat (estimate) "
        "is. Leeg: er is geen.",
        "rank": "De plaats tussen wie een cijfer heeft: 1 is de beste, of de hoogste bij een "
        "achtergrondcijfer. Wie gelijk is, krijgt het gemiddelde van die plaatsen.",
        "n": "Hoeveel gemeenten een cijfer hebben.",
        "equal": "Hoeveel andere gemeenten hetzelfde cijfer hebben.",
        "percentile": "De plaats van 0 (de zwakste, of de laagste bij een achtergrondcijfer) tot "
        "100: (n − rank) / (n − 1) × 100.",
        "third_worst": "De grens van het minst goede derde.",
        "third_best": "De grens van het beste derde.",
        "iqr": "Hoe ver de middelste helft van de Vlaamse gemeenten uit elkaar ligt, in dat jaar.",
        "inhabitants": "Hoeveel inwoners er waren op 1 januari van het jaar waarin we vergelijken.",
    },
    "Het oordeel": {
        "status": "Het oordeel: beter (good), geen duidelijk verschil (middle), minder goed (poor) "
        "of geen oordeel (unknown). Naast het doel als er een is, anders naast de andere "
        "gemeenten.",
        "status_reason": "Waarom er geen oordeel is, of wat je erover moet weten.",
        "status_basis": "Waarnaast het oordeel staat: de andere gemeenten (peers), een doel "
        "(target) of een eigen doel (own_target).",
        "position_status": "Het oordeel naast de andere gemeenten, ook waar er een doel is.",
        "signal": "Of het cijfer opvalt: sterk (strength), aandacht (attention) of een vraag "
        "(question).",
        "reliability": "Hoeveel je uit het cijfer mag besluiten: veel (high), minder (middle), "
        "weinig (low) of onbekend (unknown).",
        "direction": "Of hoger beter is (higher_is_better), lager beter is (lower_is_better) of "
        "geen van beide (neutral).",
        "family": "De indicator die ook voor deze spreekt.",
        "role": "Of hij voor zijn familie spreekt (spokesman), of er alleen bij hoort.",
        "age_limit": "Hoeveel jaren oud een cijfer mag zijn om nog een oordeel te krijgen.",
    },
    "Hoe zeker het is": {
        "low": "De ondergrens van de marge (95 %) rond het cijfer dat we vergelijken: 1,96 keer "
        "noise_sd eronder, op de schaal van scale. Bij een schatting (estimated): die van Wilson "
        "bij zoveel respondents, en 0,5 procentpunt ruimer omdat de bron afrondt.",
        "high": "De bovengrens van die marge.",
        "margin": "Waar de marge vandaan komt: de jaren (years), de aantallen (counts), de bron "
        "(published) of een schatting (estimated). Geen marge: none.",
        "respondents": "Hoeveel antwoorden we aannemen achter een geschatte marge.",
        "chance": "Welk toeval er meespeelt: bij een aandeel (share), bij voorvallen (events), bij "
        "een bevraging (survey), geen (none) of onbekend (unknown).",
        "scale": "Hoe we verschillen meten: als verhouding (ratio: van natuurlijke logaritmen), "
        "als verhouding van de rest (rest: hetzelfde, van 100 min het cijfer) of als gewoon "
        "verschil (difference).",
        "noise_a": "Hoe sterk een jaar schommelt, als variantie: noise_a + noise_b / inwoners.",
        "noise_b": "Zie noise_a.",
        "noise_sd": "De standaardafwijking van één jaar, op de schaal van scale: die van de jaren "
        "(zie noise_a), of die van het tellen zelf als die groter is (margin is counts).",
        "p_third": "De kans (p, eenzijdig) dat een goed of minder goed cijfer door toeval in zijn "
        "derde staat.",
        "p_found": "De grootste p die nog opvalt tussen alle cijfers van de gemeente. Geen: -1.",
    },
    "De trend": {
        "trend": "Welke kant het uitgaat: beter (improving), slechter (worsening), gelijk "
        "(stable), schommelend (fluctuating), onbekend (unknown). Zonder beter of slechter: omhoog "
        "(rising) of omlaag (falling).",
        "trend_clear": "Is die richting duidelijk?",
        "slope": "Hoeveel het cijfer per jaar verandert (Theil-Sen).",
        "p_course": "De kans (p, tweezijdig) op zo'n verloop door toeval (Mann-Kendall).",
        "points": "Hoeveel jaren er achter de trend zitten.",
        "trend_from": "Het eerste jaar achter de trend.",
        "trend_to": "Het laatste jaar achter de trend.",
        "turned": "Het jaar waarin het verloop keerde.",
        "s": "De S van Mann-Kendall: hoeveel paren van jaren stijgen, min hoeveel er dalen.",
        "s_needed": "De kleinste S van een richting. Leeg: geen enkele is genoeg.",
        "s_clear": "De kleinste S van een duidelijke richting. Leeg: geen enkele is genoeg.",
        "rho": "Hoe sterk opeenvolgende jaren op elkaar lijken (autocorrelatie).",
        "size_unit": "Waarmee we meten of een verandering groot is.",
        "range": "Het grootste cijfer min het kleinste.",
        "net": "Het gemiddelde van de laatste jaren min dat van de eerste, op de schaal van scale.",
        "net_margin": "De marge (95 %) van die verandering, op dezelfde schaal.",
        "net_from": "Het gemiddelde van de eerste drie jaren; twee als er weinig jaren zijn.",
        "net_to": "Het gemiddelde van de laatste jaren.",
        "cagr": "De groei per jaar van trend_from tot trend_to, als fractie.",
        "cagr_class": "Hoe Eurostat die groei noemt. Onze trend hangt er niet van af.",
    },
    "Het verloop naast de anderen": {
        "trend_against_peers": "Hoe de afstand tot de anderen verloopt: sneller (faster), even "
        "snel (equal), trager (slower), de voorsprong wordt kleiner (lead_shrinks), onduidelijk "
        "(unclear) of onbekend (unknown).",
        "slope_against_peers": "Hoeveel die afstand per jaar verandert, op de schaal van scale.",
        "p_against": "De kans (p) op zo'n verloop door toeval.",
        "s_against": "De S van Mann-Kendall van de afstand tot de middelste gemeente.",
        "s_needed_against": "De kleinste S van een richting daarvan.",
        "rho_against": "Hoe sterk die afstanden jaar na jaar op elkaar lijken.",
        "size_unit_against": "Hoe ver de middelste helft van die afstanden uit elkaar ligt.",
        "change_against": "Hoeveel de afstand veranderde van het eerste tot het laatste jaar: een "
        "fractie, of een verschil in de eenheid waar scale difference is.",
        "net_against": "Hetzelfde als net, van de afstanden.",
        "against_from": "De gemiddelde afstand in de eerste jaren, op de schaal van scale.",
        "against_to": "De gemiddelde afstand in de laatste jaren, op de schaal van scale.",
    },
    "Het doel": {
        "target": "De waarde die iemand wil bereiken.",
        "target_year": "Tegen wanneer.",
        "target_source": "Wie dat doel stelde.",
        "target_worst": "Waar de weg naar het doel begint.",
        "pace": "Hoe snel het gaat, gedeeld door wat het doel vraagt.",
        "pace_class": "Op koers (on_track), te traag (too_slow), veel te traag (far_too_slow) of "
        "de verkeerde kant op (wrong_way).",
    },
}
"""Title → the columns that belong together."""

MEANINGS: Final[Mapping[str, str]] = {
    name: meaning for group in GROUPS.values() for name, meaning in group.items()
}

BESIDE_GROUP: Final = "Naast een gekozen groep"
ONLY_BESIDE: Final = (
    "Deze kolommen staan achteraan in een bestand van een pagina waarop je met een groep "
    "vergelijkt. Ze zijn ingevuld in de rijen van de eigen gemeente."
)


def _beside(name: str) -> str:
    same = name.removeprefix(f"{exports.GROUP}_")
    return "De gekozen groep." if name == exports.GROUP else f"Zoals {same}, naast de groep."


BESIDE: Final[Mapping[str, str]] = {name: _beside(name) for name in exports.BESIDE_GROUP}


def meaning(name: str) -> str:
    """What a column is."""
    return {**MEANINGS, **BESIDE}[name]
