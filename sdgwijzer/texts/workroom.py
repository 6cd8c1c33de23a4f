"""Words of the workroom: for participants, on the screen, and why something was not done."""

from datetime import date
from fractions import Fraction
from typing import Final

from sdgwijzer.model import Signal
from sdgwijzer.texts import numbers
from sdgwijzer.workroom.phases import Phase
from sdgwijzer.workroom.refused import Why
from sdgwijzer.workroom.rules import FEWEST, Agreement, Quadrant
from sdgwijzer.workroom.wording import BODY, REASON, TITLE

NAME: Final = "Werkruimte"
CODE: Final = "Code"
ENTER: Final = "Ga binnen"
ENTER_TITLE: Final = "Ga een werkruimte binnen"
ENTER_HINT: Final = "De code staat op het scherm of op je kaartje. Hoofdletters maken niet uit."
JOIN: Final = "Ik doe mee"
JOIN_AS: Final = "Je doet mee als: "
PRIVACY: Final = "Wat we bewaren, en wat niet"

PHASES: Final = {
    Phase.PREPARING: "Voorbereiding",
    Phase.IDEAS: "Ideeën",
    Phase.BUNDLING: "Bundelen",
    Phase.VOTING: "Stemmen",
    Phase.DISCUSSING: "Bespreken",
    Phase.CLOSED: "Gesloten",
}
NOT_OPEN: Final = "Deze werkruimte is nog niet open."
BUNDLING: Final = "Fase 1 is klaar. We bundelen de ideeën."
DISCUSSING: Final = "Het stemmen is klaar. De resultaten worden nu besproken."
CLOSED: Final = "Deze werkruimte is gesloten."

CARDS: Final = "Cijfers"
IDEAS: Final = "Ideeën"
MINE: Final = "Ik"
KINDS: Final = {"signal": "Cijfers", "challenge": "Uitdagingen", "action": "Acties uit het plan"}
CHALLENGE: Final = "Uitdaging"
ACTION: Final = "Actie uit het meerjarenplan"

ADD: Final = "Voeg een idee toe"
CHANGE: Final = "Wijzig je idee"
TITLE_FIELD: Final = "Je idee in enkele woorden"
TITLE_HINT: Final = f"{TITLE[0]} tot {TITLE[1]} tekens"
BODY_FIELD: Final = "Uitleg (mag leeg blijven)"
BODY_HINT: Final = f"Hoogstens {numbers.number(BODY, 0)} tekens. Noem geen namen van mensen."
GOALS_FIELD: Final = "Hoort bij deze doelstellingen (mag leeg blijven)"
CARDS_FIELD: Final = "Hoort bij deze cijfers of uitdagingen (hoogstens drie)"
SAVE: Final = "Bewaar"
CANCEL: Final = "Terug"
ALIKE: Final = "Er is al een idee dat hierop lijkt. Kies: steun dat idee, of voeg het jouwe toe."
ADD_ANYWAY: Final = "Voeg mijn idee toch toe"
SAVED: Final = "Je idee is bewaard."
SAVED_WAITING: Final = (
    "Je idee is bewaard. De begeleider leest het eerst, daarna zien de anderen het."
)
OF_PARTICIPANT: Final = "Idee van een deelnemer"
ON_PAPER: Final = "Idee op papier"
OWN: Final = "Jouw idee"
SUPPORT: Final = "Steun dit"
SUPPORTED: Final = "Je steunt dit"
REPORT: Final = "Melden"
REPORTED: Final = "Dank je. De begeleider bekijkt dit idee."
WITHDRAW: Final = "Trek in"
NO_IDEAS: Final = "Er zijn nog geen ideeën. Voeg het eerste toe."
NO_CARDS: Final = "Er liggen geen kaarten."
ORDER: Final = "De volgorde is voor iedereen anders, zodat elk idee even veel kans krijgt."

STATES: Final = {
    "shown": "De anderen zien dit idee.",
    "waiting": "Dit idee wacht op de begeleider.",
    "hidden": "De begeleider toont dit idee niet",
    "aside": "Dit idee ging niet mee naar het stemmen",
}
IN_PROPOSAL: Final = "Dit idee zit in voorstel "

CHOOSE: Final = "Kies dit"
CHOSEN: Final = "Gekozen"
SCORE_SAVE: Final = "Bewaar punten"
SCORE_SKIP: Final = "Sla over"
SCORE_HINT: Final = "Geef op beide vragen 1 (weinig) tot 5 (veel). Overslaan mag altijd."
AXES: Final = {
    "belang_invloed": ("Belang", "Invloed"),
    "effect_haalbaarheid": ("Effect", "Haalbaarheid"),
}
AXES_ASKED: Final = {
    "belang_invloed": (
        "Belang: hoe belangrijk is dit voor de gemeente?",
        "Invloed: hoeveel kan de gemeente er zelf aan doen?",
    ),
    "effect_haalbaarheid": (
        "Effect: hoeveel verandert er als dit gebeurt?",
        "Haalbaarheid: hoe goed kunnen we dit uitvoeren?",
    ),
}
PROPOSALS_OF: Final = "Ideeën in dit voorstel"

