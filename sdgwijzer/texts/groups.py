"""Whom a municipality stands beside, in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from sdgwijzer.judgement import position
from sdgwijzer.model import (
    Municipality,
)
from sdgwijzer.texts.numbers import NBSP, listed
from sdgwijzer.views import peers
from sdgwijzer.views.peers import Peers


@dataclass(frozen=True)
class Group:
    """Whom is compared with, in words."""

    count: int
    noun: str  # "buurgemeenten"; after "de 9 "
    names: str  # who they are, "" when they are many


NOBODY: Final = Group(0, "", "")


def group(
    found: Peers,
    own: Municipality,
    today: Mapping[str, Municipality],
    cluster: str,
    called: str = "",
) -> Group:
    """The peers of one municipality in words; `called` is what the visitor calls them."""
    names = [today[code].name for code in found.codes]
    nouns = {
        peers.BORDERING: "buurgemeente" if len(names) == 1 else "buurgemeenten",
        peers.REGION: f"andere gemeenten van de referentieregio ({own.reference_region})",
        peers.ARRONDISSEMENT: f"andere gemeenten van het arrondissement {own.arrondissement}",
        peers.PROVINCE: f"andere gemeenten van de provincie {own.province}",
        peers.CLUSTER: f"andere gemeenten van de Belfius-cluster {cluster}",
        peers.SIMILAR: f"gemeenten die het meest op {own.name} lijken",
        peers.FLANDERS: "andere Vlaamse gemeenten",
    }
    chosen = "gekozen gemeente" + "n" * (len(names) != 1)
    if called:
        chosen = f"gemeente{'n' * (len(names) != 1)} van “{called}”"
    noun = nouns.get(found.group or "", chosen)
    return Group(len(names), noun, listed(names) if len(names) <= MAX_LISTED else "")


MAX_LISTED: Final = 15
"""Names that a sentence can bear."""


def group_option(
    word: str, own: Municipality | None = None, count: int = 0, cluster: str = ""
) -> str:
    """A group (or the name of a municipality) in the list of whom to compare with."""
    labels = {
        peers.BORDERING: "Buurgemeenten",
        peers.REGION: f"Referentieregio {own.reference_region if own else ''}".strip(),
        peers.ARRONDISSEMENT: f"Arrondissement {own.arrondissement if own else ''}".strip(),
        peers.PROVINCE: f"Provincie {own.province if own else ''}".strip(),
        peers.CLUSTER: f"Belfius-cluster {cluster}".strip(),
        peers.SIMILAR: "Meest gelijkaardige gemeenten",
        peers.FLANDERS: "Heel Vlaanderen",
    }
    if word not in labels:
        return word
    if own is None:
        return labels[word]
    return f"{labels[word]} ({count})" if count else f"{labels[word]} (niet beschikbaar)"


def group_not_offered(word: str, name: str) -> str:
    reasons = {
        peers.CLUSTER: "de indeling van Belfius is van voor de fusie",
        peers.REGION: "de gemeente heeft geen referentieregio",
    }
    why = reasons.get(word, "er zijn geen andere gemeenten in die groep")
    label = group_option(word)
    return f"“{label}” is er niet voor {name}: {why}."


BESIDE_ALL: Final = "Vergeleken met alle Vlaamse gemeenten."
FROM_FIVE: Final = f"Naast een eigen keuze oordelen we vanaf {position.MIN_PEERS} gemeenten."
"""Where fewer were chosen, and it is said that the judgements are beside all."""


def beside(found: Group) -> str:
    """Whom the judgements compare with."""
    return f"Vergeleken met de {beside_whom(found)}, voor zover ze een cijfer hebben."


def merged(own: Municipality, parts: Sequence[Municipality]) -> str:
    """What the figures of before a merger are of."""
    names = listed([part.name for part in parts])
    return (
        f"{own.name} is in {own.valid_from.year} ontstaan uit {names}. Cijfers van vroeger gaan "
        "over die gemeenten samen."
    )


def beside_whom(found: Group) -> str:
    """The group with its number and, when they are few, its names."""
    names = f" ({found.names})" if found.names else ""
    count = "" if found.count == 1 else f"{found.count}{NBSP}"  # "de buurgemeente (Kuurne)"
    return f"{count}{found.noun}{names}"


def beside_plain(found: Group) -> str:
    """The same in a column of a table, where programs look for ordinary spaces."""
    return beside_whom(found).replace(NBSP, " ")


def beside_names(names: list[str]) -> str:
    """Whom is compared with, on a button: names that were chosen."""
    return f"naast {listed(names)}"


def beside_called(called: str) -> str:
    """The same, of a choice that has a name."""
    return f"naast {called}"


def beside_short(found: Group) -> str:
    """Whom is compared with, on a button: "naast 9 buurgemeenten"."""
    return f"naast {found.count}{NBSP}{found.noun}"


BESIDE_EVERY: Final = "naast alle Vlaamse gemeenten"
"""The same where judgements are beside all."""


def few_peers(found: Group) -> str:
    """Why the judgements are beside Flanders and not beside these few."""
    return (
        f"Je ziet ook de cijfers van de {beside_whom(found)}. Voor een oordeel zijn er minstens "
        f"{position.MIN_PEERS} nodig; beter en minder goed gaan daarom over alle "
        "Vlaamse gemeenten."
    )


CALL: Final = "Geef je keuze een naam"
CALL_HINT: Final = "bijvoorbeeld: regio Zuid"

WEIGHTS: Final = "Waarop lijken ze?"

WEIGHTS_HELP: Final = (
    "De gelijkaardige gemeenten zijn die met bijna dezelfde achtergrond. Kies hoe zwaar elk "
    "kenmerk telt: 0 telt niet mee, 3 telt drie keer."
)

CONTEXT_NAMES: Final = {
    "inwoners": "Aantal inwoners",
    "dichtheid": "Inwoners per km²",
    "inkomen": "Inkomen per inwoner",
    "ouderen": "Aandeel 65-plussers",
    "jongeren": "Aandeel jonger dan 18",
    "herkomst": "Aandeel van buitenlandse herkomst",
    "vestigingen": "Ondernemingen per 1.000 inwoners",
    "bebouwd": "Aandeel bebouwd",
}
