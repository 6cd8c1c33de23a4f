"""Words of the workroom for the facilitator, and for who opens one."""

from typing import Final

from sdgwijzer.texts import numbers
from sdgwijzer.workroom.phases import Phase

DESK: Final = "Beheer"
NEW: Final = "Open een werkruimte"
KEY: Final = "Sleutel van de beheerder van de site"
TOWN: Final = "Gemeente"
ROOM_TITLE: Final = "Titel"
QUESTION: Final = "Vraag aan de deelnemers"
RESPONSIBLE: Final = "Wie is verantwoordelijk voor de gegevens?"
CONTACT: Final = "Wie beantwoordt vragen? (naam, telefoon of e-mail)"
CIRCLES: Final = "Kringen"
CIRCLES_HINT: Final = "Een kring per regel, hoogstens zes. Elke kring krijgt een eigen code."
BEFORE: Final = "Lees ideeën eerst (vooraf) in deze kringen, een per regel"
BEFORE_HINT: Final = "Voor inwoners raden we dat aan. Andere kringen zien ideeën meteen."
PASSES_ONLY: Final = "Alleen met kaartjes voor één persoon, in deze kringen, een per regel"
AXES: Final = "Waarop geven deelnemers punten?"
AXES_NAMES: Final = {
    "belang_invloed": "belang en invloed",
    "effect_haalbaarheid": "effect en haalbaarheid",
}
DOTS: Final = "Hoeveel voorstellen mag iedereen kiezen?"
SHOW_RESULTS: Final = "Deelnemers zien de resultaten, zodra ze besproken worden"
KEEP: Final = "Hoeveel dagen bewaren na het sluiten? (7 tot 365)"
OPEN: Final = "Open de werkruimte"
WRONG_KEY: Final = "Deze sleutel klopt niet."
UNKNOWN_TOWN: Final = "Deze gemeente kennen we niet."
OPENED: Final = "De werkruimte is klaar"
OPENED_SAID: Final = (
    "Bewaar deze links nu. Wij kunnen ze niet terugvinden. "
    "Wie de link van het beheer kwijt is, vraagt nieuwe sleutels aan de beheerder van de site."
)
LINK_MANAGE: Final = "Beheer (alleen voor jou)"
LINK_SCREEN: Final = "Groot scherm"
LINK_JOIN: Final = "Deelnemen"
TO_DESK: Final = "Naar het beheer"

STEPS: Final = "Fases"
GO: Final = {
    Phase.IDEAS: "Open fase 1: ideeën",
    Phase.BUNDLING: "Ga naar bundelen",
    Phase.VOTING: "Open fase 2: stemmen",
    Phase.DISCUSSING: "Stop het stemmen en toon de resultaten",
    Phase.CLOSED: "Sluit de werkruimte",
}
BACK: Final = {
    Phase.IDEAS: "Terug naar ideeën",
    Phase.BUNDLING: "Terug naar bundelen (kan alleen zolang niemand stemde)",
}
CLOSE_HINT: Final = (
    "Na het sluiten kan niemand nog iets wijzigen. "
    "Stemmen, kaartjes en wie wat schreef, worden gewist."
)
TURNOUT: Final = "Wie doet mee"
TIME: Final = "Tijd"
NO_HOUR: Final = "Deze fase eindigt met de hand."
GIVE: Final = "Geef {} minuten"
NO_END: Final = "Zonder einduur"
SCREEN: Final = "Naar het grote scherm"

CARDS: Final = "Kaarten"
OFFERED: Final = "Cijfers om klaar te leggen"
LAY_OUT: Final = "Leg de aangevinkte klaar"
FIND_ACTIONS: Final = "Zoek acties in het meerjarenplan"
FIND_HINT: Final = (
    "Een woord, of het nummer van een doelstelling. Het plan noemt alleen investeringen, en de "
    "meeste acties noemen geen doelstelling."
)
FIND: Final = "Zoek"
ACTIONS: Final = "Acties uit het plan om klaar te leggen"
NO_ACTIONS: Final = "Geen actie gevonden."
ON_TABLE: Final = "Ligt klaar"
TAKE_AWAY: Final = "Neem weg"
CHALLENGES: Final = "Uitdagingen"
CHALLENGE: Final = "Uitdaging"
EXPLANATION: Final = "Toelichting (mag leeg blijven)"
ADD_CHALLENGE: Final = "Voeg toe"
LIST_CHALLENGES: Final = "Of plak een lijst: titel;toelichting;sdg, een per regel"
PASSES: Final = "Kaartjes voor één persoon"
PASSES_HINT: Final = "Elk kaartje werkt één keer. De codes staan nergens anders: druk ze nu af."
HOW_MANY: Final = "Hoeveel?"
CIRCLE: Final = "Kring"
MAKE_PASSES: Final = "Toon ze hier"
PRINT_PASSES: Final = "Maak kaartjes (PDF, 24 op een blad)"
PRINT_CARDS: Final = "Druk af (PDF, vier kaarten op een blad)"
PRINT_BALLOT: Final = "Stembiljet om af te drukken (PDF)"
REPLACE: Final = "Trek een kaartje in (code)"
REPLACE_BUTTON: Final = "Trek in"
PRINT: Final = "Druk af met je browser (Ctrl+P)."