YOU: Final = "Wat jij bijdroeg"
YOUR_IDEAS: Final = "Jouw ideeën"
YOUR_CHOICES: Final = "Jouw keuzes"
NOTHING_YET: Final = "Nog niets."
ERASE: Final = "Wis mijn bijdrage"
ERASE_HINT: Final = (
    "Je ideeën, je steun en je stemmen gaan weg, en dit toestel doet niet meer mee. "
    "Dat kan tot de werkruimte sluit."
)
ERASED: Final = "Je bijdrage is gewist."

REFRESH: Final = "Laad opnieuw"
NO_CONNECTION: Final = "Geen verbinding. We proberen opnieuw."
DOWN_TITLE: Final = "Even niet bereikbaar"
DOWN: Final = "De werkruimte is even niet bereikbaar. Wat je typte, staat nog hier."
YOUR_TEXT: Final = "Wat je typte"
NOT_DONE: Final = "Dat lukte niet"
BACK: Final = "Ga terug"
UNKNOWN: Final = "Deze code kennen we niet."
NOT_HERE: Final = "Je doet in deze werkruimte niet mee. Ga binnen met een code."
TIME_UP: Final = "De tijd is om"

SCRIPT: Final = {
    "up": TIME_UP,
    "minutes": "nog {} min",
    "hours": "nog {} uur",
    "days": "nog {} dagen",
}
"""For the script: {} is a number."""
CIRCLES: Final = "Kringen"
SIGNALS: Final = {
    Signal.STRENGTH: "Sterk",
    Signal.ATTENTION: "Aandacht",
    Signal.QUESTION: "Vraag",
}
"""In front of the name of a figure that stands out."""
DOWN_SHORT: Final = "De werkruimte is even niet bereikbaar. Probeer het over een minuut opnieuw."
EXPIRED: Final = (
    "Deze pagina was te oud om te verzenden. Ga terug, laad haar opnieuw en probeer het nog eens."
)
SEND_AGAIN: Final = "Verzend opnieuw"
ERASED_SAID: Final = "Je ideeën, je steun en je stemmen staan nergens meer. Bedankt dat je meedeed."
PROPOSALS: Final = "Voorstellen"
ORDER_VOTES: Final = "De volgorde is voor iedereen anders."
WHAT_AXES: Final = "Wat betekenen de punten?"
DONE: Final = {
    "idee": SAVED,
    "wacht": SAVED_WAITING,
    "gemeld": REPORTED,
    "weg": "Je idee is ingetrokken.",
}
"""What was done, by the word in the address."""

AGREEMENT: Final = {
    Agreement.DIVIDED: "verdeeld",
    Agreement.UNITED: "eensgezind",
    Agreement.MIXED: "wisselend",
}
QUADRANTS: Final = {
    Quadrant.NOW: "nu aanpakken",
    Quadrant.TOGETHER: "samen met anderen",
    Quadrant.IF_POSSIBLE: "als het kan",
    Quadrant.NOT_NOW: "niet nu",
    Quadrant.ON_BORDER: "op de grens",
}
TOO_FEW: Final = "te weinig stemmen om te tonen"
TOO_FEW_SCORES: Final = "te weinig punten om te tonen"
SAME_BAND: Final = "het verschil is te klein om op te bouwen"
PER_DEVICE: Final = "Eén stem per toestel, niet per persoon."
PER_PASS: Final = "Eén stem per kaartje."
RESULTS: Final = "Wat de stemmen zeggen"
SPREAD: Final = "Wie gaf welk punt"
AXIS: Final = "Vraag"
MEDIAN: Final = "Midden"
OUTCOMES: Final = {"priority": "Prioriteit", "later": "Later", "no": "Niet weerhouden"}

WHY: Final = {
    Why.PHASE: "Dat kan niet in deze fase.",
    Why.JUST_CLOSED: "De fase is net gesloten. Je tekst staat hieronder: kopieer hem of vraag "
    "extra tijd.",
    Why.RIGHTS: "Dat mag je hier niet.",
    Why.GONE: "Dit staat er niet (meer). Misschien trok iemand het net in.",
    Why.CHANGED: "Intussen gewijzigd door een andere begeleider. Kijk na wat er nu staat, en doe "
    "het opnieuw.",
    Why.TITLE: f"Geef een titel van {TITLE[0]} tot {TITLE[1]} tekens.",
    Why.BODY: f"De uitleg is te lang: hoogstens {numbers.number(BODY, 0)} tekens.",
    Why.REASON: f"Geef een reden van {REASON[0]} tot {REASON[1]} tekens.",
    Why.SCORES: "Geef op beide vragen een punt van 1 tot 5, of sla allebei over.",
    Why.TOO_MANY_IDEAS: "Je hebt al tien ideeën. Trek er eerst een in.",
    Why.TOO_MANY_LINKS: "Kies hoogstens drie kaarten.",
    Why.FULL: "De werkruimte is vol. Vraag het aan de begeleider.",
    Why.OWN: "Je eigen idee kun je niet steunen.",
    Why.SUPPORTED: "Anderen steunen dit idee al. Daarom kun je het niet meer wijzigen.",
    Why.DOTS: "Al je keuzes zijn gegeven. Neem er eerst een terug.",
    Why.NOTHING_TO_SEE: "Leg eerst minstens één kaart of uitdaging klaar.",
    Why.PROPOSALS: "Voor het stemmen zijn 2 tot 30 voorstellen nodig.",
    Why.VOTED: "Er is al gestemd. Terug naar bundelen kan niet meer.",
    Why.UNDECIDED: "Kies eerst wat er met elk voorstel gebeurt.",
    Why.IN_PROPOSAL: "Dit idee zit al in een ander voorstel.",
    Why.BALLOT: "Een stembiljet met dit nummer is er al.",
    Why.USED: "Dit kaartje is al gebruikt. Vraag de begeleider een nieuw.",
    Why.NAME: "Deze naam is er al, of bestaat niet.",
    Why.SETTING: "Dit kan niet zo ingesteld worden.",
    Why.CODE: UNKNOWN,
    Why.NOT_IN: NOT_HERE,
    Why.TOO_FAST: "Even wachten, over een minuut opnieuw.",
}
"""Each reason in a sentence."""


def why(reason: Why, about: tuple[str | int, ...]) -> str:
    """Why something was not done, and what it is about."""
    said = WHY[reason]
    named = [str(each) for each in about if isinstance(each, str)]
    return f"{said} ({', '.join(named)})" if named else said


def time_left(seconds: int) -> str:
    """Until the phase ends."""
    if seconds <= 0:
        return TIME_UP
    minutes = -(-seconds // 60)
    if minutes < 120:
        return f"nog {minutes} min"
    hours = minutes // 60
    return f"nog {hours} uur" if hours < 48 else f"nog {hours // 24} dagen"


def chosen_of(chosen: int, dots: int) -> str:
    """How many dots are given."""
    return f"gekozen {chosen} van {dots}"


def choose_so_many(dots: int) -> str:
    """How many proposals one may choose."""
    return "Kies er 1" if dots == 1 else f"Kies er hoogstens {dots}"


def chosen_by(chosen: int, voters: int, percent: int) -> str:
    """What a circle said."""
    return f"{chosen} van {voters} stemmers kozen dit ({percent} %)"


def few(voters: int) -> str:
    """Nothing is shown of so few."""
    return f"{TOO_FEW}: {numbers.plural(voters, 'stemmer', 'stemmers')}, {FEWEST} nodig"


def alike(percent: int) -> str:
    """How much an idea is like another."""
    return f"lijkt er {percent} % op"


def voters(count: int) -> str:
    """Of a circle."""
    return numbers.plural(count, "stemmer", "stemmers")


def frozen(day: str) -> str:
    """Of which day a card's figures are."""
    return f"zoals op {numbers.day(day)}"


def deleted_on(day: date) -> str:
    """When all of it goes."""
    return f"Alles verdwijnt op {numbers.day(day.isoformat())}."


def action(plan: str, amount: str) -> str:
    """What an action of the multi-year plan is part of, and what is invested."""
    return f"{plan} · investering van {amount}"


def newer(said: str) -> str:
    """Of a card whose figure is not that of today any more."""
    return f"Intussen is er een ander cijfer: {said}."


def median(value: Fraction) -> str:
    """The interpolated median of scores."""
    return numbers.number(float(value), 1)


def news(count: int) -> str:
    """Ideas that came since the page was made."""
    return "1 nieuw idee: toon het" if count == 1 else f"{count} nieuwe ideeën: toon ze"


def privacy(responsible: str, contact: str, keep_days: int) -> list[str]:
    """What is kept of people, in at most 150 words."""
    return [
        f"{responsible} is verantwoordelijk voor deze werkruimte.",
        "We vragen geen naam en geen e-mail. We bewaren in welke kring je meedoet, op welke dag, "
        "je ideeën en je stemmen. Niet wie je bent, welk toestel je gebruikt of hoe laat je stemt.",
        "We doen dat om samen te kiezen waar de gemeente op inzet. Meedoen is vrij, en niemand "
        "krijgt een lijst van wie meedeed.",
        "Schrijf geen namen van mensen in een idee: iedereen in de werkruimte leest het.",
        "Je kunt alles wissen tot de werkruimte sluit: kies “Ik”, dan “Wis mijn bijdrage”. Na het "
        "sluiten weten we niet meer welk idee van wie is, en na "
        f"{keep_days} dagen verdwijnt alles.",
        "Een cookie onthoudt dat je meedoet, en doet verder niets.",
        f"Vragen? {contact}",
    ]


def state(word: str, reason: str) -> str:
    """What became of an idea."""
    return f"{STATES[word]}: {reason}" if reason else STATES[word].rstrip(".") + "."


def title(room: str, page: str = "") -> str:
    """In the tab."""
    return f"{page} · {room}" if page else room