WAITING: Final = "Wacht op jou"
REPORTED: Final = "gemeld"
SHOW: Final = "Toon"
HIDE: Final = "Verberg"
HIDE_REASON: Final = "Reden (de schrijver leest die)"
BLACK_OUT: Final = "Maak woorden onleesbaar"
WORDS: Final = "Welke woorden?"
PAPER_IDEA: Final = "Typ een idee van papier in"
NO_IDEAS: Final = "Er zijn nog geen ideeën."

FREE: Final = "Ideeën zonder voorstel"
BUNDLE: Final = "Maak er één voorstel van"
APART: Final = "Elk een eigen voorstel"
ASIDE: Final = "Zet opzij"
BACK_AGAIN: Final = "Neem terug"
ASIDE_REASON: Final = "Reden om opzij te zetten"
PROPOSAL_TITLE: Final = "Titel van het voorstel"
PROPOSALS: Final = "Voorstellen"
REWORD: Final = "Bewaar"
UNDO: Final = "Haal uit elkaar"
MANY: Final = "Meer dan twintig voorstellen leest bijna niemand helemaal."

BALLOTS: Final = "Stembiljet invoeren"
BALLOT: Final = "Nummer op het biljet"
PUT_IN: Final = "Voer in"
LIST_BALLOTS: Final = (
    "Of plak een lijst: biljet;kring;stippen;V1 belang;V1 invloed;…, een biljet per regel"
)
TRY: Final = "Kijk eerst na (bewaart niets)"
TAKE_OUT: Final = "Haal een biljet er weer uit"

CHOICE: Final = "Wat gebeurt ermee?"
UNDER: Final = "Onder uitdaging"
NO_CHALLENGE: Final = "geen"
REASON: Final = "Reden (20 tot 600 tekens, verplicht)"
SAVE: Final = "Bewaar de keuze"
UP: Final = "Omhoog"
DOWN: Final = "Omlaag"
EXPORT: Final = "Neem mee"
EXPORTS: Final = {"zip": "Alles in één zip", "xlsx": "Excel", "json": "werkruimte.json"}
EXPORT_HINT: Final = (
    "Uit werkruimte.json maakt de beheerder van de site de inspiratienota in Word, PDF, HTML of "
    "slides. Er staat niet in wie meedeed of wat iemand stemde."
)
DELETE: Final = "Wis de werkruimte"
DELETE_HINT: Final = "Alles verdwijnt, ook voor de deelnemers. Typ de naam van de werkruimte: "
DELETED: Final = "De werkruimte is gewist"
DELETED_SAID: Final = (
    "Alles wat erin stond, is weg. Een back-up van de server kan het nog bevatten."
)
TYPE_NAME: Final = "Typ de naam van de werkruimte om ze te wissen."

DONE: Final = {
    "kaarten": "De kaarten liggen klaar.",
    "niets": "Er is niets gewijzigd.",
    "uitdaging": "De uitdagingen liggen klaar.",
    "weg": "Weggenomen.",
    "fase": "De fase is gewijzigd.",
    "tijd": "De tijd is aangepast.",
    "papier": "Het idee is ingetypt.",
    "gezien": "Bewaard.",
    "voorstel": "Het voorstel is bewaard.",
    "los": "De ideeën zijn weer los.",
    "opzij": "Bewaard.",
    "proef": "De lijst klopt. Er is nog niets bewaard: kies nu “Voer in”.",
    "biljet": "Het stembiljet is ingevoerd.",
    "biljetten": "De stembiljetten zijn ingevoerd.",
    "biljet-weg": "Het stembiljet is eruit.",
    "keuze": "De keuze is bewaard.",
    "pas-weg": "Het kaartje is ingetrokken, met zijn stemmen.",
}


def like(number: str, percent: int) -> str:
    """An idea beside another."""
    return f"lijkt op {number}: {percent} %"


def people(count: int) -> str:
    """Of a circle."""
    return numbers.plural(count, "deelnemer", "deelnemers")


def supporters(count: int) -> str:
    """Of an idea."""
    return f"steun van {count}"


def give(minutes: int) -> str:
    """A button."""
    return GIVE.format(minutes)
